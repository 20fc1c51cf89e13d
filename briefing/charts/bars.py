"""Charts that stand on rows of bars: comparison, percentages, small multiples, waterfalls, tiers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from briefing.charts import fonts, style
from briefing.charts.layout import LINE, head, number, words
from briefing.charts.rows import PLAIN, Axis, Bar, BarRow, draw_rows
from briefing.charts.scene import DrawingBlock, beside, stack
from briefing.model.document import ChartSpec, Mark, Panel

PERCENT = Axis(ticks=(0.0, 25.0, 50.0, 75.0, 100.0))
GUTTER = 6.0
BETWEEN_PANELS = 3.5
HIGHEST = style.MAX_HEIGHT - 3 * LINE
"""Of panels one below the other, with notes below them; higher ones have tight rows."""
LEAST = 70.0
"""A panel that shares its line with others is no narrower, in mm."""


def bars(spec: ChartSpec, width: float) -> DrawingBlock:
    """One indicator in several places: bars from zero on one axis."""
    return _panel(spec.panels[0], width, _by_label(spec), PLAIN)


def percent_bars(spec: ChartSpec, width: float) -> DrawingBlock:
    """Percentages side by side on an axis of 0–100 %."""
    return _panel(spec.panels[0], width, _by_label(spec), PERCENT)


def grouped(spec: ChartSpec, width: float) -> DrawingBlock:
    """Small multiples: the same groups in every panel, each with its own unit and axis; abreast where they fit."""
    most = max(1, min(len(spec.panels), int((width + GUTTER) / (LEAST + GUTTER))))
    shares = {abreast: (width - GUTTER * (abreast - 1)) / abreast for abreast in range(most, 0, -1)}
    fitting = (count for count, share in shares.items() if all(_fits(panel, share) for panel in spec.panels))
    abreast = next(fitting, 1)
    step = shares[abreast] + GUTTER

    def drawn(axis: Axis) -> DrawingBlock:
        blocks = [_panel(panel, shares[abreast], _by_label(spec), axis) for panel in spec.panels]
        lines = [beside(blocks[index : index + abreast], step) for index in range(0, len(blocks), abreast)]
        return stack(lines, BETWEEN_PANELS)

    whole = drawn(PLAIN)
    return whole if whole.height <= HIGHEST else drawn(Axis(tight=True))


def waterfall(spec: ChartSpec, width: float) -> DrawingBlock:
    """From an opening stock over its changes to the closing stock, in each panel."""

    def rows(panel: Panel) -> list[BarRow]:
        totals = list(accumulate(number(mark) for mark in panel.marks[:-1]))
        spans = [(0.0, totals[0]), *pairwise(totals), (0.0, number(panel.marks[-1]))]
        return [
            BarRow(mark.label, (_bar(mark, spec, start=start, end=end),))
            for mark, (start, end) in zip(panel.marks, spans, strict=True)
        ]

    return stack([_panel(panel, width, rows, Axis(joined=True)) for panel in spec.panels], BETWEEN_PANELS)


def tiers(spec: ChartSpec, width: float) -> DrawingBlock:
    """Nested counts, the widest first: each bar lies in the outlines of those that contain it."""

    def rows(panel: Panel) -> list[BarRow]:
        values = [number(mark) for mark in panel.marks]
        bars = [_bar(mark, spec, outlines=tuple(values[:index])) for index, mark in enumerate(panel.marks)]
        return [
            BarRow(f"其中：{mark.label}" if index else mark.label, (bar,), indent=index)
            for index, (mark, bar) in enumerate(zip(panel.marks, bars, strict=True))
        ]

    return stack([_panel(panel, width, rows, PLAIN) for panel in spec.panels], BETWEEN_PANELS)


def _panel(panel: Panel, width: float, rows: Callable[[Panel], Sequence[BarRow]], axis: Axis) -> DrawingBlock:
    return stack([head(panel, width), draw_rows(rows(panel), width, axis)])


def _by_label(spec: ChartSpec) -> Callable[[Panel], list[BarRow]]:
    """Return a builder of rows by the marks' labels; a bar is named by its group where the label does not name it."""

    def rows(panel: Panel) -> list[BarRow]:
        labels = dict.fromkeys(mark.label for mark in panel.marks)
        if len(labels) == 1 and len(panel.marks) > 1:
            return [BarRow(mark.group, (_bar(mark, spec),)) for mark in panel.marks]
        named = len({mark.group for mark in panel.marks}) > 1 and any(m.label != m.group for m in panel.marks)
        return [
            BarRow(label, tuple(_bar(mark, spec, named=named) for mark in panel.marks if mark.label == label))
            for label in labels
        ]

    return rows


def _bar(
    mark: Mark,
    spec: ChartSpec,
    start: float = 0.0,
    end: float | None = None,
    outlines: tuple[float, ...] = (),
    named: bool = False,
) -> Bar:
    """Return the bar of a mark, which ends at its value unless `end` says otherwise."""
    reach = end if end is not None or mark.value is None else float(mark.value)
    colour = style.colour_of(mark.group, spec)
    strong, name = style.stands_out(mark.group, spec), mark.group if named else ""
    return Bar(reach, words(mark), colour, start, name, mark.derived, outlines, strong)


def _fits(panel: Panel, width: float) -> bool:
    """Return whether labels and figures leave the bars 40 % of a panel of that width."""
    labels = max(fonts.width(mark.label, bold=True) for mark in panel.marks)
    return labels + max(fonts.width(words(mark), bold=True) for mark in panel.marks) < 0.6 * width
