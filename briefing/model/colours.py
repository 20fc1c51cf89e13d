"""The colours that cities are told apart by in charts, and which city has which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

COLOURS = ("#004c8b", "#e69340", "#1e866b", "#e6d182", "#ae2f35", "#7ec5e2", "#b87ba8", "#412648")
"""Told apart in grayscale and by colour-blind readers: see `charts/style.py`."""


def colours_of(shown: Sequence[str], everywhere: Sequence[str], chosen: Mapping[str, str]) -> tuple[str, ...]:
    """A colour for each of the cities that a picture shows: the one `chosen`, else that of its place `everywhere`.

    So a city has the same colour in every picture of a workspace. Only where two of one picture would have the same
    does the later give way, to the next one that is free; where more are shown than there are colours, all others
    share the first.
    """
    given = {city: chosen[city] for city in shown if city in chosen}
    crowded = len(shown) > len(COLOURS)
    for city in sorted((city for city in shown if city not in given), key=everywhere.index):
        start = everywhere.index(city)
        free = (COLOURS[(start + step) % len(COLOURS)] for step in range(len(COLOURS)))
        given[city] = COLOURS[0] if crowded else next(colour for colour in free if colour not in given.values())
    return tuple(given[city] for city in shown)
