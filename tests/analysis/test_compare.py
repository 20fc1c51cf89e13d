"""Comparisons and rows across cities, and what each city discloses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.analysis.comparability import classify
from briefing.analysis.comparisons import Comparison, compare
from briefing.analysis.coverage import cover
from briefing.model.catalogue import Comparability, Indicator
from briefing.model.facts import Fact
from tests.builders import fact, indicator, observed, practice, selection, theme


def compared(*items: Fact | Indicator) -> list[Comparison]:
    """The comparisons of those items."""
    return list(compare(observed(*items)).comparisons)


def refused(*items: Fact | Indicator) -> list[tuple[str, str, str]]:
    """What is left out: rule and both facts."""
    return [(verdict.rule, verdict.first.id, verdict.second.id) for verdict in compare(observed(*items)).unjudged]


def ids(comparison: Comparison) -> list[str]:
    return [item.id for item in comparison.facts]


def distance(comparison: Comparison) -> str:
    """Ratio or gap as it would be printed."""
    figure = comparison.ratio or comparison.gap
    return f"{figure.value:f}{figure.unit.symbol}" if figure and figure.value is not None else ""


def test_cities_stand_from_the_highest_to_the_lowest_whatever_their_unit() -> None:
    """48.6万户 are more than 9000户."""
    (found,) = compared(
        fact("sanmenxia.firms", 9000, "户"), fact("tianhe.firms", "48.6", "万户"), fact("wuhan.firms", 80, "家")
    )
    assert ids(found) == ["tianhe.firms", "sanmenxia.firms", "wuhan.firms"]


def test_equals_keep_the_order_of_the_data() -> None:
    """And have neither ratio nor gap."""
    (found,) = compared(fact("wuhan.cost", 0, "元"), fact("sanmenxia.cost", 0, "元"))
    assert ids(found) == ["wuhan.cost", "sanmenxia.cost"]
    assert found.level
    assert distance(found) == ""


@pytest.mark.parametrize(
    ("better", "order"),
    [
        ("高", ["tianhe", "sanmenxia", "wuhan"]),
        ("低", ["wuhan", "sanmenxia", "tianhe"]),
        (None, ["tianhe", "sanmenxia", "wuhan"]),
    ],
)
def test_the_best_stands_first(better: str | None, order: list[str]) -> None:
    """The lowest where low is better, the highest where high is or neither; distances are told either way."""
    numbers = (("wuhan", 1), ("sanmenxia", 2), ("tianhe", 3))
    facts = [fact(f"{place}.steps", number, "个环节") for place, number in numbers]
    (found,) = compared(*facts, indicator("steps", better=better))
    assert [item.city for item in found.facts] == order
    assert found.rising is (better == "低")
    assert found.leads
    assert found.trails
    assert distance(found) == "3倍"
    middle = found.facts[1]
    assert found.before(middle) == found.facts[:1]
    assert found.behind(middle) == found.facts[2:]


def test_of_equal_numbers_the_words_beside_them_tell_which_is_more() -> None:
    """近400, 400 and 400余: the first is certainly less than the last, and none is the same."""
    facts = [fact(f"{place}.a", 400, qualifier=word) for place, word in (("x", "近"), ("y", "余"), ("z", None))]
    (found,) = compared(*facts)
    assert [item.city for item in found.facts] == ["y", "z", "x"]
    assert found.apart
    assert not found.level
    assert not found.leads
    assert [item.city for item in found.behind(found.facts[0])] == ["x"]


@pytest.mark.parametrize(
    ("qualifier", "level"), [(None, True), ("达", True), ("余", False), ("超", False), ("近", False), ("约", False)]
)
def test_what_may_be_more_or_less_is_not_the_same(qualifier: str | None, level: bool) -> None:
    """Two cities of 400余项 need not have as many."""
    (found,) = compared(fact("wuhan.a", 400, qualifier=qualifier), fact("sanmenxia.a", 400, qualifier=qualifier))
    assert found.level is level
    assert not found.apart


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.sampled_from([None, "余", "近", "超", "以内", "约"])), min_size=2, max_size=6
    )
)
def test_nobody_stands_before_who_comes_later(figures: list[tuple[int, str | None]]) -> None:
    """The order of the facts is that of the verdicts, and before and behind are one another's mirror."""
    facts = [fact(f"c{number}.a", value, qualifier=word) for number, (value, word) in enumerate(figures)]
    for better in ("高", "低", None):
        (found,) = compared(*facts, indicator("a", better=better))
        for index, one in enumerate(found.facts):
            assert not set(found.before(one)) & set(found.facts[index:])
            assert all(one in found.before(other) for other in found.behind(one))


