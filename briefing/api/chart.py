"""One kind of chart alone, drawn when its picture is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.analysis.analyse import analyse
from briefing.api.generate import part_of
from briefing.api.parameters import period_of
from briefing.api.workspace import Workspace
from briefing.charts import draw_chart
from briefing.data.selection import select
from briefing.errors import Problem, UsageError
from briefing.gallery import SourcedChart, charts, drawing_of, kind_of
from briefing.model.arguments import checked
from briefing.model.document import Picture
from briefing.model.formats import formats_of
from briefing.model.library import Library
from briefing.model.period import Period
from briefing.model.request import Names, Progress, names_in, silent


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of one kind that the data allow, the first of them shown in a notebook.

    `problems` are warnings: of the data, and of each chart that would mislead and is left out.
    """

    items: tuple[SourcedChart, ...]
    problems: tuple[Problem, ...]
    library: Library = field(repr=False)
    cache: Path | None = field(default=None, repr=False)

    def __len__(self) -> int:
        return len(self.items)

    @checked
    def picture(self, at: int = 0, formats: tuple[str, ...] = ("png", "svg"), progress: Progress = silent) -> Picture:
        """Return the chart at an index drawn in these formats (png, svg); `progress` hears of a search for fonts."""
        if not -len(self) <= at < len(self):
            raise UsageError(
                Problem(f"没有序号为 {at} 的图。", hint=f"共 {len(self)} 幅，序号从 0 到 {len(self) - 1}。")
            )
        formats_of(formats, ("png", "svg"))
        return draw_chart(self.items[at].spec, self.cache, formats, tick=progress)

    @checked
    def png(self, at: int = 0) -> bytes:
        """Return the chart at an index as a PNG."""
        return self.picture(at, ("png",)).png

    @checked
    def svg(self, at: int = 0) -> bytes:
        """Return the chart at an index as an SVG."""
        return self.picture(at, ("svg",)).svg

    def _repr_png_(self) -> bytes:
        return self.png()


def chart(
    kind: str,
    source: Workspace | Library,
    *,
    cities: Names = (),
    themes: Names = (),
    period: str | Period | None = None,
    since: str | Period | None = None,
    drawing: str | None = None,
) -> Charts:
    """Return the charts of a kind, such as reduction or 改革前后, on cities and themes, all where none is named.

    `period` and `since` (2023年上半年) leave out the facts of other times; `drawing` is another kind of chart to draw
    them as, such as bars; None for that which suits the data.

    UsageError for a name that does not exist and where the data allow no such chart: why, and which they allow.
    """
    wanted, like = kind_of(kind), drawing_of(drawing) if drawing else None
    library = source.library(cities) if isinstance(source, Workspace) else part_of(source, cities)
    selection = select(library, names_in(themes), period_of(period), period_of(since))
    found, refused = charts(analyse(selection), wanted, like)
    cache = source.cache if isinstance(source, Workspace) else None
    return Charts(tuple(found), (*library.doubts, *refused), library, cache and cache / "charts")
