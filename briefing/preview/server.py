"""The preview's server: on this machine only, and nothing but what was rendered."""

from __future__ import annotations

import json
import os
import socketserver
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote

from briefing.errors import BriefingError, Problem
from briefing.preview.edition import Served
from briefing.preview.watch import Board

HERE = "127.0.0.1"
NAMES = (HERE, "localhost")
"""What the address may be called; any other name in a request's Host is DNS rebinding."""

TRIES = 20
"""Ports that are tried, one after the other."""

LAST_PORT = 65535
PATIENCE = 20.0
"""Seconds until a question for changes is answered, changes or none."""

LISTENERS = 32
"""Questions for changes that may wait at once, each in a thread."""

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "style-src-attr 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""Sent with every answer: nothing is loaded from elsewhere, and no other page may embed or read this one. Attributes
may hold styles, as the lines of a shell do: they are colours, sizes and sides, and can fetch nothing.
"""

_TEXT = "text/plain; charset=utf-8"
_KEEP = "private, max-age=3600, immutable"  # for charts: their address holds a sum over their content


class PreviewServer(ThreadingHTTPServer):
    """Serves a board on 127.0.0.1, each request in a thread that dies with the program."""

    daemon_threads = True
    allow_reuse_address = os.name != "nt"  # on Windows it would let two programs share the port

    def __init__(self, port: int, board: Board) -> None:
        self.board = board
        self.listeners = threading.BoundedSemaphore(LISTENERS)
        super().__init__((HERE, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking a name server what 127.0.0.1 is called, as http.server would."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HERE, self.server_address[1]

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HERE}:{self.server_port}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Return what a request's Host may say."""
        return tuple(f"{name}:{self.server_port}" for name in NAMES)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - socketserver's own signature
        """A browser that goes away is no error."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def listen(port: int, board: Board) -> PreviewServer:
    """Return a server on `port` or, if that is taken, the next free one; BriefingError if none of `TRIES` is free."""
    last: OSError | None = None
    for number in range(port, min(port + TRIES, LAST_PORT + 1)):
        try:
            return PreviewServer(number, board)
        except OSError as error:
            last = error
    message = f"从 {port} 起的 {TRIES} 个端口都不能用（{last.strerror if last else ''}）。"
    raise BriefingError(Problem(message, hint="请用 --port 换一个端口。"))


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: PreviewServer
    timeout = 30  # for a client that sends nothing

    def do_GET(self) -> None:
        """Look the path up among what was rendered: no path of a request ever names a file."""
        path, _, query = self.path.partition("?")
        if not self._from_here():
            self._tell(HTTPStatus.FORBIDDEN, "只回答本机浏览器直接打开的预览页。")
        elif path == "/changes":
            self._changes(query)
        elif served := self.server.board.now().served.get(path):
            self._send(HTTPStatus.OK, served)
        else:
            self._tell(HTTPStatus.NOT_FOUND, "这里没有这一页。")

    def _only_get(self) -> None:
        self._tell(HTTPStatus.METHOD_NOT_ALLOWED, "只能用 GET 读取。")

    do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = do_TRACE = do_CONNECT = _only_get

    def _from_here(self) -> bool:
        """Return whether the request is for this machine by name, and from no page of another origin."""
        hosts = self.headers.get_all("Host", [])
        origins = self.headers.get_all("Origin", [])
        named = len(hosts) == 1 and hosts[0].lower() in self.server.hosts
        if self.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return False  # a picture or a script that a foreign page asks for bears no Origin
        return named and all(origin.lower() in {f"http://{host}" for host in self.server.hosts} for origin in origins)

    def _changes(self, query: str) -> None:
        """Wait until something else is shown than the page says that it shows."""
        if not self.server.listeners.acquire(blocking=False):
            self._tell(HTTPStatus.SERVICE_UNAVAILABLE, "打开的预览页太多。")
            return
        try:
            asked = parse_qs(query)
            state, busy = asked.get("state", [""])[0], asked.get("busy", ["0"])[0] == "1"
            now = self.server.board.wait(state, busy, PATIENCE)
        finally:
            self.server.listeners.release()
        self._send(
            HTTPStatus.OK, Served(json.dumps({"state": now.state, "busy": now.busy}).encode(), "application/json")
        )

    def _tell(self, status: HTTPStatus, message: str) -> None:
        self._send(status, Served(message.encode(), _TEXT))

    def _send(self, status: HTTPStatus, served: Served) -> None:
        self.send_response(status)
        self.send_header("Content-Type", served.kind)
        self.send_header("Content-Length", str(len(served.body)))
        self.send_header("Cache-Control", _KEEP if served.kind == "image/png" else "no-store")
        if status is HTTPStatus.METHOD_NOT_ALLOWED:
            self.send_header("Allow", "GET")
        if served.name:
            self.send_header("Content-Disposition", disposition(served.name))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(served.body)

    def end_headers(self) -> None:
        """With every answer, http.server's own refusals included, go the headers that keep others out."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def version_string(self) -> str:
        """No version of Python is told."""
        return "briefing"

    def log_message(self, format: str, *args: object) -> None:
        """Requests are nobody's news."""


def disposition(name: str) -> str:
    """Return the header that names a download: in full for browsers of today (RFC 6266, RFC 8187), plain for others."""
    ending = name.rpartition(".")[2]
    return f"attachment; filename=\"briefing.{ending}\"; filename*=UTF-8''{quote(name, safe='')}"
