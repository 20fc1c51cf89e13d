"""Values: in a unit of the indicator's family, and possible at all."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.data.rules.problems import problem
from briefing.errors import Problem
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.measure import AVERAGES, MeasureKind

COUNT = "count"
"""The id of the family whose values are whole things."""

PERCENT = "percent"
"""The id of the family of percentages."""

AVERAGE_WORDS = ("平均", "人均", "户均", "日均", "月均", "年均", "每")
"""Words by which an indicator, a scope, a caveat or a note says that its count is an average."""

CHANGE_WORDS = ("增", "涨", "降", "减", "变化", "同比", "环比", "速", "差")
"""Words by which an indicator says that its percentage may be negative."""

WITHIN_WHOLE_WORDS = ("占比", "比重", "覆盖率", "满意", "合格率", "授权率", "处置率", "办结率")
"""Words by which an indicator says that its percentage is of a whole."""

FALL_WORDS = ("压减", "减少", "压缩", "缩短", "下降", "降低", "降幅", "减幅", "精简")
"""Words by which an indicator says that its percentage is one of a fall: nothing falls by more than all of it."""

ABSURD_PERCENT = 1000


def units_belong_to_the_family(library: Library) -> Iterator[Problem]:
    """The unit of a fact belongs to its indicator's family."""
    families, indicators = library.catalogue.units, library.catalogue.indicators
    for fact in library.facts():
        indicator = indicators.get(fact.indicator)
        unit = fact.quantity.unit
        if indicator is not None and unit.family != indicator.family and indicator.family in families:
            family = families[indicator.family]
            message = f"“{fact.id}”的单位“{unit.symbol}”不属于指标“{indicator.name}”的单位族“{family.name}”。"
            yield problem(fact, "unit", message, f"可用的单位：{'、'.join(family.units)}。")


def counts_are_whole(library: Library) -> Iterator[Problem]:
    """A count is not negative, and whole unless it is an average (the cut of a reduction always is one)."""
    cuts = _members(library, {"reduction": "cut", "daily": "daily"})
    for fact in library.facts():
        ends = fact.quantity.base_ends
        if fact.quantity.unit.family != COUNT or all(end >= 0 and end == end.to_integral_value() for end in ends):
            continue
        if ends[0] < 0:
            message = f"“{fact.id}”的数量是负数：{fact.quantity.written}。"
            yield problem(fact, "value", message, "减少用 direction: 减 表示。")
        elif (
            fact.id not in cuts
            and fact.measure.kind not in AVERAGES
            and not _says(fact, library.catalogue.indicators.get(fact.indicator), AVERAGE_WORDS)
        ):
            message = f"“{fact.id}”的数量不是整数：{fact.quantity.written}{fact.quantity.unit.symbol}。"
            hint = "请核对数值和单位；若是平均数，请写 measure: 人均 等，或在指标的口径或数据点的 caveat 里写明“平均”。"
            yield problem(fact, "value", message, hint)


def percentages_are_possible(library: Library) -> Iterator[Problem]:
    """A percentage is not absurd, negative only for a change, and over 100 only where it is no part and no fall."""
    parts = _members(library, {"share": "rate", "reduction": "rate"})
    for fact in library.facts():
        low, high = fact.quantity.ends
        if fact.quantity.unit.family != PERCENT or 0 <= low <= high <= 100:
            continue
        indicator = library.catalogue.indicators.get(fact.indicator)
        name = indicator.name if indicator else ""
        if max(-low, high) > ABSURD_PERCENT:
            reason = f"不应超过 {ABSURD_PERCENT}"
        elif low < 0 and fact.measure.kind is not MeasureKind.GROWTH and not any(word in name for word in CHANGE_WORDS):
            reason = "不应为负"
        elif high > 100 and (fact.id in parts or any(word in name for word in WITHIN_WHOLE_WORDS)):
            reason = "是整体的一部分，不应超过 100"
        elif high > 100 and (fact.direction == "减" or any(word in name for word in FALL_WORDS)):
            reason = "是减少的幅度，不应超过 100"
        else:
            continue
        yield problem(fact, "value", f"“{fact.id}”的百分比 {fact.quantity.written} {reason}。", "请对照原文核对。")


def _members(library: Library, roles: dict[str, str]) -> set[str]:
    """The facts that fill one role of each of some kinds of relation."""
    relations = library.relations()
    return {name for item in relations for name in item.members.get(roles.get(item.kind, ""), ())}


def _says(fact: Fact, indicator: Indicator | None, words: tuple[str, ...]) -> bool:
    told = (fact.scope, fact.caveat, fact.note, *((indicator.name, indicator.definition) if indicator else ()))
    return any(word in text for text in told for word in words)
