"""compare: what was changed between two Word files, told, written as a table, and offered to the data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

import briefing as front_door
from briefing.api.compare import SAME
from briefing.bundle.contents import facts_csv
from briefing.model.document import Document, Meta
from briefing.ooxml.package import Package
from tests.cli.conftest import Briefing
from tests.conformance.small import docx, p
from tests.memo.folders import bundle, library
from tests.office import NEEDED, converted

OLD = "武汉市104项高频事项实现“一事联办”。小微企业共计两家。"
NEW = OLD.replace("104项", "105项")
DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path) -> None:
    """Two files, in a workspace of one's own."""
    Path("data").symlink_to(DATA)
    for name, text in (("送审稿.docx", OLD), ("修改稿.docx", NEW)):
        Path(name).write_bytes(docx(p(text)))


@pytest.mark.slow
@NEEDED
def test_a_file_of_before_2007_is_read_by_libreoffice(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "旧").mkdir()
    Path("送审稿.doc").write_bytes(converted(tmp_path / "旧", {"a": docx(p(OLD))}, "doc")["a"])
    told = briefing("compare", "送审稿.doc", "修改稿.docx").out
    assert "【改写】第1段：武汉市104项高频事项实现“一事联办”。 → 武汉市105项" in told


def test_every_change_is_told_and_a_figure_is_offered_to_the_data(briefing: Briefing) -> None:
    outcome = briefing("compare", "送审稿.docx", "修改稿.docx")
    assert (outcome.code, outcome.err) == (0, "")
    for line in (
        "原稿：送审稿.docx；修改稿：修改稿.docx。",
        "共有修改1处：改写1处。其中改动数字1个：与资料不同的1个。",
        "1. 【改写】第1段：武汉市104项高频事项实现“一事联办”。 → 武汉市105项高频事项实现“一事联办”。",
        "- id: wuhan.one-stop-items",
        "  value: 105",
        "  # 依据（来源、段落或页码）：",
    ):
        assert line in outcome.out.splitlines()
    (record,) = briefing("compare", "送审稿.docx", "修改稿.docx", "--json").json
    assert (record["kind"], record["place"], record["after"]) == ("改写", "第1段", NEW.partition("小微")[0])
    assert record["figures"] == [
        {"id": "wuhan.one-stop-items", "before": "104项", "after": "105项", "origin": "与资料不同"}
    ]


def test_the_table_and_the_corrections_are_written_and_the_data_are_not(briefing: Briefing) -> None:
    words = ("compare", "送审稿.docx", "修改稿.docx", "-o", "对照.docx", "--corrections", "更正.yaml")
    outcome = briefing(*words)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("更正稿已写入 更正.yaml，请核实后自行改入资料。\n已写好：对照.docx\n")
    held = yaml.safe_load(Path("更正.yaml").read_text("utf-8"))
    assert held == [{"id": "wuhan.one-stop-items", "value": 105, "printed": "105项"}]
    package = Package.open(Path("对照.docx").read_bytes())
    assert b'w:orient="landscape"' in package.parts[package.main]
    assert briefing(*words).code == 0  # the same once more
    Path("修改稿.docx").write_bytes(docx(p(NEW.replace("两家", "三家"))))
    refused = briefing(*words)
    assert refused.code == 1
    assert "对照.docx" in refused.err
    assert briefing(*words, "--force").code == 0


def test_nothing_is_written_over_what_was_compared_or_the_data(briefing: Briefing, tmp_path: Path) -> None:
    Path("data").unlink()
    shutil.copytree(DATA, "data")
    held = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    yaml_file = "data/cities/wuhan.yaml"
    for words, said in (
        (("-o", "修改稿.docx"), "不能写在原文件上"),
        (("--corrections", "送审稿.docx"), "不能写在原文件上"),
        (("-o", "a.docx", "--corrections", "a.docx"), "两份结果"),
        (("-o", "a.docx", "--corrections", yaml_file), "资料文件夹"),
    ):
        outcome = briefing("compare", "送审稿.docx", "修改稿.docx", *words, "--force")
        assert outcome.code == 2
        assert said in outcome.err
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == held


