"""What a whole table is about: place, period, indicator, units, source; from its lines, the settings and its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from briefing.data.tables.grid import name_of, tidy
from briefing.data.tables.heads import Said, read_head, unit_of
from briefing.data.tables.lexicon import Lexicon, TableSettings
from briefing.data.tables.lines import Key, Line
from briefing.data.tables.periods import is_period, lacks_year, parse
from briefing.data.tables.told import Told
from briefing.model.period import Period
from briefing.model.period_forms import PeriodKind

WHOLE = re.compile("全[国省市区县州盟旗]|全自治区|全域|本[省市区县]")
"""Names of a whole that has no name of its own."""
_MONTHS = (
    "(?:[1一]月?(?:份)?[-—–~至到])?(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?(?:[0-9]{1,2}日|[上中下]旬|底|末)?"
)
_QUARTERS = "[上下]半年|前?[一二两三四1-4]个?季度|第[一二三四1-4]季度|[一1][、至到—-][二三四2-4]季度"
_PERIOD_IN = re.compile(
    r"(?:19|20)[0-9]{2}年?[-_—–~至到](?:19|20)[0-9]{2}年?(?![0-9])|"
    r"(?<![0-9])(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?![0-9])|(?:19|20)[0-9]{2}[-./][0-9]{1,2}(?![0-9年.-])|"
    rf"(?:19|20)[0-9]{{2}}年?(?:度|全年)?(?:{_QUARTERS}|底|末|{_MONTHS})?|{_MONTHS}|{_QUARTERS}"
)
_TITLE_WORDS = re.compile(
    "^(?:各|分|主要|部分|重点|全部)?(?:省辖|地级|副省级|省会|设区|主要|重点)*(?:市州|市县|区县|县市区|地市|城市|地区|省市|市|区|县|省)(?:\\(.*?\\))?(?:的)?|"
    "(?:完成|增长|发展|进展|变化|排名|位次|对比|比较|基本|及排名|和位次|及增速|及位次|、|及|和)*(?:情况|统计表?|一览表|汇总表|月报表?|快报|季报|年报|报表|排名表?|排行榜?|通报|对比表?|明细表?|数据表?|进度表?|表|榜)+$|"
    "^(?:[一二三四五六七八九十]{1,3}、|\\([一二三四五六七八九十]{1,2}\\)|[0-9]{1,2}[、.])|"
    "^(?:表|附表|附件)\\d+(?:[-—.]\\d+)?[:、.]?|的$|^的"
)
_OF = re.compile(
    r"(?:在|列|共|全国|全省)?(\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:副省级|省会|地级|主要|重点|省辖|参评|设区)?(?:城市|市州|地市|市|区县|县区|地区)"
)


@dataclass(slots=True)
class Context:
    """What holds for every cell of a table that does not say otherwise; "" and None where nothing says it.

    `inside` is the place that the table is about, in which the places of its rows lie. `doubt` is what to tell, with
    its cell, once the period counts: two are stated. `unread_period` is one that is none, with its cell.
    """

    place: str = ""
    inside: str = ""
    period: Period | None = None
    year: int | None = None
    indicator: str = ""
    guessed_indicator: str = ""
    units: tuple[str, ...] = ()
    own_units: dict[str, str] = field(default_factory=dict)
    source: str = ""
    title: str = ""
    notes: tuple[str, ...] = ()
    of: int | None = None
    title_at: tuple[int, int] = (0, 0)
    unread_period: tuple[str, int, int] | None = None
    doubt: tuple[int, int, str] | None = None
    indicator_said: Said = field(default_factory=Said)


@dataclass(frozen=True, slots=True)
class _Named:
    """A candidate with the words for where it stands; the first in a list counts most."""

    text: str
    where: str
    row: int = 0
    column: int = 0


def context_of(
    lines: Sequence[Line], settings: TableSettings, lexicon: Lexicon, told: Told, before: Context | None
) -> Context:
    """Return what the table is about. `before`: that of the table which this one goes on with, None if it is none."""
    found = Context(own_units={tidy(name): unit for name, unit in settings.units.items()})
    titles = [line for line in lines if line.key is Key.TITLE]
    if titles:
        longest = max(titles, key=lambda line: (not is_period(line.text), len(line.text)))
        found.title, found.title_at = longest.text, (longest.row, longest.column)
    found.notes = tuple(line.text for line in lines if line.key is Key.NOTE and not re.fullmatch("..?[:：]", line.text))
    found.source = settings.source or next((line.text for line in lines if line.key is Key.SOURCE), "")
    _units(found, lines, settings, lexicon, told)
    _period(found, lines, settings, told)
    _place(found, lines, settings, lexicon, told)
    _indicator(found, lines, settings, lexicon, told.sheet.name)
    if counted := _OF.search(found.title):
        found.of = int(counted[1]) if counted[1].isdigit() else None
    if before is not None:
        _inherit(found, before)
    return found


def _inherit(found: Context, before: Context) -> None:
    found.place, found.inside = found.place or before.place, found.inside or before.inside
    found.period, found.year = found.period or before.period, found.year or before.year
    found.units, found.source = found.units or before.units, found.source or before.source
    found.title, found.of = found.title or before.title, found.of or before.of
    if not found.indicator:
        found.indicator, found.indicator_said = before.indicator, before.indicator_said


def _units(found: Context, lines: Sequence[Line], settings: TableSettings, lexicon: Lexicon, told: Told) -> None:
    for line in lines:
        if line.key is Key.TITLE:
            for inner in re.findall(r"\([^()]+|单位:[^()]+", line.text):
                found.units = found.units or units_in(re.sub(r"^\(|单位:?", "", inner), lexicon)
        elif line.key is Key.UNIT:
            units = units_in(line.text, lexicon)
            if not units and not _place_at_start(line.text, lexicon):
                hint = "请改成能识别的单位（如 万户、亿元、%），或在 units.yaml 中补上。"
                told.error(line.row, line.column, f"看不懂单位“{line.text}”。", hint)
            found.units = found.units or units
    if settings.unit:
        units = units_in(tidy(settings.unit), lexicon)
        if found.units and units != found.units:
            line = next(line for line in lines if line.key in (Key.UNIT, Key.TITLE))
            message = f"表内写单位“{'、'.join(found.units)}”，briefing.yaml 的 tables 写“{settings.unit}”。"
            told.error(line.row, line.column, message, "请改成一致。")
        found.units = units or found.units


def units_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the units of a corner such as 万元、户、%; () if one of them is none."""
    parts = [part for part in re.split(r"[、,，;；/]|和|及", text.strip("()")) if part]
    whole = unit_of(text.strip("()"), lexicon)
    units = (whole,) if whole else tuple(unit_of(part, lexicon) for part in parts)
    return units if all(units) else ()


