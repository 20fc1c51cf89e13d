"""What the growth of time is measured on is sound data, and its exponent is that of the power."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from briefing.data.reader import examine
from briefing.data.yaml_files.yaml_reader import YamlReader


def test_the_growing_workspace_is_read_without_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    growth = importlib.import_module("growth")
    growth.write(tmp_path, cities=2, themes=21, indicators=2, years=3)
    library, problems = examine(YamlReader(tmp_path / "data"))
    assert problems == []
    assert len(list(library.facts())) == 2 * 21 * 2 * 3
    assert growth.slope([10, 20, 40], [1, 4, 16]) == pytest.approx(2)
