"""Quantities in Chinese numerals need a fact like any digit; names, set phrases and ordinals do not.

The cases (verdict, text, why) were written without sight of the rule: error what is unmistakable, warning what is
doubtful, pass what is no quantity. Every file cases/numerals*.tsv is read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.ledger import Ledger
from briefing.data.divisions import resolve
from briefing.errors import Severity
from briefing.model.document import Run
from briefing.templating.audit import Auditor
from briefing.text.stated_quantities import stated
from tests.builders import fact, library, practice
from tests.content.samples import BODY, blocks_of

FILES = sorted((Path(__file__).parent / "cases").glob("numerals*.tsv"))


def cases() -> Iterator[tuple[str, str]]:
    """Text and verdict of each case."""
    for path in FILES:
        with path.open(encoding="utf-8", newline="") as file:
            yield from ((row[1], row[0]) for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def verdict(text: str) -> str:
    """What the rule says of a text, the worst of it."""
    found = [problem.severity for _, problem in Auditor(()).bare((Run(text),))]
    return "error" if Severity.ERROR in found else "warning" if found else "pass"


@pytest.mark.parametrize(("text", "expected"), list(cases()))
def test_each_case_has_its_verdict(text: str, expected: str) -> None:
    assert verdict(text) == expected


def test_there_are_enough_cases_of_either_kind() -> None:
    verdicts = [expected for _, expected in cases()]
    assert verdicts.count("pass") >= 150
    assert len(verdicts) - verdicts.count("pass") >= 150


BESIDE = {
    "三百家企业": ["三百家"],
    "由七天压缩到一天": ["七天", "一天"],
    "占比高达八成": ["八成"],
    "统一成都标准": [],
    "二十四处": ["二十四处"],
    "四处走访": [],
    "一万二千": ["一万二千"],
    "党的二十大": [],
    "一点五亿元": ["一点五亿元"],
    "一点一滴": [],
    "三个工作日": ["三个工作日"],
    "三个方面": [],
    "三十分钟": ["三十分钟"],
    "十分钟": ["十分钟"],
    "十分重要": [],
    "十五分钟生活圈": [],
    "二〇二四年": [],
    "十月二十日": [],
    "二十日内": ["二十日"],
    "第二位": ["第二位"],
    "第二批": [],
    "全省第二。": ["全省第二"],
    "全省第二次会议": [],
    "《支持民营经济三十六条》": [],
    "“三十一条”": [],
    "“三个代表”": [],
    "“两个清零”行动": [],
    "“减少两个环节”": ["两个环节"],
    "“三个工作日”": ["三个工作日"],
    "16.4万户": [],
    "十几个部门": ["十几个"],
    "五六百户": ["五六百户"],
    "进入全国前三名": ["前三名"],
    "第一批试点": [],
    "翻了两番": ["翻了两番"],
    "六七成企业": ["六七成"],
    "八十年代": [],
    "打八折": ["打八折"],
    "得分九十五分": ["九十五分"],
    "八点三十分": [],
    "队伍万众一心": [],
    "伍万户": ["伍万"],
}


@pytest.mark.parametrize(("text", "found"), BESIDE.items())
def test_what_counts_is_told_from_what_looks_like_it(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in stated(text)] == found


def test_no_place_is_a_quantity() -> None:
    """七台河, 三元区, 九台区: 台 and 元 measure nothing there."""
    names = [
        place.name for code in ("230900", "350404", "220113", "140922", "410322", "659006") for place in resolve(code)
    ]
    assert len(names) > 3
    assert [name for name in names if list(stated(name))] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("同比（百分点）", []),
        ("占比（百分比）", []),
        ("千分点", []),
        ("按百分制计分", []),
        ("提高三个百分点", ["三个百分点"]),
        ("提高百分之三", ["百分之三"]),
        ("满分一百分", ["一百分"]),
        ("得数百分", ["数百分"]),
    ],
)
def test_what_points_and_shares_are_called_is_no_score(text: str, found: list[str]) -> None:
    """A library whose scores are counted in 分 makes no quantity of the head 百分点."""
    assert [text[one.start : one.end] for one in stated(text, ["分"])] == found


def test_a_unit_of_the_data_is_a_measure() -> None:
    [(_, problem)] = Auditor((), units=("学时",)).bare((Run("培训三十学时"),))
    assert (problem.severity, "数量“三十学时”没有出处" in problem.message) == (Severity.ERROR, True)
    assert not list(Auditor(()).bare((Run("培训三十学时"),)))
    data = library(fact("wuhan.rates", 3, "位"))
    assert {"位", "户"} <= set(Auditor.of(data, Ledger(data).behind).units)


def test_a_name_of_the_data_may_hold_a_quantity() -> None:
    data = library(replace(practice("wuhan.loan"), name="百项清单"))
    audit = Auditor.of(data, Ledger(data).behind)
    assert not list(audit.bare((Run("公布百项清单"),)))
    assert len(list(audit.bare((Run("公布百项措施"),)))) == 1


def test_what_a_fact_prints_may_be_written_in_numerals() -> None:
    runs = (Run("连续"), Run("三百家", ref="wuhan.items"), Run("，压减"), Run("三", ref="wuhan.cut"), Run("成"))
    assert not list(Auditor(()).bare(runs))


def test_an_error_and_a_warning_stand_at_their_lines(tmp_path: Path) -> None:
    problems = blocks_of(tmp_path, {BODY: "甲\n\n压减三成。\n\n有数百家。\n"})[1]
    assert [(problem.location.line, problem.severity) for problem in problems] == [
        (3, Severity.ERROR),
        (5, Severity.WARNING),
    ]
    assert problems[0].message == "“压减三成。”里的数量“三成”没有出处。"
    assert problems[1].message == "“有数百家。”里的“数百家”像是数量，没有出处。"
