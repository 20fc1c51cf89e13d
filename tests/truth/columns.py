"""Tables over time and month tables: bare numbers under a unit that is told once, and what the last columns claim."""

from __future__ import annotations

import re
from fractions import Fraction

from tests.truth import arithmetic as reckon
from tests.truth.clauses import paced, share
from tests.truth.libraries import SCALES, Known
from tests.truth.movement import even, no_break, turned, unit_of_gap, ways
from tests.truth.reading import Reading, Wrong
from tests.truth.words import BETTER, FAMILY, MOVES, NAME, UNITS, VERB, WHEN, When, when_of

ROW = (
    rf"(?P<name>{NAME})(?:（(?P<scope>主城区)?，?(?P<unit>[万亿]?(?:{UNITS}))?，?(?P<when>{WHEN})?）)?"
    rf"(?:（(?P<then>[万亿]?(?:{UNITS}))）)?"
)
"""The first cell of a row: an indicator with its scope and unit, and its time where that is not the table's."""


def bare(reader: Reading, city: str, name: str, scope: str, when: When, words: str, unit: str) -> Known | None:
    """Read a number without its unit, or a figure with it; 未收录 and — only where there is none."""
    words = words.removesuffix("（快报）")
    if not unit or words in ("未收录", "—"):
        return reader.cell(city, name, scope, when, words)
    known = reader.find(city, name, scope, when)
    if known is None:
        raise Wrong(f"{city}{name}{scope}{when}：资料里没有，文中为{words}")
    reader.report.facts.add(known.id)
    same = f"{words}{unit}" == known.shown
    # one unit for the whole column: 3782610万元 is 378.261亿元
    converted = known.unit != unit and reckon.parsed(f"{words}{unit}")[:2] == reckon.parsed(known.shown)[:2]
    if not (same or converted):
        raise Wrong(f"{city}{name}{when}：应为{known.shown}，文中为{words}{unit}")
    reader.note(f"{city}{name}{scope}{when}{known.shown}")
    return known


def _each(reader: Reading, header: list[str], row: list[str], city: str, name: str, scope: str, unit: str) -> None:
    """Read a row of periods, and the last column of how far it went; a period takes its year from the one before."""
    year = ""
    held: dict[When, Known | None] = {}
    for head, words in zip(header[1:], row[1:], strict=True):
        if found := re.fullmatch(rf"(?:较({WHEN})|(同比))(?:（(%|百分点)）)?", head):
            told = f"{words}{found[3].replace('百', '个百')}" if found[3] and words[-1:].isdigit() else words
            now = list(held.values())[-1] if held else None
            before = held.get(when_of(found[1])) if found[1] else _year_before(reader, now)
            stated = now and found[2] and reader.find(city, f"{name}同比增速", scope, when_of(now.at.printed))
            change(reader, before, now, told, unit, stated or None)
            continue
        year = head[:5] if re.match("[0-9]{4}年", head) else year
        when = when_of(head if head.startswith(year) else f"{year}{head}")
        held[when] = bare(reader, city, name, scope, when, words, unit)


def _year_before(reader: Reading, now: Known | None) -> Known | None:
    if now is None:
        return None
    kind, year, part = when_of(now.at.printed)
    return reader.find(now.city, now.name, now.scope, (kind, year - 1, part))


def change(
    reader: Reading, before: Known | None, now: Known | None, words: str, unit: str, stated: Known | None
) -> None:
    """Check −47.4%, +2.8个百分点, 前移1个位次, 持平, —; what a source states goes first."""
    if stated:
        told = words if words.endswith("%") else f"{words}%"
        if told.replace("+", "") != stated.shown:
            raise Wrong(f"来源载明{stated.printed}，文中为{words}")
        reader.report.facts.add(stated.id)
        reader.note(f"{stated.id}{words}", judged=True)
        return
    if now is None or before is None:
        if words != "—":
            raise Wrong(f"没有可比的数，文中为{words}")
        return
    if words == "—":
        try:
            no_break(reader, before, now)
        except Wrong:
            return
        raise Wrong(f"{before.shown}→{now.shown}可以比，文中为—")
    reader.report.facts.add(before.id)
    if words.endswith("持平"):
        even(reader, before, now, about=words.startswith("大体"))
    elif words in VERB.split("|"):
        turned(reader, before, now, words)
    elif re.fullmatch(MOVES, words):
        ways(reader, before, now, words)
    else:
        _signed(reader, before, now, words, unit)


_OWN = f"[万亿]?(?:{UNITS})"


def _signed(reader: Reading, before: Known, now: Known, words: str, unit: str) -> None:
    no_break(reader, before, now)
    found = re.findall(f"([+−])([0-9.]+)({_OWN})?", words)
    if not found or re.sub(f"[+−][0-9.]+(?:{_OWN})?|[（）]", "", words):
        raise Wrong(f"读不懂{words}")
    for sign, digits, kind in found:
        upper, lower = (now, before) if sign == "+" else (before, now)
        if not reckon.surely_more(upper, lower):
            raise Wrong(f"{before.shown}→{now.shown}不是{words}")
        if kind == "%":
            low, high, best = reckon.quotient(now, before, take=1, times=100)
            if sign == "−":
                low, high, best = -high, -low, None if best is None else -best
        else:
            low, high, best = reckon.difference(upper, lower)
        told = f"{digits}{kind or unit}"
        if kind != "%":
            unit_of_gap(now, told)
        if not any(reckon.computed_right(f"{about}{told}", low, high, best) for about in ("", "约")):
            raise Wrong(f"{before.shown}→{now.shown}不是{words}")
    reader.note(f"{before.id}{now.id}{words}", judged=True)


