"""Marks on figures and names (12.3①, 北京*), and what the notes of a table say of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from briefing.data.tables.told import Told

_BRACKETS = r"[\[【〔（(]注?[0-9]*[\]】〕）)]"
_SIGN = re.compile(rf"[①-⑳㉑-㉟⓵-⓾❶-❿]|[*＊]+|[※★☆†‡§]|[¹²³⁴-⁹⁰]+|{_BRACKETS}")
_ON_NAME = re.compile(r"(?:[①-⑳*※†]|\[[0-9]{1,2}\])+$")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def told_of_marks(marks: str, notes: tuple[str, ...], told: Told, row: int, column: int) -> str:
    """Return what the notes say of the marks in a cell; marks of which they say nothing are told."""
    said, untold = explained(marks, notes)
    for mark in untold:
        hint = "请在表下写“注：① …”，说明它的意思，或删去标记。"
        told.group_warning(row, column, mark, "标了{}，表下没有它的注。", hint)
    return said


def marks_on(name: str) -> str:
    """Return the marks behind a name, "" for none."""
    found = _ON_NAME.search(name)
    return found[0] if found else ""


@lru_cache(maxsize=1000)
def explained(marks: str, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return what the notes say of some marks, and the marks of which they say nothing."""
    told = {mark: next(filter(None, (_said(mark, note) for note in notes)), "") for mark in _SIGN.findall(marks)}
    return joined(told.values()), tuple(mark for mark, said in told.items() if not said)


def joined(texts: Iterable[str]) -> str:
    """Return several remarks as one, each once."""
    return "；".join(dict.fromkeys(filter(None, texts)))


def _said(mark: str, note: str) -> str:
    digits = "".join(re.findall("[0-9]+", mark.translate(_DIGITS)))
    forms = {mark, mark.replace("＊", "*"), f"注{digits}" if digits else mark}
    written = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    start = r"(?:^|[^0-9*＊])" if mark[0] in "*＊" or digits else ""
    found = re.search(
        rf"{start}(?:{written})(?![0-9*＊])[号的者数据:：.、,，\s]*(?:为|是|指|系|表示)?\s*([^;；。]+?)\s*(?=[;；。]|{_SIGN.pattern}|$)",
        note,
    )
    return found[1] if found else ""
