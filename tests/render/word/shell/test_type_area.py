"""Charts, tables and tabs are laid out for what the pages of the body leave: narrow, on their side, in columns."""

from __future__ import annotations

import pytest

from briefing.api.workspace import builtin
from briefing.errors import BriefingError
from briefing.model.document import Heading, Meta, Paragraph, Signature
from briefing.ooxml.length import Mm
from briefing.ooxml.xml import parse
from briefing.render.word.shell.opening import chart_width, open_shell
from briefing.render.word.signature import width as width_of
from docs.make_letters import letter, report

from ..samples import SHELL, figure, find, part, picture, rendered, replaced, text, wide

DOCUMENT = "word/document.xml"
SIZE, MARGINS = 'w:w="11906" w:h="16838"', 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'
PLACE = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{{p body }}</w:t></w:r></w:p>'

LETTER = Meta("题", office="某市", date="2026年11月22日",
              fields=dict.fromkeys(("number", "to", "承办", "联系人", "电话"), ""))  # fmt: skip


def page(width: float, height: float, side: float = 25, *, base: bytes = SHELL) -> bytes:
    """The shell on paper of this size, with margins of 25 mm above and below and `side` mm left and right."""
    length = lambda mm: Mm(mm).twips  # noqa: E731
    paper = f'w:w="{length(width)}" w:h="{length(height)}"'
    white = f'w:top="{length(25)}" w:right="{length(side)}" w:bottom="{length(25)}" w:left="{length(side)}"'
    return replaced(replaced(base, DOCUMENT, SIZE, paper), DOCUMENT, MARGINS, white)


def columns(number: int, gap: float) -> bytes:
    return replaced(SHELL, DOCUMENT, '<w:cols w:space="425"/>', f'<w:cols w:num="{number}" w:space="{Mm(gap).twips}"/>')


@pytest.mark.parametrize(
    ("shell", "width"),
    [
        (SHELL, 156),
        (page(210, 297), 160),
        (page(148, 210, 20), 108),  # A5
        (page(176, 250, 20), 136),  # B5
        (page(215.9, 279.4, 25.4), 165),  # Letter
        (page(297, 210), 247),
        (page(210, 297, 65), 80),
        (replaced(SHELL, DOCUMENT, 'w:gutter="0"', f'w:gutter="{Mm(10).twips}"'), 146),
        (columns(1, 8), 156),
        (columns(2, -4), 80),
    ],
)
def test_a_chart_is_as_wide_as_the_type_area(shell: bytes, width: int) -> None:
    assert chart_width(shell, "版.docx") == width


@pytest.mark.parametrize(
    ("shell", "said"),
    [
        (page(109, 297), "图宽 80 mm，版式文件的版心只有 59 mm 宽，放不下。请加大纸张或减小页边距。"),
        (columns(2, 38), "版式文件的正文每栏只有 59 mm 宽，放不下。请改为一栏，或加大纸张"),
    ],
)
def test_pages_too_narrow_for_a_chart_take_none_in_terms_of_the_shell(shell: bytes, said: str) -> None:
    assert "乙" in "".join(part(rendered(Paragraph(text("乙")), base=shell)).itertext())
    drawn = {"trend": picture(width=open_shell(shell).area.chart_width)}
    with pytest.raises(BriefingError) as caught:
        rendered(figure(), base=shell, pictures=drawn)
    assert said in str(caught.value)


