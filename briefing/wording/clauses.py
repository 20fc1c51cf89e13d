"""What a city's figures of one indicator say together: 197.3万户（快报），同比增长5.42%，居全省第4位."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.model.catalogue import Indicator
from briefing.model.document import Run, Runs
from briefing.model.facts import Fact
from briefing.model.measure import MeasureKind, Price, Survey
from briefing.model.period_forms import PeriodKind
from briefing.wording.claims.words import FALLING, RISING
from briefing.wording.figures import DERIVED, figure, quantity
from briefing.wording.prose import covered, entrants, fact_run, join, listed, ranked, stated, text, told_run

_SURVEYS = {Survey.QUESTIONNAIRE: "问卷调查", Survey.SAMPLE: "抽样调查", Survey.CENSUS: "普查"}
"""What is said of a figure that stands in no register."""
_MOVES = (MeasureKind.GROWTH, MeasureKind.CHANGE)
_RISES, _FALLS = re.compile(RISING), re.compile(FALLING)


FAST, SLOW, LEVEL = "快于", "慢于", "持平"
ABOVE, BELOW = "高于", "低于"
"""How what is done stands to the time that is gone, of what is judged, and of what nobody said is better high."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a figure has come towards its target, as runs that are printed; None for what is not certain.

    `met`: whether the target is reached; `gap` is then above it, else short of it. `pace`: how what is done stands to
    the time that is gone, "" where that is open or none is left: 快于, 慢于, 持平, of what nobody judges 高于, 低于.
    `lag`: by how much less is done, `lead`: by how much more.
    """

    completion: Run | None
    gap: Run | None
    met: bool | None
    pace: str
    lag: Run | None = None
    lead: Run | None = None


def remarks(fact: Fact, name: str = "") -> str:
    """Return what must be known of a figure: （快报、问卷调查）; "" where nothing must, or the `name` says it."""
    surveyed = _SURVEYS.get(fact.measure.survey, "") if fact.measure.survey else ""
    told = [fact.status or "", "" if surveyed[:2] in name else surveyed]
    return f"（{'、'.join(filter(None, told))}）" if any(told) else ""


def by_indicator(facts: Iterable[Fact], indicators: Mapping[str, Indicator]) -> list[list[Fact]]:
    """Return the facts of a city that belong together: of one indicator, scope and period, in whatever measure."""
    groups: dict[object, list[Fact]] = {}
    for fact in facts:
        indicator = indicators[fact.indicator]
        groups.setdefault((indicator.of or indicator.id, covered(fact), fact.period), []).append(fact)
    return list(groups.values())


def clauses(
    group: Sequence[Fact],
    indicators: Mapping[str, Indicator],
    level: str,
    progress: Mapping[str, Progress],
    computed: Callable[[Fact], Runs] = lambda fact: (),
) -> list[Runs]:
    """Return what figures of one indicator, scope and period say: growth and place stand with the total, if there is
    just one.

    `level` is that of the city, `progress` by the ids of facts; `computed` tells how a total has moved of which the
    sources state no movement.
    """
    own = [fact for fact in group if not indicators[fact.indicator].of]
    made = {fact.id: indicators[fact.indicator].measure for fact in group if indicators[fact.indicator].of}
    moves = [fact for fact in group if made.get(fact.id) in _MOVES]
    places = [fact for fact in group if made.get(fact.id) is MeasureKind.RANK]
    rates = [fact for fact in places if fact.measure.base]
    heads = own if len(own) == 1 else []
    parts = [_stated(fact, indicators, level) for fact in heads]
    beside = [fact for fact in places if fact not in rates] if heads else []
    parts += [(Run(ranked("", listed(fact), entrants(fact, level))), told_run(fact)) for fact in beside]
    moved: list[Runs] = [grown(fact) for fact in moves] or [said for said in map(computed, heads) if said]
    if moves and not heads:
        base = indicators[indicators[moves[0].indicator].of].name
        moved[0] = join([text(base + (f"（{moves[0].scope}）" if moves[0].scope else "")), moved[0]])
    if len(moves) == 1:  # else it is not known of which of them the place is
        moved += [
            (Run(ranked(fact.measure.base, listed(fact), entrants(fact, level))), fact_run(fact)) for fact in rates
        ]
    towards = [_towards(fact, progress[fact.id]) for fact in group if fact.id in progress and fact in heads]
    between = "；" if beside and moved else "，"
    said = join([join(parts, "，"), join(moved, "，"), *towards], between)
    told = {*heads, *beside, *moves, *(rates if len(moves) == 1 else ())}
    rest = [_stated(fact, indicators, level) for fact in group if fact not in told]
    return [*([said] if said else []), *rest]


def _stated(fact: Fact, indicators: Mapping[str, Indicator], level: str) -> Runs:
    name = subject(indicators[fact.indicator])
    return join([stated(name, fact, level), text(remarks(fact, name))])


def subject(indicator: Indicator) -> str:
    """Return what a sentence says of an indicator: its name, that of a place without 位次 where the program made it."""
    made = indicator.of and indicator.measure is MeasureKind.RANK
    return indicator.name.removesuffix(MeasureKind.RANK) if made else indicator.name


def grown(fact: Fact) -> Runs:
    """Return a growth rate or a change as a verb: 同比增长5.42%, 同比下降1.2%, 同比持平, 压缩58.71%."""
    amount, price = fact.quantity, "按可比价" if fact.measure.price is Price.CONSTANT else ""
    start = f"{price}{fact.measure.base}"
    ends = amount.ends
    if set(ends) == {0} and start:
        return (Run(start), Run("持平", ref=fact.id))
    if min(ends) <= 0 < max(ends) or (len(set(ends)) > 1 and min(ends) < 0) or set(ends) == {0}:
        return (Run(f"{start}{fact.measure.kind}"), fact_run(fact))
    falls = fact.direction == "减" or amount.value < 0
    printed = (_FALLS if falls else _RISES).search(fact.printed)
    verb = printed[0] if printed else _verb(fact, falls=falls)
    size = replace(fact, quantity=replace(amount, value=abs(amount.value)))
    return (Run(f"{start}{verb}"), Run(figure(size), ref=fact.id))


def _verb(fact: Fact, *, falls: bool) -> str:
    if fact.measure.kind is MeasureKind.CHANGE:
        return "减少" if falls else "增加"
    # who writes 减 speaks of what was cut, who writes a minus of what fell
    rise = "提高" if fact.quantity.unit.family == "point" else "增长"
    return ("压缩" if fact.direction == "减" and not fact.measure.base else "下降") if falls else rise


def _towards(fact: Fact, found: Progress) -> Runs:
    """Return how far a figure has come: 完成年度目标200万户的98.7%（推算），差2.7万户（市市场监管局牵头）."""
    assert fact.target is not None
    at, goal = fact.target.period, Run(quantity(fact.target.quantity), ref=fact.id)
    same = at.kind is PeriodKind.YEAR and at.year == fact.period.year
    due = "年度" if same else "" if at.kind is PeriodKind.UNSTATED else at.printed
    label, gap = f"（{DERIVED}）", found.gap
    if found.completion:
        start: Runs = (Run(f"完成{due}目标"), goal, Run("的"), found.completion, Run(label))
        over: Runs = (Run("，超" if found.met else "，差"), gap) if gap else ()
    else:
        start = (Run(f"{due}目标"), goal)
        over = (Run("，优于目标" if found.met else "，尚差"), gap, Run(label)) if gap else ()
        over = text("，已达目标") if found.met and not gap else over
    pace = {FAST: f"，{FAST}序时进度", SLOW: f"，{SLOW}序时进度", LEVEL: f"，与序时进度{LEVEL}"}.get(found.pace, "")
    return join([start, over, text(pace), text(f"（{fact.bureau}牵头）" if fact.bureau else "")])


def one_by_one(each: Sequence[tuple[Runs, Progress, Fact]]) -> Runs:
    """Return figures with how far they have come.

    完成投资402.2亿元，同比增长6%（推算完成年度目标的83.8%、快于序时进度约0.5个百分点，市发改委牵头）；……
    """
    told = []
    for said, found, fact in each:
        assert fact.target is not None
        goal = "年度目标" if fact.target.period.kind is PeriodKind.YEAR else "目标"
        ways = ((f"完成{goal}的", found.completion), (f"{found.pace}序时进度", found.lag or found.lead))
        parts = [(Run(word), run) for word, run in ways if run]
        lead = text(f"{fact.bureau}牵头" if fact.bureau else "")
        computed = join([text(DERIVED), join(parts, "、")]) if parts else ()
        within = join([part for part in (computed, lead) if part], "，")
        told.append(join([said, text("（"), within, text("）")]) if within else said)
    return join(told, "；")


def summed_up(
    counts: tuple[Run, Run | None, Run],
    behind: Sequence[tuple[str, Progress, str]],
    *,
    yearly: bool,
    running: bool,
    single: bool,
    more: bool,
    level: bool = False,
) -> Runs:
    """Return how many of some targets are on schedule, and those that are furthest behind with who answers for them.

    可按序时进度衡量的7项年度目标中，1项快于序时进度，6项慢于序时进度，其中较慢的有减税降费（推算完成约76.0%、慢于序时进度7.3个百分点、差19.3亿元，市税务局牵头）
    `counts` are of all, of those on schedule (None for none) and of those behind. `behind` has the last of these with
    who answers for them, no item where none is; `more`: there are others. `level`: some are neither behind nor before
    the time that is gone. `yearly`: they are targets of a year;
    without time left (`running` is false) they are met or not: 3项年度目标均已完成. Of a `single` one there is no 均.
    """
    whole, done, left = counts
    fast = f"{'不' + SLOW if level else FAST}序时进度"
    measured, met, yet = ("可按序时进度衡量的", fast, f"{SLOW}序时进度") if running else ("", "已完成", "未完成")
    every = "" if single else "均"
    head = join([text(measured), (whole,), text("年度目标" if yearly else "目标")])
    if not behind:
        return join([head, text(f"{every}{met}")])
    named = []
    for name, found, bureau in behind:
        gaps = (("完成", found.completion), (f"{SLOW}序时进度", found.lag), ("差", found.gap))
        parts = [(Run(word), run) for word, run in gaps if run]
        told = [join([text(DERIVED), join(parts, "、")])] if parts else []
        within = join([*told, text(f"{bureau}牵头" if bureau else "")], "，")
        named.append(join([text(name), join([text("（"), within, text("）")]) if within else ()]))
    split = (Run("中，"), done, Run(f"{met}，"), left, Run(yet)) if done else text(f"{every}{yet}")
    return join(
        [
            head,
            split,
            text("，其中较慢的有" if running and more else "，其中进度较慢的有" if more else "，即"),
            join(named, "、"),
        ]
    )
