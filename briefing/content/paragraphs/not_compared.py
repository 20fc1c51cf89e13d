"""What a reader may take for one another and must not compare, and what is not told at all, a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefing.analysis.analyse import Analysis
from briefing.content.citations import rests_on, tells
from briefing.content.paragraphs.common_topics import parallels, stated_of
from briefing.content.paragraphs.sentences import SentenceWriter
from briefing.model.catalogue import Indicator, Theme
from briefing.model.document import Runs
from briefing.model.facts import Fact, Practice, Undisclosed
from briefing.wording.figures import UNDISCLOSED, bracketed, untold, when
from briefing.wording.prose import join, jointly, link, plain, quoted, text
from briefing.wording.reasons import reason


def not_compared(analysis: Analysis, writer: SentenceWriter, theme: Theme) -> tuple[Runs, ...]:
    """Return what the office wants told, then figures of one indicator that are not judged, each with its reason, and
    those that stand for practices on one topic.
    """
    found = []
    for item in analysis.cautions:
        if item.theme == theme.id:
            found.append(_explained(_members(writer, item.members, item.members), item.statement.reason))
    told = {item.statement for item in analysis.cautions}
    for verdict in analysis.unjudged:
        pair = verdict.first, verdict.second
        if writer.indicators[pair[0].indicator].theme == theme.id and verdict.statement not in told:
            dates = () if verdict.rule in ("span", "period") else pair
            why = reason(verdict.rule, *pair, verdict.kind, verdict.statement)
            found.append(_explained(_members(writer, pair, dates), why))
    told.update(verdict.statement for verdict in analysis.unjudged if verdict.statement)
    for held in parallels(analysis, theme).values():
        for statement, ids in stated_of(writer.library.catalogue.statements.values(), held):
            if statement not in told:
                met = [writer.ledger.facts[id] for id in ids]
                found.append(_explained(_members(writer, met, met), statement.reason))
    return tuple(found)


def not_covered(analysis: Analysis) -> Iterator[Runs]:
    """Yield for each city the themes that our data hold nothing of, and those that a source says it does not tell.

    Nothing where figures of other times are left out.
    """
    selection = analysis.selection
    for city in () if selection.narrowed else selection.cities:
        blank = [item for item in selection.themes if analysis.coverage.blank(item.id, city.id)]
        kept = {item.name: said for item in blank if (said := selection.undisclosed(city.id, item.id))}
        if names := [item.name for item in blank if item.name not in kept]:
            yield text(f"{city.name}：{untold(selection, jointly(names))}")
        for name, said in kept.items():
            yield withheld(city.name, f"{name}方面的情况", said)


def withheld(city: str, what: str, said: Undisclosed) -> Runs:
    """“三门峡市未披露这方面内容。” with the source that says so."""
    return join([text(f"{city}{UNDISCLOSED}{what}"), (rests_on(said.source),), text("。")])


def _members(
    writer: SentenceWriter, items: Sequence[Fact | Practice | Indicator], dates: Sequence[object]
) -> Iterator[Runs]:
    """Those that a reader may take for one another: 武汉“一照多址”, 三门峡不动产登记办结时限2小时.

    A city is named where it is not that of the one before. Periods, where there are facts in `dates`, stand behind
    the last of those in a row that have the same.
    """
    beside = [fact for fact in dates if isinstance(fact, Fact)]
    for before, item, after in zip((None, *items), items, (*items[1:], None), strict=False):
        if isinstance(item, Indicator):
            yield text(item.name)
            continue
        same = isinstance(before, Fact | Practice) and before.city == item.city
        city = "" if same else writer.city(item.city)
        if isinstance(item, Practice):
            city = "" if city in item.name else city
            yield join([text(f"{city}{quoted([item.name])}"), (tells(item),)])
            continue
        goes_on = isinstance(after, Fact) and when(after) == when(item)
        at = bracketed(item, beside) if beside and not goes_on else ""
        name = writer.indicators[item.indicator].name
        yield join([text(f"{city}{name}"), (writer.ledger.fact(item),), text(at)])


def _explained(members: Iterable[Runs], why: str) -> Runs:
    """“甲、乙与丙：……。”"""
    *others, last = held = list(members)
    return join([join([join(others, "、"), last], link(map(plain, held))), text(f"：{why}。")])
