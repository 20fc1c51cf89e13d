"""What may be done with two figures: laws that hold of all, and cases read from the articles or made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.comparability import RULES, TIER, Observed, aspects, classify, kind_of_figure, observe
from briefing.analysis.comparisons import compare
from briefing.analysis.trends import trends
from briefing.data.reader import examine
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.catalogue import Comparability, Indicator, Statement
from briefing.model.facts import Fact
from briefing.model.library import City, CityRecord
from briefing.model.measure import Measure, MeasureKind, Price, Survey
from briefing.wording import reasons
from tests.builders import city, fact, indicator

ROOT = Path(__file__).parents[2]
CASES = yaml.safe_load((ROOT / "tests/cases/comparability.yaml").read_text(encoding="utf-8"))
JUDGED, SIDE_BY_SIDE, NEVER = Comparability
PLACES = {
    "wuhan": city("wuhan"),
    "sanmenxia": city("sanmenxia"),
    "tianhe": city("tianhe"),
    "guangzhou": city("guangzhou", "广州市", code="440100", parent="广东省"),
    "guangdong": city("guangdong", "广东省", code="440000", level="省"),
    "city": city("city", level="省"),
    "zone": city("zone", "开发区", level="功能区", parent="天河区"),
}


def seen(
    place: str = "wuhan",
    symbol: str = "项",
    value: str | int = 197,
    *,
    named: str = "items",
    slug: str = "fact",
    compare: str = "不限",
    derived: str = "",
    level: str | None = None,
    kind: str = "总量",
    series_break: str = "",
    **given: Any,  # noqa: ANN401 - fields of a fact or of its measure
) -> tuple[Fact, Indicator, City]:
    """A fact of an indicator that all places share, but for what is given."""
    own = {name: given.pop(name) for name in ("base", "ranking", "of") if name in given}
    price, survey = given.pop("price", None), given.pop("survey", None)
    measure = Measure(
        kind=MeasureKind(kind), price=Price(price) if price else None, survey=Survey(survey) if survey else None, **own
    )
    made = replace(
        fact(f"{place}.{slug}", value, symbol, indicator=named, **given), measure=measure, break_reason=series_break
    )
    counted = replace(indicator(named, family=made.quantity.unit.family, compare=compare), of=derived)
    return made, counted, replace(PLACES[place], level=level or PLACES[place].level)


def together(*items: tuple[Fact, Indicator, City], statements: tuple[Statement, ...] = ()) -> list[Observed]:
    """The facts as they are observed in one selection, each keeping its own indicator."""
    cities = {place.id: place for _, _, place in items}
    facts = [replace(made, id=f"{made.id}{number}") for number, (made, _, _) in enumerate(items)]
    records = [
        CityRecord(city=place, facts=tuple(item for item in facts if item.city == id)) for id, place in cities.items()
    ]
    held = {
        item.fact.id: item for item in observe(records, {made.indicator: own for made, own, _ in items}, statements)
    }
    return [replace(held[made.id], indicator=own) for made, (_, own, _) in zip(facts, items, strict=True)]


ITEMS = st.builds(
    seen,
    place=st.sampled_from(["wuhan", "sanmenxia", "tianhe", "guangzhou", "guangdong", "zone"]),
    symbol=st.sampled_from(["项", "类", "个工作日", "天", "亿元", "%"]),
    value=st.sampled_from([197, 20, "3.5"]),
    named=st.sampled_from(["items", "items", "certificates"]),
    compare=st.sampled_from(["不限", "同级", "不可比"]),
    kind=st.sampled_from(["总量", "总量", "人均", "增速"]),
    base=st.sampled_from(["", "同比"]),
    price=st.sampled_from([None, "名义"]),
    survey=st.sampled_from([None, "登记"]),
    period=st.sampled_from(
        [
            "未注明",
            "目前",
            "2021",
            "2020",
            "2021-12-31",
            "2021-12",
            "2020/2021",
            "2021年末",
            "2021年下半年",
            "2021年7—12月累计",
            "2021年以来",
        ]
    ),
    basis=st.sampled_from(["期间", "时点", "累计", "未注明"]),
    direction=st.sampled_from([None, "增"]),
    scope=st.sampled_from(["", "武汉城市圈"]),
    series_break=st.sampled_from(["", "", "口径调整"]),
)
ALIKE = st.builds(
    seen,
    place=st.sampled_from(["wuhan", "sanmenxia", "tianhe", "guangzhou", "guangdong", "zone"]),
    compare=st.sampled_from(["不限", "同级"]),
    period=st.sampled_from(["目前", "2021", "2020", "2021年末"]),
    basis=st.sampled_from(["时点", "未注明"]),
    series_break=st.sampled_from(["", "", "口径调整"]),
)
"""Facts that differ in little, so that many of them may stand together."""
NAMES = st.sampled_from(["items", "certificates", *(f"wuhan.fact{number}" for number in range(3)), "tianhe.fact1"])
STATEMENTS = st.lists(
    st.builds(
        lambda names, kind: Statement(between=tuple(names), reason="口径不同", kind=kind),
        st.lists(NAMES, min_size=2, max_size=3, unique=True),
        st.sampled_from(["并列", "不可比", None]),
    ),
    max_size=2,
).map(tuple)
THREE = st.tuples(*(st.one_of(ITEMS, ALIKE, ALIKE) for _ in range(3)))
ORDER = list(Comparability)


@given(THREE, STATEMENTS)
def test_the_relation_is_symmetric(
    items: tuple[tuple[Fact, Indicator, City], ...], statements: tuple[Statement, ...]
) -> None:
    """Whichever is looked at first, the class, the rule and the statement are the same."""
    a, b, _ = together(*items, statements=statements)
    one, other = classify(a, b), classify(b, a)
    assert (one.kind, one.rule, one.statement) == (other.kind, other.rule, other.statement)


@given(THREE, STATEMENTS)
def test_a_figure_may_be_judged_beside_itself(
    items: tuple[tuple[Fact, Indicator, City], ...], statements: tuple[Statement, ...]
) -> None:
    """Even one of a city's own programme."""
    for item in together(*items, statements=statements):
        assert classify(item, item).kind is JUDGED


