"""A Word file as the rules see it: sections, paragraphs, tables, pictures and properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.conformance.paragraph import OfficialParagraph, TextRole
from briefing.ooxml.length import Length
from briefing.ooxml.position import Position


@dataclass(frozen=True, slots=True)
class Section:
    """The page setup of a section.

    `footer` is how far the footer stands from the edge; `grid` the type of the document grid, “” for none, `pitch` the
    distance of its lines, `character` what it adds to each character, in 4096ths of a point (ECMA-376, 17.6.5). `odd`,
    `even` and `first` are the paragraphs of the footers, None for a footer that is not there; `title_page`: the first
    page has its own.
    """

    number: int
    width: Length
    height: Length
    top: Length
    bottom: Length
    left: Length
    right: Length
    footer: Length
    grid: str
    pitch: Length
    character: int
    title_page: bool
    odd: tuple[OfficialParagraph, ...] | None = None
    even: tuple[OfficialParagraph, ...] | None = None
    first: tuple[OfficialParagraph, ...] | None = None

    @property
    def landscape(self) -> bool:
        """Whether the page is wider than high."""
        return self.width > self.height

    @property
    def text_width(self) -> Length:
        """The width of the type area: what the margins leave."""
        return Length(self.width - self.left - self.right)


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table that stands in no other.

    `room` is the width of the type area; `header`: its first row is repeated on each page; `splits`: a row may break
    across pages.
    """

    position: Position
    width: Length
    room: Length
    rows: int
    header: bool
    splits: bool


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture or chart in a paragraph; text flows around one that `floats`.

    `room` is the width of the type area; `alt` the alternative text, None where the picture is said to be decorative.
    """

    position: Position
    width: Length
    room: Length
    floats: bool
    alt: str | None
    paragraph: OfficialParagraph


@dataclass(frozen=True, slots=True)
class WordFile:
    """A whole Word file.

    `paragraphs` are those of the document in order, `others` those of headers, footers and notes. `alternate`: odd and
    even pages have footers of their own. `mode` is Word's compatibility mode, 0 if not stated; `title` the document
    property; `language` that of East Asian text; `normal_size` the size of the style Normal in points. `revisions`,
    `comments`, `hidden` (text) and `prompts` (content controls that nobody has filled) are the positions of each.
    """

    paragraphs: tuple[OfficialParagraph, ...]
    others: tuple[OfficialParagraph, ...]
    sections: tuple[Section, ...]
    tables: tuple[WordTable, ...]
    pictures: tuple[WordPicture, ...]
    alternate: bool
    mode: int
    title: str
    language: str
    revisions: tuple[Position, ...]
    comments: tuple[Position, ...]
    hidden: tuple[Position, ...]
    prompts: tuple[Position, ...]
    normal_size: float

    @property
    def all_paragraphs(self) -> tuple[OfficialParagraph, ...]:
        """Every paragraph of the file."""
        return self.paragraphs + self.others

    @property
    def flow(self) -> Iterator[OfficialParagraph]:
        """The paragraphs of the text itself, outside of tables and text boxes."""
        return (paragraph for paragraph in self.paragraphs if paragraph.flows)

    def of(self, *roles: TextRole) -> Iterator[OfficialParagraph]:
        """The paragraphs of these roles, in order."""
        return (paragraph for paragraph in self.paragraphs if paragraph.role in roles)


def millimetres(length: int) -> float:
    """Return a length or a difference of lengths in millimetres, to a tenth."""
    return round(Length(length).mm, 1)
