"""briefing.yaml: defaults and recipes of a workspace; the command line wins over the recipe, the recipe over them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing

CONFIG = """
settings: {编发单位: 江岸营商办, 发送: ""}
cities: [武汉, 三门峡]
themes: [政务服务]
formats: md
recipes:
  - name: 月度简报
    description: 每月一期
    title: 本月情况
    settings: {报送: 张三}
  - name: 对标三门峡
    template: benchmark
    home: 三门峡
    themes: [企业服务]
"""


@pytest.fixture
def here(mine: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with those settings."""
    (mine / "briefing.yaml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.chdir(mine)
    return mine


def _manifest(folder: Path) -> dict[str, object]:
    [path] = (folder / "output").glob("*/manifest.json")
    asked: dict[str, object] = json.loads(path.read_text("utf-8"))["request"]
    return asked


def test_defaults_hold_where_nothing_else_is_said(briefing: Briefing, here: Path) -> None:
    assert briefing("generate").code == 0
    asked = _manifest(here)
    assert (asked["cities"], asked["themes"], asked["formats"]) == (["武汉市", "三门峡市"], ["政务服务"], ["md"])
    [text] = (here / "output").glob("*/*情况*.md")
    assert "江岸营商办" in text.read_text("utf-8")


def test_a_recipe_is_over_the_defaults_and_the_command_line_over_the_recipe(briefing: Briefing, here: Path) -> None:
    made = briefing("generate", "--recipe", "月度简报", "--city", "武汉", "--set", "编发单位=某办")
    assert made.code == 0, made.err
    asked = _manifest(here)
    assert (asked["cities"], asked["title"]) == (["武汉市"], "本月情况")
    assert asked["settings"] == {"编发单位": "某办", "发送": "", "报送": "张三"}


def test_a_recipe_may_name_a_period_and_the_command_line_another(briefing: Briefing, here: Path) -> None:
    recipe = CONFIG.replace("    title: 本月情况\n", "    title: 本月情况\n    since: 2021\n    period: 2021年\n")
    (here / "briefing.yaml").write_text(recipe, encoding="utf-8")
    made = briefing("generate", "--recipe", "月度简报", "--city", "武汉")
    assert made.code == 0, made.err
    asked = _manifest(here)
    assert (asked["period"], asked["since"]) == ("2021年", "2021年")
    made = briefing("generate", "--recipe", "月度简报", "--city", "武汉", "--period", "2021-12")
    assert made.code == 1
    assert "时期（原为2021年，这次为2021年12月）" in made.err


@pytest.mark.parametrize("period", ["去年", "未注明", "2023.10"])
def test_a_period_of_a_recipe_is_one_with_a_date(briefing: Briefing, here: Path, period: str) -> None:
    (here / "briefing.yaml").write_text(f"period: {period}\n", encoding="utf-8")
    made = briefing("generate")
    assert made.code == 1
    assert "“period”写的是" in made.err


def test_a_recipe_may_name_template_and_home(briefing: Briefing, here: Path) -> None:
    made = briefing("generate", "--recipe", "对标三门峡")
    assert made.code == 0, made.err
    assert (_manifest(here)["template"], _manifest(here)["home"]) == ("benchmark", "三门峡市")


def test_a_home_city_that_is_alone_is_refused_and_an_empty_one_is_none(briefing: Briefing, here: Path) -> None:
    (here / "briefing.yaml").write_text("home: 三门峡\n", encoding="utf-8")
    alone = briefing("generate", "--city", "三门峡")
    assert (alone.code, '--template bulletin，不对标（--home ""）' in alone.err) == (2, True)
    assert briefing("generate", "--city", "三门峡", "--home", "").code == 0
    assert _manifest(here)["home"] is None


def test_an_unknown_recipe_is_wrong_usage_with_the_nearest(briefing: Briefing, here: Path) -> None:
    made = briefing("generate", "--recipe", "月度简抱")
    assert (made.code, made.out) == (2, "")
    assert "没有名为“月度简抱”的方案。您是不是要找“月度简报”？" in made.err


def test_recipes_are_listed(briefing: Briefing, here: Path) -> None:
    rows = briefing("list", "recipes", "--json").json
    assert [row["name"] for row in rows] == ["月度简报", "对标三门峡"]
    assert rows[1]["template"] == "benchmark"


def test_without_recipes_the_way_to_write_one_is_told(briefing: Briefing) -> None:
    assert "请先在 briefing.yaml 的 recipes 里写一个" in briefing("generate", "--recipe", "x").err


def test_check_tells_every_problem_with_its_line(briefing: Briefing, here: Path) -> None:
    (here / "briefing.yaml").write_text(
        "template: bulletn\ncities: [武汗]\nformats: [pdfx]\nthems: [a]\n"
        "recipes:\n  - name: 甲\n    home: 无此市\n    themes: [无此题]\n    settings: {报宋: a}\n  - title: 乙\n",
        encoding="utf-8",
    )
    told = briefing("check")
    assert told.code == 1
    for line, words in (
        (1, "没有名为“bulletn”的模板"),
        (2, "未找到城市“武汗”"),
        (3, "formats"),
        (4, "没有“thems”这个键"),
        (7, "未找到城市“无此市”"),
        (8, "未找到主题“无此题”"),
        (10, "缺少“name”"),
    ):
        assert any(f"briefing.yaml 第 {line} 行" in item and words in item for item in told.err.splitlines()), line


def test_a_setting_that_no_template_has_is_warned_of(briefing: Briefing, here: Path) -> None:
    (here / "briefing.yaml").write_text("settings: {编发单为: a}\n", encoding="utf-8")
    told = briefing("check")
    assert told.code == 0
    assert "模板没有参数“编发单为”。您是不是要找“编发单位”？" in told.err


def test_a_config_that_cannot_be_read_stops_generate(briefing: Briefing, here: Path) -> None:
    (here / "briefing.yaml").write_text("cities: {a: b}\n", encoding="utf-8")
    assert briefing("generate").code == 1
