"""What CONTRIBUTING says of the house is what import-linter holds it to."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_table_of_rooms_is_the_contract() -> None:
    """The same rooms on the same floors, from the top."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    rows = re.findall(r"^\| (\d+) \| (.*?) \| [^`]", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.MULTILINE)
    told = [[room.strip("/").removesuffix(".py") for room in re.findall("`([^`]+)`", rooms)] for _, rooms in rows]
    assert told == [[room.removeprefix("briefing.") for room in layer.split(" | ")] for layer in layers]
    assert [int(floor) for floor, _ in rows] == list(range(len(layers), 0, -1))


def test_every_room_stands_on_a_floor() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rooms = [path.parent.name for path in (ROOT / "briefing").glob("*/__init__.py")]
    assert rooms
    assert [room for room in rooms if f"`{room}/`" not in text] == []
