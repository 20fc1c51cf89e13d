"""A document as one HTML file that asks for nothing else: pictures and styles are inside, and no script is needed.

A number opens the card that tells where it comes from: a popover beside it, or at the foot of the screen in a browser
without CSS anchors. A browser without popovers (before 2023-24) lists all cards at the end of the page.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from importlib.resources import files

from briefing.errors import BriefingError
from briefing.model.document import Picture
from briefing.render.html.blocks import Image, article
from briefing.render.html.inline import attribute, escape
from briefing.render.material import Material
from briefing.render.origins import Origin
from briefing.render.reference_checks import broken_references

PIXELS_PER_MM = 96 / 25.4
"""CSS pixels (CSS Values 4, 6.2)."""

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Even what somebody writes into the file later can load nothing and send nothing."""

HEAD = '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">'

HINT = '<p class="hint">点带虚线的数字，看它的时期和来源。</p>'

_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
{head}
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="referrer" content="no-referrer">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
{hint}
<article id="sheet">
{article}
</article>
</main>
{cards}
</body>
</html>
"""


def write(material: Material) -> dict[str, bytes]:
    """Return the page by its name; BriefingError for a shell that is unfit, and for marks that point to nothing."""
    if problems := list(broken_references(material.document)):
        raise BriefingError(problems)
    found = material.origins()
    ids = card_ids(found)
    # PNG, for each picture is half as large as its SVG, whose text is outlines (benchmarked: 12 KB to 35 KB).
    pictures = material.pictures.items()
    images = {
        key: image(item, f"data:image/png;base64,{base64.b64encode(item.png).decode()}") for key, item in pictures
    }
    page = _PAGE.format(
        head=HEAD,
        policy=attribute(POLICY),
        title=escape(material.document.meta.title),
        style=style(),
        article=article(material.document, images, ids, material.letterhead),
        hint=HINT if found else "",
        cards=cards({ids[ref]: origin for ref, origin in found.items()}),
    )
    return {f"{material.name}.html": page.encode()}


def style() -> str:
    """Return the style sheet of the text and the cards, which the preview serves, too."""
    return (files("briefing.render.html") / "sheet.css").read_text("utf-8")


def image(picture: Picture, address: str) -> Image:
    """Return a picture in its size in print."""
    return Image(address, *(round(length * PIXELS_PER_MM) for length in (picture.width_mm, picture.height_mm)))


def card_ids(origins: Mapping[str, Origin]) -> dict[str, str]:
    """Return the id of the card of each origin, by fact id."""
    return {ref: f"origin-{number}" for number, ref in enumerate(origins, 1)}


def cards(origins: Mapping[str, Origin]) -> str:
    """Return a section with a card for each origin, by its id."""
    listed = "".join(_card(id, origin) for id, origin in origins.items())
    heading = f'<h2><a href="#origins">数字来历（{len(origins)} 个）</a></h2>' if origins else ""
    return f'<section id="origins" aria-label="数字来历" tabindex="-1">{heading}{listed}</section>'


def _card(id: str, origin: Origin) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in origin.rows)
    close = f'<button class="close" popovertarget="{id}" popovertargetaction="hide" aria-label="收起">×</button>'
    return f'<div class="origin" id="{id}" popover>{close}<p>{escape(origin.printed)}</p><dl>{rows}</dl></div>'
