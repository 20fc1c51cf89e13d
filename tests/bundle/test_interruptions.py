"""Whatever ends a run, the bundle that stands there is the old one or the new one, whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

from briefing.bundle.manifest import read_manifest
from briefing.bundle.output_folder import recover
from tests.bundle import packing
from tests.dying import ended


def _whole(folder: Path) -> str:
    """What the bundle says; fails unless every file of it says the same, and no other file is there."""
    assert packing.edited_files(folder) == []
    text = read_manifest(folder).title
    expected = {folder / path: data for path, data in packing.files(text).items()}
    there = {path for path in folder.rglob("*") if path.is_file()} - {folder / "manifest.json"}
    assert {path: path.read_bytes() for path in there} == expected
    return text


@pytest.mark.parametrize("how", ["kill", "interrupt"])
def test_a_run_may_end_at_any_moment(tmp_path: Path, how: str) -> None:
    """Killed, the next run finds or restores a whole bundle and clears the rest; interrupted, it is whole at once."""
    said = []
    for moment in count(1):
        out = tmp_path / str(moment)
        packing.write(out, "旧")
        if ended(how, moment, packing.write, out, "新").code == 0:
            break
        if how == "interrupt":
            assert _whole(out / packing.NAME) in ("旧", "新")
        recover(out)
        assert packing.names(out) == [packing.NAME]
        said.append(_whole(out / packing.NAME))
    assert said[0] == "旧"
    assert said[-1] == "新"
    assert said == sorted(said, key="旧新".index)
    assert len(said) > len(packing.files("")) + 2


def test_a_run_that_is_killed_while_there_is_no_bundle_yet_leaves_none(tmp_path: Path) -> None:
    for moment in count(1):
        out = tmp_path / str(moment)
        if ended("kill", moment, packing.write, out, "新").code == 0:
            break
        if out.exists():
            recover(out)
            assert [_whole(folder) for folder in out.iterdir()] in ([], ["新"])
    assert moment > len(packing.files("")) + 2


def test_two_runs_at_once_leave_the_bundle_of_one_of_them(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        runs = list(pool.map(lambda text: ended("kill", 0, packing.write, tmp_path, text), "甲乙丙丁"))
    assert [run.code for run in runs] == [0, 0, 0, 0]
    assert packing.names(tmp_path) == [packing.NAME]
    assert _whole(tmp_path / packing.NAME) in ("甲", "乙", "丙", "丁")
