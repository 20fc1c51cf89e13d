"""Figures as sources print them: what is read, how a briefing prints it, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.data.units import UnitTable
from briefing.data.yaml_files.catalogue import read_catalogue
from briefing.errors import Problem, Severity
from briefing.model.catalogue import Indicator
from briefing.model.facts import Fact
from briefing.model.quantity import Qualifier, Quantity
from briefing.wording.figures import figure
from tests.data_rules.small_libraries import by_id, catalogue, problems_of
from tests.data_rules.small_libraries import fact as plain_fact

CASES = Path(__file__).parents[1] / "cases" / "printed"
UNITS = read_catalogue(Path(__file__).parents[2] / "data")[0].units
TABLE = UnitTable(UNITS)
CHANGES = ("增", "减")


def cases(name: str) -> list[list[str]]:
    """The lines of a case file, cut into their five columns."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def entered(printed: str, value: str, told: str, marks: str) -> tuple[Fact, str]:
    """A fact as its line says, and the name of its indicator: `told` is the unit, with that name behind it."""
    symbol, _, name = told.partition(" ")
    unit = TABLE.find(symbol, "rank" if symbol in ("位", "名") else "")
    assert unit
    low, _, high = value.partition("~")
    changes = {
        "quantity": Quantity(Decimal(low), unit, Decimal(high) if high else None),
        "qualifier": Qualifier(marks) if marks and marks not in CHANGES else None,
        "direction": marks if marks in CHANGES else None,
    }
    return plain_fact(indicator=unit.family, caveat=f"平均数，{printed}", printed=printed, **changes), name


def problems(fact: Fact, name: str) -> list[Problem]:
    """What is wrong with the fact, its indicator called `name`."""
    family = fact.quantity.unit.family
    indicator = Indicator(id=family, name=name or "事项", theme="financing", family=family)
    return problems_of(fact, shared=catalogue(units=UNITS, indicators=by_id(indicator)))


@pytest.mark.parametrize("case", cases("read.txt"), ids="|".join)
def test_what_a_source_prints_is_read_and_printed(case: list[str]) -> None:
    """With the value entered, in the words and order of the source."""
    printed, value, told, marks, shown = case
    fact, name = entered(printed, value, told, marks)
    assert problems(fact, name) == []
    assert figure(fact) == shown


@pytest.mark.parametrize("case", cases("refused.txt"), ids="|".join)
def test_what_does_not_agree_with_the_source_is_told(case: list[str]) -> None:
    """At the key that has to be mended, with the figure as printed and what to do."""
    printed, value, told, marks, key = case
    found = [item for item in problems(*entered(printed, value, told, marks)) if item.severity is Severity.ERROR]
    assert key in [item.location.key for item in found]
    assert all(item.hint for item in found)


@pytest.mark.parametrize("case", [case for case in cases("read.txt") if case[3] in list(Qualifier)], ids="|".join)
def test_a_qualifier_is_what_the_source_says(case: list[str]) -> None:
    """Left out or another one, it is told."""
    fact, name = entered(*case[:4])
    for wrong in (None, Qualifier.MANY if fact.qualifier is not Qualifier.MANY else Qualifier.REST):
        (problem,) = problems(replace(fact, qualifier=wrong), name)
        assert problem.location.key == "qualifier"
        assert f"“{fact.printed}”" in problem.message


@pytest.mark.parametrize("case", [case for case in cases("read.txt") if "~" in case[1]], ids="|".join)
def test_a_range_needs_both_its_ends(case: list[str]) -> None:
    """With either alone, the message says how it is written."""
    fact, name = entered(*case[:4])
    for end in fact.quantity.ends:
        found = problems(replace(fact, quantity=Quantity(end, fact.quantity.unit)), name)
        assert [item.location.key for item in found if "value: " in item.hint] == ["value"]


def test_a_range_is_told_as_it_must_be_written() -> None:
    """In the unit that was entered, so that it can be copied."""
    (problem,) = problems(*entered("3~5万户", "3", "万户", ""))
    assert problem.message == "“wuhan.x”的原文“3~5万户”是区间，value 只写了“3”。"
    assert "value: 3~5；" in problem.hint


def test_a_change_is_named_by_its_indicator() -> None:
    """A table would print it as all there is; a warning, with a name to take."""
    (problem,) = problems(*entered("减少300个", "300", "个 经营主体", "减"))
    assert (problem.severity, problem.location.key) == (Severity.WARNING, "direction")
    assert "“经营主体减少数”" in problem.hint


def test_the_fall_of_a_growth_rate_is_a_negative_value() -> None:
    """Without a direction, which a table would not print."""
    for marks in ("", "减"):
        (problem,) = problems(*entered("下降2.1%", "2.1", "% 工业增加值增速", marks))
        assert "value 写负数" in problem.hint
    assert problems(*entered("下降2.1%", "-2.1", "% 工业增加值增速", "")) == []


def test_the_tables_are_as_large_as_they_must_be() -> None:
    assert len(cases("read.txt")) >= 80
    assert len(cases("refused.txt")) >= 40
