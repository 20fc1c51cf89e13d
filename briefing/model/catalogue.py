"""What all cities share: units, frameworks of evaluation, themes, topics, indicators, and what is stated of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from briefing.errors import NOWHERE, Location
from briefing.model.facts import Source
from briefing.model.measure import MeasureKind

AMOUNTS = ("count", "cny", "usd")
"""Families of units of which a larger place has more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameworkItem:
    """What a framework of evaluation looks at: a first-level indicator of the national one, a topic of B-READY.

    `id` begins with that of the framework (national.credit); `framework` is the framework's name.
    """

    id: str
    name: str
    framework: str = ""
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFamily:
    """Units that measure the same thing: symbol → multiple of the base unit. `scalable`: 万 and 亿 may stand before."""

    id: str
    name: str
    units: Mapping[str, Decimal]
    scalable: bool = True
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def only(self) -> str:
        """The one way to write its unit (%), "" where there are several (元, 万元)."""
        return next(iter(self.units)) if len(self.units) == 1 and not self.scalable else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A topic under which indicators and practices are filed; `frameworks`: ids of the framework items it covers."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a practice is about, in words of no city's own; practices of one topic in several cities are parallels."""

    id: str
    name: str
    theme: str
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """What is counted. `better`: 高, 低 or None where neither is better. `compare`: 不限, 同级 or 不可比.

    `weight` is that in the office's appraisal (考核), None for none. `rhythm` is how often it has new figures (月, 季,
    半年, 年), "" where nobody said. `measure` is that of its facts where they state none. `of`: the id of the
    indicator that this one is another measure of (`data.measured`), "" for those of the catalogue.
    """

    id: str
    name: str
    theme: str
    family: str
    aliases: tuple[str, ...] = ()
    definition: str = ""
    better: str | None = None
    compare: str = "不限"
    weight: Decimal | None = None
    rhythm: str = ""
    measure: MeasureKind = MeasureKind.TOTAL
    frameworks: tuple[str, ...] = ()
    of: str = ""
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def judged(self) -> bool:
        """Whether a place says who does better.

        A larger place has more of an amount: that it has more is no merit. A share, a time or a rank is judged even
        where only places of one level may be compared.
        """
        total = self.family in AMOUNTS and (self.better == "高" or self.compare == "同级")
        return self.better is not None and not total


class Comparability(StrEnum):
    """What may be done with two figures, from most to least."""

    JUDGED = "可比"
    SIDE_BY_SIDE = "并列"
    NEVER = "不可比"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an office says of things that may be taken for one another, in words that follow a colon.

    `between` are ids of facts, practices and indicators. `kind` is 并列 or 不可比, None where nothing is decided and a
    reader is only told; `tell`: it stands in the 核对清单 whenever all that it names was selected.
    """

    between: tuple[str, ...]
    reason: str
    kind: str | None = None
    tell: bool = False
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def id(self) -> str:
        """What it is about, in whatever order it was written."""
        return "、".join(sorted(self.between))


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What all cities share, each by id, in file order."""

    units: Mapping[str, UnitFamily]
    frameworks: Mapping[str, FrameworkItem]
    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    topics: Mapping[str, Topic] = field(default_factory=dict)
    statements: Mapping[str, Statement] = field(default_factory=dict)
