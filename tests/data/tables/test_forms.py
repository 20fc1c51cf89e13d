"""The forms of tables that offices have, each read as it is meant."""

from __future__ import annotations

from briefing.data.tables.lexicon import TableSettings
from tests.data.tables.typed import facts, sheet, table, tables, told

MONTHLY = [
    ["武汉市2023年11月主要经济指标完成情况"],
    ["", "", "", "", "", "", "", "单位：万户、亿元、%"],
    ["指标", "单位", "本月", "1—本月累计", "去年同期", "同比±%", "年度目标", "完成率"],
    ["甲", "乙", "1", "2", "3", "4", "5", "6"],
    ["一、经营主体", "万户", 1.2, 196.5, 180.2, 9.0, 200, 98.3],
    ["   其中：企业", "万户", 0.5, 80.1, 75.3, 6.4, "", ""],
    ["         个体工商户", "万户", 0.7, 110.2, 99.9, 10.3, "", ""],
    ["二、规模以上工业增加值增速", "%", 5.1, 4.2, "", "", 6, ""],
    ["注：1—本月累计为快报数。"],
    ["填报单位：武汉市统计局", "", "审核人：张三"],
]


def test_a_month_of_one_place_gives_month_sum_year_before_growth_and_target() -> None:
    reading = table(sheet(MONTHLY, name="11月"))
    assert facts(reading)[:4] == [
        "武汉市 经营主体 1.2万户 2023年11月",
        "武汉市 经营主体 196.5万户 2023年1—11月 累计",
        "武汉市 经营主体 180.2万户 2022年1—11月 累计",
        "武汉市 经营主体 同比增速 9.0% 2023年1—11月 累计",
    ]
    added = reading.observations[1]
    assert (added.target, added.target_period.printed) == (200, "2023年")
    assert reading.notes == ("注：1—本月累计为快报数。",)
    assert reading.title == "武汉市2023年11月主要经济指标完成情况"
    assert told(reading) == []


def test_parts_keep_the_name_of_what_they_are_part_of() -> None:
    reading = table(sheet(MONTHLY, name="11月"))
    assert facts(reading)[4] == "武汉市 经营主体（企业） 0.5万户 2023年11月"
    assert facts(reading)[8] == "武汉市 经营主体（个体工商户） 0.7万户 2023年11月"


def test_an_indicator_that_is_a_growth_rate_is_one_and_has_its_target() -> None:
    last = table(sheet(MONTHLY, name="11月")).observations[-1]
    assert facts(table(sheet(MONTHLY, name="11月")))[-1] == "武汉市 规模以上工业增加值 增速 4.2% 2023年1—11月 累计"
    assert last.target == 6


def test_a_rate_of_completion_is_compared_with_value_and_target() -> None:
    rows = [["武汉市2023年11月"], ["指标", "累计（万户）", "年度目标", "完成率（%）"], ["经营主体", 196.5, 200, 98.1]]
    right = table([*rows[:2], ["经营主体", 196.5, 200, 98.3]])
    assert told(right) == [] and facts(right) == ["武汉市 经营主体 196.5万户 2023年1—11月 累计"]
    (message,) = told(table(rows))
    assert "完成率写 98.1%，按完成值 196.5 和目标 200 算是 98.3%" in message and "D3" in message


def test_a_column_of_last_year_belongs_to_the_value_before_it() -> None:
    rows = [
        ["武汉市2023年11月", "", "", "", "", "单位：万户"],
        ["指标", "本月", "", "1-本月累计", "", ""],
        ["", "本期", "上年同期", "本期", "上年同期", "同比增长%"],
        ["经营主体", 1, 2, 3, 4, 5],
    ]
    assert facts(table(sheet(rows, merged=[(1, 1, 1, 2), (1, 3, 1, 5), (1, 0, 2, 0)]))) == [
        "武汉市 经营主体 1万户 2023年11月",
        "武汉市 经营主体 2万户 2022年11月",
        "武汉市 经营主体 3万户 2023年1—11月 累计",
        "武汉市 经营主体 4万户 2022年1—11月 累计",
        "武汉市 经营主体 同比增速 5% 2023年1—11月 累计",
    ]


