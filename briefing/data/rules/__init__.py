"""Whether a library is sound: a visible tuple of rules, and all problems at once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator

from briefing.data.rules import (
    change,
    dates,
    identity,
    practices,
    printed_words,
    ranks,
    references,
    relations,
    statements,
    values,
)
from briefing.data.rules import printed as figures
from briefing.data.rules.problems import Dangling, worded
from briefing.errors import Problem
from briefing.model.library import Library

Rule = Callable[[Library], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    identity.ids_are_unique,
    identity.ids_have_their_form,
    identity.theme_names_are_unique,
    references.themes_and_indicators_name_framework_items,
    references.topics_name_a_theme,
    references.indicators_name_theme_and_family,
    references.facts_name_indicator_and_source,
    references.practices_name_theme_topic_and_source,
    references.practices_name_facts,
    references.key_facts_are_of_the_practice,
    references.relations_name_facts,
    references.undisclosed_things_exist,
    references.undisclosed_things_are_not_told,
    references.paragraphs_exist,
    dates.periods_precede_their_source,
    dates.periods_and_bases_agree,
    values.units_belong_to_the_family,
    values.counts_are_whole,
    values.percentages_are_possible,
    figures.printed_figures_agree,
    figures.qualifiers_agree,
    printed_words.printed_words_are_accounted,
    printed_words.leftover_words_are_accounted,
    change.directions_agree,
    change.changes_are_named,
    ranks.places_are_no_movements,
    ranks.lists_agree,
    ranks.movements_say_which_way,
    ranks.movements_are_said_once,
    ranks.lower_places_are_better,
    practices.placeholders_are_closed,
    practices.digits_are_facts,
    practices.claims_say_what,
    practices.quantities_are_facts,
    relations.members_fill_the_roles,
    relations.rates_are_percentages,
    relations.completions_are_of_a_plan,
    relations.parts_fit_the_whole,
    ranks.places_only_move,
    statements.statements_name_what_there_is,
    statements.statements_decide_between_several,
    statements.reasons_carry_no_figure,
)


def check(
    library: Library, troubled: Collection[str] = frozenset(), today: datetime.date | None = None
) -> list[Problem]:
    """Everything that is wrong with the library, rule by rule; empty if it is sound.

    `today` is the day after which nothing can be known, None where that is not asked.

    No rule needs the cities that were not read, so that a library of a few of them may be checked as well. `troubled`
    are ids of records that reading found fault with (`data.reading.troubled`): a reference to one of them that leads
    nowhere is not told again.
    """
    found = [problem for rule in RULES for problem in rule(library)]
    found += dates.nothing_is_to_come(library, today) if today else ()
    return worded(
        [problem for problem in found if not (isinstance(problem, Dangling) and problem.target in troubled)], library
    )
