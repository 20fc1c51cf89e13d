"""What a workspace holds: catalogue (themes, indicators, units), cities, and the records filed under them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from briefing.errors import NOWHERE, Location, Problem
from briefing.model.measure import PLAIN, Measure, MeasureKind
from briefing.model.period import UNSTATED, Basis, Period
from briefing.model.quantity import Qualifier, Quantity


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

    `measure` is that of its facts where they state none. `of`: the id of the indicator that this one is another measure
    of (`data.measured`), "" for those of the catalogue.
    """

    id: str
    name: str
    theme: str
    family: str
    definition: str = ""
    better: str | None = None
    compare: str = "不限"
    measure: MeasureKind = MeasureKind.TOTAL
    frameworks: tuple[str, ...] = ()
    of: str = ""
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """A place the data describe. `code`: GB/T 2260, None for a functional zone. `parent`: name of what it lies in."""

    id: str
    name: str
    code: str | None = None
    level: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def short(self) -> str:
        """The name without its last generic word, as running text uses it (武汉市 → 武汉, 天河区 stays)."""
        return self.name[:-1] if self.name.endswith("市") and len(self.name) > 2 else self.name


def by_code(cities: Sequence[City]) -> list[City]:
    """Return the cities in the order of their codes, those without a code last."""
    return sorted(cities, key=lambda city: (city.code is None, city.code or "", city.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication. `date` and `url` are None where it does not state them; `paragraphs` where nobody counted them."""

    id: str
    title: str
    publisher: str
    date: str | None = None
    url: str | None = None
    paragraphs: int | None = None
    caveat: str = ""
    note: str = ""
    location: Location = field(default=NOWHERE, compare=False)


class Status(StrEnum):
    """How final a figure is."""

    FLASH = "快报"
    PRELIMINARY = "初步"
    REVISED = "修订"
    FINAL = "核定"


class Audience(StrEnum):
    """Who may see a figure."""

    PUBLIC = "公开"
    INTERNAL = "对内"


class Headline(StrEnum):
    """How much its source makes of a fact or a practice: title and lead, the point of a paragraph, or all the rest."""

    LEAD = "头条"
    MAIN = "重点"
    PLAIN = "一般"

    @property
    def order(self) -> int:
        """0 for what its source makes most of."""
        return list(Headline).index(self)


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be reached by the end of a period."""

    quantity: Quantity
    period: Period = UNSTATED


Identity = tuple[str, str, Measure, str]
"""City, indicator, measure and scope: what two facts share that state the same thing at two times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One observation.

    `printed` is the figure as the source prints it; `scope` says what it covers where that is narrower than the
    city; `direction` is 增 or 减 where the fact itself states a change, else None; `paragraph` counts the body
    paragraphs of the source from 1 (0: title, deck or caption). `break_reason` says why figures before this one cannot
    be set against it (口径调整), "" where they can. `caveat` is what a reader must be told beside the figure, `note` is
    the clerk's and never printed. `bureau` is who answers for the `target`.
    """

    id: str
    city: str
    indicator: str
    quantity: Quantity
    printed: str
    source: str
    paragraph: int
    qualifier: Qualifier | None = None
    period: Period = UNSTATED
    basis: Basis = Basis.UNSTATED
    direction: str | None = None
    scope: str = ""
    measure: Measure = PLAIN
    status: Status | None = None
    audience: Audience = Audience.PUBLIC
    break_reason: str = ""
    target: Target | None = None
    bureau: str = ""
    headline: Headline = Headline.PLAIN
    caveat: str = ""
    note: str = ""
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def identity(self) -> Identity:
        """What this fact shares with the same thing at another time."""
        return self.city, self.indicator, self.measure, self.scope

    @property
    def xml_name(self) -> str:
        """The identity as a name that XML admits, which the same thing at another time shares."""
        return "f_" + hashlib.sha256(repr(self.identity).encode()).hexdigest()[:12]


_ONLY_FIRST = re.compile("(.*[国省市区县州盟内])?(率先|首创|首|第一|最早|唯一).{0,2}")


class PracticeKind(StrEnum):
    """What a practice is: a way that others can take, a result, or how the work is led and watched over."""

    METHOD = "经验"
    RESULT = "成效"
    SUPPORT = "保障"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """A named measure, in our own words; `{fact-id}` in `text` stands for that fact's figure.

    `first` is what the source claims to have done first, as the city's predicate (开出河南省首张电子专用发票), "" for
    none; practices of one `topic` in several cities are parallels. `key` is the id of the fact that stands for it, ""
    where nobody said which.
    """

    id: str
    city: str
    name: str
    theme: str
    text: str
    source: str
    paragraph: int
    aliases: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    first: str = ""
    topic: str = ""
    kind: PracticeKind = PracticeKind.METHOD
    key: str = ""
    headline: Headline = Headline.PLAIN
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def key_fact(self) -> str:
        """The id of the figure that stands beside its name: its `key`, else the only one it has, "" where none is."""
        return self.key or (self.facts[0] if len(self.facts) == 1 else "")

    @property
    def claims_nothing(self) -> bool:
        """Whether `first` says that it is first, and of where, but not what is (全国首创, 河南省第一张)."""
        return _ONLY_FIRST.fullmatch(self.first) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How facts of one city belong together: `members` maps a role of the kind to one or more fact ids.

    `base` names what the members refer to: the whole of a share (全市新增企业), the start of a change (年初).
    """

    id: str
    city: str
    kind: str
    name: str
    members: Mapping[str, tuple[str, ...]]
    base: str = ""
    caveat: str = ""
    note: str = ""
    location: Location = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Undisclosed:
    """What a source says that it does not tell, or did not when asked: an indicator or a theme, the other being ""."""

    city: str
    source: str
    indicator: str = ""
    theme: str = ""
    note: str = ""
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def id(self) -> str:
        """What is not told, and of which city."""
        return f"{self.city}.{self.indicator or self.theme}"


class Comparability(StrEnum):
    """What may be done with two figures, from most to least."""

    JUDGED = "可比"
    SIDE_BY_SIDE = "并列"
    NEVER = "不可比"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What an office says of things that may be taken for one another, in words that follow a colon.

    `between` are ids of facts, practices and indicators. `kind` is 并列 or 不可比, None where nothing is decided and a
    reader is only told; `tell`: it stands in the briefing whenever all that it names does.
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
class CityRecord:
    """Everything one city file holds."""

    city: City
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    practices: tuple[Practice, ...] = ()
    relations: tuple[Relation, ...] = ()
    undisclosed: tuple[Undisclosed, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Library:
    """A workspace's data: the catalogue and the cities that were read (`generate` reads only what it selects).

    `everywhere`: all cities of the workspace in the order of their codes, read or not; () where nobody has looked.
    `doubts` are warnings to pass on whenever it is used; `fingerprint` tells whether what it was read from has changed
    since, "" where it was made in memory.
    """

    catalogue: Catalogue
    records: Mapping[str, CityRecord]
    everywhere: tuple[City, ...] = ()
    doubts: tuple[Problem, ...] = ()
    fingerprint: str = ""

    @property
    def known(self) -> tuple[City, ...]:
        """Every city that is known of: those `everywhere`, then what was read beside them."""
        cities = (*self.everywhere, *(record.city for record in self.records.values()))
        return tuple({city.id: city for city in cities}.values())

    @property
    def elsewhere(self) -> dict[str, City]:
        """The cities that were not read, by id."""
        return {city.id: city for city in self.everywhere if city.id not in self.records}

    def facts(self) -> Iterator[Fact]:
        """Every fact, city by city, in file order."""
        for record in self.records.values():
            yield from record.facts

    def practices(self) -> Iterator[Practice]:
        """Every practice, city by city, in file order."""
        for record in self.records.values():
            yield from record.practices

    def relations(self) -> Iterator[Relation]:
        """Every relation, city by city, in file order."""
        for record in self.records.values():
            yield from record.relations

    def successor(self, fact: Fact) -> Fact | None:
        """Return what the library holds of the same thing at the next time after that of `fact`, None for nothing.

        `fact` may be of another library, such as that of the last issue. What is undated follows and precedes nothing.
        """
        same = (item for item in self.facts() if item.identity == fact.identity and item.period.dated)
        later = (item for item in same if fact.period.dated and item.period > fact.period)
        return min(later, key=lambda item: item.period, default=None)

    def sources(self) -> dict[str, Source]:
        """Sources by id: the shared ones, then those of each city."""
        found = dict(self.catalogue.sources)
        for record in self.records.values():
            found.update((source.id, source) for source in record.sources)
        return found

    def theme_of(self, fact: Fact) -> str:
        """The id of the theme a fact is filed under, which is its indicator's."""
        return self.catalogue.indicators[fact.indicator].theme
