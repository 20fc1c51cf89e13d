"""Periods as officials write them: read, held against the calendar, put in order, printed back."""

from __future__ import annotations

import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.period import Basis, Period
from briefing.model.period_forms import LONGEST, NORMAL, PeriodKind

CASES: Any = yaml.safe_load((Path(__file__).parents[1] / "cases/periods.yaml").read_text("utf-8"))
SPELLINGS = [text for *_, texts in CASES["accepted"] for text in texts]
PERIODS = st.sampled_from([Period.parse(text) for text in SPELLINGS])


WITHOUT_YEAR = {"上半年以来", "1—6月", "上半年", "一季度", "5月", "6月末", "截至年底"}


def reads(text: str, year: int) -> bool:
    try:
        Period.parse(text, year)
    except ValueError:
        return False
    return True


def described(period: Period) -> list[str]:
    days = ("" if day is None else day.isoformat() for day in (period.start, period.end))
    return [period.kind, *days, str(period.bases[0]) if period.bases else "", period.printed]


@pytest.mark.parametrize("case", CASES["accepted"], ids=lambda case: case[-1][0])
def test_each_spelling_is_read_and_printed_in_normal_form(case: list[Any]) -> None:
    *wanted, texts = case
    for text in texts:
        assert described(Period.parse(text)) == wanted, text


def test_what_is_printed_is_read_as_the_same() -> None:
    assert len(SPELLINGS) >= 300
    for text in SPELLINGS:
        period = Period.parse(text)
        assert Period.parse(period.printed) == period


@pytest.mark.parametrize("case", CASES["without_year"], ids=lambda case: f"{case[0]} {case[-1][0]}")
def test_a_spelling_without_its_year_is_of_the_year_that_is_given(case: list[Any]) -> None:
    """Without one it is refused; where the text has a year of its own, that one holds."""
    year, printed, texts = case
    for text in texts:
        assert Period.parse(text, year) == Period.parse(printed, 1999)
        with pytest.raises(ValueError):
            Period.parse(text)


@pytest.mark.parametrize(("reason", "texts"), CASES["refused"].items())
def test_what_is_no_period_is_refused(reason: str, texts: list[str]) -> None:
    for text in texts:
        with pytest.raises(ValueError):
            print(text, Period.parse(text), reason)


def test_a_year_helps_only_what_lacks_nothing_else() -> None:
    texts = [text for texts in CASES["refused"].values() for text in texts]
    assert len(texts) >= 60
    assert {text for text in texts if reads(text, 2023)} == WITHOUT_YEAR


