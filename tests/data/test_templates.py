"""Templates rest on each other, and none of their files leads out of the templates folders."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from briefing.data.template_folders import DEEPEST, read_template, read_templates
from briefing.errors import BriefingError, Severity, UsageError
from briefing.model.template import ChartOptions, NumberOptions, OrderOptions, Parameter, WordingOptions

BASE = """title: 底
description: 说明
ending: 底报
needs: [home]
fonts: {body: 宋体, head: 黑体}
charts: {colors: {武汉: "#004C8B", 三门峡: "#e69340"}, size: 中, black_and_white: true}
numbers: {units: {贷款余额: 亿元}, digits: 1}
wording: {home: 我市, office: 市营商办}
order: {themes: [政务服务], cities: [武汉]}
parameters:
  - {name: 编发单位, default: 甲办, description: 单位}
  - {name: 密级, type: 选项, options: [内部, 公开], default: 内部}
"""


def written(root: Path, **texts: str) -> Path:
    """A templates folder in which each template has that description."""
    for name, text in texts.items():
        (root / name).mkdir(parents=True, exist_ok=True)
        (root / name / "template.yaml").write_text(text, encoding="utf-8")
    return root


def told(name: str, *roots: Path) -> list[str]:
    """Everything that is wrong with the template, each with the end of its place."""
    with pytest.raises(BriefingError) as error:
        read_template(name, roots)
    assert not isinstance(error.value, UsageError)
    return [str(problem).replace(f"{roots[0]}/", "") for problem in error.value.problems]


def by_name(*parameters: Parameter) -> dict[str, Parameter]:
    return {item.name: item for item in parameters}


def test_the_example_of_the_page_on_templates_is_sound(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs/templates.md").read_text(encoding="utf-8")
    example = re.search(r"(^    title: .*?)\n\n", page, re.M | re.S)
    assert example
    own = re.sub("^    ", "", example[1], flags=re.M)
    found = read_template("甲", [written(tmp_path, 周报=BASE, 甲=own)])
    assert by_name(*found.parameters)["编发单位"] == Parameter(
        name="编发单位", default="江岸区营商办", description="单位"
    )


def test_what_a_template_does_not_say_is_its_base(tmp_path: Path) -> None:
    root = written(tmp_path, base=BASE, 甲="title: 甲\nbase: base\n")
    (root / "base/shell.docx").write_bytes(b"x")
    found, base = read_template("甲", [root]), read_template("base", [root])
    assert found.title == "甲"
    for key in (
        "description",
        "ending",
        "needs",
        "fonts",
        "charts",
        "numbers",
        "wording",
        "order",
        "parameters",
        "shell",
    ):
        assert getattr(found, key) == getattr(base, key) != type(getattr(found, key))(), key
    assert [item.id for item in found.lineage] == ["甲", "base"]
    assert base.base is None


def test_what_it_says_itself_holds(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        base=BASE,
        甲="title: 甲\nbase: base\ndescription: 别的\nneeds: []\nending: 甲报\n"
        "fonts: {body: 仿宋}\ncharts: {colors: {武汉: '#111111'}}\nnumbers: {units: {地区生产总值: 亿元}}\n"
        "wording: {home: 本市}\norder: {themes: []}\n",
    )
    for name in ("base", "甲"):
        (root / name / "shell.docx").write_bytes(b"x")
    found = read_template("甲", [root])
    assert (found.description, found.ending, found.needs) == ("别的", "甲报", ())
    assert found.fonts == {"body": "仿宋", "head": "黑体"}
    assert found.charts == ChartOptions(
        colors={"武汉": "#111111", "三门峡": "#e69340"}, size="中", black_and_white=True
    )
    assert found.numbers == NumberOptions(units={"贷款余额": "亿元", "地区生产总值": "亿元"}, digits=1)
    assert found.wording == WordingOptions(home="本市", office="市营商办")
    assert found.order == OrderOptions(cities=("武汉",))
    assert found.shell == root / "甲/shell.docx"


@pytest.mark.parametrize("colour", ["红", "#12345", "#1234567", "004c8b", "#00gg00", ""])
def test_a_colour_is_six_digits_in_quotation_marks(tmp_path: Path, colour: str) -> None:
    [problem] = told("甲", written(tmp_path, 甲=f'title: 甲\ncharts:\n  colors: {{武汉: "{colour}"}}\n'))
    assert problem.startswith("甲/template.yaml 第 3 行 “colors”")
    assert f"的“colors”里，“武汉”写的是“{colour}”。" in problem
    assert '应为“城市: "#004c8b"”的一组，颜色是六位十六进制数，要加引号' in problem


def test_colours_that_stand_where_they_stood_before_are_told_their_new_place(tmp_path: Path) -> None:
    [problem] = told("甲", written(tmp_path, 甲='title: 甲\ncolors: {武汉: "#004c8b"}\n'))
    assert problem == (
        '甲/template.yaml 第 2 行 “colors”：城市的颜色移到了 charts 下面。请写作 charts: {colors: {武汉: "#004c8b"}}。'
    )


@pytest.mark.parametrize(
    ("written_", "hint"),
    [
        ("charts: 大", "应为一组“键: 值”"),
        ("charts: {size: 巨}", "应为下列之一：大、中、小"),
        ("charts: {colour: 红}", "没有“colour”这个键"),
        ("numbers: {digits: 5}", "应为0 至 4 的整数"),
        ("numbers: {digits: -1}", "应为0 至 4 的整数"),
        ("numbers: {units: 亿元}", "应为“指标: 单位”的一组"),
        ("wording: {home: }", ""),
        ("order: {themes: {政务服务: 1}}", "“themes”写的是"),
    ],
)
def test_a_mistake_within_a_group_is_told_at_its_key(tmp_path: Path, written_: str, hint: str) -> None:
    root = written(tmp_path, 甲=f"title: 甲\n{written_}\n")
    if hint:
        [problem] = told("甲", root)
        assert hint in problem
        assert "第 2 行" in problem
    else:
        assert read_template("甲", [root]).wording == WordingOptions()


@pytest.mark.parametrize("digits", [0, 4])
def test_none_and_four_decimals_may_be_asked_for(tmp_path: Path, digits: int) -> None:
    root = written(tmp_path, 甲=f"title: 甲\nnumbers: {{digits: {digits}}}\n")
    assert read_template("甲", [root]).numbers.digits == digits


def test_two_cities_cannot_have_one_colour(tmp_path: Path) -> None:
    """However it is written."""
    text = 'title: 甲\ncharts: {colors: {武汉: "#aabbcc", 三门峡: "#AABBCC"}}\n'
    assert told("甲", written(tmp_path, 甲=text)) == [
        "甲/template.yaml 第 2 行 “charts”：“武汉”和“三门峡”用了同一种颜色 #aabbcc。请换一种，否则图里分不清。"
    ]


def test_a_parameter_of_the_same_name_changes_what_it_writes_and_a_new_one_comes_last(tmp_path: Path) -> None:
    own = "title: 甲\nbase: base\nparameters:\n  - {name: 联系人}\n  - {name: 密级, default: 公开}\n"
    found = read_template("甲", [written(tmp_path, base=BASE, 甲=own)]).parameters
    assert [item.name for item in found] == ["编发单位", "密级", "联系人"]
    assert by_name(*found)["密级"] == Parameter(name="密级", type="选项", options=("内部", "公开"), default="公开")
    assert by_name(*found)["编发单位"].description == "单位"


def test_a_type_written_anew_has_no_options_of_the_old(tmp_path: Path) -> None:
    own = "title: 甲\nbase: base\nparameters:\n  - {name: 密级, type: 文字, default: 绝密}\n"
    found = by_name(*read_template("甲", [written(tmp_path, base=BASE, 甲=own)]).parameters)
    assert found["密级"] == Parameter(name="密级", default="绝密")


def test_what_the_base_gets_later_reaches_it_through_a_chain(tmp_path: Path) -> None:
    root = written(tmp_path, base=BASE, 甲="title: 甲\nbase: base\n", 乙="title: 乙\nbase: 甲\n")
    written(root, base=BASE.replace("甲办", "乙办") + "  - {name: 抄送, default: 丙}\n")
    found = by_name(*read_template("乙", [root]).parameters)
    assert found["编发单位"].default == "乙办"
    assert found["抄送"].default == "丙"


def test_the_workspaces_own_base_comes_before_the_built_in_one(tmp_path: Path) -> None:
    mine = written(tmp_path / "mine", base=BASE.replace("甲办", "我办"), 甲="title: 甲\nbase: base\n")
    built_in = written(tmp_path / "builtin", base=BASE, other="title: 别\n")
    found = read_template("甲", [mine, built_in])
    assert found.base and found.base.folder == mine / "base"
    assert by_name(*found.parameters)["编发单位"].default == "我办"
    written(mine, 甲="title: 甲\nbase: other\n")
    found = read_template("甲", [mine, built_in])
    assert found.base and found.base.folder == built_in / "other"


def test_a_missing_base_is_told_at_its_line_with_the_nearest(tmp_path: Path) -> None:
    root = written(tmp_path, bulletin="title: 底\n", 甲="title: 甲\n\nbase: bulletn\n")
    assert told("甲", root) == [
        "甲/template.yaml 第 3 行 “base”：没有名为“bulletn”的模板，不能作底本。您是不是要找“bulletin”？"
    ]


@pytest.mark.parametrize("name", ["..", "../base", "/etc", "_parts", ".", "base/"])
def test_a_base_is_a_name_and_no_way_elsewhere(tmp_path: Path, name: str) -> None:
    root = written(tmp_path / "templates", base=BASE, _parts=BASE, 甲=f"title: 甲\nbase: {name}\n")
    (tmp_path / "template.yaml").write_text(BASE, encoding="utf-8")
    [problem] = told("甲", root)
    assert f"没有名为“{name}”的模板" in problem
    with pytest.raises(UsageError):
        read_template(name, [root])


@pytest.mark.parametrize(
    ("bases", "way", "line"),
    [
        ({"甲": "甲"}, "甲 → 甲", "甲"),
        ({"甲": "乙", "乙": "丙", "丙": "甲"}, "甲 → 乙 → 丙 → 甲", "丙"),
        ({"甲": "乙", "乙": "丙", "丙": "乙"}, "乙 → 丙 → 乙", "丙"),
    ],
)
def test_a_circle_of_bases_is_told_where_it_closes(tmp_path: Path, bases: dict[str, str], way: str, line: str) -> None:
    root = written(tmp_path, **{name: f"title: {name}\nbase: {base}\n" for name, base in bases.items()})
    [problem] = told("甲", root)
    assert problem.startswith(f"{line}/template.yaml 第 2 行 “base”：底本绕成了一圈：{way}。")


def test_bases_that_go_too_deep_are_told(tmp_path: Path) -> None:
    names = [f"t{number}" for number in range(DEEPEST + 2)]
    chain = {name: f"title: a\nbase: {below}\n" for name, below in pairwise(names)}
    root = written(tmp_path, **chain, **{names[-1]: "title: a\n"})
    assert len(read_template("t1", [root]).lineage) == DEEPEST + 1
    [problem] = told("t0", root)
    assert problem.startswith(f"t{DEEPEST}/template.yaml 第 2 行")
    assert "一层套一层" in problem


def test_what_is_wrong_below_and_above_is_told_together(tmp_path: Path) -> None:
    root = written(
        tmp_path,
        base="title: 底\nparameters:\n  - {name: 甲, type: 整树}\n",
        甲="title: 甲\nbase: base\nparameters:\n  - {name: 乙}\n  - {name: 乙}\n",
    )
    first, second = told("甲", root)
    assert first.startswith("甲/template.yaml 第 5 行")
    assert second.startswith("base/template.yaml 第 3 行")


def test_a_default_that_the_base_does_not_allow_is_told_where_it_is_written(tmp_path: Path) -> None:
    own = "title: 甲\nbase: base\nparameters:\n  - name: 密级\n    default: 绝密\n"
    [problem] = told("甲", written(tmp_path, base=BASE, 甲=own))
    assert problem.startswith("甲/template.yaml 第 4 行")
    assert "应为下列之一：内部、公开" in problem


def test_a_template_without_a_base_has_what_it_says_alone(tmp_path: Path) -> None:
    root = written(tmp_path, base=BASE, 甲="title: 甲\nparameters:\n  - {name: 乙}\n")
    found = read_template("甲", [root])
    assert (found.base, found.shell, found.ending, found.needs, dict(found.fonts)) == (None, None, "", (), {})
    assert [item.name for item in found.parameters] == ["乙"]


def test_those_that_can_be_read_are_not_lost_with_the_others(tmp_path: Path) -> None:
    root = written(tmp_path, base=BASE, 甲="title: 甲\nbase: 无\n", 乙="title: 乙\nbase: 甲\n", 丙="title: 丙\n")
    found, problems = read_templates([root])
    assert [item.id for item in found] == ["base", "丙"]
    assert len(problems) == 1  # that 乙 rests on 甲 is not told again


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A template that lies elsewhere."""
    folder = written(tmp_path / "elsewhere", secret=BASE) / "secret"
    (folder / "shell.docx").write_bytes(b"secret")
    return folder