RANKED = [
    ["2023年11月全省各市州经营主体", "", "", "", ""],
    ["城市", "经营主体", "", "", ""],
    ["", "绝对量（万户）", "位次", "增速（%）", "位次"],
    ["全　省", 500, "—", 8.1, "—"],
    ["武汉市", 196.5, 1, 9.0, 2],
    ["襄　阳", 60.1, 2, -1.2, "并列第3"],
    ["示范区", 6.1, 3, 11, 1],
    ["合计", 262.7, "", "", ""],
]


def test_places_by_value_and_growth_each_with_its_rank() -> None:
    reading = table(sheet(RANKED, merged=[(0, 0, 0, 4), (1, 1, 1, 4), (1, 0, 2, 0)]))
    assert facts(reading)[4:8] == [
        "襄阳 经营主体 60.1万户 2023年11月",
        "襄阳 经营主体 位次 2位 2023年11月",
        "襄阳 经营主体 增速 -1.2% 2023年11月",
        "襄阳 经营主体 增速位次 3位 2023年11月",
    ]
    assert [one.city for one in reading.observations[::4]] == ["武汉市", "襄阳", "示范区"]


def test_sums_and_wholes_without_a_name_are_left_out_and_told() -> None:
    whole, total = told(table(sheet(RANKED, merged=[(0, 0, 0, 4), (1, 1, 1, 4), (1, 0, 2, 0)])))
    assert "A4" in whole and "不知道“全省”是哪里" in whole
    assert "A8" in total and "“合计”这样的行由其他行算出，未读" in total


def test_a_whole_has_the_name_that_the_title_gives() -> None:
    rows = [["湖北省各市经营主体（万户）（2023年）"], ["城市", "总量", "位次"], ["全省", 9, ""], ["武汉", 3, 1]]
    reading = table(rows)
    assert [one.city for one in reading.observations] == ["湖北省", "武汉", "武汉"]
    rows[0] = ["武汉市各区经营主体（万户）（2023年）"]
    rows[2] = ["全市", 9, ""]
    rows[3] = ["江岸区", 3, 1]
    assert [one.city for one in table(rows).observations] == ["武汉市", "江岸区", "江岸区"]


def test_the_title_may_say_of_how_many_a_rank_is() -> None:
    rows = [["2023年全国19个副省级城市经营主体（万户）"], ["城市", "总量", "位次"], ["武汉", 3, 1]]
    assert [one.measure.of for one in table(rows).observations] == [None, 19]


def test_places_by_indicators_of_one_period() -> None:
    rows = [
        ["2023年主要城市经济指标"],
        ["城市", "常住人口（万人）", "财政收入/亿元", "增长%"],
        ["北京", 2185.8, 6181, 8.2],
    ]
    assert facts(table(rows)) == [
        "北京 常住人口 2185.8万人 2023年",
        "北京 财政收入 6181亿元 2023年",
        "北京 财政收入 增速 8.2% 2023年",
    ]


def test_places_by_periods_of_one_indicator() -> None:
    rows = [["指标：新设经营主体（户）"], ["地区", "2021", "2022.0", "2023年"], ["北京", 1, 2, 3], ["武汉", 4, "", 6]]
    assert facts(table(rows)) == [
        "北京 新设经营主体 1户 2021年",
        "北京 新设经营主体 2户 2022年",
        "北京 新设经营主体 3户 2023年",
        "武汉 新设经营主体 4户 2021年",
        "武汉 新设经营主体 6户 2023年",
    ]


def test_an_export_of_the_bureau_of_statistics_is_read_with_its_blanks_and_source() -> None:
    rows = [
        ["数据库：主要城市年度数据"],
        ["指标：国内生产总值(亿元)"],
        ["时间：最近20年"],
        ["地区", "2018年", "2017年", "2000年"],
        ["北京", "", 28014.94, 3161.66],
        ["乌鲁木齐", "", 2743.82, ""],
        ["数据来源：国家统计局"],
    ]
    reading = table(rows)
    assert facts(reading) == [
        "北京 国内生产总值 28014.94亿元 2017年",
        "北京 国内生产总值 3161.66亿元 2000年",
        "新疆维吾尔自治区乌鲁木齐市 国内生产总值 2743.82亿元 2017年",
    ]
    assert reading.source == "国家统计局"
    (message,) = told(reading)
    assert "“乌鲁木齐”有多个" in message and "按它读" in message


