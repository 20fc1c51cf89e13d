"""The cities and themes that a template may ask for by name, and the conditions in it that no name can ever fulfil.

A condition such as `{% for theme in briefing.themes if theme.name == "政务" %}` would drop the text behind it without a
word where no theme is called so. What an expression stands for (a theme, the full name of a city) is inferred from the
names that lead to it; an expression of which that is not known is let pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from jinja2 import nodes

from briefing.data.selection import find, find_city
from briefing.errors import Location, Problem, Severity
from briefing.model.catalogue import Theme
from briefing.model.library import City, Library

T = TypeVar("T")
MANY = "*"
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
TEXTS: Mapping[str, tuple[str, Callable[[City], str] | Callable[[Theme], str]]] = {
    "name": ("城市的全名", lambda city: city.name),
    "short": ("城市的简称", lambda city: city.short),
    "subject": ("主题的名称", lambda theme: theme.name),
}
"""What each kind of text is, in Chinese, and the form of a name that it has."""
KEEPING = ("list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr")
"""Filters that give some of what they are given."""
EQUAL = ("eq", "ne", "==", "!=", "equalto", "sameas")

Kinds = Mapping[str, str]
"""What names stand for in a template."""


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

    def check(self, templates: Sequence[tuple[str, nodes.Node]]) -> Iterator[Problem]:
        """Yield a warning for each comparison with a name that no city or theme has.

        `templates` are the file and the syntax tree of a template and of each of its parts.
        """
        outer: dict[str, str] = {}
        for _, tree in templates:
            outer |= _kinds_in(tree)
        for file, tree in templates:
            for node, kinds in _walk(tree, dict(outer)):
                for kind, const in _compared(node, kinds):
                    if problem := _doubt(kind, const.value, self):
                        said, hint = problem
                        yield Problem(said, Location(file, const.lineno), hint, Severity.WARNING)


def _kinds_in(node: nodes.Node) -> dict[str, str]:
    """Return what each name that a loop or `set` gives stands for, without names that stand for different things."""
    found: dict[str, set[str]] = {}
    for walked, kinds in _walk(node, {}):
        if isinstance(walked, nodes.For | nodes.Assign) and isinstance(walked.target, nodes.Name):
            found.setdefault(walked.target.name, set()).add(_bound(walked, kinds))
    return {name: one.pop() for name, one in found.items() if len(one) == 1 and "" not in one}


def _walk(node: nodes.Node, kinds: dict[str, str]) -> Iterator[tuple[nodes.Node, Kinds]]:
    """Yield each node with what the names that are visible there stand for."""
    yield node, kinds
    within = kinds
    if isinstance(node, nodes.For | nodes.Assign) and isinstance(node.target, nodes.Name):
        bound = {node.target.name: _bound(node, kinds)}
        if isinstance(node, nodes.Assign):
            kinds.update(bound)
        within = {**kinds, **bound}
    for child in node.iter_child_nodes():
        yield from _walk(child, within)


def _bound(node: nodes.For | nodes.Assign, kinds: Kinds) -> str:
    if isinstance(node, nodes.For):
        return _one(_kind(node.iter, kinds))
    return _kind(node.node, kinds)


def _one(kind: str) -> str:
    return kind.removesuffix(MANY) if kind.endswith(MANY) else ""


def _kind(node: nodes.Node | None, kinds: Kinds) -> str:
    """Return what an expression stands for, "" where that is not known."""
    if isinstance(node, nodes.Name):
        return kinds.get(node.name, "briefing" if node.name == "briefing" else "")
    if isinstance(node, nodes.Getattr):
        return KINDS.get((_kind(node.node, kinds), node.attr), "")
    if isinstance(node, nodes.Getitem):
        kind = _kind(node.node, kinds)
        return kind if isinstance(node.arg, nodes.Slice) else _one(kind)
    if isinstance(node, nodes.Filter):
        kind = _kind(node.node, kinds)
        return kind if node.name in KEEPING else _one(kind) if node.name in ("first", "last") else ""
    return ""


def _compared(node: nodes.Node, kinds: Kinds) -> Iterator[tuple[str, nodes.Const]]:
    """Yield each literal text of a comparison with the kind of what it is compared with."""
    if isinstance(node, nodes.Compare) and len(node.ops) == 1:
        operator, left, right = node.ops[0].op, node.expr, node.ops[0].expr
        if operator in EQUAL:
            for one, other in ((left, right), (right, left)):
                yield from _words(_kind(one, kinds), other)
        elif operator in ("in", "notin"):
            yield from _within(left, right, kinds)
    elif isinstance(node, nodes.Filter) and node.name in ("selectattr", "rejectattr") and len(node.args) > 2:
        attribute, test, value = node.args[:3]
        if isinstance(attribute, nodes.Const) and isinstance(test, nodes.Const) and test.value in (*EQUAL, "in"):
            kind = KINDS.get((_one(_kind(node.node, kinds)), attribute.value), "")
            for item in value.items if isinstance(value, nodes.List | nodes.Tuple) else [value]:
                yield from _words(kind, item)


def _within(left: nodes.Node, right: nodes.Node, kinds: Kinds) -> Iterator[tuple[str, nodes.Const]]:
    if isinstance(right, nodes.List | nodes.Tuple):
        for item in right.items:
            yield from _words(_kind(left, kinds), item)
    elif _kind(right, kinds).endswith(MANY):
        yield from _words(_kind(right, kinds), left)


def _words(kind: str, node: nodes.Node) -> Iterator[tuple[str, nodes.Const]]:
    if kind and isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield kind, node


def _doubt(kind: str, typed: str, known: KnownNames) -> tuple[str, str] | None:
    """Return message and hint where nothing of that kind is called `typed`; None where something may be."""
    if kind in ("theme", "city"):
        return f"一项内容与文字“{typed}”比，不会相同。", f"请用它的名称比，如 {kind}.name。"
    if kind.removesuffix(MANY) not in ("theme", "city", *TEXTS):
        return None
    about_themes = kind.removesuffix(MANY) in ("theme", "subject")
    found = find_theme(typed, known.themes) if about_themes else find_city(typed, known.cities)
    if isinstance(found, Problem):
        return f"条件里的“{typed}”不是资料库里的{'主题' if about_themes else '城市'}，这个条件不起作用。", found.hint
    if kind in TEXTS:
        what, form = TEXTS[kind]
        if typed != (right := form(found)):  # type: ignore[arg-type]
            return f"这里比的是{what}，写的是“{typed}”，不会相同。", f"请写“{right}”。"
    return None
