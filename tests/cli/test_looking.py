"""list, show, explain, check and schema: for people in aligned columns, for programs as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from briefing.text.width import cells
from tests.cli.conftest import Briefing

KINDS = ["cities", "themes", "indicators", "sources", "templates"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_list_is_json_with_an_id_for_each(briefing: Briefing, kind: str) -> None:
    rows = briefing("list", kind, "--json").json
    assert rows
    assert all(row["id"] for row in rows)


@pytest.mark.parametrize("kind", KINDS)
def test_people_see_a_heading_and_a_line_for_each(briefing: Briefing, kind: str) -> None:
    lines = briefing("list", kind).out.splitlines()
    assert len(lines) == 1 + len(briefing("list", kind, "--json").json)
    assert not any(line.endswith(" ") for line in lines)


def test_what_is_held_of_each_theme_and_city_is_counted(briefing: Briefing) -> None:
    rows = briefing("list", "coverage", "--json").json
    assert len(rows) == len(briefing("list", "themes", "--json").json) * len(briefing("list", "cities", "--json").json)
    [own] = [row for row in rows if (row["theme"], row["city"]) == ("政务服务", "武汉市")]
    assert (own["facts"], own["practices"]) == (14, 5)
    assert "政务服务              天河区    —     1" in briefing("list", "coverage").out


def test_columns_of_a_list_are_aligned(briefing: Briefing) -> None:
    lines = briefing("list", "cities").out.splitlines()
    ids = ["标识", *(row["id"] for row in briefing("list", "cities", "--json").json)]
    assert len({cells(line[: line.index(id)]) for line, id in zip(lines, ids, strict=True)}) == 1


def test_indicators_say_in_words_which_way_is_better(briefing: Briefing) -> None:
    rows = {row["name"]: row["better"] for row in briefing("list", "indicators", "--json").json}
    heading, *lines = briefing("list", "indicators").out.splitlines()
    assert heading.endswith("好坏")
    words = {"高": "越高越好", "低": "越低越好"}
    assert [line.split()[-1] for line in lines] == [words.get(better, "—") for better in rows.values()]
    assert set(words) <= set(rows.values())


def test_an_empty_workspace_lists_nothing_and_says_so(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "data/cities").mkdir(parents=True)
    (tmp_path / "data/themes.yaml").touch()
    outcome = briefing("list", "cities")
    assert outcome.code == 0
    assert "还没有" in outcome.out
    assert briefing("list", "cities", "--json").json == []


def test_the_facts_of_a_city_hold_what_a_program_needs(briefing: Briefing) -> None:
    facts = briefing("show", "武汉", "--json").json
    keys = {
        "id",
        "city",
        "theme",
        "indicator",
        "value",
        "unit",
        "printed",
        "qualifier",
        "period",
        "source",
        "paragraph",
        "cell",
    }
    assert all(keys <= set(fact) for fact in facts)
    assert all(isinstance(fact["value"], str) for fact in facts)
    assert {fact["city"] for fact in facts} == {"wuhan"}


@pytest.mark.parametrize("name", ["武汉市", "武汉", "wuhan", "420100", "江城", "WuHan"])
def test_a_city_answers_to_all_its_names(briefing: Briefing, name: str) -> None:
    assert briefing("show", name).out.startswith("武汉市（420100，地级市）")


def test_a_theme_narrows_what_is_shown(briefing: Briefing) -> None:
    facts = briefing("show", "武汉", "--theme", "融资", "--json").json
    assert {fact["theme"] for fact in facts} == {"financing"}
    assert "【政务服务】" not in briefing("show", "武汉", "--theme", "融资").out


def test_a_fact_is_traced_to_its_line_and_to_what_rests_on_it(briefing: Briefing) -> None:
    outcome = briefing("explain", "wuhan.one-stop-time-cut")
    assert outcome.code == 0
    told = dict(line.split("：", 1) for line in outcome.out.splitlines())
    assert told["城市"] == "武汉市"
    assert told["数值"].startswith("12.36天（原文作“")
    assert told["来源"].endswith("第2段")
    assert "wuhan.yaml 第 " in told["数据文件"]
    assert told["推算"].endswith("（wuhan.one-stop-time.after）")
    assert "用于做法" in told
    file, line = told["数据文件"].rpartition(" “")[0].removesuffix(" 行").split(" 第 ")
    assert "wuhan.one-stop-time-cut" in Path(file).read_text(encoding="utf-8").splitlines()[int(line) - 1]


@pytest.mark.parametrize("mark", ["", "=", "'="])
def test_a_computed_figure_is_explained_as_manifest_or_table_name_it(briefing: Briefing, mark: str) -> None:
    out = briefing("explain", f"{mark}wuhan.one-stop-time.before").out
    assert "推算值" in out
    assert "公式：12.36天 ÷ 63.65%" in out
    assert "（wuhan.one-stop-time-cut）" in out
    assert "（wuhan.one-stop-time-rate）" in out
    assert out.count("数据文件") == 2


def test_a_figure_that_only_the_whole_briefing_computes_is_explained_too(briefing: Briefing, mine: Path) -> None:
    body = mine / "templates/bulletin/body.md.j2"
    body.write_text(f"共采用{{{{ briefing.extent }}}}。\n\n{body.read_text('utf-8')}", encoding="utf-8")
    assert "计数" in briefing("explain", "=count.extent", "--workspace", str(mine)).out


def test_a_template_that_names_a_fact_is_told(briefing: Briefing, mine: Path) -> None:
    body = mine / "templates/bulletin/body.md.j2"
    body.write_text('{{ fact("wuhan.one-stop-items") }}\n', encoding="utf-8")
    out = briefing("explain", "wuhan.one-stop-items", "--workspace", str(mine)).out
    assert "用于模板：" in out
    assert "body.md.j2 第 1 行" in out


def test_the_built_in_data_are_sound(briefing: Briefing) -> None:
    outcome = briefing("check")
    assert (outcome.code, outcome.err) == (0, "")
    assert "没有发现问题" in outcome.out


RANGE = """
city: {name: 洛阳市}
sources: [{id: luoyang-2026, title: 洛阳市有关情况, publisher: 洛阳市某单位}]
facts:
  - id: luoyang.one-stop-items
    indicator: one_stop_items
    value: 300
    unit: 项
    printed: 300~310项
    period: 2021
    paragraph: 2
