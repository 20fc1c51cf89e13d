"""Wrong usage is told in Chinese, with what is allowed or the nearest name, and ends with 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.cli.app import main_with
from tests.cli.conftest import Briefing

CASES = [
    (["generate", "--citty", "武汉"], "没有选项 --citty，您是不是要用 --city？"),
    (["generate", "--cty", "武汉"], "没有选项 --cty，您是不是要用 --city？用法见"),
    (["generate", "--at"], "没有选项 --at，您是不是要用 --attachment？"),
    (["generate", "--period=2021", "--sincee"], "没有选项 --sincee，您是不是要用 --since？"),
    (["generate", "--zzz"], "没有选项 --zzz。用法见"),
    (["generat"], "没有命令“generat”。您是不是要找“generate”？\n"),
    (["lis"], "您是不是要找“list”？\n"),
    (["lsit"], "您是不是要找“list”、“lint”？\n"),
    (["--nope"], "没有选项 --nope。用法见 briefing --help。"),
    (["generate", "-c"], "没有选项 -c。用法见 briefing generate --help。"),
    (["gen"], "没有命令“gen”。您是不是要找“generate”"),
    (["写报告"], "没有命令“写报告”。可用的命令：generate、list"),
    (["generate", "--city"], "选项 --city 后面要写值。用法见 briefing generate --help。"),
    (["generate", "--force=1"], "选项 --force 后面不能写值。"),
    (["show"], "缺少参数“城市”。用法见 briefing show --help。"),
    (["explain"], "缺少参数“编号”。"),
    (["generate", "--city", "武汉", "三门峡"], "多余的参数：三门峡。"),
    (
        ["generate", "--issue", "三"],
        "期号“三”不对。请写 1 到 9999 的整数，或 next（下一期）；增刊写",
    ),
    (["generate", "--attachment", "甲"], "选项 --attachment 应是整数，写的是“甲”。"),
    (["generate", "--start-page", ""], "选项 --start-page 应是整数，写的是“”。"),
    (["preview", "--port", "8o"], "选项 --port 应是整数，写的是“8o”。"),
    (["generate", "--issue"], "选项 --issue 后面要写值。"),
    (["memo"], "缺少命令。用法见 briefing memo --help。"),
    (["template", "list", "--nope"], "没有选项 --nope。用法见 briefing template list --help。"),
    (
        ["generate", "--issue", "0"],
        "期号“0”不对。请写 1 到 9999 的整数，",
    ),
    (["generate", "--issue", "10000"], "期号“10000”不对。"),
    (["generate", "--date", "2026-02-30"], "日期“2026-02-30”不对：没有这一天。"),
    (["generate", "--date", "2026年2月30日"], "日期“2026年2月30日”不对：没有这一天。"),
    (["generate", "--date", "0000-01-01"], "没有这一天。"),
    (["generate", "--date", "20261122"], "日期“20261122”不对。请写成 2026-11-22 或 2026年11月22日 的样子。"),
    (["generate", "--date", "2026-W47-7"], "日期“2026-W47-7”不对。请写成 2026-11-22 或 2026年11月22日 的样子。"),
    (["generate", "--date", "２０２６-11-22"], "请写成 2026-11-22 或 2026年11月22日 的样子。"),
    (["generate", "--date", "明天"], "日期“明天”不对。"),
    (["generate", "--format", "odt"], "没有“odt”格式。可用的格式：docx、md、html、pdf、svg。"),
    (["generate", "--title", "  "], "标题是空的。"),
    (["generate", "--title", "核对清单"], "标题不能是“核对清单”"),
    (["generate", "--title", "甲\n乙"], "标题里有不能印出的字符（U+000A）。"),
    (["generate", "--title", "甲\x01"], "标题里有不能印出的字符（U+0001）。"),
    (["generate", "--set", "编发单位"], "参数“编发单位”没有写成“名称=值”。"),
    (["generate", "--set", "编发单位=甲\x02"], "参数“编发单位”里有不能印出的字符（U+0002）。"),
    (["generate", "--city", "武汉", "--set", "编发=甲"], "您是不是要找“编发单位”"),
    (["generate", "--city", "武汗"], "未找到城市“武汗”，您是不是要找“武汉市”？"),
    (["generate", "--city", ""], "现有城市："),
    (["generate", "--city", "武汉", "--theme", "政务服"], "未找到主题“政务服”，您是不是要找“政务服务”？"),
    (["generate", "--city", "武汉", "--template", "buletin"], "没有名为“buletin”的模板。您是不是要找“bulletin”"),
    (["generate", "--workspace", "没有"], "“没有”不是工作区。"),
    (["--workspace", "没有", "generate"], "“没有”不是工作区。"),
    (["--workspace=没有", "template", "list"], "“没有”不是工作区。"),
    (["template", "--workspace", "没有", "list"], "“没有”不是工作区。"),
    (["--workspace", "没有", "lint", "x.docx"], "没有选项 --workspace。用法见 briefing lint --help。"),
    (["--workspace", "没有"], "没有选项 --workspace。用法见 briefing --help。"),
    (["generate", "--city", "武汉,三门峡", "--home", "武汉,三门峡"], "未找到城市“武汉,三门峡”"),
    (["list", "citys"], "没有“citys”这一类。您是不是要找“cities”"),
    (["list", "天气"], "可以列出：cities、themes"),
    (["schema", "indicator"], "您是不是要找“indicators”"),
    (["explain", "wuhan.one-stop-itms"], "您是不是要找“wuhan.one-stop-items”"),
    (["show", "武汗"], "您是不是要找“武汉市”？"),
]


@pytest.mark.parametrize(("words", "said"), CASES)
def test_wrong_usage_is_told_and_nothing_is_written(
    briefing: Briefing, tmp_path: Path, words: list[str], said: str
) -> None:
    outcome = briefing(*words)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.err.startswith("错误：")
    assert outcome.out == ""
    assert list(tmp_path.iterdir()) == []


def test_all_wrong_names_are_told_at_once(briefing: Briefing) -> None:
    outcome = briefing("generate", "--city", "武汗", "--city", "三们峡")
    assert "武汗" in outcome.err
    assert "三们峡" in outcome.err


def test_a_combination_that_holds_nothing_says_what_there_is(briefing: Briefing, mine: Path) -> None:
    (mine / "data/cities/xian.yaml").write_text("city: {name: 西安市}\n", encoding="utf-8")
    outcome = briefing("generate", "--workspace", str(mine), "--city", "西安", "--theme", "融资", "--out", "out")
    assert outcome.code == 2
    assert "没有数据，未生成简报" in outcome.err
    assert not Path("out").exists()


def test_an_argument_in_another_encoding_is_told(briefing: Briefing) -> None:
    outcome = briefing("generate", "--city", "\udce6\udcad")
    assert outcome.code == 2
    assert "LC_ALL" in outcome.err


@pytest.mark.parametrize("where", [0, 1, 3])
def test_debug_shows_the_calls_wherever_it_stands(capsys: pytest.CaptureFixture[str], where: int) -> None:
    words = ["generate", "--city", "武汗"]
    assert main_with([*words[:where], "--debug", *words[where:]]) == 2
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert err.endswith("错误：未找到城市“武汗”，您是不是要找“武汉市”？\n")


def test_without_debug_no_calls_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    main_with(["generate", "--city", "武汗"])
    assert "Traceback" not in capsys.readouterr().err
