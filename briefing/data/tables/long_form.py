"""The long form: a row for every figure, with what it is of in columns of their own (城市、指标、时期、数值 …)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from briefing.data.kinds import PERIOD, TEXT, Kind
from briefing.data.records import FACT
from briefing.data.tables.figures import CellFigure, Fault, read_figure
from briefing.data.tables.files.book import Sheet
from briefing.data.tables.footnotes import joined, told_of_marks
from briefing.data.tables.grid import name_of, tidy
from briefing.data.tables.lexicon import Lexicon, TableSettings, spaceless
from briefing.data.tables.lines import closes_table
from briefing.data.tables.observations import Observation, TableReading
from briefing.data.tables.places import NO_CITIES
from briefing.data.tables.record_heads import HEADS, OWNER, PLACE
from briefing.data.tables.table_units import doubt_fraction
from briefing.data.tables.told import Told
from briefing.errors import Problem, Severity, did_you_mean
from briefing.model.measure import PLAIN, Measure, MeasureKind
from briefing.model.period import Period

FORM = "长表"
HEAD_ROWS = 20
"""The rows at the top among which the heads are looked for."""


@dataclass(frozen=True, slots=True)
class LongColumn:
    """A column of the long form: its `head`, the field of `Observation` or `Measure` that it fills, what stands in it.

    `kind` is None for any text; figures (`FIGURES`) are read by rules of their own.
    """

    head: str
    key: str
    kind: Kind | None = None
    of_measure: bool = False


CITY, INDICATOR, PERIOD_HEAD, VALUE = OWNER, HEADS["indicator"], HEADS["period"], HEADS["value"]
REQUIRED = (CITY, INDICATOR, PERIOD_HEAD, VALUE)
FIGURES = ("value", "target", "of")
_OF_MEASURE = ("measure", "base", "price", "survey", "ranking", "of")
_KEYS = (
    *("indicator", "period", "value", "unit", *_OF_MEASURE, "basis", "scope", "qualifier", "printed", "direction"),
    *("status", "audience", "break", "target", "target_period", "bureau", "cause", "headline", "source"),
    *("place", "caveat", "note", "id"),
)
"""What a row says of its figure beside the city: the keys of a fact, whose paragraph or cell is one `place`."""


def _column(key: str) -> LongColumn:
    kind = FACT.by_key[key].kind if key in FACT.by_key else TEXT
    filled = {"measure": "kind", "break": "break_reason"}.get(key, key)
    listed = kind if kind.allowed or kind is PERIOD else None
    return LongColumn(HEADS.get(key, PLACE), filled, listed, key in _OF_MEASURE)


COLUMNS = (LongColumn(CITY, "city"), *map(_column, _KEYS))
_BY_HEAD = {column.head: column for column in COLUMNS}


def head_row(sheet: Sheet) -> int | None:
    """Return the row in which the heads of the long form stand, None where the sheet has another form."""
    for number, row in enumerate(sheet.raw[:HEAD_ROWS]):
        if {*REQUIRED} <= {_plain(value) for value in row}:
            return number
    return None


_PLAIN = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?", re.ASCII).fullmatch
_MISSING = "请补上；这一行不要的，请整行删去。"
_KNOWN = f"可用的列：{'、'.join(column.head for column in COLUMNS)}。"


def _plain(value: object) -> str:
    return "".join(value.split()) if isinstance(value, str) else ""


class LongForm:
    """A sheet in the long form: its heads stand in row `head`, and `settings` say what a row leaves out.

    `problems` are whole once the `figures` have been gone through. What was made of a value once serves wherever it
    stands again.
    """

    def __init__(
        self,
        sheet: Sheet,
        head: int,
        settings: TableSettings,
        lexicon: Lexicon | None = None,
        problems: Iterable[Problem] = (),
    ) -> None:
        self.sheet, self.head, self.settings, self.lexicon = sheet, head, settings, lexicon
        self.problems = [*problems]
        self._told = Told(sheet)
        self._heads = [_plain(value) for value in sheet.raw[head]]
        self._columns = {at: _BY_HEAD[name] for at, name in enumerate(self._heads) if name in _BY_HEAD}
        self._at = {column.key: at for at, column in self._columns.items()}
        self.title, self.source = "", settings.source
        self._read: dict[tuple[int, object], object] = {}
        self._alike: dict[tuple[object, ...], Observation | None] = {}
        self._cities: dict[str, bool] = {}

    def reading(self) -> TableReading:
        """Return the table as what it says, figure by figure."""
        observations = tuple(
            replace(alike, city=city, value=Decimal(value), row=row) for row, _, city, value, alike in self.figures()
        )
        columns = tuple(
            (at, name if name in _BY_HEAD else f"不读：{name}") for at, name in enumerate(self._heads) if name
        )
        return TableReading(form=FORM, observations=observations, problems=tuple(self.problems), columns=columns)

    def figures(self) -> Iterator[tuple[int, int, str, str, Observation]]:
        """See `TableReading`; one object is all else of all figures that are alike."""
        for at, name in enumerate(self._heads):
            if name and name not in _BY_HEAD:
                self._tell(self.head, at, f"没有“{name}”这一列。", did_you_mean(name, _BY_HEAD) or _KNOWN)
            elif name and name in self._heads[:at]:
                self._tell(self.head, at, f"“{name}”这一列有两个。", "请删去一个。")
        if unseen := [row for row in self.sheet.hidden_rows if row > self.head]:
            hint = "要读的，请取消隐藏或筛选后保存。"
            place = self.sheet.location(min(unseen), 0)
            message = f"有 {len(unseen)} 行被隐藏或筛选掉，没有读取。"
            self.problems.append(Problem(message, place, hint, Severity.WARNING))
        yield from self._rows()
        self.problems += self._told.problems()

    def _rows(self) -> Iterator[tuple[int, int, str, str, Observation]]:
        sheet = self.sheet
        city_at, value_at = self._at["city"], self._at["value"]
        rest = [at for at in self._columns if at not in (city_at, value_at)]
        width = max(self._columns) + 1
        asked = [self._at[key] for key in ("value", "period", "target") if key in self._at]
        empty: list[int] = []
        for row in range(self.head + 1, len(sheet.raw)):
            stored = sheet.raw[row]
            if row in sheet.hidden_rows or not any(value not in ("", None) for value in stored):
                continue
            if len(stored) < width:
                stored = [*stored, *[None] * (width - len(stored))]
            if all(stored[at] in ("", None) for at in asked) and not sheet.cell(row, value_at).fault:
                empty += [] if self._is_note(row) else [row]
                continue
            city = self._city(row, city_at, stored[city_at])
            if city and self._is_no_city(row, city_at, city):
                continue
            key = tuple([stored[at] for at in rest])
            alike = self._alike.get(key)
            if alike is None:  # what is wrong is told in each row
                alike = self._alike[key] = self._observation(row, rest, stored)
            figure = self._value(row, value_at, stored[value_at], alike)
            if city and alike and figure:
                yield row, city_at, city, *figure
        if empty:
            message = f"有 {len(empty)} 行没有填时期和数值，没有读取。"
            self._told.warn(empty[0], value_at, message, "不要的行可以删去。")

    def _is_note(self, row: int) -> bool:
        texts = [value for value in self.sheet.raw[row] if value not in ("", None)]
        return len(texts) == 1 and closes_table([tidy(str(texts[0]))], True)

    def _is_no_city(self, row: int, at: int, city: str) -> bool:
        """Return whether the row is one of other rows (合计) or of the country, which is told."""
        found = self._cities.get(city)
        if found is None:
            name = name_of(tidy(city))
            told = next(((message, hint) for form, message, hint in NO_CITIES if form.fullmatch(name)), None)
            found = self._cities[city] = told is not None
            if told:
                self._told.group_warning(row, at, city, *told)
        return found

    def _city(self, row: int, at: int, stored: object) -> str:
        if stored in ("", None):
            if not self.settings.city:
                self._tell(row, at, f"没有写{CITY}。", _MISSING)
            return self.settings.city
        return str(self._known(row, at, stored) or "")

    def _observation(self, row: int, rest: Sequence[int], stored: Sequence[object]) -> Observation | None:
        """Return what a row says but for its city and its value; None where something in it is wrong."""
        settings = self.settings
        found: dict[str, Any] = {"indicator": settings.indicator}
        if settings.period:
            found["period"] = Period.parse(settings.period)
        measure: dict[str, Any] = {}
        sound = True
        for at in rest:
            column = self._columns[at]
            if stored[at] in ("", None):
                continue
            read = self._amount(row, at) if column.key in FIGURES else self._known(row, at, stored[at])
            sound = sound and read is not None
            (measure if column.of_measure else found)[column.key] = read
        if not sound:
            return None
        if not found["indicator"]:
            self._tell(row, self._at["indicator"], f"没有写{INDICATOR}。", _MISSING)
            return None
        if "period" not in found:
            self._tell(row, self._at["period"], f"没有写{PERIOD_HEAD}。", "请补上；来源没有写明的，请填“未注明”。")
            return None
        if "of" in measure:
            measure["of"] = int(measure["of"])
        measured = Measure(**measure) if measure else PLAIN
        unit = settings.units.get(found["indicator"], settings.unit)
        if not unit and self.lexicon and measured.kind is MeasureKind.TOTAL:
            unit = self.lexicon.unit_of(spaceless(found["indicator"]))
        found.setdefault("unit", unit)
        return Observation(city="", value=Decimal(0), row=0, column=self._at["value"], measure=measured, **found)

    def _known(self, row: int, at: int, stored: object) -> object:
        """Return what a value means in its column, None where it means nothing, which is told at every place."""
        key = (at, stored)
        read = self._read.get(key)
        if read is None:
            read = self._read[key] = self._means(row, at)
        if isinstance(read, Problem):
            self._tell(row, at, read.message, read.hint)
            return None
        return read

    def _means(self, row: int, at: int) -> object:
        column, cell = self._columns[at], self.sheet.cell(row, at)
        if cell.fault:
            return Problem(f"{column.head}{cell.fault}。")
        text = " ".join(cell.text.split())
        if column.kind is None:
            return text
        try:
            return column.kind.read(text.removesuffix(".0"))
        except ValueError:
            return Problem(f"{column.head}写的是“{text}”。", hint=f"应为{column.kind.title}。")

    def _value(self, row: int, at: int, stored: object, alike: Observation | None) -> tuple[str, Observation] | None:
        """Return the value as digits, with all else that the figure is; None where there is none."""
        cell = self.sheet.cell(row, at)
        if type(cell.value) is Decimal and not cell.fault and _PLAIN(cell.text):  # as nearly all are
            if alike and alike.unit == "%":
                self._doubt_fraction(row, at, cell.value, alike)
            return (cell.text, alike) if alike else None
        if stored in ("", None) and alike and alike.target is None and not cell.fault:
            self._tell(row, at, f"没有写{VALUE}。", _MISSING)
        figure = read_figure(cell)
        if isinstance(figure, Fault):
            self._tell(row, at, figure.message, figure.hint)
        if alike is None or not isinstance(figure, CellFigure):
            return None
        if figure.direction == "减":  # the word in the cell (下降5.2); what the column 增减 says keeps its sign
            figure = figure.negated
        unit = alike.unit or figure.unit
        if figure.unit and figure.unit != unit:
            message = f"数值里写了“{figure.unit}”，单位列写的是“{unit}”。"
            self._tell(row, at, message, "两处要一致，数值里只写数字最好。")
        if unit == "%" and not figure.unit and not figure.word:
            self._doubt_fraction(row, at, figure.value, alike)
        noted = told_of_marks(figure.marks, self._notes, self._told, row, at) if figure.marks else ""
        qualifier = alike.qualifier or figure.qualifier
        return f"{figure.value:f}", replace(
            alike, upper=figure.upper, qualifier=qualifier, unit=unit, caveat=joined((alike.caveat, noted))
        )

    def _doubt_fraction(self, row: int, at: int, value: Decimal, alike: Observation) -> None:
        if not alike.printed:
            doubt_fraction(value, alike.measure.kind, alike.indicator, self._told, row, at)

    @cached_property
    def _notes(self) -> tuple[str, ...]:
        """The notes below the rows, which say what marks on figures mean."""
        below = (row for row in range(self.head + 1, len(self.sheet.raw)) if self._is_note(row))
        return tuple(next(str(value) for value in self.sheet.raw[row] if value) for row in below)

    def _amount(self, row: int, at: int) -> Decimal | None:
        """Return the number in a cell beside the value (目标值, 参评数)."""
        figure = read_figure(self.sheet.cell(row, at))
        if isinstance(figure, CellFigure):
            return figure.value
        head = self._columns[at].head
        if isinstance(figure, Fault):
            self._tell(row, at, f"{head}：{figure.message}", figure.hint)
        else:
            self._tell(row, at, f"{head}应为数字。", "没有的，请留空。")
        return None

    def _tell(self, row: int, at: int, message: str, hint: str = "") -> None:
        self.problems.append(Problem(message, self.sheet.location(row, at), hint))
