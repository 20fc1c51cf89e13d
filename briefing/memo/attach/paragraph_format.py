"""How 附件说明 looks in somebody else's memo: as its body, with the indents of GB/T 9704—2012, 7.3.4."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace

from briefing.conformance.paragraph import Paragraph, Role
from briefing.ooxml.length import Pt
from briefing.ooxml.order import child_of, put
from briefing.ooxml.walk import spoken
from briefing.ooxml.xml import Element, W, canonical, new

_ONCE = ("rPr", "sectPr", "pPrChange", "pageBreakBefore", "cnfStyle")
"""What is one paragraph's own, even where the next is to look the same."""
_NOT_COPIED = (*_ONCE, "ind", "numPr", "keepNext", "keepLines", "framePr", "pBdr", "shd", "tabs", "outlineLvl", "jc",
               "textDirection", "bidi", "divId")  # fmt: skip
_NOT_TYPED = ("rPrChange", "ins", "del", "moveFrom", "moveTo", "highlight", "u", "shd", "bdr", "vanish",
              "webHidden", "effect", "em", "vertAlign", "strike", "dstrike", "specVanish")  # fmt: skip

_PRESERVE = "{http://www.w3.org/XML/1998/namespace}space"
_ROMAN = ("times", "arial", "calibri", "cambria", "liberation", "georgia", "garamond")


def element(name: str, **attributes: object) -> Element:
    """Return a new element of w: with these attributes of w:."""
    return new(W + name, {W + key: str(value) for key, value in attributes.items()})


@dataclass(frozen=True, slots=True)
class Face:
    """How a paragraph looks: its own `properties` (w:pPr) and those of its characters (`look`, w:rPr).

    `character` is the width of a 汉字 in twips, `figure` that of a digit as a share of it, `stop` that of a full stop.
    """

    properties: Element
    look: Element
    character: int = 320
    figure: float = 0.5
    stop: float = 0.25

    def indented(self, left: float, hanging: float) -> Face:
        """Return the same with other indents, in characters: of all lines, and of how far the first stands out."""
        properties = deepcopy(self.properties)
        indents = element(
            "ind",
            leftChars=round(left * 100),
            left=round(left * self.character),
            hangingChars=round(hanging * 100),
            hanging=round(hanging * self.character),
        )
        put(properties, indents)
        return replace(self, properties=properties)

    def close(self) -> Face:
        """Return the same without space before it, as what goes on has it."""
        properties = deepcopy(self.properties)
        spacing = child_of(properties, "spacing")
        spacing.attrib.pop(f"{W}beforeAutospacing", None)
        for name in ("before", "beforeLines"):
            spacing.set(W + name, "0")
        return replace(self, properties=properties)

    def paragraph(self, text: str) -> Element:
        """Return a paragraph that looks so and says `text`, in which a tab is one of Word's; "" says nothing."""
        made, properties = element("p"), deepcopy(self.properties)
        if len(self.look):
            properties.append(deepcopy(self.look))
        made.append(properties)
        if text:
            made.append(self._run(text))
        return made

    def _run(self, text: str) -> Element:
        run = element("r")
        if len(self.look):
            run.append(deepcopy(self.look))
        for number, piece in enumerate(text.split("\t")):
            if number:
                run.append(element("tab"))
            words = element("t")
            words.set(_PRESERVE, "preserve")
            words.text = piece
            run.append(words)
        return run

    def width(self, text: str) -> float:
        """Return about how many characters wide a text is that is no 汉字 only."""
        return sum(self._width(sign) for sign in text)

    def _width(self, sign: str) -> float:
        if sign.isascii():
            return self.figure if sign.isalnum() else self.stop
        return 1


def body_face(paragraphs: Iterable[Paragraph]) -> Face:
    """Return how most of the body looks; as the file's plain paragraphs where there is no body."""
    weights: Counter[bytes] = Counter()
    shown: dict[bytes, Face] = {}
    for item in paragraphs:
        if item.role is Role.BODY:
            face = face_of(item, whole=False)
            key = canonical(face.properties) + canonical(face.look)
            weights[key] += len(item.text)
            shown.setdefault(key, face)
    return shown[weights.most_common(1)[0][0]] if weights else Face(element("pPr"), element("rPr"))


def face_of(item: Paragraph, *, whole: bool = True) -> Face:
    """Return how a paragraph looks; `whole`: to the last, for one of the same kind, else without its place."""
    properties = _without(item.element.find(f"{W}pPr"), "pPr", _ONCE if whole else _NOT_COPIED)
    looks: dict[bytes, Element] = {}
    widths: Counter[bytes] = Counter()
    for run in runs_of(item.element):
        look = _without(run.find(f"{W}rPr"), "rPr", _NOT_TYPED)
        key = canonical(look)
        looks.setdefault(key, look)
        widths[key] += len(spoken(run).strip())
    look = looks[widths.most_common(1)[0][0]] if widths else element("rPr")
    main = item.main
    # Signs of Latin fonts are narrower than half a 汉字, but for their figures.
    stop = 0.25 if not main.latin or main.latin.lower().startswith(_ROMAN) else 0.5
    return Face(properties, look, character=max(Pt(main.size + main.spacing).twips, 100), stop=stop)


def _without(found: Element | None, name: str, left_out: Iterable[str]) -> Element:
    """A copy of the properties without some of them; empty ones where there are none."""
    copy = element(name) if found is None else deepcopy(found)
    for child in [item for item in copy if item.tag in [W + other for other in left_out]]:
        copy.remove(child)
    return copy


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph that stand in no link, field or content control."""
    return (child for child in paragraph if child.tag == f"{W}r")