@pytest.mark.parametrize(("shell", "width"), [(page(210, 297, 65.5), 79), (page(110, 297), 60), (columns(2, 8), 74)])
def test_in_a_narrow_column_a_chart_is_smaller(shell: bytes, width: int) -> None:
    drawn = {"trend": picture(width=open_shell(shell).area.chart_width)}
    root = part(rendered(figure(), base=shell, pictures=drawn))
    (across,), (down,) = (find(root, f"//wp:inline/wp:extent/@{name}") for name in ("cx", "cy"))
    assert int(across) == Mm(width)
    assert int(down) == Mm(drawn["trend"].height_mm * width // 80)


def test_the_box_of_a_report_is_as_wide_as_the_type_area() -> None:
    """领导批示, whose columns keep their relation."""
    root = part(rendered(Paragraph(text("乙")), base=page(148, 210, 20, base=report()), meta=LETTER))
    width = Mm(108).twips
    assert find(root, "//w:tblW/@w:w") == [str(width)]
    grid = [int(found) for found in find(root, "//w:gridCol/@w:w")]
    assert width - len(grid) < sum(grid) <= width


def test_the_rule_at_the_foot_of_a_letter_goes_over_all_columns() -> None:
    two = replaced(letter(), DOCUMENT, '<w:cols w:space="425"/>', '<w:cols w:num="2" w:space="425"/>')
    rules = [
        find(part(rendered(base=base, meta=LETTER), "word/header1.xml"), "//w:framePr/@w:w") for base in (letter(), two)
    ]
    assert rules[0] == rules[1]


@pytest.mark.parametrize("office", ["江城市营商环境建设局", "市局"])
def test_in_a_column_a_signature_and_a_date_stand_in_a_line_of_their_own(office: str) -> None:
    two = replaced(letter(), DOCUMENT, '<w:cols w:space="425"/>', f'<w:cols w:num="2" w:space="{Mm(28).twips}"/>')
    root = part(rendered(Signature(office, "2026年11月22日", sealed=True), base=two, meta=LETTER))
    [signed], [dated] = (find(root, f"//w:p[w:pPr/w:pStyle/@w:val='{style}']") for style in ("SignatureSealed", "Date"))
    for paragraph, words in ((signed, office), (dated, "2026年11月22日")):
        assert not find(paragraph, ".//w:br")
        [right] = find(paragraph, "w:pPr/w:ind/@w:right")
        assert int(right) + width_of(words).twips < open_shell(two).area.width.twips


def test_it_is_that_of_the_section_in_which_the_body_stands() -> None:
    """An annex on its side that stands in the shell behind the text is no matter."""
    first = f'<w:pgSz w:w="{Mm(148).twips}" w:h="{Mm(210).twips}"/><w:pgMar {MARGINS}/>'
    ended = PLACE.replace("</w:pPr>", f"<w:sectPr>{first}</w:sectPr></w:pPr>")
    base = replaced(SHELL, DOCUMENT, PLACE, f"{ended}<w:p/>")
    assert open_shell(base).area.chart_width == 94
    root = part(rendered(Heading(1, text("甲")), Paragraph(text("乙")), base=base))
    assert len(find(root, "//w:sectPr")) == 2, "the break of the section stays"
    assert "{{" not in "".join(root.itertext())
    turned = find(part(rendered(wide(), Paragraph(text("乙")), base=base)), "//w:pgSz[@w:orient]/@w:h")
    assert set(turned) == {str(Mm(148).twips)}


@pytest.mark.parametrize("width", [108, 247])
def test_what_stands_at_the_right_margin_of_a_built_in_shell_follows_it(width: int) -> None:
    root = part(rendered(base=page(width + 40, 250, 20)), "word/styles.xml")
    margin = open_shell(page(width + 40, 250, 20)).area.width.twips
    inside = margin - 280  # 印发日期 stands one character of 14 pt before it (7.4.3)
    assert set(find(root, "//w:tab[@w:val='right']/@w:pos")) == {str(margin), str(inside)}


@pytest.mark.parametrize(
    ("shell", "most"), [(SHELL, 8), (page(148, 210, 20), 5), (page(210, 297, 65), 4), (page(297, 210), 30)]
)
def test_a_table_lies_where_its_columns_would_be_narrower_than_19_mm(shell: bytes, most: int) -> None:
    for count in (most, most + 1):
        cells = tuple(text("值") for _ in range(count))
        root = part(rendered(wide(header=cells, rows=(cells,)), base=shell))
        lies = bool(find(root, "//w:pgSz[@w:orient='landscape']"))
        assert lies == (count > most and most < 30)


@pytest.mark.parametrize(("height", "side", "place"), [(297, 25, (15614, 964, 9865)), (260, 20, (13516, 681, 8956))])
def test_the_rule_at_the_foot_of_a_letter_stands_20_mm_above_the_edge_of_the_paper(
    height: int, side: int, place: tuple[int, ...]
) -> None:
    """16 开 is 37 mm lower than A4; it stands as far out of the type area as the rule at the head."""
    letter = (builtin() / "templates" / "letter" / "shell.docx").read_bytes()
    root = parse(open_shell(page(184 if height == 260 else 210, height, side, base=letter)).parts["word/header1.xml"])
    assert tuple(int(find(root, f"//w:framePr/@w:{name}")[0]) for name in "yxw") == place
