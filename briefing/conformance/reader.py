"""Reading an opened file into what the rules look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from briefing.conformance.objects import picture_elements, pictures, read_table
from briefing.conformance.paragraph import Paragraph, Stretch
from briefing.conformance.reading import Reading
from briefing.conformance.roles import with_roles
from briefing.conformance.sheets import sheets_of
from briefing.conformance.spot import WHOLE, Spot
from briefing.ooxml.cascade import Cascade
from briefing.ooxml.checks import REVISIONS
from briefing.ooxml.numbering import Counter, listings
from briefing.ooxml.package import Package
from briefing.ooxml.properties import title
from briefing.ooxml.walk import FoundParagraph, Walk, fields, is_prompt, run_text, texts
from briefing.ooxml.xml import Element, W, number, on, value

_WORDS = 14
"""How many characters of a paragraph tell which one is meant."""


@dataclass(frozen=True, slots=True)
class _Book:
    """What it takes to read a paragraph."""

    cascade: Cascade
    counter: Counter


def read(package: Package) -> Reading:
    """Return the file in a form that rules can look at. Nothing in it is changed."""
    styles, settings = (_root_or_none(package, short) for short in ("styles", "settings"))
    lists = listings(package.root("numbering"))
    book = _Book(Cascade(styles, package.root("theme"), lists), Counter(lists))
    walk, body = Walk(), package.tree(package.main)[0]
    paragraphs = tuple(with_roles(list(_placed(list(walk.paragraphs(body)), book, _pages(body)))))
    aside = {what: tuple(_aside(package, what, book, name)) for what, name in _ASIDE.items()}
    footers = {name: tuple(_part(package.tree(name), book, "页脚")) for name in package.related("footer")}
    sheets = sheets_of(package, footers)
    normal = book.cascade.run_format(book.cascade.default)
    spots = {paragraph.element: paragraph.spot for paragraph in paragraphs}
    return Reading(
        paragraphs=paragraphs,
        others=tuple(item for part in (*aside.values(), *footers.values()) for item in part),
        sheets=sheets,
        tables=tuple(read_table(table, n, sheets[section]) for n, (table, section) in enumerate(walk.tables, start=1)),
        pictures=tuple(pictures(paragraphs, sheets)),
        alternate=on(settings.find(f"{W}evenAndOddHeaders")),
        mode=_mode(settings),
        title=title(package),
        language=normal.language or value(settings, "themeFontLang", "eastAsia") or "",
        revisions=_spots(body.iter(*REVISIONS), spots),
        comments=_spots(body.iter(f"{W}commentReference"), spots),
        hidden=_spots(_hidden(paragraphs, book.cascade), spots),
        prompts=_spots(filter(is_prompt, body.iter(f"{W}sdt")), spots),
        normal_size=normal.size,
    )


def _root_or_none(package: Package, short: str) -> Element:
    """The root of a part, or an empty element where the file has none."""
    found = package.root(short)
    return package.tree(package.main).makeelement(f"{W}x") if found is None else found


_ASIDE = {"header": "页眉", "footnotes": "脚注", "endnotes": "尾注"}


def _aside(package: Package, short: str, book: _Book, name: str) -> Iterator[Paragraph]:
    for part in package.related(short):
        yield from _part(package.tree(part), book, name)


def _part(root: Element, book: _Book, name: str) -> Iterator[Paragraph]:
    """The paragraphs of a header, a footer or of notes."""
    for met in Walk().paragraphs(root):
        yield _paragraph(met, book, Spot(part=name), flows=False)


def _placed(met: Iterable[FoundParagraph], book: _Book, pages: Mapping[Element, int]) -> Iterator[Paragraph]:
    """The paragraphs of the document, with their places."""
    count = 0
    for item in met:
        flows = item.cell is None and not item.boxed
        count += flows
        cell = item.cell
        spot = Spot(
            paragraph=count if flows else None,
            table=cell.table if cell else None,
            row=cell.row if cell else None,
            column=cell.column if cell else None,
            page=pages.get(item.element),
            part="文本框" if item.boxed else "",
        )
        yield _paragraph(item, book, spot, flows=flows)


def _paragraph(met: FoundParagraph, book: _Book, spot: Spot, *, flows: bool) -> Paragraph:
    element, cascade = met.element, book.cascade
    style, layout = cascade.style_of(element), cascade.paragraph_format(element)
    looks = ((cascade.run_format(style, run), text) for run, text in texts(element))
    stretches = tuple(
        Stretch("".join(text for _, text in group), look)
        for look, group in groupby(looks, key=lambda pair: pair[0])
        if not look.hidden
    )
    text = "".join(stretch.text for stretch in stretches)
    words = " ".join(text.split())
    return Paragraph(
        element=element,
        spot=_with_words(spot, words),
        style=tuple(cascade.names(style)),
        text=text,
        label=book.counter.label(layout.list, layout.level) if layout.list else "",
        layout=layout,
        look=cascade.run_format(style),
        stretches=stretches,
        flows=flows,
        section=met.section,
        pictures=len(picture_elements(element)),
        fields=tuple(fields(element)),
    )


def _with_words(spot: Spot, words: str) -> Spot:
    return replace(spot, words=words if len(words) <= _WORDS else words[:_WORDS] + "…")


def _pages(body: Element) -> dict[Element, int]:
    """The page on which each paragraph began when Word last laid the file out; nothing if it never did."""
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


def _spots(elements: Iterable[Element], known: Mapping[Element, Spot]) -> tuple[Spot, ...]:
    """The spots of the paragraphs that these elements stand in or hold, each once."""
    return tuple(dict.fromkeys(_spot(element, known) for element in elements))


def _spot(element: Element, known: Mapping[Element, Spot]) -> Spot:
    within = next((known[item] for item in (element, *element.iterancestors()) if item in known), None)
    return within or next((known[item] for item in element.iter(f"{W}p") if item in known), WHOLE)


def _hidden(paragraphs: Iterable[Paragraph], cascade: Cascade) -> Iterator[Element]:
    """Runs with hidden text, such as one that was hidden and forgotten."""
    for paragraph in paragraphs:
        style = cascade.style_of(paragraph.element)
        for run, text in texts(paragraph.element):
            if text.strip() and cascade.run_format(style, run).hidden:
                yield run


def _mode(settings: Element) -> int:
    for setting in settings.iter(f"{W}compatSetting"):
        if value(setting, name="name") == "compatibilityMode":
            return number(value(setting))
    return 0
