"""What an author says over figures: in the title of a table or chart, and in the heads of its rows and columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefing.content.asked.held_facts import HeldFacts
from briefing.content.proofs.claim_check import ClaimCheck
from briefing.content.proofs.printed_figures import PrintedFigure, printed_figures
from briefing.errors import Problem, Severity
from briefing.model.document import Figure, Runs, Table
from briefing.model.facts import Fact
from briefing.model.walk import refs
from briefing.templating.template_errors import Mistake
from briefing.wording.claims.labels import label_in
from briefing.wording.claims.reading import claims
from briefing.wording.claims.words import PLACES
from briefing.wording.prose import plain


class CaptionCheck:
    """Holds titles and heads against the figures below them."""

    def __init__(self, held: HeldFacts, claim_check: ClaimCheck) -> None:
        self._held, self._claims = held, claim_check

    def look(self, made: object, given: Mapping[str, object]) -> None:
        """Raise Mistake where figures or tables contradict the title that they were given."""
        if not (title := given.get("title")) or not isinstance(made, tuple):
            return
        ids = self._held.ledger.rests_on(refs([block for block in made if isinstance(block, Figure | Table)]))
        facts = [fact for id, fact in self._held.ledger.facts.items() if id in ids and self._held.holds(fact)]
        if facts and (wrong := self.of_title(str(title), facts)):
            raise Mistake(wrong)

    def of_title(self, title: str, facts: Sequence[Fact]) -> Problem | None:
        """Return an error in what a title says of the facts below it.

        What is said of no city is wrong where it is of the latest figure of each.
        """
        names = self._claims.names
        label = label_in(title, names.certain)
        if wrong := self._claims.labels.mislabelled(
            title, title, label, PrintedFigure((0, 0), None, inputs=tuple(facts))
        ):
            return wrong
        cities = {city.id for city in names.cities_in(title)}
        meant = sorted(names.of_indicators(label.names, facts), key=lambda fact: fact.period.recency)
        latest = {(fact.city, fact.indicator): fact for fact in meant if not cities or fact.city in cities}
        for claim in claims(f"}}{title}", [(0, 1)], names.certain):
            if claim.sense in PLACES and not cities:
                continue
            found = [self._claims.of_one(claim, [PrintedFigure((0, 1), fact)], f" {title}") for fact in latest.values()]
            if found and all(item and item.severity is Severity.ERROR for item in found):
                return found[0]
        return None

    def cells(self, title: Runs, header: Sequence[Runs], row: Sequence[Runs]) -> Iterator[tuple[int, Problem]]:
        """Yield what is wrong with the figures of a row, by cell from 1.

        Each is to be of what its column and the first cell of its row name.
        """
        labels = self._claims.labels
        for at, (runs, cell) in enumerate(zip(header, row, strict=False), 1):
            figures = list(printed_figures(cell, self._held))
            if len(figures) == 1 and at > 1:
                told = [plain(part) for part in (cell, runs, row[0])]
                label = labels.heading(plain(title), *told)
                if wrong := labels.mislabelled("｜".join(reversed(told)), told[1], label, figures[0]):
                    yield at, wrong
