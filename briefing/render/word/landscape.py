"""Page numbers of pages on their side: where those of the upright pages are, once all are bound (GB/T 9704, 8)."""

from __future__ import annotations

from copy import deepcopy

from briefing.ooxml.length import Twips
from briefing.ooxml.xml import NAMESPACES, Element, R, W, attribute, child, fragment, parse, serialise
from briefing.render.word.shell.opening import MAIN, RELATIONS, Shell

_R = f"{{{NAMESPACES['r']}}}"
_WIDTH = 18
"""Points: a line of the type of page numbers."""

_BOX = (
    '<w:p xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:rect id="{id}" style="position:absolute;'
    "margin-left:{left:g}pt;margin-top:{top:g}pt;width:{width}pt;height:{height:g}pt;mso-position-horizontal-relative:page;"
    'mso-position-vertical-relative:page" filled="f" stroked="f"><v:textbox style="layout-flow:vertical" '
    'inset="0,0,0,0"><w:txbxContent/></v:textbox></v:rect></w:pict></w:r></w:p>'
)
"""A box along the left edge, its text turned by a right angle. VML is what Word, WPS and LibreOffice all turn."""


def landscape_footers(shell: Shell) -> dict[str, tuple[str, bytes]]:
    """The footers for pages on their side: name and content of the part, by the relationship of the upright one.

    A footer with pictures has none: it stays below the page.
    """
    section = child(shell.texts[MAIN], "body/sectPr")
    targets = {item.get("Id", ""): item.get("Target", "") for item in parse(shell.parts[RELATIONS])}
    made: dict[str, tuple[str, bytes]] = {}
    for reference in section.iter(f"{W}footerReference"):
        relation = reference.get(f"{R}id", "")
        target = targets.get(relation, "")
        name = f"word/{target}"
        if name in shell.texts and f"word/_rels/{target}.rels" not in shell.parts:  # pictures would stay behind
            stem = f"turned{len(made) + 1}"
            made[relation] = (f"word/{stem}.xml", serialise(_boxed(shell.texts[name], section, stem)))
    return made


def _boxed(footer: Element, section: Element, name: str) -> Element:
    """The footer, with all that it holds in a box where the lower edge of the upright page is."""
    white, paper = child(section, "pgMar"), child(section, "pgSz")
    left, right, below = (Twips(int(attribute(white, side))).pt for side in ("left", "right", "footer"))
    height = Twips(int(attribute(paper, "w"))).pt - left - right
    box = _BOX.format(id=name, left=below, top=left, width=_WIDTH, height=height)
    holder = fragment(f"<w:ftr>{box}</w:ftr>")
    next(holder.iter(f"{W}txbxContent")).extend([deepcopy(item) for item in footer])
    return holder
