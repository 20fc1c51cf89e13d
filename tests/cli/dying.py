"""`briefing` as a program that may die on the way: dying.py kill|interrupt N WORDS…

It stops just before the N-th time that it writes, makes, renames or removes something. Otherwise the last line on
standard error says how often it did.
"""

from __future__ import annotations

import os
import sys

from briefing.cli.app import main_with

CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


def _run(how: str, moment: int, words: list[str]) -> int:
    count = 0

    def watch(event: str, about: tuple[object, ...]) -> None:
        nonlocal count
        if event in CHANGES or (event == "open" and isinstance(about[2], int) and about[2] & WRITING):
            count += 1
            if count == moment and how == "kill":
                os._exit(9)
            if count == moment:
                raise KeyboardInterrupt

    sys.addaudithook(watch)
    try:
        code = main_with(words)
    except KeyboardInterrupt:
        code = 130
    print(count, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(_run(sys.argv[1], int(sys.argv[2]), sys.argv[3:]))
