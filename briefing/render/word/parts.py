"""The parts of the finished file: those of the shell, with what the document adds to them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from copy import deepcopy

from briefing.model.document import Meta
from briefing.ooxml.length import Length
from briefing.ooxml.markup import escape
from briefing.ooxml.opc import TYPES
from briefing.ooxml.package import HEADER, ROOT_RELATIONS
from briefing.ooxml.xml import (
    NAMESPACES,
    Element,
    W,
    append,
    attribute,
    child,
    new,
    parse,
    qname,
    remove_all,
    serialise,
)
from briefing.ooxml.zipped import Parts
from briefing.render.word.footnotes import FOOTNOTES_TYPE, footnotes_xml, with_footnotes
from briefing.render.word.shell.borrowed_styles import add_styles, fit_right_tabs
from briefing.render.word.shell.builtin_styles import TEXT_WIDTH, TWO_CHARACTERS, Fonts
from briefing.render.word.shell.fonts import fonts_of, style_sheet
from briefing.render.word.shell.opening import FOOTNOTES, NUMBERING, RELATIONS, SETTINGS, STYLES, Shell
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext

FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_OFFICE = NAMESPACES["r"]


def completed(shell: Shell, context: WritingContext, meta: Meta, footers: Mapping[str, bytes]) -> Parts:
    """Return the parts of the file, those of the shell first; `footers` are footers to add, by name."""
    parts = {**shell.parts, **footers}
    types = {CORE: CORE_TYPE, **dict.fromkeys(footers, FOOTER_TYPE)}
    relations = {relation_id(name): (f"{_OFFICE}/footer", name.removeprefix("word/")) for name in footers}
    if context.footnotes:
        parts[FOOTNOTES] = footnotes_xml(parts.get(FOOTNOTES, b""), context)
        types[FOOTNOTES] = FOOTNOTES_TYPE
        relations[relation_id(FOOTNOTES)] = (f"{_OFFICE}/footnotes", "footnotes.xml")
        parts |= {SETTINGS: with_footnotes(parts[SETTINGS])} if SETTINGS in parts else {}
    for name, root in shell.texts.items():
        parts[name] = serialise(root)
    for relation, content in context.media.items():
        relations[relation] = (f"{_OFFICE}/image", f"media/{relation}.png")
        parts[f"word/media/{relation}.png"] = content
    parts[TYPES] = _typed(parts[TYPES], types)
    parts[ROOT_RELATIONS] = _related(parts[ROOT_RELATIONS], {"rIdCore": (CORE_RELATION, CORE)})
    parts[RELATIONS] = _related(parts[RELATIONS], relations)
    parts[NUMBERING] = with_lists(parts[NUMBERING], context)
    parts[STYLES] = with_styles(parts, context.borrowed, width=shell.area.width)
    parts[CORE] = (HEADER + core_xml(meta)).encode()
    return parts


def relation_id(name: str) -> str:
    """Return the id of the relationship of a part that the writer adds."""
    return "rId" + name.removeprefix("word/").removesuffix(".xml").title()


def _typed(content: bytes, types: Mapping[str, str]) -> bytes:
    """[Content_Types].xml with the types of pictures and of new parts."""
    root = parse(content)
    space = qname(root).removesuffix("Types")
    if not any(entry.get("Extension", "").lower() == "png" for entry in root):
        root.insert(0, root.makeelement(f"{space}Default", {"Extension": "png", "ContentType": "image/png"}))
    have = {entry.get("PartName") for entry in root}
    for name, kind in types.items():
        if f"/{name}" not in have:
            append(root, f"{space}Override", {"PartName": f"/{name}", "ContentType": kind})
    return serialise(root)


def _related(content: bytes, targets: Mapping[str, tuple[str, str]]) -> bytes:
    """Return a .rels part with more relationships, type and target by id, but for those that it has already."""
    root = parse(content)
    have = {(entry.get("Type"), entry.get("Target", "").lstrip("/")) for entry in root}
    for relation, (kind, target) in targets.items():
        if (kind, target) not in have:
            append(root, qname(root).removesuffix("s"), {"Id": relation, "Type": kind, "Target": target})
    return serialise(root)


def with_styles(
    parts: Parts, names: Collection[StyleName], fonts: Fonts | None = None, width: Length = TEXT_WIDTH
) -> bytes:
    """Return styles.xml with styles of the built-in shells that it lacks, for a type area of this width.

    In `fonts`; None: in those that it names itself.
    """
    if not names:
        return parts[STYLES]
    sheet = style_sheet(parts)
    add_styles(sheet.root, names, fonts or fonts_of(sheet))
    fit_right_tabs(sheet.root, width)
    return serialise(sheet.root)


_IDENTITY = tuple(f"{W}{name}" for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"))


def with_lists(content: bytes, context: WritingContext) -> bytes:
    """numbering.xml with the lists that this document uses; the same bytes if it uses none."""
    if not (context.lists or context.lists_below or context.unnumbered):
        return content
    root = parse(content)
    first = child(root, "num")
    kinds = {ordered: number for number, ordered in reversed(context.lists_below.items())}
    for ordered, number in kinds.items():  # all kinds of lists stand before the first list
        first.addprevious(_kind_below(number, ordered=ordered))
    if context.unnumbered:
        first.addprevious(_unnumbered(root, context.shell.heading_list, context.unnumbered))
        first.addprevious(_use(context.unnumbered, str(context.unnumbered)))
    for number in context.lists:
        first.addprevious(_use(number, context.shell.item_list, start=True))
    for number, ordered in context.lists_below.items():
        first.addprevious(_use(number, str(kinds[ordered]), start=True))
    return serialise(root)


def _kind_below(number: int, *, ordered: bool) -> Element:
    """Return a kind of list under items, two characters further in: （1）（2） or with a dot before each."""
    kind = new(f"{W}abstractNum", {f"{W}abstractNumId": str(number)})
    append(kind, f"{W}multiLevelType", {f"{W}val": "singleLevel"})
    level = append(kind, f"{W}lvl", {f"{W}ilvl": "0"})
    values = {"start": "1", "numFmt": "decimal" if ordered else "none", "suff": "nothing"}
    for name, value in {**values, "lvlText": "（%1）" if ordered else "·", "lvlJc": "left"}.items():
        append(level, f"{W}{name}", {f"{W}val": value})
    indent = {f"{W}firstLineChars": "400", f"{W}firstLine": str(2 * TWO_CHARACTERS.twips)}
    append(append(level, f"{W}pPr"), f"{W}ind", indent)
    append(append(level, f"{W}rPr"), f"{W}rFonts", {f"{W}hint": "eastAsia"})
    return kind


def _unnumbered(root: Element, kind: str, number: int) -> Element:
    """Return the list of the headings once more, with its indents and without its numbers."""
    kinds = root.iter(f"{W}abstractNum")
    copy = deepcopy(next(item for item in kinds if attribute(item, "abstractNumId") == kind))
    copy.set(f"{W}abstractNumId", str(number))
    remove_all(copy.iter(*_IDENTITY, f"{W}pStyle"))
    for element in copy.iter(f"{W}numFmt"):
        element.set(f"{W}val", "none")
    for element in copy.iter(f"{W}lvlText"):
        element.set(f"{W}val", "")
    return copy


def _use(number: int, kind: str, *, start: bool = False) -> Element:
    """Return a list with the id `number` of the kind `kind`; `start`: it counts from 1, whatever was counted before."""
    use = new(f"{W}num", {f"{W}numId": str(number)})
    append(use, f"{W}abstractNumId", {f"{W}val": kind})
    if start:
        level = append(use, f"{W}lvlOverride", {f"{W}ilvl": "0"})
        append(level, f"{W}startOverride", {f"{W}val": "1"})
    return use


CORE = "docProps/core.xml"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


def core_xml(meta: Meta) -> str:
    """core.xml: the office is the author, the name of the series the category; times are those of its date."""
    texts = (
        ("dc:title", meta.title),
        ("dc:subject", meta.subject),
        ("dc:creator", meta.office or meta.name),
        ("cp:keywords", "；".join(meta.keywords)),
        ("cp:lastModifiedBy", meta.office or meta.name),
        ("cp:category", meta.name),
        ("dc:language", "zh-CN"),
    )
    entries = "".join(f"<{tag}>{escape(' '.join(text.split()))}</{tag}>" for tag, text in texts if text)
    date = stamp(meta.date)
    times = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{date.isoformat()}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
        if date
    )
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{entries}{times}</cp:coreProperties>'
    )


def stamp(text: str) -> datetime.date | None:
    """Return the date that “2026年11月22日” writes; None if the text holds no such date. The clock is never asked."""
    found = re.search(r"(\d{4})年(\d{1,2})月(\d{1,2})日", text)
    try:
        return datetime.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
