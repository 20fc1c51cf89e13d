"""A shell that was not made for briefings gets the styles that it lacks, in its own fonts, and the numbers of 公文."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.shared import Mm, Pt
from openxml_audit import OpenXmlValidator

from briefing.conformance.reader import open_file, read
from briefing.errors import Problem
from briefing.model.document import Contents, Heading, Items, Paragraph
from briefing.model.layout import Layout
from briefing.model.walk import pictures as keys_of_pictures
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.xml import parse
from briefing.render.word.shell.opening import Shell, open_shell
from briefing.render.word.shell.style_names import OPTIONAL, StyleName
from briefing.render.word.writer import render_docx

from ..samples import SHELL, document, every_block, figure, find, part, picture, rendered, replaced, table, text, value

STYLES = "word/styles.xml"
HEADINGS = (Heading(1, text("甲")), Heading(2, text("乙")), Heading(2, text("丙")), Heading(3, text("丁")),
            Heading(1, text("戊"), numbered=False), Heading(1, text("己")))  # fmt: skip


@pytest.fixture(autouse=True)
def _without_page_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Which page a heading stands on is nothing of styles, and LibreOffice takes seconds to tell."""
    monkeypatch.setattr("briefing.render.pdf.libreoffice", lambda: None)


def foreign(*, size: float = 12, title: str = "Title", width: float = 160) -> bytes:
    """A shell as python-docx makes one: headings without numbers, none of the styles that briefings have."""
    made = docx.Document()
    made.styles["Normal"].font.size = Pt(size)
    made.add_paragraph("{{ title }}", style=title)
    made.add_paragraph("{{p body }}")
    section = made.sections[0]
    section.page_width, section.left_margin, section.right_margin = Mm(width + 50), Mm(25), Mm(25)
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def told(shell: Shell) -> str:
    return "".join(str(problem) for problem in shell.doubts)


def printed(folder: Path, data: bytes) -> list[str]:
    """What Word prints of a file, with the numbers of its lists."""
    (folder / "a.docx").write_bytes(data)
    return [paragraph.shown for paragraph in read(open_file(folder / "a.docx")).paragraphs]


@pytest.mark.parametrize("look", sorted(set(StyleName) - OPTIONAL))
def test_each_style_that_is_missing_is_added_and_told(look: StyleName) -> None:
    base = replaced(SHELL, STYLES, f'w:name w:val="{look}"', 'w:name w:val="别的"')
    shell = open_shell(base)
    assert f"没有样式“{look.shown}”，已按版式文件的字体补上" in told(shell)
    assert set(shell.styles) >= set(StyleName) - OPTIONAL
    assert "没有编号" not in told(shell)


def test_of_many_three_are_named_and_all_are_counted() -> None:
    assert "“按语”、“报尾”、“公文表格”等 16 个" in told(open_shell(foreign()))
    base = replaced(replaced(SHELL, STYLES, '"按语"', '"甲"'), STYLES, '"报尾"', '"乙"')
    assert "没有样式“按语”、“报尾”，" in told(open_shell(base))


def test_what_is_added_is_told_where_other_fonts_are_asked_for_too() -> None:
    told: list[Problem] = []
    made, pictures = (
        document(*every_block()),
        dict.fromkeys((key for block in every_block() for key in keys_of_pictures(block)), picture()),
    )
    render_docx(made, pictures, foreign(), fonts={"body": "华文仿宋"}, warn=told.append)
    assert "“公文表格”等 16 个" in "".join(map(str, told))


def test_every_block_is_written_soundly_in_a_foreign_shell(tmp_path: Path) -> None:
    data = rendered(*every_block(), base=foreign(), layout=Layout(notes="footnotes"))
    (tmp_path / "a.docx").write_bytes(data)
    assert OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors == []


@pytest.mark.parametrize("title", ["Title", "Heading 1"])
def test_headings_without_numbers_get_those_of_official_documents(tmp_path: Path, title: str) -> None:
    base = foreign(title=title)
    assert "标题没有编号，已按公文的“一、”“（一）”“1.”“（1）”编号" in told(open_shell(base))
    shown = printed(tmp_path, rendered(*HEADINGS, base=base))
    assert shown == ["三地政务服务比较", "一、甲", "（一）乙", "（二）丙", "1.丁", "戊", "二、己"]