@given(THREE, STATEMENTS)
def test_what_is_judged_beside_one_is_judged_beside_the_other(
    items: tuple[tuple[Fact, Indicator, City], ...], statements: tuple[Statement, ...]
) -> None:
    """Whatever an office states: three cities on one axis are judged each against each."""
    a, b, c = together(*items, statements=statements)
    if classify(a, b).kind is JUDGED and classify(b, c).kind is JUDGED:
        assert classify(a, c).kind is JUDGED


@given(THREE)
def test_what_stands_beside_one_stands_beside_the_other(items: tuple[tuple[Fact, Indicator, City], ...]) -> None:
    """So that a row of a table is of one kind throughout; but for a series that breaks between two of its figures."""
    a, b, c = together(*items)
    if NEVER not in (classify(a, b).kind, classify(b, c).kind) and classify(a, c).rule != "break":
        assert classify(a, c).kind is not NEVER


@given(THREE, STATEMENTS)
def test_equal_aspects_are_what_a_verdict_asks(
    items: tuple[tuple[Fact, Indicator, City], ...], statements: tuple[Statement, ...]
) -> None:
    """Grouping by aspects, as comparisons and rows do, and asking for each pair come to the same."""
    a, b, _ = together(*items, statements=statements)
    found = classify(a, b)
    assert (found.kind is JUDGED) == (aspects(a) == aspects(b))
    if found.statement is None and found.rule != "break":
        assert (found.kind is NEVER) == (kind_of_figure(a) != kind_of_figure(b))


@given(st.tuples(ALIKE, ALIKE, ALIKE))
def test_part_and_whole_are_never_judged(items: tuple[tuple[Fact, Indicator, City], ...]) -> None:
    """天河区 lies in 广州市, which lies in 广东省; a zone lies in the district that it names."""
    nested = ({"tianhe", "guangzhou"}, {"tianhe", "guangdong"}, {"guangzhou", "guangdong"}, {"zone", "tianhe"})
    a, b, _ = together(*items)
    if {a.city.id, b.city.id} in nested:
        assert classify(a, b).kind is not JUDGED


@cache
def built_in() -> Mapping[str, Observed]:
    """The facts of the built-in data by id."""
    held, _ = examine(YamlReader(ROOT / "data"))
    catalogue = held.catalogue
    found = observe(list(held.records.values()), catalogue.indicators, catalogue.statements.values())
    return {item.fact.id: item for item in found}


@pytest.mark.parametrize("case", CASES["built_in"], ids=lambda case: " ".join(case["pair"]))
def test_pairs_of_the_articles_are_in_their_class(case: dict[str, Any]) -> None:
    """For the reason that an official would give."""
    a, b = (built_in()[id] for id in case["pair"])
    assert told(a, b) == (case["kind"], case["words"])


@pytest.mark.parametrize("case", CASES["made_up"], ids=lambda case: f"{case['first']} {case['second']}")
def test_made_up_pairs_are_in_their_class(case: dict[str, Any]) -> None:
    """Whichever comes first, in the class that the case names."""
    a, b = together(seen(**case["first"]), seen(**{"place": "sanmenxia", **case["second"]}))
    assert told(a, b) == (case["kind"], case["words"])


