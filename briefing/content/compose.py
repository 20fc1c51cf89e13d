"""From an analysis and a template to the finished document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil

from briefing.analysis.analyse import Analysis
from briefing.content import titles
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.resolver import name_check
from briefing.content.caveats import with_caveats
from briefing.content.context import BriefingContext
from briefing.content.cross_references import CrossReferences
from briefing.content.figures.chart_specs import Height, Refuse, middling, once
from briefing.content.filled_tags import ShellValues, evaluate, settled
from briefing.content.home_region import HomeRegion
from briefing.content.ledger import Ledger
from briefing.content.one_page.page_room import PageRoom
from briefing.content.proofs.caption_check import CaptionCheck
from briefing.content.proofs.claim_check import ClaimCheck
from briefing.content.second_mentions import city_named, shortened
from briefing.content.source_list import unlisted, with_sources
from briefing.content.tables.annex_tables import annexed
from briefing.content.tables.table_columns import fitted
from briefing.content.tables.theme_tables import undated_below
from briefing.content.vocabulary import context
from briefing.content.workspace_files import Photograph, WorkspaceFiles, no_photograph
from briefing.data.selection import find, find_city
from briefing.data.template_choices import unfit
from briefing.data.template_paths import DESCRIPTION
from briefing.errors import BriefingError, Location, Problem, Severity, UsageError
from briefing.model.document import Block, Document, Meta, Run, RunKind, Table
from briefing.model.facts import Audience
from briefing.model.issue import LastIssue
from briefing.model.library import City, Library
from briefing.model.request import Request
from briefing.model.template import MEMO, Template
from briefing.model.walk import all_runs, map_runs, refs
from briefing.templating.audit import Auditor, of_blanks
from briefing.templating.printable import Function, looked_at
from briefing.templating.shell_tags import ShellTags
from briefing.templating.template_blocks import body_file, settings_of, values_of, write_blocks
from briefing.wording.prose import date

TITLE_LINE = 20  # characters of 22 pt in the type area
NAMED = 3  # facts that a warning names
OFFICE, NAME = "编发单位", "简报名称"
COMPUTED, FEW = "推算", "少"
"""The parameter that says how many computed figures are printed, and what it is for as few as can be."""
EXAMPLE = "市优化营商环境工作领导小组办公室"
"""What the built-in templates have for `OFFICE`, until somebody says which office it is."""


def compose(
    analysis: Analysis,
    template: Template,
    request: Request,
    refuse: Refuse,
    tags: ShellTags | None = None,
    last: LastIssue | None = None,
    photograph: Photograph = no_photograph,
    text: str | None = None,
    height: Height = middling,
) -> tuple[Document, list[Problem]]:
    """Return the document and the warnings of the template's text and the title.

    Figures are those that `refuse` has nothing against. `tags` are those of the template's shell, None where it has
    none but names; `last` is the last issue that went out, None where none did; `photograph` reads pictures of the
    workspace, `height` says what a chart takes of a page. A shell without a place for a body is the whole template: the
    blocks are then what it prints. `text` is composed in place of the template's body, None for that body, and may cite
    sources without listing them. Raises UsageError for a parameter that the template does not have, BriefingError with
    every problem of the template, bare numbers included.
    """
    _refuse_unfit(template, analysis)
    draft = _Draft(analysis, template, request)
    draft.look(refuse, last, height)
    draft.write(tags, photograph, text)
    draft.arrange()
    draft.count()
    draft.cite(own=text is None)
    return draft.document(), draft.problems


class _Draft:
    """A briefing while it is composed: each step changes its `blocks`, and what the tags of its `shell` print."""

    view: BriefingContext
    shell: ShellValues
    blocks: tuple[Block, ...]
    problems: list[Problem]
    printed: set[str]

    def __init__(self, analysis: Analysis, template: Template, request: Request) -> None:
        self.analysis, self.template, self.request = analysis, template, request
        self.settings = settings_of(template, request.settings, request.defaults)
        self.library = analysis.selection.library
        self.ledger = Ledger(self.library, template.numbers.digits, few=self.settings.get(COMPUTED) == FEW)
        self.held = HeldFacts(analysis, self.ledger)
        claims = ClaimCheck(self.held)
        self.captions = CaptionCheck(self.held, claims)
        self.auditor = Auditor.of(self.library, self.ledger.behind, claims, self.captions.cells)
        self.at_home = HomeRegion(self.held.cities.get(self.held.home or ""), self.held.cities.values(), self.ledger)
        self.crosses = CrossReferences(self.library.catalogue, self.ledger)
        self.named = bool(request.cities or template.cities)
        self.title = _title(analysis, template, request.title)
        self.meta = _meta(analysis, self.title, self.settings, request)
        self.colors, self.doubts = _colors(template, self.library)

    def look(self, refuse: Refuse, last: LastIssue | None, height: Height) -> None:
        """Prepare what the template sees of the data, and of the `last` issue, None for none."""
        room = PageRoom(height, max(len(self.title), ceil(len(self.title[0]) / TITLE_LINE)))
        warn, named = self.doubts.append, self.named
        self.view = BriefingContext(self.analysis, self.ledger, refuse, self.colors, warn, last, named=named, room=room)

    def write(self, tags: ShellTags | None, photograph: Photograph, text: str | None) -> None:
        """Have the template print, and the tags of its shell; BriefingError with every error of both."""
        request, issue = self.request, self.request.issue
        number = f"{request.date.year}年{issue.words}" if issue else ""
        files = WorkspaceFiles(request.workspace, number, photograph, self.doubts.append)
        names = context(self.view, self.held, values_of(self.template, self.settings), self.meta, files)
        for name in ("table", "chart"):
            if isinstance(made := names[name], Function):
                names[name] = looked_at(made, self.captions.look)
        auditor, crosses, known = self.auditor, self.crosses, name_check(self.library)
        in_shell = {**names, **files.functions(blocks=False)}
        sources = self.library.sources().values()
        self.shell = evaluate(tags, in_shell, auditor, self.meta, sources, crosses.noting(known, tags))
        check = crosses.noting(known)
        body = partial(write_blocks, self.template, names, auditor, check, files.figure, text, crosses.unfound)
        self.blocks, self.problems = self.shell.beside(self.template, body)

    def arrange(self) -> None:
        """Shorten names and long tables, say what a figure's reader must know, and number what is referred to."""
        blocks: Iterable[Block] = list(map(self.at_home.block, self.blocks))
        self.shell.change(self.at_home.runs)
        if not self.shell.whole:
            blocks = shortened(blocks, _short_names(self.template, self.analysis, self.settings))
        home = next((city.name for city in self.analysis.selection.cities if city.id == self.analysis.home), "")
        blocks = annexed(map(undated_below, once(blocks, self.ledger)), self.view.cities, home)
        blocks = with_caveats(self.crosses.numbered(blocks), self.ledger, self.library)
        self.blocks = tuple(map(_fitted, blocks))
        self.shell.change(self.crosses.as_words)
        if self.crosses.problems:
            raise BriefingError([*self.problems, *self.crosses.problems])
        self.problems += [*self.template.doubts, *_title_problems(self.request.title or "", self.auditor)]
        self.problems += [*dict.fromkeys(self.doubts), *of_blanks(self.blocks, body_file(self.template))]

    def count(self) -> None:
        """Count what is printed, “数据49项”, which is known only once all blocks are there."""
        self.printed = set(refs(self.blocks, self.shell.filled))
        used = self.ledger.rests_on(self.printed)
        told = {run.ref or "" for run in (*all_runs(self.blocks), *self.shell.filled.runs) if run.kind is RunKind.CITE}
        counts = self.ledger.settle({*used, *told})
        self.shell.change(lambda runs: settled(runs, counts))
        self.blocks = tuple(map_runs(block, lambda runs: settled(runs, counts)) for block in self.blocks)
        self.problems += _internal(used, self.ledger)

    def cite(self, *, own: bool) -> None:
        """Mark and list the sources; BriefingError where a template's `own` text cites some and lists none."""
        ranges = own and self.request.layout.notes == "list"
        self.blocks = with_sources(self.blocks, self.shell, self.ledger, self.library.sources(), ranges=ranges)
        if own and (wrong := unlisted(self.blocks, body_file(self.template))):
            raise BriefingError([*self.problems, wrong])

    def document(self) -> Document:
        """Return the finished document, with the findings among what it prints, and what was computed for it."""
        told = map(self.at_home.runs, self.view.highlights)
        highlights = (tuple(run for run in said if run.kind is RunKind.TEXT) for said in told)
        findings = tuple(said for said in highlights if {run.ref for run in said if run.ref} <= self.printed)
        # templates ask for more figures than they print: the rest would stand in facts.csv without a place
        used = tuple(entry for id, entry in self.ledger.derived.items() if id in self.printed)
        return Document(self.meta, self.blocks, used, findings, self.shell.filled)


