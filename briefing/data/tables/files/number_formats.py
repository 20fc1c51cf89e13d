"""What a spreadsheet shows of a stored value, by the format of its cell (ECMA-376 part 1, 18.8.30 and 18.8.31)."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from briefing.data.tables.files.moments import Moment, Token, parts_of

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
_EXCEL_DIGITS = 15
_EXACT = Context(prec=400)
"""As many digits as the largest number of a spreadsheet has."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the digits of a number go: the tokens for those of the whole and of the decimals, how it is scaled and
    to what it is rounded.

    `required`: how many digits of the whole are always shown. `around`: what stands before and behind the number
    where nothing stands within it, else None.
    """

    whole: tuple[int, ...]
    decimals: tuple[int, ...]
    scale: Decimal
    unit: Decimal
    grouped: bool
    required: int
    around: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class _Section:
    """One part of a format. `places` is None where it shows no digits of its own (General, a date, a fraction).

    `condition` is the comparison that a value must pass, None for the usual one by its place.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None
    kinds: frozenset[str]
    places: _Places | None

    @property
    def date(self) -> bool:
        """Whether it shows a date or a time."""
        return not self.kinds.isdisjoint(("date", "elapsed"))


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
    sections = _sections(code)
    section, magnitude = (
        _chosen(value, sections) if len(sections) > 1 or sections[0].condition else (sections[0], value)
    )
    if section.places:
        return _digits(magnitude, section.tokens, section.places)
    if section.kinds & {"digit", "exponent", "numerals"}:
        return general(magnitude)
    number = general(magnitude)
    return "".join(number if kind in _WHOLE_VALUE else text for kind, text in section.tokens if kind in _SHOWN)


_WHOLE_VALUE = ("general", "text")
_SHOWN = (*_WHOLE_VALUE, "literal", "other", "percent", "space")


def shown_text(value: str, code: str) -> str:
    """Return what a format shows of a text: the text, with what its fourth part adds to it."""
    sections = _sections(code)
    last = sections[-1]
    if "text" not in last.kinds or last.date or "digit" in last.kinds:
        return value
    return "".join(value if kind == "text" else text for kind, text in last.tokens if kind in _SHOWN)


def shown_moment(value: Moment, code: str) -> str:
    """Return what a format shows of a date or time; as ISO 8601 writes it where the format shows none."""
    section = _sections(code)[0]
    return "".join(parts_of(value, section.tokens)) if section.date else str(value)


@functools.lru_cache(maxsize=1000)
def _sections(code: str) -> tuple[_Section, ...]:
    """Return the parts of a format, which semicolons separate."""
    parts: list[_Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    for match in [*_TOKEN.finditer(code), None]:
        kind, text = (match.lastgroup or "", match[match.lastgroup or 0]) if match else ("end", "")
        if kind == "end":
            parts.append(_section(tokens, condition))
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
    numeric = [section for section in sections if "text" not in section.kinds or len(sections) == 1][:3]
    if not numeric:
        return sections[0], value
    if any(section.condition for section in numeric):
        for section in numeric:
            if section.condition is None or _PASSES[section.condition[0]](value, section.condition[1]):
                return section, value
        return _sections(GENERAL)[0], value
    if value < 0 and len(numeric) > 1:
        return numeric[1], -value
    if value == 0 and len(numeric) > 2:
        return numeric[2], value
    return numeric[0], value


def _section(tokens: Sequence[Token], condition: tuple[str, Decimal] | None) -> _Section:
    kinds = frozenset(kind for kind, _ in tokens)
    plain = "digit" in kinds and kinds.isdisjoint(("general", "text", "exponent", "numerals", "date", "elapsed"))
    fraction = ("other", "/") in tokens
    return _Section(tuple(tokens), condition, kinds, _places(tokens) if plain and not fraction else None)


def _places(tokens: Sequence[Token]) -> _Places:
    places = [place for place, (kind, _) in enumerate(tokens) if kind == "digit"]
    point = next((place for place, (kind, _) in enumerate(tokens) if kind == "point"), len(tokens))
    whole = [place for place in places if place < point]
    decimals = [place for place in places if place > point]
    last = whole[-1] if whole else point
    commas = [place for place, (kind, _) in enumerate(tokens) if kind == "comma"]
    thousands = sum(place > places[-1] or last < place < point for place in commas)
    percents = sum(kind == "percent" for kind, _ in tokens)
    required = next((len(whole) - at for at, place in enumerate(whole) if tokens[place][1] == "0"), 0)
    within = tokens[places[0] : places[-1] + 1]
    solid = all(kind in ("digit", "point", "comma") for kind, _ in within) and required == 1
    solid = solid and all(tokens[place][1] == "0" for place in decimals)
    before, behind = (
        "".join(text for kind, text in part if kind in _SHOWN)
        for part in (tokens[: places[0]], tokens[places[-1] + 1 :])
    )
    return _Places(
        tuple(whole),
        tuple(decimals),
        Decimal(100) ** percents / Decimal(1000) ** thousands,
        Decimal(1).scaleb(-len(decimals)),
        any(whole[0] < place < last for place in commas) if whole else False,
        required,
        (before, behind) if solid else None,
    )


def _digits(value: Decimal, tokens: Sequence[Token], places: _Places) -> str:
    """Return a number in the places for its digits, with what stands between, before and behind them."""
    exact = abs(value) * places.scale
    rounded = exact.quantize(places.unit, ROUND_HALF_UP, _EXACT)
    sign = "-" if value < 0 else ""
    if places.around:
        before, behind = places.around
        return f"{sign}{before}{rounded:,f}{behind}" if places.grouped else f"{sign}{before}{rounded:f}{behind}"
    digits, _, after = format(rounded, "f").partition(".")
    digits = digits.lstrip("0").rjust(places.required, "0")
    kept = len(places.decimals)
    while kept and tokens[places.decimals[kept - 1]][1] != "0" and after[kept - 1] == "0":
        kept -= 1
    said: dict[int, str] = {place: after[at] for at, place in enumerate(places.decimals[:kept])}
    for at, place in enumerate(reversed(places.whole)):
        end = max(len(digits) - at, 0)
        shown = digits[:end] if place == places.whole[0] else digits[max(end - 1, 0) : end]
        said[place] = _grouped(shown, at) if places.grouped else shown
    return sign + "".join(
        said.get(place, "") if kind == "digit" else "" if kind == "comma" or (kind == "point" and not kept) else text
        for place, (kind, text) in enumerate(tokens)
    )


def _grouped(digits: str, at: int) -> str:
    """Return digits of which the last stands `at` places before the end of the whole, with commas behind thousands."""
    size = len(digits)
    return "".join(
        digit + ("," if (size - 1 - place + at) % 3 == 0 and size - 1 - place + at else "")
        for place, digit in enumerate(digits)
    )
