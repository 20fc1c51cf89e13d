"""The smallest Word file with pictures, as Word might leave one: for what is taken out of it."""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import quoteattr

PNG = b"\x89PNG\r\n\x1a\n"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_CORE = (
    '<c:coreProperties xmlns:c="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c:coreProperties>'
)


_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)


def _relations(*held: tuple[str, str, str]) -> bytes:
    """Kind, target and id of each relation."""
    entries = "".join(f'<Relationship Id="{id}" Type="x/{kind}" Target="{target}"/>' for kind, target, id in held)
    return f"<Relationships>{entries}</Relationships>".encode()


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of text."""
    look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def picture(id: str, alt: str = "", width: int = 150, height: int = 60) -> str:
    """A paragraph with the picture of the part word/media/`id`, as large as that in millimetres."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="{width * 36000}" cy="{height * 36000}"/>'
        f'<wp:docPr id="1" name="p" descr={quoteattr(alt)}/><a:blip r:embed="{id}"/>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def word_file(*body: str, media: dict[str, bytes] | None = None, title: str = "", before: str = "") -> bytes:
    """A Word file of these paragraphs; its style 图题 has the id a7, as WPS may number it.

    `before` stands before the root of the document.
    """
    media = media or {}
    held = [("image", f"media/{id}", id) for id in media] + [("styles", "styles.xml", "styles")]
    style = '<w:style w:type="paragraph" w:styleId="a7"><w:name w:val="图题"/></w:style>'
    parts = {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _relations(
            ("officeDocument", "word/document.xml", "a"), ("core-properties", "docProps/core.xml", "b")
        ),
        "word/document.xml": f"{before}<w:document {_NAMES}><w:body>{''.join(body)}</w:body></w:document>".encode(),
        "word/styles.xml": f'<w:styles xmlns:w="{_W}">{style}</w:styles>'.encode(),
        "word/_rels/document.xml.rels": _relations(*held),
        "docProps/core.xml": _CORE.format(title).encode(),
        **{f"word/media/{id}": data for id, data in media.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()
