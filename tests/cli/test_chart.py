"""briefing chart: one kind alone, written whole or not at all, with what it shows and whence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.content.figures.theme_figures import FIGURES
from tests.cli.conftest import Briefing

ONE = ("chart", "reduction", "--city", "武汉", "--theme", "政务服务")
TITLE = "武汉市政务服务改革前后对比"
PNG, XML = b"\x89PNG", b"<?xml"


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_a_chart_stands_in_the_current_folder_named_by_its_title(briefing: Briefing) -> None:
    outcome = briefing(*ONE)
    assert (outcome.code, outcome.err) == (0, "")
    assert files() == [f"{TITLE}.png"]
    assert Path(f"{TITLE}.png").read_bytes().startswith(PNG)


def test_what_it_shows_is_printed_with_ids_that_can_be_explained(briefing: Briefing) -> None:
    out = briefing(*ONE).out
    lines = out.splitlines()
    assert lines[:2] == [f"已绘制：{TITLE}", f"  文件：{TITLE}.png"]
    assert "  数据：武汉市“一事联办”办理时限减少量：12.36天　wuhan.one-stop-time-cut" in lines
    [before] = [line for line in lines if line.endswith("wuhan.one-stop-time.before")]
    assert before.startswith("  推算：约19.4")
    assert "＝12.36天 ÷ 63.65%　" in before
    assert any(line.startswith("  来源：武汉市") and line.endswith("第2段。") for line in lines)
    for id in ("wuhan.one-stop-time-cut", "wuhan.one-stop-time.before"):
        assert briefing("explain", id).code == 0


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["--format", "svg"], {f"{TITLE}.svg": XML}),
        (["--format", "svg", "--format", "png"], {f"{TITLE}.png": PNG, f"{TITLE}.svg": XML}),
        (["--out", "图.png"], {"图.png": PNG}),
        (["--out", "图.SVG"], {"图.svg": XML}),
        (["--out", "1.图.png", "--format", "png", "--format", "svg"], {"1.图.png": PNG, "1.图.svg": XML}),
    ],
)
def test_name_and_format_are_those_asked_for(briefing: Briefing, words: list[str], named: dict[str, bytes]) -> None:
    assert briefing(*ONE, *words).code == 0
    assert files() == sorted(named)
    assert all(Path(name).read_bytes().startswith(start) for name, start in named.items())


def test_a_folder_that_is_there_takes_the_chart_and_one_that_is_not_is_made(briefing: Briefing) -> None:
    Path("图集").mkdir()
    briefing(*ONE, "--out", "图集")
    assert Path(f"图集/{TITLE}.png").exists()
    briefing(*ONE, "--out", "新的/一/图.png")
    assert Path("新的/一/图.png").exists()


def test_several_charts_are_all_written_and_numbered_where_a_file_is_named(briefing: Briefing, mine: Path) -> None:
    data = mine / "data/cities/tianhe.yaml"
    head = "id: tianhe.incubator-levels\n    kind: tiers\n    name: 孵化器和众创空间"
    data.write_text(data.read_text(encoding="utf-8").replace(head, LEVELS), encoding="utf-8")
    outcome = briefing("chart", "tiers", "--workspace", str(mine))
    assert outcome.out.count("已绘制：") == len([name for name in files() if name.endswith(".png")]) == 2
    briefing("chart", "tiers", "--workspace", str(mine), "--out", "层级.png")
    assert {"层级-1.png", "层级-2.png"} <= set(files())
    assert "层级.png" not in files()


LEVELS = """id: tianhe.two-levels
    kind: tiers
    name: 孵化载体
    members: {levels: [tianhe.incubators, tianhe.provincial-incubators]}
  - id: tianhe.incubator-levels
    kind: tiers
    name: 孵化器和众创空间"""


def test_a_chinese_name_of_a_kind_draws_the_same(briefing: Briefing) -> None:
    english = briefing("chart", "tiers").out
    assert briefing("chart", "层级").out == english


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["reducton"], ["没有名为“reducton”的图", "“reduction”"]),
        (["饼图"], ["可用：comparison（各地比较）"]),
        (["trend"], ["没有可画的“历年趋势”图", "三个以上年份", "这些数据可以画：completion（计划完成）"]),
        (["comparison", "--theme", "企业开办"], ["“企业开办费用”各地数值相同"]),
        (["comparison", "--city", "武汉"], ["没有可画的“各地比较”图"]),
        (["tiers", "--city", "武汗"], ["“武汉市”"]),
        (["tiers", "--city", "天河", "--period", "2001年"], ["天河区没有2001年的数据"]),
        (["tiers", "--since", "去年"], ["时期“去年”不对"]),
        (["bars"], ["“bars”是画法", "briefing chart comparison --as bars"]),
        (["tiers", "--format", "pdf"], ["没有“pdf”格式", "png、svg"]),
        (["tiers", "--out", "图.jpg"], [".png 或 .svg"]),
        (["tiers", "--out", "图"], [".png 或 .svg"]),
        (["tiers", "--out", "图.png", "--format", "svg"], ["不一致"]),
        ([], ["缺少参数"]),
    ],
)
def test_wrong_usage_is_told_and_nothing_is_written(briefing: Briefing, words: list[str], told: list[str]) -> None:
    outcome = briefing("chart", *words)
    assert outcome.code == 2
    assert [text for text in told if text not in outcome.err] == []
    assert outcome.out == ""
    assert files() == []


def test_the_same_chart_again_changes_nothing_and_another_file_is_kept_until_forced(briefing: Briefing) -> None:
    path = Path(f"{TITLE}.png")
    briefing(*ONE)
    picture = path.read_bytes()
    assert briefing(*ONE).code == 0
    path.write_bytes(b"mine")
    outcome = briefing(*ONE, "--format", "png", "--format", "svg")
    assert outcome.code == 1
    assert "未覆盖" in outcome.err
    assert files() == [path.name]
    assert path.read_bytes() == b"mine"
    assert briefing(*ONE, "--force").code == 0
    assert path.read_bytes() == picture


def test_a_place_that_cannot_be_written_to_is_told(briefing: Briefing) -> None:
    Path("图").write_text("x", encoding="utf-8")
    outcome = briefing(*ONE, "--out", "图/图.png")
    assert outcome.code == 1
    assert outcome.err.startswith("错误：")
    assert files() == ["图"]


def test_help_names_every_kind_and_its_example_is_drawn(briefing: Briefing) -> None:
    words = " ".join(briefing("chart", "--help").out.split())
    assert "、".join(FIGURES) in words.replace(" ", "")
    [example] = re.findall(r"briefing (chart \S+ --as \w+)", words)
    outcome = briefing(*example.split())
    assert (outcome.code, outcome.err) == (0, "")
    assert files()


def test_only_figures_of_the_time_asked_for_are_drawn(briefing: Briefing) -> None:
    """And those without a stated one."""
    assert "天河" in briefing("chart", "tiers", "--since", "2021年").out
    for name, words in (("全部.png", ()), ("以后.png", ("--since", "2021年12月"))):
        assert briefing("chart", "coverage", *words, "--out", name).code == 0
    assert Path("全部.png").read_bytes() != Path("以后.png").read_bytes()
