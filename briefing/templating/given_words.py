"""Words that a person set, as a template handles them: printed as given, and no number of the template's own."""

from __future__ import annotations

from briefing.model.document import Meta, Run, RunKind, Runs
from briefing.model.template import Value

ISSUE, TOTAL, DATE = "期号", "总期号", "日期"
"""What the issue and the date are called where what a person set is listed."""


class Given(str):
    """Text that is, or has been joined with, the values of parameters; `runs` tell which of it they are.

    What else is made of it (a slice, another case) is the template's own text again.
    """

    # a str subclass, so that Jinja's own tests and comparisons of words hold for it
    __slots__ = ("runs",)
    runs: Runs

    def __new__(cls, runs: Runs) -> Given:
        """Return the text of `runs`, which remembers them."""
        self = super().__new__(cls, "".join(run.text for run in runs))
        self.runs = runs
        return self


class GivenIssue(Given):
    """The issue as words (第3期), with its bare numbers behind a dot; each is "" where there is none."""

    __slots__ = ("number", "total")
    number: Given
    total: Given

    @classmethod
    def of(cls, meta: Meta) -> GivenIssue:
        """Return the words for the issue that a document is."""
        made = cls(_given_runs(ISSUE, meta.issue))
        made.number, made.total = Given(_given_runs(ISSUE, meta.number)), Given(_given_runs(TOTAL, meta.total))
        return made


class GivenDate(Given):
    """The date as words (2026年3月10日), with its bare year behind a dot."""

    __slots__ = ("year",)
    year: Given

    @classmethod
    def of(cls, meta: Meta) -> GivenDate:
        """Return the words for the date of a document."""
        made = cls(_given_runs(DATE, meta.date))
        made.year = Given(_given_runs(DATE, year_of(meta)))
        return made


def year_of(meta: Meta) -> str:
    """Return the year of the date of a document, in digits."""
    return meta.date.partition("年")[0]


def _given_runs(name: str, words: str) -> Runs:
    return (Run(words, ref=name, kind=RunKind.GIVEN),) if words else ()


def given(name: str, value: Value) -> Value:
    """Return the value of the parameter `name` as a template handles it."""
    return Given((Run(value, ref=name, kind=RunKind.GIVEN),)) if isinstance(value, str) else value


def runs_of_words(words: str) -> Runs:
    """Return the runs that text is printed as."""
    return words.runs if isinstance(words, Given) else (Run(words),)
