"""What `generate` says of a template or of data, checking has said before."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Briefing

GENERATED = ("generate", "--format", "docx", "--format", "md", "--template", "我的")
FONTS = "fonts: {body: 仿宋_GB2312}\n"
FIGURE = '{% if has("wuhan.one-stop-items") %}{{ fact("wuhan.one-stop-items") }}{% endif %}\n'
PRINTED = f"\n{FIGURE}\n# 资料来源 {{-}}\n\n{{{{ references }}}}\n"
FAULTS = {
    "heading": f"# 一\n\n### 三\n{PRINTED}",
    "sources": FIGURE,
    "control": "一\x0b二。\n",
    "character": f"一个㙓字。\n{PRINTED}",
    "number": "共12项。\n",
    "quotes": "{{ fact(wuhan.one-stop-items) }}\n",
    "width": "｛｛ briefing.places ｝｝\n",
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_generate_says_of_a_template_its_check_has_said_with_the_file(
    briefing: Briefing, few: Path, fault: str
) -> None:
    folder = few / "templates/我的"
    folder.mkdir()
    (folder / "template.yaml").write_text(f"title: 我的\n{FONTS}", encoding="utf-8")
    (folder / "body.md.j2").write_text(FAULTS[fault], encoding="utf-8")
    here = ("--workspace", str(few))
    said = briefing("template", "check", "我的", *here).err.splitlines()
    generated = briefing(*GENERATED, "--city", "武汉", "--theme", "政务服务", *here).err.splitlines()
    assert len(said) == len(generated) == 1
    assert str(folder / "body.md.j2") in said[0]
    assert generated[0].rpartition("body.md.j2")[2].partition("：")[2] in said[0]
    assert ("第 " in said[0]) is (fault not in ("sources", "character"))


def test_what_generate_says_of_data_check_has_said(briefing: Briefing, few: Path) -> None:
    path = few / "data/cities/wuhan.yaml"
    path.write_text(path.read_text("utf-8").replace("text: ", "text: 㙓", 1), encoding="utf-8")
    with (few / "templates/bulletin/template.yaml").open("a", encoding="utf-8") as description:
        description.write(FONTS)
    here = ("--workspace", str(few))
    said = briefing("check", *here)
    generated = briefing("generate", "--city", "武汉", *here)
    assert "没有这些字：㙓" in generated.err
    assert said.err == generated.err
    assert "1 处警告" in said.out


def test_check_says_what_is_wrong_with_the_template_that_is_used_by_default(briefing: Briefing, few: Path) -> None:
    (few / "briefing.yaml").write_text("template: profile\n", encoding="utf-8")
    body = few / "templates/profile/body.md.j2"
    body.write_text(body.read_text("utf-8") + "\n共12项。\n", encoding="utf-8")
    said = briefing("check", "--workspace", str(few))
    assert said.code == 1
    assert said.err.count("“12”没有出处") == 1


@pytest.mark.parametrize(
    ("recipe", "said"),
    [
        ("settings: {目录: 也许}", "briefing.yaml 第 5 行 “settings”：方案“月报”：参数“目录”写的是“也许”。"),
        ("settings: {目录录: 是}", "模板没有参数“目录录”。"),
        ("template: 对标分析", "方案“月报”：模板“benchmark”（对标分析）要有本地城市。"),
        ("home: 武汉,三门峡", "方案“月报”：未找到城市“武汉,三门峡”"),
        ("cities: [天河区]\n  themes: [纳税服务]", "方案“月报”：天河区在主题纳税服务下没有数据"),
        ("template: profile", ""),
        ("cities: 武汉、三门峡\n  themes: 融资\n  home: 武汉", ""),
    ],
)
def test_what_generate_says_of_a_recipe_check_has_said(briefing: Briefing, few: Path, recipe: str, said: str) -> None:
    text = f"recipes:\n- name: 周报\n  template: onepager\n- name: 月报\n  {recipe}\n"
    (few / "briefing.yaml").write_text(text, encoding="utf-8")
    here = ("--workspace", str(few))
    checked = briefing("check", *here)
    made = briefing("generate", "--recipe", "月报", "--format", "md", *here)
    assert (checked.code == 0) is (made.code == 0) is (said == "")
    assert said in checked.err
    assert len(checked.err.splitlines()) == (2 if said else 0)


LUOYANG = """
city: {name: 洛阳市}
sources:
  - {id: luoyang-monthly, title: 洛阳市月度数据, publisher: 洛阳市营商中心}
facts:
  - {id: luoyang.a, indicator: entities, value: 82, unit: 万户, printed: 82万户, period: 2023年末, paragraph: 1}
  - {id: luoyang.b, indicator: entities, value: 81, unit: 万户, printed: 81万户, period: 2024年末, paragraph: 1}
practices:
  - id: luoyang.reform
    name: 登记改革
    theme: services
    text: 推行登记改革，经营主体增至{最新:经营主体}。
    paragraph: 1
"""


def test_the_latest_figure_is_printed_and_a_sentence_that_it_turns_is_told(briefing: Briefing, few: Path) -> None:
    indicators = "indicators:\n  - {id: entities, name: 经营主体, theme: services, family: count}\n"
    (few / "data/indicators/monthly.yaml").write_text(indicators, encoding="utf-8")
    path = few / "data/cities/luoyang.yaml"
    path.write_text(LUOYANG, encoding="utf-8")
    here = ("--workspace", str(few))
    words = ("generate", "--city", "洛阳", "--theme", "政务服务", "--format", "md", "--date", "2026-11-22")
    said = "“luoyang.reform”说“增至”，所引的数据（2024年末，81万户）却比之前的数据（2023年末，82万户）少。"
    made = briefing(*words, "--out", str(few / "output"), *here)
    assert (made.code, said in made.err) == (0, True)
    assert "经营主体增至81万户" in next((few / "output").glob("*/*.md")).read_text("utf-8")
    path.write_text(LUOYANG.replace("最新:经营主体", "最新:经营主休"), encoding="utf-8")
    wrong = briefing(*words, *here)
    assert wrong.code == 1
    assert f"{path} 第 9 行" in wrong.err
    assert "未找到指标“经营主休”，您是不是要找“经营主体”？" in wrong.err
