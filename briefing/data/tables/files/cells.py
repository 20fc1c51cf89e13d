"""A cell from the value that its file stores and the format that it is shown in."""

from __future__ import annotations

import datetime
import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

from briefing.data.tables.files.book import EMPTY, Cell
from briefing.data.tables.files.moments import moment
from briefing.data.tables.files.number_formats import GENERAL, decimal, is_date, shown, shown_moment, shown_text

EXACT = 10**15
"""From here on a whole number has more digits than Excel keeps."""
_ROUNDED = "数字超过 15 位，Excel 只保存了前 15 位，后面的已变成 0：编码、证号请按文本录入"
_NO_RESULT = "公式没有存下计算结果：请用 Excel 或 WPS 打开，保存后再用"
REMEMBERED = 1 << 16
"""How many cells that look alike are made once."""

INDENT = "　"
"""A text shows its indent as so many of these."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a cell's style does to its text: the code of its number format, and how far it is indented."""

    code: str = GENERAL
    indent: int = 0


PLAIN = Look()
Maker = Callable[[object, Look], Cell]


def cell_maker(*, from_1904: bool = False) -> Maker:
    """Return what makes a cell of a stored value and its look, once for all cells that are alike."""

    @functools.lru_cache(maxsize=REMEMBERED, typed=True)
    def made(value: object, look: Look) -> Cell:
        code = look.code
        match value:
            case str():
                return Cell(INDENT * look.indent + shown_text(value, code), value) if value else EMPTY
            case bool():
                return Cell(str(value).upper(), value)
            case int() | float():
                return _number(value, code, from_1904=from_1904)
            case datetime.date() | datetime.time():
                return Cell(shown_moment(value, code), value)
            case datetime.timedelta():
                text = shown_moment(value, code)
                return Cell(text, text)
        return EMPTY

    return made


def _number(value: float, code: str, *, from_1904: bool) -> Cell:
    if not math.isfinite(value):
        return Cell(str(value), str(value))
    if is_date(code) and (day := moment(value, from_1904=from_1904)) is not None:
        text = shown_moment(day, code)
        return Cell(text, text if isinstance(day, datetime.timedelta) else day)
    exact = decimal(value)
    return Cell(shown(exact, code), exact, _ROUNDED if abs(value) >= EXACT else "")


def faulty(text: str = "") -> Cell:
    """Return a cell that holds an error such as #DIV/0!, or, without one, a formula of which no result is stored."""
    return Cell(text, None, f"公式出错 {text}" if text else _NO_RESULT)
