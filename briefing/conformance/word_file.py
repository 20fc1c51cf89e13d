"""A Word file as the rules see it: paragraphs with look and role, pages, tables, pictures, footers, properties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.conformance.paragraph import Paragraph, Role
from briefing.conformance.position import Position
from briefing.ooxml.length import Length, Twips


@dataclass(frozen=True, slots=True)
class Section:
    """A section's page: lengths in twips; `grid` is the type of its grid, “” for none; `pitch` of lines in twips.

    `character` is what the grid adds to each character, in 4096ths of a point; `odd`, `even` and `first` are the
    paragraphs of its footers, None for a footer that is not there.
    """

    number: int
    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    footer: int
    grid: str
    pitch: int
    character: int
    title_page: bool
    odd: tuple[Paragraph, ...] | None = None
    even: tuple[Paragraph, ...] | None = None
    first: tuple[Paragraph, ...] | None = None

    @property
    def landscape(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height

    @property
    def text_width(self) -> Length:
        """What the margins leave."""
        return Twips(self.width - self.left - self.right)

    @property
    def text_height(self) -> Length:
        """What the margins leave."""
        return Twips(self.height - self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class Table:
    """A table that stands in no other; `room` is what its page leaves for it."""

    position: Position
    width: Length
    room: Length
    rows: int
    header: bool
    splits: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or chart; `width` in millimetres, `room` what its page leaves; `alt` None: declared decorative."""

    position: Position
    width: float
    room: float
    floats: bool
    alt: str | None
    paragraph: Paragraph


@dataclass(frozen=True, slots=True)
class WordFile:
    """A whole file. `paragraphs` are those of the document in order; `others` those of headers, footers and notes.

    `alternate`: odd and even pages have footers of their own; `mode` is Word's compatibility mode, 0 if not stated;
    `title` is the property; `language` that of East Asian text; `revisions`, `comments`, `hidden` and `prompts`
    (content controls that nobody has filled) are where they stand; `normal_size` is that of the style Normal.
    """

    paragraphs: tuple[Paragraph, ...]
    others: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    pictures: tuple[Picture, ...]
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
    def all_paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of the file."""
        return self.paragraphs + self.others

    @property
    def flow(self) -> Iterator[Paragraph]:
        """The paragraphs of the text itself."""
        return (paragraph for paragraph in self.paragraphs if paragraph.flows)

    def of(self, *roles: Role) -> Iterator[Paragraph]:
        """The paragraphs of these roles, in order."""
        return (paragraph for paragraph in self.paragraphs if paragraph.role in roles)


def millimetres(twips: int) -> float:
    """Twips as millimetres, to a tenth."""
    return round(Twips(twips).mm, 1)