def _period(found: Context, lines: Sequence[Line], settings: TableSettings, told: Told) -> None:
    """The most exact of the periods stated; one that does not lie within another, or around it, is told."""
    candidates: list[_Named] = []
    if settings.period:
        candidates.append(_Named(tidy(settings.period), "briefing.yaml"))
    for line in lines:
        if line.key is Key.PERIOD:
            if is_period(line.text):
                candidates.append(_Named(line.text, "表内", line.row, line.column))
            else:
                found.unread_period = (line.text, line.row, line.column)
        elif line.key is Key.TITLE:
            candidates += (_Named(text, "标题", line.row, line.column) for text in periods_in(line.text))
    candidates += (_Named(text, "工作表名") for text in periods_in(tidy(told.sheet.name)))
    candidates += (_Named(text, "文件名") for text in periods_in(tidy(PurePath(told.sheet.file).stem)))
    years = [period.year for item in candidates if (period := parse(item.text, None)) and period.year]
    found.year = years[0] if years else None
    chosen: tuple[Period, _Named] | None = None
    for item in candidates:
        period = parse(item.text, found.year)
        if period is None:
            continue
        added = chosen and chosen[0].kind is PeriodKind.RANGE and chosen[0].end == period.end
        if chosen is None or (
            chosen[0].covers(period) and not added and not period.same_span(chosen[0]) and item.where != "文件名"
        ):
            chosen = (period, item)
        elif not period.covers(chosen[0]) and not chosen[0].covers(period) and item.where != "文件名":
            message = f"时期有两种说法：{chosen[1].where}写“{chosen[1].text}”，{item.where}写“{item.text}”。"
            found.doubt = found.doubt or (item.row, item.column, message)
    if chosen:
        found.period = chosen[0]
        found.year = found.year or chosen[0].year


def periods_in(text: str) -> Iterator[str]:
    """Yield the periods that a title or the name of a sheet or a file contains."""
    if is_period(text):
        yield text
        return
    for found in _PERIOD_IN.finditer(text):
        if is_period(found[0]) and (
            not lacks_year(found[0]) or "月" in found[0] or "季" in found[0] or "半年" in found[0]
        ):
            yield found[0]


