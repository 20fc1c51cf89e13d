"""The ranking of places on each indicator, as 通报 tell it: places with ties, who has moved, and the table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefing.analysis.analyse import Analysis
from briefing.analysis.comparisons import Comparison, compare
from briefing.analysis.standing import Standing, standings
from briefing.content.city_tables import PLACE, UNPLACED, places, unit_of
from briefing.content.ledger import Ledger
from briefing.content.tables import CENTRE, NOTHING, fitted, header
from briefing.data.selection import is_of
from briefing.errors import Problem
from briefing.model.document import Derived, Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.library import City
from briefing.model.quantity import Unit
from briefing.templating.printable import Function
from briefing.templating.template_errors import Mistake
from briefing.wording.clauses import remarks
from briefing.wording.figures import bare, period, when
from briefing.wording.prose import enumeration, fact_run, join, plain, text

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


class Rankings:
    """Makes the rankings of one analysis: of each indicator that says what is better, among places of one kind."""

    def __init__(self, analysis: Analysis, ledger: Ledger) -> None:
        self._analysis, self._ledger = analysis, ledger
        self._cities = {city.id: city for city in analysis.selection.cities}

    @property
    def function(self) -> Function:
        """Return what a template calls."""
        return Function('rankings("位次")，或 rankings("区划")', self._of, {"order": str})

    def _of(self, order: str = BY_PLACE) -> tuple[Ranking, ...]:
        if order not in ORDERS:
            raise Mistake(Problem(f"排序写的是“{order}”。", hint=f"可以写：{'、'.join(ORDERS)}。"))
        found = (item for item in self._analysis.comparisons if item.indicator.better and len(item.facts) >= LEAST)
        return tuple(self._ranking(item, order) for item in found)

    def _ranking(self, item: Comparison, order: str) -> Ranking:
        scope = item.facts[0].scope
        name = f"{item.indicator.name}（{scope}）" if scope else item.indicator.name
        now = {found.fact.city: found for found in standings(item).values()}
        earlier = self._earlier(item)
        before = {found.fact.city: found for found in standings(earlier).values()} if earlier else {}
        moved = {id: run for id in now if (run := self._moved(before.get(id), now[id], name))}
        return Ranking(name, self._said(name, now, before, moved), self._table(name, now, before, moved, order))

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

    def _moved(self, before: Standing | None, now: Standing, name: str) -> tuple[int, Run] | None:
        """Return by how many places a city has moved up, and that as it is printed; None where it is not known."""
        if before is None or before.rank is None or now.rank is None:
            return None
        by = before.rank - now.rank
        formula = f"{name}的位次，{when(before.fact)}第{before.rank}位，{when(now.fact)}第{now.rank}位"
        inputs = (before.fact.id, now.fact.id)
        return by, self._ledger.enter(Derived(f"={now.fact.id}.moved", f"{abs(by)}位", "位", formula, inputs))

    def _said(
        self,
        name: str,
        now: Mapping[str, Standing],
        before: Mapping[str, Standing],
        moved: Mapping[str, tuple[int, Run]],
    ) -> Runs:
        """武昌区94.9分列第1位，……；蔡甸区60.2分列末位。与2022年相比，进位最多的是江岸区，进5位。

        The home city comes first where it is neither among the first nor the last.
        """
        groups: dict[int, list[Standing]] = {}
        for found in now.values():
            groups.setdefault(found.rank or 0, []).append(found)
        told: list[Runs] = []
        named = 0
        for rank in sorted(groups):
            # where rounding leaves open who stands first, nobody is told to
            if rank == named + 1 and named < FOREMOST:
                told.append(self._group(name, groups[rank]))
                named += len(groups[rank])
        tail: Runs = ()
        if 0 not in groups and named <= len(now) - len(lowest := groups[max(groups)]):
            tail = self._group(name, lowest, last=True)
        own = now.get(self._home.id) if self._home else None
        amid = own and own.rank and named < own.rank and not (tail and own in groups[max(groups)])
        head = self._group(name, groups[own.rank]) if own and own.rank and amid else ()
        first = next(iter(now.values())).fact
        opening = text(f"{when(first)}{name}，")
        sentence = join([opening, join([item for item in (head, join(told, "，"), tail) if item], "；"), text("。")])
        return join([sentence if told else (), self._movers(before, moved)])

    def _group(self, name: str, group: Sequence[Standing], *, last: bool = False) -> Runs:
        """武昌区94.9分列第1位; of several 武昌区、江夏区均为94.9分，并列第1位."""
        tied = len(group) > 1
        figure = fact_run(group[0].fact)
        place = text("末位") if last else (self._ledger.place(group[0], name),)
        names = text(self._names(found.fact.city for found in group))
        return join([names, text("均为" if tied else ""), (figure,), text("，并列" if tied else "列"), place])

    def _movers(self, before: Mapping[str, Standing], moved: Mapping[str, tuple[int, Run]]) -> Runs:
        if len(moved) < len(before) or not moved:
            return ()
        parts = []
        for most, verb in ((max(by for by, _ in moved.values()), "进"), (min(by for by, _ in moved.values()), "退")):
            if (most > 0) == (verb == "进") and most:
                cities = [id for id, (by, _) in moved.items() if by == most]
                each = f"{'均' if len(cities) > 1 else ''}{verb}"
                # 最多 is said where others move that way, too, by less
                only = sum((by > 0) == (most > 0) and by != 0 for by, _ in moved.values()) == len(cities)
                names = self._names(cities) if only else f"{verb}位最多的是{self._names(cities)}，"
                parts.append(join([text(f"{names}{each}"), (moved[cities[0]][1],)]))
        since = f"与{when(next(iter(before.values())).fact)}相比，"
        return join([text(since), join(parts, "；") or text("各地位次没有变化"), text("。")])

    def _names(self, ids: Iterable[str]) -> str:
        return enumeration([self._cities[id].name for id in ids])

    def _table(
        self,
        name: str,
        now: Mapping[str, Standing],
        before: Mapping[str, Standing],
        moved: Mapping[str, tuple[int, Run]],
        order: str,
    ) -> Table:
        facts = [found.fact for found in now.values()]
        unit = unit_of(facts)
        cities = (
            [self._cities[id] for id in now] if order == BY_PLACE else [c for c in self._cities.values() if c.id in now]
        )
        all_districts = all(city.name.endswith("区") for city in self._within)
        heads = [
            ("区" if all_districts else "县（市、区）") if self._within else "地区",
            f"{name}（{unit.symbol}）" if unit else name,
            PLACE,
        ]
        columns = [
            [text(city.name) for city in cities],
            [
                (Run(bare(now[city.id].fact, unit), ref=now[city.id].fact.id), *text(remarks(now[city.id].fact)))
                for city in cities
            ],
            places(cities, now, name, self._ledger),
        ]
        if before:
            at = next(iter(before.values())).fact
            heads += [f"{period(at.period, at.basis)}{PLACE}", "进退位"]
            columns += [places(cities, before, name, self._ledger), [_movement(moved.get(city.id)) for city in cities]]
        rows = list(zip(*columns, strict=True))
        rows += [(*row, *(text(NOTHING) for _ in heads[2:])) for row in self._whole(facts[0], unit)]
        top = header(*heads)
        held = {id for id in self._cities if id in now}
        left = [city.name for city in self._within or self._cities.values() if city.id not in held]
        open_ranks = any(plain(cell) == NOTHING for row in rows[: len(cities)] for cell in row[2:])
        return Table(
            key=f"ranking.{facts[0].id}",
            caption=text(f"{when(facts[0])}{name}排名"),
            header=top,
            rows=tuple(rows),
            widths=fitted((top, *rows)),
            align=(CENTRE,) * len(heads),
            notes=(
                *((UNPLACED,) if open_ranks else ()),
                *((text(f"{enumeration(left)}没有可以一并排列的数。"),) if left else ()),
            ),
        )

    @property
    def _home(self) -> City | None:
        found = self._analysis.benchmark
        return self._cities[found.home] if found else None

    @property
    def _within(self) -> list[City]:
        """Return the places that lie in the home city."""
        return [city for city in self._cities.values() if self._home and city.parent.endswith(self._home.name)]

    def _whole(self, like: Fact, unit: Unit | None) -> Iterable[tuple[Runs, Runs]]:
        """Yield the row of the home city that the places lie in, where it has the same figure as a whole."""
        if self._home is None or like.city not in {city.id for city in self._within}:
            return
        for fact in self._analysis.selection.records[self._home.id].facts:
            same = (fact.indicator, fact.scope, fact.basis) == (like.indicator, like.scope, like.basis)
            if same and fact.period.same_span(like.period):
                yield text(f"{self._home.name}（全市）"), (replace(fact_run(fact), text=bare(fact, unit)),)
                return


def _movement(moved: tuple[int, Run] | None) -> Runs:
    """进3位, 退2位, 持平; a dash where it is not known."""
    if moved is None:
        return text(NOTHING)
    by, run = moved
    return join([text("进" if by > 0 else "退"), (run,)]) if by else text("持平")
