"""One Word file checked against all rules, with every violation at once."""

from __future__ import annotations

from pathlib import Path

from briefing.conformance.reader import open_file, read
from briefing.conformance.rule import Profile, Rule, Strength, Violation
from briefing.conformance.rules import RULES
from briefing.conformance.word_file import WordFile
from briefing.ooxml.position import Position


def lint(path: Path, profile: Profile = Profile.OFFICIAL) -> list[Violation]:
    """Return what in the Word file breaks a rule of the profile: 规定 first, then in the order of the table of rules.

    UsageError if there is no such file, BriefingError if it cannot be read. The file is not changed.
    """
    file = read(open_file(path))
    found = [violation for rule in RULES if profile in rule.profiles for violation in _violations(rule, file)]
    return sorted(found, key=lambda violation: list(Strength).index(violation.rule.strength))


def _violations(rule: Rule, file: WordFile) -> list[Violation]:
    """Return what the rule finds; the same thing in several positions is one violation."""
    positions: dict[str, dict[Position, None]] = {}
    for hit in rule.check(file):
        positions.setdefault(hit.found, {})[hit.position] = None
    return [Violation(rule, found, tuple(places)) for found, places in positions.items()]
