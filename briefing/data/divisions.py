"""Place names: GB/T 2260 codes and the names that people write, resolved to divisions.

The table (origin: DIVISIONS.md) is read when the first code or name is asked for. A name resolves to *all* the
divisions it may mean; nothing here ever chooses between them.
"""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from briefing.errors import Problem, did_you_mean

TABLE = Path(__file__).with_name("divisions.csv.gz")

Row = tuple[str, str, str]
"""Name, type and the code of the parent ("" for a province)."""


@dataclass(frozen=True, slots=True)
class Division:
    """A province, prefecture or county of GB/T 2260.

    `code` has six digits; `type` is 省, 地级市, 市辖区 …; `parent` is a code, None for a province; `path` is the name
    from the province down (广东省广州市天河区). 直辖市 are one division, both province and city. `note` is "" unless
    the division was asked for by an abolished code or name: then it says so, and should be shown to the user.
    """

    code: str
    name: str
    type: str
    parent: str | None
    path: str
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Former:
    """An abolished division and the code of the one that has taken its place."""

    code: str
    name: str
    type: str
    parent: str
    now: str


FORMER = (
    Former("410381", "偃师市", "县级市", "410300", now="410307"),
    Former("500105", "江北区", "市辖区", "500000", now="500157"),
    Former("500112", "渝北区", "市辖区", "500000", now="500157"),
)

_FORMER = {item.code: item for item in FORMER}
AUTONOMOUS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}
"""Their names are also said with one generic character: 恩施州, 长阳县, 鄂温克旗."""

_LONG = "蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔"
_WITH_ZU = (
    "各|回|藏|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|土|仫佬|羌|布朗|撒拉|"
    "毛南|仡佬|普米|怒|保安|裕固|独龙"
)
_PEOPLES = re.compile(rf"(.{{2,}}?)(?:(?:{_LONG})族?|(?:{_WITH_ZU})族)+")
"""Peoples at the end of a stem; those of the first kind also stand without 族 (伊犁哈萨克自治州)."""

_SEPARATORS = re.compile(r"[\s/／·、,，>＞-]+")


@functools.cache
def _rows() -> dict[str, Row]:
    """The table by code, in the order of codes; abolished divisions follow the present ones."""
    lines = zlib.decompress(TABLE.read_bytes(), wbits=31).decode().splitlines()[1:]
    rows: dict[str, Row] = {}
    for line in lines:
        code, name, kind, parent = line.split(",")
        rows[code] = (name, kind, parent)
    rows.update((item.code, (item.name, item.type, item.parent)) for item in FORMER)
    return rows


def short_name(name: str, kind: str) -> str:
    """A division's name without generic word and peoples (武汉市 → 武汉, 恩施土家族苗族自治州 → 恩施, 浦东新区 → 浦东).

    A name that would be left with a single character stays whole (丰县, 东区).
    """
    stem = name
    for word in ("新区" if kind == "市辖区" else kind, kind[-1]):
        if name.endswith(word) and len(name) > len(word) + 1:
            stem = name[: -len(word)]
            break
    if "族" in stem or "自治" in kind:
        match = _PEOPLES.fullmatch(stem)
        stem = match[1] if match else stem.removesuffix("族")
    return stem


def _forms(name: str, kind: str) -> Iterator[str]:
    """Every way to write one division without saying where it lies; the full name first."""
    yield name
    short = short_name(name, kind)
    if short != name:
        yield short
        ending = AUTONOMOUS.get(kind) or ("区" if name.endswith("族区") else "")
        if ending:
            yield short + ending


@functools.cache
def _by_start() -> dict[str, list[str]]:
    """Codes by the first two characters of the name, which every way to write it shares."""
    found: dict[str, list[str]] = {}
    for code, row in _rows().items():
        found.setdefault(row[0][:2], []).append(code)
    return found


def _called(name: str) -> list[str]:
    """Codes of the divisions, abolished ones too, one of whose forms is `name`."""
    return [code for code in _by_start().get(name[:2], ()) if name in _forms(*_rows()[code][:2])]


def _lineage(code: str) -> Iterator[str]:
    """The code and those of all that it lies in, upwards."""
    while code:
        yield code
        code = _rows()[code][2]


@functools.cache
def _path(code: str) -> str:
    return "".join(_rows()[step][0] for step in reversed(tuple(_lineage(code))))


@functools.cache
def _made(code: str) -> Division:
    """The division of a code in the table; for an abolished one its successor, with a note."""
    former = _FORMER.get(code)
    now = former.now if former else code
    name, kind, parent = _rows()[now]
    note = f"{_path(code)}（{code}）已撤销，现为{_path(now)}（{now}）" if former else ""
    return Division(now, name, kind, parent or None, _path(now), note)


