"""XML of office files: parsed without danger, written alike each time, read forgivingly where programs are careless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from briefing.ooxml.length import Mm, Pt, Twips

Element: TypeAlias = etree._Element
"""An element of a parsed part. lxml's own stubs give the class this name; there is no public one."""

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
"""The namespaces that the program writes, by the prefix that it writes them with."""

W, R, WP, A = (f"{{{NAMESPACES[prefix]}}}" for prefix in ("w", "r", "wp", "a"))
V = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
"""xml:space: where a text with blanks at its ends does not say preserve, Word drops them."""
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

_MEASURE = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|pc|pi|px)?\s*")
_UNITS = {"pt": Pt(1), "mm": Mm(1), "cm": Mm(10), "in": Pt(72), "pc": Pt(12), "pi": Pt(12), "px": Pt(0.75)}


class XmlError(ValueError):
    """A part that is not read, and why, in Chinese without a full stop: 第 3 行不是完好的 XML."""


def parse(content: bytes) -> Element:
    """Return the root of a part. XmlError if it is not XML, or has a DOCTYPE (entities may read files or explode)."""
    # Nobody vouches for a file: no entity is resolved, nothing fetched, no tree larger than libxml2 allows.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise XmlError(f"第 {error.lineno} 行不是完好的 XML") from error
    if root.getroottree().docinfo.doctype:
        raise XmlError("含有 DOCTYPE 声明，可能借此读取别的文件")
    return root


def serialise(root: Element) -> bytes:
    """Return the bytes of a part, with its declaration."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
"""The declarations of these namespaces, as they stand in the start tag of a root."""


def fragment(text: str) -> Element:
    """Return the element that our own text of XML makes, with the prefixes of `NAMESPACES` declared."""
    at = re.match(r"<[\w:]+", text)
    assert at is not None
    return etree.fromstring(f"{text[: at.end()]} {DECLARED}{text[at.end() :]}")


def new(name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Return a new element of this full name."""
    return etree.Element(name, attributes or {}, {"w": NAMESPACES["w"]})


def hollow(element: Element) -> Element:
    """Return a copy of an element without what it holds."""
    return etree.Element(element.tag, element.attrib, element.nsmap)


def append(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    """Return a new last child of this full name."""
    return etree.SubElement(parent, name, attributes or {})


def canonical(element: Element) -> bytes:
    """Return the XML without what says nothing: how attributes stand, what is declared twice (C14N)."""
    return etree.tostring(element, method="c14n")


def local(element: Element) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def qname(element: Element) -> str:
    """Return the full name of an element, its namespace in braces; "" for a comment."""
    return element.tag if isinstance(element.tag, str) else ""


def child(element: Element, path: str) -> Element:
    """Return what `path` (names of w:, parted by /) finds. ValueError if there is none of it."""
    found = element.find("/".join(W + step for step in path.split("/")))
    if found is None:
        raise ValueError(f"{local(element)} has no {path}")
    return found


def parent(element: Element) -> Element:
    """Return what an element stands in. ValueError for a root."""
    found = element.getparent()
    if found is None:
        raise ValueError(f"{local(element)} is a root")
    return found


def remove(element: Element) -> None:
    """Take an element out of what it stands in, together with all that it holds."""
    parent(element).remove(element)


def remove_all(elements: Iterable[Element]) -> int:
    """Take elements out of what they stand in; return how many there were."""
    found = list(elements)
    for element in found:
        remove(element)
    return len(found)


def drop_first_page(section: Element) -> None:
    """Leave the first page of a section no header and footer of its own."""
    remove_all(item for item in section if item.tag == f"{W}titlePg" or item.get(f"{W}type") == "first")


def attribute(element: Element, name: str) -> str:
    """Return the attribute w:`name`; "" if there is none."""
    return element.get(W + name, "")


def value(element: Element | None, path: str = "", name: str = "val") -> str | None:
    """Return the attribute w:`name` of what `path` (names of w:, parted by /) finds; None if there is none of it."""
    if element is not None and path:
        element = element.find("/".join(W + step for step in path.split("/")))
    return None if element is None else element.get(W + name)


def setting(element: Element | None, path: str) -> str:
    """Return what the child that `path` finds says as its w:val; "" if there is none."""
    return value(element, path) or ""


def on(element: Element | None) -> bool:
    """Return whether a switch such as w:b is there and not turned off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "off")


def number(text: str | None, default: int = 0, unit: float = 1.0) -> int:
    """Return a measure in twips from “579”, “16pt”, “2.5cm”; `default` where it is none.

    Where a plain number counts something else, `unit` says how many of that make a twip.
    """
    # Word writes plain numbers; the standard also allows units, which some converters write.
    found = _MEASURE.fullmatch(text or "")
    if not found:
        return default
    amount, named = float(found[1]), found[2]
    return round(amount * (_UNITS[named] / Twips(1)) * unit if named else amount)


def own(element: Element) -> Iterator[Element]:
    """Return every descendant but those in text boxes, and those for programs that know no better (mc:Fallback)."""
    for child in element:
        if child.tag not in _NOT_OWN:
            yield child
            yield from own(child)


_NOT_OWN = (f"{MC}Fallback", f"{W}txbxContent")
