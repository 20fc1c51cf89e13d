"""What a spreadsheet shows of a stored value, by the format of its cell (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

GENERAL = "General"
_DATE, _CHINESE_DATE, _MONTH_DAY = "yyyy/m/d", 'yyyy"年"m"月"d"日"', 'm"月"d"日"'
_CHINESE_MONTH, _TIME, _CHINESE_TIME = 'yyyy"年"m"月"', "h:mm:ss", 'h"时"mm"分"ss"秒"'
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: _DATE, 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: _TIME, 22: "yyyy/m/d h:mm", 27: _CHINESE_MONTH, 28: _MONTH_DAY, 29: _MONTH_DAY, 30: "m-d-yy",
    31: _CHINESE_DATE, 32: 'h"时"mm"分"', 33: _CHINESE_TIME, 34: 'AM/PMh"时"mm"分"', 35: 'AM/PMh"时"mm"分"ss"秒"',
    36: _CHINESE_MONTH, 37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
    41: '#,##0;-#,##0;"-"', 42: '"¥"#,##0;"¥"-#,##0;"¥""-"', 43: '#,##0.00;-#,##0.00;"-"',
    44: '"¥"#,##0.00;"¥"-#,##0.00;"¥""-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: _CHINESE_MONTH, 51: _MONTH_DAY, 52: _CHINESE_MONTH, 53: _MONTH_DAY, 54: _MONTH_DAY,
    55: 'AM/PMh"时"mm"分"', 56: 'AM/PMh"时"mm"分"ss"秒"', 57: _CHINESE_MONTH, 58: _MONTH_DAY,
}  # fmt: skip
"""Formats that files name by number alone, as a Chinese Excel shows them."""

Moment = datetime.date | datetime.time | datetime.timedelta
"""A date, a date with its time, a time of day or a length of time."""

_TOKEN = re.compile(
    r"""(?P<literal>"[^"]*"|[\\!].)|(?P<space>_.)|(?P<fill>\*.)|\[(?P<bracket>[^\]]*)\]
    |(?P<general>General|G/通用格式)|(?P<exponent>E[+-])|(?P<half>AM/PM|A/P|上午/下午)
    |(?P<date>y+|m+|d+|h+|s+|a{3,4}|e+|b+|g+)|(?P<digit>[0\#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)
    |(?P<text>@)|(?P<end>;)|(?P<other>.)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-]*)")
