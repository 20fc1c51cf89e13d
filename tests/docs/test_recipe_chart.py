"""“To add a chart kind” of CONTRIBUTING, followed in a copy of the tree."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINE = (
    '    "beads": ChartKind("珠图", _lazy("beads", "beads"), (rules.more_is_more, rules.comparison), "请改用表格。"),\n'
)
BUILDER = """
from briefing.charts.fonts import wrap
from briefing.charts.layout import text_lines, words


def beads(spec, width):
    texts = [f"●{mark.label}{words(mark)}" for panel in spec.panels for mark in panel.marks]
    return text_lines([line for text in texts for line in wrap(text, width)])
"""
SECTION = (
    '    Section("beads", (), "点。", lambda: [replace(c, spec=replace(c.spec, kind="beads")) for c in comparisons()],'
    ' (("只有一个", only(1)),)),\n'
)
SAMPLE = "\n\ndef beads() -> ChartSpec:\n    return ChartSpec('beads', '点', bars().panels)\n"
REST = (
    ("docs/make_gallery.py", "SECTIONS = (\n", SECTION),
    ("tests/charts/samples.py", "\nALL = (\n", "    beads,\n"),
    ("tests/charts/samples.py", "from __future__ import annotations\n", SAMPLE),
    (
        "tests/charts/test_fit.py",
        "\nSPECS: dict[str, st.SearchStrategy[ChartSpec]] = {\n",
        '    "beads": by_group("beads", numbers, "家"),\n',
    ),
)
PYTEST = ("-m", "pytest", "-q", "-p", "no:cacheprovider")


def run(tree: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A Python process that takes the program from that tree, within it."""
    env = {**os.environ, "PYTHONPATH": str(tree), "XDG_CACHE_HOME": str(tree / "cache")}
    return subprocess.run(
        [sys.executable, *command], cwd=tree, env=env, capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with the line in the table and the function that lays it out, as CONTRIBUTING says."""
    assert "a chart is a line in `charts/kinds.py`, with the function" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    copy = tmp_path_factory.mktemp("tree")
    for name in ("briefing", "docs", "data", "templates", "tests"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.pyc"))
    kinds = copy / "briefing/charts/kinds.py"
    kinds.write_text(re.sub(r"^(KINDS\b.*\{\n)", rf"\g<1>{LINE}", kinds.read_text("utf-8"), flags=re.M), "utf-8")
    (kinds.parent / "beads.py").write_text(BUILDER, "utf-8")
    return copy


def test_every_table_that_forgot_the_kind_fails(tree: Path) -> None:
    told = run(
        tree, *PYTEST, "tests/docs/test_charts_page.py", "tests/charts", "-k", "beads or has_its_section or a_sample"
    )
    assert told.returncode == 1
    for name in ("test_every_kind_has_its_section", "test_every_kind_has_a_sample", "[beads]"):
        assert re.search(f"^FAILED .*{re.escape(name)}", told.stdout, re.M), told.stdout


def test_the_command_line_knows_the_kind_by_both_its_names(tree: Path) -> None:
    drawn = run(tree, "-m", "briefing", "chart", "coverage", "--as", "珠图", "--out", "beads.png")
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert "beads（珠图）" in run(tree, "-m", "briefing", "chart", "coverage", "--as", "Q").stderr


def test_with_the_rest_of_the_recipe_they_pass(tree: Path) -> None:
    for path, before, more in REST:
        text = (tree / path).read_text("utf-8")
        assert before in text
        (tree / path).write_text(text.replace(before, before + more), "utf-8")
    made = run(tree, "-m", "docs.make_gallery")
    assert made.returncode == 0, made.stderr
    assert "## 珠图 `beads`" in (tree / "docs/charts.md").read_text("utf-8")
    told = run(tree, *PYTEST, "tests/docs/test_charts_page.py", "tests/charts", "-k", "beads or kind")
    assert told.returncode == 0, told.stdout