def test_a_sentence_names_all_of_five_cities_and_the_two_ends_of_six() -> None:
    for count, told in ((5, 5), (6, 2)):
        (found,) = compared(*(fact(f"c{number}.a", number) for number in range(count)))
        assert len(found.told()) == told
        assert (found.told()[0], found.told()[-1]) == (found.facts[0], found.facts[-1])


@pytest.mark.parametrize("better", ["低", None])
def test_the_first_place_leads(better: str | None) -> None:
    """In a ranking the lowest number is the best, and a multiple of places says nothing."""
    (found,) = compared(
        fact("wuhan.place", 4, "位"),
        fact("sanmenxia.place", 1, "位"),
        indicator("place", family="rank", better=better),
    )
    assert ids(found) == ["sanmenxia.place", "wuhan.place"]
    assert distance(found) == ""


@pytest.mark.parametrize(
    ("high", "low", "symbol", "printed"),
    [
        ("828", "80", "家", "10.4倍"),
        ("100", "90", "家", "10家"),
        ("150", "100", "家", "1.5倍"),
        ("320", "0", "元", "320元"),
        ("89", "78", "%", "11个百分点"),
        ("44", "34", "%", "10个百分点"),
        ("3.6", "1.2", "亿元", "3倍"),
        ("1.1", "0.45", "亿元", "2.4倍"),
        ("89.5", "77.5", "%", "12.0个百分点"),
        ("3.41", "3.40", "亿元", ""),
    ],
)
def test_how_far_apart_two_cities_are(high: str, low: str, symbol: str, printed: str) -> None:
    """A multiple from one and a half on, else a gap; of rates a gap in points; nothing that rounding swallows."""
    (found,) = compared(fact("wuhan.a", low, symbol), fact("sanmenxia.a", high, symbol))
    assert distance(found) == printed


def test_what_is_not_certainly_higher_is_not_said_to_be() -> None:
    """400余 may be 450, so that 420 does not lead; 超150 may be anything."""
    (found,) = compared(fact("wuhan.a", 400, "项", qualifier="余"), fact("sanmenxia.a", 420))
    assert not found.leads
    assert distance(found) == ""
    (found,) = compared(fact("wuhan.a", 500), fact("sanmenxia.a", 400), fact("tianhe.a", 150, qualifier="超"))
    assert not found.leads
    (found,) = compared(fact("wuhan.a", 500), fact("sanmenxia.a", 400), fact("tianhe.a", 150))
    assert found.leads
    assert found.trails


def test_a_range_stands_by_its_middle_and_leads_only_as_a_whole() -> None:
    """Of 300~310 and 305 neither is more, nor are they the same; 311 is more than both."""
    (found,) = compared(fact("wuhan.a", "300~310", "个"), fact("sanmenxia.a", 305, "个"))
    assert (found.leads, found.level, distance(found)) == (False, False, "")
    (found,) = compared(fact("wuhan.a", "300~310", "个"), fact("sanmenxia.a", 310, "个"))
    assert ids(found) == ["sanmenxia.a", "wuhan.a"]
    assert not found.leads
    (found,) = compared(fact("wuhan.a", "300~310", "个"), fact("sanmenxia.a", 311, "个"))
    assert found.leads
    (found,) = compared(fact("wuhan.a", "300~310", "个"), fact("sanmenxia.a", "300~310", "个"))
    assert not found.level, "each may stand for another number between its ends"


def test_all_that_share_a_place_must_stand_certainly_before_the_rest() -> None:
    """3.0 is more than 2.8; 3, which is the same figure, may be 2.6."""
    alike = [fact(f"c{at}.a", "3.0", "%") for at in range(4)]
    (found,) = compared(*alike, fact("d.a", "2.8", "%"))
    assert (found.firsts, found.lasts) == (tuple(alike), found.facts[-1:])
    (found,) = compared(*alike, fact("e.a", "3", "%"), fact("d.a", "2.8", "%"))
    assert (len(found.facts), found.firsts, found.lasts) == (6, (), ())


def test_zero_is_compared_and_missing_is_not() -> None:
    """A city without the indicator has no place in the comparison, one with 0 has the last."""
    (found,) = compared(fact("wuhan.cost", 0, "元"), fact("sanmenxia.cost", 320, "元"), fact("tianhe.other", 3))
    assert ids(found) == ["sanmenxia.cost", "wuhan.cost"]


def test_one_city_alone_is_no_comparison() -> None:
    """Nor are two facts of one city."""
    assert compared(fact("wuhan.a", 1), fact("wuhan.b", 2, indicator="a")) == []


