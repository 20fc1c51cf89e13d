"""Where the home city stands on each indicator, in one table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from briefing.analysis.analyse import Analysis
from briefing.analysis.derived import POINT, DerivedFigure
from briefing.analysis.home_place import HomePlace
from briefing.analysis.terms import YEAR
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.comparison_sentences import same_period
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables.table_columns import LEFT, MARGIN, NAME_LEAST, TableColumn, table_of
from briefing.model.catalogue import Indicator
from briefing.model.document import Run, Runs, Table
from briefing.model.facts import Fact
from briefing.model.quantity import LEVELS, RANK, Unit
from briefing.text.width import cells
from briefing.wording import benchmark as say
from briefing.wording import movements
from briefing.wording.clauses import grown
from briefing.wording.figures import bare, quantity, untold, when
from briefing.wording.prose import join, noun, plain, specified, text

NUMBER = 7  # cells of the narrowest column of numbers
NAME = 28  # cells of a name with its unit, below which the white beside the others is less
PAGE = 85  # cells across it in the type of tables, the white beside them among them
LAST_YEAR = "上年"
PAIR = 2  # cities of which one is better, and none the best


class ScoreCard:
    """Prints the places of one benchmark: each figure with what it rests on."""

    def __init__(self, analysis: Analysis, writer: SentenceWriter, ledger: Ledger, our: str) -> None:
        self._analysis, self._writer, self._ledger, self._our = analysis, writer, ledger, our
        judged = analysis.benchmark.judged if analysis.benchmark else ()
        self.year = max((item.fact.period.year or 0 for item in judged), default=0)
        """The year of the newest of what is judged: how others moved, years ago, is not told as the way until now."""
        held = [item for item in judged if (item.fact.period.year or 0) == self.year]
        times = Counter(filter(None, map(since, held)))
        self.since = times.most_common(1)[0][0] if times else LAST_YEAR
        """The time since which most of what is judged has moved: 上年, 2024年5月; the way since another is not told."""
        within = any(
            (at := item.fact.period).end and ((at.months or YEAR) < YEAR or at.end.month < YEAR) for item in held
        )
        self.than = f"{LAST_YEAR}同期" if within and self.since == LAST_YEAR else self.since
        """The same as what it is told to be: 上年同期 of less than a year."""

    def place(self, item: HomePlace, *, among: bool = True) -> Runs:
        """Return the place, `among` how many: 居第6位（共6市）, 并列第1位; () where that is open.

        A place that a source gives among others is not placed again.
        """
        rank, facts = item.standing.rank, item.comparison.facts
        if rank is None or item.comparison.indicator.better is None or _is_place(item):
            return ()
        run = self._ledger.place(item.standing, alone=True)
        words = say.place(rank, len(facts) if among else 0, self.noun(item))
        return (Run("并列" if item.shared else "居"), replace(run, text=words))

    def noun(self, item: HomePlace) -> str:
        """Return what the compared are counted as: 市, 区; 个城市 where they are not of one kind."""
        return noun((self._writer.cities[fact.city].level for fact in item.comparison.facts), "个城市")

    def way(self, item: HomePlace) -> Runs:
        """Return how far it has moved: 压缩0.3个工作日, 增长6.2%; () where that is not known since the time of all."""
        moved = item.moved
        if since(item) not in ("", self.since):
            return ()
        if stated := item.rate or next(iter(moved.stated if moved else ()), None):
            return grown(stated)
        if moved is None:
            return ()
        family = moved.now.quantity.unit.family
        if not moved.moves:
            return text("持平" if moved.turn else "大体持平")
        difference, growth = self._ledger.figure(moved.difference), self._ledger.figure(moved.growth)
        # of what does not add up the difference says more, of an amount the percentage, unless prices must be told
        priced = movements.prices(moved.indicator.name, moved.now)
        level = family in LEVELS or family == RANK or growth is None or priced
        told = (difference, None) if level else (None, growth)
        said = movements.way(family, more=moved.rises, difference=told[0], growth=told[1])
        return said or text(f"有所{movements.verbs(family, more=moved.rises)[0]}")

    def table(self, places: Sequence[HomePlace], unlisted: Sequence[Indicator] = ()) -> Table:
        """Return the score card of what is judged, or of what is not, the home city's column in bold.

        Columns of which nothing is known are left out. `unlisted` indicators are told below.
        """
        at, judged = _usual(places), places[0].judged
        counts = {(len(item.comparison.facts), self.noun(item)) for item in places}
        number, counted = counts.pop() if len(counts) == 1 else (0, "")
        key = "home.card" if judged else "home.others"
        count = self._ledger.count(f"{key}.compared", number, counted, "参加排列的城市") if number else Run("各地")
        scopes = [item.average.scope for item in places if item.average]
        best = "较优" if number == PAIR else "最优"
        optional = partial(TableColumn[HomePlace], optional=True)
        columns = [
            TableColumn[HomePlace]("指标", lambda item: text(_name(item, at)), LEFT),
            TableColumn[HomePlace](self._our, lambda item: _figure(item.fact, item, strong=True)),
            optional(best if judged else "首位", self._best),
            optional("中位数", lambda item: self._derived(item.median, item)),
            optional(scopes[0] if scopes else "", lambda item: _figure(item.average, item)),
            optional("目标", _target),
            optional("差距", lambda item: self._derived(item.apart, item)),
            optional("位次", lambda item: self._place(item, among=not number)),
            optional(f"比{self.than}", lambda item: _short(self.way(item), item)),
        ]
        city, what = self._writer.cities[places[0].fact.city].name, "" if judged else "其他指标"
        caption = join([text(f"{city}{what}在"), (count,), text(f"中的位置{f'（{at}）' if at else ''}")])
        made = table_of(places, columns, key, caption)
        among = (
            ""
            if number
            else f"位次斜线后为参加排列的{'城市' if {noun for _, noun in counts} == {'市'} else '地方'}数。"
        )
        notes = self._notes(places, unlisted, [plain(head) for head in made.header], among)
        return replace(made, widths=_widths((made.header, *made.rows)), notes=tuple(map(text, notes)))

    def _place(self, item: HomePlace, *, among: bool) -> Runs:
        """Return the place, `among` how many unless the caption tells: 6, 6/6."""
        if not (place := self.place(item)):
            return text(say.OPEN if item.comparison.indicator.better and not _is_place(item) else "")
        if item.comparison.level:
            return text("相同")
        of = f"/{len(item.comparison.facts)}" if among else ""
        return (*text("并列" if item.shared else ""), replace(place[-1], text=f"{item.standing.rank}{of}"))

    def _best(self, item: HomePlace) -> Runs:
        if item.comparison.indicator.better is None:
            return ()
        first, *others = item.comparison.facts
        behind = item.comparison.behind(first)
        shared = "等" if any(fact not in behind for fact in others) else ""
        return (Run(f"{self._writer.city(first.city)}{shared} "), *_figure(first, item))

    def _derived(self, figure: DerivedFigure | None, item: HomePlace) -> Runs:
        run = self._ledger.figure(figure)
        return _short((run,), item) if run else ()

    def _notes(
        self, places: Sequence[HomePlace], unlisted: Sequence[Indicator], heads: Sequence[str], among: str
    ) -> list[str]:
        stated = any(item.rate or (item.moved and item.moved.stated) for item in places)
        computed = [word for word in ("中位数", "差距") if word in heads]
        computed += ["变化"] if heads[-1] == f"比{self.than}" else []
        found = f"{'、'.join(computed)}为推算"
        found = among + (f"{found}{'，来源载明变化的以来源为准' if stated else ''}。" if computed else "")
        if any(not item.judged and item.comparison.indicator.better for item in places):
            found += "总量与规模有关，位次不表示优劣。"
        if any(item.comparison.indicator.better is None for item in places):
            found += "未定优劣方向的指标不排位次。"
        home = self._analysis.selection.records[places[0].fact.city].facts
        held = {fact.indicator for fact in home}
        names = {kept: "、".join(item.name for item in unlisted if (item.id in held) is kept) for kept in (True, False)}
        apart = f"{self._our}{names[True]}的数据较早，或时期、口径与其他各地不同，没有列出。" if names[True] else ""
        absent = untold(self._analysis.selection, f"{self._our}的{names[False]}") if names[False] else ""
        return [note for note in (found, apart, absent) if note]


def _widths(rows: Sequence[Sequence[Runs]]) -> tuple[int, ...]:
    """Return widths of columns that are as wide as their widest cell with white beside it; the names have what is left.

    The white gives way where names would have less than `NAME`.
    """
    _, *own = (max(cells(plain(cell)) for cell in column) for column in zip(*rows, strict=True))
    own[0] += 1  # bold digits are wider, and so is %
    own[-1] += "%" in "".join(plain(row[-1]) for row in rows)
    wide = [max(NUMBER, width + MARGIN) for width in own]
    if PAGE - sum(wide) < NAME:
        wide = [width - 1 for width in wide]
    return (max(NAME_LEAST, PAGE - sum(wide)), *wide)


def since(item: HomePlace) -> str:
    """Return the time since which it has moved, "" where it is not known to have: 上年, 2024年5月."""
    if item.moved is None or item.yearly:
        return LAST_YEAR if item.moved or item.rate else ""
    return when(item.moved.before).removeprefix("截至")


def _is_place(item: HomePlace) -> bool:
    return item.fact.quantity.unit.family == RANK


def _usual(places: Sequence[HomePlace]) -> str:
    """Return the time that most of the places are of, which need not be told of each; "" where that is not stated."""
    times = Counter(same_period(item.comparison.facts) for item in places)
    return times.most_common(1)[0][0]


def _name(item: HomePlace, usual: str) -> str:
    symbol, at = item.fact.quantity.unit.symbol, same_period(item.comparison.facts)
    own = "" if at in (usual, f"{usual}末") else at  # what stands at the end of a year is of it
    return specified(item.comparison.indicator.name, item.fact.scope, symbol.removeprefix("个"), own)


def _figure(fact: Fact | None, item: HomePlace, *, strong: bool = False) -> Runs:
    """Return a figure in the unit of home's, without it."""
    unit = item.fact.quantity.unit
    return (Run(_unitless(bare(fact, unit), unit), strong, fact.id),) if fact else ()


def _target(item: HomePlace) -> Runs:
    fact, target = item.fact, item.fact.target
    return (Run(_unitless(quantity(target.quantity), fact.quantity.unit), ref=fact.id),) if target else ()


def _short(runs: Runs, item: HomePlace) -> Runs:
    """Return a cell without 约 and, where the first column tells it, the unit; of percentages without 个百分点."""
    unit = item.fact.quantity.unit
    return tuple(Run(_unitless(run.text.removeprefix("约"), unit), ref=run.ref) if run.ref else run for run in runs)


def _unitless(words: str, unit: Unit) -> str:
    if unit.family == RANK:
        return words.removesuffix("位") if words.startswith("第") else words.replace("个位次", "位")
    suffix = POINT.symbol if unit.family == "percent" and words.endswith(POINT.symbol) else unit.symbol
    return words.removesuffix(suffix)
