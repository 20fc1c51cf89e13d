"""Whether the figures still bear out what the texts of practices say of the way they went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.analysis import interval as iv
from briefing.analysis.comparability import observe
from briefing.analysis.movements import Movements
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Indicator
from briefing.model.facts import PLACEHOLDER, Fact, Practice
from briefing.model.library import CityRecord
from briefing.model.measure import MeasureKind
from briefing.wording.claims import claimed_growth, claimed_way, shrunk, turned

CHANGES = (MeasureKind.GROWTH, MeasureKind.CHANGE)
BORNE_OUT = {True: ("增", "升"), False: ("减", "降")}
"""The turns that bear out that a figure went up, or down; of a place in a ranking, that it is a better or worse one."""


def turned_sentences(
    practices: Iterable[Practice], records: Mapping[str, CityRecord], indicators: Mapping[str, Indicator]
) -> list[Problem]:
    """Return a warning for each sentence that says 增至 or 降至 of a figure that went the other way, or nowhere.

    The figure is set against the earlier one that the sentence names, else against the one before it in time. Nothing
    is said across a break, or where rounding leaves it open. Nor can 增长 lead to a rate or an amount below zero.
    """
    found = []
    for practice in practices:
        record = records[practice.city]
        facts = {fact.id: fact for fact in record.facts}
        for slot in PLACEHOLDER.finditer(practice.text):
            now, grew = facts.get(slot[1]), claimed_growth(practice.text[: slot.start()])
            if now and grew and now.measure.kind in CHANGES and iv.base(now).high < 0:
                found.append(_warning(practice, shrunk(practice.id, grew, now)))
        claims = list(_claims(practice, facts))
        movements = Movements(observe([record], indicators) if claims else (), record.facts)
        for word, up, before, now in claims:
            turn = movements.between(before, now).turn
            if turn and turn not in BORNE_OUT[up]:
                found.append(_warning(practice, turned(practice.id, word, now, before, turn)))
    return found


def _warning(practice: Practice, said: str) -> Problem:
    return Problem(said, practice.location.at("text"), "请按数据改写这一句。", Severity.WARNING)


def _claims(practice: Practice, facts: Mapping[str, Fact]) -> Iterator[tuple[str, bool, Fact, Fact]]:
    """Yield the word, whether it says up, and the two figures, for each figure said to have gone one way."""
    named: list[Fact] = []
    for slot in PLACEHOLDER.finditer(practice.text):
        now = facts.get(slot[1])
        if now is None:
            continue
        if claim := claimed_way(practice.text[: slot.start()]):
            earlier = [fact for fact in named if _earlier(fact, now)] or _last_before(now, list(facts.values()))
            if earlier:
                yield *claim, earlier[-1], now
        named.append(now)


def _earlier(fact: Fact, now: Fact) -> bool:
    """Return whether a fact is of the same thing at an earlier time."""
    same = (fact.identity, fact.direction) == (now.identity, now.direction)
    return same and fact.period.dated and now.period.dated and fact.period < now.period


def _last_before(now: Fact, facts: Sequence[Fact]) -> list[Fact]:
    return sorted((fact for fact in facts if _earlier(fact, now)), key=lambda fact: fact.period)
