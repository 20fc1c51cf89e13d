"""A Word file opened, and read into what the rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, groupby
from pathlib import Path

from briefing.conformance.drawings import picture_elements, pictures
from briefing.conformance.page_setup import read_sections
from briefing.conformance.paragraph import Paragraph, Span
from briefing.conformance.position import WHOLE_FILE, Position
from briefing.conformance.roles import with_roles
from briefing.conformance.word_file import Section, Table, WordFile
from briefing.errors import BriefingError, Place, Problem, UsageError
from briefing.ooxml.cascade import Cascade
from briefing.ooxml.checks import REVISIONS, programs, templates
from briefing.ooxml.length import Length, Twips
from briefing.ooxml.numbering import Counter, listings
from briefing.ooxml.package import Package
from briefing.ooxml.properties import title
from briefing.ooxml.walk import FoundParagraph, Walk, fields, is_prompt, outermost, rows, run_text, texts
from briefing.ooxml.xml import Element, W, number, on, value
from briefing.ooxml.zipped import Limits
from briefing.text.files import read_file

LIMITS = Limits()

_WORDS = 14
"""How many characters of a paragraph, or of the first cell of a table, tell which one is meant."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What it takes to read a paragraph: the styles of the file, and how far its lists have counted."""

    cascade: Cascade
    counter: Counter


def open_file(path: Path) -> Package:
    """Return the package in a file. UsageError if there is no such file, BriefingError if it is no sound Word file."""
    if not path.is_file():
        raise UsageError(Problem(f"找不到文件“{path}”。", hint="请检查文件名；要检查的是一个 .docx 文件。"))
    try:
        if path.stat().st_size > LIMITS.bytes:
            raise BriefingError(Problem(f"文件过大（最多 {LIMITS}）。", Place(str(path)), "请压缩其中的图片后另存。"))
        data = read_file(path)
    except OSError as error:
        hint = "请检查文件的权限，或关闭正在使用它的程序。"
        raise BriefingError(Problem(f"打不开文件（{error.strerror}）。", Place(str(path)), hint)) from error
    return Package.open(data, str(path), limits=LIMITS, checks=(programs, templates))


def read(package: Package) -> WordFile:
    """Return what the rules look at. The package is not changed."""
    styles, settings = (_root_or_empty(package, short) for short in ("styles", "settings"))
    lists = listings(package.root("numbering"))
    context = _Context(Cascade(styles, package.root("theme"), lists), Counter(lists))
    walk, body = Walk(), package.tree(package.main)[0]
    paragraphs = tuple(with_roles(list(_document_paragraphs(list(walk.paragraphs(body)), context, _pages(body)))))
    aside = [
        item
        for kind, name in _ASIDE.items()
        for part in package.related(kind)
        for item in _part_paragraphs(package.tree(part), context, name)
    ]
    footers = {name: tuple(_part_paragraphs(package.tree(name), context, "页脚")) for name in package.related("footer")}
    sections = read_sections(package, footers)
    positions = {paragraph.element: paragraph.position for paragraph in paragraphs}
    modes = (
        number(value(item))
        for item in settings.iter(f"{W}compatSetting")
        if value(item, name="name") == "compatibilityMode"
    )
    return WordFile(
        paragraphs=paragraphs,
        others=(*aside, *chain.from_iterable(footers.values())),
        sections=sections,
        tables=tuple(_table(table, n, sections[section]) for n, (table, section) in enumerate(walk.tables, start=1)),
        pictures=tuple(pictures(paragraphs, sections)),
        alternate=on(settings.find(f"{W}evenAndOddHeaders")),
        mode=next(modes, 0),
        title=title(package),
        language=context.cascade.run_format(context.cascade.default).language
        or value(settings, "themeFontLang", "eastAsia")
        or "",
        revisions=_positions(body.iter(*REVISIONS), positions),
        comments=_positions(body.iter(f"{W}commentReference"), positions),
        hidden=_positions(_hidden(paragraphs, context.cascade), positions),
        prompts=_positions(filter(is_prompt, body.iter(f"{W}sdt")), positions),
        normal_size=context.cascade.run_format(context.cascade.default).size,
    )


def _root_or_empty(package: Package, short: str) -> Element:
    """Return the root of a part, or an empty element where the file has none."""
    found = package.root(short)
    return package.tree(package.main).makeelement(f"{W}x") if found is None else found


_ASIDE = {"header": "页眉", "footnotes": "脚注", "endnotes": "尾注"}


def _part_paragraphs(root: Element, context: _Context, name: str) -> Iterator[Paragraph]:
    """Yield the paragraphs of a header, a footer or notes; `name` is what their position says."""
    for met in Walk().paragraphs(root):
        yield _paragraph(met, context, Position(part=name), flows=False)