def _fitted(block: Block) -> Block:
    """Return the block; a table that an author wrote in Markdown has columns as wide as what stands in them."""
    if not isinstance(block, Table) or block.widths or block.sparklines:
        return block
    return replace(block, widths=fitted((block.header, *block.rows)))


def _colors(template: Template, library: Library) -> tuple[dict[str, str], list[Problem]]:
    """Return the template's colours by the full names of cities, and a warning of each name that no city has."""
    colors, problems = {}, []
    for name, colour in template.charts.colors.items():
        city = find("城市", name, library.known)
        if isinstance(city, Problem):
            problems.append(unfit("charts", name, city, template))
        else:
            colors[city.name] = colour
    return colors, problems


def _short_names(template: Template, analysis: Analysis, settings: Mapping[str, str]) -> dict[str, str]:
    """Return what the template calls the home city and the office, by patterns of their names."""
    found, wording, catalogue = {}, template.wording, analysis.selection.library.catalogue
    if wording.home and analysis.home:
        home = next(city for city in analysis.selection.cities if city.id == analysis.home)
        groups = (catalogue.indicators, catalogue.themes, catalogue.topics)
        # what is 我市 of a city is 我区 of a district
        own = wording.home.removesuffix("市") + home.name[-1] if home.name[-1] in "区县旗" else wording.home
        found[city_named(home, (item.name for group in groups for item in group.values()))] = own
    if wording.office and settings.get(OFFICE):
        found[re.escape(settings[OFFICE])] = wording.office
    return found


