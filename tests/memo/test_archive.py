"""One zip with everything, whose names are right on Windows, and whose sums and list agree with what is in it."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import shutil
import subprocess
import unicodedata
import zipfile
from pathlib import Path

import docx
import pytest

from briefing.bundle.pack import pack
from briefing.errors import BriefingError, Problem
from briefing.memo.archive import LIST, SUMS, ArchivedFile, archive, gather
from briefing.memo.briefings import open_bundles
from tests.memo.folders import briefing_word, bundle
from tests.memo.wordfile import paragraph, word_file

DAY = datetime.date(2026, 11, 22)
TITLE = "关于报送营商环境简报的函"
ANNEX = "附件1：政务服务情况.docx"
MEMO = word_file(paragraph("现报送简报，请审阅。"), title=TITLE)
FILES = {f"{TITLE}.docx": MEMO, f"{TITLE}.md": b"# memo\n", ANNEX: word_file(title="政务服务情况")}
SENT = {name: data for name, data in FILES.items() if name.endswith(".docx")}


def _memo(out: Path, files: dict[str, bytes] = FILES) -> Path:
    """The folder of a memo, as `briefing memo new` leaves it."""
    manifest = {"format": 1, "kind": "memo", "title": TITLE, "request": {}}
    return pack(out, f"2026-11-22 {TITLE}", files, manifest, force=True).folder


def _gathered(*paths: Path, attach: tuple[Path, ...] = (), everything: bool = False) -> tuple[list[ArchivedFile], str]:
    """What is packed, and the warnings."""
    said: list[Problem] = []
    found = gather(paths, open_bundles(attach), said.append, everything=everything)
    return found, "\n".join(map(str, said))


def _refused(*paths: Path, attach: tuple[Path, ...] = ()) -> str:
    with pytest.raises(BriefingError) as caught:
        _gathered(*paths, attach=attach)
    return "\n".join(map(str, caught.value.problems))


def _names(*paths: Path, attach: tuple[Path, ...] = (), everything: bool = False) -> list[str]:
    return [item.name for item in _gathered(*paths, attach=attach, everything=everything)[0]]


def _zip(*paths: Path, attach: tuple[Path, ...] = ()) -> bytes:
    return archive(_gathered(*paths, attach=attach)[0], TITLE, DAY, "0.1.0")


def test_a_memo_is_packed_in_the_order_of_its_manifest_without_what_is_for_the_office_alone(tmp_path: Path) -> None:
    folder = _memo(tmp_path)
    assert _gathered(folder)[1] == ""
    assert _names(folder) == list(SENT)
    assert _names(folder, everything=True) == [*FILES, "manifest.json"]
    assert _names(folder / f"{TITLE}.md") == [f"{TITLE}.md"]
    with zipfile.ZipFile(io.BytesIO(_zip(folder))) as found:
        assert found.namelist() == [*SENT, LIST, SUMS]
        assert {name: found.read(name) for name in SENT} == SENT
        assert found.testzip() is None


def test_names_have_the_utf8_flag_and_lead_nowhere(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(_zip(_memo(tmp_path)))) as found:
        for entry in found.infolist():
            assert bool(entry.flag_bits & 0x800) is not entry.filename.isascii()
            assert not re.search(r'[<>:"/\\|?*]|^\.', entry.filename)
            assert entry.external_attr >> 16 == 0o100644  # a plain file: no link, no folder
            assert entry.create_system == 3


@pytest.mark.parametrize(
    ("given", "packed"),
    [
        ("a:b?.docx", "a：b？.docx"),
        ("..\\x.docx", "＼x.docx"),
        ("con.txt", "_con.txt"),
        ("附件 .pdf", "附件.pdf"),
        ("版本1.2 终稿", "版本1.2 终稿"),
        (unicodedata.normalize("NFD", "パリ.docx"), "パリ.docx"),
        ("长" * 70 + ".docx", "长" * 53 + "~" + hashlib.sha256(("长" * 70).encode()).hexdigest()[:6] + ".docx"),
    ],
)
def test_a_name_that_windows_refuses_is_packed_under_one_that_it_takes(tmp_path: Path, given: str, packed: str) -> None:
    (tmp_path / given).write_bytes(b"x")
    assert _names(tmp_path / given) == [packed]


@pytest.mark.skipif(shutil.which("unzip") is None, reason="no unzip on this machine")
def test_another_program_unpacks_it_and_the_sums_agree(tmp_path: Path) -> None:
    data = _zip(_memo(tmp_path), attach=(bundle(tmp_path / "b", "乙", word=briefing_word("乙")),))
    (tmp_path / "x.zip").write_bytes(data)
    env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    subprocess.run(["unzip", "-q", "../x.zip", "-d", "."], cwd=_new(tmp_path / "u"), env=env, check=True)
    assert {path.name for path in (tmp_path / "u").iterdir()} == {*SENT, "附件2：乙.docx", LIST, SUMS}
    checked = subprocess.run(
        ["sha256sum", "-c", "--strict", SUMS], cwd=tmp_path / "u", env=env, check=True, capture_output=True, text=True
    )
    assert checked.stdout.count(": OK") == len(SENT) + 2


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


def test_the_list_tells_number_name_title_size_origin_and_sum(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(_zip(_memo(tmp_path)))) as found:
        listed, sums = found.read(LIST), found.read(SUMS).decode()
    assert listed.startswith(b"\xef\xbb\xbf")
    text = listed.decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    digest = hashlib.sha256(MEMO).hexdigest()
    entry = f"1. {TITLE}.docx\r\n   标题：{TITLE}\r\n   大小：{len(MEMO):,} 字节\r\n   来自：2026-11-22 {TITLE}\r\n"
    assert f"{entry}   SHA-256：{digest}\r\n" in text
    assert f"2. {ANNEX}\r\n   标题：政务服务情况\r\n" in text
    assert "打包日期：2026年11月22日" in text
    assert sums.splitlines()[0] == f"{digest}  {TITLE}.docx"
    assert sums.splitlines()[-1] == f"{hashlib.sha256(listed).hexdigest()}  {LIST}"


def test_the_same_files_give_the_same_bytes(tmp_path: Path) -> None:
    folder = _memo(tmp_path)
    first = _zip(folder)
    for path in folder.iterdir():
        path.touch()
    assert _zip(folder) == first
    assert archive(_gathered(folder)[0], TITLE, datetime.date(1066, 1, 1), "0.1.0") != first


def test_briefings_are_numbered_on_from_the_annexes_that_are_there(tmp_path: Path) -> None:
    more = tuple(bundle(tmp_path / name, name, word=briefing_word(name)) for name in ("乙", "甲"))
    assert _names(_memo(tmp_path), attach=more) == [*SENT, "附件2：乙.docx", "附件3：甲.docx"]
    (tmp_path / "函.docx").write_bytes(b"x")
    assert _names(tmp_path / "函.docx", attach=more) == ["函.docx", "附件1：乙.docx", "附件2：甲.docx"]


def test_briefings_are_laid_out_as_the_annexes_that_they_become(tmp_path: Path) -> None:
    more = tuple(bundle(tmp_path / name, name, word=briefing_word(name)) for name in ("乙", "甲"))
    (tmp_path / "函.docx").write_bytes(b"x")
    packed, _ = _gathered(tmp_path / "函.docx", attach=more)
    marks = [docx.Document(io.BytesIO(item.data)).paragraphs[0].text for item in packed[1:]]
    assert marks == ["附件1", "附件2"]
    alone, _ = _gathered(tmp_path / "函.docx", attach=more[:1])
    assert docx.Document(io.BytesIO(alone[1].data)).paragraphs[0].text == "附件"


def test_an_edited_file_is_packed_as_it_is_now_and_told(tmp_path: Path) -> None:
    folder = _memo(tmp_path)
    (folder / ANNEX).write_bytes(b"edited")
    (folder / "附件2：补充材料.pdf").write_bytes(b"added")
    (folder / "facts.csv").write_bytes(b"added")
    (folder / "核对清单.docx").write_bytes(b"added")
    (folder / f"{TITLE}.docx").unlink()
    (folder / f"{TITLE}.md").unlink()
    found, said = _gathered(folder)
    assert [(item.name, item.data) for item in found] == [(ANNEX, b"edited"), ("附件2：补充材料.pdf", b"added")]
    assert f"改动过，按现在的内容打包：{ANNEX}。" in said
    assert "后来放进去的，也打了包：附件2：补充材料.pdf。" in said
    assert f"已经不在，没有打包：{TITLE}.docx。" in said
    assert "这些文件没有打包：facts.csv、核对清单.docx。" in said
    assert f"{TITLE}.md" in _gathered(folder, everything=True)[1]


def test_a_folder_without_a_manifest_is_packed_by_name_without_hidden_files_and_folders(tmp_path: Path) -> None:
    folder = _new(tmp_path / "材料")
    for name in ("附件10：癸.docx", "附件2：乙.docx", "说明.MD", ".DS_Store", "Thumbs.db", ".~x"):
        (folder / name).write_bytes(b"x")
    (folder / "图").mkdir()
    found, said = _gathered(folder)
    assert [item.name for item in found] == ["附件2：乙.docx", "附件10：癸.docx"]
    assert "里面的文件夹没有打包：图。" in said
    assert "这些文件没有打包：说明.MD。" in said


def test_a_manifest_cannot_make_it_read_what_lies_elsewhere(tmp_path: Path) -> None:
    folder = _memo(tmp_path / "a")
    (tmp_path / "a/秘密").write_bytes(b"secret")
    manifest = folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace(f'"{TITLE}.docx"', '"../秘密"'))
    with pytest.raises(BriefingError, match="不能指向别处"):
        _gathered(folder)


def test_links_and_missing_files_and_briefings_are_refused_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "原件.docx").write_bytes(b"x")
    (tmp_path / "链接.docx").symlink_to(tmp_path / "原件.docx")
    said = _refused(tmp_path / "链接.docx", tmp_path / "没有.docx", bundle(tmp_path, "甲"))
    assert "链接.docx：这是链接等，不是普通文件" in said
    assert "没有.docx：不能读取：没有这个文件" in said
    assert "不是行文。请写成 attach=" in said
    folder = _memo(tmp_path)
    (folder / "附件2.docx").symlink_to(tmp_path / "原件.docx")
    assert "附件2.docx：这是链接等" in _refused(folder)


def test_a_file_that_is_open_is_refused(tmp_path: Path) -> None:
    folder = _memo(tmp_path)
    (folder / f"~${TITLE[2:]}.docx").touch()
    assert f"{TITLE}.docx：文件正在 Word、WPS 等程序中打开" in _refused(folder)


@pytest.mark.parametrize(("first", "second"), [("函.docx", "函.docx"), ("A.docx", "a.DOCX"), ("a?.md", "a？.md")])
def test_two_files_of_one_name_are_refused(tmp_path: Path, first: str, second: str) -> None:
    (_new(tmp_path / "甲") / first).write_bytes(b"1")
    (_new(tmp_path / "乙") / second).write_bytes(b"2")
    said = _refused(tmp_path / "甲" / first, tmp_path / "乙" / second)
    assert "重名" in said
    assert "甲" in said
    assert "乙" in said


def test_a_file_that_is_called_like_the_list_or_the_sums_is_refused(tmp_path: Path) -> None:
    for name in (LIST, SUMS.lower()):
        (tmp_path / name).write_bytes(b"x")
        assert "重名" in _refused(tmp_path / name)


def test_nothing_to_pack_is_refused(tmp_path: Path) -> None:
    assert "没有可以打包的文件" in _refused(tmp_path)
