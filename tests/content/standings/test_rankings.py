"""The ranking of districts: ties, 进位 and 退位, the order of the table, and the city as a whole."""

from __future__ import annotations

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.content.ledger import Ledger
from briefing.content.standings.rankings import Ranking, Rankings
from briefing.data.selection import find_cities, select
from briefing.templating.template_errors import Mistake
from briefing.wording.prose import plain
from tests.builders import Item, city, fact, indicator, library

DISTRICTS = "甲乙丙丁"


def analysis(now: str, before: str = "", *, better: str | None = "高", home: bool = False) -> Analysis:
    """Districts of 武汉市 with a score each of this year and of the last: “90 80 80 70”."""
    items: list[Item] = [indicator("score", "办件数", better=better)]
    items += [city("whole", "武汉市", code="420100"), fact("whole.score", 88, "项", indicator="score", period="2023")]
    for year, scores in (("2023", now), ("2022", before)):
        for at, score in enumerate(scores.split()):
            items.append(fact(f"d{at}.score{year}", int(score), "项", indicator="score", period=year))
    items += [city(f"d{at}", f"{name}区", parent="武汉市", level="市辖区") for at, name in enumerate(DISTRICTS)]
    return analyse(select(library(*items)), "whole" if home else None)


def ranking(now: str, before: str = "", order: str = "位次", *, home: bool = False) -> Ranking:
    data = analysis(now, before, home=home)
    [found] = Rankings(data, Ledger(data.selection.library))._of(order)
    return found


def column(found: Ranking, head: str) -> list[str]:
    at = [plain(cell) for cell in found.table.header].index(head)
    return [plain(row[at]) for row in found.table.rows]


def test_equals_share_a_place() -> None:
    found = ranking("70 90 80 80")
    assert column(found, "位次") == ["1", "并列2", "并列2", "4"]
    assert plain(found.said) == "2023年办件数，乙区90项列第1位，丙区和丁区均为80项［］，并列第2位；甲区70项列末位。"


def test_who_moved_up_and_down_most_is_told() -> None:
    found = ranking("90 80 70 60", "60 90 70 50")
    assert column(found, "2022年位次") == ["3", "1", "2", "4"]
    assert column(found, "进退位") == ["进2位", "退1位", "退1位", "持平"]
    assert plain(found.said).endswith("与2022年相比，甲区进2位；乙区和丙区均退1位［］。")
    assert plain(ranking("90 80 70 60", "9 8 7 6").said).endswith("与2022年相比，各地位次没有变化。")


def test_what_was_counted_at_the_end_of_a_month_is_set_against_that_month() -> None:
    items: list[Item] = [indicator("firms", "企业", better="高")]
    for at, name in enumerate(DISTRICTS[:3]):
        items.append(city(f"d{at}", f"{name}区", parent="武汉市", level="市辖区"))
        for month in (8, 9):
            when = {"period": f"截至2024年{month}月末", "basis": "时点"}
            items.append(fact(f"d{at}.firms-{month}", 90 - at, "户", indicator="firms", **when))
    data = analyse(select(library(*items)))
    [found] = Rankings(data, Ledger(data.selection.library))._of()
    assert plain(found.said).startswith("截至2024年9月末企业，")
    assert plain(found.said).endswith("与2024年8月末相比，各地位次没有变化。")


def test_without_the_same_places_before_nobody_has_moved() -> None:
    found = ranking("90 80 70 60", "60 90 70")
    assert "进退位" not in [plain(cell) for cell in found.table.header]
    assert "相比" not in plain(found.said)


def test_the_table_is_ordered_by_place_or_by_division() -> None:
    assert column(ranking("70 90 80 60"), "位次") == ["1", "2", "3", "4"]
    assert column(ranking("70 90 80 60", order="区划"), "位次") == ["3", "1", "2", "4"]
    with pytest.raises(Mistake):
        ranking("70 90 80 60", order="笔画")


def test_equals_that_come_first_leave_out_the_second_place() -> None:
    said = plain(ranking("90 90 70 60").said)
    assert said.startswith("2023年办件数，甲区和乙区均为90项［］，并列第1位，丙区70项列第3位；丁区60项列末位。")


def test_the_city_as_a_whole_stands_below_its_districts() -> None:
    found = ranking("90 80 70 60", home=True)
    assert [plain(cell) for cell in found.table.rows[-1]] == ["武汉市（全市）", "88", "—"]
    assert plain(found.table.header[0]) == "区"


def test_what_does_not_say_what_is_better_has_no_ranking() -> None:
    data = analysis("90 80 70 60", better=None)
    assert Rankings(data, Ledger(data.selection.library))._of() == ()


@pytest.mark.parametrize(("scores", "count"), [("90 80", 0), ("90 80 70", 1)])
def test_three_places_make_a_ranking(scores: str, count: int) -> None:
    data = analysis(scores)
    assert len(Rankings(data, Ledger(data.selection.library))._of()) == count


def test_the_districts_of_a_city_are_named_at_once() -> None:
    held = [
        city("whole", "武汉市", code="420100"),
        city("a", "江岸区", code="420102"),
        city("b", "江汉区", code="420103"),
        city("c", "天河区", code="440106"),
        city("zone", "东湖高新区", parent="武汉市"),
    ]
    assert [item.id for item in find_cities(["武汉市各区"], held)] == ["a", "b", "zone"]
    assert [item.id for item in find_cities(["武汉各县区，天河"], held)] == ["a", "b", "c"]