def test_an_export_of_one_place_has_indicators_by_years() -> None:
    rows = [
        ["数据库：主要城市年度数据"],
        ["地区：广州"],
        ["时间：最近20年"],
        ["指标", "2018年", "2017年"],
        ["国内生产总值(亿元)", "", 21503.15],
        ["第一产业增加值(亿元)", "", 233.49],
        ["数据来源：国家统计局"],
    ]
    assert facts(table(rows)) == ["广州 国内生产总值 21503.15亿元 2017年", "广州 第一产业增加值 233.49亿元 2017年"]


def test_indicators_by_months_take_the_year_from_the_file_and_the_place_from_the_sheet() -> None:
    rows = [["单位：户"], ["指标", "1月", "2月"], ["新设企业", 1, 2]]
    assert facts(table(sheet(rows, name="武汉", file="2023年.xlsx"))) == [
        "武汉 新设企业 1户 2023年1月",
        "武汉 新设企业 2户 2023年2月",
    ]


def test_a_year_over_months_is_the_year_of_each() -> None:
    rows = [
        ["指标：新设企业（户）", "", "", ""],
        ["市州", "2022年", "", "2023年"],
        ["", "11月", "12月", "1月"],
        ["武汉市", 1, 2, 3],
    ]
    assert [one.period.printed for one in table(rows).observations] == ["2022年11月", "2022年12月", "2023年1月"]


def test_a_sheet_a_month_has_its_period_in_its_name() -> None:
    rows = [["武汉市主要指标（单位：户）"], ["指标", "本月"], ["新设企业", 1]]
    for name, file in (("2023年11月", "表.xlsx"), ("11月", "2023年月报.xlsx"), ("202311", "表.xlsx")):
        assert facts(table(sheet(rows, name=name, file=file))) == ["武汉市 新设企业 1户 2023年11月"]


def test_periods_in_the_rows() -> None:
    corner = [["地区：武汉市"], ["年份＼指标", "经营主体（万户）", "增速（%）"], ["2021年", 1, 3], [2022, 1.1, 10]]
    assert facts(table(corner))[2:] == ["武汉市 经营主体 1.1万户 2022年", "武汉市 经营主体 增速 10% 2022年"]
    across = [["指标：经营主体（万户）"], ["年份", "武汉", "襄阳"], ["2023年11月末", 1, 2]]
    assert facts(table(across)) == ["武汉 经营主体 1万户 2023年11月末", "襄阳 经营主体 2万户 2023年11月末"]


def test_indicators_in_the_rows_and_places_across() -> None:
    rows = [["2023年主要指标"], ["指标", "单位", "武汉", "宜昌"], ["经营主体", "万户", 1, 2], ["同比增长", "%", 3, 4]]
    assert facts(table(rows)) == [
        "武汉 经营主体 1万户 2023年",
        "宜昌 经营主体 2万户 2023年",
        "武汉 经营主体 同比增速 3% 2023年",
        "宜昌 经营主体 同比增速 4% 2023年",
    ]


def test_place_and_indicator_both_in_the_rows() -> None:
    rows = [
        ["2023年1-11月"],
        ["地区", "指标", "数值", "单位"],
        ["武汉", "经营主体", 1, "万户"],
        ["", "新设企业", 2, "户"],
        ["襄阳", "经营主体", 3, "万户"],
    ]
    assert facts(table(rows)) == [
        "武汉 经营主体 1万户 2023年1—11月",
        "武汉 新设企业 2户 2023年1—11月",
        "襄阳 经营主体 3万户 2023年1—11月",
    ]


