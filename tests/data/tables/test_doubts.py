"""What a table leaves open is told with its cell, and never guessed."""

from __future__ import annotations

import pytest

from briefing.data.tables.grid import Grid
from briefing.data.tables.lexicon import TableSettings
from briefing.errors import Severity
from tests.data.tables.typed import Typed, facts, sheet, table, tables, told

Rows = list[list[Typed]]


def test_all_that_is_missing_is_asked_for_at_once() -> None:
    reading = table([["指标", "本月"], ["经营主体", 1], ["新设企业", 2]])
    assert facts(reading) == []
    city, period, unit = told(reading)
    assert "没有写这张表是哪个城市的" in city and "地区：" in city
    assert "没有写这张表是什么时期的" in period and "时间：" in period
    assert "没有写单位：“经营主体”、“新设企业”" in unit and "单位：万户" in unit


def test_a_table_of_places_without_units_is_refused_and_its_columns_are_named() -> None:
    rows: Rows = [["地区", "年末总人口", "在岗职工平均工资"], ["北京", 1359.2, 134994], ["天津", 1049.99, 96965]]
    reading = table(sheet(rows, name="major-cities-2017", file="major-cities-2017.csv"))
    assert facts(reading) == []
    assert "没有写单位：“年末总人口”、“在岗职工平均工资”" in told(reading)[0]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["武汉市2023年"], ["指标", "数值（户）"], ["经营主体", "3万户"]], "单位有两种说法：“户”和“万户”"),
        ([["武汉市2023年"], ["指标", "数值（万户）"], ["经营主体", "3万"]], "万（亿）乘了两次还是一次说不清"),
        ([["武汉市2023年"], ["单位：万户"], ["指标", "数值"], ["经营主体", "3户"]], "单位有两种说法：“万户”和“户”"),
        ([["武汉市2023年"], ["指标", "单位", "数值（户）"], ["经营主体", "万户", 3]], "单位有两种说法：“户”和“万户”"),
        ([["武汉市2023年"], ["指标", "单位", "数值"], ["经营主体", "万胡", 3]], "看不懂单位“万胡”"),
        ([["武汉市2023年"], ["单位：万胡"], ["指标", "数值"], ["经营主体", 3]], "看不懂单位“万胡”"),
        ([["武汉市2023年", "单位：户、件"], ["指标", "数值"], ["新设", 3]], "不知道“新设”用哪一个"),
        ([["武汉市2023年"], ["单位：户"], ["指标", "数值", "同比增减"], ["企业", 3, 1]], "是增速还是增减量说不清"),
        ([["武汉市2023年"], ["指标", "数值（户）", "同比下降%"], ["企业", 3, -1]], "是增是减说不清"),
        ([["武汉市2023年"], ["指标", "1月", "数值（户）"], ["企业", "", "三分之一"]], "三分之一"),
        ([["武汉市"], ["指标", "11月（户）"], ["企业", 3]], "“11月”没有写是哪一年"),
        ([["武汉市2023年"], ["指标", "本月（户）", "某项"], ["企业", 3, 4]], "看不懂表头“某项”"),
        ([["武汉市2023年"], ["指标", "数值（户）", ""], ["企业", 3, 4]], "这一列有数，没有表头"),
        ([["武汉市2023年"], ["指标", "数值（户）"], ["", 4], ["企业", 3]], "这一行有数，没有名称"),
        ([["2023年"], ["城市", "企业（户）"], ["武汗市", 3]], "没有名为“武汗市”的城市"),
        ([["2023年"], ["城市", "企业（户）"], ["鼓楼区", 3]], "“鼓楼区”有多个：江苏省南京市鼓楼区"),
        ([["2023年"], ["时间：2022年"], ["城市", "企业（户）"], ["武汉", 3]], "时期有两种说法"),
        ([["武汉市2023年"], ["地区：襄阳市"], ["指标", "数值（户）"], ["企业", 3]], "城市有两种说法"),
        ([["时间：近年"], ["城市", "企业（户）"], ["武汉", 3]], "看不懂时期“近年”"),
        ([["武汉", 1], ["襄阳", 2]], "这张表没有表头"),
        ([["2023年"], ["城市", "女性占比"], ["武汉", 0.4838], ["襄阳", 0.5]], "是比例还是百分数说不清"),
        ([["2023年"], ["城市", "企业（户）", "增速"], ["武汉", 3, 0.054], ["襄阳", 4, -0.1]], "是比例还是百分数说不清"),
        ([["武汉市2023年"], ["企业（户）", "个体（户）"], [3, 4], [5, 6]], "没有哪一列写明每一行是什么"),
        ([["武汉市2023年"], ["单位：户"], ["指标", "数值"], ["均价（元/立方寸）", 3]], "看不懂单位：“元/立方寸”"),
        (
            [["2023年"], ["城市", "企业（户）", "个体（户）"], ["频度", "月", "月"], ["武汉", 1, 2]],
            "没有名为“频度”的城市",
        ),
        ([["武汉市2023年"], ["指标", "甲类（户）", "乙类（户）"], ["频度", "月", "月"]], "“频度”这一行不是数"),
    ],
)
def test_what_cannot_be_made_out_is_an_error_with_its_cell(rows: Rows, message: str) -> None:
    reading = table(rows)
    found = [problem for problem in reading.problems if message in problem.message]
    assert found and found[0].severity is Severity.ERROR, told(reading)
    assert "Sheet1!" in str(found[0])


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([["武汉市2023年"], ["指标", "数值（户）", "进展"], ["企业", 3, "已开工"]], "“进展”这一列没有数，未读"),
        ([["2023年"], ["城市", "企业（户）"], ["全国", 9], ["武汉", 3]], "“全国”不是一个城市"),
        ([["2023年"], ["省份", "企业（户）"], ["辽宁", 9], ["吉林", 3]], "“吉林”有多个：吉林省、吉林省吉林市"),
        ([["武汉市2023年"], ["指标", "数值（%）", "同比±%"], ["网办率", 98, 0.3]], "是百分点还是百分比说不清，未读"),
        ([["2023年"], ["城市", "网办率（%）"], ["武汉", 0.985], ["宜昌", 97]], "“网办率”的单位是%，数却不超过 1"),
        ([["武汉市2023年"], ["指标", "单位", "数值"], ["网办率", "%", 1]], "“网办率”的单位是%，数却不超过 1"),
        ([["2023年"], ["城市", "企业（户）", "增速（%）"], ["武汉", 3, 0.054]], "“企业”的单位是%，数却不超过 1"),
        ([["2023年"], ["城市", "企业（户）"], ["武汉", "3①"]], "标了“①”，表下没有它的注"),
        ([["2023年各区企业（户）"], ["地区", "总量"], ["江岸区", 3]], "按标题读作“企业”"),
    ],
)
def test_what_is_left_out_or_taken_from_a_title_is_a_warning(rows: Rows, message: str) -> None:
    reading = table(rows)
    found = [problem for problem in reading.problems if message in problem.message]
    assert found and found[0].severity is Severity.WARNING, told(reading)


