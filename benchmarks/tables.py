"""How much a workbook of 340,000 rows takes of the processor, against what its library needs for the bare values.

python benchmarks/tables.py [--rows N] [--rounds N] [--work DIR]. Prints Markdown; the workbooks are kept in DIR.

Whole processes in turn (A B C A B C …); a ratio is the median of the ratios of single rounds.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

INDICATORS = (
    "经营主体",
    "新设企业",
    "进出口额",
    "贷款余额",
    "税收收入",
    "用电量",
    "合同额",
    "专利授权",
    "用地",
    "客流",
)
UNITS = ("万户", "户", "亿元", "亿元", "亿元", "万个", "亿元", "件", "宗", "万人次")
YEARS = tuple(range(2016, 2026))
HEADS = ("城市", "指标", "时期", "数值", "单位", "来源")
FEW = 3
"""Cities of which the briefing is."""
BARE = """
import sys
from python_calamine import CalamineWorkbook
CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()
"""
READ = """
import sys
from briefing import Workspace
Workspace.open(sys.argv[1]).library(sys.argv[2:])
"""
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"


def city(number: int) -> str:
    """Return the name of a place that no table of divisions knows."""
    return f"虚{number // 100:02d}{number % 100:02d}示范区"


def write(folder: Path, cities: int) -> Path:
    """Write a workspace with nothing but one workbook, unless it is there, and return its folder."""
    import xlsxwriter

    path = folder / "data" / "数据.xlsx"
    if path.exists():
        return folder
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, shown = book.add_worksheet("数据"), book.add_format({"num_format": "0.00"})
    sheet.write_row(0, 0, HEADS)
    row = 0
    for number in range(cities):
        chance = random.Random(number)
        for indicator, unit in zip(INDICATORS, UNITS, strict=True):
            for year in YEARS:
                row += 1
                sheet.write_row(row, 0, (city(number), indicator, year))
                sheet.write_number(
                    row, 3, chance.randrange(100, 900) if unit in "户件宗" else chance.uniform(1, 900), shown
                )
                sheet.write_row(row, 4, (unit, "统计年鉴"))
    book.close()
    return folder


def seconds(command: Sequence[str], cache: Path) -> tuple[float, int]:
    """Return the seconds of the processor that a command takes, and its peak of memory in MiB where it tells that."""
    start = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "XDG_CACHE_HOME": str(cache)}
    )
    told = done.stderr.strip().splitlines()
    end = resource.getrusage(resource.RUSAGE_CHILDREN)
    taken = end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime
    return taken, int(told[-1]) if told and told[-1].isdigit() else 0


def main() -> None:
    """Time everything in turn and print the ratios."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rows", type=int, default=340_000)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--work", type=Path, default=Path(__file__).parent / ".work" / "tables")
    options = asked.parse_args()
    work: Path = options.work
    large = write(work / f"rows-{options.rows}", options.rows // (len(INDICATORS) * len(YEARS)))
    small = write(work / "few", FEW)
    named = [city(number) for number in range(FEW)]
    python, cache = sys.executable, work / "cache"
    generate = [python, "-m", "briefing", "generate", "--city", "，".join(named), "--force", "--out", str(work / "out")]
    commands = {
        "bare": [python, "-c", BARE + PEAK, str(large / "data" / "数据.xlsx")],
        "first": [python, "-c", READ + PEAK, str(large), *named],
        "then": [python, "-c", READ + PEAK, str(large), *named],
        "generate": [*generate, "--workspace", str(large)],
        "few": [*generate, "--workspace", str(small)],
    }
    seconds(commands["few"], cache)
    times: dict[str, list[float]] = {name: [] for name in commands}
    peaks: Mapping[str, list[int]] = {name: [] for name in commands}
    for _ in range(options.rounds):
        for name, command in commands.items():
            if name == "first":
                for path in (cache / "city-briefing").glob("tables-*"):
                    path.unlink()
                seconds(commands["few"], cache)
            taken, peak = seconds(command, cache)
            times[name].append(taken)
            peaks[name].append(peak)
    print(f"{options.rows} rows, {options.rounds} rounds; seconds and MiB are medians.\n")
    print("| what | s | MiB | against | ratio | goal |\n| --- | --- | --- | --- | --- | --- |")
    for name, peer, goal in (
        ("bare", "", ""),
        ("first", "bare", "5"),
        ("then", "bare", "0.3"),
        ("generate", "few", "1.3"),
    ):
        ratio = statistics.median(a / b for a, b in zip(times[name], times[peer], strict=True)) if peer else 0
        median = statistics.median(times[name])
        print(
            f"| {name} | {median:.2f} | {max(peaks[name]) or ''} | {peer} | {f'{ratio:.2f}' if peer else ''} | {goal} |"
        )
    shutil.rmtree(work / "out", ignore_errors=True)


if __name__ == "__main__":
    main()
