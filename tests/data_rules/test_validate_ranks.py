"""Places in a ranking and their movements are two things, and neither is added to anything."""

from __future__ import annotations

import pytest

from briefing.model.catalogue import Indicator
from briefing.model.measure import Measure, MeasureKind
from tests.data_rules.small_libraries import by_id, catalogue, fact, practice, problem_of, problems_of, relation

PLACE = fact("place", "11", "位", "rank")
BEFORE = fact("before", "19", "位", "rank")
MOVED = fact("moved", "8", "个位次", "rank_change", printed="前移8个位次", direction="增")


@pytest.mark.parametrize(
    ("printed", "value", "unit"),
    [
        ("前移8个位次", "8", "位"),
        ("前移8位", "8", "位"),
        ("上升了3名", "3", "名"),
        ("下降3个位次", "3", "位"),
        ("前移八个位次", "8", "位"),
        ("8个位次", "8", "位"),
    ],
)
def test_a_movement_is_no_place(printed: str, value: str, unit: str) -> None:
    """One message, which says how a movement is entered."""
    problem = problem_of(fact(value=value, symbol=unit, family="rank", printed=printed))
    assert "位次的变动" in problem.message
    assert "rank_change" in problem.hint


@pytest.mark.parametrize("printed", ["第8位", "上升至第8位", "升至8位", "跃居8位", "居8位", "八位"])
def test_a_place_that_was_reached_is_a_place(printed: str) -> None:
    """Whatever the way there."""
    assert problems_of(fact(value="8", symbol="位", family="rank", printed=printed)) == []


@pytest.mark.parametrize(
    ("printed", "unit", "direction"),
    [
        ("前移8个位次", "个位次", "增"),
        ("前移八个位次", "个位次", "增"),
        ("上升8位", "位", "增"),
        ("提升了8位", "位", "增"),
        ("下降8个位次", "个位次", "减"),
        ("后移8位", "位", "减"),
    ],
)
def test_a_movement_goes_the_way_its_source_says(printed: str, unit: str, direction: str) -> None:
    """And no other way."""
    moved = {"value": "8", "symbol": unit, "family": "rank_change", "printed": printed}
    assert problems_of(fact(**moved, direction=direction)) == []
    other = {"增": "减", "减": "增"}[direction]
    assert f"direction: {direction}（" in problem_of(fact(**moved, direction=other)).hint
    assert "没有写 direction" in problem_of(fact(**moved)).message


@pytest.mark.parametrize(
    ("value", "printed", "key"),
    [
        ("8", "第8位", "printed"),
        ("8", "8个位次", "printed"),
        ("0", "前移0个位次", "value"),
        ("1.5", "前移1.5位", "value"),
    ],
)
def test_what_is_no_movement_is_told(value: str, printed: str, key: str) -> None:
    """A place, a number without a way, no move at all, half a place."""
    symbol = "个位次" if printed.endswith("个位次") else "位"
    moved = fact(value=value, symbol=symbol, family="rank_change", printed=printed, direction="增")
    assert problem_of(moved).location.key == key
    one = fact(value="1", symbol="位", family="rank_change", printed="前移1位", direction="增")
    assert problems_of(one) == []


def test_a_movement_is_printed_with_its_verb_and_needs_no_other() -> None:
    """较上年{…} and not 较上年前移{…}."""
    assert problems_of(MOVED, practice("营商环境评价较上年{wuhan.moved}。")) == []
    for verb in ("前移", "前移了", "下降"):
        problem = problem_of(MOVED, practice(f"营商环境评价较上年{verb}{{wuhan.moved}}。"))
        assert f"“{verb}”会印两遍" in problem.message


@pytest.mark.parametrize(
    ("family", "better", "sound"),
    [
        ("rank", "低", True),
        ("rank", None, True),
        ("rank", "高", False),
        ("rank_change", None, True),
        ("rank_change", "高", False),
        ("rank_change", "低", False),
    ],
)
def test_the_first_place_is_the_best(family: str, better: str | None, sound: bool) -> None:
    """Nothing else can be said of a ranking."""
    held = Indicator(id="x", name="排名", theme="financing", family=family, better=better)
    found = problems_of(shared=catalogue(indicators=by_id(held)))
    assert (found == []) is sound


@pytest.mark.parametrize(
    "sound",
    [
        relation("change", stock="place", change="moved"),
        relation("change", stock="place", change="moved", opening="before"),
    ],
    ids=["alone", "with the place before"],
)
def test_a_place_and_its_movement_are_a_change(sound) -> None:  # noqa: ANN001
    """The place before may be stated, too."""
    assert problems_of(PLACE, BEFORE, MOVED, sound) == []


@pytest.mark.parametrize(
    "wrong",
    [
        relation("change", stock="place", change="before"),
        relation("change", stock="moved", change="moved"),
        relation("change", stock="place", change="items"),
        relation("change", stock="items", change="moved"),
        relation("change", stock="place", change="moved", growth="rate"),
        relation("part_of", part="place", whole="before"),
        relation("sum", parts=("place", "before"), whole="before"),
        relation("tiers", levels=("before", "place")),
        relation("per_unit", amount="place", count="items"),
        relation("reduction", cut="moved", rate="rate"),
        relation("completion", actual="place", rate="rate"),
        relation("share", part="place", rate="rate"),
        relation("daily", total="place", daily="place"),
        relation("standards", limits="place"),
    ],
    ids=lambda item: item.kind,
)
def test_nothing_else_is_made_of_places(wrong) -> None:  # noqa: ANN001
    """No sum, no share, no average: one message that says what they are for."""
    others = fact("items", "30"), fact("rate", "50", "%", "percent")
    assert "位次" in problem_of(PLACE, BEFORE, MOVED, *others, wrong).message


@pytest.mark.parametrize(("direction", "told"), [("增", []), ("减", []), (None, ["printed"])])
def test_a_movement_in_a_table_goes_the_way_of_its_direction(direction: str | None, told: list[str]) -> None:
    """There is no text of a source that could say it."""
    moved = fact(value="2", symbol="个位次", family="rank_change", printed="", direction=direction)
    assert [item.location.key for item in problems_of(moved)] == told


@pytest.mark.parametrize(
    ("printed", "scope", "ranking", "of", "told"),
    [
        ("全国第4位", "", "全省", None, "说的不是同一个范围"),
        ("第4位", "全省", "全国", None, "说的不是同一个范围"),
        ("第4位", "河南省", "全国", None, "说的不是同一个范围"),
        ("在16个市中居第4位", "", "", 17, "of 是 17"),
        ("第4位", "", "全省", 3, "of 却只有 3 个"),
        ("全省第4位", "河南省", "全省", 4, ""),
        ("全国百强区第4位", "", "全国百强区", 100, ""),
        ("在17个市中居第4位", "城区", "全省", 17, ""),
        ("第4位", "广州市", "广州市各区", None, ""),
    ],
)
def test_a_place_is_in_one_list(printed: str, scope: str, ranking: str, of: int | None, told: str) -> None:
    """What the source and the scope say of the list is what `ranking` says."""
    measure = Measure(kind=MeasureKind.RANK, ranking=ranking, of=of)
    place = fact(value="4", symbol="位", family="rank", printed=printed, scope=scope, measure=measure)
    messages = [problem.message for problem in problems_of(place)]
    assert len(messages) == bool(told)
    assert all(told in message for message in messages)
