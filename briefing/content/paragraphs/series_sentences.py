"""How cities moved over a series of periods: one sentence for a city, or one for all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefing.analysis.derived import DerivedFigure
from briefing.analysis.findings import Courses
from briefing.analysis.movements import Movement
from briefing.analysis.terms import Term
from briefing.analysis.trends import Course, Group, Trend
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.comparison_sentences import ComparisonWriter
from briefing.model.document import Run, Runs
from briefing.model.library import City
from briefing.model.quantity import IN_POINTS, RANK
from briefing.wording import sentences
from briefing.wording import series as say
from briefing.wording.clauses import grown
from briefing.wording.figures import one_unit, when
from briefing.wording.movements import by_term, prices, verbs, way
from briefing.wording.prose import Sentence, enumeration, join, listed, noun, place_in_ranking, stated, text

EXCEPTIONS = 3
"""Cities that are named where they went another way than most; of more their number is told."""
TURNS = 3
"""Cities of which it is told where their course turned, where many are told together; of more, of none."""

NAMED, FIRST_OF_MANY = 6, 2
"""Cities that are named where their last year alone went another way, and how many of still more."""


class CourseWriter:
    """Tells the courses of one indicator, the cities by their ids."""

    def __init__(self, ledger: Ledger, cities: Mapping[str, City], trend: Trend, selected: Sequence[City] = ()) -> None:
        self._ledger, self._cities, self._trend, self._selected = ledger, cities, trend, selected
        first = trend.last(next(iter(trend.series)))
        self._family = first.quantity.unit.family
        self._unit = one_unit(trend.last(city) for city in trend.series)
        scope = f"（{first.scope}）" if first.scope else ""
        self._name = (
            place_in_ranking(trend.indicator.name, listed(first))
            if self._family == RANK
            else f"{trend.indicator.name}{scope}"
        )

    def one(self, city: str, stands: Callable[[str], Runs] = lambda start: ()) -> Sentence:
        """Return the course of one city, its place among the others, and where it turned; then where it `stands`.

        `stands` is given what its clause starts with: the name behind the place of a growth, lest it be of that.
        """
        course, who = self._trend.courses[city], self._cities[city].short
        if course.term:
            now = course.moved.now
            head, place = stated(self._trend.indicator.name, now), self._place(city, course)
            said = join([head, self._since(course.moved), place], "，")
            clause, between = (stands(self._trend.indicator.name), "；") if place else (stands(""), "，")
            return Sentence(when(now), who, join([said, clause], between))
        unit = course.moved.now.quantity.unit
        first, last = (
            (when(fact).removeprefix("截至"), self._ledger.fact(fact, unit)) for fact in self._trend.told(city)
        )
        but = join([text("但"), self._back(course.back)]) if course.back else ()
        below = self._family not in IN_POINTS and any(fact.quantity.value < 0 for fact in self._trend.told(city))
        rest = () if below else (self._how(course.moved), self._place(city, course), self._turned(city) or but)
        said = say.trend(self._name, self._family, first, last, course.moved.turn, *rest)
        return Sentence("", who, join([said, stands(when(self._trend.last(city)))], "；"))

    def many(self, item: Courses, comparisons: ComparisonWriter) -> Runs:
        """Return the courses of many cities: who went which way, who furthest, and where they stand at the end."""
        group = item.group
        told = self._trend.told(group.cities[0])
        among = self._among(group)
        parts, moved = list(self._parts(group)), self._most(item)
        at = when(told[0]) if group.term else say.span(*told)
        return say.courses(
            at, f"{self._name}{group.term or ''}", among, parts, moved, self._standing(item, comparisons)
        )

    def _since(self, moved: Movement) -> Runs:
        """Return how far it went from the same time of the year before."""
        if not moved.moves:
            return text(f"与上年同期{'持平' if moved.turn else '大体持平'}")
        told, price = self._told(moved), prices(self._name, moved.now)
        if run := self._ledger.figure(told or moved.difference):
            return by_term(self._family, [(Term.YEAR_EARLIER, moved.rises, run)], price, differs=told is None)
        return text(f"较上年同期有所{verbs(self._family, more=moved.rises)[0]}")

    def _how(self, moved: Movement) -> Runs:
        """Return how far it went: as the source states it, else as it is computed."""
        if moved.stated:
            # what a source states of comparable scope may run the other way than the figures: the 核对清单 has it
            stated = moved.stated[0]
            falls = stated.direction == "减" or stated.quantity.value < 0
            return grown(stated) if not moved.moves or moved.rises != falls else ()
        if not moved.now.quantity.value and moved.now.quantity.upper is None:  # 降至0元 says that it fell by all
            return ()
        difference, growth = map(self._ledger.figure, (moved.difference, moved.growth))
        average = self._ledger.computed(moved.average)
        price = prices(self._name, moved.now)
        return say.computed(
            way(self._family, more=moved.rises, difference=difference, growth=growth, average=average, price=price)
        )

    def _place(self, city: str, course: Course) -> Runs:
        found = course.place
        if found is None:
            return ()
        group = next(group for group in self._trend.groups if city in group.cities)
        if len(group.up if course.moved.rises else group.down) == 1:  # that it went furthest of one says nothing
            return ()
        among = self._among(group, named=False)
        name = say.extent(more=course.moved.rises)
        place = self._count(f"{city}.place", found.place, "位", f"{self._cities[city].short}{name}位次")
        return say.place(found.of, among, found.place, place, more=course.moved.rises, tied=found.tied)

    def _back(self, moved: Movement) -> Runs:
        """Return how far the last year went the other way."""
        level = self._family in IN_POINTS or not moved.growth
        figure = self._ledger.figure(moved.difference if level else moved.growth)
        price = "" if level else prices(self._name, moved.now)
        return say.back(self._family, when(moved.now), figure, price, more=moved.rises, percent=not level)

    def turns(self, group: Group, home: str | None) -> Runs:
        """Return where the courses of some of many cities turned, or went the other way in the last year.

        Home, which has its own sentence, is left out.
        """
        courses = {city: self._trend.courses[city] for city in group.cities if city != home}
        told = {city: self._turned(city, said=True) for city, item in courses.items() if item.turn}
        told, counted = (told if len(told) <= TURNS else {}), list[Runs]()
        last = {city: item.back for city, item in courses.items() if item.back and not item.turn}
        for more in (True, False):
            moved = {city: item for city, item in last.items() if item.rises is more}
            if len(moved) <= TURNS:
                told |= {city: self._back(item) for city, item in moved.items()}
                continue
            at = when(next(iter(moved.values())).now)
            counted.append(say.fell_back(self._name, at, self._family, self._named(list(moved), more), more=more))
        named = say.turns(self._name, [(self._cities[city].short, said) for city, said in told.items()]) if told else ()
        return join([named, *counted])

    def _named(self, cities: Sequence[str], more: bool) -> Runs:
        """Return the cities by name, of many the first and how many there are."""
        names = [self._cities[city].short for city in cities]
        if len(names) <= NAMED:
            return text(enumeration(names))
        count = self._count(f"back.{more}", len(names), self._noun(cities), "最近一年反向变动")
        return (*text(f"{'、'.join(names[:FIRST_OF_MANY])}等"), count)

    def _turned(self, city: str, *, said: bool = False) -> Runs:
        """Return where a course turned, with the figure that it had come to if that is to be `said`; () if nowhere."""
        found = self._trend.courses[city].turn
        if found is None:
            return ()
        series, noun = self._trend.series[city], say.COUNTED[self._trend.kind]
        after = list(series)[list(series).index(found.at) + 1]
        back, on = (
            self._count(f"{city}.{role}", number, noun, f"{self._cities[city].short}连续同向变动")
            for role, number in (("back", found.back), ("on", found.on))
        )
        to = self._ledger.fact(series[found.at], self._unit) if said else None
        return say.turned(self._family, found.at, after, (found.back, back), on, to, rises=found.rises)

    def _parts(self, group: Group) -> Iterator[tuple[Runs, str]]:
        """Yield those who went each way, the greater part first."""
        held = {
            say.went(self._family, more=True): group.up,
            say.went(self._family, more=False): group.down,
            "持平": group.level,
            "大体持平": tuple(city for city in group.cities if city not in (*group.up, *group.down, *group.level)),
        }
        for number, (word, cities) in enumerate(sorted(held.items(), key=lambda part: -len(part[1]))):
            if number and 0 < len(cities) <= EXCEPTIONS:
                yield text(enumeration([self._cities[city].short for city in cities])), word
            elif cities:
                yield (self._count(f"part{number}", len(cities), self._noun(group.cities), word),), word

    def _most(self, item: Courses) -> list[Runs]:
        """Return who moved most and least, or else how far they all went."""
        more, said = item.group.movers == item.group.up, []
        for city in item.named:
            unit = self._unit or self._trend.last(city).quantity.unit
            *first, last = (("", self._ledger.fact(fact, unit)) for fact in self._trend.told(city))
            how, name = self._size(self._trend.courses[city].moved), self._cities[city].short
            least = city == item.group.least
            said.append(say.most(self._family, first[0] if first else None, last, name, how, more=more, least=least))
        found = None if said else self._range(item.group.movers)
        return [say.between(self._family, *found, more=more)] if found else said

    def _range(self, cities: Sequence[str]) -> tuple[Run, Run] | None:
        """Return the least and the most that cities moved; None where one of them cannot be told."""
        moved = [self._told(self._trend.courses[city].moved) for city in cities]
        known = [found for found in moved if found and found.value is not None]
        if len(known) < len(cities) or len(known) < 2:
            return None
        known.sort(key=lambda found: found.value or 0)
        low, high = self._ledger.figure(known[0]), self._ledger.figure(known[-1])
        return (low, high) if low and high and low.text != high.text else None

    def _told(self, moved: Movement) -> DerivedFigure | None:
        """Return the one figure by which the movements of cities are told: a percentage, or points or places."""
        return moved.difference if self._family in IN_POINTS else moved.growth

    def _size(self, moved: Movement) -> Runs:
        run = self._ledger.figure(self._told(moved))
        price = prices(self._name, moved.now)
        return join([text(f"{price}{say.went(self._family, more=moved.rises)}"), (run,)]) if run else ()

    def _standing(self, item: Courses, comparisons: ComparisonWriter) -> Runs:
        """Return who is first and who last at the end, where that is certain; a figure said before is not repeated."""
        shown = {self._trend.last(city) for city in item.named}
        words = sentences.ends(self._family, judged=self._trend.indicator.judged)
        told = [
            comparisons.end(tied, word, said=tied[0] in shown and len(tied) == 1, unit=self._unit)
            for tied, word in zip(item.ends, words, strict=True)
            if tied
        ]
        # by a term the sentence has begun with the only time that it tells of
        at = "" if item.group.term else next((f"{when(tied[0])}，" for tied in item.ends if tied), "")
        return join([text(at), join(told, "，")]) if told else ()

    def _among(self, group: Group, *, named: bool = True) -> Runs:
        left = [city.short for city in self._selected if city.id not in group.cities]
        count = self._count("moved", len(group.cities), self._noun(group.cities), "可比地区")
        return sentences.among(count, left, named=named)

    def _noun(self, cities: Sequence[str]) -> str:
        return noun(self._cities[city].level for city in cities)

    def _count(self, id: str, number: int, symbol: str, what: str) -> Run:
        return self._ledger.count(f"{self._trend.id}.{id}", number, symbol, f"{self._trend.indicator.name}{what}")
