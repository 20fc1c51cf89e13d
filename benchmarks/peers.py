"""Time `briefing` against a python-docx script that does the same job, the bare C loader and a bare interpreter.

python benchmarks/peers.py [--rounds 9] [--only generate,start,size,check]   (see README.md)
Whole processes in turn (A B C A B C …). A ratio is the median of the ratios of single rounds, so that a machine whose
speed drifts does not bend it.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from workspace import THEMES, city_id, city_name, spread, write_workspace

HERE = Path(__file__).resolve().parent
DATE = "2026-11-22"
SIX = THEMES[:6]
BARE = [sys.executable, "-c", "pass"]
LOADER = (
    "import sys, yaml, pathlib\n"
    "for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.yaml')):\n"
    "    yaml.load(path.read_bytes(), Loader=getattr(yaml, 'CSafeLoader', yaml.SafeLoader))\n"
)


@dataclass(frozen=True)
class Command:
    """A process to time. It keeps its cache in a folder named `cache`, emptied before each run if `cold`."""

    argv: list[str]
    cache: str = "shared"
    cold: bool = False


@dataclass(frozen=True)
class Run:
    """What one process took: seconds, and the peak of its memory in MiB (0 where the system does not tell)."""

    seconds: float
    mib: float


@dataclass(frozen=True)
class Goal:
    """`what` should take at most `limit` times as long as `base`."""

    what: str
    base: str
    limit: float


@dataclass(frozen=True)
class Group:
    """Commands that are run in turn, and what is asked of them."""

    commands: Mapping[str, Command]
    goals: tuple[Goal, ...]
    memory: Mapping[str, int]
    """Peak MiB that a command may take."""


@dataclass(frozen=True)
class Bench:
    """Where things are: a folder for everything that is written, our command, a font for the peer's charts."""

    work: Path
    briefing: str
    font: Path

    def workspace(self, cities: int) -> str:
        """A workspace of that many cities, written when first asked for."""
        return str(write_workspace(self.work / f"workspace-{cities}", cities))

    def out(self, name: str) -> str:
        """A folder for output."""
        folder = self.work / "out" / name
        folder.mkdir(parents=True, exist_ok=True)
        return str(folder)

    def generate(self, cities: int, name: str) -> list[str]:
        """Our command for a briefing of three cities and six themes from a workspace of `cities`."""
        picked = [word for number in spread(cities) for word in ("--city", city_name(number))]
        picked += [word for _, theme in SIX for word in ("--theme", theme)]
        where = ["--workspace", self.workspace(cities), "--out", self.out(name)]
        return [self.briefing, "generate", *where, "--date", DATE, *picked]

    def peer(self, cities: int) -> list[str]:
        """The python-docx script's command for the same briefing."""
        picked = [",".join(map(city_id, spread(cities))), ",".join(theme for theme, _ in SIX)]
        return [
            *(sys.executable, str(HERE / "peer_docx.py")),
            *(self.workspace(cities), self.out("python-docx"), str(self.font)),
            *picked,
        ]


# What is compared


def generating(bench: Bench) -> Group:
    """A whole briefing: with an empty and with a full cache, against the python-docx script."""
    return Group(
        {
            "python-docx": Command(bench.peer(3)),
            "generate, empty cache": Command(bench.generate(3, "first"), cache="first", cold=True),
            "generate, full cache": Command(bench.generate(3, "second"), cache="second"),
        },
        (Goal("generate, empty cache", "python-docx", 0.8), Goal("generate, full cache", "python-docx", 0.25)),
        {"generate, empty cache": 130, "generate, full cache": 130},
    )


def starting(bench: Bench) -> Group:
    """What answers at once, against a bare interpreter."""
    where = ["--workspace", bench.workspace(3)]
    return Group(
        {
            "python -c pass": Command(BARE),
            "--help": Command([bench.briefing, "--help"]),
            "--version": Command([bench.briefing, "--version"]),
            "list cities": Command([bench.briefing, "list", "cities", *where]),
        },
        (
            Goal("--help", "python -c pass", 8),
            Goal("--version", "python -c pass", 8),
            Goal("list cities", "python -c pass", 15),
        ),
        {},
    )


