"""Everything that is wrong with a template, at once: description, body and parts, shell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefing.errors import Problem
from briefing.model.library import Library
from briefing.model.template import Template
from briefing.render.word.review import Remark, annotated, review
from briefing.workshop.trying import body_problems

TAGS = ("title", "name", "issue", "office", "date", "subject")
"""What a shell may print beside the template's parameters."""


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
    """Composes the template in every way to be asked for and reviews its shell; nothing is raised or written."""
    names = (*TAGS, *(parameter.name for parameter in template.parameters))
    return Checked(tuple(body_problems(template, library)), tuple(review(shell.read_bytes(), names, str(shell))))


def annotated_shell(shell: Path, checked: Checked) -> bytes:
    """The shell with a Word comment at each of its errors."""
    return annotated(shell.read_bytes(), checked.remarks)
