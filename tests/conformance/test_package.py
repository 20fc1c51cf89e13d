"""What cannot be read, or should not be, is refused in Chinese, with what to do."""

from __future__ import annotations

import contextlib
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from briefing.conformance.check import lint
from briefing.errors import BriefingError, UsageError
from briefing.ooxml.zipped import LIMITS

from .letters import good
from .small import docx, p, parts, zipped

ENTITY = '<!DOCTYPE w:x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
BOMB = '<!DOCTYPE w:x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def with_part(name: str, content: bytes) -> bytes:
    return zipped(parts(p("文")) | {name: content})


def declared_part(doctype: str) -> bytes:
    return doctype.encode() + parts(p("文"))["word/document.xml"]


def declared(doctype: str) -> bytes:
    return with_part("word/document.xml", declared_part(doctype))


def disguised(content: bytes) -> bytes:
    """XML under a name that does not say so; its type does."""
    have = parts(p("文"))
    types = have["[Content_Types].xml"].replace(b"/word/document.xml", b"/word/document.png")
    root = have["_rels/.rels"].replace(b"document.xml", b"document.png")
    return zipped({"[Content_Types].xml": types, "_rels/.rels": root, "word/document.png": content})


def in_utf_16() -> bytes:
    """A DOCTYPE that a search for its bytes would not find."""
    text = ENTITY + parts(p("文"))["word/document.xml"].decode()
    return with_part("word/document.xml", f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16"))


def retyped(old: str, new: str) -> bytes:
    have = parts(p("文"))
    name = "[Content_Types].xml"
    return zipped(have | {name: have[name].decode().replace(old, new).encode()})


def related(target: str) -> bytes:
    name = "word/_rels/document.xml.rels"
    have = parts(p("文"), styles="")
    return zipped(have | {name: have[name].decode().replace("styles.xml", target).encode()})


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0" + b"\0" * 100 + "EncryptedPackage".encode("utf-16-le")


REFUSED = (
    ("nothing", b"", "空的"),
    ("text", "一网通办".encode(), "损坏"),
    ("PDF", b"%PDF-1.7", "PDF"),
    ("RTF", b"{\\rtf1 }", "RTF"),
    ("old .doc", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "旧版 .doc"),
    ("password", encrypted(), "密码"),
    ("cut off", good()[: len(good()) // 2], "损坏"),
    ("damaged", good()[:3000] + b"\0" * 300 + good()[3300:], "损坏"),
    ("another zip", zipped({"a.txt": b"a"}), "不是 Word 文档"),
    ("macros", retyped(".document.main+xml", ".document.macroEnabled.main+xml"), "含有宏"),
    ("a template", retyped(".document.main+xml", ".template.main+xml"), "模板"),
    ("no document", zipped({k: v for k, v in parts(p("文")).items() if "document.xml" not in k}), "word/document.xml"),
    ("a lost part", related("nowhere.xml"), "缺少部件 word/nowhere.xml"),
    ("broken XML", with_part("word/document.xml", b"<w:document>"), "document.xml"),
    ("another root", with_part("word/document.xml", b"<a/>"), "不是 Word 文档"),
    ("external entity", declared(ENTITY), "DOCTYPE"),
    ("entity bomb", declared(BOMB), "DOCTYPE"),
    ("hidden DOCTYPE", in_utf_16(), "DOCTYPE"),
    ("zip bomb", with_part("word/a.xml", b" " * (LIMITS.xml + 1)), "过大"),
    ("disguised bomb", disguised(b" " * (LIMITS.xml + 1)), "过大"),
    ("disguised entity", disguised(declared_part(ENTITY)), "DOCTYPE"),
    ("too many parts", zipped(parts("") | {f"word/media/{n}.png": b"" for n in range(5001)}), "过大"),
)  # fmt: skip


@pytest.mark.parametrize(("data", "word"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_what_is_no_sound_word_file_is_refused(tmp_path: Path, data: bytes, word: str) -> None:
    target = tmp_path / "来文.docx"
    target.write_bytes(data)
    with pytest.raises(BriefingError) as caught:
        lint(target)
    (problem,) = caught.value.problems
    assert word in problem.message
    assert problem.location.file == str(target)
    assert problem.hint
    assert not isinstance(caught.value, UsageError)


@pytest.mark.parametrize("name", ["没有.docx", "."])
def test_no_such_file_is_wrong_usage(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        lint(tmp_path / name)


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    """The flag of encryption is set on every entry, in its own header and in the directory."""
    data = bytearray(docx(p("文")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + offset] |= 1
            place = data.find(mark, place + 1)
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(BriefingError):
        lint(tmp_path / "a.docx")


def test_reading_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(good())
    lint(target)
    assert target.read_bytes() == good()


def test_the_least_of_word_files_is_read(tmp_path: Path) -> None:
    """Without styles, settings, page or properties."""
    (tmp_path / "a.docx").write_bytes(docx(""))
    assert {finding.rule.id for finding in lint(tmp_path / "a.docx")} >= {"page.size", "title.missing"}


NAMES = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/footer1.xml")


@pytest.mark.parametrize("name", NAMES)
def test_no_lack_of_elements_or_odd_value_stops_the_rules(tmp_path: Path, name: str) -> None:
    """Other programs leave things out and write values that Word would not."""
    target = tmp_path / "a.docx"
    target.write_bytes(good())
    with zipfile.ZipFile(target) as archive:
        have = {entry: archive.read(entry) for entry in archive.namelist()}
    root = etree.fromstring(have[name])
    zeros(root)
    still_read(target, have | {name: etree.tostring(root)})
    marked = {element.tag for element in root.iter() if element.attrib}
    for tag in {element.tag for element in root.iter()} - {root.tag}:
        for change in (drop, garble) if tag in marked else (drop,):
            root = etree.fromstring(have[name])
            for element in list(root.iter(tag)):
                change(element)
            still_read(target, have | {name: etree.tostring(root)})


def zeros(root: etree._Element) -> None:
    for element in root.iter():
        for key in element.attrib:
            element.set(key, "0")


def drop(element: etree._Element) -> None:
    element.getparent().remove(element)


def garble(element: etree._Element) -> None:
    for key in element.attrib:
        element.set(key, "x")


def still_read(target: Path, contents: dict[str, bytes]) -> None:
    """Read, or refused as any damaged file is; nothing else is raised."""
    target.write_bytes(zipped(contents))
    with contextlib.suppress(BriefingError):
        lint(target)


def test_text_after_the_last_section_is_read(tmp_path: Path) -> None:
    """The document's own page set-up is missing."""
    section = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'
    (tmp_path / "a.docx").write_bytes(docx(section + p("全市推行一网通办，企业和群众办事更加方便。")))
    assert lint(tmp_path / "a.docx")
