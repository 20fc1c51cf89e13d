"""对标 in words: the figures are facts, and the direction of an indicator decides what is better."""

from __future__ import annotations

from briefing.analysis.analyse import analyse
from briefing.content.benchmark import HomeContext, home_context
from briefing.content.citations import PRACTICE
from briefing.content.common_topics import UNLISTED_NOTE
from briefing.content.ledger import Ledger
from briefing.content.sentences import SentenceWriter
from briefing.model.document import Run, RunKind, Runs, Table
from briefing.wording.figures import UNLISTED
from briefing.wording.prose import plain, text
from tests.builders import Item, city, fact, indicator, practice, selection, topic


def home(*items: Item) -> HomeContext:
    chosen = selection(*items)
    found = analyse(chosen, "sanmenxia").benchmark
    assert found is not None
    return home_context(found, SentenceWriter(chosen.library, Ledger(chosen.library)), chosen.library.catalogue)


def words(sentences: tuple[Runs, ...]) -> list[str]:
    return [plain(said) for said in sentences]


def test_a_lag_names_all_others_better_and_worse_with_their_figures() -> None:
    view = home(
        fact("wuhan.rate", 92, "%", period="2021"),
        fact("sanmenxia.rate", 80, "%", period="2021"),
        fact("tianhe.rate", 60, "%", period="2021"),
        indicator("rate", "网上可办率", family="percent", better="高"),
    )
    (lag,) = view.lags
    assert plain(lag) == "2021年，三门峡网上可办率80%，落后于武汉（92%），优于天河区（60%）。"
    assert {run.ref for run in lag if run.ref} == {"sanmenxia.rate", "wuhan.rate", "tianhe.rate"}


def test_a_lead_names_those_that_are_worse() -> None:
    view = home(
        fact("wuhan.cost", 5, "元"),
        fact("sanmenxia.cost", 0, "元"),
        indicator("cost", "开办费用", family="cny", better="低"),
    )
    assert words(view.leads) == ["三门峡开办费用（原文均未注明年份）0元，优于武汉（5元）。"]


def test_a_total_is_set_beside_the_others_in_words_that_do_not_judge() -> None:
    """Nearly 400 against 400 odd has an object, and 420 against 400 odd is no more and no less."""
    nearly = [fact("sanmenxia.pool", 400, "家", qualifier="近"), fact("wuhan.pool", 400, "家", qualifier="余")]
    view = home(
        *nearly,
        fact("tianhe.pool", 60, "家"),
        fact("luoyang.pool", 390, "家"),
        indicator("pool", "入库企业", better="高"),
    )
    assert words(view.totals) == [
        "三门峡入库企业（原文均未注明年份）近400家，少于武汉（400余家），多于天河区（60家），与luoyang（390家）难分高下。"
    ]


def test_of_a_total_of_which_less_is_better_the_words_stay_those_of_size() -> None:
    view = home(
        fact("wuhan.cases", 828, "件"),
        fact("sanmenxia.cases", 80, "件"),
        fact("tianhe.cases", 60, "件"),
        *(city(id, level="地级市") for id in ("wuhan", "sanmenxia", "tianhe")),
        indicator("cases", "投诉", better="低", compare="同级"),
    )
    assert words(view.totals) == ["三门峡投诉（原文均未注明年份）80件，多于天河区（60件），少于武汉（828件）。"]


def test_what_is_level_with_the_best_or_has_no_better_end_is_listed_as_such() -> None:
    view = home(
        *(fact(f"{place}.cost", value, "元") for place, value in (("wuhan", 0), ("sanmenxia", 0), ("tianhe", 5))),
        *(fact(f"{place}.days", value, "天", period="2021") for place, value in (("wuhan", 9), ("sanmenxia", 7))),
        indicator("cost", "开办费用", family="cny", better="低"),
        indicator("days", "公示时间", family="time"),
    )
    assert words(view.even) == ["三门峡开办费用（原文均未注明年份）0元，优于天河区（5元），与武汉（0元）相同。"]
    assert words(view.neutral) == ["2021年，三门峡公示时间7天，短于武汉（9天）。"]


