"""Sentences of practices that say which way a figure went, where it did not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

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
    facts = {id: {fact.id: fact for fact in record.facts} for id, record in records.items()}
    movements = cache(lambda city: Movements(observe([records[city]], indicators), records[city].facts))
    return [
        Problem(said, practice.location.at("text"), REWRITE, Severity.WARNING)
        for practice in practices
        for said in _turned(practice, facts[practice.city], movements)
    ]


def _turned(practice: Practice, facts: Mapping[str, Fact], movements: Callable[[str], Movements]) -> Iterator[str]:
    """Yield what is wrong with the figures of a practice that are said to have gone one way, or to have grown."""
    named: list[Fact] = []
    for slot in PLACEHOLDER.finditer(practice.text):
        now, before = facts.get(slot[1]), practice.text[: slot.start()]
        if now is None:
            continue
        if (grew := claimed_growth(before)) and now.measure.kind in CHANGES and iv.base(now).high < 0:
            yield shrunk(practice.id, grew, now)
        if way := claimed_way(before):
            word, up = way
            earlier = [fact for fact in named if is_before(fact, now)] or last_before(now, facts.values())
            for old in earlier[-1:]:
                went = moved(Sense.UP if up else Sense.DOWN, movements(practice.city).between(old, now))
                if went.holds is False:
                    yield turned(practice.id, word, now, old, went.more)
        named.append(now)