def _document_paragraphs(
    met: Iterable[FoundParagraph], context: _Context, pages: Mapping[Element, int]
) -> Iterator[Paragraph]:
    """Yield the paragraphs of the document with their positions."""
    count = 0
    for item in met:
        flows = item.cell is None and not item.boxed
        count += flows
        cell = item.cell
        position = Position(
            paragraph=count if flows else None,
            table=cell.table if cell else None,
            row=cell.row if cell else None,
            column=cell.column if cell else None,
            page=pages.get(item.element),
            part="文本框" if item.boxed else "",
        )
        yield _paragraph(item, context, position, flows=flows)


def _paragraph(met: FoundParagraph, context: _Context, position: Position, *, flows: bool) -> Paragraph:
    element, cascade = met.element, context.cascade
    style, layout = cascade.style_of(element), cascade.paragraph_format(element)
    looks = ((cascade.run_format(style, run), text) for run, text in texts(element))
    spans = tuple(
        Span("".join(text for _, text in group), look)
        for look, group in groupby(looks, key=lambda pair: pair[0])
        if not look.hidden
    )
    text = "".join(span.text for span in spans)
    words = " ".join(text.split())
    return Paragraph(
        element=element,
        position=replace(position, words=words if len(words) <= _WORDS else words[:_WORDS] + "…"),
        style=tuple(cascade.names(style)),
        text=text,
        label=context.counter.label(layout.list, layout.level) if layout.list else "",
        layout=layout,
        look=cascade.run_format(style),
        spans=spans,
        flows=flows,
        section=met.section,
        pictures=len(picture_elements(element)),
        fields=tuple(fields(element)),
    )


def _pages(body: Element) -> dict[Element, int]:
    """Return the page on which each paragraph began when Word last laid the file out; empty if it never did."""
    pages, page, met = {}, 1, False
    for element in body.iter(f"{W}p", f"{W}r", f"{W}lastRenderedPageBreak"):
        if element.tag == f"{W}p":
            pages[element] = page
            paragraph, begun = element, False
        elif element.tag == f"{W}r":
            begun = begun or (run_text(element) != "" and next(element.iter(f"{W}lastRenderedPageBreak"), None) is None)
        else:
            page, met = page + 1, True
            if not begun:
                pages[paragraph] = page
    return pages if met else {}


def _table(table: Element, index: int, section: Section) -> Table:
    lines = rows(table)
    words = "".join(text.text or "" for text in lines[0].iter(f"{W}t"))[:_WORDS] if lines else ""
    return Table(
        position=Position(table=index, words=words),
        width=_width(table, lines, section.text_width),
        room=section.text_width,
        rows=len(lines),
        header=not lines or on(lines[0].find(f"{W}trPr/{W}tblHeader")),
        splits=any(not on(line.find(f"{W}trPr/{W}cantSplit")) for line in lines),
    )


def _width(table: Element, lines: Iterable[Element], room: Length) -> Length:
    """Return the widest of what the table, its columns and the cells of a row state."""
    kind, stated = value(table, "tblPr/tblW", "type"), value(table, "tblPr/tblW", "w") or "0"
    if stated.endswith("%"):
        return Twips(round(float(stated[:-1]) / 100 * room.twips))
    if kind == "pct":
        return Twips(round(number(stated) / 5000 * room.twips))
    columns = sum(number(value(column, name="w")) for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
    cells = ([cell for cell in outermost(line, "tc") if value(cell, "tcPr/tcW", "type") == "dxa"] for line in lines)
    widest = max((sum(number(value(cell, "tcPr/tcW", "w")) for cell in row) for row in cells), default=0)
    return Twips(max(columns, widest, number(stated) if kind == "dxa" else 0))


def _positions(elements: Iterable[Element], known: Mapping[Element, Position]) -> tuple[Position, ...]:
    """Return the positions of the paragraphs that these elements stand in, else of the first they hold; each once."""
    found: dict[Position, None] = {}
    for element in elements:
        around = (element, *element.iterancestors(), *element.iter(f"{W}p"))
        found[next((known[item] for item in around if item in known), WHOLE_FILE)] = None
    return tuple(found)


def _hidden(paragraphs: Iterable[Paragraph], cascade: Cascade) -> Iterator[Element]:
    """Yield the runs with hidden text, such as what was hidden and forgotten."""
    for paragraph in paragraphs:
        style = cascade.style_of(paragraph.element)
        for run, text in texts(paragraph.element):
            if text.strip() and cascade.run_format(style, run).hidden:
                yield run
