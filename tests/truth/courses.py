"""Claims of a whole course: from its first figure to its last, its place among others, where it turned, all cities."""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction
from itertools import pairwise

from tests.truth import arithmetic as reckon
from tests.truth.libraries import Known
from tests.truth.movement import no_break, rises, ways
from tests.truth.reading import Reading, Span, Wrong, reads
from tests.truth.words import CITY, FAMILY, FIGURE, MOVES, NAME, PRICE, VERB, WHEN, When, merit, when_of

SHORTEST = 3
_UP, _DOWN = ("上升", "回升", "延长", "后移"), ("回落", "缩短", "前移")
POINTS = ("percent", "score", "rank")


def course_of(reader: Reading, city: str, name: str, scope: str) -> list[Known]:
    """Return the course of a city: of years, else of shorter periods of which `SHORTEST` are in a row; since its break.

    Of ends of months or quarters the longest periods count that come to the latest end, the first being years.
    """
    held = sorted(reader.series.get((city, name, scope), []), key=lambda item: item.at.index)
    if not held:
        return []
    own = 12 // held[0].at.of_year
    stock = when_of(held[0].at.printed)[0] == "end"
    found = [_since_break(held, months, own) for months in ((12, 1, 3, 6) if stock else (own,)) if months >= own]
    return max((run for run in found if run), key=lambda run: run[-1].at.index, default=[])


def _since_break(held: list[Known], months: int, own: int) -> list[Known]:
    """Return the figures since the last break, from the last row that is long enough on; [] where none ever was."""
    runs: list[list[Known]] = []
    step, broken, segment = months // own, False, [0]
    for item in held:
        broken = broken or bool(item.broken)
        if (item.at.index + 1) % step:
            continue
        if runs and not broken and (months == 12 or item.at.index == runs[-1][-1].at.index + step):
            runs[-1].append(item)
        else:
            segment += [len(runs)] if broken else []
            runs.append([item])
        broken = False
    long = [place for place, run in enumerate(runs) if len(run) >= SHORTEST]
    if not long:
        return []
    start = max((place for place in long if place >= segment[-1]), default=len(runs) - 1)
    return [item for run in runs[start:] for item in run]


def ends_of(reader: Reading, city: str, name: str, scope: str) -> tuple[Known, Known] | None:
    """Return what a course is told from and to: of parts of a year from the same of the year before, if that is held
    and no source tells of it; of years and of ends, from the first; None where it cannot be told.
    """
    course = course_of(reader, city, name, scope)
    if not course:
        return None
    kind, year, part = when_of(course[-1].at.printed)
    step = course[-1].at.index - course[-2].at.index if len(course) > 1 else 0
    yearly = step == course[-1].at.of_year or kind == "year"
    if not yearly:
        before = reader.find(city, name, scope, (kind, year - 1, part))
        if before and not _broken_between(reader, before, course[-1]):
            stated = reader.find(city, f"{name}同比增速", scope, (kind, year, part))
            return None if stated else (before, course[-1])
    return (course[0], course[-1]) if (yearly or kind == "end") and len(course) >= SHORTEST else None


def _broken_between(reader: Reading, first: Known, last: Known) -> bool:
    try:
        no_break(reader, first, last)
    except Wrong:
        return True
    return False


def group_of(reader: Reading, span: Span) -> dict[str, tuple[Known, Known]]:
    """Return the first and the last figures of the cities whose course is told over that span; those broken alike."""
    found = {}
    for city in reader.cities:
        ends = ends_of(reader, city, reader.name, reader.scope)
        if ends and _at(ends[0], span.first) and _at(ends[1], span.last):
            found[city] = ends
    return found


def _alike(reader: Reading, group: dict[str, tuple[Known, Known]], known: Known) -> dict[str, tuple[Known, Known]]:
    own = reader.redefined(known)
    return {city: ends for city, ends in group.items() if reader.redefined(ends[1]) == own}


def _at(known: Known, when: When) -> bool:
    held = when_of(known.at.printed)
    months = {"year": 12, "half": 6 * when[2], "quarter": 3 * when[2], "month": when[2]}.get(when[0])
    return held == when or held == ("end", when[1], months)


def further(one: tuple[Known, Known], other: tuple[Known, Known], *, up: bool) -> bool:
    """Return whether one certainly moved further up, or further down, than the other."""
    a, b = _moved(one), _moved(other)
    low, high = (b, a) if up else (a, b)
    points = low[0] == low[1] or high[0] == high[1]
    return low[1] < high[0] or (low[1] == high[0] and not points)


def _moved(ends: tuple[Known, Known]) -> tuple[Fraction, Fraction]:
    first, last = ends
    if FAMILY[last.indicator] in POINTS or last.growth:
        return last.low - first.high, last.high - first.low
    return reckon.quotient(last, first, take=1, times=100)[:2]