def test_the_place_that_a_table_is_about_tells_apart_places_of_one_name() -> None:
    rows: Rows = [["南京市各区2023年"], ["区", "企业（户）"], ["鼓楼区", 3]]
    assert [one.city for one in table(rows).observations] == ["江苏省南京市鼓楼区"]


def test_a_code_beside_a_name_tells_apart_places_of_one_name() -> None:
    rows: Rows = [["2023年"], ["行政区划代码", "城市", "企业（户）"], ["320106", "鼓楼区", 3]]
    assert [one.city for one in table(rows).observations] == ["320106"]


def test_what_is_hidden_is_not_read_and_told() -> None:
    rows: Rows = [["武汉市2023年"], ["指标", "数值（户）", "旧数（户）"], ["企业", 3, 4], ["个体", 5, 6]]
    reading = table(sheet(rows, hidden_rows=[3], hidden_columns=[2]))
    assert facts(reading) == ["武汉市 企业 3户 2023年"]
    assert any("第 4 行未读" in message for message in told(reading))
    assert any("隐藏的 1 列未读" in message for message in told(reading))
    (hidden,) = tables(sheet(rows, hidden=True))
    assert not hidden.observations and "是隐藏的，未读" in told(hidden)[0]


def test_settings_that_contradict_the_table_are_told() -> None:
    rows: Rows = [["时间：2023年11月"], ["地区：武汉市"], ["单位：户"], ["指标", "本月"], ["企业", 3]]
    for settings, message in (
        (TableSettings(unit="万户"), "表内写单位“户”，briefing.yaml 的 tables 写“万户”"),
        (TableSettings(city="襄阳"), "城市有两种说法：briefing.yaml写“襄阳”，表内写“武汉市”"),
        (TableSettings(period="2023年10月"), "时期有两种说法：briefing.yaml写“2023年10月”，表内写“2023年11月”"),
    ):
        assert any(message in item for item in told(table(rows, settings))), told(table(rows, settings))


