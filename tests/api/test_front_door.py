"""`import briefing` gives out what a command does, loads nothing before it is used, and needs no workspace on disk."""

from __future__ import annotations

import datetime
import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from inspect import signature
from pathlib import Path

import pytest

import briefing
from briefing.bundle.contents import COLUMNS
from briefing.bundle.manifest import read_manifest
from briefing.cli import (
    chart,
    generate,
    memo_attach,
    memo_mail,
    memo_new,
    memo_pack,
    template,
    template_adopt,
    template_exchange,
)
from briefing.cli.app import run
from briefing.pipeline import STAGES
from briefing.version import VERSION
from tests import builders
from tests.builders import fact, practice

ROOT = Path(__file__).parents[2]
HEAVY = ("lxml", "matplotlib", "docx", "jinja2", "yaml", "PIL", "markdown_it", "typer", "rich", "pypdf", "platformdirs")


@pytest.fixture(autouse=True)
def _somewhere(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, with charts kept from test to test."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "charts"))


@pytest.fixture
def workspace() -> briefing.Workspace:
    """The built-in one."""
    return briefing.Workspace.open(ROOT)


def _modules(code: str) -> set[str]:
    """The top-level packages that are loaded once the code has run in a process of its own."""
    command = [sys.executable, "-c", f"{code}\nimport sys, json; print(json.dumps(list(sys.modules)))"]
    loaded = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    return {name.partition(".")[0] for name in loaded}


def test_importing_it_loads_nothing_heavy() -> None:
    """Nor does naming what it gives out, as an editor does; what it would load is there to be loaded."""
    light = _modules("import briefing; dir(briefing); briefing.Workspace.open; briefing.Problem; briefing.Fact")
    assert light.isdisjoint(HEAVY)
    assert _modules("import briefing; briefing.generate") >= {"yaml", "jinja2"}


def test_every_name_that_it_gives_out_is_there() -> None:
    assert set(briefing.__all__) <= set(dir(briefing))
    assert all(getattr(briefing, name).__name__ == name for name in briefing.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = briefing.nothing


def test_no_room_takes_the_place_of_a_name() -> None:
    """Importing a room sets it on the package: a function of that name would be gone."""
    rooms = {path.stem for path in (ROOT / "briefing").iterdir()}
    assert rooms.isdisjoint(briefing.__all__)


def test_a_briefing_is_the_one_that_the_command_line_writes(workspace: briefing.Workspace) -> None:
    """The same files, byte for byte, and each of them alone."""
    words = ["--city", "武汉,三门峡", "--theme", "政务服务", "--date", "2026-11-22", "--issue", "3"]
    assert run(["generate", *words, "--workspace", str(ROOT), "--out", "一", "--set", "编发单位=某市营商办"]) == 0
    told: list[str] = []
    made = briefing.generate(
        workspace,
        cities=["武汉", "三门峡"],
        themes="政务服务",
        date="2026年11月22日",
        issue=3,
        settings={"编发单位": "某市营商办"},
        progress=told.append,
    )
    bundle = made.save("二", progress=told.append)
    assert [stage for stage in told if stage in STAGES] == list(STAGES)
    [folder] = Path("一").iterdir()
    files = {name: (bundle.folder / name).read_bytes() for name in bundle.files}
    assert files == {name: (folder / name).read_bytes() for name in bundle.files}
    assert made.docx() == files[f"{made.title}.docx"]
    assert made.markdown().encode() == files[f"{made.title}.md"]
    assert made.files("md") == {name: data for name, data in files.items() if name.endswith((".md", ".png"))}


def test_its_facts_are_the_rows_of_its_table(workspace: briefing.Workspace) -> None:
    """With numbers as numbers, but for ranges."""
    made = briefing.generate(workspace, cities="武汉", themes="政务服务")
    rows = made.facts()
    assert all(list(row) == list(COLUMNS) for row in rows)
    stated = {row["编号"]: row["数值"] for row in rows if row["类别"] == "原文"}
    assert stated["wuhan.one-stop-items"] == Decimal(104)
    assert len(stated) == made.counts[0] == len(read_manifest(made.save().folder).facts)
    everything = briefing.generate(workspace).facts()
    ranges = [row["数值"] for row in everything if row["类别"] == "原文" and not isinstance(row["数值"], Decimal)]
    assert all(isinstance(value, str) and "~" in value for value in ranges)


def test_its_counts_are_what_it_holds(workspace: briefing.Workspace) -> None:
    made = briefing.generate(workspace, cities="武汉、三门峡", themes="政务服务")
    manifest = read_manifest(made.save().folder)
    text = made.markdown().splitlines()
    pictures = sum(path.endswith(".png") for path in manifest.files)
    tables = sum(line.startswith("**表") for line in text)
    assert made.counts == (len(manifest.facts), pictures, tables, len(manifest.sources))


def test_a_library_made_in_memory_gives_a_briefing_without_any_workspace() -> None:
    """With the built-in templates; the manifest knows no files that its data came from."""
    library = builders.library(
        fact("wuhan.a", 104), fact("sanmenxia.a", 96), practice("wuhan.b", text="推行“一事联办”{wuhan.a}。")
    )
    made = briefing.generate(library, date="2026-11-22")
    assert "104" in made.markdown()
    assert made.docx()[:2] == b"PK"
    alone = briefing.generate(library, cities="三门峡", date="2026-11-22")
    assert "104" not in alone.markdown()
    versions = json.loads((made.save().folder / "manifest.json").read_bytes())["versions"]
    assert versions["data"] == ""
    with pytest.raises(briefing.UsageError, match="洛阳"):
        briefing.generate(library, cities="洛阳")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"cities": "武汗"}, "武汉市"),
        ({"themes": "没有"}, "没有"),
        ({"template": "没有"}, "没有"),
        ({"recipe": "没有"}, "没有"),
        ({"date": "昨天"}, "2026-11-22"),
        ({"issue": 0}, "期号"),
        ({"title": " "}, "标题"),
        ({"settings": {"编发单位": "甲\n乙"}}, "编发单位"),
        ({"layout": briefing.Layout(start_page=0)}, "页码"),
        ({"home": "武汉", "cities": "武汉"}, "对标"),
    ],
)
def test_what_cannot_be_meant_is_raised_with_its_problems(
    workspace: briefing.Workspace, asked: dict[str, object], words: str
) -> None:
    with pytest.raises(briefing.UsageError) as raised:
        briefing.generate(workspace, **asked)  # type: ignore[arg-type]
    assert words in str(raised.value.problems[0])


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"issue": "三"}, "期号“三”不对"),
        ({"issue": 3.5}, "参数 issue 不能是 3.5。可以是：整数、文字、None。"),
        ({"issue": True}, "参数 issue 不能是 True"),
        ({"cities": [5]}, "参数 cities 不能是 [5]"),
        ({"settings": {"目录": 1.5}}, "可以是：字典（值是文字、整数、True 或 False）、None。"),
        ({"layout": briefing.Layout(number="3")}, "参数 number 不能是 '3'"),  # type: ignore[arg-type]
        ({"date": 20261122}, "可以是：日期、文字、None。"),
    ],
)
def test_a_value_of_another_type_is_refused_with_what_may_be_given(
    workspace: briefing.Workspace, asked: dict[str, object], words: str
) -> None:
    with pytest.raises(briefing.UsageError) as raised:
        briefing.generate(workspace, **asked)  # type: ignore[arg-type]
    assert words in str(raised.value)


