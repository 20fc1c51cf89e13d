"""From an analysis and a template to the finished document."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from math import ceil
from typing import TypeVar

from briefing.analysis.analyse import Analysis
from briefing.content import titles
from briefing.content.asked.asked_charts import chart_functions
from briefing.content.asked.asked_tables import table_functions
from briefing.content.asked.held_facts import HeldFacts
from briefing.content.asked.resolver import name_check
from briefing.content.asked.value_functions import value_functions
from briefing.content.caveats import with_caveats
from briefing.content.citations import Citations, cite_blocks, rests_on, told_in_a_line
from briefing.content.context import BriefingContext, specs_of
from briefing.content.cross_references import REF, CrossReferences
from briefing.content.figures.chart_specs import Height, Refuse, middling, once
from briefing.content.filled_tags import ShellValues, evaluate, settled
from briefing.content.foot import foot_functions
from briefing.content.ledger import Ledger
from briefing.content.one_page.page_room import PageRoom
from briefing.content.proofs.caption_check import CaptionCheck
from briefing.content.proofs.claims import ClaimCheck
from briefing.content.second_mentions import city_named, shortened
from briefing.content.standings.rankings import Rankings
from briefing.content.tables.annex_tables import annexed
from briefing.content.tables.table_columns import fitted
from briefing.content.tables.theme_tables import undated_below
from briefing.content.workspace_files import NOBODYS, Photograph, WorkspaceFiles, no_photograph
from briefing.data.selection import find, find_city
from briefing.data.template_choices import unfit
from briefing.data.template_paths import DESCRIPTION
from briefing.errors import BriefingError, Location, Problem, Severity, UsageError, did_you_mean
from briefing.model.document import (
    Block,
    Contents,
    Document,
    Heading,
    Meta,
    Note,
    References,
    Run,
    RunKind,
    Runs,
    Table,
)
from briefing.model.facts import Audience, Fact
from briefing.model.issue import LastIssue
from briefing.model.library import City, Library
from briefing.model.request import Request
from briefing.model.template import MEMO, Template, Value
from briefing.model.walk import all_runs, map_runs, refs
from briefing.templating.audit import Auditor, of_blanks
from briefing.templating.given_words import GivenDate, GivenIssue
from briefing.templating.printable import Function, looked_at
from briefing.templating.shell_tags import ShellTags
from briefing.templating.template_blocks import body_file, named, settings_of, values_of, write_blocks
from briefing.templating.template_errors import Mistake, NotChosen
from briefing.wording.prose import date

TITLE_LINE = 20  # characters of 22 pt in the type area
MISSPELT = 0.8  # how alike two ids are of which one is likely to be meant for the other, from 0 to 1
NAMED = 3  # facts that a warning names
OFFICE, NAME = "编发单位", "简报名称"
COMPUTED, FEW = "推算", "少"
"""The parameter that says how many computed figures are printed, and what it is for as few as can be."""
EXAMPLE = "市优化营商环境工作领导小组办公室"
"""What the built-in templates have for `OFFICE`, until somebody says which office it is."""

ID: Mapping[str, type] = {"id": str}

T = TypeVar("T")


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
    none but names; `last` is the last issue that went out; `photograph` reads pictures of the workspace,
    `height` says what a chart takes of a page. A shell without a place for a body is the whole template: the blocks are
    then what it prints. `text` is composed in place of the template's body, and may cite sources without listing them.
    Raises UsageError for a parameter that the template does not have, BriefingError with every problem of the
    template, bare numbers included.
    """
    _refuse_unfit(template, analysis)
    settings, library = settings_of(template, request.settings, request.defaults), analysis.selection.library
    ledger = Ledger(library, template.numbers.digits, few=settings.get(COMPUTED) == FEW)
    held = HeldFacts(analysis, ledger)
    claims = ClaimCheck(held)
    captions = CaptionCheck(held, claims)
    auditor = Auditor.of(library, ledger.behind, claims, captions.cells)
    colors, doubts = _colors(template, library)
    title = _title(analysis, template, request)
    room = PageRoom(height, max(len(title), ceil(len(title[0]) / TITLE_LINE)))
    named = bool(request.cities or template.cities)
    view = BriefingContext(analysis, ledger, refuse, colors, doubts.append, last, named=named, room=room)
    issue = f"{request.date.year}年{request.issue.words}" if request.issue else ""
    files = WorkspaceFiles(request.workspace, issue, photograph, doubts.append)
    meta = _meta(view, title, settings, request)
    names = context(view, held, values_of(template, settings), meta, files)
    for name in ("table", "chart"):
        if isinstance(made := names[name], Function):
            names[name] = looked_at(made, captions.look)
    in_shell = {**names, **files.functions(blocks=False)}
    crosses, known = CrossReferences(library.catalogue, ledger), name_check(library)
    shell = evaluate(tags, in_shell, auditor, meta, library.sources().values(), crosses.noting(known, tags))
    check = crosses.noting(known)
    write = partial(write_blocks, template, names, auditor, check, files.figure, text, crosses.unfound)
    blocks, problems = shell.beside(template, write)
    if not shell.whole:
        blocks = tuple(shortened(blocks, _short_names(template, analysis, settings)))
    blocks = annexed(
        map(undated_below, once(blocks, ledger)),
        view.cities,
        next((city.name for city in analysis.selection.cities if city.id == analysis.home), ""),
    )
    blocks = tuple(with_caveats(crosses.numbered(blocks), ledger, library))
    shell.change(crosses.as_words)
    if crosses.problems:
        raise BriefingError([*problems, *crosses.problems])
    problems += [*template.doubts, *_title_problems(request.title or "", auditor), *dict.fromkeys(doubts)]
    printed = set(refs(blocks, shell.filled))
    blocks = tuple(map(_fitted, blocks))
    blocks = _counted(blocks, shell, ledger, printed)
    problems += of_blanks(blocks, body_file(template))
    problems += _internal(ledger.rests_on(printed), ledger)
    blocks, unlisted = _with_sources(
        blocks, shell, ledger, library, template, ranges=text is None and request.layout.notes == "list"
    )
    if unlisted and text is None:
        raise BriefingError([*problems, unlisted])
    highlights = (tuple(run for run in said if run.kind is RunKind.TEXT) for said in view.highlights)
    findings = tuple(said for said in highlights if {run.ref for run in said if run.ref} <= printed)
    # templates ask for more figures than they print: the rest would stand in facts.csv without a place
    used = tuple(entry for id, entry in ledger.derived.items() if id in printed)
    return Document(meta, blocks, used, findings, shell.filled), problems


