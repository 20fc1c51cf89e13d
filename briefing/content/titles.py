"""What a title calls the cities and the themes of a briefing: a few by name, more together."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.analyse import Analysis
from briefing.data.tabular.table_records import ONLY, OTHER
from briefing.model.library import City
from briefing.model.request import Selection
from briefing.wording.prose import enumeration, jointly

PLACES_NAMED = 4
SUBJECTS_NAMED = 3


def title(analysis: Analysis, *, named: bool) -> tuple[str, str]:
    """Return the cities, a home city first, and what is told of them; `named`: whether somebody named the cities."""
    cities = analysis.selection.cities
    what = f"{subjects(analysis.selection)}{'情况比较' if len(cities) > 1 else '情况'}"
    if districts := _districts(analysis):
        return districts, what
    home = [city.name for city in cities if city.id == analysis.home]
    others = [city for city in cities if city.id != analysis.home]
    told = "、".join(city.name for city in others)
    return "与".join([*home, told if len(cities) <= PLACES_NAMED else _many(analysis, others, named=named)]), what


def places(analysis: Analysis, *, named: bool) -> str:
    """Return the cities in one phrase: 武汉市、三门峡市和天河区; beyond four, 武汉市等地.

    Where nobody named them none stands for the others: 湖北省有关城市.
    """
    cities = analysis.home_first
    if districts := _districts(analysis):
        return districts
    few = len(cities) <= PLACES_NAMED
    return enumeration([city.name for city in cities]) if few else _many(analysis, cities, named=named)


def subjects(selection: Selection) -> str:
    """Return the themes in one phrase, as in a title: 政务服务与中小企业融资; beyond three, 优化营商环境.

    Of tables 主要指标, also where one of the themes is what nobody has filed.
    """
    names = [theme.name for theme in selection.themes]
    if OTHER.id in {theme.id for theme in selection.themes} or (len(names) > SUBJECTS_NAMED and selection.from_tables):
        return ONLY.name
    return jointly(names) if len(names) <= SUBJECTS_NAMED else "优化营商环境"


def _districts(analysis: Analysis) -> str:
    """Return 武汉市各区 where all beside the home city are more of its districts than are named, else ""."""
    cities = analysis.selection.cities
    home = next((city.name for city in cities if city.id == analysis.home), "")
    others = [city for city in cities if city.id != analysis.home]
    if not home or len(others) < PLACES_NAMED or not all(city.parent.endswith(home) for city in others):
        return ""
    return f"{home}各{'区' if all(city.name.endswith('区') for city in others) else '县（市、区）'}"


def _many(analysis: Analysis, cities: Sequence[City], *, named: bool) -> str:
    """Return 武汉市等地, by the first; 湖北省有关城市 where nobody `named` any."""
    if named or analysis.home:
        return f"{cities[0].name}等地"
    within = {city.parent for city in analysis.selection.cities}
    kind = "城市" if all(city.name.endswith("市") for city in cities) else "地区"
    return f"{within.pop() if len(within) == 1 else ''}有关{kind}"
