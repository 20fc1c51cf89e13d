"""What a title calls the cities and the themes of a briefing: a few by name, more by the first and their number."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.analysis.analyse import Analysis
from briefing.data.tabular.table_records import ONLY, OTHER
from briefing.model.library import City
from briefing.model.request import Selection
from briefing.wording.prose import enumeration, jointly, noun

PLACES_NAMED = 4
SUBJECTS_NAMED = 3
LISTED = ("通报", "画像")
"""What titles end with where a home city stands among the others, and not against them."""


def title(analysis: Analysis, ending: str = "") -> tuple[str, str]:
    """Return the cities, a home city first, and what is told of them: 武汉市与三门峡市、天河区; 苏州市等6市.

    `ending`: what the titles of a template end with instead of 情况.
    """
    selection, cities = analysis.selection, analysis.home_first
    what = f"{subjects(selection)}{ending or ('情况比较' if len(cities) > 1 else '情况')}"
    if districts := _districts(analysis):
        return districts, what
    if not analysis.home or len(cities) == 1 or ending.endswith(LISTED):
        return _together(cities), what
    home, *others = sorted(cities, key=lambda city: city.id != analysis.home)
    return f"{home.name}与{_together(others, PLACES_NAMED - 1)}", what


def places(analysis: Analysis) -> tuple[str, str]:
    """Return the cities in one phrase, 武汉市、三门峡市和天河区; of many 武汉市等 and 市, what they count as."""
    cities = analysis.home_first
    if districts := _districts(analysis):
        return districts, ""
    if len(cities) > PLACES_NAMED:
        return f"{cities[0].name}等", noun(city.level for city in cities)
    return enumeration([city.name for city in cities]), ""


def _together(cities: Sequence[City], named: int = PLACES_NAMED) -> str:
    """Return the names of a few cities; of more the first and how many they are: 苏州市等6市."""
    if len(cities) <= named:
        return "、".join(city.name for city in cities)
    return f"{cities[0].name}等{len(cities)}{noun(city.level for city in cities)}"


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
