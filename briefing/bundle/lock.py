"""One run at a time in an output folder, without a file that stays behind."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    @contextmanager
    def alone(folder: Path) -> Iterator[None]:
        """Wait until no other run works in `folder`, and keep others waiting meanwhile."""
        path = folder / ".briefing.lock"
        try:
            with path.open("ab") as file:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                yield
        finally:
            with suppress(OSError):  # another run has it open, and will take it away
                path.unlink()

else:
    import fcntl
    import os

    @contextmanager
    def alone(folder: Path) -> Iterator[None]:
        """Wait until no other run works in `folder`, and keep others waiting meanwhile.

        The system drops the lock with the process, however that ends. Some network drives know no locks; there,
        nothing keeps two runs apart.
        """
        handle = os.open(folder, os.O_RDONLY)
        try:
            with suppress(OSError):
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
