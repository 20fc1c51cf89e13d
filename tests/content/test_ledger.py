"""The ledger of derived figures: one entry under one id."""

from __future__ import annotations

import pytest

from briefing.content.ledger import Ledger
from briefing.model.document import Derived
from tests.builders import library


def test_one_id_holds_one_figure() -> None:
    ledger = Ledger(library())
    entry = Derived("=a.place", "第5位", "位", "6地的得分由优到劣排列的位次", ("a",))
    assert ledger.enter(entry) == ledger.enter(entry)
    with pytest.raises(RuntimeError):
        ledger.enter(Derived("=a.place", "第5（共6市）", "", entry.formula, entry.inputs))
    assert ledger.derived == {entry.id: entry}


def test_what_is_counted_twice_under_one_id_has_its_number_in_the_second() -> None:
    ledger = Ledger(library())
    runs = [ledger.count("home.of", number, "项", "指标") for number in (8, 6, 8, 6)]
    assert [(run.text, run.ref) for run in runs] == [("8项", "=count.home.of"), ("6项", "=count.home.of.6")] * 2
