"""对标 in words: the figures are facts, and the direction of an indicator decides what is better."""

from __future__ import annotations

from briefing.analyse.analysis import analyse
from briefing.compose.home import HomeView, home_view
from briefing.compose.ledger import Ledger
from briefing.compose.speak import Speaker
from briefing.model.document import RunKind
from briefing.wording.prose import plain
from tests.builders import Item, fact, indicator, practice, selection, topic


def home(*items: Item) -> HomeView:
    chosen = selection(*items)
    found = analyse(chosen, "sanmenxia").benchmark
    assert found is not None
    return home_view(found, Speaker(chosen.library, Ledger(chosen.library)), chosen.library.catalogue)


def test_a_lag_names_those_that_are_better_with_their_figures() -> None:
    view = home(
        fact("wuhan.pool", 828, "家"),
        fact("sanmenxia.pool", 80, "家"),
        fact("tianhe.pool", 60, "家"),
        indicator("pool", "入库企业", better="高"),
    )
    (lag,) = view.lags
    assert plain(lag) == "三门峡入库企业（原文均未注明年份）80家，少于武汉（828家）。"
    assert {run.ref for run in lag if run.ref} == {"sanmenxia.pool", "wuhan.pool"}


def test_a_lead_names_those_that_are_worse() -> None:
    view = home(
        fact("wuhan.cost", 5, "元"),
        fact("sanmenxia.cost", 0, "元"),
        indicator("cost", "开办费用", family="cny", better="低"),
    )
    assert [plain(lead) for lead in view.leads] == ["三门峡开办费用（原文均未注明年份）0元，优于武汉（5元）。"]


def test_what_peers_do_is_told_by_topic_with_their_first_figures() -> None:
    view = home(
        practice("sanmenxia.x"),
        fact("wuhan.firms", 35, "户", indicator="firms"),
        practice("wuhan.paid", "兑付{wuhan.firms}。", name="无申请兑付", topic="payout"),
        practice("tianhe.paid", name="免申即享", topic="payout"),
        topic("payout", "政策兑现"),
        indicator("firms", "惠及企业"),
    )
    assert [plain(tuple(run for run in item if run.kind is RunKind.TEXT)) for item in view.borrow] == [
        "政策兑现：武汉有“无申请兑付”（惠及企业35户），天河区有“免申即享”。"
    ]


def test_lessons_are_told_peer_by_peer_and_a_practice_without_figures_names_its_source() -> None:
    view = home(
        practice("sanmenxia.x"),
        practice("wuhan.paid", name="无申请兑付", topic="payout"),
        practice("tianhe.paid", name="免申即享", topic="payout"),
        topic("payout", "政策兑现"),
    )
    assert [lesson.name for lesson in view.lessons] == ["武汉", "天河区"]
    cited = [run.ref for lesson in view.lessons for line in lesson.items for run in line if run.kind is RunKind.CITE]
    assert cited == ["wuhan-article", "tianhe-article"]


def test_the_standing_counts_leads_and_lags() -> None:
    view = home(
        fact("wuhan.rate", 82, "%"),
        fact("sanmenxia.rate", 65, "%"),
        indicator("rate", "办结率", family="percent", better="高"),
    )
    assert plain(view.standing) == "落后1项"
    assert view.peers == "武汉"


def test_a_total_is_neither_a_lead_nor_a_lag() -> None:
    view = home(
        fact("wuhan.pool", 828, "家"),
        fact("sanmenxia.pool", 80, "家"),
        indicator("pool", "入库企业", better="高"),
    )
    assert view.standing == ()


def test_a_claim_of_being_first_ends_what_is_told_of_a_strength() -> None:
    """It says what was first, stays the source's, and is no sentence of its own."""
    first = practice(
        "sanmenxia.invoice", "推动开票。", name="电子专用发票", first="开出河南省首张电子专用发票", topic="x"
    )
    (strength,) = home(practice("wuhan.x"), first, topic("x", "发票")).strengths
    told = tuple(run for run in strength if run.kind is RunKind.TEXT)
    assert plain(told) == "“电子专用发票”：推动开票（来源称开出河南省首张电子专用发票）。"
    assert [run.ref for run in strength if run.kind is RunKind.CITE] == ["sanmenxia-article"]
