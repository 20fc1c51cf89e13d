"""Values are possible, and are what the source prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.data.rules.printed_reading import FigureReader
from briefing.errors import Location, Severity
from briefing.model.catalogue import Catalogue, Indicator
from briefing.model.quantity import Qualifier
from briefing.text.chinese_numerals import chinese_number, numbers
from tests.data_rules.small_libraries import by_id, catalogue, fact, practice, problem_of, problems_of, relation


def named(name: str, family: str, definition: str = "") -> dict[str, object]:
    indicator = Indicator(id=family, name=name, theme="financing", family=family, definition=definition)
    return {"shared": catalogue(indicators=by_id(indicator))}


def test_a_count_is_whole() -> None:
    """8.27 个 is an average or a mistake; 44.7万户 is 447 000."""
    assert "不是整数" in problem_of(fact(value="8.27", symbol="个")).message
    assert problems_of(fact(value="44.7", symbol="万户")) == []
    assert problems_of(fact(value="8.27", symbol="个"), **named("平均办理环节", "count")) == []
    assert problems_of(fact(value="8.27", symbol="个"), **named("环节", "count", "每件平均的环节数")) == []
    assert problems_of(fact(value="8.27", symbol="个", caveat="平均数")) == []


def test_the_cut_of_a_reduction_is_an_average() -> None:
    """Over all that it was cut for."""
    cut, rate = fact("cut", "8.27", "个"), fact("rate", "73.81", "%", "percent")
    assert problems_of(cut, rate, relation("reduction", cut="cut", rate="rate")) == []
    assert problems_of(cut, rate, relation("share", part="cut", rate="rate"))


def test_a_count_is_not_negative() -> None:
    """A cut is told by its direction; zero is a value."""
    assert "direction: 减" in problem_of(fact(value="-3")).hint
    assert problems_of(fact(value="0")) == []
    assert problems_of(fact(value="3", direction="减"), **named("减少的环节", "count")) == []


def test_a_range_is_possible_at_both_ends() -> None:
    """8.2~9 个 is not whole, 90~104 % of a whole too much."""
    assert "不是整数：8.2~9个" in problem_of(fact(value="8.2", symbol="个", upper="9")).message
    assert "不是整数：8~9.5个" in problem_of(fact(value="8", symbol="个", upper="9.5")).message
    rate = fact(value="90", symbol="%", family="percent", upper="104")
    assert "不应超过 100" in problem_of(rate, **named("处置率", "percent")).message
    assert problems_of(fact(value="8", symbol="个", upper="9")) == []


@pytest.mark.parametrize(
    ("value", "name", "said"),
    [
        ("144.6", "投资完成率", None),
        ("100", "处置率", None),
        ("104", "处置率", "不应超过 100"),
        ("104", "占全市比重", "不应超过 100"),
        ("1000", "投资完成率", None),
        ("1001", "投资完成率", "不应超过 1000"),
        ("100", "审批时限压减率", None),
        ("100.1", "审批时限压减率", "是减少的幅度，不应超过 100"),
        ("120", "不良贷款余额降幅", "是减少的幅度，不应超过 100"),
        ("120", "贷款余额增幅", None),
        ("-2.1", "工业增加值增速", None),
        ("-2.1", "投资完成率", "不应为负"),
    ],
)
def test_a_percentage_is_possible(value: str, name: str, said: str | None) -> None:
    """Over a plan more than 100 is fine, of a whole it is not; only a change may be negative."""
    found = problems_of(fact("x", value, "%", "percent"), **named(name, "percent"))
    assert [said in item.message for item in found if said] == ([True] if said else [])
    assert bool(found) == bool(said)


@pytest.mark.parametrize(("kind", "role"), [("share", "part"), ("reduction", "cut")])
def test_the_rate_of_a_share_or_reduction_is_at_most_a_hundred(kind: str, role: str) -> None:
    """Whatever the indicator is called."""
    facts = fact("part"), fact("rate", "144.6", "%", "percent")
    assert "不应超过 100" in problem_of(*facts, relation(kind, **{role: "part", "rate": "rate"})).message
    plan = named("计划完成率", "percent")["shared"]
    assert isinstance(plan, Catalogue)
    both = catalogue(indicators=catalogue().indicators | plan.indicators)
    assert problems_of(*facts, relation("completion", actual="part", rate="rate"), shared=both) == []


def test_nothing_falls_by_more_than_all_of_it() -> None:
    """Whatever the indicator is called, where the fact says that it fell."""
    falls = {"direction": "减", **named("涨跌幅度", "percent")}
    shared = falls.pop("shared")
    assert problems_of(fact("x", "100", "%", "percent", **falls), shared=shared) == []
    assert "不应超过 100" in problem_of(fact("x", "101", "%", "percent", **falls), shared=shared).message


DIGITS = "零一二三四五六七八九"


def in_characters(number: int) -> str:
    """The number below 100 million in characters, by the school rule."""
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return in_characters(high) + "万" + gap + (in_characters(low) if low else "")
    text, zero = "", False
    for power, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if zero else "") + DIGITS[digit] + sign
        zero = not digit and bool(text)
    return text or "零"


@given(st.integers(0, 99_999_999))
def test_characters_are_read_as_they_are_written(number: int) -> None:
    """Every number below 100 million."""
    assert chinese_number(in_characters(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", 12),
        ("两千", 2000),
        ("千", 1000),
        ("二〇二一", 2021),
        ("首", 1),
        ("三亿", 300_000_000),
        ("三点五万", 35_000),
    ],
)
def test_other_ways_of_writing_numbers(text: str, number: int) -> None:
    """两 for two, a sign alone for one of it, digits in a row."""
    assert chinese_number(text) == number


@given(st.decimals("0", "999999", places=2))
def test_a_printed_decimal_is_found(number: Decimal) -> None:
    """With separators, among other text."""
    (options,) = numbers(f"累计{number:,}亿元".replace("亿", ""))
    assert [(option.low, option.high) for option in options] == [(number, number)]


@given(low=st.integers(0, 10**6), high=st.integers(0, 10**6), sign=st.sampled_from("~-—–至到/"))
def test_a_range_is_read_with_both_ends(low: int, high: int, sign: str) -> None:
    """Whatever sign stands between them, and never as one of them."""
    (reading,) = FigureReader(["个"]).read(f"{low}{sign}{high}个")
    assert (reading.low, reading.high, reading.rest) == (low, high, "个")


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("办结104项事项。", "104"),
        ("压减73.81%。", "73.81%"),
        ("推行“210”标准。", "210"),
        ("共１２项。", "１２"),
        ("分②类。", "②"),
    ],
)
def test_a_literal_digit_in_a_practice_is_told(text: str, digits: str) -> None:
    """Every figure is a fact; full-width digits are digits."""
    problem = problem_of(practice(text))
    assert f"“{digits}”" in problem.message
    assert problem.location.key == "text"


def test_digits_of_a_name_are_covered() -> None:
    """In the form in which the name or an alias bears them."""
    assert problems_of(practice("推行“210”标准。", name="“210”标准")) == []
    assert problems_of(practice("推行“210”模式。", aliases=("“210”标准",))) == []
    assert problems_of(practice("推行“21”模式。", name="“210”标准"))
    assert problems_of(fact("a-2"), practice("有{wuhan.a-2}。", facts=("wuhan.a-2",))) == []


@pytest.mark.parametrize("text", ["有{wuhan.x。", "有wuhan.x}。", "有{{wuhan.x}}。"])
def test_a_brace_left_open_is_told(text: str) -> None:
    """It would be printed as it stands."""
    assert "花括号" in problem_of(practice(text)).message


@pytest.mark.parametrize("first", ["全国首创", "河南省率先", "率先组建", "河南省第一张", "内蒙古自治区首创", "首家"])
def test_a_claim_that_does_not_say_what_was_first_is_asked_for_it(first: str) -> None:
    """It is read as before, with a warning that shows how to write it."""
    problem = problem_of(practice(first=first))
    assert problem.severity is Severity.WARNING
    assert f"只写了“{first}”" in problem.message
    assert "接在城市名后能读通" in problem.hint


@pytest.mark.parametrize(
    "first", ["开出河南省首张电子专用发票", "首创一业一证", "建成全国首家书店", "在河南省率先推出“容缺办理”业务"]
)
def test_a_claim_that_says_what_was_first_is_sound(first: str) -> None:
    assert problems_of(practice(first=first)) == []


def test_a_claim_that_begins_with_the_city_is_told() -> None:
    """The name stands before it already."""
    problem = problem_of(practice(first="武汉市建成全国首家书店"))
    assert (problem.severity, problem.location.key) == (Severity.WARNING, "first")
    assert "印两遍" in problem.message


def test_a_figure_of_a_table_is_held_against_no_text() -> None:
    """It has none; a number that is wrong is told with its cell."""
    place = Location("数据.xlsx", cell="数据!D17")
    assert problems_of(fact(value="104", printed="", qualifier=Qualifier.ABOUT)) == []
    told = problem_of(fact(value="-3", printed="", paragraph=None, cell="数据.xlsx 数据!D17", location=place))
    assert str(told).startswith("数据.xlsx 数据!D17：")
