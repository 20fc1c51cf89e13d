"""Files are written whole or not at all, and never over what a person has."""

from __future__ import annotations

import datetime
import errno
import os
from pathlib import Path

import pytest

from briefing.bundle.edited import is_open
from briefing.bundle.files import EDITED, write_file, write_files
from briefing.errors import BriefingError
from tests.bundle.packing import names

NAME = "草稿.eml"


def _refused(path: Path, *, force: bool = False) -> str:
    with pytest.raises(BriefingError) as caught:
        write_file(path, b"new", force=force)
    return str(caught.value)


def test_a_file_is_written_with_the_folders_it_needs_and_nothing_beside_it(tmp_path: Path) -> None:
    write_file(tmp_path / "新 建/下层" / NAME, b"new", force=False)
    assert (tmp_path / "新 建/下层" / NAME).read_bytes() == b"new"
    assert names(tmp_path / "新 建/下层") == [NAME]


def test_another_file_of_that_name_is_kept_unless_forced(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"old")
    message = _refused(path)
    assert str(path) in message
    assert "force=True" in message
    assert path.read_bytes() == b"old"
    write_file(path, b"new", force=True)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == [NAME]


def test_a_file_that_holds_the_same_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(b"new")
    before = path.stat().st_mtime_ns
    write_file(path, b"new", force=False)
    assert path.stat().st_mtime_ns == before


def test_a_folder_or_a_link_in_its_place_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "目录").mkdir()
    (tmp_path / "原件").write_bytes(b"old")
    (tmp_path / "链接").symlink_to(tmp_path / "原件")
    for name in ("目录", "链接"):
        assert "不是普通文件" in _refused(tmp_path / name, force=True)
    assert (tmp_path / "原件").read_bytes() == b"old"


@pytest.mark.parametrize(
    "mark", ["~$于印发方案的通知.docx", "~$关于印发方案的通知.docx", ".~lock.关于印发方案的通知.docx#"]
)
def test_a_document_that_is_open_is_known_and_not_replaced(tmp_path: Path, mark: str) -> None:
    path = tmp_path / "关于印发方案的通知.docx"
    path.write_bytes(b"old")
    assert not is_open(path)
    (tmp_path / mark).touch()
    assert is_open(path)
    assert "打开" in _refused(path, force=True)
    both = _refused(path)
    assert "内容不同，未覆盖" in both
    assert "打开" in both
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("ending", EDITED)
def test_what_people_edit_and_is_replaced_is_kept_under_a_name_that_says_so(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"函（附件）{ending}"
    path.write_bytes(b"old")
    os.utime(path, (0, datetime.datetime(2026, 1, 5).timestamp()))
    (told,) = write_file(path, b"new", force=True)
    assert str(told) == f"原来的“函（附件）{ending}”内容不同，已另存为“函（附件）（2026年1月5日旧稿）{ending}”。"
    assert (tmp_path / f"函（附件）（2026年1月5日旧稿）{ending}").read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert write_file(path, b"new", force=True) == ()
    assert len(names(tmp_path)) == 2


def test_a_place_that_cannot_be_written_to_is_explained_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "文件").write_bytes(b"old")
    assert "同名的文件" in _refused(tmp_path / "文件" / "下层" / NAME)
    too_long = tmp_path / "新建" / ("长" * 200 + ".eml")
    assert "路径太长" in _refused(too_long)
    assert names(tmp_path) == ["文件"]


def test_several_files_are_written_together_or_none_of_them(tmp_path: Path) -> None:
    """Every place that is taken is told, not just the first."""
    (tmp_path / "甲").write_bytes(b"old")
    (tmp_path / "乙").mkdir()
    with pytest.raises(BriefingError) as caught:
        write_files({tmp_path / name: b"new" for name in "丙甲乙"}, force=False)
    assert [str(tmp_path / name) for name in ("甲", "乙")] == [
        problem.location.file for problem in caught.value.problems
    ]
    assert names(tmp_path) == ["乙", "甲"]
    (tmp_path / "乙").rmdir()
    write_files({tmp_path / name: b"new" for name in "丙甲"}, force=True)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {"丙": b"new", "甲": b"new"}


def test_files_of_several_folders_are_written_together_or_none_of_them(tmp_path: Path) -> None:
    (tmp_path / "二").mkdir()
    (tmp_path / "二/乙").write_bytes(b"old")
    one, again, other = tmp_path / "一/甲", tmp_path / "二/../一/丙", tmp_path / "二/乙"
    with pytest.raises(BriefingError, match="未覆盖"):
        write_files({one: b"new", again: b"new", other: b"new"}, force=False)
    assert (names(tmp_path), other.read_bytes()) == (["二"], b"old")
    write_files({one: b"new", again: b"new", other: b"new"}, force=True)
    assert {path.read_bytes() for path in (one, again, other)} == {b"new"}


def test_where_the_last_file_fails_the_others_are_as_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "甲").write_bytes(b"old")
    replace = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "丙":
            raise OSError(errno.ENOSPC, "no space")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(BriefingError, match="磁盘空间不足"):
        write_files({tmp_path / name: b"new" for name in "甲乙丙"}, force=True)
    assert names(tmp_path) == ["甲"]
    assert (tmp_path / "甲").read_bytes() == b"old"
