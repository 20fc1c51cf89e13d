"""Every command line in the README works as it stands, one after the other, in an empty folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from briefing.cli.app import run

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
LINES = re.findall(r"^ {4,}((?:briefing|cd) .+)$", README, re.M)
RECIPES = re.search(r"^    settings: .*?(?=\n\n)", README, re.M | re.S)


def test_every_indented_command_line_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Those that need briefing.yaml find the README's own; the lines before `cd` run in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))
    assert len(LINES) > 15
    assert RECIPES
    for line in LINES:
        words = shlex.split(line)
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            Path("briefing.yaml").write_text(re.sub("^    ", "", RECIPES[0], flags=re.M), encoding="utf-8")
        elif words[1] not in SERVING:
            assert run(words[1:]) == 0, line


SERVING = ("preview", "new")
"""Commands that go on until they are stopped, or ask."""