def test_two_tables_side_by_side_are_read_one_after_the_other() -> None:
    rows = [
        ["2023年各市经营主体（万户）"],
        ["城市", "经营主体", "城市", "经营主体"],
        ["武汉", 1, "襄阳", 2],
        ["宜昌", 3, "黄石", ""],
    ]
    left, right = tables(rows)
    assert facts(left) == ["武汉 经营主体 1万户 2023年", "宜昌 经营主体 3万户 2023年"]
    assert facts(right) == ["襄阳 经营主体 2万户 2023年"]


def test_a_table_goes_on_with_unit_and_period_of_the_one_before_and_another_does_not() -> None:
    rows = [
        ["表1 2023年各市经营主体"],
        ["单位：万户"],
        ["城市", "经营主体"],
        ["武汉", 1],
        [],
        ["续表"],
        ["城市", "经营主体"],
        ["襄阳", 7],
        [],
        ["表2 2022年各市就业"],
        ["城市", "新增就业"],
        ["武汉", 2],
    ]
    first, second, other = tables(rows)
    assert facts(first) + facts(second) == ["武汉 经营主体 1万户 2023年", "襄阳 经营主体 7万户 2023年"]
    assert facts(other) == [] and "没有写单位：“新增就业”" in told(other)[0]


def test_groups_name_no_indicator_and_lend_nothing() -> None:
    rows = [
        ["武汉市2023年11月"],
        ["项目", "单位", "本月"],
        ["一、市场准入", "", ""],
        ["1.新设企业", "户", 100],
        ["二、政务服务", "", ""],
        ["（一）办件量", "万件", 11],
    ]
    assert facts(table(rows)) == ["武汉市 新设企业 100户 2023年11月", "武汉市 办件量 11万件 2023年11月"]


def test_settings_say_what_a_table_leaves_out() -> None:
    rows = [["指标", "本月", "累计"], ["经营主体", 1, 2]]
    reading = table(rows, TableSettings(city="武汉", period="2023年11月", unit="万户", source="登记台账"))
    assert facts(reading) == ["武汉 经营主体 1万户 2023年11月", "武汉 经营主体 2万户 2023年1—11月 累计"]
    assert {one.source for one in reading.observations} == {"登记台账"}
    units = TableSettings(city="武汉", period="2023年", units={"经营主体": "户"})
    assert facts(table([["指标", "数值"], ["经营主体", 1]], units)) == ["武汉 经营主体 1户 2023年"]


def test_the_preview_says_what_each_column_is() -> None:
    reading = table(sheet(MONTHLY, name="11月"))
    assert reading.form == "指标 × 时期、量"
    assert [said for _, said in reading.columns] == [
        "指标",
        "单位",
        "数值：本月",
        "数值：1—本月累计",
        "去年同期：去年同期",
        "增速（%）：同比±%",
        "目标：年度目标",
        "完成率：完成率",
    ]


def test_a_figure_that_could_be_a_year_is_a_figure_below_its_head() -> None:
    assert facts(table([["武汉市2023年"], ["指标", "数值（户）"], ["企业", 2021]])) == ["武汉市 企业 2021户 2023年"]
    rows = [["2023年"], ["城市", "企业（户）", "个体（户）"], ["武汉", 2021, 2022], ["襄阳", 2023, 1999]]
    assert [str(one.value) for one in table(rows).observations] == ["2021", "2022", "2023", "1999"]


def test_figures_that_have_added_up_are_of_the_months_from_january() -> None:
    rows = [["地区：武汉"], ["指标", "2020年4月", "2020年3月"], ["工业增加值累计增长(%)", -4.9, -8.4]]
    assert facts(table(rows)) == [
        "武汉 工业增加值 增速 -4.9% 2020年1—4月 累计",
        "武汉 工业增加值 增速 -8.4% 2020年1—3月 累计",
    ]


def test_a_growth_rate_is_of_the_latest_of_the_years_beside_it() -> None:
    for years in (["2023年", "2022年"], ["2022年", "2023年"]):
        rows = [["指标：新增就业（万人）"], ["地区", *years, "比上年增长（%）"], ["武汉", 25, 24, 4.2]]
        assert facts(table(rows))[2] == "武汉 新增就业 同比增速 4.2% 2023年"
    pairs = [["指标：新增就业（万人）"], ["地区", "2023年", "增长%", "2022年", "增长%"], ["武汉", 25, 4.2, 24, 3]]
    assert facts(table(pairs))[3] == "武汉 新增就业 增速 3% 2022年"


