"""What related facts establish: the true figure is always inside, and is printed as honestly as it can be."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.analysis.relations import COMPUTATIONS, Related, relate
from briefing.model.facts import Fact, Relation
from briefing.model.relations import KINDS
from tests.analysis.numbers import inside, printed
from tests.builders import fact, relation

AMOUNTS = st.integers(100, 10**7).map(lambda number: Fraction(number, 100))
PLACES = st.integers(0, 3)


def related(kind: str, **members: Fact | tuple[Fact, ...]) -> Related:
    """A relation of those facts, related."""
    groups = {role: facts if isinstance(facts, tuple) else (facts,) for role, facts in members.items()}
    ids = {role: tuple(item.id for item in facts) for role, facts in groups.items()}
    made: Relation = relation("x.relation", kind, **ids)
    found = relate(made, {item.id: item for facts in groups.values() for item in facts}, lambda _: "services")
    assert found is not None
    return found


def shown(item: Related, role: str) -> tuple[str, str, bool] | None:
    """A derived figure as it would be printed: number, unit, and whether it is exact."""
    figure = item.figure(role)
    return (f"{figure.value:f}", figure.unit.symbol, figure.exact) if figure and figure.value is not None else None


def right(item: Related, role: str, true: Fraction, scale: int = 1) -> None:
    """The true value is inside the interval of the figure, and so is what is printed, but for rounding."""
    figure = item.figure(role)
    if figure is None:
        return
    assert inside(true / scale, figure.interval)
    if figure.value is not None and figure.places is not None:
        half = Decimal(1).scaleb(-figure.places) / 2
        assert figure.interval.low - half <= figure.value <= figure.interval.high + half


def amount(name: str, true: Fraction, places: int, symbol: str = "亿元", direction: str | None = None) -> Fact:
    """The amount as a source prints it."""
    return fact(f"x.{name}", printed(true, places), symbol, direction=direction)


def test_every_kind_has_roles_and_a_computation() -> None:
    """The table of roles and the table of computations are of the same kinds."""
    assert set(COMPUTATIONS) == set(KINDS)


def test_a_kind_names_no_roles_but_its_own() -> None:
    for kind in KINDS.values():
        assert {*kind.alike, *kind.unsaid, *kind.nested} <= {role.name for role in kind.roles}


@given(before=AMOUNTS, after=AMOUNTS, cut_places=PLACES, rate_places=PLACES)
def test_a_reduction_gives_before_and_after(
    before: Fraction, after: Fraction, cut_places: int, rate_places: int
) -> None:
    """Whatever was true before and after, cut and rate as printed lead back to it."""
    assume(after < before)
    cut = amount("cut", before - after, cut_places, "天")
    assume(cut.quantity.value)  # a source that prints 0 means none at all
    rate = fact("x.rate", printed((before - after) / before * 100, rate_places), "%")
    item = related("reduction", cut=cut, rate=rate)
    right(item, "before", before)
    right(item, "after", after)
    assert len({figure.places for figure in item.derived} - {None}) <= 1


@given(actual=AMOUNTS, plan=AMOUNTS, places=PLACES, rate_places=PLACES)
def test_a_completion_gives_plan_and_distance(actual: Fraction, plan: Fraction, places: int, rate_places: int) -> None:
    """Above the plan the excess, below it the shortfall, and neither where rounding leaves it open."""
    rate = fact("x.rate", printed(actual / plan * 100, rate_places), "%")
    item = related("completion", actual=amount("actual", actual, places), rate=rate)
    right(item, "plan", plan)
    right(item, "excess", actual - plan)
    right(item, "shortfall", plan - actual)
    assert not (item.figure("excess") and actual < plan)
    assert not (item.figure("shortfall") and actual > plan)


@given(opening=AMOUNTS, closing=AMOUNTS, places=PLACES)
def test_a_change_gives_opening_and_growth(opening: Fraction, closing: Fraction, places: int) -> None:
    """A rise as well as a fall, which is told as a percentage without a sign."""
    moved = closing - opening
    change = amount("change", abs(moved), places, direction="增" if moved >= 0 else "减")
    item = related("change", stock=amount("stock", closing, places), change=change)
    right(item, "opening", opening)
    right(item, "growth", abs(moved) / opening * 100)


@given(part=AMOUNTS, whole=AMOUNTS, places=PLACES, rate_places=PLACES)
def test_a_share_gives_the_whole_and_a_part_its_rate(
    part: Fraction, whole: Fraction, places: int, rate_places: int
) -> None:
    """One from the other, either way."""
    assume(part <= whole)
    stated = amount("part", part, places)
    right(
        related("share", part=stated, rate=fact("x.rate", printed(part / whole * 100, rate_places), "%")),
        "whole",
        whole,
    )
    item = related("part_of", part=stated, whole=amount("whole", whole, places))
    right(item, "rate", part / whole * 100)
    figure = item.figure("rate")
    assert figure is None or figure.interval.high <= 100


@given(total=AMOUNTS, places=PLACES, heads=st.integers(1, 10**5))
def test_an_amount_per_recipient_is_the_average(total: Fraction, places: int, heads: int) -> None:
    """In a unit of a handy size."""
    item = related("per_unit", amount=amount("amount", total, places), count=fact("x.count", heads, "户"))
    figure = item.figure("average")
    assert figure is not None
    right(item, "average", total * 10**8 / heads, int(figure.unit.factor))


def test_the_figures_of_the_real_reductions() -> None:
    """8.27个, 73.81 %: before and after to the same decimals, so that their difference is the cut."""
    item = related("reduction", cut=fact("x.cut", "8.27", "个"), rate=fact("x.rate", "73.81", "%"))
    assert shown(item, "before") == ("11.20", "个", False)
    assert shown(item, "after") == ("2.93", "个", False)


def test_the_figures_of_the_real_completion_change_and_share() -> None:
    """No more digits than 144.6 % or 3.4万 allow, but two; percentages to one decimal at most."""
    completion = related("completion", actual=fact("x.a", "1389.8", "亿元"), rate=fact("x.rate", "144.6", "%"))
    assert shown(completion, "plan") == ("961", "亿元", False)
    assert shown(completion, "excess") == ("429", "亿元", False)
    change = related("change", stock=fact("x.s", "279.78", "亿元"), change=fact("x.c", "43.87", "亿元", direction="增"))
    assert shown(change, "opening") == ("235.91", "亿元", True)
    assert shown(change, "growth") == ("18.6", "%", False)
    share = related("share", part=fact("x.p", "3.4", "万家"), rate=fact("x.rate", "38.2", "%"))
    assert shown(share, "whole") == ("8.9", "万家", False)


def test_exact_counts_give_exact_results() -> None:
    """4 of 32 are 12.5 %, without 约; 1 of 3 is not."""
    exact = related("part_of", part=fact("x.p", 4, "家"), whole=fact("x.w", 32, "家"))
    assert shown(exact, "rate") == ("12.5", "%", True)
    third = related("part_of", part=fact("x.p", 1, "家"), whole=fact("x.w", 3, "家"))
    assert shown(third, "rate") == ("33.3", "%", False)
    growth = related("change", stock=fact("x.s", 130, "家"), change=fact("x.c", 30, "家", direction="增"))
    assert shown(growth, "growth") == ("30", "%", True)


def test_figures_of_one_relation_have_common_decimals_and_two_digits_each() -> None:
    """Before and after a cut by 96.5 %: 12.02 and 0.42, whose difference is the cut; not 12.0 and 0.4."""
    item = related("reduction", cut=fact("x.cut", "11.6", "天"), rate=fact("x.rate", "96.5", "%"))
    assert shown(item, "before") == ("12.02", "天", False)
    assert shown(item, "after") == ("0.42", "天", False)


def test_a_figure_that_is_hardly_known_does_not_silence_the_others() -> None:
    """About 100.1 % of the plan: the plan is known, what is above it may be nothing or twice as much."""
    rate = fact("x.rate", "100.1", "%", qualifier="约")
    item = related("completion", actual=fact("x.a", "1389.8", "亿元"), rate=rate)
    assert shown(item, "plan") == ("1388", "亿元", False)
    assert shown(item, "excess") is None


@pytest.mark.parametrize(
    ("stock", "change", "qualifier", "growth"),
    [
        ("350.3", "50.4", None, "16.8"),
        ("350", "50", None, "16.7"),
        ("350", "50", "余", "20"),
        ("350", "50", "约", "17"),
    ],
)
def test_a_growth_is_never_rounded_past_what_is_possible(
    stock: str, change: str, qualifier: str | None, growth: str
) -> None:
    """16.8 % is not 20 %, whatever the qualifier; 50余亿元, which may be 60, give 18.7 %."""
    moved = fact("x.c", change, "亿元", direction="增", qualifier=qualifier)
    found = shown(related("change", stock=fact("x.s", stock, "亿元"), change=moved), "growth")
    assert found == (growth, "%", False)


@pytest.mark.parametrize(
    ("total", "symbol", "count", "average"),
    [
        ("3.7", "亿元", 517, "72万元"),
        ("3900", "万元", 35, "111.43万元"),
        ("1.5", "亿元", 10, "1500万元"),
        ("5000", "元", 4, "1250元"),
        ("30", "万元", 400, "750元"),
        ("86.54", "亿美元", 2249, "384.8万美元"),
    ],
)
def test_an_average_is_in_a_handy_unit(total: str, symbol: str, count: int, average: str) -> None:
    """元 for hundreds, 万元 from ten thousand on, but never a scale above the amount's own."""
    found = shown(related("per_unit", amount=fact("x.a", total, symbol), count=fact("x.c", count, "户")), "average")
    assert found is not None
    assert found[0] + found[1] == average