_WEEKDAYS = "一二三四五六日"
_EXCEL_DIGITS = 15


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format: its tokens as kind and text; `date`: whether it shows a date or a time.

    `condition` is the comparison that a value must pass, None for the usual one by its place.
    """

    tokens: tuple[tuple[str, str], ...]
    condition: tuple[str, Decimal] | None = None

    @property
    def date(self) -> bool:
        return any(kind in ("date", "elapsed") for kind, _ in self.tokens)

    def has(self, kind: str) -> bool:
        return any(found == kind for found, _ in self.tokens)


def decimal(value: float) -> Decimal:
    """Return a stored number with the 15 significant digits that Excel keeps of it: 0.1 + 0.2 is 0.3."""
    return Decimal(format(value, f".{_EXCEL_DIGITS}g"))


def general(value: Decimal) -> str:
    """Return a number as a cell without a format of its own shows it, in full: never in powers of ten."""
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def is_date(code: str) -> bool:
    """Return whether a format shows numbers as dates or times."""
    return _sections(code)[0].date


def shown(value: Decimal, code: str) -> str:
    """Return what a format shows of a number; what it has no plain way to show (fractions), as `general` does."""
    section, magnitude = _chosen(value, _sections(code))
    kinds = {kind for kind, _ in section.tokens}
    if not kinds & {"digit", "general", "text", "exponent"}:
        return "".join(text for kind, text in section.tokens if kind in ("literal", "other"))
    if kinds & {"general", "text", "exponent", "numerals"} or ("other", "/") in section.tokens:
        number = general(magnitude)
        return (
            "".join(
                number if kind in ("general", "text") else text
                for kind, text in section.tokens
                if kind in ("general", "text", "literal", "other")
            )
            if not kinds & {"exponent", "numerals"} and ("other", "/") not in section.tokens
            else number
        )
    return _digits(magnitude, section)


def shown_text(value: str, code: str) -> str:
    """Return what a format shows of a text: the text, with what its fourth part adds to it."""
    sections = _sections(code)
    last = sections[-1]
    if not last.has("text") or last.date or (len(sections) < 4 and last.has("digit")):
        return value
    return "".join(
        value if kind == "text" else text for kind, text in last.tokens if kind in ("text", "literal", "other")
    )


def shown_moment(value: Moment, code: str) -> str:
    """Return what a format shows of a date or time; as ISO 8601 writes it where the format shows none."""
    section = _sections(code)[0]
    if not section.date:
        return str(value)
    tokens = section.tokens
    afternoon = section.has("half")
    return "".join(
        _moment(value, kind, text, minutes=_is_minutes(tokens, place), twelve=afternoon)
        for place, (kind, text) in enumerate(tokens)
    )


@functools.lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the parts of a format, which semicolons separate."""
    parts: list[_Section] = []
    tokens: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    for match in [*_TOKEN.finditer(code), None]:
        kind, text = (match.lastgroup or "", match[match.lastgroup or 0]) if match else ("end", "")
        if kind == "end":
            parts.append(_Section(tuple(tokens), condition))
            tokens, condition = [], None
        elif kind == "bracket":
            if found := _CONDITION.fullmatch(text):
                condition = (found[1], Decimal(found[2]))
            elif currency := _CURRENCY.match(text):
                tokens.append(("literal", currency[1]))
            elif _ELAPSED.fullmatch(text):
                tokens.append(("elapsed", text.lower()))
            elif text.upper().startswith("DBNUM"):
                tokens.append(("numerals", ""))
        elif kind == "literal":
            tokens.append((kind, text[1:-1] if text[0] == '"' else text[1:]))
        elif kind != "fill":
            tokens.append((kind, " " if kind == "space" else text.lower() if kind == "date" else text))
    return tuple(parts)


_PASSES = {
    "<": lambda a, b: a < b, ">": lambda a, b: a > b, "=": lambda a, b: a == b, "<>": lambda a, b: a != b,
    "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b,
}  # fmt: skip


def _chosen(value: Decimal, sections: Sequence[_Section]) -> tuple[_Section, Decimal]:
    """Return the part of a format that shows a number, and the number as it shows it, without a sign of its own."""
    numeric = [section for section in sections if not section.has("text") or len(sections) == 1][:3]
    if not numeric:
        return sections[0], value
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _PASSES[section.condition[0]](value, section.condition[1]):
                return section, value
        return _Section((("general", ""),)), value
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _digits(value: Decimal, section: _Section) -> str:
    """Return a number in the places for digits of a section, with what stands between, before and behind them."""
    tokens = [token for token in section.tokens if token[0] != "numerals"]
    places = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    whole = [place for place in places if place < point]
    decimals = [place for place in places if place > point]
    last = whole[-1] if whole else point
    commas = [place for place, (kind, _) in enumerate(tokens) if kind == "comma"]
    scaling = sum(place > (places[-1] if places else 0) or last < place < point for place in commas)
    grouped = bool(whole) and any(whole[0] < place < last for place in commas)
    percents = sum(kind == "percent" for kind, _ in tokens)
    value = value * 100**percents / Decimal(1000) ** scaling
    rounded = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, after = format(abs(rounded), "f").partition(".")
    return ("-" if value < 0 else "") + _filled(tokens, whole, decimals, before, after, grouped=grouped)


def _filled(
    tokens: Sequence[tuple[str, str]], whole: list[int], decimals: list[int], before: str, after: str, *, grouped: bool
) -> str:
    before = before.lstrip("0")
    optional = [tokens[place][1] for place in whole]
    required = next((len(whole) - at for at, sign in enumerate(optional) if sign == "0"), 0)
    before = before.rjust(required, "0")
    kept = len(decimals)
    while kept and tokens[decimals[kept - 1]][1] != "0" and after[kept - 1] == "0":
        kept -= 1
    said: dict[int, str] = {place: after[at] for at, place in enumerate(decimals[:kept])}
    for at, place in enumerate(reversed(whole)):
        first = place == whole[0]
        end = len(before) - at
        digits = before[:end] if first else before[max(end - 1, 0) : max(end, 0)]
        said[place] = _grouped(digits, at) if grouped else digits
    return "".join(
        said.get(place, "") if kind == "digit" else "" if kind == "comma" else text
        for place, (kind, text) in enumerate(tokens)
    )


