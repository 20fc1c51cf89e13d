"""briefing preview as a process: its address, its end, and what it refuses."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.cli.conftest import Briefing

ROOT = Path(__file__).parents[2]


def test_it_serves_until_it_is_interrupted_and_ends_in_peace() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        words = ("--city", "武汉", "--theme", "政务服务", "--no-browser", "--port", str(port))
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", "preview", "bulletin", *words],
            env=os.environ | {"PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(4)]
        address = lines[2].strip().removeprefix("预览：")
        assert lines[1].startswith(f"端口 {port} 不能用")
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as answer:
            assert "武汉市政务服务" in answer.read().decode()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert (process.returncode, out.strip(), err) == (0, "预览已结束。", "")


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
