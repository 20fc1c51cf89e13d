"""What all cities share: units, frameworks of evaluation, themes, indicators and shared sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from briefing.data.fields import decode, decoded
from briefing.data.kinds import Record
from briefing.data.reading import Located, Page
from briefing.data.records import FILES, FRAMEWORK_ITEM, NATIONAL_FILE
from briefing.data.yaml_files.yaml_nodes import read_yaml
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Problem
from briefing.model.catalogue import Catalogue, FrameworkItem, Indicator, Statement, Theme, Topic, UnitFamily
from briefing.model.facts import Source
from briefing.model.measure import FAMILIES, MeasureKind


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Located)
N = TypeVar("N", bound=_Named)
Ids = Mapping[str, str]
"""By a Chinese name, the id of the one thing that bears it."""
NONE: Mapping[str, Ids] = {}


def read_catalogue(data: Path, default: Path | None = None) -> tuple[Catalogue, list[Problem]]:
    """The catalogue in the folder `data`, and what is wrong with its files.

    sources.yaml, topics.yaml, comparability.yaml and frameworks/ may be missing. A record that cannot be used is left
    out, and of two with the same id the first one holds. What of the others is missing is that of the folder `default`.
    """
    problems: list[Problem] = []
    files = catalogue_files(data, default)
    units = _read(files, "units", UnitFamily, problems)
    frameworks = _frameworks(files["frameworks"], problems)
    covered = {"frameworks": ids_by_name(frameworks), "national": ids_by_name(frameworks)}
    themes = _read(files, "themes", _theme, problems, covered)
    known = {"theme": ids_by_name(themes), "family": ids_by_name(units), **covered}
    indicators = _read(files, "indicators", indicator_of, problems, known)
    between = {"between": ids_by_name(indicators)}
    catalogue = Catalogue(
        units=units,
        frameworks=frameworks,
        themes=themes,
        indicators=indicators,
        sources=_read(files, "sources", Source, problems),
        topics=_read(files, "topics", Topic, problems, known),
        statements=_read(files, "comparability", Statement, problems, between),
    )
    return catalogue, problems


def _frameworks(paths: list[Path], problems: list[Problem]) -> dict[str, FrameworkItem]:
    """What the frameworks look at; each is a file that bears its id."""
    found: dict[str, FrameworkItem] = {}
    for path in paths:
        page = Page(str(path), problems)
        value = _value(path, page)
        kind = NATIONAL_FILE if isinstance(value, YamlMapping) and "national" in value else FILES["frameworks"]
        top = (value is not None and decode(kind, value, page)) or {}
        for values, place in decoded(FRAMEWORK_ITEM, top.get("items") or top.get("national", []), page):
            values["id"] = f"{path.stem}.{values['id']}"
            item = FrameworkItem(**values, framework=top.get("name", ""), location=place)
            _put(found, item, FRAMEWORK_ITEM, page)
    return found


def _theme(**values: Any) -> Theme:  # noqa: ANN401 - the values of its record, decoded
    """A theme; the first-level indicators that an old one names are items of the framework of that name."""
    old = (id if "." in id else f"national.{id}" for id in values.pop("national", ()))
    return Theme(**values | {"frameworks": (*values.get("frameworks", ()), *old)})


def indicator_of(**values: Any) -> Indicator:  # noqa: ANN401 - the values of its record, decoded
    """Return the indicator of those values; places in a ranking are its measure, unless it says otherwise."""
    by_family = {family: kind for kind, family in FAMILIES.items() if family != "percent"}
    values.setdefault("measure", by_family.get(values["family"], MeasureKind.TOTAL))
    return Indicator(**values)


def ids_by_name(held: Mapping[str, N]) -> Ids:
    """The ids of what is `held` by names and aliases; a name that several bear, or that is an id itself, is none."""
    names = [(name, item.id) for item in held.values() for name in (item.name, *getattr(item, "aliases", ()))]
    bearers = Counter(name for name, _ in set(names))
    return {name: id for name, id in names if bearers[name] == 1 and name not in held}


def put_ids(items: list[Value], known: Mapping[str, Ids]) -> None:
    """Where a record names something by its Chinese name, put its id; `known` are the ids by the keys they stand at."""
    for item in items:
        if isinstance(item, YamlMapping):
            for key in known.keys() & item.keys():
                item[key] = _with_id(item[key], known[key])


def _with_id(value: Value, ids: Ids) -> Value:
    if isinstance(value, list):
        return [_with_id(name, ids) for name in value]
    return ids.get(value.strip(), value) if isinstance(value, str) else value


def catalogue_files(data: Path, default: Path | None = None) -> dict[str, list[Path]]:
    """The files that hold the catalogue, by kind; of those that may be missing, the ones that there are.

    Units, themes with their frameworks, and indicators are those of `default` where `data` has none.
    """
    own = _files(data)
    if default is None:
        return own
    known = _files(default)
    for kinds in (("units",), ("themes", "frameworks"), ("indicators",)):
        if not any(path.exists() for kind in kinds for path in own[kind]):
            own |= {kind: known[kind] for kind in kinds}
    return own


def _files(data: Path) -> dict[str, list[Path]]:
    return {
        **{kind: [data / f"{kind}.yaml"] for kind in ("units", "themes")},
        **{
            kind: [path for path in [data / f"{kind}.yaml"] if path.exists()]
            for kind in ("sources", "topics", "comparability")
        },
        "frameworks": [
            *sorted((data / "frameworks").glob("*.yaml")),
            *(path for path in [data / "national.yaml"] if path.exists()),
        ],
        "indicators": sorted((data / "indicators").glob("*.yaml")),
    }


def _read(
    files: Mapping[str, list[Path]],
    which: str,
    make: Callable[..., T],
    problems: list[Problem],
    known: Mapping[str, Ids] = NONE,
) -> dict[str, T]:
    """The records of all files of one kind by id; they may name others by the names that are `known`."""
    found: dict[str, T] = {}
    [listed] = FILES[which].fields
    record = listed.kind.record
    assert record is not None
    for path in files[which]:
        page = Page(str(path), problems)
        value = _value(path, page)
        top = (value is not None and decode(FILES[which], value, page)) or {}
        for items in top.values():
            put_ids(items, known)
            for values, place in decoded(record, items, page):
                _put(found, make(**values, location=place), record, page)
    return found


def _value(path: Path, page: Page) -> Value:
    value, faults = read_yaml(path)
    page.problems += faults
    return value


def _put(found: dict[str, T], item: T, record: Record, page: Page) -> None:
    """Put a record to those of its kind; of two with one id the first holds."""
    first = found.setdefault(item.id, item)
    if first is not item:
        hint = f"第一处在 {first.location}；请改其中一个。"
        page.error(f"{record.title}“{item.id}”重复。", item.location.line, "id", hint)
