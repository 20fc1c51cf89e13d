"""Each built-in template on the built-in data: every selection of cities and themes composes, true and readable."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.charts import height, refuse
from briefing.content.compose import EXAMPLE, OFFICE, compose
from briefing.data.reader import examine
from briefing.data.selection import select
from briefing.data.template_folders import read_template
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.errors import Problem, UsageError
from briefing.model import walk
from briefing.model.document import Block, Document, Figure, Heading, Items, Mark, Paragraph, References, RunKind, Table
from briefing.model.library import Library
from briefing.model.template import Template
from briefing.wording.figures import figure, number
from briefing.wording.prose import plain
from tests.content.samples import request

ROOT = Path(__file__).parents[2]
CITIES = ("sanmenxia", "tianhe", "wuhan")
SELECTIONS = tuple(chosen for size in (1, 2, 3) for chosen in combinations(CITIES, size))
THEMES = (
    "",
    *(
        line.split("id: ")[1]
        for line in (ROOT / "data/themes.yaml").read_text("utf-8").splitlines()
        if "- id: " in line
    ),
)


@cache
def library() -> Library:
    """The built-in data."""
    found, problems = examine(YamlReader(ROOT / "data"))
    assert problems == []
    return found


TEMPLATES = ("bulletin", "benchmark", "onepager", "profile")


@cache
def template(name: str) -> Template:
    return read_template(name, [ROOT / "templates"])


@cache
def analysed(cities: tuple[str, ...], theme: str, home: str | None) -> Analysis | None:
    """The analysis of that selection, which every template shares; None where there is nothing to tell."""
    everything = library()
    everywhere = tuple(everything.records[id].city for id in ("sanmenxia", "wuhan", "tianhe"))  # by code
    chosen = Library(everything.catalogue, {id: everything.records[id] for id in cities}, everywhere)
    try:
        return analyse(select(chosen, [theme] if theme else []), home)
    except UsageError:
        return None


@cache
def briefing(
    cities: tuple[str, ...], theme: str, name: str = "bulletin", home: str | None = None
) -> tuple[Document, list[Problem]] | None:
    """The briefing about those cities and that theme ("" for all), None where there is nothing to tell."""
    found = analysed(cities, theme, home)
    return compose(found, template(name), request(), refuse, height=height) if found else None


def made() -> Iterator[tuple[str, tuple[str, ...], str, tuple[Document, list[Problem]]]]:
    """Every briefing that there is: each template, about each selection, the benchmark and a bulletin for each home."""
    for name in TEMPLATES:
        for cities in SELECTIONS:
            homes = (None, *cities) if len(cities) > 1 else (None,)
            for theme in THEMES:
                for home in homes if name in ("bulletin", "benchmark") else (None,):
                    if home is None and "home" in template(name).needs:
                        continue
                    if found := briefing(cities, theme, name, home):
                        yield f"{name}{f' {home}' if home else ''}", cities, theme, found


def documents() -> Iterator[tuple[tuple[str, ...], str, Document]]:
    """The same, with its template in front of the theme."""
    for name, cities, theme, (document, _) in made():
        yield cities, theme if name == "bulletin" else f"{theme} {name}", document


def texts(document: Document) -> Iterator[str]:
    """Every sequence of words that a reader meets, title, captions, cells and charts included."""
    yield document.meta.title
    for block in document.blocks:
        for runs in walk.runs(block):
            yield plain(runs)
        if isinstance(block, Figure):
            yield block.alt
        if isinstance(block, References):
            yield from (entry.text for entry in block.entries)


def labelled(found: Iterator[tuple[object, ...]]) -> list[str]:
    return [" | ".join(map(str, item)) for item in found]


def test_every_selection_composes_without_a_problem() -> None:
    """7 combinations of cities × each theme and all themes; a theme of which a city tells nothing makes no briefing."""
    assert len(THEMES) > 10
    assert [key for *key, found in made() if found[1]] == []
    results = {(cities, theme): briefing(cities, theme) for cities in SELECTIONS for theme in THEMES}
    names = {name: {(cities, theme) for found, cities, theme, _ in made() if found == name} for name in TEMPLATES}
    assert names["profile"] == names["onepager"] == {key for key, found in results.items() if found}
    for cities in SELECTIONS:
        assert results[cities, ""]
    for theme in THEMES:
        assert results[CITIES, theme], theme
        for cities in SELECTIONS:
            assert bool(results[cities, theme]) == any(results[(city,), theme] for city in cities)


def test_the_briefings_hold_much_of_everything_that_is_looked_at_below() -> None:
    """Else the tests that go through blocks, marks and computed figures would pass on briefings without any."""
    found = Counter(type(block) for *_, document in documents() for block in document.blocks)
    assert min(found[kind] for kind in (Figure, Heading, Items, Paragraph, References, Table)) > 50
    assert sum(len(document.derived) for *_, document in documents()) > 200
    runs = (run for *_, document in documents() for run in walk.all_runs(document.blocks))
    assert sum(run.kind is RunKind.CITE for run in runs) > 500
    assert sum(bool(practice.facts) for practice in library().practices()) > 20


def test_every_figure_is_its_facts_or_its_formulas_wherever_it_stands() -> None:
    """In sentences, cells and charts: a ref prints `figure(fact)` or the derived text, to the letter."""
    facts: Mapping[str, str] = {fact.id: figure(fact) for fact in library().facts()}
    met = 0
    for cities, theme, document in documents():
        printed = facts | {entry.id: entry.text for entry in document.derived}
        runs = [run for block in document.blocks for words in walk.runs(block) for run in words]
        for run in runs:
            if run.kind is RunKind.TEXT and run.ref:
                met += 1
                as_words = {"第1位": ("首位",), "0元": ("零成本", "0费用"), "0次": ("0人工干预",)}.get(
                    printed[run.ref], ()
                )
                assert run.text in (printed[run.ref], *as_words, "未收录"), (cities, theme, run)
    assert met > 3000


def test_a_mark_is_as_long_as_the_figure_printed_at_it() -> None:
    """The value that is drawn is the fact's, on the axis's scale; of a computed figure, the number that is printed."""
    facts = {fact.id: fact for fact in library().facts()}
    drawn = 0
    for cities, theme, document in documents():
        for figure_, unit, mark in marks(document):
            where = (cities, theme, figure_.key, mark)
            if mark.value is None:
                assert (mark.text, mark.ref) == ("未收录", None), where
            elif mark.ref in facts:
                amount = facts[mark.ref].quantity
                factor = amount.unit.factor if unit == amount.unit.symbol else 1
                assert abs(mark.value) * factor == amount.base, where
                assert not mark.derived, where
            else:
                assert number(mark.value) == re.sub("[^0-9.,−]", "", mark.text), where
                assert mark.derived or mark.ref.startswith("=count."), where
            drawn += 1
    assert drawn > 100


def test_alternative_text_says_the_figures_of_the_marks_and_no_others() -> None:
    for cities, theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Figure):
                said = [plain(block.caption)]
                for panel in block.chart.panels:
                    said += [panel.title, *(word for mark in panel.marks for word in (mark.label, mark.text))]
                wanted = [digits for words in said for digits in re.findall("[0-9.,]*[0-9]", words)]
                assert re.findall("[0-9.,]*[0-9]", block.alt) == wanted, (cities, theme, block.key)
                assert all(mark.text in block.alt for panel in block.chart.panels for mark in panel.marks)


def test_the_same_fact_stands_in_a_chart_in_a_table_and_in_a_sentence() -> None:
    """What a chart draws as a fact is in a table, too; some of it, and some computed figures, are in sentences."""
    places: dict[type, set[str]] = {kind: set() for kind in (Figure, Table, Items, Paragraph)}
    for cities, theme, document in documents():
        if cities == CITIES and theme:  # with all themes at once the tables of all data are left out
            for block in document.blocks:
                places.setdefault(type(block), set()).update(walk.refs([block]))
    drawn, told = places[Figure], places[Items] | places[Paragraph]
    assert {ref for ref in drawn if not ref.startswith("=")} <= places[Table]
    assert len(drawn & places[Table] & told) > 5


def marks(document: Document) -> Iterator[tuple[Figure, str, Mark]]:
    """Every mark of every chart, with its figure and the unit of its axis."""
    for block in document.blocks:
        if isinstance(block, Figure):
            for panel in block.chart.panels:
                yield from ((block, panel.unit, mark) for mark in panel.marks)


def test_a_derived_figure_is_computed_from_what_is_printed_beside_it() -> None:
    """Its inputs are facts of the selected cities, and its formula prints each of them."""
    facts = {fact.id: fact for fact in library().facts()}
    for cities, _theme, document in documents():
        for entry in document.derived:
            assert all(facts[id].city in cities for id in entry.inputs)
            assert entry.inputs or entry.id.startswith("=count.")


def test_every_figure_in_a_text_has_a_mark_of_its_source_behind_it() -> None:
    """In each paragraph and item; tables and charts have a line 资料来源."""
    facts = {fact.id: fact for fact in library().facts()}
    for cities, theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Table | Figure):
                wanted = {facts[ref].source for ref in walk.refs([block]) if ref in facts}
                marked = {run.ref for note in block.notes for run in note if run.kind is RunKind.CITE}
                assert wanted <= marked, (cities, theme, block.key)
                continue
            for runs in walk.runs(block):
                for place, run in enumerate(runs):
                    if run.kind is RunKind.TEXT and run.ref in facts:
                        assert facts[run.ref].source in {
                            later.ref for later in runs[place:] if later.kind is RunKind.CITE
                        }, (cities, theme, plain(runs))


def test_a_practice_with_figures_is_told_with_all_of_them() -> None:
    """Never by its name alone: those that are left to a name at the end have none."""
    for cities, theme, document in documents():
        if "onepager" in theme or "benchmark" in theme:  # they choose
            continue
        told = {
            run.ref
            for block in document.blocks
            if isinstance(block, Paragraph | Items)
            for runs in walk.runs(block)
            for run in runs
        }
        for city in cities:
            for practice in library().records[city].practices:
                if theme.partition(" ")[0] in ("", practice.theme):
                    assert set(practice.facts) <= told, (cities, theme, practice.id)


def test_every_city_with_something_in_a_table_has_its_source_below() -> None:
    """Be it words alone; what is 未收录, and counts of what there is, rest on no source."""
    checked = 0
    for cities, theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Table) and block.key.startswith(("topics", "shared.")):
                marked = {run.ref for note in block.notes for run in note if run.kind is RunKind.CITE}
                names = {plain(cell): column for column, cell in enumerate(block.header)}
                for city in cities:
                    cells = {plain(row[names[library().records[city].city.name]]) for row in block.rows}
                    has = bool(cells - {"未收录"})
                    checked += has
                    assert (f"{city}-article" in marked) is has, (cities, theme, block.key, city)
    assert checked > 100


def test_marks_and_sources_agree() -> None:
    for _cities, _theme, document in documents():
        [references] = [block for block in document.blocks if isinstance(block, References)]
        numbers = {entry.source: entry.number for entry in references.entries}
        assert list(numbers.values()) == list(range(1, len(numbers) + 1))
        for block in document.blocks:
            for runs in walk.runs(block):
                for run in runs:
                    if run.kind is RunKind.CITE:
                        assert run.text == f"［{numbers[run.ref or '']}］"


UNNATURAL = (
    r"[、，；：][，。；：、]",
    r"[。；][，。；、：]",
    r"（[，。；、：]|[，、；：]）",
    r"（）|“”|《》|［］",
    r"^[，。；、：）”》]",
    r"[{}]",
    r"None|Run\(|<|&",
    r"\s{2,}|^\s|\s$",
    r"[，、；]$",
    r"(?<![一-鿿）])(的|和|与)(?![一-鿿“])",
    r"(和|与|、){2,}",
    r"推算推算|约约|近约|约近|超约",
)
"""What no Chinese sentence holds: two marks in a row, empty brackets, a mark in front, braces, traces of code."""


@pytest.mark.parametrize("pattern", UNNATURAL)
def test_no_text_holds_what_no_sentence_holds(pattern: str) -> None:
    found = (
        (cities, theme, text)
        for cities, theme, document in documents()
        for text in texts(document)
        if re.search(pattern, text)
    )
    assert labelled(found)[:5] == []


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ((1,), "各市|各地|两地|三地|两市|其他地方|(?<!不)比较|对照"),
        ((2,), "三地|三市"),
        ((3,), "两地(?!相同|规模)|两市"),
    ],
)
def test_words_for_several_places_suit_how_many_there_are(sizes: tuple[int, ...], words: str) -> None:
    """Titles of sources are their own."""
    found = (
        (cities, theme, text)
        for cities, theme, document in documents()
        if len(cities) in sizes
        for text in texts(document)
        if re.search(words, text)
    )
    assert labelled(found)[:5] == []


def test_no_heading_stands_without_content() -> None:
    for cities, theme, document in documents():
        for block, following in pairwise([*document.blocks, Heading(1, ())]):
            if isinstance(block, Heading):
                deeper = isinstance(following, Heading) and following.level > block.level
                assert deeper or not isinstance(following, Heading), (cities, theme, plain(block.runs))


HAND_FILLED = frozenset({"目标值", "牵头（配合）单位", "分管领导", "时限"})
"""What an office fills in by hand in 对标任务清单, where its data do not hold it; every other cell says something."""


def test_no_block_is_empty() -> None:
    for cities, theme, document in documents():
        for block in document.blocks:
            assert not _empty(block), (cities, theme, block)


def _empty(block: Block) -> bool:
    if isinstance(block, Table):
        for_hand = HAND_FILLED if block.key == "home.tasks" else frozenset()
        cells = (
            cell
            for row in block.rows
            for head, cell in zip(block.header, row, strict=True)
            if plain(head) not in for_hand
        )
        return not block.rows or not all(map(plain, cells))
    if isinstance(block, Items):
        return not block.items or any(not plain(item) for item in block.items)
    if isinstance(block, References):
        return not block.entries
    return isinstance(block, Paragraph | Heading) and not plain(block.runs)


def test_a_paragraph_ends_as_a_sentence() -> None:
    """Body paragraphs end in 。 or ：, items of lists too; a colon has something below it."""
    for cities, theme, document in documents():
        for block, following in pairwise([*document.blocks, None]):
            if isinstance(block, Paragraph) and block.role == "body":
                last = plain(block.runs)[-1]
                assert last == "。" or (last == "：" and isinstance(following, Items)), (
                    cities,
                    theme,
                    plain(block.runs),
                )
            if isinstance(block, Items):
                assert all(plain(item).endswith("。") for item in block.items), (cities, theme, block)


def test_a_benchmark_without_anything_to_compare_tells_what_each_city_does() -> None:
    """Nor is its list of sources empty."""
    found = briefing(("sanmenxia", "tianhe"), "construction", "benchmark", "sanmenxia")
    assert found
    told = [plain(block.runs) for block in found[0].blocks if isinstance(block, Heading | Paragraph)]
    assert told[0] == "总体判断"
    assert told[2:4] == ["对标对象为天河区，各地行政层级不尽相同。", "工程建设与要素保障"]
    assert [one.partition("。")[0] for one in told[4:6]] == ["三门峡市", "天河区"]
    assert [len(block.entries) for block in found[0].blocks if isinstance(block, References)] == [2]


def test_no_chart_shows_a_single_value() -> None:
    for cities, theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Figure):
                marks = [mark for panel in block.chart.panels for mark in panel.marks if mark.value is not None]
                assert len(marks) > 1, (cities, theme, block.key)
                assert refuse(block.chart) is None


def test_a_city_that_is_alone_in_a_picture_has_no_colour_of_its_own() -> None:
    alone = 0
    for cities, theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Figure):
                shown = {mark.group for panel in block.chart.panels for mark in panel.marks}
                assert len(shown) > 1 or not block.chart.colours, (cities, theme)
                alone += len(shown) == 1
    assert alone > 10


def test_a_city_that_tells_nothing_is_said_to_tell_nothing() -> None:
    """Never left out in silence, and never as a zero."""
    data = library()
    for cities, theme, document in documents():
        for city in cities:
            record = data.records[city]
            held = [*(data.theme_of(fact) for fact in record.facts), *(practice.theme for practice in record.practices)]
            asked = theme.partition(" ")[0]
            if asked and asked not in held:
                told = any(
                    re.search(f"{record.city.name}|我[市区]", text) and re.search("未收录|未涉及", text)
                    for text in texts(document)
                )
                assert told, (cities, theme)
        sentences = [plain(block.runs) for block in document.blocks if isinstance(block, Paragraph)]
        assert not any(re.search(r"(数据|做法)0项", sentence) for sentence in sentences), (cities, theme)


def test_tables_hold_as_many_cells_as_their_head() -> None:
    for _cities, _theme, document in documents():
        for block in document.blocks:
            if isinstance(block, Table):
                assert {len(row) for row in block.rows} == {len(block.header)}
                assert len(block.widths) in (0, len(block.header))


def test_until_somebody_says_it_the_office_is_one_and_the_same_example() -> None:
    """By which it is known as such."""
    found = {item.default for name in TEMPLATES for item in template(name).parameters if item.name == OFFICE}
    assert found == {EXAMPLE}


def test_a_benchmark_asks_for_a_home_city() -> None:
    """It names the option, in Chinese."""
    with pytest.raises(UsageError, match=r"“benchmark”（对标分析）要有本地城市。请用 home= .*例如 home=.三门峡"):
        briefing(CITIES, "", "benchmark")


def test_a_benchmark_says_what_to_borrow() -> None:
    found = briefing(CITIES, "", "benchmark", "sanmenxia")
    assert found
    headings = [plain(block.runs) for block in found[0].blocks if isinstance(block, Heading)]
    at = headings.index("可借鉴的做法")
    assert headings[at + 1 : at + 3] == ["办事流程精简", "贴息与担保"]
    assert headings[at + 7 :] == ["自身长处", "对标任务清单", "资料来源"]
    assert found[0].meta.title == "三门峡市与天河区、武汉市优化营商环境对标分析"


def test_a_portrait_of_several_cities_has_a_chapter_for_each_that_compares_nothing() -> None:
    found = briefing(CITIES, "", "profile")
    assert found
    headings = [(block.level, plain(block.runs)) for block in found[0].blocks if isinstance(block, Heading)]
    assert [name for level, name in headings if level == 1][:3] == ["三门峡市", "天河区", "武汉市"]
    assert not any("高于" in text or "为三门峡的" in text for text in texts(found[0]))
