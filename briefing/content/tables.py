"""Tables: the cities side by side, averages, standards, and every figure with its period."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import IndicatorRow
from briefing.analysis.relations import Related
from briefing.content.citations import rests_on
from briefing.content.ledger import Ledger
from briefing.model.catalogue import Theme
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.numbering import numeral
from briefing.model.period_forms import PeriodKind
from briefing.model.quantity import RANK, RANK_CHANGE, Unit
from briefing.model.request import Selection
from briefing.text.width import cells
from briefing.wording.clauses import remarks
from briefing.wording.figures import DERIVED, UNDISCLOSED, UNLISTED, added_up, bare, period
from briefing.wording.prose import covered, join, plain, text, within
from briefing.wording.reasons import footnote, left_out

LEFT, CENTRE = "left", "center"
UNITS_BESIDE = 4  # cities across, of which each has room for the unit with its figure
CITIES_ACROSS = 6  # beside each other in a table of figures
ROWS_ON_A_PAGE = 31
NOTHING = "—"
"""What stands in a cell of which nothing can be said."""
UNCOMPUTED = "不能推算"
MARK = "*"  # of what only stands side by side
ROWS_AT_LEAST = 2  # what fits one sentence needs no table
ROOM = 72
"""Cells across an upright page, in the type of tables."""
NAME, NAME_LEAST = 20, 12
"""Cells of a name of an indicator that stand in one line; where there is no room for that, in two."""
MARGIN = 3
"""Cells of white beside what stands in a column."""
_WHOLE = re.compile(r"[+−●]?[0-9][0-9.,]*[%‰]?")
"""What is never parted: a number with its sign."""


def split(table: Table | None, most: int) -> tuple[Table, ...]:
    """The table in as many parts as it takes to have no more than `most` columns beside the first, () for None.

    More cities side by side would leave each a column of a character or two.
    """
    if table is None:
        return ()
    columns = len(table.header) - 1
    count = -(-columns // most)
    return (table,) if count == 1 else tuple(_part(table, number, count) for number in range(count))


def _part(table: Table, number: int, count: int) -> Table:
    columns = len(table.header) - 1
    shown = slice(1 + columns * number // count, 1 + columns * (number + 1) // count)
    return replace(
        table,
        key=f"{table.key}.{number + 1}" if number else table.key,
        caption=join([table.caption, text(f"（{numeral(number + 1)}）")]),
        header=(table.header[0], *table.header[shown]),
        rows=tuple((row[0], *row[shown]) for row in table.rows),
        widths=(table.widths[0], *table.widths[shown]),
        align=(table.align[0], *table.align[shown]),
        sparklines=table.sparklines if number == count - 1 else (),
    )


def _by_city(table: Table, cities: Sequence[str]) -> Table:
    """Return the table with a first column of cities, one for each row."""
    top = (text("城市"), *table.header)
    rows = tuple((text(city), *row) for city, row in zip(cities, table.rows, strict=True))
    return replace(
        table,
        header=top,
        rows=rows,
        widths=fitted((top, *rows)),
        align=(CENTRE, *table.align),
    )


def fitted(rows: Sequence[Sequence[Runs]]) -> tuple[int, ...]:
    """Return widths of columns by which no figure breaks, `rows` with the header among them.

    Each column is as wide as its widest cell, the first no wider than `NAME` unless there is room. Where that is more
    than the page has, the widest give way, down to their longest number, the first down to `NAME_LEAST`.
    """
    wanted, least = [], []
    for column in zip(*rows, strict=True):
        words = [plain(cell) for cell in column]
        wanted.append(max(map(cells, words)) + MARGIN)
        least.append(max((cells(one) for word in words for one in _WHOLE.findall(word)), default=2) + MARGIN)
    wanted[0] = min(wanted[0], max(NAME, ROOM - sum(wanted[1:])))
    least[0] = min(wanted[0], NAME_LEAST)
    most = max(wanted)
    while sum(wanted) > ROOM and most > MARGIN:
        most -= 1
        wanted = [min(width, max(most, floor)) for width, floor in zip(wanted, least, strict=True)]
    return tuple(wanted)


def header(*names: str) -> tuple[Runs, ...]:
    """Return the cells of a header."""
    return tuple(text(name) for name in names)


def absent(selection: Selection, city: City, theme: str, indicator: str = "") -> Runs:
    """Return what stands where a city has no figure of an indicator, or nothing of a theme: 未收录, or 未披露."""
    said = selection.undisclosed(city.id, theme, indicator)
    return (Run(UNDISCLOSED), rests_on(said.source)) if said else text(UNLISTED)


def rows_of(analysis: Analysis, theme: Theme, elsewhere: Collection[str] = ()) -> list[IndicatorRow]:
    """Return the rows of the theme that several cities have, without those that `elsewhere` shows: ids of facts."""
    found = (row for row in analysis.rows if row.indicator.theme == theme.id)
    return [row for row in found if not all(fact.id in elsewhere for fact in row.facts)]


def shared(analysis: Analysis, theme: Theme, ledger: Ledger, elsewhere: Collection[str] = ()) -> Table | None:
    """Indicators that two or more cities have, a column for each city; None for fewer than two of them.

    Those that only stand side by side are marked, with the reason below. Facts that other tables of the theme show
    are given as `elsewhere`.
    """
    found = rows_of(analysis, theme, elsewhere)
    if len(found) < ROWS_AT_LEAST:
        return None
    return side_by_side(
        analysis, found, f"shared.{theme.id}", f"{theme.name}共有指标", lambda fact: _figure(fact, ledger)
    )


def side_by_side(
    analysis: Analysis, found: Sequence[IndicatorRow], key: str, caption: str, show: Callable[[Fact], Runs]
) -> Table:
    """Return the rows with a column for each city; `show` prints a figure.

    Beside many cities the unit stands with the name. A city of which there is a figure that may not stand in the row
    has a dash, and a note says so.
    """
    selection, cities = analysis.selection, analysis.selection.cities
    rows, marked, later = [], [], []
    held_here = {(fact.city, fact.indicator, fact.scope) for row in found for fact in row.facts}
    crowded = len(cities) > UNITS_BESIDE
    for row in found:
        name, when, unit = named(row), only_period(row), _shared_unit(row) if crowded else None
        shown = ((fact, _unitless(show(fact), fact, unit)) for fact in row.facts)
        held = {fact.city: figure if when else _with_time(figure, fact) for fact, figure in shown}
        beside = (
            held.get(city.id)
            or (text(NOTHING) if (city.id, row.indicator.id, row.facts[0].scope) in held_here else ())
            or absent(selection, city, row.indicator.theme, row.indicator.id)
            for city in cities
        )
        told = "，".join(filter(None, (unit.symbol if unit else "", when)))
        rows.append((text(name + (MARK if row.rules else "") + (f"（{told}）" if told else "")), *beside))
        marked += [(name, row.rules, row.statements)] if row.rules else []
        later.append((name, [(_city(analysis, fact), fact) for fact in row.later]))
    apart = (
        "“—”表示另有口径、单位不同的数，不能并列。"
        if any(plain(cell) == NOTHING for row in rows for cell in row)
        else ""
    )
    top = header("指标", *(city.name for city in cities))
    return Table(
        key=key,
        caption=text(caption),
        header=top,
        rows=tuple(rows),
        widths=fitted((top, *rows)),
        align=(LEFT, *(CENTRE for _ in cities)),
        notes=tuple(text(note) for note in (footnote(marked, MARK) if marked else "", left_out(later), apart) if note),
    )


def _shared_unit(row: IndicatorRow) -> Unit | None:
    """Return the unit of all figures of a row, where it takes more room than a sign; None where they have several."""
    units = {fact.quantity.unit for fact in row.facts}
    unit = units.pop()
    return None if units or unit.family in (RANK, RANK_CHANGE) or len(unit.symbol) < 2 else unit


def _unitless(shown: Runs, fact: Fact, unit: Unit | None) -> Runs:
    return tuple(replace(run, text=bare(fact, unit)) if unit and run.ref == fact.id else run for run in shown)


def named(row: IndicatorRow) -> str:
    """Return the name of the indicator with what its figures cover."""
    return _scoped(row.facts[0], row.indicator.name)


def only_period(row: IndicatorRow) -> str:
    """Return the time that all figures of a row are of, "" where it is not stated or they are of several."""
    when = {period(fact.period, fact.basis) for fact in row.facts}
    return when.pop() if len(when) == 1 and row.facts[0].period.kind is not PeriodKind.UNSTATED else ""


def _dated(fact: Fact, ledger: Ledger) -> Runs:
    """A figure with its period, where there is no column for it: 828家（目前）."""
    return _with_time(_figure(fact, ledger), fact)


def _with_time(figure: Runs, fact: Fact) -> Runs:
    stated = fact.period.kind is not PeriodKind.UNSTATED
    return join([figure, text(f"（{period(fact.period, fact.basis)}）" if stated else "")])


def _figure(fact: Fact, ledger: Ledger) -> Runs:
    """A figure with what must be known of it: 197.3万户（快报）."""
    return join([(ledger.fact(fact),), text(remarks(fact))])


def figures(
    analysis: Analysis, theme: Theme, ledger: Ledger, elsewhere: Collection[str] = (), *, foremost: bool = False
) -> Table | None:
    """Every figure of a theme with its period, city by city, but for those that are shown `elsewhere`; None for none.

    `foremost`: the latest of each thing alone, first what has a target, then what the sources make most of, whichever
    city it is of.
    """
    cities = analysis.selection.cities
    indicators = analysis.selection.library.catalogue.indicators
    held = [
        fact
        for city in cities
        for fact in analysis.selection.records[city.id].facts
        if indicators[fact.indicator].theme == theme.id and fact.id not in elsewhere
    ]
    if not held:
        return None
    if foremost:
        held = sorted(latest(held), key=prominence)
    top = header("指标", "数值", "时期")
    rows = tuple(
        (
            text(_scoped(fact, indicators[fact.indicator].name, analysis.selection.records[fact.city].city.level)),
            _figure(fact, ledger),
            text(period(fact.period, fact.basis)),
        )
        for fact in held
    )
    table = Table(
        key=f"figures.{theme.id}",
        caption=text(f"{theme.name}数据一览"),
        header=top,
        rows=rows,
        widths=fitted((top, *rows)),
        align=(LEFT, CENTRE, CENTRE),
    )
    return _by_city(table, [_city(analysis, fact) for fact in held]) if len(cities) > 1 else table


def prominence(fact: Fact) -> tuple[bool, int]:
    """Return what figures are put in order by: with a target first, then as the sources make most of them."""
    return fact.target is None, fact.headline.order


def latest(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Return the latest figure of each thing, in the order first met; of those that end together the one with a target.

    What states no time counts as latest; else what began first says most: what has added up, not the last month of it.
    """

    def rank(fact: Fact) -> tuple[datetime.date, bool, int]:
        return fact.period.end or datetime.date.max, fact.target is not None, fact.period.days or 0

    found: dict[object, Fact] = {}
    for fact in facts:
        key = fact.identity, fact.direction
        if key not in found or rank(fact) > rank(found[key]):
            found[key] = fact
    return found.values()


