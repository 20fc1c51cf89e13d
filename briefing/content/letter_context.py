"""What a template of letters sees behind `memo`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from briefing.model.document import Runs
from briefing.model.letter import Letter
from briefing.wording.prose import date

TITLES_NAMED = 3


@dataclass(frozen=True, slots=True)
class AttachedBriefing:
    """One of the briefings that a letter carries."""

    title: str
    findings: tuple[Runs, ...]


class LetterContext:
    """A letter for a template."""

    def __init__(self, letter: Letter, title: str) -> None:
        self._letter, self._title = letter, title

    @property
    def title(self) -> str:
        """The title."""
        return self._title

    @property
    def to(self) -> str:
        """The addressees in one phrase."""
        return "、".join(self._letter.to)

    @property
    def several(self) -> bool:
        """Whether there is more than one addressee."""
        return len(self._letter.to) > 1

    @property
    def sender(self) -> str:
        """The office that signs."""
        return self._letter.sender

    @property
    def subject(self) -> str:
        """The subject as given."""
        return self._letter.subject

    @property
    def number(self) -> str:
        """The 发文字号, "" for none."""
        return self._letter.number

    @property
    def date(self) -> str:
        """The date (2026年1月5日)."""
        return date(self._letter.date)

    @property
    def briefings(self) -> tuple[AttachedBriefing, ...]:
        """What it carries, each with its own findings."""
        held = dict(self._letter.findings)
        return tuple(AttachedBriefing(title, held.get(title, ())) for title in self._letter.attachments)

    @property
    def names(self) -> str:
        """What it carries in one phrase: 《甲》《乙》; of more than three, the first and 等简报."""
        titles = self._letter.attachments
        shown = titles if len(titles) <= TITLES_NAMED else titles[:1]
        return "".join(f"《{title}》" for title in shown) + ("等简报" if len(shown) < len(titles) else "")

    @cached_property
    def findings(self) -> tuple[Runs, ...]:
        """The findings in turn: the first of each briefing, then the second of each; none twice."""
        rows = zip_longest(*(findings for _, findings in self._letter.findings))
        return tuple(dict.fromkeys(said for row in rows for said in row if said is not None))
