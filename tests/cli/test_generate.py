"""generate writes one folder with everything in it, and says what to do next."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from pathlib import Path

import pytest

from briefing.bundle.manifest import read_manifest
from briefing.model.formats import CHECKLIST, FORMATS
from tests.bundle.packing import edited_files
from tests.cli.conftest import Briefing

ONE = ("generate", "--city", "武汉", "--theme", "融资", "--date", "2026-11-22")


def _bundle(out: Path = Path("output")) -> Path:
    [folder] = out.iterdir()
    return folder


def test_from_an_empty_folder_one_line_makes_a_whole_bundle(briefing: Briefing) -> None:
    outcome = briefing("generate", "--city", "武汉", "--city", "三门峡", "--theme", "政务服务", "--date", "2026-11-22")
    assert (outcome.code, outcome.err) == (0, "")
    bundle = _bundle()
    there = {path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file()}
    assert {"facts.csv", "manifest.json", "charts/01.png"} < there
    assert {Path(path).suffix for path in there} == {".docx", ".md", ".png", ".csv", ".json"}
    assert edited_files(bundle) == []


def test_the_last_lines_say_what_was_written_what_it_holds_and_what_to_do(briefing: Briefing) -> None:
    said = briefing(*ONE).out
    bundle = _bundle()
    assert f"位置：{bundle}\n" in said
    assert all(f"\n  {path}\n" in said for path in read_manifest(bundle).files)
    facts = len(read_manifest(bundle).facts)
    assert re.search(rf"数据 {facts} 项，图 \d+ 幅，表 \d+ 个，来源 1 个。\n核对清单：\d+ 处请核实。\n下一步：", said)


def test_the_last_line_tells_that_the_office_is_an_example_until_it_is_said(briefing: Briefing, mine: Path) -> None:
    told = "编发单位还是自带的例子“市优化营商环境工作领导小组办公室”"
    assert told in briefing(*ONE).out.splitlines()[-1]
    assert told in briefing(*ONE, "--workspace", str(mine), "--template", "profile").out.splitlines()[-1]
    assert "--set 编发单位=名称" in briefing(*ONE).out.splitlines()[-1]
    assert told not in briefing(*ONE, "--set", "编发单位=江岸区营商办", "--out", "b").out
    assert told not in briefing(*ONE, "--attachment", "1", "--out", "c").out
    (mine / "briefing.yaml").write_text("settings: {编发单位: 江岸区营商办}\n", encoding="utf-8")
    assert told not in briefing(*ONE, "--workspace", str(mine), "--out", "d").out


def test_a_number_that_another_issue_of_the_series_has_is_told(briefing: Briefing) -> None:
    """Not that of the same briefing made again, nor that of another series."""
    assert briefing(*ONE, "--issue", "3").err == ""
    assert briefing(*ONE, "--issue", "3").err == ""
    assert briefing(*ONE, "--issue", "4").err == ""
    assert briefing(*ONE, "--issue", "3", "--set", "简报名称=江岸周报", "--title", "周报").err == ""
    again = briefing(*ONE, "--issue", "3", "--title", "另一份")
    assert again.code == 0
    assert "警告：output/2026-11-22 第3期 武汉市中小企业融资情况：第3期已经用过：武汉市中小企业融资情况。" in again.err
    assert again.err.count("第3期已经用过") == 1


def test_who_it_is_sent_to_stands_only_where_it_was_said(briefing: Briefing) -> None:
    """And nothing that is sent names a file of the office's own."""
    for template in ("bulletin", "profile"):
        out = Path(template)
        briefing("generate", "--date", "2026-11-22", "--template", template, "--out", str(out))
        text = next(_bundle(out).glob("*.md")).read_text("utf-8")
        assert "\n报：" not in text
        assert "\n发：" not in text
        assert "facts.csv" not in text
    briefing(*ONE, "--set", "报送=市委", "--set", "发送=各区", "--out", "说明")
    text = next(_bundle(Path("说明")).glob("*.md")).read_text("utf-8")
    assert text.endswith("\n\n报：市委\n\n发：各区\n")


def test_nothing_but_the_result_is_printed_where_nobody_watches(briefing: Briefing) -> None:
    outcome = briefing(*ONE)
    assert outcome.err == ""
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize(
    ("formats", "suffixes"),
    [
        (["docx"], {".docx"}),
        (["md"], {".md"}),
        (["html"], {".html"}),
        (["md", "docx", "md"], {".docx", ".md"}),
        (["svg"], set()),
    ],
)
def test_only_the_formats_asked_for_are_written(briefing: Briefing, formats: list[str], suffixes: set[str]) -> None:
    assert briefing(*ONE, *(word for name in formats for word in ("--format", name))).code == 0
    found = {path.suffix for path in _bundle().iterdir() if path.is_file() and path.stem != CHECKLIST}
    assert found - {".csv", ".json"} == suffixes