def _scoped(fact: Fact, name: str, level: str = "") -> str:
    told = (covered(fact), within(fact, level) if fact.quantity.unit.family == RANK else "")
    scope = "，".join(filter(None, told))
    if "（" in scope:
        return f"{name}，{scope}"  # no brackets within brackets
    return f"{name}（{scope}）" if scope else name


def averages(analysis: Analysis, theme: Theme, ledger: Ledger) -> Table | None:
    """Amounts with the number of those who shared them and the average of one; None if the theme relates none."""
    found = [item for item in analysis.related if item.theme == theme.id and item.relation.kind == "per_unit"]
    found = [item for item in found if item.stated("average") or not ledger.few]
    if not found:
        return None
    units = dict.fromkeys(_counted(item) for item in found if not item.stated("average"))
    by, of = "、".join(f"{unit}数" for unit in units), "、".join(f"每{unit}" for unit in units)
    table = Table(
        key=f"averages.{theme.id}",
        caption=text(f"{theme.name}资金总额与平均数"),
        header=header("事项", "总额", "对象数", "平均"),
        rows=tuple(
            (
                text(item.relation.name + added_up(item.one("amount"))),
                _dated(item.one("amount"), ledger),
                _dated(item.one("count"), ledger),
                _average(item, ledger),
            )
            for item in found
        ),
        widths=(5, 5, 4, 5),
        align=(LEFT, CENTRE, CENTRE, CENTRE),
        notes=(text(f"平均数由总额除以{by}推算，不代表{of}实际所得。"),) if units else (),
    )
    several = len(analysis.selection.cities) > 1
    return _by_city(table, [_city(analysis, item.one("amount")) for item in found]) if several else table


