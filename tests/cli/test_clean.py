"""`briefing clean`: the file that goes out is another one, and what was taken out of it is told."""

from __future__ import annotations

from pathlib import Path

from briefing.ooxml.zipped import unpack
from tests.cli.conftest import Briefing
from tests.conformance.small import docx, p
from tests.ooxml.test_outgoing import SECRET, planted


def test_the_clean_file_stands_beside_the_one_that_is_not_changed(briefing: Briefing, tmp_path: Path) -> None:
    before = planted(p("正文乙"))
    Path("定稿.docx").write_bytes(before)
    said = briefing("clean", "定稿.docx")
    assert (said.code, said.err) == (0, "")
    paths = "指向本机文件的链接和路径（1 处）；所附模板的链接；"
    assert said.out.startswith(f"已写好：定稿（外发）.docx\n已去掉：批注（1 处）；{paths}")
    assert Path("定稿.docx").read_bytes() == before
    assert not any(SECRET.encode() in data for data in unpack(Path("定稿（外发）.docx").read_bytes()).values())
    assert briefing("clean", "定稿.docx").code == 0, "the same again is no other file"


def test_nothing_is_written_over_and_the_file_itself_never(briefing: Briefing) -> None:
    Path("定稿.docx").write_bytes(docx(p("正文")))
    Path("发.docx").write_bytes(b"other")
    assert briefing("clean", "定稿.docx", "-o", "发.docx").code == 1
    assert Path("发.docx").read_bytes() == b"other"
    assert "结果不能写在原文件上" in briefing("clean", "定稿.docx", "-o", "定稿.docx", "--force").err
    assert "以 .docx 结尾" in briefing("clean", "定稿.docx", "-o", "发.pdf").err
    said = briefing("clean", "定稿.docx", "-o", "发.docx", "--force")
    assert said.code == 0
    assert "没有要去掉的，与原文件相同。" in said.out
    assert Path("发.docx").read_bytes() == docx(p("正文"))


def test_the_table_of_evidence_is_not_written_into_the_data(briefing: Briefing) -> None:
    Path("定稿.docx").write_bytes(docx(p("正文")))
    (Path("data") / "cities").mkdir(parents=True)
    Path("briefing.yaml").touch()
    before = sorted(Path().rglob("*"))
    outcome = briefing("clean", "定稿.docx", "-o", "a.docx", "--evidence", "data/表.xlsx", "--force")
    assert (outcome.code, "资料文件夹" in outcome.err) == (2, True)
    assert sorted(Path().rglob("*")) == before
