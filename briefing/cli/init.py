"""briefing init: a workspace of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="新工作区的位置：不存在的，或空的文件夹；不写为当前文件夹。")
    ] = Path(),
) -> None:
    """新建一个自己的工作区：复制内置数据和模板，之后可以随意增改。"""
    from briefing.api.init import init as make

    make(folder)
    print(f"已建立工作区：{folder}")
    print("  data/cities/    城市数据，一个城市一个文件")
    print("  templates/      模板，改这里的文字和版式")
    there = "" if folder.resolve() == Path.cwd() else f'cd "{folder}"，'
    print(f"下一步：{there}改好后运行 briefing check，再运行 briefing generate。")
