"""The last look before writing: no digit without a fact.

Every digit in a run without `ref` must belong to something on a short allow-list: a year, an ordinal, the number of a
figure or table, or a name that the data know (“210”标准). Anything else is a Problem, in whatever signs it is written
(４５, ②). So is a quantity in Chinese numerals (压减三成, 三十六项), or a warning where it may be a way of speaking.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from briefing.errors import Location, Problem, Severity
from briefing.model.document import Block, Figure, Run, RunKind, Runs
from briefing.model.library import Library
from briefing.model.walk import all_runs, refs, runs
from briefing.text.digits import NUMBER, blanks, folded
from briefing.text.stated_quantities import COVER, covered, stated
from briefing.wording.prose import within

# A year alone needs no fact, but 2023.5 or 12,023 is an amount: neither a point nor a comma may stand before it.
_TO = "[—－至-]"
_YEAR = "(?<![0-9.,])(?:19|20)[0-9]{2}"
# What makes a quantity of a number behind a name: 图1 is a figure of the briefing, 表1个 and 附件3项 are counts.
_QUANTITY = "[0-9.,%‰万亿余多个项家户件份人名次套类种张条宗所位元天日年月]"
ALLOWED = re.compile(
    "|".join(
        (
            f"{_YEAR}年?{_TO}(?:19|20)[0-9]{{2}}年",
            f"{_YEAR}年[0-9]{{1,2}}月[0-9]{{1,2}}日{_TO}(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日",
            f"{_YEAR}年(?:[0-9]{{1,2}}(?:{_TO}[0-9]{{1,2}})?月(?:[0-9]{{1,2}}日)?)?",
            "第(?:[0-9]{1,4}[期号]|[0-9]{1,3}[章节条款届])",
            f"(?:(?<![㐀-鿿])|(?<=[见如据按与和及由从]))[图表][0-9]{{1,2}}(?!{_QUANTITY})",
            f"附件[0-9]{{1,2}}(?!{_QUANTITY})",
            "https?://[!-~]+",
        )
    )
)
"""What digits may belong to without a fact: years, dates, ordinals, figures and tables of the briefing, addresses."""
QUOTED = re.compile("“[^“”]*[0-9][^“”]*”")
AROUND = 6  # characters shown either side of a bare number
NAMED = "如属名称，请把它登记为做法的名称或别名。"
_CITED = '{{ value("指标", "城市") }} 引用，增减写 .change("同比")，位次写 .rank'
HINT = f"数字要用 {_CITED}；电话、日期、人数等由人填写的，请写成模板的参数；{NAMED}"
COUNTED = f"数量要用 {_CITED}；{NAMED}"
DOUBT = '若说的是数量，请用 value("指标", "城市") 引用数据，或改用不含数量的说法。'


def digits_in(text: str) -> Iterator[re.Match[str]]:
    """Yield each number in digits but for those that need no fact (`ALLOWED`)."""
    return NUMBER.finditer(ALLOWED.sub(covered, folded(text)))


def names_with_numbers(library: Library) -> set[str]:
    """Return names in the data that contain numbers, and what they put in quotation marks (“210”)."""
    catalogue = library.catalogue
    names = {
        item.name for group in (catalogue.themes, catalogue.indicators, catalogue.topics) for item in group.values()
    }
    for record in library.records.values():
        names.update((record.city.name, record.city.short, record.city.code or ""))
        for practice in record.practices:
            names.update((practice.name, *practice.aliases, practice.first))
        names.update(text for fact in record.facts for text in (fact.scope, fact.break_reason))
        names.update(within(fact, record.city.level) for fact in record.facts)
        names.update(text for relation in record.relations for text in (relation.name, relation.base))
    names.update(source.title for source in library.sources().values())
    # “210” is written in a text without the rest of the name that holds it
    names.update(part for name in list(names) for part in QUOTED.findall(name))
    return with_numbers(names)


def with_numbers(names: Iterable[str]) -> set[str]:
    """Return those of the names that contain digits or quantities in numerals."""
    return {name for name in names if _has_numbers(name)}


@lru_cache(maxsize=10_000)  # cells and marks say the same again and again
def _has_numbers(text: str, units: frozenset[str] = frozenset()) -> bool:
    return NUMBER.search(folded(text)) is not None or any(stated(text, units))


Behind = Callable[[Iterable[str]], Iterable[str]]
Authored = Sequence[tuple[Run, bool]]
"""The runs of a paragraph, each with whether a template's author wrote it: the program composed the others."""
Claims = Callable[[Authored], Iterable[tuple[tuple[int, int], Problem | None]]]
"""Returns what an author claims, by its place in the words of the runs: None where the data bear it out, else what to
say.
"""
Cells = Callable[[Runs, Sequence[Runs], Sequence[Runs]], Iterable[tuple[int, Problem]]]
"""Returns what is wrong with the figures of a row of a table, by cell from 1, under its title and its heads."""


