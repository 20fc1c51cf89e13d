"""Which city a name in a table means: one of the workspace, one of the table of divisions, or a place of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from briefing.data.divisions import division, level_name, locate, resolve
from briefing.data.selection import names_of
from briefing.data.tables.lexicon import spaceless
from briefing.errors import Location, Problem, Severity, did_you_mean
from briefing.model.library import City


def short_id(prefix: str, *parts: str) -> str:
    """Return an id that nobody has to invent: the same for the same names."""
    return f"{prefix}-{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:8]}"


class CityNames:
    """The cities of a workspace by every name that finds them; those that tables name join them."""

    def __init__(self, known: Iterable[City]) -> None:
        self._by_name: dict[str, list[City]] = {}
        self._by_code: dict[str, City] = {}
        for city in known:
            self._add(city)

    def _add(self, city: City) -> None:
        for name in {spaceless(name) for name in names_of(city)}:
            self._by_name.setdefault(name, []).append(city)
        if city.code:
            self._by_code.setdefault(city.code, city)

    def city(self, name: str, location: Location) -> City | Problem:
        """Return the city that `name` means; an error where it means several, a warning inside of none."""
        plain = spaceless(name)
        own = self._by_name.get(plain, [])
        if len(own) == 1:
            return own[0]
        found = resolve(plain)
        if not own and len(found) == 1:
            place = found[0]
            if place.code in self._by_code:
                return self._by_code[place.code]
            above = division(place.parent) if place.parent else None
            typed = () if plain in (place.name, place.path) else (plain,)
            city = City(
                id=place.code,
                code=place.code,
                name=place.name,
                level=level_name(place),
                parent=above.name if above else "",
                aliases=typed,
                location=location,
            )
        elif own or found:
            told = locate(plain)
            message = told.message if isinstance(told, Problem) else f"“{plain}”有多个。"
            return Problem(f"城市{message}", location, "请写上级地区（如 江苏省南京市鼓楼区）或 6 位代码。")
        else:
            city = City(id=short_id("z", plain), name=plain, level="功能区", location=location)
        self._add(city)
        return city

    def doubt(self, city: City) -> Problem | None:
        """Return a warning of a place that no table of divisions knows and that looks like one that it does."""
        others = [item.name for item in self._by_code.values()]
        told = locate(city.name)
        hint = did_you_mean(city.name, dict.fromkeys(others)) or (told.hint if isinstance(told, Problem) else "")
        if not hint.startswith("您是不是"):
            return None
        message = f"行政区划表中没有“{city.name}”，按没有代码的功能区处理。"
        return Problem(message, city.location, hint, Severity.WARNING)
