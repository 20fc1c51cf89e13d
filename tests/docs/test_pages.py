"""What the pages for people say of the house is so: its floors, and whatever they link to."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from textwrap import dedent

import pytest

import briefing

ROOT = Path(__file__).parents[2]
PAGES = (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md")))
LAYERS = next(
    contract["layers"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    if contract["type"] == "layers"
)


def test_the_floors_told_are_those_that_are_checked() -> None:
    """From the highest down, a folder as room/ and a single module as room.py."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    floors = re.findall(r"^\| (\d+) \| (.+?) \| ", text, re.M)
    told = {int(number): re.findall(r"`([\w./]+)`", rooms) for number, rooms in floors}
    assert list(told) == list(range(len(LAYERS), 0, -1))
    assert list(told.values()) == [[_shown(room) for room in layer.split(" | ")] for layer in LAYERS]


def _shown(room: str) -> str:
    name = room.removeprefix("briefing.")
    return f"{name}/" if (ROOT / "briefing" / name).is_dir() else f"{name}.py"


def test_every_room_has_a_floor() -> None:
    rooms = {
        path.stem for path in (ROOT / "briefing").iterdir() if (path / "__init__.py").exists() or path.suffix == ".py"
    }
    held = {room.removeprefix("briefing.") for layer in LAYERS for room in layer.split(" | ")}
    assert rooms - {"__init__", "__main__", "version"} == held


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_whatever_a_page_links_to_or_shows_is_there(page: Path) -> None:
    # what stands in code is no link
    text = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    here = [target.partition("#")[0] for target in targets if "://" not in target]
    assert [target for target in here if target and not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_says_a_thing_twice(page: Path) -> None:
    """As a bad merge leaves it: the old paragraph over the new one."""
    begun = [line[:40] for line in page.read_text("utf-8").splitlines() if re.match(r"(?!briefing)[\w“`《]", line)]
    assert [line for line, following in pairwise(begun) if len(line) == 40 and line == following] == []


def test_what_the_page_on_templates_shows_works_on_the_built_in_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (ROOT / "docs" / "templates.md").read_text("utf-8")
    shown = [dedent(block) for block in re.findall(r"(?:^(?: {4}.*)?\n)+", page, re.M) if "{{" in block]
    lines = briefing.Template("bulletin", cities="武汉、三门峡、天河区")
    assert len(shown) > 1
    assert all(lines.render_line(block) for block in shown)
