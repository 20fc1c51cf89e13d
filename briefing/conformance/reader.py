"""A Word file opened, and read into what the rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from briefing.conformance.drawings import pictures
from briefing.conformance.page_setup import read_sections
from briefing.conformance.paragraph import OfficialParagraph
from briefing.conformance.roles import with_roles
from briefing.conformance.word_file import Section, WordFile, WordTable
from briefing.ooxml.checks import REVISIONS, classified, programs, templates
from briefing.ooxml.length import Length, Twips
from briefing.ooxml.package import Package, read_docx
from briefing.ooxml.paragraphs import ParagraphReader
from briefing.ooxml.position import WHOLE_FILE, Position
from briefing.ooxml.properties import title
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.walk import is_prompt, outermost, rows, texts
from briefing.ooxml.xml import Element, W, child, number, on, value

_WORDS = 14
"""How many characters of its first row tell which table is meant."""


def open_file(path: Path) -> Package:
    """Return the package in a file. UsageError if there is no such file, BriefingError if it is no sound Word file."""
    data = read_docx(path, "请检查文件名；要检查的是一个 .docx 文件。")
    return Package.open(data, str(path), checks=(classified, programs, templates))


def read(package: Package) -> WordFile:
    """Return what the rules look at. The package is not changed."""
    reader, settings = ParagraphReader(package), package.root("settings")
    body = child(package.tree(package.main), "body")
    paragraphs = tuple(with_roles(list(reader.document())))
    aside = [
        OfficialParagraph.of(item)
        for kind, name in _ASIDE.items()
        for part in package.related(kind)
        for item in reader.part(package.tree(part), name)
    ]
    footers = {
        name: tuple(map(OfficialParagraph.of, reader.part(package.tree(name), "页脚")))
        for name in package.related("footer")
    }
    sections = read_sections(package, footers)
    normal = reader.styles.run_format(reader.styles.default())
    positions = {paragraph.element: paragraph.position for paragraph in paragraphs}
    modes = (
        number(value(item))
        for item in (() if settings is None else settings.iter(f"{W}compatSetting"))
        if value(item, name="name") == "compatibilityMode"
    )
    return WordFile(
        paragraphs=paragraphs,
        others=(*aside, *chain.from_iterable(footers.values())),
        sections=sections,
        tables=tuple(_table(table, n, sections[section]) for n, (table, section) in enumerate(reader.tables, start=1)),
        pictures=tuple(pictures(paragraphs, sections)),
        alternate=settings is not None and on(settings.find(f"{W}evenAndOddHeaders")),
        mode=next(modes, 0),
        title=title(package),
        language=normal.language or value(settings, "themeFontLang", "eastAsia") or "",
        revisions=_positions(body.iter(*REVISIONS), positions),
        comments=_positions(body.iter(f"{W}commentReference"), positions),
        hidden=_positions(_hidden(paragraphs, reader.styles), positions),
        prompts=_positions(filter(is_prompt, body.iter(f"{W}sdt")), positions),
        normal_size=normal.size,
    )


_ASIDE = {"header": "页眉", "footnotes": "脚注", "endnotes": "尾注"}


def _table(table: Element, index: int, section: Section) -> WordTable:
    lines = rows(table)
    words = "".join(text.text or "" for text in lines[0].iter(f"{W}t"))[:_WORDS] if lines else ""
    return WordTable(
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
    # Percent come in fiftieths (5000 is the whole width), or as “100%” since ISO/IEC 29500.
    if kind == "pct":
        return Twips(round(number(stated) / 5000 * room.twips))
    # Programs keep one of three widths up to date and leave the others as they were.
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


def _hidden(paragraphs: Iterable[OfficialParagraph], styles: StyleSheet) -> Iterator[Element]:
    """Yield the runs with hidden text, such as what was hidden and forgotten."""
    for paragraph in paragraphs:
        style = styles.style_of(paragraph.element)
        for run, text in texts(paragraph.element):
            if text.strip() and styles.run_format(style, run).hidden:
                yield run
