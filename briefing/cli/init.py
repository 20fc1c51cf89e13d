"""briefing init: a workspace of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from briefing.cli.common import builtin
from briefing.errors import BriefingError, Problem


def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="新工作区的位置；要么不存在，要么是空的。")],
) -> None:
    """新建一个自己的工作区：复制内置数据和模板，之后可以随意增改。"""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BriefingError(Problem(f"“{folder}”已经存在且不是空文件夹，未改动。", hint="请换一个名称。"))
    part = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(part, ignore_errors=True)
        for name in ("data", "templates"):
            shutil.copytree(builtin() / name, part / name)
        if folder.exists():
            folder.rmdir()
        part.rename(folder)
    except OSError as error:
        raise BriefingError(
            Problem(f"不能建立“{folder}”：{error.strerror}。", hint="请检查权限或换一个位置。")
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    print(f"已建立工作区：{folder}")
    print("  data/cities/    城市数据，一个城市一个文件")
    print("  templates/      模板，改这里的文字和版式")
    print(f"下一步：cd {folder}，改好后运行 briefing check，再运行 briefing generate。")
