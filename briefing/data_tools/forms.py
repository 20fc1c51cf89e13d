"""Forms that ask the bureaus for their next figures (催报): one workbook each, with the last figures beside."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.data_tools.workbook import FormColumn, FormPage, workbook
from briefing.errors import Problem, Severity, UsageError
from briefing.model.facts import Fact, Identity
from briefing.model.library import Library
from briefing.model.period import Basis, Period
from briefing.model.period_forms import PeriodKind
from briefing.wording.figures import period

SHEET = "营商环境数据报送表"
BUREAU, FILLED_BY, CHECKED_BY, TELEPHONE, FILLED_ON = "填报单位：", "填报人：", "审核人：", "电话：", "填报日期："
PERIOD, DUE = "报送时期：", "截止日期："
NAME, CITY, SCOPE, MEASURES, UNIT = "指标", "城市", "范围", "量", "单位"
LAST_PERIOD, LAST, AT, NOW, REMARK, NUMBER = "上期时期", "上期数值", "本期时期", "本期数值", "说明", "编号"

COLUMNS = (
    FormColumn(NAME, 24, locked=True),
    FormColumn(CITY, 12, locked=True),
    FormColumn(SCOPE, 12, locked=True),
    FormColumn(MEASURES, 12, locked=True),
    FormColumn(UNIT, 10, locked=True),
    FormColumn(LAST_PERIOD, 16, locked=True),
    FormColumn(LAST, 12, note="有误或有修订的，请直接改，并在“说明”里写明原因。"),
    FormColumn(AT, 18, locked=True),
    FormColumn(NOW, 14, note="只填数字，单位见左；确实没有的写“无”，并在“说明”里写明原因。"),
    FormColumn(REMARK, 30),
    FormColumn(NUMBER, 4, locked=True, hidden=True),
)


GUIDE = (
    "一、只填白色的格：填报人、审核人、电话、填报日期，以及“本期数值”和“说明”。",
    "二、“本期数值”只填数字，单位见同一行；为零填 0，确实没有的填“无”，并在“说明”里写明原因。",
    "三、“上期数值”有误或有修订的，直接改成正确的数，并在“说明”里写明原因。",
    "四、不要增删行列，不要改工作表的名称；填好后原样发回。",
)
BY = ("牵头单位", "城市", "主题")
"""Whom the forms may be made out to, the usual first."""
NAMED = 10  # indicators that a warning names


@dataclass(frozen=True, slots=True)
class Question:
    """What a bureau is asked for: the figure of the period `at`, `last` being the latest that is known."""

    bureau: str
    last: Fact
    at: Period

    @property
    def number(self) -> str:
        """By which its answer is known again, whatever was done to the words of its row."""
        return self.last.xml_name


@dataclass(frozen=True, slots=True)
class Form:
    """The workbook of one bureau, and what it asks."""

    bureau: str
    questions: tuple[Question, ...]
    data: bytes


def owner(by: str, library: Library, facts: Sequence[Fact]) -> str:
    """Return who is asked for the next of `facts`, which are of one identity, "" where the data name nobody.

    `by` is one of `BY`: the bureau that the latest of them names, their city, or the theme of their indicator.
    """
    if by == "城市":
        return library.records[facts[0].city].city.name
    if by == "主题":
        return library.catalogue.themes[library.theme_of(facts[0])].name
    return next((fact.bureau for fact in reversed(facts) if fact.bureau), "")


def ask(library: Library, at: Period, by: str = BY[0]) -> tuple[list[Question], list[Problem]]:
    """Return what is to be asked for the period `at`, in the order of the data, and a warning of what cannot be.

    Whatever has an owner is asked for, unless its figure of that period is known. UsageError for a period without a
    last day, and for another `by` than those there are.
    """
    if at.end is None:
        raise UsageError(Problem(f"“{at.text}”不能作报送时期。", hint="请写如 2026-11、2026年三季度、2026。"))
    if by not in BY:
        raise UsageError(Problem(f"不能按“{by}”分发。", hint=f"可以按：{'、'.join(BY)}。"))
    series: dict[Identity, list[Fact]] = {}
    for fact in library.facts():
        series.setdefault(fact.identity, []).append(fact)
    found: list[Question] = []
    unowned: dict[str, None] = {}
    for facts in series.values():
        facts.sort(key=lambda fact: (fact.period.dated, fact.period))
        asked = asked_period(facts[-1], at)
        if not (bureau := owner(by, library, facts)):
            unowned[library.catalogue.indicators[facts[-1].indicator].name] = None
        elif not any(fact.period.same_span(asked) for fact in facts):
            found.append(Question(bureau, facts[-1], asked))
    shown = "、".join([*unowned][:NAMED]) + (f"等 {len(unowned)} 项" if len(unowned) > NAMED else "")
    hint = "请在数据里写明牵头单位（bureau），或用 --by 城市、--by 主题。"
    told = Problem(f"没有写明牵头单位，未列入：{shown}。", hint=hint, severity=Severity.WARNING)
    return found, [told] if unowned else []


def asked_period(last: Fact, at: Period) -> Period:
    """Return the period `at` as a figure like `last` states it: 11月末 of a stock, 1—11月 of what adds up in a year."""
    if at.end is None or last.period.kind is PeriodKind.UNSTATED:
        return at
    if last.period.is_end(last.basis):
        ahead = "截至" if last.period.printed.startswith("截至") else ""
        return Period.parse(ahead + (f"{at.year}年底" if at.kind is PeriodKind.YEAR else f"{at.printed}末"))
    if last.basis is Basis.CUMULATIVE and at.kind is PeriodKind.MONTH and at.end.month > 1:
        return Period.parse(f"{at.year}年1—{at.end.month}月")
    return at


def forms(library: Library, at: Period, due: datetime.date, by: str = BY[0]) -> tuple[list[Form], list[Problem]]:
    """Return a workbook for each owner that is to be asked, by name, and a warning of what nobody answers for."""
    asked, problems = ask(library, at, by)
    bureaus = sorted({question.bureau for question in asked})
    parts = {bureau: tuple(item for item in asked if item.bureau == bureau) for bureau in bureaus}
    return [Form(bureau, part, _form(bureau, part, library, at, due)) for bureau, part in parts.items()], problems


def _form(bureau: str, asked: Sequence[Question], library: Library, at: Period, due: datetime.date) -> bytes:
    lines = ((PERIOD, at.printed), (DUE, f"{due.year}年{due.month}月{due.day}日"), (BUREAU, bureau))
    blank = ((FILLED_BY, ""), (CHECKED_BY, ""), (TELEPHONE, ""), (FILLED_ON, ""))
    rows = [_row(question, library) for question in asked]
    guide = FormPage("填写说明", (), lines=tuple((line, None) for line in GUIDE))
    return workbook([FormPage(SHEET, COLUMNS, rows, f"{SHEET}（{at.printed}）", (*lines, *blank), locked=True), guide])


def _row(question: Question, library: Library) -> tuple[str | Decimal | None, ...]:
    last = question.last
    indicator = library.catalogue.indicators[last.indicator]
    return (
        indicator.name,
        library.records[last.city].city.name,
        last.scope,
        "" if last.measure.kind is indicator.measure else f"{last.measure.base}{last.measure.kind}",
        last.quantity.unit.symbol,
        period(last.period, last.basis),
        last.quantity.value if last.quantity.upper is None else last.quantity.written,
        period(question.at, last.basis),
        None,
        None,
        question.number,
    )


def reminder(bureaus: Sequence[str], at: Period, due: datetime.date | None = None) -> str:
    """Return the text of a reminder to those who have not reported; `due` is None where no day is to be named."""
    day = f"，请于{due.month}月{due.day}日前报送" if due else "，请尽快报送"
    what = f"贵单位{at.printed}营商环境数据报送表尚未收到{day}。"
    how = "请核对上期数值，填写本期数值，注明填报人、审核人和联系电话。确无数据的，请在“本期数值”中填“无”并说明原因。"
    return "\n\n".join(f"{bureau}：\n{what}{how}" for bureau in bureaus) + "\n"
