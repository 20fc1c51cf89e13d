"""What data files are made of: records of keys, and what may stand at a key: texts, numbers, dates, words of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from briefing.data.yaml_values import Value, YamlMapping
from briefing.model.period import Period

Schema = Mapping[str, object]
T = TypeVar("T")

DIGITS = 18
"""Of a number, those after the point included: with its scale, too, the 28 that `decimal` computes with hold it."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand at a key.

    `title` names it in messages (“应为…”); `read` turns a raw value into the model's and raises ValueError where it
    cannot; `schema` says the same in JSON Schema; `allowed` are the only texts there are, () where there is no list;
    `record` is what the items of a list are.
    """

    title: str
    read: Callable[[Value], Any]
    schema: Schema
    allowed: tuple[str, ...] = ()
    record: Record | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record: what may stand there, and what it means, in Chinese.

    One that is `required` may be missing beside the key that `unless` names.
    """

    key: str
    kind: Kind
    note: str
    required: bool = False
    unless: str = ""


@dataclass(frozen=True)
class Record:
    """One kind of record: `name` is its English name in the schema, `title` its Chinese name in messages."""

    name: str
    title: str
    fields: tuple[Field, ...]
    by_key: Mapping[str, Field] = field(init=False, repr=False, compare=False)
    required: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {item.key: item for item in self.fields})
        object.__setattr__(self, "required", frozenset(item.key for item in self.fields if item.required))


def _text(value: Value) -> str:
    if type(value) is not str or not (text := value.strip()):
        raise ValueError
    return text


def _figure(value: Value) -> str:
    return str(value) if type(value) in (int, Decimal) else _text(value)


def _texts(value: Value) -> tuple[str, ...]:
    return tuple(_text(item) for item in value) if type(value) is list else (_text(value),)


def _number(value: Value) -> Decimal:
    if type(value) not in (int, Decimal):
        raise ValueError
    number = Decimal(value)  # type: ignore[arg-type]  # its type was just asked for
    _, digits, exponent = number.as_tuple()
    if max(len(digits), -int(exponent)) > DIGITS:
        raise ValueError
    return number


def _amount(value: Value) -> tuple[Decimal, Decimal | None]:
    """A number and None, or the two ends of a range, written 300~310 or [300, 310]."""
    written = type(value) is str and re.fullmatch(_RANGE, value.strip())
    if written:
        value = [Decimal(end) for end in written.groups()]
    if type(value) is not list:
        return _number(value), None
    if len(value) != 2:
        raise ValueError
    low, high = (_number(end) for end in value)
    if low >= high:
        raise ValueError
    return low, high


def _period(value: Value) -> Period:
    return Period.parse(str(value) if type(value) is int else _text(value))  # 2023.10 would be read as 2023.1


def _date(value: Value) -> str:
    text = such(_figure, re.compile(_DATE).fullmatch)(value)
    Period.parse(text)  # the calendar has such a day
    return text


def of(kind: type) -> Callable[[Value], Any]:
    """Return what reads a value of exactly this type: true is no whole number."""

    def read(value: Value) -> Value:
        if type(value) is not kind:
            raise ValueError
        return value

    return read


def such(read: Callable[[Value], T], fits: Callable[[T], object]) -> Callable[[Value], T]:
    """Return what reads as `read` does, and raises ValueError where what it reads does not fit."""

    def narrowed(value: Value) -> T:
        found = read(value)
        if not fits(found):
            raise ValueError
        return found

    return narrowed


_END = r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)"
_RANGE = f"{_END}[~～]{_END}"
_URL = r"https?://[^\s/]\S*"
_DATE = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"

