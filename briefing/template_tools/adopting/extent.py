"""Where the old body of an office's file begins and ends, and what stands behind it: 署名, 报尾, 版记."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from briefing.conformance.paragraph import TextRole
from briefing.ooxml.xml import W
from briefing.template_tools.adopting.anatomy import (
    LIKELY,
    LONGEST_OFFICE,
    SURE,
    LetterheadPlace,
    added,
    stays,
    whole,
    without,
)
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
FOOT = re.compile("抄送|印发|^\\W*(?:报|送|发)[:：]")
"""What lines of 版记 say."""
_DAY = re.compile(r"[0-9０-９XxＸ×]{1,2}\s*月\s*[0-9０-９XxＸ×]{1,2}\s*日")
"""A date without its year, as a 便函 may have it below its text."""
_FEW = 200
"""Characters of a table at the end that may still be 版记."""
_APART = 4
"""Characters from which on an indent says that a line is no paragraph of the text."""


@dataclass(frozen=True, slots=True)
class BodyExtent:
    """The old body, from block `first` to before `after`, the places known then, and `offices` that sign together."""

    first: int
    after: int
    places: list[LetterheadPlace]
    offices: tuple[str, ...] = ()


def find_extent(
    text: Sequence[FoundLine], places: list[LetterheadPlace], first: int, blocks: int, *, letter: bool
) -> BodyExtent:
    """Return where the old body begins, from `first` on, and where it ends: before what has a place of its own."""
    middle = min((_block(place.line) for place in places if place.role == LetterheadRole.BODY), default=blocks)
    apart = [_block(place.line) for place in places if _stands_apart(place, letter=letter, known=middle < blocks)]
    first = max(first, *(block + 1 for block in apart if block < middle), 0)
    below = [line for line in text if _block(line) >= first]
    begin = next((line for line in below if line.words.strip()), None)
    addressed = letter or any(place.role == LetterheadRole.TO for place in places)
    if begin and begin.paragraph.role is TextRole.ADDRESSEE and not addressed:
        places = added(places, [LetterheadPlace(begin, 0, len(begin.words), LetterheadRole.TO, SURE)])
        first = _block(begin) + 1
    below = [line for line in text if _block(line) >= first]
    after = _end(below, blocks)
    signature = _signature([line for line in below if _block(line) < after], places) if not letter else []
    places = added(places, _signatory(signature))
    if ends := [_block(line) for line in signature[:1]] + [block for block in apart if block > middle]:
        after = min(after, *ends)
        above = [line for line in below if _block(line) == after - 1]
        after -= len(above) == 1 and not above[0].words.strip()  # an empty line parts it from the text
    places = added(places, _behind([line for line in below if _block(line) >= after or stays(line)], places))
    placed = {line for place in places for line in (place.line, *place.more)}
    unsaid = (line for line in signature if line not in placed and any(organisations(line.words)))
    first += _blank_before([line for line in below if _block(line) < after], first)
    return BodyExtent(first, after, places, tuple(line.words for line in unsaid))


def _blank_before(body: Sequence[FoundLine], first: int) -> int:
    """Return how many of the blocks of the old body stay above the new one: its first empty line, the end of a section.

    None where nothing follows them.
    """
    empty = list(takewhile(lambda line: not line.words.strip() and not _holds_picture(line), body))
    if not empty or len(empty) == len(body):
        return 0
    ends = [line for line in empty if line.element.find(f"{W}pPr/{W}sectPr") is not None]
    return _block((ends or empty[:1])[-1]) + 1 - first


def _holds_picture(line: FoundLine) -> bool:
    return next(line.element.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None


def _block(line: FoundLine) -> int:
    return -1 if line.block is None else line.block


def _stands_apart(place: LetterheadPlace, *, letter: bool, known: bool) -> bool:
    """Return whether a place is a paragraph beside the text; `known`: it is written where that stands.

    A letter's template writes 主送机关 and 署名 itself.
    """
    if not known:
        return place.role == LetterheadRole.TO
    roles = (LetterheadRole.CC,) if letter else LetterheadRole
    if place.role not in [*roles] or place.role in (LetterheadRole.TITLE, LetterheadRole.BODY):
        return False
    return place.line.paragraph.flows and place.words.strip() == place.line.words.strip()


def _end(text: Sequence[FoundLine], blocks: int) -> int:
    """Return the first of the blocks at the end that hold 报尾 and 版记; `blocks` where none does."""
    by_block: dict[int, list[FoundLine]] = {}
    for line in text:
        by_block.setdefault(_block(line), []).append(line)
    after = blocks
    for block in sorted(by_block, reverse=True):
        here = [line for line in by_block[block] if line.words.strip()]
        flowing = [line for line in here if not line.paragraph.position.part]
        if flowing and not _is_end(flowing):
            break
        ruled = any("版记" in _style(line) for line in by_block[block])  # a rule of 版记 has no words
        after = block if here or ruled else after
    return after


def _signature(text: Sequence[FoundLine], places: Iterable[LetterheadPlace]) -> list[FoundLine]:
    """Return the lines of 署名 and the date below them at the end of a text; none where it does not end with a date."""
    written = [line for line in text if line.words.strip() and line.paragraph.flows]
    last = written[-1] if written else None
    placed = (place for place in places if place.line is last and place.role == LetterheadRole.DATE)
    if last is None or not (
        PATTERNS[LetterheadRole.DATE].fullmatch(last.words.strip())
        or _DAY.fullmatch(last.words.strip())
        or any(place.words == last.words.strip() for place in placed)
    ):
        return []
    found = [last]
    for line in reversed(written[:-1]):
        words, first = line.words.strip(), len(found) == 1
        named = any(organisations(line.words)) or (first and _is_apart(line))
        if len(words) > 2 * LONGEST_OFFICE or re.search("[。，；：]", words) or not named:
            break
        found.insert(0, line)
    return found


def _is_apart(line: FoundLine) -> bool:
    return line.paragraph.layout.align == "right" or line.paragraph.indent >= _APART


def _signatory(signature: Sequence[FoundLine]) -> Iterator[LetterheadPlace]:
    """Yield the date and who signs, where that is one organisation; names of several, or of a person, stay.

    The name of one may go over several lines.
    """
    if not signature:
        return
    *names, date = signature
    yield whole([date], LetterheadRole.DATE, SURE)
    words = [line.words.strip() for line in names]
    alone = [bool(ORGANISATION.fullmatch(item)) for item in words]
    one = len(names) > 1 and ORGANISATION.fullmatch("".join(words)) and not all(alone)
    for lines in [names] if one else [[line] for line in names]:
        said = lines[0].words.strip()
        if one or ORGANISATION.fullmatch(said) or re.fullmatch("[XxＸ×]{2,}", said) or any(placeholders(said)):
            yield whole(lines, LetterheadRole.OFFICE, SURE if _is_apart(lines[0]) else LIKELY)


def _behind(lines: Iterable[FoundLine], places: Sequence[LetterheadPlace]) -> Iterator[LetterheadPlace]:
    """Yield the dates, numbers and offices in the lines behind the body, 版记 above all."""
    for line in lines:
        own = [place for place in places if place.line is line]
        for role in (LetterheadRole.DATE, LetterheadRole.ISSUE, LetterheadRole.TOTAL, LetterheadRole.YEAR):
            for match in PATTERNS[role].finditer(line.words):
                own = added(own, [LetterheadPlace(line, match.start(), match.end(), role, SURE)])
        if own or line.words.rstrip().endswith(("印发", "印", "编")):
            own += [
                LetterheadPlace(line, *span, LetterheadRole.OFFICE, LIKELY)
                for span in organisations(without(line, own))
            ]
        yield from own


def _is_end(lines: Sequence[FoundLine]) -> bool:
    """Return whether the lines of a block may stand behind the body: 抄送, 印发, a small table of such."""
    ends = [line for line in lines if _END.fullmatch(line.words.strip()) or _END_STYLE.search(_style(line))]
    if lines[0].paragraph.position.table:
        return bool(ends) and sum(len(line.words) for line in lines) <= _FEW
    return len(ends) == len(lines)


def _style(line: FoundLine) -> str:
    return line.paragraph.style[0] if line.paragraph.style else ""
