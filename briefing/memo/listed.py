"""附件说明 of a memo that somebody else wrote, added or continued (GB/T 9704—2012, 7.3.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from briefing.errors import BriefingError, Place, Problem
from briefing.lint.opening import opened
from briefing.lint.reader import read
from briefing.lint.reading import Paragraph, Reading
from briefing.lint.rules.common import free
from briefing.memo.looks import Face, body_face, face_of
from briefing.memo.notes import Note
from briefing.memo.place import Site, imprint_in, site_in
from briefing.memo.source import Source, runs_of
from briefing.memo.splice import Edit, edited
from briefing.ooxml.numbering import chinese
from briefing.ooxml.xml import Element, W, parse
from briefing.render.word.markup import UNPRINTABLE, escape

_SIGN = "附件："
_INDENT = 2.0
"""How many characters stand free before 附件：…"""
_STOP = "."
_LINE, _LINES = 240, 50
"""Space before a paragraph that is no less than half a line, in twips and in hundredths of a line."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A memo whose 附件说明 lists annexes.

    `content`: its document's part; `numbers`: those of the annexes asked for, `count` how many there are in all,
    `marks` how many of them stood in the file itself; `alone`: there was one, which needed no number; `doc_no`: the
    memo's 发文字号, "" if it has none; `after`: what its 附件说明 stands after, "" where that was not touched;
    `imprint`: where its 版记 stands, "" if it has none; `warnings`: what a person should look at.
    """

    content: bytes
    numbers: tuple[int, ...]
    count: int
    marks: int
    alone: bool
    doc_no: str
    after: str
    imprint: str
    warnings: tuple[Problem, ...]


def listed(path: Path, content: bytes, titles: Sequence[str]) -> Listed:
    """The memo at `path`, the bytes of whose document are `content`, with annexes of these titles listed in it.

    One that is listed already keeps its number. BriefingError where there is nowhere to list them.
    """
    document = opened(path)
    root = document.element
    reading = read(document)
    site = site_in(reading, root.find(f"{W}body"))
    if site is None:
        raise BriefingError(Problem("文件里没有正文。", Place(str(path)), "请检查是不是要加附件的那个文件。"))
    entries = site.note.entries if site.note else ()
    standing = max(len(entries), site.marks)
    numbers, new = _numbered(titles, [entry.name for entry in entries], standing)
    source = Source(content, root)
    edits = list(_edits(source, reading, site, new, standing)) if new else []
    imprint = imprint_in(reading)
    return Listed(
        content=_sound(edited(content, edits), path),
        numbers=numbers,
        count=standing + len(new),
        marks=site.marks,
        alone=standing == 1 and not (site.note and site.note.numbered),
        doc_no=site.doc_no,
        after=str(_spot(reading, site.after)) if new else "",
        imprint=str(imprint.spot) if imprint else "",
        warnings=site.warnings,
    )


def _sound(content: bytes, path: Path) -> bytes:
    """The document, which must still be whole: what was taken over from it may lean on what was not."""
    try:
        parse(content)
    except (etree.XMLSyntaxError, ValueError) as error:
        hint = "请用 Word 或 WPS 打开，另存为“Word 文档（.docx）”，再用新文件。"
        raise BriefingError(Problem("文件的写法很特别，加不上附件说明。", Place(str(path)), hint)) from error
    return content


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


def _spot(reading: Reading, element: Element) -> object:
    """How a person finds the block; a table is found by the paragraph above it."""
    spots = {item.element: item.spot for item in reading.paragraphs}
    inside = [spots[item] for item in element.iter(f"{W}p") if item in spots]
    return inside[-1] if inside else "文末"


def _edits(source: Source, reading: Reading, site: Site, titles: Sequence[str], standing: int) -> Iterator[Edit]:
    """What changes in the document."""
    names = [UNPRINTABLE.sub("", title) for title in titles]
    if site.note is None:
        made = _fresh(source, body_face(source, reading.flow), names, standing)
    else:
        yield from _renumbered(source, site.note)
        made = _continued(source, site.note, names, standing)
    place = source.span(site.after).end
    yield Edit(place, place, "".join(made).encode())


def _fresh(source: Source, face: Face, names: Sequence[str], standing: int) -> Iterator[str]:
    """An empty line, and 附件说明 in the look of the body."""
    yield source.paragraph(face.plain, face.look, "")
    last = standing + len(names)
    begin = _INDENT + len(_SIGN)
    if last == 1:
        yield source.paragraph(face.indented(source, begin, len(_SIGN)), face.look, _SIGN + names[0])
        return
    wide = 1 if last < 10 else 1.5  # a tab leads from a number to the name, so that names stand under each other
    for number, name in enumerate(names, start=standing + 1):
        sign = _SIGN if number == standing + 1 else ""
        words = f"{sign}{number}{_STOP}\t{name}"
        yield source.paragraph(face.indented(source, begin + wide, len(sign) + wide), face.look, words)


def _continued(source: Source, note: Note, names: Sequence[str], standing: int) -> Iterator[str]:
    """More entries as the last one is written."""
    last = note.entries[-1]
    item = last.paragraph
    face = face_of(source, item)
    for number, name in enumerate(names, start=standing + 1):
        if item.label.strip() and not last.number:  # Word counts on by itself
            yield source.paragraph(face.plain, face.look, name)
            continue
        written = chinese(number) if last.number and not last.number.isascii() else str(number)
        words = f"{last.word}{written}{last.stop or _STOP}"
        if last.word or item is not note.paragraphs[0]:
            yield source.paragraph(face.plain, face.look, item.text[: _blank(item)] + words + name)
        else:
            spaced = item.layout.before >= _LINE or item.layout.before_lines >= _LINES
            face = face.close(source) if spaced else face
            wide = max(face.width(words.strip()), 1) if "\t" in words else face.width(words)
            yield source.paragraph(face.indented(source, _begin(item, face) + wide, wide), face.look, words + name)


def _blank(item: Paragraph) -> int:
    """How many blanks a paragraph begins with."""
    return len(item.text) - len(item.text.lstrip())


def _begin(item: Paragraph, face: Face) -> float:
    """How many characters stand free before what follows 附件：, with that."""
    sign = re.match(r"附\s*件\s*[:：]\s*", item.text.strip())
    return free(item) + (face.width(sign[0]) if sign else len(_SIGN))


def _renumbered(source: Source, note: Note) -> Iterator[Edit]:
    """附件：名称, the only one until now, as 附件：1.名称."""
    if note.numbered:
        return
    for run in runs_of(note.paragraphs[0].element):
        for text in run.iter(f"{W}t"):
            words = text.text or ""
            colon = re.search("[:：]", words)
            if colon:
                span = source.span(text)
                more = f"{words[: colon.end()]}1{_STOP}{words[colon.end() :]}"
                yield Edit(span.inner, span.inner_end, escape(more).encode())
                return
