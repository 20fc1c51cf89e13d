"""Template output becomes blocks; what a briefing does not take is named with its line, never dropped."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Problem, errors_in
from briefing.model.document import (
    Block,
    ChartSpec,
    Figure,
    Heading,
    Items,
    Mark,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    References,
    Run,
    RunKind,
    Runs,
    Table,
)
from briefing.templating.markdown import parse
from briefing.templating.markdown_inline import slot

CASES = sorted((Path(__file__).parent.parent / "cases" / "markdown").glob("*.txt"))

FACT = Run("84.3亿元", ref="wuhan-loans")
CITE = Run("1", ref="hubei-daily", kind=RunKind.CITE)
CROSS = Run("图1", ref="loans", kind=RunKind.CROSS)
SPEC = ChartSpec("bars", "贷款", (Panel((Mark("武汉市", Decimal("84.3"), "84.3"),)),))
FIGURE = Figure("loans", (Run("贷款"),), SPEC, "贷款条形图")
TABLE = Table("pairs", (Run("对照"),), ((Run("城市"),),), (((Run("武汉市"),),),))
SOURCES = References((Reference(1, "hubei-daily", "湖北日报", (3,)),))

SLOTS: dict[str, object] = {
    "{数}": FACT,
    "{句}": (Run("共"), FACT),
    "{引}": CITE,
    "{见}": CROSS,
    "{空}": (),
    "{图}": FIGURE,
    "{表}": TABLE,
    "{图表}": (FIGURE, TABLE),
    "{来源}": SOURCES,
}
"""What a case file may write for a slot."""


def runs_outline(runs: Runs) -> str:
    """Bold as <b>…</b>, what came from a slot as ‹…›."""
    return "".join(_run_outline(run) for run in runs)


def _run_outline(run: Run) -> str:
    text = f"‹{run.text}›" if run.ref else run.text
    return f"<b>{text}</b>" if run.strong else text


def block_outline(block: Block) -> list[str]:
    """One block in the words of the case files."""
    match block:
        case Heading(level, runs, numbered):
            lines = [f"标题{level}{'' if numbered else '无号'} {runs_outline(runs)}"]
        case Paragraph(runs):
            lines = [f"段落 {runs_outline(runs)}"]
        case Items(ordered=ordered):
            lines = []
            for item, below in block.with_below:
                lines.append(f"{'编号' if ordered else '项'} {runs_outline(item)}")
                lines += [f"  {line}" for line in (block_outline(below) if below else ())]
        case Note(runs):
            lines = [f"说明 {runs_outline(runs)}"]
        case PageBreak():
            lines = ["分页"]
        case Table(header=header, rows=rows):
            title = f"表格 {runs_outline(block.caption)} [{block.unit}] {','.join(block.align)}".rstrip(" ,")
            lines = [title, *(f"  {' | '.join(runs_outline(cell) for cell in row)}" for row in (header, *rows))]
        case Figure():
            lines = [f"图 {runs_outline(block.caption)}"]
        case References(entries):
            lines = [f"来源 {len(entries)} 条"]
    return lines


def problem_outline(problem: Problem) -> str:
    return f"{'错误' if problem.severity == 'error' else '提醒'} {problem.location.line} {problem.message}"


def outline(text: str) -> str:
    for number, name in enumerate(SLOTS):
        text = text.replace(name, slot(number))
    blocks, problems = parse(text, list(SLOTS.values()))
    lines = [line for block in blocks for line in block_outline(block)]
    return "\n".join([*lines, *map(problem_outline, problems)])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_file_reads_as_its_lower_half_says(path: Path) -> None:
    """Above the line of dots what an author writes, below it what that becomes."""
    written, dots, expected = path.read_text(encoding="utf-8").partition("\n......\n")
    assert dots, f"{path.name} has no line of six dots"
    assert outline(written) == expected.rstrip("\n")


def test_there_are_case_files() -> None:
    """The parametrised test above would pass without a single file."""
    assert len(CASES) > 20


def test_a_slot_keeps_what_its_run_refers_to() -> None:
    """Fact ids, citations and cross-references reach the document untouched, bold or not."""
    [paragraph], problems = parse(f"余额**{slot(0)}**{slot(1)}见{slot(2)}", [FACT, (CITE,), CROSS])
    assert problems == []
    assert paragraph == Paragraph((Run("余额"), Run("84.3亿元", True, "wuhan-loans"), CITE, Run("见"), CROSS))


def test_slots_beyond_nine_are_told_apart() -> None:
    values = [Run(f"值{number}", ref=f"f{number}") for number in range(120)]
    [paragraph], _ = parse(f"{slot(1)}{slot(11)}{slot(119)}{slot(9)}", values)
    assert paragraph == Paragraph((values[1], values[11], values[119], values[9]))


def test_windows_line_ends_count_and_join_like_others() -> None:
    blocks, [problem] = parse("甲\r\n乙\r\n\r\n*丁", [])
    assert blocks[0] == Paragraph((Run("甲乙"),))
    assert problem.location.line == 4


@pytest.mark.parametrize(
    ("text", "slots", "words"),
    [
        (slot(3), (), "没有编号为 3 的占位"),
        ("甲" + slot(0), ((FACT, 5),), "int"),
        ("甲\ue000乙", (), "私用字符"),
    ],
)
def test_a_slot_that_cannot_be_filled_is_a_problem(text: str, slots: tuple[object, ...], words: str) -> None:
    _, [problem] = parse(f"\n{text}", slots)
    assert words in problem.message
    assert problem.location.line == 2


def test_a_problem_told_once_a_line() -> None:
    """Twenty stars in a line are one thing to mend."""
    _, problems = parse("*甲*乙*丙*", [])
    assert len(problems) == 1


def test_table_keys_differ() -> None:
    table = "表：甲\n| 乙 |\n| --- |\n| 丙 |\n\n"
    blocks, _ = parse(table * 3, [])
    assert len({block.key for block in blocks if isinstance(block, Table)}) == 3


PIECES = st.sampled_from(
    [*"武汉市办件提速，。“”（）：0123abz *_-+#>|~`[]()<>!\\&.\n\n\n", "**", "2023. ", "- ", "| --- |\n"]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_nothing_is_dropped_without_a_problem(text: str) -> None:
    """Whatever an author writes, each 汉字 of it comes through in order, or an error says what is amiss."""
    blocks, problems = parse(text, [])
    if not errors_in(problems):
        assert _hanzi("".join(line for block in blocks for line in _texts(block))) == _hanzi(text)


def _hanzi(text: str) -> str:
    return "".join(char for char in text if char in "武汉市办件提速")


def _texts(block: Block) -> list[str]:
    match block:
        case Items(items):
            return [runs_outline(item) for item in items]
        case Heading() | Paragraph() | Note():
            return [runs_outline(block.runs)]
        case _:
            return []


def test_the_address_of_a_link_may_be_a_parameter() -> None:
    given = Run("www.example.cn/12", ref="网址", kind=RunKind.GIVEN)
    blocks, problems = parse(f"见[甲]({slot(0)})。", [given])
    assert blocks == [Paragraph((Run("见甲（"), given, Run("）。")))]
    assert problems == []
