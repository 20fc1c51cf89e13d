"""Which line of a template is being rendered, and which line of one each line of a rendered text comes from.

The parsed template is changed so that it says so itself: before each statement and each printed value it tells its
line, and each stretch of its text brings marks into the output. A mark is a number in private-use characters, so that
no Markdown can be mistaken for it. So loops, macros and included parts need nothing of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from jinja2 import nodes

from briefing.errors import NOWHERE, Location
from briefing.templating.marks import Marks, number_of

_MARKS = Marks("\ue002", "\ue003")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


FIRST = 1_000_000
"""The first line's number: all are written with as many digits, so that what is written costs the same in any order."""
_numbers: dict[Location, int] = {NOWHERE: FIRST}
_locations = {FIRST: NOWHERE}
_following = count(FIRST + 1)
# of the process, not of a rendering: code that is kept has its numbers in it


def _number(location: Location) -> int:
    """Return the number that stands for `location`."""
    number = _numbers.get(location) or _numbers.setdefault(location, next(_following))  # two threads may come at once
    _locations[number] = location
    return number


class LineMap:
    """Knows the `current` line of a rendering by its number, and reads the marks of a text."""

    def __init__(self) -> None:
        self.current = FIRST

    @property
    def here(self) -> Location:
        """Return the line that is being rendered."""
        return _locations[self.current]

    def mark(self, number: int) -> str:
        """Return the characters that stand in a text for the line of that number."""
        return _MARKS.write(number)

    def read(self, text: str) -> tuple[str, list[Location]]:
        """Return the text without marks, and where each line of it is from: its first mark, else the line above."""
        found, last = [], NOWHERE
        for line in text.split("\n"):
            if match := _MARKS.pattern.search(line):
                last = _locations[number_of(match)]
            found.append(last)
        return _MARKS.pattern.sub("", text), found

    def trace(self, tree: nodes.Template, file: str | None) -> None:
        """Change the tree of a template so that it tells its lines while it is rendered."""

        def at(line: int) -> nodes.Call:
            return call_of("at", nodes.Const(_number(Location(file, line))), line)

        def traced(statement: nodes.Node) -> Iterator[nodes.Node]:
            for part in statement.nodes if isinstance(statement, nodes.Output) else [statement]:
                if isinstance(part, nodes.TemplateData):
                    lines = enumerate(_LINE.findall(part.data), start=part.lineno)
                    part.data = "".join(self.mark(_number(Location(file, number))) + line for number, line in lines)
                else:
                    yield nodes.ExprStmt(at(part.lineno), lineno=part.lineno)
                yield nodes.Output([part], lineno=part.lineno) if part is not statement else statement

        # a list: what is put in is not gone through in its turn
        for node in [tree, *tree.find_all(nodes.Node)]:
            for field in ("body", "else_"):
                if isinstance(statements := getattr(node, field, None), list):
                    setattr(node, field, [part for statement in statements for part in traced(statement)])
            if isinstance(node, nodes.For | nodes.FilterBlock | nodes.AssignBlock):
                # what comes behind the body (the next item, the filter) stands on the line of the tag again
                node.body.append(nodes.ExprStmt(at(node.lineno), lineno=node.lineno))
            for branch in node.elif_ if isinstance(node, nodes.If) else ():  # no statement can stand before its test
                branch.test = nodes.And(nodes.Not(at(branch.lineno)), branch.test, lineno=branch.lineno)


def call_of(name: str, given: nodes.Expr, line: int, *more: nodes.Expr) -> nodes.Call:
    """Return a call of a method of the sandbox, for a tree; no template has a name for it."""
    return nodes.Call(nodes.EnvironmentAttribute(name), [given, *more], [], None, None, lineno=line)
