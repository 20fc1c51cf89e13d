"""The options for the Word file's layout: an annex, its first page number, where sources stand."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from briefing.cli.app import run

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHORT = ["generate", "--city", "武汉", "--theme", "政务服务", "--date", "2026-11-22", "--format", "docx"]


def made(folder: Path, *words: str) -> zipfile.ZipFile:
    assert run([*SHORT, "--out", str(folder), *words]) == 0
    return zipfile.ZipFile(next(folder.rglob("[!核]*.docx")))


def lines(file: zipfile.ZipFile) -> list[str]:
    root = etree.fromstring(file.read("word/document.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{W}t")) for item in root.iter(f"{W}p")]


def test_an_annex_has_its_mark_and_no_letterhead(tmp_path: Path) -> None:
    file = made(tmp_path, "--attachment", "2", "--start-page", "5")
    words = lines(file)
    assert words[0] == "附件2"
    assert "营商环境工作简报" not in words
    assert b'w:pgNumType w:start="5"' in file.read("word/document.xml")


def test_the_only_annex_has_no_number_and_may_bear_the_number_of_its_document(tmp_path: Path) -> None:
    assert lines(made(tmp_path, "--attachment", "0", "--doc-no", "×函〔2026〕5号"))[0] == "×函〔2026〕5号附件"


def test_sources_may_stand_at_the_foot(tmp_path: Path) -> None:
    assert "word/footnotes.xml" in made(tmp_path / "a", "--notes", "脚注").namelist()
    assert "word/footnotes.xml" not in made(tmp_path / "b").namelist()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--notes", "页边"], "资料来源不能排在“页边”。可用：文末、脚注。"),
        (["--attachment", "-1"], "附件序号从 1 起"),
        (["--start-page", "0"], "起始页码从 1 起"),
        (["--doc-no", "×函〔2026〕5号"], "发文字号只用于附件"),
    ],
)
def test_what_does_not_fit_is_wrong_usage(
    words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*SHORT, "--out", str(tmp_path), *words]) == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_a_template_may_name_other_fonts(tmp_path: Path) -> None:
    assert run(["init", str(tmp_path / "w")]) == 0
    told = tmp_path / "w" / "templates" / "bulletin" / "template.yaml"
    told.write_text(told.read_text("utf-8") + "fonts: {body: 仿宋_GB2312}\n", "utf-8")
    styles = made(tmp_path / "out", "--workspace", str(tmp_path / "w")).read("word/styles.xml").decode()
    assert 'w:eastAsia="仿宋_GB2312"' in styles
    assert 'w:eastAsia="仿宋"' not in styles


def test_a_template_cannot_name_a_font_for_what_there_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "w")]) == 0
    told = tmp_path / "w" / "templates" / "bulletin" / "template.yaml"
    told.write_text(told.read_text("utf-8") + "fonts: {正文: 仿宋}\n", "utf-8")
    assert run([*SHORT, "--out", str(tmp_path), "--workspace", str(tmp_path / "w")]) == 1
    assert "用处有 body、sub、head、page、title" in capsys.readouterr().err
