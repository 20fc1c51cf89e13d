"""Forms for the bureaus: what is asked, of whom, and for which period."""

import datetime
from dataclasses import replace

import pytest

from briefing.data_tools.forms import COLUMNS, NUMBER, SHEET, ask, asked_period, forms, reminder
from briefing.errors import UsageError
from briefing.model.library import Library
from briefing.model.period import Period
from tests.builders import fact, indicator, library
from tests.data_tools.test_workbook import sheets

NOVEMBER = Period.parse("2026-11")
DUE = datetime.date(2026, 12, 5)


def reporting(*bureaus: str) -> Library:
    """A library with a figure of October 2026 for each bureau, "" for one that names none."""
    facts = [
        replace(fact(f"wuhan.items-{number}", 10 + number, "家", period="2026-10"), bureau=bureau)
        for number, bureau in enumerate(bureaus)
    ]
    return library(*facts, *(indicator(f"items_{number}", f"指标{number}") for number in range(len(bureaus))))


@pytest.mark.parametrize(
    ("period", "basis", "at", "asked"),
    [
        ("2026-10", "期间", "2026-11", "2026年11月"),
        ("2026-10", "时点", "2026-11", "2026年11月末"),
        ("截至2026年10月末", "时点", "2026-11", "截至2026年11月末"),
        ("2025年底", "时点", "2026", "2026年底"),
        ("2026年1—10月", "累计", "2026-11", "2026年1—11月"),
        ("2025年1—12月", "累计", "2026-01", "2026年1月"),
        ("2025年1—12月", "累计", "2026-02", "2026年1—2月"),
        ("2026年三季度", "期间", "2026年四季度", "2026年四季度"),
        ("未注明", "未注明", "2026-11", "2026年11月"),
    ],
)
def test_the_next_figure_is_asked_for_as_the_last_was_stated(period: str, basis: str, at: str, asked: str) -> None:
    last = fact("wuhan.items", 1, period=period, basis=basis)
    assert asked_period(last, Period.parse(at)).printed == asked


def test_each_bureau_is_asked_for_what_it_answers_for() -> None:
    made, problems = forms(reporting("市税务局", "市人社局", "市税务局"), NOVEMBER, DUE)
    assert [(form.bureau, len(form.questions)) for form in made] == [("市人社局", 1), ("市税务局", 2)]
    assert problems == []


def test_what_nobody_answers_for_is_told_and_not_asked() -> None:
    made, problems = forms(reporting("市税务局", ""), NOVEMBER, DUE)
    assert [form.bureau for form in made] == ["市税务局"]
    assert [problem.message for problem in problems] == ["没有写明牵头单位，未列入：指标1。"]


def test_what_is_known_is_not_asked_again() -> None:
    held = library(
        replace(fact("wuhan.items-a", 1, indicator="items", period="2026-10"), bureau="市税务局"),
        fact("wuhan.items-b", 2, indicator="items", period="2026-11"),
    )
    assert ask(held, NOVEMBER) == ([], [])
    assert [question.last.id for question in ask(held, Period.parse("2026-12"))[0]] == ["wuhan.items-b"]


def test_forms_can_be_made_out_to_cities_and_to_themes() -> None:
    held = library(fact("wuhan.items", 1, period="2025"), fact("tianhe.items", 2, period="2025"))
    for by, owners in (("城市", ["天河区", "武汉市"]), ("主题", ["政务服务"])):
        made, problems = forms(held, NOVEMBER, DUE, by)
        assert [form.bureau for form in made] == owners
        assert problems == []


@pytest.mark.parametrize(("period", "by"), [("目前", "城市"), ("2023年以来", "城市"), ("2026-11", "科室")])
def test_a_period_without_an_end_and_an_unknown_owner_are_wrong_usage(period: str, by: str) -> None:
    with pytest.raises(UsageError):
        ask(reporting("市税务局"), Period.parse(period), by)


def test_a_form_has_the_last_figure_beside_the_place_for_the_next() -> None:
    (form,), _ = forms(reporting("市税务局"), NOVEMBER, DUE)
    rows = sheets(form.data)[SHEET]
    head = [column.head for column in COLUMNS]
    assert [row[:2] for row in rows[:8]] == [
        ["营商环境数据报送表（2026年11月）", ""],
        ["报送时期：", "2026年11月"],
        ["截止日期：", "2026年12月5日"],
        ["填报单位：", "市税务局"],
        ["填报人：", ""],
        ["审核人：", ""],
        ["电话：", ""],
        ["填报日期：", ""],
    ]
    assert rows[8] == head
    row = dict(zip(head, rows[9], strict=True))
    assert row["指标"] == "指标0"
    assert (row["上期时期"], row["上期数值"], row["本期时期"], row["本期数值"]) == ("2026年10月", 10, "2026年11月", "")
    assert row[NUMBER] == form.questions[0].last.xml_name


def test_a_reminder_names_each_bureau_and_the_day() -> None:
    text = reminder(["市税务局", "市人社局"], NOVEMBER, DUE)
    assert text.count("贵单位2026年11月营商环境数据报送表尚未收到，请于12月5日前报送。") == 2
    assert "请尽快报送" in reminder(["市税务局"], NOVEMBER)
