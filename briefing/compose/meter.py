"""How much a template may do: every turn of a loop, call, filter and printed value is counted, and all that is written
or made.

Counting works alike on every system and in every thread, where a clock or a signal would not; the limits are far above
what a briefing on hundreds of cities needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import BuiltinMethodType
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context

from briefing.compose.mistakes import Mistake, Spent
from briefing.errors import Place, Problem

STEPS = 300_000
CHARACTERS = 3_000_000
"""Written, and made by `~`, join, slices and calls."""
LONGEST = 10_000
"""Items or characters of what `+`, `*`, `~` and range make."""
GREATEST = 10**12
DEEPEST = 8
"""Lists in lists: hashing and comparing go through all of them, each as often as it is held."""
METHODS = frozenset(
    (
        "count",
        "endswith",
        "find",
        "get",
        "index",
        "items",
        "keys",
        "lower",
        "lstrip",
        "partition",
        "removeprefix",
        "removesuffix",
        "rpartition",
        "rsplit",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
        "values",
    )
)
"""What may be called on words, lists and numbers: nothing that makes something longer."""


class Meter:
    """What one rendering has used."""

    def __init__(self) -> None:
        self.steps, self.characters = 0, 0

    def step(self, number: int = 1) -> None:
        """Count steps; Spent where there are too many."""
        self.steps += number
        if self.steps > STEPS:
            raise Spent

    def write(self, number: int) -> None:
        """Count characters; Spent where there are too many."""
        self.characters += number
        if self.characters > CHARACTERS:
            raise Spent

    def turns(self, things: Iterable[object], width: int) -> Iterator[object]:
        """The things one by one, a step each; every turn writes `width` characters."""
        for thing in things:
            self.step()
            self.write(width)
            yield thing

    def held(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template holds
        """The value, steps counted for its items and theirs; Mistake where it is nested too deep."""
        self._go_through(value, 0)
        return value

    def made(self, value: Any) -> Any:  # noqa: ANN401 - whatever a template makes
        """The value, which the template has just made: characters counted as if written, items as steps."""
        if isinstance(value, str):
            self.write(len(value))
        return self.held(value)

    def _go_through(self, value: object, depth: int) -> None:
        if isinstance(value, str | range):
            self.step(len(value) // 16)
        elif isinstance(value, list | tuple | dict):
            if depth == DEEPEST:
                raise Mistake(Problem("列表套列表，套得太深。", hint=f"最多 {DEEPEST} 层。"))
            self.step((depth > 0) + len(value) // 16)
            for item in (*value, *value.values()) if isinstance(value, dict) else value:
                self._go_through(item, depth + 1)


def written_in(node: nodes.Node) -> int:
    """The characters of template text below a node."""
    return sum(len(data.data) for data in node.find_all(nodes.TemplateData))


NESTED = 60
"""Levels of a template's tags and brackets; Python reads about 100."""
UNREADABLE = (RecursionError, ValueError, OverflowError, MemoryError, SyntaxError)


@contextmanager
def readable(file: str | None) -> Iterator[None]:
    """What Python cannot read of a template file is told as a mistake in it."""
    try:
        yield
    except UNREADABLE as error:
        raise Mistake(_too_deep(file)) from error


def _too_deep(file: str | None, line: int | None = None) -> Problem:
    return Problem("模板里有括号或标签套得太深，或者数太大。", Place(file, line), "请分成几步来写。")


def check_depth(tree: nodes.Node, file: str | None) -> None:
    """Mistake where a template is nested too deep; not recursive, so that it does not fail by what it looks for."""
    level: list[nodes.Node] = [tree]
    for _ in range(NESTED):
        level = [child for node in level for child in node.iter_child_nodes()]
    if level:
        raise Mistake(_too_deep(file, level[0].lineno))


def short_range(*given: int) -> range:
    """As Python's, of at most `LONGEST` items; OverflowError beyond."""
    made = range(*given)
    if len(made) > LONGEST:
        raise OverflowError
    return made


def metered(call: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that counts the items that it goes through; its environment has a `meter`."""
    wants = getattr(getattr(call, "jinja_pass_arg", None), "name", "")

    @pass_context
    def counted(context: Context, value: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
        meter: Meter = context.environment.meter  # type: ignore[attr-defined]
        meter.step()
        value = value if hasattr(value, "__len__") or value is None else _lazy(meter, value)
        passed = {"context": context, "eval_context": context.eval_ctx, "environment": context.environment}
        first = (passed[wants],) if wants else ()
        if isinstance(value, str):
            meter.write(len(value))
        return meter.held(call(*first, meter.held(value), *given, **named))

    return counted


def metered_test(call: Callable[..., Any], meter: Meter) -> Callable[..., bool]:
    """A test, such as `is in`, that counts the items that it may go through."""

    @wraps(call)
    def counted(*given: object) -> bool:
        return bool(call(*map(meter.held, given)))

    return counted


def _lazy(meter: Meter, value: Any) -> Any:  # noqa: ANN401 - as in Jinja
    return meter.turns(value, 0) if isinstance(value, Iterator) else value


def refuse_call(called: object) -> None:
    """Mistake for a method of words, lists or numbers that might make something too long."""
    if isinstance(called, BuiltinMethodType) and called.__name__ not in METHODS and hasattr(called, "__self__"):
        raise Mistake(Problem(f"模板里不能用“{called.__name__}”。", hint="连接文字请用 ~。"))


def refuse_operation(operator: str, left: Any, right: Any) -> Problem | None:  # noqa: ANN401 - as in Jinja
    """Why a computation may not be done: it would make something too long or too great. None if it may."""
    numbers = isinstance(left, int) and isinstance(right, int)
    if operator == "**" or any(isinstance(item, int) and abs(item) > GREATEST for item in (left, right)):
        return Problem("数太大。", hint="模板里不作计算；要推算的数请在数据里写关联。")
    lengths = [len(item) if isinstance(item, str | list | tuple) else None for item in (left, right)]
    if operator == "*" and lengths != [None, None] and not numbers:
        return Problem("文字和列表不能用 * 重复。", hint="请用 {% for … %}。")
    if operator == "+" and None not in lengths and sum(filter(None, lengths)) > LONGEST:
        return Problem("合起来太长。", hint=f"最多 {LONGEST} 项。")
    return None
