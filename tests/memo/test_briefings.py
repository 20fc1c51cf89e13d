"""A briefing is attached as it stands, once, and what has changed since is told by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefing.bundle.contents import facts_csv
from briefing.bundle.pack import pack
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.errors import BriefingError, Severity
from briefing.memo.annexes import annex_file, annex_mark
from briefing.memo.briefings import open_bundles, outdated, stale
from briefing.model.document import Document, Meta, Run
from tests.memo.folders import briefing_word, bundle, library, workspace


def kept(workspace: Path) -> tuple[Path, YamlReader]:
    """A workspace and what reads its data."""
    return workspace, YamlReader(workspace / "data")


def _refused(*paths: Path) -> str:
    with pytest.raises(BriefingError) as caught:
        open_bundles(paths)
    return "\n".join(map(str, caught.value.problems))


def test_bundles_are_opened_in_the_order_given_by_folder_or_by_a_file_in_it(tmp_path: Path) -> None:
    first, second = bundle(tmp_path, "甲"), bundle(tmp_path, "乙")
    opened = open_bundles([second, first / "甲.docx"])
    assert [item.title for item in opened] == ["乙", "甲"]
    assert [item.file.name for item in opened] == ["乙.docx", "甲.docx"]


def test_findings_keep_the_ids_of_their_facts(tmp_path: Path) -> None:
    (found,) = open_bundles([bundle(tmp_path)])[0].manifest.findings
    assert found == (Run("武汉市联办"), Run("104项", ref="wuhan.items"))


def test_what_a_person_has_edited_is_taken_and_told(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    assert not open_bundles([folder])[0].edited
    (folder / "政务服务情况.docx").write_bytes(b"PK edited")
    (item,) = open_bundles([folder])
    assert (item.word, item.edited) == (b"PK edited", True)
    (first, *_) = outdated([item], *kept(workspace(tmp_path / "w")))
    assert "改动过" in first.message
    assert first.severity is Severity.WARNING


def test_numbers_that_a_person_wrote_in_are_told(tmp_path: Path) -> None:
    """What is a figure of the bundle, a mere count of the program or a year is not."""
    folder, data = bundle(tmp_path, derived=[COUNT]), library()
    (folder / "facts.csv").write_bytes(facts_csv(data.facts(), Document(Meta("题目"), ()), data))
    here = kept(workspace(tmp_path / "w"))
    for text, told in (
        ("2021年，武汉市联办104项，比天河区30项多，共2处。", "其中的数字成果包里都有"),
        ("2021年，武汉市联办事项105项，共2处，另有7777户。", "其中有成果包里没有的数字：105项（原为104项）、7777户。"),
    ):
        (folder / "政务服务情况.docx").write_bytes(briefing_word(text))
        (first, *_) = outdated(open_bundles([folder]), *here)
        assert told in first.message


COUNT = {"id": "=n", "text": "2处", "unit": "处", "formula": "计数", "inputs": []}


def test_the_same_briefing_twice_is_refused_even_as_a_copy(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    copy = tmp_path / "副本"
    shutil.copytree(folder, copy)
    assert "给了两次" in _refused(folder, folder)
    assert "给了两次" in _refused(folder, copy)
    open_bundles([folder, bundle(tmp_path, "另一份")])


def test_all_that_cannot_be_attached_is_told_at_once(tmp_path: Path) -> None:
    memo = bundle(tmp_path, "函", kind="memo")
    bare = bundle(tmp_path, "无")
    (bare / "无.docx").unlink()
    told = _refused(tmp_path / "没有", tmp_path, memo, bare)
    assert "没有这个成果包" in told
    assert "不是本程序生成的成果包" in told
    assert "行文" in told
    assert "“无.docx”不能读取" in told


def test_a_bundle_without_a_word_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    folder = bundle(tmp_path)
    text = (folder / "manifest.json").read_text(encoding="utf-8").replace("政务服务情况.docx", "政务服务情况.md")
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    assert 'formats="docx"' in _refused(folder)


def test_the_checklist_is_never_attached(tmp_path: Path) -> None:
    """Where it is the first Word file of a bundle, and the only one of a bundle in PDF."""
    files = {"核对清单.docx": b"PK list", "政务服务情况.docx": b"PK word"}
    (item,) = open_bundles([pack(tmp_path, "甲", files, {"format": 1}, force=False).folder])
    assert item.word == b"PK word"
    files = {"政务服务情况.pdf": b"%PDF", "核对清单.docx": b"PK list"}
    assert 'formats="docx"' in _refused(pack(tmp_path, "乙", files, {"format": 1}, force=False).folder)


def test_figures_that_differ_from_the_data_are_named_with_both_values(tmp_path: Path) -> None:
    (item,) = open_bundles([bundle(tmp_path)])
    assert stale(item, library()) == []
    (problem,) = stale(item, library("105"))
    assert "武汉市“联办事项”原为104项，现为105项" in problem.message
    assert "天河" not in problem.message
    (other,) = stale(item, library(period="2022"))
    assert "武汉市“联办事项”（104项）的时期有变" in other.message


def test_a_figure_that_is_gone_and_a_city_that_is_not_held_are_told(tmp_path: Path) -> None:
    (item,) = open_bundles([bundle(tmp_path)])
    real = outdated([item], *kept(workspace(tmp_path / "w")))
    assert "武汉市“items”（104项）现已不在资料中" in real[0].message
    for city in (tmp_path / "w/data/cities").glob("*.yaml"):
        if city.stem in ("wuhan", "tianhe"):
            city.unlink()
    (problem,) = outdated([item], *kept(tmp_path / "w"))
    assert "没有它的城市" in problem.message


def test_annexes_are_marked_and_named_as_the_standard_has_it() -> None:
    assert annex_mark(1, 1) == "附件"
    assert annex_mark(2, 3) == "附件2"
    assert annex_mark(2, 3, "×函〔2026〕5号") == "×函〔2026〕5号附件2"
    assert annex_file(1, "武汉市：政务服务情况") == "附件1：武汉市：政务服务情况.docx"
    assert "/" not in annex_file(2, "甲/乙")
