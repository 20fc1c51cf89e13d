"""The long form: a row for every figure, with what it is of in columns of their own (城市、指标、时期、数值 …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from briefing.data.fields import PERIOD, Kind, one_of, one_word_of
from briefing.data.tables.book import Sheet
from briefing.data.tables.figures import Fault, Figure, Missing, read_figure
from briefing.data.tables.lexicon import TableSettings
from briefing.data.tables.observations import Observation, TableReading
from briefing.errors import Problem, Severity, did_you_mean
from briefing.model.library import Audience, Headline, Status
from briefing.model.measure import PLAIN, Measure, MeasureKind, Price, Survey
from briefing.model.period import Basis, Period
from briefing.model.quantity import Qualifier

FORM = "长表"
HEAD_ROWS = 20
"""The rows at the top among which the heads are looked for."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the long form: its `head`, the field of `Observation` or `Measure` that it fills, what stands in it.

    `kind` is None for any text; figures (`FIGURES`) are read by rules of their own.
    """

    head: str
    key: str
    kind: Kind | None = None
    of_measure: bool = False


CITY, INDICATOR, PERIOD_HEAD, VALUE = "城市", "指标", "时期", "数值"
REQUIRED = (CITY, INDICATOR, PERIOD_HEAD, VALUE)
FIGURES = ("value", "target", "of")
COLUMNS = (
    Column(CITY, "city"),
    Column(INDICATOR, "indicator"),
    Column(PERIOD_HEAD, "period", PERIOD),
    Column(VALUE, "value"),
    Column("单位", "unit"),
    Column("量", "kind", one_word_of(MeasureKind), of_measure=True),
    Column("基期", "base", of_measure=True),
    Column("价格", "price", one_word_of(Price), of_measure=True),
    Column("调查方式", "survey", one_word_of(Survey), of_measure=True),
    Column("榜单", "ranking", of_measure=True),
    Column("参评数", "of", of_measure=True),
    Column("时期口径", "basis", one_word_of(Basis)),
    Column("范围", "scope"),
    Column("约数", "qualifier", one_word_of(Qualifier)),
    Column("原文", "printed"),
    Column("增减", "direction", one_of("增", "减")),
    Column("状态", "status", one_word_of(Status)),
    Column("公开范围", "audience", one_word_of(Audience)),
    Column("断点", "break_reason"),
    Column("目标值", "target"),
    Column("目标时期", "target_period", PERIOD),
    Column("牵头单位", "bureau"),
    Column("分量", "headline", one_word_of(Headline)),
    Column("来源", "source"),
    Column("位置", "place"),
    Column("说明", "caveat"),
    Column("备注", "note"),
    Column("标识", "id"),
)
_BY_HEAD = {column.head: column for column in COLUMNS}


def head_row(sheet: Sheet) -> int | None:
    """Return the row in which the heads of the long form stand, None where the sheet has another form."""
    for number, row in enumerate(sheet.raw[:HEAD_ROWS]):
        if {*REQUIRED} <= {_plain(value) for value in row}:
            return number
    return None


def read_long_form(sheet: Sheet, head: int, settings: TableSettings) -> TableReading:
    """Return the figures below the heads in row `head`; what a row leaves out, `settings` may say."""
    heads = [_plain(value) for value in sheet.raw[head]]
    rows = _Rows(sheet, settings, {at: _BY_HEAD[name] for at, name in enumerate(heads) if name in _BY_HEAD})
    problems = [
        Problem(f"没有“{name}”这一列。", sheet.location(head, at), did_you_mean(name, _BY_HEAD) or _KNOWN)
        for at, name in enumerate(heads)
        if name and name not in _BY_HEAD
    ]
    problems += [
        Problem(f"“{name}”这一列有两个。", sheet.location(head, at), "请删去一个。")
        for at, name in enumerate(heads)
        if name in heads[:at] and name in _BY_HEAD
    ]
    observations = tuple(rows.observations(head + 1))
    if unseen := [row for row in sheet.hidden_rows if row > head]:
        hint = "要读的，请取消隐藏或筛选后保存。"
        place = sheet.location(min(unseen), 0)
        problems.append(Problem(f"有 {len(unseen)} 行被隐藏或筛选掉，没有读取。", place, hint, Severity.WARNING))
    told = tuple((at, name if name in _BY_HEAD else f"不读：{name}") for at, name in enumerate(heads) if name)
    return TableReading(
        form=FORM, observations=observations, problems=(*problems, *rows.problems), columns=told, title=""
    )


_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII).fullmatch
_KNOWN = f"可用的列：{'、'.join(column.head for column in COLUMNS)}。"


def _plain(value: object) -> str:
    return "".join(value.split()) if isinstance(value, str) else ""


@dataclass(slots=True)
class _Rows:
    """The rows of one sheet while they are read. What was made of a value once serves wherever it stands again."""

    sheet: Sheet
    settings: TableSettings
    columns: Mapping[int, Column]
    problems: list[Problem] = field(default_factory=list)
    _needed: dict[str, int] = field(init=False)
    _read: dict[tuple[int, object], object] = field(default_factory=dict)
    _measures: dict[tuple[object, ...], Measure] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._needed = {column.key: at for at, column in self.columns.items()}

    def observations(self, start: int) -> Iterator[Observation]:
        """Yield the figures from row `start` on; what is wrong goes to `problems`."""
        raw, hidden = self.sheet.raw, self.sheet.hidden_rows
        for row in range(start, len(raw)):
            if row not in hidden and (found := self._row(row, raw[row])):
                yield found

    def _row(self, row: int, stored: Sequence[object]) -> Observation | None:
        found: dict[str, Any] = {}
        measure: dict[str, Any] = {}
        sound = True
        for at, column in self.columns.items():
            value = stored[at] if at < len(stored) else None
            if value in ("", None):
                continue
            if column.key in FIGURES:
                sound &= self._figure(row, at, column, found, measure)
            elif (read := self._known(row, at, column, value)) is None:
                sound = False
            else:
                (measure if column.of_measure else found)[column.key] = read
        if not found and not measure:
            return None
        for key in ("city", "indicator"):
            if key not in found and (told := getattr(self.settings, key)):
                found[key] = told
        sound &= self._is_whole(row, stored, found)
        if not sound or "value" not in found:
            return None
        found.setdefault("unit", self.settings.units.get(found["indicator"], self.settings.unit))
        if "period" not in found and self.settings.period:
            found["period"] = Period.parse(self.settings.period)
        return Observation(**found, measure=self._measure(measure), row=row, column=self._needed["value"])

    def _is_whole(self, row: int, stored: Sequence[object], found: Mapping[str, object]) -> bool:
        """Return whether a row says what its figure is of; what it leaves out is told, but for a dash as its value."""
        missing = [key for key in ("city", "indicator") if key not in found]
        at = self._needed["value"]
        if "value" not in found and "target" not in found and (at >= len(stored) or stored[at] in ("", None)):
            missing.append("value")
        for key in missing:
            at = self._needed[key]
            if at >= len(stored) or stored[at] in ("", None):
                self._tell(row, at, f"没有写{self.columns[at].head}。", "请补上；这一行不要的，请整行删去。")
        return not missing

    def _known(self, row: int, at: int, column: Column, stored: object) -> object:
        """Return what a value means in its column, None where it means nothing, which is told at every place."""
        key = (at, stored)
        if key in self._read:
            read = self._read[key]
        else:
            read = self._read[key] = self._means(row, at, column)
        if isinstance(read, Problem):
            self._tell(row, at, read.message, read.hint)
            return None
        return read

    def _means(self, row: int, at: int, column: Column) -> object:
        cell = self.sheet.cell(row, at)
        if cell.fault:
            return Problem(f"{column.head}{cell.fault}。")
        text = " ".join(cell.text.split())
        if column.kind is None:
            return text
        if column.kind is PERIOD:
            text = text.removesuffix(".0")
        try:
            return column.kind.read(text)
        except ValueError:
            return Problem(f"{column.head}写的是“{text}”。", hint=f"应为{column.kind.title}。")

    def _figure(self, row: int, at: int, column: Column, found: dict[str, Any], measure: dict[str, Any]) -> bool:
        """Put the figure of a cell to what was `found`; False where the cell holds none and should."""
        cell = self.sheet.cell(row, at)
        if type(cell.value) is Decimal and not cell.fault and _PLAIN(cell.text):  # as nearly all are
            figure: Figure | Missing | Fault = Figure(value=Decimal(cell.text))
        else:
            figure = read_figure(cell)
        if isinstance(figure, Fault):
            self._tell(row, at, f"{column.head}{figure.message}", figure.hint)
            return False
        if isinstance(figure, Missing):
            return column.key != "value"
        if column.key == "value":
            found["value"] = figure.value
            for key in ("upper", "qualifier", "direction"):
                if (said := getattr(figure, key)) is not None:
                    found.setdefault(key, said)
            if figure.unit:
                found.setdefault("unit", figure.unit)
        elif column.key == "target":
            found["target"] = figure.value
        else:
            measure["of"] = int(figure.value)
        return True

    def _measure(self, values: Mapping[str, Any]) -> Measure:
        if not values:
            return PLAIN
        key = tuple(sorted(values.items(), key=lambda item: item[0]))
        if key not in self._measures:
            self._measures[key] = Measure(**values)
        return self._measures[key]

    def _tell(self, row: int, at: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.sheet.location(row, at), hint))
