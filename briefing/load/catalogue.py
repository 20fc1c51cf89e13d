"""What all cities share: units, national indicators, themes, indicators and shared sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from briefing.errors import Place, Problem
from briefing.load.fields import Record, decode, decoded
from briefing.load.page import Page
from briefing.load.records import FAMILY, FILES, INDICATOR, NATIONAL, SOURCE, THEME, TOPIC
from briefing.load.yaml_nodes import read_yaml
from briefing.model.library import Catalogue, Indicator, NationalIndicator, Source, Theme, Topic, UnitFamily


class _Named(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def place(self) -> Place: ...


T = TypeVar("T", bound=_Named)


def read_catalogue(data: Path) -> tuple[Catalogue, list[Problem]]:
    """The catalogue in the folder `data`, and what is wrong with its files.

    sources.yaml and topics.yaml may be missing. A record that cannot be used is left out, and of two with the same id
    the first one holds.
    """
    problems: list[Problem] = []
    files = catalogue_files(data)
    catalogue = Catalogue(
        units=_read(files["units"], "units", FAMILY, UnitFamily, problems),
        national=_read(files["national"], "national", NATIONAL, NationalIndicator, problems),
        themes=_read(files["themes"], "themes", THEME, Theme, problems),
        indicators=_read(files["indicators"], "indicators", INDICATOR, Indicator, problems),
        sources=_read(files["sources"], "sources", SOURCE, Source, problems),
        topics=_read(files["topics"], "topics", TOPIC, Topic, problems),
    )
    return catalogue, problems


def catalogue_files(data: Path) -> dict[str, list[Path]]:
    """The files that hold the catalogue, by kind; of those that may be missing, the ones that there are."""
    return {
        **{kind: [data / f"{kind}.yaml"] for kind in ("units", "national", "themes")},
        **{kind: [path for path in [data / f"{kind}.yaml"] if path.exists()] for kind in ("sources", "topics")},
        "indicators": sorted((data / "indicators").glob("*.yaml")),
    }


def _read(
    paths: list[Path], which: str, record: Record, make: Callable[..., T], problems: list[Problem]
) -> dict[str, T]:
    """The records of all files of one kind by id."""
    found: dict[str, T] = {}
    for path in paths:
        page = Page(str(path), problems)
        for values, place in _rows(path, which, record, page):
            item = make(**values, place=place)
            first = found.setdefault(item.id, item)
            if first is not item:
                hint = f"第一处在 {first.place}；请改其中一个。"
                page.error(f"{record.title}“{item.id}”重复。", place.line, "id", hint)
    return found


def _rows(path: Path, which: str, record: Record, page: Page) -> Iterator[tuple[dict[str, Any], Place]]:
    """The usable records of a file that is a single list, with their places; what is wrong goes to `page`."""
    value, found = read_yaml(path)
    page.problems += found
    if value is None:
        return
    top = decode(FILES[which], value, page) or {}
    for items in top.values():
        yield from decoded(record, items, page)
