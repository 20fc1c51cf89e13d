"""One city of several by itself: what a portrait of it is made from."""

from __future__ import annotations

from dataclasses import replace

from briefing.analysis.analyse import Analysis, analyse
from briefing.content.ledger import Ledger
from briefing.model.document import Figure, Table
from briefing.model.library import City


def alone(analysis: Analysis, city: City) -> Analysis | None:
    """The analysis of that city's own record, without themes that it tells nothing of; None if it tells nothing."""
    whole, cover = analysis.selection, analysis.coverage
    themes = tuple(theme for theme in whole.themes if not cover.blank(theme.id, city.id))
    if not themes:
        return None
    return analyse(replace(whole, cities=(city,), themes=themes, records={city.id: whole.records[city.id]}))


def own_table(table: Table, ledger: Ledger) -> Table:
    """The table under a key of its own, where the ledger is that of a part."""
    return replace(table, key=f"{table.key}.{ledger.part}") if ledger.part else table


def own_figure(figure: Figure, ledger: Ledger) -> Figure:
    """The figure under a key of its own, likewise."""
    return replace(figure, key=f"{figure.key}.{ledger.part}") if ledger.part else figure