def test_of_several_that_fell_the_furthest_is_told_as_such() -> None:
    told = plain(ranking("60 90 80 70", "90 80 70 60").said)
    assert told.endswith("乙区、丙区和丁区均进1位［］［］；甲区退3位。")
    told = plain(ranking("60 70 80 90", "90 80 70 60").said)
    assert told.endswith("进位最多的是丁区，进3位；退位最多的是甲区，退3位。")


def test_a_home_city_in_the_middle_comes_first() -> None:
    rest = ((f"d{at}", "甲乙丙丁戊"[at], 90 - 10 * at) for at in range(5))
    items = [item for id, name, score in rest for item in (
        city(id, f"{name}市"), fact(f"{id}.score", score, "项", indicator="score", period="2023"))]  # fmt: skip
    for home, start in (
        ("d3", "丁市60项列第4位；甲市90项列第1位"),
        ("d1", "甲市90项列第1位"),
        ("d4", "甲市90项列第1位"),
    ):
        data = analyse(select(library(indicator("score", "办件数", better="高"), *items)), home)
        [found] = Rankings(data, Ledger(data.selection.library))._of()
        assert plain(found.said).startswith(f"2023年办件数，{start}")


@pytest.mark.parametrize(
    ("now", "before", "cells", "told"),
    [
        ("90 80 80", "90 80 70", ["持平", "持平", "仍居末位"], "各地位次没有变化。"),
        ("90 80 70", "90 70 70", ["持平", "持平", "仍居末位"], "各地位次没有变化。"),
        ("90 70 80", "90 80 70", ["持平", "进1位", "退1位"], "丙区进1位；乙区退1位。"),
        ("90 80 70", "80 80 80", ["持平", "退1位", "退2位"], "退位最多的是丙区，退2位。"),
    ],
)
def test_who_shares_the_last_place_with_another_has_not_moved_up(
    now: str, before: str, cells: list[str], told: str
) -> None:
    found = ranking(now, before)
    assert column(found, "进退位") == cells
    assert plain(found.said).endswith(f"与2022年相比，{told}")


def test_totals_stand_behind_what_is_judged_and_what_has_not_moved_is_told_once() -> None:
    items: list[Item] = [city(id, f"{name}市") for id, name in zip("abc", DISTRICTS, strict=False)]
    for key, unit, better in (("sum", "项", "高"), ("share", "%", "高"), ("days", "个工作日", "低")):
        items.append(indicator(key, key, better=better, family={"项": "count", "%": "percent"}.get(unit, "workdays")))
        for period in ("2022", "2023"):
            items += [
                fact(f"{id}.{key}{period}", 1 + at, unit, indicator=key, period=period) for at, id in enumerate("abc")
            ]
    data = analyse(select(library(*items)))
    made = Rankings(data, Ledger(data.selection.library))._of()
    assert [item.name for item in made] == ["share", "days", "sum"]
    assert made.order == "由优到劣排列，数值相同的并列；总量列在后面，由高到低排列，位次与规模有关，不表示优劣"
    assert plain(made.unmoved) == "与2022年相比，share、days和sum各地位次均没有变化。"
    assert not any("相比" in plain(item.said) for item in made)


def test_who_shares_a_figure_or_a_move_has_its_source_marked() -> None:
    items: list[Item] = [indicator("score", "得分", family="score", better="高")]
    for at, (id, scores) in enumerate(zip("abcd", ((60, 90), (70, 85), (90, 70), (80, 70)), strict=True)):
        items.append(city(id, f"{DISTRICTS[at]}市"))
        for year, score in zip(("2022", "2023"), scores, strict=True):
            items.append(fact(f"{id}.score{year}", score, "分", indicator="score", period=year))
    data = analyse(select(library(*items)))
    [found] = Rankings(data, Ledger(data.selection.library))._of()
    assert plain(found.said) == (
        "2023年得分，甲市90分列第1位，乙市85分列第2位，丙市和丁市均为70分［］，并列第3位。"
        "与2022年相比，进位最多的是甲市，进3位；退位最多的是丙市，退2位。"
    )
    assert "d-article" in [run.ref for run in found.said]


def test_who_has_the_indicator_but_not_of_that_scope_is_told() -> None:
    items: list[Item] = [indicator("firms", "企业", better="高")]
    for at, name in enumerate("甲乙丙丁"):
        items.append(city(f"d{at}", f"{name}市"))
        items.append(fact(f"d{at}.all", 90 - at, "户", indicator="firms", period="2023年", basis="期间"))
        if at < 3:
            when = {"period": "2023年", "basis": "期间", "scope": "主城区"}
            items.append(fact(f"d{at}.inner", 40 - at, "户", indicator="firms", **when))
    data = analyse(select(library(*items)))
    notes = {
        item.name: "".join(map(plain, item.table.notes))
        for item in Rankings(data, Ledger(data.selection.library))._of()
    }
    assert notes == {"企业": "", "企业（主城区）": "所用公开材料未涉及丁市的企业（主城区）。"}


def test_the_home_city_is_told_with_its_figure_where_its_place_is_open() -> None:
    items: list[Item] = [indicator("sum", "差额", family="cny", better="高")]
    for at, figure in enumerate(("9.5", "3", "3.2")):
        items += [
            city(f"d{at}", f"{DISTRICTS[at]}市"),
            fact(f"d{at}.sum", figure, "亿元", indicator="sum", period="2023"),
        ]
    data = analyse(select(library(*items)), "d1")
    [found] = Rankings(data, Ledger(data.selection.library))._of()
    assert plain(found.said) == "2023年差额，甲市9.5亿元列第1位；乙市3亿元，位次难定。"
