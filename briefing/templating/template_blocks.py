"""What briefings and letters do alike with a template: read its parameters, and have it write its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.errors import BriefingError, Location, Problem, UsageError, did_you_mean, errors_in
from briefing.model.document import Block
from briefing.model.template import Template, Value
from briefing.templating import engine
from briefing.templating.audit import Auditor
from briefing.templating.given_words import given
from briefing.templating.markdown import EMPTY_HEADING, parse
from briefing.templating.markdown_inline import ShowPicture
from briefing.templating.static_check import Check
from briefing.text.classified import CLASSIFIED, is_classification

LINE = "这一行"
"""What messages call a text that is written in place of a body."""


def settings_of(template: Template, typed: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """Return the template's parameters as typed: those `typed`, else the workspace's `defaults`, else its own.

    UsageError with every one that is unknown, not allowed, or missing.
    """
    held = {parameter.name: parameter for parameter in template.parameters}
    allowed = f"可用的参数：{'、'.join(held)}。" if held else "这个模板没有参数。"
    problems = [
        Problem(f"模板“{template.id}”没有参数“{name}”。", hint=did_you_mean(name, held) or allowed)
        for name in typed
        if name not in held and not is_classification(name)
    ]
    settings = {}
    for name, parameter in held.items():
        text = typed.get(name, defaults.get(name, parameter.default))
        settings[name] = text
        # one that is set to nothing is as good as not given
        if parameter.required and not text:
            hint = f"{parameter.description}请写 --set {name}=值（{parameter.allowed}）。"
            problems.append(Problem(f"模板“{template.id}”的参数“{name}”没有给出。", hint=hint))
        elif wrong := parameter.misfit(text):
            problems.append(wrong)
    if any(map(is_classification, (*held, *typed, *settings.values()))):
        problems.append(CLASSIFIED)
    if problems:
        raise UsageError(problems)
    return settings


def values_of(template: Template, settings: Mapping[str, str]) -> dict[str, Value]:
    """Return what the parameters mean inside the template."""
    return {item.name: given(item.name, item.read(settings[item.name])) for item in template.parameters}


def named(values: Mapping[str, Value]) -> dict[str, object]:
    """Return the parameters as a template names them: each by its own name where that can be, all behind `settings`."""
    return {**{name: value for name, value in values.items() if name.isidentifier()}, "settings": dict(values)}


def body_name(template: Template) -> str:
    """Return what the template's text is called under templates/: its own, else that of its nearest base with one."""
    having = (item.id for item in template.lineage if (item.folder / engine.BODY).exists())
    return f"{next(having, template.id)}/{engine.BODY}"


def body_file(template: Template) -> str:
    """Return the file that the template's text stands in."""
    name = body_name(template)
    return str(next((root / name for root in template.roots if (root / name).is_file()), template.folder / engine.BODY))


_SHOWS = re.compile(r"\{%|\b(?:chart|table|picture|briefing|theme|home|last|brief|ranking)\b")
"""What in a line may print figures and tables: calls of them, loops, and what the program has ready."""


def _may_show(problem: Problem) -> bool:
    """Return whether figures or tables may be missing for what is wrong."""
    file, line = Path(problem.location.file or ""), problem.location.line
    if line is None or not file.is_file():
        return True
    return _SHOWS.search(file.read_text("utf-8").split("\n")[line - 1]) is not None


def write_blocks(
    template: Template,
    context: Mapping[str, object],
    auditor: Auditor,
    check: Check | None = None,
    picture: ShowPicture | None = None,
    text: str | None = None,
    unfound: Callable[[Sequence[Block], str], Sequence[Problem]] = lambda blocks, text: (),
) -> tuple[list[Block], list[Problem]]:
    """Return the blocks that the template writes, and warnings; BriefingError with everything if there are errors.

    `check` is one more check of the template's syntax tree before it runs, None for none; `picture` shows files of the
    workspace, None where none can be shown; `text` is written in place of the template's body, None for that body;
    `unfound` tells which references lead to none of the blocks, nor to what the text has and could not be read.
    """
    page = engine.render(template.roots, body_name(template) if text is None else LINE, context, check, text)
    blocks, found = parse(page.text, page.slots, auditor, picture)
    secret = [Location(line=at) for at, line in enumerate(page.text.splitlines(), 1) if is_classification(line)]
    found = [*found, *(replace(CLASSIFIED, location=place) for place in secret)]
    # a heading of which a mistake has left nothing is no second one
    wrong = {(problem.location, EMPTY_HEADING) for problem in errors_in(page.problems)}
    problems = [*page.problems, *(one for one in map(page.located, found) if (one.location, one.message) not in wrong)]
    if page.text and not any(map(_may_show, errors_in(page.problems))):
        problems += unfound(blocks, page.text)
    problems = sorted(_once(problems), key=lambda problem: (problem.location.file or "", problem.location.line or 0))
    if errors_in(problems):
        raise BriefingError(problems)
    return blocks, problems


def _once(problems: Iterable[Problem]) -> Iterable[Problem]:
    """Return what is said of each line once: in a loop only the words around the mistake change with every city."""
    found: dict[object, Problem] = {}
    for problem in problems:
        found.setdefault((problem.location, problem.message.rpartition("里的")[2], problem.hint), problem)
    return found.values()
