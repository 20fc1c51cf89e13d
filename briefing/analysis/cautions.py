"""What an office wants a reader told of figures and practices that may be taken for one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.analysis.comparability import Observed
from briefing.model.catalogue import Indicator, Statement
from briefing.model.facts import Fact, Practice


@dataclass(frozen=True, slots=True)
class Caution:
    """A statement with what it names, and the id of the theme of the first of them.

    An indicator that several cities have stands for itself, another for its one figure.
    """

    statement: Statement
    theme: str
    members: tuple[Fact | Practice | Indicator, ...]


def cautions(
    statements: Iterable[Statement], observed: Iterable[Observed], practices: Iterable[Practice]
) -> Iterator[Caution]:
    """Yield those to be told that name only what was selected, in data order."""
    themes: dict[str, str] = {item.id: item.theme for item in practices}
    named: dict[str, Fact | Practice | Indicator] = {item.id: item for item in practices}
    for item in observed:
        themes[item.fact.id] = themes[item.indicator.id] = item.indicator.theme
        named[item.fact.id] = item.fact
        named[item.indicator.id] = item.indicator if item.indicator.id in named else item.fact
    for statement in statements:
        if (statement.tell or not statement.kind) and set(statement.between) <= named.keys():
            members = tuple(named[name] for name in statement.between)
            yield Caution(statement, themes[statement.between[0]], members)
