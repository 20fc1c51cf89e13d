"""Where in a memo that somebody else wrote 附件说明 goes: after the text, before 署名 and 成文日期 (7.3.4, 7.3.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.errors import Problem, Severity
from briefing.memo.attach.annex_note import AnnexNote, notes_in
from briefing.ooxml.xml import Element, W, parent

_FIGURE = r"[\d〇○零一二三四五六七八九十×xX*＊□\s]"
_DATE = re.compile(rf"{_FIGURE}{{0,8}}年{_FIGURE}{{0,8}}月{_FIGURE}{{0,8}}日")
"""成文日期, with or without its figures: drafts leave them to be written by hand."""
_ORGAN = re.compile(
    r".*(?:部|委|局|厅|处|科|室|办|院|所|站|会|组|署|府|中心|公司|集团|单位|大队|支队|街道|[（(].{0,4}章[）)])"
)
_PERSON = re.compile(r"(?!特此|此[致复]|专此|敬礼|[妥当]否|以上|请)[\u4e00-\u9fff·]{2,4}")
"""The name of whoever signs a 签报 or 便函, and not the last words of its text."""
_FAR_RIGHT = 6
"""How many characters stand free before a 署名 or a date that is on the right without being aligned to it."""
_BLOCKS = (f"{W}p", f"{W}tbl", f"{W}sdt")
_DOC_NO = re.compile(r"[^\s〔〕：:]{1,20}〔\d{4}〕\d{1,5}号")
_TEXT = (TextRole.BODY, TextRole.LIST, TextRole.HEADING)
_IMPRINT = re.compile(r"抄\s*送[:：]|.*印发$")


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """Where the annexes of a memo are listed.

    `note` is the 附件说明 that there is, None for none; `after` the element that new paragraphs come after, in the text
    or at the end of `note`; `marks` how many annexes stand in the file itself; `doc_no` its 发文字号, "" for none;
    `warnings` what a person should look at.
    """

    note: AnnexNote | None
    after: Element
    marks: int
    doc_no: str
    warnings: tuple[Problem, ...]


def insertion_point(reading: Sequence[OfficialParagraph], body: Element) -> InsertionPoint | None:
    """Return the place in an opened file whose w:body is `body`; None if there is nothing to come after."""
    whole = [item for item in reading if item.flows]
    flow = _memo_part(whole)
    marks = sum(item.role is TextRole.ANNEX_MARK for item in whole[len(flow) :])
    notes = notes_in(flow)
    warnings = [
        _warning(f"{item.position}不像附件说明，也不在一页的开头，没有改动。", "请核对附件说明是否重复。")
        for item in flow
        if item.role is TextRole.ANNEX_MARK and all(item not in note.paragraphs for note in notes)
    ]
    if len(notes) > 1:
        spot = notes[-1].paragraphs[0].position
        warnings.append(_warning(f"文件里有 {len(notes)} 处附件说明，接在最后一处（{spot}）。", "请打开核对。"))
    after: Element | None
    if notes:
        after, doubt = notes[-1].paragraphs[-1].element, ""
    else:
        after, doubt = _after_text(flow)
        if after is None:
            after = next((item for item in reversed(body) if item.tag in _BLOCKS), None)
            doubt = "没有认出正文（可能都在表格里），附件说明加在文末。"
    if after is None:
        return None
    if doubt:
        warnings.append(_warning(doubt, "请打开核对；不对的，移到正文之后、署名之前。"))
    return InsertionPoint(notes[-1] if notes else None, after, marks, _doc_no(flow), tuple(warnings))


def imprint_in(reading: Sequence[OfficialParagraph]) -> OfficialParagraph | None:
    """Return the first paragraph of 版记 (抄送, 印发), in the text or in a table; None if the memo has none."""
    return next((item for item in reading if _IMPRINT.match(item.shown.replace("\u3000", ""))), None)


def _warning(message: str, hint: str) -> Problem:
    return Problem(message, hint=hint, severity=Severity.WARNING)


def _memo_part(flow: Sequence[OfficialParagraph]) -> list[OfficialParagraph]:
    """Return the paragraphs before the first annex in the file itself: 附件1 at the top of a page, below some text."""
    # A file that begins with 附件1 is an annex itself: its mark is no end of a memo.
    first = next((index for index, item in enumerate(flow) if item.role in _TEXT), len(flow))
    indices = range(first + 1, len(flow))
    marks = (index for index in indices if flow[index].role is TextRole.ANNEX_MARK and _on_new_page(flow, index))
    return list(flow[: next(marks, len(flow))])


def _on_new_page(flow: Sequence[OfficialParagraph], index: int) -> bool:
    """Whether a page or section breaks at a paragraph, at the empty ones above it, or at the one above these."""
    empty = len(list(takewhile(lambda item: not item.shown, reversed(flow[:index]))))
    elements = [item.element for item in flow[max(index - empty - 1, 0) : index + 1]]
    breaks = (mark.get(f"{W}type") for element in elements for mark in element.iter(f"{W}br"))
    sections = (element.find(f"{W}pPr/{W}sectPr") is not None for element in elements)
    return flow[index].layout.new_page or "page" in breaks or any(sections)


def _doc_no(flow: Sequence[OfficialParagraph]) -> str:
    """Return the 发文字号; "" unless exactly one stands before the title."""
    head = takewhile(lambda item: item.role not in _TEXT, flow)
    found = {match[0] for item in head for match in _DOC_NO.finditer(item.text) if item.role is not TextRole.TITLE}
    return found.pop() if len(found) == 1 else ""


def _after_text(flow: Sequence[OfficialParagraph]) -> tuple[Element | None, str]:
    """Return the element that the text ends with, None if there is no text, and what is not certain about it."""
    texts = [index for index, item in enumerate(flow) if item.role in _TEXT]
    if not texts:
        return None, ""
    # 署名 is told from text by the date below it, which every letter has (7.3.5.4) and few texts end with.
    dates = [index for index in range(texts[0] + 1, len(flow)) if _is_dated(flow[index])]
    between = [index for index in texts if dates and dates[0] < index < dates[-1]]
    later = [index for index in texts if dates and index > dates[-1] and flow[index].role is not TextRole.LIST]
    if dates and not between and len(later) < 2:
        above = _above_signature(flow[dates[0]], {item.element: item for item in flow})
        if above is not None:
            return above, ""
    last = next((item for item in reversed(flow) if item.role in (TextRole.BODY, TextRole.LIST)), flow[texts[-1]])
    cause = "有不止一处像成文日期的段落" if len(dates) > 1 else "成文日期后面还有正文" if dates else "没有找到成文日期"
    return last.element, f"{cause}，附件说明加在{last.position}之后。"


def _is_dated(item: OfficialParagraph) -> bool:
    """Whether a paragraph is 成文日期, or ends with one behind 署名 on the same line."""
    text = item.shown
    if _DATE.fullmatch(text):
        return True
    found = _DATE.search(text)
    short = len(text) <= 40 and not re.search("[。，；：、,;:]", text)
    return found is not None and found.end() == len(text) and short and _is_on_the_right(item)


def _is_on_the_right(item: OfficialParagraph) -> bool:
    return item.layout.align in ("right", "center") or item.indent >= _FAR_RIGHT


def _above_signature(date: OfficialParagraph, known: Mapping[Element, OfficialParagraph]) -> Element | None:
    """Return the block above a date and the 署名, seals and empty lines over it; None if there is none."""
    for element in _blocks_above(date.element):
        if element.tag == f"{W}tbl":
            return element
        if any(not _is_signature(known[item]) for item in element.iter(f"{W}p") if item in known):
            return element
    return None


def _blocks_above(element: Element) -> Iterator[Element]:
    """Yield the blocks above an element, the nearest first, then those above what it stands in."""
    while element.tag != f"{W}body":
        above = element.getprevious()
        if above is not None and above.tag in _BLOCKS:
            yield above
        element = parent(element) if above is None else above


def _is_signature(item: OfficialParagraph) -> bool:
    """Whether a paragraph is 署名, a seal or an empty line."""
    text = item.shown
    if item.role is TextRole.EMPTY:
        return True
    # A seal floats over 署名 and date; a picture in line with the text belongs to it.
    if item.role is TextRole.PICTURE:
        return next(item.element.iter("{*}inline"), None) is None
    if (
        item.role in (TextRole.HEADING, TextRole.LIST, TextRole.TITLE, TextRole.ADDRESSEE, TextRole.CAPTION)
        or len(text) > 60
    ):
        return False
    if text.endswith(tuple("。；：！？，、.;:!?,")):
        return False
    named = _ORGAN.fullmatch(text) or _PERSON.fullmatch("".join(text.split()))
    return _is_on_the_right(item) or (len(text) <= 28 and named is not None)
