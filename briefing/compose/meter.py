"""How much a template may do: every turn of a loop, call, filter and printed value is counted, and all that is written.

Counting works alike on every system and in every thread, where a clock or a signal would not; the limits are far above
what a briefing on hundreds of cities needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import BuiltinMethodType
from typing import Any

from jinja2 import nodes, pass_context
from jinja2.runtime import Context

from briefing.compose.mistakes import Mistake, Spent
from briefing.errors import Problem

STEPS = 300_000
CHARACTERS = 3_000_000
LONGEST = 10_000
"""Items or characters of what `+`, `*`, `~` and range make."""
GREATEST = 10**12
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
        """The value, a step counted for each of its items."""
        if isinstance(value, str | list | tuple | dict | range):
            self.step(len(value) // 16)
        return value


def written_in(node: nodes.Node) -> int:
    """The characters of template text below a node."""
    return sum(len(data.data) for data in node.find_all(nodes.TemplateData))


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
        return call(*first, meter.held(value), *given, **named)

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
    if operator == "**" or (numbers and operator == "*" and abs(left * right) > GREATEST):
        return Problem("数太大。", hint="模板里不作计算；要推算的数请在数据里写关联。")
    lengths = [len(item) if isinstance(item, str | list | tuple) else None for item in (left, right)]
    if operator == "*" and lengths != [None, None] and not numbers:
        return Problem("文字和列表不能用 * 重复。", hint="请用 {% for … %}。")
    if operator == "+" and None not in lengths and sum(filter(None, lengths)) > LONGEST:
        return Problem("合起来太长。", hint=f"最多 {LONGEST} 项。")
    return None
