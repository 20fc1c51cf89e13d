"""Words that a person set, as a template handles them: printed as given, and no number of the template's own."""

from __future__ import annotations

from briefing.model.document import Run, RunKind, Runs
from briefing.model.template import Value


class Given(str):
    """Text that is, or has been joined with, the values of parameters; `runs` tell which of it they are.

    What else is made of it (a slice, another case) is the template's own text again.
    """

    __slots__ = ("runs",)
    runs: Runs

    def __new__(cls, runs: Runs) -> Given:
        """Return the text of `runs`, which remembers them."""
        self = super().__new__(cls, "".join(run.text for run in runs))
        self.runs = runs
        return self


def given(name: str, value: Value) -> Value:
    """The value of the parameter `name` as a template handles it."""
    return Given((Run(value, ref=name, kind=RunKind.GIVEN),)) if isinstance(value, str) else value


def runs_of_words(words: str) -> Runs:
    """The runs that text is printed as."""
    return words.runs if isinstance(words, Given) else (Run(words),)