@pytest.mark.parametrize("file", ["template.yaml", "shell.docx"])
def test_a_file_that_leads_out_of_the_folders_is_refused(tmp_path: Path, outside: Path, file: str) -> None:
    root = written(tmp_path / "templates", 甲=BASE, 乙="title: 乙\nbase: 甲\n")
    (root / "甲" / file).unlink(missing_ok=True)
    (root / "甲" / file).symlink_to(outside / file)
    for name in ("甲", "乙"):
        [problem] = told(name, root)
        assert problem.startswith(f"甲/{file}：这是链接，指向模板文件夹之外")


def test_a_folder_that_leads_out_is_refused(tmp_path: Path, outside: Path) -> None:
    root = written(tmp_path / "templates", 甲=BASE)
    (root / "乙").symlink_to(outside)
    [problem] = told("乙", root)
    assert "模板文件夹之外" in problem


def test_a_link_within_the_folders_and_a_folder_that_is_itself_linked_are_fine(tmp_path: Path) -> None:
    real = written(tmp_path / "real", 甲=BASE, 乙="title: 乙\n")
    (real / "甲/shell.docx").write_bytes(b"x")
    (real / "乙/shell.docx").symlink_to(real / "甲/shell.docx")
    (tmp_path / "templates").symlink_to(real)
    root = tmp_path / "templates"
    assert read_template("乙", [root]).shell == root / "乙/shell.docx"


