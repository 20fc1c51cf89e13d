"""A template composed in every way that it may be asked for: about all cities, all but one, and each alone.

One of letters is composed for letters that are made up: as much as there may be in one, and as little.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from briefing.analyse.analysis import analyse
from briefing.charts import refuse
from briefing.compose.compose import compose
from briefing.compose.letter import compose_letter
from briefing.compose.sheet import Sheet
from briefing.errors import BriefingError, Problem, UsageError
from briefing.model.document import Run
from briefing.model.letter import KINDS, Letter
from briefing.model.library import Library
from briefing.model.request import Request
from briefing.model.template import CHOICE, MEMO, TEXT, Parameter, Template
from briefing.select import select
from briefing.workshop.usage import usage

EXAMPLE = "（示例）"
MOST = 8
"""Cities that are tried alone and left out: those that the template names first, as another one is like the next."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to ask: the cities in words ("" for all), what the library holds of them, and the home city, if any."""

    words: str
    library: Library
    home: str | None = None


def body_problems(template: Template, library: Library, sheet: Sheet | None = None) -> list[Problem]:
    """What is wrong in any of the ways, each told once, with the first of the ways in which it shows.

    `sheet` are the tags of its shell, None where they are names alone.
    """
    if template.kind == MEMO:
        return list(dict.fromkeys(problem for letter in LETTERS for problem in _lettered(template, letter, sheet)))
    found: dict[str, Problem] = {}
    for asked in _ways(library, usage(template).facts):
        if "home" in template.needs and asked.home is None:
            continue
        for problem in _composed(template, asked, sheet):
            told = replace(problem, message=f"{asked.words}{problem.message}")
            found.setdefault(str(problem), told)
    return list(found.values())


_SAID = (Run("甲市的“"), Run("210", ref="made.up"), Run("”标准是一次办成。"))
LETTERS = (
    Letter(
        kind=KINDS[0],
        to=("甲局", "乙局"),
        sender="某市营商环境办公室",
        subject="报送简报",
        date=datetime.date(2000, 1, 1),
        number="×函〔2000〕1号",
        attachments=tuple("甲乙丙丁"),
        findings=tuple((title, (_SAID, (Run(f"{title}市领先。"),))) for title in "甲乙丙丁"),
    ),
    Letter(kind=KINDS[0], to=("甲局",), sender="某市政府", subject="某事", date=datetime.date(2000, 1, 1)),
)
"""With everything, several of each; with nothing that may be left out."""


def _lettered(template: Template, letter: Letter, sheet: Sheet | None) -> list[Problem]:
    try:
        return compose_letter(replace(letter, settings=_examples(template)), template, sheet=sheet)[1]
    except BriefingError as error:
        return list(error.problems)


def _composed(template: Template, asked: Asked, sheet: Sheet | None) -> list[Problem]:
    try:
        selection = select(asked.library)
    except UsageError as error:  # nothing is known of a city: no briefing is made of it alone
        return [] if asked.words else list(error.problems)
    try:
        analysis = analyse(selection, asked.home)
        return compose(analysis, template, _request(template), lambda chart: refuse(chart) is None, sheet)[1]
    except BriefingError as error:
        return list(error.problems)


def _ways(library: Library, facts: tuple[str, ...]) -> Iterator[Asked]:
    """All cities, with and without a home city; then all but each, and each alone, where that is something else."""
    ids = list(library.records)
    yield Asked("", library)
    if len(ids) > 1:
        yield Asked("", library, ids[0])
    named = {fact.partition(".")[0] for fact in facts}
    tried = sorted(ids, key=lambda id: id not in named)[:MOST] if len(ids) > 1 else []
    for id in tried if len(ids) > 2 else []:
        rest = [other for other in ids if other != id]
        words, held = f"不选{_name(library, id)}时：", _only(library, rest)
        yield Asked(words, held)
        yield Asked(words, held, rest[0])
    for id in tried:
        yield Asked(f"只选{_name(library, id)}时：", _only(library, [id]))


def _name(library: Library, id: str) -> str:
    return library.records[id].city.name


def _only(library: Library, ids: list[str]) -> Library:
    """The library as it is where these cities were asked for."""
    return replace(library, records={id: library.records[id] for id in ids}, everywhere=library.known)


def _request(template: Template) -> Request:
    nowhere = Path()
    given = _examples(template)
    return Request(workspace=nowhere, builtin=nowhere, out=nowhere, date=datetime.date(2000, 1, 1), settings=given)


def _examples(template: Template) -> dict[str, str]:
    """A value for each parameter that must be given."""
    return {item.name: _example(item) for item in template.parameters if item.required and not item.default}


def _example(item: Parameter) -> str:
    return EXAMPLE if item.type == TEXT else item.options[0] if item.type == CHOICE else "1"
