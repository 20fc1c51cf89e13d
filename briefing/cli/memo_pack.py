"""briefing memo pack: a memo and its annexes as one zip file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.asking import Date, date_of
from briefing.cli.common import Workspace, cache_folder, say, workspace
from briefing.errors import Problem, UsageError

SUFFIX = ".zip"

Paths = Annotated[
    list[Path], typer.Argument(metavar="行文", help="行文的文件夹（memo new 写出的），或要打包的文件；可写多个。")
]
Attach = Annotated[
    list[Path] | None,
    typer.Option(
        "--attach", metavar="成果包", help="再加上的成果包，接着附件编号，按顺序可多次使用。", show_default=False
    ),
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="文件", help="压缩包的文件名，或放它的文件夹；不写则放在行文旁边，与行文同名。"),
]
Everything = Annotated[
    bool, typer.Option("--all", help="文件夹里的 Markdown、facts.csv 和 manifest.json 也打包；不写则不发出。")
]
Force = Annotated[bool, typer.Option("--force", help="覆盖已有的同名压缩包。")]


def pack(
    paths: Paths,
    attach: Attach = None,
    out: Out = None,
    date: Date = None,
    everything: Everything = False,
    force: Force = False,
    folder: Workspace = None,
) -> None:
    """把行文和附件打成一个压缩包，带清单和 SHA-256 校验值。例：briefing memo pack output/行文的文件夹"""
    from briefing.bundle.files import write_file
    from briefing.memo.archive import archive, gather
    from briefing.memo.attached import doubts, open_bundles
    from briefing.memo.mail_body import size
    from briefing.version import VERSION

    target = _target(paths, out)
    day = date_of(date)
    opened = open_bundles(attach or ())
    warnings = doubts(opened, workspace(folder), cache_folder()) if opened else []
    files = gather(paths, opened, warnings.append, everything=everything)
    data = archive(files, target.stem, day, VERSION)
    write_file(target, data, force=force)
    say(warnings)
    print(f"已打包：{target}（{size(data)}，文件 {len(files)} 个，另有清单和校验值）")
    for item in files:
        print(f"  {item.name}")
    print("下一步：解开核对一遍再发送；收件人可照清单里的办法核对文件。")


def _target(paths: list[Path], out: Path | None) -> Path:
    """The zip file to write: that of --out, else beside the first of what is packed, and called like it."""
    from briefing.text.file_names import safe_name

    first = paths[0].resolve()
    named = safe_name(first.name if first.is_dir() else first.stem) + SUFFIX
    beside = paths[0].parent if paths[0].name not in ("", "..") else first.parent
    target = (beside if out is None else out) / named if out is None or out.is_dir() else out
    if target.suffix.lower() != SUFFIX:
        hint = f"请写成以 {SUFFIX} 结尾的文件名，或已有的文件夹。"
        raise UsageError(Problem(f"--out 写的“{out}”不是压缩包的文件名。", hint=hint))
    if target.parent.resolve() in [path.resolve() for path in paths]:
        hint = "请用 --out 换一个位置。"
        raise UsageError(Problem(f"压缩包不能放在要打包的文件夹“{target.parent}”里。", hint=hint))
    return target
