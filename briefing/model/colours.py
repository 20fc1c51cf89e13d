"""The colours of cities in charts: of those that are told apart by colour, and of the one that stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

COLOURS = ("#004c8b", "#e69340", "#1e866b", "#e6d182", "#ae2f35", "#7ec5e2", "#b87ba8", "#412648")
"""Told apart in grayscale and by colour-blind readers: see `charts/style.py`."""
QUIET = "#b5b5b5"
"""Of the cities beside the one that stands out, where each is named beside its mark."""

LINES_TOGETHER = 4
"""Lines of one plot that are told apart by colour: more cross too often to be followed."""


def told_apart(kind: str, count: int, *, even: bool) -> bool:
    """Return whether so many cities have a colour each in a kind of chart.

    In others the first has one, or all the same if they are `even`: each is named beside its marks.
    """
    return kind in ("line", "slope") and count <= (len(COLOURS) if even and kind == "line" else LINES_TOGETHER)


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


def emphasis(shown: Sequence[str], chosen: Mapping[str, str], *, even: bool = False) -> tuple[str, ...]:
    """A colour for each of the cities: the one `chosen`, else the first colour for the first, grey for the others.

    `even`: none stands out, and all have the first colour.
    """
    return tuple(chosen.get(city, QUIET if at and not even else COLOURS[0]) for at, city in enumerate(shown))
