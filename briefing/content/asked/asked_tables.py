"""`table(rows=…, columns=…)`: a table of what an author names, made by the makers of the ready tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count, pairwise

from briefing.analysis.analyse import Analysis
from briefing.content.asked.asked_data import INDICATORS_NAMED, AskedTable, asked_analysis, refused, rows_with_all
from briefing.content.asked.asked_facts import COLUMNS, facts_table
from briefing.content.asked.axes import AskedAxis, AxisKind, AxisReader, several
from briefing.content.asked.held_facts import HeldFacts, held_times
from briefing.content.asked.indicator_values import IndicatorValue, asked_for, decimals, fact_of, value_of
from briefing.content.paragraphs.common_topics import TOPICS_ACROSS, by_topic
from briefing.content.tables.changes import ChangeCells
from briefing.content.tables.month_table import MonthTables
from briefing.content.tables.series_tables import PERIODS_ACROSS, SeriesTables
from briefing.content.tables.side_by_side import SideBySide
from briefing.content.tables.table_columns import figure_cell
from briefing.content.tables.table_layout import highlighted, numbered, split, told_below, transposed
from briefing.content.tables.theme_tables import CITIES_ACROSS
from briefing.model.catalogue import Indicator, Topic
from briefing.model.document import Runs, Table
from briefing.model.facts import Fact, Practice
from briefing.model.library import City
from briefing.model.period import Period
from briefing.model.quantity import Unit
from briefing.templating.given_words import runs_of_words
from briefing.templating.printable import Function
from briefing.wording.prose import jointly, quoted, text

USAGE = (
    'table(rows=cities, columns=["指标"], title="表题")，另可写 of、highlight、order="better"、digits、'
    "period、since、last"
)
FORMS = (
    "可以写：城市和指标、城市和时期（of=指标）、指标和时期（of=城市）、指标和“月度”、做法的事项和城市、"
    "指标和列名（指标、数值、时期、来源、位次等）。"
)


def table_functions(held: HeldFacts) -> dict[str, object]:
    """Return `table`."""
    return {"table": Function(USAGE, AskedTables(held).table, {"title": str, "order": str})}


class AskedTables:
    """Makes the tables that the author of one briefing asks for."""

    def __init__(self, held: HeldFacts) -> None:
        self._held, self._axes, self._made = held, AxisReader(held, COLUMNS), 0

    def table(
        self,
        rows: object,
        columns: object,
        title: str = "",
        of: object = None,
        highlight: object = None,
        order: str = "",
        digits: object = None,
        period: object = None,
        since: object = None,
        last: object = None,
        here: object = None,
    ) -> tuple[Table, ...]:
        """Return the table, in parts where it is too wide; Mistake where there can be none, with what to write."""
        asked = AskedTable(
            self._axes.read(rows, "rows"),
            self._axes.read(columns, "columns"),
            here if of is None else of,
            order,
            None if digits is None else decimals(digits),
            None if period is None else self._held.names.period(period),
            None if since is None else self._held.names.period(since),
            last,
        )
        asked.check()
        self._made += 1
        made = self._tables(asked)
        if highlight is not None:
            made = [highlighted(item, self._held.names.city(highlight).name) for item in made]
        if title:
            made = numbered([replace(item, key="", caption=runs_of_words(title)) for item in made])
        keys = (f"table.{self._made}" + (f".{number}" if number > 1 else "") for number in count(1))
        return tuple(replace(item, key=key) for item, key in zip(made, keys, strict=False))

    def _tables(self, asked: AskedTable) -> Sequence[Table]:
        down, across, kinds = asked.down.kind, asked.across.kind, asked.kinds
        if AxisKind.MONTH in kinds:
            return self._month(asked.down if across is AxisKind.MONTH else asked.across, asked.of)
        if kinds == {AxisKind.CITIES, AxisKind.INDICATORS}:
            return self._side_by_side(asked)
        if across is AxisKind.PERIODS and down in (AxisKind.CITIES, AxisKind.INDICATORS):
            return self._over_time(asked)
        if AxisKind.TOPICS in kinds and kinds <= {AxisKind.TOPICS, AxisKind.CITIES}:
            return self._practices(asked.down, asked.across)
        if across is AxisKind.COLUMNS and down in (AxisKind.CITIES, AxisKind.INDICATORS, AxisKind.VALUES):
            return self._facts(asked)
        raise refused(f"没有以{down}为行、{across}为列的表。", FORMS)

    def _side_by_side(self, asked: AskedTable) -> Sequence[Table]:
        """Return cities by indicators, whichever of them stand in rows."""
        down, across, period = asked.down, asked.across, asked.period
        cities, indicators = _cities(self._held, down, across), _indicators(down, across)
        ordered = self._ordered(cities, indicators[0], asked.order, period)
        data = asked_analysis(self._held, ordered, indicators, (period,) if period else ())
        found = rows_with_all(data, indicators)
        if not found:
            when = period.printed if period else ""
            said = f"{_places(cities)}没有收录{when}的{quoted(item.name for item in indicators)}。"
            raise refused(said, self._times(cities, indicators) or "请核对指标和城市，或加选城市。")
        show = self._rounding([fact for row in found for fact in row.facts], asked.digits)
        table = SideBySide(data, found, show).by_indicator("", _title(cities, [row.indicator for row in found]))
        table = told_below(transposed(table) if down.kind is AxisKind.CITIES else table, asked.digits)
        return split(table, CITIES_ACROSS)

    def _rounding(self, facts: Sequence[Fact], digits: int | None) -> Callable[[Fact, Unit | None], Runs]:
        """Return what prints a fact to so many decimals; Mistake where that would hide which of two is more."""
        held = self._held

        def show(fact: Fact, unit: Unit | None) -> Runs:
            exponent = fact.quantity.value.as_tuple().exponent
            if digits is None or (isinstance(exponent, int) and -exponent <= digits):
                return figure_cell(fact, unit)
            return value_of(fact, held).to(fact.quantity.unit.symbol, digits).__runs__()[0]

        if digits is not None:
            self._keeps_order(facts, digits)
        return show

    def _keeps_order(self, facts: Sequence[Fact], digits: int) -> None:
        by_indicator: dict[str, list[Fact]] = {}
        for fact in facts:
            by_indicator.setdefault(fact.indicator, []).append(fact)
        for group in by_indicator.values():
            group.sort(key=lambda fact: fact.quantity.base)
            for low, high in pairwise(group):
                shown = [round(fact.quantity.ends[0], digits) * fact.quantity.unit.factor for fact in (low, high)]
                if low.quantity.base < high.quantity.base and shown[0] >= shown[1]:
                    cities = "、".join(self._held.cities[fact.city].name for fact in (low, high))
                    name = self._held.library.catalogue.indicators[low.indicator].name
                    said = f"{cities}的{quoted([name])}取到 {digits} 位小数，就分不出高低了。"
                    raise refused(said, f"请写 digits={digits + 1} 或更多，或者不写。")

    def _over_time(self, asked: AskedTable) -> Sequence[Table]:
        """Return cities by periods of an indicator, or indicators by periods of a city."""
        by_city, of, since = asked.down.kind is AxisKind.CITIES, asked.of, asked.since
        periods = tuple(item for item in asked.across.things if isinstance(item, Period))
        if len(periods) > PERIODS_ACROSS:
            said = f"一页至多 {PERIODS_ACROSS} 个时期，这里写了 {len(periods)} 个。"
            raise refused(said, f'请少写几个，或写 columns="时期", last={PERIODS_ACROSS}。')
        if by_city and of is None:
            hint = 'of 写指标，如 table(rows=cities, columns="时期", of="经营主体")。'
            raise refused("没有写是哪个指标的数。", hint)
        cities = _cities(self._held, asked.down) if by_city else (self._one_city(of),)
        indicators = self._axes.indicators(of) if by_city else _indicators(asked.down)
        ordered = self._ordered(cities, indicators[0], asked.order, None)
        data = asked_analysis(self._held, ordered, indicators, periods, since)
        if asked.last is not None:
            ends = {fact.period for item in data.trends for own in item.series.values() for fact in own.values()}
            data = asked_analysis(self._held, ordered, indicators, sorted(ends)[-_latest(asked.last) :], since)
        if not data.trends:
            said = f"{_places(cities)}的{quoted(item.name for item in indicators)}不足两个同类的时期，列不成历年的表。"
            hint = self._times(cities, indicators) or "这些指标没有收录数据。"
            raise refused(said, f"{hint}只有一个时期的，请用城市和指标的表。")
        made = self._courses(data, asked.down, cities[0])
        told = {item.indicator.id for item in data.trends} | {id for item in data.trends for id in item.series}
        left = [item.name for item in (cities if by_city else indicators) if item.id not in told]
        notes = (text(f"{'、'.join(left)}没有可以前后相比的数，未列入表中。"),) if left else ()
        return [*made[:-1], replace(made[-1], notes=(*made[-1].notes, *notes))]

    def _courses(self, data: Analysis, down: AskedAxis, city: City) -> list[Table]:
        maker = SeriesTables(data, self._held.ledger, ChangeCells(data, self._held.ledger))
        if down.kind is AxisKind.CITIES:
            return [maker.city_by_period(part) for item in data.trends for part in maker.alike(item)]
        return maker.indicator_by_period(city, data.trends, "", city.name)

    def _month(self, other: AskedAxis, of: object) -> list[Table]:
        """Return the month table of some indicators, or of some cities."""
        cities = _cities(self._held, other) if other.kind is AxisKind.CITIES else self._axes.cities(of)
        chosen = _indicators(other) if other.kind is AxisKind.INDICATORS else self._axes.indicators(of)
        indicators = chosen or tuple(self._held.library.catalogue.indicators.values())
        data = asked_analysis(self._held, cities, indicators)
        maker = MonthTables(data, self._held.ledger, ChangeCells(data, self._held.ledger))
        rows = [row for held in maker.by_place.values() for row in held]
        made = maker.tables(rows, "", "主要指标")
        if not made:
            said = f"{_places(cities)}没有两个以上指标有本月、累计、目标的数，列不成月度表。"
            raise refused(said, '请写 columns=["数值", "时期"]，或在句子里用 value(…)。')
        return made

    def _practices(self, down: AskedAxis, across: AskedAxis) -> list[Table]:
        """Return what cities do about some topics."""
        if down.kind is not AxisKind.TOPICS or across.kind is not AxisKind.CITIES:
            hint = '请写 table(rows=practices(theme="政务服务"), columns=cities)。'
            raise refused("做法的表以事项为行，以城市为列。", hint)
        cities = _cities(self._held, across)
        found: dict[str, dict[str, list[Practice]]] = {}
        for topic in (item for item in down.things if isinstance(item, Topic)):
            for city in cities:
                own = [item for item in self._held.records[city.id].practices if item.topic == topic.id]
                if own:
                    found.setdefault(topic.id, {})[city.id] = own
        if not found:
            raise refused(f"{_places(cities)}在这些事项上没有收录做法。", "请换事项，或加选城市。")
        data = asked_analysis(self._held, cities, ())
        table = by_topic(data, found, self._held.ledger, "", f"{_places(cities)}做法对照")
        return list(split(table, TOPICS_ACROSS))

    def _facts(self, asked: AskedTable) -> Sequence[Table]:
        """Return figures one below the other, with the columns that are named."""
        values = [item for item in asked.down.things if isinstance(item, IndicatorValue)] or self._values(asked)
        facts = [fact for item in values if (fact := fact_of(item))]
        if not facts:
            raise refused("所选城市没有收录这些指标的数。", "请核对指标、城市和时期。")
        names = [str(name) for name in asked.across.things]
        return [told_below(facts_table(values, names, self._rounding(facts, asked.digits)), asked.digits)]

    def _values(self, asked: AskedTable) -> list[IndicatorValue]:
        """Return the figure of each city on each indicator."""
        by_city, period = asked.down.kind is AxisKind.CITIES, asked.period
        cities = _cities(self._held, asked.down) if by_city else self._axes.cities(asked.of)
        indicators = self._axes.indicators(asked.of) if by_city else _indicators(asked.down)
        if not indicators:
            hint = 'of 写指标，如 table(rows=cities, columns=["城市", "数值"], of="经营主体")。'
            raise refused("没有写是哪个指标的数。", hint)
        found = [
            IndicatorValue(asked_for(item, city, period, None), self._held.choose(city.id, (item,), period), self._held)
            for item in indicators
            for city in self._ordered(cities, item, asked.order, period)
        ]
        # of several indicators no city has them all: what is not held would fill the page
        return found if len(indicators) == 1 else [item for item in found if not item.missing]

    def _ordered(
        self, cities: Sequence[City], indicator: Indicator, order: str, period: Period | None
    ) -> tuple[City, ...]:
        """Return the cities, the best on an indicator first where that is asked for, those not compared last."""
        if not order or len(cities) < 2:
            return tuple(cities)
        facts = self._held.compared((indicator,), period)
        place = {fact.city: at for at, fact in enumerate(facts)}
        if indicator.better is None or not place.keys() & {city.id for city in cities}:
            why = "没有规定高好还是低好" if indicator.better is None else "没有可以相互比较的数"
            said = f"各地的{quoted([indicator.name])}{why}，排不出优劣。"
            raise refused(said, "请去掉 order，照城市的次序排。")
        return tuple(sorted(cities, key=lambda city: place.get(city.id, len(place))))

    def _one_city(self, of: object) -> City:
        if of is not None:
            (found,) = self._axes.cities(several(of)[:1])
            return found
        if len(self._held.cities) == 1 or self._held.home:
            return self._held.cities[self._held.home or next(iter(self._held.cities))]
        hint = (
            'of 写城市，如 table(rows=["经营主体"], columns="时期", of="武汉市")，或放在 {% for city in cities %} 里。'
        )
        raise refused("没有写是哪个城市的数，这次选了几个城市。", hint)

    def _times(self, cities: Sequence[City], indicators: Sequence[Indicator]) -> str:
        facts = [fact for city in cities for fact in self._held.of(city.id, indicators)]
        return held_times(facts) if facts else ""


def _cities(held: HeldFacts, *axes: AskedAxis) -> tuple[City, ...]:
    """Return the cities of the axis that has them, all where it names none."""
    own = next(axis for axis in axes if axis.kind is AxisKind.CITIES)
    return tuple(item for item in own.things if isinstance(item, City)) or tuple(held.cities.values())


def _indicators(*axes: AskedAxis) -> tuple[Indicator, ...]:
    return tuple(item for axis in axes for item in axis.things if isinstance(item, Indicator))


def _latest(last: object) -> int:
    if isinstance(last, bool) or not isinstance(last, int) or not 2 <= last <= PERIODS_ACROSS:
        hint = f"应为 2 到 {PERIODS_ACROSS} 的整数，如 last={PERIODS_ACROSS}。"
        raise refused("last 是最近几个时期。", hint)
    return last


def _places(cities: Sequence[City]) -> str:
    return cities[0].name if len(cities) == 1 else "各地"


def _title(cities: Sequence[City], indicators: Iterable[Indicator]) -> str:
    names = list(dict.fromkeys(item.name for item in indicators))
    return f"{_places(cities)}{jointly(names) if len(names) <= INDICATORS_NAMED else '主要指标'}情况"
