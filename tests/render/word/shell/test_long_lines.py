"""Names of offices longer than the line of a letterhead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model.document import Meta, Paragraph
from briefing.ooxml.length import Pt
from briefing.ooxml.xml import W
from briefing.render.word.shell.long_lines import lines_beside
from docs.make_letters import circular, letter
from tests.render.word.samples import SHELL, find, part, rendered, replaced, text

META = Meta("题", office="某市", date="2026年11月22日", fields={"number": "", "to": ""})
BEFORE_DATE = 27 - 7 - 2
"""Of the 27 characters of a line, those that a date of seven and a gap leave for the office."""


def lines_of(base: bytes, style: str, office: str) -> list[list[str | None]]:
    """The texts of the paragraph in that style, line by line."""
    root = part(
        rendered(
            Paragraph(text("甲")),
            base=base,
            meta=Meta("题", office=office, date="2026年11月22日", fields={"number": "", "to": ""}),
        )
    )
    [paragraph] = find(root, f"//w:p[w:pPr/w:pStyle/@w:val='{style}']")
    found: list[list[str | None]] = [[]]
    for item in paragraph.iter(f"{W}t", f"{W}br"):
        found.extend([[]] if item.tag == f"{W}br" else [])
        found[-1].extend([item.text] if item.tag == f"{W}t" else [])
    return found


@pytest.mark.parametrize(("office", "lines"), [
    ("一" * BEFORE_DATE, [["一" * BEFORE_DATE, "2026年11月22日"]]),
    ("市优化营商环境工作领导小组办公室政务科", [["市优化营商环境工作领导小组"], ["办公室政务科", "2026年11月22日"]]),
])  # fmt: skip
def test_an_office_that_leaves_no_room_for_the_date_is_broken_by_its_sense(office: str, lines: list[list[str]]) -> None:
    assert lines_of(SHELL, "MastheadOffice", office) == lines


@pytest.mark.parametrize(("office", "lines", "wide"), [
    ("武汉市人民政府办", [["武汉市人民政府办文件"]], None),
    ("武汉市人民政府办公厅", [["武汉市人民政府办公厅文件"]], "87"),
    ("市优化营商环境工作领导小组", [["市优化营商环境工作领导小组文件"]], "70"),
    ("市推进政府职能转变和“放管服”改革协调小组", [["市推进政府职能转变和"], ["“放管服”改革协调小组文件"]], "87"),
])  # fmt: skip
def test_a_name_that_a_letterhead_has_no_room_for_is_narrowed_then_broken_by_its_sense(
    office: str, lines: list[list[str]], wide: str | None
) -> None:
    assert lines_of(circular(), "CircularOffice", office) == lines
    root = part(rendered(Paragraph(text("甲")), base=circular(), meta=replace(META, office=office)))
    assert find(root, "//w:p[w:pPr/w:pStyle/@w:val='CircularOffice']//w:rPr/w:w/@w:val") == ([wide] if wide else [])


@pytest.mark.parametrize(("title", "lines"), [
    ("关于报送简报的函", ["关于报送简报的函"]),
    ("关于报送\n简报的函", ["关于报送", "简报的函"]),
    ("关于报送武汉市\n营商环境情况分析简报的函", ["关于报送武汉市", "营商环境情况", "分析简报的函"]),
])  # fmt: skip
def test_a_title_has_lines_that_the_type_area_has_room_for(title: str, lines: list[str]) -> None:
    narrow = replaced(letter(), "word/document.xml", '<w:pgSz w:w="11906"', '<w:pgSz w:w="6900"')
    meta = replace(META, title=title.replace("\n", ""), lines=tuple(title.split("\n")) if "\n" in title else ())
    root = part(rendered(Paragraph(text("甲")), base=narrow, meta=meta))
    assert find(root, "//w:p[w:pPr/w:pStyle/@w:val='Title']//w:t/text()") == lines


@pytest.mark.parametrize(("length", "lines"), [(17, 1), (28, 1), (29, 2)])
def test_a_line_that_stands_out_of_the_margins_has_more_room(length: int, lines: int) -> None:
    """The letterhead of a 函: 170 mm, of 28 pt (10.1); more than 17 characters are narrowed."""
    meta = Meta("题", office="一" * length, date="2026年11月22日", fields={"number": "", "to": ""})
    root = part(rendered(Paragraph(text("甲")), base=letter(), meta=meta), "word/header1.xml")
    assert len(find(root, "//w:p[w:pPr/w:pStyle/@w:val='LetterOffice']//w:t")) == lines


@pytest.mark.parametrize(("width", "lines"), [(18, ("某市某区", "营商办公室")), (17, ("某市某区营商办公室", ""))])
def test_a_date_that_leaves_less_than_eight_characters_has_a_line_of_its_own(
    width: int, lines: tuple[str, ...]
) -> None:
    assert lines_beside("某市某区营商办公室", "一" * 8, Pt(16), width * Pt(16)) == lines
