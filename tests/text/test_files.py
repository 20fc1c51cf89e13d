"""Only regular files are opened, and only where they may lie."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from briefing.text.files import inside, is_inner, read_file

INNER = (
    "简报.docx",
    "charts/01.png",
    "a b/c.d/e",
    "…/x",
    ".隐",
    "第3期 简报：标题.docx",
    "console.txt",
    "com10",
    "长" * 300,
)
NOT_INNER = (
    *("", ".", "..", "/", "/etc/passwd", "../x", "a/../../x", "a/..", "./a", "a//b", "a/", "//server/share/x"),
    *(
        "..\\x",
        "a\\b",
        "\\\\server\\share\\x",
        "C:x",
        "c:/x",
        "C:\\x",
        "简报.docx:stream",
        "~/x:y",
        "a\0b",
        "a\nb",
        "*",
        "a?",
    ),
    *(
        "nul",
        "NUL.docx",
        "a/con",
        "COM1",
        "lpt9.txt",
        "com¹",
        "conin$",
        "aux .txt",
        "简报.docx.",
        "简报.docx ",
        "a /b",
        "...",
    ),
)


@pytest.mark.parametrize("name", INNER)
def test_a_name_below_a_folder_is_one(name: str) -> None:
    assert is_inner(name)


@pytest.mark.parametrize("name", NOT_INNER)
def test_a_name_that_leads_elsewhere_on_some_system_is_none(name: str) -> None:
    assert not is_inner(name)


def test_a_file_is_read_whole_or_as_far_as_asked_through_links_too(tmp_path: Path) -> None:
    (tmp_path / "甲").write_bytes(b"12345")
    (tmp_path / "乙").symlink_to("甲")
    assert read_file(tmp_path / "甲") == b"12345"
    assert read_file(tmp_path / "乙", within=tmp_path) == b"12345"
    assert read_file(tmp_path / "甲", most=4) == b"1234"


def test_pipes_devices_folders_and_sockets_are_not_opened(tmp_path: Path) -> None:
    """A pipe that nobody writes to would wait forever."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "folder").mkdir()
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(tmp_path, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/socket" if Path("/proc/self/fd").exists() else str(tmp_path / "socket"))
        os.close(here)
    for name in ("pipe", "device", "folder", "socket"):
        with pytest.raises(OSError, match="这不是普通文件"):
            read_file(tmp_path / name)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "private").mkdir()
    (tmp_path / "private/secret").write_bytes(b"secret")
    bundle = tmp_path / "bundle"
    bundle.mkdir()
    (bundle / "file").symlink_to("../private/secret")
    (bundle / "folder").symlink_to("../private")
    (bundle / "circle").symlink_to("circle")
    for name in ("file", "folder/secret", "circle", "../private/secret"):
        assert not inside(bundle / name, [bundle])
        with pytest.raises(OSError, match="这个文件夹之外"):
            read_file(bundle / name, within=bundle)
    assert read_file(bundle / "file") == b"secret"


def test_a_folder_that_is_reached_by_a_link_is_itself(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a").write_bytes(b"1")
    (tmp_path / "link").symlink_to("real")
    assert read_file(tmp_path / "link/a", within=tmp_path / "link") == b"1"
