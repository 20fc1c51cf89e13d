"""The command line in an empty folder, with a cache of its own that all these tests share."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from briefing.api.init import init
from briefing.cli.app import run
from tests.cli.few_themes import cut_down


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


@pytest.fixture(scope="session")
def _begun(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Path]:
    """Workspaces to copy: with all the built-in data, and with few themes."""
    folders = {few: tmp_path_factory.mktemp("begun") / "w" for few in (False, True)}
    for folder in folders.values():
        init(folder)
    cut_down(folders[True] / "data")
    return folders


@pytest.fixture
def mine(_begun: dict[bool, Path], tmp_path: Path) -> Path:
    """A workspace of one's own."""
    return Path(shutil.copytree(_begun[False], tmp_path / "我的 数据"))


@pytest.fixture
def few(_begun: dict[bool, Path], tmp_path: Path) -> Path:
    """A workspace of one's own with three themes: a template is composed for each of them, and each city."""
    return Path(shutil.copytree(_begun[True], tmp_path / "我的 数据"))
