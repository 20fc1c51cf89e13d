"""How many lines of the text words and charts take at most on the page of a one-page briefing."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from math import ceil

from briefing.content.caveats import called_for, said
from briefing.content.chart_specs import figure_of
from briefing.content.sentences import SentenceWriter
from briefing.model.document import Figure, Run, RunKind, Runs
from briefing.wording.prose import plain

LINE = 29  # characters of 14 pt in a line, an indent and a mark of reference allowed for
LATIN = 0.65  # of a Chinese character: a digit in the widest fonts that stand in for Times New Roman
SMALLER, SMALL_LINE = Decimal("0.75"), 34  # a line of a remark, in lines of the text, and characters in it
SMALL = Decimal("0.45")  # a line below a chart or table for each that it would take in the text, in lines of the text
MM = Decimal("7.8")  # a line of the text
BESIDE_CHART = 14  # mm: its caption, and the line of sources below
PANELS = 2  # of a chart
HEIGHTS: Mapping[str, tuple[int, int, int]] = {
    **dict.fromkeys(("bars", "percent_bars", "tiers", "dots"), (10, 7, 0)),
    **dict.fromkeys(("strip", "waterfall"), (18, 8, 0)),
    "bullet": (10, 8, 0),
    "grouped": (10, 7, 8),
    "dumbbells": (6, 0, 24),
    "distribution": (6, 0, 28),
    "panel_lines": (10, 0, 16),
    **dict.fromkeys(("line", "small_lines", "slope"), (6, 0, 80)),
}
"""The most that a chart takes in mm: whatever it shows, for each of its rows, for each of its panels."""


def text_lines(words: Runs, width: int = LINE) -> int:
    """Lines that a text takes at most, whatever fonts there are; quotation marks are as wide as characters."""
    return ceil(sum(1 if unicodedata.east_asian_width(sign) in "WFA" else LATIN for sign in plain(words)) / width)


def caveat_lines(words: Iterable[Run], writer: SentenceWriter) -> Decimal:
    """Return the lines that the caveats of the figures in a text take at most."""
    told = (run.ref for run in words if run.ref and run.kind is RunKind.TEXT)
    found = called_for(told, writer.ledger, writer.library)
    return SMALLER * text_lines(said(found), SMALL_LINE) if found else Decimal(0)


def chart_lines(figure: Figure) -> Decimal:
    """Return the lines that a chart takes with its caption and notes; 0 for a kind of which that is not known."""
    panels = figure.chart.panels
    whole, row, panel = HEIGHTS.get(figure.chart.kind, (0, 0, 0))
    if not whole:
        return Decimal(0)
    height = whole + row * sum(len({mark.label for mark in one.marks}) for one in panels) + panel * len(panels)
    return (height + BESIDE_CHART) / MM + sum(map(text_lines, figure.notes)) * SMALL


def parts_of(figure: Figure) -> Iterable[Figure]:
    """Yield the figure with as many panels as a page may have room for, then with one; no note tells of other pages."""
    notes = tuple(note for note in figure.notes if "见表" not in plain(note))
    for most in dict.fromkeys((min(PANELS, len(figure.chart.panels)), 1)):
        chart = replace(figure.chart, panels=figure.chart.panels[:most])
        yield replace(figure_of(figure.key, plain(figure.caption), chart), notes=notes)