"""


def test_one_end_of_a_range_is_refused_with_the_way_to_write_it(briefing: Briefing, few: Path) -> None:
    """Which, once written, is printed with both its ends."""
    file = few / "data/cities/luoyang.yaml"
    file.write_text(RANGE, encoding="utf-8")
    outcome = briefing("check", "--workspace", str(few))
    assert outcome.code == 1
    assert "区间写成 value: 300~310" in outcome.err
    file.write_text(RANGE.replace("value: 300\n", "value: 300~310\n"), encoding="utf-8")
    assert briefing("check", "--workspace", str(few)).code == 0
    assert "300～310项" in briefing("show", "洛阳", "--workspace", str(few)).out


@pytest.mark.parametrize(("year", "code"), [("2021", 0), ("2098", 1)])
def test_a_year_that_has_not_come_is_told(briefing: Briefing, few: Path, year: str, code: int) -> None:
    """By check against today, by generate against the date that the briefing bears."""
    text = RANGE.replace("period: 2021", f"period: {year}").replace("value: 300\n", "value: 300~310\n")
    (few / "data/cities/luoyang.yaml").write_text(text, encoding="utf-8")
    assert briefing("check", "--workspace", str(few)).code == code
    words = ("generate", "--city", "洛阳", "--format", "md", "--workspace", str(few))
    assert briefing(*words, "--date", "2026-11-22").code == code
    assert briefing(*words, "--date", "2098-01-01").code == 0


def test_check_tells_all_problems_at_once_and_ends_with_1(briefing: Briefing, few: Path) -> None:
    city = few / "data/cities/wuhan.yaml"
    text = city.read_text(encoding="utf-8").replace("indicator: one_stop_items", "indicator: one_stop_itms", 1)
    city.write_text(text + "extra: 1\n", encoding="utf-8")
    (few / "data/cities/tianhe.yaml").write_bytes("city: {name: 天河区}".encode("gbk"))
    outcome = briefing("check", "--workspace", str(few))
    assert outcome.code == 1
    assert "one_stop_itms" in outcome.err
    assert "“one_stop_items”" in outcome.err
    assert "extra" in outcome.err
    assert "tianhe.yaml" in outcome.err
    rows = briefing("check", "--workspace", str(few), "--json")
    assert rows.code == 1
    assert rows.err == ""
    assert len(rows.json) == outcome.err.count("错误：") + outcome.err.count("警告：")
    assert {"severity", "file", "line", "key", "message", "hint"} == set(rows.json[0])


@pytest.fixture
def one_fault(mine: Path) -> Path:
    """A workspace in which a fact that a practice and a relation name was left out for its unit."""
    city = mine / "data/cities/wuhan.yaml"
    head, _, tail = city.read_text(encoding="utf-8").partition("- id: wuhan.one-stop-time-cut\n")
    city.write_text(
        head + "- id: wuhan.one-stop-time-cut\n" + tail.replace("unit: 天", "unit: 寸", 1), encoding="utf-8"
    )
    return mine


def test_explain_tells_how_far_a_figure_is_towards_its_plan(briefing: Briefing) -> None:
    out = briefing("explain", "sanmenxia.key-projects-investment").out
    assert "完成：144.6%\n超出目标：约429亿元（推算）\n序时进度：时间已过100%，快于序时进度\n" in out


def test_explain_tells_caveats_as_such_and_notes_to_the_clerk(briefing: Briefing, mine: Path) -> None:
    file = mine / "data/cities/wuhan.yaml"
    noted = "    note: 原文写“天”，未写明是否为工作日。\n"
    file.write_text(file.read_text("utf-8").replace(noted, f"    caveat: 为平均数。\n{noted}"), encoding="utf-8")
    out = briefing("explain", "wuhan.one-stop-time-cut", "--workspace", str(mine)).out
    assert "说明：为平均数。\n备注：原文写“天”，未写明是否为工作日。\n" in out


@pytest.mark.parametrize("words", [("check",), ("generate", "--city", "武汉"), ("explain", "wuhan.one-stop-items")])
def test_a_record_left_out_for_its_own_error_is_not_told_as_missing_too(
    briefing: Briefing, one_fault: Path, words: tuple[str, ...]
) -> None:
    outcome = briefing(*words, "--workspace", str(one_fault))
    assert outcome.code == 1
    assert "“寸”" in outcome.err
    assert outcome.err.count("错误：") == 1


def test_a_city_whose_file_cannot_be_read_is_told_by_its_file(briefing: Briefing, mine: Path) -> None:
    """Asked for by a name that stands only in that file; once it can be read again, it is found."""
    city = mine / "data/cities/wuhan.yaml"
    whole = city.read_bytes()
    city.unlink()
    city.symlink_to("nowhere.yaml")
    for words, told in (
        (("generate", "--city", "武汉"), "资料库里还没有湖北省武汉市"),
        (("show", "九省通衢"), "未找到城市“九省通衢”"),
    ):
        outcome = briefing(*words, "--workspace", str(mine))
        assert outcome.code == 1
        first, second = outcome.err.splitlines()
        assert "wuhan.yaml：没有这个文件" in first
        assert told in second
    city.unlink()
    city.write_bytes(whole.decode().encode("gb18030"))
    assert "像是 GBK" in briefing("show", "武汉", "--workspace", str(mine)).err
    assert "GBK" not in briefing("show", "三门峡", "--workspace", str(mine)).err
    city.write_bytes(whole)
    assert briefing("show", "武汉", "--workspace", str(mine)).code == 0


def test_one_word_of_explain_means_one_thing(briefing: Briefing, mine: Path) -> None:
    """口径 is what an indicator counts; how a figure relates to its period is its 统计方式."""
    city = mine / "data/cities/wuhan.yaml"
    text = city.read_text(encoding="utf-8").replace(
        "id: wuhan.one-stop-items\n", "id: wuhan.one-stop-items\n    basis: 累计\n"
    )
    city.write_text(text, encoding="utf-8")
    told = dict(
        line.split("：", 1)
        for line in briefing("explain", "wuhan.one-stop-items", "--workspace", str(mine)).out.splitlines()
    )
    assert "（统计方式：累计）" in told["时期"]
    assert "口径" not in told["时期"]


def test_explain_tells_what_is_wrong_with_the_data(briefing: Briefing, mine: Path) -> None:
    city = mine / "data/cities/wuhan.yaml"
    text = city.read_text(encoding="utf-8").replace("indicator: one_stop_items", "indicator: one_stop_itms", 1)
    city.write_text(text, encoding="utf-8")
    outcome = briefing("explain", "wuhan.one-stop-items", "--workspace", str(mine))
    assert outcome.code == 1
    assert "指标“one_stop_itms”不存在" in outcome.err
    assert "wuhan.yaml 第" in outcome.err


def test_generate_refuses_wrong_data_and_writes_nothing(briefing: Briefing, mine: Path) -> None:
    (mine / "data/cities/wuhan.yaml").write_text("city: {name: 武汉市}\nfacts: 3\n", encoding="utf-8")
    outcome = briefing("generate", "--workspace", str(mine), "--city", "武汉")
    assert outcome.code == 1
    assert "wuhan.yaml 第 2 行" in outcome.err
    assert not Path("output").exists()


@pytest.mark.parametrize(
    "which", ["city", "indicators", "themes", "topics", "units", "frameworks", "sources", "briefing", "template"]
)
def test_each_schema_is_a_json_schema(briefing: Briefing, which: str) -> None:
    jsonschema.Draft202012Validator.check_schema(briefing("schema", which).json)


def test_the_schema_of_a_city_is_the_one_that_is_meant(briefing: Briefing) -> None:
    assert json.loads(briefing("schema").out) == briefing("schema", "city").json


def test_several_cities_are_shown_one_after_the_other(briefing: Briefing) -> None:
    shown = briefing("show", "武汉、三门峡").out
    assert shown.startswith("武汉市（420100")
    assert "\n\n三门峡市（411200" in shown
    ids = [row["id"].partition(".")[0] for row in briefing("show", "武汉,三门峡", "--json").json]
    assert list(dict.fromkeys(ids)) == ["wuhan", "sanmenxia"]


def test_show_tells_the_facts_of_a_period(briefing: Briefing) -> None:
    every = {row["id"]: (row["period"], row["basis"]) for row in briefing("show", "天河区", "--json").json}
    shown = {row["id"] for row in briefing("show", "天河区", "--period", "2021年12月末", "--json").json}
    assert {every[id] for id in set(every) - shown} == {("2021", "期间"), ("2021", "未注明")}
    assert ("2021-12-31", "时点") in {every[id] for id in shown}
    since = briefing("show", "天河区", "--since", "2022-H1")
    assert (since.code, "天河区没有2022年上半年起的数据" in since.err) == (2, True)


@pytest.mark.parametrize("period", ["去年", "目前", ""])
def test_a_period_that_is_typed_has_a_date(briefing: Briefing, period: str) -> None:
    told = briefing("show", "武汉", "--period", period)
    assert (told.code, f"时期“{period}”不对" in told.err) == (2, True)
