"""Figures in Chinese: number, qualifier and unit (GB/T 15835—2011), and periods as the source states them."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from briefing.model.library import Fact
from briefing.model.period import Basis, Period, PeriodKind
from briefing.model.quantity import Qualifier, Quantity

MISSING = "未披露"
DERIVED = "推算"
UNDATED = "未注明时期"
"""Said of a figure that its source does not date, where others beside it are dated."""

_BEFORE = {Qualifier.ABOUT, Qualifier.NEARLY, Qualifier.OVER, Qualifier.NOT_MORE}
_INSIDE = {Qualifier.REST, Qualifier.MANY}
_AFTER = {Qualifier.WITHIN, Qualifier.AT_LEAST}
_AMONG = {Qualifier.WITHIN, Qualifier.NOT_MORE}
# 达 and 高达 praise a figure without changing it: they are the source's tone, not ours.


def number(value: Decimal) -> str:
    """A Decimal in Arabic digits, all of them kept and none parted: 159265; 73.810 keeps its zero; -2 → −2.

    GB/T 15835 lets thousands be parted or not, in one way throughout; 公文 do not.
    """
    return ("−" if value < 0 else "") + format(value.copy_abs(), "f")


def quantity(amount: Quantity, qualifier: Qualifier | None = None) -> str:
    """A figure with its unit and qualifier: 400余项, 近1000人, 5个工作日以内, 第4位, 前10位."""
    text = number(amount.value)
    symbol = amount.unit.symbol
    if amount.unit.family == "rank":
        return f"{'前' if qualifier in _AMONG else '第'}{text}{symbol}"
    if qualifier in _INSIDE:
        return f"{text}{qualifier}{symbol}"
    before = str(qualifier) if qualifier in _BEFORE else ""
    after = str(qualifier) if qualifier in _AFTER else ""
    return f"{before}{text}{symbol}{after}"


def figure(fact: Fact) -> str:
    """A fact's figure as a sentence or a table cell prints it."""
    return quantity(fact.quantity, fact.qualifier)


def _moment(period: Period) -> str:
    """A month or a day as the end of a stretch of time."""
    year, _, rest = period.text.partition("-")
    if not rest or rest == "12-31":
        return f"{year}年底"
    month, _, day = rest.partition("-")
    return f"{year}年{int(month)}月{int(day)}日" if day else f"{year}年{int(month)}月末"


def _plain(text: str) -> str:
    """2021 → 2021年; 2021-12 → 2021年12月; 2021-12-31 → 2021年12月31日."""
    year, *rest = text.split("-")
    return f"{year}年" + "".join(f"{int(part)}{word}" for part, word in zip(rest, "月日", strict=False))


def period(at: Period, basis: Basis) -> str:
    """The period for a table cell: 2021年, 截至2021年底, 截至2021年底累计, 目前, 未注明, 累计（未注明）."""
    cumulative = basis is Basis.CUMULATIVE
    if at.kind is PeriodKind.UNSTATED:
        return f"累计（{at.text}）" if cumulative else at.text
    return _dated(at, basis) + ("累计" if cumulative else "")


def when(fact: Fact) -> str:
    """The period as the opening of a clause (“2021年”, “截至2021年底”), "" where the source states none."""
    return "" if fact.period.kind is PeriodKind.UNSTATED else _dated(fact.period, fact.basis)


def bracketed(fact: Fact, beside: Iterable[Fact] = ()) -> str:
    """The period behind a figure: （2021年）. "" where the source states none, which is said `beside` dated ones."""
    stated = when(fact) or (UNDATED if any(map(when, beside)) else "")
    return f"（{stated}）" if stated else ""


def added_up(fact: Fact) -> str:
    """“累计” for a cumulative figure, as running text puts it before the verb or the figure; "" for any other."""
    return "累计" if fact.basis is Basis.CUMULATIVE else ""


def _dated(at: Period, basis: Basis) -> str:
    if at.kind is PeriodKind.CURRENT:
        return at.text
    if at.kind is PeriodKind.SPAN:
        first, _, last = at.text.partition("/")
        return f"{_plain(first)}至{_plain(last)}"
    return f"截至{_moment(at)}" if basis in (Basis.STOCK, Basis.CUMULATIVE) else _plain(at.text)
