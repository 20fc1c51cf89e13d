"""The month that docs/data.md collects: its table, its two commands, and a briefing with what came back."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefing.cli.app import run
from tests.api.test_data import filled

PAGE = (Path(__file__).parents[2] / "docs/data.md").read_text("utf-8")
SECTION = PAGE[PAGE.index("### 向各单位催报") : PAGE.index("## 指标 `indicators`")]


def commands() -> list[list[str]]:
    return [line.split()[1:] for line in re.findall(r"^    (briefing .*)$", SECTION, re.M)]


def test_the_month_is_asked_for_collected_and_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "data").mkdir()
    table = re.search(r"```csv\n(.*?)```", SECTION, re.S)
    assert table
    (tmp_path / "data/台账.csv").write_text(table[1], "utf-8")
    ask, collect, remind = commands()
    assert run(ask) == 0
    forms = sorted((tmp_path / "催报").iterdir())
    assert [path.name for path in forms] == ["市地方金融管理局 2026年11月.xlsx", "市市场监管局 2026年11月.xlsx"]
    shutil.copytree("催报", "回收")
    (tmp_path / "回收" / forms[0].name).write_bytes(filled(forms[0], 5210))
    assert run(collect) == 0
    (tmp_path / "回收" / forms[1].name).write_bytes(filled(forms[1], 13020))
    assert run([*collect, "--force"]) == 0
    assert run([*remind, "--force"]) == 0
    assert run(["generate", "--format", "md", "--date", "2026-12-06", "--out", "简报"]) == 0
    text = next((tmp_path / "简报").rglob("*.md")).read_text("utf-8")
    assert "13020户" in text
    assert "5210亿元" in text