STRING: Schema = {"type": "string", "minLength": 1}
TEXT = Kind("文字（纯数字要加引号）", _text, STRING)
FIGURE = Kind("数字或文字", _figure, {"type": ["string", "number"], "minLength": 1})
TEXTS = Kind("一个名称，或“[甲, 乙]”这样的列表", _texts, {"anyOf": [STRING, {"type": "array", "items": STRING}]})
_NUMBER: Schema = {"type": "number", "exclusiveMinimum": -(10**DIGITS), "exclusiveMaximum": 10**DIGITS}
AMOUNT = Kind(
    f"数字（半角，不带逗号、单位和引号，最多 {DIGITS} 位，如 1389.8）；区间写成 300~310，小的在前",
    _amount,
    {
        "anyOf": [
            _NUMBER,
            {"type": "string", "pattern": f"^{_RANGE}$"},
            {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
        ]
    },
)
POSITIVE = Kind(
    "大于 0 的数字",
    such(_number, lambda number: number > 0),
    {"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 10**DIGITS},
)
WHOLE = Kind("0 或正整数", such(of(int), lambda number: number >= 0), {"type": "integer", "minimum": 0})
FLAG = Kind("true 或 false", of(bool), {"type": "boolean"})
CODE = Kind(
    "6 位行政区划代码，如 420100",
    such(_figure, re.compile("[0-9]{6}").fullmatch),
    {"type": ["string", "integer"], "pattern": "^[0-9]{6}$", "minimum": 100000, "maximum": 999999},
)
URL = Kind(
    "以 http:// 或 https:// 开头的网址",
    such(_text, re.compile(_URL).fullmatch),
    {"type": "string", "pattern": f"^{_URL}$"},
)
DATE = Kind("日期，如 2022-03-15、2022-03 或 2022", _date, {"type": ["string", "integer"], "pattern": f"^{_DATE}$"})
PERIOD = Kind(
    "时期，如 2021、2023年上半年、2023-Q3、2023年1—6月、截至2023年6月末、2021-12-31、“十四五”以来、目前、未注明"
    "（年份写四位，日期要日历上有，起止要前早后晚；2023.10 这样的请加引号）",
    _period,
    {
        "type": ["string", "integer"],
        "pattern": "[0-9０-９〇○零一二三四五六七八九]{4}|十.五|目前|当前|现阶段|未注明|未写明|不详",
    },
)


class WrongPair(ValueError):
    """That in a mapping a value is not of its kind; holds its key and the value."""


def mapping_of(title: str, kind: Kind, keys: Sequence[str] = (), *, empty: bool = True) -> Kind:
    """A mapping to what `kind` reads, of `keys` alone where there are some; an `empty` one is no mistake."""

    def read(value: Value) -> dict[str, Any]:
        found = {}
        for key, raw in of(YamlMapping)(value).items():
            try:
                if keys and key not in keys:
                    raise ValueError
                found[key] = kind.read(raw)
            except ValueError as error:
                raise WrongPair(key, raw) from error
        return found

    pairs = {"properties": dict.fromkeys(keys, kind.schema), "additionalProperties": False}
    schema = pairs if keys else {"additionalProperties": kind.schema}
    return Kind(title, read, {"type": "object", **({} if empty else {"minProperties": 1}), **schema})


MEMBERS = mapping_of("“角色: 数据点”的一组，如 {part: 甲, whole: 乙}", TEXTS, empty=False)
FACTORS = mapping_of("“单位: 倍数”的一组，倍数大于 0，如 {元: 1}", POSITIVE, empty=False)


def text_like(title: str, pattern: str) -> Kind:
    """A text such as an id. Its form stands in the schema; telling a wrong one is a rule of the validation."""
    return Kind(title, _text, {"type": "string", "pattern": f"^{pattern}$"})


def one_of(*allowed: str) -> Kind:
    """One of a few words, kept as text."""
    return _words(allowed, such(of(str), allowed.__contains__))


def one_word_of(words: type[StrEnum]) -> Kind:
    """One of the words of an enumeration, as its member."""
    return _words([word.value for word in words], words)


def _words(allowed: Sequence[str], read: Callable[[Value], str]) -> Kind:
    return Kind(f"下列之一：{'、'.join(allowed)}", read, {"enum": list(allowed)}, tuple(allowed))


def some_of(title: str, allowed: Collection[str]) -> Kind:
    """One or several of a few words."""
    one: Schema = {"enum": list(allowed)}
    schema = {"anyOf": [one, {"type": "array", "items": one}]}
    return Kind(title, such(_texts, lambda words: set(words) <= set(allowed)), schema, tuple(allowed))
