"""What stands in a Word file as it was printed agrees with its figure; what was reworded around it is for a person."""

from __future__ import annotations

import csv
import io

import pytest

from briefing.bundle.contents import facts_csv
from briefing.bundle.manifest_records import PrintedLine
from briefing.model.document import Document, Meta, Run
from briefing.ooxml.package import Package
from briefing.trace.evidence import CheckedNumber, CheckedText, EvidenceBase, check_text
from briefing.trace.evidence import told as told_lines
from tests.builders import FAMILIES, fact, indicator, library
from tests.conformance.small import docx, p

HELD = library(
    fact("tianhe.firms", "48.6", "万户", period="2021年"),
    fact("tianhe.private", "44.7", "万户", period="2021年"),
    fact("tianhe.items", 400, "项", qualifier="余"),
    fact("wuhan.items", 104, "项"),
    *(indicator("firms", "企业总量"), indicator("private", "民营企业"), indicator("items", "服务事项")),
)


def line(text: str) -> PrintedLine:
    """A paragraph with its figures written as {48.6万户|tianhe.firms}."""
    made = []
    for at, part in enumerate(text.replace("}", "{").split("{")):
        words, _, ref = part.partition("|")
        made += [Run(words, ref=ref if at % 2 else None)] if words else []
    return PrintedLine((tuple(made),))


TEXT = (
    "天河区。截至2021年底，企业总量{48.6万户|tianhe.firms}，其中民营企业{44.7万户|tianhe.private}（推算占约"
    "{92%|=share}）［1］；上线服务事项{400余项|tianhe.items}，增长{5%|=growth}。"
)
WRITTEN = (
    "天河区。截至2021年底，企业总量48.6万户，其中民营企业44.7万户（推算占约92%）[1]；上线服务事项400余项，增长5%。"
)
ROWS = ("城市", "服务事项（项）"), ("天河区", "400余"), ("武汉市", "104")
LINES = (
    line(TEXT),
    *(
        PrintedLine(((Run(city),), (Run(number, ref=ref),)), "t")
        for (city, number), ref in zip(ROWS, (None, "tianhe.items", "wuhan.items"), strict=True)
    ),
)


def table(rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def checked(body: str, lines: tuple[PrintedLine, ...] = LINES, **parts: str) -> list[CheckedNumber]:
    return whole(body, lines, **parts).numbers


def whole(body: str, lines: tuple[PrintedLine, ...] = LINES, **parts: str) -> CheckedText:
    data = facts_csv(HELD.facts(), Document(Meta("题目"), ()), HELD)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    return check_text(Package.open(docx(body, **parts)), EvidenceBase(rows, lines), FAMILIES)


def told(body: str, lines: tuple[PrintedLine, ...] = LINES) -> list[tuple[str, str, str]]:
    """What does not agree."""
    return [(item.number.text, item.standing, item.why) for item in checked(body, lines) if item.standing != "一致"]


def test_all_that_stands_as_it_was_printed_agrees_and_has_its_figure() -> None:
    found = checked(p(WRITTEN) + table())
    assert [item.standing for item in found] == ["一致"] * 7
    assert told(p(WRITTEN.replace("[1]", "①")) + table()) == []  # sources as footnotes
    rows = [item.row["编号"] if item.row else None for item in found]
    assert rows == ["tianhe.firms", "tianhe.private", None, "tianhe.items", None, "tianhe.items", "wuhan.items"]


FIRMS, PRIVATE, SHARE, ITEMS, GROWTH = "48.6万户", "44.7万户", "92%", "400余项", "5%"
EDITED = [
    ("增长5%", "下降5%", [(GROWTH, "待核", "原文是“增长5%”")]),
    ("企业总量", "外资企业", [(FIRMS, "待核", "原文是“企业总量48.6万户”")]),
    ("上线服务事项400余项", "服务事项400余项尚未上线", [(ITEMS, "待核", "原文是“上线服务事项400余项”")]),
    ("400余项", "不足400项", [("400项", "待核", "原为400余项")]),
    ("400余项", "近400余项", [(ITEMS, "待核", "原文是“上线服务事项400余项”")]),
    ("400余项", "400余件", [("400余件", "待核", "原为400余项")]),
    ("2021年", "2022年", [(number, "待核", "原文是“截至2021年底”") for number in (FIRMS, PRIVATE, SHARE)]),
    ("天河区。", "武汉市。", [(n, "待核", "原来说的是天河区") for n in (FIRMS, PRIVATE, SHARE, ITEMS, GROWTH)]),
    (
        "，其中民营",
        "，2020年民营",
        [(PRIVATE, "待核", "原文是“其中民营企业44.7万户”"), (SHARE, "待核", "原来说的是2021年")],
    ),
    ("400余项", "500余项", [("500余项", "改过", "原为400余项")]),
    ("48.6万户", "486000户", []),
    ("400余项", "４００余项", []),
    ("；上线", "。上线", []),
    ("，其中民营企业44.7万户", "", []),
]


@pytest.mark.parametrize(("old", "new", "expected"), EDITED)
def test_what_is_said_of_a_number_otherwise_is_for_a_person(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert old in WRITTEN
    assert told(p(WRITTEN.replace(old, new)) + table()) == expected


@pytest.mark.parametrize(("new", "told_of"), [("一半以上", True), ("400余项", False), ("500余项", False)])
def test_a_sentence_that_has_lost_a_number_is_for_a_person(new: str, told_of: bool) -> None:
    words = whole(p(WRITTEN.replace("400余项", new)) + table()).words
    assert [item for item in words if "400余项" in item] == words
    assert bool(words) is told_of


def test_two_numbers_that_changed_places_were_both_changed() -> None:
    body = WRITTEN.replace(FIRMS, "#").replace(PRIVATE, FIRMS).replace("#", PRIVATE)
    assert told(p(body)) == [(PRIVATE, "改过", "原为48.6万户"), (FIRMS, "改过", "原为44.7万户")]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((ROWS[0], ROWS[1], ("三门峡市", "104")), [("104", "待核", "城市原为“武汉市”")]),
        ((("城市", "证照（项）"), *ROWS[1:]), [(n, "待核", "表头原为“服务事项（项）”") for n in ("400余", "104")]),
        ((ROWS[0], ROWS[1], ("武汉市", "140")), [("140", "改过", "原为104")]),
        ((ROWS[0], ROWS[2], ROWS[1]), []),
    ],
)
def test_a_number_in_a_table_is_of_its_row_and_its_column(
    rows: tuple[tuple[str, ...], ...], expected: list[tuple[str, str, str]]
) -> None:
    assert told(p(WRITTEN) + table(rows)) == expected


