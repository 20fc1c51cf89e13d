"""对标: places among so many, the best and the middle, how far home is from them, and what became better."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from briefing.model.document import Mark
from tests.truth import arithmetic as reckon
from tests.truth.columns import ROW, bare
from tests.truth.libraries import Known
from tests.truth.movement import even, turned, unit_of_gap, ways
from tests.truth.reading import Reading, Wrong
from tests.truth.words import BETTER, CITY, FAMILY, FIGURE, MOVES, NAME, UNITS, VERB, WHEN, When, when_of

LIST = rf"(?:{NAME})(?:、(?:{NAME}))*(?:等[0-9]+项)?"
AT = r"(?:居|并列)第[0-9]+位(?:（共[0-9]+市）)?"
BESIDE = rf"(?:[长短多少高低]|领先|落后)于(?:{CITY})"
MOVED = rf"(?:{NAME})(?:{MOVES}|(?:大体)?持平|有所(?:{VERB}))(?:（推算）)?"
VERDICT = (
    rf"(?:(?P<when>{WHEN})，)?(?:{CITY})市?(?:在(?P<among>[0-9]+)市)?可比优劣的(?P<all>[0-9]+)项指标中，(?P<groups>.+)"
)
LEADS = (
    rf"比(?:紧随其后的)?(?P<next>{CITY})（(?P<second>{FIGURE})）(?P<more>[长短多少高低大小])(?P<by>{FIGURE})（推算）"
)
LED = rf"(?=.*最优)(?:(?:{CITY})(?P<led>(?:{NAME})(?:、(?:{NAME}))*)(?:等[0-9]+项)?已为最优(?:；|$))?"
SENTENCES = (
    VERDICT,
    rf"(?:(?P<when>{WHEN})，)?(?:{CITY})市?(?P<only>{NAME})(?P<at>{AT}|{BESIDE})",
    rf"(?:(?P<year>[0-9]{{4}})年)?较(?P<since>上年(?:同期)?|{WHEN})，(?P<counts>[0-9]+项(?:均有改善|改善|退步).*)",
    rf"较(?P<since>上年(?:同期)?|{WHEN})(?P<moved>{MOVES}|(?:大体)?持平|有所(?:{VERB}))(?:（推算）)?",
    rf"(?P<end>按比例差距最大的是|按比例差距较大的是|差距仅在)(?P<far>{NAME})，(?:{CITY})(?P<own>{FIGURE})，(?P<peer>{CITY})(?P<best>{FIGURE})",
    rf"(?:{CITY})(?P<own>{FIGURE})，(?:最优的)?(?P<peer>{CITY})(?P<best>{FIGURE})",
    rf"按比例差距较大的有(?P<wide>{LIST})",
    LED + rf"(?:与最优城市相比，(?:{CITY})?(?P<shares>.+))?",
    rf"(?:(?P<when>{WHEN})，)?(?:{CITY})(?P<lag>{NAME})为?(?P<figure>{FIGURE})，(?P<rest>(?:比|落后于)最优的.+)",
    rf"(?P<lead>{NAME})为?(?P<shown>{FIGURE})，{LEADS}",
    rf"(?P<lead>{NAME})为?(?P<shown>{FIGURE})，(?P<place>{AT})",
    rf"(?P<lead>{NAME})为?(?P<shown>{FIGURE})，与(?P<level>(?:{CITY})(?:、(?:{CITY}))*)(?:等地)?并列最优",
    rf"(?:所用公开材料|所收表格)未涉及(?:{CITY})的(?P<absent>(?:{NAME})(?:、(?:{NAME}))*)",
    rf"较以往改善的有：(?P<gains>{MOVED}(?:、{MOVED})*)(?:（推算）)?",
)
"""Sentences that rest on the score card, whichever comes first: they are held against it when all is read."""
LESS = ("短", "少", "低")


def put_off(reader: Reading, sentence: str) -> bool:
    """Return whether a sentence is one of these; it is then checked at the end."""
    if not reader.home:
        return False
    for form in SENTENCES:
        if found := re.fullmatch(form, sentence):
            reader.benchmarks.append((found, sentence))
            return True
    return False


def settle(reader: Reading) -> None:
    """Check the sentences against the card."""
    for found, sentence in reader.benchmarks:
        told = found.groupdict()
        try:
            check = next(check for key, check in CHECKS.items() if told.get(key) is not None)
            check(reader, found)
            _dated(reader, told)
            reader.note(sentence, judged=True)
        except Wrong as wrong:
            reader.report.wrong.append(f"{wrong}　｜　{sentence}")


def _dated(reader: Reading, told: dict[str, str | None]) -> None:
    """Check the time that a sentence begins with: that of the indicator that it names, else of all."""
    name = told.get("only") or told.get("lag")
    held = [_known(reader, name)] if name else list(reader.places.values())
    if (at := told.get("when")) and {when_of(own.at.printed) for own in held} != {when_of(at)}:
        raise Wrong(f"不都是{at}的数")


def card(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """云澜市在6市中的位置: 指标 | 我市 | 最优 | 中位数 | 差距 | 位次 | 比上年."""
    if "（位" in row[0]:  # a column has places without their unit
        row = [row[0].replace("（位，", "（").replace("（位）", ""), *(f"{words}位" for words in row[1:3]), *row[3:]]
        row[-1] = row[-1].replace("位", "个位次")
    head = re.fullmatch(ROW, row[0].replace("工作日", "个工作日").replace("，年末", f"，{found['when']}末"))
    if head is None:
        raise ValueError(row[0])
    name, scope = head["name"], head["scope"] or ""
    unit, when = head["unit"] or head["then"] or "", head["when"] or found["when"]
    cells = dict(zip(header, row, strict=True))
    place = cells.get("位次", "—")
    among = re.search("/([0-9]+)", place) or re.match("([0-9]+)", found["among"])
    pool = _pool(reader, name, scope, when)
    own = bare(reader, reader.home, name, scope, when_of(pool[0].at.printed), cells[header[1]], unit)
    if own is None:
        raise Wrong("没有本地的数")
    pool = reader.pool(own)
    if among and len(pool) != int(among[1]):
        raise Wrong(f"可比的有{len(pool)}市")
    judged = "首位" not in cells
    if judged:
        reader.places[name] = own
    _place(
        reader, own, pool, place, placed=bool(BETTER[own.indicator]) and (FAMILY[own.indicator] != "rank" or own.growth)
    )
    best = next((head for head in ("较优", "首位") if head in cells), "最优")
    if judged and (best == "较优") != found["among"].startswith("2市"):
        raise Wrong(f"{found['among']}：{best}")
    if cells.get(best, "—") != "—":
        city, figure = cells[best].split(" ")
        names = re.findall(CITY, city)
        for named in names:
            other = reader.find(named, name, scope, when_of(own.at.printed))
            if other is None or any(reader.ahead(item, other) for item in pool):
                raise Wrong(f"最优不是{named}")
        bare(reader, names[0], name, scope, when_of(own.at.printed), figure, unit)
    if cells.get("中位数", "—") != "—":
        _median(pool, cells["中位数"], unit)
    if cells.get("差距", "—") != "—":
        best = next(item for item in pool if not any(reader.ahead(other, item) for other in pool))
        upper, lower = (own, best) if BETTER[own.indicator] == "低" else (best, own)
        _right(f"{cells['差距']}{'个百分点' if unit == '%' else unit}", *reckon.difference(upper, lower))
    if (last := header[-1]).startswith("比"):
        _moved(reader, own, row[-1], unit, since=last[1:])
    reader.note(f"{own.id}{row}", judged=True)


def _pool(reader: Reading, name: str, scope: str, when: str | None) -> list[Known]:
    """Return home's figure of the time that is told."""
    held = reader.series.get((reader.home, name, scope), [])
    found = [item for item in held if when is None or when_of(item.at.printed) == when_of(when)]
    found = found or [item for item in [reader.find(reader.home, name, scope, when_of(when or ""))] if item]
    if not found:
        raise Wrong(f"{reader.home}{name}没有{when}的数")
    return found[-1:]


