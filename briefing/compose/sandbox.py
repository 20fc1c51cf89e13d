"""The sandbox that templates run in: it prints words and typed things, and notes whatever else they try.

Values go into slots, so that no character of the data can be read as Markdown; a bare number is refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from types import BuiltinMethodType, NoneType
from typing import Any

from jinja2 import ChainableUndefined, Template, Undefined, nodes, pass_context
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as ALL_TESTS
from jinja2.utils import Namespace
from markupsafe import Markup

from briefing.compose.given import Given, runs_of_words
from briefing.compose.loader import RESERVED, Roots
from briefing.compose.markdown import slot
from briefing.compose.meter import (
    GREATEST,
    LONGEST,
    Meter,
    check_depth,
    metered,
    metered_test,
    readable,
    refuse_call,
    refuse_operation,
    short_range,
    written_in,
)
from briefing.compose.mistakes import Mistake, Spent, Unknown, attributes, here, placed
from briefing.compose.origins import Marking, Origins
from briefing.errors import Place, Problem
from briefing.model.document import Block, Run

FILTERS = (
    *("count", "d", "default", "first", "groupby", "last", "length", "list", "map", "reject", "rejectattr"),
    *("reverse", "select", "selectattr", "sort", "unique"),
)
"""Jinja's filters that templates may use, beside our own `join`: none that prints at random, or makes a text of a
typed thing behind our back."""


@dataclass(frozen=True, slots=True)
class Function:
    """Something a template may call with one value of the types `_takes`; `usage` shows how it is written."""

    usage: str
    _call: Callable[[Any], object]
    _takes: tuple[type, ...] = (str,)

    def __call__(self, *given: object, **named: object) -> object:
        """The result; Mistake if it is called otherwise."""
        if given and isinstance(given[0], Unknown):
            raise Mistake(given[0].problem())
        if named or len(given) != 1 or not isinstance(given[0], self._takes) or isinstance(given[0], Markup):
            raise Mistake(Problem("函数括号里的内容不对。", hint=f"应写作 {self.usage}。"))
        return self._call(given[0])


class _Generator(CodeGenerator):
    """Makes `a ~ b` keep typed things, which Jinja would turn into text, and has counted what a template makes."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:
        self.write("environment.joined((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")

    def visit_For(self, node: nodes.For, frame: Frame) -> None:
        """A loop counts its turns and what it writes in each."""
        width = nodes.Const(sum(map(written_in, node.body)))
        node.iter = _asking("turns", node.iter, width)
        super().visit_For(node, frame)

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:
        """A tuple is counted, unless it is one of names to set."""
        if node.ctx == "load":
            self._made(super().visit_Tuple, node, frame)
        else:
            super().visit_Tuple(node, frame)

    def visit_List(self, node: nodes.List, frame: Frame) -> None:
        """A list is counted."""
        self._made(super().visit_List, node, frame)

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:
        """A dict is counted."""
        self._made(super().visit_Dict, node, frame)

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:
        """A slice is counted, and so is what an item is looked up by."""
        if isinstance(node.arg, nodes.Slice):
            self._made(super().visit_Getitem, node, frame)
        else:
            node.arg = _asking("held", node.arg)
            super().visit_Getitem(node, frame)

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:
        """A number may not be too great."""
        if isinstance(node.value, int) and abs(node.value) > GREATEST:
            raise Mistake(Problem("数太大。", Place(self.filename or "", node.lineno), "请检查数字的位数。"))
        super().visit_Const(node, frame)

    def _made(self, visit: Callable[[Any, Frame], None], node: nodes.Node, frame: Frame) -> None:
        self.write("environment.meter.made(")
        visit(node, frame)
        self.write(")")

    def visit_Operand(self, node: nodes.Operand, frame: Frame) -> None:
        """A comparison counts what it may go through."""
        node.expr = _asking("held", node.expr)
        super().visit_Operand(node, frame)


def _asking(name: str, *given: Any) -> Any:  # noqa: ANN401 - expressions, which Jinja calls nodes
    """A call of a method of the sandbox, in the code that Jinja makes."""
    return nodes.Call(nodes.EnvironmentAttribute(name), list(given), [], None, None, lineno=given[0].lineno)