def cities_over_time(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """企业开办时间各季度数据: a row for each city."""
    reader.row_of = row[0].removesuffix("市"), found[1], "", reader.unit
    _each(reader, header, row, *reader.row_of)


def indicators_over_time(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """青岑市经济与宜居历年数据: a row for each indicator, with its unit."""
    head = re.fullmatch(ROW, row[0])
    if head is None:
        reader.report.unread.append(reader.sentence)
        return
    city = found["city"] or reader.home or reader.cities[0]
    reader.row_of = city, head["name"], head["scope"] or "", head["unit"] or head["then"] or ""
    _each(reader, header, row, *reader.row_of)


def of_month(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """2024年9月云澜市目标任务完成情况: 指标 | 累计 | 年度目标 | 完成率（%） | 序时进度; or a row for each city."""
    year, month = int(found["year"]), int(found["month"] or 12)
    if header[0] == "城市":
        city, name, scope, unit, told = (
            row[0].removesuffix("市"),
            found["name"] or "",
            found["scope"] or "",
            reader.unit,
            None,
        )
    else:
        head = re.fullmatch(ROW, row[0])
        if head is None:
            reader.report.unread.append(reader.sentence)
            return
        city, name = found["city"] or reader.home or reader.cities[0], head["name"]
        scope, unit, told = head["scope"] or "", head["unit"] or head["then"] or "", head["when"]
    at = when_of(told) if told else None
    known = None
    for column, words in zip(header[1:], row[1:], strict=True):
        known = _of_month(reader, column, words, (city, name, scope, unit), known, (year, month), at)


COLUMNS: dict[str, tuple[str, ...]] = {
    "本月": ("month",),
    "累计": ("to",),
    "期末": ("end",),
    "累计（期末）": ("to", "end"),
    "完成": ("to", "end", "month", "year"),
}
Row = tuple[str, str, str, str]


def _of_month(
    reader: Reading, column: str, words: str, row: Row, known: Known | None, month: tuple[int, int], at: When | None
) -> Known | None:
    city, name, scope, unit = row
    match column.removesuffix("（%）"):
        case "本月" | "累计" | "期末" | "累计（期末）" | "完成":
            kinds = COLUMNS[column]
            times = [at] if at else [(kind, *month) for kind in kinds]
            when = next((time for time in times if reader.find(city, name, scope, time)), times[0])
            return bare(reader, city, name, scope, when, words, unit) or known
        case "同比":
            stated = known and reader.find(city, f"{name}同比增速", scope, when_of(known.at.printed))
            told = f"{words}%" if column != "同比" and re.fullmatch("[+−][0-9.]+", words) else words
            change(reader, _year_before(reader, known), known, told, unit, stated)
        case "年度目标":
            goal = Fraction(0) if words == "—" else reckon.parsed(f"{words}{unit}")[1]
            if (known.target.value if known and known.target else 0) != goal:
                raise Wrong(f"{city}{name}的目标不是{words}")
            reader.note(f"{known and known.id}目标{words}")
        case "完成率":
            _completed(reader, known, words, percent=column.endswith("（%）"))
        case "序时进度":
            _on_schedule(reader, known, words)
        case _:
            reader.report.unread.append(f"{column}　｜　{reader.sentence}")
    return known


def _completed(reader: Reading, known: Known | None, words: str, *, percent: bool) -> None:
    if words == "—":
        return
    if known is None or known.target is None:
        raise Wrong("没有目标")
    goal = known.target.value
    if words in ("已达目标", "●未达目标"):
        met = known.high <= goal if BETTER[known.indicator] == "低" else known.low >= goal
        if met != (words == "已达目标"):
            raise Wrong(f"{known.shown}，目标{known.target.printed}，文中为{words}")
    else:
        told = f"{words.removesuffix('%')}%"
        if not any(reckon.computed_right(f"{about}{told}", *share(known, goal)) for about in ("", "约")):
            raise Wrong(f"{known.shown}不是{known.target.printed}的{words}")
    reader.note(f"{known.id}完成{words}", judged=True)


def _on_schedule(reader: Reading, known: Known | None, words: str) -> None:
    if words == "—":
        if (
            known
            and known.target
            and BETTER[known.indicator]
            and FAMILY[known.indicator] in ("count", "cny", "usd")
            and paced(known) is not None
        ):
            raise Wrong(f"{known.name}有序时进度")
        return
    if known is None or known.target is None:
        raise Wrong("没有目标")
    if (words == "已完成") != (known.low >= known.target.value) or (
        words != "已完成" and (paced(known) is None or {"快于": True, "●慢于": False}.get(words) is not paced(known))
    ):
        raise Wrong(f"{known.shown}，目标{known.target.printed}，文中为{words}")
    reader.note(f"{known.id}序时{words}", judged=True)


def drawn(reader: Reading, marks: list[tuple[str, object, str]], unit: str) -> None:
    """Check the course that is drawn in a row: each mark with its time, its length and its figure; a gap has none."""
    city, name, scope, _ = reader.row_of
    for label, value, words in marks:
        known = reader.find(city, name, scope, when_of(label))
        if known is None:
            if value is not None or words != "未收录":
                raise Wrong(f"{label}没有数，图中为{words}")
            continue
        middle = (known.low + known.high) / 2 if known.point is None else known.point
        if words != known.shown or (value is not None and Fraction(str(value)) * SCALES.get(unit[:1], 1) != middle):
            raise Wrong(f"{label}为{known.shown}，图中为{value}（{words}）")
        reader.report.facts.add(known.id)
        reader.note(f"线{known.id}")
