"""Every built-in template, short and long, for one city and for three: read back from the XML, and laid out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import count, product
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pypdf import PageObject

from briefing.charts import draw
from briefing.data.template_folders import read_templates
from briefing.data.template_paths import shell_of
from briefing.errors import Problem
from briefing.model.document import Assets, Document, Figure, Heading, Table
from briefing.model.issue import IssueNumber
from briefing.model.layout import Layout
from briefing.model.numbering import heading_labels
from briefing.model.request import Request
from briefing.model.template import BRIEFING
from briefing.ooxml.xml import Element, W
from briefing.render.word.writer import render_docx
from tests.builders import generate
from tests.office import NEEDED, laid_out

from .samples import find, part, parts, style_names, value

ROOT = Path(__file__).parents[3]
TEMPLATES = [
    template.id
    for template in read_templates([ROOT / "templates"])[0]
    if template.kind == BRIEFING and template.id != "ranking"  # the built-in cities have nothing to rank
]
CITIES = {"one": ("武汉",), "three": ("武汉", "三门峡", "天河")}
THEMES = {"short": ("政务服务",), "long": ()}
LAYOUTS = {
    "alone": Layout(),
    "annex": Layout("attachment", number=2, start_page=4, doc_no="×函〔2026〕5号", notes="footnotes"),
}
CASES = list(product(TEMPLATES, CITIES, THEMES, LAYOUTS))


@dataclass(frozen=True)
class Made:
    """A briefing, what it was made of, and what the writer warned of."""

    document: Document
    docx: bytes
    warnings: tuple[Problem, ...]

    @property
    def body(self) -> Element:
        """The text, read back."""
        return part(self.docx).find(f"{W}body")


@cache
def drafted(template: str, cities: str, themes: str) -> tuple[Document, Assets, bytes]:
    """The document, its pictures and its shell; a benchmark has a city of its own that it measures against others."""
    home = "三门峡" if template == "benchmark" else None
    request = Request(
        roots=(ROOT / "templates",),
        date=datetime.date(2026, 11, 22),
        issue=IssueNumber(12),
        cities=tuple(dict.fromkeys((*([home] if home else []), *CITIES[cities]))),
        themes=THEMES[themes],
        home=home,
        template=template,
    )
    made = generate(request)
    return made.document, draw(made.document, None), shell_of(made.template).read_bytes()


@cache
def made(template: str, cities: str, themes: str, layout: str) -> Made:
    document, pictures, base = drafted(template, cities, themes)
    warnings: list[Problem] = []
    docx = render_docx(document, pictures, base, LAYOUTS[layout], warn=warnings.append)
    return Made(document, docx, tuple(warnings))


@pytest.fixture(params=CASES, ids=["-".join(case) for case in CASES])
def briefing(request: pytest.FixtureRequest) -> Made:
    return made(*request.param)


def test_the_writer_has_nothing_to_warn_of(briefing: Made) -> None:
    assert briefing.warnings == ()


def test_the_file_keeps_to_the_schema(briefing: Made, tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes(briefing.docx)
    assert not OpenXmlValidator().validate(str(target)).errors


def test_every_heading_is_a_real_one_in_order(briefing: Made) -> None:
    names = style_names(briefing.docx)
    written = [
        (int(names[style][-1]), value(item, ".//w:t"))
        for item in briefing.body.iter(f"{W}p")
        if (style := value(item, "w:pPr/w:pStyle/@w:val")) and names[style].startswith("heading ")
    ]
    meant = [(block.level, block.runs[0].text) for block in briefing.document.blocks if isinstance(block, Heading)]
    left_out = [item for item in meant if item not in written]
    assert [item for item in meant if item in written] == written
    assert {text for _, text in left_out} <= {"资料来源"}  # the sources stand at the foot of the page


def test_captions_are_numbered_in_order_and_references_agree(briefing: Made) -> None:
    counts = {"图": count(1), "表": count(1)}
    marked = {}
    for start in find(briefing.body, ".//w:bookmarkStart[starts-with(@w:name, '_Ref')]"):
        words = "".join(find(start.getparent(), ".//w:t/text()"))
        if words[:1] in counts and "SEQ" in value(start.getparent(), ".//w:instrText"):
            label = f"{words[0]}{next(counts[words[0]])}"
            assert words.startswith(label)
            marked[start.get(f"{W}name")] = label
    assert len(marked) == sum(isinstance(block, Figure | Table) for block in briefing.document.blocks)
    for code, result in fields(briefing.body):
        if code.startswith("REF "):
            assert result == marked[code.split()[1]]


def fields(body: Element) -> Iterator[tuple[str, str]]:
    """Each field of the text: its code and its result."""
    for code in body.iter(f"{W}instrText"):
        result, run = "", code.getparent().getnext().getnext()
        while run.find(f"{W}fldChar") is None:
            result += value(run, "w:t")
            run = run.getnext()
        yield code.text.strip(), result


def test_what_is_pointed_to_is_there_once(briefing: Made) -> None:
    names = find(briefing.body, ".//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))
    assert set(find(briefing.body, ".//w:hyperlink/@w:anchor")) <= set(names)
    for path in (".//w:bookmarkStart/@w:id", ".//wp:docPr/@id"):
        ids = find(briefing.body, path)
        assert len(ids) == len(set(ids))


def test_no_table_or_picture_is_wider_than_the_text(briefing: Made) -> None:
    for table in briefing.body.iter(f"{W}tbl"):
        widths = find(table, "w:tblGrid/w:gridCol/@w:w")
        assert sum(map(int, widths)) == 8845
        assert all(find(row, "w:tc/w:tcPr/w:tcW/@w:w") == widths for row in table.iter(f"{W}tr"))
        assert find(table, "w:tr[1]/w:trPr/w:tblHeader")
    assert all(int(width) <= 156 * 36_000 for width in find(briefing.body, ".//wp:extent/@cx"))


def test_every_picture_has_words_and_nothing_has_a_look_of_its_own(briefing: Made) -> None:
    assert all(words.strip() for words in find(briefing.body, ".//wp:docPr/@descr"))
    assert {child.tag for look in briefing.body.iter(f"{W}rPr") for child in look} <= {f"{W}rStyle"}
    own = {f"{W}{name}" for name in ("pStyle", "keepNext", "pageBreakBefore", "numPr", "sectPr")}
    assert {child.tag for look in briefing.body.iter(f"{W}pPr") for child in look} <= own


def test_no_paragraph_is_empty(briefing: Made) -> None:
    empty = [
        item for item in briefing.body.iterchildren(f"{W}p") if not find(item, ".//w:t | .//w:drawing | .//w:sectPr")
    ]
    assert [item for item in empty if item.getprevious().tag != f"{W}tbl"] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_an_annex_has_its_mark_its_title_and_its_page_number_and_no_letterhead(template: str) -> None:
    annex = made(template, "three", "long", "annex")
    names = style_names(annex.docx)
    first, second, *others = annex.body.iterchildren(f"{W}p")
    assert (names[value(first, "w:pPr/w:pStyle/@w:val")], value(first, ".")) == ("附件标识", "×函〔2026〕5号附件2")
    title = "".join(find(second, ".//w:t/text()"))
    assert (names[value(second, "w:pPr/w:pStyle/@w:val")], title) == ("Title", annex.document.meta.title)
    used = {names[value(item, "w:pPr/w:pStyle/@w:val")] for item in others}
    assert not {name for name in used if name.startswith("报")}
    assert find(annex.body, "w:sectPr/w:pgNumType/@w:start") == ["4"]


def test_sources_at_the_foot_are_noted_once_each(briefing: Made) -> None:
    notes = parts(briefing.docx).get("word/footnotes.xml")
    if notes is None:
        assert not find(briefing.body, ".//w:footnoteReference")
        return
    ids = find(briefing.body, ".//w:footnoteReference/@w:id")
    root = part(briefing.docx, "word/footnotes.xml")
    assert ids == find(root, "w:footnote[not(@w:type)]/@w:id")
    texts = [value(note, ".") for note in find(root, "w:footnote[not(@w:type)]")]
    assert len(texts) == len(set(texts))
    numbers = {f"_RefNote{number}": chr(ord("①") + number - 1) for number in range(1, len(ids) + 1)}
    for code, result in fields(briefing.body):
        if code.startswith("NOTEREF "):
            assert result == numbers[code.split()[1]]


@pytest.mark.slow
@NEEDED
def test_libreoffice_lays_them_out_without_empty_pages_or_headings_left_behind(tmp_path: Path) -> None:
    briefings = {"-".join(case): made(*case) for case in CASES}
    readers = laid_out(tmp_path, {name: briefing.docx for name, briefing in briefings.items()})
    for name, briefing in briefings.items():
        headings = {
            bare(label + briefing.document.blocks[index].runs[0].text)  # type: ignore[union-attr] # a paragraph
            for index, label in heading_labels(briefing.document).items()
        }
        pages = [lines_of(page) for page in readers[name].pages]
        whole = "".join(line for lines in pages for line in lines)
        assert [item for item in headings if item not in whole and not item.endswith("资料来源")] == [], name
        for page, lines in zip(readers[name].pages, pages, strict=True):
            text = [line for line in lines if not re.fullmatch(r"—\d+—", line)]
            assert text or len(page.images), name
            assert not text or text[-1] not in headings, name


def lines_of(page: PageObject) -> list[str]:
    """The lines of a page from above; the text of a PDF need not stand in it in that order."""
    pieces: dict[int, list[tuple[float, str]]] = {}

    def visit(words: str, _cm: object, matrix: list[float], *_rest: object) -> None:
        if bare(words):
            pieces.setdefault(-round(matrix[5]), []).append((matrix[4], bare(words)))

    page.extract_text(visitor_text=visit)
    return ["".join(words for _, words in sorted(pieces[height])) for height in sorted(pieces)]


def bare(text: str) -> str:
    return "".join(text.split())