def test_where_one_of_two_results_is_in_the_way_neither_is_written(briefing: Briefing) -> None:
    Path("更正.yaml").write_text("我的\n")
    words = ("compare", "送审稿.docx", "修改稿.docx", "-o", "对照.docx", "--corrections", "更正.yaml")
    outcome = briefing(*words)
    assert (outcome.code, "更正.yaml：已有同名文件" in outcome.err) == (1, True)
    assert not Path("对照.docx").exists()
    assert "旧稿）.yaml" in briefing(*words, "--force").err
    assert "我的\n" in [path.read_text() for path in Path().glob("更正（*.yaml")]


def test_files_that_say_the_same_are_said_to(briefing: Briefing) -> None:
    outcome = briefing("compare", "送审稿.docx", "送审稿.docx", "--corrections", "更正.yaml")
    assert outcome.out.splitlines() == [
        "原稿：送审稿.docx；修改稿：送审稿.docx。",
        SAME,
        "没有人改过、与资料不同的数字，没有写更正稿。",
    ]
    assert not Path("更正.yaml").exists()


def test_wrong_files_are_refused(briefing: Briefing) -> None:
    assert briefing("compare", "送审稿.docx", "没有.docx").code == 2
    Path("坏.docx").write_text("no")
    assert briefing("compare", "送审稿.docx", "坏.docx").code == 1
    outcome = briefing("compare", "送审稿.docx", "修改稿.docx", "-o", "对照.pdf")
    assert (outcome.code, "不是 .docx 文件" in outcome.err) == (2, True)


def test_the_built_in_data_are_nobodys_to_correct() -> None:
    files = "送审稿.docx", "修改稿.docx"
    assert [item.fact.id for item in front_door.compare(*files).corrections] == ["wuhan.one-stop-items"]
    assert front_door.compare(*files, front_door.Workspace(DATA.parent)).corrections == ()


def test_what_the_program_wrote_anew_is_told_from_what_a_person_wrote(briefing: Briefing) -> None:
    """By the bundles: the figures of the second are its own, whatever the data of the workspace say."""
    paths = []
    for name, value in (("甲", "104"), ("乙", "105")):
        folder = bundle(Path(name), word=docx(p(f"武汉市联办事项{value}项。")))
        data = library(value)
        (folder / "facts.csv").write_bytes(facts_csv(data.facts(), Document(Meta("题目"), ()), data))
        paths.append(folder / "政务服务情况.docx")
    found = front_door.compare(*paths)
    made = "政务服务情况.docx（程序生成，没有改动）"
    assert found.summary[0] == f"原稿：{made}；修改稿：{made}。"
    assert [(item.before.text, item.after.text, item.origin) for item in found.figures] == [
        ("104项", "105项", "与资料一致")
    ]
    paths[1].write_bytes(docx(p("武汉市联办事项106项。")))
    found = front_door.compare(*paths)
    assert found.summary[0].endswith("修改稿：政务服务情况.docx（程序生成，生成后有改动）。")
    assert [item.origin for item in found.figures] == ["与资料不同"]
    paths[1].write_bytes(docx(p("武汉市全年联办事项105项。")))
    assert [item.origin for item in front_door.compare(*paths).figures] == ["与资料一致"]
    memo = paths[1].parent.parent / "函/函.docx"  # which rests on the bundle that it carries, beside its folder
    memo.parent.mkdir()
    memo.with_name("manifest.json").write_text(
        json.dumps({"format": 1, "kind": "memo", "files": {}, "attachments": [{"folder": paths[1].parent.name}]})
    )
    memo.write_bytes(docx(p("武汉市联办事项105项。")))
    (item,) = front_door.compare(paths[0], memo).figures
    assert (item.after.text, item.origin) == ("105项", "与资料一致")


def test_data_that_cannot_be_read_hold_nothing_up(briefing: Briefing) -> None:
    Path("data").unlink()
    shutil.copytree(DATA, "data")
    Path("data/cities/wuhan.yaml").write_text("city: [", encoding="utf-8")
    outcome = briefing("compare", "送审稿.docx", "修改稿.docx")
    assert outcome.code == 0
    assert "警告：资料有误，数字没有与资料对照" in outcome.err
    assert "其中改动数字1个：未与资料对照的1个。" in outcome.out
