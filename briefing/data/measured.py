"""An indicator in another measure than its own: 经营主体 as 经营主体同比增速, 地区生产总值 as 人均地区生产总值."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.library import CityRecord
from briefing.model.measure import AVERAGES, FAMILIES, Measure, MeasureKind
from briefing.model.period import UNSTATED, Period
from briefing.text.files import digest

_SLUGS = {
    MeasureKind.TOTAL: "total",
    MeasureKind.PER_HEAD: "per-head",
    MeasureKind.PER_HOUSEHOLD: "per-household",
    MeasureKind.PER_AREA: "per-area",
    MeasureKind.PER_DAY: "per-day",
    MeasureKind.SHARE: "share",
    MeasureKind.CHANGE: "change",
    MeasureKind.GROWTH: "growth",
    MeasureKind.INDEX: "index",
    MeasureKind.RANK: "rank",
    MeasureKind.RANK_CHANGE: "rank-change",
    MeasureKind.SCORE: "score",
}
_NAMES = (
    ("占.+比重|占比", MeasureKind.SHARE),
    (".*(?:增速|降幅)", MeasureKind.GROWTH),
    (".*(?:增加|减少|增减)[额量]", MeasureKind.CHANGE),
    (".*位次变动", MeasureKind.RANK_CHANGE),
    (".*位次", MeasureKind.RANK),
    ("指数", MeasureKind.INDEX),
    ("得分", MeasureKind.SCORE),
)
"""What `_name` puts behind the name of an indicator."""
_MONEY = ("cny", "usd")
_OPPOSITE = {"高": "低", "低": "高", None: None}


def with_measures(
    records: Mapping[str, CityRecord], indicators: Mapping[str, Indicator]
) -> tuple[dict[str, CityRecord], dict[str, Indicator]]:
    """Return the records with each fact of another measure filed under an indicator of its own, and all indicators.

    So whatever groups by indicator, names it or asks what is better takes a growth rate for a growth rate.
    """
    found = dict(indicators)

    def filed(fact: Fact) -> Fact:
        base = indicators.get(fact.indicator)
        if base is None or fact.measure.kind is base.measure:
            return fact
        made = _measured(base, fact)
        return replace(fact, indicator=found.setdefault(made.id, made).id)

    return {id: replace(record, facts=tuple(map(filed, record.facts))) for id, record in records.items()}, found


def _measured(base: Indicator, fact: Fact) -> Indicator:
    measure, kind = fact.measure, fact.measure.kind
    better = base.better
    if kind in (MeasureKind.RANK, MeasureKind.RANK_CHANGE):
        better = "低" if kind is MeasureKind.RANK else None
    elif fact.direction == "减" and kind in (MeasureKind.CHANGE, MeasureKind.GROWTH):
        better = _OPPOSITE[base.better]
    own = (measure.base, fact.direction or "")
    in_points = kind is MeasureKind.CHANGE and (base.family, fact.quantity.unit.family) == ("percent", "point")
    return replace(
        base,
        id="-".join((base.id, _SLUGS[kind], *((digest(*own, digits=6),) if any(own) else ()))),
        name=_name(base, measure, fact.direction),
        family=fact.quantity.unit.family if in_points else FAMILIES.get(kind, base.family),
        better=better,
        measure=kind,
        of=base.id,
    )


def _name(base: Indicator, measure: Measure, direction: str | None) -> str:
    """The name of an indicator in another measure: 人均…, …占全市比重, …较年初增加额, …同比增速, …降幅, …位次."""
    kind = measure.kind
    if kind in AVERAGES:
        return f"{kind}{base.name}"
    if kind is MeasureKind.SHARE and measure.base:
        return f"{base.name}占{measure.base}比重"
    if kind is MeasureKind.GROWTH:
        return f"{base.name}{measure.base}{'降幅' if direction == '减' else '增速'}"
    if kind is MeasureKind.RANK and measure.base:
        return f"{base.name}{measure.base}{kind}"
    if kind is MeasureKind.CHANGE:
        way = {"增": "增加", "减": "减少", None: "增减"}[direction]
        return f"{base.name}{measure.base}{way}{'额' if base.family in _MONEY else '量'}"
    return base.name if kind is MeasureKind.TOTAL else f"{base.name}{kind}"


def named_measure(name: str, base: Indicator) -> Indicator | None:
    """Return the indicator that `name` means as another measure of `base`, though no fact of it was read."""
    before, _, after = name.partition(base.name)
    kind = next((kind for kind in AVERAGES if before == kind and not after), None)
    if not before and after and kind is None:
        kind = next((kind for pattern, kind in _NAMES if re.fullmatch(pattern, after)), None)
    return None if kind is None else replace(base, id=f"{base.id}-{_SLUGS[kind]}", name=name, measure=kind, of=base.id)


def made_id(values: Mapping[str, Any], city: str, measure: Measure) -> str:
    """The id of a fact that was given none: its city, indicator, measure, scope and period, as a stable slug."""
    period: Period = values.get("period", UNSTATED)
    parts = [values["indicator"].replace("_", "-")]
    if measure.kind is not MeasureKind.TOTAL:
        parts.append(_SLUGS[measure.kind])
    own = (
        measure.base,
        measure.price or "",
        measure.survey or "",
        measure.ranking,
        values.get("scope", ""),
        str(measure.of or ""),
    )
    if any(own):
        parts.append(digest(*own, digits=6))
    if period != UNSTATED:
        text = re.sub("[年月日]", "-", period.printed).rstrip("-")
        parts.append(text if re.fullmatch("[0-9-]+", text) else digest(text, digits=6))
    return f"{city}.{'-'.join(parts)}"
