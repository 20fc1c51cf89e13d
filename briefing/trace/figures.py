"""What numbers in a Word file may be: the figures of a library, or those that a bundle says it prints."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

from briefing.bundle.contents import COLUMNS, FACTS, STATED
from briefing.data.rules.printed_reading import FigureReader, Reading
from briefing.data.selection import names_of
from briefing.data.units import UnitTable
from briefing.errors import BriefingError, Location, Problem
from briefing.model.catalogue import UnitFamily
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.period import UNSTATED, Period
from briefing.model.quantity import SCALES, Quantity, Unit
from briefing.text.files import read_file
from briefing.trace.named_places import OWN, NamedPlaces
from briefing.wording.figures import DERIVED, figure

COUNTED = "计数"
"""The kind of a row for what a briefing counts of itself (数据14项), which rests on no fact."""
INEXACT = "余多几来"
"""What stands within a figure that is not quite what its digits say: 400余项."""


Row = Mapping[str, str]
"""A row of facts.csv, by column."""
Key = tuple[str, Decimal, Decimal]
"""A family of units and the two ends of a value, without sign."""


@dataclass(frozen=True, slots=True)
class KnownFigure:
    """A figure of the data: a fact, its `target`, or what was computed from facts (`formula` says how, "" of a fact).

    `places` are the names of its city, `names` those of its indicator and what it covers, the first as a reader has
    them; `quantity` is None where it states no number (零成本); `fact` is the fact itself where a library holds it,
    `row` that of facts.csv where a bundle does.
    """

    id: str
    printed: str
    quantity: Quantity | None
    places: tuple[str, ...]
    names: tuple[str, ...]
    period: Period = UNSTATED
    formula: str = ""
    fact: Fact | None = None
    target: bool = False
    row: Row | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        if self.row:
            return f"{self.row['城市']}{self.row['指标']}"
        return "".join((*self.places[:1], *self.names[:1]))


class KnownFigures:
    """The figures that numbers may be, found by their values."""

    def __init__(
        self,
        figures: Iterable[KnownFigure],
        units: Mapping[str, UnitFamily],
        cities: Iterable[str] = (),
        given: Iterable[KnownFigure] = (),
    ) -> None:
        """`units` are those of a catalogue; `cities` the names of all that a text may be about.

        `given` are what a briefing was told or counts of itself, known by their words alone; `city_names` finds the
        names of cities in a text, `named_places` those of any place.
        """
        self.all, self.given, self._table = tuple(figures), tuple(given), UnitTable(units)
        self.units = frozenset(symbol for family in units.values() for symbol in family.units)
        self._longest_first = sorted(self.units, key=len, reverse=True)
        places = {*cities, *(place for item in self.all for place in item.places)}
        names = sorted((re.escape(name) for name in places if len(name) > 1), key=len, reverse=True)
        self.city_names = re.compile("|".join(names) or "(?!)")
        self.named_places = NamedPlaces(places)

    @classmethod
    def of_library(cls, library: Library, home: str = "") -> KnownFigures:
        """Return the facts of a library; `home` is a name of the city that a text calls 我市, "" for not known."""
        catalogue, known = library.catalogue, {city.id: names_of(city) for city in library.known}
        known |= {id: (*names, *OWN) for id, names in known.items() if home in names}
        made = []
        for fact in library.facts():
            indicator = catalogue.indicators[fact.indicator]
            base = catalogue.indicators.get(indicator.of, indicator)
            names = (indicator.name, *indicator.aliases, base.name, *base.aliases, fact.scope, fact.measure.base)
            own = KnownFigure(
                id=fact.id,
                printed=fact.printed or figure(fact),
                quantity=fact.quantity,
                places=known.get(fact.city, ()),
                names=tuple(dict.fromkeys(filter(None, names))),
                period=fact.period,
                fact=fact,
            )
            made.append(own)
            if aim := fact.target:
                printed = f"{aim.quantity.written}{aim.quantity.unit.symbol}"
                made.append(replace(own, printed=printed, quantity=aim.quantity, period=aim.period, target=True))
        return cls(made, catalogue.units, [name for names in known.values() for name in names])

    @classmethod
    def of_rows(cls, rows: Iterable[Row], units: Mapping[str, UnitFamily]) -> KnownFigures:
        """Return the figures in rows of facts.csv, the computed ones and targets, too."""
        table, rows = UnitTable(units), list(rows)
        known = (STATED, DERIVED, COUNTED)
        figures = [item for row in rows if row["类别"] in known for item in _of_row(row, table)]
        given = [
            KnownFigure(row["编号"], row["表述"].removeprefix("'"), None, (), (), row=row)
            for row in rows
            if row["类别"] not in (STATED, DERIVED)
        ]
        return cls(figures, units, given=given)

    @cached_property
    def by_id(self) -> Mapping[str, KnownFigure]:
        """Return the figures and what was given by their ids, without targets."""
        return {item.id: item for item in (*self.given, *self.all) if not item.target}

    @cached_property
    def reader(self) -> FigureReader:
        """Return what reads figures in these units."""
        return FigureReader(list(self.units))

    @cached_property
    def by_value(self) -> Mapping[Key, list[KnownFigure]]:
        """Return the figures by family of units and both ends in its base, without sign."""
        return self._by(lambda quantity: key_of(quantity.unit.family, *quantity.base_ends))

    @cached_property
    def by_number(self) -> Mapping[Key, list[KnownFigure]]:
        """Return the figures by both ends as they stand before their units, of no family."""
        return self._by(lambda quantity: key_of("", *quantity.ends))

    def _by(self, key: Callable[[Quantity], Key]) -> Mapping[Key, list[KnownFigure]]:
        found: dict[Key, list[KnownFigure]] = {}
        for item in self.all:
            if item.quantity:
                found.setdefault(key(item.quantity), []).append(item)
        return found

    def unit_behind(self, reading: Reading) -> str:
        """Return the unit that a reading is followed by, "" for none that is known."""
        rest = reading.rest.lstrip(f"{INEXACT} ")
        return next((symbol for symbol in self._longest_first if rest.startswith(symbol)), "")

    def units_called(self, symbol: str) -> Iterator[Unit]:
        """Yield what a symbol may be, as 名 is both a number of people and a rank."""
        found = ((family, self._table.find(symbol, family)) for family in self._table.families)
        return (unit for family, unit in found if unit and unit.family == family)


def rows_of_bundle(folder: Path) -> list[dict[str, str]]:
    """Return the rows of the facts.csv of a bundle by column; BriefingError where there is none that can be read."""
    path = folder / FACTS
    try:
        rows = list(csv.DictReader(io.StringIO(read_file(path, within=folder).decode("utf-8-sig"), newline="")))
        return [{name: row[name] for name in COLUMNS} for row in rows]
    except (OSError, ValueError, KeyError, TypeError, csv.Error) as error:
        hint = f"里面应有 briefing generate 写的 {FACTS}。"
        raise BriefingError(Problem(f"成果包里的 {FACTS} 不能读取。", Location(str(path)), hint)) from error


def key_of(family: str, low: Decimal, high: Decimal) -> Key:
    """Return what figures of one value have in common: 4.74亿元 and 47400万元, a fall of 3% and −3%."""
    low, high = sorted((abs(low), abs(high)))
    return family, low, high


def _of_row(row: Row, units: UnitTable) -> Iterator[KnownFigure]:
    """Yield the figure in a row of facts.csv, and its target."""
    computed, cities = row["类别"] != STATED, filter(None, row["城市"].split("、"))
    own = KnownFigure(
        id=f"={row['编号']}" if computed else row["编号"],
        printed=row["表述"].removeprefix("'"),
        quantity=_quantity(row["表述"] if computed else row["数值"], row["单位"].removeprefix("'"), units),
        places=tuple(dict.fromkeys(name for city in cities for name in (city, city.removesuffix("市")))),
        names=tuple(filter(None, (row["指标"], row["范围"]))),
        period=_period(row["时期"]),
        formula=row["推算公式"],
        row=row,
    )
    yield own
    if aim := re.fullmatch("(-?[0-9.]+(?:~-?[0-9.]+)?)(.+)", row.get("目标", "").removeprefix("'")):
        quantity, period = _quantity(aim[1], aim[2], units), _period(row["目标时期"])
        yield replace(own, printed=aim[0], quantity=quantity, period=period, target=True)


def _quantity(text: str, symbol: str, units: UnitTable) -> Quantity | None:
    """Return the number, or the two with ~ between them, in its unit; of a computed figure that in its words."""
    unit = units.find(symbol, "")
    if unit is None:
        return None
    try:
        if text.endswith(symbol):
            (found,) = FigureReader([symbol]).read(text)
            low, high = (end / SCALES[unit.parts[0]] for end in (found.low, found.high))
        else:
            ends = text.removeprefix("'").split("~")
            low, high = Decimal(ends[0]), Decimal(ends[-1])
    except (InvalidOperation, ValueError):
        return None
    return Quantity(low, unit, high if high != low else None)


def _period(text: str) -> Period:
    try:
        return Period.parse(text.removeprefix("累计（").removesuffix("）"))
    except ValueError:
        return UNSTATED
