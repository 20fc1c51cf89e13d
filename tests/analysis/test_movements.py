"""How far a figure has moved is computed by intervals, and only where both figures may be set against each other."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.movements import Movement, Movements
from briefing.analysis.terms import Term, term_of
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind, Price
from tests.builders import fact, indicator, observed


def _moved(before: Fact, now: Fact, *others: Fact) -> Movement:
    held = observed(now, *others, indicator("items", family=now.quantity.unit.family))
    return Movements(held, [before, now, *others]).between(before, now)


def _movements(facts: list[Fact]) -> Movements:
    return Movements(observed(*facts, indicator("items", family=facts[0].quantity.unit.family)), facts)


def _stock(value: str, month: int, unit: str = "亿元", **fields: str) -> Fact:
    return fact(f"wuhan.m{month}", value, unit, indicator="items", period=f"2026年{month}月末", basis="时点", **fields)


def _values(found: Movement) -> tuple[str, Decimal | None, Decimal | None]:
    return found.turn, found.difference and found.difference.value, found.growth and found.growth.value


@pytest.mark.parametrize(
    ("unit", "before", "now", "told"),
    [
        ("亿元", "400.0", "410.0", ("增", Decimal("10.0"), Decimal("2.5"))),
        ("亿元", "410.0", "400.0", ("减", Decimal("10.0"), Decimal("2.4"))),
        ("%", "96.1", "96.4", ("增", Decimal("0.3"), None)),
        ("位", "6", "4", ("升", Decimal("2"), None)),
        ("位", "4", "6", ("降", Decimal("2"), None)),
        ("个工作日", "12", "9", ("减", Decimal("3"), Decimal("25"))),
        # not 10: a reader subtracts
        ("%", "70", "79.6", ("增", Decimal("9.6"), None)),
        ("%", "75", "79.6", ("增", Decimal("4.6"), None)),
        ("万户", "60", "89.5", ("增", Decimal("29.5"), Decimal("49"))),
        ("分", "65", "66.0", ("增", None, None)),  # may be half as much
        ("户", "0", "5", ("增", Decimal("5"), None)),  # from nothing there is no percentage
    ],
)
def test_a_movement_has_its_way_its_difference_and_its_percentage(
    unit: str, before: str, now: str, told: tuple[str, Decimal, Decimal | None]
) -> None:
    assert _values(_moved(_stock(before, 2, unit), _stock(now, 3, unit))) == told


def test_a_figure_that_was_replaced_moves_otherwise_than_that_which_has_its_id_now() -> None:
    before, now = _stock("100", 1), _stock("150", 2)
    movements = _movements([before, now])
    corrected = replace(before, quantity=replace(before.quantity, value=Decimal(200)))
    turns = [movements.between(earlier, now).turn for earlier in (before, corrected, before)]
    assert turns == ["增", "减", "增"]


def test_a_balance_which_may_be_below_zero_has_no_percentage() -> None:
    before, now = _stock("0.45", 2), _stock("1.34", 3)
    assert _values(_moved(before, now))[2] is not None
    found = _moved(before, now, _stock("-0.3", 1))
    assert (_values(found), found.size) == (("增", Decimal("0.89"), None), None)
    assert _moved(_stock("2.1", 2, "%"), _stock("6.4", 3, "%"), _stock("-1", 1, "%")).size is not None


def test_units_of_one_family_are_set_against_each_other() -> None:
    assert _values(_moved(_stock("9000", 2, "户"), _stock("1.0", 3, "万户")))[0] == "增"


def test_figures_that_state_the_same_are_level_and_those_that_rounding_joins_are_left_open() -> None:
    assert _values(_moved(_stock("97.0", 2), _stock("97.0", 3))) == ("平", None, None)
    assert _values(_moved(_stock("97", 2), _stock("97.4", 3))) == ("", None, None)
    assert _values(_moved(_stock("97", 2), _stock("97.6", 3)))[0] == "增"


def test_nothing_is_computed_across_a_break_nor_on_this_side_of_it_left_out() -> None:
    broken = replace(_stock("30", 3), break_reason="口径调整")
    across = _moved(_stock("20", 2), broken)
    assert (_values(across), across.apart, across.reason) == (("", None, None), "break", "口径调整")
    assert _moved(_stock("20", 2), _stock("31", 4), broken).apart == "break"
    assert _moved(broken, _stock("31", 4)).turn == "增"


def test_stretches_of_other_lengths_and_undated_figures_are_not_set_against_each_other() -> None:
    def over(period: str, value: str) -> Fact:
        return fact(f"wuhan.v{value}", value, "户", indicator="items", period=period, basis="期间")

    assert _moved(over("2026年1—2月", "50"), over("2026年一季度", "90")).apart == "span"
    assert _moved(over("2026年2月", "50"), over("2026年3月", "90")).turn == "增"
    assert _moved(over("未注明", "50"), over("2026年3月", "90")).apart == "undated"


def test_the_latest_figure_stands_beside_that_of_the_same_stretch_a_year_before() -> None:
    facts = [
        _stock("400", 2),
        _stock("410", 3),
        replace(_stock("380", 3), id="wuhan.y", period=_stock("1", 3).period.year_earlier()),
    ]  # type: ignore[arg-type]
    (found,) = _movements(facts).year_earlier()
    assert (found.now.id, found.before.id, found.turn) == ("wuhan.m3", "wuhan.y", "增")
    assert _movements(facts[:2]).year_earlier() == []


def _at(period: str, value: str, basis: str = "期间", unit: str = "亿元", **fields: str) -> Fact:
    return fact(f"wuhan.at-{period}", value, unit, indicator="items", period=period, basis=basis, **fields)


@pytest.mark.parametrize(
    ("term", "year", "basis", "before", "now"),
    [
        (Term.YEAR_EARLIER, None, "期间", "2022年", "2023年"),
        (Term.YEAR_EARLIER, None, "期间", "2022年1—6月", "2023年上半年"),
        (Term.YEAR_EARLIER, None, "时点", "2022年6月末", "2023年6月30日"),
        (Term.BEFORE, None, "期间", "2023年一季度", "2023年二季度"),
        (Term.BEFORE, None, "时点", "2023年5月末", "2023年6月末"),
        (Term.YEAR_START, None, "时点", "2022年底", "2023年6月末"),
        (Term.YEAR_START, None, "时点", "2022年12月末", "2023年6月末"),
        (Term.BASE_YEAR, 2019, "期间", "2019年", "2023年"),
        (Term.BASE_YEAR, 2019, "期间", "2019年上半年", "2023年上半年"),
        (Term.PLAN, 2020, "期间", "2020年", "2023年"),
        (Term.PLAN, 2020, "时点", "2020年底", "2023年6月末"),
    ],
)
def test_each_term_compares_with_its_own_earlier_figure(
    term: Term, year: int | None, basis: str, before: str, now: str
) -> None:
    facts = [_at(before, "400.0", basis), _at(now, "410.0", basis)]
    found = _movements(facts).since(term, facts[1], year)
    assert found is not None
    assert (found.before, found.turn) == (facts[0], "增")


@pytest.mark.parametrize(
    ("term", "year", "basis", "before", "now"),
    [
        (Term.YEAR_EARLIER, None, "期间", "2021年", "2023年"),
        (Term.YEAR_EARLIER, None, "期间", "2022年", "2023年上半年"),
        (Term.BEFORE, None, "期间", "2022年", "2023年"),  # of years that is 同比
        (Term.BEFORE, None, "期间", "2023年1—3月", "2023年1—6月"),
        (Term.YEAR_START, None, "期间", "2022年12月", "2023年6月"),  # no stock
        (Term.YEAR_START, None, "时点", "2022年11月末", "2023年6月末"),
        (Term.BASE_YEAR, 2018, "期间", "2019年", "2023年"),
        (Term.BASE_YEAR, 2023, "期间", "2023年", "2023年"),
        (Term.PLAN, 2020, "期间", "2020年上半年", "2023年上半年"),
        (Term.PLAN, 2020, "时点", "2021年底", "2023年6月末"),
        (Term.AVERAGE, None, "期间", "2019年", "2023年"),
    ],
)
def test_a_term_without_its_earlier_figure_compares_with_none(
    term: Term, year: int | None, basis: str, before: str, now: str
) -> None:
    facts = [_at(before, "400.0", basis), replace(_at(now, "410.0", basis), id="wuhan.now")]
    assert _movements(facts).since(term, facts[1], year) is None


def test_no_term_reaches_across_a_break_or_into_other_prices() -> None:
    before, now = _at("2022年", "400.0"), _at("2023年", "410.0")
    assert _movements([before, replace(now, break_reason="口径调整")]).since(Term.YEAR_EARLIER, now) is None
    assert _movements([replace(before, break_reason="口径调整"), now]).since(Term.YEAR_EARLIER, now) is not None
    real = replace(before, measure=Measure(price=Price.CONSTANT))
    assert _movements([real, now]).since(Term.YEAR_EARLIER, now) is None


@pytest.mark.parametrize(
    ("base", "term"),
    [
        ("同比", (Term.YEAR_EARLIER, None)),
        ("比上年同期", (Term.YEAR_EARLIER, None)),
        ("环比", (Term.BEFORE, None)),
        ("较上月", (Term.MONTH_BEFORE, None)),
        ("比上季度末", (Term.QUARTER_BEFORE, None)),
        ("较2020年末", (Term.YEAR_END, 2020)),
        ("比2019年同期", (Term.BASE_YEAR, 2019)),
        ("比年初", (Term.YEAR_START, None)),
        ("较上年末", (Term.YEAR_START, None)),
        ("比2019年", (Term.BASE_YEAR, 2019)),
        ("“十四五”以来", (Term.PLAN, 2020)),
        ("十三五以来", (Term.PLAN, 2015)),
        ("年均", (Term.AVERAGE, None)),
        ("全市新增企业", None),
        ("", None),
    ],
)
def test_terms_are_known_as_sources_write_them(base: str, term: tuple[Term, int | None] | None) -> None:
    assert term_of(base) == term


@pytest.mark.parametrize(("before", "years"), [("2021年", 2), ("2022年", 0), ("2021年上半年", 0)])
def test_a_yearly_average_is_of_two_years_and_more(before: str, years: int) -> None:
    now = _at(before.replace(before[:4], "2023"), "121.0")
    found = _movements([_at(before, "100.0"), now]).between(_at(before, "100.0"), now)
    assert (found.average is not None) == bool(years)
    assert not found.average or (found.average.value, found.growth and found.growth.value) == (
        Decimal("10.0"),
        Decimal("21.0"),
    )


def _with_rate(
    rate: str, base: str = "同比", figures: tuple[str, str] = ("400.0", "410.0"), **measure: Price
) -> tuple[list[Fact], Movements]:
    """Two years of which the second is said to be so many per cent more than the first."""
    facts = [_at(at, value) for at, value in zip(("2022年", "2023年"), figures, strict=True)]
    growth = Indicator(
        id="items-growth", name="增速", theme="services", family="percent", measure=MeasureKind.GROWTH, of="items"
    )
    stated = replace(
        fact("wuhan.rate", rate, "%", indicator="items-growth", period="2023年", basis="期间"),
        measure=Measure(kind=MeasureKind.GROWTH, base=base, **measure),  # type: ignore[arg-type]
    )
    return [*facts, stated], Movements(
        observed(*facts, stated, growth, indicator("items", family="cny")), [*facts, stated]
    )


def test_what_the_source_states_of_a_movement_is_told_with_it() -> None:
    facts, movements = _with_rate("2.5")
    assert movements.between(facts[0], facts[1]).stated == (facts[2],)
    assert movements.stated(facts[1]) == [facts[2]]
    assert movements.stated(facts[0]) == []
    _, other = _with_rate("2.5", "比2019年")
    assert other.between(facts[0], facts[1]).stated == ()


# 410 ÷ 400 − 1 = 2.5%, and with what rounding leaves open from 2.47 to 2.53
@pytest.mark.parametrize(("rate", "differs"), [("2.5", False), ("2.53", False), ("2.6", True), ("-2.5", True)])
def test_a_stated_rate_that_does_not_meet_the_figures_is_a_difference(rate: str, differs: bool) -> None:
    facts, movements = _with_rate(rate)
    found = movements.differences()
    assert [(item.stated, item.term) for item in found] == ([(facts[2], Term.YEAR_EARLIER)] if differs else [])


def test_a_rate_at_constant_prices_is_no_difference() -> None:
    assert _with_rate("6.0", price=Price.CONSTANT)[1].differences() == []


def test_a_rate_of_the_year_is_stated_of_the_figure_at_its_end() -> None:
    _, movements = _with_rate("2.5")
    assert movements.stated(_at("2023年底", "410.0", "时点"))
    assert not movements.stated(_at("2023年下半年", "410.0"))
    assert not movements.stated(_at("2023年11月末", "410.0", "时点"))


def test_scores_are_placed_by_the_points_by_which_they_are_told() -> None:
    """From 71.2 to 79.38 is more in percent than from 92.9 to 102.72, and less in points."""
    low, high = (_moved(_stock(a, 2, "分"), _stock(b, 3, "分")) for a, b in (("71.2", "79.38"), ("92.9", "102.72")))
    assert low.size and high.size
    assert low.size.high < high.size.low


STOCKS = {"2020年6月末": "100", "2020年底": "200", "2023年3月末": "110", "2023年5月末": "210", "2023年6月末": "220"}


@pytest.mark.parametrize(
    ("base", "before"),
    [
        ("较2020年末", "2020年底"),
        ("比2020年", "2020年6月末"),
        ("较上季度末", "2023年3月末"),
        ("较上月末", "2023年5月末"),
        ("环比", "2023年5月末"),
    ],
)
def test_a_term_compares_with_the_end_that_it_names(base: str, before: str) -> None:
    facts = {at: _at(at, value, "时点") for at, value in STOCKS.items()}
    now, term = facts["2023年6月末"], term_of(base)
    assert term and _movements([*facts.values()]).earlier(term[0], now, term[1]) == facts[before]


def test_what_ends_with_no_month_or_quarter_of_its_own_is_compared_with_none() -> None:
    flow = {at: _at(at, "10") for at in ("2023年一季度", "2023年二季度", "2023年5月", "2023年6月")}
    held = _movements([*flow.values()])
    assert held.earlier(Term.QUARTER_BEFORE, flow["2023年二季度"]) == flow["2023年一季度"]
    assert held.earlier(Term.MONTH_BEFORE, flow["2023年6月"]) == flow["2023年5月"]
    assert held.earlier(Term.MONTH_BEFORE, flow["2023年二季度"]) is None
    assert held.earlier(Term.QUARTER_BEFORE, flow["2023年6月"]) is None
    assert held.earlier(Term.YEAR_END, flow["2023年6月"], 2020) is None


def test_a_rate_is_stated_by_any_term_that_compares_with_the_same_time() -> None:
    facts, movements = _with_rate("2.5", "比2022年")
    assert movements.stated(facts[1], Term.YEAR_EARLIER) == [facts[2]]
    assert movements.stated(facts[1], Term.BASE_YEAR, 2021) == []


@pytest.mark.parametrize(("rate", "differs"), [("0.2", False), ("-0.2", False), ("0", False), ("5", True)])
def test_a_growth_that_is_stated_where_the_figures_are_level_is_a_difference(rate: str, differs: bool) -> None:
    """400 of 400 may, as both are rounded, be 0.25% more."""
    facts, movements = _with_rate(rate, figures=("400", "400"))
    assert [item.stated for item in movements.differences()] == ([facts[2]] if differs else [])


@pytest.mark.parametrize(("way", "places", "differs"), [("增", "2", False), ("增", "1", True), ("减", "2", True)])
def test_who_is_said_to_come_forward_has_a_lower_number(way: str, places: str, differs: bool) -> None:
    facts = [_at("2022年", "6", unit="位"), _at("2023年", "4", unit="位")]
    own = Indicator(
        id="step", name="变动", theme="services", family="rank_change", measure=MeasureKind.CHANGE, of="items"
    )
    stated = replace(
        fact("wuhan.step", places, "个位次", indicator="step", period="2023年", direction=way),
        measure=Measure(kind=MeasureKind.CHANGE, base="同比"),
    )
    held = observed(*facts, stated, own, indicator("items", family="rank"))
    assert bool(Movements(held, [*facts, stated]).differences()) is differs
