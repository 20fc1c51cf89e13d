"""Everything that is wrong with a template, at once: description, body and parts, shell."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from briefing.analyse.analysis import Analysis, analyse
from briefing.charts import refuse
from briefing.compose.alone import alone
from briefing.compose.compose import compose
from briefing.errors import BriefingError, Problem
from briefing.model.library import Library
from briefing.model.request import Request
from briefing.model.template import CHOICE, TEXT, Parameter, Template
from briefing.render.word.review import Remark, annotated, review
from briefing.select import select

TAGS = ("title", "name", "issue", "office", "date", "subject")
"""What a shell may print beside the template's parameters."""
EXAMPLE = "（示例）"


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: problems of description and body, and remarks on the shell."""

    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]

    @property
    def all(self) -> list[Problem]:
        """Everything, body before shell."""
        return [*self.problems, *(remark.problem for remark in self.remarks)]


def check_template(template: Template, shell: Path, library: Library) -> Checked:
    """Composes the template about all that the library holds and reviews its shell; nothing is raised or written."""
    names = (*TAGS, *(parameter.name for parameter in template.parameters))
    return Checked(tuple(_body(template, library)), tuple(review(shell.read_bytes(), names, str(shell))))


def _body(template: Template, library: Library) -> list[Problem]:
    """The problems of every way to be asked for: about all cities, with a home city, and about one alone."""
    problems: dict[str, Problem] = {}
    try:
        analyses = _analyses(library)
    except BriefingError as error:
        return list(error.problems)
    for analysis in analyses:
        if "home" in template.needs and analysis.benchmark is None:
            continue
        try:
            _, found = compose(analysis, template, _request(template), lambda chart: refuse(chart) is None)
        except BriefingError as error:
            found = list(error.problems)
        problems |= {str(problem): problem for problem in found}
    return list(problems.values())


def _analyses(library: Library) -> list[Analysis]:
    """Everything; the same with a home city, where there are two; one city alone, beside which the others are known."""
    selection = select(library)
    whole, several = analyse(selection), len(selection.cities) > 1
    single = [found for city in selection.cities[:1] if (found := alone(whole, city))] if several else []
    return [whole, *([analyse(selection, selection.cities[0].id)] if several else []), *single]


def _request(template: Template) -> Request:
    nowhere = Path()
    given = {item.name: _example(item) for item in template.parameters if item.required and not item.default}
    return Request(workspace=nowhere, builtin=nowhere, out=nowhere, date=datetime.date(2000, 1, 1), settings=given)


def _example(item: Parameter) -> str:
    return EXAMPLE if item.type == TEXT else item.options[0] if item.type == CHOICE else "1"


def annotated_shell(shell: Path, checked: Checked) -> bytes:
    """The shell with a Word comment at each of its errors."""
    return annotated(shell.read_bytes(), checked.remarks)