def _place(found: Context, lines: Sequence[Line], settings: TableSettings, lexicon: Lexicon, told: Told) -> None:
    """The place by the settings, a line 地区：…, the title, the names of sheet and file, at last the 填报单位."""
    candidates: list[_Named] = []
    if settings.city:
        candidates.append(_Named(name_of(tidy(settings.city)), "briefing.yaml"))
    for line in lines:
        if line.key is Key.CITY:
            candidates.append(_Named(name_of(line.text), "表内", line.row, line.column))
        elif line.key is Key.TITLE and (name := place_in(line.text, lexicon)):
            candidates.append(_Named(name, "标题", line.row, line.column))
    for text, where in ((told.sheet.name, "工作表名"), (PurePath(told.sheet.file).stem, "文件名")):
        if name := place_in(tidy(text), lexicon):
            candidates.append(_Named(name, where))
    for line in lines:
        if line.key in (Key.REPORTER, Key.UNIT) and (name := _place_at_start(line.text, lexicon)):
            candidates.append(_Named(name, "填报单位", line.row, line.column))
    known = [item for item in candidates if lexicon.places(item.text) or item.where == "briefing.yaml"]
    for item in candidates:
        if item.where == "表内" and item not in known:
            told.error(item.row, item.column, f"地区“{item.text}”不在行政区划表中。", lexicon.place_hint(item.text))
    if known:
        _agree(found, known, lexicon, told)


def _agree(found: Context, known: Sequence[_Named], lexicon: Lexicon, told: Told) -> None:
    """Take the first place; a later name in the table that is no place in it, or around it, is told."""
    found.place = known[0].text
    first = lexicon.places(found.place)
    for item in known[1:]:
        others = lexicon.places(item.text)
        within = [other for other in others if other.startswith(first)]
        around = [one for one in first if one.startswith(others)]
        if not first or item.where in ("文件名", "填报单位"):
            first = tuple(around) or first
        elif not within and not around:
            message = f"城市有两种说法：{known[0].where}写“{found.place}”，{item.where}写“{item.text}”。"
            told.error(item.row, item.column, message, "请改成一致，或分成两张表。")
        elif item.where == "工作表名" and known[0].where != "briefing.yaml" and within:
            found.place, first = item.text, tuple(within)
        else:
            first = tuple(around) or first
    found.inside = first[0] if len(first) == 1 else ""


def place_in(title: str, lexicon: Lexicon) -> str:
    """Return the place that a title begins with, its period and 关于 left out; "" if it begins with none."""
    bare = _PERIOD_IN.sub("", title).strip("()_- 年")
    return _place_at_start(re.sub("^(?:关于|表\\d*|附件?\\d*|[:：、])+", "", bare), lexicon)


def _place_at_start(text: str, lexicon: Lexicon) -> str:
    """Return the longest place that the text begins with: 武汉市 of 武汉市统计局."""
    for length in range(min(len(text), 12), 1, -1):
        if not text[:length].isascii() and lexicon.places(text[:length]) and not lexicon.indicator(text[:length]):
            rest = text[length:]
            if length > 2 or not rest or not re.match("[市区县州盟旗]?(?:路|街|桥|话)", rest):
                return text[:length]
    return ""


def _indicator(
    found: Context, lines: Sequence[Line], settings: TableSettings, lexicon: Lexicon, sheet_name: str
) -> None:
    """The one indicator of a table, by the settings, a line 指标：…, the name of the sheet or the title."""
    stated = [settings.indicator, *(line.text for line in lines if line.key is Key.INDICATOR)]
    stated += [lexicon.indicator(name_of(tidy(sheet_name))), _known_in(found.title, lexicon)]
    text = next((item for item in stated if item), "")
    if text:
        found.indicator_said = read_head(tidy(text), lexicon, column=False)
        found.indicator = found.indicator_said.name
        if found.indicator_said.unit and not found.units:
            found.units = (found.indicator_said.unit,)
    elif found.title:
        found.guessed_indicator = _rest_of_title(found, lexicon)


def _known_in(title: str, lexicon: Lexicon) -> str:
    """Return the longest name of an indicator that the title contains."""
    bare = _PERIOD_IN.sub("", title)
    spans = ((start, end) for start in range(len(bare)) for end in range(start + 2, min(len(bare), start + 30) + 1))
    names = [bare[start:end] for start, end in spans if lexicon.indicator(bare[start:end])]
    return max(names, key=len, default="")


def _rest_of_title(found: Context, lexicon: Lexicon) -> str:
    """Return what a title names beside place and period, without words like 各市 and 情况表."""
    text = re.sub(r"\([^()]*\)", "", _PERIOD_IN.sub("", found.title))
    text = _OF.sub("", text, count=1)
    text = WHOLE.sub("", text.removeprefix(_place_at_start(text, lexicon)), count=1)
    last = ""
    while last != text:
        last, text = text, _TITLE_WORDS.sub("", text, count=1)
    return "" if re.search("指标|数据库|主要|各项|情况", text) else name_of(text)
