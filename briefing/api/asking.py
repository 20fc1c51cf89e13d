"""What generate and preview are asked for, as a request; whatever cannot be meant is refused."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from briefing.api.workspace import Names, Workspace, builtin, names_in
from briefing.data.config import Config
from briefing.errors import Problem, UsageError
from briefing.model.formats import FORMATS, USUAL
from briefing.model.layout import Layout, misfits
from briefing.model.period import Period
from briefing.model.request import Request

LAST_ISSUE = 9999
DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
Day = datetime.date | str | None
"""A date, or one written 2026-11-22 or 2026年11月22日; None for today."""


def request_of(
    workspace: Workspace | None,
    *,
    cities: Names = (),
    themes: Names = (),
    period: str | None = None,
    since: str | None = None,
    home: str | None = None,
    template: str | None = None,
    recipe: str | None = None,
    title: str | None = None,
    date: Day = None,
    issue: int | None = None,
    settings: Mapping[str, str] | None = None,
    layout: Layout | None = None,
) -> Request:
    """The request: what is given wins over the recipe, that over the defaults of briefing.yaml.

    Without a workspace only the built-in templates are at hand, and there are neither. Raises UsageError for what
    cannot be meant, BriefingError where briefing.yaml cannot be used.
    """
    plan = (workspace.config() if workspace else Config()).plan(recipe)
    asked = layout or Layout(number=None)
    if wrong := misfits(asked):
        raise UsageError(wrong)
    return Request(
        workspace=workspace.path if workspace else builtin(),
        builtin=builtin(),
        out=Path(),
        date=day(date),
        cities=names_in(cities) or plan.cities,
        themes=names_in(themes) or plan.themes,
        period=period_of(period) or plan.period,
        since=period_of(since) or plan.since,
        home=home or plan.home,
        template=template or plan.template or "bulletin",
        formats=formats_of(plan.formats),
        title=_title(plan.title if title is None else title),
        issue=_issue(issue),
        layout=asked,
        settings={**plan.settings, **printable_settings(settings or {})},
        defaults=plan.defaults,
        cache=workspace.cache if workspace else None,
    )


def day(given: Day) -> datetime.date:
    """The date given, as a date or in one of two forms; today for None."""
    if given is None:
        return datetime.date.today()
    if isinstance(given, datetime.date):
        return given
    found = DAY.fullmatch(given.strip())
    if not found:
        raise UsageError(Problem(f"日期“{given}”不对。", hint="请写成 2026-11-22 或 2026年11月22日 的样子。"))
    try:
        return datetime.date(*(int(number) for number in found.groups() if number))
    except ValueError as error:
        raise UsageError(Problem(f"日期“{given}”不对：没有这一天。", hint="请核对年、月、日。")) from error


def period_of(text: str | None) -> Period | None:
    """The period that is written, None if none is; UsageError for what is none, or has no date."""
    if text is None:
        return None
    try:
        found = Period.parse(text)
    except ValueError:
        found = None
    if found is None or not found.dated:
        hint = "请写成 2023年、2023年上半年、2023-Q3、2023年1—6月、2023-05 的样子，写明年份。"
        raise UsageError(Problem(f"时期“{text}”不对。", hint=hint))
    return found


def formats_of(given: Names, allowed: Collection[str] = FORMATS) -> tuple[str, ...]:
    """The formats given, each once, in the order in which they are written; the usual ones if none."""
    names = names_in(given)
    wrong = [name for name in names if name not in allowed]
    if wrong:
        hint = f"可用的格式：{'、'.join(allowed)}。"
        raise UsageError(Problem(f"没有“{name}”格式。", hint=hint) for name in wrong)
    return tuple(name for name in allowed if name in names) if names else USUAL


def _issue(number: int | None) -> int | None:
    if number is not None and not 1 <= number <= LAST_ISSUE:
        raise UsageError(Problem(f"期号“{number}”不对。", hint=f"请写 1 到 {LAST_ISSUE} 的整数。"))
    return number


def _title(text: str | None) -> str | None:
    if text is None:
        return None
    if not text.strip():
        raise UsageError(Problem("标题是空的。", hint="请写上标题，或去掉 --title。"))
    return printable("标题", text.strip())


def printable_settings(given: Mapping[str, str]) -> dict[str, str]:
    """The values of parameters without spaces around; UsageError for one that cannot be printed."""
    return {name.strip(): printable(f"参数“{name.strip()}”", value.strip()) for name, value in given.items()}


def printable(what: str, text: str) -> str:
    """`text` if a document can print it: line breaks and other signs without a shape are refused."""
    for sign in text:
        if (not sign.isprintable() and not sign.isspace()) or sign in "\n\r\t\v\f":
            hint = "请删去换行、控制字符等不可见的字符。"
            raise UsageError(Problem(f"{what}里有不能印出的字符（U+{ord(sign):04X}）。", hint=hint))
    return text
