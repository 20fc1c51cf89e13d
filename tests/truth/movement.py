"""Claims of movement: which way a figure went, how far, and since when."""

from __future__ import annotations

import re

from tests.truth import arithmetic as reckon
from tests.truth.libraries import Known
from tests.truth.reading import Reading, Wrong
from tests.truth.words import FAMILY, FIGURE, PRICE, RISES, TERM, VERB, when_of


def unit_of_gap(known: Known, figure: str) -> None:
    unit = reckon.parsed(figure)[3]
    due = {"%": "个百分点", "位": "个位次"}.get(known.unit, known.unit.lstrip("万亿"))
    if unit != due:
        raise Wrong(f"差的单位应是{due}：{figure}")


def course(reader: Reading, found: re.Match[str]) -> None:
    """云澜经营主体由截至2019年12月末的35.5万户降至截至2024年12月末的32万户（推算年均下降约2.1%）."""
    reader.city = found["city"] or reader.city
    reader.named(found)
    first = reader.fact(reader.city, reader.name, reader.scope, when_of(found["since"]), found["was"])
    last = reader.fact(reader.city, reader.name, reader.scope, when_of(found["until"]), found["is"])
    if found["verb"] == "变为":
        _balance(reader, first, last)
    else:
        turned(reader, first, last, found["verb"])
    reader.first, reader.now, reader.when = first, last, when_of(last.at.printed)


def rises(known: Known, verb: str) -> bool:
    """Return whether the number is more after what the verb says; of a place 升 and 前移 are towards the first."""
    rank = FAMILY[known.indicator] == "rank" and not known.growth
    return verb in ("降至", "后移", "下降") if rank else verb in RISES


def turned(reader: Reading, first: Known, last: Known, verb: str) -> None:
    """Check which way it went, in the words for it; of a place 升 and 前移 are towards the first."""
    if first.at.index >= last.at.index:
        raise Wrong("起止的先后不对")
    upper, lower = (last, first) if rises(last, verb) else (first, last)
    if not reckon.surely_more(upper, lower):
        raise Wrong(f"{first.shown}→{last.shown}不是{verb}")
    no_break(reader, first, last)
    reader.note(f"{first.id}{last.id}{verb}", judged=True)


def _balance(reader: Reading, first: Known, last: Known) -> None:
    """Check 由−0.6亿元变为−0.3亿元: a figure below zero, and another one."""
    if not reckon.surely_apart(first, last) or min(first.low, last.low) >= 0:
        raise Wrong(f"{first.shown}→{last.shown}不必说变为")
    no_break(reader, first, last)
    reader.note(f"{first.id}{last.id}变为", judged=True)


def no_break(reader: Reading, first: Known, last: Known) -> None:
    for known in reader.series[last.city, last.name, last.scope]:
        if known.broken and first.at.index < known.at.index <= last.at.index:
            raise Wrong(f"{known.at.printed}{known.broken}，前后不能比")


def level(reader: Reading, found: re.Match[str]) -> None:
    reader.city = found["city"] or reader.city
    reader.named(found)
    first = reader.fact(reader.city, reader.name, reader.scope, when_of(found["since"]), found["was"])
    last = reader.fact(reader.city, reader.name, reader.scope, when_of(found["until"]), found["is"])
    reader.first, reader.now = first, last
    even(reader, first, last, about=bool(found["about"]))


def even(reader: Reading, first: Known, last: Known, *, about: bool) -> None:
    exact = first.low == first.high and first.low == last.low == last.high
    if reckon.surely_apart(first, last) or (not about and not reckon.surely_same(first, last)) or (about and exact):
        raise Wrong(f"{first.shown}与{last.shown}不是{'大体' if about else ''}持平")
    no_break(reader, first, last)
    reader.note(f"{first.id}{last.id}{'大体' if about else ''}持平", judged=True)


def grew(reader: Reading, found: re.Match[str]) -> None:
    """Stated growth: 同比增长1.7%, of the figure before it or of an indicator named here."""
    if found["name"]:
        reader.city = found["city"] or reader.city
        reader.named(found)
    falls = found["way"] == "下降"
    figure = f"{'−' if falls else ''}{found['size']}" if found["size"] else "0.0%"
    first, last = reader.first, reader.now
    alike = first and last and (first.city, first.name, first.scope) == (last.city, last.name, last.scope)
    if first and last and alike and reckon.surely_apart(first, last) and reckon.surely_more(first, last) != falls:
        raise Wrong(f"{first.shown}→{last.shown}，而说{found[0]}")
    reader.fact(reader.city, f"{reader.name}同比增速", reader.scope, reader.when, figure)


def moved(reader: Reading, found: re.Match[str]) -> None:
    """（推算较上年同期增加41.8万户、增长约11.9%）, and 与上月末持平."""
    if reader.now is None:
        raise Wrong("没有本期的数")
    before = _since(reader, reader.now, found["since"])
    ways(reader, before, reader.now, found["moves"])


