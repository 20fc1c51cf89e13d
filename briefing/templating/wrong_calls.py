"""What does not fit in a call, a comparison or a computation of a template, said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from inspect import Parameter, signature

from jinja2.runtime import Macro
from markupsafe import Markup

from briefing.errors import Problem, did_you_mean

HERE = "here"
"""The argument that `LoopCity` adds, which no author writes."""
NO_SUM = "模板里不作计算，要推算的数请在数据里写关联；连接文字请用 ~。"
NOT_SO = '请核对前面的内容和括号里的写法，如 | sort(attribute="name")。'
KINDS: Sequence[tuple[tuple[type, ...], str]] = (
    ((bool,), "是或否"),
    ((Markup,), "编好的内容"),
    ((str,), "文字"),
    ((int,), "整数"),
    ((float, Decimal), "数"),
    ((list, tuple, dict), "一组内容"),
    ((type(None),), "空"),
    ((Macro,), "macro"),
    ((object,), "一项内容"),
)
"""What types are called, the special before the general."""
_MACRO = re.compile(r"macro '(?P<name>\w+)' takes (?:no keyword argument '(?P<key>\w+)'|not more than (?P<most>\d+))")
_UNNAMED = re.compile(r"No (?P<kind>filter|test) named '(?P<name>[^']*)'")


def kind_of(value: object) -> str:
    """Return what an author would call a value: 文字, 整数, 一组内容."""
    return named_kind(type(value))


def named_kind(kind: type) -> str:
    """Return what an author would call a type."""
    return next(words for kinds, words in KINDS if issubclass(kind, kinds))


def misfit(
    call: Callable[..., object], name: str, given: Sequence[object], named: Mapping[str, object], usage: str = ""
) -> Problem | None:
    """Return which argument of a call does not fit, None where all do; `usage` shows how it is written."""
    parameters = [item for item in signature(call).parameters.values() if item.name != HERE]
    if any(item.kind in (Parameter.VAR_POSITIONAL, Parameter.VAR_KEYWORD) for item in parameters):
        return None
    by_name = [item.name for item in parameters if item.kind is not Parameter.POSITIONAL_ONLY]
    by_place = [item.name for item in parameters if item.kind is not Parameter.KEYWORD_ONLY]
    held = f"括号里可以写：{'、'.join(by_name)}。" if by_name else "括号里不用写什么。"
    shown = f"应写作 {usage}。" if usage else held
    typed = [key for key in named if key != HERE]
    if unknown := next((key for key in typed if key not in by_name), None):
        return Problem(f"{name}(…) 没有“{unknown}”这一项。", hint=f"{did_you_mean(unknown, by_name)}{shown}")
    if len(given) > len(by_place):
        return Problem(f"{name}(…) 的括号里写多了，不写名称的最多 {len(by_place)} 项。", hint=shown)
    placed = by_place[: len(given)]
    if twice := next((key for key in typed if key in placed), None):
        return Problem(f"{name}(…) 的“{twice}”写了两次。", hint=shown)
    if any(item.default is Parameter.empty and item.name not in (*placed, *typed) for item in parameters):
        return Problem(f"{name}(…) 的括号里少写了内容。", hint=shown)
    return None


def unnamed(kind: str, name: str, known: Iterable[str]) -> Problem:
    """Return that there is no filter, or test, of that name."""
    hint = did_you_mean(name, known) or f"可用的有：{'、'.join(sorted(known))}。"
    return Problem(f"没有名为“{name}”的{kind}。", hint=hint)


def misused(error: Exception, known: Mapping[str, Iterable[str]] | None = None) -> Problem:
    """Return what to say where Python or Jinja finds that something is not of the kind that is needed.

    `known` are the filters and the tests that there are, None where neither can be meant.
    """
    if found := _MACRO.search(str(error)):
        what = f"没有“{found['key']}”这一项" if found["key"] else f"的括号里最多 {found['most']} 项"
        return Problem(f"macro {found['name']}(…) {what}。", hint="请照 {% macro … %} 一行写。")
    if found := _UNNAMED.search(str(error)):
        name, kinds = found["name"], known or {}
        if found["kind"] == "test":
            return unnamed("判断", name, kinds.get("test", ()))
        hint = f'要取每一项的 .{name}，请写 map(attribute="{name}")。'
        return Problem(f"没有名为“{name}”的过滤器。", hint=hint)
    return Problem(
        "这里的内容不是所要的那一种。", hint="请核对：逐项写的要是一组内容；{% for 甲, 乙 in … %} 要每项恰有两个。"
    )