def _fitted(block: Block) -> Block:
    """Return the block; a table that an author wrote in Markdown has columns as wide as what stands in them."""
    if not isinstance(block, Table) or block.widths or block.sparklines:
        return block
    return replace(block, widths=fitted((block.header, *block.rows)))


def _counted(
    blocks: Iterable[Block], shell: ShellValues, ledger: Ledger, printed: Collection[str]
) -> tuple[Block, ...]:
    """Return the blocks with their counts, in the shell, too: “数据49项” is known only once all blocks are there."""
    told = {run.ref or "" for run in (*all_runs(blocks), *shell.filled.runs) if run.kind is RunKind.CITE}
    counts = ledger.settle({*ledger.rests_on(printed), *told})
    shell.change(lambda runs: settled(runs, counts))
    return tuple(map_runs(block, lambda runs: settled(runs, counts)) for block in blocks)


def _with_sources(
    blocks: Iterable[Block], shell: ShellValues, ledger: Ledger, library: Library, template: Template, *, ranges: bool
) -> tuple[tuple[Block, ...], Problem | None]:
    """Return the blocks with marks of their sources and the list of these, or what is wrong where none lists them."""
    inputs = {id: entry.inputs for id, entry in ledger.derived.items()}
    citations = Citations(ledger.facts, inputs, ledger.practices, ledger.marked)
    blocks = tuple(blocks)
    cited = blocks if shell.whole else tuple(cite_blocks(blocks, citations, ranges=ranges))
    for run in shell.filled.runs:  # a shell shows no marks, but what its tags print has sources
        citations.sources_of(run)
    entries = citations.entries(library.sources())
    most = next((block.most for block in cited if isinstance(block, References)), 0)
    if most and len(entries.entries) > most:
        sources = [library.sources()[entry.source] for entry in entries.entries]
        return tuple(_in_a_line(blocks, told_in_a_line(sources))), None
    placed = tuple(entries if isinstance(block, References) else block for block in cited)
    return (placed if entries.entries else _without_list(placed)), _unlisted(template, cited)


def _in_a_line(blocks: Iterable[Block], line: Runs) -> Iterator[Block]:
    """Yield the blocks without marks of sources, with a line in place of the list."""
    for block in blocks:
        if isinstance(block, References):
            yield Note(line)
        else:
            yield map_runs(block, lambda runs: tuple(run for run in runs if run.kind is not RunKind.CITE))


