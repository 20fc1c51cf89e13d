"""The benchmark's made-up data stay valid when the schema changes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from briefing.data.divisions import resolve
from briefing.data.reader import examine
from briefing.data.yaml_files.yaml_reader import YamlReader

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "workspace.py"


def test_the_made_up_workspace_is_read_without_a_problem(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(SCRIPT), str(tmp_path), "3"], check=True)
    library, problems = examine(YamlReader(tmp_path / "data"))
    assert problems == []
    assert len(list(library.facts())) == 3 * 12 * 10
    assert all(resolve(record.city.name) == () for record in library.records.values())