def test_a_change_in_another_scale_is_converted() -> None:
    """279.78亿元 with a rise of 4387万元."""
    item = related("change", stock=fact("x.s", "279.78", "亿元"), change=fact("x.c", "4387", "万元", direction="增"))
    assert shown(item, "opening") == ("279.34", "亿元", False)


@pytest.mark.parametrize(
    ("kind", "members"),
    [
        ("reduction", {"cut": fact("x.a", "8.27", "个"), "rate": fact("x.b", "100", "%")}),
        ("reduction", {"cut": fact("x.a", "8.27", "个"), "rate": fact("x.b", "0", "%")}),
        ("share", {"part": fact("x.a", 2110, "件"), "rate": fact("x.b", "100", "%")}),
        ("change", {"stock": fact("x.a", "85", "%"), "change": fact("x.b", "3", "个百分点", direction="增")}),
        ("per_unit", {"amount": fact("x.a", "3.5", "亿元", qualifier="超"), "count": fact("x.b", 10, "户")}),
        ("per_unit", {"amount": fact("x.a", "3.5", "亿元"), "count": fact("x.b", 0, "户")}),
        ("tiers", {"levels": (fact("x.a", 221, "家"), fact("x.b", 60, "家"), fact("x.c", 32, "家"))}),
        ("standards", {"limits": (fact("x.a", 45, "个工作日"), fact("x.b", 2, "小时"))}),
    ],
)
def test_nothing_is_derived_where_nothing_follows(kind: str, members: dict[str, Fact | tuple[Fact, ...]]) -> None:
    """Nothing left, all of it, no common scale, no end, no recipients; tiers are never summed, limits never ranked."""
    assert related(kind, **members).derived == ()


