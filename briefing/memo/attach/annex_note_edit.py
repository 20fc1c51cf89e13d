"""附件说明 of a memo that somebody else wrote, added or continued (GB/T 9704—2012, 7.3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.roles import with_roles
from briefing.errors import BriefingError, Location, Problem, Severity
from briefing.memo.attach.annex_note import AnnexNote, Entry
from briefing.memo.attach.direct_formatting import DirectFormatting, body_format, direct_runs, paragraph_format
from briefing.memo.attach.insertion_point import InsertionPoint, imprint_in, insertion_point
from briefing.ooxml.length import Pt
from briefing.ooxml.markup import UNPRINTABLE
from briefing.ooxml.order import child_of, put
from briefing.ooxml.package import Package
from briefing.ooxml.paragraphs import ParagraphReader
from briefing.ooxml.xml import Element, W, child

_LEAD = "附件："
_INDENT = 2.0
"""How many characters stand free before 附件：…"""
_STOP = "."
_EXCERPT = 20
_SPACED, _SPACED_LINES = Pt(12), 0.5
"""Space before a paragraph that counts as space: so much, or so many lines."""


@dataclass(frozen=True, slots=True)
class NoteEdit:
    """What became of the 附件说明 of a memo that is to list annexes.

    `numbers` are those of the annexes asked for, `count` how many there are in all; `doc_no` is the memo's 发文字号, ""
    if it has none; `outcome` says in a sentence what became of its 附件说明; `warnings` what a person should look at.
    """

    numbers: tuple[int, ...]
    count: int
    doc_no: str
    outcome: str
    warnings: tuple[Problem, ...]


def list_annexes(package: Package, titles: Sequence[str], *, merge: bool) -> NoteEdit:
    """List annexes of these titles in an opened memo, which is changed; `merge`: they are to stand in the same file.

    One that is listed already keeps its number. BriefingError where there is nowhere to list them, or where one stands
    in the file already.
    """
    reading = with_roles(list(ParagraphReader(package).document()))
    point = insertion_point(reading, child(package.tree(package.main), "body"))
    if point is None:
        raise BriefingError(package.problem("里没有正文。", "请检查是不是要加附件的那个文件。"))
    place, note = Location(package.file or None), point.note
    standing = max(note.count if note else 0, point.marks)
    numbers, new = _numbered(titles, [entry.name for entry in note.entries] if note else [], standing)
    if merge and (present := [number for number in numbers if number <= point.marks]):
        message = f"附件{'、'.join(map(str, present))}已经在这个文件里。"
        raise BriefingError(Problem(message, place, "请从没有加过附件的原文件做起。"))
    count, warnings, outcome = standing + len(new), list(point.warnings), "附件说明原已列有，没有改动。"
    if new and note and note.unclear:
        missing = "、".join(f"第 {number} 件“{title}”" for number, title in enumerate(new, start=standing + 1))
        outcome = f"附件说明没有改动，请按它的写法自己加上{missing}。"
        message = f"看不懂附件说明“{note.paragraphs[0].shown[:_EXCERPT]}”怎样编号，没有改动，也没有列入新的附件。"
        hint = f"请按它的写法自己加上{missing}，或改成“附件：1.名称”的写法再做。"
        warnings.append(Problem(message, hint=hint, severity=Severity.WARNING))
    elif new:
        package.change(package.main)
        where = _location(reading, note.blanks[0].paragraph.element if note and note.blanks else point.after)
        outcome = f"附件说明填在：{where}。" if note and note.blanks else f"附件说明加在：{where}之后。"
        _list(reading, point, [UNPRINTABLE.sub("", title) for title in new], standing)
    if standing == 1 < count and 1 not in numbers and not (note and (note.numbered or note.unclear)):
        message = "原有的附件原来是唯一的一个，它的首行可能还是“附件”。"
        warnings.append(Problem(message, hint="请改为“附件1”。", severity=Severity.WARNING))
    if merge and (imprint := imprint_in(reading)):
        hint = "版记应在最后一页，请移到附件之后（GB/T 9704—2012，7.3.7）。"
        warnings.append(Problem(f"版记（{imprint.position}）现在在附件之前。", hint=hint, severity=Severity.WARNING))
    placed = tuple(replace(problem, location=place) for problem in warnings)
    return NoteEdit(numbers, count, point.doc_no, outcome, placed)


def _numbered(titles: Sequence[str], listed: Sequence[str], standing: int) -> tuple[tuple[int, ...], list[str]]:
    """Return the numbers of annexes of these titles, and the titles not listed yet; `standing` is the last number."""
    known = {_bare(name): number for number, name in reversed(list(enumerate(listed, start=1)))}
    numbers, new = [], []
    for title in titles:
        number = known.pop(_bare(title), 0)
        if not number:
            new.append(title)
        numbers.append(number or standing + len(new))
    return tuple(numbers), new


def _bare(title: str) -> str:
    """Return a title to be compared: without blanks, 书名号 and quotation marks around, and final punctuation."""
    return re.sub(r"\s", "", title).strip("《》“”。；，;,.")


def _location(reading: Sequence[OfficialParagraph], element: Element) -> str:
    """Return where the last paragraph in a block stands, for a message; 文末 for a block without one."""
    inside = set(element.iter(f"{W}p"))
    return next((str(item.position) for item in reversed(reading) if item.element in inside), "文末")


def _list(reading: Sequence[OfficialParagraph], point: InsertionPoint, names: Sequence[str], standing: int) -> None:
    """Put the new entries where they go, and number the one that has needed no number so far."""
    note = point.note
    if note is None:
        made: Iterable[Element] = _new_note(body_format(reading), names, standing)
    else:
        blanks = note.blanks
        filled = [
            _filled(entry, name, number, alone=standing + len(names) == 1)
            for number, (entry, name) in enumerate(zip(blanks, names, strict=False), start=standing + 1)
        ]
        entries = note.entries[: len(note.entries) - len(blanks)] + tuple(filled)
        made = _continued(replace(note, entries=entries), names[len(filled) :], standing + len(filled))
        if len(names) > len(filled):
            _renumber(note)
    for paragraph in reversed(list(made)):
        point.after.addnext(paragraph)


def _filled(entry: Entry, name: str, number: int, *, alone: bool) -> Entry:
    """Return an entry that had no name with one, written into its paragraph; `alone`: it is the only annex of all.

    A line 附件： gets the number, too, and the indent that 7.3.4 asks for: what is wrapped stands under the name.
    """
    item, format_ = entry.paragraph, paragraph_format(entry.paragraph)
    bare = not entry.number and not item.label
    words = f"{number}{_STOP}" if bare and not alone else ""
    item.element.append(format_.paragraph(words + name)[-1])
    if bare:
        hanging = format_.width(item.text) + format_.width(words)
        start = item.layout.start(item.main.size)
        put(child_of(item.element, "pPr"), child(format_.indented(start + hanging, hanging).properties, "ind"))
    return replace(entry, name=name, number=words.removesuffix(_STOP) or entry.number, stop=entry.stop or _STOP)


def _new_note(body: DirectFormatting, names: Sequence[str], standing: int) -> Iterator[Element]:
    """Yield an empty line, and 附件说明 formatted as the body."""
    yield body.paragraph("")
    last = standing + len(names)
    begin = _INDENT + len(_LEAD)
    if last == 1:
        yield body.indented(begin, len(_LEAD)).paragraph(_LEAD + names[0])
        return
    wide = 1 if last < 10 else 1.5  # a tab leads from a number to the name, so that names stand under each other
    for number, name in enumerate(names, start=standing + 1):
        lead = _LEAD if number == standing + 1 else ""
        yield body.indented(begin + wide, len(lead) + wide).paragraph(f"{lead}{number}{_STOP}\t{name}")


def _continued(note: AnnexNote, names: Sequence[str], standing: int) -> Iterator[Element]:
    """Yield more entries, each written and formatted as the last one is."""
    last = note.entries[-1]
    item = last.paragraph
    format_ = paragraph_format(item)
    for number, name in enumerate(names, start=standing + 1):
        if item.label.strip() and not last.number:  # Word counts on by itself
            yield format_.paragraph(name)
            continue
        stop = last.stop or ("" if last.number.endswith(("）", ")")) else _STOP)
        words = f"{last.word}{last.next_number(number)}{stop}"
        if last.word or item is not note.paragraphs[0]:
            blanks = item.text[: len(item.text) - len(item.text.lstrip())]
            yield format_.paragraph(blanks + words + name)
        else:
            if item.layout.before >= _SPACED or item.layout.before_lines >= _SPACED_LINES:
                format_ = format_.without_space_before()
            wide = max(format_.width(words.strip()), 1) if "\t" in words else format_.width(words)
            lead = re.match(r"附\s*件\s*[:：]\s*", item.text.strip())
            begin = item.indent + (format_.width(lead[0]) if lead else len(_LEAD))
            yield format_.indented(begin + wide, wide).paragraph(words + name)


def _renumber(note: AnnexNote) -> None:
    """Rewrite 附件：名称, the only entry until now, as 附件：1.名称."""
    if note.numbered or not note.entries[0].name:
        return
    for run in direct_runs(note.paragraphs[0].element):
        for text in run.iter(f"{W}t"):
            if colon := re.search("[:：]", text.text or ""):
                words = text.text or ""
                text.text = f"{words[: colon.end()]}1{_STOP}{words[colon.end() :]}"
                return