@pytest.mark.parametrize("target", ["nowhere", "shell.docx"])
def test_a_link_to_nothing_is_no_missing_shell(tmp_path: Path, target: str) -> None:
    """Else the briefing would come out in another office's letterhead."""
    root = written(tmp_path, 甲=BASE)
    (root / "甲/shell.docx").symlink_to(target)
    assert told("甲", root)[0].startswith("甲/shell.docx：")


def test_a_shell_that_is_no_file_is_told(tmp_path: Path) -> None:
    root = written(tmp_path, 甲=BASE)
    (root / "甲/shell.docx").mkdir()
    assert told("甲", root) == ["甲/shell.docx：这不是普通文件，不能用。请换成一个文件，或删去它。"]


@pytest.mark.parametrize("name", ["Shell.docx", "shell.docx.docx", "版式.docx", "SHELL.DOC", "shell.dotx"])
def test_a_shell_that_is_misnamed_is_told_with_the_right_name(tmp_path: Path, name: str) -> None:
    root = written(tmp_path, 底=BASE, 甲="title: 甲\nbase: 底\n")
    (root / "底/shell.docx").write_bytes(b"x")
    (root / "甲" / name).write_bytes(b"y")
    [problem] = read_template("甲", [root]).doubts
    rename = "改名为" if name.lower().endswith("docx") else "用 Word 另存为"
    assert problem.severity is Severity.WARNING
    assert str(problem) == (
        f"{root / '甲' / name}：这个 Word 文件没有用作版式：版式文件的名称须是 shell.docx；现在用的是底本“底”的版式。"
        f"请{rename} shell.docx；不用它，就移到别处。"
    )


def test_a_misnamed_shell_of_the_base_is_told_where_the_base_is_used(tmp_path: Path) -> None:
    root = written(tmp_path, 底=BASE, 甲="title: 甲\nbase: 底\n")
    (root / "底/版式.docx").write_bytes(b"x")
    [problem] = read_template("甲", [root]).doubts
    assert "现在用的是程序自带的版式" in problem.message
    (root / "底/shell.docx").write_bytes(b"y")
    [problem] = read_template("甲", [root]).doubts
    assert problem.message == "这个 Word 文件没有用到：版式用的是 shell.docx。"


def test_other_files_beside_a_template_are_nobodys_concern(tmp_path: Path) -> None:
    root = written(tmp_path, 甲=BASE)
    for name in ("shell.docx", "~$shell.docx", ".shell.docx", "说明.txt", "数据.xlsx"):
        (root / "甲" / name).write_bytes(b"x")
    (root / "甲/旧.docx").mkdir()
    assert read_template("甲", [root]).doubts == ()
