"""Progress of long work: a bar on a terminal, silence elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from briefing.cli.common import on_terminal

Tell = Callable[[str], None]


@contextmanager
def progress(stages: Callable[[], Sequence[str]]) -> Iterator[Tell]:
    """A listener for the names of stages as they begin; `stages` gives them all in order, once they are known.

    Another name than these is shown, too, and moves nothing.
    """
    if not on_terminal():
        yield lambda stage: None
        return
    import sys

    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(file=sys.__stderr__), transient=True) as bar:
        task = bar.add_task("准备", total=None)

        def tell(stage: str) -> None:
            names = stages()
            done = names.index(stage) if stage in names else None
            bar.update(task, description=stage, completed=done, total=len(names), refresh=True)

        yield tell


@contextmanager
def counted_progress() -> Iterator[Callable[[Sequence[str]], Tell]]:
    """As `progress`, for work that only on its way tells what its stages are: it is to be called with their names."""
    names: list[str] = []
    with progress(lambda: names) as tell:

        def begin(stages: Sequence[str]) -> Tell:
            names.extend(stages)
            return tell

        yield begin
