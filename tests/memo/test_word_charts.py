"""Charts are taken out of a Word file with caption and alternative text, whatever Word or WPS calls its styles."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError
from briefing.memo.mail.word_charts import charts
from briefing.ooxml.properties import title_in
from tests.memo.wordfile import PNG, paragraph, picture, word_file

FIRST, SECOND = PNG + b"first", PNG + b"second"


def test_charts_come_in_order_with_caption_alternative_text_and_size() -> None:
    data = word_file(
        *(picture("i2", "乙的说明", 150, 60), paragraph("图1　乙", "a7")),
        *(paragraph("正文"), picture("i1", "甲的\n说明", 90, 45), paragraph("图2　甲", "a7")),
        media={"i1": FIRST, "i2": SECOND},
    )
    first, second = charts(data, "x.docx")
    assert (first.data, first.kind, first.caption, first.alt) == (SECOND, "png", "图1　乙", "乙的说明")
    assert (first.width_mm, first.height_mm) == (150, 60)
    assert (second.data, second.caption, second.alt) == (FIRST, "图2　甲", "甲的 说明")


def test_a_caption_is_known_by_its_number_where_its_style_was_lost() -> None:
    (found,) = charts(word_file(picture("i1"), paragraph("图 3 甲"), media={"i1": FIRST}), "x.docx")
    assert (found.caption, found.alt) == ("图 3 甲", "图 3 甲")


TAKEN_AWAY = pytest.mark.parametrize("kind", ["del", "moveFrom"])


@TAKEN_AWAY
def test_a_picture_without_a_caption_or_that_was_taken_away_is_no_chart(kind: str) -> None:
    gone = picture("i1").replace("<w:r>", f'<w:{kind} w:id="9"><w:r>').replace("</w:r>", f"</w:r></w:{kind}>")
    data = word_file(picture("i1"), paragraph("公章"), gone, paragraph("图1　甲", "a7"), media={"i1": FIRST})
    assert charts(data, "x.docx") == ()


@TAKEN_AWAY
def test_a_caption_without_what_was_taken_away_in_it_and_without_codes_of_fields(kind: str) -> None:
    caption = (
        "<w:p><w:r><w:t>图</w:t></w:r><w:r><w:instrText> SEQ 图 </w:instrText></w:r><w:r><w:t>1</w:t></w:r>"
        f'<w:{kind} w:id="3"><w:r><w:t>旧</w:t></w:r></w:{kind}><w:r><w:t>　新</w:t></w:r></w:p>'
    )
    (found,) = charts(word_file(picture("i1"), caption, media={"i1": FIRST}), "x.docx")
    assert found.caption == "图1　新"


def test_a_picture_of_a_kind_that_mail_programs_do_not_show_is_told_as_such() -> None:
    (found,) = charts(word_file(picture("i1"), paragraph("图1", "a7"), media={"i1": b"\x01\0\0\0 emf"}), "x.docx")
    assert found.kind == ""


@pytest.mark.parametrize("data", [b"PK word", word_file()[:-40], word_file().replace(b"<w:body>", b"<w:bady>")])
def test_a_damaged_file_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(BriefingError, match=r"x\.docx.*已损坏"):
        charts(data, "x.docx")


def test_a_file_with_a_doctype_is_refused() -> None:
    bomb = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    with pytest.raises(BriefingError, match="DOCTYPE"):
        charts(word_file(picture("i1"), paragraph("图1 &e;", "a7"), media={"i1": FIRST}, before=bomb), "x.docx")


def test_the_title_of_a_file_is_that_of_its_properties() -> None:
    assert title_in(word_file(title="关于某事的函")) == "关于某事的函"
    assert title_in(word_file()) == ""
    assert title_in(b"%PDF") == ""
