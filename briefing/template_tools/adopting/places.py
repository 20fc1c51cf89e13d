"""What an office's file consists of: its letterhead with the places in it, the old body, what stands behind that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    added,
    whole,
    without,
)
from briefing.template_tools.adopting.extent import find_extent
from briefing.template_tools.adopting.lines import (
    ORGANISATION,
    PATTERNS,
    WHOLE_LINES,
    FoundLine,
    LetterheadRole,
    organisations,
    placeholders,
)
from briefing.template_tools.adopting.old_front import dates_below, old_front

MASTHEAD = 26
"""Points from which a line is a 报头: titles have 22 (GB/T 9704—2012, 7.3.1)."""
_RED_MASTHEAD = 20
_KINDS = (
    "简报|快报|专报|通报|月报|周报|季报|动态|信息|参阅|文件|纪要|通讯|要情|内参|专刊|摘报|参考|通告|公告|公报|"
    "交流|情况|令|函|发电"
)
_NAMED = re.compile(f"[^。，；：]{{2,30}}(?:{_KINDS})(?:（[^（）]{{1,10}}）)?")
_AROUND: Mapping[str | None, tuple[tuple[str, str], ...]] = {
    LetterheadRole.NUMBER: (("", "号"),),
    LetterheadRole.ISSUE: (("第", "期"),),
    LetterheadRole.CC: (("抄送：", "。"), ("抄送:", "")),
}
"""Words around a placeholder that are printed with what stands there, and go with it where nothing does."""
_OPENING = "[{【"
SHOWN = 16
"""Characters that are told of what goes."""
_JOINT = 0.55
"""From what share of the size of the largest line another line is one of the same 报头, as of several offices."""
_PLAIN = (TextRole.BODY, TextRole.HEADING, TextRole.ADDRESSEE, TextRole.LIST)
_ON_EACH_PAGE = (LetterheadRole.ISSUE, LetterheadRole.TOTAL, LetterheadRole.YEAR)
"""What a header or footer may hold though the letterhead does not stand in it."""


def take_apart(
    lines: Sequence[FoundLine], blocks: int, said: Mapping[str, str] | None = None, *, letter: bool = False
) -> Anatomy:
    """Return what a file of so many blocks consists of.

    `said` are the words of the file for roles, as a person says, "" for a role that it has no place for; of the body
    those that its first line begins with. `letter`: 主送机关 and 署名 are part of the body, which the templates of
    letters write. UsageError for words that are not in the file.
    """
    said = said or {}
    text = [line for line in lines if line.block is not None]
    margins = [line for line in lines if line.block is None]
    places = added(_given(lines, said), _placeholders(lines))
    places = [place for place in places if not (letter and place.role == LetterheadRole.TO)]
    places, titles = _with_title(text, places, given=bool(said.get(LetterheadRole.TITLE)))
    head = text[: text.index(titles[0])] if titles else _head(text, places)
    gone = old_front(head, [place.line for place in places]) if titles else []
    places, head = _with_head([line for line in head if line not in gone], margins, places)
    places = added(places, below := list(dates_below(text, titles)))
    masthead = _masthead([*margins, *head], places)
    if masthead and not _several(masthead):
        places = added(places, [_name(masthead)])
    places = added(places, _office(head, places))
    above = [line.block for line in (*head, *titles, *(place.line for place in below)) if line.block is not None]
    extent = find_extent(text, places, max(above, default=-1) + 1, blocks, letter=letter)
    first = extent.first
    if begin := said.get(LetterheadRole.BODY):
        first = _line_with(text, LetterheadRole.BODY, begin).block or 0
    places, others = _one_office(extent.places, joint=_several(masthead))
    for name in [place for place in places if place.role == LetterheadRole.NAME]:  # it may stand in headers, too
        found = ((line, line.words.find(name.words)) for line in margins)
        repeated = (LetterheadPlace(line, at, at + len(name.words), name.role, LIKELY) for line, at in found if at >= 0)
        places = added(places, repeated)
    places = [_bracketed(place) for place in places if place.role not in said or place.sure == GIVEN]
    places.sort(key=lambda place: (lines.index(place.line), place.start))
    notes = [*_remarks(masthead, places, (*extent.offices, *others)), *_told(gone)]
    return Anatomy(lines, places, first, extent.after, tuple(notes), tuple(gone))


def _bracketed(place: LetterheadPlace) -> LetterheadPlace:
    """Return the place of an issue with the brackets around it, which are not printed without one."""
    around = place.line.words[max(0, place.start - 1) : place.end + 1]
    if place.role == LetterheadRole.ISSUE and re.fullmatch("[（(].+[）)]", around):
        return replace(place, start=place.start - 1, end=place.end + 1)
    return place


def _told(gone: Sequence[FoundLine]) -> Iterator[str]:
    """Yield what is said of the lines above the title that go."""
    if written := [" ".join(line.words.split()) for line in gone if line.words.strip()]:
        shown = f"“{written[0][:SHOWN]}{'…' * (len(written[0]) > SHOWN)}”"
        more = f"等 {len(written)} 段" if len(written) > 1 else ""
        yield f"标题之上的{shown}{more}是那一期的，已去掉；要印的请写在正文模板里，目录写 {{{{ contents }}}}。"


def _with_title(
    text: Sequence[FoundLine], places: list[LetterheadPlace], *, given: bool
) -> tuple[list[LetterheadPlace], list[FoundLine]]:
    """Return the places with that of the title alone in its lines, and these; `given`: a person says so."""
    titles = [place.line for place in places if place.role == LetterheadRole.TITLE and place.line in text]
    titles = titles or _titles(text)
    if not titles:
        return places, []
    styled = any("title" in name or "标题" in name for name in titles[0].paragraph.style)
    sure = GIVEN if given else SURE if styled or 20 <= titles[0].size <= 24 else LIKELY
    others = (place for place in places if place.line not in titles)
    return added([whole(titles, LetterheadRole.TITLE, sure)], others), titles


def _with_head(
    head: Sequence[FoundLine], margins: Sequence[FoundLine], places: list[LetterheadPlace]
) -> tuple[list[LetterheadPlace], list[FoundLine]]:
    """Return the places with what is found in the letterhead by how it is written, and its lines, in a header, too."""
    headed = any(line.size >= MASTHEAD and line.words.strip() for line in margins)
    places = added(places, _patterns(head, PATTERNS))
    places = added(places, _patterns(margins, PATTERNS if headed else _ON_EACH_PAGE))
    return places, [*head, *(margins if headed else ())]


def _given(lines: Sequence[FoundLine], said: Mapping[str, str]) -> Iterator[LetterheadPlace]:
    """Yield the places that a person names."""
    for role, words in said.items():
        if words and role != LetterheadRole.BODY:
            line = _line_with(lines, role, words)
            start = line.words.index(words)
            span = (0, len(line.words)) if role in WHOLE_LINES else (start, start + len(words))
            yield LetterheadPlace(line, *span, role, GIVEN)


def _line_with(lines: Iterable[FoundLine], role: str, words: str) -> FoundLine:
    found = next((line for line in lines if words in line.words), None)
    if found is None:
        hint = f"--set {role}= 后面写文件里的原文；没有这一项的，“=”后面不写。"
        raise UsageError(Problem(f"文件里没有“{words}”，不能作{role}。", hint=hint))
    return found


def _placeholders(lines: Iterable[FoundLine]) -> Iterator[LetterheadPlace]:
    """Yield what somebody has put where others are to stand: {{发文机关}}, [此处输入文件标题]."""
    for line in lines:
        said = line.words.strip()
        for item in placeholders(line.words):
            role, start, end = item.role, item.start, item.end
            if role == LetterheadRole.OFFICE and said[-1] in "：:" and said[0] in _OPENING:
                role = LetterheadRole.TO  # [单位名称]：
            if role in WHOLE_LINES:
                if said[0] not in _OPENING:
                    continue
                start, end = 0, len(line.words)
            for before, behind in _AROUND.get(role, ()):
                start -= len(before) if line.words[:start].endswith(before) else 0
                end += len(behind) if line.words.startswith(behind, end) else 0
            yield LetterheadPlace(line, start, end, role or item.name, SURE)


def _head(text: Sequence[FoundLine], places: Iterable[LetterheadPlace]) -> Sequence[FoundLine]:
    """Return the lines of the letterhead of a file without a title."""
    held = {place.line for place in places if place.role in (LetterheadRole.BODY, LetterheadRole.TO)}
    written = (line for line in text if line.words.strip())
    plain = (line for line in written if line.paragraph.role in _PLAIN or line in held)
    first = next((line for line in plain if not _patterned(line)), None)
    last = (at for at, line in enumerate(text, 1) if line.words.strip() and (_patterned(line) or line.size >= MASTHEAD))
    return text[: text.index(first) if first else max(last, default=0)]


def _patterned(line: FoundLine) -> bool:
    return any(pattern.search(line.words) for pattern in PATTERNS.values()) and len(line.words.strip()) <= 60


def _patterns(lines: Iterable[FoundLine], roles: Iterable[LetterheadRole]) -> Iterator[LetterheadPlace]:
    """Yield what is found by how it is written: 第12期, 2026年2月28日."""
    for line in lines:
        for role in roles:
            for match in PATTERNS[role].finditer(line.words):
                lead = len(match[0]) - len(match[0].lstrip())
                yield LetterheadPlace(line, match.start() + lead, match.end(), role, SURE)


def _titles(text: Sequence[FoundLine]) -> list[FoundLine]:
    """Return the lines of the title of a text; where the largest line is the 报头 over a number, those behind that."""
    written = [line for line in text if line.words.strip()]
    numbered = max(
        (at for at, line in enumerate(written[:12]) if PATTERNS[LetterheadRole.ISSUE].search(line.words)), default=-1
    )
    behind = written[numbered + 1 :]
    styled = (line for line in behind if line.paragraph.role is TextRole.TITLE and len(line.words.strip()) > 1)
    first = next((line for line in styled if not _patterned(line)), None)
    if first is None and numbered >= 0:
        centred = (line for line in behind[:7] if line.paragraph.layout.align == "center")
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


def _masthead(front: Iterable[FoundLine], places: Iterable[LetterheadPlace]) -> list[FoundLine]:
    """Return the lines of the 报头, the largest or the red ones, the largest first where they are several."""
    if any(place.role == LetterheadRole.NAME for place in places):
        return []
    taken = {place.line for place in places if place.role != LetterheadRole.OFFICE}
    lines = [line for line in front if line not in taken and 0 < len(line.words.strip()) <= LONGEST_OFFICE]
    large = [line for line in lines if line.size >= MASTHEAD or (line.red and line.size >= _RED_MASTHEAD)]
    named = [line for line in lines if _NAMED.fullmatch(line.words.strip()) and line.size >= 18]
    if not (large or named):
        return []
    best = max(large or named, key=lambda line: line.size)
    alike = [line for line in large if line.size >= best.size * _JOINT and line.words.strip() != best.words.strip()]
    both = sorted((best, *alike), key=lambda line: line.block or 0)
    return both if not _several(both) else [best, *alike]


def _several(masthead: Sequence[FoundLine]) -> bool:
    """Return whether a 报头 is not one name, which may stand in lines below one another, but names of offices."""
    if len(masthead) < 2:
        return False
    words = [line.words.strip() for line in masthead]
    blocks = [line.block for line in masthead if line.block is not None and line.paragraph.flows]
    below = blocks == [*range(blocks[0], blocks[0] + len(masthead))] if blocks else False
    one = _NAMED.fullmatch("".join(words)) or ORGANISATION.fullmatch("".join(words))
    return not (below and one and sum(bool(ORGANISATION.fullmatch(item)) for item in words) <= 1)


def _name(masthead: Sequence[FoundLine]) -> LetterheadPlace:
    words = "".join(line.words.strip() for line in masthead)
    office = ORGANISATION.fullmatch(words) and not _NAMED.fullmatch(words)
    sure = SURE if masthead[0].size >= MASTHEAD and masthead[0].red else LIKELY
    return replace(whole(masthead, LetterheadRole.OFFICE if office else LetterheadRole.NAME, sure), masthead=True)


def _office(head: Iterable[FoundLine], places: Sequence[LetterheadPlace]) -> Iterator[LetterheadPlace]:
    """Yield who issues it, in the letterhead: beside number or date, or in a line of its own."""
    if any(place.role == LetterheadRole.OFFICE for place in places):
        return
    for line in head:
        if len(line.words.strip()) <= LONGEST_OFFICE * 2:
            beside = any(place.line is line for place in places)
            spans = list(organisations(without(line, places)))
            for start, end in spans if len(spans) == 1 else ():  # several issue it together: they stay
                yield LetterheadPlace(line, start, end, LetterheadRole.OFFICE, SURE if beside else LIKELY)
                return


def _one_office(places: Iterable[LetterheadPlace], *, joint: bool) -> tuple[list[LetterheadPlace], list[str]]:
    """Return the places without the offices that would come to be another, and the names of these.

    Of several offices one alone has the setting, and none of a `joint` paper.
    """
    offices = [place for place in places if place.role == LetterheadRole.OFFICE and not any(placeholders(place.words))]
    others = [place for place in offices if joint or place.words != offices[0].words]
    sure = SURE if any(place.sure == SURE for place in offices) else LIKELY
    alike = {place: replace(place, sure=sure) for place in offices if place.sure != GIVEN}
    return [alike.get(place, place) for place in places if place not in others], [place.words for place in others]


def _remarks(masthead: Sequence[FoundLine], places: Sequence[LetterheadPlace], others: Iterable[str]) -> Iterator[str]:
    """Yield what to know of the 报头 and of the names of offices that stay."""
    if _several(masthead):
        words = "、".join(f"“{line.words.strip()}”" for line in masthead)
        yield f"报头由几处文字组成（{words}），照原样留着。"
    elif not masthead and not any(place.role == LetterheadRole.NAME for place in places):
        yield "没有找到报头的大字：如是图片或艺术字，照原样留着；如是文字，用 --set 名称=原文 指定。"
    office = next((place.words for place in places if place.role == LetterheadRole.OFFICE), "")
    for words in dict.fromkeys(" ".join(item.split()) for item in others):
        yield (
            f"“{words}”与“{office}”不是同一个单位，照原样留着。" if office else f"单位“{words}”照原样留着，不随参数变。"
        )
