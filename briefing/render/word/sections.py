"""Page set-up: where page numbers start, how notes are counted, and pages turned on their side for wide tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree

from briefing.ooxml.xml import NAMESPACES, Element, W
from briefing.render.word.markup import DECLARED

TURNED = "turned"
"""The element round what stands on pages turned on their side, until `turn` has made sections of it."""

_R = f"{{{NAMESPACES['r']}}}"
_ORDER = ("headerReference", "footerReference", "footnotePr", "endnotePr", "type", "pgSz", "pgMar", "paperSrc",
          "pgBorders", "lnNumType", "pgNumType", "cols", "formProt", "vAlign", "noEndnote", "titlePg", "textDirection",
          "bidi", "rtlGutter", "docGrid", "printerSettings")  # fmt: skip
"""The children of sectPr, in the order that the schema wants."""


def start_pages(document: Element, number: int) -> None:
    """Has the first page of the document carry `number`; 1 leaves it to the shell."""
    if number > 1:
        _child(next(document.iter(f"{W}sectPr")), "pgNumType").set(f"{W}start", str(number))


def circle_notes(document: Element) -> None:
    """Counts footnotes as ①②③ through the document. LibreOffice reads it here, not in the settings of the file."""
    for section in document.iter(f"{W}sectPr"):
        notes = _child(section, "footnotePr")
        for old in notes.findall(f"{W}numFmt"):
            notes.remove(old)
        form = notes.makeelement(f"{W}numFmt", {f"{W}val": "decimalEnclosedCircleChinese"})
        notes.insert(0 if notes.find(f"{W}pos") is None else 1, form)


def _child(section: Element, name: str) -> Element:
    """The child of a sectPr; a new one stands where the schema wants it."""
    found = section.find(f"{W}{name}")
    if found is None:
        found = section.makeelement(f"{W}{name}", {})
        after = {f"{W}{item}" for item in _ORDER[_ORDER.index(name) + 1 :]}
        follower = next((item for item in section if item.tag in after), None)
        section.append(found) if follower is None else follower.addprevious(found)
    return found


def turn(document: Element, footers: Mapping[str, str], headings: frozenset[str], filler: str) -> None:
    """Makes a section of landscape pages of each stretch of the body in a `TURNED` element.

    `footers`: the relationship of the footer of such pages, by that of the upright one; `headings`: the ids of the
    styles of headings, which go along with what they stand over; `filler`: that of the style of a paragraph that ends
    a section where none stands.
    """
    body = document.find(f"{W}body")
    last = body.find(f"{W}sectPr")
    made = []
    for group in _groups(body, headings):
        if group.getprevious() is not None:
            made.append(_end(group.getprevious(), last, filler))
        made.append(_turned(_end(group[-1], last, filler), footers))
        for element in list(group):
            group.addprevious(element)
        body.remove(group)
    if last.getprevious() is not None and made and last.getprevious().find(f"{W}pPr/{W}sectPr") is made[-1]:
        body.replace(last, made.pop())  # a section of its own would be an empty page
    for section in list(body.iter(f"{W}sectPr")):
        if section in made[1:] or (made and section.getparent() is body):
            _continue(section)


def _groups(body: Element, headings: frozenset[str]) -> Iterator[Element]:
    """The stretches to be turned: neighbours as one, each with the headings over it."""
    for group in list(body.iterchildren(TURNED)):
        if group.getparent() is None:
            continue
        while (following := group.getnext()) is not None and following.tag == TURNED:
            group.extend(list(following))
            body.remove(following)
        while (before := group.getprevious()) is not None and _style(before) in headings:
            group.insert(0, before)
        yield group


def _style(element: Element) -> str:
    style = element.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def _end(element: Element, page: Element, filler: str) -> Element:
    """Ends a section of the set-up `page` with `element`, or after it if that is no paragraph; the new sectPr."""
    if element.tag != f"{W}p" or element.find(f"{W}pPr/{W}sectPr") is not None:
        paragraph = etree.fromstring(f'<w:p {DECLARED}><w:pPr><w:pStyle w:val="{filler}"/></w:pPr></w:p>')
        element.addnext(paragraph)
        element = paragraph
    properties = element.find(f"{W}pPr")
    if properties is None:
        properties = element.makeelement(f"{W}pPr", {})
        element.insert(0, properties)
    section = deepcopy(page)
    properties.append(section)
    return section


def _turned(section: Element, footers: Mapping[str, str]) -> Element:
    """The page on its side: what was left is above, so that the table is read with the binding above it."""
    paper, white = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    width, height = paper.get(f"{W}w"), paper.get(f"{W}h")
    paper.attrib.update({f"{W}w": height, f"{W}h": width, f"{W}orient": "landscape"})
    old = {side: white.get(f"{W}{side}") for side in ("top", "right", "bottom", "left")}
    for side, before in (("top", "left"), ("right", "top"), ("bottom", "right"), ("left", "bottom")):
        white.set(f"{W}{side}", old[before])
    for reference in section.iter(f"{W}footerReference"):
        relation = reference.get(f"{_R}id")
        reference.set(f"{_R}id", footers.get(relation, relation))
    return section


def _continue(section: Element) -> None:
    """A section that is not the first counts its pages on, and has no first page of its own kind."""
    numbers = section.find(f"{W}pgNumType")
    if numbers is not None:
        numbers.attrib.pop(f"{W}start", None)
    for element in list(section):
        if element.tag == f"{W}titlePg" or element.get(f"{W}type") == "first":
            section.remove(element)
