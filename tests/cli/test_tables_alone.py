"""A folder with nothing but a workbook, as an office keeps it, gives a briefing: no YAML, no ids, no import."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing
from tests.data.workbooks import Typed, write

CITIES = ("武汉市", "宜昌市", "襄阳市", "洛阳市", "三门峡市", "天河区")
HEADS = ("指标", "单位", "本月", "1—本月累计", "去年同期", "同比±%", "年度目标", "完成率（%）")
INDICATORS = (("新设经营主体", "万户", 20), ("外贸进出口总额", "亿元", 3000), ("税收收入", "亿元", 900))


def progress(number: int, city: str) -> list[tuple[Typed, ...]]:
    """指标 ×（本月、累计、去年同期、同比、目标、完成率） of one place."""
    rows: list[tuple[Typed, ...]] = [
        (f"{city}2026年10月营商环境主要指标完成情况",),
        (f"填报单位：{city}营商环境办", "", "", "", "", "", "时间：2026年10月"),
        HEADS,
    ]
    for name, unit, size in INDICATORS:
        done = size * (20 - number)
        rows.append((name, unit, done // 10, done, done * 4 // 5, 25, done * 2, 50))
    return [*rows, ("数据来源：市统计局",)]


def ranking() -> list[tuple[Typed, ...]]:
    """城市 ×（绝对量、位次、增速、位次） of one indicator."""
    rows: list[tuple[Typed, ...]] = [("2025年各市情况",), ("指标：经营主体", "", "", "", "单位：万户、%")]
    rows.append(("城市", "绝对量", "位次", "增速", "位次"))
    rows += [(city, 200 - 10 * at, at + 1, 3 + at, 6 - at) for at, city in enumerate(CITIES)]
    return [*rows, ("数据来源：各市统计公报",)]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    sheets = {city: progress(at, city) for at, city in enumerate(CITIES)}
    write(tmp_path / "data/主要指标.xlsx", {**sheets, "各市对比": ranking()})
    return tmp_path


def test_two_forms_of_six_cities_are_sound_and_give_a_briefing(briefing: Briefing, workspace: Path) -> None:
    checked = briefing("check")
    assert (checked.code, "没有发现问题" in checked.out) == (0, True), checked.err
    assert briefing("list", "cities").out.count("\n") == len(CITIES) + 1
    made = briefing("generate")
    assert made.code == 0
    [folder] = (workspace / "output").iterdir()
    assert {".docx", ".md"} <= {path.suffix for path in folder.iterdir()}
    text = next(folder.glob("*.md")).read_text(encoding="utf-8")
    assert "主要指标.xlsx" not in text and "主要指标.xlsx 武汉市!" in (folder / "facts.csv").read_text("utf-8-sig")
    assert "其他指标" not in text


def test_tables_are_summed_up_in_the_words_of_an_office(briefing: Briefing, workspace: Path) -> None:
    """No article is claimed; a total has its target beside it; a period is told once for a row."""
    assert briefing("generate").code == 0
    [folder] = (workspace / "output").iterdir()
    text = next(folder.glob("*.md")).read_text(encoding="utf-8")
    assert "公开材料" not in text
    assert "\n现将洛阳市等6地" in text
    assert "| 武汉市 | 40 | 400 | +25 | 800 | 50.0 |" in text
    assert "完成率按累计数推算" in text
    assert text.count("新设经营主体400万户") == 1  # among the points; the table of its theme has it too
    assert "经营主体位次，6地中，武汉市居第1位，" in text  # one sentence on six cities
    assert "居经营主体" not in text
    notes = [line for line in text.splitlines() if line.startswith("时期：")]
    assert notes
    assert not any("武汉市" in line for line in notes)


def test_every_figure_of_the_briefing_stands_in_the_cell_that_it_names(briefing: Briefing, workspace: Path) -> None:
    assert briefing("generate", "--city", "武汉、宜昌").code == 0
    [folder] = (workspace / "output").iterdir()
    rows = list(csv.DictReader((folder / "facts.csv").read_text(encoding="utf-8-sig").splitlines()))
    stated = [row for row in rows if row["类别"] == "原文"]
    typed = {"各市对比": ranking(), **{city: progress(at, city) for at, city in enumerate(CITIES)}}
    assert len(stated) > 2 * len(INDICATORS)
    for row in stated:
        sheet, _, cell = row["段落"].removeprefix("主要指标.xlsx ").partition("!")
        value = typed[sheet][int(cell[1:]) - 1]["ABCDEFGH".index(cell[0])]
        assert row["数值"] == str(value)


def test_a_figure_is_shown_and_explained_with_its_cell(briefing: Briefing, workspace: Path) -> None:
    shown = briefing("show", "武汉").out
    assert "经营主体：200万户　〔2025年，主要指标.xlsx 各市对比!B4〕" in shown
    id = next(line for line in shown.splitlines() if "各市对比!B4" in line).rpartition("　")[2]
    told = briefing("explain", id).out
    assert "数据文件：主要指标.xlsx 各市对比!B4" in told
    assert "原文作" not in told


def test_charts_are_drawn_of_it(briefing: Briefing, workspace: Path) -> None:
    """One of the amounts, and one of each rank: these are of no amount's axis."""
    made = briefing("chart", "comparison", "--out", "a.png")
    assert made.code == 0
    titles = [line.removeprefix("已绘制：") for line in made.out.splitlines() if line.startswith("已绘制")]
    assert titles == ["主要指标各地比较", "经营主体位次各地比较", "经营主体增速位次各地比较"]
    assert sorted(path.name for path in workspace.glob("*.png")) == ["a-1.png", "a-2.png", "a-3.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in workspace.glob("*.png"))


def test_what_is_wrong_stops_it_with_the_cell(briefing: Briefing, workspace: Path) -> None:
    write(workspace / "data/其他.xlsx", {"数据": [("城市", "指标", "时期", "数值"), ("武汉市", "甲", 2025, "1,5")]})
    outcome = briefing("generate")
    assert outcome.code == 1
    assert "其他.xlsx 数据!D2：" in outcome.err
