"""`table(…)`: cities, indicators, periods, topics and columns that an author names become a table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.asked.asked_charts import CHARTS
from briefing.content.asked.asked_facts import COLUMNS
from briefing.content.compose import compose
from briefing.errors import BriefingError
from briefing.model.document import Figure, Table
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, fact, indicator, practice, topic
from tests.content.samples import request, template
from tests.content.test_bulletin import CITIES, analysed

FIRMS = replace(indicator("firms", "经营主体", better="高"), aliases=("市场主体",))
DATA: tuple[Item, ...] = (
    city("a", "甲市"),
    city("b", "乙市"),
    city("c", "丙市"),
    FIRMS,
    indicator("days", "开办时间", family="workday", better="低"),
    indicator("note", "只有一地", family="count"),
    *(
        fact(f"{id}.firms-{year}", value, "万户", indicator="firms", period=f"{year}年")
        for id, values in (
            ("a", ("15.0", "18.2", "19.8")),
            ("b", ("20.1", "22.4", "23.1")),
            ("c", ("9.4", "9.6", "9.7")),
        )
        for year, value in enumerate(values, 2021)
    ),
    *(
        fact(f"{id}.days", value, "个工作日", period="2023年")
        for id, value in (("a", "1.4"), ("b", "2.2"), ("c", "1.1"))
    ),
    fact("a.note", 7, "项", period="2023年"),
    topic("late", "容缺办理"),
    practice("a.late", "容缺办理。", name="容缺通办", topic="late"),
    practice("b.late", "先办后补。", name="先办后补", topic="late"),
)


def tables(folder: Path, call: str) -> list[Table]:
    body = f"{{{{ {call} }}}}\n\n{{{{ references }}}}"
    document, _ = compose(analysis(*DATA), template(folder, body), request(), lambda chart: None)
    return [block for block in document.blocks if isinstance(block, Table)]


def grid(folder: Path, call: str) -> list[list[str]]:
    (table,) = tables(folder, call)
    return [[plain(cell).partition("［")[0] for cell in row] for row in (table.header, *table.rows)]


def refused(folder: Path, call: str) -> str:
    with pytest.raises(BriefingError) as caught:
        tables(folder, call)
    return "".join(f"{item.location.line} {item.message}{item.hint}" for item in caught.value.problems)


def test_cities_by_indicators(tmp_path: Path) -> None:
    assert grid(tmp_path, 'table(rows=cities, columns=["市场主体", "days"])') == [
        ["城市", "经营主体（2023年）", "开办时间（2023年）"],
        ["甲市", "19.8万户", "1.4个工作日"],
        ["乙市", "23.1万户", "2.2个工作日"],
        ["丙市", "9.7万户", "1.1个工作日"],
    ]


def test_indicators_by_cities_with_a_title_and_a_period(tmp_path: Path) -> None:
    call = 'table(rows="经营主体", columns=["乙市", "甲市"], period=2021, title="两地主体")'
    assert grid(tmp_path, call) == [["指标", "乙市", "甲市"], ["经营主体（2021年）", "20.1万户", "15.0万户"]]
    assert plain(tables(tmp_path, call)[0].caption) == "两地主体"


def test_what_one_city_alone_has_is_shown_and_is_not_held_of_the_others(tmp_path: Path) -> None:
    assert grid(tmp_path, 'table(rows=cities, columns="只有一地")')[1:] == [
        ["甲市", "7项"],
        ["乙市", "未收录"],
        ["丙市", "未收录"],
    ]


def test_cities_by_periods_of_an_indicator(tmp_path: Path) -> None:
    found = grid(tmp_path, 'table(rows=cities, columns="时期", of="经营主体", last=2)')
    assert [row[:3] for row in found] == [
        ["城市", "2022年", "2023年"],
        ["甲市", "18.2", "19.8"],
        ["乙市", "22.4", "23.1"],
        ["丙市", "9.6", "9.7"],
    ]
    assert grid(tmp_path, 'table(rows=cities, columns=[2021, 2023], of="经营主体")')[0][1:3] == ["2021年", "2023年"]
    assert grid(tmp_path, 'table(rows=cities, columns="时期", of="firms", since=2022)')[0][1] == "2022年"


def test_indicators_by_periods_of_a_city(tmp_path: Path) -> None:
    found = grid(tmp_path, 'table(rows=["经营主体"], columns="时期", of="乙市")')
    assert found[1][:4] == ["经营主体（万户）", "20.1", "22.4", "23.1"]
    body = '{% for city in cities[:1] %}{{ table(rows=["经营主体"], columns="时期") }}{% endfor %}'
    document, _ = compose(analysis(*DATA), template(tmp_path, body + "\n\n{{ references }}"), request(), lambda _: None)
    assert plain(document.blocks[0].caption) == "甲市历年数据"  # type: ignore[union-attr]


def test_what_has_no_course_is_told_below_those_that_have_one(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, 'table(rows=["经营主体", "开办时间"], columns="时期", of="乙市")')
    assert "开办时间没有可以前后相比的数，未列入表中。" in map(plain, table.notes)


def test_a_theme_of_a_loop_stands_for_its_indicators(tmp_path: Path) -> None:
    assert len(grid(tmp_path, "table(rows=briefing.themes, columns=cities)")) == 4


def test_the_best_comes_first_and_a_city_stands_out(tmp_path: Path) -> None:
    call = 'table(rows=cities, columns="开办时间", order="better", highlight="甲市")'
    (table,) = tables(tmp_path, call)
    assert [plain(row[0]) for row in table.rows] == ["丙市", "甲市", "乙市"]
    strong = [all(run.strong for cell in row for run in cell if not run.text.startswith("［")) for row in table.rows]
    assert strong == [False, True, False]


def test_the_best_comes_first_and_a_city_stands_out_over_time_too(tmp_path: Path) -> None:
    (table,) = tables(tmp_path, 'table(rows=cities, columns="时期", of="经营主体", order="better", highlight="丙市")')
    assert [plain(row[0]) for row in table.rows] == ["乙市", "甲市", "丙市"]
    assert [row[0][0].strong for row in table.rows] == [False, False, True]


def test_facts_with_the_columns_that_are_named(tmp_path: Path) -> None:
    call = 'table(rows=cities, columns=["城市", "数值", "时期", "位次", "同比"], of="经营主体", order="better")'
    assert grid(tmp_path, call) == [
        ["城市", "数值", "时期", "位次", "同比"],
        ["乙市", "23.1万户", "2023年", "第1位", "增长约3.1%"],
        ["甲市", "19.8万户", "2023年", "第2位", "增长约8.8%"],
        ["丙市", "9.7万户", "2023年", "第3位", "有所增加"],
    ]
    assert plain(tables(tmp_path, call)[0].notes[0]) == "同比由原文数据推算。"
    assert grid(tmp_path, 'table(rows=series("经营主体", "甲市"), columns=["时期", "数值"])')[1] == [
        "2021年",
        "15.0万户",
    ]


def test_of_one_indicator_every_city_has_its_row_of_several_only_what_is_held(tmp_path: Path) -> None:
    assert grid(tmp_path, 'table(rows="只有一地", columns=["城市", "数值"])')[1:] == [
        ["甲市", "7项"],
        ["乙市", "未收录"],
        ["丙市", "未收录"],
    ]
    found = grid(
        tmp_path, 'table(rows=["只有一地", "开办时间"], columns=["指标", "城市", "数值"], of=["甲市", "乙市"])'
    )
    assert [row[:2] for row in found[1:]] == [["只有一地", "甲市"], ["开办时间", "甲市"], ["开办时间", "乙市"]]


@pytest.mark.parametrize(
    ("call", "heads"),
    [
        ('table(rows=cities, columns=["数值"], of="经营主体")', ["城市", "数值"]),
        ('table(rows=["只有一地", "开办时间"], columns=["数值"], of=["甲市", "乙市"])', ["指标", "城市", "数值"]),
        ('table(rows=series("经营主体", "甲市"), columns=["数值"])', ["时期", "数值"]),
        ('table(rows="经营主体", columns=["数值"], of="甲市")', ["数值"]),
    ],
)
def test_rows_are_told_apart_by_columns_that_are_left_out(tmp_path: Path, call: str, heads: list[str]) -> None:
    assert grid(tmp_path, call)[0] == heads


def test_practices_by_topic(tmp_path: Path) -> None:
    found = grid(tmp_path, "table(rows=practices(), columns=cities)")
    assert found == [["事项", "甲市", "乙市", "丙市"], ["容缺办理", "容缺通办", "先办后补", "未收录"]]


def test_a_rounded_figure_is_derived_and_says_so(tmp_path: Path) -> None:
    call = 'table(rows=cities, columns="经营主体", digits=0)'
    assert [row[1] for row in grid(tmp_path, call)][1:] == ["约20万户", "约23万户", "约10万户"]
    (table,) = tables(tmp_path, call)
    assert table.rows[0][1][0].ref == "=a.firms-2023.to.0.万户"
    assert plain(table.notes[0]) == "带“约”的数由原数取整（推算）。"


def test_a_rounding_that_would_hide_which_is_more_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, 'table(rows=cities, columns="开办时间", digits=0)')
    assert said == "1 丙市、甲市的“开办时间”取到 0 位小数，就分不出高低了。请写 digits=1 或更多，或者不写。"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('table(rows=cities, columns="经营主休")', "1 columns 里的“经营主休”不是城市、指标"),
        ('table(rows=cities, columns="经营主休")', "您是不是要找“经营主体”？"),
        ('table(rows=["甲市", "经营主体"], columns="时期")', "1 rows 里既有城市又有指标。"),
        ("table(rows=cities, columns=cities)", "1 没有以城市为行、城市为列的表。可以写："),
        ('table(rows=cities, columns="时期")', "1 没有写是哪个指标的数。of 写指标"),
        ('table(rows="经营主体", columns="时期")', "1 没有写是哪个城市的数，这次选了几个城市。of 写城市"),
        (
            'table(rows=cities, columns="时期", of="开办时间")',
            "不足两个同类的时期，列不成历年的表。有数的时期：2023年。",
        ),
        ('table(rows=cities, columns=[2016, 2017, 2018, 2019, 2020, 2021], of="经营主体")', "一页至多 5 个时期"),
        ('table(rows=cities, columns="经营主体", period=2010)', "没有收录2010年的“经营主体”。有数的时期：2021年、"),
        ('table(rows=cities, columns="经营主体", order="最好")', '请写 order="better"'),
        ('table(rows=cities, columns="只有一地", order="better")', "没有规定高好还是低好，排不出优劣。请去掉 order"),
        ('table(rows=cities, columns="月度")', "列不成月度表"),
        ('table(rows=cities, columns="经营主体", last=3)', "since、last 用在以时期为列的表里。请写 columns="),
        ('table(rows=cities, columns="时期", of="经营主体", period=2021)', "period 指定一个时期，不能用在这种表里。"),
        ("table(rows=practices(), columns=cities, digits=1)", "这种表照原数印，不取整。"),
        ("table(rows=cities)", "1 table(…) 的括号里少写了内容。应写作 table("),
        ("table(rows=cities, columns=指标)", "1 模板里的名称“指标”不存在。"),
    ],
)
def test_what_cannot_be_made_says_why_and_what_to_write(tmp_path: Path, call: str, said: str) -> None:
    assert said in refused(tmp_path, call)


def test_the_forms_that_the_documentation_shows_can_be_made(tmp_path: Path) -> None:
    docs = (Path(__file__).parents[3] / "docs/templates.md").read_text("utf-8")
    section = docs.partition("## 自己排的表和图")[2].partition("\n## ")[0]
    shown = [line.strip() for line in section.splitlines() if line.startswith("    ")]
    body = "\n\n".join([*shown, "{{ references }}"])
    data = analysed(CITIES, "", None)
    assert data
    document, problems = compose(data, template(tmp_path, body), request(), lambda chart: None)
    assert problems == []
    captions = [plain(block.caption) for block in document.blocks if isinstance(block, Table | Figure)]
    assert captions == ["各地企业开办", "各地开办费用"]
    assert all(f"`{name}`" in section for name in CHARTS)
    assert "、".join(COLUMNS) in section
