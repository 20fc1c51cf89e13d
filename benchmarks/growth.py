"""How the time of a briefing grows with what is in it: facts, cities, cities that are ranked, years, themes, rows of
tables, annexes of memos, sentences that were reworded.

python benchmarks/growth.py [--only cities,rows] [--rounds N]. Prints Markdown; the aim is no exponent above 1.2.

Seconds of this process (`time.process_time`), the least of some rounds: what else the machine does counts little.
An exponent is the slope of the least-squares line through the logarithms: 1 grows with the work, 2 with its square.
"""

from __future__ import annotations

import argparse
import math
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from workspace import UNITS, city_id, city_name

from briefing import Workspace, generate
from briefing.api.memo import memo_new
from briefing.model.document import Document, Heading, Meta, Run, Table
from briefing.render.word.writer import render_docx
from briefing.trace.alignment import links

AIM = 1.2
DATE = "2026-11-22"
SHELL = Path(__file__).parents[1] / "templates" / "bulletin" / "shell.docx"
Work = Callable[[], object]


def write(folder: Path, cities: int = 1, themes: int = 1, indicators: int = 8, years: int = 1) -> Workspace:
    """Write a workspace with a figure of each city on each indicator of each theme in each year, and return it."""
    data = folder / "data"
    (data / "cities").mkdir(parents=True)
    (data / "indicators").mkdir()
    (data / "units.yaml").write_text(UNITS, encoding="utf-8")
    names = [f"虚构主题{_letters(at)}" for at in range(themes)]
    listed = "".join(f"  - {{id: t{at}, name: {name}}}\n" for at, name in enumerate(names))
    (data / "themes.yaml").write_text(f"themes:\n{listed}", encoding="utf-8")
    keys = [(theme, at) for theme in range(themes) for at in range(indicators)]
    lines = (
        f"  - {{id: t{theme}i{at}, name: 虚构指标{_letters(theme)}{_letters(at)}, theme: t{theme}, "
        "family: count, better: 高, definition: 虚构}\n"
        for theme, at in keys
    )
    (data / "indicators" / "all.yaml").write_text("indicators:\n" + "".join(lines), encoding="utf-8")
    for number in range(cities):
        chance, id = random.Random(number), city_id(number)
        facts = (
            f"  - {{id: {id}.t{theme}-i{at}-{year}, indicator: t{theme}i{at}, value: {value}, unit: 件, "
            f"printed: {value}件, period: {year}, basis: 期间, paragraph: 1}}\n"
            for theme, at in keys
            for year in range(2024 - years, 2024)
            for value in (chance.randrange(100, 100_000),)
        )
        head = f"city: {{id: {id}, name: {city_name(number)}, level: 地级市, parent: 虚省}}\n"
        source = f"sources:\n  - {{id: {id}-book, title: 年报, publisher: 统计局}}\nfacts:\n"
        (data / "cities" / f"{id}.yaml").write_text(head + source + "".join(facts), encoding="utf-8")
    return Workspace.open(folder)


def _letters(number: int) -> str:
    """Return a number in letters, since digits in a name would be taken for figures."""
    high, low = divmod(number, 20)
    one = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"[low]
    return (_letters(high - 1) if high else "") + one


def made(template: str = "bulletin", **sizes: int) -> Callable[[Path], Work]:
    """Return what prepares the writing of a briefing from a template on a workspace of those `sizes`."""

    def prepare(folder: Path) -> Work:
        workspace = write(folder / "workspace", **sizes)
        return lambda: generate(workspace, template=template, date=DATE).save(folder / "out", force=True)

    return prepare


def rows(count: int) -> Callable[[Path], Work]:
    """Return what prepares the writing of a Word file with one table of `count` rows."""
    cells = tuple(tuple((Run(f"{at * 7 + column}"),) for column in range(5)) for at in range(count))
    table = Table("t", (Run("表"),), cells[0], cells, align=("center",) * 5)
    document, shell = Document(Meta("题"), (Heading(1, (Run("甲"),)), table)), SHELL.read_bytes()
    return lambda folder: lambda: render_docx(document, {}, shell)


def annexes(count: int) -> Callable[[Path], Work]:
    """Return what prepares the merging of a memo with `count` briefings."""

    def prepare(folder: Path) -> Work:
        workspace = write(folder / "workspace", cities=count)
        made = [
            generate(workspace, cities=city_name(number), date=DATE).save(folder / "out").folder
            for number in range(count)
        ]
        to, subject, out = "虚省办公厅", "报送简报", folder / "memo"
        return lambda: memo_new(made, to=to, subject=subject, sender="虚市", merge=True, out=out, force=True, date=DATE)

    return prepare


def reworded(count: int) -> Callable[[Path], Work]:
    """Return what prepares the comparison of `count` sentences of which each was reworded."""
    chance = random.Random(count)
    before = [f"{at}项" + "".join(chr(chance.randrange(0x4E00, 0x4F00)) for _ in range(30)) for at in range(count)]
    after = [f"{text[:12]}新增{text[14:]}" for text in before]
    kinds = [""] * count, [""] * count
    return lambda folder: lambda: links(before, after, kinds)


GROWTH: Mapping[str, tuple[Sequence[int], Callable[[int], Callable[[Path], Work]]]] = {
    "facts": ((250, 500, 1000, 2000), lambda count: made(indicators=count)),
    "cities": ((40, 80, 160, 320), lambda count: made(cities=count)),
    "ranked": ((20, 40, 80, 160), lambda count: made("ranking", cities=count, years=2)),
    "years": ((10, 20, 40, 80), lambda count: made(cities=3, years=count)),
    "themes": ((10, 20, 40, 80), lambda count: made(cities=3, themes=count)),
    "rows": ((1000, 2000, 4000, 8000), rows),
    "reworded": ((500, 1000, 2000, 4000), reworded),
    "annexes": ((4, 8, 16, 32), annexes),
}


def slope(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Return the exponent by which seconds grow with sizes."""
    return statistics.linear_regression([math.log(size) for size in sizes], [math.log(one) for one in seconds]).slope


def timed(work: Work, rounds: int) -> float:
    """Return the least seconds of the processor that the work takes."""

    def once() -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    return min(once() for _ in range(rounds))


def measure(names: Iterable[str], rounds: int) -> None:
    """Print a row for each of what grows."""
    print("| what | sizes | seconds | ratios | exponent |\n| --- | --- | --- | --- | --- |")
    for name in names:
        sizes, prepare = GROWTH[name]
        seconds = []
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                seconds.append(timed(prepare(size)(Path(folder)), rounds))
        found = slope(sizes, seconds)
        ratios = ", ".join(f"{after / before:.2f}" for before, after in pairwise(seconds))
        told = ", ".join(f"{one:.3f}" for one in seconds)
        mark = "" if found <= AIM else f" > {AIM}"
        print(f"| {name} | {', '.join(map(str, sizes))} | {told} | {ratios} | {found:.2f}{mark} |", flush=True)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default=",".join(GROWTH))
    asked.add_argument("--rounds", type=int, default=3)
    options = asked.parse_args()
    measure(options.only.split(","), options.rounds)
