"""Words that a person set, as a template handles them: printed as given, and no number of the template's own."""

from __future__ import annotations

from briefing.model.document import Run, RunKind, Runs
from briefing.model.template import Value


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
    """The number of an issue as words (第3期), with the bare number behind a dot; both are "" where there is none."""

    __slots__ = ("number",)
    number: Given

    @classmethod
    def of(cls, number: int | None) -> GivenIssue:
        """Return the words for an issue of that number; None: the briefing has none."""
        made = cls(_given_runs(f"第{number}期") if number else ())
        made.number = Given(_given_runs(str(number)) if number else ())
        return made


def _given_runs(words: str) -> Runs:
    return (Run(words, ref="期号", kind=RunKind.GIVEN),)


def given(name: str, value: Value) -> Value:
    """Return the value of the parameter `name` as a template handles it."""
    return Given((Run(value, ref=name, kind=RunKind.GIVEN),)) if isinstance(value, str) else value


def runs_of_words(words: str) -> Runs:
    """Return the runs that text is printed as."""
    return words.runs if isinstance(words, Given) else (Run(words),)
