"""Write the shells of letters: `python -m docs.make_letters templates`.

函 is laid out as GB/T 9704—2012 has it in 10.1, 通报 as in 7.2; 签报 and 便函 are not in the standard and
follow custom. Lengths are in twips where nothing else is said.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from briefing.model.letter import TEMPLATES
from briefing.ooxml.length import Pt, Twips
from briefing.ooxml.markup import paragraph, run
from briefing.ooxml.xml import DECLARED
from briefing.render.word.make_shell import header_part, made
from briefing.render.word.shell.builtin_parts import FOOTERS, PAGE, text_xml
from briefing.render.word.shell.builtin_styles import LINE, NONE, RED, TEXT_WIDTH, Fonts, LineSpacing, Style, border
from briefing.render.word.shell.type_area import FOOT_RULE

PAPER_WIDTH, LEFT = 11906, 1587
RULE_WIDTH, RULE_LEFT = 9638, 1134
"""170 mm, the width of the red rules of a 函, which stand in the middle of the paper."""

OUT_LEFT, OUT_RIGHT = Twips(RULE_LEFT - LEFT), Twips(LEFT + TEXT_WIDTH.twips - RULE_LEFT - RULE_WIDTH)
"""How far the rules stand out of the type area on either side, as indents."""

THICK, THIN, GAP = 18, 6, 30
"""Of a double rule: its lines in eighths of a point, and what lies between them. The standard does not say."""

_FOOT = (
    f'<w:framePr w:w="{RULE_WIDTH}" w:h="{GAP}" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
    f'w:x="{RULE_LEFT}" w:y="{FOOT_RULE.twips}"/>'
)
_BETWEEN = LineSpacing(Twips(GAP))

LETTER_STYLES = (
    Style("LetterOffice", "发文机关标志", next="LetterRule", font="title", size=Pt(28), colour=RED, tight=NONE,
          line=LineSpacing(Twips(560)),
          align="center", left=OUT_LEFT, right=OUT_RIGHT),
    Style("LetterRule", "首页上线", size=Pt(1), line=_BETWEEN, before=Twips(159), left=OUT_LEFT, right=OUT_RIGHT,
          rule=border("top", THICK, RED, 0) + border("bottom", THIN, RED, 0)),
    Style("LetterFoot", "首页下线", size=Pt(1), line=_BETWEEN,
          rule=border("top", THIN, RED, 0) + border("bottom", THICK, RED, 0)),
    Style("LetterNumber", "发文字号", next="Title", before=Twips(14), after=2 * LINE, align="right"),
)  # fmt: skip
"""The first page of a 函."""

LETTER_PAGE = PAGE.replace('w:header="851"', 'w:header="1729"').replace("<w:docGrid", "<w:titlePg/><w:docGrid")
"""The first page is another one; its header begins 30 mm below the edge of the paper."""


def letter() -> bytes:
    """Return the shell of a 函: letterhead and rules on the first page alone, which has no page number.

    The rule at its foot is a frame in the header, too: the first page has no footer.
    """
    foot = f'<w:p><w:pPr><w:pStyle w:val="LetterFoot"/>{_FOOT}</w:pPr></w:p>'
    head = foot + paragraph("LetterOffice", run("{{ office }}")) + paragraph("LetterRule", "")
    first = '<w:headerReference w:type="first" r:id="rId8"/>'
    text = _text(("LetterNumber", "{{ number }}"), ("Title", "{{ title }}"), ("BodyText", "{{p body }}"))
    return made(
        text_xml(text, first + FOOTERS + LETTER_PAGE),
        Fonts(),
        LETTER_STYLES,
        [header_part("header1", f"<w:hdr {DECLARED}>{head}</w:hdr>")],
    )


def _text(*paragraphs: tuple[str, str]) -> str:
    return "".join(paragraph(style, run(text)) for style, text in paragraphs)


REPORT_STYLES = (
    Style("ReportOffice", "签报单位", next="ReportName", font="title", size=Pt(22), colour=RED, tight=NONE,
          line=LineSpacing(Twips(600)),
          align="center"),
    Style("ReportName", "签报标志", next="ReportLabel", font="title", size=Pt(36), colour=RED, tight=NONE,
          line=LineSpacing(Twips(900)),
          after=Twips(120), align="center"),
    Style("ReportLabel", "签报栏目", font="head", size=Pt(14), tight=NONE, line=LineSpacing(Twips(480)),
          align="center"),
    Style("ReportText", "签报栏目内容", size=Pt(14), tight=NONE, line=LineSpacing(Twips(480)), align="left"),
)  # fmt: skip
"""The head of a 签报."""

REMARKS_HEIGHT = 2552
"""45 mm for 领导批示."""

COLUMNS = (1100, 2400, 1100, 1400, 880, 1965)
"""Widths of the cells for 承办, 联系人, 电话, each behind its name."""
assert sum(COLUMNS) == TEXT_WIDTH.twips


def report() -> bytes:
    """Return the shell of a 签报: the office's name, a box for what the leaders decide, whom to ask."""
    head = _text(("ReportOffice", "{{ office }}"), ("ReportName", "签　报"))
    text = _text(("Title", "{{ title }}"), ("BodyText", "{{p body }}"))
    return made(text_xml(head + _box() + text, FOOTERS + PAGE), Fonts(), REPORT_STYLES)


