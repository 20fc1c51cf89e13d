"""Figures in Chinese: number, qualifier and unit (GB/T 15835—2011), and periods as the source states them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from briefing.model.facts import Fact
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind
from briefing.model.printed import follows_scale, word
from briefing.model.quantity import LEVELS, RANK, RANK_CHANGE, Qualifier, Quantity, Unit, common_unit
from briefing.model.request import Selection

UNLISTED, UNDISCLOSED = "未收录", "未披露"
"""What our data do not hold, and what a source says that it does not tell; never said of each other."""
DERIVED = "推算"
UNDATED = "未注明时期"
"""Said of a figure that its source does not date, where others beside it are dated."""

MOVED = {"增": "前移", "减": "后移"}
"""Which way a place in a ranking moved, by the direction of the fact."""

# GB/T 15835: both ends of a range bear these
_REPEATED = ("%", "‰")
_NUMERAL = "[0-9０-９〇零一二两三四五六七八九十百千万亿]"
_SPOKEN = re.compile(f"{_NUMERAL}[^，。；]{{0,6}}[至到]第?{_NUMERAL}")
"""至 or 到 between two numbers, with a unit between them at most: 300个至400个, but not 压缩到3~5天."""

_INSIDE = (Qualifier.REST, Qualifier.MANY)
_AMONG = (Qualifier.WITHIN, Qualifier.NOT_MORE)
_PRAISE = (Qualifier.REACH, Qualifier.UP_TO)
"""达 and 高达 praise a figure without changing it: they are the source's tone, not ours."""
# All other qualifiers (约, 近, 超) open the figure; 余 and 多 stand inside it.
_BEHIND = ("左右", "上下", "以内", "之内", "内", "以上", "及以上", "以下", "及以下")
"""The words that follow the unit; all others stand before the number."""


def number(value: Decimal) -> str:
    """Return a Decimal in Arabic digits, all of them kept and none parted: 159265; 73.810 keeps its zero; -2 → −2.

    GB/T 15835 lets thousands be parted or not, in one way throughout; 公文 do not.
    """
    return ("−" if value < 0 else "") + format(value.copy_abs(), "f")


def quantity(amount: Quantity, qualifier: Qualifier | None = None, printed: str = "") -> str:
    """Return a figure with its unit and qualifier: 400余项, 近1000人, 5个工作日以内, 第4位, 前10位, 300～310个.

    Where the figure as `printed` has another word for the qualifier or another place for it, it is as printed:
    超过150家, 24万余户.
    """
    own = word(qualifier, printed) if qualifier and qualifier not in _PRAISE else ""
    if amount.unit.family == RANK:
        return ("前" if qualifier in _AMONG else "第") + _span(amount, "", printed)
    if qualifier in _INSIDE:
        return _span(amount, own, printed)
    behind = own in _BEHIND
    return ("" if behind else own) + _span(amount, "", printed) + (own if behind else "")


def _span(amount: Quantity, inside: str, printed: str) -> str:
    """Return the number and its unit; of a range both, the unit once where that is clear.

    GB/T 15835: 300～310个, but 3万户～5万户 and 10%～15%, as 3～5万户 may begin at 3户. 至 and 到 stay 至.
    """
    *lower, last = dict.fromkeys(amount.ends)
    scale, bare = amount.unit.parts
    # 860余万元, or 860万余元 where the source prints it so
    scaled = f"{scale}{inside}" if scale and follows_scale(printed) else f"{inside}{scale}"
    text = number(last) + scaled + bare
    if not lower:
        return text
    twice = scale or amount.unit.symbol in _REPEATED
    start = number(lower[0]) + (amount.unit.symbol if twice else "")
    return start + ("至" if _SPOKEN.search(printed) else "～") + text


