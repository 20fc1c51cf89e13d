"""A series is one sentence: from its first figure to its last, how far, its place among others, and where it turned."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import IN_POINTS, RANK
from briefing.wording.figures import DERIVED, when
from briefing.wording.movements import verbs
from briefing.wording.prose import join, text
from briefing.wording.sentences import Named

# 持平 is a claim; where rounding leaves it open the words say so
_LEVEL = {"平": "持平", "": "大体持平"}
_TIMES = ("workday", "time")
_TO = {
    **dict.fromkeys(("percent", "permille", "score"), ("提高至", "下降至")),
    **dict.fromkeys(_TIMES, ("延长至", "降至")),
    RANK: ("降至", "升至"),
}
"""How a series comes to a last figure that is more than the first, and to one that is less, by unit family."""
_TURNED = {**dict.fromkeys(_TIMES, (("延长", "缩短"), ("缩短", "延长"))), RANK: (("后移", "前移"), ("前移", "后移"))}
"""What came before a peak and after it, and the same of a trough; else it rises and falls (上升、回落), or recovers."""
COUNTED = {PeriodKind.YEAR: "年", PeriodKind.HALF: "个半年", PeriodKind.QUARTER: "个季度", PeriodKind.MONTH: "个月"}
"""What so many periods of a kind are counted in."""


def went(family: str, *, more: bool) -> str:
    """Return which way something went: 增长, 提高, 缩短."""
    if family in _TIMES:
        return "延长" if more else "缩短"
    verb, grew = verbs(family, more=more)
    return verb if family in IN_POINTS else grew


def extent(*, more: bool) -> str:
    """Return what the distance that something moved is called: 增幅, 降幅."""
    return "增幅" if more else "降幅"


def from_to(family: str, first: Named, last: Named, *, more: bool) -> Runs:
    """由2021年的800亿元增至2024年的1000亿元; without periods 由800亿元增至1000亿元.

    A balance below zero, which neither grew nor fell: 由−0.6亿元变为−0.3亿元.
    """
    verb = _TO.get(family, ("增至", "降至"))[0 if more else 1]
    if family not in IN_POINTS and any(run.text.startswith("−") for _, run in (first, last)):
        verb = "变为"  # 增至−0.3亿元 would be a wider gap to some and a narrower one to others
    (start, low), (end, high) = ((f"{at}的" if at else "", run) for at, run in (first, last))
    return join([text(f"由{start}"), (low,), text(f"{verb}{end}"), (high,)])


def trend(name: str, family: str, first: Named, last: Named, turn: str, how: Runs = (), *rest: Runs) -> Runs:
    """审批时间由2019年的95个工作日降至2023年的50个工作日，推算压缩45个工作日、约47.4%，降幅在6市中居第2位.

    `turn` as in a `Movement`; `how` far it went and `rest` are further clauses, those that are () left out. Level
    figures are 持平 (2023年为8户，与2021年持平) unless a source states how far they went; then the last clause follows.
    """
    if turn in _LEVEL and not how and first[1].text == last[1].text:
        said = join([text(f"{name}{last[0]}为"), (last[1],), text(f"，与{first[0]}{_LEVEL[turn]}")])
        return join([said, *rest[-1:]], "，")
    if turn in _LEVEL:
        said = join([text(f"{name}{first[0]}为"), (first[1],), text(f"，{last[0]}为"), (last[1],)])
        return join([said, how or text(_LEVEL[turn]), *rest[-1:]], "，")
    said = join([text(name), from_to(family, first, last, more=turn in ("增", "降"))])
    return join([said, how, *rest], "，")


def most(family: str, first: Named | None, last: Named, city: str, how: Runs, *, more: bool, least: bool) -> Runs:
    """洛阳由4个工作日降至1.7个工作日，推算缩短约58%，降幅最大; without a `first` 洛阳1.7个工作日，推算……."""
    said = join([text(city), from_to(family, first, last, more=more) if first else (last[1],)])
    return join([said, computed(how), text(f"{extent(more=more)}最{'小' if least else '大'}")], "，")


def between(family: str, low: Run, high: Run, *, more: bool) -> Runs:
    """增幅在约5%至约12%之间（推算）; of places in a ranking 前移幅度在2个位次至6个位次之间（推算）."""
    what = f"{went(family, more=more)}幅度" if family == RANK else extent(more=more)
    return join([text(f"{what}在"), (low,), text("至"), (high,), text(f"之间（{DERIVED}）")])


def computed(how: Runs) -> Runs:
    """推算增长约32.7%、年均增长约7.3%; () of nothing."""
    return join([text(DERIVED), how]) if how else ()


def place(of: int, among: Runs, number: int, place: Run, *, more: bool, tied: bool) -> Runs:
    """Return where a city stands by how far it moved `among` so many: 降幅在6市中居第2位, 并列第2位, 最大, 最小."""
    start = join([text(f"{extent(more=more)}在"), among, text("中")])
    if number in (1, of) and not tied:
        return join([start, text("最大" if number == 1 else "最小")])
    return join([start, text("并列第" if tied else "居第"), (place,)])


def back(family: str, at: str, figure: Run | None, price: str, *, more: bool, percent: bool) -> Runs:
    """2023年推算比上年下降0.8分; without a `figure` 2023年比上年有所下降."""
    if figure is None:
        return text(f"{at}比上年有所{went(family, more=more)}")
    word = went(family, more=more) if percent else verbs(family, more=more)[0]
    return join([text(f"{at}{DERIVED}{price}比上年{word}"), (figure,)])


def turned(
    family: str, at: Period, after: Period, back: tuple[int, Run], on: Run, to: Run | None = None, *, rises: bool
) -> Runs:
    """2020年回落后连续3年回升; of more than one period until then 连续2年回落后，2021年起连续3年回升.

    `at` is the period of the peak or trough, `after` the next one; `back` and `on` say for how long it went one way
    and then the other; `to` is the figure that it came to: 2020年回落至87.1%后连续3年回升.
    """
    peak, trough = _TURNED.get(family, (("上升", "回落"), ("回落", "回升")))
    first, then = trough if rises else peak
    reached: Runs = (Run(f"{first}至"), to, Run("后")) if to else (Run(f"{first}后"),)
    if back[0] == 1:
        return join([text(at.printed), reached, text("连续"), (on,), text(then)])
    return join([text("连续"), (back[1],), reached, text(f"，{after.printed}起连续"), (on,), text(then)])


def turns(name: str, told: Sequence[tuple[str, Runs]]) -> Runs:
    """青岛可办率2020年回落至87.1%后连续3年回升。 Of several cities: 可办率，青岛2020年……；洛阳……。"""
    if len(told) == 1:
        return join([text(f"{told[0][0]}{name}"), told[0][1], text("。")])
    return join([text(f"{name}，"), join([join([text(city), said]) for city, said in told], "；"), text("。")])


def fell_back(name: str, at: str, family: str, who: Runs, *, more: bool) -> Runs:
    """评价得分总体提高，而2023年比上年下降的，有苏州、洛阳、青岛和三门峡."""
    whole, last = went(family, more=not more), went(family, more=more)
    return join([text(f"{name}总体{whole}，而{at}比上年{last}的，有"), who, text("。")])


def span(first: Fact, last: Fact) -> str:
    """Return the time from one figure to another: 2019—2023年, 2019年底至2023年底, 2023年一季度至2023年四季度."""
    start, end = first.period, last.period
    if start.kind is end.kind is PeriodKind.YEAR and when(first) == start.printed:
        return f"{start.year}—{end.printed}"
    return "至".join(when(fact).removeprefix("截至") for fact in (first, last))


def courses(
    at: str, name: str, among: Runs, parts: Sequence[tuple[Runs, str]], moved: Sequence[Runs], stand: Runs
) -> Runs:
    """2019—2023年，6市企业开办时间均缩短，洛阳由4个工作日降至1.7个工作日，推算缩短约58%，降幅最大.

    `parts`: who went which way, the greater part first; of one part it is all. Of several:
    2019—2023年实际使用外资，6市中5市增长，三门峡下降。 `moved` are those that moved most and least, `stand` how the
    cities stand at the end.
    """
    if len(parts) == 1:
        head = join([text(f"{at}，"), among, text(f"{name}均{parts[0][1]}")])
    else:
        told = [join([who, text(way)]) for who, way in parts]
        head = join([text(f"{at}{name}，"), among, text("中"), join(told, "，")])
    return join([join([head, *moved[:1]], "，"), *moved[1:], stand], "；")
