"""issues.yaml: which issues of which series there are, read and checked, and changed line by line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from briefing.data.fields import decode, decoded, many
from briefing.data.kinds import DATE, FLAG, TEXT, WHOLE, Field, Record, one_word_of
from briefing.data.reading import Page
from briefing.data.yaml_files.yaml_nodes import parse_yaml, read_yaml
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import BriefingError, Location, Problem
from briefing.model.issue import Issue, IssueNumber, IssueState

REGISTER = "issues.yaml"
BEGINNING = "# 期号登记：briefing generate --issue 和 briefing issues 会写这里；已经印发的请不要改。\nissues:\n"

ISSUE = Record(
    "issue",
    "期",
    (
        Field("recipe", TEXT, "方案，各方案分别编号；不用方案的不写"),
        Field("year", WHOLE, "年份，每年重新编号", required=True),
        Field("number", WHOLE, "期号", required=True),
        Field("total", WHOLE, "总期号；没有则不写"),
        Field("supplement", FLAG, "是否增刊，增刊单独编号；不写为 false"),
        Field("date", DATE, "印在上面的日期", required=True),
        Field("title", TEXT, "标题"),
        Field("bundle", TEXT, "成果包在哪里"),
        Field("state", one_word_of(IssueState), "到哪一步", required=True),
        Field("corrects", WHOLE, "更正的是同一方案同一年的第几期；不是更正则不写"),
        Field("kept", TEXT, "印发的文件，由 briefing issues issued 存入"),
        Field("sum", TEXT, "印发的文件的 SHA-256，由 briefing issues issued 写"),
    ),
)
ISSUES_FILE = Record("issues_file", "期号登记", (Field("issues", many(ISSUE), "各期", required=True),))


def read_issues(workspace: Path) -> tuple[list[Issue], list[Problem]]:
    """Return the issues of a workspace in the order of the file, and what is wrong; none where it has no register."""
    path = workspace / REGISTER
    if not path.is_file():
        return [], []
    value, problems = read_yaml(path)
    page = Page(str(path), problems)
    return _decoded(value, page), problems


def _decoded(value: Value, page: Page) -> list[Issue]:
    top = None if value is None else decode(ISSUES_FILE, value, page)
    found = [Issue(**values, location=place) for values, place in decoded(ISSUE, (top or {}).get("issues", []), page)]
    first: dict[object, Issue] = {}
    for item in found:
        line = item.location.line
        if (held := first.setdefault((*item.series, item.number, item.corrects), item)) is not item:
            page.error(f"{item.name}登记了两次。", line, "number", f"第一处在第 {held.location.line} 行；请删去一处。")
        if not (item.number and 1000 <= item.year <= 9999):
            page.error(f"{item.name}的年份或期号不对。", line, "number", "年份写四位，期号从 1 起。")
        if item.issued and not (item.kept and item.sum):
            hint = "请把 state 改回 草稿，再用 briefing issues issued 登记印发稿。"
            page.error(f"{item.name}写着已经印发，却没有存下印发的文件。", line, "state", hint)
        issued = (other.number for other in found if other.issued and other.series == item.series)
        if item.corrects and item.corrects not in issued:
            message = f"{item.name}要更正的{IssueNumber(item.corrects, item.supplement).words}没有印发。"
            page.error(message, line, "corrects", "请核对 corrects 写的期号。")
    return found


def write_text(before: str, issue: Issue) -> str:
    """Return the text of the register with the issue in it: in its place if it has a line, else at the end.

    All else stays as it is. BriefingError where the file is written in a way that only a person can change.
    """
    ends = "\r\n" if "\r\n" in before else "\n"
    lines = (before or BEGINNING).splitlines()
    known = _read("\n".join(lines)) if before.strip() else []
    at = next((place for place, item in enumerate(known) if item.location.line == issue.location.line), None)
    values = _values(issue)
    if at is None:
        wanted = [*known, issue]
        lines += _entry(values, _indent(lines[(known[-1].location.line or 1) - 1], r" *") if known else "  ")
    else:
        wanted = [issue if place == at else item for place, item in enumerate(known)]
        following = known[at + 1].location.line if at + 1 < len(known) else None
        _change(lines, issue.location.line or 1, following or len(lines) + 1, values)
    text = ends.join(lines) + ends
    if _read(text) != wanted:
        place = Location(str(issue.location.file or REGISTER), issue.location.line)
        hint = f"请把各期写成一行一个键，或自己写上：{'，'.join(f'{key}: {said}' for key, said in values.items())}。"
        raise BriefingError(Problem(f"{REGISTER} 的写法程序不能代改，没有改动。", place, hint))
    return text


def _read(text: str) -> list[Issue]:
    page = Page(REGISTER)
    return _decoded(parse_yaml(text.encode(), page), page)


def _values(issue: Issue) -> dict[str, str]:
    """Return what is written of an issue, as YAML, by key."""
    return {
        key: json.dumps(str(said), ensure_ascii=False) if key in _WORDS else str(said).lower()
        for key in ISSUE.by_key
        if (said := getattr(issue, key)) not in ("", None, False)
    }


_WORDS = ("recipe", "title", "bundle", "kept", "sum")


def _entry(values: Mapping[str, str], indent: str) -> list[str]:
    return [f"{indent}{'  ' if place else '- '}{key}: {said}" for place, (key, said) in enumerate(values.items())]


def _change(lines: list[str], first: int, end: int, values: Mapping[str, str]) -> None:
    """Put the values into the lines from `first` on, before `end` (both counted from 1), in their places if any."""
    missing = dict(values)
    last = first
    for number in range(first, min(end, len(lines) + 1)):
        if found := re.match(r"( *(?:- +)?)(\w+):(?: |$)", lines[number - 1]):
            last = number
            if (said := missing.pop(found[2], None)) is not None and not _says(lines[number - 1], found[2], said):
                lines[number - 1] = f"{found[1]}{found[2]}: {said}"
    indent = _indent(lines[first - 1], r" *(?:- +)?")
    lines[last:last] = [f"{indent}{key}: {said}" for key, said in missing.items()]


def _indent(line: str, pattern: str) -> str:
    """Return spaces as wide as what of the line, from its beginning, is like the pattern."""
    found = re.match(pattern, line)
    return " " * (found.end() if found else 0)


def _says(line: str, key: str, said: str) -> bool:
    """Return whether a line states that value already, in whatever way: it keeps its own, and its remark."""
    page = Page(REGISTER)
    old, new = (parse_yaml(text.encode(), page) for text in (line.strip().removeprefix("- "), f"{key}: {said}"))
    return isinstance(old, YamlMapping) and isinstance(new, YamlMapping) and str(old.get(key)) == str(new[key])
