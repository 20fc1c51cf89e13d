"""A Word file as what people change in it: sentences, rows of tables, pictures and comments, in order.

Changes that are not yet accepted are read as accepted. Contents and page numbers, which Word writes itself, are left
out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from briefing.conformance.page_setup import read_sections
from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.conformance.word_file import Section
from briefing.ooxml.accept import accept
from briefing.ooxml.formats import RunFormat
from briefing.ooxml.package import Package
from briefing.ooxml.paragraphs import ParagraphReader
from briefing.ooxml.position import Position
from briefing.ooxml.walk import picture_elements, text_of
from briefing.ooxml.xml import A, Element, R, W
from briefing.trace.numbers import SENTENCE, FoundNumber, blocks, numbers, paragraphs_of

BETWEEN = "｜"
"""What stands between the cells of a row."""
PICTURE = "〔图片〕"
FOOTNOTE = "脚注"
ASIDE = {"header": "页眉", "footer": "页脚", "footnotes": FOOTNOTE}


class PassageKind(Enum):
    """What a passage is."""

    SENTENCE = "句"
    CELL = "格"
    ROW = "行"
    PICTURE = "图"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, a row of a table with its `cells`, or a picture.

    `text` has one space for any blanks; `formats` are those of its characters, None between two paragraphs of a cell.
    `block` numbers the paragraph or the table that it stands in; `key` is what two passages share that are the same.
    `spans` tell where its `numbers` stand in `text`, of sentences and cells. `paragraph` is the one that a sentence
    stands in.
    """

    kind: PassageKind
    text: str
    block: int
    position: Position
    key: str
    formats: tuple[RunFormat | None, ...] = ()
    numbers: tuple[FoundNumber, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    cells: tuple[Passage, ...] = ()
    paragraph: OfficialParagraph | None = None


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of a reviewer on a paragraph."""

    author: str
    text: str
    about: str


@dataclass(frozen=True, slots=True)
class WordText:
    """All that is compared of a Word file; `pending` is how many changes in it nobody has accepted yet."""

    passages: tuple[Passage, ...]
    comments: tuple[Comment, ...]
    pending: int
    sections: tuple[Section, ...] = ()
    numbers: tuple[FoundNumber, ...] = ()


def read_text(package: Package, units: Iterable[str] = ()) -> WordText:
    """Return what is compared of a file, its changes accepted in `package`; `units` are measures of the data."""
    pending = sum(accept(package.change(name)) for name in package.stories())
    reader = ParagraphReader(package)
    aside = [
        OfficialParagraph.of(item)
        for kind, name in ASIDE.items()
        for part in package.related(kind)
        for item in reader.part(package.tree(part), name)
        if not item.fields
    ]
    paragraphs = [item for item in (*paragraphs_of(package), *aside) if item.role is not TextRole.CONTENTS]
    found = numbers(paragraphs, units)
    passages = tuple(_Reader(package, paragraphs, found).passages())
    sections = read_sections(package, {})
    return WordText(passages, tuple(_comments(package)), pending, sections, found)


class _Reader:
    def __init__(self, package: Package, paragraphs: Sequence[OfficialParagraph], found: Iterable[FoundNumber]) -> None:
        self._package, self._paragraphs = package, paragraphs
        self._numbers: dict[int, list[FoundNumber]] = {}
        for number in found:
            self._numbers.setdefault(id(number.paragraph), []).append(number)

    def passages(self) -> Iterator[Passage]:
        """Yield them in the order of the file."""
        for number, block in enumerate(blocks(self._paragraphs), start=1):
            if isinstance(block, list):
                yield from (self._row(row, number) for row in block)
            else:
                yield from self._sentences(block, number)

    def _row(self, row: Sequence[Sequence[OfficialParagraph]], block: int) -> Passage:
        cells = []
        for whole in row:
            parts = [part for item in whole if (part := self._passage(PassageKind.CELL, item, block)).text]
            pictures = [picture for item in whole for picture in self._pictures(item)]
            formats = [format_ for part in parts for format_ in (*part.formats, None)][:-1]
            words = "\n".join(part.text for part in parts)
            begins = [sum(len(part.text) + 1 for part in parts[:at]) for at in range(len(parts))]
            cells.append(
                Passage(
                    PassageKind.CELL,
                    words + PICTURE * bool(pictures),
                    block,
                    whole[0].position,
                    words + "".join(pictures),
                    (*formats, *[None] * (len(PICTURE) * bool(pictures))),
                    tuple(number for part in parts for number in part.numbers),
                    tuple((at + a, at + b) for at, part in zip(begins, parts, strict=True) for a, b in part.spans),
                )
            )
        joined = tuple(format_ for cell in cells for format_ in (*cell.formats, None))[:-1]
        text, key = (BETWEEN.join(getattr(cell, name) for cell in cells) for name in ("text", "key"))
        counted = tuple(number for cell in cells for number in cell.numbers)
        return Passage(PassageKind.ROW, text, block, cells[0].position, key, joined, counted, cells=tuple(cells))

    def _sentences(self, paragraph: OfficialParagraph, block: int) -> Iterator[Passage]:
        for match in SENTENCE.finditer(paragraph.text):
            if match[0].strip():
                yield self._passage(PassageKind.SENTENCE, paragraph, block, match.start(), match.end())
        for picture in self._pictures(paragraph):
            yield Passage(PassageKind.PICTURE, PICTURE, block, paragraph.position, picture, (None,) * len(PICTURE))

    def _passage(
        self, kind: PassageKind, paragraph: OfficialParagraph, block: int, start: int = 0, end: int | None = None
    ) -> Passage:
        end = len(paragraph.text) if end is None else end
        signs = [(sign, span.format) for span in paragraph.spans for sign in span.text][start:end]
        kept: list[tuple[str, RunFormat]] = []
        places = []
        for sign, format_ in signs:
            places.append(len(kept))
            if not sign.isspace():
                kept.append((sign, format_))
            elif kept and kept[-1][0] != " ":
                kept.append((" ", format_))
        while kept and kept[-1][0] == " ":
            kept.pop()
        text = "".join(sign for sign, _ in kept)
        counted = tuple(item for item in self._numbers.get(id(paragraph), ()) if start <= item.start < end)
        return Passage(
            kind=kind,
            text=text,
            block=block,
            position=paragraph.position,
            key=text,
            formats=tuple(format_ for _, format_ in kept),
            numbers=counted,
            spans=tuple((places[item.start - start], places[item.end - 1 - start] + 1) for item in counted),
            paragraph=paragraph,
        )

    def _pictures(self, paragraph: OfficialParagraph) -> Iterator[str]:
        """Yield what each picture of a paragraph is, by its bytes."""
        relations = self._package.relations(self._package.main)
        for element in picture_elements(paragraph.element) if paragraph.pictures else ():
            embedded = next((blip.get(f"{R}embed", "") for blip in element.iter(f"{A}blip")), "")
            data = self._package.parts.get(relations[embedded].target, b"") if embedded in relations else b""
            yield PICTURE + hashlib.sha256(data).hexdigest()[:16]


def _comments(package: Package) -> Iterator[Comment]:
    root = package.root("comments")
    if root is None:
        return
    body = package.tree(package.main)
    about: dict[str, str] = {}
    for mark in body.iter(f"{W}commentReference"):
        held: Element | None = next((item for item in mark.iterancestors(f"{W}p")), None)
        about[mark.get(f"{W}id", "")] = "" if held is None else text_of(held)
    for comment in root.iter(f"{W}comment"):
        text = " ".join(" ".join(text_of(item) for item in comment.iter(f"{W}p")).split())
        yield Comment(comment.get(f"{W}author", ""), text, about.get(comment.get(f"{W}id", ""), ""))