def test_every_function_refuses_whatever_it_cannot_take_before_it_does_anything() -> None:
    """As do the methods that are given anything."""
    methods = (
        *((briefing.Briefing, name) for name in ("files", "save")),
        *((briefing.Workspace, name) for name in ("library", "template")),
        *((briefing.Charts, name) for name in ("picture", "png", "svg")),
    )
    functions = [getattr(briefing, name) for name in briefing.__all__ if name.islower()]
    assert len(functions) > 20
    for function in (*functions, *(getattr(owner, name) for owner, name in methods), briefing.Workspace.open):
        given = {name: object() for name in signature(function).parameters}
        with pytest.raises(briefing.UsageError) as raised:
            function(**given)
        told = [problem.message.split()[1] for problem in raised.value.problems]
        assert told == [name for name in given if name != "self"], function


def test_none_means_all_and_cities_and_themes_stand_for_their_names(workspace: briefing.Workspace) -> None:
    themes = workspace.catalogue().themes
    whole = briefing.generate(workspace, cities=None, themes=None, date="2026-11-22")
    assert whole.document == briefing.generate(workspace, date="2026-11-22").document
    known = {city.name: city for city in workspace.cities()}
    pair = [known["武汉市"], known["三门峡市"]]
    moment = datetime.datetime(2026, 11, 22, 8, 30)
    given = briefing.generate(workspace, cities=pair, themes=themes["services"], home=pair[0], date=moment)
    typed = briefing.generate(workspace, cities="武汉、三门峡", themes="政务服务", home="武汉", date="2026-11-22")
    assert given.document == typed.document
    assert workspace.library(pair[0]) == workspace.library("武汉")
    drawn = briefing.chart("改革前后", workspace, cities=pair[0], themes=[themes["services"]])
    with pytest.raises(briefing.UsageError, match=f"没有序号为 {len(drawn)} 的图。共 {len(drawn)} 幅"):
        drawn.png(len(drawn))
    assert drawn.png(len(drawn) - 1)
    with pytest.raises(briefing.UsageError, match="gif"):
        drawn.picture(0, ("gif",))


