"""Two sets of facts differ in what is new, of a later time, of another value, or not there any more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.bundle.comparison import Changes, amount, compare
from briefing.bundle.manifest_records import FactRecord


def record(value: str = "10", period: str = "2026年2月末", **fields: object) -> FactRecord:
    """A fact of 武汉 as a manifest keeps it."""
    base = FactRecord(
        id="wuhan.loans", city="wuhan", theme="financing", indicator="loans", value=value, unit="亿元",
        printed=f"{value}亿元", qualifier=None, period=period, basis="时点", direction=None, scope="", source="s",
        paragraph=1,
    )  # fmt: skip
    return replace(base, **fields)  # type: ignore[arg-type]


OLD = record()


def _told(changes: Changes) -> dict[str, int]:
    names = ("matched", "changed", "overtaken", "new", "dropped", "revised")
    return {name: len(found) for name in names if (found := getattr(changes, name))}


def test_the_same_facts_differ_in_nothing() -> None:
    assert _told(compare([OLD], [record(id="wuhan.renamed")])) == {"matched": 1}


def test_another_value_of_the_same_time_is_a_revision() -> None:
    changes = compare([OLD], [record("11")])
    assert (changes.revised, _told(changes)) == (((OLD, record("11")),), {"matched": 1, "revised": 1})


@pytest.mark.parametrize(
    ("unit", "value", "same"), [("万元", "100000", True), ("万元", "100001", False), ("万户", "10", False)]
)
def test_one_value_in_two_units_is_no_revision(unit: str, value: str, same: bool) -> None:
    assert (amount(OLD) == amount(record(value, unit=unit))) is same


def test_a_later_time_of_the_same_thing_is_a_change_whether_the_old_fact_stays_or_not() -> None:
    march = record("12", "2026年3月末")
    beside = compare([OLD], [OLD, replace(march, id="wuhan.loans-3")])
    assert _told(beside) == {"matched": 1, "changed": 1}
    in_place = compare([OLD], [march])
    assert (in_place.changed, in_place.overtaken) == (((OLD, march),), ((OLD, march),))
    assert in_place.counterparts == {OLD.id: march}


def test_of_several_later_times_the_last_is_set_against_the_last_that_was_known() -> None:
    january, march, april = (record("9", "2026年1月末"), record("12", "2026年3月末"), record("13", "2026年4月末"))
    assert compare([january, OLD], [march, april]).changed == ((OLD, april),)


def test_an_earlier_time_and_an_undated_figure_are_no_change() -> None:
    assert compare([OLD], [record("8", "2026年1月末", id="wuhan.old")]).changed == ()
    assert compare([OLD], [record("8", "目前", id="wuhan.now")]).changed == ()


@pytest.mark.parametrize(
    "other",
    [{"city": "tianhe"}, {"indicator": "firms"}, {"scope": "主城区"}, {"measure": "增速"}, {"base": "同比"}, {"of": 9}],
)
def test_what_differs_in_identity_is_another_thing(other: dict[str, object]) -> None:
    now = record(**other)
    changes = compare([OLD], [now])
    assert (changes.dropped, changes.new, changes.counterparts) == ((OLD,), (now,), {})


def test_a_manifest_that_was_edited_by_hand_is_compared_all_the_same() -> None:
    odd = record("约十", "某时")
    assert _told(compare([odd], [odd])) == {"matched": 1}
