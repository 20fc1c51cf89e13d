"""Tables of many cities: a row for each, with its figures on some indicators and its place on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import IndicatorRow
from briefing.analysis.standing import Standing, standings
from briefing.content.ledger import Ledger
from briefing.content.tables.side_by_side import SideBySide, only_period
from briefing.content.tables.table_columns import NOTHING, TableColumn, table_of
from briefing.content.tables.table_layout import numbered
from briefing.content.tables.theme_tables import ROWS_ON_A_PAGE
from briefing.model.document import Runs, Table
from briefing.model.library import City
from briefing.wording.figures import untold
from briefing.wording.prose import enumeration, text

INDICATORS_ACROSS = 6  # beside each other
PLACED = 3
"""Indicators up to which each has a column of places beside it, as many as an upright page has room for."""
CITIES_NAMED = 6
"""Cities without a figure up to which a note names them."""
PLACE = "位次"
TIED = "并列"
UNPLACED = f"位次在数据可比的各地之间排列；“{NOTHING}”表示无可比数据，或按原文精度难分先后。"


def by_city(
    analysis: Analysis, found: Sequence[IndicatorRow], key: str, caption: str, ledger: Ledger, *, by_place: bool = False
) -> Sequence[Table]:
    """Return a row for each city that has any of the indicators, in as many tables as these take.

    `by_place`: in the order of the first that can be judged, as are a single one and those of which head and tail are
    told apart; else in that of the cities.
    """
    parts = -(-len(found) // INDICATORS_ACROSS)
    cut = [found[len(found) * at // parts : len(found) * (at + 1) // parts] for at in range(parts)]
    by_place = by_place or len(found) == 1 or len(analysis.selection.cities) > ROWS_ON_A_PAGE
    return numbered([_part(analysis, rows, key, caption, ledger, by_place) for rows in cut])


def _part(
    analysis: Analysis, found: Sequence[IndicatorRow], key: str, caption: str, ledger: Ledger, by_place: bool
) -> Table:
    times = {only_period(row) for row in found}
    at = times.pop() if len(times) == 1 else ""
    beside = SideBySide(analysis, found, units=True, at=at)
    placed = [standing_in(analysis, row) for row in found]
    cities = all(city.name.endswith("市") for city in analysis.selection.cities)
    columns: list[TableColumn[City]] = [TableColumn("城市" if cities else "地区", lambda city: text(city.name))]
    for row, places in zip(found, placed, strict=True):
        columns.append(beside.column(row))
        told = row.indicator.better and not row.rules
        if len(found) <= PLACED and told and any(item.rank for item in places.values()):
            columns.append(place_column(PLACE, places, ledger))
    order = {city: at for at, city in enumerate(next(filter(None, placed), {}))} if by_place else {}
    kept = _kept(analysis, found, order)
    # of those that have nothing at all on the theme it is said before the table
    held = (city for city in analysis.selection.cities if analysis.coverage.facts[found[0].indicator.theme, city.id])
    left = [city.name for city in held if city not in kept]
    where = enumeration(left) if len(left) <= CITIES_NAMED else "其余地方"
    untold_of = untold(analysis.selection, f"{where}这方面的数据") if left else ""
    return table_of(kept, columns, key, f"{caption}{f'（{at}）' if at else ''}", notes=(*beside.notes, untold_of))


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


def standing_in(analysis: Analysis, row: IndicatorRow) -> dict[str, Standing]:
    """Return where each city stands among the most in a row that may be judged, by its id, the best first."""
    shown = {fact.id for fact in row.facts}
    alike = (item for item in analysis.comparisons if item.indicator.id == row.indicator.id)
    within = [item for item in alike if shown.issuperset(fact.id for fact in item.facts)]
    if not within:
        return {}
    found = standings(max(within, key=lambda item: len(item.facts)))
    return {standing.fact.city: standing for standing in found.values()}


def place_column(
    head: str, placed: Mapping[str, Standing], ledger: Ledger, whole: City | None = None
) -> TableColumn[City]:
    """Return the places of cities: 并列3 where one is shared, a dash where there is none or rounding leaves it open.

    The `whole` that the others lie in has none.
    """

    def cell(city: City) -> Runs:
        found = placed.get(city.id)
        if found is None or found.rank is None:
            return text(NOTHING) if city == whole else ()
        run = replace((place := ledger.place(found)), text=place.text.removeprefix("第").removesuffix("位"))
        return (*text(TIED if found.sharing > 1 else ""), run)

    return TableColumn(head, cell, note=UNPLACED)
