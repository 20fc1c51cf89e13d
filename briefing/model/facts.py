"""What is recorded of a city: its sources, facts, practices and relations, and what a source does not tell."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from briefing.errors import NOWHERE, Location
from briefing.model.measure import PLAIN, Measure
from briefing.model.period import UNSTATED, Basis, Period
from briefing.model.quantity import Qualifier, Quantity


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
class Details:
    """What is told of a figure beside the figure itself.

    `printed` is the figure as the source prints it, "" where it is one of a table, which is worded when words are
    made; `scope` says what it covers where that is less than the city; `direction` is 增 or 减 where the figure itself
    states a change, else None. `break_reason` says why figures before this one cannot be set against it (口径调整), ""
    where they can. `caveat` is what a reader must be told beside the figure, `note` what the clerk must, which only the
    checklist tells. `bureau` is who answers for its target. `cause` is why the figure is what it is, or has moved, as
    its source or the bureau says.
    """

    printed: str = ""
    qualifier: Qualifier | None = None
    period: Period = UNSTATED
    basis: Basis = Basis.UNSTATED
    direction: str | None = None
    scope: str = ""
    measure: Measure = PLAIN
    status: Status | None = None
    audience: Audience = Audience.PUBLIC
    break_reason: str = ""
    bureau: str = ""
    cause: str = ""
    headline: Headline = Headline.PLAIN
    caveat: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Details):
    """One observation.

    `paragraph` counts the body paragraphs of the source from 1 (0: title, deck or caption), None where the figure
    stands in a `cell` of a workbook (数据.xlsx 数据!D17), "" for none.
    """

    id: str
    city: str
    indicator: str
    quantity: Quantity
    source: str
    paragraph: int | None = None
    cell: str = ""
    target: Target | None = None
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


PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
"""A fact's id in the text of a practice."""


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
    where nobody said which. `written` is the text as it stands in the data where that asks for the latest figure of an
    indicator ({最新:经营主体}), "" where it does not.
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
    written: str = ""
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def key_fact(self) -> str:
        """The id of the figure that stands beside its name: its `key`, else the only one it has, "" where none is."""
        return self.key or (self.facts[0] if len(self.facts) == 1 else "")

    def telling(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the sentences of the text that print one of those facts."""
        found = (f"{sentence}。" for sentence in self.text.split("。") if sentence)
        return tuple(sentence for sentence in found if not set(PLACEHOLDER.findall(sentence)).isdisjoint(ids))

    @property
    def tells_first(self) -> bool:
        """Whether `text` says itself what `first` claims; also where it claims nothing."""
        return self.first in PLACEHOLDER.sub("", self.text)

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