def test_an_odd_city_does_not_keep_the_others_apart() -> None:
    """Whichever comes first, those that agree are compared, and the odd one is told with its reason."""
    odd = fact("wuhan.a", 1, period="2020")
    others = fact("sanmenxia.a", 2, period="2021"), fact("tianhe.a", 3, period="2021")
    (found,) = compared(odd, *others)
    assert ids(found) == ["tianhe.a", "sanmenxia.a"]
    assert refused(odd, *others) == [("period", "sanmenxia.a", "wuhan.a")]


def test_the_latest_period_that_is_shared_is_compared() -> None:
    """2021 where both have it, 2020 where only one has 2021."""
    older = fact("wuhan.a20", 1, indicator="a", period="2020"), fact("sanmenxia.a20", 2, indicator="a", period="2020")
    newer = fact("wuhan.a21", 3, indicator="a", period="2021"), fact("sanmenxia.a21", 4, indicator="a", period="2021")
    assert [ids(item) for item in compared(*newer, *older)] == [["sanmenxia.a21", "wuhan.a21"]]
    assert [ids(item) for item in compared(*older, newer[0])] == [["sanmenxia.a20", "wuhan.a20"]]


@pytest.mark.parametrize(("sharing", "compared_in"), [(2, "2023年"), (3, "2024年")])
def test_a_period_that_half_of_the_cities_share_is_compared_and_of_fewer_the_earlier_one(
    sharing: int, compared_in: str
) -> None:
    """Of six cities with figures of 2023, two or three have one of 2024, too; it is told which were left out."""
    places = "abcdef"
    facts = [fact(f"{place}.n", 1, period="2023年") for place in places]
    facts += [fact(f"{place}.n-late", 2, period="2024年", indicator="n") for place in places[:sharing]]
    across = compare(observed(*facts))
    (found,), (row,) = across.comparisons, across.rows
    assert {item.period.text for item in found.facts} == {compared_in}
    assert [item.id for item in row.later] == ([] if sharing == 3 else ["a.n-late", "b.n-late"])


def test_two_cities_are_enough_of_two_to_four_and_of_one_period_of_two_the_latest_is_compared() -> None:
    """Where no period is of half of the cities, the one that most of them share, of equals the latest."""
    years = {"2021年": "ab", "2022年": "cd", "2023年": "e", "2024年": "f"}
    facts = [fact(f"{place}.n", 1, period=year) for year, held in years.items() for place in held]
    (found,) = compared(*facts)
    assert ids(found) == ["c.n", "d.n"]
    (found,) = compared(*facts[1:], fact("b.n-late", 1, period="2024年", indicator="n"))
    assert ids(found) == ["b.n-late", "f.n"]


def test_an_undated_figure_is_no_later_one() -> None:
    """It may be older as well."""
    (row,) = compare(
        observed(
            fact("a.n", 1, period="2023年"),
            fact("b.n", 1, period="2023年"),
            fact("a.n-now", 1, indicator="n", basis="期间"),
            fact("c.n", 1, period="2024年"),
        )
    ).rows
    assert row.later == ()


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(2019, 2024)), min_size=1, max_size=20, unique=True))
def test_never_are_fewer_cities_compared_than_share_the_latest_period_of_two(held: list[tuple[str, int]]) -> None:
    """And never fewer than half of all, unless no period has so many."""
    facts = [fact(f"{place}.n-{year}", 1, period=f"{year}年", indicator="n") for place, year in held]
    found = compared(*facts)
    cities = {year: {place for place, at in held if at == year} for _, year in held}
    shared = [year for year in cities if len(cities[year]) > 1]
    assert bool(found) == bool(shared)
    if found:
        count = len(found[0].facts)
        assert count >= len(cities[max(shared)])
        assert 2 * count >= len({place for place, _ in held}) or count == max(map(len, cities.values()))


def test_each_scope_has_its_own_comparison() -> None:
    """Loans to small firms beside loans to small firms, all loans beside all loans."""
    small = [fact(f"{city}.small", 1, "亿元", indicator="a", scope="小微企业") for city in ("wuhan", "sanmenxia")]
    whole = [fact(f"{city}.all", 5, "亿元", indicator="a") for city in ("wuhan", "sanmenxia")]
    assert [ids(item) for item in compared(*small, *whole)] == [
        ["wuhan.small", "sanmenxia.small"],
        ["wuhan.all", "sanmenxia.all"],
    ]


