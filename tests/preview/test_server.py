"""The server answers this machine's browser, and serves nothing but what was rendered."""

from __future__ import annotations

import io
import json
import re
import socket
import threading
import zipfile
from urllib.parse import quote, unquote

import pytest

from briefing.errors import BriefingError
from briefing.preview.server import LISTENERS, listen
from briefing.preview.watch import Board
from tests.preview.conftest import LONG, Preview

TITLE = "武汉市、三门峡市政务服务情况比较"


def test_only_this_machine_can_reach_it(preview: Preview) -> None:
    assert preview.server.socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LocalHost:{port}"])
def test_its_own_names_are_answered(preview: Preview, host: str) -> None:
    assert preview.get(headers={"Host": host.format(port=preview.server.server_port)}).status == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1]:{port}"]
)
def test_other_names_are_refused(preview: Preview, host: str) -> None:
    """DNS rebinding: a page elsewhere whose name suddenly means 127.0.0.1."""
    answer = preview.get(headers={"Host": host.format(port=preview.server.server_port)})
    assert answer.status == 403
    assert TITLE not in answer.text


@pytest.mark.parametrize("line", ["", "Host: 127.0.0.1:{port}\r\nHost: evil.example\r\n"])
def test_no_host_or_two_are_refused(preview: Preview, line: str) -> None:
    port = preview.server.server_port
    with socket.create_connection(("127.0.0.1", port), timeout=LONG) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\n{line.format(port=port)}\r\n".encode())
        assert b" 403 " in connection.makefile("rb").readline()


@pytest.mark.parametrize("path", ["/", "/changes?state=", "/download/docx"])
@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1"])
def test_pages_of_other_origins_are_refused(preview: Preview, path: str, origin: str) -> None:
    assert preview.get(path, headers={"Origin": origin.format(port=preview.server.server_port)}).status == 403


def test_its_own_page_may_ask(preview: Preview) -> None:
    for name in ("127.0.0.1", "localhost"):
        origin = f"http://{name}:{preview.server.server_port}"
        assert preview.get("/changes?state=", headers={"Origin": origin}).status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
def test_there_is_nothing_but_get(preview: Preview, method: str) -> None:
    answer = preview.get(method=method)
    assert (answer.status, answer.headers["Allow"]) == (405, "GET")


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc%2fpasswd",
        "//etc/passwd",
        "/data/cities/wuhan.yaml",
        "/chart/../preview.css",
        "/preview.css/../../server.py",
        "/preview.css%00.yaml",
        "/download/",
        "/index.html",
    ],
)
def test_a_path_never_names_a_file(preview: Preview, path: str) -> None:
    answer = preview.get(path)
    assert (answer.status, answer.text) == (404, "这里没有这一页。")


@pytest.mark.parametrize("path", ["/", "/preview.js", "/nothing", "/changes?state=", "/download/docx"])
def test_every_answer_keeps_others_out(preview: Preview, path: str) -> None:
    headers = preview.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    assert not re.search(r"unsafe|\*|https?:", policy.replace("style-src-attr 'unsafe-inline'", ""))
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_what_is_no_request_is_answered_and_does_no_harm(preview: Preview) -> None:
    with socket.create_connection(("127.0.0.1", preview.server.server_port), timeout=LONG) as connection:
        connection.sendall(b"\x00\xff nonsense\r\n\r\n")
        answer = connection.makefile("rb").read()
    assert b"400" in answer
    assert preview.get().status == 200


def test_the_page_loads_only_what_is_served(preview: Preview) -> None:
    found = re.findall(r'(?:src|href)="([^"#][^"]*)"', preview.get().text)
    assert found
    for address in found:
        assert address == "data:," or preview.get(address).status == 200, address


def test_the_word_file_is_named_after_the_briefing(preview: Preview) -> None:
    answer = preview.get("/download/docx")
    assert answer.headers["Content-Disposition"] == (
        f"attachment; filename=\"briefing.docx\"; filename*=UTF-8''{quote(TITLE)}.docx"
    )
    text = zipfile.ZipFile(io.BytesIO(answer.body)).read("word/document.xml").decode()
    assert "办理环节" in text


def test_markdown_comes_with_its_charts(preview: Preview) -> None:
    answer = preview.get("/download/md")
    assert unquote(answer.headers["Content-Disposition"]).endswith(f"''{TITLE}.zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.body))
    text = archive.read(f"{TITLE}.md").decode()
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", text)
    assert pictures
    assert sorted(archive.namelist()) == sorted([f"{TITLE}.md", *pictures])


def test_a_question_is_answered_as_soon_as_something_changes(preview: Preview) -> None:
    state = preview.board.now().state
    answers: list[str] = []
    asking = threading.Thread(target=lambda: answers.append(preview.get(f"/changes?state={state}&busy=0").text))
    asking.start()
    preview.board.show(None)
    asking.join(LONG)
    assert json.loads(answers[0]) == {"state": preview.board.now().state, "busy": False}
    assert preview.board.now().state != state


def test_many_open_pages_are_not_many_waiting_threads(preview: Preview) -> None:
    for _ in range(LISTENERS):
        preview.server.listeners.acquire()
    assert preview.get("/changes?state=").status == 503
    assert preview.get().status == 200
    for _ in range(LISTENERS):
        preview.server.listeners.release()


def test_a_taken_port_gives_way_to_the_next(preview: Preview) -> None:
    taken = preview.server.server_port
    with listen(taken, Board()) as other:
        assert taken < other.server_port < taken + 20


def test_where_no_port_is_left_it_says_so(monkeypatch: pytest.MonkeyPatch, preview: Preview) -> None:
    monkeypatch.setattr("briefing.preview.server.TRIES", 1)
    with pytest.raises(BriefingError, match="请用 --port 换一个端口"):
        listen(preview.server.server_port, Board())
