"""A template into Markdown text: examined first, then rendered in the sandbox, with every problem at its line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateAssertionError, TemplateRuntimeError, TemplateSyntaxError

from briefing.errors import NOWHERE, Location, Problem
from briefing.templating.loader import TextLoader, kept_apart
from briefing.templating.sandbox import Sandbox
from briefing.templating.static_check import Check, examine
from briefing.templating.syntax_errors import syntax_problem
from briefing.templating.template_errors import placed, problem_of

BODY = "body.md.j2"
EXAMINED = (TemplateSyntaxError, TemplateAssertionError, TemplateRuntimeError)
"""What examining has told of already, except in a part whose name is only known while rendering."""


@dataclass(frozen=True, slots=True)
class RenderedTemplate:
    """A rendered template: its text ("" where it could not be rendered), what its slots stand for, and its problems.

    `origins` are the places in the template files that the lines of the text come from.
    """

    text: str
    slots: Sequence[object]
    origins: Sequence[Location]
    problems: Sequence[Problem]

    def located(self, problem: Problem) -> Problem:
        """Return a problem of a line of the text as one of the template's line."""
        line = problem.location.line
        return placed(problem, self.origins[line - 1] if line and line <= len(self.origins) else NOWHERE)


def render(
    roots: Sequence[Path],
    name: str,
    context: Mapping[str, object],
    check: Check | None = None,
    text: str | None = None,
) -> RenderedTemplate:
    """Return the template `name` and what it includes, found in the folders `roots`, rendered with `context`.

    `text` is that of the template where it stands in no file, else None.
    """
    sandbox = Sandbox(roots)
    if text is not None:
        sandbox.loader = sandbox.roots = TextLoader(roots, name, kept_apart(text))
    return render_in(sandbox, name, context, check)


def render_in(
    sandbox: Sandbox, name: str, context: Mapping[str, object], check: Check | None = None
) -> RenderedTemplate:
    """Return the template `name` of a new sandbox rendered with `context`; `check` is one more check, or None.

    Raises nothing. A printed value that is refused and a call that fails are noted and print nothing; anything else
    that goes wrong ends the rendering.
    """
    text, stopped = "", list[Problem]()
    found = examine(sandbox, name, context, check)
    try:
        template = sandbox.get_template(name)
        text = sandbox.concat(template.root_render_func(template.new_context(dict(context))))
    except Exception as error:  # whatever a template does wrong is told at its own line
        if isinstance(error, TemplateSyntaxError):
            stopped = [syntax_problem(error, error.source or "", error.filename or "", sandbox)]
        else:
            stopped = [problem_of(error, sandbox.lines.here)]
        if found and type(error) in EXAMINED:
            stopped = []
    words, origins = sandbox.lines.read("" if stopped else text)
    # the same words at the same line are one problem, whichever stage found it
    problems = {str(problem): problem for problem in (*found, *sandbox.problems, *stopped)}
    return RenderedTemplate(words, sandbox.slots, origins, tuple(problems.values()))
