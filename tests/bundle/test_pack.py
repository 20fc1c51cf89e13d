"""A bundle is written whole or not at all, and never over what a person has made."""

from __future__ import annotations

import datetime
import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.bundle.output_folder import OLD
from briefing.bundle.pack import pack
from briefing.errors import BriefingError
from briefing.text.atomic import NEW
from briefing.text.system_errors import cause
from tests.bundle.packing import edited_files, names

NAME = "简报"
FILES = {"简报.docx": b"word", "charts/01.png": b"picture"}


def _pack(out: Path, files: dict[str, bytes] = FILES, *, force: bool = False) -> Path:
    return pack(out, NAME, files, {"format": 1}, force=force).folder


def _refused(out: Path, files: dict[str, bytes] = FILES, *, force: bool = False) -> str:
    with pytest.raises(BriefingError) as caught:
        _pack(out, files, force=force)
    return str(caught.value)


def _tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_bundle_is_its_files_and_a_manifest_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = _pack(tmp_path / "新 建/output")
    assert _tree(folder) == ["charts", "charts/01.png", "manifest.json", "简报.docx"]
    assert names(folder.parent) == [NAME]


def test_a_bundle_that_nobody_touched_is_replaced_and_drops_files_it_no_longer_has(tmp_path: Path) -> None:
    _pack(tmp_path)
    folder = _pack(tmp_path, {"简报.md": b"text"})
    assert _tree(folder) == ["manifest.json", "简报.md"]


def test_an_edited_file_is_kept_unless_forced(tmp_path: Path) -> None:
    edited = _pack(tmp_path) / "简报.docx"
    edited.write_bytes(b"edited")
    assert edited_files(tmp_path / NAME) == ["简报.docx"]
    message = _refused(tmp_path)
    assert "简报.docx" in message
    assert "force=True" in message
    assert edited.read_bytes() == b"edited"
    _pack(tmp_path, force=True)
    assert edited.read_bytes() == b"word"


def test_an_edited_file_that_is_replaced_by_force_is_kept_under_a_name_that_says_so(tmp_path: Path) -> None:
    """With the day on which it was changed; a second one of that day has a number; both stay from then on."""
    folder = _pack(tmp_path)
    for at, words in enumerate((b"first", b"second")):
        (folder / "简报.docx").write_bytes(words)
        (folder / "charts/01.png").write_bytes(words)
        for name in ("简报.docx", "charts/01.png"):
            os.utime(folder / name, (at, datetime.datetime(2026, 11, 22, 9, at).timestamp()))
        told = pack(tmp_path, NAME, FILES, {"format": 1}, force=True).remarks
    assert [str(problem) for problem in told] == [
        "原来的“简报.docx”内容不同，已另存为“简报（2026年11月22日旧稿2）.docx”。",
        "原来的“charts/01.png”内容不同，已另存为“charts/01（2026年11月22日旧稿2）.png”。",
    ]
    assert not pack(tmp_path, NAME, FILES, {"format": 1}, force=True).remarks
    kept = {"简报（2026年11月22日旧稿）.docx": b"first", "简报（2026年11月22日旧稿2）.docx": b"second"}
    assert {name: (folder / name).read_bytes() for name in kept} == kept
    assert (folder / "charts/01（2026年11月22日旧稿2）.png").read_bytes() == b"second"
    assert (folder / "简报.docx").read_bytes() == b"word"


def test_that_a_file_is_open_and_that_it_was_edited_are_told_together(tmp_path: Path) -> None:
    """A mark that a crash has left must not lead to the loss of an edited file."""
    folder = _pack(tmp_path)
    (folder / "简报.docx").write_bytes(b"edited")
    (folder / "~$简报.docx").touch()
    message = _refused(tmp_path)
    assert "以下文件在生成后被改动过，未覆盖：简报.docx" in message
    assert "看来正在 Word、WPS 等程序中打开" in message
    assert "请删去旁边以“~$”" in message


