"""Names of places in the rows and heads of a table: which one is meant, and what is only a whole of others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.data.divisions import rank, resolve
from briefing.data.tables.context import WHOLE, Context
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.told import Told

ZONE = re.compile(
    ".{2,}(?:示范区|开发区|高新区|高新技术产业园区|经开区|新区|港区|保税区|管委会|管理区|园区|工业区|度假区|风景区|自贸区|合作区|试验区|功能区|林区|实验区|产业集聚区)|"
    "(?:高新|经开|东湖高新|航空港|自贸|示范|临空|综保|工业园)区?|(?:济源)?(?:城乡一体化)?示范区"
)
"""Zones, which no table of divisions lists."""
AGGREGATE = re.compile(
    "(?:合|小|总|共)计|汇总|.{0,6}(?:平均(?:值|数|水平)?|均值|中位数|合计|总计)|最[大小高低]值|极差|标准差|其他|其它|其他(?:城市|地区)"
)
"""Rows that are made of others: read they would count twice."""
NATION = re.compile("全国|中国|全国总计")
NO_CITIES = (
    (AGGREGATE, "{}这样的行由其他行算出，未读。", "需要时请写成自己的城市或指标。"),
    (NATION, "{}不是一个城市，未读。", ""),
    (WHOLE, "不知道{}是哪里，未读。", "请把它写成全名（如“武汉市”）。"),
)
"""What stands among cities and is none, what is told of it, and what to do."""


def is_zone(name: str) -> bool:
    """Return whether the name is that of a zone, which has no code."""
    return ZONE.fullmatch(name) is not None


def _whole_is(name: str, path: str) -> bool:
    """Return whether 全市, 全省 … can be the place: of its level, 直辖市 being cities too."""
    place = next(iter(resolve(path)), None) if path else None
    if place is None:
        return False
    levels = {"省": {1}, "市": {2}, "区": {1, 3} if place.type == "自治区" else {3}, "域": {1, 2, 3}}
    return (rank(place) in levels.get(name[-1], {2, 3}) and (name[-1] != "省" or place.type == "省")) or (
        name[-1] == "市" and place.type in ("直辖市", "县级市")
    )


def _levels(path: str) -> set[int]:
    """Return the levels of a place, 1 a province to 3 a county; 直辖市 are provinces and cities."""
    place = next(iter(resolve(path)), None)
    return {1, 2} if place and place.type == "直辖市" else {rank(place)} if place else set()


class PlaceNames:
    """The names of places in one table, each made out once."""

    def __init__(self, names: Sequence[str], context: Context, lexicon: Lexicon, told: Told) -> None:
        self._context, self._lexicon, self._told = context, lexicon, told
        self._found: dict[str, str] = {}
        known = [found[0] for name in names if len(found := lexicon.places(name)) == 1]
        levels = [_levels(path) for path in known]
        self._levels = set.intersection(*levels) if levels else set()

    def find(self, name: str, row: int, column: int) -> str:
        """Return the place as its name or, where that alone would not do, with those it lies in; "" if it is told."""
        if name not in self._found:
            self._found[name] = self._find(name, row, column)
        return self._found[name]

    def _find(self, name: str, row: int, column: int) -> str:
        if NATION.fullmatch(name):
            self._told.group_warning(row, column, name, *NO_CITIES[1][1:])
            return ""
        if WHOLE.fullmatch(name):
            if _whole_is(name, self._context.inside):
                return self._context.place
            hint = "请把它写成全名（如“武汉市”），或在表上方写“地区：…”。"
            self._told.group_warning(row, column, name, "不知道{}是哪里，未读。", hint)
            return ""
        found = self._lexicon.places(name)
        if not found and is_zone(name):
            return name
        if not found:
            hint = self._lexicon.place_hint(name) or "请写全名（如“湖北省武汉市”）或 6 位代码。"
            self._told.error(row, column, f"没有名为“{name}”的城市（区）。", hint)
            return ""
        return name if len(found) == 1 else self._one_of(name, found, row, column)

    def _one_of(self, name: str, found: tuple[str, ...], row: int, column: int) -> str:
        inside = [path for path in found if self._context.inside and path.startswith(self._context.inside)]
        if len(inside) == 1:
            return inside[0]
        level = [path for path in inside or found if _levels(path) & self._levels]
        if len(level) == 1:
            message = f"“{name}”有多个：{'、'.join(found)}；与表中其他城市同级的是{level[0]}，按它读。"
            self._told.warn(row, column, message, "不是它时请写全名。")
            return level[0]
        self._told.error(row, column, f"“{name}”有多个：{'、'.join(found)}。", "请写全名或 6 位代码。")
        return ""
