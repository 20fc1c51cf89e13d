"""Several Word files as one: the first as it is, each annex after it on pages of its own.

The library that could do it, docxcompose, drops what the files hold beside their text: the last section's page, the
headers of what is appended, custom XML, notes; it doubles the names of bookmarks and makes numbers by chance.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from briefing.docx_merge.content_parts import merge_custom_xml, merge_fonts, merge_footnotes
from briefing.docx_merge.copying import Copier, declaring
from briefing.docx_merge.field_codes import (
    freeze_file_fields,
    limit_tocs,
    rename_styles,
    restart_captions,
    unlimited_tocs,
)
from briefing.docx_merge.list_merge import merge_lists
from briefing.docx_merge.page_numbers import with_page_numbers
from briefing.docx_merge.sections import (
    block_inheritance,
    continue_page_numbers,
    end_footnote_restart,
    end_section,
    reference,
    restart_footnotes,
    same_on_even_pages,
    sections_of,
)
from briefing.docx_merge.style_fingerprint import FingerprintedStyles
from briefing.docx_merge.style_map import MergedStyles, apply_style_map, map_styles
from briefing.docx_merge.theme import without_theme
from briefing.docx_merge.unique_names import UniqueNames, make_unique, names_in
from briefing.errors import BriefingError, Problem, collect
from briefing.ooxml.checks import comments, endnotes, other_files, programs, revisions, signatures, templates
from briefing.ooxml.order import child_of
from briefing.ooxml.package import Check, Package
from briefing.ooxml.theme import theme_of
from briefing.ooxml.xml import DECLARED, Element, W, child, on, setting

ANNEX_CHECKS: tuple[Check, ...] = (templates, programs, signatures, revisions, comments, endnotes, other_files)
"""What an annex must not hold: things that would be lost, or would mean something else, in the merged file."""

Warn = Callable[[Problem], None]

_STYLES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
_SETTINGS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"


@dataclass(frozen=True, slots=True)
class Annex:
    """A Word file to be merged into another; `file`: its name in messages."""

    docx: bytes
    file: str


@dataclass(slots=True)
class _Merged:
    """The merged file while it is made: `package` is the first file and all that has come to it."""

    package: Package
    styles: MergedStyles
    names: UniqueNames

    @property
    def body(self) -> Element:
        return child(self.package.tree(self.package.main), "body")


def merge(
    base: bytes,
    annexes: Sequence[Annex],
    *,
    file: str = "memo.docx",
    ending: Collection[str] = (),
    warn: Warn = lambda problem: None,
) -> bytes:
    """Return the Word file `base`, called `file`, with each annex after it on a new page; same input, same bytes.

    The base keeps its text, styles and settings. Page numbers run through (GB/T 9704—2012, 7.3.7); lists, captions and
    footnotes of each annex count from 1. A table of contents of an annex takes in that annex, one of the base the base:
    listing the headings of annexes is not what whoever made it saw. The page numbers in the annexes' tables of contents
    and references are those of the merged file where LibreOffice is installed; else `warn` is told that they are not.
    The paragraphs of the styles named `ending` that the base ends with end the merged file, as 版记 does (7.3.7).
    Raises BriefingError with everything that is wrong with all files: damage, or `ANNEX_CHECKS`.
    """
    first = Annex(base, file)
    opened, problems = collect(
        lambda item: Package.open(item.docx, item.file, checks=() if item is first else ANNEX_CHECKS), [first, *annexes]
    )
    if problems:
        raise BriefingError(problems)
    package, *others = opened
    if not others:
        return base
    merged = _begin(package)
    last = _take_ending(merged, ending)
    appended = [_append(merged, annex, number) for number, annex in enumerate(others, start=1)]
    end_footnote_restart(merged.body)
    for paragraph in last:
        child(merged.body, "sectPr").addprevious(paragraph)
    return with_page_numbers(package, [block for blocks in appended for block in blocks], warn)


def _begin(package: Package) -> _Merged:
    """Make the first file ready for more."""
    own = _styles_of(package)
    package.ensure("settings", "word/settings.xml", _SETTINGS_TYPE, f"<w:settings {DECLARED}/>")
    names = names_in(package.tree(name) for name in package.stories())
    merged = _Merged(package, MergedStyles(own, own.root), names)
    main = package.change(package.main)
    sections_of(merged.body)
    if tocs := unlimited_tocs(main):
        limit_tocs(tocs, _bookmark(merged, merged.body, "_MemoBody"))
    return merged


def _styles_of(package: Package) -> FingerprintedStyles:
    package.ensure("styles", "word/styles.xml", _STYLES_TYPE, f"<w:styles {DECLARED}/>")
    return FingerprintedStyles.of(package, theme_of(package))


def _take_ending(merged: _Merged, names: Collection[str]) -> list[Element]:
    """Take out the paragraphs in the styles of those names that the base ends with, and return them."""
    styles = merged.styles.own
    ids = {id for id in styles.by_id if styles.name(id) in names}
    last: list[Element] = []
    for block in reversed([item for item in merged.body if item.tag != f"{W}sectPr"]):
        if setting(block, "pPr/pStyle") not in ids:
            break
        last.insert(0, block)
    for block in last:
        merged.body.remove(block)
    return last


def _append(merged: _Merged, annex: Package, number: int) -> list[Element]:
    """Put an annex, the `number`th from 1, at the end; return its blocks there."""
    package, main = merged.package, annex.tree(annex.main)
    stories = [annex.change(name) for name in annex.stories()]
    styles = _styles_of(annex)
    copier = Copier(annex, package, styles.theme if styles.theme != merged.styles.own.theme else None)
    for root in stories:
        # 标题 or 文件名 in an annex would become that of the memo when Word updates fields.
        freeze_file_fields(root)
        if copier.theme:
            without_theme(root, copier.theme)
    make_unique(stories, merged.names)
    _merge_styles(merged, styles, copier, stories)
    restart_captions(main)
    merge_custom_xml(package, copier, stories)
    merge_footnotes(package, copier, stories)
    merge_fonts(package, annex)
    body = child(main, "body")
    sections = sections_of(body)
    if tocs := unlimited_tocs(main):
        limit_tocs(tocs, _bookmark(merged, body, f"_Annex{number}"))
    _keep_settings(merged, annex, sections)
    copier.relate(list(body), annex.main, package.main)
    # A section without headers shows those of the one before: an annex would print the memo's.
    block_inheritance(package, list(merged.body.iter(f"{W}sectPr")), sections)
    package.put(package.main, declaring(package.tree(package.main), main))
    end_section(merged.body)
    blocks = list(body)
    merged.body.extend(blocks)
    return blocks


def _merge_styles(merged: _Merged, annex: FingerprintedStyles, copier: Copier, stories: Sequence[Element]) -> None:
    """Merge the styles of an annex, and the lists that number them."""
    styles = map_styles(merged.styles, annex, stories)
    if styles.brought:
        part = merged.package.part("styles")
        merged.package.put(part, declaring(merged.styles.root, annex.root))
        merged.styles.root = merged.package.tree(part)
    # Between the two: which list numbers a paragraph is asked of its style by the annex' own ids.
    merge_lists(merged.package, copier, annex, styles, stories)
    for root in stories:
        apply_style_map(root, styles, merged.styles)
        rename_styles(root, styles.names)


def _keep_settings(merged: _Merged, annex: Package, sections: Sequence[Element]) -> None:
    """Have the sections of an annex stay what they were among the settings of another file."""
    continue_page_numbers(sections)
    own, base = annex.root("settings"), merged.package.root("settings")
    if _has_footnotes(annex.tree(annex.main)):
        notes = [None if item is None else item.find(f"{W}footnotePr") for item in (own, base)]
        restart_footnotes(sections, *notes, anew=_has_footnotes(merged.body))
    own_sides, base_sides = (
        item is not None and on(item.find(f"{W}evenAndOddHeaders")) for item in (own, base)
    )  # whether odd and even pages have headers of their own
    references = (
        reference(section, kind, type_) is not None
        for section in sections
        for kind in ("header", "footer")
        for type_ in ("default", "even")
    )
    if base_sides and not own_sides:
        same_on_even_pages(sections)
    elif own_sides and not base_sides and any(references):
        same_on_even_pages(list(merged.body.iter(f"{W}sectPr")))
        child_of(merged.package.change(merged.package.part("settings")), "evenAndOddHeaders").attrib.clear()


def _has_footnotes(root: Element) -> bool:
    return next(root.iter(f"{W}footnoteReference"), None) is not None


def _bookmark(merged: _Merged, body: Element, name: str) -> str:
    """Put a bookmark round all of a body; return its name."""
    made, id = merged.names.free(name), merged.names.free_id("bookmark", "0")
    start = body.makeelement(f"{W}bookmarkStart", {f"{W}id": id, f"{W}name": made})
    end = body.makeelement(f"{W}bookmarkEnd", {f"{W}id": id})
    blocks = [item for item in body if item.tag != f"{W}sectPr"]
    if blocks and blocks[0].tag == f"{W}p":
        properties = blocks[0].find(f"{W}pPr")
        blocks[0].insert(0, start) if properties is None else properties.addnext(start)
    else:
        body.insert(0, start)
    blocks[-1].append(end) if blocks and blocks[-1].tag == f"{W}p" else child(body, "sectPr").addprevious(end)
    return made
