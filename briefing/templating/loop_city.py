"""Inside `{% for city in … %}` a figure whose city is not named is that of the city of the loop.

A function that is called does not see the variables of loops, so the call is given the one that is called `city` where
there is one there: of a loop, a macro, a `set` or a parameter.
"""

from __future__ import annotations

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

FUNCTIONS = ("value", "series", "practices", "table", "chart")
"""The functions that take it, as `here`."""
NAME = "city"


class LoopCity(NodeTransformer):
    """Changes a parsed template so that `value("…")` becomes `value("…", here=city if city is defined else none)`."""

    def visit_Call(self, node: nodes.Call) -> nodes.Call:
        """Give a call of one of the functions the city around it."""
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name in FUNCTIONS:
            line = node.lineno
            asked, city = (nodes.Name(NAME, "load", lineno=line) for _ in range(2))
            known = nodes.Test(asked, "defined", [], [], None, None, lineno=line)
            here = nodes.CondExpr(known, city, nodes.Const(None, lineno=line), lineno=line)
            node.kwargs.append(nodes.Keyword("here", here, lineno=line))
        return node
