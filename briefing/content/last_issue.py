"""What has changed since the last issue that went out, and since the same time of the year before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from briefing.analysis.analyse import Analysis
from briefing.analysis.findings import Finding
from briefing.analysis.movements import Movement
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.tables.table_columns import LEFT, TableColumn, table_of
from briefing.model.document import Run, RunKind, Runs, Table
from briefing.model.facts import Fact, Headline
from briefing.model.issue import LastIssue
from briefing.model.quantity import RANK
from briefing.wording import movements as say
from briefing.wording.clauses import grown
from briefing.wording.figures import DERIVED, bracketed
from briefing.wording.prose import Sentence, join, specified, text

FIRST = 3
"""Movements that open the points of a briefing."""
COMPUTED = {
    "completion": "完成率",
    "shortfall": "与目标的差额",
    "excess": "超目标数",
    "difference": "增减量",
    "growth": "增减幅度",
    "average": "平均数",
    "gap": "各地差距",
    "multiple": "各地倍数",
    "share": "占比",
}
"""What the figures are called that an issue computed, by the role that ends their ids; others are 推算数."""
ROWS = 15
"""Movements that a table in the text holds."""
NAMED = 10
"""Computed figures that a correction names."""
LISTED = 5
"""Things that are new, or not there any more, that one sentence names."""


Pair = tuple[Fact, Fact]
"""A figure as an issue printed it, and as it is now."""


@dataclass(frozen=True, slots=True)
class LastIssueContext:
    """What a template may say of the last issue.

    `name` is what it is called, `title` its title; `points` are the movements that matter most, a sentence each,
    `table` all of them; `revised`, `new` and `dropped` tell what is corrected, new and not there any more;
    `corrections` are the revised figures as a table of a 更正, and `used_in` where else they were printed.
    """

    name: str
    title: str
    points: tuple[Runs, ...]
    table: Table | None
    revised: tuple[Runs, ...]
    new: Runs
    dropped: Runs
    corrections: Table | None
    used_in: tuple[Runs, ...]


class MovementWriter:
    """Tells of movements in sentences and tables."""

    def __init__(self, analysis: Analysis, writer: SentenceWriter, ledger: Ledger) -> None:
        self._analysis, self._writer, self._ledger = analysis, writer, ledger
        self._several = len(analysis.selection.cities) > 1
        self._sentences: dict[str, Sentence] = {}
        self._revised: set[str] = set()
        self._home = analysis.home

    def last(self, last: LastIssue) -> LastIssueContext:
        """Return what a template may say of the last issue."""
        stands = {before.id: now for before, now in last.revised}  # what is compared with is as it stands now
        self._revised = {now.id for now in stands.values()}
        changed = [(stands.get(before.id, before), now) for before, now in last.changed]
        moved = [self._analysis.movements.between(before, now) for before, now in changed]
        self._sentences = {item.now.id: self._sentence(item) for item in moved if item.moves}
        name = last.issue.name
        return LastIssueContext(
            name=name,
            title=last.issue.title,
            points=self.points(moved),
            table=self.table(moved, "last", f"与{name}数据比较", ("本期", "上期", "增减")),
            revised=tuple(self._revisions(last)),
            new=self._listed(last.new, f"{name}没有而本期新列的数据："),
            dropped=self._listed(last.dropped, f"{name}列出而本期没有的数据："),
            corrections=self._corrections(last),
            used_in=tuple((Run(said, ref="更正", kind=RunKind.GIVEN),) for said in last.used_in),
        )

    def instead(self, finding: Finding) -> Sentence | None:
        """Return how far the one figure of a finding has moved since the last issue, None where it has not."""
        return self._sentences.get(finding.facts[0]) if len(finding.facts) == 1 else None

    def points(self, moved: Iterable[Movement]) -> tuple[Runs, ...]:
        """Return a sentence for each of the movements that matter most: certain ones, by headline and by size."""
        order = list(Headline)
        certain = [item for item in moved if item.moves]
        certain.sort(key=lambda item: (order.index(item.now.headline), -_size(item)))
        return tuple(self._sentences[item.now.id].runs for item in certain[:FIRST])

    def year_table(self) -> Table | None:
        """Return the latest figures beside those of the same time of the year before; None where there are none."""
        moved = self._analysis.movements.year_earlier()
        return self.table(moved, "year-earlier", "与上年同期数据比较", ("本期", "上年同期", "增减"))

    def table(self, moved: Sequence[Movement], key: str, caption: str, names: tuple[str, str, str]) -> Table | None:
        """Return the movements as a table, those of home first; None where there are none.

        It holds those that went furthest, `ROWS` at most, what moved of home before others. What cannot be compared is
        counted below, unless there is nothing else. A time that all figures of a column share stands in its head.
        """
        if not moved:
            return None
        compared = [item for item in moved if item.stated or not item.apart] or list(moved)

        def place(item: Movement) -> tuple[bool, bool, Decimal]:
            return not (item.stated or item.moves), item.now.city != self._home, -_size(item)

        furthest = {item.now.id for item in sorted(compared, key=place)[:ROWS]}
        shown = [item for item in compared if item.now.id in furthest]
        shown.sort(key=lambda item: item.now.city != self._home)
        now, before = _time(item.now for item in shown), _time(item.before for item in shown)
        columns = [
            TableColumn[Movement]("指标", lambda item: text(self._name(item.now)), LEFT),
            TableColumn[Movement](f"{names[0]}{now}", lambda item: self._dated(item.now, now)),
            TableColumn[Movement](f"{names[1]}{before}", lambda item: self._dated(item.before, before)),
            TableColumn(names[2], self._cell),
        ]
        notes = self._notes(moved, shown, len(compared) - len(shown), key, names)
        return table_of(shown, columns, key, caption, notes=notes)

    def _notes(
        self, moved: Sequence[Movement], shown: Sequence[Movement], left: int, key: str, names: tuple[str, str, str]
    ) -> Iterator[Runs]:
        """Yield what the differences are computed from, how many rows are left out, what is not compared and why."""
        if any((item.difference or item.growth) and not item.stated for item in shown):
            stated = "，来源载明的依其所载" if any(item.stated for item in shown) else ""
            yield text(f"增减由{names[0]}和{names[1]}的数据{DERIVED}{stated}。")
        if any(item.before.id in self._revised for item in shown):
            yield text(f"{names[1]}的数据有修订的，以修订后的为准。")
        if left:
            count = self._ledger.count(f"{key}.left", left, "项", "没有列出的变化")
            yield join([text("只列变化较大的，其余"), (count,), text("从略。")])
        apart = [item for item in moved if item.apart and not item.stated]
        apart.sort(key=lambda item: (item.apart, item.reason))
        for number, (_, group) in enumerate(groupby(apart, key=lambda item: (item.apart, item.reason))):
            items = list(group)
            kinds = list(dict.fromkeys(item.indicator.name for item in items))
            named = "、".join(kinds[:LISTED]) + ("等" if len(kinds) > LISTED else "")
            why = f"{say.apart(items[0].apart, items[0].reason)}，不作比较"
            if items[0] in shown:
                yield text(f"{named}：{why}。")
                continue
            count = self._ledger.count(f"{key}.apart.{number}", len(items), "项", "不作比较的数据")
            yield join([text(named), (count,), text(f"：{why}，没有列出。")])

    def _dated(self, fact: Fact, at: str) -> Runs:
        """Return a figure, with its time unless its column tells it: `at`."""
        return join([(self._ledger.fact(fact),), text("" if at else bracketed(fact))])

    def _name(self, fact: Fact) -> str:
        name = specified(self._writer.indicators[fact.indicator].name, fact.scope)
        return f"{self._writer.city(fact.city)}{name}" if self._several else name

    def _moved(self, item: Movement) -> Runs:
        difference, growth = self._ledger.figure(item.difference), self._ledger.figure(item.growth)
        price = say.prices(item.indicator.name, item.now)
        family = item.now.quantity.unit.family
        return say.way(family, more=item.rises, difference=difference, growth=growth, price=price)

    def _cell(self, item: Movement) -> Runs:
        if item.stated:
            return join(map(grown, item.stated), "、")
        if item.apart:
            return ()
        if not item.moves:
            return text("持平" if item.turn else "大体持平")
        return self._moved(item) or text(say.verbs(item.now.quantity.unit.family, more=item.rises)[0])

    def _sentence(self, item: Movement) -> Sentence:
        city, name = self._writer.city(item.now.city), item.indicator.name
        said = join(map(grown, item.stated), "、")
        return say.movement(city, name, item.now, item.before, item.turn, () if said else self._moved(item), said)

    def _revisions(self, last: LastIssue) -> Iterator[Runs]:
        """Yield a sentence on each thing whose figures are revised: its latest, and for how many more periods."""
        groups: dict[object, list[tuple[Fact, Fact]]] = {}
        for pair in last.revised:
            groups.setdefault((pair[1].identity, pair[1].direction), []).append(pair)
        for number, pairs in enumerate(groups.values()):
            before, now = max(pairs, key=lambda pair: pair[1].period)
            name = self._writer.indicators[now.indicator].name
            told = say.revision(self._writer.city(now.city), name, self._ledger.fact(before), now, last.issue.name)
            if len(pairs) > 1:
                count = self._ledger.count(f"revised.{number}", len(pairs) - 1, "个时期", f"{name}修订")
                told = join([told, text("另有"), (count,), text("的数据修订。")])
            yield told

    def _listed(self, facts: Sequence[Fact], opening: str) -> Runs:
        if not facts:
            return ()
        named = [say.listed(self._name(fact), fact) for fact in facts[:LISTED]]
        return join([text(opening), join(named, "、"), text("等" if len(facts) > LISTED else ""), text("。")])

    def _corrections(self, last: LastIssue) -> Table | None:
        if not last.revised:
            return None
        columns = [
            TableColumn[Pair]("指标", lambda pair: text(self._name(pair[1]) + bracketed(pair[1])), LEFT),
            TableColumn[Pair]("原刊", lambda pair: (self._ledger.fact(pair[0]),)),
            TableColumn[Pair]("更正为", lambda pair: (self._ledger.fact(pair[1]),)),
        ]
        notes = (self._recomputed(last),) if last.computed else ()
        return table_of(last.revised, columns, "corrections", f"{last.issue.name}数据更正", notes=notes)

    def _recomputed(self, last: LastIssue) -> Runs:
        """Return which figures, as they were printed, were computed from those that are corrected."""
        facts = {now.id: now for _, now in last.revised}
        named = [
            f"{self._name(facts[id])}{COMPUTED.get(entry.id.rpartition('.')[2], '推算数')}{entry.text}"
            for id, entry in last.computed
        ]
        more = f"等{len(named)}个" if len(named) > NAMED else ""
        told = f"原刊由上列数据推算的下列数字也随之变化：{'、'.join(named[:NAMED])}{more}。"
        return (Run(told, ref="更正", kind=RunKind.GIVEN),)


def _time(facts: Iterable[Fact]) -> str:
    """Return the time that the facts share, as it stands in a head; "" where they are of several."""
    times = {bracketed(fact) for fact in facts}
    return times.pop() if len(times) == 1 else ""


def _size(item: Movement) -> Decimal:
    """Return how far it went, in % or in points; a place in a ranking says as much as ten percent."""
    found = item.growth or item.difference
    size = (found.value if found else None) or Decimal(0)
    return size * 10 if item.now.quantity.unit.family == RANK else size
