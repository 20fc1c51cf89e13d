"""What was asked for, and what the library holds for it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.model.catalogue import Theme
from briefing.model.facts import Undisclosed
from briefing.model.formats import USUAL
from briefing.model.issue import Issue, IssueNumber
from briefing.model.layout import Layout
from briefing.model.library import City, CityRecord, Library
from briefing.model.period import Period

Name = str | City | Theme
Names = Name | Iterable[Name] | None
"""One name, several with 、 or commas between them, or several; a city or theme stands for its name. None: none."""
Progress = Callable[[str], None]
"""Is called with the name of each stage, or of each thing that is worked on, as its turn comes."""


def names_in(given: Names) -> tuple[str, ...]:
    """Return the names given: none, one or several."""
    each = () if given is None else (given,) if isinstance(given, Name) else given
    return tuple(name if isinstance(name, str) else name.id for name in each)


def silent(stage: str) -> None:
    """Do nothing at the beginning of a stage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One briefing to make. Names are as typed; empty `cities` or `themes` mean all; `home` is the city to
    benchmark against the others, None for none. `period` and `since` are those that facts must be of, None for all.

    `roots` are the folders in which templates are searched, the built-in one last; `date` is the date printed; `cache`
    is the folder for charts and the index, None for no cache. `settings` were given for this briefing; `defaults` are
    the workspace's own, for those parameters that the template has. `register` is the workspace in whose register of
    issues it is entered under its `recipe`, None where it is in none; `corrects` is the issue that it corrects, `memos`
    where memos that printed the wrong figures are looked for, beside the bundles of the issues. `workspace` is where
    notes and pictures that a template prints lie, None for nobody's own.
    """

    roots: tuple[Path, ...]
    date: datetime.date
    cities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    period: Period | None = None
    since: Period | None = None
    home: str | None = None
    template: str = "bulletin"
    formats: tuple[str, ...] = USUAL
    title: str | None = None
    issue: IssueNumber | None = None
    layout: Layout = field(default_factory=Layout)
    settings: Mapping[str, str] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    cache: Path | None = None
    recipe: str = ""
    register: Path | None = None
    corrects: Issue | None = None
    memos: tuple[Path, ...] = ()
    workspace: Path | None = None

    @property
    def wanted(self) -> tuple[str, ...]:
        """The cities to read: those asked for, the home city among them; none for all."""
        return (self.home, *self.cities) if self.home and self.cities else self.cities


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of the library that a request asks for: every record is cut down to the themes asked for.

    `narrowed`: to a time as well, so that the library may hold of another what is not here. `ordered`: a template says
    in which order the cities stand.
    """

    library: Library
    cities: tuple[City, ...]
    themes: tuple[Theme, ...]
    records: Mapping[str, CityRecord]
    narrowed: bool = False
    ordered: bool = False

    @property
    def from_tables(self) -> bool:
        """Whether every figure is of a table, and there is no article with practices."""
        records = self.records.values()
        return not any(record.practices or any(not fact.cell for fact in record.facts) for record in records)

    def undisclosed(self, city: str, theme: str, indicator: str = "") -> Undisclosed | None:
        """Return what a source says of not telling a theme of a city, or an indicator of it; None if it says nothing.

        Only then is a figure that is not here 未披露; all else is 未收录.
        """
        wanted = {("", theme), (indicator, "")} - {("", "")}
        found = (item for item in self.records[city].undisclosed if (item.indicator, item.theme) in wanted)
        return next(found, None)
