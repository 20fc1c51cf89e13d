"""What stands around the text is read as it looks: by itself, by its style, by what that rests on."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from docx.document import Document as Word
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Pt, RGBColor

from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.xml import child, parse
from briefing.ooxml.zipped import unpack
from briefing.render.material import LetterheadLine, LetterheadRun
from briefing.render.word.letterhead import letterhead, too_wide
from briefing.render.word.letterhead import lines as lines_of
from briefing.render.word.shell.opening import open_shell

from .samples import META, SHELL, document, replaced

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def lines(change: Callable[[Word], object]) -> tuple[LetterheadLine, ...]:
    """The lines of a Word file with those things in it."""
    document, out = Document(), io.BytesIO()
    change(document)
    document.save(out)
    have = unpack(out.getvalue())
    body = child(parse(have["word/document.xml"]), "body")
    return lines_of(list(body)[:-1], StyleSheet(parse(have["word/styles.xml"])))  # the last is the page


def words(change: Callable[[Word], object]) -> list[str]:
    return ["".join(run.text for run in line.runs) for line in lines(change)]


def looks(line: LetterheadLine) -> list[tuple[str, str, float, bool]]:
    return [(run.text, run.colour, run.size, run.bold) for run in line.runs]


def test_a_run_says_more_than_a_style_and_a_style_more_than_its_base() -> None:
    def made(word: Word) -> None:
        base = word.styles.add_style("底", WD_STYLE_TYPE.PARAGRAPH)
        base.font.size, base.font.bold, base.font.color.rgb = Pt(30), True, RGBColor(1, 2, 3)
        base.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        style = word.styles.add_style("报头", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.font.color.rgb = base, RGBColor(0xD9, 0, 0)
        paragraph = word.add_paragraph("甲", "报头")
        run = paragraph.add_run("乙")
        run.font.size, run.font.bold, run.font.color.rgb = Pt(10.5), False, RGBColor(0, 0, 0xA0)

    [line] = lines(made)
    assert (line.style, line.side) == ("报头", "right")
    assert looks(line) == [("甲", "D90000", 30, True), ("乙", "0000A0", 10.5, False)]


def test_a_paragraph_without_a_style_has_the_usual_one() -> None:
    def made(word: Word) -> None:
        word.styles["Normal"].font.size = Pt(16)
        word.add_paragraph("甲").alignment = WD_ALIGN_PARAGRAPH.CENTER

    [line] = lines(made)
    assert (line.style, line.side, line.runs[0].size) == ("Normal", "center", 16)


def test_styles_that_rest_on_each_other_come_to_an_end() -> None:
    def made(word: Word) -> None:
        first, second = (word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH) for name in "甲乙")
        first.base_style, second.base_style = second, first
        word.add_paragraph("丙", "甲")

    assert words(made) == ["丙"]


def test_tabs_and_breaks_are_kept_and_a_row_of_a_table_is_one_line() -> None:
    def made(word: Word) -> None:
        word.add_paragraph("办公室\t日期\n第二行")
        cells = word.add_table(2, 2).rows[0].cells
        cells[0].text, cells[1].text = "左", "右"

    assert words(made) == ["办公室\t日期\n第二行", "左\t右", ""]


def test_the_line_below_a_paragraph_has_its_colour() -> None:
    def made(word: Word) -> None:
        for value, colour in (("single", "D90000"), ("single", "auto"), ("none", "D90000")):
            border = f'<w:pBdr {W}><w:bottom w:val="{value}" w:sz="18" w:color="{colour}"/></w:pBdr>'
            word.add_paragraph(value)._p.get_or_add_pPr().append(parse_xml(border))

    assert [line.rule for line in lines(made)] == ["D90000", "000000", ""]


def test_automatic_colour_is_none_and_nonsense_is_not_passed_on() -> None:
    def made(word: Word) -> None:
        for colour in ("auto", 'red"onload', "12345"):
            run = word.add_paragraph().add_run("甲")
            run._r.get_or_add_rPr().append(parse_xml(f'<w:color {W} w:val="{colour.replace(chr(34), "&quot;")}"/>'))
            run._r.get_or_add_rPr().append(parse_xml(f'<w:sz {W} w:val="big"/>'))

    assert {line.runs for line in lines(made)} == {(LetterheadRun("甲"),)}


def test_text_in_boxes_is_left_out_and_that_in_content_controls_is_not() -> None:
    def made(word: Word) -> None:
        paragraph = word.add_paragraph("甲")
        box = f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        paragraph._p.append(parse_xml(box))
        held = f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        paragraph._p.addnext(parse_xml(held))

    assert words(made) == ["甲", "控件"]


@pytest.mark.parametrize(("name", "broken"), [("营商环境工作简报报", False), ("营商环境工作简报报报", True)])
def test_a_masthead_that_breaks_is_told(name: str, broken: bool) -> None:
    """Of 46 pt, nine characters stand in 156 mm and ten do not; the title may break, a tag is fitted."""
    meta = replace(META, name=name, title="长" * 60)
    assert list(too_wide(letterhead(document(meta=meta), SHELL), open_shell(SHELL).area.width, "shell.docx")) == []
    found = letterhead(document(meta=meta), replaced(SHELL, "word/document.xml", "{{ name }}", name))
    said = [str(problem) for problem in too_wide(found, open_shell(SHELL).area.width, "shell.docx")]
    wanted = f"shell.docx：“{name}”用 46 磅字有 162 mm 宽，版心只有 156 mm，会断成两行。"
    assert [item.startswith(wanted) for item in said] == [True] * broken
