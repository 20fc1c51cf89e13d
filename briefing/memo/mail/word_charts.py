"""The charts of a finished briefing, taken out of its Word file with their captions and alternative texts.

A bundle may hold no Markdown and no charts beside its Word file, and a person may have changed that since: what the
Word file holds is what its readers see.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.ooxml.length import Emu
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.walk import Walk, runs, text_of
from briefing.ooxml.xml import WP, A, Element, R, W, child, own, value

CAPTION = "图题"
"""The style of a caption, by name; ids change when Word or WPS saves the file."""

_CAPTION_NUMBER = re.compile(r"图\s*\d")
_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))
"""The kinds of pictures that mail programs show, by their first bytes."""


@dataclass(frozen=True, slots=True)
class WordChart:
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

    @property
    def content_id(self) -> str:
        """Return the Content-ID of its part in a mail, made of its bytes: a chart that stands twice is sent once."""
        return f"{hashlib.sha256(self.data).hexdigest()[:32]}@chart.briefing"


def charts(word: bytes, file: str) -> tuple[WordChart, ...]:
    """Return the pictures with a caption below, in the order in which they stand; `file` is for messages.

    A picture without a caption, such as a seal or a logo, is no chart. Raises BriefingError for a file that is damaged.
    """
    return tuple(_charts(Package.open(word, file, noun="Word 文件")))


def _charts(package: Package) -> Iterator[WordChart]:
    styles = package.root("styles")
    captions = "" if styles is None else StyleSheet(styles).id_of(CAPTION)
    body = child(package.tree(package.main), "body")
    for paragraph in (met.element for met in Walk().paragraphs(body)):
        # The caption of a picture stands below it, in the next paragraph.
        following = paragraph.getnext()
        caption = "" if following is None or following.tag != f"{W}p" else re.sub(r"[\t\n]+", " ", text_of(following))
        styled = captions and value(following, "pPr/pStyle") == captions
        if caption and (styled or _CAPTION_NUMBER.match(caption)):
            for drawing in (item for run in runs(paragraph) for item in own(run)):
                if drawing.tag in (f"{WP}inline", f"{WP}anchor") and (chart := _chart(drawing, caption, package)):
                    yield chart


def _chart(drawing: Element, caption: str, package: Package) -> WordChart | None:
    """Return a drawing as a chart; None for one whose picture is not in this file."""
    blip, about, size = (next(drawing.iter(tag), None) for tag in (f"{A}blip", f"{WP}docPr", f"{WP}extent"))
    image = package.relations(package.main).get(blip.get(f"{R}embed", "")) if blip is not None else None
    if image is None or image.outside or size is None:
        return None
    data = package.parts[image.target]
    kind = next((kind for begins, kind in _KINDS if data.startswith(begins)), "")
    alt = " ".join((about.get("descr") or "").split()) if about is not None else ""
    width, height = (Emu(int(size.get(side, "0"))).mm for side in ("cx", "cy"))
    return WordChart(data, kind, caption, alt or caption, width, height)
