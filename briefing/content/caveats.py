"""What a reader must know beside a figure: told once, where the figure is first printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from briefing.content.ledger import Ledger
from briefing.model.document import FOOT_ROLES, Block, Figure, Items, Note, Paragraph, Runs, Table
from briefing.model.library import Library
from briefing.model.walk import refs
from briefing.wording.figures import when
from briefing.wording.prose import text

Found = dict[str, list[str]]
"""By caveat the names of what it is told of."""


def with_caveats(blocks: Iterable[Block], ledger: Ledger, library: Library) -> Iterator[Block]:
    """The blocks with the caveats of their figures: below a table or chart; of text behind it, before what follows."""
    told: set[tuple[str, str]] = set()
    waiting: Found = {}
    for block in blocks:
        calls = called_for(refs([block]), ledger, library)
        fresh = {caveat: [name for name in names if (caveat, name) not in told] for caveat, names in calls.items()}
        found = {caveat: names for caveat, names in fresh.items() if names}
        told |= {(caveat, name) for caveat, names in found.items() for name in names}
        runs_on = isinstance(block, Items) or (isinstance(block, Paragraph) and block.role not in FOOT_ROLES)
        if waiting and not runs_on:
            yield Note(said(waiting))
            waiting = {}
        if isinstance(block, Table | Figure) and found:
            yield replace(block, notes=(*block.notes, said(found)))
        else:
            yield block
            for caveat, names in found.items():
                waiting.setdefault(caveat, []).extend(names)
    if waiting:
        yield Note(said(waiting))


def called_for(printed: Iterable[str], ledger: Ledger, library: Library, *, notes: bool = False) -> Found:
    """The caveats that figures call for, those of a relation where all its members are there; or the clerk's `notes`
    as well.
    """
    facts = ledger.rests_on(printed)
    several = len(library.records) > 1
    found: Found = {}

    def tell(city: str, name: str, *told: str) -> None:
        for one in filter(None, told):
            found.setdefault(one, []).append(f"{library.records[city].city.name if several else ''}{name}")

    for fact in library.facts():
        if fact.id in facts:
            since = f"自{at.removeprefix('截至')}起" if (at := when(fact)) else ""
            broken = f"{since}{fact.break_reason}，前后不可比" if fact.break_reason else ""
            name = library.catalogue.indicators[fact.indicator].name
            tell(fact.city, name, fact.caveat, broken, fact.note if notes else "")
    for relation in library.relations():
        if facts.issuperset(id for ids in relation.members.values() for id in ids):
            tell(relation.city, relation.name, relation.caveat, relation.note if notes else "")
    return found


def of_each(found: Mapping[str, list[str]]) -> Iterator[str]:
    """Yield what is said of figures, once for those of which it is the same: 甲、乙：原文未分列; 甲自2020年起…."""
    told: dict[str, list[str]] = {}
    for caveat, names in found.items():
        told.setdefault("、".join(dict.fromkeys(names)), []).append(caveat.removesuffix("。"))
    for what, caveats in told.items():
        yield f"{what}{'' if caveats[0].startswith('自') else '：'}{'，'.join(caveats)}"


def said(found: Mapping[str, list[str]]) -> Runs:
    """说明：甲、乙：原文未分列；丙：原文写“天”。"""
    return text(f"说明：{'；'.join(of_each(found))}。")
