"""A workspace, opened: where its data, templates and settings lie, and what is wrong with them."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing.errors import BriefingError, Problem, UsageError, errors_in
from briefing.model.arguments import checked
from briefing.model.request import Names, Progress, names_in

if TYPE_CHECKING:
    from briefing.data.config import Config
    from briefing.data.reader import Reader
    from briefing.model.catalogue import Catalogue
    from briefing.model.library import City, Library
    from briefing.model.template import Template

T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parents[1]
MARKERS = ("data/themes.yaml", "data/cities")
BUILT_IN = "内置/"
"""Before the name of a template: that of the program, whatever the workspace has."""

Begin = Callable[[Sequence[str]], Progress]


def builtin() -> Path:
    """Return the built-in workspace: inside the wheel, or the repository's root where the package lies in it."""
    shipped = PACKAGE / "_workspace"
    return shipped if shipped.is_dir() else PACKAGE.parent


def template_roots(*own: Path) -> tuple[Path, ...]:
    """Return the folders in which templates are searched: those of the workspaces `own`, then the built-in ones."""
    return tuple(dict.fromkeys(folder / "templates" for folder in (*own, builtin())))


def cache_folder() -> Path | None:
    """Return the user's cache folder for this program; None if the user has no home."""
    from platformdirs import user_cache_path  # start-up time

    try:
        return user_cache_path("city-briefing", appauthor=False)
    except RuntimeError:
        return None


def _is_workspace(folder: Path) -> bool:
    """Return whether `folder` holds a workspace's data; a folder that must not be looked into does not."""
    from briefing.data.tables.files.table_files import table_files

    return _is_marked(folder) or bool(table_files(folder / "data"))


def _is_marked(folder: Path) -> bool:
    """Return whether `folder` is a workspace beyond doubt: many a folder has tables in one that is called data."""
    return all(os.path.exists(folder / marker) for marker in MARKERS) or (  # noqa: PTH110 - Path.exists may raise
        os.path.exists(folder / "briefing.yaml") and os.path.exists(folder / "data")  # noqa: PTH110 - the same
    )


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with data/ (YAML files, tables or both), templates/ and perhaps briefing.yaml.

    Each call looks at the files as they are then.

    `cached`: charts and the names of cities are kept in the user's cache folder for the next time.
    """

    path: Path
    cached: bool = True

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", Path(self.path))

    @classmethod
    @checked
    def open(cls, path: str | Path | None = None, *, cached: bool = True) -> Workspace:
        """Return the workspace at `path`; for None the nearest from the current folder upwards, else the built-in one.

        UsageError if there is none at `path`.
        """
        if path is not None:
            if not _is_workspace(Path(path)):
                hint = f"工作区要有 {MARKERS[0]} 和 {MARKERS[1]}/，或者 data 里有表格；可用 briefing init 新建。"
                raise UsageError(Problem(f"“{path}”不是工作区。", hint=hint))
            return cls(Path(path), cached)
        try:
            here = Path.cwd()
        except FileNotFoundError:  # somebody has deleted the current folder
            return cls(builtin(), cached)
        if _is_workspace(here):
            return cls(here, cached)
        return cls(next((folder for folder in here.parents if _is_marked(folder)), builtin()), cached)

    @property
    def cache(self) -> Path | None:
        """Return the folder for caches, None for none."""
        return cache_folder() if self.cached else None

    @property
    def reader(self) -> Reader:
        """Return what reads the data."""
        from briefing.data.readers import reader_of

        return reader_of(self.path, builtin() / "data", self.cache, today=datetime.date.today(), environment=os.environ)

    @property
    def roots(self) -> tuple[Path, ...]:
        """Return the folders in which templates are searched: the workspace's own before the built-in one."""
        return template_roots(self.path)

    @property
    def register(self) -> Path | None:
        """Return the folder of its register of issues; None for the built-in workspace, which is nobody's own."""
        return None if self.path.resolve() == builtin() else self.path

    @property
    def watched(self) -> tuple[Path, ...]:
        """Return the files and folders that a briefing rests on."""
        return self.path / "data", self.path / "briefing.yaml", self.path / "notes", self.path / "图片", *self.roots

    def cities(self) -> list[City]:
        """Return every city in the order of codes, without reading what is known of it."""
        from briefing.model.library import by_code

        return by_code(self.reader.cities()[0])

    def catalogue(self) -> Catalogue:
        """Themes, indicators, units and shared sources; BriefingError if they have errors."""
        return _sound(*self.reader.catalogue())

    def config(self) -> Config:
        """Return the settings and recipes of briefing.yaml, empty without it; BriefingError if it cannot be used."""
        from briefing.data.config import read_config

        return _sound(*read_config(self.path))

    @checked
    def library(self, cities: Names = (), today: datetime.date | None = None) -> Library:
        """Return the data of the cities named, of all if none is; none may be later than `today`, None for no limit.

        Raises UsageError for an unknown city, BriefingError if the data are wrong; warnings are its `doubts`.
        """
        from briefing.data.reader import read

        return read(self.reader, names_in(cities), today)

    def templates(self) -> tuple[list[Template], list[Problem]]:
        """Return every template that can be read, by name, and what is wrong with the others."""
        from briefing.data.template_folders import read_templates

        return read_templates(self.roots)

    @checked
    def template(self, name: str) -> Template:
        """Return the template of that name or title, the workspace's own first; 内置/… is that of the program."""
        from briefing.data.template_folders import read_template

        if name.startswith(BUILT_IN):
            return read_template(name.removeprefix(BUILT_IN), template_roots())
        return read_template(name, self.roots)


def _sound(found: T, problems: list[Problem]) -> T:
    """Return what was found; BriefingError where something in it is wrong."""
    if errors_in(problems):
        raise BriefingError(problems)
    return found
