"""Values are possible, and are what the source prints."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Severity
from briefing.model.library import Indicator
from briefing.model.quantity import Qualifier
from briefing.validate.numerals import chinese_number, written_numbers
from tests.validate.small_libraries import by_id, catalogue, fact, practice, problem_of, problems_of, relation


def named(name: str, family: str, definition: str = "") -> dict[str, object]:
    indicator = Indicator(id=family, name=name, theme="financing", family=family, definition=definition)
    return {"shared": catalogue(indicators=by_id(indicator))}


def test_a_count_is_whole() -> None:
    """8.27 个 is an average or a mistake; 44.7万户 is 447 000."""
    assert "不是整数" in problem_of(fact(value="8.27", symbol="个")).message
    assert problems_of(fact(value="44.7", symbol="万户")) == []
    assert problems_of(fact(value="8.27", symbol="个"), **named("平均办理环节", "count")) == []
    assert problems_of(fact(value="8.27", symbol="个"), **named("环节", "count", "每件平均的环节数")) == []
    assert problems_of(fact(value="8.27", symbol="个", note="平均数")) == []


def test_the_cut_of_a_reduction_is_an_average() -> None:
    """Over all that it was cut for."""
    cut, rate = fact("cut", "8.27", "个"), fact("rate", "73.81", "%", "percent")
    assert problems_of(cut, rate, relation("reduction", cut="cut", rate="rate")) == []
    assert problems_of(cut, rate, relation("share", part="cut", rate="rate"))


def test_a_count_is_not_negative() -> None:
    """A cut is told by its direction; zero is a value."""
    assert "direction: 减" in problem_of(fact(value="-3")).hint
    assert problems_of(fact(value="0")) == []
    assert problems_of(fact(value="3", direction="减")) == []


@pytest.mark.parametrize(
    ("value", "name", "said"),
    [
        ("144.6", "投资完成率", None),
        ("100", "处置率", None),
        ("104", "处置率", "不应超过 100"),
        ("104", "占全市比重", "不应超过 100"),
        ("1000", "投资完成率", None),
        ("1001", "投资完成率", "不应超过 1000"),
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
    assert problems_of(*facts, relation("completion", actual="part", rate="rate")) == []


@pytest.mark.parametrize(
    ("printed", "value", "symbol", "family"),
    [
        ("104项", "104", "项", "count"),
        ("11,904家", "11904", "家", "count"),
        ("159，265户", "159265", "户", "count"),
        ("73.81%", "73.81", "%", "percent"),
        ("７３.８１％", "73.81", "%", "percent"),
        ("百分之三十五", "35", "%", "percent"),
        ("3.50亿元", "3.5", "亿元", "cny"),
        ("3.5亿元", "350000000", "元", "cny"),
        ("8百万元", "800", "万元", "cny"),
        ("1日0费用", "0", "元", "cny"),
        ("零成本", "0", "元", "cny"),
        ("两年", "2", "年", "years"),
        ("首位", "1", "位", "rank"),
        ("榜首", "1", "位", "rank"),
        ("第二名", "2", "名", "rank"),
        ("第4位", "4", "位", "rank"),
        ("2个环节", "2", "环节", "count"),
        ("2个环节", "2", "个", "count"),
        ("1秒钟", "1", "秒", "time"),
        ("0人工干预", "0", "项", "count"),
        ("一千二百家", "1200", "家", "count"),
        ("下降2.1%", "2.1", "%", "percent"),
    ],
)
def test_what_a_source_prints_agrees_with_the_value(printed: str, value: str, symbol: str, family: str) -> None:
    """Digits or characters, with separators, scales and what is said of the same thing."""
    assert problems_of(fact("x", value, symbol, family, printed=printed)) == []


@pytest.mark.parametrize(
    ("printed", "value", "symbol", "family", "key"),
    [
        ("104项", "140", "项", "count", "printed"),
        ("3.5亿元", "3.5", "万元", "cny", "printed"),
        ("3.5亿元", "3.5", "元", "cny", "printed"),
        ("860万元", "860", "元", "cny", "printed"),
        ("两年", "3", "年", "years", "printed"),
        ("首位", "2", "位", "rank", "printed"),
        ("全覆盖", "100", "%", "percent", "printed"),
        ("104家", "104", "项", "count", "unit"),
        ("45个工作日", "45", "天", "time", "unit"),
        ("12天", "12", "个工作日", "workday", "unit"),
    ],
)
def test_a_slip_of_the_pen_is_found(printed: str, value: str, symbol: str, family: str, key: str) -> None:
    """Digits transposed, a scale lost, another unit: at the key to be corrected."""
    problem = problem_of(fact("x", value, symbol, family, printed=printed))
    assert problem.place.key == key
    assert f"“{printed}”" in problem.message


@pytest.mark.parametrize(
    ("printed", "value", "symbol", "family", "qualifier"),
    [
        ("400余项", "400", "项", "count", Qualifier.REST),
        ("860万余元", "860", "万元", "cny", Qualifier.REST),
        ("7400多万元", "7400", "万元", "cny", Qualifier.MANY),
        ("近千人", "1000", "人", "count", Qualifier.NEARLY),
        ("超150家", "150", "家", "count", Qualifier.OVER),
        ("超过150家", "150", "家", "count", Qualifier.OVER),
        ("不超过150家", "150", "家", "count", Qualifier.NOT_MORE),
        ("高达89%", "89", "%", "percent", Qualifier.UP_TO),
        ("达80家", "80", "家", "count", Qualifier.REACH),
        ("约101.66万元", "101.66", "万元", "cny", Qualifier.ABOUT),
        ("45个工作日内", "45", "个工作日", "workday", Qualifier.WITHIN),
        ("5个工作日以内", "5", "个工作日", "workday", Qualifier.WITHIN),
        ("80家以上", "80", "家", "count", Qualifier.AT_LEAST),
    ],
)
def test_a_qualifier_is_what_the_source_says(
    printed: str, value: str, symbol: str, family: str, qualifier: Qualifier
) -> None:
    """Left out or another one, it is told."""
    assert problems_of(fact("x", value, symbol, family, printed=printed, qualifier=qualifier)) == []
    missing = problem_of(fact("x", value, symbol, family, printed=printed))
    assert missing.place.key == "qualifier"
    assert f"qualifier: {qualifier}" in missing.hint
    other = Qualifier.MANY if qualifier is not Qualifier.MANY else Qualifier.REST
    assert problem_of(fact("x", value, symbol, family, printed=printed, qualifier=other)).place.key == "qualifier"


def test_a_balance_is_no_remainder() -> None:
    """余额 is a noun."""
    assert problems_of(fact("x", "279.78", "亿元", "cny", printed="贷款余额279.78亿元")) == []


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
    [("十二", 12), ("两千", 2000), ("千", 1000), ("二〇二一", 2021), ("首", 1), ("三亿", 300_000_000)],
)
def test_other_ways_of_writing_numbers(text: str, number: int) -> None:
    """两 for two, a sign alone for one of it, digits in a row."""
    assert chinese_number(text) == number


@given(st.decimals("0", "999999", places=2))
def test_a_printed_decimal_is_found(number: Decimal) -> None:
    """With separators, among other text."""
    assert number in [found for found, _ in written_numbers(f"累计{number:,}亿元".replace("亿", ""))]


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
    assert problem.place.key == "text"


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
    assert (problem.severity, problem.place.key) == (Severity.WARNING, "first")
    assert "印两遍" in problem.message
