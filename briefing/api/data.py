"""Data as workbooks: templates to fill in, exports, forms for the bureaus and what comes back of them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from briefing.api.parameters import Day, day, period_of
from briefing.api.workspace import Workspace, builtin
from briefing.bundle.files import write_file, write_files
from briefing.bundle.output_folder import output_folder
from briefing.data.config import CONFIG
from briefing.data.divisions import locate
from briefing.data.selection import SEPARATORS, find_city
from briefing.data.tables.files.opening import open_book
from briefing.data.tables.files.table_files import ENDINGS, FORMS, LOCKS, table_files
from briefing.data.tables.lexicon import TableSettings
from briefing.data_tools.add import NewIndicator, Preview, indicators_csv, look, with_entry
from briefing.data_tools.collect import Collected, collect, collected_workbook
from briefing.data_tools.export import export_csv, export_workbook, export_yaml
from briefing.data_tools.forms import BY, ask, forms, reminder
from briefing.data_tools.marking import LIST, error_list
from briefing.data_tools.template import empty_workbook
from briefing.errors import BriefingError, Location, Problem, UsageError, errors_in
from briefing.model.library import City, Library
from briefing.model.measure import FAMILIES
from briefing.model.period import Period
from briefing.model.request import Names, names_in
from briefing.text.atomic import put, put_folder
from briefing.text.file_names import safe_name
from briefing.text.files import read_file

WORKBOOK, CSV, YAML = ".xlsx", ".csv", ".yaml"


def data_template(
    path: str | Path, workspace: Workspace, *, cities: Names = (), indicators: Names = (), force: bool = False
) -> Path:
    """Write an empty workbook for figures of one's own, and return its path.

    It has a row for each of the cities and indicators named, which may be new. UsageError for a place that there is
    not, where `path` does not end in .xlsx, and where data stand that are read.
    """
    target = _ending(path, WORKBOOK)
    catalogue, known = workspace.catalogue(), workspace.cities()
    _not_read(workspace, target)
    named = [_place(name, known) for name in _each(cities)]
    write_file(target, empty_workbook(catalogue, [city.name for city in known], named, _each(indicators)), force=force)
    return target


def _each(names: Names) -> list[str]:
    """Return the names one by one, as `--city 武汉,宜昌` gives several."""
    return [part.strip() for name in names_in(names) for part in SEPARATORS.split(name) if part.strip()]


def _place(name: str, known: Sequence[City]) -> str:
    """Return the name of a place that the workspace knows, or that the table of divisions has; UsageError for none."""
    found = find_city(name, known)
    if not isinstance(found, Problem):
        return found.name
    division = locate(name)
    if isinstance(division, Problem):
        raise UsageError(found)
    return division.name


def data_look(path: str | Path, workspace: Workspace, answers: TableSettings | None = None) -> Preview:
    """Return what a table will be read as, before it is data: its form, columns and figures, and what it does not say.

    `answers` is what the user says of it, None for nothing. What is wrong stands in `problems`; nothing is raised for
    it.
    """
    path = Path(path)
    if not path.is_file():
        raise UsageError(Problem(f"没有“{path}”这个文件。"))
    return look(open_book(path), workspace.reader.catalogue()[0], workspace.cities(), answers or TableSettings())


def data_add(
    path: str | Path,
    workspace: Workspace,
    answers: TableSettings | None = None,
    *,
    new: Sequence[NewIndicator] = (),
    force: bool = False,
) -> list[Path]:
    """Put a table among the data of a workspace, with what the user says of it, and return the files written.

    The table is copied into data/ unless it is there; `answers` (None for none) go into briefing.yaml, what is said of
    `new` indicators into a CSV file beside the table, which Excel opens. BriefingError, with nothing written, where it
    cannot be read.
    """
    workspace = _own(workspace)
    path, data = Path(path), workspace.path / "data"
    answers = answers or TableSettings()
    if path.suffix.lower() not in ENDINGS or FORMS in path.stem:
        hint = f"扩展名可以是 {'、'.join(ENDINGS)}；名称里带“{FORMS}”的是空表，也不读。"
        raise UsageError(Problem(f"“{path.name}”放进 data/ 也不会读。", hint=f"{hint}请另存或改名。"))
    found = data_look(path, workspace, answers)
    if wrong := errors_in(found.problems):
        raise BriefingError(wrong)
    config = workspace.path / CONFIG
    known = config.read_text(encoding="utf-8-sig") if config.is_file() else ""
    if any(entry.file == path.name for entry in workspace.config().tables) and answers != TableSettings():
        hint = "请在那里改，或把文件另起一个名称。"
        raise UsageError(Problem(f"{CONFIG} 的 tables 里已经写有“{path.name}”。", hint=hint))
    written: dict[Path, bytes] = {}
    if path.resolve().parent != data.resolve():
        written[data / path.name] = read_file(path)
    units = {item.indicator: item.unit for item in found.observations if item.measure.kind not in FAMILIES}
    if said := [replace(item, unit=item.unit or units.get(item.name, "%")) for item in new if item.name in found.new]:
        written[data / f"{path.stem}-指标.csv"] = indicators_csv(said)
    text = with_entry(known, path.name, answers)
    if text != known:
        written[config] = text.encode()
    with output_folder(data, "加表", data / path.name):
        taken = [file for file in written if file != config and file.exists() and file.read_bytes() != written[file]]
        if taken and not force:
            hint = "请给表格另起一个名称；确认要换掉它，加 --force。"
            raise BriefingError(
                [Problem("已有同名文件，内容不同，未覆盖。", Location(str(file)), hint) for file in taken]
            )
        put(written)
    return [*written]


def data_export(path: str | Path, workspace: Workspace, *, cities: Names = (), force: bool = False) -> list[Path]:
    """Write all that a workspace holds, or what it holds of some cities, and return the files.

    `path` ends in .xlsx (one workbook), .csv (the facts; beside it a file for each other kind of record) or .yaml (a
    folder without that ending, which is a workspace, and must not be there yet). Read again, each is the same library.
    """
    target = _ending(path, WORKBOOK, CSV, YAML)
    _not_among(workspace, target)
    library = workspace.library(names_in(cities))
    if target.suffix.lower() == YAML:
        return _export_folder(target.with_suffix(""), export_yaml(library))
    book = target.suffix.lower() == WORKBOOK
    files = {target.name: export_workbook(library)} if book else export_csv(library, target.stem)
    placed = {target.with_name(name): data for name, data in files.items()}
    write_files(placed, force=force)
    return [*placed]


def _export_folder(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    with output_folder(folder.parent, "导出数据", folder):
        if folder.exists():
            raise UsageError(Problem(f"已有“{folder}”，未改动。", hint="请换一个名称。"))
        put_folder(folder, files)
    return [folder / name for name in files]


def data_forms(
    workspace: Workspace,
    *,
    period: str | Period,
    due: Day,
    by: str = BY[0],
    out: str | Path = "催报",
    force: bool = False,
) -> tuple[list[Path], list[Problem]]:
    """Write a workbook for each bureau that asks for its figures of `period`; return them and what is asked of nobody.

    `by`: whom they are made out to, 牵头单位, 城市 or 主题. UsageError where there is nothing to ask.
    """
    at = _period(period)
    made, problems = forms(workspace.library(), at, _due(due, at), by)
    if not made:
        hint = "".join(problem.hint for problem in problems) or f"{at.printed}的数都已经有了。"
        raise UsageError(Problem("没有要催报的。", hint=hint))
    files = {Path(out) / f"{safe_name(form.bureau)} {at.printed}.xlsx": form.data for form in made}
    write_files(files, force=force)
    return [*files], problems


def data_collect(
    folder: str | Path, workspace: Workspace, *, period: str | Period, by: str = BY[0], force: bool = False
) -> tuple[Collected, Path | None]:
    """Read the forms in `folder` and keep what they report in the workspace; return it, and the file that keeps it.

    What is wrong is told as the problems of what was collected, and such figures are left out. The file, named after
    the period, is None where nothing was reported; collected again, it is made again from all that is in the folder.
    """
    at, workspace = _period(period), _own(workspace)
    kept = workspace.path / "data" / f"报送 {safe_name(at.printed)}.xlsx"
    library = _without(workspace.library(), kept)
    asked, _ = ask(library, at, by)
    found = sorted(path for path in Path(folder).glob("*") if path.suffix.lower() in ENDINGS)
    books = [open_book(path) for path in found if not path.name.startswith(LOCKS)]
    collected = collect(books, asked, library, at)
    if not any(report.answers for report in collected.reports):
        return collected, None
    write_file(kept, collected_workbook(collected, library), force=force)
    return collected, kept


def data_mark(path: str | Path, problems: Sequence[Problem], *, force: bool = False) -> Path:
    """Write the problems as a workbook whose rows lead to the cells that they are about, and return its path."""
    target = _ending(path, WORKBOOK)
    if target.exists() and [sheet.name for sheet in open_book(target).sheets] != [LIST]:
        raise UsageError(Problem(f"“{target}”不是错误清单，未改动。", hint="请换一个文件名。"))
    write_file(target, error_list(problems, target.parent), force=force)
    return target


def data_reminder(collected: Collected, *, due: Day = None) -> str:
    """Return the text of a reminder to those who have not reported, "" where all have; `due` None names no day."""
    if not collected.missing:
        return ""
    return reminder(collected.missing, collected.at, _due(due, collected.at) if due else None)


def _own(workspace: Workspace) -> Workspace:
    """Return the workspace that may be written to: for the built-in one, the current folder becomes one."""
    here = Path.cwd()
    if workspace.path != builtin() or here.is_relative_to(builtin()):
        return workspace
    return Workspace(here, workspace.cached)


def _not_among(workspace: Workspace, target: Path) -> None:
    """Refuse to write among the data what holds them already: every figure would stand there twice."""
    if target.resolve().parent == (workspace.path / "data").resolve():
        raise UsageError(Problem(f"“{target}”在 data/ 里，会同原来的数据重复。", hint="请写到别的文件夹。"))


def _not_read(workspace: Workspace, target: Path) -> None:
    """Refuse to write over a table that is read as data, forced or not."""
    if target.resolve() in {path.resolve() for path in table_files(workspace.path / "data")}:
        raise UsageError(Problem(f"“{target}”是正在用的数据，未改动。", hint="请换一个文件名。"))


def _without(library: Library, file: Path) -> Library:
    """Return the library without the facts of a file that is about to be made again."""
    records = {
        id: replace(
            record, facts=tuple(fact for fact in record.facts if Path(fact.location.file or "").name != file.name)
        )
        for id, record in library.records.items()
    }
    return replace(library, records=records)


def _period(given: str | Period) -> Period:
    found = given if isinstance(given, Period) else period_of(given)
    assert found is not None  # only None has none
    return found


def _due(given: Day, at: Period) -> datetime.date:
    """Return the day by which figures of a period are due; without a year it is the first such day after the period."""
    found = re.fullmatch("([0-9]{1,2})(?:-|月)([0-9]{1,2})日?", given.strip()) if isinstance(given, str) else None
    if found is None or at.end is None:
        return day(given)
    months, days = int(found[1]), int(found[2])
    year = at.end.year + ((months, days) <= (at.end.month, at.end.day))
    return day(f"{year}年{months}月{days}日")


def _ending(path: str | Path, *endings: str) -> Path:
    target = Path(path)
    if target.suffix.lower() not in endings:
        raise UsageError(Problem(f"“{path}”的扩展名不对。", hint=f"请用 {'、'.join(endings)}。"))
    return target