def _place(reader: Reading, own: Known, pool: list[Known], words: str, *, placed: bool) -> None:
    ahead = [item for item in pool if reader.ahead(item, own)]
    behind = [item for item in pool if reader.ahead(own, item)]
    level = [item for item in pool if item is own or reckon.surely_same(item, own)]
    certain = len(ahead) + len(behind) + len(level) == len(pool)
    right = (
        "位次难定"
        if not certain
        else "相同"
        if len(level) == len(pool)
        else f"{'并列' if len(level) > 1 else ''}{len(ahead) + 1}"
    )
    if re.sub("第|(?<=[0-9])位|[/（].*", "", words) != (right if placed else "—"):
        raise Wrong(f"应为{right}")


def _median(pool: list[Known], words: str, unit: str) -> None:
    middle = slice((len(pool) - 1) // 2, len(pool) // 2 + 1)
    lows, highs = (sorted(ends)[middle] for ends in zip(*((item.low, item.high) for item in pool), strict=True))
    points = [item.point for item in pool]
    best = None
    if None not in points:
        held = sorted(point for point in points if point is not None)[middle]
        best = sum(held, Fraction(0)) / len(held)
    _right(f"{words}{unit}", sum(lows, Fraction(0)) / len(lows), sum(highs, Fraction(0)) / len(highs), best)


def _right(figure: str, low: Fraction, high: Fraction, best: Fraction | None) -> None:
    if not any(reckon.computed_right(f"{about}{figure}", low, high, best) for about in ("", "约")):
        raise Wrong(f"{figure}算得不对")


def _moved(reader: Reading, own: Known, words: str, unit: str, *, since: str) -> None:
    if words == "—":
        return
    earlier = _before(reader, own)
    stated = reader.find(own.city, f"{own.name}同比增速", own.scope, when_of(own.at.printed))
    if stated and re.fullmatch("(?:按可比价)?同比(增长|下降|持平).*", words):
        return
    if earlier is None:
        raise Wrong(f"没有可比的数：{words}")
    if _since(own, earlier) != since:
        raise Wrong(f"不是{since}")
    told = words if re.search(f"(?:{UNITS})$", words) else f"{words}{'个百分点' if unit == '%' else unit}"
    _way(reader, earlier, own, words if "持平" in words or words in VERB or words.startswith("有所") else told)


def _since(own: Known, earlier: Known) -> str:
    yearly = earlier.at.numbers == (own.at.year - 1, own.at.part)
    return ("上年" if own.at.of_year == 1 else "上年同期") if yearly else earlier.at.printed.removeprefix("截至")


def _before(reader: Reading, own: Known) -> Known | None:
    """Return the figure of the year before, else the latest before from which the way is not broken."""
    series = [item for item in reader.series[own.city, own.name, own.scope] if item.at.index < own.at.index]
    series = [item for item in series if reader.redefined(item) == reader.redefined(own)]
    same = [item for item in series if item.at.numbers == (own.at.year - 1, own.at.part)]
    return next(iter(same or series[::-1]), None)


def _way(reader: Reading, before: Known, own: Known, words: str) -> None:
    if words.endswith("持平"):
        even(reader, before, own, about=words.startswith("大体"))
    elif words.startswith("有所"):
        turned(reader, before, own, words.removeprefix("有所"))
    else:
        faults = []
        for about in ("", "约"):
            try:
                price = "按现价计算" if own.name == "地区生产总值" and words.endswith("%") else ""
                ways(reader, before, own, re.sub(rf"({VERB})约?", rf"{price}\1{about}", words))
            except Wrong as wrong:
                faults.append(wrong)
        if len(faults) == 2:
            raise faults[0]


def _better(reader: Reading, own: Known) -> bool | None:
    """Return whether it certainly became better, None where it did not move or nobody knows."""
    before = _before(reader, own)
    if before is None:
        return None
    return True if reader.ahead(own, before) else False if reader.ahead(before, own) else None


def _known(reader: Reading, name: str) -> Known:
    if name not in reader.places:
        raise Wrong(f"表中没有{name}")
    return reader.places[name]


def _at(reader: Reading, name: str, words: str, among: str = "0") -> None:
    own = _known(reader, name)
    pool = reader.pool(own)
    if told := re.fullmatch(f"(.+?)于({CITY})", words):
        (other,) = (item for item in pool if item is not own)
        low = BETTER[own.indicator] == "低"
        better = {"领先": True, "落后": False}.get(told[1], (told[1] in LESS) is low)
        if other.city != told[2] or not reader.ahead(*((own, other) if better else (other, own))):
            raise Wrong(f"{name}并非{words}")
        return
    if int((re.search("共([0-9]+)市", words) or [0, among])[1]) != len(pool):
        raise Wrong(f"{name}可比的有{len(pool)}市")
    _place(reader, own, pool, words.removeprefix("居"), placed=True)


def _verdict(reader: Reading, found: re.Match[str]) -> None:
    told = 0
    for names, more, at, level in re.findall(
        rf"((?:{NAME})(?:、(?:{NAME}))*)(?:等([0-9]+)项)?均?(?:({AT}|{BESIDE})|(各地相同|与(?:{CITY})相同)|位次难定|为{FIGURE})",
        found[0],
    ):
        each = re.findall(NAME, names)
        told += int(more or len(each))
        for name in each:
            if level and any(
                not reckon.surely_same(item, _known(reader, name)) for item in reader.pool(_known(reader, name))
            ):
                raise Wrong(f"{name}各地并不相同")
            if at:
                _at(reader, name, at, found["among"] or "0")
    told += sum(map(int, re.findall("其余([0-9]+)项居于其间", found[0])))
    if {told, int(found["all"])} != {len(reader.places)}:
        raise Wrong(f"表中有{len(reader.places)}项")


def _only(reader: Reading, found: re.Match[str]) -> None:
    if set(reader.places) != {found["only"]}:
        raise Wrong(f"表中有{len(reader.places)}项")
    _at(reader, found["only"], found["at"])


def _progress(reader: Reading, found: re.Match[str]) -> None:
    years = {own.at.year for own in reader.places.values()}
    newest = max(years)
    became = {
        name: _better(reader, own)
        for name, own in reader.places.items()
        if (before := _before(reader, own)) and _since(own, before) == found["since"] and own.at.year == newest
    }
    if (found["year"] or "") != (str(newest) if newest > min(years) and found["since"].startswith("上年") else ""):
        raise Wrong(f"数据是{years}年的")
    for count, word, named in re.findall("([0-9]+)项(均有改善|改善|退步)(?:：([^；]*))?", found["counts"]):
        those = {name for name, better in became.items() if better is (word != "退步")}
        if int(count) != len(those) or (word[0] == "均" and int(count) != len(reader.places)):
            raise Wrong(f"{word}的是{those}")
        if named and set(re.findall(rf"({NAME})(?:{MOVES}|有所)", named)) != those:
            raise Wrong(f"{word}的是{those}")
    _each_way(reader, found["counts"])


def _sole(reader: Reading, found: re.Match[str]) -> None:
    (name,) = reader.places
    _way(reader, _earlier(reader, name), _known(reader, name), found["moved"])


def _each_way(reader: Reading, words: str) -> None:
    for name, way in re.findall(rf"({NAME})({MOVES}|(?:大体)?持平|有所(?:{VERB}))", words):
        _way(reader, _earlier(reader, name), _known(reader, name), way)


def _earlier(reader: Reading, name: str) -> Known:
    if (before := _before(reader, _known(reader, name))) is None:
        raise Wrong(f"{name}没有以往的数")
    return before


def _gains(reader: Reading, found: re.Match[str]) -> None:
    for name in re.findall(NAME, found["gains"]):
        if not _better(reader, _known(reader, name)):
            raise Wrong(f"{name}没有改善")
    _each_way(reader, found["gains"])


def _best(reader: Reading, own: Known) -> Known:
    pool = reader.pool(own)
    return next(item for item in pool if not any(reader.ahead(other, item) for other in pool))


def share(reader: Reading, own: Known, best: Known) -> tuple[Fraction, Fraction, Fraction | None]:
    """Return from where to where a figure is of the best, in per cent; where low is better, the best of it."""
    if reckon.surely_same(own, best):
        return Fraction(100), Fraction(100), Fraction(100)
    return reckon.quotient(*((best, own) if BETTER[own.indicator] == "低" else (own, best)), times=100)


def _shares(reader: Reading) -> dict[str, tuple[Fraction, Fraction, Fraction | None]]:
    """Return the shares of home on the indicators that have one."""
    held = {name: own for name, own in reader.places.items() if FAMILY[own.indicator] != "rank" and not own.growth}
    held = {name: own for name, own in held.items() if all(item.low > 0 for item in reader.pool(own))}
    return {name: share(reader, own, _best(reader, own)) for name, own in held.items()}


def _widest(reader: Reading, found: re.Match[str]) -> None:
    shares = {
        name: item
        for name, item in _shares(reader).items()
        if reader.ahead(_best(reader, reader.places[name]), reader.places[name])
    }
    _sized(reader, shares)
    (name,) = [found["far"]] if "far" in found.groupdict() else reader.places
    own, best = _known(reader, name), _best(reader, _known(reader, name))
    if (own.shown, best.city, best.shown) != (found["own"], found["peer"], found["best"]):
        raise Wrong(f"{own.shown}，{best.city}{best.shown}")
    if found.groupdict().get("end") == "差距仅在" and len(shares) > 1:
        raise Wrong(f"落后的有{len(shares)}项")
    if found.groupdict().get("end") != "按比例差距较大的是" and any(
        item[0] < shares[name][1] for other, item in shares.items() if other != name
    ):
        raise Wrong(f"不能肯定是{name}")


def _sized(reader: Reading, shares: Mapping[str, object]) -> None:
    """Find fault where home is behind on what has no share, by which it may be further behind."""
    for name, own in reader.places.items():
        place = FAMILY[own.indicator] == "rank" and not own.growth
        if name not in shares and not place and reader.ahead(_best(reader, own), own):
            raise Wrong(f"{name}的差距不知大小")


def _wide(reader: Reading, found: re.Match[str]) -> None:
    shares = _shares(reader)
    _sized(reader, shares)
    lowest = min(item[1] for item in shares.values())
    if not all(shares[name][0] <= lowest for name in re.findall(NAME, found["wide"])):
        raise Wrong("有差距更大的")


def _finding(reader: Reading, found: re.Match[str]) -> None:
    shares = _shares(reader)
    told = re.findall(
        rf"({NAME})([长短多少高低大小])({FIGURE})(?:，(?:按比例)?差距(最大|最小))?", found["shares"] or ""
    )
    for name, more, by, _ in told:
        own = _known(reader, name)
        _apart(own, _best(reader, own), more, by)
    rest = {name: item for name, item in shares.items() if not _first(reader, name)}
    others = [item for name, item in rest.items() if name not in {name for name, *_ in told}]
    ends = [end for *_, end in told]
    low, high = (shares[told[0][0]], shares[told[-1][0]]) if told else (None, None)
    if low and ends[0] == "最大" and any(low[1] > item[0] for item in others):
        raise Wrong("还有差距更大的")
    if high and ends[-1] == "最小" and any(item[1] > high[0] for item in others):
        raise Wrong("还有差距更小的")
    if not all(_first(reader, name) for name in re.findall(NAME, found["led"] or "")):
        raise Wrong("不是最优")


def _apart(own: Known, other: Known, more: str, by: str) -> None:
    unit_of_gap(own, by)
    upper, lower = (other, own) if more in LESS else (own, other)
    if not reckon.computed_right(by, *reckon.difference(upper, lower)):
        raise Wrong(f"差的不是{by}")


def _first(reader: Reading, name: str) -> bool:
    own = reader.places[name]
    return not any(reader.ahead(item, own) for item in reader.pool(own))


def _lag(reader: Reading, found: re.Match[str]) -> None:
    """我市甲2.2个工作日，比最优的乙（0.9个工作日）长1.3个工作日（推算），各地中位数1.4个工作日（推算）."""
    own, best = _known(reader, found["lag"]), _best(reader, _known(reader, found["lag"]))
    if own.shown != found["figure"]:
        raise Wrong(f"应为{own.shown}")
    rest = found["rest"]
    if not (peer := re.search(rf"最优的({CITY})（({FIGURE})）", rest)) or best.shown != peer[2]:
        raise Wrong(f"最优的是{best.city}{best.shown}")
    if far := re.search(rf"）([长短多少高低大小])({FIGURE})（推算）", rest):
        _apart(own, best, far[1], far[2])
    if middle := re.search(rf"各地中位数({FIGURE})（推算）", rest):
        _median(reader.pool(own), middle[1].removeprefix("约"), "")


def _lead(reader: Reading, found: re.Match[str]) -> None:
    own = _known(reader, found["lead"])
    if place := found.groupdict().get("place"):
        if own.shown != found["shown"]:
            raise Wrong(f"应为{own.shown}")
        _at(reader, found["lead"], place)
        return
    if level := found.groupdict().get("level"):
        alike = {item.city for item in reader.pool(own) if item is not own and reckon.surely_same(item, own)}
        if (
            own.shown != found["shown"]
            or not _first(reader, found["lead"])
            or not set(re.findall(CITY, level)) <= alike
        ):
            raise Wrong(f"并列的是{alike}")
        return
    second = next(item for item in reader.pool(own) if item.city == found["next"])
    behind = [item for item in reader.pool(own) if reader.ahead(own, item)]
    if own.shown != found["shown"] or second.shown != found["second"] or not _first(reader, found["lead"]):
        raise Wrong(f"{own.shown}，{second.shown}")
    if second not in behind or any(reader.ahead(item, second) for item in behind):
        raise Wrong(f"其后的不是{second.city}")
    _apart(own, second, found["more"], found["by"])


def _absent(reader: Reading, found: re.Match[str]) -> None:
    held = {name for city, name, *_ in reader.truth if city == reader.home}
    if told := held & set(re.findall(NAME, found["absent"])):
        raise Wrong(f"资料里有{told}")


CHECKS = {
    "absent": _absent,
    "groups": _verdict,
    "only": _only,
    "counts": _progress,
    "moved": _sole,
    "own": _widest,
    "wide": _wide,
    "shares": _finding,
    "led": _finding,
    "lag": _lag,
    "lead": _lead,
    "gains": _gains,
}


def tasks(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """序号 | 问题 | … | 目标值: the figure and how far the best is; a reference is the median or the best."""
    if told := re.fullmatch(
        rf"({NAME})为?({FIGURE})，(?:比|落后于)({CITY})(?:([长短多少高低大小])({FIGURE}))?", row[1]
    ):
        name, figure, city, more, by = told.groups()
        own = _known(reader, name)
        best = next(item for item in reader.pool(own) if item.city == city)
        if own.shown != figure or any(reader.ahead(item, best) for item in reader.pool(own)):
            raise Wrong(f"应为{own.shown}，最优的不是{city}")
        if by:
            _apart(own, best, more, by)
        if (aim := row[3].removesuffix("（参考）")) != row[3] and aim != best.shown:
            _median(reader.pool(own), aim.removeprefix("约"), "")
    reader.note(f"{row}", judged=True)


def dot(reader: Reading, label: str, mark: Mark, when: When) -> None:
    """Check a dot of the strip: what percentage of the best the figure of a city is, and where it is drawn."""
    told = re.fullmatch(r"(.+?)(?:（(主城区)）)?", label)
    assert told
    stated, share_of_best = mark.text.removesuffix("）").rsplit("（", 1)
    other = reader.find(mark.group.removesuffix("市"), told[1], told[2] or "", when)
    if other is None or other.shown != stated:
        raise Wrong(f"{mark.group}{label}不是{stated}")
    if share_of_best != "不能推算":
        low, high, point = share(reader, other, _best(reader, other))
        if not reckon.computed_right(share_of_best, low, high, point):
            raise Wrong(f"{mark.group}{label}不是{mark.text}")
        if point is not None and (mark.value is None or abs(Fraction(mark.value) - point) > Fraction(1, 10**9)):
            raise Wrong(f"{mark.group}{label}画在{mark.value}%处")
        if point is not None and (point == 100) != (share_of_best == "100%"):
            raise Wrong(f"{mark.group}{label}不与最优的一样好")
    reader.note(f"{mark.group}{label}{mark.text}", judged=True)
