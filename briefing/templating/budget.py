"""How much a template may do: one budget, which its loops, calls, filters and output are spent from.

Jinja's hooks see calls, filters, computations and output; for the rest (the turns of loops, lists, slices, comparisons)
`SpendingCode` puts calls into the parsed template before it is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from itertools import islice
from typing import Any

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from briefing.errors import Location, Problem
from briefing.templating.line_map import call_of
from briefing.templating.template_errors import Mistake, Spent

# A clock would stop a template on a slow machine that passes on a fast one: what is counted is the same everywhere.
# Calibrated on both sides: a loop over the 337 prefectures and 1,000 indicators with one `if` needs 3.7 million, and
# the slowest of the hostile templates (tests/templating/hostile.py) spends all of it in about 6 s of one core.
BUDGET = 6_000_000
"""Units that one rendering may spend; one is a character written or gone through, or a node of a tag."""
# Prices are the time that each takes beside that of a character, measured on the hostile templates and rounded.
CALL = 10  # a call of a function, filter or test, or a computation
ITEM = 5  # an item that a filter goes through, that is in brackets or that is printed
PRINT = 25  # a printed value, which takes a slot and a mark
UNKNOWN = 25  # a name behind a dot that means nothing: Jinja asks for it as an attribute, then as an item
LOOKUP = 50  # a part that is looked for among the files
NEW_PROBLEM = 1_000  # a mistake noted for the first time: the nearest of all known names are found for its hint
LONGEST = 10_000
"""Items of a range."""
# Each turn of `x * x` doubles the digits, and Python multiplies whole numbers of any length.
GREATEST = 10**12
# Hashing and comparing go through all lists in lists, each as often as it is held: `(t, t)` eight times over holds 256.
DEEPEST = 8
LISTS: Any = (range, list, tuple, dict, type({}.keys()), type({}.values()), type({}.items()))
NESTED, LARGEST = 60, 20_000
"""Levels of a template's tags and brackets (Python reads about 100), and how many of them there may be in a file."""
# What Python's own parser raises for code that Jinja made of a sound template.
UNREADABLE = (RecursionError, ValueError, OverflowError, MemoryError, SyntaxError)


class Budget:
    """What one rendering may still do."""

    def __init__(self) -> None:
        self.left = BUDGET

    def spend(self, units: int) -> None:
        """Take units from the budget; Spent where it has no more."""
        self.left -= units
        if self.left < 0:
            raise Spent

    def charged(self, value: Any, depth: int = 0) -> Any:  # noqa: ANN401 - whatever a template holds
        """Return the value, once its characters or items, and theirs, are spent; Mistake where it is too deep."""
        if isinstance(value, str):
            self.spend(len(value))
        elif isinstance(value, LISTS):
            if depth == DEEPEST:
                raise Mistake(Problem("列表套列表，套得太深。", hint=f"最多 {DEEPEST} 层。"))
            self.spend(1 + len(value))
            for item in (*value, *value.values()) if isinstance(value, dict) else value:
                if isinstance(item, (str, *LISTS)):
                    self.charged(item, depth + 1)
        return value

    def one_by_one(self, things: Iterator[object]) -> Iterator[object]:
        """Yield what a filter gives only when asked: each thing is spent for then."""
        for thing in things:
            self.spend(ITEM)
            yield self.charged(thing)

    def counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or test that spends for what it is given."""

        @wraps(call)
        def spending(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
            self.spend(CALL + ITEM * sum(len(value) for value in given if isinstance(value, LISTS)))
            return call(*(self.one_by_one(v) if isinstance(v, Iterator) else self.charged(v) for v in given), **named)

        return spending


class SpendingCode(NodeTransformer):
    """Changes a parsed template so that it spends for what it does, and `a ~ b` keeps typed things as they are."""

    def _begins(self, node: Any) -> Any:  # noqa: ANN401 - any node with a body
        """Have a body spend for its size, tags and text, each time it begins."""
        size = sum(len(part.data) if isinstance(part, nodes.TemplateData) else 1 for part in node.find_all(nodes.Node))
        spend = call_of("spend", nodes.Const(size), node.lineno)
        self.generic_visit(node)
        node.body.insert(0, nodes.ExprStmt(spend, lineno=node.lineno))
        if getattr(node, "test", None):  # of `for … if`; spending gives None
            node.test = nodes.And(nodes.Not(spend), node.test, lineno=node.lineno)
        return node

    visit_Template = visit_Block = visit_Macro = visit_CallBlock = _begins

    def visit_For(self, node: nodes.For) -> nodes.For:
        """Have a loop tell that there is nothing to go through, unless it says itself what else there is."""
        holder, name = node, "iter"
        while isinstance(getattr(holder, name), nodes.Filter | nodes.Getitem):
            holder, name = getattr(holder, name), "node"
        silent = nodes.Const(bool(node.test or node.else_))
        setattr(holder, name, call_of("gone_through", getattr(holder, name), node.lineno, silent))
        self._begins(node)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """`a ~ b`, which Jinja would make one text of, is joined by the sandbox."""
        self.generic_visit(node)
        return call_of("joined", nodes.Tuple(node.nodes, "load"), node.lineno)

    def _made(self, node: Any) -> Any:  # noqa: ANN401 - an expression
        """Have a list, a dict, or a tuple that is not one of names to set, spend for its items."""
        self.generic_visit(node)
        return node if getattr(node, "ctx", "load") == "store" else call_of("charged", node, node.lineno)

    visit_List = visit_Tuple = visit_Dict = _made

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        """Have a slice spend for what it is a slice of."""
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = call_of("charged", node.node, node.lineno)
        return node

    def _compared(self, node: Any) -> Any:  # noqa: ANN401 - one side of a comparison
        """Have a comparison spend for what it may go through."""
        self.generic_visit(node)
        if not isinstance(node.expr, nodes.Const):
            node.expr = call_of("charged", node.expr, node.lineno)
        return node

    visit_Operand = _compared

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        """Have the sandbox compare two things, which may be of kinds that cannot be compared."""
        self._compared(node)
        if len(node.ops) > 1:
            return node
        [other] = node.ops
        return call_of("compared", node.expr, node.lineno, nodes.Const(other.op), other.expr)


@contextmanager
def readable(file: str | None) -> Iterator[None]:
    """Tell what Python cannot read of a template file (None for a text) as a mistake in it."""
    try:
        yield
    except UNREADABLE as error:
        raise Mistake(_too_deep(file)) from error


def _too_deep(file: str | None, line: int | None = None) -> Problem:
    return Problem("模板里有括号或标签套得太深，或者数太大。", Location(file, line), "请分成几步来写。")


def check_size(tree: nodes.Node, file: str | None) -> None:
    """Raise Mistake where a template is nested too deep, looked for without recursion, or too large."""
    level: list[nodes.Node] = [tree]
    for _ in range(NESTED):
        level = [child for node in level for child in node.iter_child_nodes()]
    if level:
        raise Mistake(_too_deep(file, level[0].lineno))
    if over := next(islice(tree.find_all(nodes.Node), LARGEST, None), None):
        raise Mistake(Problem("模板里的标签太多。", Location(file, over.lineno), "请分成几个文件来写。"))


def short_range(*given: int) -> range:
    """As Python's, of at most `LONGEST` items; OverflowError beyond."""
    made = range(*given)
    if len(made) > LONGEST:
        raise OverflowError
    return made