def test_rows_and_columns_that_settings_skip_are_not_read() -> None:
    rows: Rows = [["武汉市2023年"], ["指标", "数值（户）", "某项（％）"], ["企业", 3, 1], ["个　体", 4, 1]]
    reading = table(rows, TableSettings(skip=("某项（％）", "个体")))
    assert facts(reading) == ["武汉市 企业 3户 2023年"] and told(reading) == []


def test_shares_over_one_or_with_a_percent_sign_are_percentages() -> None:
    for head, value in (("女性占比", 1.01), ("女性占比（%）", 0.5), ("女性占比", "0.5%")):
        assert len(facts(table([["2023年"], ["城市", head], ["武汉", value]]))) == 1
    small = [["2023年"], ["城市", "企业（户）", "增速"], ["武汉", 3, 0.5]]
    assert facts(table(small))[1] == "武汉 企业 增速 0.5% 2023年"


def test_two_periods_in_a_name_are_no_doubt_where_each_row_has_its_own() -> None:
    rows: Rows = [["年份", "省份", "企业（户）"], ["2015", "上海市", 3]]
    for name in ("gdp_2015_2024", "2015年和2024年"):
        assert told(table(sheet(rows, name=name))) == []


@pytest.mark.parametrize("value", ["1.01", "0.985%", "0", "98.5"])
def test_percentages_over_one_or_with_their_sign_are_no_fractions(value: str) -> None:
    reading = table([["2023年"], ["城市", "网办率（%）"], ["武汉", value], ["宜昌", 97]])
    assert facts(reading)[0] == f"武汉 网办率 {value.removesuffix('%')}% 2023年" and told(reading) == []


def test_a_change_of_a_rate_in_points_is_read_as_one() -> None:
    rows: Rows = [
        ["武汉市2023年"],
        ["指标", "数值（%）", "同比±%"],
        ["网办率", 98, "1.7个百分点"],
        ["好评率", 97, "下降0.2个百分点"],
    ]
    reading = table(rows)
    assert told(reading) == []
    assert facts(reading) == [
        "武汉市 网办率 98% 2023年",
        "武汉市 网办率 同比增减量 增1.7个百分点 2023年",
        "武汉市 好评率 97% 2023年",
        "武汉市 好评率 同比增减量 减0.2个百分点 2023年",
    ]
    amounts: Rows = [["武汉市2023年"], ["指标", "数值（户）", "同比±%"], ["企业", 98, "1.7个百分点"]]
    assert any("单位有两种说法：“%”和“个百分点”" in item for item in told(table(amounts)))


