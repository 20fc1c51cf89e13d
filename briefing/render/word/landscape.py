"""Landscape pages for wide tables, bound with the upright ones (GB/T 9704—2012, 8): their sections and page numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from briefing.ooxml.length import Pt, Twips
from briefing.ooxml.opc import PartStore
from briefing.ooxml.order import child_of
from briefing.ooxml.xml import Element, R, W, attribute, child, drop_first_page, fragment, serialise, value
from briefing.render.word.shell.opening import MAIN, Shell
from briefing.render.word.shell.type_area import section_of

_WIDTH = Pt(18)
"""A line of the type of page numbers."""

_BOX = (
    '<w:p xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:rect id="{id}" style="position:absolute;'
    "margin-left:{left:g}pt;margin-top:{top:g}pt;width:{width:g}pt;height:{height:g}pt;mso-position-horizontal-relative:page;"
    'mso-position-vertical-relative:page" filled="f" stroked="f"><v:textbox style="layout-flow:vertical" '
    'inset="0,0,0,0"><w:txbxContent/></v:textbox></v:rect></w:pict></w:r></w:p>'
)
"""A box along the left edge, its text turned by a right angle. VML is what Word, WPS and LibreOffice all turn."""


def landscape_footers(shell: Shell) -> dict[str, tuple[str, bytes]]:
    """Return the footers for pages on their side: name and content of the part, by the relationship of the upright one.

    A footer with pictures has none: it stays below the page.
    """
    section = child(shell.texts[MAIN], "body/sectPr")
    package = PartStore(shell.parts)
    targets = package.relations(MAIN)
    made: dict[str, tuple[str, bytes]] = {}
    for reference in section.iter(f"{W}footerReference"):
        relation = reference.get(f"{R}id", "")
        name = targets[relation].target if relation in targets else ""
        if name in shell.texts and not package.relations(name):  # pictures would stay behind
            stem = f"turned{len(made) + 1}"
            made[relation] = (f"word/{stem}.xml", serialise(_boxed(shell.texts[name], section, stem)))
    return made


def _boxed(footer: Element, section: Element, name: str) -> Element:
    """Return the footer, with all that it holds in a box where the lower edge of the upright page is."""
    white, paper = child(section, "pgMar"), child(section, "pgSz")
    left, right, below = (Twips(int(attribute(white, side))).pt for side in ("left", "right", "footer"))
    height = Twips(int(attribute(paper, "w"))).pt - left - right
    box = _BOX.format(id=name, left=below, top=left, width=_WIDTH.pt, height=height)
    holder = fragment(f"<w:ftr>{box}</w:ftr>")
    next(holder.iter(f"{W}txbxContent")).extend([deepcopy(item) for item in footer])
    return holder


LANDSCAPE = "landscape"
"""The element around what goes on landscape pages, until `make_landscape` has made sections of it."""


def make_landscape(document: Element, footers: Mapping[str, str], headings: frozenset[str], filler: str) -> None:
    """Make a section of landscape pages of each stretch of the body in a `LANDSCAPE` element.

    `footers`: the relationship of the footer of such pages, by that of the upright one; `headings`: the ids of the
    styles of headings, which go along with what they stand over; `filler`: that of the style of a paragraph that ends
    a section where none stands.
    """
    body = child(document, "body")
    last = child(body, "sectPr")
    made: list[Element] = []
    for group in _landscape_groups(body, headings):
        page = section_of(group)
        assert page is not None
        if (before := group.getprevious()) is not None:
            made.append(_end(before, page, filler))
        made.append(_rotated(_end(group[-1], page, filler), footers))
        for element in list(group):
            group.addprevious(element)
        body.remove(group)
    above = last.getprevious()
    if made and above is not None and above.find(f"{W}pPr/{W}sectPr") is made[-1]:
        body.replace(last, made.pop())  # a section of its own would be an empty page
    for section in list(body.iter(f"{W}sectPr")):
        if section in made[1:] or (made and section.getparent() is body):
            _continue_numbering(section)


def _landscape_groups(body: Element, headings: frozenset[str]) -> Iterator[Element]:
    """Return the stretches for landscape pages: neighbours as one, each with the headings over it."""
    for group in list(body.iterchildren(LANDSCAPE)):
        if group.getparent() is None:
            continue
        while (following := group.getnext()) is not None and following.tag == LANDSCAPE:
            group.extend(list(following))
            body.remove(following)
        while (before := group.getprevious()) is not None and (value(before, "pPr/pStyle") or "") in headings:
            group.insert(0, before)
        yield group


def _end(element: Element, page: Element, filler: str) -> Element:
    """End a section of the set-up `page` with `element`, or after it if that is no paragraph; return its sectPr."""
    if element.tag != f"{W}p" or element.find(f"{W}pPr/{W}sectPr") is not None:
        paragraph = fragment(f'<w:p><w:pPr><w:pStyle w:val="{filler}"/></w:pPr></w:p>')
        element.addnext(paragraph)
        element = paragraph
    section = deepcopy(page)
    child_of(element, "pPr").append(section)
    return section


def _rotated(section: Element, footers: Mapping[str, str]) -> Element:
    """Return the page on its side: what was left is above, so that the table is read with the binding above it.

    It has one column: what is too wide for a page is so for a column.
    """
    paper, white = child(section, "pgSz"), child(section, "pgMar")
    width, height = attribute(paper, "w"), attribute(paper, "h")
    paper.attrib.update({f"{W}w": height, f"{W}h": width, f"{W}orient": "landscape"})
    old = {side: attribute(white, side) for side in ("top", "right", "bottom", "left")}
    for side, before in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
        white.set(f"{W}{side}", old[before])
    if (columns := section.find(f"{W}cols")) is not None:
        columns.clear()
    for reference in section.iter(f"{W}footerReference"):
        relation = reference.get(f"{R}id", "")
        reference.set(f"{R}id", footers.get(relation, relation))
    return section


def _continue_numbering(section: Element) -> None:
    """A section that is not the first counts its pages on, and has no first page of its own kind."""
    numbers = section.find(f"{W}pgNumType")
    if numbers is not None:
        numbers.attrib.pop(f"{W}start", None)
    drop_first_page(section)
