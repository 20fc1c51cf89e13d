"""Every command line of docs/memo.md works as it stands, in a workspace with the bundle and the memo that it names."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest

from briefing.cli.app import run
from tests.memo.foreign import letter

PAGE = (Path(__file__).parents[2] / "docs/memo.md").read_text("utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")[1:]}
MADE = "generate --city 武汉 --city 三门峡 --theme 政务服务 --date 2026-11-22"


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page calls 成果包."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(folder / "cache"))
        patch.chdir(folder)
        assert run(shlex.split(MADE)) == 0
    return folder / "output"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_line_of_a_section_works(
    section: str, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "."]) == 0
    shutil.copytree(bundle, tmp_path / "output", dirs_exist_ok=True)
    Path("函.docx").write_bytes(letter())
    for line in re.findall(r"^ {4,}briefing (.+)$", SECTIONS[section], re.M):
        assert run(shlex.split(line)) == 0, line


def test_the_page_is_read(bundle: Path) -> None:
    """It holds lines to run, and the line that makes what the others name."""
    assert len(re.findall(r"^ {4,}briefing memo (\w+)", PAGE, re.M)) >= 4
    assert f"briefing {MADE}" in PAGE
    assert [path.name in PAGE for path in bundle.iterdir()] == [True]