def _counted(item: Related) -> str:
    """What one recipient is called: 户, 家, 人."""
    unit = item.one("count").quantity.unit.symbol.lstrip("万亿")
    return "人" if unit == "名" else unit


def _average(item: Related, ledger: Ledger) -> Runs:
    """“每户约71.6万元（推算）”, or without the label where the source states it."""
    run = ledger.known(item, "average")
    if run is None:
        return text(UNCOMPUTED)
    return join([text(f"每{_counted(item)}"), (run,), text("" if item.stated("average") else f"（{DERIVED}）")])


def standards(analysis: Analysis, theme: Theme, ledger: Ledger) -> Table | None:
    """The limits that cities set themselves for procedures, listed and never ranked; None if the theme has none."""
    found = [item for item in analysis.related if item.theme == theme.id and item.relation.kind == "standards"]
    facts = dict.fromkeys(fact for item in found for fact in item.members["limits"])
    if not facts:
        return None
    indicators = analysis.selection.library.catalogue.indicators
    table = Table(
        key=f"standards.{theme.id}",
        caption=text(f"{theme.name}办理标准"),
        header=header("事项", "标准"),
        rows=tuple(
            (
                text(_scoped(fact, indicators[fact.indicator].name)),
                _dated(fact, ledger),
            )
            for fact in facts
        ),
        widths=(9, 5),
        align=(LEFT, CENTRE),
        notes=(text("各事项内容不同，只列出，不比较快慢。"),),
    )
    several = len(analysis.selection.cities) > 1
    return _by_city(table, [_city(analysis, fact) for fact in facts]) if several else table


def _city(analysis: Analysis, fact: Fact) -> str:
    return analysis.selection.records[fact.city].city.name