def test_of_a_column_whose_head_was_retyped_one_line_is_told() -> None:
    found = checked(p(WRITTEN) + table((("城市", "证照（项）"), *ROWS[1:])))
    lines = [line for item, line in told_lines(found) if item.standing != "一致"]
    assert lines == ["表1第2列2个数（表头原为“服务事项（项）”）：400余、104"]


LONG = (
    ("城市", "指标", "数值", "时期", "备注"),
    ("武汉市", "“服务”事项", "104项", "2021年", "1"),
    ("天河区", "12345热线", "5%", "—", "2"),
)
NO_FIGURES = "1", "2", "12345", "12315"
LONG_LINES = tuple(
    PrintedLine(tuple((Run(cell, ref=ref if cell == row[2] else None),) for cell in row), "t")
    for row, ref in zip(LONG, (None, "wuhan.items", "=growth"), strict=True)
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("“服务”事项", "群众满意事项", [("104项", "待核", "指标原为“‘服务’事项”")]),
        ("2021年", "2022年", [("104项", "待核", "时期原为“2021年”")]),
        ("武汉市", "三门峡市", [("104项", "待核", "城市原为“武汉市”")]),
        ("12345热线", "12315热线", [("5%", "待核", "指标原为“12345热线”")]),
        ("104项", "140项", [("140项", "改过", "原为104项")]),
        ("天河区", " 天河区 ", []),
        ("备注", "说明", []),
    ],
)
def test_a_row_says_in_all_its_cells_without_figures_what_its_number_is_of(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    rows = tuple(tuple(new if cell == old else cell for cell in row) for row in LONG)
    assert [item for item in told(table(rows), LONG_LINES) if item[0] not in NO_FIGURES] == expected


def test_rows_in_another_order_agree_but_not_where_their_labels_stayed() -> None:
    head, first, second = LONG
    assert [item for item in told(table((head, second, first)), LONG_LINES) if item[0] not in NO_FIGURES] == []
    swapped = (first[0], second[1], *first[2:]), (second[0], first[1], *second[2:])
    found = [item for item in told(table((head, *swapped)), LONG_LINES) if item[0] not in NO_FIGURES]
    assert found == [("104项", "待核", "指标原为“‘服务’事项”"), ("5%", "待核", "指标原为“12345热线”")]


LED = (
    line("2021年营商环境情况"),
    line("天河区"),
    line("企业总量。比上年多{48.6万户|tianhe.firms}。"),
    line("武汉市"),
    line("武汉市在武汉网站设专区。有{104项|wuhan.items}，"),
    line("服务事项"),
    line("单位：项"),
    *LINES[1:],
)
HEADED = "".join(
    map(
        p,
        (
            "编发单位",
            "2026年11月29日",
            "2021年营商环境情况",
            "一、天河区",
            "企业总量。比上年多48.6万户。",
            "二、武汉市",
            "武汉市在武汉网站设专区。有104项，",
            "表1　服务事项",
            "单位：项",
        ),
    )
) + table((("城市", "数量（项）"), *ROWS[1:]))
LED = (*LED[:7], PrintedLine(((Run("城市"),), (Run("数量（项）"),)), "t"), *LED[8:])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("编发单位", "另一单位", []),
        ("2026年11月29日", "2026年11月30日", []),
        ("2026年11月29日", "", []),
        ("营商环境情况", "营商环境建设情况", []),
        ("2021年营商", "2022年营商", [(n, "待核", "原来说的是2021年") for n in (FIRMS, "104项", "400余", "104")]),
        ("一、天河区", "一、天河区进展", []),
        ("一、天河区", "一、三门峡市", [(FIRMS, "待核", "原来说的是天河区")]),
        ("企业总量。", "民营企业。", [(FIRMS, "待核", "原来说的是企业总量")]),
        ("企业总量。", "企业总量情况。", []),
        ("二、武汉市", "二、天河区", []),
        ("武汉市在武汉", "天河区在武汉", [("104项", "待核", "原来说的是武汉")]),
        ("武汉市在武汉", "武汉在武汉", []),
        ("单位：项", "单位：件", [(n, "待核", "原来是“单位：项”") for n in ("400余", "104")]),
        ("单位：项", "单位： 项", []),
        ("表1　服务事项", "表1　服务事项概览", []),
        ("表1　服务事项", "表1　电子证照", [(n, "待核", "原来说的是服务事项") for n in ("400余", "104")]),
    ],
)
def test_what_leads_a_paragraph_or_stands_above_says_whose_its_numbers_are(
    old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert told(HEADED, LED) == []
    assert HEADED.count(old) == 1
    assert told(HEADED.replace(old, new), LED) == expected


NOTED = (
    line("天河区、武汉市企业比较"),
    line("天河区企业总量{48.6万户|tianhe.firms}。"),
    line("武汉市服务事项"),
    line("时期：未注明。资料来源：［1］"),
    line("服务事项一览"),
    *LINES[1:],
    line("各项数据原文均未注明时期。"),
    line("资料来源：［1］"),
)
NOTED_FILE = (
    "".join(
        map(
            p,
            (
                "天河区、武汉市企业比较",
                "天河区企业总量48.6万户。",
                "图1　武汉市服务事项",
                "时期：未注明。资料来源：[1]",
                "表1　服务事项一览",
            ),
        )
    )
    + table()
    + p("各项数据原文均未注明时期。")
    + p("资料来源：[1]")
)
TITLE_WAS, NOTE_WAS = "（原文是“天河区、武汉市企业比较”）", "（原文是“各项数据原文均未注明时期。”）"


@pytest.mark.parametrize(
    ("old", "new", "numbers", "words"),
    [
        (
            "天河区、武汉市企业",
            "三门峡市、武汉市企业",
            [(n, "待核", "原来说的是天河区") for n in (FIRMS, "400余")],
            [f"第1段“三门峡市、武汉市企业比较”{TITLE_WAS}"],
        ),
        ("企业比较", "企业情况", [], [f"第1段“天河区、武汉市企业情况”{TITLE_WAS}"]),
        (
            "图1　武汉市",
            "图1　天河区",
            [],
            ["第3段“图1 天河区服务事项”（原文是“武汉市服务事项”）"],
        ),
        ("时期：未注明", "时期：2024年", [], ["第4段“时期：2024年。”（原文是“时期：未注明。”）"]),
        ("图1　", "图2　", [], []),
        ("表1　服务事项一览", "表1　服务事项概览", [], ["第5段“表1 服务事项概览”（原文是“服务事项一览”）"]),
        (
            "各项数据原文均未注明时期",
            "各项数据均为2024年",
            [(n, "待核", "原来没有说2024年") for n in ("400余", "104")],
            [f"第6段“各项数据均为2024年。”{NOTE_WAS}"],
        ),
        ("企业总量", "外资总量", [(FIRMS, "待核", "原文是“天河区企业总量48.6万户”")], []),
    ],
)
def test_titles_captions_and_notes_that_say_other_things_are_for_a_person(
    old: str, new: str, numbers: list[tuple[str, str, str]], words: list[str]
) -> None:
    assert (told(NOTED_FILE, NOTED), whole(NOTED_FILE, NOTED).words) == ([], [])
    assert NOTED_FILE.count(old) == 1
    body = NOTED_FILE.replace(old, new)
    assert told(body, NOTED) == numbers
    assert whole(body, NOTED).words == words


def test_what_was_moved_agrees_where_the_words_around_it_still_speak_of_it() -> None:
    moved = "上线服务事项400余项，增长5%。"
    body = p(WRITTEN.replace(moved, "")) + p("此外，企业更好办事。") + table()
    assert told(body + p(f"天河区{moved}")) == [(GROWTH, "待核", "移到了别处")]
    assert told(body + p(f"武汉市{moved}"))[0] == (ITEMS, "待核", "移到了别处")
    assert told(body + p(f"天河区尚未{moved}"))[0] == (ITEMS, "待核", "移到了别处")


def test_a_number_in_a_sentence_that_was_not_printed_is_for_a_person() -> None:
    """Whatever it says, and wherever it stands: in a footer, too."""
    may_be = "后来加的，资料中有武汉市服务事项104项"
    body = p(WRITTEN) + table()
    assert told(body + p("武汉市服务事项104项。")) == [("104项", "待核", may_be)]
    assert told(body + p("武汉市服务事项107项。")) == [("107项", "改过", "")]
    footer = p("武汉市服务事项104项，1.2万件")
    found = [(item.number.text, item.standing, str(item)[:2]) for item in checked(body, footer1=footer)[-2:]]
    assert found == [("104项", "待核", "页脚"), ("1.2万件", "没有依据", "页脚")]
