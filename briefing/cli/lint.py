"""briefing lint: any Word file against the standards of 公文, and how to mend what does not keep to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.options import AsJson
from briefing.cli.output import print_json

if TYPE_CHECKING:
    from briefing.conformance.rule import Violation

_SHOWN = 5
"""How many violations of a rule, and how many places of a violation, are told; JSON holds them all."""


def lint(
    file: Annotated[Path, typer.Argument(metavar="文件", help="要检查的 Word 文件（.docx）。")],
    as_json: AsJson = False,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="文种",
            help="公文（含简报）、附件（单独装订）、函（信函格式）或普通（不查公文版式）；不写为公文。",
        ),
    ] = "公文",
) -> None:
    """检查 Word 文件是否符合公文格式和标点、数字用法：不符之处、依据、位置和改法。只有“规定”不符时退出码为 1。"""
    from briefing.api.lint import lint as nonconformities
    from briefing.errors import errors_in

    problems = nonconformities(file, profile)
    violations = [problem.violation for problem in problems]
    if as_json:
        print_json([_record(violation) for violation in violations])
    else:
        print("\n".join([*_report(violations), _summary(file, profile, violations)]))
    raise typer.Exit(bool(errors_in(problems)))


def _report(violations: Sequence[Violation]) -> Iterator[str]:
    """Yield a block of lines for each rule that is not kept, under the name of its strength."""
    for strength, group in groupby(violations, key=lambda violation: violation.rule.strength):
        yield f"【{strength}】{_ASKED[strength]}"
        for rule, found in groupby(group, key=lambda violation: violation.rule):
            yield from ("", f"{rule.item}（{_clause(rule.clause)}，{rule.id}）", f"  要求：{rule.required}")
            yield from (f"  {line}" for line in _found(list(found)))
            yield f"  改法：{rule.remedy}"
        yield ""


_ASKED = {"规定": "必须改", "一般": "没有特殊理由应改", "推荐": "改了更好"}


def _clause(clause: str) -> str:
    """Return what a rule rests on, with the name of the standard before a bare number."""
    return f"GB/T 9704—2012 {clause}" if clause[0].isdigit() else clause


def _found(violations: Sequence[Violation]) -> Iterator[str]:
    for violation in violations[:_SHOWN]:
        positions = violation.positions
        rest = f"等 {len(positions)} 处" if len(positions) > _SHOWN else ""
        yield f"实际：{violation.found}，在{'、'.join(map(str, positions[:_SHOWN]))}{rest}"
    if len(violations) > _SHOWN:
        yield f"……另有 {len(violations) - _SHOWN} 处（--json 列出全部）"


def _summary(file: Path, profile: str, violations: Iterable[Violation]) -> str:
    from briefing.conformance.rule import Strength

    rules = {violation.rule.id: violation.rule.strength for violation in violations}
    counts = [f"{strength} {list(rules.values()).count(strength)} 项" for strength in Strength]
    verdict = f"不符合的有{'、'.join(counts)}。" if rules else "没有发现不符合之处。"
    return f"已检查“{file}”（按{profile}）：{verdict}"


def _record(violation: Violation) -> dict[str, object]:
    """Return a violation as plain data for JSON."""
    from dataclasses import asdict

    rule = violation.rule
    return {
        "id": rule.id,
        "item": rule.item,
        "strength": rule.strength,
        "clause": _clause(rule.clause),
        "required": rule.required,
        "found": violation.found,
        "places": [
            {name: value for name, value in asdict(position).items() if value not in (None, "")}
            for position in violation.positions
        ],
        "mend": rule.remedy,
    }