def _without_list(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks without a heading that announces the list of sources, as nothing is in that list."""
    following = (*blocks, None)[1:]
    return tuple(
        block
        for block, after in zip(blocks, following, strict=True)
        if not (isinstance(block, Heading) and isinstance(after, References))
    )


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
    """UsageError for a template of letters, or one that is about a home city where none was named."""
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


def context(
    view: BriefingContext,
    held: HeldFacts,
    settings: Mapping[str, Value],
    meta: Meta,
    files: WorkspaceFiles = NOBODYS,
) -> dict[str, object]:
    """Return everything a template may name."""
    library, ledger = held.library, held.ledger
    sources = library.sources()
    return {
        **named(settings),
        **value_functions(held),
        **table_functions(held),
        **chart_functions(held, specs_of(view)),
        **files.functions(),
        "briefing": view,
        "points": view.points,
        "rankings": Rankings(held.analysis, ledger).function,
        "issue": GivenIssue.of(meta),
        "date": GivenDate.of(meta),
        "references": References(()),
        "contents": Contents(levels=1),
        "fact": Function('fact("数据点编号")', lambda id, /: ledger.fact(_fact(id, library, ledger)), ID),
        "has": Function('has("数据点编号")', lambda id, /: _has(id, ledger), ID),
        "ref": REF,
        "cite": Function('cite("来源编号")', lambda id, /: rests_on(_known("来源", id, sources).id), ID),
        **foot_functions(meta.date),
    }


def _fact(id: str, library: Library, ledger: Ledger) -> Fact:
    """Return the fact; Mistake where it belongs to a city that was not asked for, or there is none."""
    where = library.elsewhere.get(id.partition(".")[0])
    if id in ledger.facts or where is None:
        return _known("数据点", id, ledger.facts)
    hint = f'编号无误的，请加选{where.name}，或把这一句放在 {{% if has("{id}") %}} … {{% endif %}} 里，没有时不写。'
    raise Mistake(NotChosen(f"本次没有选{where.name}，不能引用“{id}”。", hint=hint, fact=id))


def _has(id: str, ledger: Ledger) -> bool:
    """Return whether the fact can be printed; Mistake, as good as False, warns of an id likely to be misspelt."""
    import difflib  # noqa: PLC0415 - only needed where a fact is not there

    if id in ledger.facts:
        return True
    city, _, name = id.partition(".")
    names = [name for own, _, name in (known.partition(".") for known in ledger.facts) if own == city]
    if near := difflib.get_close_matches(name, names, n=1, cutoff=MISSPELT):
        hint = f"您是不是要找“{city}.{near[0]}”？"
        raise Mistake(Problem(f"没有编号为“{id}”的数据点，has(…) 为否。", hint=hint, severity=Severity.WARNING))
    return False


def _known(kind: str, id: str, held: Mapping[str, T]) -> T:
    if id not in held:
        raise Mistake(Problem(f"没有编号为“{id}”的{kind}。", hint=did_you_mean(id, held)))
    return held[id]


def _internal(ids: Collection[str], ledger: Ledger) -> list[Problem]:
    """Return a warning of what is printed and not meant to leave the office."""
    found = [fact for fact in ledger.facts.values() if fact.id in ids and fact.audience is Audience.INTERNAL]
    if not found:
        return []
    named = "、".join(f"“{fact.id}”" for fact in found[:NAMED]) + ("等" if len(found) > NAMED else "")
    message = f"印出了只供对内的数据 {len(found)} 项：{named}。"
    hint = "要发出去的，请不选这些数据，或核定后把 audience 改为 公开。"
    return [Problem(message, found[0].location, hint, Severity.WARNING)]


def _unlisted(template: Template, blocks: Iterable[Block]) -> Problem | None:
    """Return what is wrong where blocks have marks of sources and none lists these."""
    blocks = list(blocks)
    cited = any(run.kind is RunKind.CITE for run in all_runs(blocks))
    if not cited or any(isinstance(block, References) for block in blocks):
        return None
    hint = "请在文末写：# 资料来源 {-}，空一行，再写 {{ references }}。"
    return Problem("正文引用了来源，却没有列出资料来源。", Location(body_file(template)), hint)


def _title_problems(title: str, auditor: Auditor) -> list[Problem]:
    """Return warnings of numbers in a title that someone gave: it can cite no fact, and stands as given."""
    hint = "标题里的数字不能引用数据，请自行核对，或只写年份。"
    return [
        Problem(f"标题：{found.message}", hint=hint, severity=Severity.WARNING)
        for _, found in auditor.bare((Run(title),))
    ]


def _title(analysis: Analysis, template: Template, request: Request) -> tuple[str, ...]:
    """Return the title that somebody gave, else that of the selection, in two lines where it is longer than one."""
    where, what = titles.title(analysis, template.ending)
    whole = request.title or where + what
    return (whole,) if request.title or len(whole) <= TITLE_LINE else (where, what)


def _meta(view: BriefingContext, title: tuple[str, ...], settings: Mapping[str, str], request: Request) -> Meta:
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
        subject=view.subjects,
        keywords=(*view.cities, "营商环境"),
        fields=dict(settings),
    )
