"""The table of formats: what stands in it is written, and everything that lists formats follows it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from briefing.model.formats import FORMATS, USUAL, picture_forms

ROOT = Path(__file__).parents[2]
PROBE = """
import contextlib, io, json, os, pathlib, sys
from briefing.cli.app import run
from briefing.cli.options import format_option
from briefing.cli.memo_new import TEXTS
from briefing.data.schema import json_schema
from briefing.model.formats import FORMATS
from briefing.preview.edition import LINKS

def said(*words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        code = run(list(words))
    return code, "".join(out.getvalue().split())

made = said("generate", "--city", "武汉", "--theme", "融资", "--format", "txt", "--date", "2026-11-22")
manifest = json.loads(next(pathlib.Path("output").rglob("manifest.json")).read_text("utf-8"))
json.dump({
    "made": made[0],
    "files": sorted(path.name for path in pathlib.Path("output").rglob("*")),
    "title": manifest["title"],
    "manifest": manifest["request"]["formats"],
    "again": made[1],
    "help": said("generate", "--help")[1],
    "memo": said("memo", "new", "--help")[1],
    "wrong": said("generate", "--format", "odt")[1],
    "wrong memo": said(*"memo new --format odt --to 甲 --from 乙 --subject 丙 --attach x".split())[1],
    "offered": format_option(FORMATS).autocompletion(),
    "schema": json_schema("briefing")["properties"]["formats"]["anyOf"][0]["enum"],
    "links": list(LINKS),
}, sys.stdout)
"""


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_writer(name: str) -> None:
    item = FORMATS[name]
    assert callable(import_module(item.writer).write)
    assert item.picture in ("png", "svg")
    assert item.label
    assert item.description


def test_pictures_are_drawn_in_the_forms_that_the_formats_hold() -> None:
    assert picture_forms(USUAL) == ("png",)
    assert picture_forms(("docx", "svg")) == ("png", "svg")


def test_the_readme_lists_them_all() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"`--format` 有 {'、'.join(f'`{name}`' for name in FORMATS)}，" in readme


def test_the_table_loads_no_writer() -> None:
    code = (
        "import sys; import briefing.model.formats, briefing.render\n"
        "heavy = ('lxml', 'matplotlib', 'docx', 'jinja2', 'PIL', 'yaml')\n"
        "assert not [name for name in sys.modules if name.split('.')[0] in heavy or 'render.' in name and "
        "name not in ('briefing.render.material', 'briefing.render.origins')]"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program with one format more: a line in the table and its writer."""
    skipped = shutil.ignore_patterns("fonts", "__pycache__")
    shutil.copytree(ROOT / "briefing", tmp_path / "briefing", ignore=skipped)
    for part in ("data", "templates", "briefing/charts/fonts"):
        (tmp_path / part).symlink_to(ROOT / part)
    table = tmp_path / "briefing/model/formats.py"
    last = '        Format("svg"'
    line = '        Format("txt", "TXT", "纯文本", "briefing.render.txt"),\n'
    assert table.read_text("utf-8").count(last) == 1
    table.write_text(table.read_text("utf-8").replace(last, line + last), "utf-8")
    (tmp_path / "briefing/render/txt.py").write_text(
        'def write(material):\n    return {f"{material.name}.txt": material.document.meta.title.encode()}\n', "utf-8"
    )
    return tmp_path


@pytest.mark.slow
def test_a_new_format_is_one_line_and_everything_follows_it(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    told = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=tmp_path / "here", check=True, capture_output=True,
        env=os.environ | {"PYTHONPATH": str(tree), "XDG_CACHE_HOME": str(tmp_path / "cache"), "COLUMNS": "80"},
    )  # fmt: skip
    said = json.loads(told.stdout)
    assert said["made"] == 0
    assert [name for name in said["files"] if name.endswith((".docx", ".md", ".txt"))] == [
        "核对清单.md",
        f"{said['title']}.txt",
    ]
    assert said["manifest"] == ["txt"]
    assert "打开TXT文件" in said["again"]
    assert "txt（纯文本）" in said["help"]
    assert "txt（纯文本）" in said["memo"]
    assert "可用的格式：docx、md、html、pdf、txt、svg。" in said["wrong"]
    assert "可用的格式：docx、md、html、pdf、txt。" in said["wrong memo"]
    assert ["txt", "纯文本"] in said["offered"]
    assert "txt" in said["schema"]
    assert "txt" in said["links"]
