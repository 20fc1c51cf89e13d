"""A series over the years is one sentence and one row, never read aloud year by year."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.compose import compose
from briefing.data.template_folders import read_template
from briefing.model.document import Document, Figure, Paragraph, Table
from briefing.model.walk import refs, runs
from briefing.wording.prose import plain
from tests.builders import city, fact, indicator, selection
from tests.content.samples import request

ROOT = Path(__file__).parents[2]
DAYS = ("甲市", "乙市", "丙市")


@cache
def document(years: int = 3, left_out: str = "") -> Document:
    """A bulletin on three cities and one indicator over so many years; `left_out` is the id of a fact."""
    items = [
        fact(f"c{at}.days-{2010 + year}", 90 - 10 * at - year, "个工作日", indicator="days", period=str(2010 + year))
        for at in range(len(DAYS))
        for year in range(years)
    ]
    places = [city(f"c{at}", name, level="地级市") for at, name in enumerate(DAYS)]
    shown = [item for item in items if item.id != left_out]
    data = selection(*places, *shown, indicator("days", "审批时间", family="workday", better="低"))
    return compose(analyse(data), read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None)[0]


def tables(found: Document) -> list[Table]:
    return [item for item in found.blocks if isinstance(item, Table) and item.key.startswith("series.")]


def test_no_paragraph_states_a_year_between_the_first_and_the_last() -> None:
    blocks = [item for item in document().blocks if not isinstance(item, Table | Figure)]
    told = [plain(words) for item in blocks for words in runs(item)]
    assert any("甲市审批时间由2010年的90个工作日降至2012年的88个工作日" in text for text in told)
    assert not any("2011年" in text for text in told)
    for name in DAYS:
        assert sum(text.count(f"{name}审批时间由") for text in told) == 1


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (("65", "66.8", "66.0"), "2012年的66.0分，但2012年推算比上年下降0.8分［1］。"),
        (("65", "64.8", "66.0"), "2012年的66.0分［1］。"),
        (("65", "66.1", "66.0"), "2012年的66.0分，但2012年比上年有所下降［1］。"),
        (("65.0", "66", "65.9"), "2012年的65.9分，推算提高0.9分［1］。"),  # 66 may be 65.6
    ],
)
def test_a_last_year_that_went_the_other_way_is_told(values: tuple[str, ...], told: str) -> None:
    items = [
        fact(f"c0.mark-{2010 + at}", value, "分", period=str(2010 + at), indicator="mark")
        for at, value in enumerate(values)
    ]
    data = selection(city("c0", "甲市", level="地级市"), *items, indicator("mark", "评分", family="score", better="高"))
    found = compose(analyse(data), read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None)[0]
    assert any(plain(words).endswith(told) for block in found.blocks for words in runs(block))


def test_each_year_of_each_city_stands_in_a_table_and_in_a_line() -> None:
    (table,) = tables(document())
    assert [plain(cell) for cell in table.header] == ["城市", "2010年", "2011年", "2012年", "较2010年"]
    assert [plain(cell) for cell in table.rows[0]] == ["甲市", "90", "89", "88", "−2.2%"]
    assert table.unit == "个工作日"
    lines = [item for item in document().blocks if isinstance(item, Figure) and item.chart.kind == "line"]
    assert [len(list(refs([item]))) for item in lines] == [9]


def test_a_year_that_a_city_lacks_is_said_to_be_missing() -> None:
    (table,) = tables(document(4, "c1.days-2011"))
    assert [plain(cell) for cell in table.rows[1]][2] == "未收录"


@pytest.mark.parametrize(("years", "first", "left"), [(5, "2010年", ()), (6, "2011年", ("2010年的数据从略。",))])
def test_of_more_years_than_fit_a_page_the_table_has_the_last_and_says_so(
    years: int, first: str, left: tuple[str, ...]
) -> None:
    (table,) = tables(document(years))
    assert [plain(cell) for cell in table.header][1] == first
    assert tuple(plain(note) for note in table.notes if "从略" in plain(note)) == left
    assert not any(isinstance(item, Table) and item.key.startswith("figures.") for item in document(years).blocks)


def test_of_quarters_of_two_cities_the_latest_is_told_and_there_is_a_table_with_what_is_missing() -> None:
    items = [
        fact(f"c{at}.days-{number}", 90 - 10 * at - number, "个工作日", indicator="days", period=f"2023-Q{number}")
        for at in (0, 1)
        for number in range(1, 4 + at)
    ]
    places = [city(f"c{at}", DAYS[at], level="地级市") for at in (0, 1)]
    data = selection(*places, *items, indicator("days", "审批时间", family="workday", better="低"))
    found = compose(analyse(data), read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None)[0]
    (table,) = tables(found)
    assert plain(table.caption) == "审批时间各季度数据"
    assert [plain(cell) for cell in table.header][1:] == ["2023年一季度", "二季度", "三季度", "四季度"]
    assert [plain(cell) for cell in table.rows[0]] == ["甲市", "89", "88", "87", "未收录"]
    told = [plain(words) for item in found.blocks if not isinstance(item, Table | Figure) for words in runs(item)]
    assert any("2023年三季度审批时间" in text and "87个工作日" in text for text in told)
    assert not any("一季度的" in text for text in told)


def test_of_what_is_no_series_the_latest_figure_of_a_kind_of_period_is_told() -> None:
    items = [
        fact("wuhan.old", 7, indicator="items", period="2021年", basis="期间"),
        fact("wuhan.new", 9, indicator="items", period="2023年", basis="期间"),
        fact("wuhan.quarter", 3, indicator="items", period="2024年一季度", basis="期间"),
    ]
    template = read_template("bulletin", [ROOT / "templates"])
    found, _ = compose(analyse(selection(*items)), template, request(), lambda chart: None)
    said = "".join(plain(block.runs) for block in found.blocks if isinstance(block, Paragraph))
    assert "9项" in said
    assert "3项" in said
    assert "7项" not in said


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (("2025年上半年", "2025年前三季度", "2026年1—4月"), ["2026年1—4月"]),
        (("2025年一季度", "2025年1—5月", "2025年前三季度"), ["2025年前三季度"]),
        (("2024年1月", "2024年1—9月"), ["2024年1—9月"]),
        (("2024年1月", "2024年2月", "2024年1—9月"), ["2024年2月", "2024年1—9月"]),
        (("2025年三季度", "2026年一季度", "2025年1—9月"), ["2026年一季度", "2025年1—9月"]),
    ],
)
@pytest.mark.parametrize("basis", ["期间", "累计"])
def test_of_what_has_added_up_since_january_the_latest_is_told(
    periods: tuple[str, ...], told: list[str], basis: str
) -> None:
    items = [
        fact(
            f"wuhan.at-{at}", 10 * (at + 1), indicator="items", period=period, basis=basis if "—" in period else "期间"
        )
        for at, period in enumerate(periods)
    ]
    found, _ = compose(
        analyse(selection(*items)), read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None
    )
    said = "".join(plain(block.runs) for block in found.blocks if isinstance(block, Paragraph))
    assert re.findall("(20[^，。]*)，[^，。]*0项", said) == told


@pytest.mark.parametrize(("newest", "told"), [(2022, True), (2023, False)])
def test_a_lone_figure_three_years_older_than_others_of_its_theme_stands_in_the_list_alone(
    newest: int, told: bool
) -> None:
    items = [
        fact("wuhan.old", 7, indicator="items", period="2020年", basis="期间"),
        fact("wuhan.new", 9, indicator="others", period=f"{newest}年", basis="期间"),
        indicator("others", "其他事项"),
    ]
    found, _ = compose(
        analyse(selection(*items)), read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None
    )
    said = "".join(plain(block.runs) for block in found.blocks if isinstance(block, Paragraph))
    assert ("9项" in said, "7项" in said) == (True, told)
    assert "7项" in "".join(
        run.text for block in found.blocks if isinstance(block, Table) for line in runs(block) for run in line
    )


@pytest.mark.parametrize(("newest", "told"), [(2022, True), (2023, False)])
def test_a_course_that_ended_three_years_before_others_opens_nothing(newest: int, told: bool) -> None:
    rates = [
        fact(f"wuhan.rate-{year}", year - 1950, "%", indicator="rate", period=f"{year}年", basis="期间")
        for year in (2018, 2019, 2020)
    ]
    items = [
        *rates,
        indicator("rate", "网上可办率", family="percent", better="高"),
        fact("wuhan.new", 9, period=f"{newest}年", basis="期间"),
    ]
    found = analyse(selection(*items))
    assert any(item.kind == "trend" for item in found.findings) is told


def test_the_course_of_a_city_over_months_stands_in_its_paragraph_under_its_period_without_its_name() -> None:
    firms = [
        fact(f"a.firms-{year}-{month}", value, "户", indicator="firms", period=f"{year}年{month}月")
        for year, value in ((2025, 100), (2026, 120))
        for month in (2, 3, 4)
    ]
    data = analyse(selection(city("a", "甲市"), *firms, indicator("firms", "新登记企业")))
    made, _ = compose(data, read_template("bulletin", [ROOT / "templates"]), request(), lambda chart: None)
    told = [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph)]
    assert "2026年4月，新登记企业120户，推算同比增长20%［1］。" in told
