"""What is said of where a home city stands: its places, how they moved, the widest gap, and what a strip shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import takewhile

from briefing.analysis.analyse import Analysis
from briefing.analysis.home_place import HomePlace
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.standings.score_card import LAST_YEAR, PAIR, ScoreCard, since
from briefing.model.document import Run, Runs
from briefing.model.quantity import RANK
from briefing.wording import benchmark as say
from briefing.wording.figures import when
from briefing.wording.prose import enumeration, text

GROUPS_TOLD = 6  # places that the first sentence tells apart
PEERS_NAMED = 4


class HomeVerdict:
    """Writes the verdict on a home city against its peers."""

    def __init__(self, analysis: Analysis, writer: SentenceWriter) -> None:
        assert analysis.benchmark is not None
        self._found, self._writer = analysis.benchmark, writer
        self._ledger, self._city = writer.ledger, writer.cities[analysis.benchmark.home]
        self._card = ScoreCard(analysis, writer, self._ledger, self.ours)

    @property
    def name(self) -> str:
        """The short name of the home city."""
        return self._city.short

    @property
    def ours(self) -> str:
        """What the office calls it: 我市."""
        return say.our(self._city.name)

    @property
    def peers(self) -> str:
        """The others in one phrase."""
        peers = [city.short for city in self._writer.cities.values() if city.id != self._found.home]
        # 等地 is not said of a single one
        return enumeration(peers) if len(peers) <= PEERS_NAMED + 2 else f"{'、'.join(peers[:PEERS_NAMED])}等地"

    @cached_property
    def _rival(self) -> str:
        """Return the only city that home is judged beside; "" where there are others, or none."""
        held = {fact.city for item in self._found.judged for fact in item.comparison.facts} - {self._found.home}
        return self._writer.city(held.pop()) if len(held) == 1 else ""

    @cached_property
    def _ranked(self) -> tuple[HomePlace, ...]:
        return tuple(item for item in self._found.judged if item.standing.rank and not item.comparison.level)

    @cached_property
    def verdict(self) -> tuple[Runs, ...]:
        """Three sentences: the places, how they moved, the widest gap; one where almost nothing may be judged."""
        if not self._ranked:
            judged = self._found.judged
            count = self._count("judged", len(judged), "可以比较优劣的指标") if judged else None
            names = text("、".join(item.comparison.indicator.name for item in judged[: say.NAMED]))
            level = all(item.comparison.level for item in judged)
            held = dict.fromkeys(self._writer.city(fact.city) for item in judged for fact in item.comparison.facts)
            peers = enumeration([city for city in held if city != self.name]) or self.peers
            return (say.too_little(self._city.name, peers, count, names, level=level),)
        return tuple(filter(None, (self._places(), self._progress(), self._widest())))

    def _places(self) -> Runs:
        """Return how many indicators share each place, the first and the last where these are many."""
        judged = self._found.judged
        times = {when(fact) for item in self._ranked for fact in item.comparison.facts}
        groups: dict[str, list[HomePlace]] = {}
        pools = {(len(item.comparison.facts), self._card.noun(item)) for item in judged}
        several = len(pools) > 1 or len(judged) == 1
        for item in sorted(self._ranked, key=lambda item: item.standing.rank or 0):
            at = "".join(run.text for run in self._at(item, among=several))
            groups.setdefault(at, []).append(item)
        held = list(groups.values())
        # of how many the last is differs where the compared do
        shown = (
            held if several or len(held) <= GROUPS_TOLD else [*held[: GROUPS_TOLD // 2], *held[-(GROUPS_TOLD // 2) :]]
        )
        told = [(self._several(items), self._at(items[0], among=several), len(items) > 1) for items in shown]
        left = [item for item in judged if item not in self._ranked]
        for level in (True, False):
            if items := [item for item in left if item.comparison.level is level]:
                peers = {self._writer.city(fact.city) for item in items for fact in item.comparison.facts} - {self.name}
                told.append((self._several(items), say.unplaced(list(peers), level=level), False))
        between = len(judged) - len(left) - sum(map(len, shown))
        rest = self._count("between", between, "位次居于其间的指标") if between else None
        count = self._count("judged", len(judged), "可以比较优劣的指标") if len(judged) > 1 else None
        number, noun = max(pools)
        among = None if several or number <= PAIR else self._ledger.count("home.pool", number, noun, "参加排列的城市")
        return say.places(times.pop() if len(times) == 1 else "", self._city.name, among, count, told, rest)

    def _at(self, item: HomePlace, *, among: bool) -> Runs:
        """Return the place, `among` how many, of one that a source gives that alone; of two cities 长于成都."""
        facts, rising = item.comparison.facts, item.comparison.rising
        if len(facts) > PAIR:
            return self._card.place(item, among=among) or (Run("为"), self._ledger.fact(item.fact))
        peer = next(self._writer.city(fact.city) for fact in facts if fact.city != self._found.home)
        return say.beside(peer, item.comparison.indicator.family, more=item.first is not rising)

    def _progress(self) -> Runs:
        """Return how many became better and worse since one time, and which, unless these are many.

        Of the newest year alone, which is told where not all that is judged is of it.
        """
        judged, year = self._found.judged, self._card.year
        newest = [item for item in judged if (item.fact.period.year or 0) == year]
        groups = [
            (better, [item for item in newest if item.improved is better and since(item) == self._card.since])
            for better in (True, False)
        ]
        words = {True: "均有改善" if len(groups[0][1]) == len(judged) else "改善", False: "退步"}
        told = [
            (
                self._count("better" if better else "worse", len(items), f"{'改善' if better else '退步'}的指标")
                if len(judged) > 1
                else None,
                words[better],
                self._ways(items, named=len(judged) > 1) if len(items) <= say.NAMED else [],
            )
            for better, items in groups
            if items
        ]
        at = f"{year}年" if len(newest) < len(judged) and self._card.since == LAST_YEAR else ""
        return say.progress(f"{at}较{self._card.than}", told) if told else ()

    @cached_property
    def _sized(self) -> bool:
        """Return whether all gaps but those of places in a ranking have a share: one without may be as wide."""
        return all(item.share or item.fact.quantity.unit.family == RANK for item in self._found.gaps)

    def _widest(self) -> Runs:
        """Return which gap is the widest, with both figures; several where rounding leaves open which.

        Those are in the order of their size, up to the first that is certainly less wide; none whose size is open. ()
        where one of the gaps has no share: it may be the widest.
        """
        shared = sorted((item for item in self._found.gaps if item.share), key=lambda item: item.size)
        if not (shared and self._sized):
            return ()
        alike = _extreme(shared, widest=True)
        sized = [item for item in shared if not item.size[0]] or shared[:1]
        far = list(takewhile(lambda item: item in alike, sized))
        names = [item.comparison.indicator.name for item in far] if len(self._found.judged) > 1 else []
        if len(far) > 1:
            return say.widest(names, None, "", None, "", "")
        own, best = far[0].fact, far[0].comparison.facts[0]
        figures = self._ledger.fact(own), self._ledger.fact(best)
        how = say.ONLY if len(self._found.gaps) == 1 else say.MOST if len(alike) == 1 else say.MORE
        peer = self._writer.city(best.city)
        return say.widest(
            names, figures[0], self.ours, figures[1], peer, how, pair=len(far[0].comparison.facts) == PAIR
        )

    def _finding(self) -> Runs:
        """Return what home is the best in, and where it is furthest behind and nearest; as such if that is certain."""
        held = [item for item in self._found.judged if item.share]
        first, rest = [item for item in held if item.first], [item for item in held if item.lags]
        told = {}
        for widest in (True, False) if rest else ():
            alike = _extreme(rest, widest=widest)
            end = min(alike, key=lambda item: item.size) if widest else alike[0]
            if end.fact.id not in told and (said := self._behind(end)):
                sure = len(alike) == 1 and (self._sized or not widest)
                told[end.fact.id] = (said, (say.WIDEST if widest else say.NARROWEST) if sure else "")
        if not (told or first):
            return ()
        if len(rest) == 1:
            told = {id: (said, "") for id, (said, _) in told.items()}
        return say.finding(self.name, self._several(first) if first else (), list(told.values()), self._rival)

    def _behind(self, item: HomePlace) -> Runs:
        """Return an indicator with how far home is from the best; () where that is not known."""
        indicator, by = item.comparison.indicator, self._ledger.figure(item.apart)
        return say.apart(indicator.name, by, indicator.family, rising=item.comparison.rising) if by else ()

    def _ways(self, items: Iterable[HomePlace], *, named: bool = True) -> list[say.Way]:
        """Return how far home has moved on the indicators of which that is known."""
        return [
            (item.comparison.indicator.name if named else "", way, not item.stated and any(run.ref for run in way))
            for item in items
            if (way := self._card.way(item))
        ]

    def _several(self, items: Sequence[HomePlace]) -> Runs:
        names = [item.comparison.indicator.name for item in items]
        return say.several(names, self._count(f"of.{items[0].fact.id}", len(names), "位次相同的指标"))

    def _count(self, kind: str, number: int, what: str) -> Run:
        return self._ledger.count(f"home.{kind}", number, "项", what)


def _extreme(items: Sequence[HomePlace], *, widest: bool) -> list[HomePlace]:
    """Return the place with the widest gap, or the least wide, and all that rounding leaves as wide."""
    spans = {id(item): item.share.interval for item in items if item.share}
    end = (min if widest else max)(items, key=lambda item: item.size)
    return [item for item in items if item is end or spans[id(item)].meets(spans[id(end)])]
