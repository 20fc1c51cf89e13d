"""A chart in words, for those who do not see it."""

from __future__ import annotations

from briefing.model.document import COURSE, ChartSpec, Mark, Panel, RunKind, Runs
from briefing.wording.figures import DERIVED


def alternative(caption: str, chart: ChartSpec) -> str:
    """Alternative text: the caption and every mark in words, from the same marks that are drawn.

    Of a distribution it tells those that the drawing names: the first, the last, and the group that stands out.
    """
    panels = []
    alone = len({mark.group for panel in chart.panels for mark in panel.marks}) == 1  # the caption names the city
    for panel in chart.panels:
        marks = "，".join(
            f"{'' if alone or mark.group == mark.label else mark.group}{mark.label}{mark.text}"
            + (f"（{DERIVED}）" if mark.derived else "")
            for mark in (_named(panel, chart) if chart.kind == "distribution" else panel.marks)
        )
        panels.append(f"{panel.title}：{marks}" if panel.title else marks)
    return f"{caption}。{'；'.join(panels)}。"


def _named(panel: Panel, chart: ChartSpec) -> list[Mark]:
    known = [mark for mark in panel.marks if mark.value is not None]
    own = chart.groups[0] if chart.groups and not chart.even else ""
    return [mark for mark in known if mark in (known[0], known[-1]) or mark.group == own]


def course(name: Runs, chart: ChartSpec) -> str:
    """Return the alternative text of the sparkline of a row, whose first cell is `name`."""
    return alternative("".join(run.text for run in name if run.kind is not RunKind.CITE) + COURSE, chart)
