"""A template composed and laid out in the ways that it may be asked for, as `generate` does, but for the drawing.

One of letters is composed for letters that are made up: as much as there may be in one, and as little.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from briefing.analysis.analyse import analyse
from briefing.charts import photograph, refuse
from briefing.charts.style import WIDTH
from briefing.content.compose import compose
from briefing.content.letter import compose_letter
from briefing.data.selection import select
from briefing.data.template_choices import as_chosen, of_own_cities
from briefing.errors import BriefingError, Problem, Severity, UsageError
from briefing.model.document import Contents, Derived, Document, Picture, Run
from briefing.model.issue import Issue, IssueNumber, IssueState, LastIssue
from briefing.model.letter import KINDS, Letter
from briefing.model.library import Library
from briefing.model.request import Request
from briefing.model.template import CHOICE, FORMS, TEXT, Parameter, Template
from briefing.model.walk import pictures as pictures_of
from briefing.render.markdown import render_markdown
from briefing.render.word.letterhead import letterhead, too_wide
from briefing.render.word.shell.opening import open_shell
from briefing.render.word.writer import render_docx
from briefing.templating.shell_tags import ShellTags
from briefing.templating.template_errors import NotChosen

EXAMPLE = "（示例）"
MOST, EACH = 8, 4
"""Of more than `MOST` cities so many are tried together, as under one theme; and so many of them alone, left out and as
home, or all that the template names."""
DRAWN = Picture(b"\x89PNG\r\n\x1a\nIEND", b"", WIDTH, 1)
"""What stands for each chart: as wide as all are."""
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class NeedsCity(Problem):
    """That a template can be asked for with `city` only."""

    city: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One way to ask, named by `title`: what the library holds of the cities, the themes (all if none), the home.

    `follows`: as an issue after another, from which everything is different in some way.
    """

    title: str
    library: Library
    themes: tuple[str, ...] = ()
    home: str | None = None
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: a template with its shell, the bytes of the Word file `file`, and the workspace's `defaults`.

    `tags` are those of the shell, None where they are names alone. What is composed is laid out, too, if `writes`:
    not in a shell of which faults are known, as the writers would tell them again. `workspace` is where its notes and
    pictures lie.
    """

    template: Template
    shell: bytes
    file: str
    tags: ShellTags | None = None
    defaults: Mapping[str, str] = field(default_factory=dict)
    writes: bool = True
    workspace: Path | None = None

    def asked(self, asked: Asked) -> list[Problem]:
        """Return what `generate` would say of the template where it is asked so."""
        try:
            selection, misnamed = as_chosen(select(asked.library, asked.themes), self.template)
        except UsageError as error:  # nothing is known of a city alone, or under a theme: no briefing is made
            return [] if asked.library.elsewhere or asked.themes else list(error.problems)
        try:
            analysis = analyse(selection, asked.home)
            day = datetime.date(2000, 1, 1)  # not today: the same template gets the same answer every day
            last = _last(asked.library) if asked.follows else None
            request = Request(
                roots=(),
                date=day,
                issue=IssueNumber(2) if last else None,
                settings=self._examples(),
                defaults=self.defaults,
                workspace=self.workspace,
            )
            document, told = compose(analysis, self.template, request, refuse, self.tags, last, photograph)
        except BriefingError as error:
            return list(error.problems)
        return [*misnamed, *told, *(self._laid_out(document) if self.writes else ())]

    def lettered(self, letter: Letter) -> list[Problem]:
        """Return what `memo new` would say of the template for that letter."""
        try:
            letter = replace(letter, settings=self._examples())
            document, told = compose_letter(letter, self.template, self.defaults, tags=self.tags)
        except BriefingError as error:
            return list(error.problems)
        return [*told, *(self._laid_out(document) if self.writes else ())]

    def _laid_out(self, document: Document) -> list[Problem]:
        """Return what the writers say of the document; a table of contents, whose pages take seconds, is left out."""
        # LibreOffice would be started for each way, to find the page numbers
        blocks = tuple(block for block in document.blocks if not isinstance(block, Contents))
        keys = [key for block in blocks for key in pictures_of(block)]
        document, told = replace(document, blocks=blocks), list[Problem]()
        try:
            area = open_shell(self.shell, self.file).area
            drawn = replace(DRAWN, width_mm=min(WIDTH, area.chart_width))
            pictures = dict.fromkeys(keys, drawn)
            fonts = self.template.fonts
            render_docx(document, pictures, self.shell, fonts=fonts, file=self.file, warn=told.append)
            told += too_wide(letterhead(document, self.shell, file=self.file), area.width, self.file)
            render_markdown(document, dict.fromkeys(keys, "charts/01.png"))
        except BriefingError as error:
            told += error.problems
        return told

    def _examples(self) -> dict[str, str]:
        """Return a value for each parameter that must be given."""
        missing = (item for item in self.template.parameters if item.required and not item.default)
        return {item.name: _example(item) for item in missing if item.name not in self.defaults}


def _last(library: Library) -> LastIssue:
    """Return an issue before one of the library that differs from it in all that there may be."""
    issue = Issue(year=2000, number=1, date="2000-01-01", state=IssueState.ISSUED, title=EXAMPLE)
    facts = list(library.facts())
    pairs = [(fact, fact) for fact in facts[:1]]
    made = [(fact.id, Derived("=example", "1", "", "", (fact.id,))) for fact in facts[:1]]
    return LastIssue(issue, (), {}, pairs, pairs, facts[:1], facts[:1], used_in=(EXAMPLE,), computed=made)


def _example(item: Parameter) -> str:
    if item.type in FORMS:
        return FORMS[item.type][2]
    return EXAMPLE if item.type == TEXT else item.options[0] if item.type == CHOICE else "1"


def tried(trial: Trial, ways: Sequence[Asked], tell: Tell = lambda title: None) -> list[Problem]:
    """Return what is wrong in any of the ways, each told once, with the first of the ways in which it shows.

    What stands at one place with the same words or the same advice is one fault, whatever the ways in which it shows.
    """
    found = list(trial.template.doubts)
    told: set[object] = {fault for problem in found for fault in _faults(problem)}
    known = {fact.id for asked in ways for fact in asked.library.facts()}
    for at, asked in enumerate(ways):
        tell(asked.title)
        problems = [item for item in trial.asked(asked) if not isinstance(item, NotChosen) or item.fact in known]
        problems = [_needing(item, asked.library) for item in problems]
        words = f"{asked.title}时：" if at else ""
        for item in problems:
            if told.isdisjoint(_faults(item)):
                found.append(replace(item, message=f"{words}{item.message}"))
            if isinstance(item, NeedsCity):
                told.update(_faults(item))
        told.update(*map(_faults, problems))
    return list(dict.fromkeys(found))


def _needing(problem: Problem, library: Library) -> Problem:
    """Return the problem; of a city that was left out, a warning: a template may be about the cities that it names."""
    for city in library.elsewhere.values():
        if problem.message.startswith(f"本次没有选{city.name}"):
            hint = f"本来就写{city.name}的，在 template.yaml 的 cities 里写上它；否则{problem.hint.removeprefix('请')}"
            return NeedsCity(problem.message, problem.location, hint, Severity.WARNING, city.id)
    return problem


def _faults(problem: Problem) -> set[object]:
    """By what a problem is known again: its place with what is said, and with what is to be done.

    Of a city that the template needs it is told once, wherever it is named.
    """
    if isinstance(problem, NeedsCity):
        return {problem.city}
    return {(problem.location, words) for words in (problem.message, problem.hint) if words}


def lettered(trial: Trial) -> list[Problem]:
    """Return what is wrong with a template of letters, each told once."""
    tried_letters = (problem for letter in LETTERS for problem in trial.lettered(letter))
    return list(dict.fromkeys((*trial.template.doubts, *tried_letters)))


_SAID = (Run("甲市的“"), Run("210", ref="made.up"), Run("”标准是一次办成。"))
LETTERS = (
    Letter(
        kind=KINDS[0],
        to=("甲局", "乙局"),
        sender="某市营商环境办公室",
        subject="报送简报",
        date=datetime.date(2000, 1, 1),
        number="×函〔2000〕1号",
        attachments=tuple("甲乙丙丁"),
        findings=tuple((title, (_SAID, (Run(f"{title}市领先。"),))) for title in "甲乙丙丁"),
    ),
    Letter(kind=KINDS[0], to=("甲局",), sender="某市政府", subject="某事", date=datetime.date(2000, 1, 1)),
)
"""With everything, several of each; with nothing that may be left out."""


def ways(library: Library, template: Template, facts: Iterable[str] = (), *, without: bool = False) -> list[Asked]:
    """Return all cities; a second issue, with each as the home, each alone, each theme alone and, if asked for, all
    `without` each.

    Of many cities only the first way has all, as what is claimed of one may be false of another alone. The others have
    `MOST`: first those whose `facts` the template names, then the fullest and the barest in turn. A template that is
    about a home has one always.
    """
    named = {fact.partition(".")[0] for fact in facts} & {*library.records}
    some, each = library, len(library.records)
    if each > MOST:  # each way takes as long as a briefing
        some = _only(library, sorted(_telling(library), key=lambda id: id not in named)[:MOST])
        each = max(EACH, len(named))
    asked = [Asked("选全部城市", library), Asked("有上一期", some, follows=True), *_ways(some, each, without=without)]
    if template.cities:  # its text is about these, with which it is always asked for
        own = of_own_cities(library, template)
        asked = [Asked("选模板写明的城市", own), *(item for item in asked if {*own.records} <= {*item.library.records})]
    if "home" not in template.needs:
        return asked
    return [
        replace(item, home=item.home or next(iter(item.library.records), None))
        for item in asked
        if len(item.library.records) > 1
    ]


def _telling(library: Library) -> list[str]:
    """Return the ids of the cities, the one with the most kinds of figures and practices, the one with the fewest, and
    so on inwards.
    """
    kinds = {
        id: len({(fact.indicator, fact.period.kind) for fact in record.facts}) + len(record.practices)
        for id, record in library.records.items()
    }
    fullest = sorted(kinds, key=lambda id: -kinds[id])
    in_turn = chain.from_iterable(zip(fullest, reversed(fullest), strict=True))
    return list(dict.fromkeys(in_turn))


def _ways(library: Library, each: int, *, without: bool) -> Iterator[Asked]:
    """Yield the ways but the first two, the first `each` cities by themselves."""
    ids, names = list(library.records), {id: record.city.name for id, record in library.records.items()}
    if several := len(ids) > 1:
        yield from (Asked(f"以{names[id]}为本地", library, home=id) for id in ids[:each])
    for id in ids[:each] if without and len(ids) > 2 else []:
        rest = [other for other in ids if other != id]
        yield Asked(f"不选{names[id]}", _only(library, rest))
        yield Asked(f"不选{names[id]}", _only(library, rest), home=rest[0])
    if several:
        yield from (Asked(f"只选{names[id]}", _only(library, [id])) for id in ids[:each])
    for theme in library.catalogue.themes.values():
        yield Asked(f"只选主题“{theme.name}”", library, (theme.id,))


def _only(library: Library, ids: list[str]) -> Library:
    """Return the library as it is where these cities were asked for."""
    return replace(library, records={id: library.records[id] for id in ids}, everywhere=library.known)
