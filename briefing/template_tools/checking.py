"""Everything that is wrong with a template, at once: description, body and parts, shell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.content.filled_tags import has_body
from briefing.errors import BriefingError, Problem
from briefing.model.letter import TAGS
from briefing.model.template import MEMO, Template
from briefing.render.word.shell.review import Remark, annotated, remarks, review
from briefing.template_tools.trial import Asked, Tell, Trial, lettered, tried


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: problems of description and body, and remarks on the shell."""

    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]

    @property
    def all(self) -> list[Problem]:
        """Everything, body before shell."""
        return [*self.problems, *(remark.problem for remark in self.remarks)]


def check_template(
    template: Template,
    shell: Path,
    ways: Sequence[Asked],
    defaults: Mapping[str, str],
    tell: Tell = lambda title: None,
    workspace: Path | None = None,
) -> Checked:
    """Review the shell, and compose and lay out the template in the `ways` to ask for it.

    `defaults` are the settings of the workspace; `tell` hears the title of each way; `workspace` is where
    notes and pictures lie. Nothing is raised or written.
    """
    data, file = shell.read_bytes(), str(shell)
    names = [*(TAGS if template.kind == MEMO else ()), *(parameter.name for parameter in template.parameters)]
    found, tags = review(data, names, file)
    if found and not tags and not has_body(template):
        return Checked((), tuple(found))
    trial = Trial(template, data, file, tags, defaults, not found, workspace)
    problems = lettered(trial) if template.kind == MEMO else tried(trial, ways, tell)
    of_shell = [problem for problem in problems if problem.location.file == file]
    others = tuple(problem for problem in problems if problem not in of_shell)
    # in the order of the text; what stands elsewhere (header, footer) has no paragraph and comes behind it
    all_remarks = [*found, *(remarks(data, of_shell) if of_shell else ())]
    all_remarks.sort(key=lambda remark: (remark.paragraph is None, remark.paragraph or 0))
    return Checked(others, tuple(all_remarks))


def annotated_shell(shell: Path, checked: Checked) -> bytes | None:
    """Return the shell with a Word comment at each of its errors; None without any, or if it is damaged."""
    try:
        return annotated(shell.read_bytes(), checked.remarks) if checked.remarks else None
    except BriefingError:
        return None
