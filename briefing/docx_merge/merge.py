"""Several Word files as one: the first as it is, each annex after it on pages of its own.

The library that could do it, docxcompose, drops what the files hold beside their text: the last section's page, the
headers of what is appended, stores, notes; it doubles the names of bookmarks and makes numbers by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.docx_merge.content_parts import bring_notes
from briefing.docx_merge.copying import Copier, widened
from briefing.docx_merge.custom_xml import bring_stores
from briefing.docx_merge.field_codes import (
    contents_of,
    limit_contents,
    rename_styles,
    restart_counts,
    settle,
)
from briefing.docx_merge.fonts import bring_fonts
from briefing.docx_merge.list_merge import bring_lists
from briefing.docx_merge.page_numbers import renumbered
from briefing.docx_merge.sections import (
    close,
    continue_pages,
    count_notes,
    end_counting,
    reference,
    same_on_even_pages,
    sections_of,
    stand_alone,
)
from briefing.docx_merge.style_fingerprint import Styles
from briefing.docx_merge.style_map import Shelf, dress, put_on
from briefing.docx_merge.theme import theme_of, without_theme
from briefing.docx_merge.unique_names import Names, names_of, rename
from briefing.errors import BriefingError, Problem
from briefing.ooxml.checks import comments, endnotes, other_files, programs, revisions, signatures, templates
from briefing.ooxml.order import child_of
from briefing.ooxml.package import Check, Package
from briefing.ooxml.xml import Element, W, child
from briefing.render.word.markup import DECLARED

ANNEX: tuple[Check, ...] = (templates, programs, signatures, revisions, comments, endnotes, other_files)
"""What an annex must not hold: things that would be lost, or would mean something else, in the joined file."""

Warn = Callable[[Problem], None]

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"


@dataclass(frozen=True, slots=True)
class Joined:
    """A Word file to be joined to another; `file`: its name in messages."""

    docx: bytes
    file: str


@dataclass(slots=True)
class _Joint:
    """The joined file while it is made: `package` the first part and all that has come to it."""

    package: Package
    shelf: Shelf
    names: Names

    @property
    def body(self) -> Element:
        return child(self.package.tree(self.package.main), "body")


def join(
    base: bytes,
    annexes: Sequence[Joined],
    *,
    file: str = "memo.docx",
    ending: str = "",
    warn: Warn = lambda problem: None,
) -> bytes:
    """The Word file `base`, called `file`, with each annex after it on a new page; the same input gives the same bytes.

    The base keeps its text, styles and settings. Page numbers run through (GB/T 9704—2012, 7.3.7); lists, captions and
    footnotes of each annex count from 1. A table of contents of an annex takes in that annex, one of the base the base:
    listing the headings of annexes is not what whoever made it saw. The page numbers in the annexes' tables of contents
    and references are those of the joined file where LibreOffice is installed; else `warn` is told that they are not.
    The paragraphs of the style named `ending` that the base ends with end the joined file, as 版记 does (7.3.7).
    BriefingError: a file is damaged, or an annex holds what cannot be joined (see `problems_of`).
    """
    opened, problems = _opened([Joined(base, file), *annexes])
    if problems:
        raise BriefingError(problems)
    package, *others = opened
    if not others:
        return base
    joint = _begin(package)
    last = _ending(joint, ending)
    referring = [_append(joint, annex, number) for number, annex in enumerate(others, start=1)]
    end_counting(joint.body)
    for paragraph in last:
        child(joint.body, "sectPr").addprevious(paragraph)
    if any(referring):
        return renumbered(package, [mark for marks in referring for mark in marks], warn)
    return package.packed()


def problems_of(docx: bytes, file: str) -> list[Problem]:
    """Return everything that keeps a Word file from being joined to another as its annex."""
    try:
        Package.open(docx, file, checks=ANNEX)
    except BriefingError as error:
        return list(error.problems)
    return []


def _opened(files: Sequence[Joined]) -> tuple[list[Package], list[Problem]]:
    opened: list[Package] = []
    problems: list[Problem] = []
    for number, item in enumerate(files):
        try:
            opened.append(Package.open(item.docx, item.file, checks=ANNEX if number else ()))
        except BriefingError as error:
            problems += error.problems
    return opened, problems


def _begin(package: Package) -> _Joint:
    """The first part, made ready for more."""
    package.ensure("styles", "word/styles.xml", _STYLES_TYPE, f"<w:styles {DECLARED}/>")
    package.ensure("settings", "word/settings.xml", _SETTINGS_TYPE, f"<w:settings {DECLARED}/>")
    theme = theme_of(package)
    own = Styles(package, theme)
    joint = _Joint(package, Shelf(own, own.root, theme), names_of(package.tree(name) for name in package.stories()))
    main = package.change(package.main)
    sections_of(joint.body)
    if tables := contents_of(main):
        limit_contents(tables, _mark(joint, joint.body, "_MemoBody"))
    return joint


def _ending(joint: _Joint, style: str) -> list[Element]:
    """The paragraphs in the style of that name that the base ends with, taken out of it."""
    styles = joint.shelf.own
    ids = {number for number in styles.by_id if styles.name(number) == style}
    last: list[Element] = []
    for block in reversed([item for item in joint.body if item.tag != f"{W}sectPr"]):
        used = block.find(f"{W}pPr/{W}pStyle")
        if used is None or used.get(f"{W}val") not in ids:
            break
        last.insert(0, block)
    for block in last:
        joint.body.remove(block)
    return last


def _append(joint: _Joint, annex: Package, number: int) -> list[Element]:
    """Puts an annex at the end; the elements of it that hold the number of a page."""
    package, main = joint.package, annex.tree(annex.main)
    stories = {name: annex.change(name) for name in annex.stories()}
    annex.ensure("styles", "word/styles.xml", _STYLES_TYPE, f"<w:styles {DECLARED}/>")
    theme = theme_of(annex)
    copier = Copier(annex, package, number, theme if theme != joint.shelf.theme else None)
    for root in stories.values():
        settle(root)
        if copier.theme:
            without_theme(root, theme)
    rename(stories, joint.names)
    _dress(joint, annex, copier, stories)
    restart_counts(main)
    bring_stores(package, copier, stories.values())
    bring_notes(package, copier, stories.values())
    bring_fonts(package, annex)
    body = child(main, "body")
    sections = sections_of(body)
    if tables := contents_of(main):
        limit_contents(tables, _mark(joint, body, f"_Annex{number}"))
    _fit(joint, annex, sections)
    copier.relate(list(body), annex.main, package.main)
    stand_alone(package, list(joint.body.iter(f"{W}sectPr")), sections)
    package.put(package.main, widened(package.tree(package.main), main))
    close(joint.body)
    blocks = list(body)
    joint.body.extend(blocks)
    return blocks


def _dress(joint: _Joint, annex: Package, copier: Copier, stories: dict[str, Element]) -> None:
    """Styles, and the lists that they count by."""
    styles = Styles(annex, theme_of(annex))
    made = dress(joint.shelf, styles, stories.values())
    if made.fresh:
        name = joint.package.part("styles")
        joint.package.put(name, widened(joint.shelf.root, styles.root))
        joint.shelf.root = joint.package.tree(name)
    bring_lists(joint.package, copier, styles, made, stories.values())
    for root in stories.values():
        put_on(root, made, joint.shelf)
        rename_styles(root, made.names)


def _fit(joint: _Joint, annex: Package, sections: list[Element]) -> None:
    """Has the sections of an annex be what they were, among settings that are another file's."""
    continue_pages(sections)
    own, others = _settings(annex), _settings(joint.package)
    if _has_notes(annex.tree(annex.main)):
        said = [None if item is None else item.find(f"{W}footnotePr") for item in (own, others)]
        count_notes(sections, *said, anew=_has_notes(joint.body))
    if _two_sided(others) and not _two_sided(own):
        same_on_even_pages(sections)
    elif _two_sided(own) and not _two_sided(others) and _has_references(sections):
        same_on_even_pages(list(joint.body.iter(f"{W}sectPr")))
        child_of(joint.package.change(joint.package.part("settings")), "evenAndOddHeaders").attrib.clear()


