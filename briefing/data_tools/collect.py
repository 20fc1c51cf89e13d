"""What came back of the forms: who reported, what is missing, and which values do not look like those before."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from briefing.data.records import SOURCE
from briefing.data.tables.figures import CellFigure, Fault, read_figure
from briefing.data.tables.files.book import Book, Sheet
from briefing.data.tables.record_heads import OWNER
from briefing.data_tools import forms
from briefing.data_tools.export import page
from briefing.data_tools.forms import Question
from briefing.data_tools.plain_records import plain, plain_fact
from briefing.data_tools.workbook import workbook
from briefing.errors import Location, Problem, Severity
from briefing.model.facts import Fact, Source
from briefing.model.library import Library
from briefing.model.measure import MeasureKind
from briefing.model.period import Period
from briefing.model.quantity import RANK, Quantity
from briefing.wording.figures import number

NOTHING = "无"
"""What stands in the cell of a figure that there is not."""
ENOUGH = 3
"""Earlier figures whose lowest and highest are a range; with fewer, the last is what a new one is held against."""
JUMP = 2
"""How many times the last figure one may be, or the last one it, where there is no range."""
OTHER_UNIT = 100
"""How many times the nearest figure before one must be, or it one, for its unit to be doubted."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One figure that was reported, and the cell that it stands in."""

    question: Question
    figure: CellFigure
    location: Location
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A form that came back: who filled it in (`people`), what was answered, and what was left open.

    `none` is what there is no figure of, and why.
    """

    file: str
    bureau: str
    people: str
    answers: tuple[Answer, ...]
    open: tuple[Question, ...]
    none: tuple[tuple[Question, str], ...]

    @property
    def source(self) -> str:
        """The id of the source that its figures have."""
        return "report-" + hashlib.sha256(f"{self.bureau}\n{self.file}".encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Collected:
    """All that came back for one period, and what is wrong with it."""

    at: Period
    reports: tuple[Report, ...]
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    names: Mapping[str, str]
    """The names of indicators and cities by id."""

    def summary(self) -> Iterator[str]:
        """Yield, line by line, who has reported and who has not, what was left open, and what there is not."""
        counted = [f"{report.bureau}（{len(report.answers)} 项）" for report in self.reports]
        yield f"已报 {len(self.reports)} 家：{'、'.join(counted)}。" if counted else "还没有单位报来。"
        if self.missing:
            yield f"未报 {len(self.missing)} 家：{'、'.join(self.missing)}。"
        for report in self.reports:
            if report.open:
                yield f"漏项：{report.bureau} {len(report.open)} 项，{'、'.join(map(self.name, report.open))}。"
            for question, why in report.none:
                yield f"无数据：{report.bureau}，{self.name(question)}{f'（{why}）' if why else ''}。"

    def name(self, question: Question) -> str:
        """Return what a question asks for, in words: 武汉市经营主体."""
        return self.names[question.last.city] + self.names[question.last.indicator] + question.last.scope


def collect(books: Sequence[Book], asked: Sequence[Question], library: Library, at: Period) -> Collected:
    """Return what the workbooks report of what was `asked`; a workbook that is no form of this period is told."""
    by_number = {question.number: question for question in asked}
    reports: list[Report] = []
    problems: list[Problem] = []
    for book in books:
        problems += book.problems
        form = next(filter(None, map(_Form.of, book.sheets)), None)
        if form is None:
            hint = "请放入用 briefing data forms 生成、填好的工作簿。"
            problems.append(Problem("不是数据报送表，没有读取。", Location(book.file), hint, Severity.WARNING))
        elif form.entry(forms.PERIOD) != at.printed:
            message = f"报送的是“{form.entry(forms.PERIOD)}”，不是“{at.printed}”，没有读取。"
            problems.append(Problem(message, Location(book.file), "请移走它，或改 --period。", Severity.WARNING))
        else:
            report, found = form.read(by_number)
            first = next((item for item in reports if item.bureau == report.bureau), None)
            if first:
                message = f"“{report.bureau}”报了两份，另一份是 {first.file}，只读了那一份。"
                found = [Problem(message, Location(book.file), "请只留一份。")]
            else:
                reports.append(report)
            problems += found
    history: dict[str, list[Fact]] = {}
    for fact in sorted(library.facts(), key=lambda fact: fact.period):
        history.setdefault(fact.xml_name, []).append(fact)
    for report in reports:
        for answer in report.answers:
            problems += _unlike(answer, history.get(answer.question.number, ()))
    reported = {report.bureau for report in reports}
    missing = sorted({question.bureau for question in asked} - reported)
    names = {item.id: item.name for item in library.catalogue.indicators.values()}
    names |= {id: record.city.name for id, record in library.records.items()}
    return Collected(at, tuple(reports), tuple(missing), tuple(problems), names)


class _Form:
    """A sheet that is a form: where its heads and the lines above them stand."""

    def __init__(self, sheet: Sheet, head: int, columns: dict[str, int]) -> None:
        self.sheet, self.head, self.columns = sheet, head, columns
        self.lines = {sheet.cell(row, 0).text.strip(): row for row in range(head)}

    @classmethod
    def of(cls, sheet: Sheet) -> _Form | None:
        """Return the form that a sheet is, None for another table."""
        for row, cells in enumerate(sheet.raw[:20]):
            columns = {str(text).strip(): column for column, text in enumerate(cells) if text}
            if {forms.NUMBER, forms.NOW, forms.LAST} <= columns.keys():
                return cls(sheet, row, columns)
        return None

    def entry(self, label: str) -> str:
        """What stands beside a label above the table, "" for nothing."""
        row = self.lines.get(label)
        return "" if row is None else self.sheet.cell(row, 1).text.strip()

    def read(self, asked: dict[str, Question]) -> tuple[Report, list[Problem]]:
        """Return what was filled in, and what is wrong with it, cell by cell."""
        answers: list[Answer] = []
        left: list[Question] = []
        none: list[tuple[Question, str]] = []
        problems = [
            Problem(f"没有填“{label.rstrip('：')}”。", Location(self.sheet.file), "请补填。", Severity.WARNING)
            for label in (forms.FILLED_BY, forms.CHECKED_BY, forms.TELEPHONE)
            if not self.entry(label)
        ]
        for row in range(self.head + 1, len(self.sheet.raw)):
            question = asked.get(self._text(row, forms.NUMBER))
            if question is None:
                if self._text(row, forms.NOW):
                    hint = "请不要增加行，也不要改动隐藏的“编号”列。"
                    problems.append(Problem("这一行不在要报的数里，没有读取。", self._at(row, forms.NOW), hint))
                continue
            problems += self._changed(row, question)
            match self._answer(row, question):
                case Answer() as answer:
                    answers.append(answer)
                case Problem() as wrong:
                    problems.append(wrong)
                case str(why):
                    none.append((question, why))
                case None:
                    left.append(question)
        labels = (forms.FILLED_BY, forms.CHECKED_BY, forms.TELEPHONE, forms.FILLED_ON)
        people = "；".join(f"{label}{said}" for label in labels if (said := self.entry(label)))
        report = Report(self.sheet.file, self.entry(forms.BUREAU), people, tuple(answers), tuple(left), tuple(none))
        return report, problems

    def _answer(self, row: int, question: Question) -> Answer | Problem | str | None:
        """Return what a row reports, or what is wrong with it; a text says why there is none, None that it is open."""
        at, remark = self._at(row, forms.NOW), self._text(row, forms.REMARK)
        found = read_figure(self.sheet.cell(row, self.columns[forms.NOW]))
        if self._text(row, forms.NOW) in (NOTHING, "无数据", "没有"):
            return remark
        if isinstance(found, Fault):
            return Problem(f"{forms.NOW}{found.message}", at, found.hint)
        if not isinstance(found, CellFigure):
            return None
        wrong = _misfit(found, question)
        return Problem(f"{forms.NOW}{wrong[0]}", at, wrong[1]) if wrong else Answer(question, found, at, remark)

    def _text(self, row: int, head: str) -> str:
        return self.sheet.cell(row, self.columns[head]).text.strip() if head in self.columns else ""

    def _at(self, row: int, head: str) -> Location:
        return self.sheet.location(row, self.columns[head])

    def _changed(self, row: int, question: Question) -> Iterator[Problem]:
        """A figure of the last time that was changed in the form: a revision, for a person to decide on."""
        known = question.last.quantity
        found = read_figure(self.sheet.cell(row, self.columns[forms.LAST]))
        if isinstance(found, CellFigure) and (found.value, found.upper) == (known.value, known.upper):
            return
        text = self._text(row, forms.LAST) or "空白"
        why = f"（{self._text(row, forms.REMARK)}）" if self._text(row, forms.REMARK) else ""
        message = f"上期数值由 {known.written} 改成了 {text}{why}。"
        yield Problem(message, self._at(row, forms.LAST), "核实后请在数据里改，状态填“修订”。", Severity.WARNING)


def _misfit(figure: CellFigure, question: Question) -> tuple[str, str] | None:
    """Return what keeps a figure from being taken over, and what to do: a word, another unit, a place there is not."""
    unit, growth = question.last.quantity.unit, question.last.measure.kind is MeasureKind.GROWTH
    if figure.word and not (figure.rank or growth):  # 下降3.1 and 持平 are growth rates
        return f"填的是“{figure.word}”，不是数。", "请填数字。"
    if figure.unit and figure.unit != unit.symbol:
        return f"的单位是“{figure.unit}”，要的是“{unit.symbol}”。", f"只填数字，按“{unit.symbol}”填。"
    if unit.family == RANK and (figure.value < 1 or figure.value != int(figure.value)):
        return f"是“{figure.value}”，名次应为 1 以上的整数。", "请核对。"
    return None


def _unlike(answer: Answer, before: Sequence[Fact]) -> Iterator[Problem]:
    """A warning where the figure leaves the range of those before, or jumps from the last, and by how much."""
    unit = answer.question.last.quantity.unit
    value = answer.figure.value
    known = [(fact.quantity.base / unit.factor, fact) for fact in before]
    low, high = min(known, key=lambda item: item[0]), max(known, key=lambda item: item[0])
    if len(known) < ENOUGH:
        low = high = known[-1]
        inside = _times(value, low[0]) <= JUMP
    else:
        inside = low[0] <= value <= high[0]
    if inside:
        return
    nearest, fact = low if value < low[0] else high
    which = "上期" if len(known) < ENOUGH else f"以往最{'低' if value < nearest else '高'}"
    more = "低" if value < nearest else "高"
    by = f"{abs(value - nearest) / abs(nearest):.1%}" if nearest else number(abs(value - nearest)) + unit.symbol
    was = f"{number(nearest)}{unit.symbol}（{fact.period.printed}）"
    message = f"{number(value)}{unit.symbol}，比{which}的 {was}{more} {by}。"
    hint = "请核对单位是不是填错。" if _times(value, nearest) >= OTHER_UNIT else "请核实。"
    yield Problem(message, answer.location, hint, Severity.WARNING)


def _times(a: Decimal, b: Decimal) -> Decimal:
    """How many times the smaller of two figures the larger is; of two signs, or beside zero, without bound."""
    small, large = sorted((abs(a), abs(b)))
    return large / small if small and (a > 0) == (b > 0) else Decimal(0 if large == 0 else "Infinity")


def collected_workbook(collected: Collected, library: Library) -> bytes:
    """Return what was reported as a workbook for data/, each figure with its form as source and its cell as place."""
    title = f"数据报送表（{collected.at.printed}）"
    facts = [_fact(answer, report) for report in collected.reports for answer in report.answers]
    sources = [
        Source(id=report.source, title=title, publisher=report.bureau, note=report.people)
        for report in collected.reports
        if report.answers
    ]
    rows = [{OWNER: library.records[fact.city].city.name, **plain_fact(fact, library.catalogue)} for fact in facts]
    tables = {"数据": rows, "来源": [plain(SOURCE, item) for item in sources]}
    return workbook([page(name, held, library.catalogue) for name, held in tables.items()])


def _fact(answer: Answer, report: Report) -> Fact:
    """The fact that an answer is: all but its figure as it was the last time."""
    last, figure = answer.question.last, answer.figure
    if figure.direction == "减" and last.direction != "减":  # a rate that was entered as a 降幅 has no sign
        figure = figure.negated
    return Fact(
        id="",
        city=last.city,
        indicator=last.indicator,
        direction=last.direction,
        quantity=Quantity(figure.value, last.quantity.unit, figure.upper),
        qualifier=figure.qualifier,
        source=report.source,
        cell=str(answer.location),
        period=answer.question.at,
        basis=last.basis,
        scope=last.scope,
        measure=last.measure,
        bureau=last.bureau,
        note=answer.remark,
    )
