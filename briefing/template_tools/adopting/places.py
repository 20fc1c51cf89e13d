"""What an office's file consists of: its letterhead with the places in it, the old body, what stands behind that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from briefing.conformance.paragraph import TextRole
from briefing.errors import Problem, UsageError
from briefing.template_tools.adopting.anatomy import (
    GIVEN,
    LIKELY,
    LONGEST_OFFICE,
    SURE,
    Anatomy,
    LetterheadPlace,
    without,
)
from briefing.template_tools.adopting.extent import find_extent
from briefing.template_tools.adopting.lines import (
    ORGANISATION,
    PATTERNS,
    WHOLE_TITLES,
    FoundLine,
    LetterheadRole,
    organisations,
    placeholders,
)

MASTHEAD = 26
"""Points from which a line is a 报头: titles have 22 (GB/T 9704—2012, 7.3.1)."""
_RED_MASTHEAD = 20
_KINDS = (
    "简报|快报|专报|通报|月报|周报|季报|动态|信息|参阅|文件|纪要|通讯|要情|内参|专刊|摘报|参考|通告|公告|公报|"
    "交流|情况|令|函|发电"
)
_NAMED = re.compile(f"[^。，；：]{{2,30}}(?:{_KINDS})(?:（[^（）]{{1,10}}）)?")
_AROUND: Mapping[LetterheadRole | None, tuple[tuple[str, str], ...]] = {
    LetterheadRole.NUMBER: (("", "号"),),
    LetterheadRole.ISSUE: (("第", "期"),),
}
"""Words around a placeholder that are printed with what stands there, and go with it where nothing does."""
_JOINT = 0.55
"""From what share of the size of the largest line another line is one of the same 报头, as of several offices."""


def take_apart(
    lines: Sequence[FoundLine], blocks: int, said: Mapping[str, str] | None = None, *, letter: bool = False
) -> Anatomy:
    """Return what a file of so many blocks consists of.

    `said` are the words of the file for roles, as a person says, "" for a role that it has no place for; of the body
    those that its first line begins with. `letter`: 主送机关 and 署名 are part of the body, which the templates of
    letters write. UsageError for words that are not in the file.
    """
    found, said = Anatomy(lines), said or {}
    given = _given(found, {role: words for role, words in said.items() if words and role != LetterheadRole.BODY})
    _placeholders(found)
    if letter:
        found.places = [place for place in found.places if place.role != LetterheadRole.TO]
    text = [line for line in lines if line.block is not None]
    head = _head(found, text)
    _name(found, [*(line for line in lines if line.block is None), *head])
    _offices(found, head)
    find_extent(found, text, head, blocks, letter=letter)
    if begin := said.get(LetterheadRole.BODY):
        found.first = _line_with(text, LetterheadRole.BODY, begin).block or 0
    _repeated(found)
    found.places = [place for place in found.places if place.role not in said or place in given]
    order = {id(line): number for number, line in enumerate(lines)}
    found.places.sort(key=lambda place: (order[id(place.line)], place.start))
    return found


def _given(found: Anatomy, said: Mapping[str, str]) -> list[LetterheadPlace]:
    """Add the places that a person names, and return them."""
    for role, words in said.items():
        line = _line_with(found.lines, role, words)
        start = line.words.index(words)
        whole = role in WHOLE_TITLES
        found.add(line, 0 if whole else start, len(line.words) if whole else start + len(words), role, GIVEN)
    return list(found.places)


def _line_with(lines: Iterable[FoundLine], role: str, words: str) -> FoundLine:
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
            for before, behind in _AROUND.get(item.role, ()):
                start -= len(before) if line.words[:start].endswith(before) else 0
                end += len(behind) if line.words.startswith(behind, end) else 0
            found.add(line, start, end, item.role or item.name, SURE)


def _head(found: Anatomy, text: Sequence[FoundLine]) -> list[FoundLine]:
    """Return the lines of the letterhead, and find in it title, numbers and dates."""
    written = [line for line in text if line.words.strip()]
    titles = [place.line for place in found.of(LetterheadRole.TITLE)] or _titles(written)
    if titles:
        head = text[: text.index(titles[0])]
    else:
        body = (TextRole.BODY, TextRole.HEADING, TextRole.ADDRESSEE, TextRole.LIST)
        held = {id(place.line) for place in found.places if place.role in (LetterheadRole.BODY, LetterheadRole.TO)}
        plain = (line for line in written if line.paragraph.role in body or id(line) in held)
        first = next((line for line in plain if not _patterned(line)), None)
        last = (at for at, line in enumerate(text, 1) if _patterned(line) or line.size >= MASTHEAD)
        head = text[: text.index(first) if first else max(last, default=0)]
    for line in titles:
        found.places = [place for place in found.places if place.line is not line]
        styled = any("title" in name or "标题" in name for name in line.paragraph.style)
        sure = SURE if styled or 20 <= line.size <= 24 else LIKELY
        found.add(line, 0, len(line.words), LetterheadRole.TITLE, sure)
    found.title_lines = titles
    margins = [line for line in found.lines if line.block is None]
    headed = any(line.size >= MASTHEAD and line.words.strip() for line in margins)  # a letterhead in a header
    head = [*head, *margins] if headed else head
    for line in head if headed else (*head, *margins):
        for role, pattern in PATTERNS.items():
            for match in pattern.finditer(line.words):
                if line.block is None and not headed and role not in (LetterheadRole.ISSUE, LetterheadRole.TOTAL):
                    continue
                lead = len(match[0]) - len(match[0].lstrip())
                found.add(line, match.start() + lead, match.end(), role, SURE)
    return list(head)


def _patterned(line: FoundLine) -> bool:
    return any(pattern.search(line.words) for pattern in PATTERNS.values()) and len(line.words.strip()) <= 60


def _titles(written: Sequence[FoundLine]) -> list[FoundLine]:
    """Return the lines of the title of a text; where the largest line is the 报头 over a number, those behind that."""
    numbered = max(
        (at for at, line in enumerate(written[:12]) if PATTERNS[LetterheadRole.ISSUE].search(line.words)), default=-1
    )
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


def _name(found: Anatomy, front: Iterable[FoundLine]) -> None:
    """Find the 报头: the largest line, or the red one; that of several offices stays as it is."""
    taken = {id(place.line) for place in found.places if place.role != LetterheadRole.OFFICE}
    lines = [line for line in front if line.words.strip() and id(line) not in taken and len(line.words.strip()) <= 40]
    large = [line for line in lines if line.size >= MASTHEAD or (line.red and line.size >= _RED_MASTHEAD)]
    named = [line for line in lines if _NAMED.fullmatch(line.words.strip()) and line.size >= 18]
    if found.of(LetterheadRole.NAME) or not (large or named):
        if not found.of(LetterheadRole.NAME):
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
    found.add(best, start, start + len(words), LetterheadRole.OFFICE if office else LetterheadRole.NAME, sure)


def _offices(found: Anatomy, head: Iterable[FoundLine]) -> None:
    """Find who issues it, in the letterhead: beside number or date, or in a line of its own."""
    if found.of(LetterheadRole.OFFICE):
        return
    for line in head:
        if len(line.words.strip()) > LONGEST_OFFICE * 2:
            continue
        beside = any(place.line is line for place in found.places)
        for start, end in organisations(without(line, found.places)):
            found.add(line, start, end, LetterheadRole.OFFICE, SURE if beside else LIKELY)
            if found.of(LetterheadRole.OFFICE):
                return


def _repeated(found: Anatomy) -> None:
    """Leave words alone that would come to say something else: of several offices one alone has the setting.

    Where the words of the 报头 stand in a header, too, they are a place there.
    """
    offices = [place for place in found.of(LetterheadRole.OFFICE) if not any(placeholders(place.words))]
    sure = SURE if any(place.sure == SURE for place in offices) else LIKELY
    for place in offices:
        found.places.remove(place)
        if found.joint:
            continue
        if place.words == offices[0].words:
            found.places.append(place if place.sure == GIVEN else replace(place, sure=sure))
        else:
            found.notes.append(f"“{place.words}”与“{offices[0].words}”不是同一个单位，照原样留着。")
    for name in found.of(LetterheadRole.NAME):
        for line in found.lines:
            if line.block is None and (at := line.words.find(name.words)) >= 0:
                found.add(line, at, at + len(name.words), LetterheadRole.NAME, LIKELY)
