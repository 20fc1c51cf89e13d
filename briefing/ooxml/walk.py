"""Walking a part: its paragraphs in order, wherever they stand, and the runs and fields of a paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.ooxml.xml import MC, WP, A, Element, V, W, local, on, own


@dataclass(frozen=True, slots=True)
class TableCell:
    """A place in a table: the number of the table in the file, row and column, all from 1."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class FoundParagraph:
    """A paragraph met on the way: the cell that it stands in, whether in a text box, and its section, from 0."""

    element: Element
    cell: TableCell | None
    boxed: bool
    section: int


class Walk:
    """One walk through a part; `tables` are those met outside of other tables, with their sections."""

    def __init__(self) -> None:
        self.tables: list[tuple[Element, int]] = []
        self._section = 0

    def paragraphs(
        self, blocks: Iterable[Element], cell: TableCell | None = None, boxed: bool = False
    ) -> Iterator[FoundParagraph]:
        """Return every paragraph in the blocks, text boxes right after the paragraph that holds them."""
        for child in blocks:
            match local(child):
                case "p":
                    yield FoundParagraph(child, cell, boxed, self._section)
                    for box in outermost(child, "txbxContent"):
                        yield from self.paragraphs(box, cell, boxed=True)
                    self._section += child.find(f"{W}pPr/{W}sectPr") is not None
                case "tbl":
                    yield from self._table(child, cell)
                # mc:Fallback says once more, for programs that know no better, what mc:Choice before it says.
                case "del" | "moveFrom" | "sectPr" | "Fallback":
                    pass
                case _:  # content controls, insertions, custom XML
                    yield from self.paragraphs(child, cell, boxed)

    def _table(self, table: Element, outer: TableCell | None) -> Iterator[FoundParagraph]:
        if outer is None:
            self.tables.append((table, self._section))
        for row, line in enumerate(rows(table), start=1):
            for column, item in enumerate(outermost(line, "tc"), start=1):
                yield from self.paragraphs(item, outer or TableCell(len(self.tables), row, column))


def rows(table: Element) -> list[Element]:
    """Return the rows of a table, not those of tables in it."""
    return list(outermost(table, "tr"))


def outermost(parent: Element, name: str) -> Iterator[Element]:
    """Return the elements w:`name` below, but none within another of them."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag != f"{MC}Fallback":
            yield from outermost(child, name)


_HOLDERS = frozenset(
    ("hyperlink", "ins", "moveTo", "sdt", "sdtContent", "smartTag", "fldSimple", "customXml", "dir", "bdo", "ruby",
     "rubyBase")
)  # fmt: skip


def runs(parent: Element) -> Iterator[Element]:
    """Return the runs of a paragraph that are shown, in links, fields and content controls, too; none deleted."""
    for child in parent:
        name = local(child)
        if name == "r":
            yield child
            # A phonetic guide (拼音指南) stands within a run, and in it what is read (rubyBase) as runs again.
            for ruby in child.iter(f"{W}ruby"):
                yield from runs(ruby)
        elif name in _HOLDERS:
            yield from runs(child)


_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def sign_text(item: Element) -> str:
    """Return what a child of a run shows as text; "" for what is none."""
    return (item.text or "") if local(item) == "t" else _SIGNS.get(local(item), "")


def run_text(run: Element) -> str:
    """Return the text of a run."""
    return "".join(map(sign_text, run))


def texts(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """Runs with their texts; what stands in the instruction of a field is not text."""
    within: list[bool] = []
    for run in runs(paragraph):
        # A field is code from begin to separate and its result from there to end; fields stand in each other.
        for mark in run.iter(f"{W}fldChar"):
            kind = mark.get(f"{W}fldCharType")
            if kind == "begin":
                within.append(True)
            elif within and kind == "separate":
                within[-1] = False
            elif within:
                within.pop()
        if not any(within) and (text := run_text(run)):
            yield run, text


def text_of(block: Element) -> str:
    """Return what a paragraph, table or content control shows, text boxes and all; nothing deleted or moved away."""
    met = Walk().paragraphs([block])
    return "".join(text for paragraph in met for _, text in texts(paragraph.element)).strip()


def fields(paragraph: Element) -> list[str]:
    """Return the kinds of the fields that begin in a paragraph: PAGE, SEQ, TOC."""
    instructions, current = [], ""
    for element in own(paragraph):
        if element.tag == f"{W}fldSimple":
            instructions.append(element.get(f"{W}instr", ""))
        elif element.tag == f"{W}instrText":
            current += element.text or ""
        elif element.tag == f"{W}fldChar" and current:
            instructions.append(current)
            current = ""
    return [words[0].upper() for text in (*instructions, current) if (words := text.split())]


_DRAWN = ("picture", "chart", "chartex", "diagram")
"""How the namespace of a drawing ends that counts as a picture; lines and boxes do not."""


def picture_elements(paragraph: Element) -> list[Element]:
    """Return the pictures and charts of a paragraph: wp:inline, wp:anchor and v:shape elements."""
    found = []
    for element in own(paragraph):
        if (element.tag in (f"{WP}inline", f"{WP}anchor") and _is_picture(element)) or (
            element.tag == f"{V}shape" and next(element.iter(f"{V}imagedata"), None) is not None
        ):
            found.append(element)
    return found


def _is_picture(drawing: Element) -> bool:
    data = drawing.find(f"{A}graphic/{A}graphicData")
    kind = "" if data is None else data.get("uri", "").rpartition("/")[2]
    return kind in _DRAWN or next(drawing.iter(f"{A}blip"), None) is not None


def is_prompt(control: Element) -> bool:
    """Return whether a content control still shows the words that ask for its text."""
    return on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))
