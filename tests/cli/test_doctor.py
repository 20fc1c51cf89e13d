"""`briefing doctor`: a line for each check, what mends it below, and the same as JSON."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Briefing


def test_the_command_prints_a_line_for_each_and_json(briefing: Briefing, tmp_path: Path) -> None:
    here = tmp_path / "ws"
    (here / "data").mkdir(parents=True)
    (here / "briefing.yaml").write_text("settings: {编发单位: 江岸区营商办}\n", "utf-8")
    (here / "data/数据.csv").write_text("城市,指标,时期,数值,单位\n武汉市,经营主体,2026年10月,100,万户\n", "utf-8")
    shown = briefing("doctor", "--workspace", str(here))
    assert shown.code == 0
    assert "正常  编发单位     江岸区营商办\n" in shown.out
    (here / "briefing.yaml").write_text("citys: 武汉\n", "utf-8")
    read = briefing("doctor", "--workspace", str(here), "--json")
    assert read.code == 1
    (settings,) = (item for item in read.json if item["check"] == "设置")
    assert settings["level"] == "不行"
    assert settings["remedy"]
    assert settings.keys() == {"check", "level", "found", "remedy"}