def test_vector_pictures_stand_beside_the_others_if_asked_for(briefing: Briefing) -> None:
    """And Markdown goes on to show the PNG, which every program can."""
    words = ("generate", "--city", "武汉", "--theme", "政务服务", "--date", "2026-11-22", "--svg")
    assert briefing(*words).code == 0
    charts = sorted(path.name for path in (_bundle() / "charts").iterdir())
    assert charts
    assert charts == sorted(f"{path[:2]}.{form}" for path in charts[::2] for form in ("png", "svg"))
    [markdown] = _bundle().glob("*.md")
    assert "charts/01.png" in markdown.read_text(encoding="utf-8")
    assert ".svg" not in markdown.read_text(encoding="utf-8")
    assert (_bundle() / "charts/01.svg").read_bytes().startswith(b"<?xml")


def test_the_next_step_names_the_file_that_is_there(briefing: Briefing) -> None:
    for name, item in FORMATS.items():
        if item.text and not item.program:
            assert f"打开 {item.label} 文件" in briefing(*ONE, "--format", name, "--force").out


def test_title_date_and_issue_are_those_given(briefing: Briefing) -> None:
    briefing(*ONE, "--title", " 融资简报 ", "--issue", "3")
    assert _bundle().name == "2026-11-22 第3期 融资简报"
    request = read_manifest(_bundle()).request
    assert (request["title"], request["date"], request["issue"]) == ("融资简报", "2026-11-22", 3)


def test_however_it_is_typed_the_same_request_is_the_same(briefing: Briefing) -> None:
    names = ("--template", "bulletin", "--date", "2026-11-22", "--format", "md")
    assert briefing("generate", "--city", "武汉", "--city", "三门峡", "--theme", "融资", *names).code == 0
    words = ("--template", "简报", "--date", "2026年11月22日", "--format", "md")
    again = briefing("generate", "--city", "武汉市,sanmenxia", "--theme", "中小企业融资", *words)
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("已更新：")
    request = read_manifest(_bundle()).request
    assert request["cities"] == ["武汉市", "三门峡市"]
    assert (request["themes"], request["template"], request["home"]) == (["中小企业融资"], "bulletin", None)


def test_a_workspace_may_stand_before_the_command(briefing: Briefing, mine: Path) -> None:
    (mine / "data/cities/wuhan.yaml").unlink()
    for words in (
        ["--workspace", str(mine), "list", "cities"],
        [f"--workspace={mine}", "list", "cities"],
        ["list", "cities", "--workspace", str(mine)],
    ):
        assert "武汉" not in briefing(*words).out
    assert briefing("--workspace", str(mine), "template", "check", "bulletin").code == 0


def test_without_a_date_it_is_today(briefing: Briefing) -> None:
    briefing("generate", "--city", "武汉", "--theme", "融资")
    assert _bundle().name.startswith(datetime.date.today().isoformat())


@pytest.mark.parametrize("title", ['甲/乙:“丙"*?', "../../上", "CON", "长" * 300, "-rf"])
def test_any_title_gives_one_folder_within_the_output_folder(briefing: Briefing, title: str) -> None:
    assert briefing(*ONE, "--format", "md", "--title", title).code == 0
    assert len(list(Path("output").iterdir())) == 1
    assert read_manifest(_bundle()).title == title


def test_an_output_folder_with_spaces(briefing: Briefing) -> None:
    assert briefing(*ONE, "--out", "有 空格/里面").code == 0
    assert _bundle(Path("有 空格/里面")).is_dir()


