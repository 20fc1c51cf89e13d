"""Six cities and five indicators: what is said to be first, better or worse is the same wherever it is said."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.content.compose import compose
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.data.template_folders import read_template
from briefing.model import walk
from briefing.model.document import Document, Figure, Heading, RunKind
from briefing.wording.prose import plain
from tests.builders import Item, city, fact, indicator, selection
from tests.content.samples import request

ROOT = Path(__file__).parents[3]
CITIES = ("甲市", "乙市", "丙市", "丁市", "戊市", "己市")
FIGURES = {
    "days": (("2.2", "1.4", "1.2", "1.7", "1.3", "0.9"), "个工作日"),
    "online": (("79.6", "90.9", "95.8", "79.6", "98.4", "99.9"), "%"),
    "density": ((310, 420, 280, 150, 265, 198), "人"),
    "output": ((1997, 20311, 16529, 6589, 22023, 25716), "亿元"),
    "fee": ((0, 0, 0, 0, 0, 0), "元"),
}
INDICATORS = (
    indicator("days", "企业开办时间", family="workday", better="低"),
    indicator("online", "网上可办率", family="percent", better="高"),
    indicator("density", "窗口日均办件", family="count"),
    indicator("output", "地区生产总值", family="cny", better="高", compare="同级"),
    indicator("fee", "企业开办费用", family="cny", better="低"),
)


@cache
def six(home: str | None = None, levels: tuple[str, ...] = ("地级市",)) -> Analysis:
    """The six cities c0 to c5 in 2023; `levels` are given to them in turn."""
    items: list[Item] = [
        fact(f"c{at}.{name}", value, symbol, period="2023", basis="期间")
        for name, (values, symbol) in FIGURES.items()
        for at, value in enumerate(values)
    ]
    places = [city(f"c{at}", name, level=levels[at % len(levels)]) for at, name in enumerate(CITIES)]
    return analyse(selection(*places, *items, *INDICATORS), home)


@cache
def document(name: str, home: str | None = None, levels: tuple[str, ...] = ("地级市",)) -> Document:
    template = read_template(name, [ROOT / "templates"])
    found, problems = compose(six(home, levels), template, request(), lambda chart: None)
    assert problems == []
    return found


def texts(found: Document) -> list[str]:
    """Every text of the document without its marks of reference."""
    every = (runs for block in found.blocks for runs in walk.runs(block))
    return [plain(tuple(run for run in runs if run.kind is RunKind.TEXT)) for runs in every]


def test_text_says_who_is_first_by_the_direction_of_the_indicator() -> None:
    """The lowest where low is better, neutral words where neither is."""
    found = six()
    writer = SentenceWriter(found.selection.library, Ledger(found.selection.library))
    said = {re.split("，.市约?为.市的", plain(writer.say(item)))[0] for item in found.findings}
    assert said == {
        "2023年企业开办时间，6市中，己市0.9个工作日居首，甲市2.2个工作日居末",
        "2023年网上可办率，6市中，己市99.9%居首，甲市、丁市［］均为79.6%，并列末位。",
        "2023年窗口日均办件，6市中，乙市420人最多，丁市150人最少",
        "2023年地区生产总值，6市中，己市25716亿元最多，甲市1997亿元最少。",
        "2023年企业开办费用，6市均为0元。",
    }
    (days,) = (plain(writer.say(item)) for item in found.findings if item.facts[0] == "c5.days")
    assert "，甲市约为己市的" in days


def test_charts_draw_the_first_on_top_and_say_where_the_shortest_bar_is_the_best() -> None:
    """Every bar in the order of the comparison."""
    panels = {
        panel.title: [mark.label for mark in panel.marks]
        for block in document("bulletin").blocks
        if isinstance(block, Figure) and block.chart.kind in ("bars", "grouped")
        for panel in block.chart.panels
    }
    assert panels["企业开办时间（越短越好）"] == ["己市", "丙市", "戊市", "乙市", "丁市", "甲市"]
    assert panels["网上可办率"][:4] == ["己市", "戊市", "丙市", "乙市"]


@pytest.mark.parametrize(
    ("count", "home", "title"),
    [
        (5, "c4", "戊市与甲市等4市政务服务对标分析"),
        (5, "c0", "甲市与乙市等4市政务服务对标分析"),
        (4, "c1", "乙市与甲市、丙市、丁市政务服务对标分析"),
    ],
)
def test_the_title_of_a_benchmark_names_the_home_city_first(count: int, home: str, title: str) -> None:
    """Whatever the order of the data; of many others the first alone is named."""
    places = [city(f"c{at}", CITIES[at]) for at in range(count)]
    data = analyse(selection(*places, *(fact(f"c{at}.a", at) for at in range(count))), home)
    found, _ = compose(data, read_template("benchmark", [ROOT / "templates"]), request(), lambda chart: None)
    assert found.meta.title == title


def test_levels_are_said_to_differ_only_where_they_do() -> None:
    """That totals come with size is true of any cities."""
    sentence = "总量受城市规模影响，高低不等于工作优劣。"
    even = texts(document("bulletin"))
    assert any(sentence in text for text in even)
    assert not any("各地行政层级不同" in text for text in even)
    uneven = texts(document("bulletin", levels=("地级市", "市辖区")))
    assert any(f"各地行政层级不同，{sentence}" in text for text in uneven)
    unknown = texts(document("bulletin", levels=("地级市", "")))
    assert not any("行政层级不同，总量受" in text for text in unknown)


def test_sections_without_anything_to_list_are_left_out() -> None:
    """Who lags in nothing has no heading of gaps."""
    headings = [plain(block.runs) for block in document("benchmark", "c5").blocks if isinstance(block, Heading)]
    assert "主要差距" not in headings
    assert "自身长处" in headings
