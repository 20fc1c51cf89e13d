"""Files of tables as offices keep them: what is read is what their program shows."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter
import xlwt
from hypothesis import given
from hypothesis import strategies as st

from briefing.data.tables.files.book import EMPTY, Book, Cell, MergedSpan
from briefing.data.tables.files.number_formats import decimal
from briefing.data.tables.files.opening import open_book
from briefing.data.tables.files.xlsx import read_xlsx
from briefing.errors import Location

Worksheet = xlsxwriter.workbook.Worksheet
Fill = Callable[[xlsxwriter.Workbook, Worksheet], object]


def made(folder: Path, fill: Fill, name: str = "数据.xlsx") -> Book:
    """The book that is read from a workbook with one sheet, which `fill` writes."""
    with xlsxwriter.Workbook(folder / name, {"remove_timezone": True}) as book:
        fill(book, book.add_worksheet("数据"))
    return open_book(folder / name)


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (63.6500001, "0.0", "63.7"),
        (0.985, "0.0%", "98.5%"),
        (1234, "#,##0", "1,234"),
        (45047, 'yyyy"年"m"月"', "2023年5月"),
        (45047, "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "2023年5月1日"),
        (45047, 57, "2023年5月"),
        (0.1 + 0.2, "General", "0.3"),
    ],
)  # fmt: skip
def test_a_cell_says_what_excel_shows(tmp_path: Path, value: float, code: str | int, shown: str) -> None:
    book = made(tmp_path, lambda book, sheet: sheet.write_number(1, 1, value, book.add_format({"num_format": code})))
    assert book.sheets[0].cell(1, 1).text == shown
    assert not book.problems


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    (tmp_path / "导出.xls").write_bytes(b"<html><table></table></html>")
    book = open_book(tmp_path / "导出.xls")
    assert not book.sheets
    assert [str(problem) for problem in book.problems] == [
        (
            "导出.xls：其实是网页（HTML）或 XML，只是名字像表格。"
            "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件。"
        )
    ]


def told(book: Book) -> list[str]:
    return [str(problem) for problem in book.problems]


def texts(book: Book) -> list[list[str]]:
    """What the first sheet shows."""
    sheet = book.sheets[0]
    return [[sheet.cell(row, column).text for column in range(len(cells))] for row, cells in enumerate(sheet.raw)]


def test_hidden_merged_and_commented_cells_are_known(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 1, 2, "各市经营主体")
        sheet.write_row(2, 0, ["武汉市", 12.3, 4])
        sheet.write_row(3, 0, ["洛阳市", 11.2, 5])
        sheet.write_comment(2, 1, "快报数")
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        book.add_worksheet("底稿").hide()

    book = made(tmp_path, fill)
    sheet, drafts = book.sheets
    assert sheet.merged == (MergedSpan(0, 0, 1, 2),)
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({3}, {2})
    assert (sheet.cell(2, 1), sheet.remarks) == (Cell("12.3", Decimal("12.3")), {(2, 1): "快报数"})
    assert (sheet.hidden, drafts.hidden) == (False, True)
    assert sheet.cell(9, 9) == EMPTY


def test_rows_that_a_filter_hides_are_hidden(tmp_path: Path) -> None:
    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_column(0, 0, ["城市", "武汉市", "洛阳市"])
        sheet.autofilter(0, 0, 2, 0)
        sheet.filter_column(0, "x == 武汉市")
        sheet.set_row(2, None, None, {"hidden": True})

    assert made(tmp_path, fill).sheets[0].hidden_rows == {2}


def test_formulas_without_a_result_and_errors_are_faults(tmp_path: Path) -> None:
    def fill(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_formula(0, 0, "=1+1", None, "")
        sheet.write_formula(0, 1, "=1/0", None, "#DIV/0!")
        sheet.write_formula(0, 3, "=1+1", None, 2)
        sheet.write_formula(0, 4, '=""&"持平"', None, "持平")

    book = made(tmp_path, fill)
    cells = [book.sheets[0].cell(0, column) for column in range(5)]
    assert [cell.fault for cell in cells] == [
        "公式没有存下计算结果：请用 Excel 或 WPS 打开，保存后再用", "公式出错 #DIV/0!", "", "", "",
    ]  # fmt: skip
    assert [cell.text for cell in cells] == ["", "#DIV/0!", "", "2", "持平"]
    assert told(book) == [
        "数据.xlsx：由程序生成，公式的结果可能还没有算过。请用 Excel 或 WPS 打开，保存后再用。"
    ]  # fmt: skip


@pytest.mark.parametrize(("value", "fault"), [(10**15 - 1, False), (10**15, True), (420100199001011234, True)])
def test_a_whole_number_with_more_digits_than_excel_keeps_is_a_fault(tmp_path: Path, value: int, fault: bool) -> None:
    cell = made(tmp_path, lambda _, sheet: sheet.write_number(0, 0, value)).sheets[0].cell(0, 0)
    assert ("只保存了前 15 位" in cell.fault) is fault


def test_numbers_that_are_struck_through_or_coloured_are_told(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_column(0, 0, range(5))
        sheet.write_number(0, 1, 12.3, book.add_format({"font_strikeout": True}))
        sheet.write_number(1, 1, 12.3, book.add_format({"bg_color": "#FFFF00"}))

    where = "如有含义（作废、预计等），请写进“说明”一列或表下的注。"
    assert [problem.message + problem.hint for problem in made(tmp_path, fill).problems] == [
        f"1 个数字加了删除线，仍按数值读取（B1）。{where}",
        f"1 个数字用颜色标出，颜色的含义没有读取（B2）。{where}",
    ]


@pytest.mark.parametrize(("coloured", "expected"), [(1, 1), (2, 0)])
def test_a_colour_of_more_than_a_fifth_of_the_numbers_is_a_look(tmp_path: Path, coloured: int, expected: int) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        red = book.add_format({"font_color": "#FF0000"})
        for row in range(5):
            sheet.write_number(row, 0, row, red if row < coloured else None)

    assert len(made(tmp_path, fill).problems) == expected


def test_a_workbook_of_1904_has_the_same_days(tmp_path: Path) -> None:
    path = tmp_path / "数据.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        form = book.add_format({"num_format": "yyyy/m/d"})
        book.add_worksheet("数据").write_datetime(0, 0, datetime.date(2023, 5, 1), form)
    assert open_book(path).sheets[0].cell(0, 0) == Cell("2023/5/1", datetime.date(2023, 5, 1))


def changed(path: Path, **parts: bytes) -> Path:
    """The workbook with more parts, or others, than it had."""
    with zipfile.ZipFile(path) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (held | {name.replace("__", "/"): content for name, content in parts.items()}).items():
            archive.writestr(name, content)
    return path


def test_macros_and_links_to_other_workbooks_are_told(tmp_path: Path) -> None:
    made(tmp_path, lambda _, sheet: sheet.write_number(0, 0, 1), "台账.xlsm")
    path = tmp_path / "台账.xlsm"
    with zipfile.ZipFile(path) as archive:
        relations = archive.read("xl/_rels/workbook.xml.rels")
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    link = b'<Relationship Id="rId99" Type="' + kind + b'externalLink" Target="externalLinks/externalLink1.xml"/>'
    path_link = kind + b'externalLinkPath" Target="file:///C:/%E5%8F%B0/2025.xlsx" TargetMode="External"/>'
    book = open_book(
        changed(
            path,
            **{
                "xl__vbaProject.bin": b"\0",
                "xl___rels/workbook.xml.rels": relations.replace(b"</Relationships>", link + b"</Relationships>"),
                "xl__externalLinks__externalLink1.xml": b"<externalLink/>",
                "xl__externalLinks___rels/externalLink1.xml.rels": b"<Relationships xmlns='http://schemas.openxmlformats"
                b".org/package/2006/relationships'><Relationship Id='rId1' Type=\"" + path_link + b"</Relationships>",
            },
        )
    )
    assert told(book) == [
        "台账.xlsm：公式引用了“2025.xlsx”，读到的是上次保存时的结果。请确认已更新，或把公式粘贴为数值。",
        "台账.xlsm：含有宏，宏没有运行，只读取了保存的数值。",
    ]
    assert texts(book) == [["1"]]


def test_a_workbook_that_is_open_elsewhere_is_told_and_read(tmp_path: Path) -> None:
    made(tmp_path, lambda _, sheet: sheet.write_number(0, 0, 1))
    (tmp_path / "~$数据.xlsx").write_bytes(b"\0")
    book = open_book(tmp_path / "数据.xlsx", "data/数据.xlsx")
    assert told(book) == ["data/数据.xlsx：正在 Excel 或 WPS 中打开，读到的是上次保存的内容。改动保存以后请再做一次。"]
    assert texts(book) == [["1"]]


def _doctype(path: Path) -> Path:
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    bomb = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet'
    return changed(
        path, xl__worksheets__sheet1=b"", **{"xl__worksheets__sheet1.xml": sheet.replace(b"<worksheet", bomb)}
    )


def _scattered(path: Path) -> Path:
    cell = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    return changed(path, **{"xl__worksheets__sheet1.xml": cell})


def _truncated(path: Path) -> Path:
    path.write_bytes(path.read_bytes()[:-100])
    return path


def _binary(path: Path) -> Path:
    return changed(path, **{"xl__workbook.bin": b"\0"})


def _encrypted(path: Path) -> Path:
    path.write_bytes(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"))
    return path


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_doctype, "已损坏：不是 UTF-8 编码，或含有 DOCTYPE 声明。"),
        (_scattered, "有一张工作表的单元格散得太开。"),
        (_truncated, "已损坏或不完整（压缩包打不开）。"),
        (_binary, "是二进制工作簿（.xlsb）。"),
        (_encrypted, "设了打开密码。"),
    ],
)
def test_a_workbook_that_cannot_be_read_is_told(tmp_path: Path, spoil: Callable[[Path], Path], message: str) -> None:
    made(tmp_path, lambda _, sheet: sheet.write_number(0, 0, 1))
    book = open_book(spoil(tmp_path / "数据.xlsx"))
    assert not book.sheets
    assert [(problem.message, problem.location) for problem in book.problems] == [(message, Location("数据.xlsx"))]
    assert book.problems[0].hint


def test_an_empty_file_and_one_that_is_not_there_are_told(tmp_path: Path) -> None:
    (tmp_path / "空.csv").write_bytes(b" \n")
    assert told(open_book(tmp_path / "空.csv")) == ["空.csv：是空的。请重新复制或下载。"]
    assert told(open_book(tmp_path / "无.csv"))[0].startswith("无.csv：读不了：路径不存在")


ROWS = [["城市", "经营主体（万户）"], ["武汉市", "１２.3"], ["洛阳市", ""]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_text_file_is_read_in_its_encoding(tmp_path: Path, encoding: str, separator: str) -> None:
    path = tmp_path / "经营主体.csv"
    path.write_bytes("\r\n".join(separator.join(row) for row in ROWS).encode(encoding))
    book = open_book(path)
    assert (texts(book), book.sheets[0].name, told(book)) == (ROWS, "经营主体", [])


def test_a_text_file_keeps_what_would_lose_its_zeros(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('sep=;\n代码;名称\n="0123";"甲;乙"\n', encoding="utf-8")
    assert texts(open_book(tmp_path / "a.csv")) == [["代码", "名称"], ["0123", "甲;乙"]]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x81\xff\xfe,\xff", "不是 UTF-8 或 GBK 编码的文字。"),
        (b"a,\0", "含有空字符，不是文字表格。"),
        (b"%PDF-1.7", "是 PDF，不是表格。"),
    ],
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes, message: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    assert [problem.message for problem in open_book(tmp_path / "a.csv").problems] == [message]


CONTENT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:body><office:spreadsheet><table:table table:name="数据">
<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
<table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>各市</text:p></table:table-cell>
<table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="2"/>
<table:table-row table:visibility="filter"><table:table-cell office:value-type="percentage" office:value="0.985">
<text:p>98.5%</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2023-05-01">
<text:p>2023年5月</text:p></table:table-cell><table:table-cell table:formula="of:=1/0" office:value-type="string">
<text:p>#DIV/0!</text:p></table:table-cell></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/>
</table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(path: Path, content: str) -> Book:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return open_book(path)


def test_an_open_document_says_what_it_shows(tmp_path: Path) -> None:
    book = ods(tmp_path / "数据.ods", CONTENT)
    sheet = book.sheets[0]
    assert texts(book) == [["各市"], [], [], ["98.5%", "2023年5月", "#DIV/0!"]]
    assert sheet.cell(3, 0) == Cell("98.5%", Decimal("0.985"))
    assert sheet.cell(3, 1).value == datetime.date(2023, 5, 1)
    assert sheet.cell(3, 2).fault == "公式出错 #DIV/0!"
    assert (sheet.merged, sheet.hidden_rows, sheet.hidden_columns) == ((MergedSpan(0, 0, 0, 1),), {3}, {2})


def test_an_open_document_that_repeats_a_value_without_end_is_told(tmp_path: Path) -> None:
    book = ods(
        tmp_path / "数据.ods",
        CONTENT.replace("<text:p>各市", "<text:p>各市", 1).replace(
            'table:visibility="filter"', 'table:number-rows-repeated="9999999"'
        ),
    )
    assert [problem.message for problem in book.problems] == ["有一张工作表的单元格太多，或散得太开。"]


@given(
    st.lists(
        st.lists(
            st.floats(-1e9, 1e9, allow_nan=False)
            | st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=5),
            min_size=1,
            max_size=4,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_was_written_is_read_again(rows: list[list[float | str]]) -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("数据")
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                sheet.write_string(row, column, value) if isinstance(value, str) else sheet.write_number(
                    row, column, value
                )
    found = read_xlsx(stream.getvalue(), "数据.xlsx").sheets[0]
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            stored = found.cell(row, column).value  # XlsxWriter keeps 16 digits of a number
            assert stored == (decimal(float(f"{value:.16G}")) if isinstance(value, float) else value or None)


def old(path: Path) -> Path:
    """A workbook as Excel 97 wrote it."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("数据")
    sheet.write_merge(0, 0, 0, 2, "各市经营主体")
    sheet.write(1, 0, "武汉市", xlwt.easyxf("alignment: indent 1"))
    sheet.write(1, 1, 0.985, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(1, 2, datetime.date(2023, 5, 1), xlwt.easyxf(num_format_str='yyyy"年"m"月"'))
    sheet.write(1, 3, True)
    sheet.write(1, 4, xlwt.Formula("1/0"))
    sheet.row(1).hidden = True
    sheet.col(2).hidden = True
    book.save(str(path))
    return path


def test_an_old_workbook_says_what_excel_shows(tmp_path: Path) -> None:
    (sheet,) = open_book(old(tmp_path / "数据.et")).sheets
    assert [sheet.cell(1, column).text for column in range(4)] == ["　武汉市", "98.5%", "2023年5月", "TRUE"]
    assert [sheet.cell(1, column).value for column in range(1, 3)] == [Decimal("0.985"), datetime.date(2023, 5, 1)]
    assert (sheet.merged, sheet.hidden_rows, sheet.hidden_columns) == ((MergedSpan(0, 0, 0, 2),), {1}, {2})


@pytest.mark.parametrize("size", [600, 2000, 4000])
def test_an_old_workbook_that_is_cut_off_is_told(tmp_path: Path, size: int) -> None:
    path = old(tmp_path / "数据.xls")
    path.write_bytes(path.read_bytes()[:size])
    assert open_book(path).problems[0].message in ("已损坏或不完整。", "不是 Excel 97—2003 工作簿，或已损坏。")


def test_an_old_workbook_whose_short_sectors_lead_in_a_circle_is_told(tmp_path: Path) -> None:
    path = old(tmp_path / "数据.xls")
    data = bytearray(path.read_bytes())
    data[60:64] = (len(data) // 512 - 1).to_bytes(4, "little")
    path.write_bytes(bytes(data) + bytes(512))
    assert [problem.message for problem in open_book(path).problems] == ["已损坏或不完整。"]


def test_an_indent_is_shown_before_a_text(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write(0, 0, "个体工商户", book.add_format({"indent": 2}))

    assert made(tmp_path, fill).sheets[0].cell(0, 0) == Cell("　　个体工商户", "个体工商户")
