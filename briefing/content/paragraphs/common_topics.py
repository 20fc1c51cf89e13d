"""What several cities do about one topic: a row for each, with the figure that stands for each practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from briefing.analysis.analyse import Analysis
from briefing.content.citations import tells
from briefing.content.ledger import Ledger
from briefing.content.tables.table_columns import LEFT, ROWS_AT_LEAST, TableColumn, table_of
from briefing.model.catalogue import Indicator, Statement, Theme
from briefing.model.document import Runs, Table
from briefing.model.facts import Practice
from briefing.model.library import City
from briefing.model.quantity import RANK
from briefing.wording.clauses import remarks
from briefing.wording.figures import UNLISTED
from briefing.wording.prose import join, opens, quoted, stated, text

APART_NOTE = "同一事项各地数据的口径不同，只并列，不作比较。"
"""Of figures of which the office states why they are not compared: the checklist tells the reasons."""
UNLISTED_NOTE = f"“{UNLISTED}”指所用材料中没有归入同类的做法，不代表当地没有开展。"
_REMARK, _QUOTED = re.compile("（[^）]*）$"), re.compile("“[^”]*”")
TOPICS_ACROSS = 4  # likewise where cells hold names


def parallels(analysis: Analysis, theme: Theme) -> dict[str, dict[str, list[Practice]]]:
    """The topics of a theme that two or more cities take up: topic id → city id → practices, in data order."""
    groups: dict[str, dict[str, list[Practice]]] = {}
    for city in analysis.selection.cities:
        for practice in analysis.selection.records[city.id].practices:
            if practice.theme == theme.id and practice.topic:
                groups.setdefault(practice.topic, {}).setdefault(city.id, []).append(practice)
    return {topic: held for topic, held in groups.items() if len(held) > 1}


def topics(analysis: Analysis, theme: Theme, ledger: Ledger) -> Table | None:
    """What each city does about each topic that two or more of them take up; None for fewer than two topics."""
    found = parallels(analysis, theme)
    if len(found) < ROWS_AT_LEAST:
        return None
    return by_topic(analysis, found, ledger, f"topics.{theme.id}", f"{theme.name}同类做法对照")


def by_topic(
    analysis: Analysis, found: Mapping[str, Mapping[str, Sequence[Practice]]], ledger: Ledger, key: str, caption: str
) -> Table:
    """Return what each city does about each topic, as `parallels` gives it."""
    cities, catalogue = analysis.selection.cities, analysis.selection.library.catalogue

    def told(city: City, topic: str) -> Runs:
        done = found[topic].get(city.id, [])
        return join([named(item, ledger, catalogue.indicators, item.name) for item in done], "；")

    columns = [
        TableColumn[str]("事项", lambda topic: text(catalogue.topics[topic].name)),
        *(TableColumn(city.name, partial(told, city), LEFT) for city in cities),
    ]
    apart = any(stated_of(catalogue.statements.values(), held) for held in found.values())
    unlisted = any(not held.get(city.id) for held in found.values() for city in cities)
    note = APART_NOTE * apart + UNLISTED_NOTE * unlisted
    made = table_of(found, columns, key, caption, notes=(note,), empty=UNLISTED)
    return replace(made, widths=(3, *(5 for _ in cities)))


def stated_of(
    statements: Iterable[Statement], held: Mapping[str, Sequence[Practice]]
) -> list[tuple[Statement, list[str]]]:
    """Return what the office states of figures that stand in one row, with the ids of those figures."""
    printed = {item.key_fact for practices in held.values() for item in practices}
    met = [(item, [id for id in item.between if id in printed]) for item in statements if item.kind]
    return [(item, ids) for item, ids in met if len(ids) > 1]


def named(practice: Practice, ledger: Ledger, indicators: Mapping[str, Indicator], name: str = "") -> Runs:
    """Return a practice by name, in quotation marks or as `name` has it, with its key figure and its citation."""
    said, figure = name or quoted([practice.name]), headline(practice, ledger, indicators)
    if figure:
        # one pair of brackets: “无申请兑付”（试点，资金3900万元）
        said = f"{said.removesuffix('）')}，" if said.endswith("）") else f"{said}（"
    return join([text(said), figure, text("）" if figure else ""), (tells(practice),)])


def headline(practice: Practice, ledger: Ledger, indicators: Mapping[str, Indicator]) -> Runs:
    """A practice's key figure with what it counts and when: 2021年兑现金额3900万元; () if none."""
    if not practice.key_fact:
        return ()
    fact = ledger.facts[practice.key_fact]
    name = indicators[fact.indicator].name
    own = _REMARK.sub("", practice.name)
    for repeated in (own, f"“{own}”", _QUOTED.sub("", own)):
        name = name.removeprefix(repeated).removeprefix("的")
    # what the practice is called says what its figure covers
    shown = fact if fact.quantity.unit.family == RANK else replace(fact, scope="")
    return join([text(opens([fact])), stated(name, shown), text(remarks(fact, name))])
