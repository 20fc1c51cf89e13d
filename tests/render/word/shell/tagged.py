"""Shells with tags of their own, composed and rendered."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from briefing.content.compose import compose
from briefing.errors import BriefingError, Problem
from briefing.model.document import Document
from briefing.model.template import Parameter
from briefing.ooxml.markup import escape
from briefing.ooxml.xml import DECLARED
from briefing.render.word.shell.tag_reading import tags_of
from briefing.render.word.writer import render_docx
from tests.builders import analysis
from tests.content.samples import ITEMS, request, template

from ..samples import SHELL, find, part, replaced, rezipped

BODY = "<w:t>{{p body }}</w:t>"


def runs(*texts: str) -> str:
    """A run for each text, as Word cuts a line; the second is bold."""
    look = "<w:rPr><w:b/></w:rPr>"
    return "".join(
        f'<w:r>{look if at == 1 else ""}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        for at, text in enumerate(texts)
    )


def line(*texts: str) -> str:
    """A paragraph of such runs."""
    return f"<w:p>{runs(*texts)}</w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """A table with a paragraph in each cell."""
    grid = '<w:gridCol w:w="4000"/>' * len(rows[0])
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    made = "".join(f"<w:tr>{''.join(cell.format(line(text)) for text in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def shell(*before: str, body: bool = True, base: bytes = SHELL) -> bytes:
    """The built-in shell with this XML above the place of the body; without that place, if asked for."""

    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        root = etree.fromstring(have["word/document.xml"])
        (place,) = find(root, "w:body/w:p[contains(., '{{p body')]")
        for element in etree.fromstring(f"<w:body {DECLARED}>{''.join(before)}</w:body>"):
            place.addprevious(element)
        if not body:
            place.getparent().remove(place)
        return have | {"word/document.xml": etree.tostring(root)}

    return rezipped(base, change)


def with_header(text: str, base: bytes = SHELL) -> bytes:
    """The shell with a header of that text."""
    header = f"<w:hdr {DECLARED}>{line(text)}</w:hdr>"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
    typed = replaced(
        base,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/word/header9.xml" ContentType="{kind}"/></Types>',
    )
    return rezipped(typed, lambda have: have | {"word/header9.xml": header.encode()})


def composed(folder: Path, data: bytes, body: str = "正文。", *parameters: Parameter, **asked: object) -> Document:
    """The document of a template with that shell and body."""
    made = template(folder, body, *parameters)
    return compose(analysis(*ITEMS), made, request(**asked), lambda chart: None, tags_of(data, "shell.docx"))[0]


def word(folder: Path, data: bytes, body: str = "正文。", *parameters: Parameter, **asked: object) -> bytes:
    """The Word file of the same."""
    return render_docx(composed(folder, data, body, *parameters, **asked), {}, data)


def words(data: bytes, name: str = "word/document.xml") -> list[str]:
    """The words of each paragraph of a part."""
    return ["".join(find(item, ".//w:t/text()")) for item in find(part(data, name), "//w:p")]


def told(folder: Path, data: bytes, body: str = "正文。") -> list[Problem]:
    """What is wrong with the shell, be it read, composed or written."""
    try:
        word(folder, data, body)
    except BriefingError as error:
        return list(error.problems)
    return []
