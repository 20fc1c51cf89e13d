"""Tables are data: in place, beside YAML files or instead of them, and told by their cells where they are wrong."""

from __future__ import annotations

import datetime
import shutil
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from briefing.data.config import read_config
from briefing.data.reader import Reader, examine, read
from briefing.data.readers import reader_of
from briefing.data.tables.files.opening import open_book
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.workbook import readings_of
from briefing.data.tabular.shared_sheets import EMPTY
from briefing.errors import BriefingError, Severity
from briefing.model.facts import Audience, Fact
from briefing.model.library import Library
from tests.data.workbooks import LONG, long, write

BUILT_IN = Path(__file__).parents[3] / "data"
ROW = ("武汉市", "经营主体", 2023, 197.3, "万户")


def reader(workspace: Path, cache: Path | None = None) -> Reader:
    return reader_of(workspace, BUILT_IN, cache)


def told(workspace: Path) -> list[str]:
    return [str(problem) for problem in examine(reader(workspace))[1]]


def only(library: Library) -> Fact:
    [found] = library.facts()
    return found


def test_a_workbook_alone_is_a_library(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    library = read(reader(tmp_path), ["武汉"])
    [city] = library.everywhere
    assert (city.id, city.code, city.name, city.level, city.parent) == (
        "420100",
        "420100",
        "武汉市",
        "地级市",
        "湖北省",
    )
    found = only(library)
    assert (found.quantity.value, found.quantity.unit.symbol, found.printed) == (Decimal("197.3"), "万户", "")
    assert (found.cell, found.paragraph, found.id.split(".")[0]) == ("表.xlsx 数据!D2", None, "420100")
    assert library.doubts == ()


def test_ids_are_the_same_in_every_run_and_for_the_same_thing_at_another_time(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW, ("武汉市", "经营主体", 2024, 200, "万户"))
    first, second = read(reader(tmp_path)).facts()
    assert [fact.id for fact in read(reader(tmp_path)).facts()] == [first.id, second.id]
    assert first.id.removesuffix("2023") == second.id.removesuffix("2024")


def test_an_indicator_of_the_built_in_catalogue_comes_with_its_theme(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ("武汉市", "企业开办时限", 2023, 1, "天"), ROW)
    catalogue = read(reader(tmp_path)).catalogue
    assert catalogue.indicators["startup_time"].theme in catalogue.themes
    assert {theme.name for theme in catalogue.themes.values()} >= {"其他指标"}
    assert len(catalogue.themes) == 2


def test_indicators_that_nobody_has_filed_are_the_main_ones_where_there_are_no_others(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    assert [theme.name for theme in read(reader(tmp_path)).catalogue.themes.values()] == ["主要指标"]


def test_a_unit_that_nobody_knows_is_one_of_its_own_and_told(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ("武汉市", "用气量", 2023, 12, "亿方寸"))
    library = read(reader(tmp_path))
    assert only(library).quantity.base == Decimal("12e8")
    [doubt] = library.doubts
    assert (doubt.severity, "“方寸”不认识" in doubt.message) == (Severity.WARNING, True)


def test_a_place_without_a_code_is_a_city_of_its_own(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ("某某示范区", *ROW[1:]))
    [city] = read(reader(tmp_path)).everywhere
    assert (city.name, city.code, city.id[:2], len(city.id)) == ("某某示范区", None, "z-", 10)


def test_a_name_of_several_places_is_told_and_none_is_taken(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ("鼓楼区", *ROW[1:]))
    [problem] = told(tmp_path)
    assert problem.startswith("表.xlsx 数据!A2：城市“鼓楼区”有多个：江苏省南京市鼓楼区（320106）")


def test_the_same_twice_stands_once(tmp_path: Path) -> None:
    """In another unit, too, and under another name of the city."""
    long(tmp_path / "data/表.xlsx", ROW, ("武汉", "经营主体", "2023年", 1973000, "户"))
    assert only(read(reader(tmp_path))).cell == "表.xlsx 数据!D2"


def test_the_same_thing_with_two_values_in_one_file_is_an_error_at_both_cells(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW, ("武汉市", "经营主体", 2023, 198, "万户"))
    [problem] = told(tmp_path)
    assert problem.startswith("表.xlsx 数据!D3：武汉市2023年的“经营主体”有两个数：“197.3万户” 与 “198.0万户”")
    assert "另一处在 表.xlsx 数据!D2" in problem


def test_between_files_the_one_that_prevails_is_right(tmp_path: Path) -> None:
    long(tmp_path / "data/甲.xlsx", ROW)
    long(tmp_path / "data/乙.xlsx", ("武汉市", "经营主体", 2023, 198, "万户"))
    [problem] = told(tmp_path)
    assert "prevails: true" in problem
    (tmp_path / "briefing.yaml").write_text("tables:\n  - {file: 甲.xlsx, prevails: true}\n", encoding="utf-8")
    assert (told(tmp_path), only(read(reader(tmp_path))).quantity.value) == ([], Decimal("197.3"))


def test_all_that_is_wrong_in_all_files_is_told_at_once_by_file_sheet_and_cell(tmp_path: Path) -> None:
    wrong = (("武汉市", "经营主体", 2023, "1,5", "万户"), ("武汉市", "", 2023, 1, "万户"))
    long(tmp_path / "data/乙.xlsx", *wrong)
    long(tmp_path / "data/甲.xlsx", *wrong)
    places = [problem.partition("：")[0] for problem in told(tmp_path)]
    assert places == ["乙.xlsx 数据!D2", "乙.xlsx 数据!B3", "甲.xlsx 数据!D2", "甲.xlsx 数据!B3"]
    with pytest.raises(BriefingError):
        read(reader(tmp_path))


def test_beside_yaml_a_city_is_the_same_by_any_of_its_names(data: Path) -> None:
    """Facts join those of the file; what both state alike stands once, with the text of the article."""
    long(data / "表.xlsx", ("洛阳", "贷款额", "2021年", 3.5, "亿元"), ("410300", "获贷企业", 2020, 480, "户"))
    library = read(reader(data.parent), ["洛阳"])
    assert [*library.records] == ["luoyang"]
    facts = [(fact.id, fact.printed, fact.cell) for fact in library.facts()]
    assert facts == [
        ("luoyang.loans", "约3.5亿元", ""),
        ("luoyang.borrowers", "517户", ""),
        ("luoyang.borrowers-2020", "", "表.xlsx 数据!D3"),
    ]


def test_a_table_that_says_otherwise_than_yaml_is_told(data: Path) -> None:
    long(data / "表.xlsx", ("洛阳市", "贷款额", "2021年", 4, "亿元"))
    [problem] = told(data.parent)
    assert problem.startswith("表.xlsx 数据!D2：洛阳市2021年的“贷款额”有两个数：“3.5亿元” 与 “4亿元”")
    assert "luoyang.yaml 第 " in problem


def test_sheets_of_records_tell_of_indicators_cities_and_sources(tmp_path: Path) -> None:
    sheets = {
        "数据": [("城市", "指标", "时期", "数值", "来源"), ("江城", "用气量", 2023, 12, "年鉴")],
        "指标": [("名称", "主题", "单位", "高低"), ("用气量", "公用事业", "亿立方米", "越高越好")],
        "城市": [("标识", "代码", "其他名称"), ("wuhan", "420100", "江城、武汉三镇")],
        "来源": [("标题", "发布单位", "日期"), ("年鉴", "市统计局", "2024-06")],
        "填写说明": [("城市", "指标", "时期", "数值"), ("某市", "某指标", "某年", "?")],
    }
    write(tmp_path / "data/表.xlsx", sheets)
    library = read(reader(tmp_path))
    found = only(library)
    indicator = library.catalogue.indicators[found.indicator]
    assert (found.city, found.quantity.unit.symbol, indicator.better) == ("wuhan", "亿立方米", "高")
    assert library.catalogue.themes[indicator.theme].name == "公用事业"
    assert library.sources()[found.source].publisher == "市统计局"


@pytest.mark.parametrize("name", ["~$表.xlsx", ".~表.xlsx", ".表.xlsx", "填报模板.xlsx", "表.docx"])
def test_what_is_no_data_is_not_read(name: str, tmp_path: Path) -> None:
    long(tmp_path / "data/数据.xlsx", ROW)
    shutil.copy(long(tmp_path / "其他.xlsx", ("武汉市", "甲", 2023, 1, "户")), tmp_path / "data" / name)
    assert only(read(reader(tmp_path))).cell.startswith("数据.xlsx")


def test_a_filled_form_that_is_still_called_so_is_told(tmp_path: Path) -> None:
    long(tmp_path / "data/武汉数据模板.xlsx", ROW)
    [problem] = told(tmp_path)
    assert problem == "武汉数据模板.xlsx：名称里有“模板”，没有读取。填好了的，请改名后再用。"
    (tmp_path / "briefing.yaml").write_text("tables:\n  - {file: 武汉数据模板.xlsx, ignore: true}\n", encoding="utf-8")
    assert told(tmp_path) == []


@pytest.mark.parametrize("lock", ["~$表.xlsx", ".~表.xlsx", ".~lock.表.xlsx#"])
def test_a_workbook_that_is_open_in_excel_is_read_as_it_was_saved(lock: str, tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    (tmp_path / "data" / lock).write_bytes(b"\x04user")
    [doubt] = read(reader(tmp_path)).doubts
    assert str(doubt).startswith("表.xlsx：正在 Excel 或 WPS 中打开，读到的是上次保存的内容。")


def test_settings_for_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    (tmp_path / "briefing.yaml").write_text("tables:\n  - file: 标.xlsx\n", encoding="utf-8")
    [problem] = told(tmp_path)
    assert "没有“标.xlsx”这个表格" in problem
    assert "第 2 行" in problem


def test_a_file_may_be_ignored(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    long(tmp_path / "data/草稿.xlsx", ("武汉市", "经营主体", 2023, 1, "万户"))
    (tmp_path / "briefing.yaml").write_text("tables:\n  - {file: 草稿.xlsx, ignore: true}\n", encoding="utf-8")
    assert only(read(reader(tmp_path))).quantity.value == Decimal("197.3")


def test_what_is_kept_is_what_was_read_and_is_read_anew_after_a_change(tmp_path: Path) -> None:
    path = long(tmp_path / "data/表.xlsx", ROW, ("宜昌市", "经营主体", 2023, "1,5", "万户"))
    cache = tmp_path / "cache"
    fresh = examine(reader(tmp_path, cache))
    assert len([*cache.glob("tables-*.sqlite3")]) == 1
    assert examine(reader(tmp_path, cache)) == fresh == examine(reader(tmp_path))
    long(path, ("武汉市", "经营主体", 2023, 198.5, "万户"))
    assert only(read(reader(tmp_path, cache))).quantity.value == Decimal("198.5")


def test_a_period_is_spelt_as_in_the_table_whether_it_was_kept_or_not(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    spelt = [only(read(reader(tmp_path, tmp_path / "cache"))).period.text for _ in range(2)]
    assert spelt == ["2023", "2023"]


def kept_in(cache: Path) -> Path:
    [kept] = cache.glob("tables-*.sqlite3")
    return kept


def test_a_cache_that_is_no_database_is_replaced(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    cache = tmp_path / "cache"
    read(reader(tmp_path, cache))
    kept_in(cache).write_bytes(b"no database, but long enough to be taken for one" * 100)
    assert only(read(reader(tmp_path, cache))).quantity.value == Decimal("197.3")
    with closing(sqlite3.connect(kept_in(cache))) as base:
        assert base.execute("SELECT count(*) FROM figures").fetchone() == (1,)


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM figures WHERE city = '武汉市'",
        "UPDATE figures SET payload = '[[0, 1,'",
        "UPDATE figures SET payload = '[[0, 1, 3, \"197.3\", 9]]'",
        "UPDATE figures SET payload = '[[0, 1, 3, \"x\", 0]]'",
        "UPDATE files SET head = '[]'",
        f"UPDATE files SET head = X'{b'cbuiltins|exit|(tR.'.replace(b'|', bytes([10])).hex()}'",  # would call exit()
        "DROP TABLE figures",
    ],
)
def test_what_is_kept_no_longer_or_is_damaged_is_read_anew(damage: str, tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ROW)
    cache = tmp_path / "cache"
    first = read(reader(tmp_path, cache))
    with closing(sqlite3.connect(kept_in(cache))) as base, base:
        base.execute(damage)
    assert read(reader(tmp_path, cache)) == first
    assert only(read(reader(tmp_path, cache))).quantity.value == Decimal("197.3")


def test_only_the_cities_asked_for_are_taken_from_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    long(tmp_path / "data/表.xlsx", ROW, ("宜昌市", "经营主体", 2023, 30, "万户"))
    cache = tmp_path / "cache"
    read(reader(tmp_path, cache))
    with closing(sqlite3.connect(kept_in(cache))) as base, base:
        base.execute("UPDATE figures SET payload = '' WHERE city = '武汉市'")
    monkeypatch.setattr("briefing.data.tables.files.opening.open_book", None)  # the workbook is not opened
    assert only(read(reader(tmp_path, cache), ["宜昌"])).quantity.value == 30


def test_figures_that_another_process_has_kept_since_are_not_mixed_with_what_was_read(tmp_path: Path) -> None:
    path = long(tmp_path / "data/表.xlsx", ROW, ("武汉市", "从业人员", 2023, 5, "万人"))
    cache = tmp_path / "cache"
    read(reader(tmp_path, cache))
    begun = reader(tmp_path, cache)
    catalogue, _ = begun.catalogue()
    [city] = begun.cities()[0]
    long(path, ("武汉市", "从业人员", 2023, 6, "万人"), ROW)
    read(reader(tmp_path, cache))
    record, problems = begun.city(city, catalogue)
    assert record is not None and record.facts == ()
    assert [str(problem) for problem in problems] == ["表.xlsx：读取的时候被改动了。请保存以后再做一次。"]


def test_another_name_of_a_city_in_yaml_is_known_at_once(data: Path) -> None:
    rows = [("单位：亿元",), ("时间：2020年",), ("城市", "贷款额"), ("乙新城", 3)]
    write(data / "表.xlsx", {"表": rows})
    cache = data.parent / "cache"
    city = data / "cities/luoyang.yaml"
    text = city.read_text(encoding="utf-8")
    city.write_text(text.replace("{name: 洛阳市}", "{name: 甲新城, parent: 河南省}"), encoding="utf-8")
    assert any("没有名为“乙新城”的城市" in str(problem) for problem in examine(reader(data.parent, cache))[1])
    city.write_text(text.replace("{name: 洛阳市}", "{name: 乙新城, parent: 河南省}"), encoding="utf-8")
    assert examine(reader(data.parent, cache)) == examine(reader(data.parent))


def test_any_change_of_a_table_is_another_fingerprint(tmp_path: Path) -> None:
    path = long(tmp_path / "data/表.xlsx", ROW)
    before = read(reader(tmp_path)).fingerprint
    assert read(reader(tmp_path)).fingerprint == before
    long(path, ROW, heads=(*LONG[:4], "单位 "))
    assert read(reader(tmp_path)).fingerprint != before


def test_what_a_database_gives_is_a_table_and_can_be_read_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "台账.db")) as base, base:
        base.execute("CREATE TABLE 指标 (城市, 指标, 时期, 数值, 单位)")
        base.execute("INSERT INTO 指标 VALUES ('武汉市', '经营主体', '2023', 197.3, '万户')")
    (tmp_path / "data").mkdir()
    (tmp_path / "briefing.yaml").write_text(
        "tables:\n  - {sql: 'sqlite:///台账.db', query: select * from 指标, name: 台账}\n", encoding="utf-8"
    )
    asked = reader_of(tmp_path, BUILT_IN, None, today=datetime.date(2026, 11, 29))
    found = only(read(asked))
    assert (found.quantity.value, found.cell.startswith("台账-")) == (Decimal("197.3"), True)
    (tmp_path / "台账.db").unlink()
    assert only(read(reader(tmp_path))) == found


def test_comments_on_cells_are_told_but_for_those_on_the_heads_of_the_long_form(tmp_path: Path) -> None:
    path = tmp_path / "data/表.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (("数据", [LONG, ROW]), ("宽", [("2023年",), ("城市", "从业人员（万人）"), ("武汉", 5)])):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            sheet.write_comment(0, 0, "按表内说明")
            sheet.write_comment(2, 1, "此数未核，单位应为户")
    assert [problem.partition("。")[0] for problem in told(tmp_path)] == [
        "表.xlsx 宽!A1：批注“按表内说明”没有读取",
        "表.xlsx 宽!B3：批注“此数未核，单位应为户”没有读取",
        "表.xlsx 数据!B3：批注“此数未核，单位应为户”没有读取",
    ]


@pytest.mark.parametrize("heads", [LONG, ("城市", "经营主体（万户）")])
def test_a_period_in_the_settings_that_is_none_is_one_error(heads: tuple[str, ...], tmp_path: Path) -> None:
    path = write(tmp_path / "表.xlsx", {"甲": [heads, ROW[:1]], "乙": [heads, ROW[:1]]})
    book = open_book(path)
    readings = [*readings_of(book, Lexicon(EMPTY), [TableSettings(period="胡说")])]
    [problem] = [problem for reading in readings for table in reading.tables for problem in table.problems]
    assert str(problem).startswith("表.xlsx：看不懂时期“胡说”（所填的 period）。")
    (tmp_path / "data").mkdir()
    (tmp_path / "briefing.yaml").write_text("tables:\n  - {file: 表.xlsx, period: 胡说}\n", encoding="utf-8")
    assert "period" in str(read_config(tmp_path)[1][0])


def test_a_preview_knows_the_sheet_of_indicators_in_the_workbook_as_the_check_does(tmp_path: Path) -> None:
    sheets = {
        "数据": [("城市", "指标", "时期", "数值"), ("武汉市", "用气量", 2023, 12)],
        "宽": [("2022年",), ("城市", "用气量"), ("武汉", 11)],
        "指标": [("名称", "单位", "高底"), ("用气量", "亿立方米", "")],
    }
    path = write(tmp_path / "data/表.xlsx", sheets)
    readings = [*readings_of(open_book(path), Lexicon(EMPTY), [])]
    found = [item for reading in readings for table in reading.tables for item in table.observations]
    assert [(item.value, item.unit) for item in found] == [(12, "亿立方米"), (11, "亿立方米")]
    shown = [str(problem) for reading in readings for table in reading.tables for problem in table.problems]
    assert [problem.partition("。")[0] for problem in shown] == ["表.xlsx 指标!C1：没有“高底”这一列"]
    assert shown == told(tmp_path)


@pytest.mark.parametrize("prevailing", "甲乙丙")
def test_what_prevails_does_so_whatever_the_order_of_the_files(prevailing: str, tmp_path: Path) -> None:
    for value, name in enumerate("甲乙丙", 1):
        long(tmp_path / f"data/{name}.xlsx", ("武汉市", "经营主体", 2023, value, "万户"))
    assert len(told(tmp_path)) == 2
    config = f"tables:\n  - {{file: {prevailing}.xlsx, prevails: true}}\n"
    (tmp_path / "briefing.yaml").write_text(config, encoding="utf-8")
    assert (told(tmp_path), only(read(reader(tmp_path))).quantity.value) == ([], "甲乙丙".index(prevailing) + 1)


def test_files_that_both_prevail_and_say_otherwise_are_told(tmp_path: Path) -> None:
    for value, name in enumerate("ab", 1):
        long(tmp_path / f"data/{name}.xlsx", ("武汉市", "经营主体", 2023, value, "万户"))
    entries = "".join(f"  - {{file: {name}.xlsx, prevails: true}}\n" for name in "ab")
    (tmp_path / "briefing.yaml").write_text(f"tables:\n{entries}", encoding="utf-8")
    [problem] = told(tmp_path)
    assert problem.startswith("b.xlsx 数据!D2：武汉市2023年的“经营主体”有两个数：“1万户” 与 “2万户”")
    assert "请只留一个" in problem


def test_a_figure_keeps_what_any_file_says_beside_it(tmp_path: Path) -> None:
    heads = (*LONG, "目标值", "牵头单位", "说明", "公开范围")
    long(tmp_path / "data/甲.xlsx", (*ROW, "", "", "不含代建", ""), heads=heads)
    long(tmp_path / "data/乙.xlsx", (*ROW, 210, "市市场监管局", "快报数", "对内"), heads=heads)
    found = only(read(reader(tmp_path)))
    assert found.target is not None and found.target.quantity.value == 210
    assert (found.bureau, found.audience, found.cell) == ("市市场监管局", Audience.INTERNAL, "乙.xlsx 数据!D2")
    assert {*found.caveat.split("；")} == {"不含代建", "快报数"}
    long(tmp_path / "data/丙.xlsx", (*ROW, 200, "市市场监管局", "", ""), heads=heads)
    [problem] = [str(item) for item in read(reader(tmp_path)).doubts]
    assert problem.startswith("乙.xlsx 数据!D2：武汉市2023年的“经营主体”的目标与 丙.xlsx 数据!D2 的不同")


def test_a_table_that_prevails_over_yaml_bears_the_id_that_others_name(data: Path) -> None:
    long(data / "表.xlsx", ("洛阳市", "贷款额", "2021年", 4, "亿元"))
    (data.parent / "briefing.yaml").write_text("tables:\n  - {file: 表.xlsx, prevails: true}\n", encoding="utf-8")
    values = {fact.id: fact.quantity.value for fact in read(reader(data.parent), ["洛阳"]).facts()}
    assert values["luoyang.loans"] == 4


def test_a_change_of_a_rate_in_points_is_a_fact_in_points(tmp_path: Path) -> None:
    rows = [("武汉市2023年",), ("指标", "数值（%）", "同比±%"), ("甲率", 98, "1.7个百分点")]
    write(tmp_path / "data/表.xlsx", {"表": rows})
    library = read(reader(tmp_path))
    _, change = library.facts()
    assert (change.quantity.written, change.quantity.unit.symbol, change.direction) == ("1.7", "个百分点", "增")
    assert library.catalogue.indicators[change.indicator].family == "point"


def test_what_is_wrong_with_a_figure_of_a_table_names_it_by_what_it_is(tmp_path: Path) -> None:
    long(tmp_path / "data/表.xlsx", ("宜昌市", "外来投资项目签约数", "2026年10月", -3, "个"))
    [problem] = told(tmp_path)
    assert problem.startswith("表.xlsx 数据!D2：宜昌市“外来投资项目签约数”2026年10月的数量是负数：-3。")


@pytest.mark.parametrize(
    ("row", "severity", "message"),
    [
        (("网办率", 2023, 100.1, "%", "总量"), Severity.WARNING, "“网办率”是 100.1%，超过 100%"),
        (("网办率", 2023, 100, "%", "总量"), None, ""),
        (("计划完成率", 2023, 120, "%", "总量"), None, ""),
        (("网办率", 2023, 120, "%", "增速"), None, ""),
        (("经营主体", 2023, 0, "位", "位次"), Severity.ERROR, "“经营主体”的位次是 0，应为 1 以上的整数"),
        (("经营主体", 2023, 1, "位", "位次"), None, ""),
        (("经营主体", 2023, 1.5, "位", "位次"), Severity.ERROR, "“经营主体”的位次是 1.5"),
    ],
)
def test_figures_that_cannot_be_are_told(
    row: tuple[str | float, ...], severity: Severity | None, message: str, tmp_path: Path
) -> None:
    long(tmp_path / "data/表.xlsx", ("武汉市", *row), heads=(*LONG, "量"))
    found = [problem for problem in examine(reader(tmp_path))[1] if problem.location.cell == "数据!D2"]
    assert [(problem.severity, message in problem.message) for problem in found] == (
        [(severity, True)] if severity else []
    )