def _box() -> str:
    remarks = _row((("ReportLabel", "领导\n批示", 1), ("ReportText", "", 5)), REMARKS_HEIGHT, head=True)
    names = ("承办", "{{ 承办 }}", "联系人", "{{ 联系人 }}", "电话", "{{ 电话 }}")
    asked = _row([("ReportText" if "{" in name else "ReportLabel", name, 1) for name in names], 560)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in COLUMNS)
    properties = (
        f'<w:tblStyle w:val="Grid"/><w:tblW w:w="{TEXT_WIDTH.twips}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{remarks}{asked}</w:tbl>"


def _row(cells: Sequence[tuple[str, str, int]], height: int, *, head: bool = False) -> str:
    """Return a row of cells; each is given as its style, its text and how many columns it spans."""
    written, column = "", 0
    for style, text, span in cells:
        width = sum(COLUMNS[column : column + span])
        over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        written += f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:vAlign w:val="center"/></w:tcPr>'
        written += paragraph(style, run(text)) + "</w:tc>"
        column += span
    properties = f'<w:cantSplit/><w:trHeight w:val="{height}" w:hRule="atLeast"/>' + "<w:tblHeader/>" * head
    return f"<w:tr><w:trPr>{properties}</w:trPr>{written}</w:tr>"


def note() -> bytes:
    """Return the shell of a 便函, which has no letterhead."""
    return made(text_xml(_text(("Title", "{{ title }}"), ("BodyText", "{{p body }}")), FOOTERS + PAGE), Fonts())


CIRCULAR_STYLES = (
    Style("CircularOffice", "发文机关标志", next="CircularNumber", font="title", size=Pt(42), colour=RED, tight=NONE,
          line=LineSpacing(Twips(960)), before=Twips(1985), align="center"),
    Style("CircularNumber", "发文字号", next="Title", before=2 * LINE, align="center",
          rule=border("bottom", 12, RED, 11)),
)  # fmt: skip
"""The head of a document of the usual form: 标志 35 mm below the type area's edge, 发文字号 two lines below it, and the
red rule 4 mm below that (7.2.4, 7.2.5, 7.2.7). The standard does not say how thick the rule is."""


def circular() -> bytes:
    """Return the shell of a 通报."""
    head = _text(("CircularOffice", "{{ office }}文件"), ("CircularNumber", "{{ number }}"))
    return made(
        text_xml(head + _text(("Title", "{{ title }}"), ("BodyText", "{{p body }}")), FOOTERS + PAGE),
        Fonts(),
        CIRCULAR_STYLES,
    )


SHELLS: Mapping[str, Callable[[], bytes]] = {"函": letter, "签报": report, "便函": note, "通报": circular}


def main() -> None:
    """Write each shell into the folder of its template, below the folder that the command line names."""
    for kind, write in SHELLS.items():
        target = Path(sys.argv[1]) / TEMPLATES[kind] / "shell.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(write())


if __name__ == "__main__":
    main()