def test_an_edited_file_is_kept_until_forced(briefing: Briefing) -> None:
    briefing(*ONE)
    edited = next(_bundle().glob("[!核]*.docx"))
    edited.write_bytes(b"mine")
    refused = briefing(*ONE)
    assert refused.code == 1
    assert edited.name in refused.err
    assert refused.out == ""
    assert edited.read_bytes() == b"mine"
    assert briefing(*ONE, "--force").code == 0
    assert edited.read_bytes() != b"mine"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--template", "profile"), "模板（原为bulletin，这次为profile）"),
        (("--set", "编发单位=甲办"), "参数“编发单位”（原为不写，这次为甲办）"),
    ],
)
def test_another_briefing_of_the_same_date_and_title_is_not_replaced(
    briefing: Briefing, words: tuple[str, ...], told: str
) -> None:
    titled = (*ONE, "--title", "融资简报")
    assert briefing(*titled).out.startswith("已生成：")
    before = read_manifest(_bundle())
    refused = briefing(*titled, *words)
    assert (refused.code, refused.out) == (1, "")
    assert told in refused.err
    assert read_manifest(_bundle()) == before
    assert briefing(*titled).out.startswith("已更新：")
    assert briefing(*titled, *words, "--force").code == 0
    assert len(list(Path("output").iterdir())) == 1


def test_another_issue_and_a_home_city_have_folders_of_their_own(briefing: Briefing) -> None:
    """The name says which city it is by its own name, however it was typed."""
    words = ("generate", "--city", "武汉", "--city", "三门峡", "--theme", "融资", "--date", "2026-11-22")
    for more in ((), ("--issue", "7"), ("--home", "wuhan"), ("--home", "420100", "--format", "md")):
        briefing(*words, "--title", "融资简报", *more)
    assert sorted(path.name for path in Path("output").iterdir()) == [
        "2026-11-22 第7期 融资简报",
        "2026-11-22 融资简报",
        "2026-11-22 融资简报（以武汉为本地）",
    ]


def test_an_output_folder_that_is_a_file_is_told(briefing: Briefing) -> None:
    Path("file").write_text("mine")
    outcome = briefing(*ONE, "--out", "file")
    assert outcome.code == 1
    assert "同名的文件" in outcome.err
    assert "未" not in outcome.out


def test_a_cache_that_cannot_be_written_is_no_failure(
    briefing: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "file"))
    assert briefing(*ONE).code == 0


def test_a_template_without_a_shell_takes_the_built_in_one(briefing: Briefing, mine: Path) -> None:
    shutil.copytree(mine / "templates/bulletin", mine / "templates/own")
    (mine / "templates/own/shell.docx").unlink()
    words = ("--workspace", str(mine), "--template", "own", "--format", "docx", "--out", "out")
    assert briefing(*ONE, *words).code == 0
    assert next(_bundle(Path("out")).glob("[!核]*.docx")).read_bytes().startswith(b"PK")


def test_a_shell_that_is_no_word_file_is_told(briefing: Briefing, mine: Path) -> None:
    (mine / "templates/bulletin/shell.docx").write_bytes(b"no zip")
    outcome = briefing(*ONE, "--workspace", str(mine), "--out", "out")
    assert outcome.code == 1
    assert "shell.docx" in outcome.err
    assert not Path("out").exists()


def test_of_one_period_no_figure_is_told_that_is_of_another(briefing: Briefing) -> None:
    """And what is left out for its time is not said to be undisclosed."""
    every = "--city", "三门峡", "--city", "天河区", "--date", "2026-11-22"
    assert briefing("generate", *every, "--out", "all").code == 0
    made = briefing("generate", *every, "--period", "2021年12月末", "--out", "some")
    assert made.code == 0, made.err
    facts = {fact.id: (fact.period, fact.basis) for fact in read_manifest(_bundle(Path("all"))).facts}
    told = {fact.id for fact in read_manifest(_bundle(Path("some"))).facts}
    dated = {facts[id] for id in told if id in facts}
    assert dated == {
        ("2021-12", "时点"),
        ("2021-12-31", "时点"),
        ("目前", "时点"),
        ("未注明", "未注明"),
        ("未注明", "累计"),
    }
    [whole], [part] = (list(_bundle(Path(out)).glob("*.md")) for out in ("all", "some"))
    whole_text, part_text = whole.read_text("utf-8"), part.read_text("utf-8")
    assert whole_text.count("所用公开材料未涉及天河区这方面内容。") == 1
    assert whole_text.count("所用公开材料未涉及三门峡市这方面内容。") == 1
    assert part_text.count("所选时期的资料未收录天河区这方面内容。") == 2
    assert part_text.count("所选时期的资料未收录三门峡市这方面内容。") == 1
    assert not any(words in part_text for words in ("未涉及", "未披露"))
    assert (
        json.loads((_bundle(Path("some")) / "manifest.json").read_text("utf-8"))["request"]["period"] == "2021年12月末"
    )
    assert "period" not in json.loads((_bundle(Path("all")) / "manifest.json").read_text("utf-8"))["request"]
