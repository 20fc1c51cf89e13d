"""A document as a Word file: the shell is opened, the body written and poured in, everything packed."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from briefing.errors import BriefingError, Place, Problem, errors_in
from briefing.model.document import Assets, Document, Meta, Table
from briefing.render.word.blocks import render
from briefing.render.word.draft import Draft, start
from briefing.render.word.fill import fill, place_body
from briefing.render.word.lists import with_lists
from briefing.render.word.looks import Look
from briefing.render.word.markup import DECLARED, NAMESPACES, UNPRINTABLE
from briefing.render.word.package import HEADER, Parts, pack
from briefing.render.word.properties import CORE, CORE_RELATION, CORE_TYPE, core_xml
from briefing.render.word.shell import (
    MAIN,
    NUMBERING,
    RELATIONS,
    ROOT_RELATIONS,
    TYPES,
    Shell,
    open_shell,
    parse,
    serialise,
)


def render_docx(document: Document, pictures: Assets, shell: bytes) -> bytes:
    """The document as a .docx in the shell `shell` (the bytes of a Word file); the same input gives the same bytes.

    BriefingError names everything that is wrong with the shell, or that Word cannot express; nothing is left out.
    """
    opened = open_shell(shell)
    draft = start(document, pictures, opened)
    body = "".join(render(block, draft) for block in document.blocks)
    if document.blocks and isinstance(document.blocks[-1], Table):
        body += draft.paragraph(Look.TABLE_NOTE, "")  # Word wants a paragraph after a table that ends the text
    problems = draft.problems + _fill(opened, document.meta)
    if errors_in(problems):
        raise BriefingError(problems)
    place_body(opened.texts[MAIN], etree.fromstring(f"<w:body {DECLARED}>{body}</w:body>"))
    return pack(_parts(opened, draft, document.meta))


def _fill(shell: Shell, meta: Meta) -> list[Problem]:
    """Fills the tags of the shell in the document, its headers and footers."""
    values = {
        **meta.fields,
        "title": "\n".join(meta.lines) or meta.title,
        "name": meta.name,
        "issue": meta.issue,
        "office": meta.office,
        "date": meta.date,
        "subject": meta.subject,
    }
    bad = [name for name, value in values.items() if UNPRINTABLE.search(value)]
    if bad:
        return [Problem("版头文字里有 Word 文件不能容纳的控制字符。", place=Place(key=name)) for name in bad]
    return [problem for name, root in shell.texts.items() for problem in fill(root, values, name)]


def _parts(shell: Shell, draft: Draft, meta: Meta) -> Parts:
    parts = dict(shell.parts)
    for name, root in shell.texts.items():
        parts[name] = serialise(root)
    pictures = {f"word/media/{relation}.png": content for relation, content in draft.media.items()}
    parts[TYPES] = _typed(parts[TYPES])
    parts[ROOT_RELATIONS] = _related(parts[ROOT_RELATIONS], {"rIdCore": (CORE_RELATION, CORE)})
    parts[RELATIONS] = _related(
        parts[RELATIONS],
        {relation: (f"{NAMESPACES['r']}/image", f"media/{relation}.png") for relation in draft.media},
    )
    parts[NUMBERING] = with_lists(parts[NUMBERING], draft)
    parts[CORE] = (HEADER + core_xml(meta)).encode()
    return {**parts, **pictures}


def _typed(content: bytes) -> bytes:
    """[Content_Types].xml with the types of pictures and properties."""
    root = parse(content)
    space = root.tag[: root.tag.index("}") + 1]
    if not any(entry.get("Extension", "").lower() == "png" for entry in root):
        root.insert(0, root.makeelement(f"{space}Default", {"Extension": "png", "ContentType": "image/png"}))
    if not any(entry.get("PartName") == f"/{CORE}" for entry in root):
        etree.SubElement(root, f"{space}Override", {"PartName": f"/{CORE}", "ContentType": CORE_TYPE})
    return serialise(root)


def _related(content: bytes, targets: Mapping[str, tuple[str, str]]) -> bytes:
    """A part of relationships with more of them, by id: type and target. One that it has already is not doubled."""
    root = parse(content)
    have = {(entry.get("Type"), entry.get("Target", "").lstrip("/")) for entry in root}
    for relation, (kind, target) in targets.items():
        if (kind, target) not in have:
            etree.SubElement(root, root.tag.removesuffix("s"), {"Id": relation, "Type": kind, "Target": target})
    return serialise(root)
