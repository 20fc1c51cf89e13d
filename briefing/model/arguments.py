"""Arguments checked by their annotations: what cannot be meant is refused in Chinese, before anything is done."""

from __future__ import annotations

import datetime
import reprlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, wraps
from inspect import signature
from pathlib import Path
from types import FunctionType, NoneType, SimpleNamespace, UnionType
from typing import Literal, ParamSpec, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from briefing.errors import Problem, UsageError

P = ParamSpec("P")
R = TypeVar("R")

_WORDS: Mapping[object, str] = {
    str: "文字",
    int: "整数",
    bool: "True 或 False",
    NoneType: "None",
    Path: "路径",
    datetime.date: "日期",
    Callable: "函数",
}


def checked(function: Callable[P, R]) -> Callable[P, R]:
    """Return the function as one that raises UsageError for every argument that is not of its annotated type."""
    plain = cast("FunctionType", function)

    @cache  # when it is first called: what the annotations name may be imported only then
    def kinds() -> dict[str, object]:
        said = {name: kind for name, kind in plain.__annotations__.items() if name != "return"}
        return get_type_hints(SimpleNamespace(__annotations__=said), plain.__globals__)

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> R:
        if wrong := misfitting(kinds(), signature(function).bind(*args, **kwargs).arguments):
            raise UsageError(wrong)
        return function(*args, **kwargs)

    return call


def misfitting(kinds: Mapping[str, object], given: Mapping[str, object]) -> list[Problem]:
    """Return a problem for each value that is not of its kind, by the names of both; kinds are annotations."""
    return [
        Problem(f"参数 {name} 不能是 {reprlib.repr(given[name])}。", hint=f"可以是：{_said(kind)}。")
        for name, kind in kinds.items()
        if name in given and not _fits(given[name], kind)
    ]


def _fits(value: object, kind: object) -> bool:
    """Return whether a value is of a kind; what can be iterated only once is not looked into."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return any(_fits(value, one) for one in inner)
    if origin is Literal:
        return value in inner
    wanted = cast("type", origin or kind)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        return False
    if isinstance(value, Mapping) and origin is Mapping:
        return all(_fits(key, inner[0]) and _fits(item, inner[1]) for key, item in value.items())
    items = value if origin and isinstance(value, Collection) and not isinstance(value, str) else ()
    return all(_fits(item, inner[0]) for item in items)


def _said(kind: object) -> str:
    """Return what a kind is called in Chinese."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return "、".join(dict.fromkeys(map(_said, inner)))
    if origin is Literal:
        return "、".join(map(str, inner))
    if origin is Mapping:
        return f"字典（值是{_said(inner[1])}）"
    if origin and issubclass(origin, Iterable):
        return f"若干{_said(inner[0])}"
    return _WORDS.get(origin or kind, getattr(kind, "__name__", str(kind)))
