"""How much the data hold of each city on each theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.request import Selection


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much our data hold of each city: (theme id, city id) → number of facts, and of practices."""

    facts: Mapping[tuple[str, str], int]
    practices: Mapping[tuple[str, str], int]

    def blank(self, theme: str, city: str) -> bool:
        """Return whether our data hold nothing at all."""
        return not self.facts[theme, city] and not self.practices[theme, city]


def cover(selection: Selection) -> Coverage:
    """Return the counts for every selected theme and city; zero is a finding of its own (未收录)."""
    facts = {(theme.id, city.id): 0 for theme in selection.themes for city in selection.cities}
    practices = dict(facts)
    for city, record in selection.records.items():
        for fact in record.facts:
            facts[selection.library.theme_of(fact), city] += 1
        for practice in record.practices:
            practices[practice.theme, city] += 1
    return Coverage(facts, practices)
