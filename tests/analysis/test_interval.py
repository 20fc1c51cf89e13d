"""Intervals hold every case, and no figure is printed to more digits than they allow."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from briefing.analysis import interval as iv
from briefing.analysis.interval import INFINITE, ZERO, Interval, exactly
from tests.analysis.numbers import DECIMALS, FIGURES, INTERVALS, POSITIVE, SHARES, inside, point
from tests.builders import fact


def stated(low: str | int, high: str | int, value: str | int) -> Interval:
    return Interval(Decimal(low), Decimal(high), Fraction(value))


def between(low: Decimal | str | int, high: Decimal | str | int) -> Interval:
    return Interval(Decimal(low), Decimal(high))


@pytest.mark.parametrize("operation", [add, sub, mul, truediv])
@given(a=INTERVALS, b=INTERVALS, x=SHARES, y=SHARES)
def test_arithmetic_holds_every_case(operation, a: Interval, b: Interval, x: Fraction, y: Fraction) -> None:  # noqa: ANN001
    """Whatever the true values inside the inputs are, the true result is inside the result."""
    assume(operation is not truediv or ZERO not in b)
    assert inside(operation(point(a, x), point(b, y)), operation(a, b))


@given(a=INTERVALS, low=POSITIVE, x=SHARES, y=st.integers(0, 10**9))
def test_arithmetic_holds_every_case_of_an_open_figure(a: Interval, low: Decimal, x: Fraction, y: int) -> None:
    """超150 has no upper end: sums, products and quotients with it still hold every case."""
    over, value = Interval(low, INFINITE), Fraction(low) + y
    assert inside(point(a, x) * value, a * over)
    assert inside(point(a, x) / value, a / over)
    assert inside(point(a, x) - value, a - over)
    assert inside(value / value, over / over)


def test_nothing_is_divided_by_what_may_be_nothing() -> None:
    """0 as an end counts as well."""
    with pytest.raises(ZeroDivisionError):
        exactly(1) / between(0, 2)


def test_an_interval_has_its_ends_in_order() -> None:
    """A slip in a formula is found at once."""
    with pytest.raises(ValueError, match="2 > 1"):
        between(2, 1)


@given(a=INTERVALS, b=INTERVALS, x=SHARES)
def test_meeting_is_mutual_and_needs_a_value_in_both(a: Interval, b: Interval, x: Fraction) -> None:
    """A value of one that is inside the other is enough; a common end of two rounded figures is not."""
    assert a.meets(b) == b.meets(a)
    value = point(a, x)
    if Fraction(b.low) < value < Fraction(b.high):
        assert a.meets(b)
    assert not (a.meets(b) and (a.high < b.low or b.high < a.low))


def test_figures_that_only_touch_do_not_meet() -> None:
    """16.4 and 16.5 may both stand for 16.45, and are still two figures; an exact 100 is within 100 to 101."""
    assert not iv.of(fact("x.a", "16.4", "%")).meets(iv.of(fact("x.a", "16.5", "%")))
    assert iv.of(fact("x.a", "16.4", "%")).meets(iv.of(fact("x.a", "16.45", "%")))
    assert exactly(100).meets(between(100, 101))
    assert exactly(100).meets(exactly(100))
    assert not exactly(100).meets(exactly(101))


@pytest.mark.parametrize(
    ("made", "low", "high"),
    [
        (fact("x.a", "16.4", "万户"), "16.35", "16.45"),
        (fact("x.a", "73.81", "%"), "73.805", "73.815"),
        (fact("x.a", "16.40", "亿元"), "16.395", "16.405"),
        (fact("x.a", "3900", "万元"), "3899.5", "3900.5"),
        (fact("x.a", "45", "个工作日"), "44.5", "45.5"),
        (fact("x.a", "104", "项"), "104", "104"),
        (fact("x.a", "8.00", "个"), "7.995", "8.005"),
        (fact("x.a", "3", "万户"), "2.5", "3.5"),
        (fact("x.a", "4", "位"), "4", "4"),
        (fact("x.a", "0", "元"), "0", "0"),
        (fact("x.a", "0", "天"), "0", "0"),
        (fact("x.a", "0", "亿元"), "-0.5", "0.5"),
        (fact("x.a", "0", "%"), "-0.5", "0.5"),
        (fact("x.a", "0.0", "%"), "-0.05", "0.05"),
        (fact("x.a", "828", "家", qualifier="达"), "828", "828"),
        (fact("x.a", "89", "%", qualifier="高达"), "88.5", "89.5"),
        (fact("x.a", "400", "项", qualifier="余"), "400", "500"),
        (fact("x.a", "860", "万元", qualifier="余"), "860", "870"),
        (fact("x.a", "10", "家", qualifier="余"), "10", "20"),
        (fact("x.a", "7400", "万元", qualifier="多"), "7400", "7500"),
        (fact("x.a", "1000", "人", qualifier="近"), "900", "1000"),
        (fact("x.a", "400", "人", qualifier="近"), "300", "400"),
        (fact("x.a", "3.5", "亿元", qualifier="近"), "3.4", "3.5"),
        (fact("x.a", "101.66", "万元", qualifier="约"), "101.65", "101.67"),
        (fact("x.a", "400", "项", qualifier="约"), "300", "500"),
        (fact("x.a", "11.0", "个", qualifier="约"), "10.9", "11.1"),
        (fact("x.a", "150", "场次", qualifier="超"), "150", "Infinity"),
        (fact("x.a", "150", "场次", qualifier="以上"), "150", "Infinity"),
        (fact("x.a", "5", "个工作日", qualifier="以内"), "0", "5"),
        (fact("x.a", "5", "项", qualifier="不超过"), "0", "5"),
        (fact("x.a", "-3", "%", qualifier="余"), "-4", "-3"),
        (fact("x.a", "-3", "%", qualifier="以内"), "-3", "0"),
        (fact("x.a", "300~310", "个"), "299.5", "310.5"),
        (fact("x.a", "3~5", "万户"), "2.5", "5.5"),
        (fact("x.a", "3.50~4", "%"), "3.495", "4.5"),
        (fact("x.a", "3~5", "个工作日", qualifier="以内"), "0", "5"),
        (fact("x.a", "300~400", "个", qualifier="约"), "200", "500"),
        (fact("x.a", "10~20", "家", qualifier="余"), "10", "30"),
        (fact("x.a", "100~200", "家", qualifier="超"), "100", "Infinity"),
        (fact("x.a", "100~200", "家", qualifier="达"), "99.5", "200.5"),
    ],
    ids=lambda item: getattr(item, "printed", None),
)
def test_what_a_printed_figure_says(made, low: str, high: str) -> None:  # noqa: ANN001
    """Rounding, counts that are exact, and every qualifier."""
    assert iv.of(made) == between(low, high)


@given(value=DECIMALS, share=SHARES)
def test_whatever_a_figure_may_stand_for_is_printed_as_that_figure(value: Decimal, share: Fraction) -> None:
    """Rounded to the digits of the figure, each value inside gives the figure back; the very ends may go either way."""
    interval = iv.of(fact("x.rate", value, "%"))
    true = point(interval, share)
    step = abs(true - Fraction(value))
    assert interval.best == value
    if step < Fraction(interval.high - interval.low) / 2:
        places = -int(value.as_tuple().exponent)
        assert iv.rounded(Decimal(true.numerator) / Decimal(true.denominator), places) == value


@given(low=st.integers(0, 999), width=st.integers(1, 99), other=st.integers(0, 999), size=st.integers(1, 99))
def test_ranges_of_counts_meet_where_one_number_is_in_both(low: int, width: int, other: int, size: int) -> None:
    """So nothing is said of 300~310个 and 310~320个, and 311~320个 is certainly more."""
    first, second = fact("x.a", f"{low}~{low + width}", "个"), fact("x.b", f"{other}~{other + size}", "个")
    shared = set(range(low, low + width + 1)) & set(range(other, other + size + 1))
    assert iv.of(first).meets(iv.of(second)) == bool(shared)
    assert iv.of(first).meets(iv.of(fact("x.c", other, "个"))) == (low <= other <= low + width)


@given(
    low=DECIMALS,
    width=POSITIVE,
    share=SHARES,
    qualifier=st.sampled_from([None, "达", "约", "近", "余", "多", "超", "以上", "以内", "不超过"]),
)
def test_a_range_holds_all_that_its_ends_hold(low: Decimal, width: Decimal, share: Fraction, qualifier) -> None:  # noqa: ANN001
    """Whatever either end may stand for by itself, and whatever lies between them."""
    high = low + width
    interval = iv.of(fact("x.rate", f"{low:f}~{high:f}", "%", qualifier=qualifier))
    for end in (low, high):
        alone = iv.of(fact("x.rate", end, "%", qualifier=qualifier))
        assert interval.low <= alone.low <= alone.high <= interval.high
    if qualifier in (None, "达", "约"):
        assert inside(point(between(low, high), share), interval)


@given(value=POSITIVE, qualifier=st.sampled_from(["余", "多"]), share=SHARES)
def test_what_is_beyond_a_figure_is_cut_down_to_it(value: Decimal, qualifier: str, share: Fraction) -> None:
    """Cutting 437 to its hundreds gives the 400 of 400余."""
    interval = iv.of(fact("x.rate", value, "%", qualifier=qualifier))
    true, weight = point(interval, share), Fraction(interval.high - interval.low)
    assert share == 1 or true // weight * weight == Fraction(value)


def test_a_computed_figure_is_rounded_even_where_it_is_whole() -> None:
    """An average of 448户 a day need not be exactly 448; a count of 448户 is."""
    average = fact("x.daily", 448, "户")
    assert iv.of(average) == exactly(448)
    assert iv.measured(average) == between("447.5", "448.5")


def test_equal_numbers_are_each_as_exact_as_they_are_written() -> None:
    """Nor is a range, or a word beside the number, taken for another that was asked for before."""
    figures = [iv.base(fact("wuhan.a", value, "%")) for value in ("3", "3.0", "2~3", "2~3.0")]
    figures += [iv.base(fact("wuhan.a", "3", "%", qualifier=word)) for word in ("约", "超")]
    assert [(str(item.low), str(item.high)) for item in figures] == [
        ("2.5", "3.5"),
        ("2.95", "3.05"),
        ("1.5", "3.5"),
        ("1.5", "3.05"),
        ("2", "4"),
        ("3", "Infinity"),
    ]


def test_the_base_unit_takes_the_scale_along() -> None:
    """16.4万户 are 163,500 to 164,500户; 2小时 are 5,400 to 9,000 seconds."""
    assert iv.base(fact("x.a", "16.4", "万户")) == between(163_500, 164_500)
    assert iv.base(fact("x.a", "2", "小时")) == between(5_400, 9_000)


@pytest.mark.parametrize("operation", [add, sub, mul, truediv])
@given(a=FIGURES, b=FIGURES)
def test_what_is_stated_is_reckoned_with_as_a_reader_does(operation, a: Interval, b: Interval) -> None:  # noqa: ANN001
    """On the printed figures, exactly; nothing is stated where one of them is qualified."""
    assume(operation is not truediv or ZERO not in b)
    result = operation(a, b)
    if a.stated is None or b.stated is None:
        assert result.stated is None
    else:
        assert result.stated == operation(a.stated, b.stated)
        assert inside(result.stated, result)


def test_only_a_figure_without_a_qualifier_states_a_number() -> None:
    """400余 is no 400; 达828 is 828."""
    assert iv.of(fact("x.a", "44", "%")).stated == 44
    assert iv.of(fact("x.a", "828", "家", qualifier="达")).stated == 828
    assert iv.of(fact("x.a", "89.5", "%", qualifier="高达")).stated == Fraction(179, 2)
    for qualifier in ("约", "近", "超", "余", "多", "以内", "以上", "不超过"):
        assert iv.of(fact("x.a", "400", "项", qualifier=qualifier)).stated is None


def shown(interval: Interval, most: int) -> tuple[Decimal, int] | None:
    """The figure that is printed, and its decimals."""
    places = iv.places(interval, most=most)
    return None if places is None else (iv.rounded(interval.best, places), places)


@given(interval=FIGURES, most=st.integers(0, 4))
def test_what_is_printed_is_possible_or_rounded_as_finely_as_may_be(interval: Interval, most: int) -> None:
    """It is one of the values that the inputs allow, unless it would take more decimals than are ever printed."""
    found = shown(interval, most)
    if found is not None:
        value, places = found
        assert value in interval or places >= most
        assert abs(value - interval.best) <= Decimal(1).scaleb(-places) / 2


@settings(suppress_health_check=[HealthCheck.filter_too_much])  # most pairs overlap
@given(a=FIGURES, b=FIGURES, most=st.integers(0, 4))
def test_the_printed_order_is_the_order_of_the_intervals(a: Interval, b: Interval, most: int) -> None:
    """What is certainly less is never printed as more, however many digits the two have."""
    a, b = sorted((a, b), key=lambda item: item.best)
    assume(a.high <= b.low)
    first, second = shown(a, most), shown(b, most)
    assert first is None or second is None or first[0] <= second[0]


@given(interval=FIGURES, most=st.integers(0, 4))
def test_what_follows_from_unqualified_figures_has_two_digits(interval: Interval, most: int) -> None:
    """16.8 % is never 20 %; but what comes out even is printed so, and 0.0000123 is beyond all decimals."""
    found = shown(interval, most)
    if found is not None:
        value, places = found
        near = interval.stated is None and abs(value - interval.best) <= abs(interval.best) / 10
        assert near or abs(value).scaleb(places) >= 10 or Fraction(value) == interval.stated or places >= 4


@given(interval=FIGURES, most=st.integers(0, 4))
def test_no_digit_is_lost_that_the_interval_fixes(interval: Interval, most: int) -> None:
    """With one decimal more some value would lie beyond the last digit, if more decimals are allowed."""
    found = shown(interval, most)
    if found is not None and found[1] < most and Fraction(found[0]) != interval.stated:
        step = Decimal(1).scaleb(-found[1] - 1)
        finer = iv.rounded(interval.best, found[1] + 1)
        assert interval.low < finer - step or finer + step < interval.high


@given(interval=FIGURES, most=st.integers(0, 4), share=SHARES)
def test_what_is_hardly_known_is_not_printed(interval: Interval, most: int, share: Fraction) -> None:
    """Whatever the true value is, it is within half of the printed one, rounding apart."""
    found = shown(interval, most)
    if found is not None:
        best = Fraction(interval.best)
        assert abs(point(interval, share) - best) <= abs(best) / 2


@pytest.mark.parametrize(
    ("intervals", "most", "places"),
    [
        ([between("11.197", "11.212")], 4, 2),
        ([between("2.932", "2.937")], 4, 3),
        ([between("2.932", "2.937")], 2, 2),
        ([between("11.197", "11.212"), between("2.932", "2.937")], 2, 2),
        ([between("960.8", "961.5")], 4, 0),
        ([between(2101, 2119)], 4, -1),
        ([between(2095, 2121)], 4, -2),
        ([between(625, 875)], 4, -2),
        ([exactly(0)], 2, 0),
        ([exactly(Decimal("10.35"))], 1, 1),
        ([exactly(Decimal("10.35"))], 4, 2),
        ([exactly(104)], 4, 0),
        ([between(0, 90_000)], 4, None),
        ([Interval(Decimal(150), INFINITE)], 4, None),
        ([between("0.015", "0.025")], 1, 2),
        ([between("0.015", "0.025")], 2, 2),
        ([stated("0.015", "0.025", "0.02")], 2, 2),
        ([stated("0.015", "0.025", "0.0202")], 2, 3),
        ([between("14.5", "19.5")], 1, 0),
        ([stated("2.307", "2.584", "2.444")], 1, 1),
        ([stated(9, 11, 10)], 2, 0),
        ([stated("1.9", "2.1", 2)], 2, 1),
        ([stated("1.5", "2.5", 2)], 2, 0),
        ([stated("1.5", "2.5", "2.04")], 2, 1),
        ([between("1.5", "2.5")], 2, 0),
        ([between("0.9", "1.9")], 2, 1),
        ([between("1.62", "2.82")], 2, 0),
        ([between("1.63", "2.83")], 2, 1),
        ([between(2, 6)], 2, 0),
        ([between(2, 7)], 2, None),
        ([between("-0.3", "0.4")], 0, None),
    ],
)
def test_how_many_decimals_may_be_printed(intervals: list[Interval], most: int, places: int | None) -> None:
    """No more than the widest allows; none where a side is open, or the figure is hardly known at all."""
    assert iv.places(*intervals, most=most) == places


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("2.5", 0, "2"),
        ("3.5", 0, "4"),
        ("10.35", 1, "10.4"),
        ("2108", -1, "2110"),
        ("1.02", 1, "1.0"),
        ("-2.65", 1, "-2.6"),
    ],
)
def test_rounding_is_half_to_even(value: str, places: int, shown: str) -> None:
    """GB/T 8170: 四舍六入五成双; a zero that is meant is kept."""
    assert str(iv.rounded(Decimal(value), places)) == shown
