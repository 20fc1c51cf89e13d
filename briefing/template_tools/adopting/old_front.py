"""What stands around the title of an office's file and was said of that issue alone: its 目录, an 编者按, its date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from briefing.ooxml.xml import W
from briefing.template_tools.adopting.anatomy import SURE, LetterheadPlace
from briefing.template_tools.adopting.lines import DATED, PATTERNS, FoundLine, LetterheadRole, organisations

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


def dates_below(text: Sequence[FoundLine], titles: Sequence[FoundLine]) -> Iterator[LetterheadPlace]:
    """Yield the dates right below a title that have their lines to themselves, in brackets or not."""
    for line in text[text.index(titles[-1]) + 1 :] if titles else ():
        dated = DATED.fullmatch(line.words)
        if line.words.strip() and dated is None:
            return
        if dated:
            yield LetterheadPlace(line, *dated.span("date"), LetterheadRole.DATE, SURE)


def _of_letterhead(words: str) -> bool:
    return any(pattern.search(words) for pattern in PATTERNS.values()) or any(organisations(words))


def _drawn(line: FoundLine) -> bool:
    return next(line.element.iter(f"{W}drawing", f"{W}pict", f"{W}object", f"{W}sectPr"), None) is not None
