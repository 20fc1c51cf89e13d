"""What the cells of office tables say: each trap has a right answer, or is told, and none is guessed."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.data.tables.figures import Absence, CellFigure, Fault, Missing, Reading, read_figure
from briefing.data.tables.files.book import Cell, Value
from briefing.model.quantity import Qualifier


def said(text: str) -> Reading:
    """What a cell says into which this text was typed."""
    return read_figure(Cell(text, text))


def figure(value: str, unit: str = "", **rest: object) -> CellFigure:
    return CellFigure(value=Decimal(value), unit=unit, **rest)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12.3", figure("12.3")),
        (".5", figure("0.5")),
        ("0", figure("0")),
        ("１２．３万", figure("12.3", "万")),
        ("12.3万户", figure("12.3", "万户")),
        ("12.3 万 户", figure("12.3", "万户")),
        ("\u3000\xa012.3\n", figure("12.3")),
        ("\u200b12.3\ufeff", figure("12.3")),
        ("'12.3", figure("12.3")),
        ("1,234", figure("1234")),
        ("１，２３４．５", figure("1234.5")),
        ("1 234 567", figure("1234567")),
        ("98.5%", figure("98.5", "%")),
        ("103.2％", figure("103.2", "%")),
        ("3.2‰", figure("3.2", "‰")),
        ("0.5个百分点", figure("0.5", "个百分点")),
        ("120万m²", figure("120", "万平方米")),
        ("¥1,234.50", figure("1234.50", "元")),
        ("￥12万", figure("12", "万元")),
        ("12.3①", figure("12.3", marks="①")),
        ("12.3*", figure("12.3", marks="*")),
        ("12.3%②", figure("12.3", "%", marks="②")),
        ("12.3¹", figure("12.3", marks="¹")),
        ("12.3[1]", figure("12.3", marks="[1]")),
        ("12.3（注2）", figure("12.3", marks="（注2）")),
        ("#12.3", figure("12.3", marks="#")),
        ("-3.5", figure("-3.5")),
        ("－3.5", figure("-3.5")),
        ("−3.5", figure("-3.5")),
        ("负3.5", figure("-3.5")),
        ("（3.5）", figure("-3.5")),
        ("(3.5%)", figure("-3.5", "%")),
        ("(3.5)%", figure("-3.5", "%")),
        ("+5.2", figure("5.2")),
        ("300~310", figure("300", upper=Decimal(310))),
        ("8至10个", figure("8", "个", upper=Decimal(10))),
        ("3万～5万户", Fault("数值“3万～5万户”两头的单位不一样。", "请写成同一个单位。")),
        ("约12万", figure("12", "万", qualifier=Qualifier.ABOUT)),
        ("近12", figure("12", qualifier=Qualifier.NEARLY)),
        ("超150家", figure("150", "家", qualifier=Qualifier.OVER)),
        ("120余万", figure("120", "万", qualifier=Qualifier.REST)),
        ("30多项", figure("30", "项", qualifier=Qualifier.MANY)),
        ("60%以上", figure("60", "%", qualifier=Qualifier.AT_LEAST)),
        ("不足1", figure("1", qualifier=Qualifier.NOT_MORE)),
        ("下降5.2", figure("5.2", direction="减", word="下降5.2")),
        ("同比增长约5.2%", figure("5.2", "%", direction="增", word="同比增长约5.2%", qualifier=Qualifier.ABOUT)),
        ("5.2↓", figure("5.2", direction="减", word="5.2↓")),
        ("前移3位", figure("3", "位", direction="增", word="前移3位")),
        ("持平", figure("0", word="持平")),
        ("同比持平", figure("0", word="同比持平")),
        ("翻番", figure("100", "%", direction="增", word="翻番")),
        ("翻两番", figure("300", "%", direction="增", word="翻两番")),
        ("增长1倍", figure("1", "倍", direction="增", word="增长1倍")),
        ("第3", figure("3", rank=True, word="第3")),
        ("并列第3", figure("3", rank=True, word="并列第3")),
        ("第三位", figure("3", rank=True, word="第三位")),
        ("首位", figure("1", rank=True, word="首位")),
        ("百分之三十五", figure("35", "%")),
        ("三成", figure("30", "%")),
        ("十二", figure("12")),
    ],
)  # fmt: skip
def test_a_text_says_a_figure(text: str, expected: Reading) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("", Absence.UNKNOWN),
        ("　", Absence.UNKNOWN),
        ("..", Absence.UNKNOWN),
        ("暂缺", Absence.UNKNOWN),
        ("-", Absence.NONE),
        ("—", Absence.NONE),
        ("——", Absence.NONE),
        ("－", Absence.NONE),
        ("/", Absence.NONE),
        ("…", Absence.SMALL),
        ("……", Absence.SMALL),
        ("...", Absence.SMALL),
        ("×", Absence.WITHHELD),
    ],
)
def test_a_sign_of_yearbooks_says_that_there_is_no_figure(text: str, meaning: Absence) -> None:
    assert said(text) == Missing(meaning, text.strip())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1,5", "数值“1,5”里的逗号不知是小数点还是千分号。"),
        ("12,34%", "数值“12,34%”里的逗号不知是小数点还是千分号。"),
        ("1234,567", "数值“1234,567”里的逗号不知是小数点还是千分号。"),
        ("0,234", "数值“0,234”里的逗号不知是小数点还是千分号。"),
        ("12。3", "数值“12。3”里的小数点不对。"),
        ("—3.5", "数值“—3.5”前面是破折号，不知是不是负号。"),
        ("▲5.2", "数值“▲5.2”里的三角不知是增是减。"),
        ("下降-5.2", "数值“下降-5.2”的增减说了两遍，不知道是增是减。"),
        ("√", "数值“√”只说有没有，不是数值。"),
        ("一", "数值“一”不知是 1 还是破折号。"),
        ("0123", "数值“0123”以 0 开头，像是编码，不是数值。"),
        ("4.201E+17", "数值“4.201E+17”是科学计数法，原来的位数可能已经丢了。"),
        ("12\n34", "数值“12\n34”里有换行，像是两个数。"),
        ("310~300", "数值“310~300”不像区间：前一个数不小于后一个数。"),
        ("约12以上", "数值“约12以上”里的约数词不止一个（约、以上）。"),
        ("12.3±0.5", "数值“12.3±0.5”看不懂。"),
        ("12.3(1)", "数值“12.3(1)”看不懂。"),
        ("1.234.567", "数值“1.234.567”看不懂。"),
        ("3/15", "数值“3/15”看不懂。"),
        ("数百家", "数值“数百家”看不懂。"),
        ("亿元", "数值“亿元”看不懂。"),
        ("详见附件", "数值“详见附件”看不懂。"),
    ],
)
def test_a_text_that_may_mean_two_things_is_told(text: str, message: str) -> None:
    found = said(text)
    assert isinstance(found, Fault)
    assert found.message == message
    assert found.hint


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        (Cell("63.7", Decimal("63.6500001")), figure("63.7")),
        (Cell("98.5%", Decimal("0.985")), figure("98.5", "%")),
        (Cell("1,234", Decimal("1234.4")), figure("1234")),
        (Cell("12.3万户", Decimal("12.3")), figure("12.3", "万户")),
        (Cell("3.5", Decimal("-3.5")), figure("-3.5")),  # the format shows it in red
        (Cell("(3.5)", Decimal("-3.5")), figure("-3.5")),
        (Cell("下降3.5%", Decimal("-0.035")), figure("3.5", "%", direction="减", word="下降3.5%")),
        (Cell("-", Decimal(0)), figure("0", word="-")),  # the format of accounts
        (Cell("-0.0", Decimal("-0.04")), figure("0.0")),
        (Cell("-", Decimal(5)), Fault("数值显示“-”，存的却是 5。", "请把单元格格式改为“常规”，或改数值。")),
        (Cell("", Decimal(5)), Fault("数值显示“”，存的却是 5。", "请把单元格格式改为“常规”，或改数值。")),
    ],
)  # fmt: skip
def test_what_a_cell_shows_counts_and_not_what_it_stores(cell: Cell, expected: Reading) -> None:
    assert read_figure(cell) == expected


@pytest.mark.parametrize(
    ("text", "value", "message"),
    [
        ("3月5日", datetime.date(2026, 3, 5), "数值“3月5日”是日期或时间，不是数值。请改成数值。"),
        (
            "1900/2/14", datetime.date(1900, 2, 14),
            "数值“1900/2/14”是日期或时间，不是数值。像是数值设成了日期格式，请把单元格格式改为“常规”。",
        ),
        ("10:30", datetime.time(10, 30), "数值“10:30”是日期或时间，不是数值。请改成数值。"),
        ("TRUE", True, "数值“TRUE”是逻辑值，不是数值。请改成数值。"),
    ],
)  # fmt: skip
def test_a_date_or_a_truth_is_no_figure(text: str, value: Value, message: str) -> None:
    found = read_figure(Cell(text, value))
    assert isinstance(found, Fault)
    assert found.message + found.hint == message


def test_a_fault_of_the_cell_itself_is_told() -> None:
    assert read_figure(Cell("#DIV/0!", None, "公式出错 #DIV/0!")) == Fault("公式出错 #DIV/0!。")


NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False)


@given(NUMBERS, st.sampled_from(["", "%", "万户", "亿元", "个百分点"]), st.sampled_from(["", " ", "\xa0", "　"]))
def test_a_number_is_read_as_it_is_written(number: Decimal, unit: str, space: str) -> None:
    for written in (
        f"{number:f}",
        f"{number:,f}",
        f"{number:f}".translate(str.maketrans("0123456789.", "０１２３４５６７８９．")),
    ):
        assert said(f"{space}{written}{space}{unit}{space}") == figure(str(number + 0), unit)


@given(st.text())
def test_any_text_is_read_or_told(text: str) -> None:
    found = said(text)
    assert not isinstance(found, Fault) or text.strip() in found.message
