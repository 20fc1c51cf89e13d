"""Command lines in help pages and in docs/ work as they stand; those named in passing are commands with such options.

Those of the README are run by tests/test_readme.py.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefing.cli.app import OK, USAGE, run

ROOT = Path(__file__).parents[2]
ELSEWHERE = ("memo.md",)
"""Pages whose lines work on a memo that has to be there: for tests/memo to run."""
DOCS = [page for page in sorted((ROOT / "docs").glob("*.md")) if page.name not in ELSEWHERE]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS)
LACKING = ("briefing chart comparison", "briefing chart trend")
"""Lines that need data of one's own: the built-in have no two figures that differ and may be judged, nor three years of
anything; the page draws made-up ones."""

Page = Callable[..., str]


@pytest.fixture(autouse=True)
def _somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / "cache"))


@pytest.fixture
def page(capsys: pytest.CaptureFixture[str]) -> Page:
    """The help page of a command."""

    def found(*words: str) -> str:
        capsys.readouterr()
        assert run([*words, "--help"]) == 0, words
        return capsys.readouterr().out

    return found


def _section(text: str, title: str) -> list[str]:
    """The names at the left of a section of a help page."""
    found = re.search(f"^{title}：\n(.*?)(?=\n\n|\\Z)", text, re.M | re.S)
    return re.findall(r"^  (\S.*?)(?=  |$)", found[1], re.M) if found else []


def _commands(page: Page, *words: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every command, the program itself the first, with its help page."""
    text = page(*words)
    yield words, text
    for name in _section(text, "命令"):
        yield from _commands(page, *words, name)


def _examples(text: str) -> list[str]:
    """The command lines below the options of a help page."""
    last = text.rstrip().split("\n\n")[-1]
    return [] if last.startswith("选项：") else re.findall(r"briefing (\S.*)$", last, re.M)


def test_every_example_in_a_help_page_works(page: Page) -> None:
    examples = {line for _, text in _commands(page) for line in _examples(text)}
    assert len(examples) > 1
    for line in sorted(examples):
        assert run(shlex.split(line)) == 0, line


@pytest.mark.parametrize("document", DOCS, ids=lambda document: document.name)
def test_every_indented_command_line_of_a_page_works(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that stand together one after the other, in an empty folder."""
    blocks = re.findall(r"(?:^ {4,}briefing .+\n)+", document.read_text("utf-8"), re.M)
    for number, block in enumerate(blocks):
        folder = tmp_path / str(number)
        folder.mkdir()
        monkeypatch.chdir(folder)
        for line in block.splitlines():
            assert run(shlex.split(line)[1:]) == (USAGE if line.strip().startswith(LACKING) else OK), line


def test_every_command_named_in_passing_is_one_and_has_such_options(page: Page) -> None:
    """In the pages for people, between ` signs; in help pages, wherever the program is named."""
    known = {" ".join(words): " ".join(_section(text, "选项")) for words, text in _commands(page)}
    named = [line for text in PAGES for line in re.findall(r"`briefing ([^`]+)`", text.read_text("utf-8"))]
    named += [
        line for _, text in _commands(page) for line in re.findall(r"briefing ((?:[a-z]+ ?)+)", text.partition("\n")[2])
    ]
    assert len(named) > 10
    for line in named:
        words = line.split()
        command = next((" ".join(words[:size]) for size in (2, 1) if " ".join(words[:size]) in known), "")
        assert command or words[0].startswith("-"), line
        for option in (word for word in words if word.startswith("--")):
            assert option in re.findall(r"--[\w-]+", known[command]), line
