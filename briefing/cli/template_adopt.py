"""briefing template adopt: an office's own Word file made into a template."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import WorkspaceFolder, complete_template, settings_of, workspace

if TYPE_CHECKING:
    from briefing.template_tools.adopting.adopt import Adopted

SHOWN = 24
"""Characters of the words of a place that the table shows."""


File = Annotated[Path, typer.Argument(metavar="文件", help="红头，或上一期的成稿：.docx、.dotx、.doc。")]
Name = Annotated[str, typer.Argument(metavar="名称", help="新模板的名称，也是文件夹名。")]
Base = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="模板",
        help="正文用哪个模板的；不写时，成稿留用原文，红头用 bulletin。",
        autocompletion=complete_template,
    ),
]
Corrections = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="项目=原文", help="更正一项：期号=第12期；没有的写 期号=。可多次写。"),
]
Yes = Annotated[bool, typer.Option("--yes", help="不问，直接写出。")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只列出找到了什么，不写文件。")]
Preview = Annotated[bool, typer.Option("--preview", help="写出后在浏览器里预览。")]


def adopt(
    file: File,
    name: Name,
    base: Base = None,
    setting: Corrections = None,
    yes: Yes = False,
    dry_run: DryRun = False,
    preview: Preview = False,
    folder: WorkspaceFolder = None,
) -> None:
    """把单位自己的 Word 文件做成模板：找出填写的位置，取出旧正文，补齐样式。"""
    from briefing.api.template import template_adopt, write_adopted
    from briefing.model.letter import SENDERS

    here = workspace(folder)
    made = template_adopt(file, name, here, base=base, settings=settings_of(setting), write=False)
    _tell(made)
    if dry_run:
        print("没有写文件（--dry-run）。")
        return
    if not yes:
        if not sys.stdin.isatty():
            print("没有写文件：请核对上表，有错的用 --set 更正，加 --yes 写出。", file=sys.stderr)
            raise typer.Exit(1)
        if not typer.confirm("照这样写出模板吗？"):
            raise typer.Exit(1)
    for path in write_adopted(made, here):
        print(f"已写出：{path}")
    template = here.template(name)
    if template.kind == "memo":
        signed = any(item.name == SENDERS[0] and item.default for item in template.parameters)
        sender = "" if signed else " --from 发文机关"
        print(f"下一步：运行 briefing template check {name}；写一份看看：briefing memo new --template {name}{sender}。")
        return
    if preview:
        from briefing.cli.preview import preview as show

        show(name, folder=folder)
        return
    if cities := dict.fromkeys(item.city for item in made.numbers or () if item.city):
        print(f"正文写明了{'、'.join(cities)}的数，不写 --city 时就选这些城市。")
    print(f"下一步：运行 briefing preview {name} 看样子，再用 briefing template check {name} 检查。")


def _tell(made: Adopted) -> None:
    """Print what was found, what it becomes, how sure that is, and what else was done."""
    from briefing.cli.output import columns, visible

    rows = [("位置", "原文", "改为", "把握")]
    for place, tag in made.places:
        words = visible(place.words.strip().replace("\n", " "))
        where = str(place.line.paragraph.position).partition("“")[0]
        rows.append(
            (
                where,
                words if len(words) <= SHOWN else f"{words[:SHOWN]}…",
                f"{place.role} {tag or '照原样'}",
                place.sure,
            )
        )
    print("\n".join(columns(rows)) if len(rows) > 1 else "没有找到要填写的位置。")
    old = [line.words.strip() for line in made.anatomy.body if line.words.strip()]
    begin = f"，从“{visible(old[0][:12])}”到“{visible(old[-1][:12])}”" if old else ""
    print(f"旧正文 {len(old)} 段、{sum(map(len, old))} 字{begin}，换成正文的位置 {{{{p body }}}}。")
    _tell_numbers(made)
    for note in made.notes:
        print(f"注意：{note}")


def _tell_numbers(made: Adopted) -> None:
    """Print what became of each number of the text, those that are no figures of the data last."""
    from briefing.cli.output import columns, visible

    if made.numbers is None:
        return
    tied = [item for item in made.numbers if item.tied]
    others = [item for item in made.numbers if not item.tied]
    print(f"正文留用原文，里面有数 {len(made.numbers)} 处：与资料对上、改成标签的 {len(tied)} 处。")
    for rows in (tied, others):
        if rows is others and rows:
            print(f"没有对上的 {len(others)} 处，正文里写作“××”，请改成标签、参数或不带数字的话：")
        cells = [
            (item.where, visible(item.words), item.tag if item.tied else visible(item.sentence)[:SHOWN], item.why)
            for item in rows
        ]
        print("\n".join(columns(cells)), end="\n" if cells else "")