def figure(fact: Fact, unit: Unit | None = None) -> str:
    """Return a fact's figure as text and tables print it; a movement in a ranking with its verb: 前移8个位次.

    In another `unit` than it is stated in where it can be told in that: 498亿元 for 4980000万元.
    """
    moved = MOVED.get(fact.direction or "", "") if fact.quantity.unit.family == RANK_CHANGE else ""
    amount = (fact.quantity.converted(unit) if unit else None) or fact.quantity
    return moved + quantity(amount, fact.qualifier, fact.printed)


def one_unit(facts: Iterable[Fact]) -> Unit | None:
    """Return the unit in which figures that are stated in several are told side by side; None where they are in one."""
    amounts = [fact.quantity for fact in facts]
    return common_unit(amounts) if len({amount.unit for amount in amounts}) > 1 else None


def bare(fact: Fact, unit: Unit | None) -> str:
    """Return a fact's figure as a column has it that tells the unit: 498 of 4980000万元 under 亿元.

    With its own unit where it cannot be told in that one, or there is none; places in a ranking are words anyway.
    """
    amount = fact.quantity.converted(unit) if unit else None
    if amount is None or amount.unit.family in (RANK, RANK_CHANGE):
        return figure(fact)
    return quantity(replace(amount, unit=replace(amount.unit, symbol="")), fact.qualifier, fact.printed)


def located(paragraph: int | None, cell: str) -> str:
    """Where in its source a figure stands: 第3段, 标题、导语或图注, 数据.xlsx 数据!D17."""
    return cell or (f"第{paragraph}段" if paragraph else "标题、导语或图注")


def period(at: Period, basis: Basis) -> str:
    """Return the period for a table cell: 2021年, 截至2021年底, 截至2021年底累计, 目前, 未注明, 累计（未注明）."""
    cumulative = basis is Basis.CUMULATIVE
    if at.kind is PeriodKind.UNSTATED:
        return f"累计（{at.printed}）" if cumulative else at.printed
    return _dated(at, basis) + ("累计" if cumulative else "")


def of_series(at: Period, *, ends: bool) -> str:
    """What a series has above a figure of a period, or of its last day: 2021年, 2023年二季度, 2023年6月末."""
    return f"{at.printed}{'末' if ends else ''}"


def when(fact: Fact) -> str:
    """Return the period as the opening of a clause (“2021年”, “截至2021年底”), "" where the source states none.

    Nor does it state one by 目前: what was so when the source was written would be read as being so today.
    """
    return _dated(fact.period, fact.basis) if fact.period.dated else ""


def untold(selection: Selection, what: str) -> str:
    """Return that a selection holds nothing of something: 所用公开材料未涉及武汉市这方面情况."""
    if selection.narrowed:
        return f"所选时期的资料{UNLISTED}{what}。"
    return f"{'所收表格' if selection.from_tables else '所用公开材料'}未涉及{what}。"


def bracketed(fact: Fact, beside: Iterable[Fact] = ()) -> str:
    """The period behind a figure: （2021年）. "" where the source states none, which is said `beside` dated ones."""
    stated = when(fact) or (UNDATED if any(map(when, beside)) else "")
    return f"（{stated}）" if stated else ""


def added_up(fact: Fact) -> str:
    """“累计” for a cumulative figure, as running text puts it before the verb or the figure; "" for any other.

    A rate, a score or a time of the months until now is their mean, not their sum.
    """
    return "累计" if fact.basis is Basis.CUMULATIVE and fact.quantity.unit.family not in LEVELS else ""


def _dated(at: Period, basis: Basis) -> str:
    """Return the period as it is written; of a stock, or what has added up, its end: 2021年 → 截至2021年底."""
    text = at.printed.removesuffix("累计")
    if basis not in (Basis.STOCK, Basis.CUMULATIVE) or at.bases or at.end is None or at.kind is PeriodKind.RANGE:
        return text
    if at.kind is PeriodKind.YEAR or (at.kind is PeriodKind.DAY and (at.end.month, at.end.day) == (12, 31)):
        return f"截至{at.end.year}年底"
    return f"截至{text}{'' if at.kind in (PeriodKind.DAY, PeriodKind.TENDAY) else '末'}"
