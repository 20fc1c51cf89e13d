"""The 核对清单: what is to be verified of a briefing, in sections of which none is empty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from briefing.content.checklist import NAMED, Checklist, checklist
from briefing.model.catalogue import Indicator
from briefing.model.document import Derived, Document, Heading, Items, Meta, Paragraph, Table
from briefing.model.facts import Fact
from briefing.model.measure import Measure, MeasureKind
from briefing.model.walk import all_runs
from briefing.wording.prose import plain, text
from tests.builders import Item, analysis, fact, indicator, relation

TODAY = date(2026, 11, 29)


def made(
    *items: Item, printed: Sequence[str] | None = None, derived: Sequence[str] = (), given: Sequence[str] = ()
) -> Checklist:
    """The list of a briefing that prints the facts named, all if none are, and the `derived` figures of relations."""
    found = analysis(*items)
    facts = [item for item in found.selection.library.facts() if printed is None or item.id in printed]
    computed = tuple(
        Derived(made.id, f"{made.value}{made.unit.symbol}", made.unit.symbol, made.formula, made.inputs)
        for item in found.related
        for made in item.derived
        if made.id in derived
    )
    by_hand = [{"name": name, "text": "2026年第3期"} for name in given]
    return checklist(found, Document(Meta(title="情况"), (), computed), facts, by_hand, TODAY)


def sections(of: Checklist) -> dict[str, list[str]]:
    """The lines of each section, rows of a table joined by |."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for block in of.document.blocks:
        match block:
            case Heading(runs=runs):
                found[plain(runs)] = lines = []
            case Items(items):
                lines += [plain(item) for item in items]
            case Table():
                lines += [plain(block.caption), *("|".join(map(plain, row)) for row in block.rows)]
            case _:
                pass
    return found


def test_a_blank_that_goes_out_is_to_be_filled_in() -> None:
    document = Document(Meta(title="情况"), (Paragraph(text("窗口××个。")),))
    found = checklist(analysis(fact("wuhan.items", 104, period="2025年")), document, (), (), TODAY, ["第××期", "抄送"])
    assert sections(found)["需要核实"] == ["还有没填的空：“窗口××个。”。", "还有没填的空：“第××期”。"]
    assert found.to_verify == 2


def test_sections_of_which_there_is_nothing_are_left_out() -> None:
    """A recent figure that is set against nothing has its source alone."""
    found = made(fact("wuhan.items", 104, period="2025年"))
    assert sections(found) == {"数据来源对照": ["办公室：《文章》", "104项|items|2025年|第1段|□"]}
    assert found.to_verify == 0


def test_what_is_old_is_one_line_a_year_however_many_figures_there_are() -> None:
    """Of this year, one for each period; up to five figures are named."""
    old = [fact(f"wuhan.a{number}", 1, period=at) for number, at in enumerate(["2021年", "截至2021年底", "2021年8月"])]
    found = made(*old, fact("tianhe.b", 1, period="2022年"))
    assert sections(found)["需要核实"] == [
        "数据时点较早：2021年的数据3项（武汉市a0、a1、a2），请核实有无新的数据。",
        "数据时点较早：2022年的数据1项（天河区b），请核实有无新的数据。",
    ]
    assert found.to_verify == 2
    monthly = replace(indicator("n"), rhythm="月")
    found = made(monthly, fact("wuhan.n", 1, period="2026年8月"), fact("tianhe.n", 1, period="2026年9月"))
    assert sections(found)["需要核实"] == ["数据时点较早：2026年8月的数据1项（武汉市n），请核实有无新的数据。"]


@pytest.mark.parametrize(("count", "told"), [(NAMED, "5项（武汉市a0、a1、a2、a3、a4）"), (NAMED + 1, "6项（武汉市）")])
def test_of_more_than_five_figures_it_is_said_how_many_there_are(count: int, told: str) -> None:
    """Which they are, the table of sources shows."""
    found = made(*(fact(f"wuhan.a{number}", 1) for number in range(count)))
    assert sections(found)["需要核实"] == [f"原文未注明年份：{told}，引用前请先核实时点。"]


def test_only_what_the_briefing_prints_is_to_be_verified() -> None:
    """A one-page briefing prints a few of the figures that were selected."""
    found = made(fact("wuhan.a", 1), fact("wuhan.b", 2, period="2025年"), printed=["wuhan.b"])
    assert list(sections(found)) == ["数据来源对照"]


@pytest.mark.parametrize(
    ("daily", "section", "line"),
    [
        (448, "相互核对", "天河区新增企业（2025年）：448户与由16.4万户推算的结果相符。"),
        (600, "需要核实", "天河区新增企业（2025年）：600户与由16.4万户推算的结果不符。"),
    ],
)
def test_figures_that_agree_are_told_and_those_that_do_not_are_to_be_verified(
    daily: int, section: str, line: str
) -> None:
    """In words of a briefing, without the ids of the facts."""
    found = made(
        fact("tianhe.new", "16.4", "万户", period="2025年"),
        fact("tianhe.daily", daily, "户", period="2025年"),
        relation("tianhe.new-daily", "daily", name="新增企业", total="tianhe.new", daily="tianhe.daily"),
    )
    assert sections(found)[section] == [line]
    assert found.to_verify == (section == "需要核实")


def loans(at: str, source: str) -> tuple[Item, ...]:
    return (
        fact("wuhan.loans", 500, "万元", period="2025年", source="wuhan"),
        fact("wuhan.firms", 100, "户", period=at, source=source),
        relation("wuhan.average", "per_unit", name="“税银贷”", amount="wuhan.loans", count="wuhan.firms"),
    )


