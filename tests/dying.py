"""A function run in a process that may end on the way: just before the N-th time that it changes something on disk.

The processes are forked from one that has loaded the program: starting each anew takes most of its time.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
FORKED = get_context("forkserver")
FORKED.set_forkserver_preload(["pytest", "briefing.cli.template", "briefing.api.template", "tests.dying"])


@dataclass(frozen=True)
class Ended:
    """How a run ended: its exit code (9 where it was killed), what it said on standard error, how much it changed."""

    code: int
    told: str = ""
    changes: int = 0


def ended(how: str, moment: int, function: Callable[..., int | None], *given: object) -> Ended:
    """Return how a call ended that was, before its `moment`-th change, killed or interrupted: kill, interrupt.

    With 0 it comes to its end.
    """
    receiver, sender = FORKED.Pipe(duplex=False)
    process = FORKED.Process(target=_run, args=(sender, dict(os.environ), how, moment, function, given))
    process.start()
    sender.close()
    process.join()
    code = process.exitcode or 0
    process.close()
    with receiver:
        return Ended(code) if code else receiver.recv()


def _run(
    sender: Connection,
    environment: dict[str, str],
    how: str,
    moment: int,
    function: Callable[..., int | None],
    given: tuple[object, ...],
) -> None:
    count, over = 0, False

    def watch(event: str, about: tuple[object, ...]) -> None:
        nonlocal count
        if over or not (event in CHANGES or (event == "open" and isinstance(about[2], int) and about[2] & WRITING)):
            return
        count += 1
        if count == moment and how == "kill":
            os._exit(9)
        if count == moment:
            raise KeyboardInterrupt

    os.environ.update(environment)
    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
        try:
            code = function(*given) or 0
        except KeyboardInterrupt:
            code = 130
    over = True
    sender.send(Ended(code, told.getvalue(), count))
