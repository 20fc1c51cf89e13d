"""Templates of one's own: made, checked, compared."""

from __future__ import annotations

from pathlib import Path

from briefing.api.workspace import BUILT_IN, Begin, Workspace, builtin, silent
from briefing.bundle.files import write_file
from briefing.data.template_folders import template_ids
from briefing.data.template_paths import DESCRIPTION
from briefing.errors import Place, Problem, UsageError, errors_in
from briefing.model.template import Template
from briefing.template_tools import schema as schemas
from briefing.template_tools.checking import annotated_shell, check_template
from briefing.template_tools.inheritance import differences
from briefing.template_tools.scaffolding import new_template
from briefing.template_tools.trial import ways
from briefing.template_tools.unused_parameters import idle
from briefing.template_tools.usage import usage
from briefing.templating.template_blocks import body_file
from briefing.templating.template_errors import placed


def template_new(
    name: str,
    workspace: Workspace,
    *,
    base: str = "bulletin",
    thin: bool = False,
    shell: str | Path | None = None,
) -> list[Path]:
    """Make a template from `base`, a copy or (`thin`) what is different alone, poured into `shell`; the files written.

    UsageError where the name is none or taken, and for a base that does not exist.
    """
    if name in template_ids(workspace.roots):
        raise UsageError(Problem(f"已有名为“{name}”的模板，未改动。", hint="请换一个名称。"))
    if thin and base.startswith(BUILT_IN):
        hint = f"底本按名称找，先在工作区里找；请写 --from {base.removeprefix(BUILT_IN)}。"
        raise UsageError(Problem(f"--thin 不能以“{base}”为底。", hint=hint))
    folder = workspace.path / "templates"
    return new_template(name, workspace.template(base), folder, thin=thin, shell=Path(shell) if shell else None)


def template_check(
    name: str, workspace: Workspace, *, annotate: str | Path | None = None, begin: Begin = lambda names: silent
) -> list[Problem]:
    """All that is wrong with a template: description, body, parts and shell, tried in every way it may be asked for.

    `annotate`: where to save the shell with a comment at each error, unless it is too damaged to be opened; UsageError
    if that is there already. `begin` as for `Workspace.check`.
    """
    template = workspace.template(name)
    shell = workspace.shell(template)
    asked = ways(workspace.library(), template, usage(template).facts, without=True)
    tell = begin([way.title for way in asked])
    checked = check_template(template, shell, asked, workspace.config().defaults.settings, tell)
    if annotate is not None:
        if Path(annotate).exists():
            raise UsageError(Problem(f"已有“{annotate}”，未覆盖。", hint="请换一个文件名。"))
        if (commented := annotated_shell(shell, checked)) is not None:
            write_file(Path(annotate), commented, force=False)
    text = body_file(template)
    told = [placed(problem, Place(text, key=problem.place.key)) for problem in checked.all]
    return [*told, *(() if errors_in(checked.all) else idle(template, shell))]


def template_schema(name: str, workspace: Workspace) -> dict[str, object]:
    """The JSON Schema of what a template needs of data and parameters."""
    return schemas.template_schema(workspace.template(name))


def template_diff(old: str, new: str | None, workspace: Workspace) -> list[str]:
    """In what the texts of two templates differ, line by line; see `compared` for one name alone."""
    return list(differences(*compared(old, new, workspace)))


def compared(old: str, new: str | None, workspace: Workspace) -> tuple[Template, Template]:
    """The two templates to compare; with one name alone, the program's own comes first or, if it has none, the base."""
    if new:
        return workspace.template(old), workspace.template(new)
    mine = workspace.template(old)
    if not (builtin() / "templates" / mine.id / DESCRIPTION).is_file():
        if mine.base:
            return mine.base, mine
        hint = f"请写明与哪个比，如 briefing template diff bulletin {mine.id}。"
        raise UsageError(Problem(f"程序没有自带名为“{mine.id}”的模板，它也没有底本。", hint=hint))
    return workspace.template(f"{BUILT_IN}{mine.id}"), mine
