"""The defaults of an annex (docDefaults) written into its styles: the merged file has those of its first file."""

from __future__ import annotations

from copy import deepcopy

from briefing.ooxml.order import child_of, put
from briefing.ooxml.xml import Element, W, fragment, local, qname

_NEUTRAL = fragment(
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
"""What holds where nothing is stated (ISO/IEC 29500-1, 17.3.1 and 17.3.2)."""

_BY_ATTRIBUTE = ("rFonts", "spacing", "ind", "lang")
"""What is inherited attribute by attribute."""

_ALTERNATIVES = {"firstLine": ("firstLineChars", "hanging", "hangingChars"), "left": ("leftChars", "start"),
                 "right": ("rightChars", "end"), "before": ("beforeLines", "beforeAutospacing"),
                 "after": ("afterLines", "afterAutospacing"), "ascii": ("asciiTheme",), "hAnsi": ("hAnsiTheme",),
                 "eastAsia": ("eastAsiaTheme",), "cs": ("cstheme",), "lineRule": ("line",)}  # fmt: skip
"""Attributes that state the same as another in a different way."""


def write_defaults(style: Element, own: Element, target: Element) -> None:
    """Give a style that is based on none the docDefaults `own` of its file; those it comes to are `target`."""
    for kind in ("pPr", "rPr"):
        path = f"{W}{kind}Default/{W}{kind}"
        inherited: dict[str, Element] = {}
        for item in target.iterfind(f"{path}/*"):
            if (neutral := _NEUTRAL.find(f"{W}{kind}/{qname(item)}")) is not None:
                inherited[qname(item)] = deepcopy(neutral)
        for item in own.iterfind(f"{path}/*"):
            inherited[qname(item)] = _over(inherited.get(qname(item)), item)
        if inherited:
            properties = child_of(style, kind)
            for name, item in inherited.items():
                stated = properties.find(name)
                put(properties, item if stated is None else _over(item, stated))


def _over(below: Element | None, above: Element) -> Element:
    """Return what holds where `above` is stated over `below`."""
    made = deepcopy(above)
    if below is not None and local(above) in _BY_ATTRIBUTE:
        for key, value in below.attrib.items():
            rivals = (key, *(W + name for name in _ALTERNATIVES.get(key.removeprefix(W), ())))
            if all(above.get(rival) is None for rival in rivals):
                made.set(key, value)
    return made
