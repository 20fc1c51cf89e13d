"""Templates: looked at, made, checked, compared; and the schemas of a workspace's files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from briefing.api.workspace import BUILT_IN, Begin, Workspace, builtin
from briefing.bundle.files import write_file
from briefing.data.schema import PUBLISHED, json_schema
from briefing.data.template_folders import template_ids
from briefing.data.template_paths import DESCRIPTION, shell_of
from briefing.errors import Location, Problem, UsageError, did_you_mean, errors_in
from briefing.model.request import silent
from briefing.model.template import Template
from briefing.template_tools import schema as schemas
from briefing.template_tools.adopting.adopt import Adopted, adopted
from briefing.template_tools.checking import annotated_shell, check_template
from briefing.template_tools.exchange import Imported, NotPacked, exported, imported
from briefing.template_tools.inheritance import differences, origin
from briefing.template_tools.renaming import rename_template
from briefing.template_tools.scaffolding import check_name, new_template, put_template
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
    """Make a template from `base`, as a copy or (`thin`) resting on it, with the Word file `shell`; return the files.

    UsageError where the name is none or taken, and for a base that does not exist.
    """
    if name in template_ids(workspace.roots):
        raise UsageError(Problem(f"已有名为“{name}”的模板，未改动。", hint="请换一个名称。"))
    if thin and base.startswith(BUILT_IN):
        hint = f"底本按名称找，先在工作区里找；请写 --from {base.removeprefix(BUILT_IN)}。"
        raise UsageError(Problem(f"--thin 不能以“{base}”为底。", hint=hint))
    folder = workspace.path / "templates"
    return new_template(name, workspace.template(base), folder, thin=thin, shell=Path(shell) if shell else None)


def template_adopt(
    file: str | Path,
    name: str,
    workspace: Workspace,
    *,
    base: str | None = None,
    settings: Mapping[str, str] | None = None,
    write: bool = True,
) -> Adopted:
    """Make a template of an office's own Word file; return it, written unless not `write`.

    Its body is that of `base`; for None the text of the file, where that is a finished one, else that of bulletin.
    `settings` corrects what the words of the file are found to be, by 名称、期号、单位、日期、标题、正文 … : the words
    as they stand in the file, "" for what it does not have. UsageError for words that are not there, and where the
    name is none or taken; BriefingError with what makes the file unfit.
    """
    check_name(name)
    _own(workspace)
    if name in template_ids(workspace.roots):
        raise UsageError(Problem(f"已有名为“{name}”的模板，未改动。", hint="请换一个名称。"))
    library = None if base else workspace.library()
    home = workspace.config().defaults.home or ""
    made = adopted(Path(file), name, workspace.template(base or "bulletin"), settings, library, home)
    if write:
        write_adopted(made, workspace)
    return made


def write_adopted(made: Adopted, workspace: Workspace) -> list[Path]:
    """Write a template that `template_adopt` made into the workspace, whole or not at all; return its files."""
    return put_template(made.name, made.files, _own(workspace) / "templates")


def template_check(
    name: str, workspace: Workspace, *, annotate: str | Path | None = None, begin: Begin = lambda names: silent
) -> list[Problem]:
    """Return all that is wrong with a template: description, body, parts, shell, tried in every way it may be used.

    `annotate`: where to save the shell with a comment at each error, unless it has none or is too damaged to be opened,
    None for nowhere; UsageError if that is there already. `begin` is as for `check`.
    """
    template = workspace.template(name)
    shell = shell_of(template)
    asked = ways(workspace.library(), template, usage(template).facts, without=True)
    progress = begin([way.title for way in asked])
    checked = check_template(template, shell, asked, workspace.config().defaults.settings, progress, workspace.register)
    if annotate is not None:
        if Path(annotate).exists():
            raise UsageError(Problem(f"已有“{annotate}”，未覆盖。", hint="请换一个文件名。"))
        if (commented := annotated_shell(shell, checked)) is not None:
            write_file(Path(annotate), commented, force=False)
    text = body_file(template)
    told = [placed(problem, Location(text, key=problem.location.key)) for problem in checked.all]
    return [*told, *(() if errors_in(checked.all) else idle(template, shell))]


def template_show(name: str, workspace: Workspace) -> dict[str, object]:
    """Return all that is known of a template; `from` is the template that a parameter is taken over from."""
    template = workspace.template(name)
    keys = ("name", "type", "default", "options", "description", "required")
    return {
        "id": template.id,
        "title": template.title,
        "description": template.description,
        "kind": template.kind,
        "base": template.base.id if template.base else None,
        "shell": str(shell_of(template)),
        "ending": template.ending,
        "needs": template.needs,
        "fonts": dict(template.fonts),
        **{key: asdict(getattr(template, key)) for key in ("charts", "numbers", "wording", "order")},
        "parameters": [
            {**{key: getattr(item, key) for key in keys}, "from": origin(template, item).id}
            for item in template.parameters
        ],
        "uses": asdict(usage(template)),
    }


def template_export(name: str, out: str | Path, workspace: Workspace, *, force: bool = False) -> tuple[Path, NotPacked]:
    """Write a template with its bases, shells and parts as one zip file `out`; return it, and what is not in it.

    Those are bases of the program's own, which everybody has, and notes and pictures of the workspace. BriefingError
    where another file stands at `out`, unless `force`.
    """
    data, left = exported(workspace.template(name))
    path = Path(out) if Path(out).suffix.lower() == ".zip" else Path(f"{out}.zip")
    write_file(path, data, force=force)
    return path, left


def template_import(file: str | Path, workspace: Workspace, *, force: bool = False) -> Imported:
    """Put the templates of a file that `template_export` wrote into the workspace, all of them or none.

    BriefingError with all that is wrong with the file, and with each file of the workspace in the way; with `force`
    these are replaced, and kept as copies.
    """
    return imported(Path(file), _own(workspace) / "templates", workspace.roots, force=force)


def template_rename(old: str, new: str, workspace: Workspace) -> list[Path]:
    """Rename a template of the workspace and what names it there: recipes, bases, tags; return the files changed.

    UsageError for a name that is none or taken; BriefingError, with nothing changed, with each place that names it in
    a way that cannot be changed.
    """
    if new in template_ids(workspace.roots):
        raise UsageError(Problem(f"已有名为“{new}”的模板，未改动。", hint="请换一个名称。"))
    return rename_template(old, new, _own(workspace))


def _own(workspace: Workspace) -> Path:
    """Return the folder of a workspace; UsageError for the built-in one."""
    if workspace.register is None:
        hint = "请先用 briefing init 建一个工作区，在里面做。"
        raise UsageError(Problem("这里不是自己的工作区，未改动。", hint=hint))
    return workspace.path


def schema(kind: str = "city") -> dict[str, object]:
    """Return the JSON Schema of a kind of file in a workspace; UsageError for a kind that does not exist."""
    if kind not in PUBLISHED:
        hint = did_you_mean(kind, PUBLISHED) or f"可用：{'、'.join(PUBLISHED)}。"
        raise UsageError(Problem(f"没有“{kind}”这种文件。", hint=hint))
    return json_schema(kind)


def template_schema(name: str, workspace: Workspace) -> dict[str, object]:
    """Return the JSON Schema of what a template needs of data and parameters."""
    return schemas.template_schema(workspace.template(name))


def template_diff(old: str, new: str | None, workspace: Workspace) -> list[str]:
    """Return the lines in which the texts of two templates differ; see `compared` for one name alone."""
    return list(differences(*compared(old, new, workspace)))


def compared(old: str, new: str | None, workspace: Workspace) -> tuple[Template, Template]:
    """Return the two templates to compare; where `new` is None, first the built-in one of that name, else its base."""
    if new:
        return workspace.template(old), workspace.template(new)
    mine = workspace.template(old)
    if not (builtin() / "templates" / mine.id / DESCRIPTION).is_file():
        if mine.base:
            return mine.base, mine
        hint = f"请写明与哪个比，如 briefing template diff bulletin {mine.id}。"
        raise UsageError(Problem(f"程序没有自带名为“{mine.id}”的模板，它也没有底本。", hint=hint))
    return workspace.template(f"{BUILT_IN}{mine.id}"), mine
