"""The index knows every city without reading every file, and is never out of date."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefing.data.reader import is_made_out
from briefing.data.yaml_files.index import HEAD_BYTES, read_index
from briefing.model.library import City


def add(data: Path, stem: str, text: str) -> Path:
    path = data / "cities" / f"{stem}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def only_entry(data: Path, stem: str, cache: Path | None = None) -> City:
    (entry,) = [
        entry for entry in read_index(data, cache) if entry.location.file == str(data / "cities" / f"{stem}.yaml")
    ]
    return entry


def test_an_entry_holds_what_the_city_is_called(data: Path) -> None:
    """As it would be read from the whole file."""
    assert read_index(data) == (City(id="luoyang", name="洛阳市", code="410300", level="地级市", parent="河南省"),)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff# 注\n---\ncity:\n  name: 武汉市\n  aliases:\n    - 江城\n\n  # 注\nfacts: !!broken\n",
        "city: {name: 武汉市, aliases: 江城}\n",
        "city: {name: 武汉市, aliases: 江城}",
        "city:\r\n  name: 武汉市\r\n  aliases: [江城]\r\nfacts: []\r\n",
        "facts: []\ncity: {name: 武汉市, aliases: [江城]}\n",
        "# " + "注" * HEAD_BYTES + "\ncity: {name: 武汉市, aliases: [江城]}\n",
        "city:\n  name: 武汉市\n  aliases:\n  - 江城\n" + "".join(f"  - 名{n}\n" for n in range(HEAD_BYTES)),
    ],
)
def test_the_city_is_found_wherever_it_stands(data: Path, text: str) -> None:
    """At the head normally; else the whole file is read."""
    add(data, "wuhan", text)
    entry = only_entry(data, "wuhan")
    assert (entry.id, entry.code) == ("wuhan", "420100")
    assert entry.aliases[0] == "江城"


@pytest.mark.parametrize("text", ["", "city: [", "city: {name: 朝阳区}", "facts: []", "city: {}"])
def test_a_city_that_cannot_be_made_out_is_listed_by_its_file(data: Path, text: str) -> None:
    """So that asking for it tells what is wrong with the file."""
    add(data, "x", text)
    assert only_entry(data, "x") == City(id="x", name="x")


def test_a_second_look_needs_no_file(data: Path, tmp_path: Path) -> None:
    """What has not changed, by name, time and size, comes from the cache."""
    first = read_index(data, tmp_path / "cache")
    path = data / "cities" / "luoyang.yaml"
    status = path.stat()
    path.write_bytes(b"\xff" * status.st_size)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert read_index(data, tmp_path / "cache") == first


def test_a_change_is_seen(data: Path, tmp_path: Path) -> None:
    """A file changed, added or removed."""
    cache = tmp_path / "cache"
    read_index(data, cache)
    path = add(data, "luoyang", "city: {name: 武汉市}\n")
    assert only_entry(data, "luoyang", cache).name == "武汉市"
    add(data, "tianhe", "city: {name: 天河区}\n")
    assert [entry.name for entry in read_index(data, cache)] == ["武汉市", "天河区"]
    path.unlink()
    assert [entry.name for entry in read_index(data, cache)] == ["天河区"]
    assert [entry.name for entry in read_index(data, cache)] == ["天河区"]


def _same_time(path: Path, text: str) -> None:
    """Write a file anew so that its time of change tells nothing."""
    status = path.stat()
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def test_a_change_of_size_alone_is_seen(data: Path, tmp_path: Path) -> None:
    """As on file systems that keep time in seconds."""
    read_index(data, tmp_path)
    _same_time(data / "cities/luoyang.yaml", "city: {name: 武汉市}\n")
    assert only_entry(data, "luoyang", tmp_path).name == "武汉市"


def test_a_file_that_could_not_be_read_is_looked_at_again(data: Path, tmp_path: Path) -> None:
    """Its rights may have changed, which changes neither time nor size."""
    path = add(data, "x", "city: [name: 武汉市]\n")
    assert not is_made_out(only_entry(data, "x", tmp_path))
    _same_time(path, "city: {name: 武汉市}\n")
    assert only_entry(data, "x", tmp_path).name == "武汉市"


def test_a_cache_that_does_not_hold_what_it_says_is_made_anew(data: Path, tmp_path: Path) -> None:
    """Its stamps are those of the files, and its cities are not."""
    first = read_index(data, tmp_path / "cache")
    (store,) = (tmp_path / "cache").iterdir()
    for cities in ([], [["x", "别市", None, "", "", [], "x.yaml"]]):
        store.write_text(json.dumps({**json.loads(store.read_bytes()), "cities": cities}), encoding="utf-8")
        assert read_index(data, tmp_path / "cache") == first


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"format": 1}', b'{"format": 0, "stamps": {}, "cities": []}'])
def test_a_damaged_cache_is_made_anew(data: Path, tmp_path: Path, damage: bytes) -> None:
    """Cut off, of another shape or another format."""
    cache = tmp_path / "cache"
    first = read_index(data, cache)
    (store,) = cache.iterdir()
    whole = store.read_bytes()
    store.write_bytes(damage)
    assert read_index(data, cache) == first
    assert store.read_bytes() == whole


def test_two_workspaces_share_a_cache_folder(data: Path, tmp_path: Path) -> None:
    """Each has its own file in it, whatever path leads to the workspace."""
    other = tmp_path / "other"
    (other / "cities").mkdir(parents=True)
    add(other, "wuhan", "city: {name: 武汉市}\n")
    cache = tmp_path / "cache"
    assert [entry.id for entry in (*read_index(data, cache), *read_index(other, cache))] == ["luoyang", "wuhan"]
    read_index(data / ".." / "data", cache)
    assert len(list(cache.iterdir())) == 2


def test_a_cache_that_cannot_be_written_is_no_hindrance(data: Path, tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "cache").write_text("")
    assert len(read_index(data, tmp_path / "cache")) == 1


def test_a_workspace_without_cities_has_an_empty_index(tmp_path: Path) -> None:
    """Nor do hidden files count, such as editors leave."""
    assert read_index(tmp_path) == ()
    (tmp_path / "cities").mkdir()
    (tmp_path / "cities" / ".wuhan.yaml").write_text("city: {name: 武汉市}")
    assert read_index(tmp_path) == ()


def test_a_link_that_leads_nowhere_hides_no_other_city(data: Path) -> None:
    """It is listed, so that asking for it tells what is wrong; a folder is no city."""
    (data / "cities" / "gone.yaml").symlink_to(data / "nowhere.yaml")
    (data / "cities" / "folder.yaml").mkdir()
    assert [entry.id for entry in read_index(data)] == ["gone", "luoyang"]