def told(a: Observed, b: Observed) -> tuple[str, str]:
    """The class of two figures and what is printed of it."""
    found = classify(a, b)
    words = found.rule and reasons.reason(found.rule, found.first, found.second, found.kind, found.statement)
    return found.kind.value, words


def test_every_rule_has_its_words_and_a_case() -> None:
    rules = {*(name for name, _ in RULES), "break", TIER}
    assert rules == reasons.RULES.keys()
    tried = {
        classify(*together(seen(**case["first"]), seen(**{"place": "sanmenxia", **case["second"]}))).rule
        for case in CASES["made_up"]
    }
    assert rules - tried == {"indicator", "break", "redefined", "stated", TIER}, "those have tests of their own"


def test_a_district_is_judged_beside_a_city_unless_its_own_is_there() -> None:
    """Two cities and a district; with the district's own city among them, districts are judged among themselves."""
    pair = together(seen("wuhan"), seen("tianhe"))
    assert classify(*pair).kind is JUDGED
    wuhan, tianhe, guangzhou = together(seen("wuhan"), seen("tianhe"), seen("guangzhou"))
    assert classify(wuhan, guangzhou).kind is JUDGED
    assert (classify(wuhan, tianhe).rule, classify(guangzhou, tianhe).rule) == (TIER, "whole")


def test_nothing_is_set_across_a_break_of_a_series() -> None:
    """Neither two years of it, nor growth over them; other cities and later years are as they were."""
    years = [
        seen("wuhan", period=str(year), basis="期间", series_break="口径调整" if year == 2020 else "")
        for year in range(2017, 2023)
    ]
    before, *rest = together(*years, seen("sanmenxia", period="2018", basis="期间"))
    after, other = rest[-2], rest[-1]
    assert classify(before, after).rule == "break"
    assert classify(before, other).kind is SIDE_BY_SIDE
    assert classify(after, other).kind is SIDE_BY_SIDE
    [trend] = trends([before, *rest])
    assert [period.year for period in trend.series["wuhan"]] == [2020, 2021, 2022]


def stated(kind: str, *between: str) -> Statement:
    return Statement(between=between, reason="两地口径不同", kind=kind)


def test_what_an_office_states_of_two_facts_holds_of_those() -> None:
    """Of the others of the indicator, none is judged beside them; they are judged among themselves."""
    items = [seen(place) for place in ("wuhan", "sanmenxia", "tianhe")] + [seen("city")]
    a, b, c, d = together(*items, statements=(stated("并列", "wuhan.fact0", "sanmenxia.fact1"),))
    assert told(a, b) == ("并列", "两地口径不同")
    assert classify(a, c).kind is SIDE_BY_SIDE
    assert classify(c, d).kind is JUDGED
    found = compare([a, b, c, d])
    assert [[item.city for item in comparison.facts] for comparison in found.comparisons] == [["tianhe", "city"]]
    [row] = found.rows
    assert (len(row.facts), row.rules, row.statements[0].reason) == (4, ("stated",), "两地口径不同")


def test_what_never_stands_together_is_in_no_row() -> None:
    a, b = together(seen("wuhan"), seen("sanmenxia"), statements=(stated("不可比", "wuhan.fact0", "sanmenxia.fact1"),))
    assert compare([a, b]).rows == ()
    assert [verdict.kind for verdict in compare([a, b]).unjudged] == [NEVER]


def test_other_indicators_stand_side_by_side_where_an_office_says_so() -> None:
    """By the indicators' names, of whatever two cities; the strictest of two statements holds."""
    a, b = together(seen("wuhan"), seen("sanmenxia", named="loans"), statements=(stated("并列", "items", "loans"),))
    assert told(a, b) == ("并列", "两地口径不同")
    assert told(*together(seen("wuhan"), seen("sanmenxia", named="loans"))) == (
        "不可比",
        "统计的不是同一事项，口径不同",
    )
    both = (stated("并列", "items", "loans"), stated("不可比", "loans", "wuhan.fact0"))
    assert classify(*together(seen("wuhan"), seen("sanmenxia", named="loans"), statements=both)).kind is NEVER


def test_a_statement_without_a_class_decides_nothing() -> None:
    only_told = Statement(between=("wuhan.fact0", "sanmenxia.fact1"), reason="引用时写全名")
    assert classify(*together(seen("wuhan"), seen("sanmenxia"), statements=(only_told,))).kind is JUDGED