def test_a_rank_says_of_what_it_is_or_it_is_told() -> None:
    rows = [["2023年"], ["城市", "企业（户）", "增速（%）", "总量位次", "增速位次"], ["武汉", 1, 2, 3, 4]]
    assert facts(table(rows))[2:] == ["武汉 企业 位次 3位 2023年", "武汉 企业 增速位次 4位 2023年"]
    assert told(table(rows)) == []
    alone = table([["2023年"], ["城市", "企业（户）", "增速（%）", "位次"], ["武汉", 1, 2, 3]])
    assert facts(alone)[2] == "武汉 企业 增速位次 3位 2023年"
    assert "是总量还是增速的没有写明" in told(alone)[0]


def test_units_may_stand_in_a_row_of_their_own() -> None:
    for first in ("", "单位"):
        rows = [["2023年"], ["城市", "财政收入", "人口"], [first, "亿元", "（万人）"], ["武汉", 1, 2]]
        assert facts(table(rows)) == ["武汉 财政收入 1亿元 2023年", "武汉 人口 2万人 2023年"]


def test_one_of_several_units_in_a_corner_is_chosen_by_what_is_counted() -> None:
    rows = [
        ["武汉市2023年11月", "", "单位：亿元、户、%"],
        ["指标", "累计", "增速"],
        ["固定资产投资额", 5000, 3.2],
        ["新登记企业户数", 30000, 5.5],
        ["调查失业率", 5.1, ""],
    ]
    assert [f"{one.value}{one.unit}" for one in table(rows).observations] == [
        "5000亿元",
        "3.2%",
        "30000户",
        "5.5%",
        "5.1%",
    ]


def test_a_change_is_an_amount_or_a_rate_by_its_unit_and_has_a_direction() -> None:
    rows = [
        ["2023年武汉市各区新登记企业"],
        ["区", "企业（户）", "同比增减（户）", "同比增减（%）", "同比"],
        ["江岸区", 100, -5, -4.8, "下降4.8%"],
        ["江汉区", 100, 5, 4.8, "持平"],
    ]
    assert facts(table(rows))[1:4] == [
        "江岸区 企业 同比增减量 减5户 2023年",
        "江岸区 企业 同比增速 -4.8% 2023年",
        "江岸区 企业 同比增速 -4.8% 2023年",
    ]
    assert facts(table(rows))[-1] == "江汉区 企业 同比增速 0% 2023年"


def test_a_head_that_says_falling_makes_its_figures_negative() -> None:
    rows = [["2023年"], ["城市", "办理时间（天）", "同比下降（%）"], ["武汉", 2, 30]]
    assert facts(table(rows))[1] == "武汉 办理时间 同比增速 -30% 2023年"


def test_a_title_may_name_a_span_of_years_that_the_columns_divide() -> None:
    rows = [["2022—2023年各市企业（户）"], ["指标：企业"], ["城市", "2022年", "2023年"], ["武汉", 1, 2]]
    assert facts(table(rows)) == ["武汉 企业 1户 2022年", "武汉 企业 2户 2023年"] and told(table(rows)) == []


def test_a_title_says_quarters_and_the_end_of_a_month() -> None:
    for title, printed in (
        ("武汉市2023年1-3季度指标", "2023年一至三季度"),
        ("武汉市2023年第三季度指标", "2023年三季度"),
        ("武汉市2023年11月末指标", "2023年11月末"),
        ("2023年上半年武汉市指标", "2023年上半年"),
    ):
        (one,) = table([[title], ["指标", "数值（户）"], ["企业", 1]]).observations
        assert (one.period.printed, one.city) == (printed, "武汉市")


