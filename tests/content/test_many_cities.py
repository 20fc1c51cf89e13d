"""However many cities are chosen, nothing is left out in silence and no column is a character wide."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.analysis.coverage import cover
from briefing.charts import refuse
from briefing.charts.kinds import scene
from briefing.content.compose import compose
from briefing.content.figures.chart_specs import ChartSpecs
from briefing.content.figures.theme_figures import COVERAGE, of_kind
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.common_topics import TOPICS_ACROSS
from briefing.content.tables.annex_tables import annexed
from briefing.content.tables.table_layout import split
from briefing.content.tables.theme_tables import CITIES_ACROSS
from briefing.data.selection import select
from briefing.data.template_folders import read_template
from briefing.errors import Problem
from briefing.model.colours import COLOURS
from briefing.model.document import (
    ChartSpec,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Panel,
    Paragraph,
    References,
    RunKind,
    Table,
)
from briefing.model.numbering import numbers
from briefing.model.walk import all_runs, refs
from briefing.wording.charts import alternative
from briefing.wording.prose import plain, text
from tests.builders import Item, city, fact, indicator, library, practice, topic
from tests.content.samples import request

ROOT = Path(__file__).parents[2]


NAMES = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰"


def data(count: int, years: int = 1) -> Analysis:
    """So many cities with three figures and two practices each, the first figure over so many years."""
    items: list[Item] = [topic("a", "甲事"), topic("b", "乙事")]
    items += [indicator(f"i{at}", f"指标{'子丑寅'[at]}") for at in range(3)]
    for number in range(count):
        own = f"c{number:02d}"
        items.append(city(own, f"{NAMES[number]}市", code=f"{number:06d}"))
        items += [fact(f"{own}.i1", number + 1), fact(f"{own}.i2", number + 5)]
        items += [
            fact(f"{own}.i0-{year}", number + 3, indicator="i0", period=str(2000 + year), basis="期间")
            for year in range(years)
        ]
        items += [practice(f"{own}.p{name}", name=f"做法{name}", topic=name) for name in "ab"]
    held = library(*items)
    everywhere = tuple(record.city for record in held.records.values())
    return analyse(select(replace(held, everywhere=everywhere)))


def made(analysis: Analysis, name: str = "bulletin") -> tuple[Document, list[Problem]]:
    template = read_template(name, [ROOT / "templates"])
    return compose(analysis, template, request(), refuse)


def figures(document: Document) -> list[Figure]:
    return [block for block in document.blocks if isinstance(block, Figure)]


@pytest.mark.parametrize(
    ("count", "kind", "panels"),
    [(2, "grouped", 3), (9, "grouped", 2), (10, "grouped", 2), (11, "distribution", 3), (25, "distribution", 3)],
)
def test_up_to_ten_cities_have_bars_and_more_are_shown_as_they_are_distributed(
    count: int, kind: str, panels: int
) -> None:
    """None stands out where nobody named one."""
    document, problems = made(data(count))
    assert problems == []
    [chart] = [item.chart for item in figures(document) if item.key.startswith("compare.")]
    assert (chart.kind, len(chart.panels)) == (kind, panels)
    assert scene(chart)
    assert set(chart.colours) == {COLOURS[0]}


def test_the_alternative_text_of_many_cities_tells_those_that_the_drawing_names() -> None:
    [figure] = [item for item in figures(made(data(11))[0]) if item.key.startswith("compare.")]
    assert "指标丑：盈市11项，天市1项；" in figure.alt


@pytest.mark.parametrize(("count", "cities"), [(10, 10), (11, 2)])
def test_the_alternative_text_of_many_lines_tells_those_that_have_a_name(count: int, cities: int) -> None:
    marks = tuple(
        Mark(f"{year}年", Decimal(at + year), f"{at + year}户", sign)
        for at, sign in enumerate("天地玄黄宇宙洪荒日月盈"[:count])
        for year in (2022, 2023, 2024)
    )
    spec = ChartSpec("line", "", (Panel(marks, "", "户"),), groups=tuple("天地玄黄宇宙洪荒日月盈"[:count]))
    told = alternative("甲", spec)
    assert told.count("2023年") == cities
    assert told.startswith("甲。天2022年2022户，天2023年2023户，天2024年2024户，")


def test_the_alternative_text_of_many_slopes_tells_the_outer_ones_at_both_ends() -> None:
    signs = tuple("天地玄黄宇宙洪荒日月盈")
    values = {"天": (5, 5), "地": (0, 5), "玄": (9, 5), "黄": (5, 1), "宇": (5, 8)}
    marks = tuple(
        Mark(f"{2023 + year}年", Decimal(values.get(sign, (4, 4))[year]), "数", sign)
        for sign in signs
        for year in (0, 1)
    )
    told = alternative("甲", ChartSpec("slope", "", (Panel(marks, "", "户"),), groups=signs))
    assert [sign for sign in signs if sign in told] == list("天地玄黄宇")


def test_the_alternative_text_of_a_strip_of_many_tells_home_and_the_best() -> None:
    signs = tuple("天地玄黄宇宙洪荒日月盈")
    marks = tuple(Mark("甲", Decimal(at), f"{at}户", sign) for at, sign in enumerate(signs))
    told = {
        count: alternative("甲", ChartSpec("strip", "", (Panel(marks[:count], "", "%"),), groups=signs[:count]))
        for count in (10, 11)
    }
    assert told[11] == "甲。天甲0户，盈甲10户。"
    even = ChartSpec("strip", "", (Panel((*marks, replace(marks[0], group="昃", text="最末")), "", "%"),), even=True)
    assert alternative("甲", even) == "甲。盈甲10户，昃甲最末。", "of many even cities the drawing names both ends"
    assert told[10].count("户") == 10


def test_indicators_that_a_chart_has_no_room_for_are_named_below_it() -> None:
    document, _ = made(data(9))
    [figure] = [item for item in figures(document) if item.key.startswith("compare.")]
    assert plain(figure.notes[0]) == "图中画不下的“指标子”见表。"
    [whole] = [item for item in figures(made(data(8))[0]) if item.key.startswith("compare.")]
    assert not any("画不下" in plain(note) for note in whole.notes)


@pytest.mark.parametrize(("count", "kind"), [(4, "line"), (5, "small_lines"), (12, "small_lines"), (13, "line")])
def test_lines_of_more_cities_than_a_page_has_panels_for_share_a_plot(count: int, kind: str) -> None:
    document, problems = made(data(count, years=3))
    assert {item.chart.kind for item in figures(document) if item.key.startswith("trend.")} == {kind}
    assert problems == []


def test_a_portrait_of_each_city_misses_no_chart_of_all() -> None:
    """It draws none of several cities, so it does not say that there is none."""
    assert made(data(13, years=3), "profile")[1] == []


@pytest.mark.parametrize(
    ("columns", "most", "parts"), [(6, 6, [6]), (7, 6, [3, 4]), (13, 6, [4, 4, 5]), (4, 4, [4]), (5, 4, [2, 3])]
)
def test_a_table_of_many_cities_is_split_into_parts_of_like_width(columns: int, most: int, parts: list[int]) -> None:
    cells = tuple(text(f"列{at}") for at in range(columns + 1))
    whole = Table("t", text("题"), cells, (cells,), (4, *[3] * columns), ("left", *["center"] * columns))
    found = split(whole, most)
    assert [len(part.header) - 1 for part in found] == parts
    assert [cell for part in found for cell in part.header[1:]] == list(cells[1:])
    assert all(part.header[0] == part.rows[0][0] == cells[0] for part in found)
    assert all(len(part.widths) == len(part.align) == len(part.header) == len(part.rows[0]) for part in found)
    assert [plain(part.caption) for part in found] == (
        ["题"] if len(parts) == 1 else [f"题（{sign}）" for sign in "一二三"[: len(parts)]]
    )
    assert found[0].key == "t"


def tables(document: Document, key: str) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table) and block.key.startswith(key)]


def column(table: Table, at: int) -> list[str]:
    return [plain(row[at]) for row in table.rows]


@pytest.mark.parametrize("count", [2, 6, 7, 13])
def test_up_to_six_cities_stand_in_columns_and_more_in_rows(count: int) -> None:
    """And every city is in one table of each kind."""
    document, _ = made(data(count))
    assert numbers(document.blocks)
    names = [f"{name}市" for name in NAMES[:count]]
    [shared], topics = tables(document, "shared."), tables(document, "topics.")
    cities = column(shared, 0) if count > CITIES_ACROSS else [plain(head) for head in shared.header[1:]]
    assert cities == names
    assert all(len(table.header) - 1 <= TOPICS_ACROSS for table in topics)
    if count > CITIES_ACROSS:
        assert [column(table, 0) for table in topics] == [names]
    else:
        assert sum(len(table.header) - 1 for table in topics) == count


def test_a_table_of_many_cities_tells_unit_and_time_once() -> None:
    [shared] = tables(made(data(7))[0], "shared.")
    assert plain(shared.caption).endswith("主要指标")
    assert [plain(head) for head in shared.header] == ["城市", "指标丑（项）", "指标寅（项）", "指标子（项，2000年）"]
    assert [plain(cell) for cell in shared.rows[0]] == ["天市", "1", "5", "3"]
    assert set(shared.align) == {"center"}


def ranked(*values: int | None) -> Table:
    """The table of one indicator of so many cities, None for one that states none."""
    items: list[Item] = [indicator("i", "指标", better="高"), indicator("j", "另一指标", theme="economy")]
    for number, value in enumerate(values):
        items.append(city(f"c{number:02d}", f"{NAMES[number]}市", code=f"{number:06d}"))
        items += [fact(f"c{number:02d}.i", value)] if value is not None else []
        items.append(fact(f"c{number:02d}.j", 1))
    [table] = tables(made(analyse(select(library(*items))))[0], "shared.services")
    return table


def test_equals_share_a_place_and_the_next_one_is_left_out() -> None:
    table = ranked(10, 40, 30, 40, 20, 10, 50)
    assert column(table, 0)[0] == f"{NAMES[6]}市"
    assert column(table, 2) == ["1", "并列2", "并列2", "4", "5", "并列6", "并列6"]


@pytest.mark.parametrize(("better", "placed"), [("高", True), (None, False)])
def test_what_has_no_better_end_has_no_places(better: str | None, placed: bool) -> None:
    items: list[Item] = [indicator(name, f"指标{name}", better=better) for name in "ij"]
    items += [city(f"c{at:02d}", f"{NAMES[at]}市") for at in range(7)]
    items += [fact(f"c{at:02d}.{name}", at + 1) for at in range(7) for name in "ij"]
    [table] = tables(made(analyse(select(library(*items))))[0], "shared.services")
    assert ("位次" in map(plain, table.header)) is placed


def test_a_city_without_a_figure_has_no_row() -> None:
    table = ranked(10, 40, None, 30, 20, None, 50)
    assert column(table, 1) == ["50", "40", "30", "20", "10"]
    assert plain(table.notes[-1]).startswith("资料来源")


def test_figures_of_many_cities_stand_in_tables_alone() -> None:
    """The sentences name the first and the last."""
    analysis = data(24)
    document, _ = made(analysis)
    told = [block for block in document.blocks if isinstance(block, Paragraph | Items)]
    assert {item.fact.id for item in analysis.observed} <= set(refs(tables(document, "shared.")))
    assert len({run.ref for run in all_runs(told) if run.ref in {item.fact.id for item in analysis.observed}}) <= 2 * 3


@pytest.mark.parametrize(("count", "cut"), [(31, False), (32, True)])
def test_what_no_page_holds_goes_to_an_annex_with_head_and_tail_in_the_text(count: int, cut: bool) -> None:
    names = [f"{NAMES[at % 24]}{'东西'[at // 24]}市" for at in range(count)]
    rows = tuple((text(name), text("甲")) for name in names)
    table = Table("t", text("题"), (text("城市"), text("数")), rows)
    sources = (Heading(1, text("资料来源")), References(()))
    shown = annexed([table, Paragraph(text("正文。")), *sources], names, home=names[9])
    assert shown[-2:] == sources
    if not cut:
        assert shown[0] is table
        return
    first, _, heading, whole, *_ = shown
    assert isinstance(first, Table)
    assert column(first, 0) == [*names[:5], "…", names[9], "…", *names[-5:]]
    assert [run.ref for run in first.notes[-1] if run.kind is RunKind.CROSS] == ["t.all"]
    assert isinstance(heading, Heading) and plain(heading.runs) == "附表"
    assert whole == replace(table, key="t.all")


def test_what_stands_at_the_end_anyway_is_no_text_to_be_kept_short() -> None:
    names = [f"{one}{other}市" for one in NAMES[:6] for other in NAMES[6:12]]
    table = Table("t", text("题"), (text("城市"),), tuple((text(name),) for name in names))
    blocks = (Paragraph(text("正文。")), Heading(1, text("数据一览")), table, References(()))
    assert annexed(blocks, names) == blocks
    last_of_text = (blocks[0], table, Heading(1, text("资料来源")), References(()))
    assert len(annexed(last_of_text, names)) == len(last_of_text) + 2


def test_many_places_stand_in_the_order_of_the_first_indicator() -> None:
    items: list[Item] = [indicator("i", "指标", better="高"), indicator("j", "另一指标", better="高")]
    for number in range(32):
        own = f"c{number:02d}"
        items.append(city(own, f"{NAMES[number % 24]}{'东西'[number // 24]}市", code=f"{number:06d}"))
        items += [fact(f"{own}.i", 100 + number), fact(f"{own}.j", 200 - number)]
    [short, whole] = tables(made(analyse(select(library(*items))))[0], "shared.services")
    assert column(short, 2) == ["1", "2", "3", "4", "5", "…", "28", "29", "30", "31", "32"]
    assert column(whole, 2) == [str(place) for place in range(1, 33)]


def over_years(count: int, lacking: int, better: str = "高", home: str | None = None) -> Document:
    """One indicator of so many cities over three years, the last of which the first cities lack."""
    items: list[Item] = [indicator("i", "指标", better=better), indicator("j", "另一指标")]
    for at in range(count):
        own = f"c{at:02d}"
        items += [city(own, f"{NAMES[at % 24]}{'东西'[at // 24]}市", code=f"{at:06d}"), fact(f"{own}.j", 1)]
        items += [
            fact(f"{own}.i-{year}", 100 + at * 7 % 40, indicator="i", period=str(year), basis="期间")
            for year in range(2022, 2025 - (at < lacking))
        ]
    return made(analyse(select(library(*items)), home))[0]


@pytest.mark.parametrize("count", [7, 24])
def test_cities_that_lack_the_last_year_stand_in_the_table_over_years_and_nothing_is_listed_twice(count: int) -> None:
    document = over_years(count, lacking=2)
    [shared] = tables(document, "shared.")
    assert [plain(head) for head in shared.header] == ["城市", "另一指标（项）"]
    [series] = tables(document, "series.")
    assert column(series, 0) == [f"{name}东市" for name in NAMES[:count]]
    assert column(series, 3) == ["未收录", "未收录", *(str(100 + at * 7 % 40) for at in range(2, count))]
    assert column(series, 4)[:3] == ["—", "—", "持平"]


def test_a_few_cities_that_no_table_over_years_holds_are_no_reason_to_list_all_twice() -> None:
    """What they have states no period, so that their paragraphs tell it."""
    items: list[Item] = [indicator("i", "指标", better="高")]
    for at in range(9):
        items.append(city(f"c{at}", f"{NAMES[at]}市", code=f"{at:06d}"))
        items += [fact(f"c{at}.i", 5)] if at < 2 else course_of(f"c{at}")
    document, _ = made(analyse(select(library(*items))))
    assert not tables(document, "shared.")
    told = "".join(plain(run) for block in document.blocks if isinstance(block, Paragraph) for run in [block.runs])
    assert [f"{name}市。指标5项" in told.replace("**", "") for name in NAMES[:3]] == [True, True, False]


def course_of(own: str) -> list[Item]:
    return [fact(f"{own}.i-{year}", year, indicator="i", period=str(year)) for year in (2022, 2023, 2024)]


@pytest.mark.parametrize(("better", "way"), [("高", "由高到低"), ("低", "由低到高")])
def test_head_and_tail_over_years_are_the_first_and_the_last_by_the_latest_figures(better: str, way: str) -> None:
    """A city without the last year stands by what it has, and home between them."""
    short, whole = tables(over_years(33, lacking=1, better=better, home="c09"), "series.")
    latest = sorted((100 + at * 7 % 40 for at in range(33)), reverse=better == "高")
    assert [int(cell) for cell in column(whole, 2)] == latest
    home = f"{NAMES[9]}东市"
    assert column(short, 0)[:5] == column(whole, 0)[:5]
    assert column(short, 0)[-5:] == column(whole, 0)[-5:]
    assert column(short, 0)[5:-5] == ["…", home, "…"]
    assert {f"按各地最近一期数据{way}排列。"} <= {plain(note) for note in short.notes}


@pytest.mark.parametrize(("count", "told"), [(12, 0), (13, 1)])
def test_what_each_city_discloses_is_drawn_or_told_to_be_left_out(count: int, told: int) -> None:
    """Twelve cities fit beside each other."""
    analysis = data(count)
    themes = tuple(analysis.selection.library.catalogue.themes.values())[:1]
    second = replace(themes[0], id="second", name="其他")
    selection = replace(analysis.selection, themes=(*themes, second))
    warned: list[Problem] = []
    specs = ChartSpecs(
        replace(analysis, selection=selection, coverage=cover(selection)),
        Ledger(selection.library),
        refuse,
        warn=warned.append,
    )
    [figure] = of_kind(specs, COVERAGE, selection.themes)
    assert specs.drawn(figure) == (not told)
    assert ["一页至多 12 列" in problem.message for problem in warned] == [True] * told