@pass_context
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
    intercepted_binops = frozenset({"%", "*", "**", "+", "-", "/", "//"})

    def __init__(self, roots: Sequence[Path]) -> None:
        self.roots = Roots(roots)
        self.origins = Origins()
        self.slots: list[object] = []
        self.problems: list[Problem] = []
        self.told: frozenset[str] = frozenset()
        self.meter = Meter()
        self._parsed: dict[tuple[str, str | None, str | None], nodes.Template] = {}
        self.turns, self.held = self.meter.turns, self.meter.held
        super().__init__(
            loader=self.roots,
            undefined=type("Unknown", (Unknown,), {"note": staticmethod(self.note)}),
            extensions=[Marking],
            autoescape=True,  # what a macro or a {% set %} block makes is then told from words of the data
            finalize=_printed,
            optimized=False,  # nothing is computed before the line it stands on is reached
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            cache_size=-1,
        )
        self.filters = {"join": metered(_join)} | {name: metered(ALL_FILTERS[name]) for name in FILTERS}
        self.tests = {name: metered_test(test, self.meter) for name, test in ALL_TESTS.items()}  # type: ignore[arg-type]
        self.globals = {"range": short_range, "namespace": Namespace}

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that the template may use; what is near a misspelt one is looked for among them."""
        return self.undefined.names  # type: ignore[attr-defined,no-any-return]

    def know(self, names: Iterable[str]) -> None:
        """Set `names`."""
        self.undefined.names = tuple(dict.fromkeys(names))  # type: ignore[attr-defined]

    def note(self, problem: Problem) -> None:
        """Remember a problem of the line being rendered, once, unless examining has told of it in other words."""
        if problem.message in self.told:
            return
        found = placed(problem, here(sys._getframe(1)))
        if found not in self.problems:
            self.problems.append(found)

    def printed(self, value: object) -> Markup:
        """What to print for `value`: template text as it is, anything else as a slot, "" where it is refused."""
        self.meter.step()
        if isinstance(value, Markup):
            self.meter.write(len(value))
            return value
        if type(value) is Undefined:  # what `a if b` is where b is not so
            return Markup()
        if problem := _refusal(value):
            self.note(problem)
        elif not isinstance(value, ChainableUndefined) and value not in (None, "", ()):
            self.slots.append(_typed(value))
            return Markup(self.origins.mark(here(sys._getframe(1))) + slot(len(self.slots) - 1))
        return Markup()

    def joined(self, parts: Sequence[object]) -> str:
        """Words joined are words; with anything typed among them, they are text to print."""
        length = sum(len(part) for part in parts if isinstance(part, str))
        self.meter.step(1 + length // 16)
        words = [part for part in parts if isinstance(part, str) and not isinstance(part, Markup)]
        if len(words) == len(parts):
            self.meter.write(length)
            if length > LONGEST:
                raise Spent
            if any(isinstance(word, Given) for word in words):
                return Given(tuple(run for word in words for run in runs_of_words(word)))
            return "".join(map(str, words))
        return Markup().join(self.printed(part) for part in parts)

    def call(self, context: Context, called: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """The result of a call; a mistake in it is noted, and the call then prints nothing."""
        self.meter.step()
        try:
            if called in (self.turns, self.held):
                return called(*given)
            refuse_call(called)
            if isinstance(called, BuiltinMethodType):
                self.meter.made(called.__self__)
            self.meter.held([given, named])
            if isinstance(called, LoopContext) and given:
                given = (self.turns(given[0], 0), *given[1:])
            return self.meter.made(super().call(context, called, *given, **named))
        except Mistake as mistake:
            self.note(mistake.problem)
            return ChainableUndefined()

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """A computation, unless it would make something too great, or (`%` on words) turn typed things into text."""
        if operator == "%" and isinstance(left, str):
            self.note(Problem("文字后面不能写 %。", hint="连接文字请用 ~。"))
            return ChainableUndefined()
        if problem := refuse_operation(operator, left, right):
            self.note(problem)
            return ChainableUndefined()
        return super().call_binop(context, operator, left, right)

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """The tree of a template, to look at only: `compile` makes its code from the same one, and alters it."""
        tree = super().parse(source, name, filename)
        self._parsed[source, name, filename] = tree
        return tree

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if known := self._parsed.pop((source, name, filename), None):
            return known
        with readable(filename):
            tree = super()._parse(source, name, filename)
        check_depth(tree, filename)
        return tree

    def compile(self, source: Any, name: Any = None, filename: Any = None, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """The code of a template; Mistake where Python cannot read what it is made into."""
        with readable(filename):
            return super().compile(source, name, filename, *given, **named)

    def get_template(self, *given: Any, **named: Any) -> Template:  # noqa: ANN401 - as in Jinja
        """A template; including it counts, and so does its text."""
        found = super().get_template(*given, **named)
        self.meter.step()
        assert isinstance(self.loader, Roots)
        self.meter.write(self.loader.sizes.get(found.name or "", 0))
        return found

    def wrap_str_format(self, value: object) -> Callable[..., str] | None:
        """`"…".format(…)` would turn typed things into text."""
        if not super().wrap_str_format(value):
            return None
        self.note(Problem("模板里不能用 format(…)。", hint="连接文字请用 ~。"))
        return lambda *given, **named: ""


def _typed(value: object) -> object:
    """Words from the data become a run, a list a tuple, as the parser takes them."""
    return runs_of_words(value) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


REFUSED: tuple[tuple[tuple[type, ...], str, str], ...] = (
    ((bool,), "不能直接输出“是”或“否”。", "请用在 {{% if … %}} 里。"),
    (
        (int, float, Decimal),
        "不能直接输出数字。",
        '请用 fact("数据点编号") 输出数据；编号列表请写 1. ；要印的参数，类型请写文字、电话、日期或期号。',
    ),
    ((Function,), "函数名后面没有写括号。", "应写作 {value.usage}。"),
    ((Macro,), "函数名后面没有写括号。", "应写作 {value.name}(…)。"),
    ((list, tuple, Iterator), "不能直接输出一组内容。", '请用 {{% for … %}} 逐项输出，或用 | join("、")。'),
    ((object,), "不能直接输出这一整项。", "请输出其中一样：{held}。"),
)
"""What cannot be printed, the special before the general: what to say, what to do."""


def _refusal(value: object) -> Problem | None:
    """Why `value` cannot be printed, None if it can."""
    if isinstance(value, Unknown):
        return value.problem()
    if isinstance(value, str) and (odd := RESERVED.search(value)):
        return Problem(
            f"这段文字里有程序保留的字符 U+{ord(odd[0]):04X}。", hint="请删去它；也不要用 {% autoescape %}。"
        )
    parts = value if isinstance(value, list | tuple) else (value,)
    if isinstance(value, str | ChainableUndefined | NoneType) or all(isinstance(part, Run | Block) for part in parts):
        return None
    said, hint = next((said, hint) for kinds, said, hint in REFUSED if isinstance(value, kinds))
    return Problem(said, hint=hint.format(value=value, held="、".join(attributes(value))))
