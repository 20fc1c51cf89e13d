"""What the functions of the front door are given, checked: whatever cannot be meant is refused."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Literal, get_origin, get_type_hints

from briefing.errors import Problem, UsageError
from briefing.model.arguments import misfitting
from briefing.model.formats import CHECKLIST
from briefing.model.issue import SUPPLEMENT, IssueNumber
from briefing.model.layout import Layout, misfits
from briefing.model.period import Period
from briefing.model.template import Value
from briefing.text.classified import CLASSIFIED, is_classification

LAST_ISSUE = 9999
NEXT = "next"
"""For the number after the last issue that went out."""

ISSUE = re.compile(f"({SUPPLEMENT})?第?([0-9]+)期?")
DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
Day = datetime.date | str | None
"""A date, or one written 2026-11-22 or 2026年11月22日; None for today."""


def day(given: Day) -> datetime.date:
    """Return the date given, as a date or in one of two forms; today for None."""
    if given is None:
        return datetime.date.today()
    if isinstance(given, datetime.datetime):
        return given.date()
    if isinstance(given, datetime.date):
        return given
    found = DAY.fullmatch(given.strip())
    if not found:
        raise UsageError(Problem(f"日期“{given}”不对。", hint="请写成 2026-11-22 或 2026年11月22日 的样子。"))
    try:
        return datetime.date(*(int(number) for number in found.groups() if number))
    except ValueError as error:
        raise UsageError(Problem(f"日期“{given}”不对：没有这一天。", hint="请核对年、月、日。")) from error


def title_of(text: str | None) -> str | None:
    """Return the title given, None for None; UsageError for one that is empty or cannot be printed."""
    if text is None:
        return None
    if not text.strip():
        raise UsageError(Problem("标题是空的。", hint="请写上标题，或去掉 --title。"))
    if text.strip() == CHECKLIST:
        raise UsageError(Problem(f"标题不能是“{CHECKLIST}”，成果包里另有这个文件。", hint="请换一个标题。"))
    return printable("标题", text.strip())


def period_of(text: str | Period | None) -> Period | None:
    """Return the period that is written, None if none is; UsageError for what is none, or has no date."""
    if text is None:
        return None
    try:
        found = text if isinstance(text, Period) else Period.parse(text)
    except ValueError:
        found = None
    if found is None or not found.dated:
        hint = "请写成 2023年、2023年上半年、2023-Q3、2023年1—6月、2023-05 的样子，写明年份。"
        raise UsageError(Problem(f"时期“{text}”不对。", hint=hint))
    return found


def issue_of(given: int | str | None, following: Callable[[bool], int]) -> IssueNumber | None:
    """Return the number of the issue, that which is `following` (for True among the supplements) for next and 增刊.

    None for none; UsageError for one that cannot be.
    """
    if given in (NEXT, SUPPLEMENT):
        return IssueNumber(following(given == SUPPLEMENT), given == SUPPLEMENT)
    return (
        None
        if given is None
        else issue_number(given, f"，或 {NEXT}（下一期）；增刊写 增刊1，下一期增刊写 {SUPPLEMENT}")
    )


def issue_number(given: int | str, more: str = "；增刊写 增刊1") -> IssueNumber:
    """Return the number that is written 3, 第3期 or 增刊1; UsageError for anything else, `more` of which is allowed."""
    found = ISSUE.fullmatch(str(given))
    if not found or not 1 <= (number := int(found[2])) <= LAST_ISSUE:
        raise UsageError(Problem(f"期号“{given}”不对。", hint=f"请写 1 到 {LAST_ISSUE} 的整数{more}。"))
    return IssueNumber(number, supplement=bool(found[1]))


def layout_of(layout: Layout | None) -> Layout:
    """Return the layout given, that of a briefing by itself for None; UsageError for one that contradicts itself."""
    layout = layout or Layout(number=None)
    kinds = {name: kind for name, kind in get_type_hints(Layout).items() if get_origin(kind) is not Literal}
    if wrong := misfitting(kinds, asdict(layout)) or misfits(layout):
        raise UsageError(wrong)
    return layout


def printable_settings(given: Mapping[str, Value]) -> dict[str, str]:
    """Return the values of parameters as they are typed, True as 是; UsageError for one that cannot be printed."""
    typed = {
        name.strip(): ("否", "是")[value] if isinstance(value, bool) else str(value) for name, value in given.items()
    }
    return {name: printable(f"参数“{name}”", value.strip()) for name, value in typed.items()}


def printable(what: str, text: str) -> str:
    """Return `text` if a document can print it: line breaks, other signs without a shape, and a 密级 are refused."""
    if is_classification(text):
        raise UsageError(CLASSIFIED)
    for sign in text:
        if (not sign.isprintable() and not sign.isspace()) or sign in "\n\r\t\v\f":
            hint = "请删去换行、控制字符等不可见的字符。"
            raise UsageError(Problem(f"{what}里有不能印出的字符（U+{ord(sign):04X}）。", hint=hint))
    return text