def _refuse_unfit(template: Template, analysis: Analysis) -> None:
    """Raise UsageError for a template of letters, or one that is about a home city where none was named."""
    if template.kind == MEMO:  # a letter carries briefings that are there already
        message = f"{template.id} 是行文模板（{template.title}），不能用来生成简报。"
        raise UsageError(Problem(message, hint="请用 briefing memo new。"))
    if "home" in template.needs and analysis.benchmark is None:
        example = analysis.selection.cities[0].short
        hint = f"请用 --home 写明以哪个城市为本地，例如 --home {example}。"
        raise UsageError(Problem(f"模板“{template.id}”（{template.title}）要有本地城市。", hint=hint))


def without_its_cities(problems: Sequence[Problem], template: Template, library: Library) -> list[Problem]:
    """Return the problems; in place of all that a city lacks which the template's text is about, one that names these.

    There is none to add where all of these cities were selected.
    """
    found = (find_city(name, library.known) for name in template.cities)
    own = [city for city in found if isinstance(city, City)]
    missing = [city.name for city in own if city.id not in library.records]
    told = [
        item
        for item in problems
        if item.message.startswith("本次没有选") and any(name in item.message for name in missing)
    ]
    if not told:
        return list(problems)
    names = "、".join(city.name for city in own)
    hint = f"请加选{names}，或不写 --city；只要这个版式的，做模板时请写明以哪个模板为底本。"
    said = f"模板的正文写的是{names}的情况，本次没有选{'、'.join(missing)}。"
    one = Problem(said, Location(str(template.folder / DESCRIPTION), key="cities"), hint)
    return [one, *(item for item in problems if item not in told)]


def _internal(ids: Collection[str], ledger: Ledger) -> list[Problem]:
    """Return a warning of what is printed and not meant to leave the office."""
    found = [fact for fact in ledger.facts.values() if fact.id in ids and fact.audience is Audience.INTERNAL]
    if not found:
        return []
    named = "、".join(f"“{fact.id}”" for fact in found[:NAMED]) + ("等" if len(found) > NAMED else "")
    message = f"印出了只供对内的数据 {len(found)} 项：{named}。"
    hint = "要发出去的，请不选这些数据，或核定后把 audience 改为 公开。"
    return [Problem(message, found[0].location, hint, Severity.WARNING)]


def _title_problems(title: str, auditor: Auditor) -> list[Problem]:
    """Return warnings of numbers in a title that someone gave: it can cite no fact, and stands as given."""
    hint = "标题里的数字不能引用数据，请自行核对，或只写年份。"
    return [
        Problem(f"标题：{found.message}", hint=hint, severity=Severity.WARNING)
        for _, found in auditor.bare((Run(title),))
    ]


def _title(analysis: Analysis, template: Template, given: str | None) -> tuple[str, ...]:
    """Return the title `given`, for None that of the selection, in two lines where it is longer than one."""
    where, what = titles.title(analysis, template.ending)
    whole = given or where + what
    return (whole,) if given or len(whole) <= TITLE_LINE else (where, what)


def _meta(analysis: Analysis, title: tuple[str, ...], settings: Mapping[str, str], request: Request) -> Meta:
    issue = request.issue
    return Meta(
        title="".join(title),
        lines=title if len(title) > 1 else (),
        name=settings.get(NAME, ""),
        issue=issue.printed if issue else "",
        number=str(issue.written) if issue else "",
        total=str(issue.total or "") if issue else "",
        office=settings.get(OFFICE, ""),
        date=date(request.date),
        subject=titles.subjects(analysis.selection),
        keywords=(*(city.name for city in analysis.home_first), "营商环境"),
        fields=dict(settings),
    )
