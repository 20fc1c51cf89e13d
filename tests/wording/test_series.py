"""A series is one sentence: its two ends, how far, which place, where it turned."""

from __future__ import annotations

import pytest

from briefing.model.document import Run, Runs
from briefing.model.period import Period
from briefing.wording import series as say
from briefing.wording.prose import plain, text
from tests.builders import fact


def run(words: str) -> Run:
    return Run(words, ref=f"={words}")


@pytest.mark.parametrize(
    ("family", "values", "turn", "rest", "said"),
    [
        (
            "workday",
            ("95个工作日", "50个工作日"),
            "减",
            (text("推算压缩45个工作日、约47.4%"), text("降幅在6市中居第2位")),
            "由2019年的95个工作日降至2023年的50个工作日，推算压缩45个工作日、约47.4%，降幅在6市中居第2位",
        ),
        ("cny", ("800亿元", "1000亿元"), "增", (), "由2019年的800亿元增至2023年的1000亿元"),
        ("cny", ("−0.6亿元", "−0.3亿元"), "增", (), "由2019年的−0.6亿元变为2023年的−0.3亿元"),
        ("percent", ("−2.1%", "−6.4%"), "减", (), "由2019年的−2.1%下降至2023年的−6.4%"),
        ("percent", ("80%", "90%"), "增", ((), ()), "由2019年的80%提高至2023年的90%"),
        ("percent", ("3%", "1%"), "减", (), "由2019年的3%下降至2023年的1%"),
        ("rank", ("第19位", "第11位"), "升", (), "由2019年的第19位升至2023年的第11位"),
        ("rank", ("第1位", "第2位"), "降", (), "由2019年的第1位降至2023年的第2位"),
        ("count", ("8户", "8户"), "平", ((), (), text("其间")), "2023年为8户，与2019年持平，其间"),
        ("cny", ("8亿元", "8.4亿元"), "", (), "2019年为8亿元，2023年为8.4亿元，大体持平"),
        (
            "cny",
            ("8亿元", "8亿元"),
            "平",
            (text("比2019年增长2.3%"), ()),
            "2019年为8亿元，2023年为8亿元，比2019年增长2.3%",
        ),
    ],
)
def test_a_series_tells_its_two_ends_and_no_year_between(
    family: str, values: tuple[str, str], turn: str, rest: tuple[Runs, ...], said: str
) -> None:
    first, last = (("2019年", run(values[0])), ("2023年", run(values[1])))
    assert plain(say.trend("指标", family, first, last, turn, *rest)) == f"指标{said}"


@pytest.mark.parametrize(
    ("number", "tied", "said"),
    [
        (1, False, "降幅在6市中最大"),
        (2, False, "降幅在6市中居第2位"),
        (6, False, "降幅在6市中最小"),
        (1, True, "降幅在6市中并列第1位"),
    ],
)
def test_the_place_among_the_cities(number: int, tied: bool, said: str) -> None:
    assert plain(say.place(6, (run("6市"),), number, run(f"{number}位"), more=False, tied=tied)) == said


@pytest.mark.parametrize(
    ("family", "back", "rises", "said"),
    [
        ("cny", 1, True, "2020年回落后连续3年回升"),
        ("cny", 2, True, "连续2年回落后，2021年起连续3年回升"),
        ("percent", 1, False, "2020年上升后连续3年回落"),
        ("workday", 1, False, "2020年延长后连续3年缩短"),
        ("rank", 1, False, "2020年后移后连续3年前移"),
    ],
)
def test_where_a_series_turned(family: str, back: int, rises: bool, said: str) -> None:
    at, after = Period.parse("2020年"), Period.parse("2021年")
    assert plain(say.turned(family, at, after, (back, run(f"{back}年")), run("3年"), rises=rises)) == said


def test_where_several_series_turned_with_the_figures_that_they_came_to() -> None:
    at, after = Period.parse("2020年"), Period.parse("2021年")
    told = [
        say.turned("percent", at, after, (1, run("1年")), run("3年"), run("87.1%"), rises=True),
        say.turned("percent", at, after, (2, run("2年")), run("3年"), run("90%"), rises=False),
    ]
    assert plain(say.turns("可办率", [("甲市", told[0])])) == "甲市可办率2020年回落至87.1%后连续3年回升。"
    assert plain(say.turns("可办率", list(zip(("甲市", "乙市"), told, strict=True)))) == (
        "可办率，甲市2020年回落至87.1%后连续3年回升；乙市连续2年上升至90%后，2021年起连续3年回落。"
    )


@pytest.mark.parametrize(
    ("first", "last", "basis", "said"),
    [
        ("2019年", "2023年", "期间", "2019—2023年"),
        ("2019年", "2023年", "时点", "2019年底至2023年底"),
        ("2023年一季度", "2023年四季度", "期间", "2023年一季度至2023年四季度"),
        ("2022年三季度", "2023年一季度", "期间", "2022年三季度至2023年一季度"),
        ("2023年1月末", "2023年6月末", "时点", "2023年1月末至2023年6月末"),
    ],
)
def test_the_time_of_a_series(first: str, last: str, basis: str, said: str) -> None:
    assert say.span(*(fact(f"wuhan.{at}", 1, period=at, basis=basis) for at in (first, last))) == said


def test_many_cities_are_one_sentence_with_those_that_moved_most_and_least() -> None:
    moved = say.most("workday", ("", run("4个工作日")), ("", run("1.7个工作日")), "洛阳", text("缩短约58%"),
                     more=False, least=False)  # fmt: skip
    stand = (Run("2023年，苏州"), run("0.9个工作日"), Run("居首，洛阳居末"))
    told = say.courses("2019—2023年", "企业开办时间", (run("6市"),), [((run("6市"),), "缩短")], [moved], stand)
    assert plain(told) == (
        "2019—2023年，6市企业开办时间均缩短，洛阳由4个工作日降至1.7个工作日，推算缩短约58%，降幅最大；"
        "2023年，苏州0.9个工作日居首，洛阳居末"
    )
    between = say.between("workday", run("约51%"), run("约58%"), more=False)
    told = say.courses("2019—2023年", "企业开办时间", (run("6市"),), [((run("6市"),), "缩短")], [between], ())
    assert plain(told) == "2019—2023年，6市企业开办时间均缩短，降幅在约51%至约58%之间（推算）"


def test_places_in_a_ranking_have_no_extent() -> None:
    assert (
        plain(say.between("rank", run("2个位次"), run("6个位次"), more=False))
        == "前移幅度在2个位次至6个位次之间（推算）"
    )


def test_cities_that_went_another_way_are_told_apart() -> None:
    parts = [((run("5市"),), "增长"), (text("三门峡"), "下降")]
    told = say.courses("2019—2023年", "实际使用外资", (run("6市"),), parts, [], ())
    assert plain(told) == "2019—2023年实际使用外资，6市中5市增长，三门峡下降"
