"""What generate and preview ask alike: their options, and the request that these amount to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefing.cli.common import (
    builtin,
    cache_folder,
    complete_city,
    complete_period,
    complete_recipe,
    complete_template,
)
from briefing.errors import Problem, UsageError
from briefing.model.formats import ALL_FORMATS, FORMATS

if TYPE_CHECKING:
    import datetime

    from briefing.data.config import Plan
    from briefing.model.period import Period
    from briefing.model.request import Request

LAST_ISSUE = 9999
DAY = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")

Home = Annotated[
    str | None,
    typer.Option("--home", metavar="城市", help="以它为本地，与其他城市对标。", autocompletion=complete_city),
]
InPeriod = Annotated[
    str | None,
    typer.Option(
        "--period",
        metavar="时期",
        help="只用这一时期和它末日的数据，如 2023年上半年、2023-Q3；没有写明时期的照留，写到别的时期数据的做法略去。",
        autocompletion=complete_period,
        show_default=False,
    ),
]
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="时期",
        help="只用从这一时期起的数据，如 2021年；没有写明时期的照留，写到更早数据的做法略去。",
        autocompletion=complete_period,
        show_default=False,
    ),
]
TemplateName = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar="模板",
        help="模板名，如 bulletin 或 简报，见 briefing template list；不写为 bulletin。",
        autocompletion=complete_template,
        show_default=False,
    ),
]
Recipe = Annotated[
    str | None,
    typer.Option(
        "--recipe",
        metavar="方案",
        help="用 briefing.yaml 里的一个方案，见 briefing list recipes；命令行上写的优先。",
        autocompletion=complete_recipe,
    ),
]
Date = Annotated[
    str | None,
    typer.Option("--date", metavar="日期", help="印在文稿上的日期，如 2026-11-22 或 2026年11月22日；不写为今天。"),
]
Issue = Annotated[int | None, typer.Option("--issue", metavar="期号", help="第几期；不写则不印期号。")]
Title = Annotated[str | None, typer.Option("--title", metavar="标题", help="标题；不写则按城市和主题拟定。")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        metavar="格式",
        help="docx、md 或 pdf（需要 LibreOffice），可多次使用；不写为 docx 和 md。",
        autocompletion=lambda: list(ALL_FORMATS),
    ),
]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="名称=值", help="设定模板参数，如 --set 编发单位=某市营商办；可多次使用。"),
]


def request_of(
    here: Path,
    plan: Plan,
    city: list[str] | None,
    theme: list[str] | None,
    home: str | None,
    template: str | None,
    date: str | None,
    issue: int | None,
    title: str | None,
    setting: list[str] | None,
    period: str | None = None,
    since: str | None = None,
) -> Request:
    """The request: what was typed wins over the plan. UsageError for what cannot be meant."""
    from briefing.model.request import Request

    return Request(
        workspace=here,
        builtin=builtin(),
        out=Path(),
        date=date_of(date),
        cities=tuple(city or plan.cities),
        themes=tuple(theme or plan.themes),
        period=period_of(period) or plan.period,
        since=period_of(since) or plan.since,
        home=home or plan.home,
        template=template or plan.template or "bulletin",
        title=_title(plan.title if title is None else title),
        issue=_issue(issue),
        settings={**plan.settings, **settings_of(setting)},
        defaults=plan.defaults,
        cache=cache_folder(),
    )


def date_of(text: str | None) -> datetime.date:
    """The date given in one of the two forms that the help shows, or today."""
    import datetime

    if text is None:
        return datetime.date.today()
    found = DAY.fullmatch(text.strip())
    if not found:
        raise UsageError(Problem(f"日期“{text}”不对。", hint="请写成 2026-11-22 或 2026年11月22日 的样子。"))
    try:
        return datetime.date(*(int(number) for number in found.groups() if number))
    except ValueError as error:
        raise UsageError(Problem(f"日期“{text}”不对：没有这一天。", hint="请核对年、月、日。")) from error


def period_of(text: str | None) -> Period | None:
    """The period typed, None if none is; UsageError for what is none, or has no date."""
    from briefing.model.period import Period

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


def formats_of(given: list[str] | None) -> tuple[str, ...]:
    """The formats given, each once, in the order in which they are written; the usual ones if none."""
    wrong = [name for name in given or () if name not in ALL_FORMATS]
    if wrong:
        hint = f"可用的格式：{'、'.join(ALL_FORMATS)}。"
        raise UsageError(Problem(f"没有“{name}”格式。", hint=hint) for name in wrong)
    return tuple(name for name in ALL_FORMATS if name in given) if given else FORMATS


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


def settings_of(given: list[str] | None) -> dict[str, str]:
    """名称=值 pairs as a mapping."""
    pairs = [item.partition("=") for item in given or ()]
    wrong = [name for name, equals, _ in pairs if not equals or not name.strip()]
    if wrong:
        raise UsageError(
            Problem(f"参数“{name}”没有写成“名称=值”。", hint="例如 --set 编发单位=某市营商办。") for name in wrong
        )
    return {name.strip(): printable(f"参数“{name.strip()}”", value.strip()) for name, _, value in pairs}


def printable(what: str, text: str) -> str:
    """`text` if a document can print it: line breaks and other signs without a shape are refused."""
    for sign in text:
        if (not sign.isprintable() and not sign.isspace()) or sign in "\n\r\t\v\f":
            hint = "请删去换行、控制字符等不可见的字符。"
            raise UsageError(Problem(f"{what}里有不能印出的字符（U+{ord(sign):04X}）。", hint=hint))
    return text
