"""How the body of a template asks for a figure of the data that stood in an old text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.analysis.analyse import analyse
from briefing.content.asked.held_facts import ANY, HeldFacts
from briefing.content.ledger import Ledger
from briefing.data.selection import select
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.templating.template_errors import Mistake
from briefing.trace.figures import KnownFigure
from briefing.trace.numbers import FoundNumber


class Asking:
    """How a template asks for figures: by name, so that the next issue has newer ones; for older ones by period."""

    def __init__(self, library: Library, figures: Iterable[KnownFigure | None]) -> None:
        self._held = HeldFacts(analyse(select(library)), Ledger(library))
        self._catalogue, self._library = library.catalogue, library
        facts = [figure.fact for figure in figures if figure and figure.fact]
        self._latest: dict[tuple[str, str, str], Fact] = {}
        for fact in sorted(facts, key=lambda fact: fact.period.recency):
            self._latest[fact.city, fact.indicator, fact.scope] = fact

    def tag(self, figure: KnownFigure, number: FoundNumber) -> tuple[str, str]:
        """Return the tag for a number, and what to know of it; "" where its sign is in the words around it."""
        fact = figure.fact
        if fact is None or figure.quantity is None:
            return "", "资料中没有单独的一项"
        if min(figure.quantity.ends) < 0 and not re.search("[-−–负]", number.text):
            return "", "正负号在文字里，请自己写"
        target = ".target" if figure.target else ""
        current = self._latest.get((fact.city, fact.indicator, fact.scope)) or fact
        around = "".join((number.sentence, *number.around))
        newest = current is fact or current.period.same_span(fact.period)
        for arguments in self._ways(fact, newest, scoped=bool(fact.scope) and fact.scope in around):
            printed = f"印作“{figure.printed}”" if figure.printed != number.text else ""
            return f"{{{{ value({arguments}){target} }}}}", "时期固定" if "period=" in arguments else printed
        return f'{{{{ fact("{fact.id}") }}}}', "按编号引用，不随时期变"

    def _ways(self, fact: Fact, current: bool, *, scoped: bool) -> Iterator[str]:
        """Yield the arguments that find a fact, the shortest first; `scoped`: the words around it say what it is of."""
        indicator, city = self._catalogue.indicators[fact.indicator], self._library.records[fact.city].city
        for name in (indicator.name, indicator.id):
            try:
                if self._held.names.indicator(name) is not indicator:
                    continue
            except Mistake:
                continue
            for scope in dict.fromkeys((ANY if scoped else None, fact.scope)):
                period = None if current else fact.period
                chosen = self._held.choose(city.id, (indicator,), period, scope).fact
                if chosen and (chosen.indicator, chosen.scope) == (fact.indicator, fact.scope):
                    more = (f', scope="{scope}"' if scope else "") + (f', period="{period.printed}"' if period else "")
                    yield f'"{name}", "{city.short}"{more}'