@pytest.mark.parametrize(
    ("at", "source", "why"),
    [("2025年", "wuhan", ""), ("2024年", "wuhan", "时期"), ("未注明", "wuhan", "时期"), ("2025年", "other", "来源")],
)
def test_a_figure_computed_across_times_or_sources_is_to_be_verified(at: str, source: str, why: str) -> None:
    """The table of computed figures says for each what it rests on."""
    found = sections(made(*loans(at, source), derived=["=wuhan.average.average"]))
    shown = "" if at == "未注明" else f"（{at}）"
    rests_on = f"武汉市loans500万元（2025年）、firms100户{shown}"
    lines = [line for line in found.get("需要核实", []) if line.startswith("由")]
    assert lines == ([f"由{why}不同的数据推算：“税银贷”5.00万元，依据{rests_on}。"] if why else [])
    assert found["推算的数字"] == ["推算的数字及依据", f"5.00万元|{{wuhan.loans}} ÷ {{wuhan.firms}}|{rests_on}|□"]


def test_all_that_may_be_confused_is_told_and_not_the_first_four() -> None:
    """Six indicators that two cities count otherwise."""
    facts = [
        fact(f"{place}.n{number}", 1, period="2025年", scope=place)
        for number in range(6)
        for place in ("wuhan", "tianhe")
    ]
    assert len(sections(made(*facts))["容易混淆或不能比较"]) == 6


def test_a_later_figure_that_is_left_out_of_a_comparison_is_told() -> None:
    """武汉 has one of 2026 that no other has."""
    held = [fact(f"{place}.n", 1, period="2025年") for place in ("wuhan", "tianhe", "sanmenxia")]
    found = made(*held, fact("wuhan.n-late", 2, period="2026年", indicator="n"))
    assert sections(found)["容易混淆或不能比较"] == ["另有较新数据未列入：n，武汉市2026年。"]


def test_what_the_clerk_noted_of_what_is_printed_is_told_once_for_all_of_which_it_is() -> None:
    """Of a relation where all its members are printed, and with what readers are told."""
    noted = [replace(fact(f"wuhan.{id}", 3, period="2025年"), note="原文未分列。") for id in ("a", "b", "c")]
    total = relation("wuhan.s", "sum", parts=("wuhan.a",), whole="wuhan.b")
    total = replace(total, caveat="不能相加。", note="见附表。")
    for printed, told in (("ab", ["a、b：原文未分列。", "s：不能相加，见附表。"]), ("ac", ["a、c：原文未分列。"])):
        found = made(*noted, total, printed=[f"wuhan.{id}" for id in printed])
        assert sections(found)["录入时的说明"] == told


def test_what_the_material_does_not_touch_is_told_of_each_city() -> None:
    held = fact("wuhan.n", 1, period="2025年"), fact("tianhe.m", 1, period="2025年", indicator="m")
    found = sections(made(*held, indicator("m", theme="law")))
    assert found["材料未涉及的方面"] == [
        "武汉市：所用公开材料未涉及法治与监管。",
        "天河区：所用公开材料未涉及政务服务。",
    ]


def test_what_was_set_by_hand_is_listed() -> None:
    assert sections(made(fact("wuhan.n", 1, period="2025年"), given=["期号"]))["手填的内容"] == ["期号：2026年第3期"]


def test_every_figure_stands_under_its_source_with_its_place() -> None:
    """A cell of a workbook or a paragraph; the city where a source tells of several."""
    facts: list[Fact] = [
        fact("wuhan.n", 3, "户", period="2025年", paragraph=4, source="shared"),
        replace(fact("tianhe.n", 5, "户", period="2025年", source="shared"), paragraph=None, cell="台账.xlsx 数据!D2"),
        fact("tianhe.m", 7, "户", period="2025年", paragraph=0),
    ]
    found = made(*facts)
    lines = sections(found)["数据来源对照"]
    assert lines == [
        "办公室：《文章》",
        "3户|武汉市n|2025年|第4段|□",
        "5户|天河区n|2025年|台账.xlsx 数据!D2|□",
        "办公室：《文章》",
        "7户|m|2025年|标题、导语或图注|□",
    ]
    assert {run.ref for run in all_runs(found.document.blocks) if run.ref} == {item.id for item in facts}


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        ("2.5", []),
        (
            "2.6",
            ["武汉items（2023年）：来源载明同比增长2.6%，按所列数据推算为增长2.5%，采用来源载明的数。"],
        ),
        (
            "-2.5",
            ["武汉items（2023年）：来源载明同比下降2.5%，按所列数据推算为增长2.5%，采用来源载明的数。"],
        ),
    ],
)
def test_a_rate_that_its_source_states_otherwise_is_one_line(rate: str, told: list[str]) -> None:
    growth = Indicator(
        id="items-growth", name="增速", theme="services", family="percent", measure=MeasureKind.GROWTH, of="items"
    )
    stated = replace(
        fact("wuhan.rate", rate, "%", indicator="items-growth", period="2023年", basis="期间"),
        measure=Measure(kind=MeasureKind.GROWTH, base="同比"),
    )
    years = [
        fact(f"wuhan.items-{at}", value, "亿元", indicator="items", period=f"{at}年", basis="期间")
        for at, value in (("2022", "400.0"), ("2023", "410.0"))
    ]
    found = made(*years, stated, growth, indicator("items", family="cny"))
    assert [line for line in sections(found).get("需要核实", []) if "载明" in line] == told
