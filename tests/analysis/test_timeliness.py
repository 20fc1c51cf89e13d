"""How often an indicator has new figures, and what is too old for that."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from briefing.analysis.timeliness import outdated, recent_since, rhythm
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from tests.builders import fact, indicator

TODAY = date(2026, 11, 29)


@pytest.mark.parametrize(
    ("periods", "kind"),
    [
        ("", PeriodKind.YEAR),
        ("未注明 目前 2021年以来", PeriodKind.YEAR),
        ("2026年3月", PeriodKind.YEAR),
        ("2026年3月 2026年4月", PeriodKind.MONTH),
        ("2026年一季度 2026年二季度 2026年4月", PeriodKind.QUARTER),
        ("2026年一季度 2026年二季度 2026年三季度 2024年 2023年 2022年", PeriodKind.QUARTER),
        ("2026年一季度 2026年二季度 2024年 2023年 2022年", PeriodKind.YEAR),
        ("2025年上半年 2025年下半年", PeriodKind.HALF),
        ("2025年1—3月 2025年1—6月 2025年1—9月 2026年1—3月", PeriodKind.QUARTER),
        ("2026年1月末 2026年2月末 2026年3月末 2026年4月末", PeriodKind.MONTH),
        ("2023年底 2024年底 2025年底", PeriodKind.YEAR),
        ("2023/2024学年 2024/2025学年", PeriodKind.YEAR),
    ],
)
def test_the_rhythm_is_the_finest_kind_with_three_periods_else_the_commonest_with_two(
    periods: str, kind: PeriodKind
) -> None:
    """Else an indicator has new figures once a year."""
    assert rhythm(indicator(), [Period.parse(text) for text in periods.split()]) is kind


def test_what_three_cities_state_of_one_month_is_one_period() -> None:
    """It says nothing of how often there are new figures."""
    assert rhythm(indicator(), [Period.parse("2026年3月")] * 3) is PeriodKind.YEAR


def test_a_stated_rhythm_goes_before_what_the_figures_show() -> None:
    """An office knows it better than the few figures that it holds."""
    held = [Period.parse(f"{year}年") for year in (2022, 2023, 2024)]
    assert rhythm(replace(indicator(), rhythm="月"), held) is PeriodKind.MONTH


@pytest.mark.parametrize(
    ("kind", "on", "since"),
    [
        (PeriodKind.YEAR, TODAY, date(2024, 1, 1)),
        (PeriodKind.YEAR, date(2026, 1, 1), date(2024, 1, 1)),
        (PeriodKind.YEAR, date(2025, 12, 31), date(2023, 1, 1)),
        (PeriodKind.HALF, TODAY, date(2025, 7, 1)),
        (PeriodKind.QUARTER, TODAY, date(2026, 4, 1)),
        (PeriodKind.MONTH, TODAY, date(2026, 9, 1)),
        (PeriodKind.MONTH, date(2026, 1, 5), date(2025, 11, 1)),
    ],
)
def test_the_last_two_complete_periods_are_recent(kind: PeriodKind, on: date, since: date) -> None:
    """What ends before the first of them is old."""
    assert recent_since(kind, on) == since


def old(*facts: Fact, rhythm: str = "") -> list[str]:
    known = {id: replace(indicator(id), rhythm=rhythm) for id in {item.indicator for item in facts}}
    return [item.id for item in outdated(facts, known, facts, TODAY)]


@pytest.mark.parametrize(
    ("period", "rhythm", "is_old"),
    [
        ("2023年", "年", True),
        ("2024年", "年", False),
        ("截至2023年底", "年", True),
        ("2024年1月", "年", False),
        ("2026年8月", "月", True),
        ("2026年9月", "月", False),
        ("2026年一季度", "季", True),
        ("2026年二季度", "季", False),
        ("2021年以来", "月", False),
        ("目前", "月", False),
        ("未注明", "月", False),
    ],
)
def test_a_figure_is_old_that_ends_before_the_recent_periods(period: str, rhythm: str, is_old: bool) -> None:
    """What is undated or open is not: nobody knows how far it reaches."""
    assert old(fact("wuhan.n", 1, period=period), rhythm=rhythm) == (["wuhan.n"] if is_old else [])


def test_of_a_series_only_the_latest_figure_is_old() -> None:
    """The years before it stand there to tell its course."""
    series = [fact(f"wuhan.n-{year}", 1, period=f"{year}年", indicator="n") for year in (2021, 2022, 2023)]
    assert old(*series) == ["wuhan.n-2023"]
    assert old(*series, fact("wuhan.n-2024", 1, period="2024年", indicator="n")) == []
    assert old(*series, fact("tianhe.n", 1, period="2024年")) == ["wuhan.n-2023"]
