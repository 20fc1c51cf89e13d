"""All rules over one file: every finding at once."""

from __future__ import annotations

from pathlib import Path

from briefing.conformance.opening import opened
from briefing.conformance.reader import read
from briefing.conformance.reading import Reading
from briefing.conformance.rule import Finding, Profile, Rule, Spot, Strength
from briefing.conformance.rules.table import RULES


def lint(path: Path, profile: Profile = Profile.OFFICIAL) -> list[Finding]:
    """What in the Word file does not keep to the rules of the profile: 规定 first, then in the order of the table.

    UsageError if there is no such file, BriefingError if it cannot be read. The file is not changed.
    """
    reading = read(opened(path))
    found = [finding for rule in RULES if profile in rule.profiles for finding in _findings(rule, reading)]
    return sorted(found, key=lambda finding: list(Strength).index(finding.rule.strength))


def _findings(rule: Rule, reading: Reading) -> list[Finding]:
    """What the rule finds, the same found in many places told once."""
    spots: dict[str, dict[Spot, None]] = {}
    for hit in rule.check(reading):
        spots.setdefault(hit.found, {})[hit.spot] = None
    return [Finding(rule, found, tuple(places)) for found, places in spots.items()]
