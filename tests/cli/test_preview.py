"""briefing preview as a process: its address, its end, and what it refuses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from briefing.cli.preview import SCREENS
from tests.cli.conftest import Briefing

ROOT = Path(__file__).parents[2]
LONG = 20.0


def _start(*words: str, **environment: str) -> subprocess.Popen[str]:
    """`briefing preview` as a process, on a desktop only if `environment` says so."""
    known = {name: value for name, value in os.environ.items() if name not in SCREENS}
    return subprocess.Popen(
        [sys.executable, "-m", "briefing", "preview", "--city", "武汉", "--theme", "政务服务", *words],
        env=known | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def _lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout
    return [process.stdout.readline().strip() for _ in range(count)]


def _line(process: subprocess.Popen[str], start: str) -> str:
    """The first line that begins with `start`."""
    return next(line for line in iter(lambda: _lines(process, 1)[0], "") if line.startswith(start))


def _end(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """Interrupt it as Ctrl-C does: its exit code, and what it still said."""
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=LONG)
    return process.returncode, out.strip(), err


def test_it_serves_until_it_is_interrupted_and_ends_in_peace() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = _start("--no-browser", "--port", str(port))
        _, moved, address, _ = _lines(process, 4)
        assert moved.startswith(f"端口 {port} 不能用")
        address = address.removeprefix("预览：")
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:
            assert "武汉市政务服务" in answer.read().decode()
        assert _end(process) == (0, "预览已结束。", "")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the browser is the system's to choose")
def test_it_opens_the_browser_unless_told_not_to(tmp_path: Path) -> None:
    browser, opened = tmp_path / "browser", tmp_path / "opened"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}.part && mv {opened}.part {opened}\n')
    browser.chmod(0o755)
    for words, opens in ((("--no-browser",), False), ((), True)):
        process = _start(*words, BROWSER=f"{browser} %s")
        address = _line(process, "预览：")
        end = time.monotonic() + (LONG if opens else 1)
        while not opened.exists() and time.monotonic() < end:
            time.sleep(0.05)
        assert _end(process)[0] == 0
        assert opened.exists() is opens
    assert opened.read_text() == address.removeprefix("预览：")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a desktop")
def test_without_a_desktop_it_says_where_to_look() -> None:
    process = _start()
    assert "请在浏览器里打开上面的地址" in _line(process, "这里没有图形界面")
    assert _end(process)[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--city", "武汗"), "武汉"),
        (("buletin",), "bulletin"),
        (("--port", "0"), "请写 1 到 65535 的整数"),
        (("--set", "没有等号"), "名称=值"),
    ],
)
def test_what_is_asked_wrongly_is_told_before_anything_is_served(
    briefing: Briefing, words: tuple[str, ...], message: str
) -> None:
    outcome = briefing("preview", "--no-browser", *words)
    assert outcome.code == 2
    assert message in outcome.err
    assert "http://" not in outcome.out
