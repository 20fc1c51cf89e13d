"""Sentences of practices that say which way a figure went, where it did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefing.analysis import interval as iv
from briefing.analysis.comparability import observe
from briefing.analysis.judgements import CHANGES, is_before, last_before, moved
from briefing.analysis.movements import Movements
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Indicator
from briefing.model.facts import PLACEHOLDER, Fact, Practice
from briefing.model.library import CityRecord
from briefing.wording.claims.messages import REWRITE, shrunk, turned
from briefing.wording.claims.reading import claimed_growth, claimed_way
from briefing.wording.claims.words import Sense


def turned_sentences(
    practices: Iterable[Practice], records: Mapping[str, CityRecord], indicators: Mapping[str, Indicator]
) -> list[Problem]:
    """Return a warning for each sentence that says 增至 or 降至 of a figure that went the other way, or nowhere.

    The figure is set against the earlier one that the sentence names, else against the one before it in time. Nothing
    is said across a break, or where rounding leaves it open. Nor can 增长 lead to a rate or an amount below zero.
    """
    found = []
    by_id = {id: {fact.id: fact for fact in record.facts} for id, record in records.items()}
    movements: dict[str, Movements] = {}
    for practice in practices:
        facts, record = by_id[practice.city], records[practice.city]
        for slot in PLACEHOLDER.finditer(practice.text):
            now, grew = facts.get(slot[1]), claimed_growth(practice.text[: slot.start()])
            if now and grew and now.measure.kind in CHANGES and iv.base(now).high < 0:
                found.append(_warning(practice, shrunk(practice.id, grew, now)))
        for word, up, before, now in _claims(practice, facts):
            if practice.city not in movements:
                movements[practice.city] = Movements(observe([record], indicators), record.facts)
            went = moved(Sense.UP if up else Sense.DOWN, movements[practice.city].between(before, now))
            if went.holds is False:
                found.append(_warning(practice, turned(practice.id, word, now, before, went.more)))
    return found


def _warning(practice: Practice, said: str) -> Problem:
    return Problem(said, practice.location.at("text"), REWRITE, Severity.WARNING)


def _claims(practice: Practice, facts: Mapping[str, Fact]) -> Iterator[tuple[str, bool, Fact, Fact]]:
    """Yield the word, whether it says up, and the two figures, for each figure said to have gone one way."""
    named: list[Fact] = []
    for slot in PLACEHOLDER.finditer(practice.text):
        now = facts.get(slot[1])
        if now is None:
            continue
        if claim := claimed_way(practice.text[: slot.start()]):
            earlier = [fact for fact in named if is_before(fact, now)] or last_before(now, list(facts.values()))
            if earlier:
                yield *claim, earlier[-1], now
        named.append(now)
