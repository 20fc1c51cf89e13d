"""The 修改对照表 shows each change beside what stood there, and leaves the reason to be filled in."""

from __future__ import annotations

import pytest

from briefing.model.document import Runs, Table
from briefing.ooxml.position import Position
from briefing.trace.changes import changes
from briefing.trace.evidence import CheckedNumber, NumberStatus
from briefing.trace.figure_changes import figure_changes
from briefing.trace.figures import KnownFigure, KnownFigures
from briefing.trace.passages import PICTURE, Passage, PassageKind, WordText
from briefing.trace.revision_table import lines, marked, revision_table
from tests.builders import fact, indicator, library
from tests.trace.test_changes import BASE, FIRST, ROWS, SECOND, TABLE, THIRD, cells, edited, p, run, text
from tests.trace.test_figure_changes import judged


def shown(content: Runs) -> str:
    """Runs as text, what is strong in 【】."""
    return "".join(f"【{run.text}】" if run.strong else run.text for run in content)


def tables(body: str) -> list[Table]:
    found = changes(text(BASE), text(body))
    document = revision_table(found, figure_changes(found, None, None), ("说明。",))
    return [block for block in document.blocks if isinstance(block, Table)]


def row(body: str) -> tuple[str, ...]:
    (first,) = tables(body)[0].rows
    return tuple(map(shown, first))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("余额4.74亿元", "余额14.74亿元", ("余额【4.74】亿元", "余额【14.74】亿元")),
        ("高频事项实现", "常办事项都实现", ("【高频】事项实现", "【常办】事项【都】实现")),
        ("，104项高频", "，105项常用", ("，【104项高频】", "，【105项常用】")),
        ("甲乙丙丁", "甲乙丙丁", ("甲乙丙丁", "甲乙丙丁")),
    ],
)
def test_what_differs_is_strong_and_a_number_is_marked_whole(
    before: str, after: str, expected: tuple[str, str]
) -> None:
    assert tuple(map(shown, marked(before, after))) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (edited(p(SECOND), ""), ("1", "原稿第3段", SECOND, "（删去）", "")),
        (edited("附：名单。", "附：名单。共三页。"), ("1", "第6段", "（无）", "共三页。", "")),
        (
            edited(p(SECOND), "").replace(p(THIRD), p(THIRD) + p(SECOND)),
            ("1", "原稿第3段", SECOND, "（文字未改，移至第5段）", ""),
        ),
        (edited("2.80", "3.80"), ("1", "表1第3行", "三门峡市｜【2.80】", "三门峡市｜【3.80】", "")),
        (
            BASE.replace(TABLE, f"<w:tbl>{''.join(cells(row[0]) for row in ROWS)}</w:tbl>"),
            ("1", "原稿表1第2列", "贷款余额 ／ 4.74 ／ 2.80", "（删去）", ""),
        ),
        (edited(cells(*ROWS[2]), ""), ("1", "原稿表1第3行", "三门峡市｜2.80", "（删去）", "")),
        (
            edited(
                p(SECOND),
                f"<w:p>{run('推行企业开办')}{run('一日办结', '<w:b/>')}{run('。为特殊群体提供上门服务。')}</w:p>",
            ),
            ("1", "第3段", "推行企业开办一日办结。", "（加粗“一日办结”，文字未改）", ""),
        ),
        (
            edited(p(FIRST) + p(SECOND), p(FIRST + SECOND)),
            (
                "1",
                "第2段",
                "…余额4.74亿元，比上年增长12.5%。推行企业开办一日办结。…",
                "（此处两段并为一段，文字未改）",
                "",
            ),
        ),
    ],
)
def test_each_change_is_a_row(body: str, expected: tuple[str, ...]) -> None:
    assert row(body) == expected


def test_changes_of_the_text_come_before_those_of_form_and_numbers_follow() -> None:
    body = edited("4.74亿元", "4.84亿元").replace(p(SECOND), p(SECOND, run="<w:b/>"))
    body = body.replace(p(THIRD), p(THIRD.replace("2028", "2029"), run="<w:b/>"))
    words, form, numbers = tables(body)
    assert [shown(row[3]) for row in form.rows] == ["（加粗，文字未改）", "（加粗）"]
    assert [shown(cell) for cell in form.rows[0]][:2] == ["3", "第3段"]
    assert [shown(cell) for cell in numbers.rows[0]] == ["1", "（无）", "4.74亿元", "4.84亿元", "未与资料对照", ""]
    assert [shown(cell) for cell in words.header] == ["序号", "位置", "原文", "修改后", "理由"]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (("武汉市", "降幅", "74.81%", "未注明"), "武汉市｜降幅｜73.81% → 武汉市｜降幅｜74.81%"),
        (("三门峡市", "降幅", "73.81%", "未注明"), "武汉市｜降幅 → 三门峡市｜降幅"),
    ],
)
def test_a_row_is_told_with_all_that_says_which_it_is(body: tuple[str, ...], told: str) -> None:
    was, now = (f"<w:tbl>{cells(*row)}</w:tbl>{p(THIRD)}" for row in (("武汉市", "降幅", "73.81%", "未注明"), body))
    (line,) = lines(changes(text(was), text(now)))
    assert line.endswith(f"：{told}")


def test_a_long_passage_is_told_from_the_first_difference_on() -> None:
    long = "办理环节平均减少8.27个，时限缩短12.36天，" * 5
    (line,) = lines(changes(text(p(f"{long}甲。")), text(p(f"{long}乙。"))))
    old, new = line.split(" → ")
    assert (old[-2:], new[-2:], len(new)) == ("甲。", "乙。", 23)


def test_a_figure_that_was_replaced_alike_in_several_places_is_one_row() -> None:
    body = p("武汉市办理104项。") + p("武汉市全年办理104项。")
    before = text(body)
    found = changes(before, text(body.replace("104", "105")))
    known = KnownFigures.of_library(library(fact("wuhan.items", 104, "项"), indicator("items", "办理")))
    document = revision_table(found, figure_changes(found, judged(before, known), None), ())
    last = [block for block in document.blocks if isinstance(block, Table)][-1]
    assert [tuple(map(shown, row))[:4] for row in last.rows] == [("1、2", "武汉市办理", "104项", "105项")]


def test_a_number_that_was_set_by_hand_is_named_by_its_parameter_and_one_that_was_added_stands_alone() -> None:
    before, after = text(p("电话123个，")), text(p("电话124个，另有5个，"))
    given = KnownFigure("电话", "123个", None, (), ())
    judged_before = {id(item): CheckedNumber(item, NumberStatus.UNCHANGED, given) for item in before.numbers}
    found = changes(before, after)
    document = revision_table(found, figure_changes(found, judged_before, judged(after, KnownFigures([], {}))), ())
    last = [block for block in document.blocks if isinstance(block, Table)][-1]
    assert [tuple(map(shown, row))[1:5] for row in last.rows] == [
        ("电话", "123个", "124个", "与资料不同"),
        ("（无）", "（无）", "5个", "资料中没有"),
    ]


def test_a_terminal_shows_a_line_for_each_and_says_where_a_picture_was_replaced() -> None:
    one, other = (Passage(PassageKind.PICTURE, PICTURE, 1, Position(paragraph=5), key, (None,) * 4) for key in "ab")
    found = changes(WordText((one,), (), 0), WordText((other,), (), 0))
    assert list(lines(found)) == ["1. 【改写】第5段：〔图片〕 → （图片已更换）"]
    assert list(lines(changes(text(BASE), text(edited("2.80", "3.80"))))) == [
        "1. 【改写】表1第3行：三门峡市｜2.80 → 三门峡市｜3.80"
    ]