def test_a_growth_from_nothing_is_not_told() -> None:
    """What was as good as nothing at the beginning of the year grew by no percentage."""
    item = related("change", stock=fact("x.s", 30, "家"), change=fact("x.c", 30, "家", direction="增"))
    assert shown(item, "opening") == ("0", "家", True)
    assert item.figure("growth") is None


def place(value: int, qualifier: str | None = None) -> Fact:
    return fact("x.place", value, "位", qualifier=qualifier)


def moved(value: int, direction: str = "增", qualifier: str | None = None) -> Fact:
    return fact("x.moved", value, "个位次", direction=direction, qualifier=qualifier)


def test_a_place_and_its_movement_give_the_place_before_and_no_growth() -> None:
    """From 19 up by 8 to 11, where up is to the lower number; from 8 down by 3 to 11."""
    up = related("change", stock=place(11), change=moved(8))
    assert shown(up, "opening") == ("19", "位", True)
    down = related("change", stock=place(11), change=moved(3, "减"))
    assert shown(down, "opening") == ("8", "位", True)
    assert up.figure("growth") is down.figure("growth") is None
    assert [figure.formula for item in (up, down) for figure in item.derived] == [
        "{x.place} + {x.moved}",
        "{x.place} − {x.moved}",
    ]


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (place(3), moved(3, "减")),
        (place(10, "以内"), moved(8)),
        (place(11), moved(8, qualifier="近")),
        (place(11), fact("x.moved", 8, "位", direction="增")),
        (place(11), fact("x.moved", 8, "个", direction="增")),
    ],
    ids=["above the first", "among the first ten", "nearly", "a place", "a count"],
)
def test_no_place_follows_where_one_of_the_two_is_vague_or_no_movement(now: Fact, change: Fact) -> None:
    """前10位 is no place to count from, and there is none above the first."""
    assert related("change", stock=now, change=change).derived == ()


def test_from_the_first_place_the_way_is_down() -> None:
    """The second after a fall by one."""
    assert shown(related("change", stock=place(2), change=moved(1, "减")), "opening") == ("1", "位", True)


def test_formula_and_inputs_do_not_depend_on_the_order_in_the_file() -> None:
    """The rate written before the cut is still the rate."""
    cut, rate = fact("x.cut", "8.27", "个"), fact("x.rate", "73.81", "%")
    figure = related("reduction", rate=rate, cut=cut).figure("after")
    assert figure is not None
    assert figure.formula == "{x.cut} ÷ {x.rate} − {x.cut}"
    assert figure.inputs == ("x.cut", "x.rate")
    assert figure.id == "=x.relation.after"


def test_what_the_source_states_itself_is_not_derived() -> None:
    """A stated plan is kept for checking, and the plan is printed as stated."""
    plan = fact("x.plan", "961", "亿元")
    item = related("completion", actual=fact("x.a", "1389.8", "亿元"), rate=fact("x.b", "144.6", "%"), plan=plan)
    assert item.figure("plan") is None
    assert item.stated("plan") is plan
    assert [figure.role for figure in item.implied] == ["plan"]
    assert item.stated("excess") is None


def test_a_relation_whose_facts_were_not_selected_relates_nothing() -> None:
    """As when its theme was not asked for."""
    made = relation("x.r", "share", part="x.part", rate="x.rate")
    assert relate(made, {"x.part": fact("x.part", 3, "家")}, lambda _: "services") is None
