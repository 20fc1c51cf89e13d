"""Formatting of 附件说明 in somebody else's memo: that of its body, with the indents of GB/T 9704—2012, 7.3.4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TypeVar

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.ooxml.length import Length, Pt, Twips
from briefing.ooxml.order import child_of, put
from briefing.ooxml.walk import run_text
from briefing.ooxml.xml import SPACE, Element, W, append, canonical, new, remove_all

_OF_ONE_PARAGRAPH = ("rPr", "sectPr", "pPrChange", "pageBreakBefore", "cnfStyle")
"""Properties of one paragraph that the next does not share, even where it is to look the same."""
_NOT_OF_BODY = (*_OF_ONE_PARAGRAPH, "ind", "numPr", "keepNext", "keepLines", "framePr", "pBdr", "shd", "tabs",
                "outlineLvl", "jc", "textDirection", "bidi", "divId")  # fmt: skip
_NOT_OF_TEXT = ("rPrChange", "ins", "del", "moveFrom", "moveTo", "highlight", "u", "shd", "bdr", "vanish",
              "webHidden", "effect", "em", "vertAlign", "strike", "dstrike", "specVanish")  # fmt: skip

_NARROW_FONTS = ("times", "arial", "calibri", "cambria", "liberation", "georgia", "garamond")
_FIGURE = 0.5
"""Width of a digit or a Latin letter in characters."""
_NARROW_STOP = 0.25
"""Width of a full stop in a Latin font with narrow punctuation."""
_USUAL = Pt(16)
"""Width of a 汉字 in 3号, the size of the body."""
_NARROWEST = Twips(100)
"""A 汉字 is taken to be no narrower than 5 points, whatever a file says of its size."""
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class DirectFormatting:
    """The formatting of a paragraph: its `properties` (w:pPr) and those of its runs (`run_properties`, w:rPr).

    `character` is the width of a 汉字, `stop` that of a full stop in characters.
    """

    properties: Element
    run_properties: Element
    character: Length
    stop: float

    def indented(self, left: float, hanging: float) -> DirectFormatting:
        """Return the same with other indents, in characters: of all lines, and of how far the first hangs out."""
        properties = deepcopy(self.properties)
        indents = {}
        for name, characters in (("left", left), ("hanging", hanging)):
            indents[f"{W}{name}Chars"] = str(round(characters * 100))
            indents[f"{W}{name}"] = str(round(characters * self.character.twips))
        put(properties, new(f"{W}ind", indents))
        return replace(self, properties=properties)

    def without_space_before(self) -> DirectFormatting:
        """Return the same without space before the paragraph."""
        properties = deepcopy(self.properties)
        spacing = child_of(properties, "spacing")
        spacing.attrib.pop(f"{W}beforeAutospacing", None)
        for name in ("before", "beforeLines"):
            spacing.set(W + name, "0")
        return replace(self, properties=properties)

    def paragraph(self, text: str) -> Element:
        """Return a paragraph of `text` in this format, in which a tab is one of Word's; without a run for ""."""
        made, run = new(f"{W}p"), new(f"{W}r")
        made.append(deepcopy(self.properties))
        if len(self.run_properties):
            made[0].append(deepcopy(self.run_properties))
            run.append(deepcopy(self.run_properties))
        for number, piece in enumerate(text.split("\t")):
            if number:
                run.append(new(f"{W}tab"))
            words = append(run, f"{W}t", {SPACE: "preserve"})
            words.text = piece
        if text:
            made.append(run)
        return made

    def width(self, text: str) -> float:
        """Return about how many characters wide a text is that is not only 汉字."""
        return sum((_FIGURE if sign.isalnum() else self.stop) if sign.isascii() else 1 for sign in text)


def body_format(paragraphs: Iterable[OfficialParagraph]) -> DirectFormatting:
    """Return the formatting of most of the body; that of plain paragraphs where there is no body."""
    formats = (
        (paragraph_format(item, _NOT_OF_BODY), len(item.text))
        for item in paragraphs
        if item.flows and item.role is TextRole.BODY
    )
    weighted = ((canonical(made.properties) + canonical(made.run_properties), made, weight) for made, weight in formats)
    return _most(weighted) or DirectFormatting(new(f"{W}pPr"), new(f"{W}rPr"), _USUAL, _NARROW_STOP)


def paragraph_format(item: OfficialParagraph, left_out: Iterable[str] = _OF_ONE_PARAGRAPH) -> DirectFormatting:
    """Return the formatting of a paragraph and of most of its text, without the properties `left_out`."""
    properties = _without(item.element.find(f"{W}pPr"), "pPr", left_out)
    runs = [(_without(run.find(f"{W}rPr"), "rPr", _NOT_OF_TEXT), run_text(run)) for run in direct_runs(item.element)]
    most = _most((canonical(made), made, len(text.strip())) for made, text in runs)
    main = item.main
    # Signs of Latin fonts are narrower than half a 汉字, but for their figures.
    # “1.” in Times New Roman is narrower than in 仿宋, whose full stop is half a character.
    stop = _NARROW_STOP if not main.latin or main.latin.lower().startswith(_NARROW_FONTS) else 0.5
    width = max(Twips(Pt(main.size + main.spacing).twips), _NARROWEST)
    return DirectFormatting(properties, new(f"{W}rPr") if most is None else most, width, stop)


def _most(weighted: Iterable[tuple[bytes, Item, int]]) -> Item | None:
    """Return the first of the items whose key has the most weight; None for no items."""
    weights: Counter[bytes] = Counter()
    first: dict[bytes, Item] = {}
    for key, item, weight in weighted:
        weights[key] += weight
        first.setdefault(key, item)
    return first[weights.most_common(1)[0][0]] if weights else None


def _without(properties: Element | None, name: str, left_out: Iterable[str]) -> Element:
    """Return a copy of the properties without those `left_out`; empty ones where there are none."""
    copy = new(W + name) if properties is None else deepcopy(properties)
    remove_all(item for other in left_out for item in copy.findall(W + other))
    return copy


def direct_runs(paragraph: Element) -> list[Element]:
    """Return the runs of a paragraph that stand in no link, field or content control."""
    return paragraph.findall(f"{W}r")
