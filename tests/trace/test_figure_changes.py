"""A number that stands in the place of another is held against the data, and offered as a correction, never made."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.errors import Location
from briefing.model.facts import Fact
from briefing.trace.changes import ChangeKind, changes
from briefing.trace.evidence import judge
from briefing.trace.figure_changes import Correction, FigureChange, Judged, as_said, corrections, figure_changes
from briefing.trace.figures import KnownFigures
from briefing.trace.passages import WordText
from tests.builders import fact, indicator, library
from tests.conformance.small import p
from tests.trace.test_changes import text

LOANS = indicator("loans", "贷款余额", family="cny")
RATE = indicator("rate", "外资增速", family="percent")
ITEMS = indicator("items", "联办事项")
WAS = fact("wuhan.loans", "4.74", "亿元", period="2021年")


def found(before: str, after: str, known: KnownFigures | None, now: KnownFigures | None) -> tuple[FigureChange, ...]:
    one, other = text(p(before)), text(p(after))
    return figure_changes(changes(one, other), judged(one, known), judged(other, now))


def judged(words: WordText, known: KnownFigures | None) -> Judged:
    return {id(item.number): item for item in judge(words.numbers, known)} if known else None


def told(made: tuple[FigureChange, ...]) -> list[tuple[str | None, str]]:
    return [(item.before.text if item.before else None, item.after.text) for item in made]


def of(*facts: Fact) -> KnownFigures:
    return KnownFigures.of_library(library(*facts, LOANS, RATE, ITEMS))


def corrected(own: Fact, before: str, after: str) -> tuple[Correction, ...]:
    held = library(own, LOANS, RATE, ITEMS)
    known = KnownFigures.of_library(held)
    return corrections(found(f"武汉市{before}。", f"武汉市{after}。", known, known), held, known)


LATER = fact("wuhan.loans-2022", "5.10", "亿元", indicator="loans", period="2022年")
ELSEWHERE = fact("sanmenxia.loans", "5.10", "亿元", period="2021年")
OTHER = fact("wuhan.items", "5.10", "亿元")
OLD = "武汉市贷款余额4.74亿元。"


@pytest.mark.parametrize(
    ("held", "now", "before", "after", "known", "origin"),
    [
        ([WAS], [LATER], f"2021年，{OLD}", "2022年，武汉市贷款余额5.10亿元。", True, "与资料一致"),
        ([WAS], [LATER], f"2021年，{OLD}", "2022年，武汉市贷款余额5.11亿元。", True, "与资料不同"),
        ([WAS], [LATER], "三门峡市收集问题3个。", "三门峡市收集问题4个。", False, "资料中没有"),
        ([], [], OLD, "武汉市贷款余额4.75亿元。", False, "未与资料对照"),
        # what the data did not hold they do not bear out, whatever it is now
        ([WAS], [WAS], "武汉市贷款余额4.73亿元。", OLD, False, "资料中没有"),
        # what was another thing is none that has the same number, be it of the same city
        ([WAS], [WAS, OTHER], "武汉市联办事项4.74亿元。", "武汉市联办事项5.10亿元。", False, "资料中没有"),
        ([WAS], [WAS, OTHER], OLD, "武汉市贷款余额5.10亿元。", True, "与资料不同"),
        ([WAS, ELSEWHERE, OTHER], [WAS, ELSEWHERE, OTHER], OLD, "三门峡市贷款余额5.10亿元。", True, "与资料一致"),
    ],
)
def test_what_the_data_have_now_is_told_from_what_a_person_wrote(
    held: list[Fact], now: list[Fact], before: str, after: str, known: bool, origin: str
) -> None:
    (item,) = found(before, after, (held and of(*held)) or None, (now and of(*now)) or None)
    assert (item.figure and item.figure.id, item.origin) == ("wuhan.loans" if known else None, origin)


def test_what_a_briefing_counts_of_itself_is_no_fact_and_gets_no_correction() -> None:
    count = "武汉市联办事项情况，共采用数据{}项。"
    held = library(fact("wuhan.items", 14, "项"), fact("sanmenxia.items", 15, "项"), ITEMS)
    known = KnownFigures.of_library(held)
    made = found(count.format(14), count.format(15), known, known)
    assert [(item.figure, item.origin) for item in made] == [(None, "资料中没有")]
    assert corrections(made, held, known) == ()
    (item,) = found("武汉市联办事项14项。", "武汉市联办事项15项。", known, known)
    assert (item.figure and item.figure.id, item.origin) == ("wuhan.items", "与资料不同")


def test_numbers_that_changed_places_are_both_told() -> None:
    known = of(WAS, fact("wuhan.rate", 3, "%"), fact("wuhan.items", 104, "项"))
    made = found("武汉市贷款余额4.74亿元，联办事项104项。", "武汉市贷款余额104项，联办事项4.74亿元。", known, known)
    assert told(made) == [("4.74亿元", "104项"), ("104项", "4.74亿元")]
    made = found("办理3个、4个、5个。", "办理3个、4个、9个、6个，又7个。", known, known)
    assert told(made) == [("5个", "9个"), (None, "6个"), (None, "7个")]


def test_the_same_figure_in_other_words_is_no_change_of_a_figure() -> None:
    assert found("武汉市贷款余额4.74亿元。", "武汉市贷款余额47400万元。", of(WAS), of(WAS)) == ()
    assert found("武汉市贷款余额4.74亿元。", "武汉市贷款余额为4.74亿元。", of(WAS), of(WAS)) == ()


@pytest.mark.parametrize(
    ("before", "after", "held", "origin"),
    [
        ("30项", "30余项", "", "与资料不同"),
        ("30项", "三十余项", "", "与资料不同"),
        ("30项", "近30项", "", "与资料不同"),
        ("30项", "30项以上", "", "与资料不同"),
        ("30项", "30余项", "余", "与资料一致"),
        ("近30项", "31项", "", "资料中没有"),
        ("30项", "三十项", "", None),
        ("30余项", "三十余项", "余", None),
    ],
)
def test_a_number_that_became_nearly_that_number_is_a_changed_one(
    before: str, after: str, held: str, origin: str | None
) -> None:
    known = of(fact("wuhan.items", 30, "项", qualifier=held))
    made = found(f"武汉市推出{before}联办事项。", f"武汉市推出{after}联办事项。", known, known)
    said = [(as_said(item.before), as_said(item.after), item.origin) for item in made if item.before]
    assert said == ([(before, after, origin)] if origin else [])


@pytest.mark.parametrize(
    ("own", "before", "after", "lines"),
    [
        (WAS, "贷款余额4.74亿元", "贷款余额4.84亿元", "id: wuhan.loans\nvalue: 4.84\nprinted: 4.84亿元\n"),
        (WAS, "贷款余额4.74亿元", "贷款余额48400万元", "id: wuhan.loans\nvalue: 4.84\nprinted: 48400万元\n"),
        (
            replace(WAS, printed=""),
            "贷款余额4.74亿元",
            "贷款余额100亿元",
            "id: wuhan.loans\nvalue: 100\n",
        ),
        (
            fact("wuhan.rate", 3, "%", direction="减"),
            "外资增速下降3%",
            "外资增速下降2.5%",
            "id: wuhan.rate\nvalue: 2.5\nprinted: 2.5%\n",
        ),
        (
            fact("wuhan.items", "300~310", "项", printed="300～310项"),
            "联办事项300～310项",
            "联办事项300～320项",
            "id: wuhan.items\nvalue: 300~320\nprinted: 300～320项\n",
        ),
        (
            fact("wuhan.items", 104, "项", printed="约104项"),
            "联办事项约104项",
            "联办事项约96项以上",
            "id: wuhan.items\nvalue: 96\nprinted: 约96项以上\n",
        ),
        (
            fact("wuhan.items", 104, "项"),
            "联办事项104项",
            "联办事项96件",
            "id: wuhan.items\nvalue: 96\nunit: 件\nprinted: 96件\n",
        ),
    ],
)
def test_a_correction_is_the_lines_to_put(own: Fact, before: str, after: str, lines: str) -> None:
    own = replace(own, location=Location("data/cities/wuhan.yaml", 28))
    (item,) = corrected(own, before, after)
    assert (item.place, item.lines) == ("data/cities/wuhan.yaml 第 28 行", lines)
    assert item.sentence == f"武汉市{after}。"


def test_a_cell_of_a_workbook_is_named_instead() -> None:
    (item,) = corrected(replace(WAS, cell="数据.xlsx 数据!D17"), "贷款余额4.74亿元", "贷款余额4.84亿元")
    assert (item.place, item.lines, item.old, item.new) == ("数据.xlsx 数据!D17", "", "4.74亿元", "4.84亿元")


def test_what_the_data_bear_out_or_do_not_know_is_no_correction() -> None:
    assert corrected(WAS, "贷款余额4.74亿元", "贷款余额47400万元") == ()
    assert corrected(WAS, "收集问题3个", "收集问题4个") == ()
    held = library(WAS, LOANS)
    computed = replace(KnownFigures.of_library(held).all[0], id="=wuhan.loans.growth", formula="a ÷ b")
    known = KnownFigures([computed], held.catalogue.units)
    made = found("武汉市贷款余额4.74亿元。", "武汉市贷款余额4.84亿元。", known, known)
    assert [item.figure and item.figure.id for item in made] == ["=wuhan.loans.growth"]
    assert corrections(made, held, known) == ()


EDITED = text(p("武汉市贷款余额4.74亿元。")), text(p("武汉市贷款余额5.11亿元。"))
JUDGED = tuple(judged(words, of(WAS)) for words in EDITED)


def test_a_number_whose_form_was_changed_as_well_is_counted_once() -> None:
    edited = changes(*EDITED)
    (item,) = figure_changes([*edited, replace(edited[0], kind=ChangeKind.FORM)], *JUDGED)
    assert (item.change, item.after.text) == (0, "5.11亿元")


def test_all_in_a_file_that_nobody_has_touched_is_from_the_data() -> None:
    (item,) = figure_changes(changes(*EDITED), *JUDGED, as_written=True)
    assert item.origin == "与资料一致"
    added = changes(text(p("武汉市。")), EDITED[1])
    assert figure_changes(added, {}, JUDGED[1], as_written=True) == ()


def test_a_number_that_somebody_added_is_told_as_well() -> None:
    """In a new sentence and in one that was there; what was deleted leaves nothing to be checked."""
    added = "贷款余额4.74亿元。"
    for before, after in (
        ("武汉市优化营商环境。", f"武汉市优化营商环境，办件1.2万件，增长百分之十五，投资4.74亿元。{added}"),
        ("武汉市优化营商环境。", f"武汉市优化营商环境。武汉市办件1.2万件，增长百分之十五，投资4.74亿元。{added}"),
    ):
        made = found(before, after, of(WAS), of(WAS))
        assert [(item.before, item.after.text, item.figure and item.figure.id, item.origin) for item in made] == [
            (None, "1.2万件", None, "资料中没有"),
            (None, "百分之十五", None, "资料中没有"),
            (None, "4.74亿元", None, "待核"),
            (None, "4.74亿元", "wuhan.loans", "与资料一致"),
        ]


def test_a_city_and_an_indicator_are_the_same_whatever_other_names_a_file_knows() -> None:
    """Figures that changed places are by hand, also where one file is known by its bundle and the other by the data."""
    firms, private = fact("wuhan.firms", "48.6", "万户"), fact("wuhan.private", "44.7", "万户")
    held = library(firms, private, indicator("firms", "企业总量"), indicator("private", "民营企业"))
    data = KnownFigures.of_library(held)
    bundle = KnownFigures([replace(item, places=item.places[1:2]) for item in data.all], held.catalogue.units)
    said = "武汉市企业总量{}，民营企业{}。"
    made = found(said.format("48.6万户", "44.7万户"), said.format("44.7万户", "48.6万户"), bundle, data)
    assert [(item.figure and item.figure.id, item.origin) for item in made] == [
        ("wuhan.firms", "与资料不同"),
        ("wuhan.private", "与资料不同"),
    ]
