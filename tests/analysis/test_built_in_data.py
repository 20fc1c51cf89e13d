"""What the built-in data of the three cities establish."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.data.reader import examine
from briefing.data.selection import select
from briefing.data.yaml_reader import YamlReader
from briefing.model.relations import KINDS

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def found() -> Analysis:
    """All cities, all themes."""
    library, _ = examine(YamlReader(DATA))
    return analyse(select(library))


def test_two_indicators_are_comparable(found: Analysis) -> None:
    """Three articles, written each for itself."""
    assert {item.indicator.id for item in found.comparisons} == {"specialized_sme_pool", "startup_cost"}


def test_the_articles_hold_a_relation_of_nearly_every_kind(found: Analysis) -> None:
    """Only a sum is in none of them."""
    assert {item.relation.kind for item in found.related} == set(KINDS) - {"sum"}


def test_the_articles_do_not_contradict_themselves(found: Analysis) -> None:
    """16.4万户 in 365 days are 448户 a day; parts lie within their wholes, tiers within each other."""
    assert {check.rule for check in found.checks} == {"computed", "least"}
    assert [check.stated.id for check in found.checks if not check.holds] == []


def test_nothing_is_derived_that_cannot_be_printed(found: Analysis) -> None:
    """Every figure that follows from the articles is known well enough to be told."""
    assert [figure.id for item in found.related for figure in item.derived if figure.value is None] == []
