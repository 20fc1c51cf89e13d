"""Figures in Chinese: every form of number, qualifier, unit and period."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.period import Basis, Period
from briefing.wording.figures import added_up, figure, located, number, period, when
from tests.builders import fact


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "0"),
        ("73.810", "73.810"),
        ("2028", "2028"),
        ("9999", "9999"),
        ("10000", "10000"),
        ("11904", "11904"),
        ("159265", "159265"),
        ("1234567.89", "1234567.89"),
        ("6012.2", "6012.2"),
        ("0.0001", "0.0001"),
        ("-2.5", "−2.5"),
        ("-12345", "−12345"),
        ("4E+2", "400"),
        ("1E+5", "100000"),
    ],
)
def test_numbers_keep_their_digits_and_are_not_parted(value: str, words: str) -> None:
    """GB/T 15835: no separator in four digits; none behind the point; never an exponent."""
    assert number(Decimal(value)) == words


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_a_number_reads_back_as_itself(value: Decimal) -> None:
    """No digit is lost or made up."""
    assert Decimal(number(value).replace(",", "").replace("−", "-")) == value


@pytest.mark.parametrize(
    ("value", "symbol", "qualifier", "words"),
    [
        ("104", "项", None, "104项"),
        ("0", "元", None, "0元"),
        ("73.81", "%", None, "73.81%"),
        ("16.4", "万户", None, "16.4万户"),
        ("11904", "家", None, "11904家"),
        ("400", "项", "余", "400余项"),
        ("860", "万元", "余", "860余万元"),
        ("7400", "万元", "多", "7400多万元"),
        ("101.66", "万元", "约", "约101.66万元"),
        ("1000", "人", "近", "近1000人"),
        ("150", "场次", "超", "超150场次"),
        ("5", "项", "不超过", "不超过5项"),
        ("5", "个工作日", "以内", "5个工作日以内"),
        ("150", "场次", "以上", "150场次以上"),
        ("828", "家", "达", "828家"),
        ("89", "%", "高达", "89%"),
        ("4", "位", None, "第4位"),
        ("10", "位", "以内", "前10位"),
        ("100", "位", "不超过", "前100位"),
        ("-3.2", "%", None, "−3.2%"),
    ],
)
def test_a_figure_with_its_unit_and_qualifier(value: str, symbol: str, qualifier: str | None, words: str) -> None:
    """Qualifiers before, inside and after; praise (达, 高达) is left to the source."""
    assert figure(fact("wuhan.a", value, symbol, qualifier=qualifier)) == words


@pytest.mark.parametrize(
    ("value", "symbol", "words"),
    [
        ("300~310", "个", "300～310个"),
        ("3~5", "个工作日", "3～5个工作日"),
        ("1.5~2", "亿元", "1.5亿元～2亿元"),
        ("10~15", "%", "10%～15%"),
        ("1~2", "‰", "1‰～2‰"),
        ("-3~-1", "%", "−3%～−1%"),
        ("1~2", "个百分点", "1～2个百分点"),
        ("3~5", "位", "第3～5位"),
    ],
)
def test_a_range_repeats_what_would_be_in_doubt(value: str, symbol: str, words: str) -> None:
    """GB/T 15835: the unit once, but scale and percent sign at both ends."""
    assert figure(fact("wuhan.a", value, symbol)) == words


def test_a_name_counts_people_or_places() -> None:
    """名 after a number of people, 第2名 in a ranking: the family decides."""
    assert figure(fact("wuhan.a", 60, "名")) == "60名"
    assert figure(fact("wuhan.a", 2, "名", family="rank")) == "第2名"


@pytest.mark.parametrize(
    ("value", "unit", "direction", "qualifier", "words"),
    [
        (8, "个位次", "增", None, "前移8个位次"),
        (3, "个位次", "减", None, "后移3个位次"),
        (8, "位", "增", None, "前移8位"),
        (10, "个位次", "增", "近", "前移近10个位次"),
    ],
)
def test_a_movement_in_a_ranking_says_which_way(
    value: int, unit: str, direction: str, qualifier: str | None, words: str
) -> None:
    """前移8个位次 is not 第8位; an amount that grew is printed without a verb."""
    moved = fact("wuhan.a", value, unit, family="rank_change", direction=direction, qualifier=qualifier)
    assert figure(moved) == words
    assert figure(fact("wuhan.a", 8, "家", direction="减")) == "8家"


@pytest.mark.parametrize(
    ("text", "basis", "cell", "opening"),
    [
        ("2021", "期间", "2021年", "2021年"),
        ("2021", "未注明", "2021年", "2021年"),
        ("2021", "时点", "截至2021年底", "截至2021年底"),
        ("2021", "累计", "截至2021年底累计", "截至2021年底"),
        ("2021-06", "期间", "2021年6月", "2021年6月"),
        ("2021-12", "时点", "截至2021年12月末", "截至2021年12月末"),
        ("2021-12-31", "时点", "截至2021年底", "截至2021年底"),
        ("2021-06-05", "时点", "截至2021年6月5日", "截至2021年6月5日"),
        ("2021-06-05", "期间", "2021年6月5日", "2021年6月5日"),
        ("2020/2021", "期间", "2020年至2021年", "2020年至2021年"),
        ("2020/2021", "累计", "2020年至2021年累计", "2020年至2021年"),
        ("2021-01/2021-06", "期间", "2021年1月至2021年6月", "2021年1月至2021年6月"),
        ("2023-H1", "期间", "2023年上半年", "2023年上半年"),
        ("2023-H1", "时点", "截至2023年上半年末", "截至2023年上半年末"),
        ("2023Q3", "累计", "截至2023年三季度末累计", "截至2023年三季度末"),
        ("2023年5月上旬", "时点", "截至2023年5月上旬", "截至2023年5月上旬"),
        ("2023年前三季度", "累计", "2023年前三季度累计", "2023年前三季度"),
        ("2023年1-6月累计", "累计", "2023年1—6月累计", "2023年1—6月"),
        ("2023年累计", "累计", "2023年累计", "2023年"),
        ("2023年6月末", "时点", "2023年6月末", "2023年6月末"),
        ("截止2023年6月末", "累计", "截至2023年6月末累计", "截至2023年6月末"),
        ("2021/2022学年", "期间", "2021/2022学年", "2021/2022学年"),
        ("2021年以来", "累计", "2021年以来累计", "2021年以来"),
        ("目前", "时点", "目前", ""),
        ("目前", "累计", "目前累计", ""),
        ("未注明", "未注明", "未注明", ""),
        ("未注明", "时点", "未注明", ""),
        ("未注明", "累计", "累计（未注明）", ""),
    ],
)
def test_a_period_in_a_cell_and_as_an_opening(text: str, basis: str, cell: str, opening: str) -> None:
    """Dates without leading zeros; 累计 is said in the cell, and by the sentence itself in running text."""
    assert period(Period.parse(text), Basis(basis)) == cell
    assert when(fact("wuhan.a", 1, period=text, basis=basis)) == opening


def test_what_has_added_up_is_said_to() -> None:
    """And nothing else is."""
    assert added_up(fact("wuhan.a", 1, basis="累计")) == "累计"
    assert added_up(fact("wuhan.a", 1, basis="期间")) == ""
    assert [added_up(fact("wuhan.a", 1, unit, basis="累计")) for unit in ("亿元", "%", "分", "个工作日")] == [
        "累计",
        "",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("paragraph", "cell", "words"),
    [(3, "", "第3段"), (0, "", "标题、导语或图注"), (None, "数据.xlsx 数据!D17", "数据.xlsx 数据!D17")],
)
def test_where_a_figure_stands_is_a_paragraph_or_a_cell(paragraph: int | None, cell: str, words: str) -> None:
    assert located(paragraph, cell) == words
