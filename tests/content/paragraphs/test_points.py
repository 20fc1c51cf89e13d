"""What opens a briefing: movements, then findings, no figure twice, as many as there is room for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.analysis.analyse import Analysis, analyse
from briefing.analysis.comparisons import Comparison
from briefing.charts import refuse
from briefing.content.compose import compose
from briefing.content.ledger import Ledger
from briefing.content.paragraphs.points import TOGETHER, PointWriter, opening_points
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.data.template_folders import read_template
from briefing.errors import BriefingError
from briefing.model.document import Figure, Items, Paragraph, Run
from briefing.model.facts import Headline
from briefing.model.walk import all_runs, runs
from briefing.wording.prose import plain
from tests.builders import analysis, city, fact, indicator, relation
from tests.content.samples import request, template
from tests.content.test_bulletin import CITIES as BUILT_IN
from tests.content.test_bulletin import SELECTIONS, THEMES, briefing, library

ROOT = Path(__file__).parents[3]
NAMES = "abcd"
DATA = analysis(
    *(indicator(name, f"指标{name}") for name in NAMES),
    *(
        fact(f"wuhan.{name}", 1, indicator=name, headline=Headline.LEAD, period=f"{2020 + at}年")
        for at, name in enumerate(NAMES)
    ),
)
MOVED = [(Run("", ref="wuhan.c"),), (Run("", ref="wuhan.a"),)]


def _opening(most: int) -> str:
    writer = PointWriter(DATA, SentenceWriter(DATA.selection.library, Ledger(DATA.selection.library)))
    made = opening_points(DATA, writer, MOVED, most)
    ids = [*(words[0].ref or "" for words in made.moved), *(id for item in made.findings for id in item.facts)]
    return "".join(id.removeprefix("wuhan.") for id in ids)


@pytest.mark.parametrize(("most", "told"), [(1, "c"), (2, "ca"), (3, "cab"), (4, "cabd")])
def test_movements_come_first_and_no_figure_comes_twice(most: int, told: str) -> None:
    assert _opening(most) == told


CITIES = analysis(
    indicator("growth", "经营主体增速", family="percent", better="高"),
    fact("wuhan.growth", "5.2", "%", period="2023年"),
    fact("sanmenxia.growth", "4.0", "%", period="2023年"),
    *(fact(f"wuhan.{name}", 1, indicator=name, headline=Headline.MAIN) for name in "ab"),
    fact("tianhe.d", 1, indicator="d", headline=Headline.MAIN),
)


def _printed(folder: Path, loop: str, data: Analysis = CITIES) -> list[str]:
    body = f"{{% for 一条 in {loop} %}}\n{{{{ 一条 }}}}\n\n{{% endfor %}}\n\n{{{{ references }}}}"
    made, _ = compose(data, template(folder, body), request(), lambda chart: None)
    return [plain(block.runs) for block in made.blocks if isinstance(block, Paragraph)]


def test_a_template_asks_for_so_many_points_or_for_those_of_a_city(tmp_path: Path) -> None:
    everything = _printed(tmp_path, "briefing.highlights")
    assert [said.partition("［")[0] for said in everything[1:]] == ["武汉市a1项，b1项", "天河区d1项"]
    assert _printed(tmp_path, "points()") == _printed(tmp_path, "briefing.points()") == everything
    assert _printed(tmp_path, "points(limit=1)") == everything[:1]
    # what is told of several cities is told of each of them, that one first
    told = {name: _printed(tmp_path, f"points(of='{name}', limit=2)") for name in ("三门峡", "武汉")}
    assert [said.partition("［")[0] for said in told["三门峡"]] == ["2023年，三门峡市经营主体增速4.0%"]
    assert [said.partition("［")[0] for said in told["武汉"]] == ["2023年，武汉市经营主体增速5.2%", "武汉市a1项，b1项"]
    assert _printed(tmp_path, "points(cities[2], 1)") == ["天河区d1项［1］。"]


@pytest.mark.parametrize("home", [None, "wuhan", "sanmenxia"])
def test_the_points_of_a_city_lead_with_it_whatever_city_is_the_home(tmp_path: Path, home: str | None) -> None:
    (first, *_) = _printed(tmp_path, "points('三门峡')", analyse(CITIES.selection, home))
    assert re.sub("［.］", "", first) == "2023年，三门峡市经营主体增速4.0%，比武汉市（5.2%）低1.2个百分点（推算）。"


@pytest.mark.parametrize(
    ("asked", "message", "hint"),
    [
        ("limit=0", "limit 是最多写几条。", "limit=3"),
        ('limit="三"', "points(…) 的括号里要写整数，写的是文字。", 'points("城市", limit=3)'),
        ("'武汗'", "未找到城市“武汗”，", "武汉市"),
    ],
)
def test_what_is_wrong_with_a_call_of_points_is_told(tmp_path: Path, asked: str, message: str, hint: str) -> None:
    with pytest.raises(BriefingError) as caught:
        _printed(tmp_path, f"points({asked})")
    found = caught.value.problems[-1]
    assert (found.message, hint in found.hint) == (message, True)


def _together(length: int, **other: object) -> list[str]:
    """Points of two headline figures of one city, the second by a name of that many characters."""
    given = {"period": "2023年", "headline": Headline.MAIN, **other}
    data = analysis(
        indicator("a", "新增企业"),
        indicator("b", "乙" * length),
        fact("wuhan.a", 1, indicator="a", period="2023年", headline=Headline.MAIN),
        fact("wuhan.b", 1, indicator="b", **given),  # type: ignore[arg-type]
    )
    writer = PointWriter(data, SentenceWriter(data.selection.library, Ledger(data.selection.library)))
    return [plain(writer.say(item)) for item in opening_points(data, writer, (), 3).findings]


ROOM = TOGETHER - len("2023年，武汉市新增企业1项，1项。")


@pytest.mark.parametrize(("length", "count"), [(ROOM, 1), (ROOM + 1, 2)])
def test_two_figures_of_one_city_theme_and_time_are_one_point_where_there_is_room(length: int, count: int) -> None:
    told = _together(length)
    assert len(told) == count
    assert told[0] == (
        "2023年，武汉市新增企业1项，" + "乙" * length + "1项。" if count == 1 else "2023年，武汉市新增企业1项。"
    )


@pytest.mark.parametrize("other", [{"period": "2022年"}, {"headline": Headline.PLAIN}])
def test_figures_of_two_times_or_of_which_little_is_made_are_not_told_together(other: dict[str, object]) -> None:
    assert "，乙" not in "".join(_together(2, **other))


def test_a_city_is_told_of_by_its_full_name_and_its_place_behind_what_it_is_the_place_of() -> None:
    data = analysis(
        indicator("n", "企业总量"),
        indicator("r", "企业总量位次", family="rank"),
        fact("wuhan.n", 5, "户", indicator="n", period="2023年", headline=Headline.LEAD),
        fact("wuhan.r", 1, "位", indicator="r", period="2023年", headline=Headline.LEAD, scope="湖北省"),
    )
    writer = PointWriter(data, SentenceWriter(data.selection.library, Ledger(data.selection.library)))
    (only,) = opening_points(data, writer, (), 3).findings
    assert plain(writer.say(only)) == "2023年，武汉市企业总量5户，企业总量居湖北省第1位。"


def test_the_points_of_the_three_cities_tell_what_their_articles_make_much_of() -> None:
    """Of the figures that are marked as such at least 25."""
    great = {item.id for item in library().facts() if item.headline is not Headline.PLAIN}
    told = {run.ref for city in BUILT_IN for said in briefing((city,), "")[0].findings for run in said}  # type: ignore[index]
    assert len(told & great) >= 25


@pytest.mark.parametrize("cities", SELECTIONS)
def test_no_city_has_most_of_the_points_and_none_that_was_asked_for_is_left_out(cities: tuple[str, ...]) -> None:
    found = briefing(cities, "")
    assert found
    told = [{(run.ref or "").partition(".")[0] for run in said if run.ref} for said in found[0].findings]
    assert 3 <= len(told) <= 6
    for own in cities:
        assert 0 < sum(own in said for said in told) <= (len(told) if len(cities) == 1 else 3)


@pytest.mark.parametrize("theme", THEMES[1:])
def test_each_city_that_has_a_figure_of_a_theme_has_a_point(theme: str) -> None:
    """Be it of a figure that stands for nothing else."""
    found = briefing(BUILT_IN, theme)
    assert found
    told = {(run.ref or "").partition(".")[0] for said in found[0].findings for run in said}
    assert {item.city for item in library().facts() if library().theme_of(item) == theme} <= told


def test_what_is_only_set_side_by_side_is_no_point() -> None:
    data = analysis(indicator("pool", "入库企业"), fact("wuhan.pool", 828, "家"), fact("sanmenxia.pool", 8, "家"))
    assert any(isinstance(item.subject, Comparison) and item.subject.unlike for item in data.findings)
    writer = PointWriter(data, SentenceWriter(data.selection.library, Ledger(data.selection.library)))
    assert opening_points(data, writer, (), 6).findings == ()


@pytest.mark.parametrize("home", BUILT_IN)
def test_a_home_city_comes_first(home: str) -> None:
    found = briefing(BUILT_IN, "", "bulletin", home)
    assert found
    assert next((run.ref or "").startswith(f"{home}.") for run in found[0].findings[0] if run.ref)


def test_no_figure_is_printed_a_third_time_in_prose() -> None:
    """Once in the points, once in its theme."""
    for cities in SELECTIONS:
        found = briefing(cities, "")
        assert found
        prose = [block for block in found[0].blocks if isinstance(block, Paragraph | Items)]
        counts = Counter(run.ref for run in all_runs(prose) if run.ref in {item.id for item in library().facts()})
        assert [id for id, count in counts.items() if count > 2] == []


@pytest.mark.parametrize(("home", "told"), [("a", True), ("b", False)])
def test_a_point_on_home_says_why_if_the_bureau_does(home: str, told: bool) -> None:
    late = replace(fact("a.days", 9, "天", indicator="days", period="2023年", basis="期间"), cause="窗口少。")
    days = indicator("days", "审批时间", family="time", better="低")
    data = analysis(late, fact("b.days", 5, "天", indicator="days", period="2023年", basis="期间"), days)
    data = analyse(data.selection, home)
    writer = PointWriter(data, SentenceWriter(data.selection.library, Ledger(data.selection.library), home))
    (finding,) = opening_points(data, writer, (), 3).findings
    assert ("（推算），原因是窗口少" in plain(writer.say(finding))) is told


@pytest.mark.parametrize("years", [1, 3])
def test_what_the_points_tell_of_home_is_not_told_again_in_the_same_words(years: int) -> None:
    """Neither of a time that a chart shows, nor of years that the sentence on all cities tells."""
    facts = [
        fact(f"c{at}.days-{year}", 30 - 3 * at - year, "天", indicator="days", period=f"{2020 + year}年", basis="期间")
        for at in range(6)
        for year in range(years)
    ]
    places = [city(f"c{at}", f"{name}市", level="地级市") for at, name in enumerate("甲乙丙丁戊己")]
    days = indicator("days", "审批时间", family="time", better="低")
    data = analyse(analysis(*places, *facts, days).selection, "c2")
    found, _ = compose(data, read_template("bulletin", [ROOT / "templates"]), request(), refuse)
    prose = [plain(line) for block in found.blocks if isinstance(block, Paragraph | Items) for line in runs(block)]
    assert sum("在6市中居第4位，比居首的己市" in said for said in prose) == 1
    assert any(isinstance(block, Figure) for block in found.blocks)


@pytest.mark.parametrize(
    ("rate", "said"),
    [
        ("100.1", "投资超额完成。2021年，武汉市投资完成90亿元，为计划的100.1%。"),
        ("100", "2021年，武汉市投资完成90亿元，为计划的100%。"),
        ("99.9", "投资未完成计划。2021年，武汉市投资完成90亿元，为计划的99.9%。"),
    ],
)
def test_a_point_begins_with_its_judgement(rate: str, said: str) -> None:
    data = analysis(
        fact("wuhan.done", "90", "亿元", period="2021年"),
        fact("wuhan.rate", rate, "%", period="2021年"),
        relation("wuhan.plan", "completion", name="投资", actual="wuhan.done", rate="wuhan.rate"),
    )
    ledger = Ledger(data.selection.library, few=True)
    writer = PointWriter(data, SentenceWriter(data.selection.library, ledger))
    assert plain(writer.say(writer.findings[0])) == said


@pytest.mark.parametrize(("home", "own"), [("wuhan", "我市"), ("tianhe", "我区")])
def test_the_points_of_home_call_it_so_from_the_second_mention_on(home: str, own: str) -> None:
    found = briefing(BUILT_IN, "", "bulletin", home)
    assert found
    points = next(block.items for block in found[0].blocks if isinstance(block, Items))
    assert sum(own in plain(said) for said in points) >= 3
