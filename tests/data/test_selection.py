"""From names as people type them to the part of the library that was asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.data.selection import find, find_all, select
from briefing.errors import Problem, UsageError
from briefing.model.period import Period
from tests.builders import city, fact, indicator, library, practice, relation, theme

WUHAN = city("wuhan", aliases=("江城",))
SANMENXIA, TIANHE = city("sanmenxia"), city("tianhe", aliases=("广州天河",))
CITIES = (WUHAN, SANMENXIA, TIANHE)


@pytest.mark.parametrize(
    "typed", ["武汉市", "武汉", "江城", "wuhan", "WUHAN", "Wuhan", " 武汉 ", "420100", "４２０１００"]
)
def test_a_city_is_found_by_each_of_its_names(typed: str) -> None:
    """Full and short name, alias, pinyin in any case, code in any width, with spaces about."""
    assert find("城市", typed, CITIES) is WUHAN


def test_a_district_is_found_without_its_last_word() -> None:
    """天河 for 天河区; but a name of two characters keeps its last one."""
    assert find("城市", "天河", CITIES) is TIANHE
    assert isinstance(find("城市", "沙", (city("x", "沙市"),)), Problem)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("武汗", "未找到城市“武汗”，您是不是要找“武汉市”？"),
        ("wuhna", "未找到城市“wuhna”，您是不是要找“武汉市”？"),
        ("三门侠", "未找到城市“三门侠”，您是不是要找“三门峡市”？"),
        ("克拉玛依", "未找到城市“克拉玛依”。现有城市：武汉市、三门峡市、天河区。"),
    ],
)
def test_an_unknown_name_gets_the_nearest_ones(typed: str, words: str) -> None:
    """Each city once, by its full name; where none is near, all there are."""
    assert str(find("城市", typed, CITIES)) == words


def test_of_very_many_cities_not_all_are_told() -> None:
    """And of none, that there is none."""
    many = [city(f"c{number}", f"第{number}市") for number in range(30)]
    assert str(find("城市", "克拉玛依", many)).endswith("第19市等。")
    assert str(find("城市", "武汉", ())) == "未找到城市“武汉”。资料库中还没有城市。"


def test_an_ambiguous_name_is_told_with_its_candidates() -> None:
    """Never resolved silently."""
    cities = (city("chaoyang_bj", "北京市朝阳区", aliases=("朝阳",)), city("chaoyang", "朝阳市"))
    problem = find("城市", "朝阳", cities)
    assert isinstance(problem, Problem)
    assert "“北京市朝阳区”（chaoyang_bj）、“朝阳市”（chaoyang）" in str(problem)


def test_a_fallback_is_asked_only_for_a_name_that_nothing_bears() -> None:
    """It may know more candidates, or say more than 未找到."""
    assert find("城市", "武汉", CITIES, lambda typed: Problem(f"不该问：{typed}")) is WUHAN
    assert find("城市", "420000", CITIES, lambda typed: [WUHAN]) is WUHAN
    assert str(find("城市", "鼓楼区", CITIES, lambda typed: Problem(f"{typed}不止一个。"))) == "鼓楼区不止一个。"


def test_names_give_each_city_once_in_the_order_typed() -> None:
    """武汉 and 420100 are one city; none typed means all."""
    assert find_all("城市", ["天河区", "武汉", "420100"], CITIES) == (TIANHE, WUHAN)
    assert find_all("城市", [], CITIES) == CITIES


@pytest.mark.parametrize("typed", ["武汉,天河", "武汉、天河区", "武汉，天河", "武汉; 天河", " 武汉 ,天河,"])
def test_several_names_may_be_typed_at_once(typed: str) -> None:
    """With a comma of any width or 、 between them; a single one may be followed by one."""
    assert find_all("城市", [typed], CITIES) == (WUHAN, TIANHE)
    assert find_all("城市", ["武汉，"], CITIES) == (WUHAN,)


def test_a_name_that_holds_a_separator_itself_is_one_name() -> None:
    """水、电、气 is a theme of that name, whatever 水 may be."""
    utilities, water = theme("utilities", "水、电、气"), theme("water", "水")
    assert find_all("主题", ["水、电、气"], [water, utilities]) == (utilities,)


def test_of_several_names_typed_at_once_each_unknown_one_is_told() -> None:
    """As if each had been typed by itself."""
    with pytest.raises(UsageError) as error:
        find_all("城市", ["武汗、天河、三门侠"], CITIES)
    assert [problem.message for problem in error.value.problems] == ["未找到城市“武汗”，", "未找到城市“三门侠”，"]


def test_all_unknown_names_are_told_at_once() -> None:
    """Not the first alone."""
    with pytest.raises(UsageError) as error:
        find_all("城市", ["武汗", "武汉", "三门侠"], CITIES)
    assert [problem.message for problem in error.value.problems] == ["未找到城市“武汗”，", "未找到城市“三门侠”，"]


ITEMS = (
    WUHAN,
    SANMENXIA,
    theme("services", aliases=("政务",)),
    theme("financing", aliases=("融资",)),
    theme("law"),
    indicator("loans", theme="financing", family="cny"),
    fact("wuhan.loans", "3.5", "亿元"),
    fact("wuhan.items", 104),
    fact("sanmenxia.items", 30),
    practice("wuhan.bank", "放款{wuhan.loans}。", theme="financing"),
    relation("wuhan.r", "per_unit", amount="wuhan.loans", count="wuhan.items"),
)


def test_a_selection_holds_what_is_filed_under_its_themes() -> None:
    """A city without anything stays, since its silence is worth telling; a theme without anything goes."""
    chosen = select(library(*ITEMS), ["融资", "law"])
    assert [item.id for item in chosen.themes] == ["financing"]
    assert [item.id for item in chosen.cities] == ["wuhan", "sanmenxia"]
    assert [item.id for item in chosen.records["wuhan"].facts] == ["wuhan.loans"]
    assert [item.id for item in chosen.records["wuhan"].practices] == ["wuhan.bank"]
    assert chosen.records["sanmenxia"].facts == ()


def test_themes_come_in_the_order_typed_and_all_if_none_is() -> None:
    """As cities do."""
    assert [item.id for item in select(library(*ITEMS), ["融资", "政务", "融资"]).themes] == ["financing", "services"]
    assert [item.id for item in select(library(*ITEMS)).themes] == ["services", "financing"]


def test_an_unknown_theme_gets_the_nearest() -> None:
    """As a city does."""
    with pytest.raises(UsageError, match="未找到主题“政务服物”，您是不是要找“政务服务”？"):
        select(library(*ITEMS), ["政务服物"])


def test_an_empty_selection_says_what_there_is() -> None:
    """And writes no empty briefing."""
    with pytest.raises(UsageError) as error:
        select(library(*ITEMS), ["law"])
    assert (
        str(error.value) == "武汉市、三门峡市在主题法治与监管下没有数据，未生成简报。可选主题：政务服务、中小企业融资。"
    )
    with pytest.raises(UsageError, match="请先在 data/cities/ 中补充数据。"):
        select(library(WUHAN, theme("law")))


TIMES = {
    "year": ("2022", "期间"),
    "half": ("2023年1—6月", "未注明"),
    "added": ("2023年上半年累计", "累计"),
    "end": ("2023年6月末", "时点"),
    "stock": ("2023-06", "时点"),
    "june": ("2023-06", "期间"),
    "quarter": ("2023-Q2", "期间"),
    "straddling": ("2022年7月—2023年6月", "期间"),
    "open": ("2023年以来", "累计"),
    "undated": ("未注明", "未注明"),
    "now": ("目前", "时点"),
}
DATED_ITEMS = (
    WUHAN,
    theme("services"),
    *(fact(f"wuhan.{name}", 1, period=period, basis=basis) for name, (period, basis) in TIMES.items()),
    practice("wuhan.old", "新增{wuhan.year}，覆盖{wuhan.half}。"),
    replace(practice("wuhan.new", "覆盖{wuhan.half}。"), facts=("wuhan.half", "wuhan.year")),
)


def chosen(period: str | None, since: str | None) -> tuple[set[str], dict[str, tuple[str, ...]]]:
    times = (None if text is None else Period.parse(text) for text in (period, since))
    record = select(library(*DATED_ITEMS), (), *times).records["wuhan"]
    return {item.id.removeprefix("wuhan.") for item in record.facts}, {item.id: item.facts for item in record.practices}


@pytest.mark.parametrize(
    ("period", "since", "facts"),
    [
        ("2023-H1", None, {"half", "added", "end", "stock"}),
        ("2023年6月末", None, {"end", "stock"}),
        ("2023年6月", None, {"end", "stock", "june"}),
        ("2022年", None, {"year"}),
        (None, "2023年", set(TIMES) - {"year", "straddling"}),
        (None, "2022年7月", set(TIMES) - {"year"}),
        (None, "2023年4月", {"end", "stock", "june", "quarter"}),
        ("2023年上半年", "2023年", {"half", "added", "end", "stock"}),
    ],
)
def test_a_selection_holds_what_is_of_the_period_and_what_is_undated(
    period: str | None, since: str | None, facts: set[str]
) -> None:
    """What stands at the end of the period is of it, a part of it is not; since then is what begins or stands then."""
    assert chosen(period, since)[0] == facts | {"undated", "now"}


def test_a_practice_goes_with_the_figures_that_it_prints() -> None:
    """And keeps of the others those that are there."""
    assert chosen("2023年上半年", None)[1] == {"wuhan.new": ("wuhan.half",)}


def test_a_period_of_which_nothing_is_told_gets_those_that_there_are() -> None:
    with pytest.raises(UsageError) as error:
        chosen("2019年", "2018年")
    assert "武汉市没有2019年、2018年起的数据。" in str(error.value.problems[0])
    assert "2022年、2022年7月—2023年6月" in error.value.problems[0].hint
    only = library(WUHAN, theme("services"), fact("wuhan.a", 1))
    assert select(only, (), Period.parse("2019年")).records["wuhan"].facts
