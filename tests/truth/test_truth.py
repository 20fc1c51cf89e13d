"""Every statement of a briefing agrees with what is reckoned from the printed figures by code that is not the
program's; a planted fault is found.
"""

from __future__ import annotations

import ast
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

import briefing
from briefing.model.library import Library
from briefing.pipeline import Briefing
from tests.truth.claims import Reader
from tests.truth.libraries import CITIES, Made, make
from tests.truth.reading import Report

HERE = Path(__file__).parent
DAY = datetime.date(2025, 3, 1)
KINDS = {"quarters": (1, 7_000, 380), "months": (2, 7_000, 330), "years": (3, 4_000, 500), "targets": (4, 1_000, 260)}
"""The kinds of periods: the seed of the library, how many distinct statements are read of the briefings on it, and how
many of them judge more than one figure. Together they are far more than the 2,000 that are asked for.
"""
THREE = CITIES[:3]


@dataclass(frozen=True)
class Selected:
    """What a briefing is asked for."""

    template: str = "bulletin"
    cities: tuple[str, ...] = CITIES
    home: str = ""
    issue: int | None = None
    themes: tuple[str, ...] = ()
    computed: str = "全"


SELECTIONS: Mapping[str, Selected] = {
    "one": Selected(cities=("宁浦",)),
    "profile": Selected("profile", cities=("丰岚", "安栖")),
    "three": Selected(cities=THREE, issue=1),
    "few computed": Selected(cities=THREE, computed="少"),
    "ten": Selected(home="云澜", issue=1),
    "pair": Selected(cities=("宁浦", "云澜"), home="云澜"),
    "theme": Selected(themes=("经济与宜居",)),
    "benchmark": Selected("benchmark", home="望溪"),
    "onepager": Selected("onepager"),
    "onepager of two": Selected("onepager", cities=("泽远", "临汐")),
}


def _library(folder: Path, kind: str) -> tuple[Made, Library]:
    made = make(folder, kind, KINDS[kind][0])
    return made, briefing.Workspace(folder, cached=False).library()


def _generated(library: Library, asked: Selected) -> Briefing:
    """Return the briefing, of which no sentence of the program's is doubted as an author's."""
    home = asked.home or None
    made = briefing.generate(
        library,
        cities=asked.cities,
        themes=asked.themes,
        home=home,
        template=asked.template,
        issue=asked.issue,
        date=DAY,
        settings={"推算": asked.computed},
    )
    assert [problem.message for problem in made.problems if "证实" in problem.message] == []
    return made


def _read(made: Made, library: Library, asked: Selected) -> Report:
    return Reader(made, asked.cities, asked.home).read(_generated(library, asked).document)


@pytest.mark.parametrize("kind", KINDS)
def test_every_statement_agrees_with_the_truth(kind: str, tmp_path: Path) -> None:
    made, library = _library(tmp_path / "made", kind)
    statements: set[str] = set()
    judged: set[str] = set()
    for name, asked in SELECTIONS.items():
        report = _read(made, library, asked)
        assert (name, report.wrong, report.unread) == (name, [], [])
        statements |= report.statements
        judged |= report.judged
    assert (len(statements) >= KINDS[kind][1], len(judged) >= KINDS[kind][2]) == (True, True)


@pytest.mark.parametrize("module", sorted(path.name for path in HERE.glob("*.py") if not path.name.startswith("test_")))
def test_the_reader_takes_nothing_from_what_makes_the_sentences(module: str) -> None:
    names = []
    for node in ast.walk(ast.parse((HERE / module).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names.append(node.module or "")
    own = {name for name in names if name.startswith("briefing")}
    assert own <= {"briefing.model.document"}
