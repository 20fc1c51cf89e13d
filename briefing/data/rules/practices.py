"""The text of a practice states figures through facts, never by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefing.data.rules.problems import problem
from briefing.errors import Problem, Severity
from briefing.model.facts import PLACEHOLDER
from briefing.model.library import Library
from briefing.text.digits import numbers_in
from briefing.text.stated_quantities import COVER, stated


def placeholders_are_closed(library: Library) -> Iterator[Problem]:
    """Braces come in pairs, with a fact's id between them."""
    for practice in library.practices():
        rest = PLACEHOLDER.sub("", practice.text)
        if "{" in rest or "}" in rest:
            message = f"“{practice.id}”的说明里花括号没有配对。"
            yield problem(practice, "text", message, "数据点写成 {城市标识.名称}。")


def digits_are_facts(library: Library) -> Iterator[Problem]:
    """A digit outside the placeholders is part of a name that the practice bears (“210”标准)."""
    for practice in library.practices():
        written = list(numbers_in(PLACEHOLDER.sub("", practice.text)))
        if not written:
            continue
        named = {digits for name in (practice.name, *practice.aliases) for digits in numbers_in(name)}
        for digits in dict.fromkeys(written):
            if digits not in named:
                message = f"“{practice.id}”的说明里直接写了数字“{digits}”。"
                hint = "请改成数据点 {城市标识.名称}；若它是名称的一部分，请写进 name 或 aliases。"
                yield problem(practice, "text", message, hint)


def claims_say_what(library: Library) -> Iterator[Problem]:
    """A claim of being first says what is, as a predicate that can follow the city's name."""
    for practice in library.practices():
        city = library.records[practice.city].city
        if practice.claims_nothing:
            message = f"“{practice.id}”只写了“{practice.first}”，没有写明什么是首创。"
        elif practice.first.startswith(city.short):
            message = f"“{practice.id}”的首创以城市名开头，成稿会把“{city.short}”印两遍。"
        else:
            continue
        hint = "请写成接在城市名后能读通的话，如“设立全国首个政企沟通服务中心”。"
        yield replace(problem(practice, "first", message, hint), severity=Severity.WARNING)


def quantities_are_facts(library: Library) -> Iterator[Problem]:
    """So is a quantity in numerals (压减三成); a warning tells of what may be a way of speaking (数百家)."""
    units = {symbol for family in library.catalogue.units.values() for symbol in family.units}
    for practice in library.practices():
        text = PLACEHOLDER.sub(COVER, practice.text)
        for name in (practice.name, *practice.aliases):
            text = text.replace(name, COVER)
        for one in stated(text, units):
            said = text[one.start : one.end]
            hint = "请改成数据点 {城市标识.名称}；若它是名称的一部分，请写进 name 或 aliases。"
            if one.certain:
                yield problem(practice, "text", f"“{practice.id}”的说明里直接写了数量“{said}”。", hint)
            else:
                found = problem(practice, "text", f"“{practice.id}”的说明里“{said}”像是数量。", hint)
                yield replace(found, severity=Severity.WARNING)
