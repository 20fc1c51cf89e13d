"""{最新:经营主体} in the text of a practice: the latest figure that its city has of an indicator."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from briefing.data.rules.problems import problem
from briefing.data.selection import find
from briefing.errors import Problem
from briefing.model.catalogue import Indicator
from briefing.model.facts import PLACEHOLDER, Fact, Practice
from briefing.model.library import CityRecord

_LATEST = re.compile(r"\s*最新\s*[:：]\s*(.*?)\s*")
_SCOPED = re.compile("(.+?)[（(]([^（）()]+)[）)]")


def with_latest(
    records: Mapping[str, CityRecord], indicators: Mapping[str, Indicator], troubled: Collection[str] = frozenset()
) -> tuple[dict[str, CityRecord], list[Problem]]:
    """Return the records with a fact's id wherever a practice asks for the latest figure, and what is asked in vain.

    That stands in the text as it was written, and is no fact of the practice. Where a fact of the city, one of the ids
    `troubled`, was left out for its own error, it may be the one that is missing: nothing is said of that.
    """
    problems: list[Problem] = []
    doubtful = {id.partition(".")[0] for id in troubled}
    # what a measure is called in full finds it; its indicator's other names are those of the indicator
    named = [replace(item, aliases=()) if item.of else item for item in indicators.values()]

    def resolved(practice: Practice, record: CityRecord) -> Practice:
        if not any(map(_LATEST.fullmatch, practice.facts)):
            return practice

        ids: dict[str, str] = {}
        for written in practice.facts:
            asked = _LATEST.fullmatch(written)
            found = _latest(asked[1], record, named) if asked else written
            if isinstance(found, Problem) and record.city.id in doubtful:
                continue
            if isinstance(found, Problem):
                message = f"“{practice.id}”的“{written}”：{found.message}"
                problems.append(problem(practice, "text", message, found.hint))
            else:
                ids[written] = found
        text = PLACEHOLDER.sub(lambda slot: f"{{{ids.get(slot[1], slot[1])}}}", practice.text)
        return replace(practice, text=text, written=practice.text, facts=tuple(dict.fromkeys(ids.values())))

    found = {}
    for id, record in records.items():
        practices = tuple(resolved(practice, record) for practice in record.practices)
        found[id] = replace(record, practices=practices)
    return found, problems


def _latest(asked: str, record: CityRecord, indicators: Sequence[Indicator]) -> str | Problem:
    """Return the id of the latest figure of what is `asked` for, an indicator perhaps with a scope in brackets."""
    indicator, scope = find("指标", asked, indicators), ""
    if isinstance(indicator, Problem) and (parts := _SCOPED.fullmatch(asked)):
        indicator, scope = find("指标", parts[1], indicators), parts[2].strip()
    if isinstance(indicator, Problem):
        return indicator
    facts = [fact for fact in record.facts if fact.indicator == indicator.id]
    if not facts:
        hint = "请先收录它的数据，或改写这一句。"
        return Problem(f"{record.city.name}没有“{indicator.name}”的数据。", hint=hint)
    held = [fact for fact in facts if fact.scope == scope] or ([] if scope else facts)
    if not held:
        scopes = "、".join(f"“{name}”" for name in dict.fromkeys(fact.scope for fact in facts if fact.scope))
        hint = f"已收录的口径：{scopes}。" if scopes else "请去掉括号和里面的口径。"
        return Problem(f"{record.city.name}没有口径为“{scope}”的“{indicator.name}”数据。", hint=hint)
    last = _last(held)
    if len(last) > 1:
        which = "、".join(f"{{{fact.id}}}（{_said(fact)}）" for fact in last)
        hint = f"请写明是哪一个：{which}；只差口径的，也可写成 {{最新:{indicator.name}（口径）}}。"
        return Problem(f"{record.city.name}最新的“{indicator.name}”数据不止一个。", hint=hint)
    return last[0].id


def _last(facts: Sequence[Fact]) -> list[Fact]:
    """Return those that are of the latest time; all where no source says when."""
    latest = max(fact.period.recency for fact in facts)
    return [fact for fact in facts if fact.period.recency == latest]


def _said(fact: Fact) -> str:
    return "，".join(filter(None, (fact.scope, fact.period.printed, fact.printed)))