def test_another_briefing_of_the_same_name_is_kept_unless_forced(tmp_path: Path) -> None:
    """Whatever differs in the request is told with what it was and what it is."""
    request = {"home": None, "formats": ["docx", "md"], "issue": 3, "settings": {"甲": "乙", "丙": "丁"}}
    first = {"format": 1, "request": {**request, "layout": {"mode": "standalone", "start_page": 1}}}
    changed = {
        "home": "武汉",
        "formats": ["md"],
        "settings": {"丙": "丁"},
        "layout": {"mode": "attachment", "start_page": 1},
    }
    other = {"format": 1, "request": {**request, **changed}}
    assert not pack(tmp_path, NAME, FILES, first, force=False).replaced
    assert pack(tmp_path, NAME, FILES, first, force=False).replaced
    with pytest.raises(BriefingError) as caught:
        pack(tmp_path, NAME, {"简报.docx": b"new"}, other, force=False)
    told = str(caught.value)
    assert "本地城市（原为不写，这次为武汉）；格式（原为docx、md，这次为md）；" in told
    assert "排法（原为单独成文，这次为附件）；参数“甲”（原为乙，这次为不写）。" in told
    assert not [same for same in ("期号", "首页", "丙") if same in told]
    assert "force=True" in told
    assert (tmp_path / NAME / "简报.docx").read_bytes() == b"word"
    assert pack(tmp_path, NAME, {"简报.docx": b"new"}, other, force=True).replaced


def test_a_bundle_whose_manifest_is_damaged_is_not_replaced_even_by_force(tmp_path: Path) -> None:
    """What in it a person has edited cannot be told."""
    pack(tmp_path, NAME, FILES, {"format": 1, "request": "?"}, force=False)
    assert "清单已损坏" in _refused(tmp_path, force=True)
    assert (tmp_path / NAME / "简报.docx").read_bytes() == b"word"


def test_a_deleted_file_is_written_again(tmp_path: Path) -> None:
    gone = _pack(tmp_path) / "简报.docx"
    gone.unlink()
    _pack(tmp_path)
    assert gone.read_bytes() == b"word"


@pytest.mark.parametrize("force", [False, True])
def test_a_file_that_a_person_added_stays(tmp_path: Path, force: bool) -> None:
    notes = _pack(tmp_path) / "批注/意见.txt"
    notes.parent.mkdir()
    notes.write_text("同意", encoding="utf-8")
    _pack(tmp_path, force=force)
    assert notes.read_text(encoding="utf-8") == "同意"


def test_an_added_file_in_the_place_of_a_new_one_is_not_overwritten(tmp_path: Path) -> None:
    folder = _pack(tmp_path)
    (folder / "简报.md").write_text("mine")
    assert "简报.md" in _refused(tmp_path, {"简报.md": b"text"})
    assert (folder / "简报.md").read_text() == "mine"


@pytest.mark.parametrize("mark", ["~$简报.docx", ".~简报.docx", ".~lock.简报.docx#"])
def test_a_file_that_is_open_in_word_wps_or_libreoffice_is_told(tmp_path: Path, mark: str) -> None:
    folder = _pack(tmp_path)
    (folder / mark).write_bytes(b"")
    assert "打开" in _refused(tmp_path)
    _pack(tmp_path, force=True)
    assert mark not in _tree(folder)


@pytest.mark.parametrize("dropping", [".DS_Store", "Thumbs.db", "desktop.ini"])
def test_what_file_managers_leave_is_no_edit(tmp_path: Path, dropping: str) -> None:
    folder = _pack(tmp_path)
    (folder / dropping).write_bytes(b"")
    _pack(tmp_path)
    assert dropping not in _tree(folder)


@pytest.mark.parametrize("manifest", [None, "{", '{"files": {}, "format": 2}'])
def test_a_folder_that_is_no_bundle_is_not_replaced_even_by_force(tmp_path: Path, manifest: str | None) -> None:
    taken = tmp_path / NAME
    taken.mkdir()
    (taken / "照片.jpg").write_bytes(b"mine")
    if manifest:
        (taken / "manifest.json").write_text(manifest)
    assert "不是本程序生成的" in _refused(tmp_path, force=True)
    assert (taken / "照片.jpg").read_bytes() == b"mine"


