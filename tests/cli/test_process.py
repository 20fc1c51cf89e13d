"""As a process: what is loaded, what becomes of closed or odd streams, and how it ends when it is interrupted."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from briefing.cli.app import COMMANDS, GROUPS
from tests.cli.conftest import Briefing

ROOT = Path(__file__).parents[2]
SMALL = ("generate", "--city", "武汉", "--city", "三门峡", "--theme", "政务服务", "--date", "2026-11-22")
HEAVY = {"matplotlib", "numpy", "PIL", "docx", "lxml", "jinja2", "markdown_it", "yaml", "rich", "typer.rich_utils"}
QUESTION_ENDS = ("： ", "） ")
END_OF_INPUT = b"\x04"
LOADED = (
    "import sys; from briefing.cli.app import run; code = run(sys.argv[1:]); "
    "print(' '.join(sorted(sys.modules)), file=sys.stderr); sys.exit(code)"
)


def _start(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`briefing` as a process of its own."""
    return _python("-m", "briefing", *words, **environment)


def _python(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def _modules(*words: str) -> set[str]:
    """The modules that a command loads."""
    done = _python("-c", LOADED, *words)
    assert done.returncode == 0
    return set(done.stderr.split())


def _loaded(*words: str) -> set[str]:
    """The heavy modules that a command loads."""
    return HEAVY & _modules(*words)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["generate", "--help"], ["memo", "--help"]])
def test_help_and_version_load_nothing_heavy(words: list[str]) -> None:
    assert not _modules(*words) & (HEAVY | {"briefing.model.document", "briefing.model.facts"})


@pytest.mark.parametrize(
    "words", [["list", "cities"], ["list", "themes"], ["show", "武汉"], ["explain", "wuhan.one-stop-items"]]
)
def test_looking_at_data_loads_the_reader_of_yaml_alone(words: list[str]) -> None:
    assert _loaded(*words) == {"yaml"}


def test_checking_loads_no_drawing_library() -> None:
    assert not _modules("check") & {"matplotlib", "numpy", "PIL", "docx", "rich"}


def test_with_charts_in_the_cache_no_drawing_library_is_loaded(briefing: Briefing) -> None:
    assert briefing(*SMALL).code == 0
    assert not _modules(*SMALL) & {"matplotlib", "numpy", "PIL", "rich", "briefing.charts.scene"}


@pytest.mark.parametrize("words", [["list", "cities"], ["explain", "wuhan.one-stop-items"], ["--version"]])
def test_a_command_loads_no_other(words: list[str]) -> None:
    commands = [*COMMANDS, *(command for _, group in GROUPS.values() for command in group)]
    others = {f"briefing.cli.{where.partition('.')[0]}" for name, where in commands if name != words[0]}
    assert not _modules(*words) & others


@pytest.mark.parametrize("words", [["list", "cities"], ["list", "indicators", "--json"], ["show", "武汉"]])
def test_a_reader_that_goes_away_is_no_traceback(words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *words],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("words", [["list", "cities"], ["list", "indicators", "--json"]])
def test_output_that_cannot_be_written_is_told(words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *words],
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "错误：读写文件时出错：磁盘空间不足。请清理磁盘，或换到其他磁盘。\n"


def test_closed_streams_are_no_failure() -> None:
    command = f'exec "{sys.executable}" -m briefing list cities >&- 2>&-'
    done = subprocess.run(["sh", "-c", command], env=os.environ | {"PYTHONPATH": str(ROOT)}, check=False)
    assert done.returncode == 0


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "latin-1"},
        {"TERM": "dumb"},
    ],
)
def test_chinese_is_printed_whatever_the_locale(environment: dict[str, str]) -> None:
    done = _start("list", "cities", **environment)
    assert done.returncode == 0
    assert "武汉市" in done.stdout


def test_a_terminal_in_gbk_is_answered_in_gbk_but_json_is_utf_8() -> None:
    words = [sys.executable, "-m", "briefing", "show", "武汉"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "gbk"}
    plain = subprocess.run(words, env=environment, capture_output=True, check=True).stdout
    assert plain.decode("gbk").startswith("武汉市")
    data = subprocess.run([*words, "--json"], env=environment, capture_output=True, check=True).stdout
    assert "\u201c" in data.decode("utf-8")


