"""The literal texts that a template compares things with, such as 政务 in `{% if theme.name == "政务" %}`.

What an expression stands for is called its kind: a thing or a text of the vocabulary. It is inferred from the names
that lead to the expression; where that is not known, the comparison is let pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from briefing.errors import Location
from briefing.templating.extending import Tree

MANY = "*"
"""Ends the kind of several things."""
KEEPING = ("list", "reverse", "sort", "unique", "select", "reject", "selectattr", "rejectattr")
"""Filters that give some of what they are given."""
EQUAL = ("eq", "ne", "==", "!=", "equalto", "sameas")

Kinds = Mapping[str, str]
"""What names stand for in a template."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A literal text of a comparison, and the kind of what it is compared with, "" where that is not known."""

    kind: str
    text: str
    location: Location


class TextComparisons:
    """Finds them: `given` are the kinds of names that are there from the start, `members` those behind a dot of each:
    `{("briefing", "themes"): "theme*", ("theme", "name"): "subject"}`.
    """

    def __init__(self, given: Kinds, members: Mapping[tuple[str, str], str]) -> None:
        self._given, self._members = given, members

    def within(self, templates: Sequence[tuple[str, Tree]]) -> Iterator[ComparedText]:
        """Yield those of which the kind is known; `templates` are the file and the nodes of a template and its parts.

        Names that one part sets are known in the others.
        """
        outer = dict(self._given)
        for _, tree in templates:
            outer |= self._set_in(tree[0])
        for file, tree in templates:
            for node, kinds in self._walk(tree[0], dict(outer)):
                for kind, const in self._compared(node, kinds):
                    if kind and isinstance(const, nodes.Const) and isinstance(const.value, str):
                        yield ComparedText(kind, const.value, Location(file, const.lineno))

    def _set_in(self, node: nodes.Node) -> dict[str, str]:
        """Return what each name that a loop or `set` gives stands for, without those that stand for several things."""
        found: dict[str, set[str]] = {}
        for walked, kinds in self._walk(node, dict(self._given)):
            if isinstance(walked, nodes.For | nodes.Assign) and isinstance(walked.target, nodes.Name):
                found.setdefault(walked.target.name, set()).add(self._bound(walked, kinds))
        return {name: one.pop() for name, one in found.items() if len(one) == 1 and "" not in one}

    def _walk(self, node: nodes.Node, kinds: dict[str, str]) -> Iterator[tuple[nodes.Node, Kinds]]:
        """Yield each node with what the names that are visible there stand for."""
        yield node, kinds
        within = kinds
        if isinstance(node, nodes.For | nodes.Assign) and isinstance(node.target, nodes.Name):
            bound = {node.target.name: self._bound(node, kinds)}
            if isinstance(node, nodes.Assign):
                kinds.update(bound)
            within = {**kinds, **bound}
        for child in node.iter_child_nodes():
            yield from self._walk(child, within)

    def _bound(self, node: nodes.For | nodes.Assign, kinds: Kinds) -> str:
        return one_of(self._kind(node.iter, kinds)) if isinstance(node, nodes.For) else self._kind(node.node, kinds)

    def _kind(self, node: nodes.Node | None, kinds: Kinds) -> str:
        """Return what an expression stands for, "" where that is not known."""
        if isinstance(node, nodes.Name):
            return kinds.get(node.name, "")
        if isinstance(node, nodes.Getattr):
            return self._members.get((self._kind(node.node, kinds), node.attr), "")
        if isinstance(node, nodes.Getitem):
            kind = self._kind(node.node, kinds)
            return kind if isinstance(node.arg, nodes.Slice) else one_of(kind)
        if isinstance(node, nodes.Filter):
            kind = self._kind(node.node, kinds)
            return kind if node.name in KEEPING else one_of(kind) if node.name in ("first", "last") else ""
        return ""

    def _compared(self, node: nodes.Node, kinds: Kinds) -> Iterator[tuple[str, nodes.Node]]:
        """Yield each side of a comparison with the kind of the other."""
        if isinstance(node, nodes.Compare) and len(node.ops) == 1:
            operator, left, right = node.ops[0].op, node.expr, node.ops[0].expr
            if operator in EQUAL:
                yield self._kind(left, kinds), right
                yield self._kind(right, kinds), left
            elif operator in ("in", "notin"):
                if isinstance(right, nodes.List | nodes.Tuple):
                    yield from ((self._kind(left, kinds), item) for item in right.items)
                elif (kind := self._kind(right, kinds)).endswith(MANY):
                    yield kind, left
        elif isinstance(node, nodes.Filter) and node.name in ("selectattr", "rejectattr") and len(node.args) > 2:
            attribute, test, value = node.args[:3]
            if isinstance(attribute, nodes.Const) and isinstance(test, nodes.Const) and test.value in (*EQUAL, "in"):
                kind = self._members.get((one_of(self._kind(node.node, kinds)), attribute.value), "")
                yield from (
                    (kind, item) for item in (value.items if isinstance(value, nodes.List | nodes.Tuple) else [value])
                )


def one_of(kind: str) -> str:
    """Return the kind of one of several things, "" where `kind` is that of a single thing."""
    return kind.removesuffix(MANY) if kind.endswith(MANY) else ""