def test_a_parameter_is_given_as_what_it_is(workspace: briefing.Workspace) -> None:
    said = {True: "是", False: "否"}
    for flag, word in said.items():
        given, typed = (
            briefing.generate(workspace, cities="武汉", date="2026-11-22", settings={"目录": value})
            for value in (flag, word)
        )
        assert given.document == typed.document


def test_the_same_briefing_in_another_format_joins_its_folder(workspace: briefing.Workspace) -> None:
    made = briefing.generate(workspace, cities="武汉", themes="政务服务", date="2026-11-22")
    made.save(formats="md")
    bundle = made.save(formats="html")
    endings = {path.suffix for path in bundle.folder.iterdir()}
    assert {".md", ".html"} <= endings
    assert (bundle.replaced, ".docx" in endings) == (True, False)
    assert read_manifest(bundle.folder).request["formats"] == ["md", "html"]
    made.save(formats="md")
    assert {path.suffix for path in bundle.folder.iterdir()} == endings
    made.save(formats="md", force=True)
    assert ".html" not in {path.suffix for path in bundle.folder.iterdir()}
    other = briefing.generate(
        workspace, cities="武汉", themes="政务服务", date="2026-11-22", settings={"编发单位": "甲办"}
    )
    with pytest.raises(briefing.BriefingError, match=r"参数“编发单位”.*force=True"):
        other.save(formats="html")


def test_it_says_its_version_and_a_briefing_its_title_in_a_line(workspace: briefing.Workspace) -> None:
    assert briefing.__version__ == VERSION
    made = briefing.generate(workspace, cities="武汉")
    assert made.title in repr(made)
    assert len(repr(made)) < 100
    assert pickle.loads(pickle.dumps(briefing.generate)) is briefing.generate


def test_a_format_that_there_is_not_is_refused_and_nothing_written(workspace: briefing.Workspace) -> None:
    with pytest.raises(briefing.UsageError, match="doc"):
        briefing.generate(workspace, cities="武汉").save("出", formats="doc")
    assert not Path("出").exists()


