"""lint: for people in blocks, for programs as JSON; only what is required fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Briefing
from tests.conformance.damage import say
from tests.conformance.letters import bytes_of, good, letter


def spoilt(*words: str) -> str:
    """The name of a file with these words in a good one."""
    document = letter()
    for word in words:
        say(word)(document)
    Path("文稿.docx").write_bytes(bytes_of(document))
    return "文稿.docx"


def test_a_good_file_passes(briefing: Briefing) -> None:
    Path("文稿.docx").write_bytes(good())
    outcome = briefing("lint", "文稿.docx")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == "已检查“文稿.docx”（按公文）：没有发现不符合之处。\n"
    assert briefing("lint", "文稿.docx", "--json").json == []


def test_what_is_usual_or_advised_only_warns(briefing: Briefing) -> None:
    outcome = briefing("lint", spoilt("减少2倍。", "企业开办 一次办好。"))
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].endswith("规定 0 项、一般 1 项、推荐 1 项。")


def test_what_is_required_fails_with_all_that_is_needed_to_mend_it(briefing: Briefing) -> None:
    outcome = briefing("lint", spoilt("2026年01月05日前完成。"))
    assert outcome.code == 1
    for part in (
        "【规定】",
        "日期（GB/T 9704—2012 7.3.5.4",
        "要求：",
        "“2026年01月05日”",
        "第 5 段“全市推行",
        "改法：",
    ):
        assert part in outcome.out


def test_json_holds_every_finding_with_its_places(briefing: Briefing) -> None:
    (record,) = briefing("lint", spoilt("2026年01月05日前完成。"), "--json").json
    assert record["places"][0]["paragraph"] == 5
    assert record["places"][0]["words"].startswith("全市推行")
    assert (record["id"], record["strength"], record["found"]) == ("date.zero", "规定", "“2026年01月05日”")
    assert all(record[key] for key in ("item", "clause", "required", "mend"))


def test_many_findings_of_a_rule_are_counted_in_full_by_json(briefing: Briefing) -> None:
    name = spoilt(*(f"{word},好。" for word in "甲乙丙丁戊己庚"))
    assert "另有 2 处" in briefing("lint", name).out
    assert len(briefing("lint", name, "--json").json) == 7


def test_the_profile_decides_what_is_asked(briefing: Briefing) -> None:
    Path("文稿.docx").write_bytes(good())
    assert briefing("lint", "文稿.docx", "--profile", "普通").code == 0
    assert briefing("lint", "文稿.docx", "--profile", "函").code == 1


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("没有.docx",), 2, "找不到文件“没有.docx”"),
        (("坏.docx",), 1, "坏.docx：文件已损坏"),
        (("坏.docx", "--profile", "函件"), 2, "没有文种“函件”"),
    ],
)
def test_what_cannot_be_checked_is_told_without_a_traceback(
    briefing: Briefing, words: tuple[str, ...], code: int, message: str
) -> None:
    Path("坏.docx").write_bytes(good()[:900])
    outcome = briefing("lint", *words)
    assert (outcome.code, outcome.out) == (code, "")
    assert message in outcome.err
    assert "Traceback" not in outcome.err


def test_what_generate_writes_passes(briefing: Briefing) -> None:
    assert briefing("generate", "--city", "武汉", "--theme", "政务服务", "--format", "docx").code == 0
    (written,) = Path("output").rglob("[!核]*.docx")
    assert briefing("lint", str(written), "--json").json == []
