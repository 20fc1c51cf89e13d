"""The whole program on one page: analyse, compose, draw, render, pack.

The data are read before, at the front door. Everything is gathered before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.analysis.analyse import Analysis, analyse
from briefing.bundle.contents import FACTS, by_hand, fact_rows, facts_csv, manifest, printed_facts, sources_of
from briefing.bundle.last_issue import last_issue
from briefing.bundle.pack import Bundle, formats_beside, pack, used_before
from briefing.bundle.register import Register, entry_of, register_draft, relative
from briefing.bundle.requests import request_record
from briefing.charts import draw, height, photograph, refuse
from briefing.charts.style import WIDTH
from briefing.content.checklist import Checklist, checklist
from briefing.content.compose import EXAMPLE, OFFICE, compose, without_its_cities
from briefing.content.filled_tags import has_body
from briefing.data.selection import beside_peers, home_city, select
from briefing.data.template_choices import as_chosen, of_own_cities
from briefing.data.template_folders import read_template
from briefing.data.template_paths import SHELL, shell_of
from briefing.errors import BriefingError, Problem, UsageError
from briefing.model.arguments import checked
from briefing.model.document import Assets, Document, Figure, RunKind, Table
from briefing.model.facts import Fact
from briefing.model.formats import formats_of, need_word, picture_forms
from briefing.model.issue import LastIssue
from briefing.model.library import City, Library
from briefing.model.request import Names, Progress, Request, names_in, silent
from briefing.model.template import SIZES, Template
from briefing.model.walk import all_runs
from briefing.render import Material
from briefing.render import write as write_formats
from briefing.render.origins import origins
from briefing.render.word.shell.opening import chart_width, lines_of
from briefing.render.word.shell.tag_reading import tags_of
from briefing.templating.shell_tags import ShellTags
from briefing.templating.template_files import template_files
from briefing.text.file_names import safe_name
from briefing.text.files import fingerprint
from briefing.version import VERSION

STAGES = ("读取资料", "分析比较", "编排文稿", "绘制图表", "排版", "写出文件")
"""What a listener hears, in this order; between `DRAW` and `RENDER` also each chart's title as its turn comes."""
READ, ANALYSE, COMPOSE, DRAW, RENDER, PACK = STAGES


def generate(library: Library, request: Request, progress: Progress = silent) -> Briefing:
    """Return the briefing that `request` asks for of the `library`, composed but not yet drawn.

    Raises UsageError for names that do not exist and for an issue that went out already, BriefingError for problems of
    the template or of the register of issues.
    """
    progress(ANALYSE)
    found = analysed(library, request)
    progress(COMPOSE)
    path = shell_of(found.template)
    shell = path.read_bytes()
    tags = tags_of(shell, str(path), needed=not has_body(found.template))
    document, doubts = found.composed(request, tags)
    analysis, library, last = found.analysis, found.analysis.selection.library, found.last
    problems = (*library.doubts, *found.misnamed, *(last.doubts if last else ()), *doubts, *analysis.contradictions)
    printed = printed_facts(document, library)
    cites = any(run.kind is RunKind.CITE for run in all_runs(document.blocks))
    if "data" in found.template.needs and not (printed or cites):
        message = f"所选城市、主题没有可写进“{found.template.title}”的数据和做法，未生成简报。"
        hint = "请加选城市、主题，或改用综合简报：--template bulletin。"
        raise UsageError(Problem(message, hint=hint))
    to_verify = checklist(analysis, document, printed, by_hand(document), request.date, lines_of(shell, str(path)))
    selected = [fact for record in analysis.selection.records.values() for fact in record.facts]
    return Briefing(document, to_verify, problems, library, request, found.template, shell, found.home, selected)


@dataclass(frozen=True, slots=True)
class Analysed:
    """What a template is composed with: the analysis, the `home` city and the last issue, None for none.

    `misnamed` are warnings of what the template names and the data do not have.
    """

    template: Template
    analysis: Analysis
    home: City | None
    last: LastIssue | None
    misnamed: Sequence[Problem]

    def composed(
        self, request: Request, tags: ShellTags | None = None, text: str | None = None
    ) -> tuple[Document, list[Problem]]:
        """Return the document, of `text` in place of the template's body where there is one, and its warnings."""
        try:
            return compose(self.analysis, self.template, request, refuse, tags, self.last, photograph, text, height)
        except BriefingError as error:
            library = self.analysis.selection.library
            raise type(error)(without_its_cities(error.problems, self.template, library)) from None


