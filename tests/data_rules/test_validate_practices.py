"""A practice's text states quantities through facts, be they written in digits or in numerals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.data.rules import check
from briefing.errors import Severity
from tests.data_rules.small_libraries import fact, library, practice


@pytest.mark.parametrize(
    ("text", "told", "severity"),
    [
        ("压减三成。", "“wuhan.first-loan”的说明里直接写了数量“三成”。", Severity.ERROR),
        ("向{wuhan.items}三十六家企业发证。", "“wuhan.first-loan”的说明里直接写了数量“三十六家”。", Severity.ERROR),
        ("惠及数百家企业。", "“wuhan.first-loan”的说明里“数百家”像是数量。", Severity.WARNING),
    ],
)
def test_a_quantity_in_numerals_is_a_fact(text: str, told: str, severity: Severity) -> None:
    [problem] = check(library(fact("items"), practice(text, facts=("wuhan.items",) if "{" in text else ())))
    assert (problem.message, problem.severity, problem.location.key) == (told, severity, "text")


def test_names_and_set_phrases_are_none() -> None:
    text = "推行三张清单、“一照多址”，{wuhan.items}成线上办，公布百项措施。"
    named = replace(practice(text, facts=("wuhan.items",)), aliases=("百项措施",))
    assert check(library(fact("items"), named)) == []