# -- one city


def extent(reader: Reading, found: re.Match[str]) -> None:
    """，降幅在6市中居第2位; 并列第2位, 最大, 最小."""
    if reader.first is None or reader.now is None:
        raise Wrong("没有起止的数")
    own = reader.first, reader.now
    group = _alike(reader, group_of(reader, Span(when_of(own[0].at.printed), when_of(own[1].at.printed))), own[1])
    up = found["way"] == "增幅"
    if len(group) != int(found["among"]) or up != reckon.surely_more(own[1], own[0]):
        raise Wrong(f"同起止的有{len(group)}市")
    others = [ends for city, ends in group.items() if city != reader.now.city]
    ahead = [ends for ends in others if further(ends, own, up=up)]
    level = [ends for ends in others if ends not in ahead and not further(own, ends, up=up)]
    place = {"最大": 1, "最小": len(group)}.get(found["said"]) or int(found["place"])
    tied = found["said"].startswith("并列")
    if place != len(ahead) + 1 or tied != bool(level):
        raise Wrong(f"{found['way']}应居第{len(ahead) + 1}位，并列的有{len(level)}市")
    reader.note(f"{reader.now.id}{found[0]}", judged=True)


def turned(reader: Reading, found: re.Match[str]) -> None:
    """2020年回落后连续3年回升; 连续2个季度回落后，2021年一季度起连续2个季度回升; with a city of its own before it."""
    if found["city"]:
        reader.city = found["city"]
    if name := found["topic"] or found["name"]:
        reader.name, reader.scope = name, (found["wide"] or found["scope"] or "").strip("（）")
    course = course_of(reader, reader.city, reader.name, reader.scope)
    steps = [reckon.surely_more(b, a) - reckon.surely_more(a, b) for a, b in pairwise(course)]
    there = when_of(found["at"] or found["after"])
    at = next((place for place, item in enumerate(course) if _at(item, there)), None)
    if at is None:
        raise Wrong("转折的时间不在这一串里")
    at -= 0 if found["at"] else 1
    back, on = int(found["back"] or 1), int(found["on"])
    before, after = (1 if word in _UP else -1 for word in (found["first"], found["then"]))
    right = len(course) - 1 - at == on and before == -after and steps[at:] == [after] * on
    if not right or steps[at - back : at] != [before] * back or back > at:
        raise Wrong(f"{reader.city}{reader.name}：{[item.shown for item in course]}")
    if to := found["to"]:
        reader.fact(reader.city, reader.name, reader.scope, when_of(course[at].at.printed), to)
    reader.note(f"{course[at].id}{found[0]}", judged=True)


def back(reader: Reading, found: re.Match[str]) -> None:
    """，但2023年推算比上年下降0.8分; 有所下降: the last year alone went the other way than the whole.

    With a city of its own before it where many are told of.
    """
    if found["city"]:
        reader.city = found["city"]
    if name := found["topic"] or found["name"]:
        reader.name, reader.scope = name, (found["wide"] or found["scope"] or "").strip("（）")
    course = course_of(reader, reader.city, reader.name, reader.scope)
    last = when_of(found["when"])
    if len(course) < SHORTEST or not _at(course[-1], last) or not _at(course[-2], (last[0], last[1] - 1, last[2])):
        raise Wrong(f"{found['when']}不是最后一年，或上年没有数据")
    first, before, now = course[0], course[-2], course[-1]
    fell = reckon.surely_more(before, now)
    if not (reckon.surely_more(now, first) if fell else reckon.surely_more(first, now)):
        raise Wrong(f"{first.shown}→{before.shown}→{now.shown}没有反过来")
    if found["moves"]:
        ways(reader, before, now, (found["price"] or "") + found["moves"])
    elif not reckon.surely_more(*((now, before) if rises(now, found["verb"]) else (before, now))):
        raise Wrong(f"{before.shown}→{now.shown}不是{found['verb']}")
    reader.note(f"{now.id}{found[0]}", judged=True)


def fell_back(reader: Reading, found: re.Match[str]) -> None:
    """评价得分总体提高，而2023年比上年下降的，有云澜、青岑等7市: all those that did, if not all are named."""
    reader.name, reader.scope = found["name"], (found["scope"] or "").strip("（）")

    def fell(city: str) -> bool:
        course = course_of(reader, city, reader.name, reader.scope)
        if len(course) < SHORTEST or not _at(course[-1], when_of(found["when"])):
            return False
        first, before, now = course[0], course[-2], course[-1]
        up = rises(now, found["verb"])
        if rises(now, found["whole"]) is up:
            raise Wrong(f"总体{found['whole']}与比上年{found['verb']}不是反向")
        return reckon.surely_more(*((now, before) if up else (before, now))) and reckon.surely_more(
            *((first, now) if up else (now, first))
        )

    held = {city for city in reader.cities if fell(city)}
    named = set(re.findall(CITY, found["who"]))
    if not named <= held or (found["many"] and int(found["many"]) > len(held)):
        raise Wrong(f"{found['verb']}的有{'、'.join(held)}")
    reader.note(f"{reader.name}{found[0]}", judged=True)


