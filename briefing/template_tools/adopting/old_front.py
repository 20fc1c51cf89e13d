"""What stands around the title of an office's file and was said of that issue alone: its 目录, an 编者按, its date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from briefing.ooxml.xml import W
from briefing.template_tools.adopting.anatomy import LIKELY, SURE, LetterheadPlace, whole
from briefing.template_tools.adopting.lines import (
    DATED,
    ORGANISATION,
    PATTERNS,
    FoundLine,
    LetterheadRole,
    organisations,
)

_CONTENTS = "目\\s*[录次]|本期(?:目录|要目|导读|内容|要点)"
_NOTE = "编\\s*者\\s*按|编者的话|按\\s*语|内容(?:提要|摘要)"
_BEGINS = re.compile(f"(?:{_CONTENTS})[:：]?|[【〔\\[（(《]?\\s*(?:{_NOTE})\\s*(?:[】〕\\]）)》:：].*)?", re.DOTALL)


def old_front(head: Sequence[FoundLine], placed: Collection[FoundLine]) -> list[FoundLine]:
    """Return the lines of a letterhead, down to its title, that are of the old issue alone.

    A line in a table or with a drawing ends them, and one that is of the letterhead: with a number, a date, an office,
    or in `placed`, which have places already. Empty lines behind them stay.
    """
    gone, within = list[FoundLine](), False
    for line in head:
        words = line.words.strip()
        within = bool(_BEGINS.fullmatch(words)) or (within and not _of_letterhead(words))
        within = within and line.paragraph.flows and line not in placed and not _drawn(line)
        gone += [line] if within else []
    while gone and not gone[-1].words.strip():
        gone.pop()
    return gone


def below_title(text: Sequence[FoundLine], titles: Sequence[FoundLine]) -> Iterator[LetterheadPlace]:
    """Yield the date and, in the middle, the office that have lines right below a title to themselves."""
    for line in text[text.index(titles[-1]) + 1 :] if titles else ():
        dated = DATED.fullmatch(line.words)
        named = ORGANISATION.fullmatch(line.words.strip()) and line.paragraph.layout.align == "center"
        if dated:
            yield LetterheadPlace(line, *dated.span("date"), LetterheadRole.DATE, SURE)
        elif named:
            yield whole([line], LetterheadRole.OFFICE, LIKELY)
        elif line.words.strip():
            return


def _of_letterhead(words: str) -> bool:
    return any(pattern.search(words) for pattern in PATTERNS.values()) or any(organisations(words))


def _drawn(line: FoundLine) -> bool:
    return next(line.element.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr"), None) is not None
