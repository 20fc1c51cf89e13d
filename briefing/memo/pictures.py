"""The charts of a finished briefing, taken out of its Word file with their captions and alternative texts.

A bundle may hold no Markdown and no charts beside its Word file, and a person may have changed that since: what the
Word file holds is what its readers see.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.memo.inside import Element, Parts, opened, root

EMU = 36_000
"""English metric units in a millimetre."""

CAPTION = "图题"
"""The style of a caption, by name; ids change when Word or WPS saves the file."""

Relations = Mapping[str, str]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MAIN = "word/document.xml"
_NUMBERED = re.compile(r"图\s*\d")
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))
"""What mail programs show, by how it begins."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture as it stands in a Word file: its bytes, its size in print.

    `kind` is png, jpeg or gif, "" for another, which mail programs do not show. `caption` is 图1　… as printed, `alt`
    its alternative text, the caption where it has none.
    """

    data: bytes
    kind: str
    caption: str
    alt: str
    width_mm: float
    height_mm: float


def charts(word: bytes, file: str) -> tuple[Chart, ...]:
    """The pictures with a caption below, in the order in which they stand; `file` is for messages.

    A picture without a caption, such as a seal or a logo, is no chart. Raises BriefingError for a file that is damaged.
    """
    with opened(word, file) as parts:
        return tuple(_charts(parts))


def _charts(parts: Parts) -> Iterator[Chart]:
    body = root(parts, _MAIN)
    relations, named = _relations(parts), _caption_styles(parts)
    for paragraph in body.iter(f"{_W}p"):
        following = paragraph.getnext()
        if following is None or not _is_caption(following, named):
            continue
        for drawing in paragraph.iter(f"{_WP}inline", f"{_WP}anchor"):
            if chart := _chart(drawing, _text(following), parts, relations):
                yield chart


def _chart(drawing: Element, caption: str, parts: Parts, relations: Relations) -> Chart | None:
    """A drawing as a picture; None for one that was deleted, or is none in this file."""
    blip, about, size = (next(drawing.iter(tag), None) for tag in (f"{_A}blip", f"{_WP}docPr", f"{_WP}extent"))
    part = relations.get(blip.get(f"{_R}embed", "")) if blip is not None else None
    if part is None or size is None or next(drawing.iterancestors(f"{_W}del"), None) is not None:
        return None
    data = parts.read(part)
    kind = next((kind for begins, kind in _KINDS if data.startswith(begins)), "")
    alt = " ".join((about.get("descr") or "").split()) if about is not None else ""
    width, height = (int(size.get(side, "0")) / EMU for side in ("cx", "cy"))
    return Chart(data, kind, caption, alt or caption, width, height)


def _is_caption(element: Element, named: set[str]) -> bool:
    style = element.find(f"{_W}pPr/{_W}pStyle")
    if style is not None and style.get(f"{_W}val") in named:
        return bool(_text(element))
    return element.tag == f"{_W}p" and bool(_NUMBERED.match(_text(element)))


def _text(paragraph: Element) -> str:
    """What the paragraph prints: no codes of fields, nothing that was deleted."""
    return "".join(node.text or "" for node in paragraph.iter(f"{_W}t")).strip()


def _caption_styles(parts: Parts) -> set[str]:
    """The ids of the styles that captions of figures have."""
    if "word/styles.xml" not in parts.namelist():
        return set()
    styles = root(parts, "word/styles.xml").iter(f"{_W}style")
    return {id for style in styles if _name(style) == CAPTION and (id := style.get(f"{_W}styleId"))}


def _name(style: Element) -> str | None:
    name = style.find(f"{_W}name")
    return None if name is None else name.get(f"{_W}val")


def _relations(parts: Parts) -> dict[str, str]:
    """The parts that the document refers to, by id; what lies outside the file is left out."""
    return {
        item.get("Id", ""): posixpath.normpath(posixpath.join("/word", item.get("Target", ""))).lstrip("/")
        for item in root(parts, "word/_rels/document.xml.rels")
        if item.get("TargetMode") != "External"
    }
