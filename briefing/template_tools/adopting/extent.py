"""Where the old body of an office's file begins and ends, and what stands behind it: 署名, 报尾, 版记."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.conformance.paragraph import TextRole
from briefing.template_tools.adopting.anatomy import LIKELY, LONGEST_OFFICE, SURE, Anatomy, stays, without
from briefing.template_tools.adopting.lines import (
    ORGANISATION,
    PATTERNS,
    FoundLine,
    LetterheadRole,
    organisations,
    placeholders,
)

_END = re.compile(
    "(?:主题词|抄送|抄报|主报|主送|分送|印送|报送?|送|发送?|责任编辑|责编|编辑|编审|审核|审签|核稿|校对|签发|联系人|联系电话|"
    "电话|传真|邮箱|地址|共印|印数|印发份数)\\s*[:：].*|\\W*(?:抄送|cc)\\w*\\W*|[（(](?:联系人|此件|共印).*[）)]|.*(?:印发|共印\\s*\\d*\\s*份)[）)]?",
    re.DOTALL | re.IGNORECASE,
)
_END_STYLE = re.compile("报尾|版记|抄送|印发")
_FEW = 200
"""Characters of a table at the end that may still be 版记."""
_APART = 4
"""Characters from which on an indent says that a line is no paragraph of the text."""


def find_extent(
    found: Anatomy, text: Sequence[FoundLine], head: Sequence[FoundLine], blocks: int, *, letter: bool
) -> None:
    """Find where the old body begins and ends, and what stands behind it."""
    above = [line.block for line in (*head, *found.title_lines) if line.block is not None]
    found.first = max(above) + 1 if above else 0
    flow = [line for line in text if (line.block or 0) >= found.first and line.words.strip()]
    if flow and not letter and flow[0].paragraph.role is TextRole.ADDRESSEE and not found.of(LetterheadRole.TO):
        found.add(flow[0], 0, len(flow[0].words), LetterheadRole.TO, SURE)
    to = max((place.line.block or 0 for place in found.of(LetterheadRole.TO)), default=-1)
    found.first = max(found.first, to + 1)
    found.after = _tail(found, [line for line in text if (line.block or 0) >= found.first], blocks, letter=letter)


def _tail(found: Anatomy, text: Sequence[FoundLine], blocks: int, *, letter: bool) -> int:
    """Return the block behind the body, and find the places from there on."""
    by_block: dict[int, list[FoundLine]] = {}
    for line in text:
        by_block.setdefault(line.block or 0, []).append(line)
    after = blocks
    for block in sorted(by_block, reverse=True):
        here = [line for line in by_block[block] if line.words.strip()]
        flowing = [line for line in here if not line.paragraph.position.part]
        if flowing and not _is_end(flowing):
            break
        ruled = any("版记" in _style(line) for line in by_block[block])  # a rule of 版记 has no words
        after = block if here or ruled else after
    signed = [line for line in text if (line.block or 0) < after and line.words.strip() and line.paragraph.flows]
    if not letter and signed and _is_date(found, signed[-1]):
        after = _signed_by(found, signed[:-1]) or signed[-1].block or 0
        above = by_block.get(after - 1, [])
        after -= len(above) == 1 and not above[0].words.strip()  # an empty line parts it from the text
    for line in text:
        if (line.block or 0) < after and not (line.paragraph.position.part and stays(line.words)):
            continue
        for role in (LetterheadRole.DATE, LetterheadRole.ISSUE, LetterheadRole.TOTAL):
            for match in PATTERNS[role].finditer(line.words):
                found.add(line, match.start(), match.end(), role, SURE)
        if line.words.rstrip().endswith(("印发", "印", "编")) or any(place.line is line for place in found.places):
            for start, end in organisations(without(line, found.places)):
                found.add(line, start, end, LetterheadRole.OFFICE, LIKELY)
    return after


def _is_date(found: Anatomy, line: FoundLine) -> bool:
    """Return whether a line is a date or a placeholder for one, which is then a place."""
    words = line.words.strip()
    if match := PATTERNS[LetterheadRole.DATE].fullmatch(words):
        start = line.words.index(match[0])
        found.add(line, start, start + len(match[0]), LetterheadRole.DATE, SURE)
    return any(
        place.line is line and place.role == LetterheadRole.DATE and place.words == words for place in found.places
    )


def _is_end(lines: Sequence[FoundLine]) -> bool:
    """Return whether the lines of a block may stand behind the body: 抄送, 印发, a small table of such."""
    ends = [line for line in lines if _END.fullmatch(line.words.strip()) or _END_STYLE.search(_style(line))]
    if lines[0].paragraph.position.table:
        return bool(ends) and sum(len(line.words) for line in lines) <= _FEW
    return len(ends) == len(lines)


def _style(line: FoundLine) -> str:
    return line.paragraph.style[0] if line.paragraph.style else ""


def _signed_by(found: Anatomy, above: Sequence[FoundLine]) -> int | None:
    """Return the first block of the 署名 over a date; None where there is none.

    It is a place where it is one organisation; names of several, or of a person, stay as they are.
    """
    first = None
    for line in reversed(above):
        words = line.words.strip()
        named = list(organisations(line.words))
        apart = line.paragraph.layout.align == "right" or line.paragraph.indent >= _APART
        if len(words) > 2 * LONGEST_OFFICE or re.search("[。，；：]", words) or not (named or (apart and not first)):
            break
        first = line.block
        whole = ORGANISATION.fullmatch(words) or re.fullmatch("[XxＸ×]{2,}", words)
        if whole or any(placeholders(words)):
            start = line.words.index(words)
            found.add(line, start, start + len(words), LetterheadRole.OFFICE, SURE if apart else LIKELY)
    return first
