"""The command line: the only room that reads clock, environment and arguments, prints, and exits."""

from __future__ import annotations

import gc
import sys

INTERRUPTED = 130
STOPPED = "已中断。没有留下写到一半的文件。"


def main() -> None:
    """Run the command line and exit: 0 fine, 1 problems in data, template or output, 2 wrong usage, 130 interrupted."""
    gc.disable()  # the process is short: walking over all that was read, again and again, is a tenth of its time
    try:
        from briefing.cli.app import main_with  # within the try: Ctrl-C may come while modules are loaded

        code = main_with(sys.argv[1:])
    except KeyboardInterrupt:
        print(STOPPED, file=sys.stderr)
        code = INTERRUPTED
    gc.freeze()  # nor does the interpreter need to look through it all before it ends
    sys.exit(code)