def _grouped(digits: str, at: int) -> str:
    """Return digits of which the last stands `at` places before the end of the whole, with commas behind thousands."""
    size = len(digits)
    return "".join(
        digit + ("," if (size - 1 - place + at) % 3 == 0 and size - 1 - place + at else "")
        for place, digit in enumerate(digits)
    )


def _is_minutes(tokens: Sequence[tuple[str, str]], place: int) -> bool:
    """Return whether an m stands for minutes: behind hours or before seconds."""
    dates = [at for at, (kind, _) in enumerate(tokens) if kind in ("date", "elapsed")]
    if place not in dates:
        return False
    at = dates.index(place)
    before = tokens[dates[at - 1]][1] if at else ""
    behind = tokens[dates[at + 1]][1] if at + 1 < len(dates) else ""
    return before.startswith("h") or behind.startswith("s")


def _moment(value: Moment, kind: str, text: str, *, minutes: bool, twelve: bool) -> str:
    """Return what one token of a format shows of a date or time."""
    if kind == "elapsed":
        return _elapsed(value, text)
    if kind == "half":
        return "上午" if _time(value).hour < 12 else "下午"
    if kind != "date":
        return "" if kind in ("numerals", "text", "digit") else text
    time = _time(value)
    if text[0] == "h":
        hour = (time.hour % 12 or 12) if twelve else time.hour
        return f"{hour:0{min(len(text), 2)}d}"
    if text[0] == "s" or minutes:
        return f"{time.second if text[0] == 's' else time.minute:0{min(len(text), 2)}d}"
    date = value if isinstance(value, datetime.date) else datetime.date(1900, 1, 1)
    return _day(date, text)


def _day(date: datetime.date, text: str) -> str:
    size = len(text)
    match text[0]:
        case "y" | "e" | "b":
            return f"{date.year % 100:02d}" if size <= 2 and text[0] != "e" else str(date.year)
        case "m":
            return date.strftime("%b" if size == 3 else "%B") if size > 2 else f"{date.month:0{size}d}"
        case "d":
            return date.strftime("%a" if size == 3 else "%A") if size > 2 else f"{date.day:0{size}d}"
        case "a":
            return ("星期" if size == 4 else "周") + _WEEKDAYS[date.weekday()]
    return ""


def _time(value: Moment) -> datetime.time:
    match value:
        case datetime.datetime():
            return value.time()
        case datetime.time():
            return value
        case datetime.timedelta():
            return (datetime.datetime(1900, 1, 1) + value % datetime.timedelta(days=1)).time()
    return datetime.time()


def _elapsed(value: Moment, text: str) -> str:
    """Return a length of time in whole hours, minutes or seconds."""
    time = _time(value)
    seconds = time.hour * 3600 + time.minute * 60 + time.second
    if isinstance(value, datetime.timedelta):
        seconds += value.days * 86400
    return f"{seconds // {'h': 3600, 'm': 60, 's': 1}[text[0]]:0{len(text)}d}"


def moment(serial: float, *, from_1904: bool = False) -> Moment | None:
    """Return the date or time that a number stands for; None where the calendar of spreadsheets has none.

    Below 1 it is a time of day. Excel counts a 29 February 1900 that never was: days before it are one more.
    """
    days, rest = divmod(round(serial * 86400), 86400)
    if not from_1904 and not 0 <= days < 2_958_466:
        return None
    if not from_1904 and days == 0:
        return (datetime.datetime(1900, 1, 1) + datetime.timedelta(seconds=rest)).time()
    epoch = datetime.datetime(1904, 1, 1) if from_1904 else datetime.datetime(1899, 12, 30 if days > 60 else 31)
    try:
        found = epoch + datetime.timedelta(days, rest)
    except OverflowError:
        return None
    return found if rest else found.date()
