"""How much is told of findings, parallels, reasons, charts and peers: up to each limit, and what of more."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from briefing.content.paragraphs.themes import ThemeContext
from briefing.model.document import RunKind, Runs
from briefing.wording.prose import plain
from tests.builders import Item, analysis, fact, indicator, practice, theme, topic
from tests.content.samples import BODY, blocks_of
from tests.content.test_limits import benchmarked, view
from tests.test_gallery import cut, why_not

SIGNS = "甲乙丙丁戊己庚辛壬癸"


def words(runs: Runs) -> str:
    """What a reader sees, without marks of reference."""
    return plain(tuple(run for run in runs if run.kind is RunKind.TEXT))


def shown(*items: Item) -> ThemeContext:
    """The one theme of those items."""
    [only] = view(*items).themes
    return only


def placed(count: int) -> list[Item]:
    """Cities that each state their place in a ranking that no other is in: a finding each."""
    held = [
        (indicator(f"place{sign}", f"{sign}榜", family="rank"), fact(f"{sign}.place{sign}", 1, "位"))
        for sign in SIGNS[:count]
    ]
    return [item for pair in held for item in pair]


@pytest.mark.parametrize(("count", "told"), [(2, "甲乙"), (3, "甲乙丙"), (4, "甲乙丙")])
def test_three_findings_stand_in_their_theme_whether_the_highlights_tell_them_or_not(count: int, told: str) -> None:
    items: list[Item] = []
    for at, pair in enumerate(combinations(SIGNS[:4], 2)):
        held = [fact(f"{sign}.n{at}", 5 - place, "%", indicator=f"n{at}") for place, sign in enumerate(pair)]
        items += [indicator(f"n{at}", f"第{SIGNS[at]}项", family="percent"), *held] if at < count else []
    data = view(*items)
    [only] = data.themes
    assert [words(runs)[1] for runs in only.findings] == list(told)
    assert {*map(words, only.findings)} <= {*map(words, data.highlights)}


def test_a_finding_beyond_those_is_told_with_its_city() -> None:
    said = {item.name: words(item.text) for item in shown(*placed(10)).cities}
    assert "癸榜" in said["癸市"]


@pytest.mark.parametrize(("count", "told"), [(5, 5), (6, 6), (7, 6)])
def test_six_findings_are_highlights(count: int, told: int) -> None:
    assert len(view(*placed(count)).highlights) == told


def matched(count: int) -> list[Item]:
    """Topics that two cities take up with figures."""
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:count]):
        items.append(topic(f"topic{place}", f"{sign}类"))
        for own in ("wuhan", "tianhe"):
            items += [
                indicator(f"count{place}", f"{sign}数"),
                fact(f"{own}.count{place}", place + 1),
                practice(f"{own}.p{place}", f"办{{{own}.count{place}}}。", topic=f"topic{place}"),
            ]
    return items


@pytest.mark.parametrize(("count", "told"), [(1, []), (2, ["各地同类做法对照见topics.services。"])])
def test_of_parallels_it_is_said_where_their_table_is(count: int, told: list[str]) -> None:
    """What each city does stands in its own paragraph, and is not said of a topic again."""
    assert [plain(runs) for runs in shown(*matched(count)).parallels] == told


def apart(count: int) -> list[Item]:
    """Pairs of figures that two cities count in their own way."""
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:count]):
        items += [
            indicator(f"own{place}", sign, compare="不可比"),
            fact(f"wuhan.own{place}", place + 1),
            fact(f"tianhe.own{place}", place + 2),
        ]
    return items


@pytest.mark.parametrize("count", [4, 5])
def test_four_pairs_of_a_theme_are_told_that_must_not_be_compared(count: int) -> None:
    said = [words(runs) for runs in shown(*apart(count)).reasons]
    assert [text.partition("与")[0] for text in said] == ["武汉市甲1项", "武汉市乙2项", "武汉市丙3项", "武汉市丁4项"]


def ranked(count: int, of: str = "services", sign: str = "") -> list[Item]:
    """Rankings that two cities are in, of each of which a chart can be made."""
    items: list[Item] = [theme(of)]
    for place in range(count):
        name = f"rank{sign}{place}"
        items += [
            indicator(name, f"{sign}{SIGNS[place]}榜", theme=of, family="rank", better="低"),
            fact(f"wuhan.{name}", 1, "位"),
            fact(f"tianhe.{name}", 2, "位"),
        ]
    return items


def grown(of: str) -> list[Item]:
    """A series over the years, of which a chart of another kind can be made."""
    years = [
        fact(f"wuhan.{of}-{year}", value, "亿元", indicator=f"grown{of}", period=str(year), basis="期间")
        for year, value in ((2019, 3), (2020, 4), (2021, 6))
    ]
    return [indicator(f"grown{of}", "产值", theme=of, family="cny"), *years]


@pytest.mark.parametrize("count", [3, 4])
def test_a_theme_among_few_shows_three_charts(count: int) -> None:
    said = [plain(figure.caption)[:2] for figure in shown(*ranked(count)).figures]
    assert said == ["甲榜", "乙榜", "丙榜"]


@pytest.mark.parametrize(("themes", "each"), [(3, 2), (4, 1)])
def test_three_themes_show_several_charts_each_and_of_more_the_first(themes: int, each: int) -> None:
    items = [item for sign in SIGNS[:themes] for item in ranked(2, f"theme{sign}", sign)]
    assert [len(only.figures) for only in view(*items).themes] == [each] * themes


@pytest.mark.parametrize(("themes", "last"), [(7, 2), (8, 1)])
def test_a_chart_of_another_kind_is_added_up_to_eight_in_all(themes: int, last: int) -> None:
    # what moved goes first in its theme: the ranking is the other kind, which no theme before shows
    own = [item for sign in SIGNS[: themes - 1] for item in (theme(f"theme{sign}"), *grown(f"theme{sign}"))]
    last_one = f"theme{SIGNS[themes - 1]}"
    charts = [len(only.figures) for only in view(*own, *ranked(1, last_one, "末"), *grown(last_one)).themes]
    assert charts == [*[1] * (themes - 1), last]


@pytest.mark.parametrize(("count", "asked"), [(5, "甲、乙、丙、丁、戊方面"), (6, "甲、乙、丙、丁、戊等方面")])
def test_a_city_is_asked_about_five_topics_and_more_are_etc(count: int, asked: str) -> None:
    taken = [practice(f"{own}.p{n}", topic=f"topic{n}") for own in ("wuhan", "tianhe") for n in range(count)]
    named = [topic(f"topic{place}", SIGNS[place]) for place in range(count)]
    [question] = view(practice("sanmenxia.x"), *named, *taken).questions
    assert f"没有{asked}的同类做法" in plain(question)


@pytest.mark.parametrize(("count", "told"), [(6, 6), (7, 6)])
def test_six_topics_are_told_of_what_home_may_borrow(count: int, told: int) -> None:
    named = [topic(f"topic{place}", SIGNS[place]) for place in range(count)]
    facts = [fact(f"city1.f{place}", 9) for place in range(count)]
    peers = [practice(f"city1.p{at}", f"办{{city1.f{at}}}。", topic=f"topic{at}") for at in range(count)]
    home = benchmarked(practice("city0.own"), *named, *facts, *peers)
    assert [item.name for item in home.lessons] == list(SIGNS[:told])


LEFT = "图中画不下的“庚”见表。"


@pytest.mark.parametrize(("count", "left"), [(6, []), (7, [LEFT])])
def test_six_indicators_share_a_chart_of_cities_and_the_rest_are_named_below(count: int, left: list[str]) -> None:
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:count]):
        items += [indicator(f"n{place}", sign), fact(f"wuhan.n{place}", 2), fact(f"tianhe.n{place}", 3)]
    [figure] = shown(*items).figures
    assert "".join(panel.title for panel in figure.chart.panels) == "甲乙丙丁戊己"
    assert [plain(note) for note in figure.notes if "画不下" in plain(note)] == left


def test_what_is_left_out_of_a_chart_is_named_with_its_scope() -> None:
    """Else 新设企业 of the whole city and of its centre would be two of one name."""
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:7]):
        scope = "主城区" if place == 6 else ""
        facts = (fact(f"{city}.n{place}", value, scope=scope) for city, value in (("wuhan", 2), ("tianhe", 3)))
        items += [indicator(f"n{place}", sign), *facts]
    [figure] = shown(*items).figures
    assert [plain(note) for note in figure.notes if "画不下" in plain(note)] == ["图中画不下的“庚（主城区）”见表。"]


@pytest.mark.parametrize(("count", "left"), [(6, []), (7, [LEFT])])
def test_six_cuts_share_a_chart_and_the_rest_are_named_below(count: int, left: list[str]) -> None:
    cuts = [item for sign in SIGNS[:count] for item in cut(sign, "8.27", "73.81")]
    figure, *_ = shown(*cuts).figures
    assert [panel.title for panel in figure.chart.panels] == list("甲乙丙丁戊己")
    assert [plain(note) for note in figure.notes if "画不下" in plain(note)] == left


@pytest.mark.parametrize("count", [6, 7])
def test_six_reasons_are_told_why_there_is_no_chart_then_what_it_needs(count: int) -> None:
    items: list[Item] = []
    for place, sign in enumerate(SIGNS[:count]):
        items += [indicator(f"n{place}", sign), fact(f"wuhan.n{place}", 2), fact(f"tianhe.n{place}", 2)]
    *reasons, missing = why_not("comparison", *items)
    assert reasons == [f"“{sign}”各地数值相同，无须画图。" for sign in "甲乙丙丁戊己"]
    assert missing.startswith("没有可画的“各地比较”图")


@pytest.mark.parametrize(("count", "told"), [(3, "甲乙丙"), (4, "甲乙丙丁"), (5, "甲乙丙丁戊")])
def test_a_page_has_three_points_and_a_line_on_each_other_city(count: int, told: str) -> None:
    assert [words(runs)[:2] for runs in view(*placed(count)).brief.points] == [f"{sign}市" for sign in told]


@pytest.mark.parametrize(
    ("id", "meant"),
    [
        ("wuhan.itemz", ["您是不是要找“wuhan.items”？"]),  # 4 letters of 5
        ("wuhan.abcdefghijklmnopqrs-----", []),  # 19 of 24
    ],
)
def test_an_id_asked_for_is_taken_for_a_slip_where_four_letters_of_five_are_right(
    tmp_path: Path, id: str, meant: list[str]
) -> None:
    data = analysis(fact("wuhan.items", 1), fact("wuhan.abcdefghijklmnopqrstuvwx", 2))
    _, found = blocks_of(tmp_path, {BODY: f"甲{{% if has('{id}') %}}乙{{% endif %}}"}, data)
    assert [problem.hint for problem in found] == meant


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("乙丙丁戊己庚104子丑寅卯辰巳", "“乙丙丁戊己庚104子丑寅卯辰巳”"),
        ("甲乙丙丁戊己庚104子丑寅卯辰巳午", "“乙丙丁戊己庚104子丑寅卯辰巳”"),
    ],
)
def test_a_number_without_a_source_is_shown_with_six_characters_on_either_side(
    tmp_path: Path, line: str, quoted: str
) -> None:
    _, [problem] = blocks_of(tmp_path, {BODY: line})
    assert problem.message == f"{quoted}里的数字“104”没有出处。"