def _six(code: str) -> str:
    """The six digits that a code of 2, 4, 6, 9 or 12 digits begins with; "" if it is not such a code."""
    if not (code.isascii() and code.isdigit() and len(code) in {2, 4, 6, 9, 12}):
        return ""
    six = code[:6].ljust(6, "0")
    # 110100 is 北京's own “市辖区” line in lists that give the four 直辖市 a layer of cities.
    return six[:2] + "0000" if six[:2] in {"11", "12", "31", "50"} and six[2:] == "0100" else six


def division(code: str) -> Division | None:
    """The division of a code, None if there is none.

    2 digits are a province, 4 a prefecture, 6 a code of GB/T 2260; 9 or 12 digits (towns, villages) give the county
    they begin with. An abolished code gives its successor, with a note.
    """
    six = _six(code)
    return _made(six) if six in _rows() else None


def divisions() -> tuple[Division, ...]:
    """Every present division, in the order of codes."""
    return tuple(_made(code) for code in _rows() if code not in _FORMER)


def around(place: Division | None) -> Iterator[Division]:
    """Yield what a place lies in, from the nearest outwards; nothing of None."""
    yield from map(_made, islice(_lineage(place.code if place else ""), 1, None))


def rank(place: Division) -> int:
    """1 for a province, 2 for a prefecture or a city directly under a province (仙桃市), 3 for a county."""
    if place.code.endswith("00"):
        return 1 if place.code.endswith("0000") else 2
    return 2 if _directly_governed(place) else 3


def _directly_governed(place: Division) -> bool:
    return place.type == "县级市" and place.parent is not None and place.parent.endswith("0000")


def level_name(place: Division) -> str:
    """The level in Chinese: 省, 直辖市, 地级市, 自治州, 县级市, 市辖区, 县 …; that of 仙桃市 is 省直辖县级市."""
    if not _directly_governed(place):
        return place.type
    province = _made(place.code[:2] + "0000")
    return f"{province.type}直辖县级市"


@functools.cache
def _codes(name: str) -> frozenset[str]:
    """Codes of all that `name` may mean: as it stands, or as a place followed by one that lies in it."""
    found = set(_called(name))
    for cut in range(2, len(name) - 1):
        inner = _called(name[cut:])
        outer = _codes(name[:cut]) if inner else frozenset()
        found.update(code for code in inner if any(step in outer for step in tuple(_lineage(code))[1:]))
    return frozenset(found)


def resolve(name: str) -> tuple[Division, ...]:
    """All divisions that a name or code may mean: provinces, then prefectures and cities, then counties, by code.

    A name is full (武汉市), short (武汉, 恩施州) or follows the names of what it lies in, any of them left out
    (广东省广州市天河区, 广州天河, 湖北/武汉). 武汉 means one division, as no other is called so; 吉林 means two
    (省 and 市), 鼓楼区 four. An abolished name gives its successor with a note, beside the present
    divisions of that name. Empty if nothing is called so.
    """
    plain = _SEPARATORS.sub("", name)
    if _six(plain):
        found = division(plain)
        return (found,) if found else ()
    present = {code: _made(code) for code in _codes(plain) if code not in _FORMER}
    past = {_made(code).code: _made(code) for code in sorted(_codes(plain)) if code in _FORMER}
    candidates = (past | present).values()
    return tuple(sorted(candidates, key=lambda item: (rank(item), item.note != "", item.code)))


def locate(name: str) -> Division | Problem:
    """The one division that a typed name or code means, else a Problem in Chinese: none is called so or several are."""
    found = resolve(name)
    if len(found) == 1:
        return found[0]
    if found:
        listed = "、".join(f"{item.path}（{item.code}{'，' * bool(item.note)}{item.note}）" for item in found)
        return Problem(f"“{name}”有多个：{listed}。", hint="请写全名或代码。")
    if name.strip().isdigit():
        return Problem(f"没有代码为“{name}”的行政区划。", hint="代码为 2、4、6、9 或 12 位数字，如 420100（武汉市）。")
    return Problem(f"未找到行政区划“{name}”。", hint=_nearest(name) or "请写全名（如“湖北省武汉市”）或 6 位代码。")


def _nearest(name: str) -> str:
    """A hint with the names nearest to one that was not found; in 广州市天何区, those that lie in 广州市."""
    plain = _SEPARATORS.sub("", name)
    for cut in range(len(plain) - 2, 1, -1):
        outer = _codes(plain[:cut])
        inner = [row[0] for row in _rows().values() if row[2] in outer]
        hint = did_you_mean(plain[cut:], dict.fromkeys(inner))
        if hint:
            return hint
    return did_you_mean(plain, _alike(plain[-1:]))


@functools.cache
def _alike(last: str) -> list[str]:
    """The names to compare one with that ends so: of the same generic word, or short ones of cities and provinces."""
    rows = _rows()
    if last in ("省", "市", "区", "县", "州", "盟", "旗"):
        forms = [form for row in rows.values() for form in _forms(*row[:2]) if form[-1] == last]
    else:
        forms = [form for code, row in rows.items() if code.endswith("00") for form in _forms(*row[:2])]
    return list(dict.fromkeys(forms))