def as_before(reader: Reading, found: re.Match[str]) -> None:
    """，与上年同期大体持平; 较上年同期有所增加."""
    if reader.now is None:
        raise Wrong("没有本期的数")
    before = _since(reader, reader.now, "同比")
    if found["verb"]:
        turned(reader, before, reader.now, found["verb"])
    else:
        even(reader, before, reader.now, about=bool(found["about"]))
    reader.first = before


def computed(reader: Reading, found: re.Match[str]) -> None:
    """，推算压缩1.6个工作日、约76%: from the first figure of a course to its last."""
    if reader.first is None or reader.now is None:
        raise Wrong("没有起止的数")
    ways(reader, reader.first, reader.now, found["moves"])


def by_term(reader: Reading, found: re.Match[str]) -> None:
    """，推算同比增长约6.0%、较年初增长约2.5%: where no source states it."""
    if reader.now is None:
        raise Wrong("没有本期的数")
    priced(reader.now, found["price"] or "")
    for term, verb, size in re.findall(rf"({TERM})({VERB})({FIGURE})", found[0]):
        _unstated(reader, reader.now, term)
        reader.first = _since(reader, reader.now, term)
        _way(reader, reader.first, reader.now, verb, size)


def _unstated(reader: Reading, now: Known, term: str) -> None:
    stated = reader.find(now.city, f"{now.name}同比增速", now.scope, when_of(now.at.printed))
    if stated and term in ("同比", "较上年同期"):
        raise Wrong(f"来源载明{stated.printed}，不应推算")


def priced(known: Known, price: str) -> None:
    """Check that growth of output in prices of its time says so, and that nothing else does."""
    output = known.indicator == "地区生产总值" and not known.growth
    if price != ("按现价计算" if output else ""):
        raise Wrong(f"{known.name}“{price}”不对")


def _since(reader: Reading, now: Known, words: str) -> Known:
    kind, year, part = when_of(now.at.printed)
    if words in ("上年同期", "较上年同期", "同比"):
        when = kind, year - 1, part
    elif words.startswith("上"):
        back = 3 if "季度" in words else 1
        of = {"quarter": 4, "month": 12, "end": 12, "year": 0}[kind]
        step = 1 if kind in ("quarter", "month", "year") else back
        place = part - step
        when = (kind, year, place) if of and place > 0 else (kind, year - 1, place + of)
    elif words in ("年初", "较年初", "比年初"):
        when = "end", year - 1, 12
    else:
        when = when_of(words)
    before = reader.find(now.city, now.name, now.scope, when)
    if before is None:
        raise Wrong(f"没有{words}的数")
    reader.report.facts.add(before.id)
    return before


def ways(reader: Reading, before: Known, now: Known, words: str) -> None:
    """增加41.8万户、增长约11.9%; 压缩0.6个工作日、20%: one verb may serve both."""
    verb = ""
    for price, average, told, size in re.findall(rf"({PRICE})?(年均)?({VERB})?({FIGURE})", words):
        verb = told or verb
        if size.endswith("%"):
            priced(now, price or ("按现价计算" if average and now.indicator == "地区生产总值" else ""))
        if average:
            _average(reader, before, now, verb, size)
        else:
            _way(reader, before, now, verb, size)


def _average(reader: Reading, first: Known, last: Known, verb: str, size: str) -> None:
    years = last.at.year - first.at.year
    if not reckon.surely_more(*((last, first) if rises(last, verb) else (first, last))):
        raise Wrong("年均的方向不对")
    if not reckon.rate_right(size, first, last, years, falls=not rises(last, verb)):
        raise Wrong(f"{first.shown}→{last.shown}，{years}年，年均不是{size}")
    reader.note(f"{first.id}{last.id}年均{size}", judged=True)


def _way(reader: Reading, before: Known, now: Known, verb: str, size: str) -> None:
    """Check one verb with its size: a difference in the figure's own unit, or a percentage."""
    percent = size.endswith("%")
    more = rises(now, verb)
    upper, lower = (now, before) if more else (before, now)
    if not reckon.surely_more(upper, lower):
        raise Wrong(f"{before.shown}→{now.shown}不是{verb}")
    no_break(reader, before, now)
    if percent:
        low, high, best = reckon.quotient(now, before, take=1, times=100)
        if not more:
            low, high, best = -high, -low, None if best is None else -best
        right = reckon.computed_right(size, low, high, best)
    else:
        unit_of_gap(now, size)
        right = reckon.computed_right(size, *reckon.difference(upper, lower))
    if not right:
        raise Wrong(f"{before.shown}→{now.shown}，{verb}的不是{size}")
    reader.note(f"{before.id}{now.id}{verb}{size}", judged=True)