def _has_notes(root: Element) -> bool:
    return next(root.iter(f"{W}footnoteReference"), None) is not None


def _settings(package: Package) -> Element | None:
    name = package.part("settings")
    return package.tree(name) if name else None


def _two_sided(settings: Element | None) -> bool:
    found = None if settings is None else settings.find(f"{W}evenAndOddHeaders")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _has_references(sections: list[Element]) -> bool:
    return any(reference(section, kind, type_) is not None
               for section in sections for kind in ("header", "footer") for type_ in ("default", "even"))  # fmt: skip


def _mark(joint: _Joint, body: Element, name: str) -> str:
    """A bookmark round all of a body; its name."""
    made = joint.names.free(name)
    number = joint.names.number("bookmark", "0")
    start = body.makeelement(f"{W}bookmarkStart", {f"{W}id": number, f"{W}name": made})
    end = body.makeelement(f"{W}bookmarkEnd", {f"{W}id": number})
    blocks = [item for item in body if item.tag != f"{W}sectPr"]
    if blocks and blocks[0].tag == f"{W}p":
        properties = blocks[0].find(f"{W}pPr")
        blocks[0].insert(0, start) if properties is None else properties.addnext(start)
    else:
        body.insert(0, start)
    blocks[-1].append(end) if blocks and blocks[-1].tag == f"{W}p" else child(body, "sectPr").addprevious(end)
    return made
