"""What the rules still allow, and what is the least that they do not: just within and just beyond each limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from . import damage
from .letters import Letter, bytes_of, ids, letter, starting

ANNUAL = "增速在4%～6%之间，资金为13万元～17万元，全年共159,265件。"


def footer_at(mm: float) -> damage.Damage:
    return damage.page(footer_distance=Mm(mm))


def sides(left: float, right: float) -> damage.Damage:
    """Other margins with as much room for the text."""
    return damage.page(left_margin=Mm(left), right_margin=Mm(right))


def indented(words: str, points: float) -> damage.Damage:
    """The first line of one paragraph pushed in."""

    def spoil(document: Letter) -> None:
        paragraph = starting(document, words)
        paragraph.paragraph_format.first_line_indent = Pt(points)
        paragraph._p.pPr.ind.set(qn("w:firstLineChars"), "0")

    return spoil


def empty(count: int) -> damage.Damage:
    """So many empty paragraphs in a row."""

    def spoil(document: Letter) -> None:
        for _ in range(count):
            starting(document, "增速").insert_paragraph_before("", style="Body Text")

    return spoil


def table_of(mm: float) -> damage.Damage:
    """A table of four columns, so wide in all."""

    def spoil(document: Letter) -> None:
        columns = document.element.body.findall(f".//{qn('w:gridCol')}")
        for column in columns:
            column.set(qn("w:w"), str(round(mm / len(columns) / 25.4 * 1440)))

    return spoil


def far_apart(figures: int) -> damage.Damage:
    """A share and a rise by their difference, after so many other figures of one sentence."""
    return damage.say("各区分别为" + "10%、" * figures + "65%、82%，比上年高17%。")


LIMITS: tuple[tuple[str, damage.Damage, damage.Damage, str], ...] = (
    ("paper 2 mm longer", damage.page(page_height=Mm(299)), damage.page(page_height=Mm(299.2)), "page.size"),
    ("paper 2 mm shorter", damage.page(page_height=Mm(295)), damage.page(page_height=Mm(294.8)), "page.size"),
    ("top 1 mm more", damage.page(top_margin=Mm(38)), damage.page(top_margin=Mm(38.2)), "page.margins"),
    ("top 1 mm less", damage.page(top_margin=Mm(36)), damage.page(top_margin=Mm(35.8)), "page.margins"),
    ("bottom 1 mm more", damage.page(bottom_margin=Mm(36)), damage.page(bottom_margin=Mm(36.2)), "page.margins"),
    ("bottom 1 mm less", damage.page(bottom_margin=Mm(34)), damage.page(bottom_margin=Mm(33.8)), "page.margins"),
    ("text 1 mm to the right", sides(29, 25), sides(29.2, 24.8), "page.margins"),
    ("text 1 mm to the left", sides(27, 27), sides(26.8, 27.2), "page.margins"),
    ("a grid of 28 pt", damage.grid(linePitch="560"), damage.grid(linePitch="559"), "page.grid"),
    ("a grid of 29.5 pt", damage.grid(linePitch="590"), damage.grid(linePitch="591"), "page.grid"),
    ("lines of 28 pt", damage.style("Body Text", line_spacing=Pt(28)),
     damage.style("Body Text", line_spacing=Pt(27.95)), "page.lines"),
    ("lines of 29.5 pt", damage.style("Body Text", line_spacing=Pt(29.5)),
     damage.style("Body Text", line_spacing=Pt(29.55)), "page.lines"),
    ("footer 6.5 mm below the text", footer_at(28.5), footer_at(28.7), "pageno.distance"),
    ("footer 13 mm below the text", footer_at(22), footer_at(21.8), "pageno.distance"),
    ("indent of 1.75 characters", indented("增速", 28), indented("增速", 27.5), "body.indent"),
    ("indent of 2.25 characters", indented("增速", 36), indented("增速", 36.5), "body.indent"),
    ("note on annexes indented by 1.75", indented("附件：", 28), indented("附件：", 27.5), "annex-note.indent"),
    ("note on annexes indented by 2.25", indented("附件：", 36), indented("附件：", 36.5), "annex-note.indent"),
    ("two empty lines", empty(2), empty(3), "file.empty"),
    ("table 4 mm too wide", table_of(159.9), table_of(160.2), "table.width"),
    ("the 51st percentage of a sentence", far_apart(49), far_apart(48), "text.points"),
    ("four digits grouped", damage.write(ANNUAL, "全年共1,592件，另有25900件。"),
     damage.write(ANNUAL, "全年共10,592件，另有25900件。"), "text.thousands"),
)  # fmt: skip


@pytest.mark.parametrize(("within", "beyond", "rule"), [item[1:] for item in LIMITS], ids=[item[0] for item in LIMITS])
def test_a_limit_is_where_the_rule_says(
    tmp_path: Path, within: damage.Damage, beyond: damage.Damage, rule: str
) -> None:
    found = []
    for spoil in (within, beyond):
        document = letter()
        spoil(document)
        found.append(ids(tmp_path, bytes_of(document)))
    assert found == [set(), {rule}]


def typed_heading(words: str) -> Letter:
    """A letter with a line of body text that has the number of a heading."""
    document = letter()
    starting(document, "附件：").insert_paragraph_before(words, style="Body Text")
    return document


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("三、" + "办" * 38, True),
        ("三、" + "办" * 39, False),
        ("三、" + "办" * 21 + "。", True),
        ("三、" + "办" * 22 + "。", False),
    ],
)
def test_a_longer_line_is_a_sentence_and_no_heading(tmp_path: Path, words: str, heading: bool) -> None:
    """A heading has 40 characters at most, with a full stop that should not be there 24."""
    assert ("heading.style" in ids(tmp_path, bytes_of(typed_heading(words)))) is heading


def titled(length: int = 11, points: float = 22, after: int = 0) -> Letter:
    """A text without annex whose title is known by its looks alone, below so many lines of a masthead."""
    document = letter()
    title, mark = starting(document, "关于"), starting(document, "附件1")
    above, annex = title._p.itersiblings(qn("w:p"), preceding=True), mark._p.itersiblings(qn("w:p"))
    for element in [*above, *annex, mark._p]:
        element.getparent().remove(element)
    title.style, title.alignment = document.styles["Normal"], 1
    title.runs[0].text, title.runs[0].font.size = "关" * length, Pt(points)
    for _ in range(after):
        title.insert_paragraph_before("甲", style="Normal")
    return document


@pytest.mark.parametrize(
    ("document", "found"),
    [
        (titled(points=15), True),
        (titled(points=14.5), False),
        (titled(points=30), True),
        (titled(points=30.5), False),
        (titled(length=60), True),
        (titled(length=61), False),
        (titled(after=19), True),
        (titled(after=20), False),
    ],
)
def test_what_may_be_a_title(tmp_path: Path, document: Letter, found: bool) -> None:
    """15 to 30 pt, 60 characters at most, and among the first 20 lines."""
    assert ("title.missing" not in ids(tmp_path, bytes_of(document))) is found
