"""Reading what a bundle says of itself: everything checked once, so that nobody who prints it need look again.

A manifest may come by mail, half copied or mended by hand. What is not of the kind that it should be is a Problem with
its key; so is a sentence whose figure is none of the manifest's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from briefing.bundle.manifest_records import FORMAT, MANIFEST, FactRecord, Manifest, PrintedLine, SourceRecord
from briefing.errors import BriefingError, Location, Problem
from briefing.model.document import Derived, Run
from briefing.model.measure import MeasureKind
from briefing.templating.audit import Auditor
from briefing.text.digits import numbers_in
from briefing.text.files import is_inner, read_file


class _Misfit(Exception):
    """Something stands at a key that may not stand there; `allowed` says in Chinese what may."""

    def __init__(self, key: str, allowed: str) -> None:
        super().__init__(key)
        self.key, self.allowed = key, allowed


T = TypeVar("T")
Read = Callable[[object, str], T]
"""Turns what JSON holds at a key into a value; None for a key that is missing. Raises `_Misfit`."""

_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SHA_256 = re.compile("[0-9a-f]{64}")


def _text(value: object, key: str) -> str:
    if not isinstance(value, str) or _UNPRINTABLE.search(value):
        raise _Misfit(key, "能够印出的文字")
    return value


def _whole(value: object, key: str) -> int:
    # `isinstance` would take true and false for 1 and 0
    if type(value) is not int or value < 0:
        raise _Misfit(key, "0 或正整数")
    return value


def _mapping(value: object, key: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Misfit(key, "一组“键: 值”")
    return value


def _asked(value: object, key: str, depth: int = 2) -> Any:  # noqa: ANN401 - whatever was asked for
    """Return what a request holds: words, numbers, lists of them, and mappings of them; nothing is nested deeper."""
    if isinstance(value, str):
        return _text(value, key)
    if value is None or type(value) in (bool, int):
        return value
    if depth and isinstance(value, list):
        return [_asked(item, key, 0) for item in value]
    if depth and isinstance(value, dict):
        return {_text(name, key): _asked(item, f"{key}.{name}", depth - 1) for name, item in value.items()}
    raise _Misfit(key, "文字、整数，或它们的列表")


def _files(value: object, key: str) -> dict[str, str]:
    listed = _mapping(value, key)
    for name, digest in listed.items():
        if _UNPRINTABLE.search(name) or not is_inner(name):
            raise _Misfit(f"{key}.{ascii(name)[1:-1]}", "成果包里面的文件，不能指向别处")
        if not isinstance(digest, str) or not _SHA_256.fullmatch(digest):
            raise _Misfit(f"{key}.{name}", "64 位的 SHA-256 值")
    return listed


def _either(read: Read[T], default: T) -> Read[T]:
    """Return a reader of what may be missing: `default` then, else what `read` makes of it."""
    return lambda value, key: default if value is None else read(value, key)


def _items(read: Read[T]) -> Read[tuple[T, ...]]:
    def items(value: object, key: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise _Misfit(key, "列表")
        return tuple(read(item, f"{key}[{at}]") for at, item in enumerate(value))

    return items


def _record(make: Callable[..., T], **fields: Read[Any]) -> Read[T]:
    """Return what `make` makes of the fields of a mapping; other keys are of a later program, and left alone."""

    def record(value: object, key: str) -> T:
        held = _mapping(value, key)
        return make(**{name: read(held.get(name), f"{key}.{name}".lstrip(".")) for name, read in fields.items()})

    return record


_FACT = _record(
    FactRecord,
    **dict.fromkeys(("id", "city", "indicator", "value", "unit", "printed", "period", "source"), _text),
    **dict.fromkeys(("theme", "basis", "scope", "cell", "base", "ranking"), _either(_text, "")),
    **dict.fromkeys(("qualifier", "direction", "upper", "price", "survey"), _either(_text, None)),
    **dict.fromkeys(("paragraph", "of"), _either(_whole, None)),
    measure=_either(_text, MeasureKind.TOTAL),
)
_RUNS = _items(_record(Run, text=_text, ref=_either(_text, None)))
_LINE = _record(PrintedLine, cells=_items(_RUNS), table=_either(_text, ""))
_MANIFEST = _record(
    Manifest,
    kind=_either(_text, ""),
    title=_either(_text, ""),
    series=_either(_text, ""),
    request=_either(lambda value, key: _asked(_mapping(value, key), key), {}),
    findings=_either(_items(_RUNS), ()),
    lines=_either(_items(_LINE), ()),
    by_hand=_either(_items(_record(lambda text: text, text=_text)), ()),
    names=_either(_items(_text), None),
    facts=_either(_items(_FACT), ()),
    unprinted=_either(_items(_FACT), ()),
    attachments=_either(_items(_record(lambda folder: folder, folder=_either(_text, ""))), ()),
    derived=_either(
        _items(_record(Derived, id=_text, text=_text, unit=_text, formula=_text, inputs=_items(_text))), ()
    ),
    sources=_either(
        _items(_record(SourceRecord, id=_text, title=_text, publisher=_either(_text, ""), date=_either(_text, ""))), ()
    ),
    files=_files,
)


def line_text(line: PrintedLine) -> str:
    """Return a line as it is kept outside a manifest."""
    cells = [[{"text": run.text, **({"ref": run.ref} if run.ref else {})} for run in cell] for cell in line.cells]
    return json.dumps({"cells": cells, "table": line.table}, ensure_ascii=False)


def read_line(text: str) -> PrintedLine | None:
    """Return the line that `line_text` made into this; None where it is no such text."""
    try:
        return _LINE(json.loads(text, parse_constant=_refuse), "")
    except (ValueError, RecursionError, _Misfit):
        return None


def read_manifest(folder: Path) -> Manifest:
    """Return the manifest of the bundle `folder`; BriefingError where none can be understood and believed."""
    path = folder / MANIFEST
    held = _json(path, folder)
    place = Location(str(path))
    if not isinstance(held, dict) or not isinstance(held.get("files"), dict):
        raise BriefingError(Problem(f"{MANIFEST} 的内容不完整。", place, _AGAIN))
    form = held.get("format")
    if type(form) is not int or form != FORMAT:
        shown = form if type(form) is int else "未写明"
        hint = "请用生成它的那个版本打开，或重新生成。"
        raise BriefingError(Problem(f"成果包的格式版本是 {shown}，本程序只认 {FORMAT}。", place, hint))
    try:
        found = _MANIFEST(held, "")
    except _Misfit as misfit:
        message = f"{MANIFEST} 的内容不对，应为{misfit.allowed}。"
        raise BriefingError(Problem(message, Location(str(path), key=misfit.key), _AGAIN)) from misfit
    if problems := list(_misquoted(found, path)):
        raise BriefingError(problems)
    return found


_AGAIN = "它可能被改动过，或没有传全，请重新生成这份简报。"


def _json(path: Path, folder: Path) -> object:
    try:
        return json.loads(read_file(path, within=folder), parse_constant=_refuse)
    except (OSError, ValueError, RecursionError) as error:
        hint = f"里面应有可以读取的 {MANIFEST}。"
        raise BriefingError(Problem("这个文件夹不是本程序生成的成果包。", Location(str(folder)), hint)) from error


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)  # NaN and Infinity are no JSON


def _misquoted(manifest: Manifest, path: Path) -> Iterator[Problem]:
    """Yield the sentences that print a figure which is none of the manifest's, or a number without one."""
    facts = {record.id: record for record in manifest.facts}
    # 约 may stand with the verb: 约为三门峡的1.6倍
    derived = {entry.id: entry.text.removeprefix("约") for entry in manifest.derived}
    # an older program did not keep the names: numbers in them would all seem to be without a fact
    auditor = None if manifest.names is None else Auditor(manifest.names)
    for at, finding in enumerate(manifest.findings, start=1):
        place = Location(str(path), key=f"findings[{at - 1}]")
        for run in finding:
            if (
                run.ref
                and run.text.removeprefix("约") != derived.get(run.ref)
                and not _prints(facts.get(run.ref), run.text)
            ):
                message = f"第 {at} 条要点里的“{run.text}”与同一文件里的数据“{run.ref}”不一致。"
                yield Problem(message, place, _AGAIN)
        for _, found in auditor.bare(finding) if auditor else ():
            yield replace(found, message=f"第 {at} 条要点{found.message}", location=place, hint=_AGAIN)


_AROUND = frozenset("第前~～—至")
"""What a sentence may add to a figure, or write between the ends of one; that it has two shows in its numbers."""


def _prints(record: FactRecord | None, text: str) -> bool:
    """Return whether `text` is the figure of a fact: its numbers, and no sign that it has not."""
    if record is None or text == record.printed:  # 零成本, 首位: as the source has it, without a digit
        return record is not None
    stated = f"{record.printed} {record.value}{record.upper or ''}{record.unit}"
    numbers = set(numbers_in(text))
    # the data write a hyphen before what is negative, a briefing the minus sign
    signs = {*stated.replace("-", "−"), *(record.qualifier or ""), *_AROUND}
    return bool(numbers) and numbers <= set(numbers_in(stated)) and set(text) <= signs
