"""What the reader of a table knows beforehand: names of places, indicators and units, and what the user has told it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from briefing.data.divisions import division, locate, resolve
from briefing.data.units import UnitTable
from briefing.errors import Problem
from briefing.model.catalogue import Catalogue
from briefing.model.library import City


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSettings:
    """What `briefing.yaml` says of a table that does not say it itself, "" for nothing.

    `sheet` names the sheet that is meant, "" all of the file. `units` are those of indicators by their names in the
    table; `skip` names rows and columns, by their first cell, that are not to be read.
    """

    city: str = ""
    indicator: str = ""
    period: str = ""
    unit: str = ""
    source: str = ""
    sheet: str = ""
    units: Mapping[str, str] = field(default_factory=dict)
    skip: tuple[str, ...] = ()


class Lexicon:
    """The words that a table is read with: the catalogue of a workspace, its cities, and the table of divisions.

    Names come without spaces. `places` returns the full names of all places that a name or a code may mean, () if
    nothing is called so.
    """

    def __init__(self, catalogue: Catalogue, cities: Iterable[City] = ()) -> None:
        self._units = UnitTable(catalogue.units)
        named = [(name, item) for item in catalogue.indicators.values() for name in (*item.aliases, item.name)]
        self._indicators = {spaceless(name): item for name, item in named}
        self._cities: dict[str, list[City]] = {}
        for city in cities:
            for name in {city.id, city.name, city.short, city.code or city.id, *city.aliases}:
                self._cities.setdefault(spaceless(name), []).append(city)
        self.places = lru_cache(maxsize=10_000)(self._places)

    def _places(self, name: str) -> tuple[str, ...]:
        if own := self._cities.get(name):
            known = ((city, division(city.code) if city.code else None) for city in own)
            return tuple(found.path if found else f"{city.parent}{city.name}" for city, found in known)
        return tuple(item.path for item in resolve(name)) if len(name) > 1 else ()

    def place_hint(self, name: str) -> str:
        """Return in Chinese what to write for a name that is no place."""
        found = locate(name)
        return found.hint if isinstance(found, Problem) else ""

    def indicator(self, name: str) -> str:
        """Return the name of the indicator that is called so, "" if none is known."""
        found = self._indicators.get(name)
        return found.name if found else ""

    def unit(self, symbol: str) -> bool:
        """Return whether `symbol` is a unit of any family."""
        return self._units.find(symbol, "") is not None

    def fits(self, indicator: str, unit: str) -> bool | None:
        """Return whether the unit is of the indicator's family; None of an unknown indicator."""
        item = self._indicators.get(indicator)
        found = self._units.find(unit, item.family) if item else None
        return None if item is None else found is not None and found.family == item.family

    def unit_of(self, indicator: str) -> str:
        """Return the unit of the indicator where it can be no other (%); "" where it can, or nothing is known of it."""
        item = self._indicators.get(indicator)
        family = self._units.families.get(item.family) if item else None
        return family.only if family else ""


def spaceless(name: str) -> str:
    """Return the name as a lexicon is asked for it: without spaces of any kind."""
    return "".join(name.split())
