"""Writes the shells of letters: `python -m briefing.render.word.make_letters templates`.

函 is laid out as GB/T 9704—2012 has it in 10.1; 签报 and 便函 are not in the standard and follow custom. Lengths are in
twips where nothing else is said.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.model.letter import TEMPLATES
from briefing.render.word.make_shell import footer_part, header_part, made
from briefing.render.word.markup import DECLARED, paragraph, run
from briefing.render.word.shell_parts import FOOTERS, PAGE, text_xml
from briefing.render.word.shell_styles import RED, TEXT_WIDTH, Fonts, Line, Style, border

RULE_WIDTH = 9638
"""170 mm, the width of the red rules of a 函."""

PAPER_WIDTH, LEFT, RIGHT = 11906, 1587, 1474
OUT_LEFT = LEFT - (PAPER_WIDTH - RULE_WIDTH) // 2
OUT_RIGHT = RULE_WIDTH - TEXT_WIDTH - OUT_LEFT
"""How far the red rules stand out of the type area, so that they are in the middle of the paper."""

THICK, THIN = 18, 6
"""Of a double rule, in eighths of a point. The standard gives no measures."""

_GAP = Line(30)

LETTER_STYLES = (
    Style("LetterOffice", "发文机关标志", next="LetterRule", font="title", size=28, colour=RED, tight=0, line=Line(640),
          align="center", left=-OUT_LEFT, right=-OUT_RIGHT),
    Style("LetterRule", "版头双线", size=1, line=_GAP, before=227, left=-OUT_LEFT, right=-OUT_RIGHT,
          rule=border("top", THICK, RED, 0) + border("bottom", THIN, RED, 0)),
    Style("LetterFoot", "版尾双线", size=1, line=_GAP, left=-OUT_LEFT, right=-OUT_RIGHT,
          rule=border("top", THIN, RED, 0) + border("bottom", THICK, RED, 0)),
    Style("LetterNumber", "发文字号", next="Title", before=280, align="right"),
)  # fmt: skip
"""The letterhead of a 函 (10.1)."""

REPORT_STYLES = (
    Style("ReportOffice", "签报单位", next="ReportName", font="title", size=22, colour=RED, tight=0, line=Line(660),
          align="center"),
    Style("ReportName", "签报标志", font="title", size=36, colour=RED, tight=0, line=Line(900), after=120,
          align="center"),
    Style("ReportNumber", "签报编号", align="right", after=60),
    Style("ReportLabel", "签报栏目", font="head", size=14, tight=0, line=Line(480), align="center"),
    Style("ReportText", "签报栏目内容", size=14, tight=0, line=Line(480), align="left"),
)  # fmt: skip
"""The head of a 签报."""


def _part(kind: str, content: str) -> str:
    return f"<w:{kind} {DECLARED}>{content}</w:{kind}>"


def letter() -> bytes:
    """The shell of a 函: letterhead and rules on the first page alone, which has no page number."""
    head = paragraph("LetterOffice", run("{{ office }}")) + paragraph("LetterRule", "")
    texts = (("LetterNumber", "{{ number }}"), ("Title", "{{ title }}"), ("BodyText", "{{p body }}"))
    first = '<w:headerReference w:type="first" r:id="rId8"/><w:footerReference w:type="first" r:id="rId9"/>'
    return made(
        text_xml("".join(paragraph(style, run(text)) for style, text in texts), first + FOOTERS + PAGE_FIRST),
        Fonts(),
        LETTER_STYLES,
        (header_part("header1", _part("hdr", head)), footer_part("footer3", _part("ftr", paragraph("LetterFoot", "")))),
    )


PAGE_FIRST = PAGE.replace("<w:docGrid", "<w:titlePg/><w:docGrid")


def note() -> bytes:
    """The shell of a 便函: no letterhead."""
    texts = (("Title", "{{ title }}"), ("BodyText", "{{p body }}"))
    return made(text_xml("".join(paragraph(style, run(text)) for style, text in texts), FOOTERS + PAGE), Fonts())


def report() -> bytes:
    """The shell of a 签报."""
    return note()


SHELLS = {"函": letter, "签报": report, "便函": note}


def main() -> None:
    """Writes each shell into the folder of its template, below the folder that the command line names."""
    for kind, write in SHELLS.items():
        target = Path(sys.argv[1]) / TEMPLATES[kind] / "shell.docx"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(write())


if __name__ == "__main__":
    main()