def test_an_empty_folder_in_the_place_is_used(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert _tree(_pack(tmp_path))


def test_a_file_in_the_place_is_told(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("mine")
    assert "同名文件" in _refused(tmp_path, force=True)
    assert (tmp_path / NAME).read_text() == "mine"


@pytest.mark.parametrize("there", [True, False])
def test_nothing_is_written_through_a_symbolic_link(tmp_path: Path, there: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    if there:
        elsewhere.mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / NAME).symlink_to(elsewhere)
    assert "符号链接" in _refused(tmp_path / "out", force=True)
    assert not there or not any(elsewhere.iterdir())


def test_a_link_to_the_output_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    _pack(tmp_path / "link")
    assert names(tmp_path / "real") == [NAME]


@pytest.mark.parametrize("out", ["file", "file/below"])
def test_an_output_folder_that_is_a_file_is_told(tmp_path: Path, out: str) -> None:
    (tmp_path / "file").write_text("mine")
    message = _refused(tmp_path / out)
    assert "同名的文件" in message
    assert NAME in message
    assert (tmp_path / "file").read_text() == "mine"


def test_a_failure_half_way_leaves_the_old_bundle_and_nothing_else(tmp_path: Path) -> None:
    folder = _pack(tmp_path)
    message = _refused(tmp_path, {"简报.docx": b"new", "长" * 200: b""})
    assert "路径太长" in message
    assert (folder / "简报.docx").read_bytes() == b"word"
    assert names(tmp_path) == [NAME]


def test_a_failure_takes_away_the_folders_that_were_made_for_it(tmp_path: Path) -> None:
    _refused(tmp_path / "a/b", {"长" * 200: b""})
    assert names(tmp_path) == []


def test_what_a_killed_run_of_another_briefing_left_is_put_right_too(tmp_path: Path) -> None:
    """State after a kill between the two renames: the old one is aside, the new one beside it, none in the place."""
    other = pack(tmp_path, "另一份", {"a.md": b"old"}, {"format": 1}, force=False).folder
    other.rename(tmp_path / f".另一份{OLD}")
    (tmp_path / f".另一份{NEW}").mkdir()
    (tmp_path / f".第三份{NEW}").mkdir()
    _pack(tmp_path)
    assert names(tmp_path) == sorted([NAME, "另一份"])
    assert (other / "a.md").read_bytes() == b"old"


def test_a_write_protected_old_bundle_leaves_nothing_behind(tmp_path: Path) -> None:
    (_pack(tmp_path) / "charts").chmod(0o500)
    (tmp_path / NAME).chmod(0o500)
    _pack(tmp_path)
    assert names(tmp_path) == [NAME]


def test_a_place_whose_names_cannot_be_chinese_is_told(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from briefing.bundle.pack import pack; from briefing.errors import BriefingError\n"
        "try: pack(pathlib.Path(sys.argv[1]), '\\u7b80\\u62a5', {}, {}, force=False)\n"
        "except BriefingError as error: sys.exit(0 if 'UTF-8' in str(error) else 3)\n"
        "sys.exit(4)"
    )
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=Path(__file__).parents[2], env=os.environ | plain, check=False
    )
    assert done.returncode == 0


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EROFS, "只读"),
        (errno.EACCES, "权限"),
        (errno.ENAMETOOLONG, "太长"),
        (errno.EEXIST, "同名"),
    ],
)
def test_what_the_system_refuses_is_told_in_chinese_with_what_to_do(number: int, word: str) -> None:
    what, hint = cause(OSError(number, "English"))
    assert word in what
    assert hint


def test_a_rare_refusal_is_told_in_the_systems_own_words() -> None:
    assert cause(OSError(9999, "Odd")) == ("Odd", "")
