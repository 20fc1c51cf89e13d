"""What is shown, and the thread that makes it anew when a file is saved."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.errors import BriefingError, Location, Problem, UsageError
from briefing.pipeline import Briefing
from briefing.preview.edition import Edition, Served, make
from briefing.preview.page import page, static_files

INTERVAL = 0.3
"""Seconds from one look at the files to the next."""

SHARE = 5
"""A look at very many files is followed by a rest of so many times its length."""

Stamp = Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served now by path; `state` is a sum over it; `busy`: the next one is being made."""

    state: str
    served: Mapping[str, Served]
    busy: bool = False


class Board:
    """Holds what is shown. Any thread may read it; nobody waits for a briefing being made."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._static = static_files()
        self._now = Shown("", self._static)

    def now(self) -> Shown:
        """Return what is shown at the moment."""
        with self._changed:
            return self._now

    def busy(self) -> None:
        """Tell that the next edition is being made."""
        with self._changed:
            self._now = Shown(self._now.state, self._now.served, busy=True)
            self._changed.notify_all()

    def show(self, edition: Edition | None, failure: Iterable[Problem] = ()) -> None:
        """Show an edition, None where none could be made yet, with the errors that came after it."""
        state, served = page(edition, failure)
        with self._changed:
            self._now = Shown(state, {**self._static, **served})
            self._changed.notify_all()

    def wait(self, state: str, busy: bool, seconds: float) -> Shown:
        """Return what is shown as soon as it is not `state` and `busy` any more, at the latest after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: (self._now.state, self._now.busy) != (state, busy), seconds)
            return self._now


class Watcher:
    """Makes an edition whenever a file that a briefing rests on has changed, and shows it or what is wrong."""

    def __init__(self, generate: Callable[[], Briefing], roots: Iterable[Path], board: Board) -> None:
        """`generate` makes the briefing anew from its files, which are those below `roots`."""
        self._generate = generate
        self._board = board
        self._roots = tuple(roots)
        self._stamp: Stamp | None = None
        self._good: Edition | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="preview", daemon=True)

    def first(self) -> None:
        """Make the first edition, before anything is served. UsageError if the request names what does not exist."""
        self._stamp = stamp(self._roots)
        self._edit(first=True)

    def start(self) -> None:
        """Watch, in a thread of its own, until `stop`."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; an edition being made is waited for, but not for long."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=2)

    def _run(self) -> None:
        rest = INTERVAL
        while not self._stop.wait(rest):
            began = time.monotonic()
            now = stamp(self._roots)
            rest = max(INTERVAL, SHARE * (time.monotonic() - began))
            if now != self._stamp:
                if self._stamp is not None:
                    self._board.busy()
                self._stamp = now  # taken before the files are read: what is saved meanwhile is another change
                self._edit()

    def _edit(self, first: bool = False) -> None:
        try:
            self._good = make(self._generate())
        except BriefingError as error:
            if first and isinstance(error, UsageError):
                raise
            self._board.show(self._good, error.problems)
        except OSError as error:
            self._stamp = None  # a file may be locked by the program that saves it: look again
            place = Location(str(error.filename)) if error.filename else Location()
            said = f"文件不能读写（{error.strerror or type(error).__name__}）。"
            self._board.show(self._good, [Problem(said, place, "程序会接着再试。")])
        except Exception as error:  # whatever it is, the preview lives on
            hint = "请先撤销刚才的改动；再加 --debug 运行 briefing generate，把显示的内容发给维护人员。"
            said = f"程序出现意外情况（{type(error).__name__}：{error}）。"
            self._board.show(self._good, [Problem(said, hint=hint)])
        else:
            self._board.show(self._good)


def stamp(roots: Iterable[Path]) -> Stamp:
    """Time of change and size of every file below `roots` by its path; what editors leave for a moment is left out."""
    found = {}
    for path in _files(roots):
        try:
            seen = os.stat(path)  # noqa: PTH116 - three times as quick as Path.stat over thousands of files
        except OSError:
            continue  # gone since it was listed
        found[path] = (seen.st_mtime_ns, seen.st_size)
    return found


def _files(roots: Iterable[Path]) -> Iterator[str]:
    for root in dict.fromkeys(roots):
        if root.is_file():
            yield str(root)
        for folder, folders, names in os.walk(root):
            folders[:] = [name for name in folders if not _passing(name)]
            yield from (os.path.join(folder, name) for name in names if not _passing(name))  # noqa: PTH118 - as above


def _passing(name: str) -> bool:
    """Return whether a file is hidden, Word's own mark that a file is open, or an editor's copy."""
    return name.startswith((".", "~$")) or name.endswith("~")
