"""The table of all rules, in the order in which their findings are told."""

from __future__ import annotations

from briefing.conformance.rule import Rule
from briefing.conformance.rules import annex, body, figures, file, headings, objects, opening, page, signs

RULES: tuple[Rule, ...] = (
    *page.RULES,
    *opening.RULES,
    *body.RULES,
    *headings.RULES,
    *annex.RULES,
    *objects.RULES,
    *signs.RULES,
    *figures.RULES,
    *file.RULES,
)
"""Every rule. To add one, write a small function in its room and a line in the room's RULES."""