# -- all cities


def _span(words: str) -> Span:
    """Return 2019—2023年, 2019年12月末至2024年12月末, 2023年一季度至四季度."""
    if years := re.fullmatch("([0-9]{4})—([0-9]{4})年", words):
        return Span(("year", int(years[1]), 0), ("year", int(years[2]), 0))
    start, end = words.split("至")
    return Span(when_of(start), when_of(end if re.match("[0-9]{4}年", end) else f"{start[:5]}{end}"))


def _year(words: str) -> Span:
    """Return the year that ends with 2024年四季度."""
    kind, year, part = when_of(words)
    return Span((kind, year - 1, part), (kind, year, part))


def left_out(reader: Reading, named: str | None, among: Collection[str]) -> None:
    """可比的4市（不含青岑、云澜）: all that are not among these, where any are named."""
    if named and set(re.findall(CITY, named)) != {*reader.cities} - {*among}:
        raise Wrong(f"可比的是{'、'.join(among)}")


def many(reader: Reading, found: re.Match[str]) -> None:
    """2019—2023年，6市企业开办时间均缩短; …企业投诉，6市中5市下降，青岑增长，云澜大体持平."""
    reader.named(found)
    reader.span = span = _year(found["at"]) if found["at"] else _span(found["span"])
    told = [*re.findall(rf"(?:{CITY})(?=由|{FIGURE}，推算)", reader.sentence), *reader.cities]
    groups = [_alike(reader, group_of(reader, span), ends[1]) for ends in group_of(reader, span).values()]
    # of several groups that which the sentence goes on to tell of
    fit = [group for group in groups if len(group) == int(found["count"])]
    group = next((group for city in told for group in fit if city in group), groups[0] if groups else {})
    reader.group, reader.row, reader.when = group, [], span.last
    if len(group) != int(found["count"]):
        raise Wrong(f"同起止的有{len(group)}市：{'、'.join(group)}")
    left_out(reader, found["left"], group)
    ways_of = {city: _way_of(reader, *ends) for city, ends in group.items()}
    if found["all"]:
        parts = {found["all"]: list(group)}
        if any(not _is(way, found["all"]) for way in ways_of.values()):
            raise Wrong(f"并非都{found['all']}：{ways_of}")
    else:
        parts = {}
        for count, names, way in re.findall(
            rf"，?(?:([0-9]+)市|((?:{CITY})(?:[、和](?:{CITY}))*))({_WAYS})", found["parts"]
        ):
            cities = [city for city, moved in ways_of.items() if _is(moved, way)]
            told = re.findall(CITY, names)
            if (told and set(told) != set(cities)) or (count and int(count) != len(cities)):
                raise Wrong(f"{way}的是{'、'.join(cities)}")
            parts[way] = cities
        if sum(map(len, parts.values())) != len(group):
            raise Wrong(f"各部分之和不是{len(group)}市")
    reader.note(f"{reader.name}{reader.scope}{found[0]}", judged=True)


_WAYS = "大体持平|持平|增长|下降|提高|延长|缩短|后移|前移"


def _way_of(reader: Reading, first: Known, last: Known) -> str:
    no_break(reader, first, last)
    if reckon.surely_more(last, first):
        return "增"
    if reckon.surely_more(first, last):
        return "减"
    exact = first.low == first.high == last.low == last.high
    return "持平" if exact or (reckon.surely_same(first, last)) else "大体持平"


def _is(way: str, word: str) -> bool:
    return way == (word if "平" in word else "增" if word in ("增长", "提高", "延长", "后移") else "减")


