"""对标 in words: page 1 says where the home city stands on each indicator, and nothing is said beyond the data."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import briefing
from briefing.analysis.analyse import Analysis, analyse
from briefing.content.compose import compose
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.content.standings.benchmark import HomeContext
from briefing.content.standings.rankings import Rankings
from briefing.data.template_folders import read_template
from briefing.errors import UsageError
from briefing.model.document import Document, Figure, Heading, Paragraph, RunKind, Runs, Table
from briefing.model.facts import Fact, Target
from briefing.model.measure import Measure, MeasureKind
from briefing.model.period import Period
from briefing.model.quantity import Quantity
from briefing.wording.prose import plain
from tests.builders import Item, city, fact, indicator, library, practice, selection, topic
from tests.content.samples import request

ROOT = Path(__file__).parents[3]
NAMES = "甲乙丙丁戊己庚辛壬癸"
KINDS = (
    # name, unit, family, better, compare, the first city's figure and the step from city to city, weight
    ("企业开办时间", "个工作日", "workday", "低", "不限", "3.0", "-0.2", None),
    ("施工许可审批时间", "个工作日", "workday", "低", "不限", "60", "-3", "15"),
    ("用电报装时间", "天", "time", "低", "不限", "20", "-1", None),
    ("网上可办率", "%", "percent", "高", "不限", "80.0", "1.5", "5"),
    ("一次办成率", "%", "percent", "高", "不限", "99.0", "-1.0", None),
    ("满意度", "分", "score", "高", "不限", "88.0", "0.5", None),
    ("合同执行率", "%", "percent", "高", "不限", "70.0", "2.0", "10"),
    ("企业开办费用", "元", "cny", "低", "不限", "90", "-10", None),
    ("营商环境位次", "位", "rank", "低", "不限", "10", "-1", None),
    ("窗口日均办件", "件", "count", None, "不限", "300", "25", None),
    ("地区生产总值", "亿元", "cny", "高", "同级", "2000", "1500", None),
    ("新设企业", "万户", "count", "高", "同级", "2.2", "1.1", None),
)
"""Twelve indicators; of the fee the best city has none."""


@cache
def ten(home: str = "c0") -> Analysis:
    """Ten cities with twelve indicators in 2022 and 2023, with targets, weights, causes and practices."""
    items: list[Item] = [city(f"c{at}", f"{name}市", level="地级市") for at, name in enumerate(NAMES)]
    for number, (name, symbol, family, better, compare, first, step, weight) in enumerate(KINDS):
        made = indicator(f"i{number}", name, theme=f"t{number}", family=family, better=better, compare=compare)
        items.append(replace(made, weight=Decimal(weight) if weight else None))
        for at in range(len(NAMES)):
            value = max(Decimal(first) + at * Decimal(step), Decimal(0 if family == "cny" else 1))
            for year, more in (("2022", abs(Decimal(step))), ("2023", Decimal(0))):
                own = fact(f"c{at}.i{number}-{year}", value + more, symbol, indicator=f"i{number}", period=year)
                items.append(aimed(own) if (at, number, year) == (0, 0, "2023") else own)
    joint = "推行联办{c9.items}，涉及部门{c9.parts}。"
    items += [
        *(fact("c9.items", 131, "项"), fact("c9.parts", 11, "个"), fact("c0.firms", 35, "户")),
        replace(practice("c9.joint", joint, name="一件事联办", topic="payout"), key="c9.items"),
        practice("c0.trial", "为{c0.firms}企业兑付。", name="免申即享（试点）", topic="payout"),
        practice("c8.startup", "全程网办{c8.i0-2023}办结。", name="一网通办", theme="t0"),
        topic("payout", "政策兑现"),
    ]
    return analyse(selection(*items), home)


def aimed(item: Fact) -> Fact:
    target = Target(Quantity(Decimal(2), item.quantity.unit), Period.parse("2024"))
    return replace(item, target=target, bureau="市审批局", cause="系统尚未贯通")


@cache
def document(home: str = "c0") -> Document:
    template = read_template("benchmark", [ROOT / "templates"])
    found, problems = compose(ten(home), template, request(), lambda chart: None)
    assert problems == []
    return found


def words(runs: Runs) -> str:
    return plain(tuple(run for run in runs if run.kind is RunKind.TEXT))


def paragraphs(home: str = "c0") -> list[str]:
    return [words(block.runs) for block in document(home).blocks if isinstance(block, Paragraph)]


def table(key: str, home: str = "c0") -> Table:
    return next(block for block in document(home).blocks if isinstance(block, Table) and block.key == key)


def view(*items: Item, home: str = "c0") -> HomeContext:
    data = analyse(selection(*items), home)
    ledger = Ledger(data.selection.library)
    return HomeContext(
        data, SentenceWriter(data.selection.library, ledger), ChartSpecs(data, ledger, lambda chart: None)
    )


def test_the_verdict_gives_places_of_so_many_then_what_moved_and_no_widest_gap_beside_a_fee_of_nothing() -> None:
    assert paragraphs()[0] == (
        "2023年，甲市在10市可比优劣的9项指标中，一次办成率居第1位，"
        "企业开办时间、施工许可审批时间、用电报装时间等7项均居第10位，营商环境位次为第10位。"
        "较上年，5项改善；4项退步。"
    )
    assert "对标对象为乙市、丙市、丁市、戊市等地，与我市同为地级市。" in paragraphs()


def test_the_score_card_has_each_indicator_with_its_best_median_target_gap_place_and_movement() -> None:
    card = table("home.card")
    assert [plain(cell) for cell in card.header] == [
        *("指标", "我市", "最优", "中位数", "目标", "差距", "位次", "比上年")
    ]
    assert plain(card.caption) == "甲市在10市中的位置（2023年）"
    rows = [[plain(cell) for cell in row] for row in card.rows]
    assert rows[0] == ["企业开办时间（工作日）", "3.0", "癸市 1.2", "2.1", "2", "1.8", "10", "压缩0.2"]
    assert rows[3] == ["网上可办率（%）", "80.0", "癸市 93.5", "86.8", "—", "13.5", "10", "下降1.5"]
    assert rows[8] == ["营商环境位次（位）", "第10", "癸市 第1", "—", "—", "—", "—", "前移1位"]
    assert all(run.strong for row in card.rows for run in row[1])


def test_totals_and_what_has_no_better_end_stand_in_a_table_of_their_own_behind_the_strip() -> None:
    others = table("home.others")
    assert plain(others.caption) == "甲市其他指标在10市中的位置（2023年）"
    rows = [[plain(cell) for cell in row] for row in others.rows]
    assert [row[0] for row in rows] == ["地区生产总值（亿元）", "新设企业（万户）", "窗口日均办件（件）"]
    assert [plain(head) for head in others.header] == ["指标", "我市", "首位", "中位数", "位次", "比上年"]
    assert rows[0][-2] == "10"
    assert rows[2][1:] == ["300", "—", "412.5", "—", "下降7.7%"]
    assert "总量与规模有关，位次不表示优劣。未定优劣方向的指标不排位次。" in plain(others.notes[0])
    keys = [block.key for block in document().blocks if isinstance(block, Table | Figure)]
    assert keys[:3] == ["home.card", "home.strip", "home.others"]


def test_the_card_says_once_of_how_many_and_of_when_what_most_rows_share() -> None:
    def kind(name: str) -> list[Item]:
        return [indicator(name, f"率{name}", family="percent", better="高")]

    rates = [fact(f"c{at}.{name}", 50 + at, "%", period="2023") for name in "rs" for at in range(3)]
    late = [fact(f"c{at}.t", 50 + at, "%", period="2024") for at in range(4)]
    alike = view(*kind("r"), *kind("s"), *rates).card
    mixed = view(*kind("r"), *kind("s"), *kind("t"), *rates, *late).card
    assert alike is not None
    assert mixed is not None
    assert plain(alike.caption) == "c0市在3市中的位置（2023年）"
    assert [plain(row[-1]) for row in alike.rows] == ["3", "3"]
    assert plain(mixed.caption) == "c0市在各地中的位置（2023年）"
    assert [plain(row[0]) for row in mixed.rows] == ["率r（%）", "率s（%）", "率t（%，2024年）"]
    assert [plain(row[-1]) for row in mixed.rows] == ["3/3", "3/3", "4/4"]
    assert plain(mixed.notes[0]).startswith("位次斜线后为参加排列的城市数。")


def test_a_finding_stands_above_a_neutral_caption_and_what_is_not_drawn_is_told() -> None:
    (figure,) = [block for block in document().blocks if isinstance(block, Figure)]
    assert figure.chart.groups[0] == "甲市"
    drawn = {mark.label.removesuffix("（越短越好）") for mark in figure.chart.panels[0].marks}
    assert drawn == {name for name, *_, better, _, _, _, _ in KINDS[:7]}
    assert plain(figure.caption) == "各地主要指标与最优城市相比（推算）"
    note = plain(figure.notes[0])
    assert "营商环境位次不宜折算，未画入图中。" in note
    assert paragraphs()[1].startswith(
        "甲市一次办成率已为最优；与最优城市相比，企业开办时间长1.8个工作日；满意度低4.5分，差距最小（推算）。"
    )
    at = document().blocks.index(figure)
    assert words(document().blocks[at - 1].runs) == paragraphs()[1]  # type: ignore[union-attr]  # a paragraph


def test_gaps_stand_by_weight_then_by_share_and_are_six_at_most() -> None:
    headings = [plain(block.runs) for block in document().blocks if isinstance(block, Heading) and block.level == 2]
    assert headings == [
        *("施工许可审批时间", "合同执行率", "网上可办率", "企业开办时间", "用电报装时间", "满意度", "政策兑现")
    ]
    assert "以下按考核权重由高到低列出。" in paragraphs()


def test_a_gap_tells_cause_practice_and_state_and_leaves_out_what_the_data_do_not_hold() -> None:
    told = [
        text
        for text in paragraphs()
        if text.split("。")[0] in ("差距", "原因", "对方做法及成效", "我市现状", "建议（待定）")
    ]
    at = told.index("原因。系统尚未贯通。")
    assert told[at - 1 : at + 3] == [
        (
            "差距。2023年，我市企业开办时间3.0个工作日，比最优的癸市（1.2个工作日）长1.8个工作日（推算），各地中位数2.1个工作日（推算）。"
        ),
        "原因。系统尚未贯通。",
        "对方做法及成效。壬市“一网通办”：2023年，全程网办1.4个工作日办结。",
        "建议（待定）。研究借鉴壬市“一网通办”，具体措施由市审批局提出。",
    ]
    assert sum(text.startswith("原因。") for text in told) == 1
    asked = [text for text in told if text.startswith("建议") and "借鉴" not in text]
    assert asked == ["建议（待定）。以上未另提建议的5项差距，力争先达到各地中位数水平，具体措施由牵头单位提出。"]


def test_the_list_of_tasks_leaves_blank_what_the_data_do_not_hold() -> None:
    rows = [[plain(cell) for cell in row] for row in table("home.tasks").rows]
    assert [row[0] for row in rows] == list("1234567")
    assert rows[3][1:] == [
        *("企业开办时间3.0个工作日，比癸市长1.8个工作日", "借鉴壬市“一网通办”", "2个工作日", "市审批局", "", "2024年")
    ]
    assert rows[0][2:] == ["", "约46个工作日（参考）", "", "", ""]
    assert rows[-1][1:3] == ["政策兑现：癸市有“一件事联办”，我市有“免申即享（试点）”", "借鉴癸市“一件事联办”"]
    assert plain(table("home.tasks").notes[0]) == ("差距为推算；参考目标值为各地中位数（推算）；空白处由有关单位填写。")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("联办", "c1：联办9项［］。"),
        ("窗口“联办”", "c1：联办9项［］。"),
        ("一事联办", "c1“一事联办”：联办9项［］。"),
    ],
)
def test_a_practice_is_named_before_its_sentence_where_that_does_not_name_it(name: str, said: str) -> None:
    theirs = replace(practice("c1.joint", "联办{c1.items}。", name=name, topic="payout"), key="c1.items")
    made = view(topic("payout", "政策兑现"), fact("c0.firms", 1, "户"), fact("c1.items", 9), theirs)
    [lesson] = made.lessons
    assert [plain(one) for one in lesson.practices] == [said]


def test_what_home_has_of_a_kind_stands_beside_a_peer_s_by_name_without_figures() -> None:
    items: list[Item] = [fact("c0.firms", 35, "户"), fact("c1.items", 131, "项"), topic("payout", "政策兑现")]
    theirs = replace(practice("c1.joint", "联办{c1.items}。", name="联办", topic="payout"), key="c1.items")
    ours = practice("c0.trial", "兑付{c0.firms}。", name="兑付试点", topic="payout")
    for own, told in (
        ([ours], "c1有“联办”，我市有“兑付试点”"),
        ([], "c1有“联办”（131项）"),
    ):
        tasks = view(*items, theirs, *own).tasks
        assert tasks is not None
        assert words(tasks.rows[0][1]) == f"政策兑现：{told}"
        assert {run.ref for run in tasks.rows[0][1] if run.kind is RunKind.CITE} == {it.source for it in (theirs, *own)}


@pytest.mark.parametrize(
    ("figures", "target", "median"),
    [
        ((60, 90), "90%（参考）", "—"),
        ((60, 70, 90), "70%（参考）", "70"),
        # in the better half, or in the middle, none is set: never the best of all for those who lag least
        ((70, 60, 90), "", "70"),
        ((80, 60, 70, 90), "", "75"),
        # behind a middle that rounding leaves as near as it is
        (("1.4", "1.3", "1.5", "1.6"), "1.45%（参考）", "1.45"),
    ],
)
def test_what_may_be_reached_first_is_the_median_of_three_or_more_that_home_is_behind(
    figures: tuple[int | str, ...], target: str, median: str
) -> None:
    rates = [fact(f"c{at}.rate", value, "%") for at, value in enumerate(figures)]
    found = view(*rates, indicator("rate", "可办率", family="percent", better="高"))
    assert found.tasks is not None
    assert found.card is not None
    assert plain(found.tasks.rows[0][3]) == target
    heads = [plain(head) for head in found.card.header]
    assert (plain(found.card.rows[0][heads.index("中位数")]) if "中位数" in heads else "—") == median


def test_the_average_of_the_province_stands_in_the_card_and_has_no_place() -> None:
    rates = [fact(f"c{at}.rate", value, "%") for at, value in enumerate((60, 70, 90))]
    means = [fact(f"c{at}.mean", 65, "%", indicator="rate", scope="全省平均") for at in range(2)]
    found = view(*rates, *means, indicator("rate", "可办率", family="percent", better="高"))
    assert found.card is not None
    assert [plain(head) for head in found.card.header] == ["指标", "我市", "最优", "中位数", "全省平均", "差距", "位次"]
    assert [plain(cell) for cell in found.card.rows[0]] == ["可办率（%）", "60", "c2 90", "70", "65", "30", "3"]
    assert len(found.card.rows) == 1


def test_a_verdict_on_one_indicator_counts_none_and_of_three_that_moved_it_names_all() -> None:
    def verdict(count: int) -> list[str]:
        items: list[Item] = []
        for number in range(count):
            kind = indicator(f"r{number}", f"率{number}", family="percent", better="高")
            years = (("2022", 50), ("2023", 60))
            ours = [fact(f"c0.{kind.id}-{at}", now, "%", indicator=kind.id, period=at) for at, now in years]
            items += [kind, *ours, fact(f"c1.r{number}", 90, "%", period="2023")]
        return [plain(said) for said in view(*items).verdict]

    assert verdict(1) == [
        "2023年，c0市率0低于c1。",
        "较上年提高10个百分点（推算）。",
        "我市60%，c190%。",
    ]
    assert verdict(3)[1] == ("较上年，3项均有改善：率0提高10个百分点、率1提高10个百分点、率2提高10个百分点（推算）。")
    assert verdict(4)[1] == "较上年，4项均有改善。"


def test_a_gap_that_is_the_only_one_is_no_widest_and_growth_has_no_share() -> None:
    kinds = [indicator(name, f"率{name}", family="percent", better="高") for name in "rs"]
    rates = [fact(f"c{at}.{name}", value, "%") for name, held in {"r": (9, 8), "s": (5, 9)}.items()
             for at, value in enumerate(held)]  # fmt: skip
    assert plain(view(*kinds, *rates).verdict[-1]) == "差距仅在率s，我市5%，c19%。"
    grown = [
        replace(item, measure=Measure(kind=MeasureKind.GROWTH)) if item.indicator == "s" else item for item in rates
    ]
    assert [item.share is None for item in view(*kinds, *grown)._found.judged] == [False, True]


@pytest.mark.parametrize(
    ("figures", "told", "order"),
    [
        (({"r": (50, 90)}, {"days": (4, 0)}), "", "按指标次序列出，不能折算的列在后面"),
        (({"r": (50, 90)}, {"s": (20, 90)}, {"days": (4, 0)}), "", "按与c1的差距由大到小列出，不能折算的列在后面"),
        (({"days": (4, 0)},), "", "按指标次序列出"),
        (({"r": (50, 90)}, {"days": (0, 4)}), "差距仅在r，我市50%，c190%。", "按与c1的差距由大到小列出"),
    ],
)
def test_no_gap_is_told_as_wide_beside_one_that_cannot_be_made_a_share(
    figures: tuple[dict[str, tuple[int, int]], ...], told: str, order: str
) -> None:
    items: list[Item] = []
    for name, held in (pair for one in figures for pair in one.items()):
        family, better, unit = ("workday", "低", "个工作日") if name == "days" else ("percent", "高", "%")
        items.append(indicator(name, name, family=family, better=better))
        items += [fact(f"c{at}.{name}", value, unit) for at, value in enumerate(held)]
    found = view(*items)
    assert "".join(plain(said) for said in found.verdict if "差距" in plain(said)) == told
    assert found.order == order


def test_a_first_place_that_is_shared_is_a_strength_and_a_target_that_is_reached_is_none() -> None:
    better = indicator("days", "开办时间", family="workday", better="低")
    level = view(better, *(fact(f"c{at}.days", value, "个工作日") for at, value in enumerate((2, 2, 3))))
    assert [plain(said) for said in level.strengths] == ["开办时间2个工作日，与c1并列最优。"]
    for own, told in ((3, "先达到各地中位数"), (5, "如期完成目标")):
        figures = [fact(f"c{at}.days", value, "个工作日", period="2023") for at, value in enumerate((own, 1, 2))]
        aim = Target(replace(figures[0].quantity, value=Decimal(4)), Period.parse("2024年"))
        [gap] = view(better, replace(figures[0], target=aim), *figures[1:]).gaps
        assert plain(gap.advice).startswith(f"{told}，")


def test_what_has_moved_since_another_time_than_most_is_not_told_with_them() -> None:
    items: list[Item] = []
    for name, before in (("r", "2022"), ("s", "2022"), ("t", "2020")):
        items += [indicator(name, f"率{name}", family="percent", better="高")]
        figures = [(0, 50, before), (0, 60, "2023"), (1, 90, "2023")]
        items += [fact(f"c{at}.{name}{when}", value, "%", indicator=name, period=when) for at, value, when in figures]
    found = view(*items)
    assert plain(found.verdict[1]) == "较上年，2项改善：率r提高10个百分点、率s提高10个百分点（推算）。"
    assert found.card is not None
    assert [plain(row[-1]) for row in found.card.rows] == ["提高10", "提高10", "—"]


def test_how_what_is_of_an_older_year_moved_is_not_told_as_since_the_last() -> None:
    items: list[Item] = []
    for name, now in (("r", 2024), ("s", 2022), ("t", 2022)):
        items += [indicator(name, f"率{name}", family="percent", better="高")]
        figures = [(0, 50, now - 1), (0, 60, now), (1, 90, now)]
        items += [
            fact(f"c{at}.{name}{when}", value, "%", indicator=name, period=f"{when}年") for at, value, when in figures
        ]
    assert plain(view(*items).verdict[1]) == "2024年较上年，1项改善：率r提高10个百分点（推算）。"


@pytest.mark.parametrize(("year", "placed"), [(2022, True), (2021, False)])
def test_by_figures_three_years_older_than_others_of_the_theme_home_has_no_place(year: int, placed: bool) -> None:
    items: list[Item] = [indicator(name, f"率{name}", family="percent", better="高") for name in "rs"]
    for name, now in (("r", 2024), ("s", year)):
        items += [fact(f"c{at}.{name}", 50 + at, "%", period=f"{now}年") for at in range(3)]
    found = view(*items)
    assert found.card is not None
    assert [item.name for item in found.gaps] == ["率r", "率s"][: 1 + placed]
    note = "我市率s的数据较早，或时期、口径与其他各地不同，没有列出。"
    assert (note in [plain(note) for note in found.card.notes]) is not placed
    made = Rankings(found._analysis, found._ledger)._of()
    assert [item.name for item in made] == ["率r", "率s"][: 1 + placed]


@pytest.mark.parametrize(
    ("periods", "told"),
    [
        (("2023年6月", "2024年6月"), "上年同期"),
        (("2023年1—6月", "2024年1—6月"), "上年同期"),
        (("截至2023年6月末", "截至2024年6月末"), "上年同期"),
        (("截至2023年底", "截至2024年底"), "上年"),
        (("2023年", "2024年"), "上年"),
    ],
)
def test_of_less_than_a_year_the_same_time_of_the_year_before_is_named(periods: tuple[str, str], told: str) -> None:
    rows = [(0, 50, periods[0]), (0, 60, periods[1]), (1, 90, periods[1])]
    rates = [fact(f"c{at}.r{value}", value, "%", indicator="r", period=when) for at, value, when in rows]
    found = view(indicator("r", "率", family="percent", better="高"), *rates)
    assert plain(found.verdict[1]) == f"较{told}提高10个百分点（推算）。"
    assert found.card is not None
    assert plain(found.card.header[-1]) == f"比{told}"


@pytest.mark.parametrize(("count", "told"), [(5, "率0、率1、率2、率3、率4均"), (6, "率0、率1、率2等6项均")])
def test_no_one_or_two_indicators_are_left_to_others(count: int, told: str) -> None:
    items: list[Item] = [indicator(f"r{at}", f"率{at}", family="percent", better="高") for at in range(count)]
    items += [fact(f"c{city}.r{at}", 50 + city, "%") for at in range(count) for city in range(2)]
    assert told in plain(view(*items).verdict[0])


def days(first: str, *values: int | str) -> list[Item]:
    """A time in the years from 2020, of which a city has so many."""
    return [
        fact(f"{first}.days-{2020 + at}", now, "个工作日", indicator="days", period=str(2020 + at))
        for at, now in enumerate(values)
    ]


def test_strengths_say_how_far_home_leads_else_how_it_moved_further_than_most() -> None:
    better = indicator("days", "开办时间", family="workday", better="低")
    course = "我市开办时间由2020年的6个工作日降至2023年的2个工作日，推算压缩4个工作日、约67%"
    lead = view(better, *days("c0", 6, 5, 4, 2), fact("c1.days", 9, "个工作日", period="2023"))
    assert [plain(said) for said in lead.strengths] == ["开办时间2个工作日，比c1（9个工作日）短7个工作日（推算）。"]
    assert lead.progress == ()
    behind = view(better, *days("c0", 6, 5, 4, 2), fact("c1.days", 1, "个工作日", period="2023"))
    assert (behind.strengths, [plain(said) for said in behind.progress]) == ((), [f"{course}。"])
    worse = view(better, *days("c0", 2, 3, 5, 4), fact("c1.days", 1, "个工作日", period="2023"))
    assert (worse.strengths, worse.progress) == ((), ())
    for start, told in ((190, True), (900, False)):
        peers = *days("c1", start, 180, 170, 160), *days("c2", 200, 199, 198, 190)
        found = view(better, *days("c0", 600, 500, 400, 300), *peers)
        assert (len(found.strengths), len(found.progress)) == ((1, 0) if told else (0, 1))


@pytest.mark.parametrize("home", [f"c{at}" for at in range(len(NAMES))])
def test_every_home_has_strengths_and_its_place_on_every_indicator(home: str) -> None:
    headings = [plain(block.runs) for block in document(home).blocks if isinstance(block, Heading)]
    assert "自身长处" in headings
    assert sum(len(table(key, home).rows) for key in ("home.card", "home.others")) == len(KINDS)
    assert not any(word in text for text in paragraphs(home) for word in ("居前", "居后", "居首", "居末"))


def test_where_almost_nothing_may_be_judged_one_sentence_says_so() -> None:
    level = [fact(f"c{at}.fee", 0, "元") for at in range(2)]
    found = view(*level, fact("c2.other", 1), indicator("fee", "开办费用", family="cny", better="低"))
    assert [plain(said) for said in found.verdict] == [
        "c0市与c1可以比较优劣的指标只有开办费用1项，数据相同，不排位次。",
    ]
    assert (found.card, found.strip, found.finding, found.gaps, found.tasks) == (None, (), (), (), None)
    apart = view(fact("c0.a", 1), fact("c1.b", 2), practice("c0.own", "联办{c0.a}。"))
    assert [plain(said) for said in apart.verdict] == [
        "c0市与c1之间没有可以比较优劣的指标，不排位次。",
    ]


def test_equal_places_are_shared_and_a_place_that_rounding_leaves_open_is_none() -> None:
    rates = [fact(f"c{at}.rate", value, "%") for at, value in enumerate(("80", "80", "90"))]
    (said, *_) = view(*rates, indicator("rate", "可办率", family="percent", better="高")).verdict
    assert plain(said) == "c0市可办率并列第2位（共3市）。"
    close = [fact("c0.rate", "2.4", "%"), fact("c1.rate", "2.45", "%"), fact("c2.rate", "9", "%")]
    assert view(*close, indicator("rate", family="percent", better="高")).card is None


def test_of_two_cities_none_has_a_place_and_equals_are_so_in_text_and_card() -> None:
    kinds = [indicator("days", "开办时间", family="workday", better="低")]
    kinds += [indicator(name, f"率{name}", family="percent", better="高") for name in "rs"]
    figures = [
        fact(f"c{at}.{name}", value, "%")
        for name, held in {"r": (9, 9), "s": (9, 5)}.items()
        for at, value in enumerate(held)
    ]
    found = view(*kinds, *figures, *(fact(f"c{at}.days", 3 - at, "个工作日") for at in range(2)))
    assert plain(found.verdict[0]) == "c0市可比优劣的3项指标中，率s高于c1，开办时间长于c1，率r与c1相同。"
    assert found.card is not None
    assert {plain(row[0]): plain(row[-1]) for row in found.card.rows}["率r（%）"] == "相同"


@pytest.mark.parametrize(
    ("count", "gap", "lead", "order", "note"),
    [
        (2, "比c1（0.8个工作日）长", "比c1（60%）高", "与c1的差距", "参考目标值为c1的数；"),
        (3, "比最优的c1（0.8个工作日）长", "比紧随其后的c1（60%）高", "与最优的差距", "空白处"),
    ],
)
def test_of_two_cities_none_is_the_best_and_the_other_is_named(
    count: int, gap: str, lead: str, order: str, note: str
) -> None:
    days = [fact(f"c{at}.days", value, "个工作日") for at, value in enumerate(("1.7", "0.8", "0.9")[:count])]
    rates = [fact(f"c{at}.rate", 90 - 30 * at, "%") for at in range(count)]
    kinds = indicator("days", family="workday", better="低"), indicator("rate", family="percent", better="高")
    found = view(*days, *rates, *kinds)
    assert gap in plain(found.gaps[0].gap)
    assert lead in plain(found.strengths[0])
    assert order in found.order
    assert found.tasks is not None and found.card is not None
    assert note in plain(found.tasks.notes[0])
    assert (plain(found.card.header[2]), found.strip[0].caption != ()) == ("较优" if count == 2 else "最优", True)


@pytest.mark.parametrize(
    ("shares", "told", "order"),
    [
        # our figures and the peer's; the last digit says how far each is known
        (("1.4/1.3", "44/39", "54.1/50.0"), "按比例差距较大的是率1，我市44个工作日，c139个工作日。", "大体按"),
        (("54.1/50.0", "44/39"), "按比例差距最大的是率1，我市44个工作日，c139个工作日。", "按"),
        (("45/40", "44/39"), "按比例差距较大的有率1、率0。", "大体按"),
        # the third may be as wide as the second, and the first, which is certainly less wide, is printed as wider
        (("54.1/50.0", "44/39", "2.8/2.6"), "按比例差距较大的是率1，我市44个工作日，c139个工作日。", "大体按"),
    ],
)
def test_the_widest_gap_is_told_where_it_is_certain_and_in_the_order_of_what_is_printed(
    shares: tuple[str, ...], told: str, order: str
) -> None:
    items: list[Item] = [indicator(f"r{at}", f"率{at}", family="workday", better="低") for at in range(len(shares))]
    for at, figures in enumerate(shares):
        items += [fact(f"c{city}.r{at}", value, "个工作日") for city, value in enumerate(figures.split("/"))]
    found = view(*items)
    assert plain(found.verdict[-1]) == told
    assert found.order == f"{order}与c1的差距由大到小列出"


def test_six_places_are_told_apart_and_of_seven_the_first_and_the_last() -> None:
    def told(count: int) -> str:
        items: list[Item] = []
        for number in range(count):
            figures = [fact(f"c{at}.r{number}", 50 + (at * 2 if at else number * 2 + 1), "%") for at in range(8)]
            items += [*figures, indicator(f"r{number}", f"率{number}", family="percent", better="高")]
        return plain(view(*items).verdict[0])

    assert "居于其间" not in told(6)
    assert "，其余1项居于其间。" in told(7)


def test_the_office_calls_its_own_district_by_what_it_is() -> None:
    assert view(city("c0", "天河区"), fact("c0.a", 1), fact("c1.a", 2)).ours == "我区"
    assert view(city("c0", "某新城"), fact("c0.a", 1), fact("c1.a", 2)).ours == "本地"


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"r": (90, 60, 50), "s": (50, 80, 60)}, "c0率r已为最优；与最优城市相比，率s低30个百分点"),
        ({"r": (90, 60), "s": (50, 80)}, "与c1相比，c0率r更优；率s低30个百分点"),
        ({"r": (30, 60), "s": (70, 80)}, "与c1相比，c0率r低30个百分点，按比例差距最大；率s低10个百分点，差距最小"),
        ({"r": (40, 80), "s": (40, 80), "t": (70, 80)}, "与c1相比，c0率r低40个百分点；率t低10个百分点，差距最小"),
    ],
)
def test_what_is_both_furthest_and_nearest_is_told_once_and_as_such_where_that_is_certain(
    figures: dict[str, tuple[int, ...]], told: str
) -> None:
    items = [fact(f"c{at}.{name}", value, "%") for name, held in figures.items() for at, value in enumerate(held)]
    kinds = (indicator(name, f"率{name}", family="percent", better="高") for name in figures)
    assert plain(view(*items, *kinds).finding) == (f"{told}（推算）。" if told else "")


@pytest.mark.parametrize(
    ("levels", "named", "said"),
    [
        ("市市市区", (), "乙市和丙市，与我市同为市，级别不同的丁区没有列入"),
        ("市市区区", (), "乙市、丙区和丁区，各地行政层级不尽相同"),
        ("市市市区", ("丁区",), "丁区，各地行政层级不尽相同"),
        ("市市市区", ("乙市",), "乙市，与我市同为市，级别不同的丁区没有列入"),
    ],
)
def test_who_is_compared_is_said_by_the_cities_named_else_by_the_level_of_home(
    levels: str, named: tuple[str, ...], said: str
) -> None:
    items = [city(f"c{at}", f"{NAMES[at]}{level}", level=level) for at, level in enumerate(levels)]
    figures = [fact(f"c{at}.rate", 50 + at, "%") for at in range(len(levels))]
    data = library(*items, *figures, indicator("rate", "可办率", family="percent", better="高"))
    made = briefing.generate(data, template="benchmark", home="甲市", cities=named, date="2024-01-02")
    told = [words(block.runs) for block in made.document.blocks if isinstance(block, Paragraph)]
    assert f"对标对象为{said}。" in told
    assert "说明" not in {plain(block.runs) for block in made.document.blocks if isinstance(block, Heading)}
    with pytest.raises(UsageError, match="未找到城市"):
        briefing.generate(data, template="benchmark", home="甲市", cities="不在", date="2024-01-02")


@pytest.mark.parametrize(
    ("places", "said"), [("成都市 西安市 洛阳市", "副省级城市，级别不同的洛阳"), ("成都市 洛阳市", "")]
)
def test_cities_of_sub_provincial_rank_are_peers_where_there_are_some(places: str, said: str) -> None:
    codes = {"武汉市": "420100", "成都市": "510100", "西安市": "610100", "洛阳市": "410300"}
    names = ["武汉市", *places.split()]
    items = [city(f"c{at}", name, code=codes[name], level="地级市") for at, name in enumerate(names)]
    figures = [fact(f"c{at}.rate", 50 + at, "%") for at in range(len(names))]
    data = library(*items, *figures, indicator("rate", "可办率", family="percent", better="高"))
    made = briefing.generate(data, template="benchmark", home="武汉市", date="2024-01-02")
    told = "".join(words(block.runs) for block in made.document.blocks if isinstance(block, Paragraph))
    assert (f"与我市同为{said}" in told) is bool(said)
    assert ("各地行政层级不尽相同" in told) is not bool(said)
