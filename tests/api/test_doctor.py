"""Each fault of machine or workspace is named by the check that it concerns, with what mends it; nothing else is."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from briefing.api.doctor import CHECKS, Diagnosis, doctor
from briefing.api.doctor.diagnosis import Health
from briefing.api.doctor.machine import Machine, this_machine
from briefing.api.doctor.machine_checks import ENGLISH, ROOM
from briefing.api.workspace import Workspace

ROOT = Path(__file__).parents[2]
DAY = datetime.date(2026, 11, 22)
NEEDED = ("lxml>=5.3,<7", 'typer>=0.26,<0.28; python_version > "3"')
SETTINGS = "settings: {编发单位: 江岸区营商办}\n"
HEAD = "城市,指标,时期,数值,单位\n"
FRESH = f"{HEAD}武汉市,经营主体,2026年10月,100,万户\n"


def sound(folder: Path) -> Machine:
    """A machine that lacks nothing."""
    return Machine(
        python=(3, 12, 1),
        needed=NEEDED,
        held={"lxml": "6.0.2", "typer": "0.26.0"},
        fonts=frozenset(ENGLISH.values()),
        chart_fonts=True,
        office="/usr/bin/soffice",
        office_version="LibreOffice 24.2.1 (Build:1)",
        encodings={"文字": "UTF-8", "终端": "utf-8", "文件名": "utf-8"},
        temporary=folder,
        cache=folder / "cache",
        free=lambda path: ROOM,
    )


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """A workspace that lacks nothing."""
    (tmp_path / "ws/data").mkdir(parents=True)
    (tmp_path / "ws/briefing.yaml").write_text(SETTINGS, "utf-8")
    (tmp_path / "ws/data/数据.csv").write_text(FRESH, "utf-8")
    return tmp_path


def told(folder: Path, machine: Machine | None = None, day: datetime.date = DAY) -> list[Diagnosis]:
    found = doctor(Workspace(folder / "ws"), out=folder / "output", date=day, machine=machine or sound(folder))
    return [item for item in found if item.level in (Health.NOTE, Health.BAD)]


def test_where_nothing_is_lacking_every_check_says_so_in_a_line(here: Path) -> None:
    found = doctor(Workspace(here / "ws"), out=here / "output", date=DAY, machine=sound(here))
    assert [item.check for item in found] == [name for name, _ in CHECKS]
    assert {item.level for item in found} == {Health.OK}
    assert not (here / "output").exists()


def _blocked(folder: Path) -> Path:
    """A folder in which nothing can be made, whoever asks: its place is taken by a file."""
    (folder / "file").write_bytes(b"")
    return folder / "file"


MACHINES: dict[str, tuple[Callable[[Path], dict[str, Any]], str, Health, str]] = {
    "old Python": (lambda at: {"python": (3, 10, 9)}, "Python", Health.BAD, "安装新的 Python"),
    "not installed": (lambda at: {"needed": None}, "依赖的库", Health.NOTE, "pip install ."),
    "library missing": (
        lambda at: {"held": {"typer": "0.26.0"}},
        "依赖的库",
        Health.BAD,
        'pip install "lxml<7,>=5.3"',
    ),
    "library old": (
        lambda at: {"held": {"typer": "0.26.0", "lxml": "5.2.9"}},
        "依赖的库",
        Health.NOTE,
        "lxml<7,>=5.3",
    ),
    "library new": (
        lambda at: {"held": {"typer": "0.28.0", "lxml": "6"}},
        "依赖的库",
        Health.NOTE,
        "typer<0.28,>=0.26",
    ),
    "no 仿宋": (lambda at: {"fonts": _without("仿宋")}, "公文字体", Health.NOTE, "要字体装上"),
    "no 小标宋": (lambda at: {"fonts": _without("方正小标宋简体")}, "公文字体", Health.NOTE, "template.yaml"),
    "fonts not told": (lambda at: {"fonts": None}, "公文字体", Health.NOTE, "开始—字体"),
    "fonts of charts": (lambda at: {"chart_fonts": False}, "图表字体", Health.BAD, "pip install ."),
    "no LibreOffice": (lambda at: {"office": ""}, "LibreOffice", Health.NOTE, "安装 LibreOffice 7"),
    "LibreOffice dead": (lambda at: {"office_version": ""}, "LibreOffice", Health.NOTE, "重新安装"),
    "LibreOffice old": (lambda at: {"office_version": "LibreOffice 6.4.7"}, "LibreOffice", Health.NOTE, "7 及以上"),
    "text in ASCII": (
        lambda at: {"encodings": {"文字": "ANSI_X3.4-1968"}},
        "编码",
        Health.NOTE,
        "export LC_ALL=C.UTF-8",
    ),
    "console in Latin": (
        lambda at: {"encodings": {"终端": "cp1252"}, "windows": True},
        "编码",
        Health.NOTE,
        "chcp 65001",
    ),
    "names unknown": (lambda at: {"encodings": {"文件名": "mbcs-x"}}, "编码", Health.NOTE, "LC_ALL"),
    "temporary": (lambda at: {"temporary": _blocked(at)}, "写入", Health.BAD, "TMPDIR"),
    "cache": (lambda at: {"cache": _blocked(at)}, "写入", Health.NOTE, "XDG_CACHE_HOME"),
    "no home": (lambda at: {"cache": None}, "写入", Health.NOTE, "HOME"),
    "disk full": (lambda at: {"free": lambda path: ROOM - 1}, "磁盘", Health.NOTE, "清理磁盘"),
}


def _without(name: str) -> frozenset[str]:
    return frozenset(ENGLISH.values()) - {ENGLISH[name]}


@pytest.mark.parametrize("fault", MACHINES)
def test_a_fault_of_the_machine_is_named_with_what_mends_it(here: Path, fault: str) -> None:
    change, check, level, remedy = MACHINES[fault]
    (found,) = told(here, replace(sound(here), **change(here)))
    assert (found.check, found.level) == (check, level)
    assert remedy in found.remedy


def _write(name: str, text: str) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        path = folder / "ws" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    return write


def _template(change: Callable[[Path], object], name: str = "快报", base: str = "onepager") -> Callable[[Path], None]:
    """A template of one's own that has been changed in this way, given its folder."""

    def write(folder: Path) -> None:
        change(Path(shutil.copytree(ROOT / "templates" / base, folder / "ws/templates" / name)))

    return write


