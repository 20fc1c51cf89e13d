"""Tables of many cities: a row for each, with its figures on some indicators and its place on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import IndicatorRow
from briefing.analysis.standing import Standing, standings
from briefing.content.ledger import Ledger
from briefing.content.table_layout import transposed
from briefing.content.tables import (
    CENTRE,
    MARK,
    NOTHING,
    ROWS_ON_A_PAGE,
    fitted,
    header,
    named,
    only_period,
    side_by_side,
)
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.numbering import numeral
from briefing.model.quantity import RANK, RANK_CHANGE, Unit, common_unit
from briefing.wording.clauses import remarks
from briefing.wording.figures import bare, untold
from briefing.wording.prose import enumeration, join, plain, text

ACROSS = 6
"""Indicators beside each other."""
PLACED = 3
"""Indicators up to which each has a column of places beside it, as many as an upright page has room for."""
NAMED = 6
"""Cities without a figure up to which a note names them."""
PLACE = "位次"
TIED = "并列"
UNPLACED = text("位次在可以比较的地方之间排列；“—”表示没有可比的数，或者按原文取整分不出先后。")


def by_city(
    analysis: Analysis, found: Sequence[IndicatorRow], key: str, caption: str, ledger: Ledger, *, by_place: bool = False
) -> list[Table]:
    """Return a row for each city that has any of the indicators, in as many tables as these take.

    `by_place`: in the order of the first that can be judged, as are a single one and those of which head and tail are
    told apart; else in that of the cities.
    """
    parts = -(-len(found) // ACROSS)
    cut = [found[len(found) * at // parts : len(found) * (at + 1) // parts] for at in range(parts)]
    by_place = by_place or len(found) == 1 or len(analysis.selection.cities) > ROWS_ON_A_PAGE
    made = [_part(analysis, rows, key, caption, ledger, by_place) for rows in cut]
    return [_numbered(table, at) if parts > 1 else table for at, table in enumerate(made, 1)]


def _numbered(table: Table, at: int) -> Table:
    key = table.key if at == 1 else f"{table.key}.{at}"
    return replace(table, key=key, caption=join([table.caption, text(f"（{numeral(at)}）")]))


def _part(
    analysis: Analysis, found: Sequence[IndicatorRow], key: str, caption: str, ledger: Ledger, by_place: bool
) -> Table:
    units = {(row.indicator.id, row.facts[0].scope): unit_of(row.facts) for row in found}

    def show(fact: Fact) -> Runs:
        printed = bare(fact, units[fact.indicator, fact.scope])
        return (Run(printed, ref=fact.id), *text(remarks(fact)))

    whole = transposed(side_by_side(analysis, found, key, caption, show))
    times = [only_period(row) for row in found]
    shared = times[0] if len(set(times)) == 1 else ""
    placed = [standing_in(analysis, row) for row in found]
    columns: list[list[Runs]] = [[row[0] for row in whole.rows]]
    cities = all(city.name.endswith("市") for city in analysis.selection.cities)
    heads, notes = [*header("城市" if cities else "地区")], list(whole.notes)
    for at, row in enumerate(found):
        unit = units[row.indicator.id, row.facts[0].scope]
        told = "，".join(filter(None, (unit.symbol if unit else "", "" if shared else times[at])))
        heads.append(text(f"{named(row)}{MARK if row.rules else ''}{f'（{told}）' if told else ''}"))
        columns.append([cells[1 + at] for cells in whole.rows])
        if len(found) <= PLACED and any(item.rank for item in placed[at].values()):
            heads.append(text(PLACE))
            columns.append(places(analysis.selection.cities, placed[at], ledger))
    rows = list(zip(*columns, strict=True))
    first = next(filter(None, placed), {}) if by_place else {}
    order = {city: at for at, city in enumerate(first)}
    kept = _kept(analysis, found, order)
    # of those that have nothing at all on the theme it is said before the table
    held = (city for city in analysis.selection.cities if analysis.coverage.facts[found[0].indicator.theme, city.id])
    left = [city.name for city in held if city not in kept]
    numbers = {city.id: at for at, city in enumerate(analysis.selection.cities)}
    shown = tuple(rows[numbers[city.id]] for city in kept)
    top, ranks = tuple(heads), [at for at, head in enumerate(heads) if plain(head) == PLACE]
    if any(plain(row[at]) == NOTHING for row in shown for at in ranks):
        notes.append(UNPLACED)
    return replace(
        whole,
        caption=text(f"{plain(whole.caption)}{f'（{shared}）' if shared else ''}"),
        header=top,
        rows=shown,
        widths=fitted((top, *shown)),
        align=(CENTRE,) * len(heads),
        notes=(*notes, *_left(analysis, left)),
    )


def _kept(analysis: Analysis, found: Iterable[IndicatorRow], order: Mapping[str, int]) -> list[City]:
    """Return the cities of which there is something to show, in their `order` by id, then as they were asked for."""
    rows, selection = list(found), analysis.selection
    held = {fact.city for row in rows for fact in row.facts}
    kept = [
        city
        for city in selection.cities
        if city.id in held or any(selection.undisclosed(city.id, row.indicator.theme, row.indicator.id) for row in rows)
    ]
    return sorted(kept, key=lambda city: order.get(city.id, len(order)))


def _left(analysis: Analysis, names: Sequence[str]) -> tuple[Runs, ...]:
    """Return the note on cities that have no row."""
    if not names:
        return ()
    where = enumeration(list(names)) if len(names) <= NAMED else "其余地方"
    return (text(untold(analysis.selection, f"{where}这方面的数据")),)


def standing_in(analysis: Analysis, row: IndicatorRow) -> dict[str, Standing]:
    """Return where each city stands among the most in a row that may be judged, by its id, the best first."""
    shown = {fact.id for fact in row.facts}
    alike = (item for item in analysis.comparisons if item.indicator.id == row.indicator.id)
    within = [item for item in alike if shown.issuperset(fact.id for fact in item.facts)]
    if not within:
        return {}
    found = standings(max(within, key=lambda item: len(item.facts)))
    return {standing.fact.city: standing for standing in found.values()}


def places(cities: Iterable[City], placed: Mapping[str, Standing], ledger: Ledger) -> list[Runs]:
    """Return the place of each city, 并列3 where it shares one, a dash where it has none or rounding leaves it open."""
    ranks = [standing.rank for standing in placed.values()]
    cells = []
    for city in cities:
        found = placed.get(city.id)
        if found is None or found.rank is None:
            cells.append(text(NOTHING))
            continue
        run = replace((place := ledger.place(found)), text=place.text.removeprefix("第").removesuffix("位"))
        cells.append((*(text(TIED) if ranks.count(found.rank) > 1 else ()), run))
    return cells


def unit_of(facts: Iterable[Fact]) -> Unit | None:
    """Return the unit that a column tells once; None where each cell has its own words."""
    found = common_unit(fact.quantity for fact in facts)
    return None if found is None or found.family in (RANK, RANK_CHANGE) else found
