"""What home's own offices call the province or city that it lies in: 在全省率先, 居全省第4位."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from briefing.content.citations import ENDS, PRACTICE
from briefing.content.ledger import Ledger
from briefing.content.second_mentions import LEFT_ALONE
from briefing.data.divisions import around, division, resolve
from briefing.model.document import Block, Run, RunKind, Runs, Table
from briefing.model.library import City
from briefing.model.walk import map_runs, runs

_ORDINAL = "第[一二三四五六七八九十0-9]+(?:[位名个家批张例次]|(?=[，。；、）]|$))"
_AMONG = (
    f"率先|首[个家张批创次例位部套]|唯一|{_ORDINAL}|领先|前[列茅0-9一二三四五六七八九十]|最[高低大小多少早先快慢好优长短]"
    "|平均|同类|排[名在]|位[次居列]|各[省市州县区地]|[0-9]+个(?:省辖)?[市州县区]"
)
SHORTEST = 2  # characters that a name without 省 or 市 has at least
_OFFICE = "[级直属委厅局院会府办]|人民|政府|政务|发展|公安|统计|财政"
"""What begins the name of an office, or of what belongs to one, behind that of a region: 河南省发展改革委, 河南省级."""


def regions(home: City) -> dict[str, str]:
    """Return what home calls each place that it lies in: 全市 of 广州市, 全省 of 广东省.

    Not where that would be taken for home itself: 全市 of 义乌市 is 义乌市, not 金华市.
    """
    place = division(home.code) if home.code else next(iter(resolve(home.parent)), None)
    names = [home.parent] if home.code or place is None else [home.parent, place.name]
    names += [outer.name for outer in around(place)]
    return {name: f"全{name[-1]}" for name in names if name and name[-1] != home.name[-1]}


def _either(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"


class HomeRegion:
    """Puts 全省 for the name of home's province where it tells among whom home is something, and 全市 likewise.

    That is so of home alone, unless all cities of the briefing lie there; quotations and titles hold the words of
    others.
    """

    def __init__(self, home: City | None, cities: Collection[City], ledger: Ledger) -> None:
        self._home, self._ledger, self._words = home, ledger, regions(home) if home else {}
        common = (name for name in self._words if all(name in regions(city) for city in cities))
        self._common = tuple(name.removesuffix("省").removesuffix("市") for name in common)
        name = f"(?<![省市州区县])(?:{_either(self._words)})"
        # 河南 alone may begin a longer name (占河南农信贷款): it tells among whom only before 率先, 首个 …
        self._words |= {full[:-1]: word for full, word in self._words.items() if len(full) > SHORTEST}
        forms = (
            f"(?<![省市州区县])(?:{_either(self._words)})内?(?={_AMONG})",
            f"(?<=[占居]){name}(?!{_OFFICE})",
            f"(?<=在){name}(?=[的内中]|推[广行])",
            f"(?<=（){name}(?=[，）])|(?<=，){name}(?=）)",
        )
        self._told = re.compile(f"{LEFT_ALONE}|(?P<region>{'|'.join(forms)})")
        others = {name for city in cities if city != home for name in (city.name, city.short)}
        self._others = re.compile(_either(others))

    def block(self, block: Block) -> Block:
        """Return the block; a row of a table, and what tells of no figure, is of home where all around it is."""
        told = [run for part in runs(block, drawn=False) for run in part]
        if not any(name in run.text for run in told for name in self._words):
            return block
        whole = self._cities(told)
        if isinstance(block, Table):
            block = replace(block, rows=tuple(map(self._row, block.rows)))
        return map_runs(block, lambda part: self.runs(part, whole))

    def _row(self, row: Sequence[Runs]) -> tuple[Runs, ...]:
        own = self._cities(run for cell in row for run in cell)
        return tuple(self.runs(cell, own) for cell in row)

    def runs(self, told: Runs, around: frozenset[str] = frozenset()) -> Runs:
        """Return the runs; `around` are the cities that a sentence without a figure is of."""
        words = "".join(run.text for run in told)
        starts = [*accumulate((len(run.text) for run in told), initial=0)]
        placed = [*zip(starts, told, strict=False)]
        found = [match for match in self._told.finditer(words) if match["region"]]
        spans = [
            match.span()
            for match in found
            if match[0].startswith(self._common) or self._of_home(words, *match.span(), placed, around)
        ]
        return tuple(self._changed(run, start, spans) for start, run in placed) if spans else told

    def _changed(self, run: Run, start: int, spans: Iterable[tuple[int, int]]) -> Run:
        """Return a run with the word for each of the names that stand in it; figures stay as they are."""
        text, last = "", start
        for at, end in spans:
            if start <= at and end <= start + len(run.text) and run.kind is RunKind.TEXT and run.ref is None:
                name = run.text[at - start : end - start].removesuffix("内")
                text, last = text + run.text[last - start : at - start] + self._words[name], end
        return replace(run, text=text + run.text[last - start :])

    def _of_home(
        self, words: str, at: int, end: int, placed: Sequence[tuple[int, Run]], around: frozenset[str]
    ) -> bool:
        """Return whether what stands in the words is of home: by the next figure or practice of its sentence.

        Where there is none, by those before it; not where another city is named before it in its clause.
        """
        begin = max(words.rfind(mark, 0, at) for mark in ENDS) + 1
        close = min((found for mark in ENDS if (found := words.find(mark, end)) >= 0), default=len(words))
        behind = (self._cities([run]) for start, run in placed if end <= start < close)
        before = self._cities(run for start, run in placed if begin <= start < at)
        of = next(filter(None, behind), before or around)
        clause = words[max(begin, *(words.rfind(mark, 0, at) for mark in "，：")) : at]
        return self._home is not None and of == {self._home.id} and not self._others.search(clause)

    def _cities(self, told: Iterable[Run]) -> frozenset[str]:
        """Return the cities of the figures and practices among the runs."""
        found = set()
        for run in told:
            if run.kind is RunKind.CITE and (run.ref or "").startswith(PRACTICE):
                found.add(self._ledger.practices[(run.ref or "").removeprefix(PRACTICE)].city)
            elif run.kind is RunKind.TEXT and run.ref:
                ids = self._ledger.marked.get(run.ref) or self._ledger.rests_on([run.ref])
                found.update(self._ledger.facts[id].city for id in ids if id in self._ledger.facts)
        return frozenset(found)
