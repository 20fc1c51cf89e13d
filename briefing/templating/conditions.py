"""Conditions that can never hold because no city or theme is called so: the text behind them would be dropped silently.

What an expression stands for (a theme, the full name of a city) is told from the names that lead to it, as in
`{% for theme in briefing.themes if theme.name == "政务服务" %}`; of any other expression nothing is said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import nodes

from briefing.data.selection import find_city
from briefing.errors import Place, Problem, Severity
from briefing.model.library import City, Theme
from briefing.templating.known_names import Known, find_theme

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


def kinds_in(node: nodes.Node) -> dict[str, str]:
    """What the names that loops and `set` make in a template stand for, where that is one thing alone."""
    found: dict[str, set[str]] = {}
    for walked, kinds in _walk(node, {}):
        if isinstance(walked, nodes.For | nodes.Assign) and isinstance(walked.target, nodes.Name):
            found.setdefault(walked.target.name, set()).add(_bound(walked, kinds))
    return {name: one.pop() for name, one in found.items() if len(one) == 1 and "" not in one}


def never_so(file: str, root: nodes.Node, outer: Kinds, known: Known) -> Iterator[Problem]:
    """A warning for each comparison with a name that no city or theme has; `outer` is what other parts' names mean."""
    for node, kinds in _walk(root, dict(outer)):
        for kind, const in _compared(node, kinds):
            if problem := _doubt(kind, const.value, known):
                said, hint = problem
                yield Problem(said, Place(file, const.lineno), hint, Severity.WARNING)


def _walk(node: nodes.Node, kinds: dict[str, str]) -> Iterator[tuple[nodes.Node, Kinds]]:
    """Each node with what names stand for where it stands."""
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
    """What an expression stands for, "" where that is not known."""
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
    """The words that a comparison compares something with, and what that is."""
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


def _doubt(kind: str, typed: str, known: Known) -> tuple[str, str] | None:
    """What to say and what to do where nothing of that kind is called `typed`; None where something may be."""
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
