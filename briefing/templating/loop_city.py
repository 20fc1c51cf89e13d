"""Inside a loop over cities a figure whose city is not named is that of the city of the loop.

A function that is called does not see the variables of loops, so the call is given that of the loop or, outside of one,
the one that is called `city` where there is one: of a macro, a `set` or a parameter.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

FUNCTIONS = ("value", "series", "practices", "table", "chart")
"""The functions that take it, as `here`."""
NAME = "city"
CITIES = ("cities", "each")
"""What lists of cities are called, by themselves or behind a dot."""


class LoopCity(NodeTransformer):
    """Changes a parsed template so that `value("…")` becomes `value("…", here=city if city is defined else none)`.

    Within a loop over cities, whatever its variable is called, the city is that variable.
    """

    def __init__(self) -> None:
        self._loops: list[str] = []
        self._groups: set[str] = set()
        """Names that stand for some of the cities in a loop over groups of them."""

    def visit_For(self, node: nodes.For) -> nodes.For:
        """Remember the variable of a loop over cities for the calls in its body."""
        node.iter = self.visit(node.iter)
        grouped = isinstance(node.iter, nodes.Filter) and node.iter.name == "groupby"
        if grouped and self._of_cities(node.iter):
            named = [node.target] if isinstance(node.target, nodes.Name) else node.target.find_all(nodes.Name)
            self._groups |= {item.name for item in named}
        over = not grouped and isinstance(node.target, nodes.Name) and self._of_cities(node.iter)
        self._loops += [node.target.name] if over and isinstance(node.target, nodes.Name) else []
        node.test = self.visit(node.test) if node.test else None
        node.body = [made for child in node.body for made in self.visit_list(child)]
        if over:
            self._loops.pop()
        node.else_ = [made for child in node.else_ for made in self.visit_list(child)]
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Call:
        """Give a call of one of the functions the city around it."""
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
            line, name = node.lineno, self._loops[-1] if self._loops else NAME
            asked, city = (nodes.Name(name, "load", lineno=line) for _ in range(2))
            known = nodes.Test(asked, "defined", [], [], None, None, lineno=line)
            here = nodes.CondExpr(known, city, nodes.Const(None, lineno=line), lineno=line)
            node.kwargs.append(nodes.Keyword("here", here, lineno=line))
        return node

    def _of_cities(self, node: nodes.Node | None) -> bool:
        """Return whether what is looped over are cities: cities, theme.cities|sort, briefing.each, a group of them."""
        while isinstance(node, nodes.Filter | nodes.Getitem) and node.node is not None:
            node = node.node
        if isinstance(node, nodes.Getattr):
            return node.attr in CITIES or (node.attr == "list" and self._of_cities(node.node))
        return isinstance(node, nodes.Name) and node.name in {*CITIES, *self._groups}
