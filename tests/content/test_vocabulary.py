"""docs/templates.md and the vocabulary name everything that a template may name, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.content.benchmark import HomeContext, LessonContext
from briefing.content.compose import context
from briefing.content.context import BriefingContext
from briefing.content.indicator_values import IndicatorValue
from briefing.content.last_issue import LastIssueContext
from briefing.content.ledger import Ledger
from briefing.content.letter import AttachmentContext, LetterContext, letter_context
from briefing.content.letter import context as letters_context
from briefing.content.measured_values import ChangeValue, ComputedValue
from briefing.content.one_page import OnePageContext
from briefing.content.themes import CityContext, ThemeContext
from briefing.content.value_lists import (
    PracticeView,
    SelectedCity,
    SelectedIndicator,
    ValueSeries,
    ValueStanding,
)
from briefing.content.vocabulary import (
    BRIEF,
    BRIEFING,
    CHANGE,
    CITY,
    COMPUTED,
    FUNCTIONS,
    HOME,
    INDICATOR,
    ITEM,
    LAST,
    LESSON,
    MEMO,
    MEMO_FUNCTIONS,
    PRACTICE,
    SELECTED_CITY,
    SERIES,
    STANDING,
    THEME,
    VALUE,
)
from briefing.model.document import Meta
from briefing.templating.sandbox import Sandbox
from briefing.templating.template_errors import attributes
from tests.builders import analysis
from tests.content.samples import ITEMS, letter

DOCS = (Path(__file__).parents[2] / "docs/templates.md").read_text("utf-8")
VIEWS: tuple[tuple[str, type, Mapping[str, str]], ...] = (
    ("briefing", BriefingContext, BRIEFING),
    ("theme", ThemeContext, THEME),
    ("city", CityContext, CITY),
    ("home", HomeContext, HOME),
    ("lesson", LessonContext, LESSON),
    ("brief", OnePageContext, BRIEF),
    ("last", LastIssueContext, LAST),
    ("value", IndicatorValue, VALUE),
    ("change", ChangeValue, CHANGE),
    ("rank", ComputedValue, COMPUTED),
    ("city", SelectedCity, SELECTED_CITY),
    ("series", ValueSeries, SERIES),
    ("standing", ValueStanding, STANDING),
    ("practice", PracticeView, PRACTICE),
    ("indicator", SelectedIndicator, INDICATOR),
    ("memo", LetterContext, MEMO),
    ("item", AttachmentContext, ITEM),
)


@pytest.mark.parametrize(("name", "kind", "words"), VIEWS)
def test_every_name_of_a_view_is_explained(name: str, kind: type, words: Mapping[str, str]) -> None:
    common = dir(tuple) if issubclass(kind, tuple) else ()
    assert set(words) == set(attributes(kind)).difference(common)
    assert all(f"| `{name}.{word}` | {meaning} |" in DOCS for word, meaning in words.items())


def test_every_function_is_explained() -> None:
    data = analysis(*ITEMS)
    ledger = Ledger(data.selection.library)
    names = context(BriefingContext(data, ledger, lambda chart: None), ledger, data, {}, Meta("甲"))
    assert set(FUNCTIONS) == {*names, *Sandbox([]).globals} - {"briefing"}
    assert all(f"| `{word}` |" in DOCS for word in FUNCTIONS)


def test_everything_else_that_a_letter_may_name_is_explained() -> None:
    names = letters_context(letter_context(letter(), "关于某事的函"), letter(), {})
    assert set(MEMO_FUNCTIONS) == {*names, *Sandbox([]).globals} - {"memo"}
    assert all(f"| `{word}` |" in DOCS for word in MEMO_FUNCTIONS)
