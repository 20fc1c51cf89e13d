"""What is written is there even if the power goes: the disk has it before it gets its name, and the name after."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.text.atomic import NEW, put, put_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows flushes no folder")

Event = tuple[str, str]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[Event]:
    """What is flushed and renamed, in order; all of it is done."""
    events: list[Event] = []
    fsync = os.fsync

    def flushed(handle: int) -> None:
        fsync(handle)
        events.append(("flush", str(os.fstat(handle).st_ino)))

    monkeypatch.setattr(os, "fsync", flushed)
    for name in ("replace", "rename"):
        monkeypatch.setattr(os, name, _noting(getattr(os, name), events))
    return events


def _noting(real: Callable[[Path, Path], None], events: list[Event]) -> Callable[[Path, Path], None]:
    def renamed(old: Path, new: Path) -> None:
        real(old, new)
        assert os.fspath(old).endswith(NEW)
        events.append(("rename", os.fspath(new)))

    return renamed


def flush(path: Path) -> Event:
    """The event of flushing what now stands at `path`, whatever its name was then."""
    return "flush", str(path.stat().st_ino)


def rename(path: Path) -> Event:
    return "rename", os.fspath(path)


def test_a_file_is_flushed_before_it_gets_its_name_and_its_folder_after(tmp_path: Path, seen: list[Event]) -> None:
    put({tmp_path / "甲": b"1"})
    assert seen == [flush(tmp_path / "甲"), rename(tmp_path / "甲"), flush(tmp_path)]


def test_of_several_files_all_are_flushed_before_the_first_gets_its_name(tmp_path: Path, seen: list[Event]) -> None:
    paths = [tmp_path / name for name in "甲乙"]
    put(dict.fromkeys(paths, b"1"))
    assert seen == [*map(flush, paths), *map(rename, paths), flush(tmp_path)]


def test_a_folder_is_flushed_with_all_in_it_before_it_gets_its_name_and_the_one_above_after(
    tmp_path: Path, seen: list[Event]
) -> None:
    folder = tmp_path / "夹"
    put_folder(folder, {"a": b"1", "深/b": b"2"})
    inside = {flush(path) for path in (folder, folder / "a", folder / "深", folder / "深/b")}
    assert (set(seen[:-2]), seen[-2:]) == (inside, [rename(folder), flush(tmp_path)])
