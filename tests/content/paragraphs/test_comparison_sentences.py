"""Where cities stand on one indicator: home before all others, ties by all their names, nothing that is not certain."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.analysis.analyse import analyse
from briefing.analysis.findings import Finding
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.comparison_sentences import TIED
from briefing.content.paragraphs.points import PointWriter, opening_points
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.document import RunKind
from briefing.wording.prose import plain
from tests.builders import analysis, fact, indicator


def _points(
    values: dict[str, str], home: str = "", *, better: str = "高", symbol: str = "%", years: int = 1
) -> list[str]:
    """Return the points on one indicator, without marks; of several years each is 1 less than the next."""
    family = {"%": "percent", "天": "time", "户": "count"}[symbol]
    made = analysis(
        indicator("n", "网上可办率", family=family, better=better or None),
        *(
            fact(
                f"{city}.n-{year}",
                str(Decimal(value) - year),
                symbol,
                indicator="n",
                period=f"{2023 - year}年",
                basis="期间",
            )
            for city, value in values.items()
            for year in range(years)
        ),
    )
    found = analyse(made.selection, home) if home else made
    library = found.selection.library
    writer = PointWriter(found, SentenceWriter(library, Ledger(library), home or None, found.movements))
    return [_plain(writer, item) for item in opening_points(found, writer, (), 3).findings]


def _plain(writer: PointWriter, item: Finding) -> str:
    return plain(tuple(run for run in writer.say(item) if run.kind is RunKind.TEXT))


SIX = {"a": "99", "b": "90", "c": "88", "d": "85", "e": "79", "f": "79"}


@pytest.mark.parametrize(
    ("home", "said"),
    [
        ("a", "在6市中居首位，比紧随其后的b市（90%）高9个百分点（推算）"),
        ("b", "在6市中居第2位，比居首的a市（99%）低9个百分点（推算）"),
        ("e", "在6市中与f市并列末位，比居首的a市（99%）低20个百分点（推算）"),
    ],
)
def test_home_comes_first_with_its_place_and_its_distance(home: str, said: str) -> None:
    figure = f"{home}市网上可办率{SIX[home]}%"
    assert _points(SIX, home) == [f"2023年，{figure}，{said}。"]
    assert _points(SIX, home, years=3)[0].endswith(f"由2021年的{int(SIX[home]) - 2}%提高至2023年的{SIX[home]}%，"
                                                   f"推算提高2个百分点；2023年{said}。")  # fmt: skip


@pytest.mark.parametrize(("years", "moved"), [(1, ""), (2, "推算同比提高1.0个百分点，")])
def test_home_tells_how_it_moved_since_the_year_before_where_that_is_held(years: int, moved: str) -> None:
    """Of three years on its course says so."""
    (said, *_) = _points({"a": "99.0", "b": "90.0", "c": "88.0"}, "b", years=years)
    assert said == f"2023年，b市网上可办率90.0%，{moved}在3市中居第2位，比居首的a市（99.0%）低9.0个百分点（推算）。"


@pytest.mark.parametrize(
    ("values", "asked", "said"),
    [
        # who shares the first place is not set against the next
        ({"a": "9", "b": "9", "c": "8"}, {}, "a市网上可办率9%，在3市中与b市并列首位"),
        ({"a": "9", "b": "7"}, {}, "a市网上可办率9%，比b市（7%）高2个百分点（推算）"),
        ({"a": "9", "b": "7", "c": "7"}, {},
         "a市网上可办率9%，在3市中居首位，比紧随其后的b市、c市（7%）高2个百分点（推算）"),
        # how far 9 is from 8 nobody knows, as both are rounded
        ({"a": "9", "b": "8", "c": "7"}, {}, "a市网上可办率9%，在3市中居首位，b市8%居次"),
        ({"a": "9", "b": "8"}, {}, "a市网上可办率9%，b市为8%"),
        ({"a": "3", "b": "1", "c": "2"}, {"better": "低", "symbol": "天"},
         "a市网上可办率3天，在3市中居末位，比居首的b市（1天）长2天（推算）"),
        # of totals nothing is made of the distance, and without a better end nobody is first
        ({"a": "300", "b": "400", "c": "200"}, {"symbol": "户"},
         "a市网上可办率300户，在3市中由多到少居第2位，b市400户最多"),
        ({"a": "500", "b": "400", "c": "400"}, {"symbol": "户", "better": ""},
         "a市网上可办率500户，在3市中最多，居次的b市、c市均为400户"),
        ({"a": "300", "b": "400", "c": "200"}, {"symbol": "户", "better": ""},
         "a市网上可办率300户，在3市中由多到少居第2位，b市400户最多"),
        ({"a": "300", "b": "400", "c": "200"}, {"symbol": "户", "better": "低"},
         "a市网上可办率300户，在3市中居第2位，比居首的c市（200户）多100户（推算）"),
        ({"a": "300", "b": "400"}, {"symbol": "户"}, "a市网上可办率300户，b市为400户"),
    ],
)  # fmt: skip
def test_what_is_said_of_home(values: dict[str, str], asked: dict[str, str], said: str) -> None:
    assert _points(values, "a", **asked) == [f"2023年，{said}。"]  # type: ignore[arg-type]


def test_all_that_share_an_end_are_named_be_it_of_figures_or_of_courses() -> None:
    assert _points(SIX) == ["2023年网上可办率，6市中，a市99%居首，e市、f市均为79%，并列末位。"]
    assert _points(SIX, years=3)[0].endswith("；2023年，a市99%居首，e市、f市均为79%，并列末位。")


@pytest.mark.parametrize(("tied", "named"), [(TIED, "e0市、e1市、e2市"), (TIED + 1, "e0市、e1市等4市")])
def test_of_many_equals_the_first_are_named_and_all_counted(tied: int, named: str) -> None:
    values = {"a": "99", "b": "90", "c": "80", **{f"e{at}": "9" for at in range(tied)}}
    assert f"{named}均为9%，并列末位" in _points(values)[0]


def test_what_rounding_leaves_open_is_told_as_such() -> None:
    assert _points({"a": "9", "b": "9.04"}, "a", symbol="户", years=2)[0] == (
        "2023年，a市网上可办率9户，推算同比增长12.5%，b市为9.04户。"
    )
    assert _points({"a": "9", "b": "9.04"}, "a")[0] == "2023年，a市网上可办率9%，与b市（9.04%）难分先后。"
