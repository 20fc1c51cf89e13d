"""附件说明 of a memo that somebody else wrote, added or continued (GB/T 9704—2012, 7.3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.conformance.paragraph import Paragraph
from briefing.conformance.reader import read
from briefing.conformance.rules.common import indent
from briefing.conformance.word_file import WordFile
from briefing.errors import BriefingError, Place, Problem, Severity
from briefing.memo.annex_note import Note
from briefing.memo.insertion_point import Site, imprint_in, site_in
from briefing.memo.looks import Face, body_face, face_of, runs_of
from briefing.ooxml.package import Package
from briefing.ooxml.xml import Element, W
from briefing.render.word.markup import UNPRINTABLE

_SIGN = "附件："
_INDENT = 2.0
"""How many characters stand free before 附件：…"""
_STOP = "."
_EXCERPT = 20
_LINE, _LINES = 240, 50
"""Space before a paragraph that is no less than half a line, in twips and in hundredths of a line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A memo whose 附件说明 lists annexes.

    `numbers`: those of the annexes asked for, `count` how many there are in all,
    `marks` how many of them stood in the file itself; `alone`: there was one, which needed no number; `doc_no`: the
    memo's 发文字号, "" if it has none; `after`: what its 附件说明 stands after, "" where that was not touched;
    `imprint`: where its 版记 stands, "" if it has none; `warnings`: what a person should look at.
    """

    numbers: tuple[int, ...]
    count: int
    marks: int
    alone: bool
    doc_no: str
    after: str
    imprint: str
    warnings: tuple[Problem, ...]


def listed(package: Package, titles: Sequence[str]) -> Listed:
    """List annexes of these titles in an opened memo, which is changed.

    One that is listed already keeps its number. BriefingError where there is nowhere to list them.
    """
    reading = read(package)
    site = site_in(reading, package.tree(package.main)[0])
    if site is None:
        raise BriefingError(package.problem("里没有正文。", "请检查是不是要加附件的那个文件。"))
    entries = site.note.entries if site.note else ()
    standing = max(site.note.count if site.note else 0, site.marks)
    numbers, new = _numbered(titles, [entry.name for entry in entries], standing)
    strange = _left_alone(package, site.note, new) if site.note and site.note.strange and new else None
    if new and not strange:
        package.change(package.main)
        _list(reading, site, [UNPRINTABLE.sub("", title) for title in new], standing)
    imprint = imprint_in(reading)
    return Listed(
        numbers=numbers,
        count=standing + len(new),
        marks=site.marks,
        alone=standing == 1 and not (site.note and (site.note.numbered or site.note.strange)),
        doc_no=site.doc_no,
        after=str(_spot(reading, site.after)) if new and not strange else "",
        imprint=str(imprint.position) if imprint else "",
        warnings=(*site.warnings, *([strange] if strange else ())),
    )


def _left_alone(package: Package, note: Note, names: Sequence[str]) -> Problem:
    """What a person has to do where the manner of a 附件说明 is not understood."""
    words = note.paragraphs[0].shown[:_EXCERPT]
    message = f"看不懂附件说明“{words}”怎样编号，没有改动，也没有列入新的附件。"
    hint = f"请自己加上“{'”“'.join(names)}”，或改成“附件：1.名称”的写法再做。"
    return Problem(message, Place(package.file or None), hint, Severity.WARNING)


def _numbered(titles: Sequence[str], listed_: Sequence[str], standing: int) -> tuple[tuple[int, ...], list[str]]:
    """The numbers of annexes of these titles, and the titles that are not listed yet; `standing` is the last number."""
    known = {_bare(name): place for place, name in reversed(list(enumerate(listed_, start=1)))}
    numbers, new = [], []
    for title in titles:
        number = known.pop(_bare(title), 0)
        if not number:
            new.append(title)
        numbers.append(number or standing + len(new))
    return tuple(numbers), new


def _bare(title: str) -> str:
    """A title to be compared: without blanks, 书名号 and quotation marks around, and what should not end it."""
    return re.sub(r"\s", "", title).strip("《》“”。；，;,.")


def _spot(reading: WordFile, element: Element) -> object:
    """How a person finds the block; a table is found by the paragraph above it."""
    spots = {item.element: item.position for item in reading.paragraphs}
    inside = [spots[item] for item in element.iter(f"{W}p") if item in spots]
    return inside[-1] if inside else "文末"


def _list(reading: WordFile, site: Site, names: Sequence[str], standing: int) -> None:
    """Put the new entries where they go, and number the one that needed no number until now."""
    if site.note is None:
        made: Iterable[Element] = _fresh(body_face(reading.flow), names, standing)
    else:
        made = _continued(site.note, names, standing)
        _renumber(site.note)
    for paragraph in reversed(list(made)):
        site.after.addnext(paragraph)


def _fresh(face: Face, names: Sequence[str], standing: int) -> Iterator[Element]:
    """An empty line, and 附件说明 in the look of the body."""
    yield face.paragraph("")
    last = standing + len(names)
    begin = _INDENT + len(_SIGN)
    if last == 1:
        yield face.indented(begin, len(_SIGN)).paragraph(_SIGN + names[0])
        return
    wide = 1 if last < 10 else 1.5  # a tab leads from a number to the name, so that names stand under each other
    for number, name in enumerate(names, start=standing + 1):
        sign = _SIGN if number == standing + 1 else ""
        words = f"{sign}{number}{_STOP}\t{name}"
        yield face.indented(begin + wide, len(sign) + wide).paragraph(words)


def _continued(note: Note, names: Sequence[str], standing: int) -> Iterator[Element]:
    """More entries as the last one is written."""
    last = note.entries[-1]
    item = last.paragraph
    face = face_of(item)
    for number, name in enumerate(names, start=standing + 1):
        if item.label.strip() and not last.number:  # Word counts on by itself
            yield face.paragraph(name)
            continue
        stop = last.stop or ("" if last.number.endswith(("）", ")")) else _STOP)
        words = f"{last.word}{last.next_number(number)}{stop}"
        if last.word or item is not note.paragraphs[0]:
            yield face.paragraph(item.text[: _blank(item)] + words + name)
        else:
            spaced = item.layout.before >= _LINE or item.layout.before_lines >= _LINES
            face = face.close() if spaced else face
            wide = max(face.width(words.strip()), 1) if "\t" in words else face.width(words)
            yield face.indented(_begin(item, face) + wide, wide).paragraph(words + name)


def _blank(item: Paragraph) -> int:
    """How many blanks a paragraph begins with."""
    return len(item.text) - len(item.text.lstrip())


def _begin(item: Paragraph, face: Face) -> float:
    """How many characters stand free before what follows 附件：, with that."""
    sign = re.match(r"附\s*件\s*[:：]\s*", item.text.strip())
    return indent(item) + (face.width(sign[0]) if sign else len(_SIGN))


def _renumber(note: Note) -> None:
    """附件：名称, the only one until now, as 附件：1.名称."""
    if note.numbered:
        return
    for run in runs_of(note.paragraphs[0].element):
        for text in run.iter(f"{W}t"):
            if colon := re.search("[:：]", text.text or ""):
                words = text.text or ""
                text.text = f"{words[: colon.end()]}1{_STOP}{words[colon.end() :]}"
                return
