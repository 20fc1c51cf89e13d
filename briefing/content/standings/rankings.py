"""The ranking of places on each indicator, as 通报 tell it: places with ties, who has moved, and the table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison, compare
from briefing.analysis.standing import Standing, standings
from briefing.content.citations import rests_on
from briefing.content.ledger import Ledger
from briefing.content.tables.city_tables import CITIES_NAMED, PLACE, place_column
from briefing.content.tables.table_columns import NOTHING, TableColumn, figure_cell, table_of, unit_of
from briefing.data.selection import is_of
from briefing.errors import Problem
from briefing.model.document import Derived, Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.quantity import RANK
from briefing.templating.printable import Function
from briefing.templating.template_errors import Mistake
from briefing.wording import benchmark as say
from briefing.wording.figures import period, untold, when
from briefing.wording.prose import enumeration, fact_run, join, specified, text

LEAST = 3
"""Places of which a ranking says anything."""
FOREMOST = 3
"""Places that the sentence names before the last."""
ORDERS = BY_PLACE, BY_DIVISION = "位次", "区划"


@dataclass(frozen=True, slots=True)
class Ranking:
    """The ranking on one indicator: its name, what is said of it, and its table."""

    name: str
    said: Runs
    table: Table


class RankingList(tuple[Ranking, ...]):
    """The rankings; what they are ordered by, and on which of several no place has moved, is told of all at once."""

    order: str
    unmoved: Runs

    def __new__(cls, items: Iterable[Ranking], order: str, unmoved: Runs) -> RankingList:
        """Return the rankings in that order."""
        self = super().__new__(cls, items)
        self.order, self.unmoved = order, unmoved
        return self


@dataclass(frozen=True, slots=True)
class _Places:
    """Where each city stands on one indicator, and stood before, by its id; `moved`: how many places up, if known."""

    name: str
    comparison: Comparison
    now: Mapping[str, Standing]
    before: Mapping[str, Standing]
    moved: Mapping[str, int]

    @property
    def unmoved(self) -> str:
        """The time since which no city has moved; "" where one has, or it is not known of all."""
        known = self.moved and len(self.moved) == len(self.before)
        return self.since if known and not any(self.moved.values()) else ""

    @property
    def since(self) -> str:
        """The earlier time, as 与……相比 takes it."""
        return when(next(iter(self.before.values())).fact).removeprefix("截至")


class Rankings:
    """Makes the rankings of one analysis: of each indicator that says what is better, among places of one kind."""

    def __init__(self, analysis: Analysis, ledger: Ledger) -> None:
        self._analysis, self._ledger = analysis, ledger
        self._cities = {city.id: city for city in analysis.selection.cities}

    @property
    def function(self) -> Function:
        """Return what a template calls."""
        return Function('rankings("位次")，或 rankings("区划")', self._of, {"order": str})

    def _of(self, order: str = BY_PLACE) -> RankingList:
        if order not in ORDERS:
            raise Mistake(Problem(f"排序写的是“{order}”。", hint=f"可以写：{'、'.join(ORDERS)}。"))
        old = self._analysis.bygone
        items = [item for item in self._analysis.comparisons if item.indicator.better and len(item.facts) >= LEAST]
        items = [item for item in items if not old.issuperset(fact.id for fact in item.facts)]
        # the place on a total says nothing of who does better: it stands behind those that do
        found = [self._places(item) for item in sorted(items, key=lambda item: not item.indicator.judged)]
        since: dict[str, list[str]] = {}
        for one in found:
            since.setdefault(one.unmoved, []).append(one.name)
        still = {at: names for at, names in since.items() if at and len(names) > 1}
        made = (Ranking(item.name, self._said(item, still), self._table(item, order)) for item in found)
        told = [f"与{at}相比，{enumeration(names)}各地位次均没有变化。" for at, names in still.items()]
        return RankingList(made, _order(items), text("".join(told)))

    def _places(self, item: Comparison) -> _Places:
        scope = item.facts[0].scope
        others = [one for one in self._analysis.comparisons if one.indicator.id == item.indicator.id]
        apart = {self._level(one) for one in others if one.facts[0].scope == scope and len(one.facts) >= LEAST}
        name = specified(item.indicator.name, scope, self._level(item) if len(apart) > 1 else "")
        now = {found.fact.city: found for found in standings(item).values()}
        earlier = self._earlier(item)
        before = {found.fact.city: found for found in standings(earlier).values()} if earlier else {}
        breaks = {one.fact.id: one.series_break for one in self._analysis.observed}
        alike = {id: at for id, at in before.items() if breaks[at.fact.id] == breaks[now[id].fact.id]}
        moved = {id: by for id in now if (by := _moved(alike.get(id), now[id])) is not None}
        return _Places(name, item, now, before, moved)

    def _level(self, item: Comparison) -> str:
        return self._cities[item.facts[0].city].level

    def _earlier(self, item: Comparison) -> Comparison | None:
        """Return the same comparison of the period before, or of a year before; None unless it has the same places."""
        first = item.facts[0]
        alike = [one for one in self._analysis.observed if one.indicator.id == item.indicator.id]
        for at in filter(None, (first.period.before(), first.period.year_earlier())):
            for found in compare([one for one in alike if is_of(one.fact, at)]).comparisons:
                same = {fact.city for fact in found.facts} == {fact.city for fact in item.facts}
                if same and found.facts[0].scope == first.scope:
                    return found
        return None

    def _move(self, item: _Places, id: str) -> Run:
        before, now, by = item.before[id], item.now[id], abs(item.moved[id])
        formula = f"{item.name}的位次，{when(before.fact)}第{before.rank}位，{when(now.fact)}第{now.rank}位"
        inputs = (before.fact.id, now.fact.id)
        return self._ledger.enter(Derived(f"={now.fact.id}.moved", f"{by}位", "位", formula, inputs))

    def _said(self, item: _Places, still: Collection[str]) -> Runs:
        """武昌区94.9分列第1位，……；蔡甸区60.2分列末位。与2022年相比，进位最多的是江岸区，进5位。

        The home city comes first where it is neither among the first nor the last, and last where its place is open:
        宁浦市−0.32亿元，位次难定. `still`: times since which it is told elsewhere that nobody has moved.
        """
        now = item.now
        groups: dict[int, list[Standing]] = {}
        for found in now.values():
            groups.setdefault(found.rank or 0, []).append(found)
        told: list[Runs] = []
        named = 0
        for rank in sorted(groups):
            # where rounding leaves open who stands first, nobody is told to
            if rank == named + 1 and named < FOREMOST:
                told.append(self._group(groups[rank]))
                named += len(groups[rank])
        tail: Runs = ()
        if 0 not in groups and named <= len(now) - len(lowest := groups[max(groups)]):
            tail = self._group(lowest, last=True)
        own = now.get(self._home.id) if self._home else None
        if self._home and own and own.rank is None:
            tail = join([text(self._home.name), (_figure(own),), text(f"，{say.OPEN}")])
        amid = own and own.rank and named < own.rank and not (tail and own in groups[max(groups)])
        head = self._group(groups[own.rank]) if own and own.rank and amid else ()
        first = next(iter(now.values())).fact
        opening = text(f"{when(first)}{item.name}，")
        sentence = join([opening, join([part for part in (head, join(told, "，"), tail) if part], "；"), text("。")])
        return join([sentence if told else (), () if item.unmoved in still else self._movers(item)])

    def _group(self, group: Sequence[Standing], *, last: bool = False) -> Runs:
        """武昌区94.9分列第1位; of several 武昌区、江夏区均为94.9分，并列第1位."""
        tied, facts = len(group) > 1, [found.fact for found in group]
        place = text("末位") if last else (self._ledger.place(group[0]),)
        names, shown = self._names([fact.city for fact in facts]), facts[0]
        figure = (_figure(group[0]), *_marks(facts[:1], facts[1:]))
        if shown.quantity.unit.family == RANK:  # a place is not placed again
            return join([names, text("均列" if tied else "列"), figure])
        return join([names, text("均为" if tied else ""), figure, text("，并列" if tied else "列"), place])

    def _movers(self, item: _Places) -> Runs:
        moved = {} if item.comparison.facts[0].quantity.unit.family == RANK else item.moved
        if len(moved) < len(item.before) or not moved:
            return ()
        parts = []
        for most, verb in ((max(moved.values()), "进"), (min(moved.values()), "退")):
            if (most > 0) == (verb == "进") and most:
                first, *others = cities = [id for id, by in moved.items() if by == most]
                each = f"{'均' if others else ''}{verb}"
                # 最多 is said where others move that way, too, by less
                only = sum((by > 0) == (most > 0) and by != 0 for by in moved.values()) == len(cities)
                names = self._names(cities)
                opening = names if only else join([text(f"{verb}位最多的是"), names, text("，")])
                marks = _marks(
                    *([at[id].fact for id in ids for at in (item.before, item.now)] for ids in ([first], others))
                )
                parts.append(join([opening, text(each), (self._move(item, first), *marks)]))
        return join([text(f"与{item.since}相比，"), join(parts, "；") or text("各地位次没有变化"), text("。")])

    def _names(self, ids: Iterable[str]) -> Runs:
        names = [self._cities[id].name for id in ids]
        return text(enumeration(names) if len(names) <= CITIES_NAMED else f"{'、'.join(names[:FOREMOST])}等地")

    def _table(self, item: _Places, order: str) -> Table:
        name, now, before, within = item.name, item.now, item.before, self._within
        places = now if order == BY_PLACE else [id for id in self._cities if id in now]
        figures = {id: found.fact for id, found in now.items()}
        first, unit = figures[next(iter(now))], unit_of(figures.values())
        whole = self._whole(first)
        if whole:
            figures[whole.city] = whole
        lying = self._cities[whole.city] if whole else None
        where = "地区" if not within else "区" if all(city.name.endswith("区") for city in within) else "县（市、区）"
        columns = [
            TableColumn[City](where, lambda city: text(f"{city.name}（全市）" if city == lying else city.name)),
            TableColumn(specified(name, unit.symbol if unit else ""), lambda city: figure_cell(figures[city.id], unit)),
        ]
        placed = first.quantity.unit.family != RANK
        if placed:
            columns.append(place_column(PLACE, now, self._ledger, lying))
        if before and placed:
            at = next(iter(before.values())).fact
            columns.append(place_column(f"{period(at.period, at.basis)}{PLACE}", before, self._ledger, lying))
            columns.append(TableColumn("进退位", lambda city: self._movement(item, city.id)))
        rows = [*(self._cities[id] for id in places), *([lying] if lying else [])]
        notes = self._left_out(item, first)
        return table_of(rows, columns, f"ranking.{first.id}", f"{when(first)}{name}排名", notes=notes)

    def _left_out(self, item: _Places, first: Fact) -> list[str]:
        """Return which places have no figure of the indicator, and which have one that is not ranked, with the reason.

        Those that are ranked among others, of another level, have a table of their own.
        """
        records, indicator = self._analysis.selection.records, item.comparison.indicator
        rules = {one.second.city: one.rule for one in self._analysis.unjudged if one.second.indicator == indicator.id}
        groups: dict[str, list[str]] = {}
        for city in self._within or self._cities.values():
            facts = records[city.id].facts
            held = any((fact.indicator, fact.scope) == (indicator.id, first.scope) for fact in facts)
            if city.id not in item.now and (city.id in rules or not held):
                groups.setdefault(say.apart_by(rules[city.id]) if held else "", []).append(city.name)
        named = {why: enumeration(names) if len(names) <= CITIES_NAMED else "其余地方" for why, names in groups.items()}
        return [
            f"{names}的数据{why}，未参加排名。" if why else untold(self._analysis.selection, f"{names}的{item.name}")
            for why, names in named.items()
        ]

    @property
    def _home(self) -> City | None:
        found = self._analysis.benchmark
        return self._cities[found.home] if found else None

    @property
    def _within(self) -> list[City]:
        """Return the places that lie in the home city."""
        return [city for city in self._cities.values() if self._home and city.parent.endswith(self._home.name)]

    def _whole(self, like: Fact) -> Fact | None:
        """Return the figure of the home city as a whole that the places lie in, None where it has no such one."""
        if self._home is None or like.city not in {city.id for city in self._within}:
            return None
        held = self._analysis.selection.records[self._home.id].facts
        same = (like.indicator, like.scope, like.basis)
        alike = (fact for fact in held if (fact.indicator, fact.scope, fact.basis) == same)
        return next((fact for fact in alike if fact.period.same_span(like.period)), None)

    def _movement(self, item: _Places, id: str) -> Runs:
        """进3位, 退2位, 持平; 仍居末位; a dash where it is not known."""
        if id not in item.moved:
            return text(NOTHING)
        if by := item.moved[id]:
            return join([text("进" if by > 0 else "退"), (self._move(item, id),)])
        return text("持平" if item.before[id].rank == item.now[id].rank else "仍居末位")


def _moved(before: Standing | None, now: Standing) -> int | None:
    """Return by how many places a city has moved up; None where it is not known.

    One that was last and is last has not moved: its number changes with how many share the last place.
    """
    if before is None or before.rank is None or now.rank is None:
        return None
    return 0 if before.last and now.last else before.rank - now.rank


def _figure(found: Standing) -> Run:
    """Return a figure in the unit of all that are ranked."""
    unit, shown = unit_of(found.comparison.facts), found.fact.quantity
    return fact_run(replace(found.fact, quantity=(unit and shown.converted(unit)) or shown))


def _marks(told: Sequence[Fact], others: Sequence[Fact]) -> Runs:
    """Return the marks of the sources of other figures that what is told holds of, too."""
    return tuple(rests_on(id) for id in sorted({fact.source for fact in others} - {fact.source for fact in told}))


def _order(items: Sequence[Comparison]) -> str:
    """由优到劣排列，数值相同的并列；总量列在后面，由高到低排列，位次与规模有关，不表示优劣."""
    orders = "或".join(dict.fromkeys(item.order for item in items if not item.indicator.judged))
    told = ["由优到劣排列"] if any(item.indicator.judged for item in items) else []
    if orders:
        told.append(f"总量{'列在后面，' if told else ''}{orders}排列，位次与规模有关，不表示优劣")
    return "；".join((f"{told[0]}，数值相同的并列", *told[1:])) if told else ""
