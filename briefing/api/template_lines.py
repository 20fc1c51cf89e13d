"""A line of a template tried on the data, as in a notebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from briefing.analysis.analyse import Analysis, analyse
from briefing.api.generate import part_of
from briefing.api.parameters import period_of, printable_settings
from briefing.api.workspace import Workspace, template_roots
from briefing.charts import refuse
from briefing.content.claims import ClaimCheck
from briefing.content.compose import context
from briefing.content.context import BriefingContext
from briefing.content.ledger import Ledger
from briefing.content.resolver import name_check
from briefing.data.selection import find_city, select
from briefing.data.template_choices import as_chosen
from briefing.data.template_folders import read_template
from briefing.errors import BriefingError, Problem, UsageError, errors_in
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

LINE = "这一行"
"""What messages call the text that is tried."""


class TemplateLines:
    """Writes lines of a template on one selection of data; `problems` are the warnings of the last one."""

    def __init__(self, analysis: Analysis, settings: Mapping[str, Value], roots: Sequence[Path]) -> None:
        self._analysis, self._settings, self._roots = analysis, settings, tuple(roots)
        self.problems: tuple[Problem, ...] = ()

    def render_line(self, text: str) -> str:
        """Return what the text comes to, without marks of sources and headings; tables and charts as their words.

        BriefingError with every error in it, numbers without a source included.
        """
        library, ledger = self._analysis.selection.library, Ledger(self._analysis.selection.library)
        view = BriefingContext(self._analysis, ledger, refuse)
        sandbox = Sandbox(self._roots)
        sandbox.loader = sandbox.roots = TextLoader(self._roots, LINE, text)
        names = context(view, ledger, self._analysis, self._settings, Meta(title=""))
        page = render_in(sandbox, LINE, names, name_check(library))
        auditor = Auditor.of(library, ledger.behind, ClaimCheck(self._analysis, ledger))
        blocks, found = parse(page.text, page.slots, auditor)
        problems = (*page.problems, *map(page.located, found))
        if errors_in(problems):
            raise BriefingError(problems)
        self.problems = problems
        return "\n".join("".join(run.text for run in all_runs([block])) for block in blocks)


def Template(
    name: str = "bulletin",
    workspace: Workspace | Library | None = None,
    *,
    cities: Names = (),
    themes: Names = (),
    period: str | Period | None = None,
    since: str | Period | None = None,
    home: str | City | None = None,
    settings: Mapping[str, Value] | None = None,
) -> TemplateLines:
    """Return what tries lines in a template, with its parameters and parts, on cities and themes, all if none is named.

    `workspace` None opens the nearest from the current folder upwards; `home` is the city to benchmark. The data are
    read once. UsageError for what does not exist.
    """
    source = Workspace.open() if workspace is None else workspace
    local = next(iter(names_in(home)), None)
    wanted = (*([local] if local and cities else []), *names_in(cities))
    if isinstance(source, Workspace):
        library, roots, template = source.library(wanted), source.roots, source.template(name)
    else:
        library, roots = part_of(source, wanted), template_roots()
        template = read_template(name, roots)
    own = None if local is None else find_city(local, [record.city for record in library.records.values()])
    if isinstance(own, Problem):
        raise UsageError(own)
    chosen = select(library, names_in(themes), period_of(period), period_of(since))
    selection, _ = as_chosen(chosen, template)
    values = values_of(template, settings_of(template, printable_settings(settings or {}), {}))
    return TemplateLines(analyse(selection, own.id if own else None), values, roots)
