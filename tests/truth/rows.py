"""Rows of tables: what each cell claims, by the caption of its table."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.truth import arithmetic as reckon
from tests.truth import benchmarks, columns
from tests.truth.libraries import THEMES, Known
from tests.truth.movement import even, no_break, turned, ways
from tests.truth.reading import Reading, Wrong
from tests.truth.words import CITY, FIGURE, MOVES, NAME, UNITS, VERB, WHEN, when_of


def _across(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """可比指标: 经营主体（截至2024年12月末） | 32万户 | …; or each figure with its own time."""
    units = rf"[万亿]?(?:{UNITS})"
    head = re.fullmatch(rf"({NAME})(（主城区）|，主城区)?(\*)?(?:（(?:({units})(?:，|(?=）)))?({WHEN})?）)?", row[0])
    if head is None:
        reader.report.unread.append(reader.sentence)
        return
    name, scope, star, unit, when = head.groups()
    scope = (scope or "").strip("（），")
    times = set()
    reader.starred += [f"{name}{f'（{scope}）' if scope else ''}"] if star else []
    for city, words in zip(header[1:], row[1:], strict=True):
        dated = re.fullmatch(rf"(.+?)(（快报）)?(?:（({WHEN})）)?", words)
        assert dated
        if words == "未收录" and not when:
            if (city.removesuffix("市"), name, scope) in reader.series:
                raise Wrong(f"{city}{name}：资料里有")
            continue
        if not (when or dated[3]):
            raise Wrong(f"{city}{name}没有时期")
        at = when_of(when or dated[3])
        times.add(at)
        columns.bare(reader, city.removesuffix("市"), name, scope, at, dated[1], unit or "")
    latest = {
        max(item.at.index for item in reader.series[city, name, scope])
        for city in reader.cities
        if (city, name, scope) in reader.series
    }
    # a table in parts may have the others in another part
    if star and len(times) < 2 and len(latest) < 2:
        raise Wrong("标了*而时期并无不同")


def _held(reader: Reading, name: str, scope: str) -> list[tuple[str, str, str]]:
    return [(city, name, scope) for city in reader.cities if (city, name, scope) in reader.series]


def _first_and_last(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """指标 | 云澜市 | 首位 | 末位, with the cities before the figure: 泽远、安栖1.8个工作日（并列）."""
    head = re.fullmatch(
        rf"({NAME})(累计)?(?:（(主城区)）)?(?:（([^）]*(?:快报|调查)[^）]*)）)?(?:（({WHEN})）)?", row[0]
    )
    if head is None:
        reader.report.unread.append(f"{row[0]}　｜　{reader.sentence}")
        return
    at = when_of(head[5] or found["when"])
    for name, words in zip(header[1:], row[1:], strict=True):
        own = re.fullmatch(rf"((?:{CITY})(?:、(?:{CITY}))*)(?:等([0-9]+)[地市区县])?(.+?)(（并列）)?", words)
        cities = re.findall(CITY, own[1]) if own else [name.removesuffix("市")]
        if words in ("—", "未收录"):
            continue
        held = [reader.cell(city, head[1], head[3] or "", at, own[3] if own else words) for city in cities]
        tied = [item for item in held if item]
        pool = reader.pool(tied[0]) if own and tied else []
        others = [item for item in pool if not reckon.surely_same(item, tied[0])]
        if own and (
            len(pool) - len(others) != int(own[2] or len(cities)) or (len(pool) - len(others) > 1) != bool(own[4])
        ):
            raise Wrong(f"{name}的是{'、'.join(item.city for item in pool if item not in others)}")
        if not all(reader.ahead(tied[0], item) if name == "首位" else reader.ahead(item, tied[0]) for item in others):
            raise Wrong(f"{tied[0].city}{tied[0].name}不在{name}")


def _all_figures(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """数据一览: 城市 | 指标 | 数值 | 时期."""
    city = row[0].removesuffix("市") if header[0] == "城市" else reader.cities[0]
    name, words, when = row[-3:]
    scoped = re.fullmatch(rf"({NAME})(?:（(主城区)）)?", name)
    if scoped is None:
        reader.report.unread.append(reader.sentence)
        return
    reader.cell(city, scoped[1], scoped[2] or "", when_of(when), words)


def _then_and_now(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """指标 | 本期 | 上年同期 | 增减."""
    head = re.fullmatch(rf"({CITY})?({NAME})(?:（(主城区)）)?", row[0])
    # a time that all rows share stands in the head
    shared = [re.fullmatch(rf"(本期|上年同期)(（{WHEN}）)?", words) for words in header[1:3]]
    assert all(shared)
    told = [cell + (at[2] or "" if at else "") for cell, at in zip(row[1:3], shared, strict=True)]
    cells = [re.fullmatch(rf"({FIGURE})（({WHEN})）", cell) for cell in told]
    if head is None or None in cells:
        reader.report.unread.append(reader.sentence)
        return
    city, name, scope = head[1] or reader.cities[0], head[2], head[3] or ""
    now, before = (reader.fact(city, name, scope, when_of(cell[2]), cell[1]) for cell in cells if cell)
    if header[2].startswith("上年同期"):
        kind, year, part = when_of(now.at.printed)
        if when_of(before.at.printed) != (kind, year - 1, part):
            raise Wrong("不是上年同期")
    if row[3] in ("持平", "大体持平"):
        even(reader, before, now, about=row[3] == "大体持平")
        return
    if row[3] == "—":
        try:
            no_break(reader, before, now)
        except Wrong:
            return
        raise Wrong("没有中断，可以比")
    if grown := re.fullmatch("(?:按可比价)?同比(增长|下降|持平)([0-9.]+%)?", row[3]):
        figure = f"{'−' if grown[1] == '下降' else ''}{grown[2] or '0.0%'}"
        reader.fact(city, f"{name}同比增速", scope, when_of(now.at.printed), figure)
    elif row[3] in VERB.split("|"):
        turned(reader, before, now, row[3])
    elif re.fullmatch(MOVES, row[3]):
        ways(reader, before, now, row[3])
    else:
        reader.report.unread.append(reader.sentence)


def _coverage(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    for city, words in zip(header[1:], row[1:], strict=True):
        reader.held(city, row[0], words)


def _city_by_indicator(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """主要指标: a row for each city, 经营主体*（万户，2024年） over 32（截至2024年12月末）."""
    city = row[0].removesuffix("市")
    known: Known | None = None
    for head, words in zip(header[1:], row[1:], strict=True):
        if head == "位次":
            right = known and 1 + sum(reader.ahead(item, known) for item in reader.pool(known) if item is not known)
            if words != "—" and words.removeprefix("并列") != str(right):
                raise Wrong(f"{city}应为第{right}位")
            continue
        told = re.fullmatch(
            rf"({NAME})(（主城区）|，主城区)?(\*)?(?:（(?:({WHEN})|([^，）]+)(?:，({WHEN}))?)）)?", head
        )
        if told is None:
            raise ValueError(head)
        name, scope, star, alone, unit, when = told.groups()
        when = when or alone or found["when"]
        scope = (scope or "").strip("（），")
        starred = f"{name}{f'（{scope}）' if scope else ''}"
        reader.starred += [starred] if star and starred not in reader.starred else []
        dated = re.fullmatch(rf"(.+?)(（快报）)?(?:（({WHEN})）)?", words)
        assert dated
        if words == "未收录" and not when:
            if (city, name, scope) in reader.series:
                raise Wrong(f"{city}{name}：资料里有")
        elif at := when or dated[3]:
            known = columns.bare(reader, city, name, scope, when_of(at), dated[1], unit or "")
        else:
            raise Wrong(f"{city}{name}没有时期")


def _indicator_by_city(reader: Reading, found: re.Match[str], header: list[str], row: list[str]) -> None:
    """主要指标: 企业开办时间（个工作日，2023年） | 1.3 | 0.9, a column for each city."""
    told = re.fullmatch(rf"({NAME})(（主城区）|，主城区)?(?:（(?:({WHEN})|([^，）]+)(?:，({WHEN}))?)）)?", row[0])
    if told is None:
        raise ValueError(row[0])
    scope, when = (told[2] or "").strip("（），"), told[3] or told[5] or found["when"]
    for name, words in zip(header[1:], row[1:], strict=True):
        dated = re.fullmatch(rf"(.+?)(（快报）)?(?:（({WHEN})）)?", words)
        assert dated
        if at := when or dated[3]:
            columns.bare(reader, name.removesuffix("市"), told[1], scope, when_of(at), dated[1], told[4] or "")


Cells = Callable[[Reading, re.Match[str], list[str], list[str]], None]
_PART = "(?:（[一二三四五六七八九十]+）)?"
TABLES: list[tuple[str, Cells]] = [
    (rf".*(?:可比指标|指标对照){_PART}", _across),
    (rf"(?:{'|'.join(THEMES.values())})主要指标(?:（(?P<when>{WHEN})）)?{_PART}", _city_by_indicator),
    (rf"各主题收录情况{_PART}", _coverage),
    (rf"({NAME})(?:历年|各半年|各季度|各月)数据{_PART}", columns.cities_over_time),
    (
        rf"(?:(?P<city>{CITY})市)?(?:{'|'.join(THEMES.values())})(?:历年|各半年|各季度|各月)数据",
        columns.indicators_over_time,
    ),
    (
        (
            rf"(?P<year>[0-9]{{4}})年(?:(?P<month>[0-9]{{1,2}})月)?(?:(?P<city>{CITY})市)?"
            rf"(?:目标任务|(?P<name>{NAME})(?:（(?P<scope>主城区)）)?|{'|'.join(THEMES.values())})(?:完成)?情况"
        ),
        columns.of_month,
    ),
    (r".+数据一览|主要数据", _all_figures),
    (rf"(?:{CITY})市(?:其他指标)?在(?P<among>[0-9]+市|各地)中的位置(?:（(?P<when>{WHEN})）)?", benchmarks.card),
    (rf"(?P<when>{WHEN})?主要指标的首位和末位", _first_and_last),
    (rf"(?P<when>{WHEN})?主要指标", _indicator_by_city),
    ("对标任务清单", benchmarks.tasks),
    ("与上年同期数据比较|与.+期数据比较", _then_and_now),
]
"""What a table is by its caption, and how a row of it is read."""