@pytest.mark.parametrize("text", ["2021-00", "0000", "21", "2021/2020-06", "2023" * (LONGEST // 4) + "年"])
def test_what_no_calendar_has_is_no_period(text: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(text)


@pytest.mark.parametrize("text", ["2021", "2021-12", "2021-12-31", "2020/2021", "2021-01/2021-06", "2021/2021-06"])
def test_the_old_forms_stay_as_they_are_in_the_file(text: str) -> None:
    assert Period.parse(text).text == text


@given(st.text(alphabet="0123456789年月日季度上下半旬前末底截至以来—-/.QH十四五“”累计 ", max_size=LONGEST))
def test_whatever_is_typed_is_a_period_or_an_error(text: str) -> None:
    """And what is accepted is printed in a form that is the normal one."""
    try:
        period = Period.parse(text)
    except ValueError:
        return
    again = Period.parse(period.printed)
    assert again == period
    assert period.start is None or period.end is None or period.start <= period.end


@given(PERIODS, PERIODS, PERIODS)
def test_the_order_is_total_and_of_time(a: Period, b: Period, c: Period) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    assert not (a < b < c) or a < c
    if a.end and b.start and a.end < b.start:
        assert a < b
    if a.dated and not b.dated:
        assert a < b


def test_periods_of_one_end_stand_with_the_longest_first_and_what_is_open_or_undated_last() -> None:
    texts = [
        "未注明",
        "目前",
        "2023年以来",
        "2023年末",
        "2023年12月",
        "2023年",
        "2023年四季度",
        "2023年前三季度",
        "2022年",
    ]
    assert [period.printed for period in sorted(map(Period.parse, texts))] == [
        *(
            "2022年",
            "2023年前三季度",
            "2023年",
            "2023年四季度",
            "2023年12月",
            "2023年末",
            "2023年以来",
            "目前",
            "未注明",
        )
    ]


@given(PERIODS, PERIODS)
def test_the_same_span_is_the_same_days_and_what_is_undated_has_none(a: Period, b: Period) -> None:
    assert a.same_span(a) == a.dated
    assert a.same_span(b) == b.same_span(a) == (a.dated and (a.start, a.end) == (b.start, b.end))


@given(PERIODS, PERIODS)
def test_a_span_covers_itself_and_what_lies_in_it(a: Period, b: Period) -> None:
    assert a.covers(a) == a.dated
    assert a.same_span(b) == (a.covers(b) and b.covers(a))


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        (PeriodKind.YEAR, "2023年"),
        (PeriodKind.HALF, "2023年上半年"),
        (PeriodKind.QUARTER, "2023年二季度"),
        (PeriodKind.MONTH, "2023年6月"),
    ],
)
def test_a_day_lies_in_one_period_of_each_kind(kind: PeriodKind, printed: str) -> None:
    for day in (datetime.date(2023, 6, 1), datetime.date(2023, 6, 30)):
        assert Period.holding(day, kind).printed == printed
    next_day = Period.holding(datetime.date(2023, 7, 1), kind).printed
    assert (next_day == printed) == (kind is PeriodKind.YEAR)


@given(PERIODS)
def test_the_year_earlier_and_the_one_before_are_of_the_same_kind(period: Period) -> None:
    earlier, before = period.year_earlier(), period.before()
    if earlier:
        assert (earlier.kind, earlier.months, earlier.bases) == (period.kind, period.months, period.bases)
        assert (earlier.year or 0) == (period.year or 0) - 1
    if before:
        assert (before.kind, before.bases) == (period.kind, period.bases)
        assert before.end and period.start and before.end < period.start
        if period.kind is not PeriodKind.AS_OF:
            assert before.end + datetime.timedelta(days=1) == period.start
            assert before.months == period.months


@pytest.mark.parametrize(
    ("text", "earlier", "before"),
    [
        ("2023", "2022年", "2022年"),
        ("2023年上半年", "2022年上半年", "2022年下半年"),
        ("2023年一季度", "2022年一季度", "2022年四季度"),
        ("2023年三季度当季", "2022年三季度当季", "2023年二季度当季"),
        ("2023年1月", "2022年1月", "2022年12月"),
        ("2023年3月上旬", "2022年3月上旬", "2023年2月下旬"),
        ("2023年3月1日", "2022年3月1日", "2023年2月28日"),
        ("2021/2022学年", "2020/2021学年", "2020/2021学年"),
        ("2024年2月末", "2023年2月末", "2024年1月末"),
        ("截至2023年一季度末", "截至2022年一季度末", "截至2022年四季度末"),
        ("2023年底", "2022年底", "2022年底"),
        ("2023年1—6月", "2022年1—6月", None),
        ("2023年前三季度累计", "2022年前三季度累计", None),
        ("2024年2月29日", None, "2024年2月28日"),
        ("“十四五”期间", None, None),
        ("“十四五”末", None, None),
        ("2023年以来", None, None),
        ("0001", None, None),
        ("目前", None, None),
        ("未注明", None, None),
    ],
)
def test_the_year_earlier_is_and_the_one_before(text: str, earlier: str | None, before: str | None) -> None:
    period = Period.parse(text)
    found = [other and other.printed for other in (period.year_earlier(), period.before())]
    assert found == [earlier, before]


@pytest.mark.parametrize(
    ("text", "days", "months"),
    [
        ("2021", 365, 12),
        ("2020", 366, 12),
        ("1900", 365, 12),
        ("2021-02", 28, 1),
        ("2023年前三季度", 273, 9),
        ("2023年5月上旬", 10, None),
        ("2024年2月1日至29日", 29, 1),
        ("2024年2月1日至28日", 28, None),
        ("2022年7月—2023年6月", 365, 12),
        ("2021/2022学年", 365, 12),
        ("2021-12-31", 1, None),
        ("2023年以来", None, None),
        ("目前", None, None),
    ],
)
def test_how_long_a_period_is(text: str, days: int | None, months: int | None) -> None:
    period = Period.parse(text)
    assert (period.days, period.months) == (days, months)


def test_one_span_may_be_written_in_several_ways() -> None:
    half, months = Period.parse("2023年上半年"), Period.parse("2023年1—6月累计")
    assert half.same_span(months)
    assert half != months
    assert Period.parse("2023-Q3") == Period.parse("2023年三季度")


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["2022年四季度", "2023-Q1", "2023年第二季度"], ["2023年一季度", "第二季度"]),
        (["2023年1—6月", "2023年前三季度", "2023年", "2024年"], ["前三季度", "2023年", "2024年"]),
        (["2023年1月末", "截至2023年2月末", "2023年末"], ["截至2月末", "2023年末"]),
        (["2022年", "2022年7月—2023年6月", "2023年7月—2023年12月"], ["2022年7月—2023年6月", "7—12月"]),
    ],
)
def test_in_a_series_a_year_stands_once(texts: list[str], shown: list[str]) -> None:
    assert [later.short(beside=first) for first, later in pairwise(map(Period.parse, texts))] == shown


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("2023年上半年", []),
        ("目前", []),
        ("2023年1—6月累计", ["累计"]),
        ("2023年二季度当季", ["期间"]),
        ("2023年6月末", ["时点", "累计"]),
        ("截至2023年6月末累计", ["累计"]),
        ("截至目前", ["时点", "累计"]),
        ("2021年以来", ["累计", "期间"]),
    ],
)
def test_the_spelling_tells_what_the_figure_can_be(text: str, bases: list[str]) -> None:
    assert list(Period.parse(text).bases) == [Basis(basis) for basis in bases]


def test_each_rewriting_leaves_the_normal_forms_alone() -> None:
    """Else what was printed would be read as something else the next time."""
    for text in SPELLINGS:
        printed = Period.parse(text).printed
        for form, rewrite in NORMAL:
            assert form.sub(rewrite, printed) == printed
