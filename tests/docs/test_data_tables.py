"""What docs/data.md does with tables: one that is added, and a month that is asked for, collected and printed."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from briefing.cli.app import run
from tests.api.test_data import filled

PAGE = (Path(__file__).parents[2] / "docs/data.md").read_text("utf-8")
ADDING = PAGE[PAGE.index("### 加一份表") : PAGE.index("### 向各单位催报")]
ASKING = PAGE[PAGE.index("### 向各单位催报") : PAGE.index("## 指标 `indicators`")]


def commands(section: str) -> list[list[str]]:
    """The lines of a section's shell block, without the name of the program."""
    block = re.search(r"```sh\n(.*?)```", section, re.S)
    return [line.split()[1:] for line in block[1].splitlines()] if block else []


def table(section: str) -> str:
    """The CSV file of a section."""
    block = re.search(r"```csv\n(.*?)```", section, re.S)
    return block[1] if block else ""


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_the_table_is_looked_at_and_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "经营主体.csv").write_text(table(ADDING), "utf-8")
    look, add = commands(ADDING)
    assert run(look) == 0
    assert "武汉市　经营主体　2025年　215.3万户" in capsys.readouterr().out
    assert not (tmp_path / "data").exists()
    assert run(add) == 0
    assert sorted(path.name for path in (tmp_path / "data").iterdir()) == ["经营主体-指标.csv", "经营主体.csv"]
    assert run(["check"]) == 0


def test_the_month_is_asked_for_collected_and_printed(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/台账.csv").write_text(table(ASKING), "utf-8")
    ask, collect, remind = commands(ASKING)
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
