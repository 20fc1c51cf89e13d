"""What a bundle says of itself, as values."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.model.document import Derived, Runs
from briefing.model.measure import MeasureKind

MANIFEST = "manifest.json"
FORMAT = 1
"""Of the manifest; a program that finds another number must not guess what the rest means."""
FORMER = ".issue-"
"""In the id of a fact of an issue that went out, between the id that it had and the issue: wuhan.a.issue-2026-02."""


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact as a manifest keeps it: the value as a decimal string, period and basis as in the data files.

    Of a range, `value` is the lower end and `upper` the other, else None.
    """

    id: str
    city: str
    theme: str
    indicator: str
    value: str
    unit: str
    printed: str
    qualifier: str | None
    period: str
    basis: str
    direction: str | None
    scope: str
    source: str
    paragraph: int | None
    cell: str = ""
    upper: str | None = None
    measure: str = MeasureKind.TOTAL
    base: str = ""
    price: str | None = None
    survey: str | None = None
    ranking: str = ""
    of: int | None = None

    @property
    def identity(self) -> tuple[object, ...]:
        """Return what this fact shares with the same thing at another time, as `Fact.identity`."""
        measured = self.measure, self.base, self.price, self.survey, self.ranking, self.of
        return self.city, self.indicator, measured, self.scope


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source as a manifest keeps it; `publisher` and `date` are "" where it has none."""

    id: str
    title: str
    publisher: str
    date: str


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A paragraph as a briefing prints it, in one cell, or a row of the table `table` ("" for a paragraph).

    The `ref` of a run is the figure that it prints, or the name of what a person set.
    """

    cells: tuple[Runs, ...]
    table: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    `kind` is "" for a briefing; `findings` are () in a bundle that was made before they were kept. `names` are words
    in the findings that hold digits without being figures; None where the program that wrote it did not keep them.
    `series` is the name in the letterhead, "" where none is. `files`: SHA-256 by path; each path leads to a place in
    the bundle. `unprinted`: of a numbered issue, the facts that were selected and not printed.
    `attachments`: the names of the folders of the bundles that a memo carries. `lines`: all that is printed, in order,
    by a memo without its annexes; () in a bundle that was made before they were kept. `by_hand`: what a person typed
    that has numbers in it.
    """

    kind: str
    title: str
    series: str
    request: Mapping[str, Any]
    findings: tuple[Runs, ...]
    names: tuple[str, ...] | None
    facts: tuple[FactRecord, ...]
    derived: tuple[Derived, ...]
    sources: tuple[SourceRecord, ...]
    files: Mapping[str, str]
    unprinted: tuple[FactRecord, ...] = ()
    attachments: tuple[str, ...] = ()
    lines: tuple[PrintedLine, ...] = ()
    by_hand: tuple[str, ...] = ()

    def wrote(self, path: str, data: bytes) -> bool | None:
        """Return whether these bytes were written at a path of the bundle; None where nothing was."""
        return hashlib.sha256(data).hexdigest() == self.files[path] if path in self.files else None

    @property
    def own_facts(self) -> tuple[FactRecord, ...]:
        """Return the facts but for those that it took over from the issue before, to compare with."""
        return tuple(record for record in self.facts if FORMER not in record.id)
