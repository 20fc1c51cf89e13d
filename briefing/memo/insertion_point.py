"""Where in a memo that somebody else wrote 附件说明 goes: after the text, before 署名 and 成文日期 (7.3.4, 7.3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from briefing.conformance.paragraph import Paragraph, Role
from briefing.conformance.rules.common import indent
from briefing.conformance.word_file import WordFile
from briefing.errors import Problem, Severity
from briefing.memo.annex_note import Note, notes_in
from briefing.ooxml.xml import Element, W, parent

_FIGURE = r"[\d〇○零一二三四五六七八九十×xX*＊□\s]"
_DATE = re.compile(rf"{_FIGURE}{{0,8}}年{_FIGURE}{{0,8}}月{_FIGURE}{{0,8}}日")
"""成文日期, with or without its figures: drafts leave them to be written by hand."""
_ORGAN = re.compile(
    r".*(?:部|委|局|厅|处|科|室|办|院|所|站|会|组|署|府|中心|公司|集团|单位|大队|支队|街道|[（(].{0,4}章[）)])"
)
_FAR = 6
"""How many characters stand free before a 署名 or a date that is on the right without being aligned to it."""
_TEXT = (Role.BODY, Role.LIST, Role.HEADING)
_IMPRINT = re.compile(r"抄\s*送[:：]|.*印发$")


@dataclass(frozen=True, slots=True)
class Site:
    """Where the annexes of a memo are listed.

    `note`: the 附件说明 that stands, None if there is none; `after`: the element that a new one comes after, in the
    text or at the end of `note`; `marks`: how many annexes stand in the file itself; `doc_no`: its 发文字号, "" if it
    has none; `warnings`: what a person should look at.
    """

    note: Note | None
    after: Element
    marks: int
    doc_no: str
    warnings: tuple[Problem, ...]


def site_in(reading: WordFile, body: Element) -> Site | None:
    """The place in an opened file whose w:body is `body`; None if there is nothing that it could stand after."""
    whole = list(reading.flow)
    flow = _memo_part(whole)
    marks = sum(item.role is Role.ANNEX_MARK for item in whole[len(flow) :])
    notes = notes_in(flow)
    doubts = list(_unclear(flow))
    if notes:
        doubts += _several(notes)
        return Site(notes[-1], notes[-1].paragraphs[-1].element, marks, _doc_no(flow), tuple(doubts))
    after, doubt = _after_text(flow)
    if after is None:
        after = next((item for item in reversed(body) if item.tag in _BLOCKS), None)
        doubt = "没有认出正文（可能都在表格里），附件说明加在文末。"
    if doubt:
        doubts.append(_warning(doubt, "请打开核对；不对的，移到正文之后、署名之前。"))
    return None if after is None else Site(None, after, marks, _doc_no(flow), tuple(doubts))


def imprint_in(reading: WordFile) -> Paragraph | None:
    """The first paragraph of 版记 (抄送, 印发), in the text or in a table; None if the memo has none."""
    return next((item for item in reading.paragraphs if _IMPRINT.match(item.shown.replace("\u3000", ""))), None)


_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt")


def _warning(message: str, hint: str) -> Problem:
    return Problem(message, hint=hint, severity=Severity.WARNING)


def _memo_part(flow: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs before the first annex that stands in the file itself."""
    texts = [place for place, item in enumerate(flow) if item.role in _TEXT]
    marks = (place for place in _marks(flow) if texts and place > texts[0])
    return list(flow[: next(marks, len(flow))])


def _marks(flow: Sequence[Paragraph]) -> Iterator[int]:
    """The places of 附件1 at the top of a page."""
    for place, item in enumerate(flow):
        if item.role is Role.ANNEX_MARK and (item.layout.new_page or any(map(_breaks, _just_before(flow, place)))):
            yield place


def _just_before(flow: Sequence[Paragraph], place: int) -> list[Paragraph]:
    """A paragraph, the empty ones above it, and the one above these."""
    empty = list(takewhile(lambda item: not item.shown, reversed(flow[:place])))
    return [flow[place], *empty, *flow[max(place - len(empty) - 1, 0) : place]]