def test_what_was_given_is_echoed_without_acting_on_the_terminal(tmp_path: Path) -> None:
    """Neither an escape nor a mark of direction nor a line of its own, on either stream."""
    odd = "\x1b[2J\u202e武\r\n错误：假"
    refused = _start("show", odd)
    assert refused.returncode == 2
    assert "“\\u001b[2J\\u202e武\\u000d\\n错误：假”" in refused.stderr
    (tmp_path / "\x1b[2J\u202e").mkdir()
    done = _start("init", str(tmp_path / "\x1b[2J\u202e/w"))
    assert done.returncode == 0
    assert "\\u001b[2J\\u202e/w" in done.stdout
    assert not {"\x1b", "\u202e", "\r"} & set(refused.stderr + done.stdout)


def _on_terminal(*words: str, typed: Sequence[str] = (), code: int = 0, **environment: str) -> str:
    """What a person sees who runs `briefing` on a terminal and types a line at each question; it ends with `code`."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "briefing", *words],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm"} | environment,
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    seen, left = b"", list(typed)
    try:
        while piece := os.read(master, 65536):
            seen += piece
            if seen.decode(errors="ignore").endswith(QUESTION_ENDS):
                os.write(master, f"{left.pop(0)}\n".encode() if left else END_OF_INPUT)
    except OSError:  # Linux's way of saying that the other end is closed
        pass
    os.close(master)
    assert process.wait() == code, seen.decode()
    assert not left, seen.decode()
    return seen.decode()


def test_new_asks_step_by_step_and_generates_what_was_answered(tmp_path: Path) -> None:
    typed = ("武汉、三门峡", "政务服务", "1", "武汉", "政务比较", "")
    seen = _on_terminal("new", typed=typed)
    assert "briefing generate --city 武汉市 --city 三门峡市 --theme 政务服务 --template benchmark" in seen
    assert "已生成：政务比较" in seen
    assert [path.suffix for path in sorted(tmp_path.glob("output/*政务比较*/政务*")) if path.suffix == ".docx"] == [
        ".docx"
    ]


def test_new_generates_in_the_workspace_that_was_named(briefing: Briefing, tmp_path: Path) -> None:
    briefing("init", str(tmp_path / "我的"))
    typed = ("武汉", "政务服务", "", "本地", "")
    assert "已生成：本地" in _on_terminal("new", "--workspace", str(tmp_path / "我的"), typed=typed)


def test_what_new_cannot_generate_ends_as_generate_would(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("")
    seen = _on_terminal("new", typed=("武汉", "政务服务", "", "", ""), code=1)
    assert "错误：" in seen


def test_new_generates_nothing_where_the_answer_is_no(tmp_path: Path) -> None:
    seen = _on_terminal("new", typed=("武汉", "政务服务", "", "", "n"))
    assert "这相当于：" in seen
    assert list(tmp_path.iterdir()) == []


def test_a_person_at_a_terminal_sees_progress_and_then_the_result(briefing: Briefing) -> None:
    briefing(*SMALL)
    seen = _on_terminal(*SMALL)
    stages = ["读取资料", "分析比较", "编排文稿", "绘制图表", "图表 1/", "排版", "写出文件", "位置："]
    places = [seen.index(stage) for stage in stages]
    assert places == sorted(places)
    assert "\x1b" not in seen[seen.index("位置：") :]


def test_a_dumb_terminal_sees_the_result_alone(briefing: Briefing) -> None:
    briefing(*SMALL)
    seen = _on_terminal(*SMALL, TERM="dumb")
    assert seen.startswith(("已生成：", "已更新："))
    assert "\x1b" not in seen


@pytest.mark.parametrize("moment", [1, 40, 200, 400])
def test_ctrl_c_ends_with_130_and_a_word_wherever_it_comes(moment: int, tmp_path: Path) -> None:
    """The signal comes when the `moment`-th file is opened: as modules load, as data are read, as charts are drawn."""
    code = (
        "import os, signal, sys\n"
        "seen = 0\n"
        "def watch(event, _):\n"
        "    global seen\n"
        "    seen += event == 'open'\n"
        f"    if event == 'open' and seen == {moment}: os.kill(os.getpid(), {int(signal.SIGINT)})\n"
        "import briefing.cli\n"
        "sys.argv[1:] = sys.argv[1:]\n"
        "sys.addaudithook(watch)\n"
        "briefing.cli.main()"
    )
    done = _python("-c", code, *SMALL, "--no-cache")
    assert done.returncode == 130
    assert done.stderr == "已中断。没有留下写到一半的文件。\n"
    assert list(tmp_path.rglob("*.briefing-*")) == []
