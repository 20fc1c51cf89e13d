"""Any Word file against the standards of 公文."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefing.conformance.check import lint as violations_in
from briefing.conformance.rule import Profile, Strength, Violation
from briefing.errors import Location, Problem, Severity, UsageError, did_you_mean


@dataclass(frozen=True, slots=True)
class Nonconformity(Problem):
    """A rule that is not kept: an error where the standard requires it (规定), else a warning."""

    violation: Violation = field(kw_only=True)


def lint(path: str | Path, profile: str = "公文") -> list[Nonconformity]:
    """Return what in a Word file is not as the standards have it; `profile`: 公文, 附件, 函 or 普通.

    UsageError for another profile, BriefingError for a file that is no sound .docx.
    """
    if profile not in list(Profile):
        hint = did_you_mean(profile, Profile) or f"可用：{'、'.join(Profile)}。"
        raise UsageError(Problem(f"没有文种“{profile}”。", hint=hint))
    return [_problem(violation, str(path)) for violation in violations_in(Path(path), Profile(profile))]


def _problem(violation: Violation, file: str) -> Nonconformity:
    rule = violation.rule
    return Nonconformity(
        f"{rule.item}：{violation.found}，在{'、'.join(map(str, violation.positions))}。",
        Location(file),
        f"{rule.required}。{rule.remedy}",
        Severity.ERROR if rule.strength is Strength.REQUIRED else Severity.WARNING,
        violation=violation,
    )
