"""Small libraries for tests: name what matters, the rest is filled in so that the whole is sound.

    library(
        fact("wuhan.items", 104, "项"),
        fact("sanmenxia.items", 30, "项", qualifier="余"),
        practice("wuhan.handling", "联办{wuhan.items}。", first="全国首创"),
        indicator("items", "联办事项", better="高"),
    )

A city, an indicator, a theme, a topic or a source that is only referred to is made up from its id. An indicator that is
made up has its fact's unit family and, as everything else, the theme `services`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from briefing import pipeline
from briefing.analysis.analyse import Analysis, analyse
from briefing.analysis.comparability import Observed, observe
from briefing.data.reader import read
from briefing.data.selection import select
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.catalogue import Catalogue, Indicator, Statement, Theme, Topic, UnitFamily
from briefing.model.facts import Fact, Headline, Practice, Relation, Source, Undisclosed
from briefing.model.library import City, CityRecord, Library
from briefing.model.period import Basis, Period
from briefing.model.quantity import SCALES, Qualifier, Quantity, Unit
from briefing.model.request import Progress, Request, Selection, silent
from briefing.pipeline import Briefing

Number = int | str | Decimal
T = TypeVar("T")
Item = City | Source | Fact | Practice | Relation | Indicator | Theme | Topic | Statement | Undisclosed

_UNITS: dict[str, dict[str, int]] = {
    "count": dict.fromkeys(
        (
            "项",
            "个",
            "家",
            "户",
            "件",
            "份",
            "人",
            "名",
            "次",
            "套",
            "类",
            "种",
            "场",
            "场次",
            "个环节",
            "条",
            "人次",
            "大类",
            "宗",
            "",
        ),
        1,
    ),
    "cny": {"元": 1},
    "usd": {"美元": 1},
    "percent": {"%": 1},
    "permille": {"‰": 1},
    "point": {"个百分点": 1},
    "workday": {"个工作日": 1},
    "time": {"秒": 1, "分钟": 60, "小时": 3600, "天": 86400, "日": 86400},
    "years": {"年": 1},
    "rank": {"位": 1, "名": 1},
    "rank_change": {"个位次": 1, "位": 1},
    "length": {"公里": 1000, "米": 1},
    "score": {"分": 1},
    "times": {"倍": 1},
}
FAMILIES: dict[str, UnitFamily] = {
    id: UnitFamily(id=id, name=id, units={symbol: Decimal(factor) for symbol, factor in units.items()})
    for id, units in _UNITS.items()
}
"""The unit families that the builders know, by id."""

_CITIES = {
    "wuhan": ("武汉市", "420100", "地级市", "湖北省"),
    "sanmenxia": ("三门峡市", "411200", "地级市", "河南省"),
    "tianhe": ("天河区", "440106", "市辖区", "广州市"),
}
_THEMES = {"services": "政务服务", "financing": "中小企业融资", "economy": "经济与宜居", "law": "法治与监管"}


def unit(symbol: str, family: str | None = None) -> Unit:
    """万户, 亿元, 项 …; `family` where a symbol is in two of them (名 counts people, or ranks)."""
    for scale, factor in SCALES.items():
        bare = symbol.removeprefix(scale) if symbol.startswith(scale) else None
        for id, own in FAMILIES.items():
            if bare is not None and bare in own.units and family in (None, id):
                return Unit(symbol, id, factor * own.units[bare])
    raise ValueError(symbol)


def city(id: str = "wuhan", name: str | None = None, *, level: str | None = None, **fields: object) -> City:
    """A city. 武汉市, 三门峡市 and 天河区 are known by their ids; others are prefecture cities named as their id."""
    known = _CITIES.get(id, (f"{id}市", None, "地级市", ""))
    given = {"code": known[1], "parent": known[3], **fields}
    return City(id=id, name=name or known[0], level=level or known[2], **given)  # type: ignore[arg-type]


def theme(id: str = "services", name: str | None = None, *, aliases: tuple[str, ...] = ()) -> Theme:
    """A theme."""
    return Theme(id=id, name=name or _THEMES.get(id, id), aliases=aliases)


def topic(id: str, name: str | None = None, *, theme: str = "services") -> Topic:
    """What practices of several cities are about."""
    return Topic(id=id, name=name or id, theme=theme)


def indicator(
    id: str = "items",
    name: str | None = None,
    *,
    theme: str = "services",
    family: str = "count",
    better: str | None = None,
    compare: str = "不限",
) -> Indicator:
    """An indicator."""
    return Indicator(id=id, name=name or id, theme=theme, family=family, better=better, compare=compare)


def fact(
    id: str,
    value: Number,
    symbol: str = "项",
    *,
    indicator: str | None = None,
    family: str | None = None,
    printed: str | None = None,
    qualifier: str | None = None,
    period: str = "未注明",
    basis: str = "未注明",
    direction: str | None = None,
    scope: str = "",
    paragraph: int = 1,
    source: str | None = None,
    headline: Headline = Headline.PLAIN,
) -> Fact:
    """A fact of the city its id begins with; the indicator is the rest of the id with - as _, unless given.

    A range is the value "300~310".
    """
    own, _, slug = id.partition(".")
    low, _, high = str(value).partition("~")
    amount = Quantity(Decimal(low), unit(symbol, family), Decimal(high) if high else None)
    return Fact(
        id=id,
        city=own,
        indicator=indicator or slug.replace("-", "_"),
        quantity=amount,
        printed=printed or _printed(amount.written, symbol, qualifier or ""),
        source=source or f"{own}-article",
        paragraph=paragraph,
        qualifier=Qualifier(qualifier) if qualifier else None,
        period=Period.parse(period),
        basis=Basis(basis),
        direction=direction,
        scope=scope,
        headline=headline,
    )


def _printed(number: str, symbol: str, qualifier: str) -> str:
    """The figure with its qualifier where a source puts it: 400余项, 5个工作日以内, 近1000人."""
    if qualifier in ("余", "多"):
        return f"{number}{qualifier}{symbol}"
    return f"{number}{symbol}{qualifier}" if qualifier in ("以内", "以上") else f"{qualifier}{number}{symbol}"


def practice(
    id: str,
    text: str = "推行这一做法。",
    *,
    name: str | None = None,
    theme: str = "services",
    first: str = "",
    topic: str = "",
    key: str = "",
    headline: Headline = Headline.PLAIN,
    paragraph: int = 1,
) -> Practice:
    """A practice; its facts are those that its text names in braces."""
    own, _, slug = id.partition(".")
    return Practice(
        id=id,
        city=own,
        name=name or slug,
        theme=theme,
        text=text,
        source=f"{own}-article",
        paragraph=paragraph,
        facts=tuple(re.findall(r"\{([^}]+)\}", text)),
        first=first,
        topic=topic,
        key=key,
        headline=headline,
    )


def relation(
    id: str, kind: str, *, name: str | None = None, base: str = "", **members: str | tuple[str, ...]
) -> Relation:
    """A relation; each role is a keyword: `relation("wuhan.steps", "reduction", cut="wuhan.a", rate="wuhan.b")`."""
    own, _, slug = id.partition(".")
    filled = {role: (names,) if isinstance(names, str) else names for role, names in members.items()}
    return Relation(id=id, city=own, kind=kind, name=name or slug, members=filled, base=base)


def source(id: str, title: str = "文章", publisher: str = "办公室", *, date: str | None = None) -> Source:
    """A publication."""
    return Source(id=id, title=title, publisher=publisher, date=date)


def library(*items: Item) -> Library:
    """A library of those items, each filed under the city its id begins with, cities in the order met."""
    facts, practices = _all(Fact, items), _all(Practice, items)
    relations = _all(Relation, items)
    cities = {item.id: item for item in _all(City, items)}
    for id in (item.city for kind in (facts, practices, relations, _all(Undisclosed, items)) for item in kind):
        cities.setdefault(id, city(id))
    records = {
        id: CityRecord(
            city=own,
            sources=_sources(id, facts, practices, items),
            facts=tuple(item for item in facts if item.city == id),
            practices=tuple(item for item in practices if item.city == id),
            relations=tuple(item for item in relations if item.city == id),
            undisclosed=tuple(item for item in _all(Undisclosed, items) if item.city == id),
        )
        for id, own in cities.items()
    }
    return Library(_catalogue(items, facts, practices), records)


def selection(*items: Item, themes: Iterable[str] = ()) -> Selection:
    """All of those items, or those of the themes named."""
    return select(library(*items), themes)


def observed(*items: Item) -> list[Observed]:
    """The facts among those items with their indicators and cities."""
    made = library(*items)
    return observe(tuple(made.records.values()), made.catalogue.indicators, made.catalogue.statements.values())


def analysis(*items: Item) -> Analysis:
    """Those items analysed."""
    return analyse(selection(*items))


def _all(kind: type[T], items: Iterable[object]) -> list[T]:
    return [item for item in items if isinstance(item, kind)]


def _catalogue(items: Iterable[Item], facts: list[Fact], practices: list[Practice]) -> Catalogue:
    indicators = {item.id: item for item in _all(Indicator, items)}
    for item in facts:
        made_up = indicator(item.indicator, family=item.quantity.unit.family)
        indicators.setdefault(item.indicator, made_up)
    topics = {item.id: item for item in _all(Topic, items)}
    for practice in practices:
        if practice.topic:
            topics.setdefault(practice.topic, topic(practice.topic, theme=practice.theme))
    themes = {item.id: item for item in _all(Theme, items)}
    for used in [*(item.theme for item in indicators.values()), *(item.theme for item in practices)]:
        themes.setdefault(used, theme(used))
    return Catalogue(
        units=FAMILIES,
        frameworks={},
        themes=themes,
        indicators=indicators,
        sources={},
        topics=topics,
        statements={item.id: item for item in _all(Statement, items)},
    )


def _sources(id: str, facts: list[Fact], practices: list[Practice], items: Iterable[Item]) -> tuple[Source, ...]:
    """The sources that the city's records name."""
    given = {item.id: item for item in _all(Source, items)}
    used = [
        *(item.source for item in facts if item.city == id),
        *(item.source for item in practices if item.city == id),
        *(item.source for item in _all(Undisclosed, items) if item.city == id),
    ]
    named = dict.fromkeys(used)
    return tuple(given.get(name) or source(name) for name in named)


def generate(request: Request, progress: Progress = silent) -> Briefing:
    """The briefing that is asked for, its data read from the workspace whose templates come first."""
    library = read(YamlReader(request.roots[0].parent / "data", request.cache), request.wanted, request.date)
    return pipeline.generate(library, request, progress)


def judged(*items: Item) -> tuple[Item, ...]:
    """The items, of each indicator with a target and no record of its own that more is better."""
    known = {item.id for item in items if isinstance(item, Indicator)}
    aims = {item.indicator: item for item in items if isinstance(item, Fact) and item.target}
    said = (
        indicator(id, family=item.quantity.unit.family, better="高") for id, item in aims.items() if id not in known
    )
    return (*said, *items)
