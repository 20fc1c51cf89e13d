"""The sheets of a workbook that hold what all cities share: 单位, 评价体系, 主题, 事项, 可比性."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefing.data.catalogue import Ids, ids_by_name, put_ids
from briefing.data.fields import decoded
from briefing.data.tables.record_heads import FRAMEWORK, SHEETS
from briefing.data.tables.record_sheets import RecordSheet
from briefing.errors import Problem
from briefing.model.catalogue import Catalogue, FrameworkItem, Statement, Theme, Topic, UnitFamily

EMPTY = Catalogue(units={}, frameworks={}, themes={}, indicators={}, sources={})
THEMES = "主题"
"""The sheet that a workspace has which needs no catalogue of the program's own."""


def with_sheets(base: Catalogue, sheets: Sequence[RecordSheet], problems: list[Problem]) -> Catalogue:
    """Return the catalogue with what the sheets hold; what is wrong with them goes to `problems`."""

    def held(name: str, make: Callable[..., Any], known: Mapping[str, Ids] = {}) -> dict[str, Any]:
        return {item.id: item for item in _records(name, sheets, make, known, problems)}

    units = {**base.units, **held("单位", UnitFamily)}
    frameworks = {**base.frameworks, **held("评价体系", FrameworkItem)}
    themes = {**base.themes, **held(THEMES, Theme, {"frameworks": ids_by_name(frameworks)})}
    topics = {**base.topics, **held("事项", Topic, {"theme": ids_by_name(themes)})}
    between = {"between": ids_by_name(base.indicators)}
    statements = {**base.statements, **held("可比性", Statement, between)}
    return replace(base, units=units, frameworks=frameworks, themes=themes, topics=topics, statements=statements)


def _records(
    name: str,
    sheets: Iterable[RecordSheet],
    make: Callable[..., Any],
    known: Mapping[str, Ids],
    problems: list[Problem],
) -> Iterator[Any]:
    """What the sheets of a name hold, made of the values of each row."""
    for sheet in sheets:
        if sheet.name == name:
            blocks, page = sheet.blocks()
            put_ids([*blocks], known)
            frameworks = {block.line: block.pop(FRAMEWORK, None) for block in blocks}
            for block in blocks:
                for values, place in decoded(SHEETS[name], [block], page):
                    own = {"framework": str(said)} if (said := frameworks[block.line]) else {}
                    yield make(**values, **own, location=place)
            problems += page.problems
