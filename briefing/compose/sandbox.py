"""The sandbox that templates run in: it prints words and typed things, and notes whatever else they try.

Values go into slots, so that no character of the data can be read as Markdown; a bare number is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Namespace
from markupsafe import Markup

from briefing.compose.loader import Roots
from briefing.compose.markdown import slot
from briefing.compose.mistakes import Mistake, Unknown, attributes, here, placed
from briefing.compose.origins import Marking, Origins
from briefing.errors import Problem
from briefing.model.document import Block, Run

FILTERS = (
    *("batch", "count", "d", "default", "first", "groupby", "last", "length", "list", "map", "reject", "rejectattr"),
    *("reverse", "select", "selectattr", "slice", "sort", "unique"),
)
"""Jinja's filters that templates may use, beside our own `join`: none that prints at random, or makes a text of a
typed thing behind our back."""


@dataclass(frozen=True, slots=True)
class Function:
    """Something a template may call with one value of the types `takes`; `usage` shows how it is written."""

    usage: str
    _call: Callable[[Any], object]
    takes: tuple[type, ...] = (str,)

    def __call__(self, *given: object, **named: object) -> object:
        """The result; Mistake if it is called otherwise."""
        if named or len(given) != 1 or not isinstance(given[0], self.takes) or isinstance(given[0], Markup):
            raise Mistake(Problem("函数括号里的内容不对。", hint=f"应写作 {self.usage}。"))
        return self._call(given[0])


class _Generator(CodeGenerator):
    """Makes `a ~ b` keep typed things, which Jinja would turn into text."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


@pass_context  # a filter or finalizer that sees the context is never applied while compiling
def _printed(context: Context, value: object) -> Markup:
    sandbox: Sandbox = context.environment  # type: ignore[assignment]
    return sandbox.printed(value)


@pass_context
def _join(context: Context, things: Iterable[object], between: str = "", attribute: str | None = None) -> str:
    sandbox: Sandbox = context.environment  # type: ignore[assignment]
    parts = [sandbox.getattr(thing, attribute) if attribute else thing for thing in things]
    return sandbox.joined([part for at, thing in enumerate(parts) for part in ([between, thing] if at else [thing])])


class Sandbox(ImmutableSandboxedEnvironment):
    """One rendering: `slots` and `problems` grow in the order met."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"%"})

    def __init__(self, roots: Sequence[Path]) -> None:
        self.origins = Origins()
        self.slots: list[object] = []
        self.problems: list[Problem] = []
        super().__init__(
            loader=Roots(roots),
            undefined=type("Unknown", (Unknown,), {}),
            extensions=[Marking],
            autoescape=True,  # what a macro or a {% set %} block makes is then told from words of the data
            finalize=_printed,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
        )
        self.filters = {"join": _join} | {name: ALL_FILTERS[name] for name in FILTERS}
        self.globals = {"range": safe_range, "namespace": Namespace}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the template may use; what is near a misspelt one is looked for among them."""
        return self.undefined.names  # type: ignore[attr-defined,no-any-return]

    def know(self, names: Iterable[str]) -> None:
        """Set `names`."""
        self.undefined.names = tuple(dict.fromkeys(names))  # type: ignore[attr-defined]

    def note(self, problem: Problem) -> None:
        """Remember a problem of the line being rendered, once."""
        found = placed(problem, here(sys._getframe(1)))
        if found not in self.problems:
            self.problems.append(found)

    def printed(self, value: object) -> Markup:
        """What to print for `value`: template text as it is, anything else as a slot, "" where it is refused."""
        if isinstance(value, Markup):
            return value
        if problem := _refusal(value):
            self.note(problem)
        elif not isinstance(value, ChainableUndefined) and value not in (None, "", ()):
            self.slots.append(_typed(value))
            return Markup(self.origins.mark(here(sys._getframe(1))) + slot(len(self.slots) - 1))
        return Markup()

    def joined(self, parts: Sequence[object]) -> str:
        """Words joined are words; with anything typed among them, they are text to print."""
        if all(isinstance(part, str) and not isinstance(part, Markup) for part in parts):
            return "".join(map(str, parts))
        return Markup().join(self.printed(part) for part in parts)

    def call(self, context: Context, called: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """The result of a call; a mistake in it is noted, and the call then prints nothing."""
        try:
            return super().call(context, called, *given, **named)
        except Mistake as mistake:
            self.note(mistake.problem)
            return ChainableUndefined()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """`%` between numbers; on words it would turn typed things into text."""
        if isinstance(left, str):
            raise SecurityError("文字后面的 % 请改用 ~")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: object) -> None:
        """`"…".format(…)` would turn typed things into text."""
        if super().wrap_str_format(value):
            raise SecurityError("format(…) 请改用 ~")


def _typed(value: object) -> object:
    """Words from the data become a run, a list a tuple, as the parser takes them."""
    return Run(value) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


def _refusal(value: object) -> Problem | None:
    """Why `value` cannot be printed, None if it can."""
    if isinstance(value, Unknown):
        return value.problem()
    if isinstance(value, bool | int | float | Decimal):
        return Problem(f"不能直接输出数字 {value}。", hint='请用 fact("数据点编号") 输出数据；编号列表请写 1. 。')
    if isinstance(value, Function | Macro):
        usage = value.usage if isinstance(value, Function) else f"{value.name}(…)"
        return Problem("函数名后面没有写括号。", hint=f"应写作 {usage}。")
    parts = value if isinstance(value, list | tuple) else (value,)
    if (
        value is None
        or isinstance(value, str | ChainableUndefined)
        or all(isinstance(part, Run | Block) for part in parts)
    ):
        return None
    if isinstance(value, list | tuple) or hasattr(value, "__next__"):
        return Problem("不能直接输出一组内容。", hint='请用 {% for … %} 逐项输出，或用 | join("、")。')
    return Problem("不能直接输出这一整项。", hint=f"请输出其中一样：{'、'.join(attributes(value))}。")