def test_headings_that_are_added_go_on_in_the_list_of_the_shell(tmp_path: Path) -> None:
    base = replaced(SHELL, STYLES, 'w:name w:val="heading 2"', 'w:name w:val="别的"')
    assert printed(tmp_path, rendered(*HEADINGS, base=base))[-6:] == [
        "一、甲",
        "（一）乙",
        "（二）丙",
        "1.丁",
        "戊",
        "二、己",
    ]


def test_a_shell_with_all_styles_may_do_without_numbers(tmp_path: Path) -> None:
    base = SHELL
    for level in range(4):
        base = replaced(base, STYLES, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>', "")
    data = rendered(Contents(2), *HEADINGS, base=base)
    shown = printed(tmp_path, data)
    assert shown[-6:] == ["甲", "乙", "丙", "丁", "戊", "己"]
    assert not any("一、" in line for line in shown), "nor does the table of contents have them"


def test_lists_are_numbered_and_bulleted(tmp_path: Path) -> None:
    base = replaced(replaced(SHELL, STYLES, '"List Number"', '"甲"'), STYLES, '"List Bullet"', '"乙"')
    ordered = Items((text("先"), text("后")), ordered=True)
    data = rendered(ordered, Paragraph(text("间")), ordered, Items((text("点"),)), base=base)
    assert printed(tmp_path, data)[-6:] == ["1.先", "2.后", "间", "1.先", "2.后", "——点"]


def test_what_is_added_has_the_fonts_of_the_shell_also_where_these_come_from_its_theme() -> None:
    """A default file of Word names no Chinese font in any style: its theme has 宋体 for text and headings."""
    styles = part(rendered(base=foreign()), STYLES)
    fonts = [find(styles, f"w:style[w:name/@w:val='{name}']//@w:eastAsia") for name in ("按语", "表格文字", "图题")]
    assert {font for found in fonts for font in found} <= {"宋体", "zh-CN"}


@pytest.mark.parametrize(("size", "cell", "source"), [(11, "22", "22"), (12, "24", "24"), (16, "24", "28")])
def test_what_is_added_is_no_larger_than_the_text(size: float, cell: str, source: str) -> None:
    styles = part(rendered(base=foreign(size=size)), STYLES)
    got = [
        value(styles, f"//w:style[w:name/@w:val='{look}']/w:rPr/w:sz/@w:val")
        for look in (StyleName.TABLE_TEXT, StyleName.SOURCE)
    ]
    assert got == [cell, source]


@pytest.mark.parametrize("width", [100, 160, 247])
def test_tables_and_tabs_are_as_wide_as_the_type_area(width: float) -> None:
    base = foreign(width=width)
    twips = round(width / 25.4 * 1440)
    assert abs(open_shell(base).area.width.twips - twips) <= 2
    assert open_shell(base).area.chart_width == width
    data = rendered(Contents(2), *HEADINGS, table(), figure(), base=base, pictures={"trend": picture(int(width), 40)})
    [whole] = find(part(data), "//w:tbl/w:tblPr/w:tblW/@w:w")
    assert abs(int(whole) - twips) <= 2
    assert set(find(part(data, STYLES), "//w:style[w:name/@w:val='toc 1']//w:tab/@w:pos")) == {whole}


def test_cells_of_tables_are_not_torn_apart_by_the_grid_of_a_page() -> None:
    """A grid that has a place for each character of 16 points leaves 未注明 no room in a narrow column."""
    sheet = StyleSheet(parse(open_shell(foreign()).parts[STYLES]))
    for name in (StyleName.TABLE_TEXT, StyleName.TABLE_HEADER, StyleName.TABLE_NUMBER):
        assert not sheet.paragraph_format(sheet.id_of(name.value)).snap
    assert sheet.paragraph_format(sheet.id_of(StyleName.BODY.value)).snap
