"""A chart in words, for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from briefing.model.document import COURSE, NAMED_LINES, ChartSpec, Mark, Panel, RunKind, Runs
from briefing.wording.figures import DERIVED


def alternative(caption: str, chart: ChartSpec) -> str:
    """Alternative text: the caption and every mark in words, from the same marks that are drawn.

    Of a distribution, and of lines, slopes and strips of many cities, it tells those that the drawing names: the first,
    the last, and the group that stands out.
    """
    panels = []
    alone = len({mark.group for panel in chart.panels for mark in panel.marks}) == 1  # the caption names the city
    for panel in chart.panels:
        marks = "，".join(
            f"{'' if alone or mark.group in (mark.label, panel.title) else mark.group}{mark.label}{mark.text}"
            + (f"（{DERIVED}）" if mark.derived else "")
            for mark in _named(panel, chart)
        )
        panels.append(f"{panel.title}：{marks}" if panel.title else marks)
    return f"{caption}。{'；'.join(panels)}。"


def _named(panel: Panel, chart: ChartSpec) -> Sequence[Mark]:
    known = [mark for mark in panel.marks if mark.value is not None]
    own = chart.groups[0] if chart.groups and not chart.even else ""
    if chart.kind == "distribution":
        return [mark for mark in known if mark in (known[0], known[-1]) or mark.group == own]
    if len({mark.group for mark in panel.marks}) <= NAMED_LINES or chart.kind not in ("line", "slope", "strip"):
        return panel.marks
    if chart.kind == "strip":
        ranked = sorted(known, key=_value, reverse=True)
        # the last of a dict's doubles stays: the best, and where no city stands out the last
        sides = [{mark.label: mark for mark in way} for way in ((ranked[::-1],) if own else (ranked[::-1], ranked))]
        told = [mark for row in sides for mark in row.values()]
        return [mark for mark in panel.marks if mark.group == own or any(mark is one for one in told)]
    named = {own}
    for order in (known, known[::-1]) if chart.kind == "slope" else (known,):
        ends = {mark.group: mark for mark in order}.values()  # the last of each in that order
        named |= {min(ends, key=_value).group, max(ends, key=_value).group}
    return [mark for mark in panel.marks if mark.group in named]


def _value(mark: Mark) -> Decimal:
    return mark.value or Decimal(0)


def course(name: Runs, chart: ChartSpec) -> str:
    """Return the alternative text of the sparkline of a row, whose first cell is `name`."""
    return alternative("".join(run.text for run in name if run.kind is not RunKind.CITE) + COURSE, chart)
