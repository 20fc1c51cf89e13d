"""The parts of the finished file: those of the shell, with what the document adds to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from briefing.model.document import Meta
from briefing.ooxml.opc import TYPES
from briefing.ooxml.package import HEADER, ROOT_RELATIONS
from briefing.ooxml.xml import NAMESPACES, append, parse, qname, serialise
from briefing.ooxml.zipped import Parts
from briefing.render.word.footnotes import FOOTNOTES_TYPE, footnotes_xml, with_footnotes
from briefing.render.word.lists import with_lists
from briefing.render.word.properties import CORE, CORE_RELATION, CORE_TYPE, core_xml
from briefing.render.word.shell.borrowed_styles import add_styles, fit_right_tabs
from briefing.render.word.shell.builtin_styles import TEXT_WIDTH, Fonts
from briefing.render.word.shell.opening import FOOTNOTES, NUMBERING, RELATIONS, SETTINGS, STYLES, Shell
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext

FOOTER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
_OFFICE = NAMESPACES["r"]


def completed(shell: Shell, context: WritingContext, meta: Meta, footers: Mapping[str, bytes]) -> Parts:
    """The parts of the file, in the order of the shell and then of what is new; `footers` are more of these by name."""
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
    parts[STYLES] = with_styles(parts[STYLES], context.borrowed, width=shell.area.width.twips)
    parts[CORE] = (HEADER + core_xml(meta)).encode()
    return parts


def relation_id(name: str) -> str:
    """The id of the relationship of a part that the writer adds."""
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
    """A part of relationships with more of them, by id: type and target. One that it has already is not doubled."""
    root = parse(content)
    have = {(entry.get("Type"), entry.get("Target", "").lstrip("/")) for entry in root}
    for relation, (kind, target) in targets.items():
        if (kind, target) not in have:
            append(root, qname(root).removesuffix("s"), {"Id": relation, "Type": kind, "Target": target})
    return serialise(root)


def with_styles(
    content: bytes, names: Collection[StyleName], fonts: Fonts | None = None, width: int = TEXT_WIDTH
) -> bytes:
    """styles.xml with styles of the built-in shells that it lacks, for a type area `width` twips wide.

    In `fonts`; None: in those that it names itself.
    """
    if not names:
        return content
    root = parse(content)
    add_styles(root, names, fonts)
    fit_right_tabs(root, width)
    return serialise(root)