def test_a_code_or_a_number_of_the_row_is_no_figure() -> None:
    rows = [["2023年"], ["序号", "代码", "城市", "企业（户）", "", "备注"], [1, 420100, "武汉", 5, "", "快报"]]
    (one,) = table(rows).observations
    assert (one.city, one.value, one.note) == ("武汉", 5, "快报")


def test_zones_are_places_and_the_nation_is_none() -> None:
    rows = [["2023年"], ["地区", "企业（户）"], ["全国", 9], ["郑州市", 5], ["济源示范区", 1], ["航空港区", 2]]
    assert [one.city for one in table(rows).observations] == ["郑州市", "济源示范区", "航空港区"]


def test_a_column_that_is_part_of_the_one_before_has_its_name() -> None:
    rows = [["2023年"], ["单位：户"], ["城市", "新设企业", "其中：外资企业"], ["武汉", 5, 1]]
    assert facts(table(rows)) == ["武汉 新设企业 5户 2023年", "武汉 新设企业（外资企业） 1户 2023年"]


def test_a_cell_may_state_its_unit_or_the_scale_of_it() -> None:
    rows = [["武汉市2023年"], ["指标", "数值"], ["企业", "3万户"], ["投资", "5亿元"]]
    assert facts(table(rows)) == ["武汉市 企业 3万户 2023年", "武汉市 投资 5亿元 2023年"]
    assert facts(table([["武汉市2023年"], ["指标", "数值（户）"], ["企业", "3万"]])) == ["武汉市 企业 3万户 2023年"]


def test_parts_of_parts_say_of_which() -> None:
    rows = [
        ["武汉市2023年"],
        ["指标", "数值（万户）"],
        ["经营主体", 196],
        ["  其中：企业", 80],
        ["        其中：外资", 7],
        ["        个体工商户", 110],
        ["新设经营主体", 30],
        ["  #企业", 12],
    ]
    assert [f"{one.indicator}/{one.scope}" for one in table(rows).observations] == [
        "经营主体/",
        "经营主体/企业",
        "经营主体/企业中的外资",
        "经营主体/个体工商户",
        "新设经营主体/",
        "新设经营主体/企业",
    ]


def test_growth_and_rank_below_an_indicator_are_its_own() -> None:
    rows = [["武汉市2023年"], ["指标", "数值"], ["地区生产总值（亿元）", 20011], ["增速（%）", 5.7], ["全省位次", 1]]
    reading = table(rows)
    assert facts(reading)[1:] == ["武汉市 地区生产总值 增速 5.7% 2023年", "武汉市 地区生产总值 位次 1位 2023年"]
    assert reading.observations[-1].measure.ranking == "全省"


def test_lines_with_a_seal_and_a_day_are_no_titles() -> None:
    rows = [
        ["武汉市经营主体统计表"],
        ["填报单位（盖章）：武汉市市场监管局", "填报日期：2023年12月3日"],
        ["截至2023年11月30日", "单位：户"],
        ["类型", "期末实有", "备注"],
        ["企业", 100, ""],
        ["总计", 100, ""],
    ]
    reading = table(rows)
    assert reading.title == "武汉市经营主体统计表"
    assert facts(reading) == ["武汉市 企业 100户 截至2023年11月30日 时点"]


def test_a_rate_of_completion_may_be_rounded_by_half_of_its_last_digit() -> None:
    for rate, wrong in ((98, False), (99, True), ("98.3%", False), ("98.2%", False), ("98.1%", True), ("98.4%", True)):
        rows = [["武汉市2023年11月"], ["指标", "累计（户）", "年度目标", "完成率"], ["企业", 1965, 2000, rate]]
        assert bool(told(table(rows))) is wrong, rate


def test_a_target_is_of_the_value_whose_unit_it_has() -> None:
    rows = [
        ["武汉市2023年"],
        ["指标", "累计（亿元）", "同比增长（%）", "年度目标"],
        ["财政收入", 100, 5, "6%"],
        ["投资", 50, 5, 80],
    ]
    assert [one.target for one in table(rows).observations] == [None, 6, 80, None]
    rows[2][3] = "6万元"
    assert any("目标的单位“万元”与完成值的单位“亿元”不同" in message for message in told(table(rows)))


