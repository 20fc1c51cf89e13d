"""Whatever ends `init`, `template new` or `--annotate`, or runs beside it, what it makes is whole or not there."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from docx import Document

from briefing.api.workspace import builtin
from briefing.cli.app import run
from tests.cli.conftest import Briefing
from tests.dying import Ended, ended


def _run(how: str, moment: int, *words: str) -> Ended:
    return ended(how, moment, run, list(words))


def _held(folder: Path) -> dict[str, bytes]:
    """What is in a folder, hidden files included, by relative path; a folder as "/"."""
    return {
        path.relative_to(folder).as_posix(): b"/" if path.is_dir() else path.read_bytes() for path in folder.rglob("*")
    }


def _visible(held: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in held.items() if not name.startswith(".") and "/." not in name}


@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_a_template_is_made_whole_or_not_at_all_wherever_the_run_ends(mine: Path, how: str) -> None:
    """What a run that was killed has left is hidden, is no template, and goes with the next one."""
    words = ("template", "new", "区简报", "--workspace", str(mine))
    before = _held(mine)
    assert _run("kill", 0, *words).code == 0
    after = _held(mine)
    for moment in count(1):
        shutil.rmtree(mine / "templates/区简报", ignore_errors=True)
        done = _run(how, moment, *words)
        if done.code == 0:
            break
        now = _held(mine)
        assert (_visible(now) if how == "kill" else now) in (before, after)
        if how == "interrupt":
            continue  # nothing is left that a next run could meet
        shutil.rmtree(mine / "templates/区简报", ignore_errors=True)
        again = _run("kill", 0, *words)
        assert again.code == 0, again.told
        assert _held(mine) == after
    assert moment > 8


def test_what_a_killed_run_has_left_is_not_listed_as_a_template(mine: Path, briefing: Briefing) -> None:
    shutil.copytree(mine / "templates/bulletin", mine / "templates/.区简报.012345.briefing-new")
    listed = briefing("template", "list", "--json", "--workspace", str(mine)).json
    assert "bulletin" in {entry["id"] for entry in listed}
    assert not [entry["id"] for entry in listed if "区简报" in entry["id"]]


def test_an_annotated_shell_is_written_whole_or_not_at_all(few: Path, tmp_path: Path) -> None:
    folder = few / "templates/便笺"
    folder.mkdir()
    (folder / "template.yaml").write_text("title: 便笺\n", encoding="utf-8")
    shell = Document()
    shell.add_paragraph("{{ 没有的 }}")  # a sound one is not written again
    shell.save(str(folder / "shell.docx"))
    words = ("template", "check", "便笺", "--workspace", str(few), "--annotate")
    _run("kill", 0, *words, str(tmp_path / "first.docx"))  # what is kept for the next run is written now
    total = _run("kill", 0, *words, str(tmp_path / "second.docx")).changes
    there = set()
    for moment in range(1, total + 1):
        folder = tmp_path / str(moment)
        folder.mkdir()
        assert _run("kill", moment, *words, str(folder / "a.docx")).code == 9
        names = tuple(_visible(_held(folder)))
        assert names == () or Document(str(folder / "a.docx")).paragraphs
        there.add(names)
    assert there == {(), ("a.docx",)}


def test_a_workspace_is_laid_whole_by_the_next_run_wherever_one_was_killed(tmp_path: Path) -> None:
    """At the beginning, half way, and around the moves at the end; nothing that is there is ever taken away."""
    whole = {f"{part}/{name}": data for part in ("data", "templates") for name, data in _held(builtin() / part).items()}
    whole = {**_visible(whole), "data": b"/", "templates": b"/"}
    total = _run("kill", 0, "init", str(tmp_path / "w")).changes
    assert _held(tmp_path / "w") == whole
    seen = set()
    for moment in (1, 2, 3, total // 2, *range(total - 6, total + 1)):
        folder = tmp_path / str(moment)
        assert _run("kill", moment, "init", str(folder)).code == 9
        left = _visible(_held(folder)) if folder.exists() else {}
        seen.add(tuple(sorted(name for name in left if "/" not in name)))
        assert left.items() <= whole.items()
        assert _run("kill", 0, "init", str(folder)).code == (2 if left == whole else 0)
        assert _held(folder) == whole
    assert seen == {(), ("templates",), ("data", "templates")}


def test_a_workspace_that_cannot_be_finished_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "w").mkdir()
    (tmp_path / "w/.git").mkdir()
    total = _run("kill", 0, "init", str(tmp_path / "other")).changes
    for moment in (2, total // 2, *range(total - 6, total - 3)):
        assert _run("interrupt", moment, "init", str(tmp_path / "w")).code == 130
        assert list(_held(tmp_path / "w")) == [".git"]


def test_of_several_runs_in_one_folder_one_lays_the_workspace_and_the_others_leave_it_alone(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda _: _run("kill", 0, "init", str(tmp_path / "w")), range(4)))
    assert sorted(one.code for one in runs) == [0, 2, 2, 2]
    assert all("未改动" in one.told for one in runs if one.code)
    _run("kill", 0, "init", str(tmp_path / "alone"))
    assert _held(tmp_path / "w") == _held(tmp_path / "alone")
