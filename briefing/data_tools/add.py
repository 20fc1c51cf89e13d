"""A table that is to become data: what it will be read as, what it does not say, and what is written down for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.data.reading import Page
from briefing.data.tables.files.book import Book, cell_name
from briefing.data.tables.files.csv_file import write_csv
from briefing.data.tables.lexicon import Lexicon, TableSettings, spaceless
from briefing.data.tables.observations import Observation
from briefing.data.tables.record_heads import HEADS
from briefing.data.tables.told import Lacking
from briefing.data.tables.workbook import SheetReading, readings_of
from briefing.data.yaml_files.yaml_nodes import parse_yaml
from briefing.data.yaml_files.yaml_writer import Plain, write_yaml
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Problem, UsageError
from briefing.model.catalogue import Catalogue
from briefing.model.library import City

SHOWN = 5  # rows of each table that are shown
INDENT = 2  # of the items of a list, as `write_yaml` writes them


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file will be read as: its sheets with their tables, and the names of indicators that nobody knows."""

    file: str
    readings: tuple[SheetReading, ...]
    new: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def observations(self) -> Iterator[Observation]:
        """Every figure, table by table."""
        return (item for reading in self.readings for table in reading.tables for item in table.observations)

    @property
    def lacking(self) -> list[Lacking]:
        """What the tables do not say and a person can, each thing once."""
        found = {(item.key, item.names): item for item in self.problems if isinstance(item, Lacking) and item.key}
        return [*found.values()]

    def lines(self) -> Iterator[str]:
        """Yield what is shown before anything is written: sheet by sheet its form, columns and first figures."""
        for reading in self.readings:
            for table in reading.tables:
                title = f"《{table.title}》" if table.title else ""
                yield f"工作表“{reading.sheet.name}”{title}：{table.form or '未读'}，{len(table.observations)} 个数"
                if table.columns:
                    named = (f"{cell_name(0, column)[:-1]} {what}" for column, what in table.columns)
                    yield f"  各列：{' | '.join(named)}"
                if table.source:
                    yield f"  来源：{table.source}"
                yield from (f"  {shown(item)}" for item in table.observations[:SHOWN])
                if len(table.observations) > SHOWN:
                    yield f"  …… 另有 {len(table.observations) - SHOWN} 个"
        if self.new:
            yield f"新的指标 {len(self.new)} 个：{'、'.join(self.new)}"


def shown(item: Observation) -> str:
    """Return a figure as it is read, in one line: D5　武汉市　经营主体　2023年　197.3万户（同比增速）."""
    number = f"{item.value:f}" + (f"～{item.upper:f}" if item.upper is not None else "")
    measure = item.measure
    what = "" if measure.kind.value == "总量" else f"（{measure.base}{measure.kind}）"
    goal = f"，目标 {item.target:f}{item.unit}" if item.target is not None else ""
    at = f"{item.period.printed}{'累计' if item.basis.value == '累计' else ''}"
    place = cell_name(item.row, item.column)
    return "　".join((place, item.city, item.indicator + item.scope, at, f"{number}{item.unit}{what}{goal}"))


def look(book: Book, catalogue: Catalogue, cities: Sequence[City], answers: TableSettings) -> Preview:
    """Return what the tables of a workbook are read as in a workspace, with what the user has said of them."""
    lexicon = Lexicon(catalogue, cities)
    readings = tuple(readings_of(book, lexicon, [answers]))
    tables = [table for reading in readings for table in reading.tables]
    names = dict.fromkeys(item.indicator for table in tables for item in table.observations)
    new = tuple(name for name in names if not lexicon.indicator(spaceless(name)))
    return Preview(book.file, readings, new, (*book.problems, *(item for table in tables for item in table.problems)))


@dataclass(frozen=True, slots=True)
class NewIndicator:
    """What is said of an indicator that nobody knows; only its name must be. `unit`: "" for that of its figures."""

    name: str
    unit: str = ""
    theme: str = ""
    better: str = ""


def indicators_csv(items: Sequence[NewIndicator]) -> bytes:
    """Return the rows of a sheet 指标 as a CSV file that is read as such a sheet, and that Excel opens."""
    heads = [HEADS[key] for key in ("name", "unit", "theme", "better")]
    return write_csv([heads, *((item.name, item.unit, item.theme, item.better) for item in items)])


def with_entry(config: str, file: str, answers: TableSettings) -> str:
    """Return the text of briefing.yaml with what was said of a file under `tables:`, all else as it stands.

    UsageError, with what to write there by hand, where the list stands in a form that a line cannot be put into.
    """
    keys = ("sheet", "city", "indicator", "period", "unit", "source")
    entry: dict[str, Plain] = {"file": file, **{key: said for key in keys if (said := getattr(answers, key))}}
    if answers.units:
        entry["units"] = dict(answers.units)
    if answers.skip:
        entry["skip"] = list(answers.skip)
    if len(entry) == 1:
        return config
    before = _tables(config)
    head, *below = write_yaml({"tables": [entry]}).decode().splitlines(keepends=True)
    lines = config.splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines) if re.match(r"tables:\s*(#.*)?$", line)), None)
    if before is None:
        return config + ("" if not config or config.endswith("\n") else "\n") + head + "".join(below)
    if at is not None:
        items = (line for line in lines[at + 1 :] if line.lstrip().startswith("- "))
        own = next((len(line) - len(line.lstrip()) for line in items), INDENT)
        put = (" " * own + line[INDENT:] for line in below)
        text = "".join([*lines[:at], lines[at].rstrip("\n") + "\n", *put, *lines[at + 1 :]])
        if len(_tables(text) or ()) == len(before) + 1:
            return text
    hint = f"请自己在 tables 里加上：{write_yaml(entry).decode().strip()}".replace("\n", "；")
    raise UsageError(Problem("briefing.yaml 里 tables 的写法不能自动加一项，未改动。", hint=hint))


def _tables(config: str) -> list[Value] | None:
    """What stands at `tables:` in the text of briefing.yaml; None where nothing does."""
    value = parse_yaml(config.encode(), Page("briefing.yaml"))
    found = value.get("tables") if isinstance(value, YamlMapping) else None
    return found if isinstance(found, list) else None
