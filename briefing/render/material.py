"""What the writers of all formats are given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefing.model.document import Assets, Document, Figure, Table
from briefing.model.numbering import numbers
from briefing.model.walk import pictures
from briefing.render.origins import Origin
from briefing.text.file_names import safe_name


@dataclass(frozen=True, slots=True)
class LetterheadRun:
    """Text of one look: `colour` RRGGBB, "" for that of text; `size` in points, 0 where nothing names one.

    In the text "\\n" begins a new line, and "\\t" stands before what is moved to the right.
    """

    text: str
    colour: str = ""
    size: float = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class LetterheadLine:
    """A paragraph, or a row of a table with tabs between its cells: `side` is left, center or right; `style` its name.

    `rule` is the colour of the line below it, "" for none.
    """

    runs: tuple[LetterheadRun, ...]
    style: str = ""
    side: str = "left"
    rule: str = ""


Letterhead = tuple[tuple[LetterheadLine, ...], tuple[LetterheadLine, ...]]
"""The lines that a shell prints before the text and those behind it."""


@dataclass(frozen=True)
class Material:
    """What the formats of one briefing or memo are written from; what is costly is made when a writer asks for it.

    `pictures` holds the pictures that are drawn, by key; `make_word` returns the Word file, and `make_letterhead`
    what the shell prints around the text; both raise BriefingError where the shell is unfit. `origins` returns where
    each figure comes from, by fact id.
    """

    document: Document
    pictures: Assets
    make_word: Callable[[], bytes]
    make_letterhead: Callable[[], Letterhead]
    origins: Callable[[], Mapping[str, Origin]] = dict

    @property
    def name(self) -> str:
        """The title as a file name, without an ending."""
        return safe_name(self.document.meta.title)

    @cached_property
    def word(self) -> bytes:
        """The document as a Word file."""
        return self.make_word()

    @cached_property
    def letterhead(self) -> Letterhead:
        """What the shell prints around the text."""
        return self.make_letterhead()

    def picture_paths(self, form: str) -> dict[str, str]:
        """Return where each picture lies, by its key: charts/01.png for 图1, charts/table01-02.png for row 2 of 表1."""
        labels, found = numbers(self.document.blocks), {}
        for block in self.document.blocks:
            for key in pictures(block):
                label = labels[block.key] if isinstance(block, Figure | Table) else ""
                row = f"-{int(key.rpartition('.')[2]):02d}" if isinstance(block, Table) else ""
                found[key] = f"charts/{'table' if row else ''}{int(label[1:]):02d}{row}.{form}"
        return found
