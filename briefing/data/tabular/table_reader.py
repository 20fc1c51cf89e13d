"""Workbooks and CSV files as data of a workspace: read in place, beside YAML files or instead of them."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.data.tables.files.table_files import is_open, table_files, unread_forms
from briefing.data.tables.store import FileContents, Store
from briefing.data.tabular.shared_sheets import EMPTY, THEMES, with_sheets
from briefing.data.tabular.table_records import TableRecords
from briefing.errors import Location, Problem, Severity
from briefing.model.catalogue import Catalogue
from briefing.model.library import City, CityRecord
from briefing.text.files import fingerprint
from briefing.version import VERSION

if TYPE_CHECKING:
    from briefing.data.config import TableEntry
    from briefing.data.reader import Reader
    from briefing.data.tables.files.book import Book
    from briefing.data.tables.lexicon import TableSettings
    from briefing.data.tables.observations import Observation
    from briefing.data.tables.record_sheets import RecordSheet


@dataclass(frozen=True)
class Asker:
    """Asks the databases that a workspace names; `day` and `environment` see `reader_of`."""

    data: Path
    day: datetime.date | None
    environment: Mapping[str, str]

    def __call__(self, entry: TableEntry) -> tuple[Path | None, list[Problem]]:
        """Return the file that keeps what the query of an entry gives, and what is to be told of it."""
        from briefing.data.tabular.sql import snapshot  # noqa: PLC0415 - start-up time: few workspaces ask a database

        day = self.day or datetime.date.max
        return snapshot(entry.sql, entry.query, self.data, entry.name, day, self.environment, again=self.day is None)


@dataclass
class TableReader:
    """Reads the tables in the folder `data` beside what `base` reads; see `Reader`.

    `whole`: the catalogue of `base` is the workspace's own and holds whole, else what no table uses is left out of it.
    `store` keeps what was read for the next time.
    """

    data: Path
    base: Reader
    entries: Sequence[TableEntry] = ()
    whole: bool = True
    ask: Asker | None = None
    store: Store = field(default_factory=lambda: Store(None))

    def catalogue(self) -> tuple[Catalogue, list[Problem]]:
        """See `Reader`; what is wrong in any table is told whatever city is asked for."""
        _, problems = self._base_catalogue
        told = (problem for contents in self._contents for problem in contents.problems)
        return self._records.catalogue, [*problems, *self._problems, *told, *self._records.problems]

    def cities(self) -> tuple[Sequence[City], list[Problem]]:
        """See `Reader`; those of `base`, then those that only tables name."""
        kept, overlooked = self.base.cities()
        known = {city.id for city in kept}
        return [*kept, *(city for city in self._records.cities.values() if city.id not in known)], overlooked

    def city(self, city: City, catalogue: Catalogue) -> tuple[CityRecord | None, list[Problem]]:
        """See `Reader`; where YAML and tables say the same of a city, it stands once."""
        record: CityRecord | None = None
        problems: list[Problem] = []
        if city.id in {item.id for item in self.base.cities()[0]}:
            record, problems = self.base.city(city, catalogue)
            if record is None:
                return None, problems
        named = [(contents, name) for contents in self._contents for name in self._records.names(city.id, contents)]
        rows = ((contents, *row) for contents, name in named for row in self._reading.rows(contents, name, problems))
        held = record or CityRecord(city=self._records.cities[city.id])
        return self._records.joined(held, rows, problems), problems

    def fingerprint(self, cities: Collection[City]) -> str:
        """See `Reader`; any change of a table counts."""
        own = {city.id for city in self.base.cities()[0]}
        below = self.base.fingerprint([city for city in cities if city.id in own])
        tables = fingerprint({path.name: path for path in self._files})
        return hashlib.sha256(f"{below}{tables}".encode()).hexdigest()[: len(below)]

    @cached_property
    def _files(self) -> list[Path]:
        ignored = {entry.file for entry in self.entries if entry.ignore}
        own = [path for path in table_files(self.data) if path.name not in ignored]
        return own + [path for path, _ in self._queried.values() if path is not None]

    @cached_property
    def _queried(self) -> dict[int, tuple[Path | None, list[Problem]]]:
        """What each entry that names a database gave, by its place among the entries."""
        asked = ((at, entry) for at, entry in enumerate(self.entries) if entry.sql and not entry.ignore)
        return {at: self.ask(entry) for at, entry in asked if self.ask}

    @cached_property
    def _entries(self) -> list[TableEntry]:
        """The entries; one that names a database bears the file that keeps what it gave."""
        files = {at: path.name for at, (path, _) in self._queried.items() if path is not None}
        return [replace(entry, file=files.get(at, entry.file)) for at, entry in enumerate(self.entries)]

    @cached_property
    def _base_catalogue(self) -> tuple[Catalogue, list[Problem]]:
        """What the tables' figures are read with: the catalogue of `base` and the sheets of what all cities share."""
        sheets = self._reading.sheets
        own = not self.whole and self._whole
        catalogue, problems = (EMPTY, []) if own else self.base.catalogue()
        return with_sheets(catalogue, sheets, problems), problems

    @cached_property
    def _whole(self) -> bool:
        return self.whole or any(sheet.name == THEMES for sheet in self._reading.sheets)

    @cached_property
    def _reading(self) -> _Reading:
        return _Reading(self)

    @cached_property
    def _contents(self) -> list[FileContents]:
        """What each file says, but for its figures; from the store where nothing has changed since."""
        return list(self._reading.contents())

    @cached_property
    def _records(self) -> TableRecords:
        prevailing = {entry.file for entry in self._entries if entry.prevails}
        return TableRecords(
            self._base_catalogue[0], self.base.cities()[0], self._contents, prevailing, whole=self._whole
        )

    @property
    def _problems(self) -> Iterator[Problem]:
        """Yield which files are not read, and what briefing.yaml says of files that nobody has."""
        ignored = {entry.file for entry in self.entries if entry.ignore}
        for path in unread_forms(self.data):
            if path.name not in ignored:
                message, hint = "名称里有“模板”，没有读取。", "填好了的，请改名后再用。"
                yield Problem(message, Location(path.name), hint, Severity.WARNING)
        here = {path.name for path in (*table_files(self.data), *unread_forms(self.data))}
        for _, told in self._queried.values():
            yield from told
        for entry in self.entries:
            if not entry.sql and entry.file not in here:
                hint = f"有的是：{'、'.join(sorted(here))}。" if here else "请把它放进 data 文件夹。"
                yield Problem(f"data 文件夹里没有“{entry.file}”这个表格。", replace(entry.location, key="file"), hint)


