"""The figure as printed must be the value that was entered: in its unit, with its qualifier, sign and both its ends."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.data.rules.change import falls
from briefing.data.rules.printed_reading import FigureReader, Reading
from briefing.data.rules.problems import problem
from briefing.data.rules.ranks import is_movement_as_place
from briefing.errors import Problem
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.printed import stated
from briefing.model.quantity import RANK, RANK_CHANGE, SCALES
from briefing.text.chinese_numerals import vague

_FILLERS = "余多几来 "
_ENDINGS = r"|内|以内|之内|及?以上|及?以下|左右|上下|\+"
"""What may follow a unit; before anything else, as in 0人工干预, 人 need not be one."""


def printed_figures_agree(library: Library) -> Iterator[Problem]:
    """`printed` holds the value: 860万余元 is 860 万元, 首位 is 1, 零 is 0, 3至5家 is 3~5; and names no other unit."""
    symbols = sorted({symbol for family in library.catalogue.units.values() for symbol in family.units}, key=len)
    unit_is = re.compile(f"({'|'.join(re.escape(symbol) for symbol in reversed(symbols))})(?:{_ENDINGS})").fullmatch
    reader = FigureReader(symbols)
    for fact in library.facts():
        if not fact.printed or _printed_plainly(fact) or is_movement_as_place(fact):
            continue
        readings = _bearing_unit(reader.read(fact.printed), fact)
        agreeing = [reading for reading in readings if _agrees(reading, fact)]
        if not agreeing or vague(fact.printed):
            yield _disagreement(fact, readings)
        elif fact.quantity.unit.family not in (RANK, RANK_CHANGE) and all(reading.ordinal for reading in agreeing):
            message = f"“{fact.id}”的原文“{fact.printed}”是序数，不是数量。"
            yield problem(fact, "printed", message, "位次用单位“位”或“名”；序数不是数据点。")
        else:
            rests = [reading.rest.lstrip(_FILLERS) for reading in agreeing]
            matches = [match[1] for rest in rests if (match := unit_is(rest))]
            if matches and not any(_same_unit(fact.quantity.unit.parts[1], match) for match in matches):
                yield _other_unit(fact, matches[0])


def _printed_plainly(fact: Fact) -> bool:
    """Whether `printed` is the value and the unit and nothing more, as most are."""
    return fact.printed == f"{fact.quantity.value}{fact.quantity.unit.symbol}" and fact.quantity.upper is None


def _bearing_unit(readings: list[Reading], fact: Fact) -> list[Reading]:
    """Of several numbers those that stand before the fact's unit, if any do: 300 in 2021年完成300个."""
    bare = fact.quantity.unit.parts[1]
    return [item for item in readings if bare and item.rest.lstrip(_FILLERS).startswith(bare)] or readings


def _agrees(reading: Reading, fact: Fact) -> bool:
    """Whether the ends are those entered; a fall may be entered as a negative value, or with its direction."""
    scale = SCALES[fact.quantity.unit.parts[0]]
    low, high = (end * scale for end in fact.quantity.ends)
    if (low, high) == (reading.low, reading.high):
        return True
    turned = (low, high) == (-reading.high, -reading.low)
    return turned and (fact.direction == "减" if reading.low < 0 else falls(fact.printed))


def _disagreement(fact: Fact, readings: list[Reading]) -> Problem:
    """What keeps `printed` and the value apart, as precisely as can be told."""
    start, written = f"“{fact.id}”的原文“{fact.printed}”", f"{fact.quantity.written}{fact.quantity.unit.symbol}"
    scale = SCALES[fact.quantity.unit.parts[0]]
    if vague(fact.printed):
        hint = "这样的概数不能核对，不作数据点；请写进做法的说明，或写有确切数字的原文。"
        return problem(fact, "printed", f"{start}不是确切的数。", hint)
    single = fact.quantity.upper is None
    if single and readings and all(reading.range for reading in readings):
        ends = "~".join(f"{(end / scale).normalize():f}" for end in (readings[0].low, readings[0].high))
        hint = f"区间写成 value: {ends}；若不是区间，printed 请只写这一个数。"
        return problem(fact, "value", f"{start}是区间，value 只写了“{fact.quantity.written}”。", hint)
    if single and any(abs(reading.low) == abs(fact.quantity.value) * scale for reading in readings):
        hint = "正负要与原文一致；减少的数，value 写正数并写 direction: 减。"
        return problem(fact, "value", f"{start}与数值“{written}”的正负不一致。", hint)
    return problem(fact, "printed", f"{start}与数值“{written}”不一致。", "请对照原文，改正 printed、value 或 unit。")


def _other_unit(fact: Fact, found: str) -> Problem:
    message = f"“{fact.id}”的原文“{fact.printed}”的单位是“{found}”，写的单位是“{fact.quantity.unit.symbol}”。"
    return problem(fact, "unit", message, "请对照原文，改正 printed 或 unit。")


def _same_unit(entered: str, printed: str) -> bool:
    """秒 and 秒钟, 个 and 个环节, 环节 and 个环节 are said of the same thing; 家 and 项 are not."""
    return printed.startswith(entered) or entered.startswith(printed) or printed.endswith(entered)


def qualifiers_agree(library: Library) -> Iterator[Problem]:
    """`qualifier` is what `printed` says, and is there if `printed` says one."""
    for fact in library.facts():
        if not fact.printed:
            continue
        said = {} if _printed_plainly(fact) else stated(fact.printed)
        if fact.qualifier is None and said:
            qualifier, word = next(iter(said.items()))
            message = f"“{fact.id}”的原文“{fact.printed}”带有“{word}”，而没有写 qualifier。"
            yield problem(fact, "qualifier", message, f"请加上 qualifier: {qualifier}。")
        elif fact.qualifier is not None and fact.qualifier not in said:
            message = f"“{fact.id}”写了 qualifier: {fact.qualifier}，而原文“{fact.printed}”没有这样说。"
            yield problem(fact, "qualifier", message, "printed 要连同“约”“余”等字照原文写。")
