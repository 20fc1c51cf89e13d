"""docs/templates.md and the vocabulary name everything that a template may name, and nothing else."""

from __future__ import annotations

import re
from functools import cached_property
from inspect import get_annotations
from pathlib import Path

from briefing.content import context as context_room
from briefing.content import last_issue
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.indicator_values import IndicatorValue
from briefing.content.asked.value_lists import (
    PracticeView,
    SelectedCity,
    SelectedIndicator,
    ValueSeries,
    ValueStanding,
)
from briefing.content.asked.vocabulary import FUNCTIONS, MEMO_FUNCTIONS, NAMES
from briefing.content.computed_values import ChangeValue, ComputedValue
from briefing.content.context import BriefingContext
from briefing.content.last_issue import LastIssueContext
from briefing.content.ledger import Ledger
from briefing.content.letter import AttachmentContext, LetterContext, letter_context
from briefing.content.letter import context as letters_context
from briefing.content.one_page import page_tables, single_page
from briefing.content.one_page.single_page import OnePageContext
from briefing.content.paragraphs import themes
from briefing.content.paragraphs.city_paragraphs import CityContext
from briefing.content.paragraphs.themes import ThemeContext
from briefing.content.standings import benchmark
from briefing.content.standings.benchmark import GapContext, HomeContext
from briefing.content.standings.rankings import Ranking
from briefing.content.tables import month_table
from briefing.content.vocabulary import context
from briefing.model.document import Meta
from briefing.templating.sandbox import Sandbox
from briefing.templating.template_errors import attributes
from tests.builders import analysis
from tests.content.samples import ITEMS, letter

DOCS = (Path(__file__).parents[3] / "docs/templates.md").read_text("utf-8")
VIEWS: tuple[tuple[str, type], ...] = (
    ("briefing", BriefingContext),
    ("theme", ThemeContext),
    ("city", CityContext),
    ("home", HomeContext),
    ("gap", GapContext),
    ("brief", OnePageContext),
    ("last", LastIssueContext),
    ("ranking", Ranking),
    ("value", IndicatorValue),
    ("change", ChangeValue),
    ("rank", ComputedValue),
    ("city", SelectedCity),
    ("series", ValueSeries),
    ("standing", ValueStanding),
    ("practice", PracticeView),
    ("indicator", SelectedIndicator),
    ("memo", LetterContext),
    ("item", AttachmentContext),
)


def _names(kind: type) -> set[str]:
    """Return what a template may name of such a thing."""
    return set(attributes(kind)).difference(dir(tuple) if issubclass(kind, tuple) else ())


def test_the_page_has_each_name_once_and_means_what_the_program_says() -> None:
    """Names of two things (city.name) stand in a table of each; a row may go on with where more is told."""
    tables = re.findall(r"^\| 名称 \| 内容 \|\n\| --- \| --- \|\n((?:\|.+\n)+)", DOCS, re.M)
    told = [row.strip("| ").split(" | ", 1) for table in tables for row in table.splitlines()]
    views = [f"{view}.{name}" for view, kind in VIEWS for name in _names(kind)]
    assert sorted(name for name, _ in told) == sorted(f"`{name}`" for name in (*views, *FUNCTIONS, *MEMO_FUNCTIONS))
    page = dict(told)
    meant = {f"`{view}.{name}`": said for view, words in NAMES.items() for name, said in words.items()}
    assert {name: said for name, said in meant.items() if not page[name].startswith(said)} == {}


def test_every_function_is_explained() -> None:
    data = analysis(*ITEMS)
    ledger = Ledger(data.selection.library)
    names = context(BriefingContext(data, ledger, lambda chart: None), HeldFacts(data, ledger), {}, Meta("甲"))
    assert set(FUNCTIONS) == {*names, *Sandbox([]).globals} - {"briefing"}


def test_everything_else_that_a_letter_may_name_is_explained() -> None:
    names = letters_context(letter_context(letter(), "关于某事的函"), letter(), {})
    assert set(MEMO_FUNCTIONS) == {*names, *Sandbox([]).globals} - {"memo"}


SECTION = DOCS.partition("## 现成的内容由什么组成")[2].partition("\n## ")[0]
MADE = re.findall(r"^\| `(\w+)\.(\w+)` \| (.+?) \| (?:`(.+)`)? ?\|$", SECTION, re.M)
MOST = {
    "briefing.highlights": context_room.HIGHLIGHTS,
    "briefing.month": month_table.ALL_FROM,
    "briefing.questions": context_room.QUESTIONS_TOLD,
    "theme.findings": themes.FINDINGS_TOLD,
    "theme.figures": context_room.FIGURES_IN_ALL,
    "theme.reasons": themes.REASONS_TOLD,
    "home.gaps": benchmark.GAPS,
    "home.lessons": benchmark.LESSONS,
    "home.strengths": benchmark.STRENGTHS,
    "brief.points": single_page.POINTS,
    "brief.table": page_tables.FIGURES,
    "brief.practices": single_page.PRACTICES,
    "gap.practices": benchmark.PRACTICES,
    "last.points": last_issue.FIRST,
}


def test_the_page_tells_what_every_list_table_and_figure_is_made_of() -> None:
    blocks = {(name, word) for name, kind in VIEWS[:7] for word in _names(kind) if _is_block(_given_by(kind, word))}
    rows = re.findall(r"^\| `(\w+)\.(\w+)` ", SECTION, re.M)  # each once, and in the form that `MADE` reads
    assert sorted(rows) == sorted((name, word) for name, word, _, _ in MADE) == sorted(blocks - {("city", "text")})


def test_how_many_the_page_says_that_there_are_is_so() -> None:
    told = {f"{name}.{word}": meaning for name, word, meaning, _ in MADE}
    assert {name: count for name, count in MOST.items() if f" {count} " not in told[name]} == {}


def _given_by(kind: type, name: str) -> str:
    """Return what an attribute of a view is annotated with."""
    for own in kind.__mro__:
        held = own.__dict__.get(name)
        if name in (named := get_annotations(own)):
            return str(named[name])
        if isinstance(held, cached_property | property):
            getter = held.func if isinstance(held, cached_property) else held.fget
            return str(getter.__annotations__["return"])
    raise AssertionError((kind, name))


def _is_block(annotation: str) -> bool:
    return (
        "Table" in annotation
        or "Figure" in annotation
        or re.fullmatch(r"tuple\[(?!str)\w+, \.\.\.\]", annotation) is not None
    )