def _body(text: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        body = folder / "body.md.j2"
        body.write_text(f"{body.read_text('utf-8')}\n\n{text}\n", "utf-8")

    return change


def _shell(text: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        document = docx.Document(str(folder / "shell.docx"))
        document.paragraphs[0].insert_paragraph_before(text)
        document.save(str(folder / "shell.docx"))

    return change


PLACES: dict[str, tuple[Callable[[Path], object], str, Health, str]] = {
    "output is a file": (lambda at: (at / "output").write_bytes(b""), "写入", Health.BAD, "--out"),
    "killed run": (lambda at: (at / "output/.a.briefing-new").mkdir(parents=True), "中断", Health.NOTE, "删去"),
    "settings no YAML": (_write("briefing.yaml", f"{SETTINGS}cities: [武汉\n"), "设置", Health.BAD, ""),
    "settings unknown": (_write("briefing.yaml", f"{SETTINGS}citys: 武汉\n"), "设置", Health.BAD, "cities"),
    "no such template": (_write("briefing.yaml", f"{SETTINGS}template: buletin\n"), "设置", Health.BAD, "bulletin"),
    "no office": (_write("briefing.yaml", "cities: [武汉]\n"), "编发单位", Health.NOTE, "settings: {编发单位:"),
    "an empty office": (_write("briefing.yaml", "settings: {编发单位: ''}\n"), "编发单位", Health.NOTE, "settings:"),
    "the office of the example": (
        _write("briefing.yaml", "settings: {编发单位: 市优化营商环境工作领导小组办公室}\n"),
        "编发单位",
        Health.NOTE,
        "briefing.yaml",
    ),
    "an office with a blank": (
        _write("briefing.yaml", "settings: {编发单位: 某市××局}\n"),
        "编发单位",
        Health.NOTE,
        "settings:",
    ),
    "a workbook that is open": (_write("data/~$数据.xlsx", ""), "数据", Health.NOTE, "删去 data/~$数据.xlsx"),
    "a draft that is gone": (
        _write(
            "issues.yaml", "issues: [{year: 2026, number: 3, date: 2026-11-01, state: 草稿, bundle: output/第3期}]\n"
        ),
        "期号登记",
        Health.NOTE,
        "--issue 3",
    ),
    "wrong data": (_write("data/另.csv", f"{HEAD}武汉市,企业数,2026年10月,约数,户\n"), "数据", Health.BAD, ""),
    "old data": (_write("data/数据.csv", FRESH.replace("2026年", "2023年")), "数据新旧", Health.NOTE, "data forms"),
    "template no YAML": (_write("templates/甲/template.yaml", "title: [\n"), "模板", Health.BAD, ""),
    "shell damaged": (
        _template(lambda at: (at / "shell.docx").write_bytes(b"PK")),
        "模板",
        Health.BAD,
        "另存为",
    ),
    "template cut off": (_template(_body("{% if %}")), "模板", Health.BAD, "template check 快报"),
    "number by hand": (_template(_body("共有12户。")), "模板", Health.BAD, ""),
    "unknown tag": (_template(_shell("{{ 没有的参数 }}")), "模板", Health.BAD, ""),
    "no place for the body": (_template(_shell("{{p body }}")), "模板", Health.BAD, ""),
    "part missing": (_template(_body('{% include "_parts/没有.md.j2" %}')), "模板", Health.BAD, ""),
    "letter cut off": (_template(_body("{% endif %}"), "公函", "letter"), "模板", Health.BAD, "template check 公函"),
    "value refused": (
        _write("briefing.yaml", "settings: {编发单位: 江岸区营商办, 印发日期: 昨天}\n"),
        "设置",
        Health.BAD,
        "2026年1月5日",
    ),
    "value of a recipe": (
        _write("briefing.yaml", f"{SETTINGS}recipes: [{{name: 月报, settings: {{推算: 多}}}}]\n"),
        "设置",
        Health.BAD,
        "少、全",
    ),
    "no such city": (_write("briefing.yaml", f"{SETTINGS}cities: [武汗]\n"), "设置", Health.BAD, "武汉"),
    "no such theme": (_write("briefing.yaml", f"{SETTINGS}themes: [政务服]\n"), "设置", Health.BAD, "现有主题"),
    "classified": (
        _write("briefing.yaml", "settings: {编发单位: 江岸区营商办, 密级: 机密}\n"),
        "设置",
        Health.BAD,
        "保密规定",
    ),
    "register no YAML": (_write("issues.yaml", "issues: [\n"), "期号登记", Health.BAD, ""),
}


@pytest.mark.parametrize("fault", PLACES)
def test_a_fault_of_the_workspace_is_named_with_what_mends_it(here: Path, fault: str) -> None:
    plant, check, level, remedy = PLACES[fault]
    plant(here)
    found = told(here)
    assert {item.check for item in found} == {check}, found
    assert found[0].level is level
    assert found[0].remedy
    assert remedy in found[0].remedy


def test_a_shell_that_two_templates_have_is_told_once_with_the_name_of_one(here: Path) -> None:
    PLACES["shell damaged"][0](here)
    (here / "ws/templates/简况").mkdir()
    (here / "ws/templates/简况/template.yaml").write_text("title: 简况\nbase: 快报\n", "utf-8")
    (found,) = told(here)
    assert "模板“快报”：" in found.found


@pytest.mark.parametrize(
    "plant",
    [
        PLACES["settings no YAML"][0],
        PLACES["no such template"][0],
        PLACES["wrong data"][0],
        _template(lambda at: (at / "shell.docx").write_bytes(b"PK"), "bulletin"),
        lambda at: (at / "ws/data/数据.csv").unlink(),
    ],
)
def test_every_check_prints_a_line_whatever_is_wrong(here: Path, plant: Callable[[Path], object]) -> None:
    plant(here)
    found = doctor(Workspace(here / "ws"), out=here / "output", date=DAY, machine=sound(here))
    assert list(dict.fromkeys(item.check for item in found)) == [name for name, _ in CHECKS]


def test_a_clock_that_is_wrong_is_told(here: Path) -> None:
    assert [(item.check, item.level) for item in told(here, day=datetime.date(1980, 1, 1))][:1] == [
        ("日期", Health.BAD)
    ]
    assert not [item for item in told(here, day=datetime.date(2026, 12, 1)) if item.check == "日期"]


def test_no_data_at_all_is_told(here: Path) -> None:
    (here / "ws/data/数据.csv").unlink()
    assert {(item.check, item.level) for item in told(here)} == {("数据", Health.BAD)}


def test_the_built_in_workspace_is_nobodys(here: Path) -> None:
    found = doctor(Workspace(ROOT), out=here / "output", date=DAY, machine=sound(here))
    (whose,) = (item for item in found if item.check == "工作区")
    assert (whose.level, whose.remedy) == (Health.NOTE, "briefing init 我的简报")
    assert [item.level for item in found if item.check == "期号登记"] == [Health.SKIPPED]


def test_this_machine_is_looked_at() -> None:
    found = this_machine({"PYTHONIOENCODING": "gbk:replace"})
    assert found.chart_fonts
    assert found.encodings["终端"] == "gbk"
    assert found.needed is not None
    assert {"lxml", "typer"} <= found.held.keys()
    assert "hypothesis" not in found.held, "what only a developer needs"
