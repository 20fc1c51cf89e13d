"""How 附件说明 looks in somebody else's memo: as its body, with the indents of GB/T 9704—2012, 7.3.4."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefing.lint.reading import Paragraph
from briefing.lint.roles import Role
from briefing.memo.source import Source, runs_of
from briefing.ooxml.walk import spoken

_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
          "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct",
          "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind",
          "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
          "textboxTightWrap", "outlineLvl", "divId", "cnfStyle")  # fmt: skip
"""The children of pPr before those of its characters, in the order that the schema wants."""

_ONCE = frozenset(("rPr", "sectPr", "pPrChange", "pageBreakBefore", "cnfStyle"))
"""What is one paragraph's own, even where the next is to look the same."""
_NOT_COPIED = _ONCE | {"ind", "numPr", "keepNext", "keepLines", "framePr", "pBdr", "shd", "tabs", "outlineLvl", "jc",
                       "textDirection", "bidi", "divId"}  # fmt: skip
_NOT_TYPED = frozenset(("rPrChange", "ins", "del", "moveFrom", "moveTo", "highlight", "u", "shd", "bdr", "vanish",
                        "webHidden", "effect", "em", "vertAlign", "strike", "dstrike", "specVanish"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Face:
    """How a paragraph looks: `properties` of its own and of its characters (`look`) as they stand in the file.

    `character` is the width of a 汉字 in twips, `figure` that of a digit as a share of it, `stop` that of a full stop.
    """

    properties: tuple[tuple[str, str], ...] = ()
    look: str = ""
    character: int = 320
    figure: float = 0.5
    stop: float = 0.25

    def indented(self, source: Source, left: float, hanging: float) -> str:
        """The properties with other indents, in characters: of all lines, and of how far the first stands out."""
        ind = source.element(
            "ind",
            leftChars=round(left * 100),
            left=round(left * self.character),
            hangingChars=round(hanging * 100),
            hanging=round(hanging * self.character),
        )
        return "".join(xml for _, xml in _placed(self.properties, "ind", ind))

    def close(self, source: Source) -> Face:
        """The same without space before it, as what goes on has it."""
        said = dict(self.properties).get("spacing", source.element("spacing"))
        kept = re.sub(r'\s\w*:?before(?:Lines|Autospacing)?\s*=\s*("[^"]*"|\'[^\']*\')', "", said)
        none = f' {source.prefix}:before="0" {source.prefix}:beforeLines="0"'
        spacing = kept.replace("spacing", "spacing" + none, 1)
        return replace(self, properties=_placed(self.properties, "spacing", spacing))

    @property
    def plain(self) -> str:
        """The properties as they are."""
        return "".join(xml for _, xml in self.properties)

    def width(self, text: str) -> float:
        """About how many characters wide a text is that is no 汉字 only."""
        return sum(self._width(sign) for sign in text)

    def _width(self, sign: str) -> float:
        if sign.isascii():
            return self.figure if sign.isalnum() else self.stop
        return 1


def _placed(properties: Iterable[tuple[str, str]], name: str, xml: str) -> tuple[tuple[str, str], ...]:
    """The properties with this one in the place of another of its name, in the order that the schema wants."""
    others = [item for item in properties if item[0] != name and item[0] in _ORDER]
    return tuple(sorted([*others, (name, xml)], key=lambda item: _ORDER.index(item[0])))


def body_face(source: Source, paragraphs: Iterable[Paragraph]) -> Face:
    """How most of the body looks; as the file's plain paragraphs where there is no body."""
    weights: Counter[tuple[tuple[tuple[str, str], ...], str]] = Counter()
    shown: dict[object, Paragraph] = {}
    for item in paragraphs:
        if item.role is Role.BODY:
            face = face_of(source, item, whole=False)
            weights[face.properties, face.look] += len(item.text)
            shown.setdefault((face.properties, face.look), item)
    if not weights:
        return Face()
    most = weights.most_common(1)[0][0]
    return face_of(source, shown[most], whole=False)


def face_of(source: Source, item: Paragraph, *, whole: bool = True) -> Face:
    """How a paragraph looks; `whole`: to the last, for a paragraph of the same kind, else without its place."""
    properties = item.element.find("{*}pPr")
    kept = tuple(source.children(properties, _ONCE if whole else _NOT_COPIED))
    widths: Counter[str] = Counter()
    for run in runs_of(item.element):
        look = "".join(xml for _, xml in source.children(run.find("{*}rPr"), _NOT_TYPED))
        widths[look] += len(spoken(run).strip())
    look = widths.most_common(1)[0][0] if widths else ""
    return replace(_measured(item), properties=kept, look=look)


_ROMAN = ("times", "arial", "calibri", "cambria", "liberation", "georgia", "garamond")


def _measured(item: Paragraph) -> Face:
    """How wide signs are: those of Latin fonts are narrower than half a 汉字, but for their figures."""
    main = item.main
    stop = 0.25 if not main.latin or main.latin.lower().startswith(_ROMAN) else 0.5
    return Face(character=max(round((main.size + main.spacing) * 20), 100), stop=stop)
