"""The issues of a workspace: listed, marked as gone out, corrected."""

from __future__ import annotations

from pathlib import Path

from briefing.api.generate import generated
from briefing.api.parameters import Day, day, issue_number
from briefing.api.workspace import Workspace
from briefing.bundle.register import Register, register_issued
from briefing.errors import Location, Problem, UsageError
from briefing.model.issue import Issue
from briefing.model.layout import Layout
from briefing.model.request import Names, Progress, Request, names_in, silent
from briefing.pipeline import Briefing

CORRECTION = "correction"
"""The template of corrections."""


def issues(workspace: Workspace) -> list[Issue]:
    """Return the issues in the register of a workspace; BriefingError where it cannot be used."""
    return list(Register.open(workspace.path).issues)


def issues_issued(
    number: int | str, file: str | Path, workspace: Workspace, *, recipe: str | None = None, year: int | None = None
) -> Issue:
    """Keep the file that went out as issue `number` (3, 增刊1), or as its correction, and return it, frozen now.

    `recipe` and `year` are needed where several issues have that number; the latest year is taken for None. UsageError
    where there is no such draft, BriefingError where the file or the bundle of the draft cannot be read.
    """
    numbered = issue_number(number)
    found = Register.open(workspace.path).find(numbered, recipe, year)
    draft = next((item for item in found if not item.issued), None)
    if draft is None:
        hint = f"它的数据有错，用 briefing issues correct {numbered.written} 出更正。"
        raise UsageError(Problem(f"{found[0].name}已经印发，印发的文件是“{found[0].kept}”，没有改动。", hint=hint))
    if not Path(file).is_file():
        raise UsageError(Problem("没有这个文件。", Location(str(file)), "请写印发出去的那个文件，如 印发稿.docx。"))
    return register_issued(workspace.path, draft, Path(file))


def issues_correct(
    number: int | str,
    workspace: Workspace,
    *,
    recipe: str | None = None,
    year: int | None = None,
    memos: Names = (),
    date: Day = None,
    formats: Names = (),
    progress: Progress = silent,
) -> Briefing:
    """Return the correction of issue `number`: the figures that the data give otherwise now for the same time.

    It tells in which other issues and memos they were printed; memos are looked for in `memos` and beside the bundles.
    UsageError where the issue did not go out, or the data give no figure otherwise.
    """
    register = Register.open(workspace.path)
    found = register.find(issue_number(number), recipe, year)
    wrong = next((item for item in found if item.issued and item.corrects is None), None)
    if wrong is None:
        hint = "还没有印发的，改了数据重新生成就行。"
        raise UsageError(Problem(f"{found[0].name}还没有印发，不用更正。", hint=hint))
    asked = register.kept(wrong).request
    plan = workspace.config().plan(None)
    request = Request(
        roots=workspace.roots,
        date=day(date),
        cities=tuple(asked.get("cities") or ()),
        themes=tuple(asked.get("themes") or ()),
        template=CORRECTION,
        formats=names_in(formats) or ("docx", "md"),
        title=f"关于{wrong.name}有关数据的更正",
        layout=Layout(number=None),
        defaults={**plan.defaults, **(asked.get("settings") or {})},
        cache=workspace.cache,
        recipe=wrong.recipe,
        register=workspace.register,
        corrects=wrong,
        memos=tuple(map(Path, names_in(memos))),
    )
    return generated(workspace, request, progress)
