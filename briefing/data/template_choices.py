"""What a template asks of a selection: which cities and themes come first, and which units figures are in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from briefing.data.reading import Located
from briefing.data.selection import find, find_city
from briefing.data.template_paths import DESCRIPTION
from briefing.data.units import UnitTable
from briefing.errors import Location, Problem, Severity
from briefing.model.facts import Fact, Target
from briefing.model.library import City, CityRecord, Library
from briefing.model.quantity import Quantity, Unit
from briefing.model.request import Selection
from briefing.model.template import Template

T = TypeVar("T", bound=Located)


def as_chosen(selection: Selection, template: Template) -> tuple[Selection, list[Problem]]:
    """Return the selection in the order and the units of a template, and a warning of each name that there is not.

    A city or theme that was not selected is none to warn of. A figure is converted where that moves its point alone.
    """
    library, order, problems = selection.library, template.order, list[Problem]()
    cities = [_found("order", name, find_city(name, library.known), template, problems) for name in order.cities]
    for name in template.cities:
        _found("cities", name, find_city(name, library.known), template, problems)
    known = list(library.catalogue.themes.values())
    themes = [_found("order", name, find("主题", name, known), template, problems) for name in order.themes]
    first = _first(selection.cities, cities)
    units = dict(_units(selection, template, problems))
    if units:
        records = {id: _converted(record, units) for id, record in library.records.items()}
        library = replace(library, records=records)
    return replace(
        selection,
        library=library,
        cities=first,
        ordered=bool(order.cities),
        records={city.id: _converted(selection.records[city.id], units) for city in first},
        themes=_first(selection.themes, themes),
    ), problems


def of_own_cities(library: Library, template: Template, home: City | None = None) -> Library:
    """Return the library with the cities that the text of a template is about, and with `home`, alone.

    As it is where the template is about none of them.
    """
    found = [find_city(name, library.known) for name in template.cities]
    ids = dict.fromkeys(item.id for item in (*found, home) if isinstance(item, City))
    records = {id: library.records[id] for id in ids if id in library.records}
    return replace(library, records=records, everywhere=library.known) if records else library


def _found(key: str, name: str, found: T | Problem, template: Template, problems: list[Problem]) -> str:
    """Return the id of what was found, "" for nothing, of which a warning is noted."""
    if isinstance(found, Problem):
        problems.append(unfit(key, name, found, template))
        return ""
    return found.id


def unfit(key: str, name: str, found: Problem, template: Template) -> Problem:
    """Return a warning at the line on which the description of a template has a name under a key; none of a base."""
    path = template.folder / DESCRIPTION
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    start = next((at for at, line in enumerate(lines, 1) if line.startswith(f"{key}:")), len(lines) + 1)
    at = next((at for at, line in enumerate(lines, 1) if at >= start and name in line), None)
    return replace(found, location=Location(str(path), line=at, key=key), severity=Severity.WARNING)


def _first(items: Sequence[T], ids: Sequence[str]) -> tuple[T, ...]:
    """Return the items, those of `ids` in that order before the others."""
    return tuple(sorted(items, key=lambda item: ids.index(item.id) if item.id in ids else len(ids)))


def _units(selection: Selection, template: Template, problems: list[Problem]) -> Iterator[tuple[str, Unit]]:
    """Yield the unit of each indicator for which the template names one."""
    catalogue = selection.library.catalogue
    table, own = UnitTable(catalogue.units), [item for item in catalogue.indicators.values() if not item.of]
    for name, symbol in template.numbers.units.items():
        found = find("指标", name, own)
        if isinstance(found, Problem):
            problems.append(unfit("numbers", name, found, template))
            continue
        unit = table.find(symbol, found.family)
        if unit is None or unit.family != found.family:
            hint = table.hint(symbol, found.family)
            wrong = Problem(f"“{found.name}”不能用单位“{symbol}”。", hint=hint)
            problems.append(unfit("numbers", name, wrong, template))
        else:
            yield found.id, unit


def _converted(record: CityRecord, units: Mapping[str, Unit]) -> CityRecord:
    facts = tuple(_in(fact, units[fact.indicator]) if fact.indicator in units else fact for fact in record.facts)
    return replace(record, facts=facts) if units else record


def _in(fact: Fact, unit: Unit) -> Fact:
    target = fact.target and Target(_to(fact.target.quantity, unit), fact.target.period)
    return replace(fact, quantity=_to(fact.quantity, unit), target=target)


def _to(amount: Quantity, unit: Unit) -> Quantity:
    return amount.converted(unit) or amount
