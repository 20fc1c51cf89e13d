"""What stands around the text of a Word file: the lines of its letterhead and its end, as they look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefing.ooxml.stylesheet import StyleSheet, name_of
from briefing.ooxml.xml import Element, W, attribute, local, parse
from briefing.ooxml.zipped import unpack
from briefing.render.word.shell.opening import MAIN, STYLES

_HEX = re.compile("[0-9A-Fa-f]{6}")
_OFF = ("0", "false", "off")
_SIDES = {"center": "center", "right": "right", "end": "right"}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one look: `colour` RRGGBB, "" for that of text; `size` in points, 0 where nothing names one.

    In the text "\\n" begins a new line, and "\\t" stands before what is moved to the right.
    """

    text: str
    colour: str = ""
    size: float = 0
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a row of a table with tabs between its cells: `side` is left, center or right; `style` its name.

    `rule` is the colour of the line below it, "" for none.
    """

    pieces: tuple[Piece, ...]
    style: str = ""
    side: str = "left"
    rule: str = ""

    @property
    def text(self) -> str:
        """Return all of its text."""
        return "".join(piece.text for piece in self.pieces)


Frame = tuple[tuple[Line, ...], tuple[Line, ...]]
"""The lines before a text and those behind it."""


def letterhead_lines(word: bytes, mark: str) -> Frame | None:
    """Return the lines before and behind the first one that says `mark`; None where no line does.

    Pictures and text boxes are left out.
    """
    parts = unpack(word)
    body, styles = parse(parts[MAIN])[0], StyleSheet(parse(parts[STYLES]))
    lines = [line for block in body for line in _lines(block, styles)]
    at = next((at for at, line in enumerate(lines) if line.text == mark), None)
    return None if at is None else (tuple(lines[:at]), tuple(lines[at + 1 :]))


def _run_properties(run: Element, paragraph: Element, styles: StyleSheet) -> Mapping[str, Element]:
    """Return what a run says in its rPr, by name."""
    levels = [level.find(f"{W}rPr") for owner in (run, paragraph) for level in styles.levels(owner)]
    defaults = styles.defaults("rPr")
    held = [level for level in (*levels, defaults) if level is not None]
    return {local(said): said for level in reversed(held) for said in level}


def _lines(block: Element, styles: StyleSheet) -> Iterator[Line]:
    """Return the lines of a block of the text: a paragraph, the rows of a table, or what a content control holds."""
    if block.tag == f"{W}p":
        yield _line(block, styles)
    elif block.tag == f"{W}tbl":
        for row in block.iter(f"{W}tr"):
            yield _row([_line(item, styles) for item in row.iter(f"{W}p")])
    elif block.tag == f"{W}sdt":
        for inner in block.iterfind(f"{W}sdtContent/*"):
            yield from _lines(inner, styles)


def _row(cells: list[Line]) -> Line:
    pieces: list[Piece] = []
    for cell in cells:
        pieces += [Piece("\t")] if pieces and cell.pieces else []
        pieces += cell.pieces
    first = cells[0] if cells else Line(())
    return Line(tuple(pieces), first.style, first.side, first.rule)


def _line(paragraph: Element, styles: StyleSheet) -> Line:
    style = styles.by_id.get(styles.style_of(paragraph))
    side = styles.said(paragraph, "jc")
    borders = styles.said(paragraph, "pBdr")
    below = borders.find(f"{W}bottom") if borders is not None else None
    ruled = below is not None and below.get(f"{W}val") not in ("nil", "none")
    return Line(
        pieces=tuple(_pieces(paragraph, styles)),
        style="" if style is None else name_of(style),
        side="left" if side is None else _SIDES.get(side.get(f"{W}val", ""), "left"),
        rule=(_colour(below) or "000000") if ruled else "",
    )


def _pieces(paragraph: Element, styles: StyleSheet) -> Iterator[Piece]:
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue  # in a text box
        text = "".join(_BREAKS.get(child.tag) or child.text or "" for child in run if child.tag in (*_BREAKS, f"{W}t"))
        if text:
            properties = _run_properties(run, paragraph, styles)
            size = properties["sz"].get(f"{W}val", "") if "sz" in properties else ""
            bold = properties["b"].get(f"{W}val") not in _OFF if "b" in properties else False
            yield Piece(text, _colour(properties.get("color")), int(size) / 2 if size.isdigit() else 0, bold)


def _colour(said: Element | None) -> str:
    """RRGGBB, "" for none or automatic. A border has its own in another attribute."""
    name = "" if said is None else attribute(said, "color") or attribute(said, "val")
    return name if _HEX.fullmatch(name) else ""