class Auditor:
    """Knows the `names` that may hold numbers, and by `behind` the figures that ids stand for or are computed from.

    `units` are measures of the data, beside the usual ones; `claims` holds words against the data, `cells` heads of
    tables.
    """

    def __init__(
        self,
        names: Iterable[str],
        behind: Behind = tuple,
        units: Iterable[str] = (),
        claims: Claims = lambda runs: (),
        cells: Cells = lambda *row: (),
    ) -> None:
        self._names = _any_of(frozenset(with_numbers(names)))
        self._behind, self.units, self._claims, self.cells = behind, frozenset(units), claims, cells

    @classmethod
    def of(
        cls, library: Library, behind: Behind, claims: Claims = lambda runs: (), cells: Cells = lambda *row: ()
    ) -> Auditor:
        """Return one that knows a library's names; `behind` tells what computed figures rest on."""
        units = {symbol for family in library.catalogue.units.values() for symbol in family.units}
        return cls(names_with_numbers(library), behind, units, claims, cells)

    def written(self, runs: Authored) -> Iterator[tuple[int, Problem]]:
        """Yield each number that nothing accounts for, as `bare` does, and each claim that the data do not bear out.

        A claim that they decide (居第一, 翻一番) is no number without a fact; of another, that it is one is told alone.
        """
        claims = list(self._claims(runs))
        decided = [span for span, found in claims if found is None or found.severity is Severity.ERROR]
        bare = [
            (at, found)
            for at, found in self.bare(tuple(run for run, _ in runs))
            if not any(start <= at < end for start, end in decided)
        ]
        yield from bare
        for (start, end), found in claims:
            if found and not any(start <= at < end for at, _ in bare):
                yield start, found

    def bare(self, runs: Runs, also: frozenset[str] = frozenset()) -> Iterator[tuple[int, Problem]]:
        """Yield each number in `runs` that neither a fact nor the allow-list nor a name in `also` accounts for.

        Its offset in the words of the runs, and what to say of it, a warning where it may be no quantity.
        """
        text = "".join(
            run.text if run.ref is None and run.kind is RunKind.TEXT else COVER * len(run.text) for run in runs
        )
        if not _has_numbers(text, self.units):  # mostly so, and it takes long to prepare what names to look for
            return
        words = "".join(run.text for run in runs)
        # longer names are tried first within a pattern; what the chart prints goes before names
        for name in (_any_of(also), self._names):
            text = name.sub(covered, text)
        for match in digits_in(text):
            where = _excerpt(words, match.start(), match.end())
            yield match.start(), Problem(f"{where}里的数字“{words[match.start() : match.end()]}”没有出处。", hint=HINT)
        for one in stated(text, self.units):
            where, said = _excerpt(words, one.start, one.end), words[one.start : one.end]
            if one.certain:
                yield one.start, Problem(f"{where}里的数量“{said}”没有出处。", hint=COUNTED)
            else:
                doubt = f"{where}里的“{said}”像是数量，没有出处。"
                yield one.start, Problem(doubt, hint=DOUBT, severity=Severity.WARNING)

    def of_block(self, block: Block) -> list[Problem]:
        """Return what to say of each bare number in a finished block; a chart may name what its marks rest on."""
        also: frozenset[str] = frozenset()
        if isinstance(block, Figure):  # its alternative text says again what its marks print, and rest on
            printed = (run.text for run in all_runs([block]) if run.ref and run.text)
            also = frozenset((*self._behind(refs([block])), *printed))
        return [problem for sequence in runs(block) for _, problem in self.bare(sequence, also)]


def _excerpt(words: str, start: int, end: int) -> str:
    return f"“{words[max(0, start - AROUND) : end + AROUND].strip()}”"


@lru_cache(maxsize=32)  # of a figure with hundreds of marks it is made once
def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    """Return a pattern for the names, the longest first; digits at their ends must not belong to a longer number."""
    # "(?!)" matches nothing: an empty alternative would match everywhere
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) or "(?!)"
    return re.compile(f"(?<![0-9])(?:{listed})(?!(?<=[0-9]){_QUANTITY})")


def unfilled(said: str) -> str:
    """Return what to say of words with a blank in them (`blanks`)."""
    return f"“{said}”里还有没填的空，会照印出来。"


def blanks_in(*sequences: Iterable[Runs]) -> Iterator[str]:
    """Yield what stands around each blank in runs that are printed, once."""
    lines = ("".join(run.text for run in line) for sequence in sequences for line in sequence)
    yield from dict.fromkeys(said for line in lines for said in blanks(line))


def of_blanks(blocks: Iterable[Block], file: str) -> Iterator[Problem]:
    """Yield a warning of each blank in the blocks that a template made, whose body is `file`."""
    for said in blanks_in(line for block in blocks for line in runs(block)):
        yield Problem(unfilled(said), Location(file), "请改成标签、参数，或不带这个空的话。", Severity.WARNING)