def _breaks(paragraph: Paragraph) -> bool:
    """Whether a paragraph holds a break of pages or sections."""
    element = paragraph.element
    pages = any(mark.get(f"{W}type") == "page" for mark in element.iter(f"{W}br"))
    return pages or element.find(f"{W}pPr/{W}sectPr") is not None


def _unclear(flow: Sequence[Paragraph]) -> Iterator[Problem]:
    """附件 as a line of its own that is neither 附件说明 nor the top of an annex."""
    for item in flow:
        if item.role is Role.ANNEX_MARK:
            yield _warning(f"{item.position}不像附件说明，也不在一页的开头，没有改动。", "请核对附件说明是否重复。")


def _several(notes: Sequence[Note]) -> Iterator[Problem]:
    if len(notes) > 1:
        spot = notes[-1].paragraphs[0].position
        yield _warning(f"文件里有 {len(notes)} 处附件说明，接在最后一处（{spot}）。", "请打开核对。")


_NUMBER = re.compile(r"[^\s〔〕：:]{1,20}〔\d{4}〕\d{1,5}号")


def _doc_no(flow: Sequence[Paragraph]) -> str:
    """The 发文字号, where exactly one stands before the title."""
    head = takewhile(lambda item: item.role not in _TEXT, flow)
    found = {match[0] for item in head for match in _NUMBER.finditer(item.text) if item.role is not Role.TITLE}
    return found.pop() if len(found) == 1 else ""


def _after_text(flow: Sequence[Paragraph]) -> tuple[Element | None, str]:
    """The element that the text ends with, None if no text was found, and what is not certain about it."""
    texts = [place for place, item in enumerate(flow) if item.role in _TEXT]
    if not texts:
        return None, ""
    dates = [place for place in range(texts[0] + 1, len(flow)) if _dated(flow[place])]
    between = [place for place in texts if dates and dates[0] < place < dates[-1]]
    later = [place for place in texts if dates and place > dates[-1] and flow[place].role is not Role.LIST]
    if dates and not between and len(later) < 2:
        above = _above_signing(flow[dates[0]], {item.element: item for item in flow})
        if above is not None:
            return above, ""
    last = next((item for item in reversed(flow) if item.role in (Role.BODY, Role.LIST)), flow[texts[-1]])
    cause = "有不止一处像成文日期的段落" if len(dates) > 1 else "成文日期后面还有正文" if dates else "没有找到成文日期"
    return last.element, f"{cause}，附件说明加在{last.position}之后。"


def _dated(item: Paragraph) -> bool:
    """Whether a paragraph is 成文日期, or ends with one behind 署名 on the same line."""
    text = item.shown
    if _DATE.fullmatch(text):
        return True
    found = _DATE.search(text)
    short = len(text) <= 40 and not re.search("[。，；：、,;:]", text)
    return found is not None and found.end() == len(text) and short and _right(item)


def _right(item: Paragraph) -> bool:
    return item.layout.align in ("right", "center") or indent(item) >= _FAR


def _above_signing(date: Paragraph, known: Mapping[Element, Paragraph]) -> Element | None:
    """What stands above a date and above 署名, seals and empty lines that are over it; None if nothing does."""
    for element in _upwards(date.element):
        if element.tag == f"{W}tbl":
            return element
        if any(not _signs(known[item]) for item in element.iter(f"{W}p") if item in known):
            return element
    return None


def _upwards(element: Element) -> Iterator[Element]:
    """The blocks above an element, the nearest first; out of what it stands in where there is no other."""
    while element.tag != f"{W}body":
        above = element.getprevious()
        if above is not None and above.tag in _BLOCKS:
            yield above
        element = parent(element) if above is None else above


def _signs(item: Paragraph) -> bool:
    """Whether a paragraph is 署名, a seal or an empty line."""
    text = item.shown
    if item.role is Role.EMPTY:
        return True
    if item.role is Role.PICTURE:
        return next(item.element.iter("{*}inline"), None) is None
    if item.role in (Role.HEADING, Role.LIST, Role.TITLE, Role.ADDRESSEE, Role.CAPTION) or len(text) > 60:
        return False
    if text.endswith(tuple("。；：！？，、.;:!?,")):
        return False
    return _right(item) or (len(text) <= 28 and _ORGAN.fullmatch(text) is not None)
