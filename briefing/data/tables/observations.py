"""What a table says, figure by figure, before it is known which city and which indicator of the workspace is meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from briefing.errors import Problem
from briefing.model.facts import Details
from briefing.model.period import UNSTATED, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation(Details):
    """One figure of a table. `city` and `indicator` are names as the table writes them, spaces and units taken out.

    `value` is in `unit` as written (万户); of a range it is the lower end. `row` and `column` are those of its cell,
    from 0; `place` is where the source has the figure if the table names that (第 3 段, a cell of another workbook).
    `target` is in the same unit, for `target_period`. What the table does not state is "" or None.
    """

    city: str
    indicator: str
    value: Decimal
    unit: str
    row: int
    column: int
    upper: Decimal | None = None
    target: Decimal | None = None
    target_period: Period = UNSTATED
    id: str = ""
    source: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReading:
    """What one table was made out to be: its figures, in the order of its cells, and what could not be made out.

    `title`, `source` (数据来源) and `notes` are the lines around it; `form` says in Chinese what kind of table it is;
    `columns` says for each column, by its number, what it was taken for (指标、同比增速（%）、不读：序号).
    """

    form: str
    observations: tuple[Observation, ...] = ()
    problems: tuple[Problem, ...] = ()
    title: str = ""
    source: str = ""
    notes: tuple[str, ...] = ()
    columns: tuple[tuple[int, str], ...] = ()

    def figures(self) -> Iterator[tuple[int, int, str, str, Observation]]:
        """Yield row, column of the city, city and value of each figure, and all else that it is."""
        for item in self.observations:
            alike = replace(item, city="", value=Decimal(0), row=0)
            yield item.row, item.column, item.city, f"{item.value:f}", alike