def growing(bench: Bench) -> Group:
    """The same briefing from ever larger workspaces, the cache being full."""
    commands = {f"generate, {n} cities": Command(bench.generate(n, f"of-{n}"), cache=f"of-{n}") for n in (3, 337, 2843)}
    small, middle, large = commands
    return Group(commands, (Goal(middle, small, 1.15), Goal(large, small, 1.3)), {large: 130})


def growing_cold(bench: Bench) -> Group:
    """The same with an empty cache: charts are drawn and the index of cities is made."""
    commands = {
        f"generate, {n} cities, empty cache": Command(bench.generate(n, f"of-{n}"), cache=f"cold-{n}", cold=True)
        for n in (3, 337, 2843)
    }
    small, middle, large = commands
    return Group(commands, (Goal(middle, small, 1.15), Goal(large, small, 1.3)), {large: 130})


def checking(bench: Bench) -> Group:
    """Checking everything, which tries briefings of it, against making the one of all cities; and the bare C loader."""
    folder = bench.workspace(337)
    whole = [bench.briefing, "generate", "--workspace", folder, "--out", bench.out("whole"), "--date", DATE]
    return Group(
        {
            "C loader, 337 cities": Command([sys.executable, "-c", LOADER, folder]),
            "check, 337 cities": Command([bench.briefing, "check", "--workspace", folder]),
            "generate of 337 cities": Command(whole),
        },
        (
            Goal("check, 337 cities", "generate of 337 cities", 0.5),
            Goal("check, 337 cities", "C loader, 337 cities", 12),
        ),
        {},
    )


GROUPS: dict[str, Callable[[Bench], Group]] = {
    "generate": generating,
    "start": starting,
    "size": growing,
    "size-cold": growing_cold,
    "check": checking,
}


# Timing


