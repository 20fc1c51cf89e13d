"""What the built-in data of the three cities establish."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.analysis.comparability import classify
from briefing.data.reader import examine
from briefing.data.selection import select
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.catalogue import Comparability
from briefing.model.relations import KINDS

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def found() -> Analysis:
    """All cities, all themes."""
    library, _ = examine(YamlReader(DATA))
    return analyse(select(library))


def test_the_five_pairs_that_may_be_compared_are_in_their_class(found: Analysis) -> None:
    """Three articles, written each for itself: one pair is judged, four only stand side by side."""
    assert {item.indicator.id for item in found.comparisons} == {"startup_cost"}
    held = {item.fact.id: item for item in found.observed}
    for one, other in (
        ("wuhan.specialized-sme-pool", "sanmenxia.specialized-sme-pool"),
        ("wuhan.online-credit-loans", "sanmenxia.tax-bank-loan-amount"),
        ("wuhan.no-application-amount", "tianhe.policy-payout-funds"),
        ("sanmenxia.startup-guaranteed-loan-firms", "tianhe.interest-subsidy-enterprises"),
    ):
        assert classify(held[one], held[other]).kind is Comparability.SIDE_BY_SIDE


def test_readers_are_told_the_traps_of_the_articles_and_nothing_else(found: Analysis) -> None:
    """Names and numbers that are taken for one another; two that nobody confuses are not told."""
    assert [item.statement.between for item in found.cautions] == [
        ("wuhan.specialized-sme-pool", "tianhe.tech-sme-pool", "tianhe.high-tech-enterprises"),
        ("sanmenxia.tax-no-visit-items", "sanmenxia.tax-contactless-items", "sanmenxia.tax-one-visit-items"),
        ("wuhan.penalty-list-items", "sanmenxia.first-offence-waiver-items", "tianhe.minor-violation-exemptions"),
        ("wuhan.penalty-lists", "wuhan.process-lists"),
        ("wuhan.multi-site-licence", "tianhe.one-address-many-licences"),
        ("wuhan.one-network-platform", "sanmenxia.startup-one-network", "tianhe.policy-payout-platform"),
        ("wuhan.no-application-payout", "tianhe.no-application-payout"),
    ]


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
