"""What an office's file consists of: its letterhead with the places in it, the old body, what stands behind that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from briefing.conformance.paragraph import TextRole
from briefing.errors import Problem, UsageError
from briefing.template_tools.adopting.lines import (
    ORGANISATION,
    PATTERNS,
    WHOLE_TITLES,
    Line,
    Role,
    organisations,
    placeholders,
)

SURE, LIKELY, GIVEN = "有把握", "请核对", "已指定"
MASTHEAD = 26
"""Points from which a line is a 报头: titles have 22 (GB/T 9704—2012, 7.3.1)."""
_RED_MASTHEAD = 20
_KINDS = (
    "简报|快报|专报|通报|月报|周报|季报|动态|信息|参阅|文件|纪要|通讯|要情|内参|专刊|摘报|参考|通告|公告|公报|"
    "交流|情况|令|函|发电"
)
_NAMED = re.compile(f"[^。，；：]{{2,30}}(?:{_KINDS})(?:（[^（）]{{1,10}}）)?")
_JOINT = 0.55
"""From what share of the size of the largest line another line is one of the same 报头, as of several offices."""
_END = re.compile(
    "(?:主题词|抄送|抄报|主报|主送|分送|印送|报送?|送|发送?|责任编辑|责编|编辑|编审|审核|审签|核稿|校对|签发|联系人|联系电话|"
    "电话|传真|邮箱|地址|共印|印数|印发份数)\\s*[:：].*|\\W*(?:抄送|cc)\\w*\\W*|[（(](?:联系人|此件|共印).*[）)]|.*(?:印发|共印\\s*\\d*\\s*份)[）)]?",
    re.DOTALL | re.IGNORECASE,
)
_END_STYLE = re.compile("报尾|版记|抄送|印发")
_KEPT = re.compile("印发|签发|份号|密级|急|★|抄送")
_FEW = 200
"""Characters of a table at the end that may still be 版记."""
_LONGEST_OFFICE = 40
_APART = 4
"""Characters from which on an indent says that a line is no paragraph of the text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a line, from `start` to before `end`, and what they stand for.

    `role` is one of `Role`, or the name of a parameter; `sure` is SURE, LIKELY or GIVEN.
    """

    line: Line
    start: int
    end: int
    role: str
    sure: str

    @property
    def words(self) -> str:
        """Return the words that it takes the place of."""
        return self.line.words[self.start : self.end]


@dataclass(slots=True)
class Anatomy:
    """A file taken apart: its places, the blocks of the old body from `first` to before `after`, what else to say.

    `joint`: it is of several offices, whose names stay as they are.
    """

    lines: Sequence[Line]
    places: list[Place] = field(default_factory=list)
    first: int = 0
    after: int = 0
    title_lines: list[Line] = field(default_factory=list)
    joint: bool = False
    notes: list[str] = field(default_factory=list)

    def add(self, line: Line, start: int, end: int, role: str, sure: str) -> None:
        """Add a place, unless one is there already."""
        if not any(old.line is line and old.start < end and start < old.end for old in self.places):
            self.places.append(Place(line, start, end, role, sure))

    def of(self, role: str) -> list[Place]:
        """Return the places with this role."""
        return [place for place in self.places if place.role == role]

    @property
    def body(self) -> list[Line]:
        """Return the lines of the old body."""
        return [line for line in self.lines if self.goes(line)]

    def goes(self, line: Line) -> bool:
        """Return whether a line is part of the old body; a floating box over it may be of the letterhead."""
        within = line.block is not None and self.first <= line.block < self.after
        return within and not (line.paragraph.position.part and stays(line.words))


def stays(words: str) -> bool:
    """Return whether a line, or a box with these words, that floats over the old body is part of the letterhead."""
    return not words.strip() or bool(_KEPT.search(words)) or any(item.search(words) for item in PATTERNS.values())


def take_apart(
    lines: Sequence[Line], blocks: int, said: Mapping[str, str] | None = None, *, letter: bool = False
) -> Anatomy:
    """Return what a file of so many blocks consists of.

    `said` are the words of the file for roles, as a person says, "" for a role that it has no place for; of the body
    those that its first line begins with. `letter`: 主送机关 and 署名 are part of the body, which the templates of
    letters write. UsageError for words that are not in the file.
    """
    found, said = Anatomy(lines), said or {}
    given = _given(found, {role: words for role, words in said.items() if words and role != Role.BODY})
    _placeholders(found)
    text = [line for line in lines if line.block is not None]
    head = _head(found, text)
    _name(found, [*(line for line in lines if line.block is None), *head])
    _offices(found, head)
    _extent(found, text, head, blocks, letter=letter)
    if begin := said.get(Role.BODY):
        found.first = _line_with(text, Role.BODY, begin).block or 0
    _repeated(found)
    found.places = [place for place in found.places if place.role not in said or place in given]
    order = {id(line): number for number, line in enumerate(lines)}
    found.places.sort(key=lambda place: (order[id(place.line)], place.start))
    return found


def _given(found: Anatomy, said: Mapping[str, str]) -> list[Place]:
    """Add the places that a person names, and return them."""
    for role, words in said.items():
        line = _line_with(found.lines, role, words)
        start = line.words.index(words)
        whole = role in WHOLE_TITLES
        found.add(line, 0 if whole else start, len(line.words) if whole else start + len(words), role, GIVEN)
    return list(found.places)


def _line_with(lines: Iterable[Line], role: str, words: str) -> Line:
    found = next((line for line in lines if words in line.words), None)
    if found is None:
        hint = f"--set {role}= 后面写文件里的原文；没有这一项的，“=”后面不写。"
        raise UsageError(Problem(f"文件里没有“{words}”，不能作{role}。", hint=hint))
    return found


def _placeholders(found: Anatomy) -> None:
    for line in found.lines:
        for item in placeholders(line.words):
            if item.role in WHOLE_TITLES and line.words.strip()[:1] not in "[{【":
                continue
            whole = item.role in WHOLE_TITLES
            start, end = (0, len(line.words)) if whole else (item.start, item.end)
            found.add(line, start, end, item.role or item.name, SURE)


def _head(found: Anatomy, text: Sequence[Line]) -> list[Line]:
    """Return the lines of the letterhead, and find in it title, numbers and dates."""
    written = [line for line in text if line.words.strip()]
    titles = [place.line for place in found.of(Role.TITLE)] or _titles(written)
    if titles:
        head = text[: text.index(titles[0])]
    else:
        body = (TextRole.BODY, TextRole.HEADING, TextRole.ADDRESSEE, TextRole.LIST)
        held = {id(place.line) for place in found.places if place.role in (Role.BODY, Role.TO)}
        plain = (line for line in written if line.paragraph.role in body or id(line) in held)
        first = next((line for line in plain if not _patterned(line)), None)
        head = text[: text.index(first)] if first else text[: _last_patterned(text)]
    for line in titles:
        found.places = [place for place in found.places if place.line is not line]
        found.add(line, 0, len(line.words), Role.TITLE, _title_sure(line))
    found.title_lines = titles
    margins = [line for line in found.lines if line.block is None]
    headed = any(line.size >= MASTHEAD and line.words.strip() for line in margins)  # a letterhead in a header
    head = [*head, *margins] if headed else head
    for line in head if headed else (*head, *margins):
        for role, pattern in PATTERNS.items():
            for match in pattern.finditer(line.words):
                if line.block is None and not headed and role not in (Role.ISSUE, Role.TOTAL):
                    continue
                lead = len(match[0]) - len(match[0].lstrip())
                found.add(line, match.start() + lead, match.end(), role, SURE)
    return list(head)


def _patterned(line: Line) -> bool:
    return any(pattern.search(line.words) for pattern in PATTERNS.values()) and len(line.words.strip()) <= 60


def _last_patterned(text: Sequence[Line]) -> int:
    """Return how many lines a letterhead without a title or a body has."""
    return max((number for number, line in enumerate(text, 1) if _patterned(line) or line.size >= MASTHEAD), default=0)


def _titles(written: Sequence[Line]) -> list[Line]:
    """Return the lines of the title of a text; where the largest line is the 报头 over a number, those behind that."""
    numbered = max((at for at, line in enumerate(written[:12]) if PATTERNS[Role.ISSUE].search(line.words)), default=-1)
    styled = [
        line
        for line in written
        if line.paragraph.role is TextRole.TITLE and not _patterned(line) and len(line.words.strip()) > 1
    ]
    first = next((line for line in styled if written.index(line) > numbered), None)
    if first is None and numbered >= 0:
        centred = (line for line in written[numbered + 1 : numbered + 8] if line.paragraph.layout.align == "center")
        first = next((line for line in centred if line.size >= 16 and not _patterned(line)), None)
    if first is None or first.size >= MASTHEAD + 5 or first.red:
        return []
    at, lines = written.index(first), [first]
    for line in written[at + 1 : at + 4]:
        alike = line.paragraph.main == first.paragraph.main and line.paragraph.layout.align == "center"
        if not alike or line.block != (lines[-1].block or 0) + 1 or first.paragraph.style != line.paragraph.style:
            break
        lines.append(line)
    return lines


def _title_sure(line: Line) -> str:
    styled = any("title" in name or "标题" in name for name in line.paragraph.style)
    return SURE if styled or 20 <= line.size <= 24 else LIKELY


def _name(found: Anatomy, front: Iterable[Line]) -> None:
    """Find the 报头: the largest line, or the red one; that of several offices stays as it is."""
    taken = {id(place.line) for place in found.places if place.role != Role.OFFICE}
    lines = [line for line in front if line.words.strip() and id(line) not in taken and len(line.words.strip()) <= 40]
    large = [line for line in lines if line.size >= MASTHEAD or (line.red and line.size >= _RED_MASTHEAD)]
    named = [line for line in lines if _NAMED.fullmatch(line.words.strip()) and line.size >= 18]
    if found.of(Role.NAME) or not (large or named):
        if not found.of(Role.NAME):
            found.notes.append("没有找到报头的大字：如是图片或艺术字，照原样留着；如是文字，用 --set 名称=原文 指定。")
        return
    best = max(large or named, key=lambda line: line.size)
    alike = [line for line in large if line.size >= best.size * _JOINT and line.words.strip() != best.words.strip()]
    if alike:
        words = "、".join(f"“{line.words.strip()}”" for line in (best, *alike))
        found.joint = True
        found.notes.append(f"报头由几处文字组成（{words}），照原样留着。")
        return
    words = best.words.strip()
    office = ORGANISATION.fullmatch(words) and not _NAMED.fullmatch(words)
    sure = SURE if best.size >= MASTHEAD and best.red else LIKELY
    start = best.words.index(words)
    found.add(best, start, start + len(words), Role.OFFICE if office else Role.NAME, sure)


def _offices(found: Anatomy, head: Iterable[Line]) -> None:
    """Find who issues it, in the letterhead: beside number or date, or in a line of its own."""
    if found.of(Role.OFFICE):
        return
    for line in head:
        if len(line.words.strip()) > _LONGEST_OFFICE * 2:
            continue
        beside = any(place.line is line for place in found.places)
        for start, end in organisations(_without(line, found.places)):
            found.add(line, start, end, Role.OFFICE, SURE if beside else LIKELY)
            if found.of(Role.OFFICE):
                return


def _without(line: Line, places: Iterable[Place]) -> str:
    """Return the words of a line with a gap where it has places."""
    words = line.words
    for place in places:
        if place.line is line:
            words = words[: place.start] + "\v" * (place.end - place.start) + words[place.end :]
    return words


def _extent(found: Anatomy, text: Sequence[Line], head: Sequence[Line], blocks: int, *, letter: bool) -> None:
    """Find where the old body begins and ends, and what stands behind it."""
    above = [line.block for line in (*head, *found.title_lines) if line.block is not None]
    found.first = max(above) + 1 if above else 0
    flow = [line for line in text if (line.block or 0) >= found.first and line.words.strip()]
    if flow and not letter:
        _addressee(found, flow[0])
    to = max((place.line.block or 0 for place in found.of(Role.TO)), default=-1)
    found.first = max(found.first, to + 1)
    found.after = _tail(found, [line for line in text if (line.block or 0) >= found.first], blocks, letter=letter)


def _addressee(found: Anatomy, line: Line) -> None:
    if line.paragraph.role is TextRole.ADDRESSEE and not found.of(Role.TO):
        found.add(line, 0, len(line.words), Role.TO, SURE)


def _tail(found: Anatomy, text: Sequence[Line], blocks: int, *, letter: bool) -> int:
    """Return the block behind the body, and find the places from there on."""
    by_block: dict[int, list[Line]] = {}
    for line in text:
        by_block.setdefault(line.block or 0, []).append(line)
    after = blocks
    for block in sorted(by_block, reverse=True):
        here = [line for line in by_block[block] if line.words.strip()]
        flowing = [line for line in here if not line.paragraph.position.part]
        if flowing and not _is_end(flowing):
            break
        after = block if here else after
    signed = [line for line in text if (line.block or 0) < after and line.words.strip() and line.paragraph.flows]
    if not letter and signed and _is_date(found, signed[-1]):
        after = _signed_by(found, signed[:-1]) or signed[-1].block or 0
        above = by_block.get(after - 1, [])
        after -= len(above) == 1 and not above[0].words.strip()  # an empty line parts it from the text
    for line in text:
        if (line.block or 0) < after and not (line.paragraph.position.part and stays(line.words)):
            continue
        for role in (Role.DATE, Role.ISSUE, Role.TOTAL):
            for match in PATTERNS[role].finditer(line.words):
                found.add(line, match.start(), match.end(), role, SURE)
        if line.words.rstrip().endswith(("印发", "印", "编")) or any(place.line is line for place in found.places):
            for start, end in organisations(_without(line, found.places)):
                found.add(line, start, end, Role.OFFICE, LIKELY)
    return after


def _is_date(found: Anatomy, line: Line) -> bool:
    """Return whether a line is a date or a placeholder for one, which is then a place."""
    words = line.words.strip()
    if match := PATTERNS[Role.DATE].fullmatch(words):
        start = line.words.index(match[0])
        found.add(line, start, start + len(match[0]), Role.DATE, SURE)
    return any(place.line is line and place.role == Role.DATE and place.words == words for place in found.places)


def _is_end(lines: Sequence[Line]) -> bool:
    """Return whether the lines of a block may stand behind the body: 抄送, 印发, a small table of such."""
    ends = [line for line in lines if _END.fullmatch(line.words.strip()) or _END_STYLE.search(_style(line))]
    if lines[0].paragraph.position.table:
        return bool(ends) and sum(len(line.words) for line in lines) <= _FEW
    return len(ends) == len(lines)


def _style(line: Line) -> str:
    return line.paragraph.style[0] if line.paragraph.style else ""


def _signed_by(found: Anatomy, above: Sequence[Line]) -> int | None:
    """Return the first block of the 署名 over a date; None where there is none.

    It is a place where it is one organisation; names of several, or of a person, stay as they are.
    """
    first = None
    for line in reversed(above):
        words = line.words.strip()
        named = list(organisations(line.words))
        apart = line.paragraph.layout.align == "right" or line.paragraph.indent >= _APART
        if len(words) > 2 * _LONGEST_OFFICE or re.search("[。，；：]", words) or not (named or (apart and not first)):
            break
        first = line.block
        whole = ORGANISATION.fullmatch(words) or re.fullmatch("[XxＸ×]{2,}", words)
        if whole or any(placeholders(words)):
            start = line.words.index(words)
            found.add(line, start, start + len(words), Role.OFFICE, SURE if apart else LIKELY)
    return first


def _repeated(found: Anatomy) -> None:
    """Leave words alone that would come to say something else: of several offices one alone has the setting.

    Where the words of the 报头 stand in a header, too, they are a place there.
    """
    offices = [place for place in found.of(Role.OFFICE) if not any(placeholders(place.words))]
    sure = SURE if any(place.sure == SURE for place in offices) else LIKELY
    for place in offices:
        found.places.remove(place)
        if found.joint:
            continue
        if place.words == offices[0].words:
            found.places.append(place if place.sure == GIVEN else replace(place, sure=sure))
        else:
            found.notes.append(f"“{place.words}”与“{offices[0].words}”不是同一个单位，照原样留着。")
    for name in found.of(Role.NAME):
        for line in found.lines:
            if line.block is None and (at := line.words.find(name.words)) >= 0:
                found.add(line, at, at + len(name.words), Role.NAME, LIKELY)


def without_body(anatomy: Anatomy) -> Iterator[Place]:
    """Return the places that are not in the old body, which goes."""
    return (place for place in anatomy.places if not anatomy.goes(place.line))
