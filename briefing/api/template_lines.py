"""A line of a template tried on the data, as in a notebook."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from briefing.analysis.analyse import analyse
from briefing.api.generate import part_of
from briefing.api.parameters import period_of, printable_settings
from briefing.api.workspace import Workspace, template_roots
from briefing.charts import photograph, refuse
from briefing.content.claims import ClaimCheck
from briefing.content.compose import context
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.resolver import name_check
from briefing.content.workspace_files import WorkspaceFiles
from briefing.data.config import Plan
from briefing.data.selection import find_city, select
from briefing.data.template_choices import as_chosen
from briefing.data.template_folders import read_template
from briefing.errors import BriefingError, Problem, UsageError, errors_in
from briefing.model.arguments import checked
from briefing.model.document import Meta
from briefing.model.library import City, Library
from briefing.model.period import Period
from briefing.model.request import Names, names_in
from briefing.model.template import Value
from briefing.model.walk import all_runs
from briefing.templating.audit import Auditor
from briefing.templating.engine import render_in
from briefing.templating.loader import TextLoader
from briefing.templating.markdown import parse
from briefing.templating.sandbox import Sandbox
from briefing.templating.template_blocks import settings_of, values_of
from briefing.wording.prose import date

LINE = "这一行"
"""What messages call the text that is tried."""


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
        settings: Mapping[str, Value] | None = None,
    ) -> None:
        """Open a template, with its parameters and parts, on cities and themes, all if none is named.

        `workspace` None opens the nearest from the current folder upwards, whose briefing.yaml, notes and pictures
        count as in `generate`; `name` None is the template that it names, else bulletin; `home` is the city to
        benchmark. UsageError for what does not exist.
        """
        source = Workspace.open() if workspace is None else workspace
        plan = source.config().plan(None) if isinstance(source, Workspace) else Plan()
        local, chosen = next(iter(names_in(home)), None) or plan.home, names_in(cities) or plan.cities
        name, wanted = name or plan.template or "bulletin", (*([local] if local and chosen else []), *chosen)
        if isinstance(source, Workspace):
            library, template = source.library(wanted), source.template(name)
            self._roots, self._folder = source.roots, source.register
        else:
            self._roots, self._folder = template_roots(), None
            library, template = part_of(source, wanted), read_template(name, self._roots)
        at_home = None if local is None else find_city(local, [record.city for record in library.records.values()])
        if isinstance(at_home, Problem):
            raise UsageError(at_home)
        times = period_of(period) or plan.period, period_of(since) or plan.since
        selection, _ = as_chosen(select(library, names_in(themes) or plan.themes, *times), template)
        typed = {**plan.settings, **printable_settings(settings or {})}
        self._settings = values_of(template, settings_of(template, typed, plan.defaults))
        self._analysis = analyse(selection, at_home.id if at_home else None)
        self._digits = template.numbers.digits
        self.problems: tuple[Problem, ...] = ()

    def render_line(self, text: str) -> str:
        """Return what the text comes to, without marks of sources and headings; tables and charts as their words.

        BriefingError with every error in it, numbers without a source included.
        """
        library = self._analysis.selection.library
        ledger = Ledger(library, self._digits)
        doubts: list[Problem] = []
        view = BriefingContext(self._analysis, ledger, refuse, warn=doubts.append)
        files = WorkspaceFiles(self._folder, "", photograph, doubts.append)
        sandbox = Sandbox(self._roots)
        sandbox.loader = sandbox.roots = TextLoader(self._roots, LINE, text)
        today = Meta(title="", date=date(datetime.date.today()))
        names = context(view, ledger, self._analysis, self._settings, today, files)
        page = render_in(sandbox, LINE, names, name_check(library))
        auditor = Auditor.of(library, ledger.behind, ClaimCheck(self._analysis, ledger))
        blocks, found = parse(page.text, page.slots, auditor, files.figure)
        problems = (*page.problems, *map(page.located, found), *dict.fromkeys(doubts))
        if errors_in(problems):
            raise BriefingError(problems)
        self.problems = problems
        return "\n".join("".join(run.text for run in all_runs([block])) for block in blocks)
