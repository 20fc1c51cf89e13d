"""The figure as printed must be the value that was entered, in its unit and with its qualifier."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

from briefing.errors import Problem
from briefing.model.library import Fact, Library
from briefing.model.quantity import SCALES, Qualifier
from briefing.validate.numerals import written_numbers
from briefing.validate.place import problem
from briefing.validate.ranks import is_movement_as_place

QUALIFIER_FORMS: tuple[tuple[Qualifier, re.Pattern[str]], ...] = tuple(
    (qualifier, re.compile(form))
    for qualifier, form in (
        (Qualifier.ABOUT, "约|左右|上下"),
        (Qualifier.NEARLY, "近"),
        (Qualifier.OVER, "(?<!不)超|逾|突破"),
        (Qualifier.REACH, "(?<!高)达"),
        (Qualifier.UP_TO, "高达"),
        (Qualifier.REST, "余(?!额)"),
        (Qualifier.MANY, "(?<=[0-9十百千万亿])多"),
        (Qualifier.WITHIN, "以内|之内|内$"),
        (Qualifier.AT_LEAST, "以上|不少于|不低于|至少"),
        (Qualifier.NOT_MORE, "不超过|不多于|不高于|至多"),
    )
)
"""How each qualifier may be written in a source."""

_FILLERS = "余多几来 "
_ENDINGS = "|内|以内|之内|以上|左右|上下"
"""What may follow a unit; before anything else, as in 0人工干预, 人 need not be one."""


def printed_figures_agree(library: Library) -> Iterator[Problem]:
    """`printed` holds the value: 860万余元 is 860 万元, 首位 is 1, 零 is 0; and names no other unit."""
    symbols = sorted({symbol for family in library.catalogue.units.values() for symbol in family.units}, key=len)
    unit_is = re.compile(f"({'|'.join(re.escape(symbol) for symbol in reversed(symbols))})(?:{_ENDINGS})").fullmatch
    for fact in library.facts():
        quantity = fact.quantity
        if fact.printed == f"{quantity.value}{quantity.unit.symbol}" or is_movement_as_place(fact):
            continue
        rests = list(_rests(fact))
        entered = f"{quantity.value}{quantity.unit.symbol}"
        if not rests:
            message = f"“{fact.id}”的原文“{fact.printed}”与数值“{entered}”不一致。"
            yield problem(fact, "printed", message, "请对照原文，改正 printed、value 或 unit。")
            continue
        matches = [match[1] for rest in rests if (match := unit_is(rest))]
        if matches and not any(_same_unit(_bare(fact), match) for match in matches):
            message = f"“{fact.id}”的原文“{fact.printed}”的单位是“{matches[0]}”，写的单位是“{quantity.unit.symbol}”。"
            yield problem(fact, "unit", message, "请对照原文，改正 printed 或 unit。")


def _rests(fact: Fact) -> Iterator[str]:
    """What follows each number in `printed` that is the value."""
    scale = SCALES.get(fact.quantity.unit.symbol[0], Decimal(1)) if len(fact.quantity.unit.symbol) > 1 else Decimal(1)
    value = abs(fact.quantity.value) * scale
    for number, rest in written_numbers(unicodedata.normalize("NFKC", fact.printed)):
        if number == value:
            yield rest.lstrip(_FILLERS)


def _bare(fact: Fact) -> str:
    """The unit without 万 or 亿."""
    symbol = fact.quantity.unit.symbol
    return symbol[1:] if len(symbol) > 1 and symbol[0] in SCALES else symbol


def _same_unit(entered: str, printed: str) -> bool:
    """秒 and 秒钟, 个 and 个环节, 环节 and 个环节 are said of the same thing; 家 and 项 are not."""
    return printed.startswith(entered) or entered.startswith(printed) or printed.endswith(entered)


def qualifiers_agree(library: Library) -> Iterator[Problem]:
    """`qualifier` is what `printed` says, and is there if `printed` says one."""
    for fact in library.facts():
        stated = [qualifier for qualifier, form in QUALIFIER_FORMS if form.search(fact.printed)]
        if fact.qualifier is None and stated:
            message = f"“{fact.id}”的原文“{fact.printed}”带有“{stated[0]}”，而没有写 qualifier。"
            yield problem(fact, "qualifier", message, f"请加上 qualifier: {stated[0]}。")
        elif fact.qualifier is not None and fact.qualifier not in stated:
            message = f"“{fact.id}”写了 qualifier: {fact.qualifier}，而原文“{fact.printed}”没有这样说。"
            yield problem(fact, "qualifier", message, "printed 要连同“约”“余”等字照原文写。")
