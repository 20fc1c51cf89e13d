"""Findings: what is said first, and the facts that each sentence rests on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from briefing.analysis.analyse import Analysis
from briefing.analysis.findings import WEIGHT, Finding
from briefing.analysis.foremost import LEAST, foremost, varied
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import SENTENCES, SentenceWriter
from briefing.model.document import Run, RunKind
from briefing.model.facts import Fact, Headline, Target
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from briefing.wording.prose import plain
from tests.builders import Item, analysis, city, fact, indicator, judged, practice, relation, unit

REDUCTION: tuple[Item, ...] = (
    fact("wuhan.cut", "8.27", "个"),
    fact("wuhan.rate", "73.81", "%"),
    relation("wuhan.steps", "reduction", name="平均办理环节", cut="wuhan.cut", rate="wuhan.rate"),
)
ALL: tuple[Item, ...] = (
    indicator("roads", better="高"),
    indicator("pool", better="低"),
    indicator("tax", better="低"),
    indicator("gdp", better="低"),
    city("wuhan"),
    city("sanmenxia"),
    *REDUCTION,
    fact("wuhan.pool", 828, "家"),
    fact("sanmenxia.pool", 80, "家"),
    fact("wuhan.cost", 0, "元"),
    fact("sanmenxia.cost", 0, "元"),
    fact("sanmenxia.done", "1389.8", "亿元"),
    fact("sanmenxia.done-rate", "144.6", "%"),
    relation("sanmenxia.plan", "completion", name="重点项目投资", actual="sanmenxia.done", rate="sanmenxia.done-rate"),
    fact("sanmenxia.loans", "279.78", "亿元"),
    fact("sanmenxia.more", "43.87", "亿元", direction="增"),
    relation(
        "sanmenxia.growth", "change", name="贷款余额", base="年初", stock="sanmenxia.loans", change="sanmenxia.more"
    ),
    fact("wuhan.new", "16.4", "万户"),
    fact("wuhan.new-share", "35.6", "%"),
    relation("wuhan.share", "share", name="新增企业", base="全省新增企业", part="wuhan.new", rate="wuhan.new-share"),
    fact("wuhan.hubs", 221, "家"),
    fact("wuhan.better-hubs", 60, "家"),
    fact("wuhan.best-hubs", 32, "家"),
    relation("wuhan.tiers", "tiers", levels=("wuhan.hubs", "wuhan.better-hubs", "wuhan.best-hubs")),
    relation("wuhan.inner", "part_of", part="wuhan.best-hubs", whole="wuhan.hubs"),
    relation("wuhan.grant", "per_unit", name="奖补", amount="wuhan.new", count="wuhan.hubs"),
    fact("sanmenxia.place", 4, "位"),
    replace(
        fact("sanmenxia.roads", 100, "户", period="2021年1—6月", basis="累计"),
        target=Target(Quantity(Decimal(1000), unit("户")), Period.parse("2021")),
    ),
    fact("sanmenxia.shops", 9, "家", headline=Headline.MAIN),
    practice("wuhan.first", "做了{wuhan.pool}。", first="全国首创"),
    practice("wuhan.hosting", "办会{wuhan.hosted}。"),
    fact("wuhan.hosted", 3, "次"),
    *(
        fact(f"wuhan.gdp-{year}", value, "亿元", indicator="gdp", period=year)
        for year, value in (("2019", 800), ("2020", 900), ("2021", 990))
    ),
    *(
        fact(f"{id}.tax-{year}", f"{100 * (2 + at)}.0", "亿元", indicator="tax", period=str(year))
        for id, sizes in {"wuhan": (0, 1, 2), "sanmenxia": (0, 1, 4), "a": (1, 2, 5), "b": (8, 2, 9)}.items()
        for year, at in zip((2019, 2020, 2021), sizes, strict=True)
    ),
)


def by_kind(found: Analysis) -> dict[str, list[Finding]]:
    kinds: dict[str, list[Finding]] = {}
    for finding in found.findings:
        kinds.setdefault(finding.kind, []).append(finding)
    return kinds


def said(found: Analysis, finding: Finding) -> list[Run]:
    library = found.selection.library
    return list(SentenceWriter(library, Ledger(library)).say(finding))


def test_every_kind_is_found_and_can_be_said() -> None:
    """Whatever has a weight has a sentence, and the small library holds one of each."""
    assert set(by_kind(analysis(*ALL))) == set(WEIGHT) == set(SENTENCES)


def test_a_finding_rests_on_exactly_the_facts_that_its_sentence_prints() -> None:
    """No figure without its fact, and no fact that the reader does not see."""
    found = analysis(*ALL)
    assert len(found.findings) >= len(WEIGHT)
    for finding in found.findings:
        runs = [run for run in said(found, finding) if run.ref and run.kind is RunKind.TEXT]
        printed = [run.ref for run in runs if run.ref and not run.ref.startswith("=")]
        assert sorted(printed) == sorted(finding.facts), finding.kind


def test_the_most_salient_comes_first() -> None:
    """What is behind its target, how we stand against others, then what was outdone, cut, grew.

    Of a kind the larger comes before the smaller.
    """
    kinds = [finding.kind for finding in analysis(*ALL).findings]
    # of these the source says how much they count for
    *order, last = [kind for kind in kinds if kind not in ("headline", "practice")]
    # cities that state the same figure come last
    assert last == "comparison"
    assert order == sorted(order, key=lambda kind: -WEIGHT[kind])
    assert order[:2] == ["target", "comparison"]


@pytest.mark.parametrize(
    ("kind", "symbol", "first", "second"),
    [
        ("reduction", "个", "38.76", "78.97"),
        ("completion", "亿元", "101", "144.6"),
        ("completion", "亿元", "101", "40"),
    ],
)
def test_the_larger_figure_is_said_first(kind: str, symbol: str, first: str, second: str) -> None:
    """A cut of 79 % before one of 39 %; a plan missed by far before one just met."""
    role = "cut" if kind == "reduction" else "actual"
    items = [
        item
        for name, rate in (("a", first), ("b", second))
        for item in (
            fact(f"wuhan.{name}", "8.27", symbol),
            fact(f"wuhan.{name}-rate", rate, "%"),
            relation(f"wuhan.{name}-cut", kind, **{role: f"wuhan.{name}", "rate": f"wuhan.{name}-rate"}),
        )
    ]
    assert [finding.facts[0] for finding in by_kind(analysis(*items))[kind]] == ["wuhan.b", "wuhan.a"]


def test_the_first_place_is_said_before_the_fourth() -> None:
    """A rank says the more the better it is."""
    found = analysis(fact("wuhan.fourth", 4, "位"), fact("wuhan.first", 1, "位"))
    assert [finding.facts for finding in found.findings] == [("wuhan.first",), ("wuhan.fourth",)]


def test_a_place_is_said_once_with_its_movement() -> None:
    """Not as a place as well; and eight places up before three."""
    items = [
        item
        for name, steps in (("a", 3), ("b", 8))
        for item in (
            fact(f"wuhan.{name}", 4, "位"),
            fact(f"wuhan.{name}-moved", steps, "个位次", direction="增"),
            relation(f"wuhan.{name}-change", "change", stock=f"wuhan.{name}", change=f"wuhan.{name}-moved"),
        )
    ]
    found = analysis(*items, fact("wuhan.alone", 2, "位")).findings
    assert [(finding.kind, finding.facts[0]) for finding in found] == [
        ("change", "wuhan.b"),
        ("change", "wuhan.a"),
        ("rank", "wuhan.alone"),
    ]


def test_a_place_that_is_compared_or_in_a_trend_is_no_finding_of_its_own() -> None:
    """Nor are the years between."""
    years = [
        fact(f"wuhan.p{year}", 4, "位", indicator="place", period=str(year), scope="湖北省")
        for year in (2019, 2020, 2021)
    ]
    pair = [fact("wuhan.other", 3, "位"), fact("sanmenxia.other", 5, "位")]
    assert {finding.kind for finding in analysis(*years, *pair).findings} == {"trend", "comparison"}


def test_a_difference_is_said_before_equality() -> None:
    """And one in which a place is a merit before one that says only who has more."""
    pairs = [
        (f"{name}", value) for name in ("same", "apart", "better") for value in ((1, 1) if name == "same" else (1, 5),)
    ]
    items = [
        fact(f"{place}.{name}", value)
        for name, values in pairs
        for place, value in zip(("wuhan", "sanmenxia"), values, strict=True)
    ]
    found = analysis(*items, indicator("better", better="低"))
    assert [finding.facts[0].partition(".")[2] for finding in found.findings] == ["better", "apart", "same"]


@pytest.mark.parametrize("years", [("2023",), ("2021", "2022", "2023")])
@pytest.mark.parametrize("home", [None, "wuhan"])
def test_what_judges_comes_before_all_totals(years: tuple[str, ...], home: str | None) -> None:
    """However heavy a total is, and of whatever theme: one figure each, and courses of many cities."""
    places = ("wuhan", "sanmenxia", "tianhe", "luoyang")
    items = [
        fact(f"{place}.{name}-{year}", f"{(size + 1) * (at + 5)}.0", indicator=name, period=year)
        for name in ("total", "a", "b", "c")
        for size, place in enumerate(places)
        for at, year in enumerate(years)
    ]
    total = replace(indicator("total", theme="other", better="高"), weight=Decimal(50))
    named = [
        facts.partition("-")[0].partition(".")[2]
        for facts in opening(*items, total, *(indicator(name, better="低") for name in "abc"), home=home)
    ]
    assert named[named.index("total") :] == ["total"] * named.count("total") and len(named) > 1


def test_equals_keep_the_order_of_the_data() -> None:
    """The same data give the same order on every run."""
    found = analysis(practice("wuhan.b", first="全国首创"), practice("wuhan.a", first="全国首创"))
    assert [finding.subject.id for finding in found.findings] == ["wuhan.b", "wuhan.a"]  # type: ignore[union-attr]


def test_a_claim_of_being_first_is_a_finding_only_where_the_source_makes_it() -> None:
    """Nobody else says 首创."""
    assert by_kind(analysis(practice("wuhan.a"), practice("wuhan.b", first="全国首创"))).keys() == {"first"}


def test_variety_goes_before_salience() -> None:
    """No more than two of one kind for one city and theme, and no more than asked for."""
    claims = [practice(f"wuhan.p{number}", first="全国首创") for number in range(4)]
    found = analysis(*claims, practice("sanmenxia.p", first="全国首创"), fact("wuhan.place", 9, "位"))
    assert [finding.kind for finding in varied(found.findings, 9)] == ["rank", "first", "first", "first"]
    assert len(varied(found.findings, 2)) == 2


def test_of_many_cities_the_two_ends_are_said() -> None:
    """A sentence of thirty figures is none; the first is said to lead only where it certainly does."""
    facts = [fact(f"c{number}.items", 100 + number) for number in range(6)]
    found = analysis(*facts)
    (finding,) = found.findings
    assert plain(tuple(said(found, finding))) == "items（原文均未注明年份），6市中，c5105项最多，c0100项最少。"
    assert finding.facts == ("c5.items", "c0.items")
    assert len(finding.cities) == 6
    open_to_rounding = analysis(*facts, fact("c6.items", 105, qualifier="约"))
    assert "项较多，c0100项最少" in plain(tuple(said(open_to_rounding, open_to_rounding.findings[0])))


def test_a_selection_without_facts_has_no_findings() -> None:
    """Practices alone say nothing of themselves."""
    assert analysis(practice("wuhan.a")).findings == ()


def opening(*items: Item, most: int = 6, home: str | None = None) -> list[str]:
    """The foremost findings by the facts that they tell."""
    found = analysis(*items)
    chosen = foremost(found.findings, most, [place.id for place in found.selection.cities], home)
    return [" ".join(finding.facts) for finding in chosen]


def places(own: str, count: int) -> list[Item]:
    return [fact(f"{own}.place{number}", number, "位") for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("headline", "first"),
    [
        (Headline.LEAD, "wuhan.firms"),
        (Headline.MAIN, "wuhan.cut wuhan.rate"),
        (Headline.PLAIN, "wuhan.cut wuhan.rate"),
    ],
)
def test_what_stands_in_a_lead_comes_first(headline: Headline, first: str) -> None:
    told = opening(*REDUCTION, fact("wuhan.firms", 9, "家", headline=headline))
    assert told[0] == first
    assert ("wuhan.firms" in told) == (headline is not Headline.PLAIN)


def test_equal_figures_never_open_a_briefing() -> None:
    equal = (fact("wuhan.cost", 0, "元"), fact("tianhe.cost", 0, "元"))
    assert opening(*equal) == []
    for home in (None, "tianhe"):
        assert opening(*equal, fact("wuhan.place", 9, "位"), home=home) == ["wuhan.place"]


@pytest.mark.parametrize("strong", [LEAST - 1, LEAST])
def test_what_says_little_is_told_where_there_is_little_else(strong: int) -> None:
    """A practice of whose figure its source makes nothing."""
    great = [fact("wuhan.a", 1, "位"), *(fact(f"wuhan.b{at}", 1, headline=Headline.MAIN) for at in range(2))][:strong]
    weak = (practice("wuhan.p", "办会{wuhan.p}。"), fact("wuhan.p", 3, "次"))
    assert ("wuhan.p" in opening(*great, *weak)) is (strong < LEAST)


def test_a_practice_is_told_with_the_figures_that_its_source_makes_much_of() -> None:
    told = practice("wuhan.p", "设了{wuhan.plain}窗口。办了{wuhan.great}，用时{wuhan.time}。")
    great = fact("wuhan.great", 7, "件", headline=Headline.MAIN)
    assert opening(told, fact("wuhan.plain", 2), great, fact("wuhan.time", 3, "分钟")) == ["wuhan.great wuhan.time"]


@pytest.mark.parametrize(("weight", "first"), [(None, "a"), (1, "b"), (100, "b")])
def test_what_the_appraisal_weighs_comes_first_among_equals_and_never_before_a_lead(
    weight: int | None, first: str
) -> None:
    heavy = replace(indicator("b"), weight=None if weight is None else Decimal(weight))
    items = [fact(f"wuhan.{id}", 1, indicator=id, headline=Headline.MAIN) for id in "ab"]
    assert opening(indicator("a"), heavy, *items)[0] == f"wuhan.{first}"
    lead = fact("wuhan.lead", 1, indicator="lead", headline=Headline.LEAD)
    assert opening(indicator("a"), heavy, indicator("lead"), *items, lead)[0] == "wuhan.lead"


def test_each_city_is_told_of_and_none_more_than_half() -> None:
    items = [*places("wuhan", 6), fact("tianhe.late", 40, "位"), fact("luoyang.late", 50, "位", indicator="other")]
    told = opening(*items)
    assert sorted({facts.partition(".")[0] for facts in told}) == ["luoyang", "tianhe", "wuhan"]
    assert sum(facts.startswith("wuhan") for facts in told) <= 3


def test_home_comes_first_and_no_figure_is_told_twice() -> None:
    items = (fact("wuhan.place", 1, "位"), fact("tianhe.other", 30, "位"))
    assert opening(*items, home="tianhe") == ["tianhe.other", "wuhan.place"]
    whole = [fact("wuhan.all", 10, "家"), fact("wuhan.some", 4, "家"), fact("wuhan.few", 2, "家")]
    parts = [relation(f"wuhan.p-{own}", "part_of", part=f"wuhan.{own}", whole="wuhan.all") for own in ("some", "few")]
    assert len(opening(*whole, *parts)) == 1


def _aimed(place: str, name: str, done: str, headline: Headline = Headline.PLAIN) -> Fact:
    aim = Target(Quantity(Decimal(1000), unit("户")), Period.parse("2021"))
    made = fact(f"{place}.{name}", done, "户", indicator=name, period="2021年1—6月", basis="累计", headline=headline)
    return replace(made, target=aim)


def _of_targets(*facts: Fact) -> list[tuple[str, ...]]:
    return [finding.cities for finding in analysis(*judged(*facts)).findings if finding.kind == "target"]


def test_who_is_furthest_behind_a_target_is_said_first_and_who_is_behind_none_last() -> None:
    facts = (_aimed("wuhan", "a", "700"), _aimed("tianhe", "a", "390"), _aimed("sanmenxia", "a", "290"))
    assert _of_targets(*facts) == [("sanmenxia",), ("tianhe",), ("wuhan",)]


def test_a_target_that_a_source_makes_much_of_is_said_first() -> None:
    assert _of_targets(_aimed("wuhan", "a", "100"), _aimed("tianhe", "a", "390", Headline.LEAD))[0] == ("tianhe",)


def test_targets_on_schedule_are_said_after_how_cities_stand_and_those_behind_before() -> None:
    stand = (fact("wuhan.pool", 828, "家"), fact("tianhe.pool", 80, "家"))
    for done, kinds in (("700", ["comparison", "target"]), ("390", ["target", "comparison"])):
        assert [finding.kind for finding in analysis(*judged(*stand, _aimed("wuhan", "a", done))).findings][:2] == kinds


@pytest.mark.parametrize(("named", "first"), [(True, "a"), (False, "e")])
def test_no_more_than_half_tell_of_targets_first_those_of_the_first_city_named(named: bool, first: str) -> None:
    names = "abcde"
    places = [city(name) for name in names]
    aims = [_aimed(name, "x", str(400 - 70 * at)) for at, name in enumerate(names)]
    own = [fact(f"{name}.{name}", 5, "家", headline=Headline.MAIN) for name in names]
    chosen = foremost(analysis(*judged(*places, *aims, *own)).findings, 6, names, named=named)
    assert [finding.kind == "target" for finding in chosen] == [True] * 3 + [False] * 3
    assert chosen[0].cities == (first,)


def test_the_targets_of_a_home_city_come_before_those_of_others() -> None:
    found = analysis(*judged(_aimed("wuhan", "a", "400"), _aimed("tianhe", "a", "100"))).findings
    chosen = foremost(found, 4, ["tianhe", "wuhan"], home="wuhan")
    assert [item.cities for item in chosen if item.kind == "target"] == [("wuhan",), ("tianhe",)]
