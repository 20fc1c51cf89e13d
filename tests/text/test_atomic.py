"""Whatever is written is whole or not there, and leaves nothing beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.text.atomic import NEW, beside, leftovers, put, put_folder


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_replaced_with_nothing_beside_them(tmp_path: Path) -> None:
    put({tmp_path / "甲": b"1", tmp_path / "乙": b"2"})
    put({tmp_path / "甲": b"3"})
    assert {name: (tmp_path / name).read_bytes() for name in _names(tmp_path)} == {"乙": b"2", "甲": b"3"}


def test_where_one_fails_the_others_are_as_before(tmp_path: Path) -> None:
    """A folder with something in it cannot be replaced by a file."""
    (tmp_path / "甲").write_bytes(b"old")
    (tmp_path / "丙/下层").mkdir(parents=True)
    with pytest.raises(OSError, match="丙"):
        put({tmp_path / "甲": b"new", tmp_path / "乙": b"new", tmp_path / "丙": b"new"})
    assert _names(tmp_path) == ["丙", "甲"]
    assert (tmp_path / "甲").read_bytes() == b"old"


def test_a_folder_comes_whole_and_never_into_one_that_is_there(tmp_path: Path) -> None:
    files = {"a": b"1", "深/处/b": b"2"}
    put_folder(tmp_path / "夹", files)
    assert {name: (tmp_path / "夹" / name).read_bytes() for name in files} == files
    with pytest.raises(OSError, match="夹"):
        put_folder(tmp_path / "夹", {"a": b"3"})
    with pytest.raises(OSError, match="长"):
        put_folder(tmp_path / "另", {"a": b"", "长" * 200: b""})
    assert _names(tmp_path) == ["夹"]
    assert (tmp_path / "夹/a").read_bytes() == b"1"


def test_what_is_not_whole_has_a_hidden_name_that_is_known_and_not_used_twice(tmp_path: Path) -> None:
    made = {beside(tmp_path / "甲.docx") for _ in range(20)}
    assert len(made) == 20
    assert all(path.name.startswith(".甲.docx.") and path.name.endswith(NEW) for path in made)
    for path in made:
        path.touch()
    (tmp_path / "甲.docx").touch()
    assert set(leftovers(tmp_path)) == made


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "别处").write_bytes(b"mine")
    (tmp_path / "甲").symlink_to(tmp_path / "别处")
    put({tmp_path / "甲": b"new"})
    assert (tmp_path / "别处").read_bytes() == b"mine"
    assert (tmp_path / "甲").read_bytes() == b"new"