def most(reader: Reading, found: re.Match[str]) -> None:
    """洛阳由4个工作日降至1.7个工作日，推算缩短约58%，降幅最大: of those who went the way that most did."""
    if reader.span is None:
        raise Wrong("没有起止")
    group = reader.group
    ends = group.get(found["city"])
    if ends is None or (found["was"] and not reads(ends[0], found["was"])) or not reads(ends[1], found["is"]):
        raise Wrong(f"{found['city']}的起止是{ends and [item.shown for item in ends]}")
    up = found["way"] == "增幅"
    if reckon.surely_more(ends[1], ends[0]) != up or (found["verb"] and rises(ends[1], found["verb"]) != up):
        raise Wrong(f"{found['city']}不是{found['verb']}")
    if found["moves"]:
        ways(reader, *ends, found["moves"])
    same = {city: other for city, other in group.items() if reckon.surely_more(*(other[::-1] if up else other))}
    rest = [other for city, other in same.items() if city != found["city"]]
    least = found["said"] == "最小"
    if not all(further(other, ends, up=up) if least else further(ends, other, up=up) for other in rest):
        raise Wrong(f"{found['city']}{found['way']}不是{found['said']}")
    reader.row.append(ends[1])
    reader.note(f"{ends[0].id}{found[0]}", judged=True)


def spread(reader: Reading, found: re.Match[str]) -> None:
    """推算增幅在约5%至约12%之间: of the least and the most of those who went that way."""
    if reader.span is None:
        raise Wrong("没有起止")
    up = found["way"] in ("增幅在", "后移幅度在")
    sizes = []
    for first, last in reader.group.values():
        if reckon.surely_more(last, first) if up else reckon.surely_more(first, last):
            points = FAMILY[last.indicator] in POINTS or last.growth
            more, less = (last, first) if up else (first, last)
            low, high, best = (
                reckon.difference(more, less) if points else reckon.quotient(last, first, take=1, times=100)
            )
            if not points and not up:
                low, high, best = -high, -low, None if best is None else -best
            sizes.append((low if best is None else best, low, high, best))
    sizes.sort(key=lambda item: item[0])
    for words, (_, low, high, best) in ((found["low"], sizes[0]), (found["high"], sizes[-1])):
        if not reckon.computed_right(words, low, high, best):
            raise Wrong(f"{found['way']}的两头不是{words}")
    reader.note(f"{reader.name}{reader.scope}{found[0]}", judged=True)


def first_or_last(reader: Reading, found: re.Match[str]) -> None:
    """2023年，苏州0.9个工作日居首，三门峡居末: at the end, of all that have a figure then."""
    known = reader.find(found["city"], reader.name, reader.scope, reader.when)
    if known is None or (found["figure"] and not reads(known, found["figure"])):
        raise Wrong(f"{found['city']}为{known and known.shown}")
    if not found["figure"] and known not in reader.row:
        raise Wrong(f"没有说过{found['city']}的数")
    others = [item for item in reader.pool(known) if item is not known]
    first = found["said"] in ("居首", "最多", "最高", "最长", "最大")
    if first and not all(reader.ahead(known, item) for item in others):
        raise Wrong(f"{found['city']}不是{found['said']}")
    if not first and not all(reader.ahead(item, known) for item in others):
        raise Wrong(f"{found['city']}不是{found['said']}")
    if found["said"].startswith("居") != merit(known.indicator, growth=known.growth):
        raise Wrong(f"{known.name}不能说{found['said']}")
    reader.note(f"{known.id}{found[0]}", judged=True)


SPAN = rf"(?:[0-9]{{4}}—[0-9]{{4}}年|{WHEN}至(?:{WHEN}|[一二三四]季度末?|[0-9]{{1,2}}月末?))"
WAYS = _WAYS
OF = rf"(?:(?P<topic>{NAME})(?P<wide>（主城区）)?，)?(?P<city>{CITY})(?:(?P<name>{NAME})(?P<scope>（主城区）)?)?"
BACK = (
    rf"(?:，?但|{OF})(?P<when>{WHEN})"
    rf"(?:推算(?P<price>{PRICE})?比上年(?P<moves>{MOVES})|比上年有所(?P<verb>{VERB}))[，；]?"
)
FELL = (
    rf"(?P<name>{NAME})(?P<scope>（主城区）)?总体(?P<whole>{VERB})，而(?P<when>{WHEN})比上年(?P<verb>{VERB})的，"
    rf"有(?P<who>(?:{CITY})(?:[、和](?:{CITY}))*)(?:等(?P<many>[0-9]+)[地市区县])?"
)
TURNED = (
    rf"(?:(?P<topic>{NAME})(?P<wide>（主城区）)?，)?(?P<city>{CITY})?(?:(?P<name>{NAME})(?P<scope>（主城区）)?)?(?:连续(?P<back>[0-9]+)(?:年|个半年|个季度|个月))?(?P<at>{WHEN})?"
    rf"(?P<first>上升|回落|延长|缩短|后移|前移)(?:至(?P<to>{FIGURE}))?后，?(?:(?P<after>{WHEN})起)?"
    r"连续(?P<on>[0-9]+)(?:年|个半年|个季度|个月)(?P<then>回落|回升|延长|缩短|后移|前移)"
)
