"""The table of all rules, in the order in which their violations are told."""

from __future__ import annotations

from briefing.conformance.rule import Rule
from briefing.conformance.rules import (
    annex,
    body,
    file,
    front_matter,
    headings,
    numbers_and_units,
    page_layout,
    punctuation,
    tables_and_pictures,
)

RULES: tuple[Rule, ...] = (
    *page_layout.RULES,
    *front_matter.RULES,
    *body.RULES,
    *headings.RULES,
    *annex.RULES,
    *tables_and_pictures.RULES,
    *punctuation.RULES,
    *numbers_and_units.RULES,
    *file.RULES,
)
"""Every rule. To add one, write a small function in its module and a line in the module's RULES."""
