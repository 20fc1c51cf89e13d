"""What commands print, and where to: problems, JSON, text in columns, the progress of long work."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TextIO

from briefing.errors import Problem, Severity
from briefing.text.width import cells

MOST_TOLD = 50
"""Problems that are printed at once; who mends so many runs the command again."""

# A Latin word stays whole; closing signs stay with what is before them, opening ones with what comes after.
_PIECE = re.compile(r"[（“《]*(?:[!-~]+ ?|[^！-～]|.)[，。；：、）”》！？]*")


def pad(text: str, width: int) -> str:
    """Return `text` filled with spaces to `width` cells; a longer one stays as it is."""
    return text + " " * (width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells; only a word that is longer still outgrows them."""
    lines, line = [], ""
    for piece in _PIECE.findall(text):
        if line and cells(line) + cells(piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows as lines, each column as wide as its widest cell, two spaces apart."""
    widths = [max(cells(text) for text in column) for column in zip(*rows, strict=True)]
    return ["  ".join(pad(text, width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def definitions(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Terms with what they mean beside them, indented by two."""
    rows = list(rows)
    term = max(cells(name) for name, _ in rows) + 2
    lines = []
    for name, meaning in rows:
        first, *rest = wrap(meaning, width - term - 2)
        lines += [f"  {pad(name, term)}{first}", *(f"  {' ' * term}{line}" for line in rest)]
    return lines


_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""Controls but for tab and line feed; marks, embeddings and isolates of direction (UAX 9); separators of lines."""


def visible(text: str) -> str:
    r"""Return `text` with each control character and mark of direction as an escape (\u001b), which JSON reads back."""
    return _HIDDEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Visible(io.TextIOWrapper):
    """A stream on which no control character and no mark of direction acts: what a user gave is echoed as it is."""

    def write(self, text: str) -> int:
        """Write the text with such signs as escapes."""
        return super().write(visible(text))


def fit_for_chinese(stream: TextIO | None) -> TextIO:
    """Return the stream in an encoding that holds Chinese and never fails; for a closed one, the null device."""
    if stream is None:
        return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - for as long as the program runs
    try:
        "数据".encode(stream.encoding)
        encoding = stream.encoding
    except (UnicodeEncodeError, LookupError):
        encoding = "utf-8"
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(encoding=encoding, errors="backslashreplace")
    return _Visible(
        stream.buffer,
        encoding,
        "backslashreplace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def print_json(value: object) -> None:
    """Print JSON in UTF-8, whatever the terminal's encoding is (RFC 8259, 8.1)."""
    import json

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(json.dumps(value, ensure_ascii=False, indent=2))


def say(problems: Iterable[Problem], all_in: str = "") -> None:
    """Print problems on standard error, errors before warnings, and how many more there are than `MOST_TOLD`.

    `all_in` is the option that gives all of them, "" where there is none.
    """
    ordered = sorted(problems, key=lambda item: item.severity is Severity.WARNING)
    for problem in ordered[:MOST_TOLD]:
        word = "警告" if problem.severity is Severity.WARNING else "错误"
        print(f"{word}：{problem.on_command_line}".replace("\n", "\\n"), file=sys.stderr)
    rest = len(ordered) - MOST_TOLD
    if rest > 0:
        print(f"另有 {rest} 处没有列出{f'，用 {all_in} 可看全部' if all_in else ''}。", file=sys.stderr)


def on_terminal() -> bool:
    """Return whether a person is watching: progress is shown then, and only then."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress_bar(stages: Callable[[], Sequence[str]]) -> Iterator[Callable[[str], None]]:
    """Yield a function to be called with the name of each stage as it begins; `stages` returns all of them in order.

    A name that is not among them is shown and does not move the bar.
    """
    if not on_terminal():
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    shown = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(*shown, console=Console(file=sys.__stderr__), transient=True) as bar:
        task = bar.add_task("准备", total=None)

        def begun(stage: str) -> None:
            names = stages()
            done = names.index(stage) if stage in names else None
            bar.update(task, description=stage, completed=done, total=len(names), refresh=True)

        yield begun


@contextmanager
def counted_progress_bar() -> Iterator[Callable[[Sequence[str]], Callable[[str], None]]]:
    """Like `progress_bar`, for work that learns its stages on the way: yield a function that takes their names."""
    names: list[str] = []
    with progress_bar(lambda: names) as progress:

        def begin(stages: Sequence[str]) -> Callable[[str], None]:
            names.extend(stages)
            return progress

        yield begin
