"""A finished briefing becomes an annex, whoever has saved it since."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openxml_audit import OpenXmlValidator

from briefing.errors import BriefingError, Problem
from briefing.memo.annex_layout import as_annex, as_separate_annex
from briefing.model.document import Block, Contents, Heading, Paragraph
from briefing.model.layout import Layout
from tests.office import NEEDED, saved_again
from tests.render.word.samples import (
    every_block,
    find,
    part,
    parts,
    rendered,
    rezipped,
    table,
    text,
    wide,
    without_styles,
)

ANNEX = Layout(mode="attachment", number=1)


def made(docx: bytes, mark: str = "附件1") -> bytes:
    result = as_annex(docx, mark, file="简报.docx")
    assert as_annex(docx, mark, file="简报.docx") == result
    return result


def opened(docx: bytes) -> Word:
    return Document(io.BytesIO(docx))


def edited(change: object, docx: bytes | None = None) -> bytes:
    """A briefing as somebody has changed it with python-docx."""
    document = opened(docx or rendered(*every_block()))
    change(document)  # type: ignore[operator]
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def lines(docx: bytes) -> list[str]:
    return [item.text for item in opened(docx).paragraphs]


BRIEFINGS: dict[str, tuple[Block, ...]] = {
    "every block": every_block(),
    "a table at the end": (Paragraph(text("见表。")), table(notes=())),
    "pages on their side": (Paragraph(text("见表。")), wide(), Paragraph(text("完。"))),
    "pages on their side at the end": (Paragraph(text("见表。")), wide()),
    "报尾 after a table": (table(notes=()), Paragraph(text("报：市委。"), role="closing")),
}


@pytest.mark.parametrize("name", BRIEFINGS)
def test_the_annex_is_that_which_the_writer_would_have_written(name: str) -> None:
    """But for numbers that only tell things apart, and for what no reader sees."""

    def words(docx: bytes) -> str:
        xml = parts(docx)["word/document.xml"].decode()
        return re.sub(r'(?:w:id|docPr id|cNvPr id)="\d+"| xml:space="preserve"', "", xml.split("<w:body>")[1])

    blocks = BRIEFINGS[name]
    assert words(made(rendered(*blocks))) == words(rendered(*blocks, layout=ANNEX))


def test_it_keeps_to_the_schema_and_loses_no_part(tmp_path: Path) -> None:
    briefing = rendered(*every_block())
    (tmp_path / "a.docx").write_bytes(made(briefing))
    assert not OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors
    before, after = parts(briefing), parts(made(briefing))
    assert {name: data for name, data in before.items() if name != "word/document.xml"} == {
        name: data for name, data in after.items() if name != "word/document.xml"
    }


def renamed_ids(docx: bytes) -> bytes:
    """The file with ids of styles as WPS gives them: numbers, and letters with numbers."""
    known = find(part(docx, "word/styles.xml"), "//w:style/@w:styleId")
    ids = {str(id): f"a{place}" for place, id in enumerate(known)}

    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            words = have[name].decode()
            have[name] = re.sub(
                r'((?:styleId|w:pStyle w:val|w:rStyle w:val|w:tblStyle w:val|w:basedOn w:val|w:next w:val)=")([^"]+)"',
                lambda found: f'{found[1]}{ids[found[2]]}"',
                words,
            ).encode()
        return have

    return rezipped(docx, change)


def test_styles_are_known_by_name_whatever_their_ids_are() -> None:
    there = lines(made(renamed_ids(rendered(*every_block()))))
    assert there == lines(rendered(*every_block(), layout=ANNEX))


def test_an_annex_only_gets_another_mark() -> None:
    annex = rendered(*every_block(), layout=ANNEX)
    after = made(annex, "附件2")
    was, now = (parts(item)["word/document.xml"].decode() for item in (annex, after))
    assert now.partition("?>")[2].strip() == was.partition("?>")[2].strip().replace(">附件1<", ">附件2<", 1)
    assert made(after, "附件1") == made(annex, "附件1")


def test_a_mark_that_somebody_typed_in_pieces_is_written_over() -> None:
    def change(document: Word) -> None:
        document.paragraphs[0].runs[0].text = "×函〔2026〕5号附"
        document.paragraphs[0].add_run("件1")

    docx = edited(change, rendered(*every_block(), layout=ANNEX))
    assert lines(made(docx, "附件"))[:2] == ["附件", "三地政务服务比较"]


def test_the_style_of_the_mark_is_brought_along_where_it_is_missing() -> None:
    base = without_styles(rendered(*every_block()), "附件标识")
    first = opened(made(base)).paragraphs[0]
    assert (first.text, first.style.name, first.style.font.size.pt) == ("附件1", "附件标识", 16)


def test_what_a_person_has_added_behind_the_title_stays() -> None:
    def change(document: Word) -> None:
        document.add_paragraph("领导批示：请各单位阅。")
        document.paragraphs[5].insert_paragraph_before("送审稿，请提意见")

    there = lines(made(edited(change)))
    assert "领导批示：请各单位阅。" in there
    assert "送审稿，请提意见" in there


def test_an_imprint_of_any_look_at_the_end_goes() -> None:
    def change(document: Word) -> None:
        rows = document.add_table(rows=2, cols=1)
        rows.cell(0, 0).text = "抄送：市委办公室，市人大常委会办公室。"
        rows.cell(1, 0).text = "某市营商环境办　　2026年1月5日印发"
        document.add_paragraph("（共印50份）")
        document.add_paragraph("")

    docx = edited(change)
    assert lines(made(docx)) == lines(rendered(*every_block(), layout=ANNEX))
    assert len(opened(made(docx)).tables) == 1


def test_a_first_page_of_its_own_loses_its_letterhead_and_later_ones_stay() -> None:
    def change(document: Word) -> None:
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].text = "红头"

    section = opened(made(edited(change))).sections[0]
    assert not section.different_first_page_header_footer
    assert section.first_page_header.is_linked_to_previous
    assert not section.footer.is_linked_to_previous


def test_bookmarks_round_the_letterhead_leave_no_end_behind() -> None:
    def change(document: Word) -> None:
        for element, place in (('bookmarkStart w:name="a"', 0), ("bookmarkEnd", 8)):
            mark = parse_xml(f'<w:{element} {nsdecls("w")} w:id="900"/>')
            document.paragraphs[place]._p.append(mark)

    assert not find(part(made(edited(change))), "//*[@w:id='900']")


def test_a_title_that_leaves_no_line_before_it_gets_one() -> None:
    def change(document: Word) -> None:
        document.styles["Title"].paragraph_format.space_before = 0

    assert lines(made(edited(change)))[:3] == ["附件1", "", "三地政务服务比较"]


def test_a_file_of_another_make_gets_the_mark_and_loses_nothing() -> None:
    foreign = Document()
    foreign.add_paragraph("某市营商环境简报", style="Title")
    foreign.add_paragraph("报：市委。")
    target = io.BytesIO()
    foreign.save(target)
    after = made(target.getvalue())
    assert lines(after) == ["附件1", "", "某市营商环境简报", "报：市委。"]
    fonts = opened(after).paragraphs[0].style.element.xpath("w:rPr/w:rFonts/@w:eastAsia")
    assert fonts == ["黑体"]


@pytest.mark.parametrize("data", [b"", b"PK\3\4 no zip", b"\xd0\xcf\x11\xe0 old"])
def test_a_file_that_cannot_be_read_is_named(data: bytes) -> None:
    with pytest.raises(BriefingError) as caught:
        as_annex(data, "附件1", file="坏.docx")
    assert str(caught.value).startswith("坏.docx：文件")


@pytest.mark.slow
@NEEDED
def test_the_contents_of_an_annex_of_its_own_name_the_pages_as_they_are_now() -> None:
    """Without letterhead, what stood at the top of the second page stands on the first."""
    blocks = (
        Contents(1),
        Heading(1, text("甲")),
        *[Paragraph(text("说明材料。" * 24))] * 2,
        Heading(1, text("乙")),
        Paragraph(text("完。")),
    )
    warnings: list[Problem] = []

    def pages(docx: bytes) -> list[str]:
        return re.findall(r"> PAGEREF .*?<w:t>(\d+)<", parts(docx)["word/document.xml"].decode())

    briefing = rendered(*blocks)
    after = as_separate_annex(briefing, "附件1", file="简报.docx", warn=warnings.append)
    assert pages(briefing) == ["1", "2"]
    assert pages(after) == pages(rendered(*blocks, layout=ANNEX)) == ["1", "1"]
    assert not warnings


@pytest.mark.slow
@NEEDED
def test_a_briefing_that_libreoffice_has_saved_becomes_an_annex(tmp_path: Path) -> None:
    there = [line for line in lines(made(saved_again(tmp_path, rendered(*every_block())))) if line.strip()]
    assert there[:2] == ["附件1", "三地政务服务比较"]
    assert "报：市委、市政府。" not in there
