"""briefing template: looking, copying, checking, comparing."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
from docx import Document
from jsonschema import Draft202012Validator

from briefing.cli.app import GROUPS, run
from briefing.text.width import cells
from tests.cli.conftest import Briefing
from tests.template_tools.adopting.letterheads import old_shape as letterhead

BUILT_IN = ("benchmark", "bulletin", "correction", "onepager", "profile", "ranking")
LETTERS = ("circular", "letter", "note", "report")


@pytest.fixture
def here(few: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace of one's own, worked in."""
    monkeypatch.chdir(few)
    return few


@pytest.mark.parametrize("name", ["", *(name for name, _ in GROUPS["template"][1])])
def test_help_is_chinese_and_fits(briefing: Briefing, name: str) -> None:
    page = briefing("template", *([name] if name else []), "--help")
    assert page.code == 0
    assert page.out.startswith("用法：briefing template")
    assert max(cells(line) for line in page.out.splitlines()) <= 80


def test_the_built_in_templates_are_listed(briefing: Briefing) -> None:
    """Those of letters stand apart, below those of briefings."""
    rows = briefing("template", "list", "--json").json
    assert [row["id"] for row in rows if row["kind"] == "briefing"] == list(BUILT_IN)
    assert [row["id"] for row in rows if row["kind"] == "memo"] == list(LETTERS)
    assert [line.split()[2] for line in briefing("template", "list").out.splitlines()[1:]] == [
        *["简报"] * len(BUILT_IN),
        *["行文模板"] * len(LETTERS),
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_each_template_of_letters_is_shown_and_sound(briefing: Briefing, name: str) -> None:
    shown = briefing("template", "show", name)
    assert shown.code == 0
    assert "memo.names" in shown.out
    assert "要点数" in shown.out
    checked = briefing("template", "check", name)
    assert (checked.code, checked.out) == (0, f"已检查模板“{name}”：没有发现问题。\n")
    assert "cities" not in briefing("template", "schema", name).json["properties"]


def test_a_template_of_letters_of_ones_own_is_checked_with_letters_made_up(briefing: Briefing, here: Path) -> None:
    made = briefing("template", "new", "区函", "--from", "letter", "--thin")
    assert "briefing memo new --template 区函" in made.out
    assert briefing("template", "check", "区函").code == 0
    body = here / "templates/区函/body.md.j2"
    body.write_text(
        '{% extends "letter/body.md.j2" %}{% block 结尾 %}共12项，{{ memo.nubmer }}。{% endblock %}\n', "utf-8"
    )
    told = briefing("template", "check", "区函")
    assert told.code == 1
    assert "“12”没有出处" in told.err
    assert "number" in told.err


def test_a_template_of_letters_makes_no_briefing(briefing: Briefing) -> None:
    outcome = briefing("generate", "--template", "letter")
    assert outcome.code == 2
    assert "letter 是行文模板" in outcome.err
    assert "briefing memo new" in outcome.err


@pytest.mark.parametrize("name", BUILT_IN)
def test_each_built_in_template_is_shown_and_sound(briefing: Briefing, name: str) -> None:
    shown = briefing("template", "show", name)
    assert shown.code == 0
    assert "briefing." in shown.out
    assert "简报名称" in shown.out
    checked = briefing("template", "check", name)
    assert (checked.code, checked.err) == (0, "")
    assert "没有发现问题" in checked.out


def test_show_tells_parameters_with_types_and_blocks(briefing: Briefing) -> None:
    shown = briefing("template", "show", "benchmark").out
    assert "附数据表  是否  否" in shown
    assert "--home 本地城市" in shown
    assert "可以改写的段：总体判断、差距、借鉴" in shown
    used = briefing("template", "show", "bulletin", "--json").json["uses"]
    assert "highlights" in used["names"]
    assert "_parts/sources.md.j2" in used["parts"]


def test_an_unknown_template_is_told_with_the_nearest(briefing: Briefing) -> None:
    told = briefing("template", "show", "bulletn")
    assert told.code == 2
    assert "您是不是要找“bulletin”" in told.err


def test_a_copy_can_be_changed_and_used(briefing: Briefing, here: Path) -> None:
    assert briefing("template", "new", "我的").code == 0
    body = here / "templates/我的/body.md.j2"
    body.write_text(body.read_text("utf-8").replace("# 要点", "# 本期看点"), encoding="utf-8")
    made = briefing("generate", "--template", "我的", "--city", "武汉", "--theme", "政务服务", "--format", "md")
    assert made.code == 0, made.err
    [text] = (here / "output").glob("*/*情况*.md")
    assert "本期看点" in text.read_text("utf-8")


def test_a_thin_one_overrides_one_block_and_keeps_the_rest(briefing: Briefing, here: Path) -> None:
    assert briefing("template", "new", "短的", "--thin").code == 0
    folder = here / "templates/短的"
    assert sorted(path.name for path in folder.iterdir()) == ["body.md.j2", "template.yaml"]
    (folder / "body.md.j2").write_text(
        '{% extends "bulletin/body.md.j2" %}{% block 导语 %}{{ super() }}\n\n另报。\n\n{% endblock %}', encoding="utf-8"
    )
    made = briefing("generate", "--template", "短的", "--city", "武汉", "--theme", "政务服务", "--format", "md")
    assert made.code == 0, made.err
    [text] = (here / "output").glob("*/*情况*.md")
    assert "根据公开材料，现将" in text.read_text("utf-8")
    assert "另报。" in text.read_text("utf-8")


@pytest.mark.parametrize("name", BUILT_IN)
def test_every_built_in_template_can_be_copied_both_ways(briefing: Briefing, here: Path, name: str) -> None:
    assert briefing("template", "new", "x", "--from", name).code == 0
    base = here / "templates" / name
    for file in (item.name for item in base.iterdir() if item.suffix != ".yaml"):
        assert (here / "templates/x" / file).read_bytes() == (base / file).read_bytes()
    assert briefing("template", "new", "y", "--from", name, "--thin").code == 0
    assert briefing("template", "check", "y").code == 0


@pytest.mark.parametrize("name", ["bulletin", "../x", "_x", "a/b", ".x"])
def test_new_overwrites_nothing_and_stays_in_its_folder(briefing: Briefing, here: Path, name: str) -> None:
    before = sorted(here.rglob("*"))
    assert briefing("template", "new", name).code == 2
    assert sorted(here.rglob("*")) == before


def test_new_needs_a_workspace_of_ones_own(briefing: Briefing) -> None:
    told = briefing("template", "new", "x")
    assert told.code == 2
    assert "briefing init" in told.err


def _broken(here: Path) -> Path:
    """A template with errors in body, a part and the shell."""
    folder = here / "templates/坏的"
    folder.mkdir()
    (folder / "template.yaml").write_text("title: 坏的\nparameters:\n  - name: 报送\n", encoding="utf-8")
    (folder / "body.md.j2").write_text(
        '{{ briefing.palces }}\n\n有3项。\n\n{% include "坏的/part.j2" %}\n\n{{ fact("wuhan.nothing") }}\n', "utf-8"
    )
    (folder / "part.j2").write_text("甲\n{{ 报宋 }}\n", encoding="utf-8")
    shell = Document(str(here / "templates/bulletin/shell.docx"))
    shell.paragraphs[0].insert_paragraph_before("{{ tilte }}")
    shell.paragraphs[1].insert_paragraph_before("｛｛ title ｝｝")
    table = shell.add_table(1, 2)
    table.rows[0].cells[1].paragraphs[0].text = "{{ “name” }}"
    shell.save(str(folder / "shell.docx"))
    return folder


def test_check_tells_all_errors_at_once_with_their_places(briefing: Briefing, here: Path) -> None:
    folder = _broken(here)
    told = briefing("template", "check", "坏的")
    assert told.code == 1
    for place, words in (
        (f"{folder / 'body.md.j2'} 第 1 行", "places"),
        (f"{folder / 'body.md.j2'} 第 3 行", "没有出处"),
        (f"{folder / 'body.md.j2'} 第 7 行", "wuhan.nothing"),
        (f"{folder / 'part.j2'} 第 2 行", "报送"),
        ("第 1 段", "title"),
        ("第 2 段", "全角的花括号"),
        ("第 1 个表格第 1 行第 2 格", "全角的引号"),
    ):
        assert any(place in line and words in line for line in told.err.splitlines()), (place, told.err)


def test_annotate_writes_a_comment_at_each_error_of_the_shell(briefing: Briefing, here: Path) -> None:
    _broken(here)
    told = briefing("template", "check", "坏的", "--annotate", "批注.docx")
    assert told.code == 1
    comments = [comment.text for comment in Document(io.BytesIO((here / "批注.docx").read_bytes())).comments]
    assert len(comments) == 3
    assert "您是不是要找“title”" in comments[0]
    assert briefing("template", "check", "坏的", "--annotate", "批注.docx").code == 2


def test_a_sound_shell_is_not_annotated(briefing: Briefing, here: Path) -> None:
    told = briefing("template", "check", "bulletin", "--annotate", "批注.docx")
    assert (told.code, "版式文件没有要批注的，没有另存。" in told.out) == (0, True)
    assert not (here / "批注.docx").exists()


def test_a_shell_that_cannot_be_opened_is_told_and_annotated_at_its_beginning(briefing: Briefing, here: Path) -> None:
    folder = here / "templates/bulletin"
    shell = Document(str(folder / "shell.docx"))
    [place] = [item for item in shell.paragraphs if "{{p body }}" in item.text]
    place.text = "正文"
    shell.save(str(folder / "shell.docx"))
    told = briefing("template", "check", "bulletin", "--annotate", "a.docx")
    assert told.code == 1
    assert "正文的位置" in told.err
    assert len(list(Document(str(here / "a.docx")).comments)) == 1


def test_the_schema_is_one_and_holds_the_parameters(briefing: Briefing, here: Path) -> None:
    folder = here / "templates/我的"
    folder.mkdir()
    (folder / "template.yaml").write_text(
        "title: 我的\nparameters:\n  - {name: 条数, type: 整数, default: 3}\n"
        "  - {name: 密级, type: 选项, options: [内部, 公开], required: true}\n",
        encoding="utf-8",
    )
    (folder / "body.md.j2").write_text('{{ briefing.places }}{{ fact("wuhan.one-stop-items") }}', encoding="utf-8")
    schema = briefing("template", "schema", "我的").json
    Draft202012Validator.check_schema(schema)
    valid = Draft202012Validator(schema).is_valid
    assert valid({"settings": {"密级": "内部", "条数": 5}})
    assert not valid({"settings": {"密级": "绝密"}})
    assert not valid({"settings": {"密级": "内部", "条数": "五"}})
    assert not valid({"settings": {}})
    assert schema["properties"]["facts"]["default"] == ["wuhan.one-stop-items"]
    assert list(schema["properties"]["briefing"]["properties"]) == ["places"]


def _add_parameter(description: Path, lines: str) -> None:
    """To a template.yaml, as the first."""
    text = description.read_text("utf-8")
    assert "parameters:\n" in text
    description.write_text(text.replace("parameters:\n", f"parameters:\n{lines}"), encoding="utf-8")


def test_a_misnamed_shell_and_a_telephone_are_told_and_printed(briefing: Briefing, here: Path) -> None:
    folder = here / "templates/bulletin"
    (folder / "shell.docx").rename(folder / "Shell.docx")
    description, body = folder / "template.yaml", folder / "body.md.j2"
    phone = "  - {name: 联系电话, type: 电话, default: 0398-2960000}\n"
    _add_parameter(description, phone)
    body.write_text(body.read_text("utf-8") + "\n联系电话：{{ 联系电话 }}。\n", encoding="utf-8")
    made = briefing("generate", *SELECTED)
    assert (made.code, "请改名为 shell.docx" in made.err) == (0, True)
    assert "联系电话：0398-2960000。" in next((here / "output").glob("*/*情况*.md")).read_text("utf-8")
    manifest = json.loads(next((here / "output").glob("*/manifest.json")).read_text("utf-8"))
    assert manifest["by_hand"] == [{"name": "联系电话", "text": "0398-2960000"}]
    body.write_text("联系电话：0398", encoding="utf-8")
    told = briefing("template", "check", "bulletin")
    assert told.code == 1
    assert "请改名为 shell.docx" in told.err
    assert "请写成模板的参数" in told.err


def test_diff_shows_what_is_ones_own(briefing: Briefing, here: Path) -> None:
    assert "相同" in briefing("template", "diff", "bulletin").out
    body = here / "templates/bulletin/body.md.j2"
    body.write_text(body.read_text("utf-8").replace("# 要点", "# 看点"), encoding="utf-8")
    lines = briefing("template", "diff", "bulletin").out.splitlines()
    assert "-# 要点" in lines
    assert "+# 看点" in lines
    assert briefing("template", "diff", "内置/bulletin", "bulletin").out.splitlines() == lines


@pytest.mark.parametrize(
    ("parameter", "told"),
    [
        ("{name: a, type: 整树}", "您是不是要找“整数”"),
        ("{name: a, type: 整数, default: 三}", "默认值“三”不对"),
        ("{name: a, type: 电话, default: 办公室}", "应为电话号码，如 0398-2960000转8021"),
        ("{name: a, type: 日期, default: 2026-13-05}", "应为日期，如 2026年1月5日"),
        ("{name: a, type: 人数, default: 三十五人}", "应为人数，如 35人"),
        ("{name: a, type: 金额, default: 1200万}", "应为金额，写明单位，如 1200万元"),
        ("{name: a, type: 网址, default: 门户网站}", "应为网址，如 https://www.gov.cn/zhengce"),
        ("{name: a, type: 选项}", "options"),
        ("{name: a, options: [b]}", "options"),
        ("{name: a}\n  - {name: a}", "写了两次"),
    ],
)
def test_a_wrong_parameter_is_told_with_its_line(briefing: Briefing, here: Path, parameter: str, told: str) -> None:
    description = here / "templates/bulletin/template.yaml"
    description.write_text(f"title: 甲\nparameters:\n  - {parameter}\n", encoding="utf-8")
    found = briefing("template", "check", "bulletin")
    assert found.code == 1
    assert "template.yaml 第 " in found.err
    assert told in found.err


SELECTED = ("--city", "武汉", "--theme", "政务服务", "--format", "md")


def _text(here: Path, *words: str) -> str:
    """The Markdown that `briefing generate` writes."""
    assert run(["generate", *SELECTED, "--force", *words]) == 0
    [text] = (here / "output").glob("*/*情况*.md")
    return text.read_text("utf-8")


def _new(briefing: Briefing, here: Path, *words: str, name: str = "薄的") -> Path:
    """A thin template on 底本, a copy of the bulletin."""
    assert briefing("template", "new", "底本").code == 0
    assert briefing("template", "new", name, "--from", "底本", "--thin", *words).code == 0
    return here / "templates" / name


def test_a_thin_one_takes_over_what_its_base_gets_later(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    assert sorted(path.name for path in folder.iterdir()) == ["body.md.j2", "template.yaml"]
    description = here / "templates/底本/template.yaml"
    changed = description.read_text("utf-8").replace("市优化营商环境工作领导小组办公室", "后改的办公室")
    description.write_text(changed, encoding="utf-8")
    _add_parameter(description, "  - name: 联系人\n    default: 张三\n")
    body = here / "templates/底本/body.md.j2"
    body.write_text(body.read_text("utf-8") + "\n联系人：{{ 联系人 }}，{{ 编发单位 }}。\n", encoding="utf-8")
    assert "联系人：张三，后改的办公室。" in _text(here, "--template", "薄的")
    assert "联系人：李四，" in _text(here, "--template", "薄的", "--set", "联系人=李四")
    example = (folder / "template.yaml").read_text("utf-8")
    own = re.sub("^# (?=parameters:|  )", "", example, flags=re.M).replace("简报名称", "联系人")
    assert "\nparameters:\n  - name: 联系人\n    default: 新的默认值\n" in own
    (folder / "template.yaml").write_text(own, encoding="utf-8")
    assert "联系人：新的默认值，后改的办公室。" in _text(here, "--template", "薄的")
    assert briefing("template", "check", "薄的").code == 0


def test_a_thin_one_of_a_base_without_blocks_is_sound(briefing: Briefing, here: Path) -> None:
    assert briefing("template", "new", "底本").code == 0
    (here / "templates/底本/body.md.j2").write_text("# 甲\n\n乙\n", encoding="utf-8")
    assert briefing("template", "new", "薄的", "--from", "底本", "--thin").code == 0
    assert briefing("template", "check", "薄的").code == 0


def test_a_thin_one_of_before_that_copied_its_parameters_works(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    description = here / "templates/底本/template.yaml"
    (folder / "template.yaml").write_text(description.read_text("utf-8"), encoding="utf-8")
    description.write_text("title: 底本\n", encoding="utf-8")
    assert briefing("template", "check", "薄的").code == 0
    assert "优化营商环境" in _text(here, "--template", "薄的")


@pytest.mark.parametrize("name", ["2024", "true", "甲: 乙", "#1", 'a"b', "周报（红头）"])
def test_any_name_that_a_folder_may_have_makes_a_sound_template(briefing: Briefing, here: Path, name: str) -> None:
    for thin in ([], ["--thin"]):
        assert briefing("template", "new", name + "".join(thin), *thin).code == 0
        shown = briefing("template", "show", name + "".join(thin), "--json").json
        assert shown["title"] == name + "".join(thin)


def test_a_template_may_have_a_shell_of_ones_own_from_anywhere(briefing: Briefing, here: Path, tmp_path: Path) -> None:
    red = tmp_path / "红头.docx"
    document = Document(str(here / "templates/bulletin/shell.docx"))
    document.core_properties.comments = "红头"
    document.save(str(red))
    folder = _new(briefing, here, "--shell", str(red))
    assert (folder / "shell.docx").read_bytes() == red.read_bytes()
    assert briefing("template", "show", "薄的", "--json").json["shell"] == str(folder / "shell.docx")


@pytest.mark.parametrize("shell", ["没有.docx", "templates", "briefing.yaml"])
def test_a_shell_that_is_none_is_told_and_nothing_is_made(briefing: Briefing, here: Path, shell: str) -> None:
    (here / "briefing.yaml").write_text("{}", encoding="utf-8")
    told = briefing("template", "new", "x", "--shell", shell)
    assert told.code == 2
    assert f"“{shell}”不是 Word 文件" in told.err
    assert not (here / "templates/x").exists()


def test_thin_rests_on_a_name_that_the_workspace_may_take(briefing: Briefing, here: Path) -> None:
    told = briefing("template", "new", "x", "--from", "内置/bulletin", "--thin")
    assert told.code == 2
    assert "--from bulletin" in told.err
    assert briefing("template", "new", "x", "--from", "内置/bulletin").code == 0


def test_what_is_taken_over_is_told_by_every_look(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    own = "parameters:\n  - {name: 报送, default: 甲}\n  - {name: 联系人}\n"
    (folder / "template.yaml").write_text(f"title: 薄的\nbase: 底本\n{own}", encoding="utf-8")
    shown = briefing("template", "show", "薄的").out
    assert f"底本：底本（{here / 'templates/底本'}）" in shown
    assert f"版式：{here / 'templates/底本/shell.docx'}" in shown
    rows = {line.split()[0]: line.split() for line in shown.splitlines() if line.startswith("  ") and line.split()}
    assert rows["编发单位"][3] == "底本"
    assert rows["报送"][3] == rows["联系人"][3] == "薄的"
    record = briefing("template", "show", "薄的", "--json").json
    assert record["base"] == "底本"
    sources = {item["name"]: item["from"] for item in record["parameters"]}
    assert (sources["编发单位"], sources["报送"], sources["联系人"]) == ("底本", "薄的", "薄的")
    [row] = [row for row in briefing("template", "list", "--json").json if row["id"] == "薄的"]
    assert row["base"] == "底本"
    assert "联系人" in row["parameters"] and "编发单位" in row["parameters"]
    settings = briefing("template", "schema", "薄的").json["properties"]["settings"]["properties"]
    assert settings["编发单位"]["$comment"] == "照用底本“底本”的"
    assert "$comment" not in settings["报送"]
    assert "（照用底本：薄的 → 底本）" in briefing("template", "check", "薄的").out


def test_a_text_that_is_not_there_is_that_of_the_base(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    (folder / "body.md.j2").unlink()
    body = here / "templates/底本/body.md.j2"
    body.write_text(body.read_text("utf-8").replace("# 要点", "# 本期看点"), encoding="utf-8")
    assert briefing("template", "check", "薄的").code == 0
    assert "本期看点" in _text(here, "--template", "薄的")
    assert "导语" in briefing("template", "show", "薄的", "--json").json["uses"]["blocks"]
    for thin in ([], ["--thin"]):
        assert briefing("template", "new", "".join(["又", *thin]), "--from", "薄的", *thin).code == 0
        assert "本期看点" in _text(here, "--template", "".join(["又", *thin]))


def test_diff_counts_in_what_is_taken_over(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    own = "parameters:\n  - {name: 报送, default: 甲}\n"
    (folder / "template.yaml").write_text(f"title: 薄的\nbase: 底本\n{own}", encoding="utf-8")
    lines = briefing("template", "diff", "底本", "薄的").out.splitlines()
    changed = [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert {"-title: 底本", "+title: 薄的", "+    default: 甲"} <= set(changed)
    assert not [line for line in changed if "编发单位" in line]
    assert '+{% extends "底本/body.md.j2" %}' in changed
    assert [line for line in changed if line.startswith("-")] == ["-title: 底本"]
    assert briefing("template", "diff", "薄的").out.splitlines() == lines


def test_a_base_that_is_gone_is_told_and_hides_no_other_template(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    (folder / "template.yaml").write_text("title: 薄的\nbase: bulletn\n", encoding="utf-8")
    for words in (["template", "check", "薄的"], ["generate", "--template", "薄的"]):
        told = briefing(*words)
        assert told.code == 1
        assert f"{folder / 'template.yaml'} 第 2 行 “base”" in told.err
        assert "您是不是要找“bulletin”" in told.err
    listed = briefing("template", "list")
    assert listed.code == 0
    assert "第 2 行 “base”" in listed.err
    assert "onepager" in listed.out
    checked = briefing("check")
    assert checked.code == 1
    assert f"{folder / 'template.yaml'} 第 2 行 “base”" in checked.err


@pytest.mark.parametrize(
    "words",
    [
        ["template", "check", "底本"],
        ["template", "new", "x", "--from", "底本"],
        ["template", "diff", "底本", "bulletin"],
        ["generate", "--template", "底本", *SELECTED[:4]],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_link_out_of_the_templates_is_followed_by_no_command(
    briefing: Briefing, here: Path, tmp_path: Path, words: list[str]
) -> None:
    assert briefing("template", "new", "底本").code == 0
    linked = here / "templates/底本/body.md.j2"
    linked.rename(tmp_path / "秘密.j2")
    linked.symlink_to(tmp_path / "秘密.j2")
    told = briefing(*words)
    assert told.code == 1
    assert "模板文件夹之外" in told.err
    assert not (here / "templates/x").exists()
    assert not (here / "output").exists()


def test_check_tells_a_fact_that_is_there_with_one_city_only(briefing: Briefing, here: Path) -> None:
    assert briefing("template", "new", "我的").code == 0
    body = here / "templates/我的/body.md.j2"
    text = body.read_text("utf-8")
    fact = '{{ fact("wuhan.one-stop-items") }}'
    body.write_text(f"{text}\n事项{fact}。\n", encoding="utf-8")
    told = briefing("template", "check", "我的")
    assert told.code == 0
    [line] = told.err.splitlines()
    assert line.startswith("警告：")
    assert "本来就写武汉市的，在 template.yaml 的 cities 里写上它；否则" in line
    assert f"{body} 第 {len(text.splitlines()) + 2} 行：不选武汉市时：" in line
    assert 'has("wuhan.one-stop-items")' in line
    body.write_text(f'{text}\n{{% if has("wuhan.one-stop-items") %}}事项{fact}。{{% endif %}}\n', encoding="utf-8")
    assert briefing("template", "check", "我的").code == 0


def test_check_tells_what_is_wrong_where_a_city_is_alone(briefing: Briefing, here: Path) -> None:
    assert briefing("template", "new", "我的").code == 0
    body = here / "templates/我的/body.md.j2"
    body.write_text(body.read_text("utf-8") + "\n{% if not briefing.several %}共{{ 3 }}项。{% endif %}\n", "utf-8")
    told = briefing("template", "check", "我的")
    assert told.code == 1
    assert len(told.err.splitlines()) == 1
    assert "只选" in told.err


def test_a_workspace_of_one_city_is_checked_with_it_alone(briefing: Briefing, here: Path) -> None:
    for name in ("tianhe", "sanmenxia"):
        (here / f"data/cities/{name}.yaml").unlink()
    assert briefing("template", "new", "我的").code == 0
    body = here / "templates/我的/body.md.j2"
    body.write_text(body.read_text("utf-8") + '\n事项{{ fact("wuhan.one-stop-items") }}。\n', encoding="utf-8")
    assert briefing("template", "check", "我的").code == 0


def _warned(briefing: Briefing, name: str) -> list[str]:
    """What `check` warns of in a template without errors."""
    told = briefing("template", "check", name)
    assert told.code == 0
    return told.err.splitlines()


def test_check_tells_a_parameter_that_nothing_uses_with_the_nearest(briefing: Briefing, here: Path) -> None:
    folder = _new(briefing, here)
    own = "title: 薄的\nbase: 底本\nparameters:\n  - {name: 编发单为, default: 甲}\n"
    (folder / "template.yaml").write_text(own, encoding="utf-8")
    [warning] = _warned(briefing, "薄的")
    assert warning.startswith(f"警告：{folder / 'template.yaml'} 第 4 行 “编发单为”：参数“编发单为”没有用到。")
    assert "“编发单位”" in warning


def test_diff_without_anything_to_compare_with_says_what_to_write(briefing: Briefing, here: Path) -> None:
    assert briefing("template", "new", "我的").code == 0
    told = briefing("template", "diff", "我的")
    assert told.code == 2
    assert "briefing template diff bulletin 我的" in told.err


def test_a_damaged_shell_is_refused_with_what_is_wrong_and_nothing_is_written(briefing: Briefing, here: Path) -> None:
    shell = here / "templates/bulletin/shell.docx"
    shell.write_bytes(shell.read_bytes()[:2000])
    told = briefing("template", "check", "bulletin", "--annotate", "批注.docx")
    assert (told.code, "不完整" in told.err, "打不开，没有另存" in told.out) == (1, True, True)
    assert not Path("批注.docx").exists()
    told = briefing("generate", "--out", "成果")
    assert (told.code, "不完整" in told.err) == (1, True)
    assert not Path("成果").exists()


def test_an_offices_own_file_is_adopted(briefing: Briefing, here: Path) -> None:
    """Shown first; written when that is confirmed, or with --yes; nothing where nobody can be asked."""
    (here / "红头.docx").write_bytes(letterhead())
    shown = briefing("template", "adopt", "红头.docx", "红头", "--dry-run")
    assert shown.code == 0
    assert "期号 {{ issue }}" in shown.out
    assert "没有写文件（--dry-run）。" in shown.out
    asked = briefing("template", "adopt", "红头.docx", "红头")
    assert (asked.code, asked.err) == (1, "没有写文件：请核对上表，有错的用 --set 更正，加 --yes 写出。\n")
    assert not (here / "templates" / "红头").exists()
    made = briefing("template", "adopt", "红头.docx", "红头", "--from", "onepager", "--set", "期号=", "--yes")
    assert made.code == 0
    assert "{{ issue }}" not in made.out
    assert (here / "templates" / "红头" / "shell.docx").is_file()
    letter = briefing("template", "adopt", "红头.docx", "函件", "--from", "letter", "--yes")
    assert "briefing memo new --template 函件 --from 发文机关。" in letter.out  # its head names no office that signs
    again = briefing("template", "adopt", "红头.docx", "红头", "--yes")
    assert (again.code, again.err) == (2, "错误：已有名为“红头”的模板，未改动。请换一个名称。\n")
    assert briefing("template", "show", "红头").code == 0
