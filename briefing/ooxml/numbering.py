"""Numbers of Word's lists: what Word would print before a paragraph (一、（一）1.), and the numbers read back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.ooxml.order import set_value
from briefing.ooxml.package import Package
from briefing.ooxml.xml import DECLARED, Element, W, attribute, number, setting, value
from briefing.text.chinese_numerals import chinese

_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_CHINESE = ("chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand")


def number_in(text: str) -> int:
    """Return the number that 十二, 12 or １２ writes; 0 if it is none."""
    if text.isdecimal():
        return int(text)
    return next((amount for amount in range(1, 1000) if chinese(amount) == text), 0)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts (`form`, as Word names it), what stands around the number, where it begins."""

    form: str
    text: str
    start: int
    element: Element


@dataclass(frozen=True, slots=True)
class ListInstance:
    """A list (`element`, w:num): lists of one definition count on from each other, but where one starts anew.

    `definition` is the w:abstractNum that it counts by, None where it is missing, `kind` its id; `restart` gives the
    number that a level begins with.
    """

    element: Element
    definition: Element | None
    kind: str
    levels: Mapping[int, Level]
    restart: Mapping[int, int]


class Numbering:
    """The lists of one file by their ids, from the root of numbering.xml; none where there is no such part."""

    def __init__(self, root: Element | None) -> None:
        self.root = root
        definitions = [] if root is None else list(root.iter(f"{W}abstractNum"))
        kinds = {attribute(item, "abstractNumId"): item for item in definitions}
        # A definition may have no levels of its own, and name a list style instead, of which another is the definition.
        styled = {link: item for item in definitions if (link := setting(item, "styleLink"))}
        self.by_id: dict[str, ListInstance] = {}
        for num in () if root is None else root.iter(f"{W}num"):
            found = kinds.get(setting(num, "abstractNumId"))
            found = styled.get("" if found is None else setting(found, "numStyleLink"), found)
            restart = {
                number(value(item, name="ilvl")): number(value(item, "startOverride"))
                for item in num.iter(f"{W}lvlOverride")
                if value(item, "startOverride") is not None
            }
            levels = ({} if found is None else _levels(found)) | _levels(num)
            kind = "" if found is None else attribute(found, "abstractNumId")
            self.by_id[attribute(num, "numId")] = ListInstance(num, found, kind, levels, restart)

    def level_of(self, id: str, style: str) -> int:
        """Return the level, from 0, that a list gives to the style with the id `style`; 0 where it names none."""
        levels = self.by_id[id].levels.items() if id in self.by_id else ()
        return next((level for level, item in levels if value(item.element, "pStyle") == style), 0)


def _levels(parent: Element) -> dict[int, Level]:
    return {
        number(value(item, name="ilvl")): Level(
            value(item, "numFmt") or "decimal", value(item, "lvlText") or "", number(value(item, "start"), 1), item
        )
        for item in parent.iter(f"{W}lvl")
    }


def numbering_part(package: Package) -> str:
    """Return the name of the part with the lists of a Word file, which is made where it has none."""
    return package.ensure("numbering", "word/numbering.xml", _NUMBERING_TYPE, f"<w:numbering {DECLARED}/>")


def free_id(root: Element, name: str, key: str) -> str:
    """Return the id after the highest that an element w:`name` has in its attribute w:`key`."""
    return str(max((int(attribute(item, key) or 0) for item in root.iter(W + name)), default=0) + 1)


def add_definition(root: Element, definition: Element) -> str:
    """Put a w:abstractNum into numbering.xml under an id that is free, and return that."""
    id = free_id(root, "abstractNum", "abstractNumId")
    definition.set(f"{W}abstractNumId", id)
    above = root.findall(f"{W}abstractNum") or root.findall(f"{W}numPicBullet")
    above[-1].addnext(definition) if above else root.insert(0, definition)
    return id


def add_list(root: Element, num: Element, kind: str) -> str:
    """Put a w:num that counts by the definition `kind` into numbering.xml under an id that is free; return that."""
    id = free_id(root, "num", "numId")
    num.set(f"{W}numId", id)
    set_value(num, "abstractNumId", kind)
    (root.findall(f"{W}num") or root.findall(f"{W}abstractNum"))[-1].addnext(num)
    return id


class Counter:
    """Counts the paragraphs of a file's lists, from its beginning to its end."""

    def __init__(self, lists: Numbering) -> None:
        self._lists = lists.by_id
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def label(self, listing: str, level: int) -> str:
        """Return the number that Word prints before the next paragraph of a list; “” for bullets and unknown lists."""
        used = self._lists.get(listing)
        if used is None or level not in used.levels:
            return ""
        counts = self._counts.setdefault(used.kind, {})
        start = used.levels[level].start
        # A start of its own holds once for each w:num, when its first paragraph comes.
        if level in used.restart and (listing, level) not in self._begun:
            counts[level] = used.restart[level]
        else:
            counts[level] = counts.get(level, start - 1) + 1
        self._begun.add((listing, level))
        # Each number begins those of the levels below it anew.
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return _printed(used.levels, level, counts)


def _printed(levels: Mapping[int, Level], level: int, counts: Mapping[int, int]) -> str:
    if levels[level].form == "bullet":
        return ""

    def figure(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place not in levels or levels[place].form == "none":
            return ""
        # A level above of which none has come yet counts as begun: Word prints 1.1 under no 1.
        amount = counts.get(place, levels[place].start)
        return chinese(amount) if levels[place].form in _CHINESE else str(amount)

    return re.sub("%([1-9])", figure, levels[level].text)
