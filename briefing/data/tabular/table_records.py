"""From what tables say to what a workspace holds: cities, indicators, sources and facts; ids nobody invents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

from briefing.data.fields import decoded
from briefing.data.measured import made_id
from briefing.data.records import INDICATOR
from briefing.data.tables.doubts import value_doubts
from briefing.data.tables.files.book import cell_name
from briefing.data.tables.lexicon import spaceless
from briefing.data.tables.observations import Observation
from briefing.data.tables.record_sheets import HEADS
from briefing.data.tables.store import FileContents, Mentioned
from briefing.data.tabular.cities import CityNames, short_id
from briefing.data.tabular.settling import Settling
from briefing.data.tabular.shared_sheets import pages, sources_of_tables, sources_told
from briefing.data.units import UnitTable
from briefing.data.yaml_files.catalogue import ids_by_name, indicator_of, put_ids
from briefing.data.yaml_files.city import city_of
from briefing.data.yaml_files.city_file import Row, records_of
from briefing.errors import NAMED, Location, Problem, Severity
from briefing.model.catalogue import Catalogue, Indicator, Theme, UnitFamily
from briefing.model.facts import Details, Fact, Source, Target
from briefing.model.library import City, CityRecord
from briefing.model.measure import FAMILIES, MeasureKind
from briefing.model.period import Basis, Period
from briefing.model.quantity import SCALES, Quantity, Unit

OTHER = Theme(id="other", name="其他指标")
"""Where an indicator is filed that nobody has filed."""
ONLY = replace(OTHER, name="主要指标")
"""What that is called where there is no other theme."""
Held = tuple[FileContents, int, Observation]
"""A figure, with the file and the number of the table that it stands in."""
OF_CITIES = ("来源", "做法", "关联", "未披露")
"""The sheets whose records belong to cities, in the order in which `records_of` takes them."""


class TableRecords:
    """What the tables of a workspace add to what it has: `catalogue` and `cities` are both together.

    `problems` are those of names and of the sheets 指标, 城市 and 来源. `prevailing` names the files that are right
    where another says otherwise; `whole` see `TableReader`.
    """

    def __init__(
        self,
        base: Catalogue,
        cities: Iterable[City],
        contents: Sequence[FileContents],
        prevailing: Collection[str],
        *,
        whole: bool,
    ) -> None:
        self.problems: list[Problem] = []
        self._contents = contents
        self._sheets = [sheet for file in contents for sheet in file.records]
        self._prevailing = prevailing
        self._units = UnitTable(dict(base.units))
        self._doubted = 0
        self._named: dict[tuple[str, str], str] = {}
        self._unknown: set[str] = set()
        self._places = CityNames(known := [*cities, *self._cities_told()])
        self.cities = {city.id: city for city in known}
        self._find_cities()
        themes = {**base.themes}
        told = {item.id: item for item in self._indicators_told(base, themes)}
        self._indicators = {**base.indicators, **told}
        named = [(name, item) for item in self._indicators.values() for name in (*item.aliases, item.name)]
        self._by_name = {spaceless(name): item for name, item in named}
        used = {*told, *self._find_indicators()}
        kept = {id: item for id, item in self._indicators.items() if whole or id in used}
        filed = {item.theme for item in kept.values()}
        if OTHER.id in filed:
            themes.setdefault(OTHER.id, OTHER if len(filed) > 1 else ONLY)
        self.catalogue = replace(
            base,
            units=self._units.families,
            indicators=kept,
            themes={id: item for id, item in themes.items() if whole or id in filed},
            sources=self._find_sources(base),
            topics=base.topics if whole else {},
            statements=base.statements if whole else {},
        )
        self._filed = {name: self._rows_by_city(name) for name in OF_CITIES}

    def names(self, city: str, contents: FileContents) -> Iterator[str]:
        """Yield the names by which a file calls a city."""
        return (item.name for item in contents.cities if self._named.get((contents.file, item.name)) == city)

    # Names

    def _cities_told(self) -> Iterator[City]:
        for blocks, page in pages(self._sheets, "城市"):
            for block in blocks:
                code, name = str(block.get("code", "")), str(block.get("name", ""))
                id = str(block.get("id") or code or short_id("z", name))
                if city := city_of(block, id, page):
                    yield city if "id" in block or not city.code else replace(city, id=city.code)
            self.problems += page.problems

    def _find_cities(self) -> None:
        for contents in self._contents:
            for item in contents.cities:
                found = self._places.city(item.name, item.location)
                if isinstance(found, Problem):
                    self.problems.append(found)
                    continue
                self._named[contents.file, item.name] = found.id
                if found.id not in self.cities:
                    self.cities[found.id] = found
                    self._unknown |= {found.id} if found.code is None else set()

    # Sources and indicators

    def _find_sources(self, base: Catalogue) -> dict[str, Source]:
        """Return the sources that no city has of its own; those of each table become known."""
        sources = {**base.sources, **{item.id: item for item in sources_told(self._sheets, self.problems)}}
        own = {item.id: item for item in sources_told(self._sheets, [], of_cities=True)}
        titled = {item.title: item for item in sources.values()}
        self._sources = sources_of_tables(self._contents, titled | sources | own)
        for source in self._sources.values():
            if source.id not in own:
                sources.setdefault(source.id, source)
        return sources

    def _indicators_told(self, base: Catalogue, themes: dict[str, Theme]) -> Iterator[Indicator]:
        """Yield the rows of sheets 指标; themes that nobody knows are made."""
        for blocks, page in pages(self._sheets, "指标"):
            for block in blocks:
                name = str(block.get("name", ""))
                unit = str(block.pop("unit", ""))
                theme = str(block.get("theme", OTHER.id))
                if theme not in themes and theme != OTHER.id and theme not in ids_by_name(themes):
                    made = Theme(id=short_id("th", theme), name=theme, location=page.place(block.line, "theme"))
                    themes[made.id] = made
                block.setdefault("id", short_id("i", spaceless(name)))
                block.setdefault("theme", theme)
                if "family" not in block and unit:
                    block["family"] = self._family(unit)
                put_ids([block], {"theme": ids_by_name(themes), "family": ids_by_name(base.units)})
            for values, place in decoded(INDICATOR, [*blocks], page):
                yield indicator_of(**values, location=place)
            self.problems += page.problems

    def _find_indicators(self) -> set[str]:
        """Return the ids of the indicators that tables name; those that nobody knows are made."""
        named: dict[str, list[Mentioned]] = {}
        for contents in self._contents:
            for item in contents.indicators:
                named.setdefault(spaceless(item.name), []).append(item)
        used = set()
        for name, items in named.items():
            known = self._by_name.get(name)
            total = next((item for item in items if item.kind not in FAMILIES and item.unit), items[0])
            if known is None or (known.location.cell is None and not self._fits(known, items)):
                family = self._family(total.unit, total.location) if total.unit else "percent"
                known = self._by_name[name] = Indicator(
                    id=short_id("i", name), name=total.name, theme=OTHER.id, family=family, location=total.location
                )
                self._indicators[known.id] = known
            used.add(known.id)
        return used

    def _fits(self, indicator: Indicator, items: Iterable[Mentioned]) -> bool:
        """Return whether figures in their own measure are counted in units of the indicator's family."""
        units = {item.unit for item in items if item.unit and item.kind not in FAMILIES}
        found = (self._units.find(unit, indicator.family) for unit in units)
        return all(unit is not None and unit.family == indicator.family for unit in found)

    def _family(self, symbol: str, location: Location | None = None) -> str:
        """Return the id of the family that a unit is of; a unit that nobody knows is the only one of its own.

        That is told with a `location`; None where somebody has said that it is the unit.
        """
        if unit := self._units.find(symbol, ""):
            return unit.family
        bare = symbol[1:] if len(symbol) > 1 and symbol[0] in SCALES else symbol
        made = UnitFamily(id=short_id("u", bare), name=bare, units={bare: Decimal(1)})
        hint = self._units.hint(symbol, "").removesuffix("单位列在 units.yaml 中。")
        self._units = UnitTable({**self._units.families, made.id: made})
        if location is not None:
            message = f"单位“{bare}”不认识，不与别的单位换算。"
            self.problems.append(Problem(message, location, hint, Severity.WARNING))
        return made.id

    # Figures

    def joined(self, record: CityRecord, rows: Iterable[Held], problems: list[Problem]) -> CityRecord:
        """Return the record of a city with what tables say of it; what is wrong goes to `problems`."""
        if record.city.id in self._unknown and self._doubted < NAMED:  # each is compared with hundreds of names
            self._doubted += 1
            problems += filter(None, [self._places.doubt(record.city)])
        held: dict[tuple[object, Period], list[Fact]] = {}
        for fact in record.facts:
            held.setdefault((fact.identity, fact.period), []).append(fact)
        for contents, at, item in rows:
            if made := self._fact(record.city.id, contents, at, item, problems):
                held.setdefault((made.identity, made.period), []).append(made)
        settling = Settling(self.cities, self._indicators, self._prevailing, problems)
        facts = [fact for alike in held.values() for fact in settling.settled(alike)]
        told = records_of(record.city.id, *(self._filed[name].get(record.city.id, ()) for name in OF_CITIES))
        more: dict[str, Any] = {kind: (*getattr(record, kind), *made) for kind, made in told.items()}
        return replace(record, facts=tuple(facts), **more)

    def _fact(
        self, city: str, contents: FileContents, at: int, item: Observation, problems: list[Problem]
    ) -> Fact | None:
        """Return the fact that an observation is; None, with a problem, where its unit is none."""
        indicator = self._by_name[spaceless(item.indicator)]
        measure = item.measure
        if measure.kind is MeasureKind.TOTAL and indicator.measure is not MeasureKind.TOTAL:
            measure = replace(measure, kind=indicator.measure)
        sheet = f"{contents.tables[at].sheet}!{cell_name(item.row, item.column)}"
        place = Location(contents.file, cell=sheet)
        unit = self._unit(item, FAMILIES.get(measure.kind, indicator.family), place, problems)
        if unit is None:
            return None
        problems += value_doubts(item, indicator.name, measure.kind, unit.symbol, place)
        low, direction = item.value, item.direction
        if direction is None and measure.kind in (MeasureKind.CHANGE, MeasureKind.RANK_CHANGE) and item.upper is None:
            direction = "减" if low < 0 else "增" if measure.kind is MeasureKind.RANK_CHANGE and low > 0 else None
            low = abs(low)
        basis, bases = item.basis, item.period.bases
        if basis is Basis.UNSTATED or (basis is Basis.CUMULATIVE and measure.kind in FAMILIES):  # no rate adds up
            basis = bases[0] if bases else Basis.UNSTATED
        told = {part.name: getattr(item, part.name) for part in fields(Details)}
        values = {**told, "indicator": indicator.id, "measure": measure, "direction": direction, "basis": basis}
        return Fact(
            id=item.id or made_id(values, city, measure),
            city=city,
            quantity=Quantity(low, unit, item.upper),
            source=self._sources[contents.file, at, item.source].id,
            paragraph=int(item.place) if item.place.isdecimal() else None,
            cell="" if item.place.isdecimal() else item.place or f"{contents.file} {sheet}",
            target=None if item.target is None else Target(Quantity(item.target, unit), item.target_period),
            location=place,
            **values,
        )

    def _unit(self, item: Observation, family: str, place: Location, problems: list[Problem]) -> Unit | None:
        """Return the unit of a figure; where none is written, the only one of its family (％); None if it is told."""
        units = self._units.families[family].units if family in self._units.families else {}
        symbol = item.unit or (next(iter(units)) if len(units) == 1 else "")
        unit = self._units.find(symbol, family) if symbol else None
        if unit is None:
            said = f"的单位“{symbol}”不认识" if symbol else "没有写单位"
            missing = "请在表上写明（如 单位：万户），或在“指标”表里写单位。"
            hint = self._units.hint(symbol, family) if symbol else missing
            problems.append(Problem(f"“{item.indicator}”{said}。", place, hint))
        return unit

    def _rows_by_city(self, name: str) -> dict[str, list[Row]]:
        """Return the rows of the sheets of a name by the id of their city; sources of no city are the catalogue's."""
        found: dict[str, list[Row]] = {}
        known = {
            "theme": ids_by_name(self.catalogue.themes),
            "topic": ids_by_name(self.catalogue.topics),
            "indicator": ids_by_name(self.catalogue.indicators),
        }
        for blocks, page in pages(self._sheets, name):
            for block in blocks:
                if "city" not in block and name == "来源":
                    continue
                city = self._places.city(str(block.pop("city", "")), page.place(block.line, "city"))
                if isinstance(city, Problem):
                    self.problems.append(city)
                    continue
                self.cities.setdefault(city.id, city)
                put_ids([block], known)
                found.setdefault(city.id, []).extend(decoded(HEADS[name][0], [block], page))
            self.problems += page.problems
        return found
