"""Looking for signs and words in every paragraph of a file, those of tables, headers and notes included."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.conformance.reading import Paragraph, Reading
from briefing.conformance.rule import EVERY, Check, Hit, Rule, Strength

HAN = "\u3400-\u9fff"
"""汉字, as a range of a pattern."""

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
COVER = "\ufffc"

_COVERED = re.compile(
    r"(?:https?://|www\.)[!-~]+|(?<![A-Za-z0-9.+_-])[A-Za-z0-9.+_-]+@[A-Za-z0-9.-]+|[\[(（【]\s?(?:19|20)\d\d\s?[\])）】]\s?第?\d{1,5}\s?号"
)
_AROUND = 6
"""How many characters are shown on each side of what was found."""


def everything(reading: Reading) -> tuple[Paragraph, ...]:
    """Every paragraph of the file."""
    return reading.paragraphs + reading.others


def covered(item: Paragraph) -> str:
    """The text with COVER in place of addresses and numbers of documents, whose signs have rules of their own."""
    return _COVERED.sub(lambda found: COVER * len(found[0]), item.text)


def excerpt(text: str, found: re.Match[str]) -> str:
    """What was found, with what stands around it."""
    part = text[max(found.start() - _AROUND, 0) : found.end() + _AROUND]
    return f"“{' '.join(part.replace(COVER, '□').split())}”"


def pattern(expression: str) -> Check:
    """The check that nothing in the text matches an expression."""
    compiled = re.compile(expression)

    def check(reading: Reading) -> Iterator[Hit]:
        for item in everything(reading):
            text = covered(item)
            yield from (Hit(excerpt(text, found), item.spot) for found in compiled.finditer(text))

    return check


def rule(id: str, item: str, strength: Strength, clause: str, required: str, check: str | Check, mend: str) -> Rule:
    """A rule for texts of every kind; an expression as `check` may match nothing."""
    looked = pattern(check) if isinstance(check, str) else check
    return Rule(f"text.{id}", item, strength, clause, required, looked, mend, EVERY)
