"""The command line in an empty folder, with a cache of its own that all these tests share."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.app import run


@dataclass(frozen=True)
class Outcome:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - that is what JSON is
        """Its output as JSON."""
        return json.loads(self.out)


Briefing = Callable[..., Outcome]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for caches, so that each chart is drawn once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(cache))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("_BRIEFING_COMPLETE", raising=False)


@pytest.fixture
def briefing(capsys: pytest.CaptureFixture[str]) -> Briefing:
    """Runs `briefing` with the words given, in this process."""

    def call(*words: str, debug: bool = False) -> Outcome:
        capsys.readouterr()
        code = run(list(words), debug=debug)
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def mine(briefing: Briefing, tmp_path: Path) -> Path:
    """A workspace of one's own."""
    assert briefing("init", str(tmp_path / "我的 数据")).code == 0
    return tmp_path / "我的 数据"
