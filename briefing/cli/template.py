"""briefing template: looking at templates, making one's own, checking and comparing them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import AsJson, WorkspaceFolder, complete_template, workspace
from briefing.cli.output import counted_progress_bar, print_json, say
from briefing.errors import Problem, UsageError, errors_in

if TYPE_CHECKING:
    from briefing.model.template import Template

Name = Annotated[
    str, typer.Argument(metavar="模板", help="模板名，见 briefing template list。", autocompletion=complete_template)
]


def list_templates(as_json: AsJson = False, folder: WorkspaceFolder = None) -> None:
    """列出可用的模板。"""
    from briefing.cli.listing import list_

    list_("templates", as_json, folder)


def show(name: Name, as_json: AsJson = False, folder: WorkspaceFolder = None) -> None:
    """查看一个模板：用途、参数的类型和默认值、可以改写的段、用到的数据。"""
    from briefing.api.template import template_show
    from briefing.data.template_paths import shell_of

    here = workspace(folder)
    if as_json:
        print_json(template_show(name, here))
        return
    template = here.template(name)
    print(f"{template.title}（{template.id}）")
    print(f"  {template.description}")
    print(f"  位置：{template.folder}")
    if template.base:
        print(f"  底本：{template.base.title}（{template.base.folder}），没有写的照用它的")
    print(f"  版式：{shell_of(template)}")
    if "home" in template.needs:
        print("  另须写明：--home 本地城市")
    _print_parameters(template)
    _print_names(template)


def _print_parameters(template: Template) -> None:
    from briefing.cli.output import columns
    from briefing.template_tools.inheritance import origin

    if not template.parameters:
        print("\n没有参数。")
        return
    rows: list[tuple[str, ...]] = [("名称", "类型", "默认值", "来自", "说明")]
    for item in template.parameters:
        default = item.default or ("（必须给出）" if item.required else "（空）")
        rows.append((item.name, item.type, default, origin(template, item).id, item.description))
    if template.base is None:
        rows = [(name, kind, default, about) for name, kind, default, _, about in rows]
    print("\n参数（--set 名称=值）：")
    print("\n".join(f"  {line}" for line in columns(rows)))


def _print_names(template: Template) -> None:
    from briefing.cli.output import columns
    from briefing.content.asked.vocabulary import NAMES
    from briefing.template_tools.usage import usage

    used, kind = usage(template), template.kind
    if used.blocks:
        print(f"\n可以改写的段：{'、'.join(used.blocks)}")
    if used.parts:
        print(f"引用的文件：{'、'.join(used.parts)}")
    for title, ids in (("数据点", used.facts), ("来源", used.sources)):
        if ids:
            print(f"直接引用的{title}：{'、'.join(ids)}")
    if used.names:
        print("\n用到的数据：")
        rows = [(f"{kind}.{name}", NAMES[kind][name]) for name in used.names]
        print("\n".join(f"  {line}" for line in columns(rows)))


def new(
    name: Annotated[str, typer.Argument(metavar="名称", help="新模板的名称，也是文件夹名。")],
    base: Annotated[
        str,
        typer.Option(
            "--from", metavar="模板", help="以哪个模板为底；不写为 bulletin。", autocompletion=complete_template
        ),
    ] = "bulletin",
    thin: Annotated[bool, typer.Option("--thin", help="只写要改的，其余照用底本；底本改了也跟着变。")] = False,
    shell: Annotated[
        Path | None, typer.Option("--shell", metavar="文件", help="版式用这份 Word 文件；不写则与底本的相同。")
    ] = None,
    folder: WorkspaceFolder = None,
) -> None:
    """新建一个自己的模板：底本的副本，或只改几段的。不覆盖已有的文件。"""
    from briefing.api.template import template_new
    from briefing.api.workspace import builtin

    here = workspace(folder)
    if here.path.resolve() == builtin().resolve() and folder is None:
        hint = "请先用 briefing init 建一个工作区，在里面新建模板。"
        raise UsageError(Problem("这里不是自己的工作区，未新建。", hint=hint))
    for path in template_new(name, here, base=base, thin=thin, shell=shell):
        print(f"已写出：{path}")
    used_by = "memo new" if here.template(name).kind == "memo" else "generate"
    print(f"下一步：改好后运行 briefing template check {name}，再运行 briefing {used_by} --template {name}。")


def check(
    name: Name,
    annotate: Annotated[
        Path | None, typer.Option("--annotate", metavar="文件", help="另存一份版式文件，在每处错误加批注。")
    ] = None,
    as_json: AsJson = False,
    folder: WorkspaceFolder = None,
) -> None:
    """检查一个模板：说明、正文、引用的段和版式文件，一次列出所有问题。"""
    from briefing.api.template import template_check
    from briefing.data.template_paths import shell_of
    from briefing.template_tools.inheritance import way as lineage

    here = workspace(folder)
    template = here.template(name)
    with counted_progress_bar() as begin:
        found = template_check(name, here, annotate=annotate, begin=begin)
    errors = errors_in(found)
    if as_json:
        from briefing.cli.check import record

        print_json([record(problem) for problem in found])
    else:
        say(found, all_in="--json")
        count = f"发现 {len(errors)} 处错误、{len(found) - len(errors)} 处警告。" if found else "没有发现问题。"
        on = f"（照用底本：{lineage(template)}）" if template.base else ""
        print(f"已检查模板“{name}”{on}：{count}")
        if annotate is not None:
            faulty = any(problem.location.file == str(shell_of(template)) for problem in found)
            unsaved = "版式文件打不开，没有另存加批注的。" if faulty else "版式文件没有要批注的，没有另存。"
            print(f"加了批注的版式文件：{annotate}" if annotate.exists() else unsaved)
    raise typer.Exit(1 if errors else 0)


def schema(name: Name, folder: WorkspaceFolder = None) -> None:
    """输出一个模板所需数据和参数的 JSON Schema。"""
    from briefing.api.template import template_schema

    print_json(template_schema(name, workspace(folder)))


def diff(
    old: Annotated[
        str,
        typer.Argument(
            metavar="旧", help="一个模板；内置/bulletin 是程序自带的那个。", autocompletion=complete_template
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            metavar="新",
            help="另一个模板；不写则与程序自带的同名模板比，没有同名的就与底本比。",
            autocompletion=complete_template,
        ),
    ] = None,
    folder: WorkspaceFolder = None,
) -> None:
    """比较两个模板的说明、正文和版式：自己改了什么，程序更新又改了什么。"""
    from briefing.api.template import compared
    from briefing.template_tools.inheritance import differences

    first, second = compared(old, new, workspace(folder))
    for item in (first, second):
        if item.base:
            print(
                f"“{item.id}”的底本是“{item.base.id}”（{item.base.folder}），比较时连同照用的说明；正文只比自己写的。"
            )
    lines = list(differences(first, second))
    print("\n".join(lines) if lines else f"“{first.folder}”与“{second.folder}”的说明、正文和版式相同。")


def rename(
    old: Name,
    new: Annotated[str, typer.Argument(metavar="新名称", help="新的名称，也是文件夹名。")],
    folder: WorkspaceFolder = None,
) -> None:
    """给自己的模板改名，用到它的方案、底本和标签一起改。"""
    from briefing.api.template import template_rename

    for path in template_rename(old, new, workspace(folder)):
        print(f"已改写：{path}")
    print(f"模板“{old}”已改名为“{new}”。")
