"""briefing preview: the briefing as a page that follows its files."""

from __future__ import annotations

import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import (
    Cities,
    Date,
    Home,
    InPeriod,
    Issue,
    Recipe,
    Settings,
    Since,
    Themes,
    Title,
    WorkspaceFolder,
    settings_of,
    workspace,
)
from briefing.errors import Problem, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from briefing.pipeline import Briefing
    from briefing.preview.server import PreviewServer
    from briefing.preview.watch import Watcher

PORT = 8765
LAST_PORT = 65535
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
"""What tells on Linux that there is a browser with a window of its own; an editor far away sets the last."""

Port = Annotated[int, typer.Option("--port", metavar="端口", help=f"不写为 {PORT}；已被占用则用下一个。", parser=int)]


def preview(
    template: Annotated[
        str | None, typer.Argument(metavar="模板", help="模板名，见 briefing template list；不写为 bulletin。")
    ] = None,
    recipe: Recipe = None,
    city: Cities = None,
    theme: Themes = None,
    period: InPeriod = None,
    since: Since = None,
    home: Home = None,
    date: Date = None,
    issue: Issue = None,
    title: Title = None,
    setting: Settings = None,
    port: Port = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="只显示地址，不打开浏览器。")] = False,
    folder: WorkspaceFolder = None,
) -> None:
    """在浏览器里预览简报：保存数据、模板或版式文件后自动更新。"""
    from briefing.api.generate import generate

    if not 1 <= port <= LAST_PORT:
        raise UsageError(Problem(f"端口“{port}”不对。", hint=f"请写 1 到 {LAST_PORT} 的整数。"))
    here = workspace(folder)
    made = partial(  # called anew each time, for briefing.yaml may have been saved, too
        generate,
        here,
        cities=city,
        themes=theme,
        period=period,
        since=since,
        home=home,
        template=template,
        recipe=recipe,
        title=title,
        date=date,
        issue=issue,
        settings=settings_of(setting),
    )
    _serve(made, here.watched, port, browser=not no_browser)


def _serve(made: Callable[[], Briefing], watched: Iterable[Path], port: int, *, browser: bool) -> None:
    """Show what is `made`, anew whenever one of the files `watched` is saved, until Ctrl-C."""
    import gc

    from briefing.preview.server import listen
    from briefing.preview.watch import Board, Watcher

    gc.enable()  # this process is not short
    board = Board()
    watcher = Watcher(made, watched, board)
    with listen(port, board) as server:
        _say("正在编排第一稿……")
        watcher.first()
        _answer(server, watcher, port, browser=browser)


def _answer(server: PreviewServer, watcher: Watcher, port: int, *, browser: bool) -> None:
    """Say where the page is, and answer until Ctrl-C."""
    try:
        if server.server_port != port:
            _say(f"端口 {port} 不能用，可能已被别的程序占用，改用 {server.server_port}。")
        _say(f"预览：{server.address}")
        _say("保存数据、模板或版式文件后，页面自动更新；按 Ctrl-C 结束。")
        if browser:
            _open(server.address)
        watcher.start()
        server.serve_forever()
    except KeyboardInterrupt:
        _say("\n预览已结束。")
    finally:
        watcher.stop()


def _open(address: str) -> None:
    """Open the default browser, which takes a moment: not in the way of the page."""
    import threading
    import webbrowser

    if sys.platform.startswith("linux") and not any(map(os.environ.get, SCREENS)):
        _say("这里没有图形界面，请在浏览器里打开上面的地址。")  # a browser in the terminal would take Ctrl-C away
        return

    def open_() -> None:
        if not webbrowser.open(address):
            _say("没能打开浏览器，请自己打开上面的地址。")

    threading.Thread(target=open_, daemon=True).start()


def _say(message: str) -> None:
    print(message, flush=True)  # at once, also where the output is read by a program