@pytest.mark.parametrize(
    ("figure", "name", "note", "caveat"),
    [
        ("3①", "企业（户）", "注：①为预计数；②为快报数。", "预计数"),
        ("3②", "企业（户）", "注：①为预计数；②为快报数。", "快报数"),
        ("3*", "企业（户）", "注：带*的为初步核算数", "初步核算数"),
        ("3（注1）", "企业（户）", "注1：不含代建。", "不含代建"),
        ("3[2]", "企业（户）", "注：[1] 快报 [2] 不含代建", "不含代建"),
    ],
)
def test_what_a_note_says_of_a_mark_is_the_caveat_of_the_figure(figure: str, name: str, note: str, caveat: str) -> None:
    reading = table([["2023年"], ["城市", name], ["武汉", figure], ["襄阳", 4], [note]])
    assert ([one.caveat for one in reading.observations], told(reading)) == ([caveat, ""], [])


def test_a_mark_on_a_name_is_that_of_its_figures() -> None:
    rows: Rows = [["2023年"], ["城市", "企业（户）"], ["武汉①", 3], ["襄阳", 4], ["注：①不含东湖高新区"]]
    assert [one.caveat for one in table(rows).observations] == ["不含东湖高新区", ""]


def test_merged_cells_may_reach_far_beyond_the_table() -> None:
    typed = sheet([["2023年"], ["城市", "企业（户）"], ["武汉", 3]], merged=[(0, 0, 1_048_575, 16_383)])
    assert Grid(typed).origin(2, 1) == (0, 0)
    assert Grid(typed).origin(3, 2) == (3, 2)


@pytest.mark.parametrize(("value", "doubts"), [(21_000, 1), (20_999, 0)])
def test_a_figure_far_above_all_others_of_its_column_is_told(value: int, doubts: int) -> None:
    rows: Rows = [["2023年"], ["城市", "企业（万户）"], ["武汉", 18.2], ["襄阳", value], ["宜昌", 21]]
    assert [item for item in told(table(rows)) if "像是单位不同" in item] == [
        f"表.xlsx Sheet1!B4：{value} 比“企业(万户)”其他的数大 1000 倍以上，像是单位不同。请核对数值和单位。"
    ] * doubts


@pytest.mark.parametrize("growth", ["7.4", "8.0", "-20"])
def test_a_rate_of_growth_that_the_figures_do_not_give_is_no_matter_of_each_row(growth: str) -> None:
    """A base that was revised is normal; the 核对清单 has it in a line."""
    rows: Rows = [["武汉市2023年"], ["指标", "数值（户）", "去年同期", "同比（%）"], ["企业", 24.6, 22.9, growth]]
    assert not any("同比增速写" in item for item in told(table(rows)))


def test_a_change_behind_several_things_is_not_read_as_that_of_the_nearest() -> None:
    rows: Rows = [
        ["武汉市经营主体"],
        ["年份", "期末总量（万户）", "新设（万户）", "注销（万户）", "净增（万户）"],
        ["2023年", 100, 20, 8, 12],
    ]
    reading = table(rows)
    assert any("“净增(万户)”是哪一列的没有写明，未读" in item for item in told(reading))
    assert [one.value for one in reading.observations] == [100, 20, 8]
    rows = [["2023年"], ["城市", "企业（户）", "增速（%）", "个体（户）", "增速（%）"], ["武汉", 3, 1, 4, 2]]
    assert told(table(rows)) == []


@pytest.mark.parametrize("whole", ["全省", "全国"])
def test_the_whole_in_a_column_is_told_and_left_out(whole: str) -> None:
    reading = table([["2025年"], ["指标", "单位", whole, "武汉"], ["企业", "万户", 900, 100], ["甲率（%）", "—", 2, 3]])
    assert facts(reading) == ["武汉 企业 100万户 2025年", "武汉 甲率 3% 2025年"]
    [message] = told(reading)
    assert f"“{whole}”" in message and "未读" in message


@pytest.mark.parametrize(("sign", "message"), [("×", "“×”表示不公布"), ("…", "“…”表示不足本表最小单位"), ("-", "")])
def test_what_a_yearbook_says_by_a_sign_is_told(sign: str, message: str) -> None:
    found = told(table([["2023年"], ["城市", "企业（户）"], ["武汉", sign], ["襄阳", 3]]))
    assert [message in item for item in found] == ([True] if message else [])
