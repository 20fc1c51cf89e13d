"""The columns of a table: which name what a row is, which hold figures of what, and which of those belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from briefing.data.tables.blocks import Block
from briefing.data.tables.grid import Grid, name_of
from briefing.data.tables.heads import ColumnRole, Said, read_head, stub_role
from briefing.data.tables.lexicon import Lexicon
from briefing.data.tables.periods import SOME_YEAR, Relative, is_period, lacks_year, parse
from briefing.data.tables.places import is_zone
from briefing.model.measure import MeasureKind

PART = re.compile(r"^(?:#|[-—·•]+|其中[:,、]?)+(?=.)")
"""What stands before the name of a part."""
_KINDS = re.compile("类型|类别|分类|领域|[版板]块")
"""What a column that only sorts the indicators is called; where no other names them, it does."""
STUB_ROLES = frozenset(ColumnRole) - {ColumnRole.VALUE, ColumnRole.YEAR_EARLIER, ColumnRole.TARGET, ColumnRole.RATE}
NAMING = (ColumnRole.PLACE, ColumnRole.INDICATOR, ColumnRole.NAME, ColumnRole.PERIOD)
RANKED = (MeasureKind.GROWTH, MeasureKind.CHANGE, MeasureKind.SHARE)
"""Measures whose ranks are others than that of the total: 增速位次."""
_GROUP = re.compile(".*(?:指标|情况|方面|领域|类|部分|板块|数据|其中)|其中|[一二三四五六七八九十]+、.*")


@dataclass(slots=True)
class Column:
    """A column: its number, the texts of its head from top to bottom, what they say and what it is for.

    `anchor` is the column of the value that this one is a growth rate, a rank, last year's figure or a target of.
    """

    index: int
    heads: tuple[str, ...]
    head_row: int
    said: Said = field(default_factory=Said)
    role: ColumnRole = ColumnRole.VALUE
    place: str = ""
    indicator: str = ""
    scope: str = ""
    anchor: Column | None = None

    @property
    def kind(self) -> MeasureKind:
        """The measure of its figures, 总量 where the head names none."""
        return self.said.measure.kind if self.said.measure else MeasureKind.TOTAL

    @property
    def label(self) -> str:
        """The head in one line."""
        return "/".join(self.heads)


def read_columns(grid: Grid, block: Block, lexicon: Lexicon) -> list[Column]:
    """Return the columns of the table, those without head and content left out."""
    found = []
    for index in block.columns:
        headed = [row for row in block.heads if grid.text(row, index)]
        column = Column(index, _heads(grid, block, index), [*headed[-1:], *block.heads, *block.body][0])
        column.role = _role(grid, block, column)
        found.append(column)
    _ensure_names(grid, block, found)
    for column in found:
        if column.role is ColumnRole.NAME or column.role is ColumnRole.UNIT:
            column.role = _by_content(grid, block, column, lexicon)
    for column in found:
        if column.role not in STUB_ROLES:
            _read(column, lexicon)
    data = [column for column in found if column.role not in STUB_ROLES]
    for before, column in pairwise(data):
        if PART.match(column.indicator) and before.indicator:
            column.scope, column.indicator = PART.sub("", column.indicator), before.indicator
    _link(data)
    if not any(column.role is ColumnRole.INDICATOR or column.indicator for column in found):
        for column in found:
            if column.role is ColumnRole.SKIPPED and _KINDS.search(column.label):
                column.role = ColumnRole.INDICATOR
    return found


def _heads(grid: Grid, block: Block, index: int) -> tuple[str, ...]:
    """Return the texts above a column; one that stands at the left over several columns is theirs too."""
    texts: list[str] = []
    for place, row in enumerate(block.heads):
        text = grid.text(row, index)
        lower = any(grid.text(other, index) for other in block.heads[place + 1 :])
        if not text and lower:
            left = [grid.text(row, other) for other in block.columns if other < index and grid.text(row, other)]
            text = left[-1] if left and not stub_role(left[-1]) and not _oblique(left[-1]) else ""
        if text and (not texts or texts[-1] != text):
            texts.append(text)
    return tuple(texts)


def _oblique(text: str) -> bool:
    """Return whether the corner names both ways: 指标\\城市, 年份/地区, or one below the other."""
    parts = re.split(r"[\\/|]", text)
    if len(parts) > 1:
        return all(stub_role(part) for part in parts if part)
    return any(stub_role(text[:cut]) and stub_role(text[cut:]) for cut in range(2, len(text) - 1)) and not stub_role(
        text
    )


def _role(grid: Grid, block: Block, column: Column) -> ColumnRole:
    role = next((role for text in reversed(column.heads) if (role := stub_role(text))), None)
    texts = [grid.text(row, column.index) for row in block.body if grid.text(row, column.index)]
    figures = sum(grid.is_figure(row, column.index) for row in block.body)
    if role is None and any(_oblique(text) for text in column.heads):
        return ColumnRole.NAME
    if role in (ColumnRole.SERIAL, ColumnRole.CODE, ColumnRole.PERIOD) or (role and figures * 2 <= len(texts)):
        return role
    if not column.heads and texts and not figures:
        return ColumnRole.NAME
    return ColumnRole.VALUE


def _ensure_names(grid: Grid, block: Block, columns: Sequence[Column]) -> None:
    """Take the first column of texts for the names of the rows where no head says which it is."""
    if any(column.role in NAMING for column in columns):
        return
    for column in columns:
        texts = [row for row in block.body if grid.text(row, column.index)]
        if column.role in (ColumnRole.VALUE, ColumnRole.UNIT, ColumnRole.BUREAU, ColumnRole.SKIPPED) and texts:
            if not any(grid.is_figure(row, column.index) for row in texts):
                column.role = ColumnRole.NAME
            return


def _by_content(grid: Grid, block: Block, column: Column, lexicon: Lexicon) -> ColumnRole:
    """Return what a column of names names: places, periods, units, else indicators."""
    texts = [name_of(grid.text(row, column.index)) for row in block.body if grid.text(row, column.index)]
    if column.role is ColumnRole.UNIT:
        if sum(lexicon.unit(text) or "%" in text for text in texts) * 2 >= len(texts):
            return ColumnRole.UNIT
        places = sum(bool(lexicon.places(text)) or is_zone(text) for text in texts)
        return ColumnRole.PLACE if places * 2 >= len(texts) else ColumnRole.UNIT
    if texts and all(is_period(text) for text in texts):
        return ColumnRole.PERIOD
    places = sum(bool(lexicon.places(text)) and not lexicon.indicator(text) for text in texts)
    return ColumnRole.PLACE if texts and places * 2 >= len(texts) else ColumnRole.INDICATOR


def _read(column: Column, lexicon: Lexicon) -> None:
    """Put together what the levels of the head say; a lower one counts where both say something."""
    names: list[str] = []
    said = Said()
    for text in column.heads:
        one = read_head(text, lexicon)
        names += [one.name] if one.name else []
        within = one.relative is Relative.WITHIN and bool(said.relative or said.period)
        said = replace(
            said,
            unit=one.unit or said.unit,
            period=_with_year(said.period, one.period),
            relative=said.relative if within else one.relative or said.relative,
            added=one.relative is Relative.CUMULATIVE or said.added,
            measure=one.measure or said.measure,
            role=one.role if one.role not in (None, ColumnRole.VALUE) else said.role,
            falls=one.falls or said.falls,
            open_change=one.open_change or (said.open_change and not one.measure),
            stock=one.stock or said.stock,
        )
    if said.open_change and said.unit and said.measure:
        kind = MeasureKind.GROWTH if said.unit in ("%", "‰") else MeasureKind.CHANGE
        said = replace(said, measure=replace(said.measure, kind=kind), open_change=False)
    column.said = said
    column.role = said.role or ColumnRole.VALUE
    _name(column, names, lexicon)


def _with_year(upper: str, lower: str) -> str:
    """Return the period of the lower head, with the year of the upper one where it has none."""
    above = parse(upper, None) if upper and lower and lacks_year(lower) else None
    below = parse(lower, above.year) if above else None
    return below.printed if below else lower or upper


def _name(column: Column, names: list[str], lexicon: Lexicon) -> None:
    """Tell the names of a head apart: places, the indicator, and what it is narrowed down to (scope)."""
    indicators: list[str] = []
    for name in names:
        if (lexicon.places(name) and not lexicon.indicator(name)) or is_zone(name):
            column.place = name
        elif indicators and re.fullmatch("[合总小共]计|总数", name):
            continue  # of all kinds of the indicator that the head above names
        elif lexicon.indicator(name) or not indicators or _GROUP.fullmatch(indicators[-1]):
            indicators = [name]
        else:
            indicators.append(name)
    if indicators:
        column.indicator = indicators[0]
        column.scope = PART.sub("", "".join(indicators[1:]))


def _link(columns: Sequence[Column]) -> None:
    """Find the value column that each other one belongs to, and take from it what the head leaves out."""
    for place, column in enumerate(columns):
        if column.role is ColumnRole.VALUE and column.kind is MeasureKind.TOTAL and column.said.measure is None:
            continue
        before = [other for other in reversed(columns[:place]) if _same_group(other, column)]
        values = [one for one in before if one.role is ColumnRole.VALUE and one.said.relative is not Relative.BEFORE]
        if column.role in (ColumnRole.TARGET, ColumnRole.RATE):
            column.anchor = _of_target(column, [other for other in columns if _same_group(other, column)])
        elif column.kind is MeasureKind.RANK:
            total = re.search("总量|绝对", column.label) is not None
            ranked = [one for one in values if one.kind is not MeasureKind.RANK and not (total and one.said.measure)]
            column.anchor = _latest(ranked, column, columns)
        else:
            column.anchor = _latest([one for one in values if one.said.measure is None], column, columns)
        if column.anchor and column.role not in (ColumnRole.TARGET, ColumnRole.RATE):
            _take(column, column.anchor)


def _latest(values: Sequence[Column], column: Column, columns: Sequence[Column]) -> Column | None:
    """Return the nearest of the values before a column, which come nearest first.

    Of several years of one thing that stand together before it (2023年, 2022年, 比上年增长) it is the latest.
    """
    before = [one for one in columns if one.index < column.index]
    alike = [one for one in before if (one.role, one.said.measure) == (column.role, column.said.measure)]
    run = [one for one in values if not alike or one.index > alike[-1].index]
    if not run:
        return alike[-1].anchor if alike and values else None
    nearest = run[0]
    named = [
        one for one in run if (one.place, one.indicator, one.scope) == (nearest.place, nearest.indicator, nearest.scope)
    ]
    dated = [(period, one) for one in named if (period := parse(one.said.period, SOME_YEAR))]
    return max(dated, key=lambda item: item[0])[1] if len(dated) == len(named) else nearest


def _same_group(other: Column, column: Column) -> bool:
    """Return whether both stand under the same upper heads and neither is named otherwise."""
    named = all(
        not own or own == others
        for own, others in (
            (column.indicator, other.indicator),
            (column.place, other.place),
            (column.scope, other.scope),
        )
    )
    return named and (other.heads[:-1] == column.heads[:-1] or not column.heads[:-1])


def _of_target(column: Column, columns: Sequence[Column]) -> Column | None:
    """Return the value that a target is for: what has added up, else the nearest value before it, else after it."""
    values = [
        other
        for other in columns
        if other.role is ColumnRole.VALUE and other.said.measure is None and other is not column
    ]
    added = [other for other in values if other.said.relative is Relative.CUMULATIVE]
    left = [other for other in values if other.index < column.index]
    return next((found for found in (*added[-1:], *left[-1:], *values[:1])), None)


def _take(column: Column, anchor: Column) -> None:
    said, own = anchor.said, column.said
    column.place, column.indicator = column.place or anchor.place, column.indicator or anchor.indicator
    column.scope = column.scope or anchor.scope
    if not own.period and (own.relative is None or column.role is ColumnRole.YEAR_EARLIER):
        relative = own.relative if column.role is ColumnRole.YEAR_EARLIER else said.relative
        own = replace(own, period=said.period, relative=relative, stock=said.stock)
    if column.kind is MeasureKind.RANK and anchor.kind in RANKED and own.measure and not own.measure.base:
        own = replace(
            own,
            measure=replace(
                own.measure, base=f"{anchor.said.measure.base if anchor.said.measure else ''}{anchor.kind}"
            ),
        )
    column.said = own
