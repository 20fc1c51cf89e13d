"""Issues of a series, and in what the facts of one differ from those of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefing.errors import NOWHERE, Location, Problem
from briefing.model.document import Derived
from briefing.model.facts import Fact, Source


class IssueState(StrEnum):
    """How far an issue has come; what is issued is never made again."""

    DRAFT = "草稿"
    REVIEW = "送审"
    ISSUED = "印发"


SUPPLEMENT = "增刊"


@dataclass(frozen=True, slots=True)
class IssueNumber:
    """The number that an issue bears, one of a `supplement` (增刊) or not; `total` is None where it has no 总期号."""

    number: int
    supplement: bool = False
    total: int | None = None

    @property
    def written(self) -> int | str:
        """As it is asked for, and kept: 3, 增刊1."""
        return f"{SUPPLEMENT}{self.number}" if self.supplement else self.number

    @property
    def words(self) -> str:
        """As it is spoken of: 第3期, 增刊第1期."""
        return f"{SUPPLEMENT if self.supplement else ''}第{self.number}期"

    @property
    def printed(self) -> str:
        """As it stands in the letterhead: 第3期（总第128期）, 第3期."""
        return self.words + (f"（总第{self.total}期）" if self.total else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue in the register of a workspace.

    Issues are counted by `recipe` ("" for none) and `year`, those that are a `supplement` (增刊) by themselves; `total`
    is the number over all years, None where the office has none. `bundle` is where it was made; `kept` the file that
    went out, whose SHA-256 is `sum`, both "" until then. Paths are relative to the workspace where they lie in it.
    `corrects` is the number of the issue that this one corrects, None for none.
    """

    year: int
    number: int
    date: str
    state: IssueState
    recipe: str = ""
    total: int | None = None
    supplement: bool = False
    title: str = ""
    bundle: str = ""
    corrects: int | None = None
    kept: str = ""
    sum: str = ""
    location: Location = field(default=NOWHERE, compare=False)

    @property
    def series(self) -> tuple[str, int, bool]:
        """What its number is counted in."""
        return self.recipe, self.year, self.supplement

    @property
    def numbered(self) -> IssueNumber:
        """The number that it bears."""
        return IssueNumber(self.number, self.supplement, self.total)

    @property
    def issued(self) -> bool:
        """Whether it has gone out."""
        return self.state is IssueState.ISSUED

    @property
    def name(self) -> str:
        """2026年第3期, 2026年增刊第1期; of a correction that has no number of its own 2026年第3期更正."""
        own = "更正" if self.corrects == self.number else ""
        return f"{self.year}年{self.numbered.words}{own}"

    @property
    def slug(self) -> str:
        """The name in letters, for ids and folders: 2026-03, 2026-s01, 2026-03-c."""
        own = "-c" if self.corrects == self.number else ""
        return f"{self.year}-{'s' if self.supplement else ''}{self.number:02}{own}"


@dataclass(frozen=True, slots=True)
class LastIssue:
    """An issue that went out, with its facts under ids of their own, and in what the present ones differ from them.

    Pairs hold the earlier fact first. `changed`: the same thing at a later time; `revised`: the same thing at the same
    time with another value; `new` and `dropped` are things that only one of the two holds; `doubts` tell of figures
    that nothing can be said of. `used_in` tells, of a correction, where else
    the revised figures were printed, and `computed` what the issue computed from them, each with the id of such a one.
    """

    issue: Issue
    facts: Sequence[Fact]
    sources: Mapping[str, Source]
    changed: Sequence[tuple[Fact, Fact]] = ()
    revised: Sequence[tuple[Fact, Fact]] = ()
    new: Sequence[Fact] = ()
    dropped: Sequence[Fact] = ()
    doubts: Sequence[Problem] = ()
    used_in: Sequence[str] = ()
    computed: Sequence[tuple[str, Derived]] = ()

    def of_city(self, city: str) -> LastIssue:
        """Return the part that is of one city."""
        changed, revised = ([pair for pair in pairs if pair[1].city == city] for pairs in (self.changed, self.revised))
        new, dropped = ([fact for fact in facts if fact.city == city] for facts in (self.new, self.dropped))
        return replace(self, changed=changed, revised=revised, new=new, dropped=dropped)