def test_the_figure_of_the_month_before_is_no_value_that_growth_is_of() -> None:
    rows = [
        ["武汉市2023年第三季度"],
        ["指标", "单位", "本期", "上期", "环比增长%", "上年同期", "同比增长%"],
        ["企业", "户", 10, 9, 11.1, 8, 25],
    ]
    assert facts(table(rows)) == [
        "武汉市 企业 10户 2023年三季度",
        "武汉市 企业 9户 2023年二季度",
        "武汉市 企业 环比增速 11.1% 2023年三季度",
        "武汉市 企业 8户 2022年三季度",
        "武汉市 企业 同比增速 25% 2023年三季度",
    ]


def test_the_unit_may_stand_at_the_head_of_the_names() -> None:
    assert facts(table([["武汉市2023年"], ["指标（万户）", "数值"], ["企业", 10]])) == ["武汉市 企业 10万户 2023年"]


def test_kinds_beside_places_are_the_indicators_where_nothing_else_names_them() -> None:
    rows = [["2023年"], ["城市", "类型", "数量（户）"], ["武汉", "企业", 3], ["", "个体", 4]]
    assert facts(table(sheet(rows, merged=[(2, 0, 3, 0)]))) == ["武汉 企业 3户 2023年", "武汉 个体 4户 2023年"]
    rows = [["武汉市2023年"], ["类别", "指标", "数量（户）"], ["准入", "企业", 3], ["", "个体", 4]]
    assert facts(table(rows)) == ["武汉市 企业 3户 2023年", "武汉市 个体 4户 2023年"]


def test_the_same_heads_again_without_lines_go_on_and_with_a_title_of_their_own_do_not() -> None:
    again = [["2023年"], ["单位：户"], ["城市", "企业"], ["武汉", 1], ["城市", "企业"], ["襄阳", 2]]
    assert [line for reading in tables(again) for line in facts(reading)] == [
        "武汉 企业 1户 2023年",
        "襄阳 企业 2户 2023年",
    ]
    own = [["一、企业（万户）"], ["城市", "2023年"], ["武汉", 1], [], ["二、新增就业"], ["城市", "2023年"], ["武汉", 5]]
    first, second = tables(own)
    assert facts(first) == ["武汉 企业 1万户 2023年"] and facts(second) == []
    assert "没有写单位：“新增就业”" in told(second)[-1]


def test_a_note_inside_a_table_does_not_end_it() -> None:
    rows = [["2023年"], ["单位：户"], ["城市", "企业"], ["武汉", 3], ["注：含功能区"], ["襄阳", 4], ["数据来源：市局"]]
    reading = table(rows)
    assert facts(reading) == ["武汉 企业 3户 2023年", "襄阳 企业 4户 2023年"]
    assert (reading.notes, reading.source) == (("注：含功能区",), "市局")


def test_a_column_of_sums_is_the_whole_of_the_indicator_above_it_or_left_out_and_told() -> None:
    rows = [["2023年"], ["单位：户"], ["地区", "经营主体", "", ""], ["", "合计", "企业", "个体"], ["武汉市", 3, 1, 2]]
    reading = table(sheet(rows, merged=[(2, 1, 2, 3), (2, 0, 3, 0)]))
    assert facts(reading)[:2] == ["武汉市 经营主体 3户 2023年", "武汉市 经营主体（企业） 1户 2023年"]
    flat = table([["指标：企业（户）"], ["城市", "2022年", "2023年", "平均", "合计"], ["武汉", 1, 2, 1.5, 3]])
    assert facts(flat) == ["武汉 企业 1户 2022年", "武汉 企业 2户 2023年"]
    assert "“平均”、“合计”这样的列由其他列算出，未读" in told(flat)[0]


def test_a_change_in_a_range_that_falls_has_its_smaller_end_first() -> None:
    rows = [["2023年"], ["城市", "经营主体（万户）", "同比增减（万户）"], ["武汉市", 197.3, "减少3~5"]]
    found = table(rows).observations[1]
    assert (found.value, found.upper, found.direction) == (3, 5, "减")