def test_cities_that_all_disagree_are_told_once_each() -> None:
    """No comparison, and a reason for every city but the first."""
    facts = [fact("wuhan.a", 1), fact("sanmenxia.a", 2, scope="城区"), fact("tianhe.a", 3, period="2021")]
    assert compared(*facts) == []
    assert refused(*facts) == [("scope", "wuhan.a", "sanmenxia.a"), ("span", "wuhan.a", "tianhe.a")]


@given(
    st.permutations(["wuhan", "sanmenxia", "tianhe", "luoyang"]), st.lists(st.integers(0, 3), min_size=4, max_size=4)
)
def test_the_order_of_the_cities_changes_nothing_but_the_order_of_equals(cities: list[str], values: list[int]) -> None:
    """The same values in the same ranks, however the cities were asked for."""
    facts = {city: fact(f"{city}.a", value) for city, value in zip(sorted(cities), values, strict=True)}
    (found,) = compared(*(facts[city] for city in cities))
    assert [item.quantity.value for item in found.facts] == sorted(values, reverse=True)


def rows(*items: Fact | Indicator) -> list[tuple[list[str], tuple[str, ...]]]:
    """The rows of a table: their facts, and the rules that keep them from being judged."""
    return [([item.id for item in row.facts], row.rules) for row in compare(observed(*items)).rows]


def test_a_row_holds_what_is_judged_and_what_only_stands_beside_it() -> None:
    """2020 beside two figures of 2021; of a city that has both, the one that is judged."""
    facts = [fact(f"{place}.a", 1, period="2021", basis="期间") for place in ("wuhan", "sanmenxia")]
    older = fact("tianhe.a", 2, period="2020", basis="期间")
    later = fact("wuhan.later", 3, indicator="a", period="2022", basis="期间")
    assert rows(*facts) == [(["wuhan.a", "sanmenxia.a"], ())]
    assert rows(later, *facts, older) == [(["wuhan.a", "sanmenxia.a", "tianhe.a"], ("period",))]


def test_a_row_is_of_one_kind() -> None:
    """The kind that most cities have; each scope has a row of its own."""
    flows = [fact(f"{place}.a", 1, period="2021", basis="期间") for place in ("wuhan", "sanmenxia")]
    assert rows(fact("tianhe.a", 2, period="2021", basis="累计"), *flows) == [(["wuhan.a", "sanmenxia.a"], ())]
    assert rows(*flows[:1], fact("tianhe.a", 2, period="2021", basis="累计")) == []
    scoped = [fact(f"{place}.b", 1, indicator="a", scope="城区") for place in ("wuhan", "tianhe")]
    assert rows(*flows, *scoped) == [(["wuhan.a", "sanmenxia.a"], ()), (["wuhan.b", "tianhe.b"], ())]


def test_coverage_counts_what_there_is_and_what_there_is_not() -> None:
    """Every theme and city has its count; none is a count as well."""
    chosen = selection(
        theme("services"),
        theme("law"),
        fact("wuhan.a", 0),
        fact("wuhan.b", 2),
        practice("wuhan.p"),
        practice("sanmenxia.p", theme="law"),
        indicator("a"),
    )
    found = cover(chosen)
    assert found.facts == {
        ("services", "wuhan"): 2,
        ("services", "sanmenxia"): 0,
        ("law", "wuhan"): 0,
        ("law", "sanmenxia"): 0,
    }
    assert found.practices[("law", "sanmenxia")] == 1
    assert found.blank("services", "sanmenxia")
    assert found.blank("law", "wuhan")
    assert not found.blank("services", "wuhan")
    assert not found.blank("law", "sanmenxia")


def quarter(city: str, period: str, value: int, broken: str = "") -> Fact:
    item = fact(f"{city}.online-{period}", value, "%", indicator="online", period=period)
    return replace(item, break_reason=broken)


def test_a_change_of_scope_parts_the_figures_of_a_city_and_takes_it_out_of_no_ranking() -> None:
    """At one time all are compared that have a figure of it, whether or not the others are asked for, too."""
    old = [quarter(city, "2025-Q4", 90 + at) for at, city in enumerate(("a", "b", "c"))]
    new = [quarter(city, "2026-Q1", 90 + at, "口径调整" if city == "b" else "") for at, city in enumerate(("a", "b"))]
    assert [ids(item) for item in compared(*new)] == [["b.online-2026-Q1", "a.online-2026-Q1"]]
    assert [ids(item) for item in compared(*old, *new)] == [ids(item) for item in compared(*new)]
    assert [ids(item) for item in compared(*old, new[1])] == [ids(item) for item in compared(*old)]
    seen = {item.fact.id: item for item in observed(*old, *new)}
    verdict = classify(seen[old[1].id], seen[new[1].id])
    assert (verdict.kind, verdict.rule) == (Comparability.NEVER, "break")