def environment(bench: Bench, command: Command) -> dict[str, str]:
    """Return our environment with a cache of the benchmark's own, a warm list of fonts and compiled modules."""
    dropped = {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    cache = str(bench.work / "cache" / command.cache)
    return {name: value for name, value in os.environ.items() if name not in dropped} | {
        "XDG_CACHE_HOME": cache,
        "LOCALAPPDATA": cache,
        "MPLCONFIGDIR": str(bench.work / "matplotlib"),
        "PYTHONUTF8": "1",
    }


def timed(bench: Bench, command: Command) -> Run:
    """Run a whole process once; end the benchmark with what it printed if it fails."""
    cache = bench.work / "cache" / command.cache
    if command.cold:
        shutil.rmtree(cache, ignore_errors=True)
    cache.mkdir(parents=True, exist_ok=True)
    log = bench.work / "log.txt"
    with log.open("wb") as file:
        began = time.perf_counter()
        process = subprocess.Popen(
            command.argv, env=environment(bench, command), stdin=subprocess.DEVNULL, stdout=file, stderr=file
        )
        mib = wait(process)
        seconds = time.perf_counter() - began
    if process.returncode:
        raise SystemExit(f"exit {process.returncode}: {command.argv}\n{log.read_text('utf-8', 'replace')[-3000:]}")
    return Run(seconds, mib)


def wait(process: subprocess.Popen[bytes]) -> float:
    """Wait for the process and return the peak of its memory in MiB, 0 where the system does not tell."""
    if not hasattr(os, "wait4"):
        process.wait()
        return 0.0
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return float(usage.ru_maxrss) / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(bench: Bench, group: Group, rounds: int) -> dict[str, list[Run]]:
    """Return the runs of each command, after one round that is not counted."""
    runs: dict[str, list[Run]] = {name: [] for name in group.commands}
    for number in range(rounds + 1):
        for name, command in group.commands.items():
            run = timed(bench, command)
            if number:
                runs[name].append(run)
    return runs


# Reporting


def row(*cells: object) -> str:
    """Return a line of a Markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def report(group: Group, runs: Mapping[str, list[Run]]) -> Iterator[str]:
    """Two tables: what each command took, and the ratios with their goals."""
    yield from (row("command", "median s", "min–max s", "peak MiB"), "| --- | ---: | ---: | ---: |")
    for name, own in runs.items():
        seconds = [run.seconds for run in own]
        mib = statistics.median(run.mib for run in own)
        limit = group.memory.get(name)
        told = f"{mib:.0f}" + (f" (goal ≤ {limit}: {verdict(mib <= limit)})" if limit else "")
        yield row(name, f"{statistics.median(seconds):.3f}", f"{min(seconds):.3f}–{max(seconds):.3f}", told)
    yield from ("", row("ratio", "is", "goal", ""), "| --- | ---: | ---: | --- |")
    for goal in group.goals:
        pairs = zip(runs[goal.what], runs[goal.base], strict=True)
        ratio = statistics.median(ours.seconds / base.seconds for ours, base in pairs)
        yield row(f"{goal.what} / {goal.base}", f"{ratio:.2f}", f"≤ {goal.limit}", verdict(ratio <= goal.limit))
    yield ""


def verdict(good: bool) -> str:
    """Return whether a goal is met, as a word."""
    return "met" if good else "**missed**"


def made(folder: Path) -> str:
    """Return what the newest Word file in a folder holds, as a row: a command that makes less does less work."""
    files = sorted(folder.rglob("*.docx"), key=lambda path: path.stat().st_mtime)
    if not files:
        return row(folder.name, *"–––––")
    with zipfile.ZipFile(files[-1]) as archive:
        xml = archive.read("word/document.xml").decode()
    counts = [len(re.findall(rf"<{tag}[ />]", xml)) for tag in ("w:p", "w:tr", "a:blip")]
    characters = sum(map(len, re.findall(r"<w:t(?: [^>]*)?>([^<]*)", xml)))
    return row(folder.name, f"{files[-1].stat().st_size / 1024:.0f}", *counts, characters)


def find_font(given: str | None) -> Path:
    """Return the font named on the command line, else the one that ships with briefing."""
    if given:
        return Path(given)
    spec = importlib.util.find_spec("briefing")
    places = [Path(place) for place in (spec.submodule_search_locations or ())] if spec else []
    fonts = [font for place in places for font in sorted((place / "charts" / "fonts").glob("*Regular.otf"))]
    if not fonts:
        raise SystemExit("no font found: give --font a Chinese .otf or .ttf for the python-docx script's charts")
    return fonts[0]


def arguments() -> argparse.Namespace:
    """Return the arguments of the command line."""
    beside = Path(sys.executable).with_name("briefing.exe" if os.name == "nt" else "briefing")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9, help="rounds that count (one more warms up)")
    parser.add_argument("--only", default=",".join(GROUPS), help="comma list of groups")
    parser.add_argument("--work", default=str(HERE / ".work"), help="everything is written below this folder")
    parser.add_argument("--briefing", default=str(beside), help="the command to time")
    parser.add_argument("--font", help="a Chinese font for the python-docx script's charts")
    return parser.parse_args()


def main() -> None:
    """Run the groups asked for and print Markdown."""
    given = arguments()
    bench = Bench(Path(given.work).resolve(), given.briefing, find_font(given.font))
    for name in given.only.split(","):
        group = GROUPS[name](bench)
        rounds = min(given.rounds, 3) if name == "check" else given.rounds
        print(f"## {name}: {rounds} rounds\n")
        print("\n".join(report(group, measure(bench, group, rounds))), flush=True)
    print("## What the last runs made\n")
    print(row("folder", "docx KiB", "paragraphs", "table rows", "pictures", "characters"))
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for folder in sorted((bench.work / "out").iterdir()) if (bench.work / "out").exists() else []:
        print(made(folder))


if __name__ == "__main__":
    main()
