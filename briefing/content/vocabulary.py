"""Everything that a template may name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from briefing.content.asked.asked_charts import chart_functions
from briefing.content.asked.asked_tables import table_functions
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.value_functions import value_functions
from briefing.content.citations import rests_on
from briefing.content.context import BriefingContext, specs_of
from briefing.content.cross_references import REF
from briefing.content.foot import foot_functions
from briefing.content.ledger import Ledger
from briefing.content.standings.rankings import Rankings
from briefing.content.workspace_files import NOBODYS, WorkspaceFiles
from briefing.errors import Problem, Severity, did_you_mean
from briefing.model.document import Contents, Meta, References
from briefing.model.facts import Fact
from briefing.model.library import Library
from briefing.model.template import Value
from briefing.templating.given_words import GivenDate, GivenIssue
from briefing.templating.printable import Function
from briefing.templating.template_blocks import named
from briefing.templating.template_errors import Mistake, NotChosen

MISSPELT = 0.8  # how alike two ids are of which one is likely to be meant for the other, from 0 to 1
ID: Mapping[str, type] = {"id": str}

T = TypeVar("T")


def context(
    view: BriefingContext,
    held: HeldFacts,
    settings: Mapping[str, Value],
    meta: Meta,
    files: WorkspaceFiles = NOBODYS,
) -> dict[str, object]:
    """Return everything a template may name."""
    library, ledger = held.library, held.ledger
    sources = library.sources()
    return {
        **named(settings),
        **value_functions(held),
        **table_functions(held),
        **chart_functions(held, specs_of(view)),
        **files.functions(),
        "briefing": view,
        "points": view.points,
        "rankings": Rankings(held.analysis, ledger).function,
        "issue": GivenIssue.of(meta),
        "date": GivenDate.of(meta),
        "references": References(()),
        "contents": Contents(levels=1),
        "fact": Function('fact("数据点编号")', lambda id, /: ledger.fact(_fact(id, library, ledger)), ID),
        "has": Function('has("数据点编号")', lambda id, /: _has(id, ledger), ID),
        "ref": REF,
        "cite": Function('cite("来源编号")', lambda id, /: rests_on(_known("来源", id, sources).id), ID),
        **foot_functions(meta.date),
    }


def _fact(id: str, library: Library, ledger: Ledger) -> Fact:
    """Return the fact; Mistake where it belongs to a city that was not asked for, or there is none."""
    where = library.elsewhere.get(id.partition(".")[0])
    if id in ledger.facts or where is None:
        return _known("数据点", id, ledger.facts)
    hint = f'编号无误的，请加选{where.name}，或把这一句放在 {{% if has("{id}") %}} … {{% endif %}} 里，没有时不写。'
    raise Mistake(NotChosen(f"本次没有选{where.name}，不能引用“{id}”。", hint=hint, fact=id))


def _has(id: str, ledger: Ledger) -> bool:
    """Return whether the fact can be printed; Mistake, as good as False, warns of an id likely to be misspelt."""
    import difflib  # noqa: PLC0415 - only needed where a fact is not there

    if id in ledger.facts:
        return True
    city, _, name = id.partition(".")
    names = [name for own, _, name in (known.partition(".") for known in ledger.facts) if own == city]
    if near := difflib.get_close_matches(name, names, n=1, cutoff=MISSPELT):
        hint = f"您是不是要找“{city}.{near[0]}”？"
        raise Mistake(Problem(f"没有编号为“{id}”的数据点，has(…) 为否。", hint=hint, severity=Severity.WARNING))
    return False


def _known(kind: str, id: str, held: Mapping[str, T]) -> T:
    if id not in held:
        raise Mistake(Problem(f"没有编号为“{id}”的{kind}。", hint=did_you_mean(id, held)))
    return held[id]
