"""A briefing: composed at once, drawn and laid out when a file of it is wanted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefing.api.asking import Day, formats_of, request_of
from briefing.api.workspace import Names, Tell, Workspace, silent
from briefing.bundle.contents import fact_rows, sources_of
from briefing.bundle.pack import Bundle
from briefing.data.selection import find_cities
from briefing.errors import Problem
from briefing.model.document import Document, Figure, Table
from briefing.model.layout import Layout
from briefing.model.library import Library
from briefing.model.request import Request
from briefing.model.template import Template
from briefing.pipeline import READ, draft, is_example, made, printed_facts, write
from briefing.version import VERSION


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing as text, tables and charts to be drawn; `problems` are warnings.

    `library`, `request` and `template` are what it was made of. Each method raises BriefingError where the Word file
    that it is poured into, or the place that it is written to, is not fit for it.
    """

    document: Document
    problems: tuple[Problem, ...]
    library: Library = field(repr=False)
    request: Request = field(repr=False)
    template: Template = field(repr=False)

    @property
    def title(self) -> str:
        """The title as printed."""
        return self.document.meta.title

    @property
    def example_office(self) -> str:
        """The office that it is issued by, where that is the built-in example still, else ""."""
        return self.document.meta.office if is_example(self.document, self.request) else ""

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many facts, figures, tables and sources it holds."""
        facts, blocks = printed_facts(self.document, self.library), self.document.blocks
        figures, tables = (sum(isinstance(block, kind) for block in blocks) for kind in (Figure, Table))
        return len(facts), figures, tables, len(sources_of(facts, self.document))

    def facts(self) -> list[dict[str, object]]:
        """Its figures as rows, those of facts.csv: what it prints, draws or computes with, then what it computes.

        数值 is a Decimal, or for a range the text; `pandas.DataFrame(briefing.facts())` takes them.
        """
        return fact_rows(printed_facts(self.document, self.library), self.document, self.library)

    def files(self, formats: Names) -> dict[str, bytes]:
        """The files of these formats, by their paths in the bundle: of md, for one, the text and its pictures."""
        asked = replace(self.request, formats=formats_of(formats))
        return made(self.library, asked, self.document, self.template)[0]

    def docx(self) -> bytes:
        """The Word file."""
        return next(iter(self.files("docx").values()))

    def markdown(self) -> str:
        """The Markdown text; its pictures are among `files("md")`."""
        return next(iter(self.files("md").values())).decode()

    def html(self) -> str:
        """The web page, one file with its pictures in it."""
        return next(iter(self.files("html").values())).decode()

    def pdf(self) -> bytes:
        """The PDF, which LibreOffice writes."""
        return next(iter(self.files("pdf").values()))

    def save(
        self, out: str | Path = "output", *, formats: Names = (), force: bool = False, tell: Tell = silent
    ) -> Bundle:
        """Write its folder into the folder `out`: the formats (of the recipe if none), charts, facts.csv, manifest.

        What a person should know is in the bundle's `remarks`. BriefingError, with nothing written, where another
        briefing or one that a person has edited stands there and `force` is not given.
        """
        chosen = formats_of(formats) if formats else self.request.formats
        request = replace(self.request, out=Path(out), formats=chosen, force=force)
        return write(self.library, request, self.document, self.template, VERSION, tell)


def generate(
    source: Workspace | Library,
    *,
    cities: Names = (),
    themes: Names = (),
    period: str | None = None,
    since: str | None = None,
    home: str | None = None,
    template: str | None = None,
    recipe: str | None = None,
    title: str | None = None,
    date: Day = None,
    issue: int | None = None,
    settings: Mapping[str, str] | None = None,
    layout: Layout | None = None,
    tell: Tell = silent,
) -> Briefing:
    """The briefing on cities and themes, all where none is named, of a workspace or of a library in memory.

    `period` and `since` (2023年上半年) leave out the facts of other times; `home` is the city to benchmark; `template`
    a name or title; `recipe` one of briefing.yaml, over which all else wins; `settings` are values of the template's
    parameters. Of a library the built-in templates are at hand.

    Raises UsageError for what does not exist or cannot be meant, BriefingError for problems of data or template.
    `tell` hears the name of each stage as it begins.
    """
    workspace = source if isinstance(source, Workspace) else None
    request = request_of(
        workspace,
        cities=cities,
        themes=themes,
        period=period,
        since=since,
        home=home,
        template=template,
        recipe=recipe,
        title=title,
        date=date,
        issue=issue,
        settings=settings,
        layout=layout,
    )
    tell(READ)
    if isinstance(source, Workspace):
        library = source.library(request.wanted, request.date)
    else:
        library = chosen(source, request.wanted)
    document, used, problems = draft(library, request, tell)
    return Briefing(document, tuple(problems), library, request, used)


def chosen(library: Library, names: tuple[str, ...]) -> Library:
    """The library with the cities named alone, all if none is; UsageError for one that it does not hold."""
    cities = find_cities(names, [record.city for record in library.records.values()])
    records = {city.id: library.records[city.id] for city in cities}
    return replace(library, records=records, everywhere=library.known)