def test_places_in_a_ranking_read_as_places() -> None:
    view = home(
        fact("wuhan.place", 1, "位", scope="全国", period="2021"),
        fact("sanmenxia.place", 4, "位", scope="全国", period="2021"),
        indicator("place", "竞争力", family="rank", better="低"),
    )
    assert words(view.lags) == ["2021年，三门峡竞争力在全国的位次为第4位，落后于武汉（第1位）。"]


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
    assert cited == [PRACTICE + "wuhan.paid", PRACTICE + "tianhe.paid"]


def test_the_standing_counts_what_is_listed_and_nothing_else() -> None:
    """Leads, lags and the rest together are all that may be compared; what home does not state is not among them."""
    rates = {"a": (82, 65), "b": (60, 65), "c": (50, 65), "d": (65, 65)}
    view = home(
        *(fact(f"wuhan.{name}", there, "%") for name, (there, _) in rates.items()),
        *(fact(f"sanmenxia.{name}", here, "%") for name, (_, here) in rates.items()),
        *(indicator(name, family="percent", better="高") for name in rates),
        fact("wuhan.pool", 828, "家"),
        fact("sanmenxia.pool", 80, "家"),
        indicator("pool", better="高"),
        fact("wuhan.other", 1),
        fact("tianhe.other", 2),
    )
    assert plain(view.standing) == "领先2项、落后1项"
    assert (plain(view.compared), plain(view.aside)) == ("5项", "2项")
    assert [len(kind) for kind in (view.leads, view.lags, view.even, view.totals, view.neutral)] == [2, 1, 1, 1, 0]
    assert view.peers == "武汉和天河区"


def test_nothing_to_compare_is_not_counted() -> None:
    view = home(fact("wuhan.a", 1), fact("sanmenxia.b", 2))
    assert (view.compared, view.standing, view.aside) == ((), (), ())


def test_four_peers_are_named_and_of_five_the_first() -> None:
    peers = [fact(f"{name}.a", 1) for name in ("wuhan", "tianhe", "luoyang", "qingdao", "suzhou")]
    assert home(fact("sanmenxia.a", 1), *peers[:4]).peers == "武汉、天河区、luoyang和qingdao"
    assert home(fact("sanmenxia.a", 1), *peers).peers == "武汉等地"


def test_a_claim_of_being_first_ends_what_is_told_of_a_strength() -> None:
    """It says what was first, stays the source's, and is no sentence of its own."""
    first = practice(
        "sanmenxia.invoice", "推动开票。", name="电子专用发票", first="开出河南省首张电子专用发票", topic="x"
    )
    (strength,) = home(practice("wuhan.x"), first, topic("x", "发票")).strengths
    told = tuple(run for run in strength if run.kind is RunKind.TEXT)
    assert plain(told) == "“电子专用发票”：推动开票（来源称开出河南省首张电子专用发票）。"
    assert [run.ref for run in strength if run.kind is RunKind.CITE] == ["practice:sanmenxia.invoice"]


def test_only_tables_and_rows_that_hold_home_and_a_peer_are_set_beside() -> None:
    def table(key: str, *rows: tuple[str, ...]) -> Table:
        cells = [tuple((Run(ref, ref=ref),) if ref else text(UNLISTED) for ref in row) for row in rows]
        notes = text(UNLISTED_NOTE), text("乙：口径不同。"), text("甲：口径不同。")
        return Table(key, (), (text("事项"),), tuple(cells), (1,), ("left",), notes=notes)

    places = "sanmenxia", "wuhan", "tianhe"
    names = indicator("a", "甲"), indicator("b", "乙")
    chosen = selection(*(fact(f"{own}.{what}", 1) for own in places for what in "ab"), *names)
    found = analyse(chosen, "sanmenxia").benchmark
    assert found is not None
    given = (
        table("topics.x", ("sanmenxia.a", "wuhan.a"), ("wuhan.b", "tianhe.b"), ("sanmenxia.b", "")),
        table("topics.y", ("wuhan.a", "tianhe.a")),
        table("standards.x", ("wuhan.a",), ("sanmenxia.a",)),
        table("standards.y", ("sanmenxia.a",), ("sanmenxia.b",)),
    )
    writer = SentenceWriter(chosen.library, Ledger(chosen.library))
    shown = home_context(found, writer, chosen.library.catalogue, given).tables
    assert [(item.key, len(item.rows)) for item in shown] == [("topics.x", 1), ("standards.x", 2)]
    assert [plain(note) for note in shown[0].notes] == ["甲：口径不同。"]
    assert len(shown[1].notes) == 3
