"""What the words around a number say against its being a figure: 升 for 降, another year, 不足 for 余."""

from __future__ import annotations

import re

from briefing.model.measure import MeasureKind
from briefing.text.digits import folded
from briefing.trace.figures import KnownFigure
from briefing.trace.numbers import FoundNumber
from briefing.trace.tie import YEAR, naming

_DOWN, _UP = "降|减|缩短|压缩|回落|下滑|下跌", "升|增|涨|提高|扩大"
_DIRECTION = re.compile(f"(?P<down>{_DOWN})|{_UP}")
_STOP = re.compile("[，。；！？\n]")
_CHANGED_BY = re.compile("(?:增加|新增|净增|增长|减少|净减|下降|上升|提高|降低|缩短|压减|[增减升降])了?[约近超逾]?过?$")
"""What stands before a number that says by how much something has changed; 增至 tells what it has become."""
_UNDER, _OVER, _FROM_BELOW = "不足", "余", "倒数"
_MARKS = {
    _UNDER: re.compile(
        "(?:不足|不到|未到|(?<![最附邻靠])近|接近)(?=[第0-9一二三四五六七八九十百千万两])|[0-9]\\S{0,4}以[下内]"
    ),
    _OVER: re.compile(
        "(?:超过?|逾|突破)(?=[0-9一二三四五六七八九十百千万两])|[0-9][十百千万亿]*[余多]|[0-9]\\S{0,4}以上"
    ),
    _FROM_BELOW: re.compile("倒数(?=第?[0-9])"),
}
"""How a number is said to be less or more than what is written, or counted from the last place."""
_NEAR = 3
"""Characters before and behind a number in which such a mark stands."""


def contradiction(figure: KnownFigure, number: FoundNumber) -> str:
    """Return in what the words around a number contradict a figure of its value, "" where they do not.

    A sentence that names nothing of its indicator speaks of something else.
    """
    if naming(figure, number) <= 0:
        return f"没有说到“{figure.names[0]}”" if figure.names else "没有说到依据的事项"
    if {_direction(figure), _told(_STOP.split(number.before)[-1])} == {-1, 1}:
        return "升降与依据相反"
    if _CHANGED_BY.search(number.before) and not (figure.formula or _direction(figure) or _of_change(figure)):
        return "原文说的是增减，资料中的不是"
    if why := _of_time(figure, number):
        return why
    near = number.before[-_NEAR:] + number.paragraph.text[number.start : number.end + _NEAR]
    said, held = (
        {name for name, mark in _MARKS.items() if mark.search(folded(words))} for words in (near, figure.printed)
    )
    turned = {said & {_UNDER, _OVER} == {one} and other in held for one, other in ((_UNDER, _OVER), (_OVER, _UNDER))}
    if any(turned) or (not figure.formula and said - held):
        return f"依据是“{figure.printed}”"
    return ""


def _of_time(figure: KnownFigure, number: FoundNumber) -> str:
    """Return in what the years in a sentence contradict a figure, of an undated one those before the number."""
    years = YEAR.findall(number.sentence)
    if not figure.period.dated and YEAR.search(number.sentence.partition(number.text)[0]):
        return "原文写有年份，资料没有注明时期"
    if figure.period.dated and years and not any(year in figure.period.printed for year in years):
        return f"依据是{figure.period.printed}的"
    return ""


def _of_change(figure: KnownFigure) -> bool:
    return figure.fact is not None and figure.fact.measure.kind in (MeasureKind.CHANGE, MeasureKind.GROWTH)


def _direction(figure: KnownFigure) -> int:
    """Return 1 for what rises, −1 for what falls: as the fact says, else by the name and the sign; 0 for neither."""
    if figure.fact and figure.fact.direction:
        return -1 if figure.fact.direction == "减" else 1
    told, negative = _told("".join(figure.names[:1])), figure.quantity is not None and figure.quantity.value < 0
    return -1 if (told < 0) is not negative else abs(told)


def _told(words: str) -> int:
    """Return the direction that words tell last, 0 for none."""
    found = [match["down"] for match in _DIRECTION.finditer(words)]
    return (-1 if found[-1] else 1) if found else 0