def analysed(library: Library, request: Request) -> Analysed:
    """Return what the data say to a request; raises as `generate` does."""
    template = read_template(request.template, request.roots)
    home = home_city(library, request.home)
    if template.cities and not request.cities:
        library = of_own_cities(library, template, home)
    elif home and "home" in template.needs and not request.cities:
        library = beside_peers(library, home)
    selection, misnamed = as_chosen(select(library, request.themes, request.period, request.since), template)
    library = selection.library
    last = last_issue(request, library, [fact for record in selection.records.values() for fact in record.facts])
    if last:
        library = replace(library, former=tuple(last.facts), former_sources=last.sources)
        selection = replace(selection, library=library)
    return Analysed(template, analyse(selection, home.id if home else None), home, last, misnamed)


@dataclass(frozen=True, slots=True, repr=False)
class Briefing:
    """A briefing as text and tables, drawn and laid out when a file of it is wanted; `problems` are warnings.

    `checklist` is what those who made it verify before it goes out. `library`, `request`, `template`, the bytes of its
    `shell` and the `home` city, None for none, are what it was made of, `selected` the facts that it could print; a
    file that somebody saves meanwhile changes nothing. Each method that makes files raises BriefingError where its Word
    file, or the place that it is written to, is not fit for it.
    """

    document: Document
    checklist: Checklist
    problems: tuple[Problem, ...]
    library: Library
    request: Request
    template: Template
    shell: bytes
    home: City | None
    selected: Sequence[Fact]

    def __repr__(self) -> str:
        return f"Briefing({self.title!r}, {len(self.document.blocks)} blocks, {len(self.problems)} problems)"

    @property
    def title(self) -> str:
        """Return the title as printed."""
        return self.document.meta.title

    @property
    def example_office(self) -> str:
        """Return the office that issues it where that is still the built-in example, else "", as in an annex."""
        office, named = self.document.meta.office, OFFICE in {**self.request.defaults, **self.request.settings}
        return office if office == EXAMPLE and not named and self.request.layout.mode == "standalone" else ""

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """Return how many facts, figures, tables and sources it holds."""
        facts, blocks = printed_facts(self.document, self.library), self.document.blocks
        figures, tables = (sum(isinstance(block, kind) for block in blocks) for kind in (Figure, Table))
        return len(facts), figures, tables, len(sources_of(facts, self.document))

    def facts(self) -> list[dict[str, object]]:
        """Return the rows of facts.csv: what the briefing prints, draws or computes with, then what it computes.

        数值 is a Decimal, or for a range the text; `pandas.DataFrame(briefing.facts())` takes them.
        """
        return fact_rows(printed_facts(self.document, self.library), self.document, self.library)

    def docx(self) -> bytes:
        """Return the Word file."""
        return next(iter(self.files("docx").values()))

    def markdown(self) -> str:
        """Return the Markdown text; its pictures are among `files("md")`."""
        return next(iter(self.files("md").values())).decode()

    def html(self) -> str:
        """Return the web page, one file with its pictures in it."""
        return next(iter(self.files("html").values())).decode()

    def pdf(self) -> bytes:
        """Return the PDF, which LibreOffice writes."""
        return next(iter(self.files("pdf").values()))

    @checked
    def files(self, formats: Names) -> dict[str, bytes]:
        """Return the files of these formats, by their paths in the bundle: for md, the text and its pictures."""
        return self._render(formats_of(names_in(formats)), silent)[0]

    @checked
    def save(
        self, out: str | Path = "output", *, formats: Names = (), force: bool = False, progress: Progress = silent
    ) -> Bundle:
        """Write the bundle into the folder `out`: the formats (those asked for if none), charts, 核对清单, facts.csv,
        manifest.

        What a person should know is in the bundle's `remarks`. The same briefing that stands there in other formats
        keeps them, made again with it, unless `force` is given. BriefingError, with nothing written, where another
        briefing or one that a person has edited stands there and `force` is not given.
        """
        folder, entry, register = self._folder, entry_of(self.request), self.request.register
        wanted = formats_of(names_in(formats) or self.request.formats)
        if not force:
            wanted = formats_of((*wanted, *formats_beside(Path(out) / folder, self._record(wanted))))
        files, remarks = self._render(wanted, progress)
        facts = printed_facts(self.document, self.library)
        files |= {**self._checklist_file(wanted), FACTS: facts_csv(facts, self.document, self.library)}
        # what a later program compares, to say that the template has changed since
        made_of = fingerprint({**template_files(self.template), SHELL: self.shell})
        listing = manifest(
            request=self._record(wanted),
            facts=facts,
            document=self.document,
            library=self.library,
            versions={"briefing": VERSION, "data": self.library.fingerprint, "template": made_of},
            selected=self.selected if entry else (),
        )
        progress(PACK)
        # a register knows which numbers went out, whatever drafts of them lie about
        used = [] if register else used_before(Path(out), folder, self.request.issue, self.document.meta.name)
        if entry and register:  # nothing is written that could not be entered
            entry = replace(entry, title=self.title, bundle=relative(Path(out) / folder, register))
            Register.open(register).entered(entry)
        bundle = pack(Path(out), folder, files, listing, force=force)
        if entry and register:
            register_draft(register, entry)
        return replace(bundle, remarks=(*remarks, *bundle.remarks, *used))

    @property
    def _folder(self) -> str:
        """Return the name of its bundle: date, issue if any, title, and the home city if any, all as the briefing has
        them."""
        issue = f"{self.request.issue.words} " if self.request.issue else ""
        local = f"（以{self.home.short}为本地）" if self.home else ""
        return safe_name(f"{self.request.date.isoformat()} {issue}{self.title}{local}")

    def _record(self, formats: tuple[str, ...]) -> dict[str, Any]:
        """Return the request, for these formats, as a manifest keeps it."""
        return request_record(replace(self.request, formats=formats), self.library, self.template, self.home)

    def _render(self, formats: tuple[str, ...], progress: Progress) -> tuple[dict[str, bytes], list[Problem]]:
        """Draw and lay out: the files of the formats by relative path, and what a person should know of them."""
        progress(DRAW)
        pictures = self.draw(picture_forms(formats), self.chart_width(formats), progress)
        progress(RENDER)
        remarks: list[Problem] = []
        material = self.material(pictures, remarks.append)
        files = write_formats(formats, material)
        if self.request.layout.mode == "standalone" and need_word(formats):
            from briefing.render.word.letterhead import without_number  # noqa: PLC0415 - as in `material`

            remarks += without_number(material.letterhead, str(shell_of(self.template)))
        return files, list(dict.fromkeys(remarks))  # a shell that is used twice says the same twice

    def _checklist_file(self, formats: tuple[str, ...]) -> dict[str, bytes]:
        """Return the 核对清单 by its name: Word where a format needs the Word file, else Markdown."""
        from briefing.render.word.make_shell import plain_shell  # noqa: PLC0415 - as in `material`
        from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

        form = "docx" if need_word(formats) else "md"
        document, fonts = self.checklist.document, self.template.fonts
        material = Material(
            document, {}, lambda: render_docx(document, {}, plain_shell(), fonts=fonts), lambda: ((), ())
        )
        return write_formats((form,), material)

    def chart_width(self, formats: tuple[str, ...]) -> int:
        """Return how wide charts are drawn, in mm: as the type area of the shell where a format needs the Word file."""
        return chart_width(self.shell, str(shell_of(self.template))) if need_word(formats) else WIDTH

    def draw(self, forms: tuple[str, ...], width: int, progress: Progress = silent) -> Assets:
        """Return the pictures of the charts in these forms (png, svg), in the template's share of `width` mm."""
        cache, look = self.request.cache and self.request.cache / "charts", self.template.charts
        wide = round(width * SIZES[look.size])
        return draw(self.document, cache, forms, progress, wide, grey=look.black_and_white)

    def material(self, pictures: Assets, warn: Callable[[Problem], None]) -> Material:
        """Return what the formats are written from; `warn` hears of the shell when the Word file is made."""
        from briefing.render.word.letterhead import letterhead  # noqa: PLC0415 - a briefing may be wanted as data alone
        from briefing.render.word.writer import render_docx  # noqa: PLC0415 - as above

        document, shell, layout = self.document, self.shell, self.request.layout
        file, fonts = str(shell_of(self.template)), self.template.fonts
        return Material(
            document,
            pictures,
            lambda: render_docx(document, pictures, shell, layout, fonts=fonts, file=file, warn=warn),
            lambda: letterhead(document, shell, layout, file=file, warn=warn),
            lambda: origins(document, self.library),
        )
