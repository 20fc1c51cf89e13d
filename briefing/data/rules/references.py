"""References: whatever one record names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from briefing.data.reading import Located
from briefing.data.rules.problems import Dangling, problem
from briefing.errors import Problem, did_you_mean
from briefing.model.facts import Fact, Practice
from briefing.model.library import Library

NEW_INDICATOR = "已有的见 briefing list indicators；新的指标请先在 data/indicators/ 里加一项：id、name、theme、family。"


def themes_and_indicators_name_framework_items(library: Library) -> Iterator[Problem]:
    """Themes and indicators cover items of frameworks that exist."""
    catalogue = library.catalogue
    records: Iterable[Located] = (*catalogue.themes.values(), *catalogue.indicators.values())
    yield from _unnamed(records, ("frameworks", "评价体系条目", catalogue.frameworks))


def topics_name_a_theme(library: Library) -> Iterator[Problem]:
    """Topics are filed under a theme."""
    catalogue = library.catalogue
    yield from _unnamed(catalogue.topics.values(), ("theme", "主题", catalogue.themes))


def indicators_name_theme_and_family(library: Library) -> Iterator[Problem]:
    """Indicators are filed under a theme and counted in a unit family."""
    catalogue = library.catalogue
    known = ("theme", "主题", catalogue.themes), ("family", "单位族", catalogue.units)
    yield from _unnamed(catalogue.indicators.values(), *known)


def facts_name_indicator_and_source(library: Library) -> Iterator[Problem]:
    """Facts observe an indicator and rest on a source."""
    indicators, sources = library.catalogue.indicators, library.sources()

    @cache  # one forgotten file of indicators leaves thousands of facts without one of a few
    def hint(name: str) -> str:
        return did_you_mean(name, (*indicators, *(item.name for item in indicators.values()))) + NEW_INDICATOR

    for fact in library.facts():
        if fact.indicator not in indicators:
            message = f"“{fact.id}”写的指标“{fact.indicator}”不存在。"
            yield _dangling(fact, "indicator", message, hint(fact.indicator), fact.indicator)
        if fact.source not in sources:
            yield _unknown(fact, "source", "资料来源", fact.source, _sources(library, fact.city))


def practices_name_theme_topic_and_source(library: Library) -> Iterator[Problem]:
    """Practices are filed under a theme, perhaps set under a topic, and rest on a source."""
    catalogue, sources = library.catalogue, library.sources()
    for practice in library.practices():
        yield from _unnamed([practice], ("theme", "主题", catalogue.themes), ("topic", "事项", catalogue.topics))
        if practice.source not in sources:
            yield _unknown(practice, "source", "资料来源", practice.source, _sources(library, practice.city))


def practices_name_facts(library: Library) -> Iterator[Problem]:
    """The facts of a practice are those of its city."""
    for record in library.records.values():
        own = [fact.id for fact in record.facts]
        lost = ((practice, name) for practice in record.practices for name in practice.facts if name not in own)
        yield from (_unknown(practice, "text", "数据点", name, own) for practice, name in lost)


def key_facts_are_of_the_practice(library: Library) -> Iterator[Problem]:
    """The fact that stands for a practice is one that it tells."""
    for practice in library.practices():
        if practice.key and practice.key not in practice.facts:
            message = f"“{practice.id}”的 key“{practice.key}”不是它的数据点。"
            hint = "key 写说明里的或 facts 里的一个数据点。" + _hint(practice.key, practice.facts)
            yield problem(practice, "key", message, hint)


def relations_name_facts(library: Library) -> Iterator[Problem]:
    """The members of a relation are facts of its city."""
    for record in library.records.values():
        own = [fact.id for fact in record.facts]
        for relation in record.relations:
            for role, names in relation.members.items():
                for name in names:
                    if name not in own:
                        yield _unknown(relation, role, "数据点", name, own)


def undisclosed_things_exist(library: Library) -> Iterator[Problem]:
    """What a source does not tell is an indicator or a theme that there is, and the source is one."""
    indicators, themes, sources = library.catalogue.indicators, library.catalogue.themes, library.sources()
    for record in library.records.values():
        for item in record.undisclosed:
            if bool(item.indicator) == bool(item.theme):
                message = "未披露的事项要写 indicator 或 theme，只写一个。"
                yield problem(item, "undisclosed", message, "指标写 indicator；整个主题都没有披露的写 theme。")
            elif item.indicator and item.indicator not in indicators:
                yield _unknown(item, "indicator", "指标", item.indicator, indicators)
            elif item.theme and item.theme not in themes:
                yield _unknown(item, "theme", "主题", item.theme, themes)
            if item.source not in sources:
                yield _unknown(item, "source", "资料来源", item.source, _sources(library, item.city))


def undisclosed_things_are_not_told(library: Library) -> Iterator[Problem]:
    """Of what is said to be undisclosed the city has no figure, and of a whole theme no practice either."""
    for record in library.records.values():
        told = {fact.indicator for fact in record.facts} | {item.theme for item in record.practices}
        told |= {library.theme_of(fact) for fact in record.facts if fact.indicator in library.catalogue.indicators}
        for item in record.undisclosed:
            if {item.indicator, item.theme} & told:
                message = f"“{item.indicator or item.theme}”写在 undisclosed（未披露）里，又有这方面的数据或做法。"
                yield problem(item, "undisclosed", message, "请核对来源，删去其中一处。")


def paragraphs_exist(library: Library) -> Iterator[Problem]:
    """A fact or practice stands in a paragraph that its source has, where it is known how many there are."""
    sources = library.sources()
    records: Iterable[Fact | Practice] = (*library.facts(), *library.practices())
    for record in records:
        source = sources.get(record.source)
        if source and source.paragraphs is not None and (record.paragraph or 0) > source.paragraphs:
            message = f"“{record.id}”写的是第 {record.paragraph} 段，来源“{source.id}”只有 {source.paragraphs} 段。"
            yield problem(record, "paragraph", message, "请核对段号；正文从 1 数起，标题、图注为 0。")


def _sources(library: Library, city: str) -> list[str]:
    """The sources that a record of the city may name, for the hint."""
    return [*library.catalogue.sources, *(source.id for source in library.records[city].sources)]


Known = tuple[str, str, Collection[str]]
"""The key at which a record names something, the Chinese word for that, and the ids that there are."""


def _unnamed(records: Iterable[Located], *known: Known) -> Iterator[Problem]:
    """Yield, record by record, what is named at a key and does not exist; what is left empty names nothing."""
    for record in records:
        for key, title, allowed in known:
            said = getattr(record, key)
            for name in said if isinstance(said, tuple) else (said,):
                if name and name not in allowed:
                    yield _unknown(record, key, title, name, allowed)


def _unknown(record: Located, key: str, title: str, name: str, allowed: Collection[str]) -> Problem:
    return _dangling(record, key, f"“{record.id}”写的{title}“{name}”不存在。", _hint(name, allowed), name)


def _dangling(record: Located, key: str, message: str, hint: str, target: str) -> Problem:
    return Dangling(message, record.location.at(key), hint, target=target)


def _hint(name: str, allowed: Collection[str]) -> str:
    near = did_you_mean(name, allowed)
    if near or len(allowed) > 30:
        return near
    return f"可用的有：{'、'.join(allowed)}。" if allowed else "目前一个也没有。"
