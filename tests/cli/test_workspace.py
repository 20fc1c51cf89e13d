"""A workspace is the one named, else the nearest upwards, else the built-in one; init lays one."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.api.init import STAGING
from briefing.api.workspace import builtin
from tests.cli.conftest import Briefing


def _rename(workspace: Path, name: str) -> None:
    """Give 武汉市 another name, to tell the workspaces apart."""
    city = workspace / "data/cities/wuhan.yaml"
    city.write_text(
        city.read_text(encoding="utf-8").replace("aliases: [武汉", f"aliases: [{name}, 武汉"), encoding="utf-8"
    )


def test_from_an_empty_folder_the_built_in_workspace_is_used(briefing: Briefing) -> None:
    assert "武汉市" in briefing("list", "cities").out


def test_the_nearest_workspace_upwards_is_used(briefing: Briefing, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _rename(mine, "大武汉")
    (mine / "下面/再下面").mkdir(parents=True)
    monkeypatch.chdir(mine / "下面/再下面")
    assert "大武汉" in briefing("list", "cities").out


def test_the_workspace_that_is_named_wins(briefing: Briefing, mine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _rename(mine, "大武汉")
    monkeypatch.chdir(mine)
    assert "大武汉" not in briefing("list", "cities", "--workspace", str(builtin())).out


def test_a_deleted_current_folder_is_no_failure(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert briefing("list", "themes").code == 0


def test_init_without_a_folder_fills_the_current_one_if_it_is_empty(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "空").mkdir()
    monkeypatch.chdir(tmp_path / "空")
    assert briefing("init").code == 0 and Path("data").is_dir()
    again = briefing("init")
    assert again.code == 2 and f"“{tmp_path / '空'}”里已经有文件，未改动。" in again.err


def test_init_copies_data_and_templates_whole(briefing: Briefing, mine: Path) -> None:
    def visible(folder: Path) -> set[str]:
        files = (path.relative_to(folder) for part in ("data", "templates") for path in (folder / part).rglob("*"))
        return {path.as_posix() for path in files if not path.name.startswith(".")}

    assert visible(mine) == visible(builtin())
    assert sorted(path.name for path in mine.iterdir()) == ["data", "templates"]
    assert briefing("check", "--workspace", str(mine)).code == 0


def test_a_workspace_of_ones_own_makes_the_same_briefing(
    briefing: Briefing, mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine)
    assert briefing("generate", "--city", "武汉", "--theme", "融资").code == 0
    assert (mine / "output").is_dir()


def test_init_in_the_current_folder(briefing: Briefing, tmp_path: Path) -> None:
    outcome = briefing("init", ".")
    assert outcome.code == 0
    assert "cd" not in outcome.out
    assert (tmp_path / "data/themes.yaml").exists()


def test_init_beside_hidden_files(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert briefing("init", ".").code == 0


@pytest.mark.parametrize("name", ["notes.txt", "data", "templates"])
def test_init_touches_no_folder_in_use(briefing: Briefing, tmp_path: Path, name: str) -> None:
    used = tmp_path / "used"
    (used / name).mkdir(parents=True)
    outcome = briefing("init", "used")
    assert outcome.code == 2
    assert "未改动" in outcome.err
    assert [path.name for path in used.iterdir()] == [name]


def test_init_does_not_replace_a_file(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    assert briefing("init", "file").code == 2
    assert briefing("init", "file/below").code == 1
    assert (tmp_path / "file").read_text() == "mine"


def test_init_goes_on_after_a_run_that_was_killed(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "w" / STAGING / "data/x").mkdir(parents=True)
    assert briefing("init", "w").code == 0
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["data", "templates"]
    assert not (tmp_path / "w/data/x").exists()


def test_init_keeps_what_a_person_has_put_there_since_a_run_was_killed(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "w" / STAGING / "data/x").mkdir(parents=True)
    (tmp_path / "w" / STAGING / "templates").mkdir()
    (tmp_path / "w/templates/mine").mkdir(parents=True)
    assert briefing("init", "w").code == 2
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["templates"]
    assert (tmp_path / "w/templates/mine").is_dir()


def test_init_killed_at_the_very_end_leaves_a_workspace_that_is_not_laid_again(briefing: Briefing, mine: Path) -> None:
    (mine / STAGING).mkdir()
    (mine / "data/mine.txt").write_text("mine")
    assert briefing("init", str(mine)).code == 2
    assert (mine / "data/mine.txt").read_text() == "mine"