class _Reading:
    """All files of a workspace in the reading: records first, as figures are read with the indicators they give."""

    def __init__(self, reader: TableReader) -> None:
        self._reader = reader
        self._books: dict[str, Book] = {}
        self._keys: dict[str, str] = {}

    @cached_property
    def records(self) -> dict[Path, FileContents]:
        """The sheets of records of each file."""
        return {path: self._records(path) for path in self._reader._files}

    @property
    def sheets(self) -> list[RecordSheet]:
        """The sheets of records of all files."""
        return [sheet for item in self.records.values() for sheet in item.records]

    def contents(self) -> Iterator[FileContents]:
        """Yield what each file says."""
        reader = self._reader
        catalogue = reader._base_catalogue[0]
        places = [
            (city.id, city.name, city.short, city.code, city.parent, city.aliases) for city in reader.base.cities()[0]
        ]
        around = _digest(repr((catalogue.indicators, catalogue.units, places, self.sheets)))
        for path, kept in self.records.items():
            key = f"{_stamp(path)} {_digest(around + repr(self._settings(path)))}"
            self._keys[path.name] = key
            found = reader.store.contents(path.name, key) or self._figures(path)
            yield replace(found, records=kept.records, problems=(*kept.problems, *found.problems))

    def rows(self, contents: FileContents, city: str, problems: list[Problem]) -> list[tuple[int, Observation]]:
        """Return the figures of a file under the name of a city; those that are not kept are read anew.

        A file that says other things by now gives none, with a problem.
        """
        store, key = self._reader.store, self._keys[contents.file]
        found = store.figures(contents, key, city)
        if found is None:
            path = next(path for path in self.records if path.name == contents.file)
            told = Problem("读取的时候被改动了。", Location(path.name), "请保存以后再做一次。")
            anew = self._figures(path)
            if replace(anew, records=(), problems=()) == replace(contents, records=(), problems=()):
                found = store.figures(anew, key, city)
            problems += [told] if found is None else []
        return found or []

    def _settings(self, path: Path) -> list[TableSettings]:
        return [entry.settings for entry in self._reader._entries if entry.file == path.name]

    def _records(self, path: Path) -> FileContents:
        from briefing.data.tables.workbook import records_in  # noqa: PLC0415 - start-up time: what is kept needs it not

        name, key = f"{path.name}\0records", _stamp(path)
        found = self._reader.store.contents(name, key)
        if found is None:
            records, problems = records_in(self._book(path))
            found = FileContents(file=name, records=records, problems=tuple(problems))
            self._reader.store.put(found, key, {})
        return replace(found, records=tuple(replace(sheet, file=path.name) for sheet in found.records))

    def _figures(self, path: Path) -> FileContents:
        from briefing.data.tables.lexicon import Lexicon, TableSettings  # noqa: PLC0415 - the same
        from briefing.data.tables.workbook import read_figures, units_told  # noqa: PLC0415 - the same

        reader = self._reader
        units = units_told(self.sheets)
        lexicon = Lexicon(reader._base_catalogue[0], reader.base.cities()[0])
        found, rows = read_figures(self._book(path), lexicon, [*self._settings(path), TableSettings(units=units)])
        reader.store.put(found, self._keys[path.name], rows)
        return found

    def _book(self, path: Path) -> Book:
        from briefing.data.tables.files.opening import open_book  # noqa: PLC0415 - the same

        if path.name not in self._books:
            self._books[path.name] = open_book(path, path.name)
        return self._books[path.name]


def _stamp(path: Path) -> str:
    status = path.stat()
    return f"{VERSION} {status.st_mtime_ns} {status.st_size} {is_open(path)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
