"""What `generate` says of a template or of data, checking has said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Briefing

GENERATED = ("generate", "--format", "docx", "--format", "md", "--template", "我的")
FONTS = "fonts: {body: 仿宋_GB2312}\n"
FAULTS = {
    "heading": "# 一\n\n### 三\n",
    "sources": '{% if has("wuhan.one-stop-items") %}{{ fact("wuhan.one-stop-items") }}{% endif %}\n',
    "control": "一\x0b二。\n",
    "character": "一个㙓字。\n",
    "number": "共12项。\n",
    "quotes": "{{ fact(wuhan.one-stop-items) }}\n",
    "width": "｛｛ briefing.places ｝｝\n",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_generate_says_of_a_template_its_check_has_said_with_the_file(
    briefing: Briefing, mine: Path, fault: str
) -> None:
    folder = mine / "templates/我的"
    folder.mkdir()
    (folder / "template.yaml").write_text(f"title: 我的\n{FONTS}", encoding="utf-8")
    (folder / "body.md.j2").write_text(FAULTS[fault], encoding="utf-8")
    here = ("--workspace", str(mine))
    said = briefing("template", "check", "我的", *here).err.splitlines()
    generated = briefing(*GENERATED, "--city", "武汉", "--theme", "政务服务", *here).err.splitlines()
    assert len(said) == len(generated) == 1
    assert str(folder / "body.md.j2") in said[0]
    assert generated[0].rpartition("body.md.j2")[2].partition("：")[2] in said[0]
    assert ("第 " in said[0]) is (fault not in ("sources", "character"))


def test_what_generate_says_of_data_check_has_said(briefing: Briefing, mine: Path) -> None:
    path = mine / "data/cities/wuhan.yaml"
    path.write_text(path.read_text("utf-8").replace("text: ", "text: 㙓", 1), encoding="utf-8")
    with (mine / "templates/bulletin/template.yaml").open("a", encoding="utf-8") as description:
        description.write(FONTS)
    here = ("--workspace", str(mine))
    said = briefing("check", *here)
    generated = briefing("generate", "--city", "武汉", *here)
    assert "没有这些字：㙓" in generated.err
    assert said.err == generated.err
    assert "1 处警告" in said.out


def test_check_says_what_is_wrong_with_the_template_that_is_used_by_default(briefing: Briefing, mine: Path) -> None:
    (mine / "briefing.yaml").write_text("template: profile\n", encoding="utf-8")
    body = mine / "templates/profile/body.md.j2"
    body.write_text(body.read_text("utf-8") + "\n共12项。\n", encoding="utf-8")
    said = briefing("check", "--workspace", str(mine))
    assert said.code == 1
    assert said.err.count("“12”没有出处") == 1


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("settings: {目录: 也许}", "briefing.yaml 第 4 行：方案“月报”：参数“目录”写的是“也许”。"),
        ("settings: {目录录: 是}", "模板没有参数“目录录”。"),
        ("template: 对标分析", "方案“月报”：模板“benchmark”（对标分析）要有本地城市。"),
        ("home: 武汉,三门峡", "方案“月报”：未找到城市“武汉,三门峡”"),
        ("cities: [天河区]\n  themes: [纳税服务]", "方案“月报”：天河区在主题纳税服务下没有数据"),
        ("template: profile", ""),
        ("cities: 武汉、三门峡\n  themes: 融资\n  home: 武汉", ""),
    ],
)
def test_what_generate_says_of_a_recipe_check_has_said(briefing: Briefing, mine: Path, recipe: str, said: str) -> None:
    text = f"recipes:\n- name: 周报\n  template: onepager\n- name: 月报\n  {recipe}\n"
    (mine / "briefing.yaml").write_text(text, encoding="utf-8")
    here = ("--workspace", str(mine))
    checked = briefing("check", *here)
    made = briefing("generate", "--recipe", "月报", "--format", "md", *here)
    assert (checked.code == 0) is (made.code == 0) is (said == "")
    assert said in checked.err
    assert len(checked.err.splitlines()) == (2 if said else 0)
