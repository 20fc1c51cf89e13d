"""A workspace of one's own, and a preview of it that is served as `briefing preview` serves it."""

from __future__ import annotations

import datetime
import http.client
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.api.workspace import Workspace
from briefing.model.request import Request
from briefing.preview.server import PreviewServer, listen
from briefing.preview.watch import Board, Watcher
from tests.builders import generate

ROOT = Path(__file__).parents[2]
LONG = 20.0
"""Seconds after which waiting has failed; what is waited for comes within one."""


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


@dataclass(frozen=True)
class Preview:
    """A running preview, its workspace and its parts."""

    workspace: Path
    request: Request
    board: Board
    server: PreviewServer

    @property
    def body(self) -> Path:
        """The text of the template that is previewed."""
        return self.workspace / "templates/bulletin/body.md.j2"

    def get(self, path: str = "/", method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
        """The answer to a request as it stands: no path is tidied up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=LONG)
        connection.request(method, path, headers=headers or {})
        answer = connection.getresponse()
        found = Answer(answer.status, answer.headers, answer.read())
        connection.close()
        return found

    def wait(self, holds: Callable[[str], bool]) -> str:
        """The page as soon as `holds` says that it is as it should be."""
        end = time.monotonic() + LONG
        while not holds(text := self.get().text):
            assert time.monotonic() < end, text[-3000:]
            time.sleep(0.05)
        return text


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for caches, so that each chart is drawn once."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def request_(tmp_path: Path, cache: Path) -> Request:
    """政务服务 in 武汉 and 三门峡, from a workspace that may be changed."""
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "我的 数据" / name)
    return Request(
        roots=(tmp_path / "我的 数据/templates", ROOT / "templates"),
        date=datetime.date(2026, 11, 22),
        cities=("武汉", "三门峡"),
        themes=("政务服务",),
        settings={"推算": "全"},
        cache=cache,
    )


@pytest.fixture
def preview(request_: Request) -> Iterator[Preview]:
    """The preview of that, on a port of its own."""
    board = Board()
    workspace = Workspace(request_.roots[0].parent)
    watcher = Watcher(lambda: generate(request_), workspace.watched, board)
    watcher.first()
    with listen(0, board) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        watcher.start()
        yield Preview(workspace.path, request_, board, server)
        watcher.stop()
        server.shutdown()
        thread.join()
