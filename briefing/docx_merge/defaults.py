"""The defaults of an annex (docDefaults) written out in its styles: the joined file has those of its first part."""

from __future__ import annotations

from copy import deepcopy

from briefing.ooxml.order import child_of, put
from briefing.ooxml.xml import Element, W, fragment, local, qname

_NONE = fragment(
    "<w:none>"
    '<w:pPr><w:keepNext w:val="0"/><w:keepLines w:val="0"/><w:pageBreakBefore w:val="0"/><w:widowControl/>'
    '<w:suppressLineNumbers w:val="0"/><w:kinsoku/><w:wordWrap/><w:overflowPunct/><w:topLinePunct w:val="0"/>'
    '<w:autoSpaceDE/><w:autoSpaceDN/><w:bidi w:val="0"/><w:adjustRightInd/><w:snapToGrid/>'
    '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:contextualSpacing w:val="0"/><w:jc w:val="left"/></w:pPr>'
    '<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman"'
    ' w:cs="Times New Roman"/>'
    '<w:b w:val="0"/><w:bCs w:val="0"/><w:i w:val="0"/><w:iCs w:val="0"/><w:snapToGrid/><w:color w:val="auto"/>'
    '<w:spacing w:val="0"/><w:w w:val="100"/><w:kern w:val="0"/><w:position w:val="0"/><w:sz w:val="20"/>'
    '<w:szCs w:val="20"/><w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:none>'
)
"""What holds where nothing is said (ISO/IEC 29500-1, 17.3.1 and 17.3.2)."""

_MERGED = ("rFonts", "spacing", "ind", "lang")
"""What is inherited attribute by attribute."""


def write_out(style: Element, own: Element, others: Element) -> None:
    """Gives a style that is based on none the defaults `own`, where the file that it comes to has `others`."""
    for kind in ("pPr", "rPr"):
        path = f"{W}{kind}Default/{W}{kind}"
        mine, theirs = own.find(path), others.find(path)
        wanted: dict[str, Element] = {}
        for item in [] if theirs is None else theirs:
            if (none := _NONE.find(f"{W}{kind}/{qname(item)}")) is not None:
                wanted[qname(item)] = deepcopy(none)
        for item in [] if mine is None else mine:
            wanted[qname(item)] = _over(wanted.get(qname(item)), item)
        if wanted:
            properties = child_of(style, kind)
            for name, item in wanted.items():
                own_item = properties.find(name)
                put(properties, item if own_item is None else _over(item, own_item))


def _over(below: Element | None, above: Element) -> Element:
    """What holds if `above` is said over `below`."""
    made = deepcopy(above)
    if below is not None and local(above) in _MERGED:
        for key, value in below.attrib.items():
            if not _stands_against(key, above):
                made.set(key, value)
    return made


_RIVALS = {"firstLine": ("firstLineChars", "hanging", "hangingChars"), "left": ("leftChars", "start"),
           "right": ("rightChars", "end"), "before": ("beforeLines", "beforeAutospacing"),
           "after": ("afterLines", "afterAutospacing"), "ascii": ("asciiTheme",), "hAnsi": ("hAnsiTheme",),
           "eastAsia": ("eastAsiaTheme",), "cs": ("cstheme",), "lineRule": ("line",)}  # fmt: skip


def _stands_against(key: str, above: Element) -> bool:
    """Whether `above` says the same in another way."""
    name = key.removeprefix(W)
    return above.get(key) is not None or any(above.get(f"{W}{rival}") is not None for rival in _RIVALS.get(name, ()))
