"""Builders of small sound libraries, each test making one thing wrong."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from briefing.data.rules import check
from briefing.errors import Location, Problem
from briefing.model.catalogue import Catalogue, FrameworkItem, Indicator, Theme, Topic, UnitFamily
from briefing.model.facts import Fact, Practice, Relation, Source, Undisclosed
from briefing.model.library import City, CityRecord, Library
from briefing.model.quantity import Quantity, Unit

FAMILIES = {
    "count": ("数量", {"项": 1, "家": 1, "户": 1, "个": 1, "人": 1, "名": 1, "个环节": 1, "环节": 1}),
    "cny": ("人民币金额", {"元": 1}),
    "percent": ("百分比", {"%": 1}),
    "time": ("自然时间", {"秒": 1, "秒钟": 1, "天": 86400}),
    "workday": ("工作日", {"个工作日": 1}),
    "rank": ("位次", {"位": 1, "名": 1}),
    "rank_change": ("位次变动", {"个位次": 1, "位": 1}),
    "years": ("年数", {"年": 1}),
}
UNITS = {
    family: UnitFamily(id=family, name=name, units={symbol: Decimal(factor) for symbol, factor in units.items()})
    for family, (name, units) in FAMILIES.items()
}
SCALES = {"万": 10_000, "亿": 100_000_000}
PLACE = Location("data/cities/wuhan.yaml", 7)


def by_id(*items: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    return {item.id: item for item in items}


def catalogue(**changes: Any) -> Catalogue:  # noqa: ANN401 - any mapping of records
    """One theme, one topic, and one indicator for each family, called after it."""
    parts: dict[str, Any] = {
        "units": UNITS,
        "frameworks": by_id(FrameworkItem(id="national.credit", name="获得信贷")),
        "themes": by_id(Theme(id="financing", name="融资", frameworks=("national.credit",))),
        "topics": by_id(Topic(id="first-loan", name="首贷", theme="financing")),
        "indicators": by_id(*(Indicator(id=id, name=id, theme="financing", family=id) for id in UNITS)),
        "sources": {},
    }
    return Catalogue(**{**parts, **changes})


def unit(symbol: str, family: str) -> Unit:
    scale = SCALES.get(symbol[0], 1) if symbol not in UNITS[family].units else 1
    bare = symbol if scale == 1 else symbol[1:]
    return Unit(symbol, family, UNITS[family].units[bare] * scale)


def fact(
    slug: str = "x",
    value: str = "104",
    symbol: str = "项",
    family: str = "count",
    *,
    upper: str | None = None,
    **changes: Any,  # noqa: ANN401
) -> Fact:
    """A fact of wuhan whose indicator is called after the family of its unit, printed plainly."""
    parts: dict[str, Any] = {
        "id": f"wuhan.{slug}",
        "city": "wuhan",
        "indicator": family,
        "quantity": Quantity(Decimal(value), unit(symbol, family), Decimal(upper) if upper else None),
        "printed": f"{value}~{upper}{symbol}" if upper else f"{value}{symbol}",
        "source": "wuhan-article",
        "paragraph": 2,
        "location": PLACE,
    }
    return Fact(**{**parts, **changes})


def practice(text: str = "建立首贷中心。", **changes: Any) -> Practice:  # noqa: ANN401
    parts: dict[str, Any] = {
        "id": "wuhan.first-loan",
        "city": "wuhan",
        "name": "首贷中心",
        "theme": "financing",
        "text": text,
        "source": "wuhan-article",
        "paragraph": 4,
        "location": PLACE,
    }
    return Practice(**{**parts, **changes})


def relation(kind: str, name: str = "r", /, **members: str | tuple[str, ...]) -> Relation:
    """A relation of facts of wuhan, given by their slugs."""
    tuples = {role: (names,) if isinstance(names, str) else names for role, names in members.items()}
    return Relation(
        id=f"wuhan.{name}",
        city="wuhan",
        kind=kind,
        name="关联",
        members={role: tuple(f"wuhan.{slug}" for slug in slugs) for role, slugs in tuples.items()},
        location=PLACE,
    )


def library(
    *records: Fact | Practice | Relation | Source | Undisclosed, shared: Catalogue | None = None, city: str = "wuhan"
) -> Library:
    """A library of one city that holds the records."""
    record = CityRecord(
        city=City(id=city, name="武汉市"),
        sources=(
            Source(id="wuhan-article", title="文章", publisher="武汉市"),
            *(item for item in records if isinstance(item, Source)),
        ),
        facts=tuple(item for item in records if isinstance(item, Fact)),
        undisclosed=tuple(item for item in records if isinstance(item, Undisclosed)),
        practices=tuple(item for item in records if isinstance(item, Practice)),
        relations=tuple(item for item in records if isinstance(item, Relation)),
    )
    return Library(shared or catalogue(), {city: record})


def problems_of(*records: Fact | Practice | Relation | Source | Undisclosed, **options: Any) -> list[Problem]:  # noqa: ANN401
    return check(library(*records, **options))


def problem_of(*records: Fact | Practice | Relation | Source | Undisclosed, **options: Any) -> Problem:  # noqa: ANN401
    """The one problem of a library."""
    (problem,) = problems_of(*records, **options)
    return problem
