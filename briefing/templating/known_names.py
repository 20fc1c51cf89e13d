"""The cities and themes that a template may ask for by name: what `in` finds, and which names find nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.data.selection import find
from briefing.errors import Problem
from briefing.model.library import City, Library, Theme

T = TypeVar("T")


def find_theme(typed: str, themes: Sequence[Theme]) -> Theme | Problem:
    """The one of the themes that is called so, by name, alias or id; a Problem if there is none."""
    return find("主题", typed, themes)


@dataclass(frozen=True, slots=True)
class Known:
    """The cities and themes of a workspace, asked for or not."""

    cities: tuple[City, ...]
    themes: tuple[Theme, ...]

    @classmethod
    def of(cls, library: Library) -> Known:
        """Those of a library and of the workspace that it was read from."""
        read = (record.city for record in library.records.values())
        return cls((*read, *library.elsewhere.values()), tuple(library.catalogue.themes.values()))


class Called(tuple[T, ...]):
    """Things that a template goes through; a text is `in` them, too, where it `finds` what one of them tells of."""

    _finds: Callable[[str], object]

    def __new__(cls, items: Iterable[T], finds: Callable[[str], object]) -> Called[T]:
        """The items; `finds` gives a Problem for what is none of their names."""
        self = super().__new__(cls, items)
        self._finds = finds
        return self

    def __contains__(self, item: object) -> bool:
        return super().__contains__(item) or (isinstance(item, str) and not isinstance(self._finds(item), Problem))
