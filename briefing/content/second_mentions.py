"""What is called by a shorter name from its second mention on: the home city (我市), the office (市营商办)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from briefing.model.document import Block, Items, Paragraph, Run, RunKind, Runs
from briefing.model.library import City
from briefing.model.walk import map_runs

LEFT_ALONE = "“[^”]*”|《[^》]*》"
"""Quotations and titles hold the words of others."""


def city_named(city: City, things: Iterable[str]) -> str:
    """Return a pattern for the names of a city in running text, not within a longer name (武汉经开区).

    `things` are what may be told of it: the names of indicators and themes. Its full name that opens a sentence, or
    stands behind the period that does, may have anything behind it.
    """
    told = "|".join(re.escape(name) for name in sorted(things, key=len, reverse=True))
    behind = f"$|[、，。；：（）与和及同在由比较为的居有最{'}'}]{'|' + told if told else ''}"
    opens = f"(?:^|(?<=[年月末底]，)){re.escape(city.name)}(?![场级])"
    behind += "|(?:增长|下降|提高|延长|缩短|后移|前移|(?:大体)?持平)[，；。]"
    return f"{opens}|(?<![省市州区县])(?:{re.escape(city.name)}|{re.escape(city.short)})(?={behind})"


def shortened(blocks: Iterable[Block], names: Mapping[str, str]) -> list[Block]:
    """Return the blocks with the words for each pattern of `names` in place of it, but for the first in the text.

    Headings, tables, figures and remarks keep the full names, as they are read by themselves.
    """
    met: set[str] = set()

    def word(match: re.Match[str]) -> str:
        found = next((pattern for pattern in names if re.fullmatch(pattern, match[0])), None)
        if found is None:
            return match[0]
        first = found not in met
        met.add(found)
        return match[0] if first else names[found]

    either = re.compile("|".join([LEFT_ALONE, *(f"(?:{pattern})" for pattern in names)]))

    def rewritten(runs: Runs) -> Runs:
        return tuple(replace(run, text=either.sub(word, run.text)) if _plain(run) else run for run in runs)

    return [map_runs(block, rewritten) if names and isinstance(block, Paragraph | Items) else block for block in blocks]


def _plain(run: Run) -> bool:
    """Return whether a run is words, not a figure or a bold label; what a person set (the office) is words, too."""
    return not run.strong and (run.kind is RunKind.GIVEN or (run.kind is RunKind.TEXT and run.ref is None))
