"""What has moved since the last issue: counted from the figure as it stands now, and no longer than it is read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.last_issue import ROWS, LastIssueContext, MovementWriter
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.document import Derived
from briefing.model.facts import Fact
from briefing.model.issue import Issue, IssueState, LastIssue
from briefing.wording.prose import plain
from tests.builders import fact, indicator, library, selection

MARCH = Issue(year=2026, number=3, date="2026-04-10", state=IssueState.ISSUED, title="情况")
RATE = indicator("ontime", "按期办结率", family="percent", better="高")


def rate(month: int, value: str, place: str = "wuhan") -> Fact:
    return fact(f"{place}.ontime-{month}", value, "%", indicator="ontime", period=f"2026年{month}月", basis="期间")


def of_issue(item: Fact, value: str) -> Fact:
    """The figure as the issue printed it."""
    printed = rate(int(item.id.rpartition("-")[2]), value)
    return replace(printed, id=f"{item.id}.issue-2026-03")


def told(
    facts: Sequence[Fact],
    changed: Sequence[tuple[Fact, Fact]] = (),
    revised: Sequence[tuple[Fact, Fact]] = (),
    computed: Sequence[tuple[str, Derived]] = (),
    home: str | None = None,
) -> LastIssueContext:
    old = [before for before, _ in (*changed, *revised) if before not in facts]
    held = replace(library(*facts, RATE), former=tuple(old))
    found = analyse(replace(selection(*facts, RATE), library=held), home)
    ledger = Ledger(held)
    last = LastIssue(MARCH, old, {}, changed=changed, revised=revised, computed=computed)
    return MovementWriter(found, SentenceWriter(held, ledger), ledger).last(last)


def test_a_movement_is_counted_from_the_figure_as_it_is_revised() -> None:
    """99.4 % was printed of March, 98.3 % is right: April's 96.6 % is 1.7 points less, and the revision told once."""
    march, april = rate(3, "98.3"), rate(4, "96.6")
    printed = of_issue(march, "99.4")
    found = told((march, april), [(printed, april)], [(printed, march)])
    assert found.table
    assert [[plain(cell) for cell in row] for row in (found.table.header, *found.table.rows)] == [
        ["指标", "本期（2026年4月）", "上期（2026年3月）", "增减"],
        ["按期办结率", "96.6%", "98.3%", "下降1.7个百分点"],
    ]
    assert "上期的数据有修订的，以修订后的为准。" in map(plain, found.table.notes)
    assert ["下降1.7个百分点" in plain(said) for said in found.points] == [True]
    assert [plain(said) for said in found.revised] == ["2026年3月，武汉按期办结率98.3%（2026年第3期刊为99.4%）。"]


def test_of_many_revised_periods_one_line_sums_up() -> None:
    facts = [rate(month, "90.0") for month in range(1, 8)]
    (said,) = told(facts, revised=[(of_issue(item, "91.0"), item) for item in facts]).revised
    assert plain(said) == "2026年7月，武汉按期办结率90.0%（2026年第3期刊为91.0%）。另有6个时期的数据修订。"


@pytest.mark.parametrize(("count", "left"), [(ROWS, []), (ROWS + 1, ["只列变化较大的，其余1项从略。"])])
def test_a_table_holds_those_that_moved_most(count: int, left: list[str]) -> None:
    def of(number: int, month: int, value: int) -> Fact:
        return fact(f"wuhan.n{number}-{month}", value, "户", indicator=f"n{number}", period=f"2026年{month}月")

    pairs = [(of(number, 3, 100), of(number, 4, 200 + number)) for number in range(count)]
    table = told([item for pair in pairs for item in pair], pairs).table
    assert table
    assert len(table.rows) == ROWS
    assert plain(table.rows[0][0]) == ("n0" if count == ROWS else "n1")
    assert [plain(note) for note in table.notes if "从略" in plain(note)] == left


def test_home_comes_first_and_what_cannot_be_compared_is_counted_below() -> None:
    months = [
        (rate(3, "90.0", place), rate(4, value, place)) for place, value in (("wuhan", "99.0"), ("tianhe", "91.0"))
    ]
    short, longer = (
        fact(f"wuhan.n-{last}", last, "户", indicator="n", period=f"2026年1—{last}月", basis="累计") for last in (3, 4)
    )
    facts = [item for pair in (*months, (short, longer)) for item in pair]
    table = told(facts, [*months, (short, longer)], home="tianhe").table
    assert table
    assert [plain(row[0]) for row in table.rows] == ["天河区按期办结率", "武汉市按期办结率"]
    assert [plain(note) for note in table.notes][1:] == ["n1项：前后所指的时段长短不同，不作比较，没有列出。"]


def test_a_correction_names_the_figures_that_were_computed_from_the_wrong_one() -> None:
    march = rate(3, "98.3")
    growth = Derived("=wuhan.ontime-3.since.wuhan.ontime-2.difference", "1.2个百分点", "个百分点", "", (march.id,))
    table = told((march,), revised=[(of_issue(march, "99.4"), march)], computed=[(march.id, growth)]).corrections
    assert table
    assert [plain(note) for note in table.notes] == [
        "原刊由上列数据推算的下列数字也随之变化：按期办结率增减量1.2个百分点。"
    ]
