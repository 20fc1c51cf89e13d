"""Small Word files from a few lines of XML, as other programs write them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.reader import open_file, read
from briefing.conformance.word_file import WordFile

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
ROOTS = {"document": "w:document", "styles": "w:styles", "numbering": "w:numbering", "settings": "w:settings",
         "footnotes": "w:footnotes", "footer1": "w:ftr", "theme": "a:theme"}  # fmt: skip


def parts(body: str, **others: str) -> dict[str, bytes]:
    """The parts of a file with this body; `others` by name: styles, numbering, settings, footnotes, footer1, theme."""
    contents = {"document": f"<w:body>{body}</w:body>", **others}
    kinds = {name: name.rstrip("1") for name in contents}
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind.replace("document", "document.main")}+xml"/>'
        for name, kind in kinds.items()
    )
    relations = "".join(
        f'<Relationship Id="rId{place}" Type="{OFFICE}/{kinds[name]}" Target="{name}.xml"/>'
        for place, name in enumerate(others, start=1)
    )
    default = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    root = f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>'
    texts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{default}{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{root}</Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"word/{name}.xml": f"<{ROOTS[name]} {SPACES}>{xml}</{ROOTS[name]}>" for name, xml in contents.items()},
    }
    return {name: content.encode() for name, content in texts.items()}


def zipped(contents: dict[str, bytes]) -> bytes:
    """The same bytes whenever it is made."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def docx(body: str, **others: str) -> bytes:
    return zipped(parts(body, **others))


def reading(folder: Path, body: str, **others: str) -> WordFile:
    target = folder / "a.docx"
    target.write_bytes(docx(body, **others))
    return read(open_file(target))


def paragraphs(folder: Path, body: str, **others: str) -> list[OfficialParagraph]:
    return list(reading(folder, body, **others).paragraphs)


def p(text: str, properties: str = "", run: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"
