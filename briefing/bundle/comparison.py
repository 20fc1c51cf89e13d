"""The one comparer of two sets of facts: what is new, at a later time, of another value, or not there any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from briefing.bundle.manifest_records import FactRecord
from briefing.model.period import UNSTATED, Period
from briefing.model.quantity import SCALES

Pair = tuple[FactRecord, FactRecord]
"""The earlier record and the later one."""


@dataclass(frozen=True, slots=True)
class Changes:
    """In what a set of facts differs from an earlier one.

    `matched` are the same thing at the same time. `changed` are facts of a later time than all that the earlier set has
    of the same thing, each with the latest of these. `overtaken` are facts that are no more, each with what there is of
    the same thing now, of another time. `new` and `dropped` are things that only one of the two sets holds.
    """

    matched: tuple[Pair, ...]
    changed: tuple[Pair, ...]
    overtaken: tuple[Pair, ...]
    new: tuple[FactRecord, ...]
    dropped: tuple[FactRecord, ...]

    @property
    def revised(self) -> tuple[Pair, ...]:
        """Return what has another value now at the same time; 1.2亿元 and 12000万元 are one value."""
        return tuple((before, now) for before, now in self.matched if amount(before) != amount(now))

    @property
    def counterparts(self) -> Mapping[str, FactRecord]:
        """Return what there is now for each earlier fact that is not dropped, by the earlier one's id."""
        return {before.id: now for before, now in (*self.matched, *self.overtaken)}


def compare(before: Iterable[FactRecord], now: Iterable[FactRecord]) -> Changes:
    """Return in what the facts `now` differ from those `before`.

    Facts are the same thing if their city, indicator, measure and scope are; two that were given one id, too, where
    neither has another partner of its own time.
    """
    earlier, later = _by_identity(before), _by_identity(now)
    matched, changed, overtaken = list[Pair](), list[Pair](), list[Pair]()
    new, dropped = list[FactRecord](), list[FactRecord]()
    for identity, held in later.items():
        old = earlier.get(identity, {})
        latest = max(old.values(), key=_time, default=None)
        for key, record in held.items():
            if key in old:
                matched.append((old[key], record))
            elif latest and (latest.id == record.id or _later(record, latest)):
                changed.append((latest, record))
            elif latest is None or not _time(record).dated:
                new.append(record)
    for identity, old in earlier.items():
        held = later.get(identity, {})
        for key, record in old.items() if held else ():
            if key not in held:
                own = next((item for item in held.values() if item.id == record.id), None)
                overtaken.append((record, own or max(held.values(), key=_time)))
        dropped += () if held else old.values()
    return Changes(tuple(matched), tuple(_last_of_each(changed)), tuple(overtaken), tuple(new), tuple(dropped))


def _by_identity(records: Iterable[FactRecord]) -> dict[object, dict[object, FactRecord]]:
    """Return the records by what they are of, then by their time; of two alike the first."""
    found: dict[object, dict[object, FactRecord]] = {}
    for record in records:
        times = found.setdefault((record.identity, record.direction), {})
        times.setdefault((_time(record), record.basis), record)
    return found


def _time(record: FactRecord) -> Period:
    try:
        return Period.parse(record.period)
    except ValueError:  # a manifest that was edited by hand
        return UNSTATED


def _later(record: FactRecord, other: FactRecord) -> bool:
    """Return whether it is certainly of a later time: what is undated comes neither before nor after."""
    return _time(record).dated and _time(other).dated and _time(other) < _time(record)


def _last_of_each(pairs: Iterable[Pair]) -> Iterable[Pair]:
    """Return of several later facts of one thing the latest alone, which is what has become of it."""
    latest: dict[object, Pair] = {}
    for pair in pairs:
        key = pair[1].identity, pair[1].direction
        if key not in latest or _time(latest[key][1]) < _time(pair[1]):
            latest[key] = pair
    return latest.values()


def amount(record: FactRecord) -> tuple[object, ...]:
    """Return the figure of a record so that two are equal only if they state the same."""
    scale = record.unit[:1] if len(record.unit) > 1 and record.unit[0] in SCALES else ""
    ends = [end for end in (record.value, record.upper) if end is not None]
    try:
        return *(Decimal(end) * SCALES[scale] for end in ends), record.unit.removeprefix(scale), record.qualifier
    except InvalidOperation:  # a manifest that was edited by hand
        return *ends, record.unit, record.qualifier
