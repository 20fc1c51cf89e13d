"""The paragraphs of a Word file as they print: text and list number, format, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.ooxml.formats import ParagraphFormat, RunFormat
from briefing.ooxml.numbering import Counter
from briefing.ooxml.package import Package
from briefing.ooxml.position import Position
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.walk import FoundParagraph, Walk, fields, picture_elements, run_text, texts
from briefing.ooxml.xml import Element, W, child

_WIDTHS = {"\u3000": 1.0, " ": 0.5, "\u00a0": 0.5, "\t": 2.0}
"""Blanks that people indent with, in characters; a tab leads to the next stop, by default some two characters on."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a paragraph whose characters are formatted alike; hidden text is in none."""

    text: str
    format: RunFormat


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph.

    `text` is what is shown, without hidden text and without `label`, the list number that Word prints. `style` holds
    the names of its style and of those that this is based on, in lower case; `style_format` is how that formats
    characters. `flows`: it stands in the text itself, not in a table, a text box, a header or a note. `section` is the
    index of its section, `pictures` how many it holds, `fields` the names of its fields (PAGE, SEQ).
    """

    element: Element
    position: Position
    style: tuple[str, ...]
    text: str
    label: str
    layout: ParagraphFormat
    style_format: RunFormat
    spans: tuple[Span, ...]
    flows: bool
    section: int
    pictures: int = 0
    fields: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """Return the text with its list number, without blanks around."""
        return (self.label + self.text).strip()

    @property
    def main(self) -> RunFormat:
        """Return the format of most of its 汉字; that of the style where it has none."""
        weights: dict[RunFormat, int] = {}
        for span in self.spans:
            count = sum("\u3400" <= sign <= "\u9fff" for sign in span.text)
            weights[span.format] = weights.get(span.format, 0) + count
        return max(weights, key=lambda format_: weights[format_]) if any(weights.values()) else self.style_format

    @property
    def blanks(self) -> float:
        """Return the width of the blanks that it begins with, in characters."""
        return sum(_WIDTHS[sign] for sign in self.text[: len(self.text) - len(self.text.lstrip("".join(_WIDTHS)))])

    @property
    def indent(self) -> float:
        """Return how far the first line is indented, by its format and by blanks, in characters."""
        return self.layout.start(self.main.size) + self.blanks


class ParagraphReader:
    """Reads the paragraphs of one file, whose lists count from its beginning to its end.

    After `document`, `tables` holds the tables that stand in no other, each with the index of its section.
    """

    _WORDS = 14
    """How many characters of a paragraph tell which one is meant."""

    def __init__(self, package: Package) -> None:
        self.styles = StyleSheet.of(package)
        self.tables: list[tuple[Element, int]] = []
        self._body = child(package.tree(package.main), "body")
        self._counter = Counter(self.styles.lists)

    def document(self) -> Iterator[WordParagraph]:
        """Yield the paragraphs of the text, of its tables and text boxes."""
        walk, pages, count = Walk(), _pages(self._body), 0
        self.tables = walk.tables
        for met in walk.paragraphs(self._body):
            cell, flows = met.cell, met.cell is None and not met.boxed
            # People count the paragraphs that they see one below the other, not those in tables and boxes.
            count += flows
            position = Position(
                paragraph=count if flows else None,
                table=cell.table if cell else None,
                row=cell.row if cell else None,
                column=cell.column if cell else None,
                page=pages.get(met.element),
                part="文本框" if met.boxed else "",
            )
            yield self._paragraph(met, position, flows=flows)

    def part(self, root: Element, name: str) -> Iterator[WordParagraph]:
        """Yield the paragraphs of a header, a footer or notes; `name` is what their position says."""
        for met in Walk().paragraphs(root):
            yield self._paragraph(met, Position(part=name), flows=False)

    def _paragraph(self, met: FoundParagraph, position: Position, *, flows: bool) -> WordParagraph:
        element, styles = met.element, self.styles
        style = styles.style_of(element)
        layout = styles.paragraph_format(style, element)
        formats = ((styles.run_format(style, run), text) for run, text in texts(element))
        spans = tuple(
            Span("".join(text for _, text in group), format_)
            for format_, group in groupby(formats, key=lambda pair: pair[0])
            if not format_.hidden
        )
        text = "".join(span.text for span in spans)
        words = " ".join(text.split())
        return WordParagraph(
            element=element,
            position=replace(position, words=words if len(words) <= self._WORDS else words[: self._WORDS] + "…"),
            style=tuple(styles.names(style)),
            text=text,
            label=self._counter.label(layout.list, layout.level) if layout.list else "",
            layout=layout,
            style_format=styles.run_format(style),
            spans=spans,
            flows=flows,
            section=met.section,
            pictures=len(picture_elements(element)),
            fields=tuple(fields(element)),
        )


def _pages(body: Element) -> Mapping[Element, int]:
    """Return the page on which each paragraph began when Word last laid the file out; empty if it never did."""
    pages, page, met = {}, 1, False
    for element in body.iter(f"{W}p", f"{W}r", f"{W}lastRenderedPageBreak"):
        if element.tag == f"{W}p":
            pages[element] = page
            paragraph, begun = element, False
        elif element.tag == f"{W}r":
            begun = begun or (run_text(element) != "" and next(element.iter(f"{W}lastRenderedPageBreak"), None) is None)
        else:
            page, met = page + 1, True
            if not begun:  # Word notes a new page within the first run that stands on it
                pages[paragraph] = page
    return pages if met else {}
