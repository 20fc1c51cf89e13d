"""The city that docs/data.md writes out is sound, and is printed in a briefing."""

from __future__ import annotations

import datetime
import re
import shutil
from pathlib import Path

from briefing import generate
from briefing.data.reader import examine
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.library import Library
from tests.docs.test_data_page import PAGE

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2024, 2, 1)


def _library(folder: Path) -> Library:
    """The built-in catalogue with the files that the page shows, and no other city."""
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("cities", "inventory"))
    for name, text in re.findall(r"<!-- (\S+\.yaml) -->\n```yaml\n(.*?)```", PAGE, re.S):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    library, problems = examine(YamlReader(data), DAY)
    assert problems == []
    return library


def test_the_city_on_the_page_is_sound_and_shows_every_key_of_a_fact_that_an_office_fills(tmp_path: Path) -> None:
    library = _library(tmp_path)
    facts = {fact.id: fact for fact in library.facts()}
    names = {id: library.catalogue.indicators[fact.indicator].name for id, fact in facts.items()}
    assert names["lucheng.entities-growth"] == "经营主体同比增速"
    assert names["lucheng.case-time-cut"] == "高频事项平均办理时长降幅"
    assert names["lucheng.income"] == "人均城镇居民可支配收入"
    assert names["lucheng.income-rank"] == "城镇居民可支配收入位次"
    (made,) = (id for id in facts if id.startswith("lucheng.satisfaction-"))
    assert made.endswith("-2023")
    target = facts["lucheng.entities"].target
    assert target
    assert target.quantity.unit.symbol == "万户"


TARGET = "经营主体197.3万户（快报），同比增长5.42%，完成年度目标200万户的约98.6%（推算），差2.7万户（市市场监管局牵头）"


def test_a_briefing_prints_what_the_page_says_of_it(tmp_path: Path) -> None:
    """The caveats of a figure and of the source, what is undisclosed, and a total with its growth and target."""
    text = generate(_library(tmp_path), date=DAY).markdown()
    for said in ("含等候时间", "部分数据为快报数", "未披露企业制度性交易成本", TARGET):
        assert said in text
