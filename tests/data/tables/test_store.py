"""Figures of one column are as exact as those among them that are most exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import pytest

from briefing.data.tables.observations import Observation
from briefing.data.tables.store import Packer
from briefing.errors import Location
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Basis, Period


def padded(columns: Mapping[str, Sequence[str]], printed: str = "") -> dict[str, list[str]]:
    """The values of one table by indicator, a city a row, as they are kept."""
    packer = Packer(lambda table, row, column: Location("甲.xlsx"))
    for at, (name, values) in enumerate(columns.items()):
        measure = Measure(kind=MeasureKind.GROWTH) if name == "增速" else Measure()
        alike = Observation(
            city="",
            indicator=name,
            value=Decimal(0),
            row=0,
            column=at,
            unit="%",
            measure=measure,
            period=Period.parse("2025年"),
            basis=Basis.UNSTATED,
            printed=printed,
        )
        for row, value in enumerate(values):
            packer.add(0, row, f"市{row}", value, alike, 0)
    packer.pad()
    found: dict[str, list[str]] = {name: [] for name in columns}
    for held in packer.by_city.values():
        for _, _, column, value, _ in held:
            found[list(columns)[column]].append(value)
    return found


@pytest.mark.parametrize(
    ("values", "kept"),
    [
        (["94.8", "95", "-3"], ["94.8", "95.0", "-3.0"]),
        (["94.25", "95.1", "96"], ["94.25", "95.10", "96.00"]),
        (["95", "96"], ["95", "96"]),
        (["94.8", "0"], ["94.8", "0"]),
        (["0.125", "1"], ["0.125", "1.000"]),
        (["33.3333", "1"], ["33.3333", "1"]),
    ],
)
def test_zeros_at_the_end_that_excel_drops_are_put_back(values: list[str], kept: list[str]) -> None:
    assert padded({"办结率": values}) == {"办结率": kept}


def test_each_indicator_has_decimals_of_its_own() -> None:
    assert padded({"办结率": ["94.8"], "件数": ["95"], "增速": ["5"]}) == {
        "办结率": ["94.8"],
        "件数": ["95"],
        "增速": ["5"],
    }


def test_what_is_written_in_words_stays_as_it_is() -> None:
    assert padded({"办结率": ["94.8", "95"]}, printed="近95%") == {"办结率": ["94.8", "95"]}
