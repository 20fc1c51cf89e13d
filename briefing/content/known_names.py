"""The cities and themes that a template may ask for by name, and the conditions in it that no name can ever fulfil.

A condition such as `{% for theme in briefing.themes if theme.name == "政务" %}` would drop the text behind it without a
word where no theme is called so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from briefing.data.selection import find, find_city
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Theme
from briefing.model.library import City, Library
from briefing.templating.extending import Tree
from briefing.templating.text_comparisons import MANY, TextComparisons

T = TypeVar("T")
KINDS: Mapping[tuple[str, str], str] = {
    ("briefing", "cities"): "name*",
    ("briefing", "themes"): "theme*",
    ("briefing", "each"): "briefing*",
    ("briefing", "home"): "home",
    ("theme", "name"): "subject",
    ("theme", "cities"): "city*",
    ("city", "name"): "name",
    ("city", "short"): "short",
    ("home", "name"): "short",
    ("home", "lessons"): "lesson*",
    ("lesson", "name"): "short",
}
"""What stands behind a dot of what: a thing of the vocabulary, or a text (name, short, subject); * where there are
several of them."""
TEXTS = {"name": ("城市的全名", "name"), "short": ("城市的简称", "short"), "subject": ("主题的名称", "name")}
"""What each kind of text is, in Chinese, and which field of a city or theme it is."""


def find_theme(typed: str, themes: Sequence[Theme]) -> Theme | Problem:
    """Return the theme that is called so, by name, alias or id; a Problem with the nearest names if there is none."""
    return find("主题", typed, themes)


class NamedItems(tuple[T, ...]):
    """Items that a template loops over; `"武汉" in items` also holds where `find` finds an item by that name."""

    _find: Callable[[str], object]

    def __new__(cls, items: Iterable[T], find: Callable[[str], object]) -> NamedItems[T]:
        """Return the items; `find` returns a Problem for a text that names none of them."""
        self = super().__new__(cls, items)
        self._find = find
        return self

    def __contains__(self, item: object) -> bool:
        return super().__contains__(item) or (isinstance(item, str) and not isinstance(self._find(item), Problem))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """All cities and themes of a workspace, whether the briefing is about them or not."""

    cities: tuple[City, ...]
    themes: tuple[Theme, ...]

    @classmethod
    def of(cls, library: Library) -> KnownNames:
        """Return those of a library and of the workspace that it was read from."""
        read = (record.city for record in library.records.values())
        return cls((*read, *library.elsewhere.values()), tuple(library.catalogue.themes.values()))

    def check(self, templates: Sequence[tuple[str, Tree]]) -> Iterator[Problem]:
        """Yield a warning for each comparison with a name that no city or theme has.

        `templates` are the file and the nodes of a template and of each of its parts.
        """
        for found in TextComparisons({"briefing": "briefing", "cities": "city*"}, KINDS).within(templates):
            if problem := _doubt(found.kind, found.text, self):
                said, hint = problem
                yield Problem(said, found.location, hint, Severity.WARNING)


def _doubt(kind: str, typed: str, known: KnownNames) -> tuple[str, str] | None:
    """Return message and hint where nothing of that kind is called `typed`; None where something may be."""
    # `theme == "政务"`: a thing is no text, whatever it is called
    if kind in ("theme", "city"):
        return f"一项内容与文字“{typed}”比，不会相同。", f"请用它的名称比，如 {kind}.name。"
    if kind.removesuffix(MANY) not in ("theme", "city", *TEXTS):
        return None
    about_themes = kind.removesuffix(MANY) in ("theme", "subject")
    found = find_theme(typed, known.themes) if about_themes else find_city(typed, known.cities)
    if isinstance(found, Problem):
        return f"条件里的“{typed}”不是资料库里的{'主题' if about_themes else '城市'}，这个条件不起作用。", found.hint
    if kind in TEXTS:
        what, field = TEXTS[kind]
        if typed != (right := getattr(found, field)):
            return f"这里比的是{what}，写的是“{typed}”，不会相同。", f"请写“{right}”。"
    return None