def test_a_workspace_tells_what_it_holds_and_what_is_wrong_with_it(
    workspace: briefing.Workspace, tmp_path: Path
) -> None:
    assert [city.name for city in workspace.cities()] == ["三门峡市", "武汉市", "天河区"]
    assert list(workspace.library("天河").records) == ["tianhe"]
    shutil.copytree(ROOT / "data", tmp_path / "own/data")
    (tmp_path / "own/data/cities/tianhe.yaml").write_text("city: {name: 天河区}\nfacts: 3\n", encoding="utf-8")
    own = briefing.Workspace.open(tmp_path / "own")
    [problem] = briefing.check(own)
    assert "tianhe.yaml" in str(problem)
    with pytest.raises(briefing.BriefingError, match="tianhe"):
        own.library()
    with pytest.raises(briefing.UsageError, match="不是工作区"):
        briefing.Workspace.open(tmp_path)


def test_without_a_path_the_nearest_workspace_upwards_is_opened_else_the_built_in_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert briefing.Workspace.open().path == ROOT
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "a/b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a/b")
    assert briefing.Workspace.open().path == tmp_path


def test_a_chart_is_shown_in_a_notebook_and_gives_its_bytes(workspace: briefing.Workspace) -> None:
    drawn = briefing.chart("改革前后", workspace, cities="武汉", themes="政务服务")
    assert drawn._repr_png_() == drawn.png() == drawn.png(0)
    assert drawn.png().startswith(b"\x89PNG")
    assert b"<svg" in drawn.svg()
    assert len(drawn) == len(drawn.items) > 0
    with pytest.raises(briefing.UsageError):
        briefing.chart("trend", workspace.library("武汉"))


def test_lint_gives_problems_of_which_only_what_is_required_is_an_error(workspace: briefing.Workspace) -> None:
    Path("好.docx").write_bytes(briefing.generate(workspace, cities="武汉", themes="政务服务").docx())
    assert [problem for problem in briefing.lint("好.docx") if problem.severity == "error"] == []
    page = briefing.generate(workspace, cities="武汉", themes="政务服务", template="onepager")
    Path("一页.docx").write_bytes(page.docx())
    found = briefing.lint("一页.docx")
    assert {problem.severity for problem in found} >= {"error"}
    assert all(problem.location.file == "一页.docx" and problem.hint for problem in found)
    assert briefing.lint("一页.docx", profile="普通") != found
    with pytest.raises(briefing.UsageError, match="公文"):
        briefing.lint("一页.docx", profile="公函文")


RENAMED = {"city": "cities", "theme": "themes", "format": "formats", "setting": "settings"}
"""Options that may be used several times are plural in Python."""
ELSEWHERE = {
    generate.generate: {"folder", "no_cache", *signature(briefing.Briefing.save).parameters, "svg"}
    | {"attachment", *signature(briefing.Layout).parameters},
    chart.chart: {"folder", "format", "out", "force"},
    template_adopt.adopt: {"folder", "yes", "dry_run", "preview"},
}
"""Parameters of a command that Python takes elsewhere: the workspace, what is saved and asked, how it is laid out."""


@pytest.mark.parametrize(
    ("command", "function"),
    [
        (generate.generate, briefing.generate),
        (chart.chart, briefing.chart),
        (memo_new.new, briefing.memo_new),
        (memo_attach.attach, briefing.memo_attach),
        (memo_mail.mail, briefing.memo_mail),
        (memo_pack.pack, briefing.memo_pack),
        (template.new, briefing.template_new),
        (template.diff, briefing.template_diff),
        (template.rename, briefing.template_rename),
        (template_adopt.adopt, briefing.template_adopt),
        (template_exchange.export, briefing.template_export),
        (template_exchange.import_, briefing.template_import),
    ],
)
def test_what_a_command_can_be_asked_a_function_can_by_the_same_name(
    command: Callable[..., None], function: Callable[..., object]
) -> None:
    asked = set(signature(command).parameters) - ELSEWHERE.get(command, {"folder"})
    assert {RENAMED.get(name, name) for name in asked} <= set(signature(function).parameters)


