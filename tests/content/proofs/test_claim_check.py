"""What an author claims of a printed figure is held against the data: borne out, contradicted or left unproved."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.analysis.analyse import analyse
from briefing.content.compose import compose
from briefing.errors import BriefingError, Problem, Severity
from briefing.model.facts import Target
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from briefing.wording.claims.words import STRONG, WORDS, Sense
from tests.builders import Item, analysis, city, fact, indicator, unit
from tests.content.asked.test_value_functions import made
from tests.content.samples import BODY, request, template, written

RATE = replace(
    indicator("firms-growth", "经营主体同比增速", family="percent", better="高"), of="firms", measure=MeasureKind.GROWTH
)


def _firms(place: str, year: int, value: str, **more: str) -> Item:
    return fact(f"{place}.firms-{year}", value, "万户", indicator="firms", period=f"{year}年", **more)


def _rate(value: str) -> Item:
    item = fact("sanmenxia.growth", value, "%", indicator="firms-growth", period="2023年")
    return replace(item, measure=Measure(kind=MeasureKind.GROWTH, base="同比"))


def _done(value: int, better: str | None = None) -> tuple[Item, ...]:
    item = fact("wuhan.done", value, "户", indicator="done", period="2023年")
    aim = Target(Quantity(Decimal(100), unit("户")), Period.parse("2023年"))
    return indicator("done", "新设企业", better=better), replace(item, target=aim)


DATA: tuple[Item, ...] = (
    indicator("firms", "经营主体", better="高"),
    indicator("days", "开办时间", family="workday", better="低"),
    indicator("loan", "贷款余额", family="cny"),
    RATE,
    city("luoyang", "洛阳市"),
    city("kaifeng", "开封市"),
    _firms("wuhan", 2021, "90.0"),
    _firms("wuhan", 2022, "180.0"),
    _firms("wuhan", 2023, "198.2"),
    _firms("sanmenxia", 2022, "24.0"),
    _firms("sanmenxia", 2023, "23.1"),
    _firms("luoyang", 2022, "31.0"),
    _firms("luoyang", 2023, "31.0"),
    _firms("kaifeng", 2023, "50.0"),
    fact("wuhan.days", "1.4", "个工作日", period="2023年"),
    fact("sanmenxia.days", "2.2", "个工作日", period="2023年"),
    fact("luoyang.days", "2.0", "个工作日", period="2023年"),
    fact("wuhan.loan", "4.74", "亿元", period="2023年"),
)


def _found(folder: Path, line: str, *data: Item) -> list[Problem]:
    """Every problem of a line, in which [经营主体 武汉] prints that figure of that city, of another year with it."""
    body = ""
    for at, part in enumerate(re.split(r"\[(.*?)\]", line)):
        name, place, *year = part.split(" ") if at % 2 else ("", "")
        period = f", period={year[0]}" if year else ""
        body += f'{{{{ value("{name}", "{place}"{period}) }}}}' if at % 2 else part
    try:
        return made(folder, body, analysis(*(data or DATA)))[1]
    except BriefingError as error:
        return list(error.problems)


def verdict(folder: Path, line: str, *data: Item) -> str:
    """证实, 不符 or 存疑: what is said of the one claim of a line."""
    found = _found(folder, line, *data)
    assert len(found) < 2, found
    if not found:
        return "证实"
    assert found[0].location.line == 1
    error = found[0].severity is Severity.ERROR
    assert ("与数据不符" if error else "没有数据可以证实") in found[0].message
    return "不符" if error else "存疑"


def _long(sense: Sense) -> list[str]:
    return [word for word in WORDS[sense].split("|") if len(word) > 1 and not STRONG.fullmatch(word)]


ROSE, FELL, ALONE = "[经营主体 武汉]", "[经营主体 三门峡]", "[经营主体 开封]"
MOVES = [
    *((f"{ROSE}，比上年{word}。", f"{FELL}，比上年{word}。", f"{ALONE}，比上年{word}。") for word in _long(Sense.UP)),
    *((f"{FELL}，比上年{word}。", f"{ROSE}，比上年{word}。", f"{ALONE}，比上年{word}。") for word in _long(Sense.DOWN)),
    *(
        (f"由[经营主体 武汉 2022]{word}{ROSE}。", f"{word}{FELL}。", f"{ROSE}，{word}{ALONE}。")
        for word in ("增至", "升到")
    ),
    *((f"{word}{FELL}。", f"由[经营主体 武汉 2022]{word}{ROSE}。", f"{word}{ALONE}。") for word in ("降至", "减到")),
    ("[经营主体 洛阳]，与上年持平。", f"{ROSE}，与上年持平。", f"{ALONE}，与上年持平。"),
]
STANDINGS = [
    *(
        (f"{ROSE}，{word}。", f"{FELL}，{word}。", f"[贷款余额 武汉]，{word}。")
        for word in ("居首位", "居首", "居各市第一")
    ),
    *(
        (f"{ROSE}，{word}。", f"{FELL}，{word}。", f"[贷款余额 武汉]，{word}。")
        for word in ("为最高", "最多", "领先", "最好")
    ),
    *(
        (f"{FELL}，{word}。", f"{ROSE}，{word}。", f"[贷款余额 武汉]，{word}。")
        for word in ("居末位", "垫底", "最差", "最少")
    ),
    ("最短的是武汉[开办时间 武汉]。", "最短的是洛阳[开办时间 洛阳]。", "最高的是武汉[贷款余额 武汉]。"),
    ("[开办时间 武汉]，最优。", "[开办时间 三门峡]，最优。", "[贷款余额 武汉]，最优。"),
]
BESIDE = [
    *(
        (f"{ROSE}，{word}三门峡的{FELL}。", f"{FELL}，{word}武汉的{ROSE}。", f"{ROSE}，{word}武汉的[贷款余额 武汉]。")
        for word in ("高于", "超过", "超出", "多于", "大于", "优于", "好于", "领先于", "领先")
    ),
    *(
        (f"{FELL}，{word}武汉的{ROSE}。", f"{ROSE}，{word}三门峡的{FELL}。", f"{ROSE}，{word}武汉的[贷款余额 武汉]。")
        for word in ("低于", "少于", "小于", "不足", "不到", "不及", "落后于", "逊于")
    ),
    ("[开办时间 武汉]，快于三门峡。", "[开办时间 三门峡]，快于武汉。", "[开办时间 武汉]，快于开封。"),
    ("[开办时间 武汉]，短于三门峡。", "[开办时间 三门峡]，短于武汉。", "[开办时间 武汉]，短于开封。"),
    ("[开办时间 三门峡]，长于武汉。", "[开办时间 武汉]，长于三门峡。", "[开办时间 武汉]，长于开封。"),
    ("[开办时间 三门峡]，慢于武汉。", "[开办时间 武汉]，慢于三门峡。", "[开办时间 武汉]，慢于开封。"),
    (f"{ROSE}，比三门峡高。", f"{FELL}，比武汉高。", f"{ROSE}，比全国高。"),
    (f"{FELL}，比武汉少。", f"{ROSE}，比三门峡少。", f"{ROSE}，比全国少。"),
    (f"{ROSE}，比上年多。", f"{FELL}，比上年多。", f"{ALONE}，比上年多。"),
]


@pytest.mark.parametrize(("proved", "refuted", "open_"), [*MOVES, *STANDINGS, *BESIDE])
def test_each_word_is_borne_out_contradicted_or_left_unproved(
    tmp_path: Path, proved: str, refuted: str, open_: str
) -> None:
    assert [verdict(tmp_path, line) for line in (proved, refuted, open_)] == ["证实", "不符", "存疑"]


@pytest.mark.parametrize("word", ["翻番", "翻一番", "翻了一番", "倍增", "成倍增长"])
def test_what_has_doubled_has_grown_by_all_of_it(tmp_path: Path, word: str) -> None:
    def of(now: str) -> list[Problem]:
        data = (DATA[0], _firms("wuhan", 2022, "90.0"), _firms("wuhan", 2023, now))
        return _found(tmp_path, f"{ROSE}，比2022年{word}。", *data)

    assert of("180.2") == []
    less = next(found for found in of("179.8") if found.severity is Severity.ERROR)
    assert less.message.endswith("：武汉2023年为179.8万户，没有达到2022年的90.0万户的两倍。")
    [open_] = of("180.0")  # as both are rounded, it may be a little less
    assert "没有出处" in open_.message or "数据取整后分不出" in open_.message


@pytest.mark.parametrize(
    ("value", "verdicts"),
    [(99, ("不符", "证实", "不符")), (100, ("不符", "不符", "证实")), (101, ("证实", "不符", "不符"))],
)
@pytest.mark.parametrize("better", ["高", "低", None])
def test_a_target_is_passed_missed_or_just_met(
    tmp_path: Path, value: int, verdicts: tuple[str, ...], better: str | None
) -> None:
    lines = [f"[新设企业 武汉]，{word}。" for word in ("超过目标", "低于目标", "与目标持平")]
    assert tuple(verdict(tmp_path, line, *_done(value, better)) for line in lines) == verdicts
    lines = [f"[新设企业 武汉]，{word}。" for word in ("已完成年度目标", "达标", "未完成目标", "尚未达标")]
    done = value <= 100 if better == "低" else value >= 100
    assert [verdict(tmp_path, line, *_done(value, better)) == "证实" for line in lines] == [
        done,
        done,
        not done,
        not done,
    ]


def test_the_target_that_is_printed_is_no_figure_of_its_own(tmp_path: Path) -> None:
    line = '[新设企业 武汉]，超过目标{{ value("新设企业", "武汉").target }}。'
    [found] = _found(tmp_path, line, *_done(99))
    assert found.message == "“99户，超过目标100户”里的“超过”与数据不符：武汉2023年为99户，比目标100户少。"
    assert verdict(tmp_path, "[经营主体 武汉]，超过目标。") == "存疑"


def test_what_the_data_say_is_told_with_line_and_sentence(tmp_path: Path) -> None:
    [found] = _found(tmp_path, "前一句。武汉经营主体[经营主体 武汉]，比上年下降；后一句。")
    assert str(found.location.file).endswith(BODY)
    assert (
        found.message == "“武汉经营主体198.2万户，比上年下降”里的“下降”与数据不符："
        "武汉2023年为198.2万户，比2022年的180.0万户多。"
    )
    [found] = _found(tmp_path, "三门峡[开办时间 三门峡]，为最短。")
    assert found.message.endswith("：三门峡2023年为2.2个工作日，比武汉的1.4个工作日长。")
    [found] = _found(tmp_path, "[经营主体 武汉]，高于武汉的[开办时间 武汉]。")
    assert found.message.endswith("“高于”没有数据可以证实：统计的不是同一事项，口径不同。")


@pytest.mark.parametrize(
    ("now", "rises", "falls"),
    [("180.1", "证实", "不符"), ("180.0", "不符", "不符"), ("179.9", "不符", "证实")],
)
def test_the_same_figure_has_neither_risen_nor_fallen(tmp_path: Path, now: str, rises: str, falls: str) -> None:
    data = (DATA[0], _firms("wuhan", 2022, "180.0"), _firms("wuhan", 2023, now))
    assert verdict(tmp_path, f"{ROSE}，比上年增长。", *data) == rises
    assert verdict(tmp_path, f"{ROSE}，比上年下降。", *data) == falls


def test_what_rounding_or_a_break_leaves_open_is_unproved(tmp_path: Path) -> None:
    old, now = _firms("wuhan", 2022, "180.0"), _firms("wuhan", 2023, "198.2")
    about = _firms("wuhan", 2023, "180", qualifier="约")
    line = f"{ROSE}，比上年增长。"
    assert "数据取整后分不出" in _found(tmp_path, line, DATA[0], old, about)[0].message
    [found] = _found(tmp_path, line, DATA[0], old, replace(now, break_reason="口径调整"))
    assert found.message.endswith("：口径有变（口径调整）。")
    assert found.severity is Severity.WARNING
    near = _firms("luoyang", 2023, "198", qualifier="约")
    assert verdict(tmp_path, f"{ROSE}，高于洛阳。", DATA[0], now, near, DATA[4]) == "存疑"
    assert verdict(tmp_path, f"{ROSE}，居首位。", DATA[0], now, near, DATA[4]) == "存疑"


def test_a_place_that_two_cities_share_is_no_first_place_unless_that_is_said(tmp_path: Path) -> None:
    data = (DATA[0], DATA[4], _firms("wuhan", 2023, "31.0"), _firms("luoyang", 2023, "31.0"))
    assert verdict(tmp_path, f"{ROSE}，居首位。", *data) == "不符"
    assert verdict(tmp_path, f"{ROSE}，与洛阳并列第一。", *data) == "证实"
    assert verdict(tmp_path, f"{ROSE}，与洛阳持平。", *data) == "证实"
    assert verdict(tmp_path, f"{ROSE}，高于洛阳。", *data) == verdict(tmp_path, f"{ROSE}，低于洛阳。", *data) == "不符"


@pytest.mark.parametrize(("rate", "up", "down"), [("0.1", "证实", "不符"), ("-0.1", "不符", "证实")])
def test_what_a_source_says_of_the_growth_counts(tmp_path: Path, rate: str, up: str, down: str) -> None:
    data = (DATA[0], RATE, _firms("sanmenxia", 2023, "23.1"), _rate(rate))
    printed = '{{ value("经营主体", "三门峡", measure="增速") }}'
    for head, tail in (("同比", printed), (f"{FELL}，同比", ""), (f"{FELL}，同比", printed)):
        assert verdict(tmp_path, f"{head}增长{tail}。", *data) == up
        if not (tail and rate.startswith("-")):  # 下降−0.1% is told as such
            assert verdict(tmp_path, f"{head}下降{tail}。", *data) == down


def test_a_place_in_a_ranking_is_the_first_as_its_source_says(tmp_path: Path) -> None:
    def of(place: int) -> str:
        ranked = fact("wuhan.rank", place, "位", family="rank", period="2023年")
        return verdict(tmp_path, "评价[rank 武汉]，居全省首位。", ranked)

    assert (of(1), of(2)) == ("证实", "不符")


@pytest.mark.parametrize(
    "line",
    [
        f"{ROSE}，没有下降。",
        f"{ROSE}，不低于三门峡。",
        f"{ROSE}，力争明年下降。",
        f"“经营主体下降”之说不实，应为{ROSE}。",
        f"《时限压缩办法》施行，{ROSE}。",
        f"经营主体下降率{ROSE}。",
        f"降低办事成本，{ROSE}。",
        f"减少材料{ROSE}。",
        f"最多可办{ROSE}。",
        f"{ROSE}，仍有不足。",
        "各地经营主体下降。",
    ],
)
def test_what_is_denied_intended_quoted_or_said_of_no_figure_claims_nothing(tmp_path: Path, line: str) -> None:
    assert _found(tmp_path, line) == []


def test_a_word_that_may_be_said_of_something_else_is_unproved(tmp_path: Path) -> None:
    [found] = _found(tmp_path, f"{ROSE}，投资下降。")
    assert found.message.endswith("“下降”没有数据可以证实：看不出它说的是哪个数。")
    assert verdict(tmp_path, f"{ROSE}，居全国首位。") == "存疑"
    assert verdict(tmp_path, f"经营主体超过{ROSE}。") == "存疑"


SECOND = "[经营主体 开封]"
"""武汉 has more, 洛阳 and 三门峡 fewer."""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{SECOND}，排名第二。", "证实"),
        (f"{SECOND}，位列第2位。", "证实"),
        (f"{ROSE}，排名第一。", "证实"),
        (f"{ROSE}，比上年增长，居首位。", "证实"),
        (f"{SECOND}，排名第二，高于武汉。", "不符"),
        (f"{SECOND}，排名第一。", "不符"),
        (f"{SECOND}，居第三位。", "不符"),
        (f"{ROSE}，居第二位。", "不符"),
        (f"{SECOND}，仅次于武汉。", "证实"),
        (f"{SECOND}，仅次于洛阳。", "不符"),
        (f"{FELL}，仅次于武汉。", "不符"),
        (f"{FELL}，仅次于武汉、开封、洛阳。", "证实"),
        (f"{FELL}，名列前茅。", "不符"),  # the last of four
        (f"{SECOND}，名列前茅。", "存疑"),
        (f"{SECOND}，位居前列。", "存疑"),
        (f"{SECOND}，遥遥领先。", "存疑"),
        (f"{ROSE}，排名靠后。", "不符"),
        (f"{SECOND}，屡创新高。", "存疑"),
        (f"{SECOND}，首屈一指。", "存疑"),
        (f"{ROSE}，激增。", "存疑"),  # it rose; how fast is fast nobody says
        (f"{FELL}，激增。", "不符"),
        (f"{ROSE}，{FELL}，均比上年增长。", "不符"),
        (f"{ROSE}，[贷款余额 武汉]，均比上年增长。", "存疑"),
        (f"[经营主体 武汉 2022]，{ROSE}，均有增长。", "证实"),
        (f"{ROSE}，[开办时间 武汉]，均居首位。", "证实"),
        (f"{ROSE}，[开办时间 洛阳]，均居首位。", "不符"),
        (f'{ROSE}，{{{{ "居首" if true else "居末" }}}}。', "证实"),
        (f'{FELL}，{{{{ "居首" if true else "居末" }}}}。', "不符"),
        (f'{{% set 词 = "居首" %}}{FELL}，{{{{ 词 }}}}。', "不符"),
    ],
)
def test_a_place_and_what_is_said_of_each_is_held_against_the_data(tmp_path: Path, line: str, expected: str) -> None:
    assert verdict(tmp_path, line) == expected


def test_every_step_of_a_course_bears_out_what_is_said_of_each_year(tmp_path: Path) -> None:
    assert verdict(tmp_path, f"{ROSE}，逐年增长。") == "证实"
    assert verdict(tmp_path, f"{ROSE}，逐年下降。") == "不符"
    turned = (DATA[0], _firms("wuhan", 2021, "190.0"), _firms("wuhan", 2022, "180.0"), _firms("wuhan", 2023, "198.2"))
    assert verdict(tmp_path, f"{ROSE}，增长。", *turned) == "证实"
    [found] = _found(tmp_path, f"{ROSE}，逐年增长。", *turned)
    assert found.message.endswith("：武汉2022年为180.0万户，比2021年的190.0万户少。")


CHANGE = '{{ value("经营主体", "武汉").change("同比") }}'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"同比增长{CHANGE}。", "增长增长"),
        (f"同比下降了{CHANGE}。", "下降了增长"),
        ('居第{{ value("经营主体", "武汉").rank }}。', "第第1位"),
        (f"经营主体{ROSE}万户。", "198.2万户万户"),
    ],
)
def test_what_a_figure_is_printed_with_is_not_written_again(tmp_path: Path, line: str, said: str) -> None:
    [found] = _found(tmp_path, line)
    assert (found.severity, found.message) == (Severity.ERROR, f"“{said}”重复了，或前后不符。")


def test_a_rate_below_zero_is_not_told_as_one_of_a_fall(tmp_path: Path) -> None:
    line = '同比{}{{{{ value("经营主体", "三门峡", measure="增速") }}}}。'
    data = (DATA[0], RATE, _firms("sanmenxia", 2023, "23.1"), _rate("-4.2"))
    [found] = _found(tmp_path, line.format("下降"), *data)
    assert found.message == "“下降−4.2%”重复了，或前后不符。"
    assert "与数据不符" in _found(tmp_path, line.format("增长"), *data)[0].message
    assert _found(tmp_path, line.format("增速为"), *data) == []


@pytest.mark.parametrize("line", [f"同比{CHANGE}。", f"有{ROSE}万户籍人口。", f"增长的有{ROSE}。"])
def test_what_only_begins_alike_is_not_written_again(tmp_path: Path, line: str) -> None:
    assert not any("重复了" in found.message for found in _found(tmp_path, line))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("武汉经营主体增加[经营主体 武汉]。", "印的是这一指标本身的数，不是增减、相差的数。"),
        ("三门峡开办时间比武汉长[开办时间 武汉]。", "印的是这一指标本身的数，不是增减、相差的数。"),
        (
            '[经营主体 洛阳]，比平均少{{ value("经营主体", "洛阳").gap }}。',
            "印的是与另一个城市的差距，不是与平均数的。",
        ),
    ],
)
def test_a_figure_that_is_no_difference_is_not_told_as_one(tmp_path: Path, line: str, why: str) -> None:
    [found] = _found(tmp_path, line)
    assert found.severity is Severity.WARNING
    assert found.message.endswith(why)


@pytest.mark.parametrize(
    ("now", "higher", "better"), [("1.8", "不符", "证实"), ("2.0", "存疑", "存疑"), ("2.2", "证实", "不符")]
)
def test_what_is_said_of_the_mean_holds_just_above_or_below_it(
    tmp_path: Path, now: str, higher: str, better: str
) -> None:
    days = {"wuhan": now, "luoyang": "2.0", "sanmenxia": "2.0", "kaifeng": "2.0"}
    data = [fact(f"{id}.days", value, "个工作日", period="2023年") for id, value in days.items()]
    for word, expected in (("高于", higher), ("优于", better)):
        assert verdict(tmp_path, f"[开办时间 武汉]，{word}各市平均数。", *DATA[1:2], *DATA[4:6], *data) == expected
    assert verdict(tmp_path, f"{ROSE}，高于全省平均水平。") == "存疑"
    assert verdict(tmp_path, f"{ROSE}，与平均数持平。") == "不符"
    [found] = _found(tmp_path, f"{ROSE}，低于平均数。")
    assert found.message.endswith("：武汉2023年为198.2万户，比平均数约75.6万户多。")


def test_how_far_the_best_is_ahead_bears_out_which_is_lower(tmp_path: Path) -> None:
    gap = '{{ value("经营主体", "洛阳").gap }}'
    for line in (f"洛阳比最好的武汉低{gap}。", f"洛阳低于最好的武汉{gap}。", f"洛阳与最好的武汉相差{gap}。"):
        assert verdict(tmp_path, line) == "证实"
    assert verdict(tmp_path, f"[经营主体 洛阳]，与最好的差距为{gap}。") == "证实"
    assert verdict(tmp_path, f"洛阳比最好的武汉高{gap}。") == "不符"
    [found] = _found(tmp_path, f"三门峡比最好的武汉低{gap}。")
    assert found.message == "“三门峡比最好的武汉低167.2万户”写的是三门峡，数却是洛阳的。"
    change = '{{ value("经营主体", "武汉").change("同比") }}'
    assert verdict(tmp_path, f"{ROSE}，{change}，有所回升。") == "证实"
    assert verdict(tmp_path, f"{ROSE}，{change}，有所回落。") == "不符"


@pytest.mark.parametrize("home", [None, "wuhan"])
def test_what_the_program_composes_is_not_held_against_itself(tmp_path: Path, home: str | None) -> None:
    body = (
        '{% for s in briefing.highlights %}{{ s }}{% endfor %}经营主体{{ value("经营主体", "武汉").change("同比") }}。'
    )
    assert made(tmp_path, body, analyse(analysis(*DATA).selection, home))[1] == []


def test_a_paragraph_that_a_person_keeps_is_the_authors(tmp_path: Path) -> None:
    written(tmp_path, {BODY: ""})
    note = tmp_path / "notes" / "评语.md"
    note.parent.mkdir()
    note.write_text("比上年下降。", encoding="utf-8")
    body = '{{ value("经营主体", "武汉") }}，{{ manual("评语") }}\n\n{{ references }}'
    with pytest.raises(BriefingError, match="“下降”与数据不符"):
        compose(analysis(*DATA), template(tmp_path, body), request(workspace=tmp_path), lambda chart: None)


def _course(place: str, *values: str) -> list[Item]:
    return [_firms(place, 2021 + at, value) for at, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "recovered", "relapsed"),
    [
        (("90.0", "80.0", "85.0"), "证实", "不符"),
        (("80.0", "90.0", "85.0"), "不符", "证实"),
        (("70.0", "80.0", "85.0"), "不符", "不符"),
        (("90.0", "85.0", "80.0"), "不符", "不符"),
        (("80.0", "85.0"), "存疑", "存疑"),
    ],
)
def test_a_turn_is_of_the_last_two_steps(
    tmp_path: Path, values: tuple[str, ...], recovered: str, relapsed: str
) -> None:
    for word, expected in (("由降转升", recovered), ("由升转降", relapsed)):
        assert verdict(tmp_path, f"{ROSE}，{word}。", DATA[0], *_course("wuhan", *values)) == expected


@pytest.mark.parametrize(
    ("values", "wider", "steadily", "narrower"),
    [
        (("50.0", "49.0", "48.0"), "证实", "证实", "不符"),
        (("45.0", "49.0", "48.0"), "证实", "不符", "不符"),
        (("50.0", "48.0", "49.0"), "不符", "不符", "证实"),
        (("50.0", "48.0", "48.0"), "不符", "不符", "不符"),
        (("48.0",), "存疑", "存疑", "存疑"),
    ],
)
def test_a_gap_widens_or_narrows_between_two_times_or_at_each_step(
    tmp_path: Path, values: tuple[str, ...], wider: str, steadily: str, narrower: str
) -> None:
    ours = [_firms("wuhan", 2024 - len(values) + at, value) for at, value in enumerate(values)]
    data = (DATA[0], DATA[4], *ours, *_course("luoyang", "60.0", "60.0", "60.0"))
    assert _found(tmp_path, f"{ROSE}，研究措施，缩小与最优城市的差距。", *data) == []
    for word, expected in (("差距拉大", wider), ("差距逐步拉大", steadily), ("差距缩小", narrower)):
        assert verdict(tmp_path, f"{ROSE}，与洛阳的{word}。", *data) == expected


@pytest.mark.parametrize(
    ("values", "expected"), [(("50.0", "61.0"), "证实"), (("50.0", "59.0"), "不符"), (("61.0", "62.0"), "不符")]
)
def test_who_overtakes_another_was_behind(tmp_path: Path, values: tuple[str, str], expected: str) -> None:
    data = (DATA[0], DATA[4], *_course("wuhan", *values), *_course("luoyang", "60.0", "60.0"))
    for line in (f"{ROSE}，反超洛阳。", f"{ROSE}，反超洛阳的[经营主体 洛阳]。"):
        assert verdict(tmp_path, line, *data) == expected
    assert verdict(tmp_path, f"{ROSE}，反超。", *data) == "存疑"


@pytest.mark.parametrize(
    ("value", "less", "more", "just"),
    [("29.5", "证实", "不符", "证实"), ("31.0", "不符", "证实", "存疑"), ("38.0", "不符", "证实", "不符")],
)
def test_a_half_of_another_is_reckoned(tmp_path: Path, value: str, less: str, more: str, just: str) -> None:
    data = (DATA[0], DATA[4], *_course("wuhan", value), *_course("luoyang", "60.0"))
    for word, expected in (("不足", less), ("高于", more), ("只有", just)):
        found = _found(tmp_path, f"{ROSE}，{word}洛阳[经营主体 洛阳]的一半。", *data)
        severities = {"证实": [], "不符": [Severity.ERROR], "存疑": [Severity.WARNING]}[expected]
        assert [problem.severity for problem in found] == severities


@pytest.mark.parametrize(
    ("now", "first", "last"), [("33.0", "证实", "不符"), ("29.0", "不符", "证实"), ("30.6", "不符", "不符")]
)
def test_who_grew_most_is_reckoned(tmp_path: Path, now: str, first: str, last: str) -> None:
    others = (_course("luoyang", "60.0", "63.0"), _course("sanmenxia", "20.0", "20.1"))
    data = (DATA[0], DATA[4], *_course("wuhan", "30.0", now), *others[0], *others[1])
    for word, expected in (("居各地之首", first), ("最快", first), ("居末位", last)):
        assert verdict(tmp_path, f"{ROSE}，增速{word}。", *data) == expected
    for line in (f"[经营主体 武汉 2021]、{ROSE}，增速居末位。", f"比2020年，{ROSE}，增速居末位。"):
        assert verdict(tmp_path, line, *data) == "存疑"  # it may be told of those years
