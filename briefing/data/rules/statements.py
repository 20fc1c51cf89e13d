"""What an office states of comparability: it names what there is, and its words carry no figure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from briefing.data.rules.problems import Dangling, problem
from briefing.errors import Location, Problem, did_you_mean
from briefing.model.library import Library
from briefing.text.digits import numbers_in
from briefing.text.stated_quantities import COVER, stated

MISSPELT = 0.8  # how alike the ids of two cities are of which one is likely to be meant for the other, from 0 to 1
_QUOTED = re.compile("“[^“”]*”")


def statements_name_what_there_is(library: Library) -> Iterator[Problem]:
    """Indicators of the catalogue, facts and practices.

    Of a city that was not read, that the workspace has no longer or whose facts could not be read, nothing is asked,
    unless it is likely to be misspelt: another of almost that name has what is named.
    """
    cities = {id for id, record in library.records.items() if record.facts}
    names = {
        *library.catalogue.indicators,
        *(fact.id for fact in library.facts()),
        *(practice.id for practice in library.practices()),
    }
    for statement in library.catalogue.statements.values():
        for name in statement.between:
            city, dot, slug = name.partition(".")
            alike = difflib.get_close_matches(city, cities, cutoff=MISSPELT) if dot else []
            meant = [other for own in alike if (other := f"{own}.{slug}") in names]
            if name in names or (dot and city not in cities and not meant):
                continue
            hint = did_you_mean(name, meant or names) or "应为数据点或做法的标识，或者指标的标识、名称。"
            where = Location(statement.location.file, statement.location.line, "between")
            yield Dangling(f"可比性说明写的“{name}”不存在。", where, hint, target=name)


def statements_decide_between_several(library: Library) -> Iterator[Problem]:
    """What is named alone can be neither beside another nor apart from it."""
    for statement in library.catalogue.statements.values():
        if statement.kind and len(set(statement.between)) < 2:
            message = f"可比性说明“{statement.id}”写了“{statement.kind}”，却没有写与什么。"
            yield problem(statement, "kind", message, "请在 between 里写出另一方；只想提醒读者的，不写 kind。")


def reasons_carry_no_figure(library: Library) -> Iterator[Problem]:
    """The figures are printed before the reason; a number within “” is a name."""
    units = {symbol for family in library.catalogue.units.values() for symbol in family.units}
    for statement in library.catalogue.statements.values():
        reason = _QUOTED.sub(COVER, statement.reason)
        found = [reason[one.start : one.end] for one in stated(reason, units) if one.certain]
        quantities = [said for said in found if not said.startswith("两")]  # 两个榜单 counts what is named
        for said in dict.fromkeys((*numbers_in(reason), *quantities)):
            message = f"可比性说明“{statement.id}”的理由里直接写了“{said}”。"
            yield problem(statement, "reason", message, "各方的数值会印在理由前面，理由里不必再写。")
