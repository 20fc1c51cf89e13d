"""Workbooks that people fill in: what they hold, what may be chosen, and that their bytes are the same each time."""

import io
import zipfile
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from briefing.data_tools.workbook import CHOICES, MOST_CHOICES, FormColumn, FormPage, Link, workbook


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def part(data: bytes, name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(name).decode()


def test_a_page_has_its_title_its_lines_its_heads_and_its_rows() -> None:
    page = FormPage(
        "数据", (FormColumn("城市"), FormColumn("数值")), [("武汉市", 104)], "报送表", (("电话：", ""), ("说明", None))
    )
    assert sheets(workbook([page]))["数据"] == [
        ["报送表", ""],
        ["电话：", ""],
        ["说明", ""],
        ["城市", "数值"],
        ["武汉市", 104],
    ]


def test_the_same_pages_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [FormPage("数据", (FormColumn("城市"),), [("武汉市",)])]
    first = workbook(pages)
    monkeypatch.setattr("time.time", lambda: 0.0)
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    assert workbook(pages) == first


def test_a_number_shows_all_the_digits_that_it_has() -> None:
    data = workbook([FormPage("数据", (FormColumn("数值"),), [(Decimal("73.810"),), (Decimal("5"),)])])
    assert 'formatCode="0.000"' in part(data, "xl/styles.xml")


def test_what_is_there_to_be_changed_shows_what_is_typed() -> None:
    """A cell that shows 2.3 would still show it when 2.33 is typed over it."""
    data = workbook([FormPage("数据", (FormColumn("上期数值"),), [(Decimal("2.3"),)], locked=True)])
    assert 'formatCode="0.0"' not in part(data, "xl/styles.xml")


def test_a_number_that_excel_would_round_is_a_text() -> None:
    kept, rounded = Decimal("123456789012345"), Decimal("1234567890123456")
    rows = sheets(workbook([FormPage("数据", (FormColumn("数值"),), [(kept,), (rounded,)])]))["数据"]
    assert rows[1:] == [[123456789012345], ["1234567890123456"]]


def test_no_text_becomes_a_formula_or_an_address() -> None:
    texts = ["=1+1", "+86", "https://example.org", "@甲"]
    data = workbook([FormPage("数据", (FormColumn("文字"),), [(text,) for text in texts])])
    assert [row[0] for row in sheets(data)["数据"][1:]] == texts
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert "hyperlink" not in part(data, "xl/worksheets/sheet1.xml")


def test_a_short_list_stands_in_the_rule_and_a_long_one_on_a_hidden_sheet() -> None:
    short = ("甲" * 100, "乙" * (MOST_CHOICES - 101))
    long = ("甲" * 100, "乙" * (MOST_CHOICES - 100))
    assert [len(",".join(items)) for items in (short, long)] == [MOST_CHOICES, MOST_CHOICES + 1]
    for choices, names in ((short, ["数据"]), (long, ["数据", CHOICES])):
        data = workbook([FormPage("数据", (FormColumn("指标", choices=choices),), room=1)])
        assert [*sheets(data)] == names
        assert '<dataValidation type="list"' in part(data, "xl/worksheets/sheet1.xml")
    assert f"{CHOICES}!$A$1:$A$2" in part(data, "xl/worksheets/sheet1.xml")
    assert sheets(data)[CHOICES] == [[text] for text in long]


def test_a_locked_page_lets_only_its_open_columns_be_filled_in() -> None:
    data = workbook(
        [FormPage("数据", (FormColumn("指标", locked=True), FormColumn("数值")), [("甲", None)], locked=True)]
    )
    assert "<sheetProtection" in part(data, "xl/worksheets/sheet1.xml")
    assert 'locked="0"' in part(data, "xl/styles.xml")


def test_a_link_leads_to_the_cell_of_the_other_workbook() -> None:
    data = workbook([FormPage("清单", (FormColumn("位置"),), [(Link("数据!D17", "data/数据.xlsx", "数据!D17"),)])])
    assert r"data\数据.xlsx" in part(data, "xl/worksheets/_rels/sheet1.xml.rels")
    assert "'数据'!D17" in part(data, "xl/worksheets/sheet1.xml") + part(data, "xl/worksheets/_rels/sheet1.xml.rels")
