"""{最新:经营主体} is the latest figure that the city has of an indicator, or is told as none at its line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.data.latest import with_latest
from briefing.model.facts import Fact, Practice
from tests.builders import fact, indicator, library, practice

ENTITIES = replace(indicator("entities", "经营主体"), aliases=("市场主体",))


def _fact(name: str, period: str, **more: str) -> Fact:
    return fact(f"wuhan.{name}", 1, "户", indicator="entities", period=period, **more)


OLD, NOW = _fact("old", "2023年末"), _fact("now", "2024年末")


def _resolved(text: str, *facts: Fact) -> tuple[Practice, list[str]]:
    held = library(ENTITIES, indicator("days", "时限", family="time"), practice("wuhan.reform", text), *facts)
    records, problems = with_latest(held.records, held.catalogue.indicators)
    (found,) = records["wuhan"].practices
    assert all(item.location.key == "text" for item in problems)
    return found, [f"{item.message}{item.hint}" for item in problems]


@pytest.mark.parametrize("slot", ["最新:经营主体", "最新：市场主体", " 最新: entities ", "最新:经营主体（市本级）"])
def test_an_indicator_is_called_by_any_of_its_names(slot: str) -> None:
    text = f"现有{{{slot}}}，此前{{wuhan.old}}。"
    found, problems = _resolved(text, OLD, _fact("now", "2024年末", scope="市本级"), _fact("first", "2022年末"))
    wanted = "wuhan.now" if "市本级" in slot else "wuhan.old"
    assert (found.text, problems) == (f"现有{{{wanted}}}，此前{{wuhan.old}}。", [])
    assert (found.facts, found.written) == (tuple(dict.fromkeys((wanted, "wuhan.old"))), text)


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        ([OLD, NOW], "wuhan.now"),
        ([NOW, OLD, _fact("undated", "未注明")], "wuhan.now"),
        ([_fact("undated", "未注明")], "wuhan.undated"),
        ([OLD, _fact("open", "2024年以来"), _fact("current", "目前")], "wuhan.old"),
        ([OLD, _fact("part", "2024年末", scope="市本级")], "wuhan.old"),
        ([_fact("a", "2023年末", scope="市本级"), _fact("b", "2024年末", scope="开发区")], "wuhan.b"),
    ],
)
def test_the_latest_is_that_of_the_last_day_of_the_whole_before_its_parts(held: list[Fact], wanted: str) -> None:
    assert _resolved("{最新:经营主体}。", *held)[0].facts == (wanted,)


@pytest.mark.parametrize(
    ("text", "held", "told"),
    [
        ("{最新:经营主休}", [OLD], "“最新:经营主休”：未找到指标“经营主休”，您是不是要找“经营主体”？"),
        ("{最新:时限}", [OLD], "武汉市没有“时限”的数据。请先收录它的数据，或改写这一句。"),
        ("{最新:经营主体（城区）}", [OLD], "没有口径为“城区”的“经营主体”数据。请去掉括号和里面的口径。"),
        (
            "{最新:经营主体}",
            [NOW, _fact("quarter", "2024年四季度"), OLD],
            "最新的“经营主体”数据不止一个。请写明是哪一个：{wuhan.now}（2024年末，1户）、{wuhan.quarter}（2024年四季度，1户）",
        ),
    ],
)
def test_what_cannot_be_found_is_told_and_stays_as_it_is_written(text: str, held: list[Fact], told: str) -> None:
    found, (problem,) = _resolved(f"现有{text}。", *held)
    assert told in problem
    assert (found.text, found.facts) == (f"现有{text}。", ())


def test_a_fact_that_was_left_out_is_not_told_twice() -> None:
    held = library(ENTITIES, practice("wuhan.reform", "现有{最新:经营主体}。"))
    found = [with_latest(held.records, held.catalogue.indicators, {id})[1] for id in ("wuhan.now", "tianhe.now")]
    assert list(map(len, found)) == [0, 1]


def test_a_text_that_asks_for_nothing_stays() -> None:
    found, problems = _resolved("现有{wuhan.old}。", OLD)
    assert (found.written, problems) == ("", [])
