"""briefing memo attach: what a user types, and what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.memo.folders import bundle
from tests.memo.foreign import letter
from tests.render.word.samples import every_block, rendered

from .conftest import Briefing

WORD = rendered(*every_block())


@pytest.fixture
def memo(tmp_path: Path) -> Path:
    """A memo and a bundle in the current folder."""
    bundle(tmp_path / "output", word=WORD)
    path = tmp_path / "函.docx"
    path.write_bytes(letter())
    return path


BUNDLE = "output/2026-11-22 政务服务情况"


def test_annexes_are_put_beside_the_memo_and_the_user_is_told_where_the_note_stands(
    briefing: Briefing, memo: Path
) -> None:
    before = memo.read_bytes()
    outcome = briefing("memo", "attach", "函.docx", BUNDLE)
    assert outcome.code == 0
    assert outcome.out.splitlines()[:4] == [
        "已写好：函（附件）.docx",
        "  附件1：政务服务情况.docx",
        "附件说明加在：第 4 段“特此函告。”之后。",
        "附件：附件1《政务服务情况》。",
    ]
    assert Path("附件1：政务服务情况.docx").exists()
    assert memo.read_bytes() == before


def test_merged_there_is_one_file_where_the_user_wants_it(briefing: Briefing, memo: Path) -> None:
    assert briefing("memo", "attach", str(memo), BUNDLE, "--merge", "-o", "报送.docx").code == 0
    assert "附件" in [item.text for item in Document("报送.docx").paragraphs]
    Path("定稿").mkdir()
    assert briefing("memo", "attach", str(memo), BUNDLE, "--merge", "-o", "定稿").code == 0
    assert [path.name for path in Path("定稿").iterdir()] == ["函（附件）.docx"]


def test_nothing_is_overwritten_but_by_force_and_the_memo_never(briefing: Briefing, memo: Path) -> None:
    Path("函（附件）.docx").write_bytes(b"mine")
    refused = briefing("memo", "attach", "函.docx", BUNDLE)
    assert (refused.code, "未覆盖" in refused.err) == (1, True)
    assert Path("函（附件）.docx").read_bytes() == b"mine"
    assert briefing("memo", "attach", "函.docx", BUNDLE, "--force").code == 0
    itself = briefing("memo", "attach", "函.docx", BUNDLE, "--force", "-o", "函.docx")
    assert (itself.code, "结果不能写在原文件上" in itself.err) == (2, True)


def test_no_bundle_at_all_is_wrong_usage(briefing: Briefing, memo: Path) -> None:
    assert briefing("memo", "attach", "函.docx").code == 2
