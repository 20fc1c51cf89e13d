"""What a template may call, and what it may print: words and typed things, no bare number."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import wraps
from inspect import signature
from types import BuiltinMethodType, MethodType, NoneType
from typing import Literal, NoReturn, Self, TypeVar

from jinja2 import ChainableUndefined
from jinja2.runtime import Macro
from markupsafe import Markup

from briefing.errors import Problem
from briefing.model.document import Block, Run, Runs
from briefing.templating.loader import RESERVED
from briefing.templating.template_errors import Mistake, Unknown, attributes
from briefing.templating.wrong_calls import kind_of, misfit, named_kind

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Function:
    """Something that a template may call as `_call` takes it; `usage` shows how it is written.

    `_types`: what the parameters of those names must be; `_call` looks at what others are.
    """

    usage: str
    _call: Callable[..., object]
    _types: Mapping[str, type | tuple[type, ...]] = field(default_factory=dict)

    def __call__(self, *given: object, **named: object) -> object:
        """Return the result; Mistake if it is called otherwise."""
        # the misspelt name is what is wrong, not the function that is called with it
        for value in (*given, *named.values()):
            for item in value if isinstance(value, list | tuple) else (value,):
                if isinstance(item, Unknown):
                    raise Mistake(item.problem())
        name = self.usage.partition("(")[0]
        if wrong := misfit(self._call, name, given, named, self.usage):
            raise Mistake(wrong)
        bound = signature(self._call).bind(*given, **named).arguments
        for key, kinds in self._types.items():
            value = bound.get(key)
            if key in bound and (isinstance(value, Markup) or not isinstance(value, kinds)):
                wanted = named_kind(kinds[0] if isinstance(kinds, tuple) else kinds)
                said = f"{name}(…) 的括号里要写{wanted}，写的是{kind_of(value)}。"
                raise Mistake(Problem(said, hint=f"应写作 {self.usage}。"))
        return self._call(*given, **named)


def looked_at(function: Function, look: Callable[[object, Mapping[str, object]], None]) -> Function:
    """Return the function with a `look` at what it returns and at what it was given, which may raise Mistake."""
    call = function._call

    @wraps(call)  # it is called as before
    def looked(*given: object, **named: object) -> object:
        made = call(*given, **named)
        look(made, signature(call).bind(*given, **named).arguments)
        return made

    return replace(function, _call=looked)


class Listed(tuple[T, ...]):
    """What a template goes through; `__nothing__` is said where there is nothing in it and the template has no else."""

    __nothing__: str

    def __new__(cls, items: Iterable[T], nothing: str) -> Self:
        """Return the items in that order."""
        self = super().__new__(cls, items)
        self.__nothing__ = nothing
        return self


class Absent(ChainableUndefined):
    """What there may be, and is not: no condition on it holds, it prints nothing, and it has no names.

    What stands behind a dot of it is told with `missing` and what to ask first.
    """

    __slots__ = ("_problem",)

    def __init__(self, missing: str, first: str) -> None:
        super().__init__()
        self._problem = Problem(missing, hint=first)

    def __bool__(self) -> Literal[False]:
        return False

    def __getattr__(self, name: str) -> NoReturn:
        # Python and Jinja ask for these themselves, to see what kind of thing this is
        if name.startswith("__"):
            raise AttributeError(name)
        raise Mistake(self._problem)


class Printable(ABC):
    """What a template prints as runs, though it is none: it may be asked and compared, too."""

    @abstractmethod
    def __runs__(self) -> tuple[Runs, Problem | None]:
        """Return the runs, and what an author should know of them, None for nothing; Mistake where none are printed."""


REFUSED: tuple[tuple[tuple[type, ...], str, str], ...] = (
    ((bool,), "不能直接输出“是”或“否”。", "请用在 {{% if … %}} 里。"),
    (
        (int, float, Decimal),
        "不能直接输出数字。",
        (
            '请用 value("指标", "城市") 输出数据；编号列表请写 1. ；'
            "要印的参数，类型请写文字，或电话、日期、人数、金额等。"
        ),
    ),
    ((Function,), "函数名后面没有写括号。", "应写作 {value.usage}。"),
    ((Macro,), "函数名后面没有写括号。", "应写作 {value.name}(…)。"),
    ((MethodType, BuiltinMethodType), "这个名称不能直接输出。", "请核对最后一个名称，或在它后面写上括号。"),
    ((list, tuple, Iterator), "不能直接输出一组内容。", '请用 {{% for … %}} 逐项输出，或用 | join("、")。'),
    ((object,), "不能直接输出这一整项。", "请输出其中一样：{held}。"),
)
"""What cannot be printed, the special before the general: what to say, what to do."""


def refusal(value: object) -> Problem | None:
    """Return why `value` cannot be printed, None if it can."""
    if isinstance(value, Unknown):
        return value.problem()
    if isinstance(value, str) and (odd := RESERVED.search(value)):
        return Problem(
            f"这段文字里有程序保留的字符 U+{ord(odd[0]):04X}。", hint="请删去它；也不要用 {% autoescape %}。"
        )
    # nothing (None, an empty choice) prints nothing, as in Jinja
    parts = value if isinstance(value, list | tuple) else (value,)
    if isinstance(value, str | ChainableUndefined | NoneType) or all(isinstance(part, Run | Block) for part in parts):
        return None
    said, hint = next((said, hint) for kinds, said, hint in REFUSED if isinstance(value, kinds))
    return Problem(said, hint=hint.format(value=value, held="、".join(attributes(value))))
