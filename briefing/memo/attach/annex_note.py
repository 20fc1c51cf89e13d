"""附件说明 as it stands in a memo: which paragraphs it is, what it lists, how it numbers (GB/T 9704—2012, 7.3.4)."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.roles import ANNEX_NOTE
from briefing.ooxml.numbering import number_in
from briefing.text.chinese_numerals import chinese

# Blanks and figures are counted ({0,4}) in all of these: a line of blanks must not take its square in time.
_COUNT = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_LEAD = re.compile(r"\s*附\s{0,4}(?:件\s{0,4})?[:：]\s*")
_NUMBERED = re.compile(
    rf"(?P<word>附\s{{0,4}}件\s{{0,4}})?"
    rf"(?:(?P<number>{_COUNT})(?P<stop>\s{{0,4}}[.．、:：](?!\d)\s{{0,4}})"
    rf"|(?P<bracketed>[（(]{_COUNT}[）)])(?P<then>\s{{0,4}}(?:[.．、:：](?!\d)\s{{0,4}})?))"
)
_FULL_WIDTH = {ord("0") + digit: ord("０") + digit for digit in range(10)}
_NON_STANDARD = re.compile(r"附\s{0,4}[:：].*|附\s{0,4}件\s{0,4}[（(].{1,3}[）)]\s{0,4}[:：].+")
"""附：… and 附件（1）：…, which the standard does not know and offices write."""
_OTHER_FIRST = re.compile(r"[①⑴⒈㈠ⅠⅰＡ]|[AaI]\s{0,4}[.．、)）]|[1１]\s{0,4}[-—)）]|第[1１一][件项]")
_OTHER_NEXT = re.compile(
    r"[②-⑳⑵-⒇⒉-⒛㈡-㈩Ⅱ-Ⅻⅱ-ⅻＢ-Ｚ]|[B-Zb-z]\s{0,4}[.．、)）]|[2-9２-９]\s{0,4}[-—)）]|第[2-9２-９二三四五六七八九][件项]"
)
_OTHER_SECOND = re.compile(r"[；;\s][（(]?(?:[2２二]|②)[）).．、](?!\d)")
"""How names begin and go on that are numbered in a manner that is not continued here."""
_ANY_NUMBER = re.compile(
    rf"(?P<sign>[①-⓿㈠-㈩Ⅰ-ⅿ])|(?<![A-Za-z])(?P<letter>[A-Za-zＡ-Ｚ])\s{{0,4}}[.．、)）]"
    rf"|第(?P<nth>{_COUNT})[件项]|(?P<count>{_COUNT})\s{{0,4}}[-—)）.．、](?!\d)"
)
"""A number in any of these manners, wherever in a line it stands."""
_UNCLASSIFIED = (TextRole.OTHER, TextRole.BODY)
_WRAPPED = 10
"""How many characters may stand free before a line that goes on from the one above; 署名 stands further right."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An annex that 附件说明 lists.

    `paragraph` is the one that its number stands in; `word` is 附件 where each entry begins with it, `number` its
    number as written, in brackets where it has them, "" if it has none of its own in the text, `stop` what stands
    between number and name.
    """

    paragraph: OfficialParagraph
    name: str
    word: str = ""
    number: str = ""
    stop: str = ""

    def next_number(self, count: int) -> str:
        """Return `count` written as the number of this entry is: 2, ２, 二, （二）."""
        bare = self.number.strip("（）()")
        # Who has typed ２ with a Chinese input method wants ３ next to it.
        if not bare or bare.isascii():
            written = str(count)
        elif bare.isdecimal():
            written = str(count).translate(_FULL_WIDTH)
        else:
            written = chinese(count)
        return self.number.replace(bare, written) if bare else written


@dataclass(frozen=True, slots=True)
class AnnexNote:
    """附件说明: its paragraphs and its entries, in order."""

    paragraphs: tuple[OfficialParagraph, ...]
    entries: tuple[Entry, ...]

    @property
    def numbered(self) -> bool:
        """Whether its entries have numbers, in the text or as Word counts lists."""
        return bool(self.entries[0].number) or bool(self.entries[0].paragraph.label)

    @property
    def unclear(self) -> bool:
        """Whether its entries have numbers in a manner that cannot be gone on with: ①, A., （1）甲；（2）乙."""
        first = self.entries[0].name
        odd = _OTHER_FIRST.match(first) or _NUMBERED.match(first)
        return bool(odd and not self.numbered) or (len(self.entries) == 1 and _OTHER_SECOND.search(first) is not None)

    @property
    def blanks(self) -> tuple[Entry, ...]:
        """Return the entries at its end that have no name yet, each in a paragraph of its own: 附件：, 附件2：."""
        blank: list[Entry] = []
        for entry in reversed(self.entries):
            shared = any(entry.paragraph is other.paragraph for other in self.entries if other is not entry)
            if entry.name or shared or "\n" in entry.paragraph.text:
                break
            blank.insert(0, entry)
        return tuple(blank)

    @property
    def count(self) -> int:
        """Return how many annexes it names; where that is unclear, at least one for each line and each semicolon."""
        if not self.unclear:
            return len(self.entries) - len(self.blanks)
        lines = [line for item in self.paragraphs for line in item.text.split("\n") if _LEAD.sub("", line).strip()]
        numbers = {_value(found) for line in lines for found in _ANY_NUMBER.finditer(line)}
        highest = next(number for number in itertools.count() if number + 1 not in numbers)
        return max(highest, len(lines) + sum(len(re.findall("[；;](?=.)", line)) for line in lines))


def _value(found: re.Match[str]) -> int:
    """Return the number that ②, B, 第二件 or 2) writes."""
    if found["sign"]:
        return int(unicodedata.numeric(found["sign"], 0))
    if found["letter"]:
        return ord(unicodedata.normalize("NFKC", found["letter"]).upper()) - ord("A") + 1
    return number_in(found["nth"] or found["count"])


def notes_in(flow: Sequence[OfficialParagraph]) -> list[AnnexNote]:
    """Return every 附件说明 among the paragraphs of a text."""
    found, index = [], 0
    while index < len(flow):
        if _begins(flow[index]):
            group = _group(flow[index:])
            found.append(AnnexNote(tuple(group), tuple(_entries(group))))
            index = flow.index(group[-1])
        index += 1
    return found


def _begins(item: OfficialParagraph) -> bool:
    """Whether a paragraph begins with 附件：…, be it several lines long, or still to be filled."""
    first = item.shown.partition("\n")[0]
    if item.role is TextRole.ANNEX_MARK:  # of the memo itself, whose own annexes begin with a mark without a colon
        return first.endswith((":", "："))
    words = ANNEX_NOTE.fullmatch(first) or _NON_STANDARD.fullmatch(first)
    return item.role is TextRole.ANNEX_NOTE or (item.role in _UNCLASSIFIED and words is not None)


def _group(flow: Sequence[OfficialParagraph]) -> list[OfficialParagraph]:
    """Return the paragraphs of the 附件说明 that begins here; empty ones between its entries, too."""
    group, empty = [flow[0]], list[OfficialParagraph]()
    written = [item for item in flow if item.role is not TextRole.EMPTY]
    for item in flow[1:]:
        if item.role is TextRole.EMPTY:
            empty.append(item)
            continue
        # What stands right above a date is 署名, where 附件： was left to be filled.
        signed = item is written[1] and len(written) > 2 and written[2].role is TextRole.CLOSING
        blank = signed and not _LEAD.sub("", flow[0].shown)
        if _is_next(item, group) or (not empty and not blank and _is_wrapped(item)):
            group += [*empty, item]
            empty = []
        else:
            break
    return group


def _is_next(item: OfficialParagraph, group: Sequence[OfficialParagraph]) -> bool:
    """Whether a paragraph begins with the number that follows those of the group."""
    if item.role is TextRole.ANNEX_ITEM:
        return True
    found, entries = _NUMBERED.match(item.shown), list(_entries(group))
    if found is None:
        return _OTHER_FIRST.match(entries[0].name) is not None and _OTHER_NEXT.match(item.shown) is not None
    return _count(found) == len(entries) + 1


def _is_wrapped(item: OfficialParagraph) -> bool:
    """Whether a paragraph is the rest of a name that somebody broke by hand."""
    plain = item.role in _UNCLASSIFIED and item.layout.align not in ("right", "center")
    return plain and 3 <= item.indent < _WRAPPED and len(item.shown) <= 60 and not item.shown.endswith(("。", "："))


def _entries(group: Sequence[OfficialParagraph]) -> Iterator[Entry]:
    """Yield what is listed by numbers from 1, at the beginning of a line or after a blank; else all as one name."""
    lines = [(item, line) for item in group for line in (item.label + item.text).split("\n")]
    entries: list[Entry] = []
    for item, line in lines:
        rest = line.strip() if entries else _LEAD.sub("", line).strip()
        while (found := _NUMBERED.match(rest)) and _count(found) == len(entries) + 1:
            body = rest[found.end() :]
            after = _following(body, len(entries) + 2)
            name = body if after is None else body[:after]
            numbered_by_word = item.label.strip() and line.strip().startswith(item.label.strip())
            number = "" if numbered_by_word else found["number"] or found["bracketed"]
            entries.append(Entry(item, name.strip(), found["word"] or "", number, found["stop"] or found["then"] or ""))
            rest = "" if after is None else body[after:].strip()
        if rest and entries:
            entries[-1] = replace(entries[-1], name=entries[-1].name + rest)
        elif rest:
            entries.append(Entry(item, rest))
    yield from entries or [Entry(group[0], "")]


def _count(found: re.Match[str]) -> int:
    return number_in((found["number"] or found["bracketed"]).strip("（）()"))


def _following(text: str, number: int) -> int | None:
    """Return where in a line the entry with this number begins; None if none does."""
    found = re.search(rf"(?<=\s)(?:附\s{{0,4}}件\s{{0,4}})?{number}\s{{0,4}}[.．、](?!\d)", text)
    return None if found is None else found.start()
