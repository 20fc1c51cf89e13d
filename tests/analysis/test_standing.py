"""The place of a figure is told where rounding does not leave it open; the best is the one that certainly leads."""

from __future__ import annotations

import pytest

from briefing.analysis.comparability import aspects
from briefing.analysis.standing import Standing, comparison_with, shares_of_best, standings
from tests.builders import Item, fact, indicator, observed

CITIES = ("甲", "乙", "丙", "丁")


def standing(*figures: str, better: str | None = "高", symbol: str = "%", qualifiers: str = "    ") -> list[Standing]:
    """Where each of the figures stands, in the order given."""
    items: list[Item] = [
        fact(f"{city}.rate", value, symbol, qualifier=qualifier.strip() or None)
        for city, value, qualifier in zip(CITIES, figures, qualifiers, strict=False)
    ]
    family = "percent" if symbol == "%" else "rank" if symbol == "位" else "count"
    found = observed(indicator("rate", family=family, better=better), *items)
    comparison = comparison_with(found[0], found)
    assert comparison
    held = standings(comparison)
    return [held[f"{city}.rate"] for city, _ in zip(CITIES, figures, strict=False)]


@pytest.mark.parametrize(
    ("figures", "better", "ranks"),
    [
        (("90.1", "95.0", "80.0"), "高", [2, 1, 3]),
        (("90.1", "95.0", "80.0"), "低", [2, 3, 1]),
        (("90.1", "95.0", "80.0"), None, [2, 1, 3]),
        (("90.1", "90.1", "80.0"), "高", [1, 1, 3]),
        (("90.1", "80.0", "80.0"), "高", [1, 2, 2]),
        (("16.4", "16.5"), "高", [2, 1]),  # rounded ends that only touch
        (("16.4", "16.43"), "高", [None, None]),  # either may be more
        (("16.4", "16.43", "20.0", "1.0"), "高", [None, None, 1, 4]),
    ],
)
def test_places(figures: tuple[str, ...], better: str | None, ranks: list[int | None]) -> None:
    assert [item.rank for item in standing(*figures, better=better)] == ranks


def test_qualified_figures_have_a_place_where_it_is_certain() -> None:
    assert [item.rank for item in standing("400", "420", symbol="项", qualifiers="余 ")] == [None, None]
    assert [item.rank for item in standing("400", "501", symbol="项", qualifiers="余 ")] == [2, 1]


def test_the_gap_is_to_the_one_that_certainly_leads() -> None:
    first, second = standing("95.0", "90.5")
    assert (first.best, first.gap) == (second.best, None)
    gap = second.gap
    assert gap and (gap.value is not None) and (str(gap.value), gap.unit.symbol) == ("4.5", "个百分点")
    assert gap.inputs == ("甲.rate", "乙.rate")
    low, _ = standing("95.0", "90.5", better="低")
    assert low.gap and low.gap.inputs == ("甲.rate", "乙.rate")


@pytest.mark.parametrize(("figures", "better"), [(("95.0", "95.0", "90.0"), "高"), (("95.0", "90.0"), None)])
def test_without_one_that_leads_there_is_no_best(figures: tuple[str, ...], better: str | None) -> None:
    assert {item.best for item in standing(*figures, better=better)} == {None}
    assert {item.gap for item in standing(*figures, better=better)} == {None}


def test_between_places_in_a_ranking_there_is_no_gap() -> None:
    first, second = standing("3", "5", better="低", symbol="位")
    assert (first.rank, second.rank, second.best, second.gap) == (1, 2, first.fact, None)


def test_a_figure_alone_has_no_standing() -> None:
    found = observed(fact("甲.rate", 3), fact("甲.rate-2", 5, indicator="rate"))
    assert aspects(found[0]) == aspects(found[1])
    assert comparison_with(found[0], found) is None


@pytest.mark.parametrize(
    ("figures", "better", "mean", "behind"),
    [
        (("90.0", "95.0", "80.0"), "高", "88.3", [False, False, True]),
        (("90.0", "95.0", "80.0"), "低", "88.3", [True, True, False]),
        (("90.0", "95.0", "80.0"), None, "88.3", [False, False, False]),
        (("16.4", "16.6"), "高", "16.5", [True, False]),
        (("16.45", "16.5"), "高", "16.5", [False, False]),  # the mean may be as little as either
    ],
)
def test_the_mean_of_a_comparison_and_what_is_certainly_worse(
    figures: tuple[str, ...], better: str | None, mean: str, behind: list[bool]
) -> None:
    found = standing(*figures, better=better)
    assert {str(item.average.value) for item in found if item.average} == {mean}
    assert [item.behind for item in found] == behind


def test_places_in_a_ranking_have_no_mean() -> None:
    assert [(item.average, item.behind) for item in standing("1", "2", symbol="位")] == [(None, False)] * 2


@pytest.mark.parametrize(
    ("figures", "better", "symbol", "shares"),
    [
        (("50.0", "100.0", "80.0"), "高", "%", ["50", "100", "80"]),
        (("50.0", "100.0", "80.0"), "低", "%", ["100", "50", "62.5"]),  # what percentage of it the best is
        (("95.0", "95.0", "90.0"), "高", "%", ["100", "100", "94.7"]),
        (("50.0", "100.0"), None, "%", []),  # nothing is better
        (("2", "9"), "低", "位", []),  # a place is no amount
        (("0", "9"), "低", "项", []),  # nothing is a share of nothing
        (("0", "9"), "高", "项", []),
        (("-1", "9"), "高", "项", []),
    ],
)
def test_shares_of_the_best(figures: tuple[str, ...], better: str | None, symbol: str, shares: list[str]) -> None:
    held = standing(*figures, better=better, symbol=symbol)
    found = shares_of_best(held[0].comparison)
    told = [found[item.fact.id].value for item in held if item.fact.id in found]
    assert [f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}" for value in told] == shares
