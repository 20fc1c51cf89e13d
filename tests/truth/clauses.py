"""Clauses of sentences: how each form begins, and what it claims of the figures in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from tests.truth import arithmetic as reckon
from tests.truth import courses
from tests.truth.libraries import Known
from tests.truth.movement import as_before, by_term, computed, course, grew, level, moved, unit_of_gap
from tests.truth.reading import Reading, Wrong, reads
from tests.truth.words import (
    BETTER,
    CITY,
    FAMILY,
    FIGURE,
    MOVES,
    NAME,
    PRICE,
    TERMS,
    TO,
    TOPIC,
    VERB,
    WHEN,
    merit,
    when_of,
)

Read = Callable[[Reading, re.Match[str]], None]


def _opening(reader: Reading, found: re.Match[str]) -> None:
    reader.when = when_of(found["when"])


def _topic(reader: Reading, found: re.Match[str]) -> None:
    if found["when"]:
        reader.when = when_of(found["when"])
    reader.named(found)
    reader.row = []


def _listed(reader: Reading, found: re.Match[str]) -> None:
    """青岑139.9万户, 鹤洲…, in the order of the indicator; with what is said of the first and the last."""
    known = reader.fact(found["city"], reader.name, reader.scope, reader.when, found["figure"])
    if reader.row and reader.ahead(known, reader.row[-1]):
        raise Wrong(f"{known.city}应在{reader.row[-1].city}前")
    reader.row.append(known)
    if said := found["said"]:
        _placed(reader, known, said)


def _placed(reader: Reading, known: Known, said: str) -> None:
    others = [item for item in reader.pool(known) if item is not known]
    judged = merit(known.indicator, growth=known.growth)
    lowest = judged and BETTER[known.indicator] == "低"
    first = said == "居首" or (not said.startswith("居") and (said[-1] == _upper(known)) is not lowest)
    beaten = [item for item in others if reader.ahead(item, known)]
    beats = [item for item in others if reader.ahead(known, item)]
    sure = said in ("居首", "居末") or said.startswith("最")
    mine, against = (beats, beaten) if first else (beaten, beats)
    if against or (sure and len(mine) != len(others)) or (not sure and len(mine) == len(others)):
        raise Wrong(f"{known.city}{known.name}“{said}”不对")
    if said.startswith("居") and not judged:
        raise Wrong(f"{known.name}没有好坏，不能说{said}")
    reader.note(f"{known.id}{said}", judged=True)


def _home_stands(reader: Reading, found: re.Match[str]) -> None:
    """；2023年在6市中与三门峡并列末位: of what has just been told of home."""
    known = _own(reader, found)
    others = [item for item in reader.pool(known) if item is not known]
    ahead = [item for item in others if reader.ahead(item, known)]
    level = [item for item in others if reckon.surely_same(item, known)]
    behind = [item for item in others if reader.ahead(known, item)]
    said, count = found["said"], len(others) + 1
    place = {"首位": 1, "末位": count - len(level), "最": 1 if said[-1] == _upper(known) else count - len(level)}
    told = (
        int(found["place"])
        if found["place"]
        else place[said.removeprefix("并列").removeprefix("居")[: 2 if "位" in said else 1]]
    )
    if count != int(found["count"]) or told != len(ahead) + 1 or len(ahead) + len(level) + len(behind) != len(others):
        raise Wrong(f"可比的有{count}地，{known.city}居第{len(ahead) + 1}")
    courses.left_out(reader, found["left"], {item.city for item in (known, *others)})
    named = re.findall(CITY, found["with"] or "")
    if len(level) != (int(found["alike"]) if found["alike"] else len(named)) or not {*named} <= {
        item.city for item in level
    }:
        raise Wrong(f"并列的是{'、'.join(item.city for item in level)}")
    if ("由" in said or "最" in said) == merit(known.indicator, growth=known.growth):
        raise Wrong(f"{known.name}不能说{said}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _own(reader: Reading, found: re.Match[str]) -> Known:
    """Return the figure that has just been told of home, and of no other time than is said now."""
    if reader.now is None or reader.now.city != reader.home:
        raise Wrong("前面没有本地的数")
    if found["when"] and when_of(found["when"]) != when_of(reader.now.at.printed):
        raise Wrong(f"{reader.now.id}不是{found['when']}的")
    reader.row = []
    return reader.now


def _home_apart(reader: Reading, found: re.Match[str]) -> None:
    """，比居首的苏州（0.9个工作日）长0.8个工作日（推算）; 比紧随其后的…, where home itself is first."""
    known = _own(reader, found)
    cities = re.findall(CITY, found["who"])
    when = when_of(known.at.printed)
    others = [reader.fact(city, known.name, known.scope, when, found["figure"]) for city in cities]
    pool = [item for item in reader.pool(known) if item is not known]
    best = [item for item in pool if not any(reader.ahead(other, item) for other in pool)]
    place = found["place"] or found.groupdict().get("next")
    if {*others} - {*best} or (not found["alike"] and place and len(best) != len(others)):
        raise Wrong(f"最前的是{'、'.join(item.city for item in best)}")
    if place and (place == "居首") != reader.ahead(others[0], known):
        raise Wrong(f"{others[0].city}不是{place}")
    if size := found["size"]:
        more = found["way"] in "多高长大"
        upper, lower = (known, others[0]) if more else (others[0], known)
        unit_of_gap(known, size)
        if not reckon.surely_more(upper, lower) or not reckon.computed_right(size, *reckon.difference(upper, lower)):
            raise Wrong(f"{upper.shown}−{lower.shown}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _home_open(reader: Reading, found: re.Match[str]) -> None:
    """，与柳渡（99.9%）难分先后: neither certainly stands before the other."""
    known = _own(reader, found)
    for city in re.findall(CITY, found["who"]):
        other = reader.fact(city, known.name, known.scope, when_of(known.at.printed), found["figure"])
        if reader.ahead(other, known) or reader.ahead(known, other):
            raise Wrong(f"{other.shown}与{known.shown}分得出先后")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _tied(reader: Reading, found: re.Match[str]) -> None:
    """洛阳、三门峡均为79.6%，并列末位: all of one figure, none beyond them."""
    if found["when"] and (reader.now is None or reader.now.city != reader.home):  # of courses of many
        reader.when, reader.row = when_of(found["when"]), []
    elif found["when"] or found["of"]:  # of home, of which has been told
        known = _own(reader, found)
        reader.name, reader.scope = known.name, known.scope
    cities = re.findall(CITY, found["who"])
    told = [reader.fact(city, reader.name, reader.scope, reader.when, found["figure"]) for city in cities]
    pool = reader.pool(told[0])
    alike = [item for item in pool if reckon.surely_same(item, told[0])]
    first = found["said"] == "首位" or found["said"][-1] == _upper(told[0])
    beyond = [
        item
        for item in pool
        if item not in alike and not (reader.ahead(told[0], item) if first else reader.ahead(item, told[0]))
    ]
    if beyond or len(alike) != (int(found["alike"]) if found["alike"] else len(told)):
        raise Wrong(f"同为{found['figure']}的有{len(alike)}地，另有{len(beyond)}地更靠{'前' if first else '后'}")
    if ("位" in found["said"]) != merit(told[0].indicator, growth=told[0].growth):
        raise Wrong(f"{told[0].name}不能说{found['said']}")
    reader.row += told
    reader.note(f"{told[0].id}{found[0]}", judged=True)


def _upper(known: Known) -> str:
    return {"workday": "长", "percent": "高", "score": "高"}.get(FAMILY[known.indicator], "多")


def _count(reader: Reading, found: re.Match[str]) -> None:
    """10地中, 可比的6地（不含云澜）均为0元."""
    every = [item for city in reader.cities if (item := reader.find(city, reader.name, reader.scope, reader.when))]
    alike = [reader.pool(item) for item in every]
    held = next((pool for pool in alike if len(pool) == int(found["count"])), [])
    if not held:
        raise Wrong(f"可比的有{[len(pool) for pool in alike]}地")
    courses.left_out(reader, found["left"], {item.city for item in held})
    if found["same"]:
        for item in held:
            if not reads(item, found["same"]):
                raise Wrong(f"{item.city}为{item.shown}")
    reader.note(found[0] + reader.name + str(reader.when), judged=True)


def _of(reader: Reading, city: str) -> Known:
    held = [item for item in reader.row if item.city == city]
    if not held:
        raise Wrong(f"句中没有{city}的数")
    return held[-1]


def _multiple(reader: Reading, found: re.Match[str]) -> None:
    upper, lower = _of(reader, found["one"]), _of(reader, found["other"])
    said = f"{found['about'] or ''}{found['times']}倍"
    if not reckon.surely_more(upper, lower) or not reckon.computed_right(said, *reckon.quotient(upper, lower)):
        raise Wrong(f"{upper.shown}÷{lower.shown}={float((upper.point or 0) / (lower.point or 1)):.4f}")
    if lower is not _ends(reader)[0] or upper is not _ends(reader)[1]:
        raise Wrong("倍数说的不是最高与最低")
    reader.note(f"{upper.id}{lower.id}{found[0]}", judged=True)


def _ends(reader: Reading) -> tuple[Known, Known]:
    ends = reader.row[0], reader.row[-1]
    return ends if BETTER[reader.row[0].indicator] == "低" else ends[::-1]


def _gap(reader: Reading, found: re.Match[str]) -> None:
    one, other = _of(reader, found["one"]), _of(reader, found["other"])
    more = found["way"] in "多高长大"
    upper, lower = (one, other) if more else (other, one)
    unit_of_gap(one, found["size"])
    right = reckon.computed_right(found["size"], *reckon.difference(upper, lower))
    if not reckon.surely_more(upper, lower) or not right:
        raise Wrong(f"{upper.shown}−{lower.shown}")
    reader.note(f"{one.id}{other.id}{found[0]}", judged=True)


def _beside(reader: Reading, found: re.Match[str]) -> None:
    """柳渡多于云澜; of more than two, 云澜最多: the one that stands first, as nothing else is said."""
    one = _of(reader, found["one"])
    rest = [_of(reader, found["other"])] if found["other"] else [item for item in reader.row if item is not one]
    more = (found["way"] or found["most"]) in "多高长大"
    if found["most"] and one is not reader.row[0]:  # of all, after what has just been told of one
        rest = [item for item in reader.pool(one) if item is not one]
    elif one is not reader.row[0]:
        raise Wrong(f"先说的是{reader.row[0].shown}")
    if not all(reckon.surely_more(*((one, item) if more else (item, one))) for item in rest):
        raise Wrong(f"{one.shown}，{'、'.join(item.shown for item in rest)}")
    reader.note(f"{one.id}{found[0]}", judged=True)


def _all_same(reader: Reading, found: re.Match[str]) -> None:
    if not all(reckon.surely_same(reader.row[0], item) for item in reader.row):
        raise Wrong("各地并不相同")
    if (found[1] == "两") != (len(reader.row) == 2):
        raise Wrong(f"说的是{len(reader.row)}地")
    reader.note("".join(item.id for item in reader.row) + found[0], judged=True)


def _unlike(reader: Reading, found: re.Match[str]) -> None:
    lower, upper = _ends(reader)
    least = reckon.quotient(upper, lower)[0]
    if least < 10 or BETTER[upper.indicator] == "低" or FAMILY[upper.indicator] not in ("count", "cny", "usd"):
        raise Wrong(f"{upper.shown}与{lower.shown}可以比较")
    if (found[1] == "两") != (len(reader.row) == 2):
        raise Wrong(f"说的是{len(reader.row)}地")
    reader.note("".join(item.id for item in reader.row) + found[0], judged=True)


def _stands(reader: Reading, found: re.Match[str]) -> None:
    """A city's figure: 2024年四季度，云澜新设企业8086户; without the city of the paragraph's."""
    reader.city = found["city"] or reader.city
    reader.named(found)
    known = reader.fact(reader.city, reader.name, reader.scope, reader.when, found["figure"])
    if found["flash"] and known.status != "快报":
        raise Wrong(f"{known.id}不是快报")
    reader.now, reader.row = known, [known]


def _place(reader: Reading, found: re.Match[str]) -> None:
    """居营商环境评价第12位."""
    reader.city = found["city"] or reader.city
    reader.name, reader.scope = "营商环境评价位次", ""
    reader.now = reader.fact(reader.city, reader.name, "", reader.when, found["figure"])


def _towards(reader: Reading, found: re.Match[str]) -> None:
    """完成年度目标5615户的约95.2%（推算）."""
    known, goal = _aim(reader, found["goal"])
    if not reckon.computed_right(found["done"], *share(known, goal)) or BETTER[known.indicator] == "低":
        raise Wrong(f"{known.shown}不是{found['goal']}的{found['done']}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def share(known: Known, goal: Fraction) -> tuple[Fraction, Fraction, Fraction | None]:
    best = known.point / goal * 100 if known.point is not None else None
    return known.low / goal * 100, known.high / goal * 100, best


def _aim(reader: Reading, goal: str) -> tuple[Known, Fraction]:
    known = reader.now
    if known is None or known.target is None or known.target.printed != goal:
        raise Wrong(f"目标不是{goal}")
    return known, known.target.value


def _aimed(reader: Reading, found: re.Match[str]) -> None:
    _aim(reader, found["goal"])
    reader.note(f"{reader.now and reader.now.id}{found[0]}")


def _short(reader: Reading, found: re.Match[str]) -> None:
    """，差268户; ，超5365万美元; ，优于目标1.2个工作日（推算）."""
    known = reader.now
    if known is None or known.target is None:
        raise Wrong("没有目标")
    goal, over = known.target.value, found["way"] in ("超", "优于目标")
    more = over != (BETTER[known.indicator] == "低")
    low, high = (known.low - goal, known.high - goal) if more else (goal - known.high, goal - known.low)
    best = None if known.point is None else abs(known.point - goal)
    unit_of_gap(known, found["size"])
    if low < 0 or not reckon.computed_right(found["size"], low, high, best):
        raise Wrong(f"{known.shown}与目标{known.target.printed}的差不是{found['size']}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _pace(reader: Reading, found: re.Match[str]) -> None:
    """，快于序时进度: as much is done as time is gone; nothing but what adds up over the year has one."""
    known = reader.now
    if known is None or known.target is None:
        raise Wrong("没有目标")
    if FAMILY[known.indicator] not in ("count", "cny", "usd"):
        raise Wrong(f"{known.name}不是逐月累加的数，没有序时进度")
    if paced(known) is None or paced(known) != (found["way"] == "快于"):
        raise Wrong(f"{known.shown}，目标{known.target.printed}，不是{found[0]}")
    reader.note(f"{known.id}{found[0]}", judged=True)


DAYS = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366)
"""Of 2024 that were gone at the end of each month."""


def paced(known: Known) -> bool | None:
    """Return whether as much is done as time is gone; None where rounding leaves it open."""
    assert known.target
    due = Fraction(DAYS[known.at.part + 1], DAYS[-1]) * known.target.value
    return True if known.low >= due else False if known.high < due else None


def _summed_up(reader: Reading, found: re.Match[str]) -> None:
    """青岑可按序时进度衡量的3项目标中，2项快于序时进度，1项慢于序时进度，即地区生产总值（推算完成约72.5%、差138.0亿元）."""
    city = found["city"] or reader.city
    aimed = [
        known
        for known in reader.made.known.values()
        if known.city == city
        and known.target
        and when_of(known.at.printed) == reader.when
        and FAMILY[known.indicator] in ("count", "cny", "usd")
        and paced(known) is not None
    ]
    behind = [known for known in aimed if not paced(known)]
    done = (
        {"快于序时进度": len(aimed), "慢于序时进度": 0}[found["all"].removeprefix("均")]
        if found["all"]
        else int(found["done"])
    )
    if len(aimed) != int(found["count"]) or done != len(aimed) - len(behind):
        raise Wrong(f"目标有{len(aimed)}项，未达到的有{len(behind)}项")
    if found["all"] and found["all"].startswith("均") != (len(aimed) > 1):
        raise Wrong(f"目标只有{len(aimed)}项")
    named = re.findall(
        rf"({NAME})（推算(?:完成(约?[0-9.]+%))?、?(?:慢于序时进度({FIGURE}))?、?(?:差({FIGURE}))?）", found["who"] or ""
    )
    if len(named) != min(3, len(behind)):
        raise Wrong(f"未达到的有{len(behind)}项，列出{len(named)}项")
    gone = Fraction(DAYS[behind[0].at.part + 1] * 100, DAYS[-1]) if behind else Fraction(0)
    least = Fraction(10**6)
    for name, rate, lag, gap in named:
        (known,) = [item for item in behind if item.name == name]
        assert known.target
        goal = known.target.value
        best = None if known.point is None else goal - known.point
        low, high, reached = share(known, goal)
        if lag and not reckon.computed_right(lag, gone - high, gone - low, None if reached is None else gone - reached):
            raise Wrong(f"{name}落后的不是{lag}")
        late = gone - (low + high) / 2 if reached is None else gone - reached
        if late > least:
            raise Wrong(f"{name}落后更多，应在前")
        least = late
        if rate and not reckon.computed_right(rate, *share(known, goal)):
            raise Wrong(f"{name}完成的不是{rate}")
        if gap and not reckon.computed_right(gap, goal - known.high, goal - known.low, best):
            raise Wrong(f"{name}差的不是{gap}")
    reader.note(f"{city}{reader.when}{found[0]}", judged=True)


def _named(reader: Reading, found: re.Match[str]) -> None:
    """（推算完成年度目标的约83.8%、快于序时进度约0.5个百分点，市发改委牵头）: of the figure before it."""
    known = reader.now
    if known is None or known.target is None:
        raise Wrong("没有目标")
    low, high, best = share(known, known.target.value)
    if not reckon.computed_right(found["done"], low, high, best):
        raise Wrong(f"{known.shown}完成的不是{found['done']}")
    gone = Fraction(DAYS[known.at.part + 1] * 100, DAYS[-1])
    fast = found["way"] in "快高"
    if (found["way"] in "快慢") != bool(BETTER[known.indicator]):  # nobody said that more is better
        raise Wrong(f"{known.name}不能说{found['way']}于序时进度")
    off = [value - gone if fast else gone - value for value in (low, high, *([] if best is None else [best]))]
    if min(off) < 0 or not reckon.computed_right(
        found["off"], min(off), max(off), off[2] if best is not None else None
    ):
        raise Wrong(f"{known.shown}{found['way']}于序时进度的不是{found['off']}")
    reader.note(f"{known.id}{found[0]}", judged=True)


def _slowest(reader: Reading, found: re.Match[str]) -> None:
    """，在6市中进度最慢: of the figure before it, by what share of its target each has done."""
    known = reader.now
    held = [item for item in (reader.pool(known) if known else []) if item.target]
    done = [share(item, item.target.value)[:2] for item in held if item.target]
    own = share(known, known.target.value)[1] if known and known.target else Fraction(0)
    if len(held) != int(found["count"]) or sum(low <= own for low, _ in done) != 1:
        raise Wrong(f"有目标的{len(held)}市，完成{done}")
    reader.note(f"{reader.sentence}{found[0]}", judged=True)


def _elapsed(reader: Reading, found: re.Match[str]) -> None:
    month = int(found["month"])
    if int(found["day"]) != DAYS[month] - DAYS[month - 1]:
        raise Wrong("不是月末")
    if not reckon.computed_right(f"约{found['share']}", *(Fraction(DAYS[month] * 100, DAYS[-1]),) * 3):
        raise Wrong("全年时间已过的不是这么多")
    reader.note(found[0], judged=True)


def _left_away(reader: Reading, found: re.Match[str]) -> None:
    """2019年一季度至2023年三季度的数据从略: from the first that is drawn to the last that has no column."""
    if [found["first"], found["last"] or found["first"]] != [*reader.left_out[:1], *reader.left_out[-1:]]:
        raise Wrong(f"从略的是{reader.left_out[:1]}至{reader.left_out[-1:]}")
    reader.note(f"{reader.row_of}{found[0]}")


def _newer(reader: Reading, found: re.Match[str]) -> None:
    """另有较新数据未列入：新设企业同比增速，云澜市2024年三季度、青岑市2024年二季度."""
    for name, scope, cities in re.findall(rf"({NAME})(（主城区）)?，((?:(?:{CITY})市{WHEN}、?)+)", found[0]):
        for city, when in re.findall(rf"({CITY})市({WHEN})", cities):
            if reader.find(city, name, scope.strip("（）"), when_of(when)) is None:
                raise Wrong(f"{city}{name}没有{when}的数")
            reader.note(f"{city}{name}{when}较新")


def _apart(reader: Reading, found: re.Match[str]) -> None:
    """云澜…第10位与青岑…第13位：时期不同（2024年四季度与2024年三季度），只并列，不比高低."""
    times = [when_of(item) for item in (found["first"], found["second"])]
    if times[0] == times[1]:
        raise Wrong("时期并无不同")
    for place, when in zip(("1", "2"), times, strict=True):
        name, scope = found[f"name{place}"], (found[f"scope{place}"] or "").strip("（）")
        reader.fact(found[f"city{place}"], name, scope, when, found[f"figure{place}"])
    reader.note(found[0], judged=True)


def _caveat(reader: Reading, found: re.Match[str]) -> None:
    """说明：云澜市网上可办率、…自2024年4月末起口径调整，前后不可比."""
    for names, since, reason in re.findall(
        f"((?:(?:{CITY})?市?(?:{NAME})、?)+)自({WHEN})起(口径调整|区划变动)，前后不可比", found[0]
    ):
        for told, name in re.findall(f"({CITY})?市?({NAME})", names):
            city = told or reader.city
            series = reader.series.get((city, name, ""), [])
            if not any(item.broken == reason and when_of(item.at.printed) == when_of(since) for item in series):
                raise Wrong(f"{city}{name}没有{reason}")
            reader.note(f"{city}{name}{reason}")


def _dashed(reader: Reading, found: re.Match[str]) -> None:
    """竖虚线表示前后数据不可比（宁浦市2023年三季度起）."""
    for city, when in re.findall(f"({CITY})市({WHEN})", found[0]):
        at = _last_month(when)
        held = (item for (place, _, _), series in reader.series.items() if place == city for item in series)
        if not any(item.broken and _last_month(item.at.printed) == at for item in held):
            raise Wrong(f"{city}{when}口径没有变动")
        reader.note(f"{city}{when}口径变动")


def _last_month(words: str) -> tuple[int, int]:
    """Return the year and month that a period ends with: a chart says 2024年 of what is told 截至2024年底."""
    kind, year, part = when_of(words)
    return year, {"year": 12, "quarter": 3 * part, "half": 6 * part}.get(kind, part)


def _extent(reader: Reading, found: re.Match[str]) -> None:
    """共采用数据858项: as many as are told of, which is known at the end."""
    reader.extent.append((int(found["count"]), reader.city if found[0].startswith("以下") else ""))


def _stars(reader: Reading, found: re.Match[str]) -> None:
    names = re.sub("，各地时期不同|；", "", found["names"]).split("、")
    if names != reader.starred:
        raise Wrong(f"带*的是{'、'.join(reader.starred)}")
    reader.note(found[0], judged=True)


def _left_out(reader: Reading, found: re.Match[str]) -> None:
    names = re.findall("“(.+?)”", found[0])
    if len(set(names)) < len(names):
        raise Wrong("两个同名，读者分不出")


_CITIES = rf"(?:{CITY})(?:、(?:{CITY}))*(?:等(?P<alike>[0-9]+)[地市区县])?"

AMONG = rf"(?:可比的)?(?P<count>[0-9]+)[地市区县](?:（不含(?P<left>(?:{CITY})(?:、(?:{CITY}))*)）)?"

FORMS: list[tuple[re.Pattern[str], Read]] = [
    (
        re.compile(
            rf"[，；]?(?P<when>{WHEN})?(?:{NAME})?在{AMONG}中(?:与(?P<with>{_CITIES}))?"
            r"(?P<said>(?:并列|居)[首末]位|(?:并列)?最[多少高低长短大小]|(?:由[多高长大]到[少低短小])?(?:居|并列)第(?P<place>[0-9]+)位)"
        ),
        _home_stands,
    ),
    (
        re.compile(rf"[，；]?(?P<when>{WHEN})?(?:{NAME})?与(?P<who>{_CITIES})（(?P<figure>{FIGURE})）难分先后"),
        _home_open,
    ),
    (
        re.compile(
            rf"[，；]?(?P<when>{WHEN})?(?:{NAME})?比(?:(?P<place>居首|紧随其后)的)?(?P<who>{_CITIES})（(?P<figure>{FIGURE})）"
            rf"(?P<way>[多少高低长短大小])(?P<size>{FIGURE})（推算）"
        ),
        _home_apart,
    ),
    (
        re.compile(
            rf"[，；]?(?:(?P<when>{WHEN})|(?P<of>{NAME}))?，?(?P<who>{_CITIES})均为(?P<figure>{FIGURE})，并列(?P<said>[首末]位|最[多少高低长短大小])"
        ),
        _tied,
    ),
    (
        re.compile(
            rf"[，；]?(?:(?P<when>{WHEN})|{NAME})?，?(?P<next>居次的)?(?P<who>{_CITIES})(?=均?为|[^；]+居次)(?:均?为)?(?P<figure>{FIGURE})(?P<place>居次)?"
            "(?=；|$)(?P<way>)(?P<size>)"
        ),
        _home_apart,
    ),
    (
        re.compile(
            rf"(?P<one>{CITY})(?:(?P<way>[多少高低长短大小])于(?P<other>{CITY})$|最(?P<most>[多少高低长短大小])$)"
        ),
        _beside,
    ),
    (
        re.compile(
            rf"(?P<city1>{CITY})(?P<name1>{NAME})(?P<scope1>（主城区）)?(?P<figure1>{FIGURE})与"
            rf"(?P<city2>{CITY})(?P<name2>{NAME})(?P<scope2>（主城区）)?(?P<figure2>{FIGURE})："
            rf"时期不同（(?P<first>{WHEN})与(?P<second>{WHEN})）(?:，只并列，不比高低)?"
        ),
        _apart,
    ),
    (re.compile(r"说明：.+"), _caveat),
    (re.compile(rf"(?:(?:{CITY})市、?)+自口径变动起画"), lambda reader, found: None),
    (re.compile(rf"竖虚线表示前后数据不可比（(?:(?:{CITY})市(?:{WHEN})起、?)+）"), _dashed),
    (re.compile(rf"，?(?:与上年同期(?P<about>大体)?持平|较上年同期有所(?P<verb>{VERB}))[，；]?"), as_before),
    (re.compile("带“\\*”的只并列，不比高低：(?P<names>.+)"), _stars),
    (
        re.compile(
            rf"(?P<city>{CITY})?可按序时进度衡量的(?P<count>[0-9]+)项年度目标(?:(?P<all>均?[快慢]于序时进度)|中，"
            rf"(?P<done>[0-9]+)项快于序时进度，[0-9]+项慢于序时进度)(?:，(?:其中较慢的有|即)(?P<who>.+))?"
        ),
        _summed_up,
    ),
    (
        re.compile(
            rf"（推算完成年度目标的(?P<done>约?[0-9.]+%)、(?P<way>[快慢高低])于序时进度(?P<off>{FIGURE})(?:，[^，）]+牵头)?）[；，]?"
        ),
        _named,
    ),
    (
        re.compile(
            "序时进度按天数推算：截至2024年(?P<month>[0-9]+)月(?P<day>[0-9]+)日，全年时间已过(?P<share>[0-9.]+%)"
        ),
        _elapsed,
    ),
    (re.compile(rf"(?P<first>{WHEN})(?:至(?P<last>{WHEN}))?的数据从略"), _left_away),
    (re.compile("另有较新数据未列入：.+"), _newer),
    (re.compile("图中画不下的.+见表"), _left_out),
    (re.compile("[^。]*?(?:采用|依据|以)[^，。]*?数据(?P<count>[0-9]+)项"), _extent),
    (
        re.compile(
            rf"(?:(?P<span>{courses.SPAN})|(?P<at>{WHEN})(?=，[^，]+同比))"
            rf"(?:，{AMONG}{TOPIC}(?:同比)?均(?P<all>{courses.WAYS})[，；]?)(?P<parts>)"
        ),
        courses.many,
    ),
    (
        re.compile(
            rf"(?:(?P<span>{courses.SPAN})|(?P<at>{WHEN})(?=[^，]+同比，)){TOPIC}(?:同比)?，{AMONG}中(?P<all>)"
            rf"(?P<parts>(?:，?(?:[0-9]+市|(?:{CITY})(?:[、和](?:{CITY}))*)(?:{courses.WAYS}))+)[，；]?"
        ),
        courses.many,
    ),
    (
        re.compile(
            rf"(?P<city>{CITY})(?:由(?P<was>{FIGURE})(?P<verb>{TO}))?(?P<is>{FIGURE})"
            rf"(?:，推算(?P<moves>{MOVES}))?，(?P<way>[增降]幅)(?P<said>最大|最小)[，；]?"
        ),
        courses.most,
    ),
    (
        re.compile(rf"(?P<way>[增降]幅在|[前后]移幅度在)(?P<low>{FIGURE})至(?P<high>{FIGURE})之间（推算）[，；]?"),
        courses.spread,
    ),
    (
        re.compile(
            r"(?P<way>[增降]幅)在(?:可比的)?(?P<among>[0-9]+)市中(?P<said>最大|最小|居第|并列第)(?:(?P<place>[0-9]+)位)?[，；]?"
        ),
        courses.extent,
    ),
    (re.compile("，?在(?P<count>[0-9]+)[地市区县]中进度最慢[，；]?"), _slowest),
    (re.compile(courses.TURNED), courses.turned),
    (re.compile(courses.BACK), courses.back),
    (re.compile(courses.FELL), courses.fell_back),
    (
        re.compile(rf"(?P<city>{CITY})(?P<figure>{FIGURE})?(?P<said>居首|居末|最[多少高低长短大小])[，；]?"),
        lambda reader, found: (courses.first_or_last if reader.span else _listed)(reader, found),
    ),
    (
        re.compile(
            rf"(?P<city>{CITY})?{TOPIC}由(?P<since>{WHEN})的(?P<was>{FIGURE})(?P<verb>{TO})(?P<until>{WHEN})的(?P<is>{FIGURE})"
        ),
        course,
    ),
    (re.compile(rf"，?推算(?P<price>{PRICE})?{TERMS}(?:、{TERMS})*[，；]?"), by_term),
    (re.compile(rf"，?推算(?P<moves>{MOVES})[，；]?"), computed),
    (
        re.compile(
            rf"(?P<city>{CITY})?{TOPIC}(?P<since>{WHEN})为(?P<was>{FIGURE})，(?P<until>{WHEN})为(?P<is>{FIGURE})，"
            r"(?P<about>大体)?持平"
        ),
        level,
    ),
    (
        re.compile(
            rf"(?P<city>{CITY})?{TOPIC}(?P<until>{WHEN})为(?P<is>(?P<was>{FIGURE}))，与(?P<since>{WHEN})(?P<about>大体)?持平"
        ),
        level,
    ),
    (re.compile(rf"(?P<when>{WHEN})?{TOPIC}，(?=(?:{CITY})(?:居?{FIGURE})|(?:可比的)?[0-9]+[地市区县])"), _topic),
    (re.compile(rf"{AMONG}(?:中，|均为(?P<same>{FIGURE}))"), _count),
    (
        re.compile(rf"(?P<city>{CITY})居?(?P<figure>{FIGURE})(?P<said>居首|居末|[最较][多少高低长短大小])?[，、]?"),
        _listed,
    ),
    (
        re.compile(rf"(?P<one>{CITY})(?P<about>约)?为(?P<other>{CITY})的(?P<times>[0-9.]+)倍（推算）"),
        _multiple,
    ),
    (
        re.compile(rf"(?P<one>{CITY})比(?P<other>{CITY})(?P<way>[多少高低长短大小])(?P<size>{FIGURE})（推算）"),
        _gap,
    ),
    (re.compile("([两各])地相同"), _all_same),
    (re.compile("（([两各])地规模差异较大，不作比较）"), _unlike),
    (
        re.compile(rf"(?P<city>{CITY})?(?:{TOPIC})?(?:同比)(?P<way>增长|下降|持平)(?P<size>[0-9.]+%)?[，；]?"),
        grew,
    ),
    (re.compile(rf"(?P<city>{CITY})?居营商环境评价(?P<figure>第[0-9]+位)(?:（快报）)?[，；]?"), _place),
    (re.compile(rf"(?P<city>{CITY})?{TOPIC}为?(?P<figure>{FIGURE})(?P<flash>（快报）)?[，；]?"), _stands),
    (re.compile(rf"(?P<when>{WHEN})，"), _opening),
    (
        re.compile(rf"，?完成年度目标(?P<goal>{FIGURE})的(?P<done>约?[0-9.]+%)（推算）[，；]?"),
        _towards,
    ),
    (re.compile(rf"年度目标(?P<goal>{FIGURE})[，；]?"), _aimed),
    (re.compile(rf"，?(?P<way>超|差|优于目标|尚差)(?P<size>{FIGURE})(?:（推算）)?[，；]?"), _short),
    (re.compile("，?(?P<way>快于|慢于)序时进度[，；]?"), _pace),
    (
        re.compile(rf"（推算较(?P<since>上年同期|上[月季年]度?末?|年初|{WHEN})(?P<moves>{MOVES})）"),
        moved,
    ),
    (re.compile("从数据看，|[，；、]"), lambda reader, found: None),
]
"""How a clause begins and what it claims; the first that fits is taken, and the next begins where it ends."""
