"""A line of a template tried on the data, as in a notebook."""

from __future__ import annotations

from collections.abc import Mapping

from briefing.api.generate import read, request_of
from briefing.api.parameters import Day
from briefing.api.workspace import Workspace
from briefing.errors import Problem
from briefing.model.arguments import checked
from briefing.model.document import Block, Figure, RunKind, Runs, Table
from briefing.model.library import City, Library
from briefing.model.period import Period
from briefing.model.request import Names
from briefing.model.template import Value
from briefing.model.walk import all_runs
from briefing.pipeline import analysed
from briefing.templating.template_blocks import settings_of


class Template:
    """A template whose lines are tried on data that are read once; `problems` are the warnings of the last line."""

    @checked
    def __init__(
        self,
        name: str | None = None,
        workspace: Workspace | Library | None = None,
        *,
        cities: Names = (),
        themes: Names = (),
        period: str | Period | None = None,
        since: str | Period | None = None,
        home: str | City | None = None,
        date: Day = None,
        issue: int | str | None = None,
        settings: Mapping[str, Value] | None = None,
    ) -> None:
        """Open a template, with its parameters and parts, on cities and themes, all if none is named.

        `workspace` None opens the nearest from the current folder upwards, whose briefing.yaml, notes and pictures
        count as in `generate`; `name` None is the template that it names, else bulletin; `home`, `date` and `issue` as
        for `generate`. UsageError for what does not exist.
        """
        asked = request_of(
            source := Workspace.open() if workspace is None else workspace,
            cities=cities,
            themes=themes,
            period=period,
            since=since,
            home=home,
            template=name,
            date=date,
            issue=issue,
            settings=settings,
        )
        library, self._request = read(source, asked)
        self._analysed = analysed(library, self._request)
        settings_of(self._analysed.template, self._request.settings, self._request.defaults)
        self.problems: tuple[Problem, ...] = ()

    def render_line(self, text: str) -> str:
        """Return what the text comes to, without marks of sources; a table row by row, a chart as its alternative text.

        BriefingError with every error in it, numbers without a source included.
        """
        document, problems = self._analysed.composed(self._request, text=text)
        self.problems = tuple(problems)
        return "\n".join(map(_told, document.blocks))


def _told(block: Block) -> str:
    if isinstance(block, Figure):
        return block.alt
    if isinstance(block, Table):
        rows = ("｜".join(map(_words, row)) for row in (block.header, *block.rows))
        notes = (note for note in block.notes if all(run.kind is not RunKind.CITE for run in note))  # not its sources
        return "\n".join((_words(block.caption), *rows, *map(_words, notes)))
    return _words(tuple(all_runs([block])))


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs if run.kind is not RunKind.CITE)
