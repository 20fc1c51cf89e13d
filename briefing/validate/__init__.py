"""Whether a library is sound: a visible tuple of rules, and all problems at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from briefing.errors import Problem
from briefing.model.library import Library
from briefing.validate import figures, identity, practices, references, relations, values
from briefing.validate.place import Dangling

Rule = Callable[[Library], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    identity.ids_are_unique,
    identity.ids_have_their_form,
    identity.theme_names_are_unique,
    references.themes_name_national_indicators,
    references.topics_name_a_theme,
    references.indicators_name_theme_and_family,
    references.facts_name_indicator_and_source,
    references.practices_name_theme_topic_and_source,
    references.practices_name_facts,
    references.relations_name_facts,
    values.units_belong_to_the_family,
    values.counts_are_whole,
    values.percentages_are_possible,
    figures.printed_figures_agree,
    figures.qualifiers_agree,
    practices.placeholders_are_closed,
    practices.digits_are_facts,
    practices.claims_say_what,
    relations.members_fill_the_roles,
    relations.rates_are_percentages,
    relations.parts_fit_the_whole,
)


def check(library: Library, troubled: Collection[str] = frozenset()) -> list[Problem]:
    """Everything that is wrong with the library, rule by rule; empty if it is sound.

    No rule needs the cities that were not read, so that a library of a few of them may be checked as well. `troubled`
    are ids of records that reading found fault with (`load.page.troubled`): a reference to one of them that leads
    nowhere is not told again.
    """
    found = (problem for rule in RULES for problem in rule(library))
    return [problem for problem in found if not (isinstance(problem, Dangling) and problem.target in troubled)]
