"""The sandbox that templates run in: it prints words and typed things, and notes whatever else they try.

Values go into slots, so that no character of the data can be read as Markdown; a bare number is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

from jinja2 import ChainableUndefined, TemplateRuntimeError, Undefined, nodes, pass_context
from jinja2.filters import FILTERS as ALL_FILTERS
from jinja2.runtime import Context, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as ALL_TESTS
from jinja2.utils import Namespace
from markupsafe import Markup

from briefing.errors import Problem, Severity
from briefing.templating.allowed import COMPARE, FILTERS, METHODS, PLAIN
from briefing.templating.budget import (
    CALL,
    GREATEST,
    ITEM,
    LOOKUP,
    NEW_PROBLEM,
    PRINT,
    UNKNOWN,
    Budget,
    SpendingCode,
    check_size,
    readable,
    short_range,
)
from briefing.templating.compiled import CODE, SYNTAX, parsed
from briefing.templating.given_words import Given, runs_of_words
from briefing.templating.line_map import LineMap
from briefing.templating.loader import TemplateLoader
from briefing.templating.loop_city import LoopCity
from briefing.templating.markdown_inline import slot
from briefing.templating.printable import Listed, Printable, refusal
from briefing.templating.template_errors import NOTHING, Mistake, RefusedValue, Unknown, placed
from briefing.templating.wrong_calls import NO_SUM, NOT_SO, kind_of, misfit, misused

NOTHING_LISTED = "请核对名称和时期；有时会没有的，请加 {% else %}，或先用 {% if … %} 判断。"


@pass_context  # so that nothing is printed before the line it stands on is reached
def _printed(context: Context, value: object) -> Markup:
    sandbox: Sandbox = context.environment  # type: ignore[assignment]  # Jinja knows it as some Environment
    return sandbox.printed(value)


class Sandbox(Budget, ImmutableSandboxedEnvironment):
    """One rendering: `slots` and `problems` grow in the order met, and the budget shrinks."""

    intercepted_binops = frozenset({"%", "*", "**", "+", "-", "/", "//"})

    def __init__(self, roots: Sequence[Path]) -> None:
        Budget.__init__(self)
        self.roots = TemplateLoader(roots)
        self.lines = LineMap()
        self.slots: list[object] = []
        self.problems: dict[Problem, None] = {}
        self.told: frozenset[str] = frozenset()
        # Jinja makes unknown names of a class, not of an object: each rendering has one of its own, with its names
        self.unknown: type[Unknown] = type("Unknown", (Unknown,), {"note": staticmethod(self.note)})
        ImmutableSandboxedEnvironment.__init__(
            self,
            loader=self.roots,
            undefined=self.unknown,
            autoescape=True,  # what a macro or a {% set %} block makes is then told from words of the data
            finalize=_printed,
            optimized=False,  # nothing is computed before the line it stands on is reached
            cache_size=-1,
            bytecode_cache=CODE,
            **SYNTAX,
        )
        self.filters = {name: self._noting(f"过滤器“{name}”", ALL_FILTERS[name]) for name in FILTERS}
        self.filters["join"] = self._noting("过滤器“join”", self._join)
        # `type: ignore`: Jinja types its tests as a mixture of functions with other signatures
        self.tests = {name: self._noting(f"判断“{name}”", test) for name, test in ALL_TESTS.items()}  # type: ignore[arg-type]
        self.globals = {"range": short_range, "namespace": Namespace}

    def note(self, problem: Problem) -> None:
        """Remember a problem of the line being rendered, once, unless examining has told of it in other words."""
        # an id without quotes is told as such, not as the unknown names that it is made of
        if problem.message in self.told:
            return
        found = placed(problem, self.lines.here)
        self.spend(PRINT if found in self.problems else NEW_PROBLEM)
        self.problems[found] = None

    def refused(self, problem: Problem) -> RefusedValue:
        """Return what stands for something that cannot be done, once it is noted why."""
        self.note(problem)
        return NOTHING

    def at(self, line: int) -> None:
        """Remember the number of the line that is being rendered; the template calls it (`LineMap.trace`)."""
        self.lines.current = line

    def printed(self, value: object) -> Markup:
        """Return what to print for `value`: template text as it is, anything else as a slot, "" where it is refused."""
        self.spend(PRINT)
        if isinstance(value, Markup):
            self.spend(len(value))
            return value
        if type(value) is Undefined:  # what `a if b` is where b is not so
            return Markup()
        if isinstance(value, Listed):
            self.gone_through(value, silent=False)
        if isinstance(value, Printable):
            try:
                value, doubt = value.__runs__()
            except Mistake as mistake:
                value, doubt = None, mistake.problem
            if doubt:
                self.note(doubt)
        if problem := refusal(value):
            self.note(problem)
        elif not isinstance(value, ChainableUndefined) and value not in (None, "", ()):
            self.spend(ITEM * len(value) if isinstance(value, list | tuple) else 0)
            self.charged(value)
            # a list becomes a tuple, as the Markdown parser takes it
            self.slots.append(tuple(value) if isinstance(value, list) else value)
            return Markup(self.lines.mark(self.lines.current) + slot(len(self.slots) - 1))
        return Markup()

    def gone_through(self, things: object, silent: bool) -> object:
        """Return what is gone through; where there is nothing in it that is noted, unless the loop is `silent`."""
        if not isinstance(things, Iterable):
            self.note(Problem(f"{kind_of(things)}不能逐项写。", hint="{% for … in … %} 里要写一组内容，如 cities。"))
            return ()
        if isinstance(things, Listed) and things.__nothing__ and not (things or silent):
            said = f"{things.__nothing__}，这里没有可以逐项写的。"
            self.note(Problem(said, hint=NOTHING_LISTED, severity=Severity.WARNING))
        return things

    def _noting(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """Return a filter or test that spends, and notes what it cannot be used on."""
        counted = self.counted(call)

        @wraps(call)
        def noting(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
            try:
                return counted(*given, **named)
            except TemplateRuntimeError as error:  # a filter or test that is named within another
                return self.refused(misused(error, {"filter": self.filters, "test": self.tests}))
            except TypeError:
                return self.refused(Problem(f"{name}不能这样用。", hint=NOT_SO))

        return noting

    def joined(self, parts: Sequence[object]) -> str:
        """Return words in a row as words; with anything typed among them, as text to print."""
        self.charged(parts)
        words = [part for part in parts if isinstance(part, str) and not isinstance(part, Markup)]
        if len(words) == len(parts):
            # what a person set stays known as such within a longer text
            if any(isinstance(word, Given) for word in words):
                return Given(tuple(run for word in words for run in runs_of_words(word)))
            return "".join(map(str, words))
        return Markup().join(self.printed(part) for part in parts)

    def _join(self, things: Iterable[object], between: str = "", attribute: str | None = None) -> str:
        parts = [self.getattr(thing, attribute) if attribute else thing for thing in things]
        return self.joined([part for at, thing in enumerate(parts) for part in ([between, thing] if at else [thing])])

    def call(self, context: Context, called: Any, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """Return the result of a call; a mistake in it is noted, and the call then prints nothing."""
        owner = getattr(called, "__self__", None)
        if owner is self:  # put in by `SpendingCode`: no template has a name for it
            return called(*given)
        self.spend(CALL)
        line = self.lines.current
        try:
            self.charged((owner, given))
            result = super().call(context, called, *given, **named)
            self.lines.current = line  # a macro tells lines of its own
            return result
        except Mistake as mistake:
            found = mistake.problem
        except TypeError as error:
            if callable(called):
                name = "" if isinstance(called, Macro) else called.__name__
                own = misfit(called, name, given, named) if name else misused(error)
                found = own or Problem(f"{name.removeprefix('short_')}(…) 的括号里不能这样写。", hint=NOT_SO)
            else:
                found = Problem(f"{kind_of(called)}后面不能写括号。", hint="请去掉括号，或核对名称。")
        self.lines.current = line
        return self.refused(found)

    def compared(self, left: object, operator: str, right: object) -> object:
        """Return whether a comparison holds; one of things that cannot be compared is noted, and does not."""
        try:
            one, other = (left, right) if isinstance(left, str) else (right, left)
            if operator in ("eq", "ne") and isinstance(one, str) and isinstance(other, tuple):
                raise Mistake(Problem("一组内容同文字比，不会相同。", hint='请写 {% if "武汉市" in cities %} 的样子。'))
            if unknown := next((side for side in (left, right) if isinstance(side, Unknown)), None):
                raise Mistake(unknown.problem())
            return bool(COMPARE[operator](left, right))
        except TypeError:
            hint = "要比大小的请两边都写 .number 或指标的数；年份请写 period=2023 来取数。"
            return self.refused(Problem(f"{kind_of(left)}与{kind_of(right)}不能比较。", hint=hint))
        except Mistake as mistake:
            return self.refused(mistake.problem)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """A computation, unless it would make something too great, or (`%` on words) turn typed things into text."""
        said, hint = "", ""
        # Python's `%` would print a typed thing, and a number, as text
        if operator == "%" and isinstance(left, str):
            said, hint = "文字后面不能写 %。", "连接文字请用 ~。"
        elif operator == "*" and any(isinstance(item, str | list | tuple) for item in (left, right)):
            said, hint = "文字和列表不能用 * 重复。", "请用 {% for … %}。"
        elif operator == "**" or any(isinstance(item, int) and abs(item) > GREATEST for item in (left, right)):
            said, hint = "数太大。", "模板里不作计算；要推算的数请在数据里写关联。"
        if said:
            return self.refused(Problem(said, hint=hint))
        self.spend(CALL)
        self.charged((left, right))
        try:
            return super().call_binop(context, operator, left, right)
        except TypeError:
            return self.refused(Problem(f"{kind_of(left)}与{kind_of(right)}不能用 {operator} 计算。", hint=NO_SUM))
        except ZeroDivisionError:
            return self.refused(Problem("除数是零。", hint=NO_SUM))
        except Mistake as mistake:
            return self.refused(mistake.problem)

    def getitem(self, obj: Any, argument: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """Return the item at `argument`, once that, which may be a long key, is spent for."""
        self.spend(ITEM)
        return super().getitem(obj, self.charged(argument))

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - as in Jinja
        """Return what stands behind a dot; that a name means nothing takes Jinja long to find out."""
        try:
            found = super().getattr(obj, attribute)
        except Mistake as mistake:  # of a property, which is computed when it is asked for
            return self.refused(mistake.problem)
        if isinstance(found, Undefined):
            self.spend(UNKNOWN)
        return found

    def join_path(self, template: str, parent: str) -> str:
        """Return the name of a part, which is asked for each time one is looked for."""
        self.spend(LOOKUP)
        return template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - as in Jinja
        """Of words, lists and numbers, no method that makes something longer or text of typed things is safe."""
        known = attr in METHODS or not callable(value) or not isinstance(obj, PLAIN)
        return known and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """Leave `"…".format(…)` to be refused like other methods of words."""

    def parse(self, source: str, name: str | None = None, filename: str | None = None) -> nodes.Template:
        """Return the tree of a template, to look at only: every rendering looks at the same one."""
        return parsed(source, name, filename)

    def compile(self, source: Any, name: Any = None, filename: Any = None, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - as in Jinja
        """Return the code of a template that counts what it does; Mistake where Python cannot read it."""
        with readable(filename):
            # not the tree that is looked at, as this one is altered
            tree = super().parse(source, name, filename)
            check_size(tree, filename)
            tree = SpendingCode().visit(LoopCity().visit(tree))
            self.lines.trace(tree, filename)
            return super().compile(tree, name, filename, *given, **named)
