"""Memos that could be damaged are refused: everything at once, with what to do in Word or WPS."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from briefing.errors import BriefingError, UsageError
from briefing.memo.attach.checks import open_memo
from tests.memo.foreign import compound, letter, replacing, with_parts, wps

DOCUMENT, SETTINGS, TYPES = "word/document.xml", "word/settings.xml", "[Content_Types].xml"
GOOD = letter()


def words(data: bytes, folder: Path, *, merge: bool = False) -> str:
    """What a refusal says; "" where the file is taken."""
    path = folder / "函.docx"
    path.write_bytes(data)
    try:
        open_memo(path, merge=merge)
    except BriefingError as error:
        assert str(path) in str(error)
        return str(error)
    return ""


def setting(xml: str) -> bytes:
    return with_parts(GOOD, replacing(SETTINGS, "</w:settings>", f"{xml}</w:settings>"))


def with_file(name: str, content: bytes = b"") -> bytes:
    return with_parts(GOOD, lambda have: have | {name: content})


def in_text(xml: str) -> bytes:
    return with_parts(GOOD, replacing(DOCUMENT, "</w:p>", f"{xml}</w:p>"))


def flipped() -> bytes:
    """A byte of the document's part is another one."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        place = archive.getinfo(DOCUMENT).header_offset + 200
    return GOOD[:place] + bytes([GOOD[place] ^ 255]) + GOOD[place + 1 :]


TYPE = "wordprocessingml.document.main+xml"
REFUSED = {
    "password": (compound("EncryptionInfo", "EncryptedPackage"), "设了打开密码或权限保护", "用密码进行加密"),
    "doc": (compound("WordDocument"), "旧版 .doc 或 .wps", "另存为"),
    "pdf": (b"%PDF-1.7", "是 PDF", "另存为"),
    "rtf": (b"{\\rtf1", "RTF", "另存为"),
    "web page": (b"<html></html>", "网页或 XML", "另存为"),
    "empty": (b"", "文件是空的", "重新复制"),
    "cut": (GOOD[: len(GOOD) // 2], "已损坏或不完整", "修复"),
    "flipped": (flipped(), "已损坏或不完整", "修复"),
    "no xml": (with_parts(GOOD, replacing(DOCUMENT, "</w:body>", "")), "部件 word/document.xml 第", "修复"),
    "doctype": (with_parts(GOOD, lambda have: have | {DOCUMENT: b"<!DOCTYPE a><a/>"}), "DOCTYPE", "另存为"),
    "no word": (with_parts(GOOD, lambda have: have | {DOCUMENT: b"<a/>"}), "不是 Word 文档", "另存为"),
    "no body": (with_parts(GOOD, lambda have: have | {DOCUMENT: have[DOCUMENT].replace(b":body>", b":part>")}),
                "没有正文", "修复"),
    "template": (with_parts(GOOD, replacing(TYPES, TYPE, "wordprocessingml.template.main+xml")), "模板", "另存为"),
    "macro type": (with_parts(GOOD, replacing(TYPES, TYPE, "ms-word.document.macroEnabled.main+xml")), "宏", "另存为"),
    "macro": (with_file("word/vbaProject.bin"), "宏", "另存为"),
    "strict": (with_parts(GOOD, replacing("_rels/.rels", "schemas.openxmlformats.org/officeDocument/2006/relationships/"
               "officeDocument", "purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")),
               "Strict", "另存为"),
    "signed": (with_file("_xmlsignatures/origin.sigs"), "数字签名", "以后再签名"),
    "protected": (setting('<w:documentProtection w:edit="forms" w:enforcement="1"/>'), "限制编辑", "停止保护"),
    "read-only": (setting('<w:writeProtection w:recommended="1"/>'), "只读", "常规选项"),
    "final": (with_file("docProps/custom.xml", b'<Properties><property name="_MarkAsFinal"><bool>true</bool></property>'
              b"</Properties>"), "标记为最终", "保护文档"),
    "revised": (in_text('<w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins>'), "修订（1 处",
                "接受所有修订"),
    "chunk": (with_parts(GOOD, replacing(DOCUMENT, "<w:body>", "<w:body><w:altChunk/>")), "并入", "另存为"),
    "master": (in_text("<w:subDoc/>"), "主控文档", "取消链接"),
    "utf-16": (with_parts(GOOD, lambda have: have | {DOCUMENT: have[DOCUMENT].decode().replace(
        "encoding='UTF-8'", "encoding='UTF-16'").encode("utf-16")}), "UTF-8", "另存为"),
}  # fmt: skip
"""What is refused: the file, what the message says of it, and what it says to do."""


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_could_be_damaged_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    data, what, todo = REFUSED[name]
    said = words(data, tmp_path)
    assert what in said
    assert todo in said


@pytest.mark.parametrize(
    ("xml", "what"),
    [("<w:r><w:commentReference w:id='0'/></w:r>", "批注"), ("<w:r><w:endnoteReference w:id='1'/></w:r>", "尾注")],
)
def test_comments_and_endnotes_stand_in_the_way_of_merging_only(xml: str, what: str, tmp_path: Path) -> None:
    """Beside the memo, nothing of them is touched."""
    assert f"{what}（1 处）" in words(in_text(xml), tmp_path, merge=True)
    assert words(in_text(xml), tmp_path) == ""


def test_a_sound_memo_is_taken_whatever_made_it(tmp_path: Path) -> None:
    for data in (GOOD, wps(), setting('<w:documentProtection w:edit="forms" w:enforcement="0"/>')):
        assert words(data, tmp_path, merge=True) == ""


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    data = with_parts(in_text("<w:subDoc/><w:ins w:id='1'/>"), lambda have: have | {"word/vbaProject.bin": b""})
    (tmp_path / "~$函.docx").write_bytes(b"")
    said = words(data, tmp_path)
    for what in ("主控文档", "修订", "宏", "正在 Word、WPS 等程序中打开"):
        assert what in said


@pytest.mark.parametrize("mark", ["~$函.docx", "~$.docx", ".~函.docx", ".~lock.函.docx#"])
def test_a_memo_that_is_open_in_a_program_is_refused(mark: str, tmp_path: Path) -> None:
    (tmp_path / mark).write_bytes(b"")
    assert "请保存后关闭再试" in words(GOOD, tmp_path)


def test_no_such_file_is_wrong_usage(tmp_path: Path) -> None:
    for path in (tmp_path / "无.docx", tmp_path):
        with pytest.raises(UsageError, match="找不到文件"):
            open_memo(path, merge=False)