def test_a_workspace_is_begun_and_a_figure_explained_as_the_commands_do(capsys: pytest.CaptureFixture[str]) -> None:
    own = briefing.init("我的")
    assert (own.path, briefing.check(own)) == (Path("我的"), [])
    with pytest.raises(briefing.UsageError, match="已经有文件"):
        briefing.init("我的")
    assert run(["explain", "wuhan.one-stop-items", "--workspace", "我的"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [f"{name}：{value}" for name, value in briefing.explain("wuhan.one-stop-items", own)] == lines
    (own.path / "notes").mkdir()
    (own.path / "notes/批示.md").write_text("12月底前办结。\n", encoding="utf-8")
    assert dict(briefing.explain("notes/批示.md", own))["内容"] == "12月底前办结。"
    assert dict(briefing.explain("编发单位", own))["性质"] == "手填，由人写定，照所写印出，没有来源"
    for other in ("notes/无.md", "notes/../briefing.yaml"):
        with pytest.raises(briefing.UsageError, match="没有编号为"):
            briefing.explain(other, own)
    with pytest.raises(briefing.UsageError, match="nothing"):
        briefing.explain("wuhan.nothing", own)


def test_a_line_of_a_template_is_tried_on_the_data() -> None:
    """With a template's parameters; a mistake is told at its line, a warning kept."""
    library = builders.library(fact("wuhan.items", 104), fact("tianhe.items", 3), practice("wuhan.joint"))
    lines = briefing.Template("bulletin", library, settings={"编发单位": "某办"})
    assert (
        lines.render_line("{{ 编发单位 }}：{% for city in cities %}{{ value('items') }}，{% endfor %}")
        == "某办：104项，3项，"
    )
    assert lines.problems == ()
    assert lines.render_line("{{ value('items', '武汉', period=2023) }}") == "未收录"
    assert [problem.message for problem in lines.problems] == ["没有收录武汉市2023年的“items”，印作“未收录”。"]
    with pytest.raises(briefing.BriefingError, match=r"这一行 第 2 行：未找到城市“武汗”.*\n.*“104”没有出处"):
        lines.render_line("\n{{ value('items', '武汗') }}\n\n共104项")
    assert briefing.Template("bulletin", library, home="天河区").render_line("{{ value('items') }}") == "3项"
    dated = briefing.Template("bulletin", library, date="2026-03-10", issue=3)
    assert dated.render_line("{{ date.year }}年{{ issue }}") == "2026年第3期"
    table = '{{ table(rows=cities, columns=["items"], title="各地") }}'
    told = dated.render_line(f'见{{{{ ref("各地") }}}}。\n\n{table}')
    assert told == "见表1。\n各地\n城市｜items\n武汉市｜104项\n天河区｜3项"
    with pytest.raises(briefing.BriefingError, match="引用的图表“没有”不在文中"):
        dated.render_line('{{ ref("没有") }}')
    assert dated.render_line("{% if true %}甲{% endif %}\n\n乙") == "甲\n乙"
    with pytest.raises(briefing.UsageError, match="没有名为“没有的模板”的模板"):
        briefing.Template("没有的模板", library)


def test_a_line_is_tried_with_the_settings_and_the_notes_of_its_workspace() -> None:
    own = briefing.init("我的")
    (own.path / "briefing.yaml").write_text("settings: {编发单位: 我市营商办}\ncities: [武汉]\n", encoding="utf-8")
    (own.path / "notes").mkdir(exist_ok=True)
    (own.path / "notes/说明.md").write_text("以上为初步情况。\n", encoding="utf-8")
    lines = briefing.Template(workspace=own)
    assert isinstance(lines, briefing.Template)
    said = lines.render_line(
        '{{ 编发单位 }}，{% for city in cities %}{{ city.short }}{% endfor %}。\n\n{{ manual("说明") }}'
    )
    assert said == "我市营商办，武汉。\n以上为初步情况。"
    assert briefing.Template(workspace=own, settings={"编发单位": "某办"}).render_line("{{ 编发单位 }}") == "某办"
    with pytest.raises(briefing.UsageError):
        briefing.Template(workspace=own, cities=3)  # type: ignore[arg-type]
