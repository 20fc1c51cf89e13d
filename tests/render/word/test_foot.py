"""版记 stands at the foot of the last page, as GB/T 9704—2012 has it in 7.4."""

from __future__ import annotations

import pytest

from briefing.model.document import Block, Paragraph, Run
from briefing.model.layout import Layout
from tests.render.word.samples import SHELL, find, part, rendered, replaced, text

CC, IMPRINT = Paragraph(text("抄送：市司法局。"), "cc"), Paragraph((Run("某办\t2026年1月5日印发"),), "imprint")


def styles(*blocks: Block, base: bytes = SHELL) -> list[str]:
    return find(part(rendered(*blocks, base=base)), "//w:p[w:pPr/w:framePr]/w:pPr/w:pStyle/@w:val")


def test_what_ends_the_text_is_held_at_the_foot_as_wide_as_the_type_area() -> None:
    root = part(rendered(Paragraph(text("甲")), Paragraph(text("报：市委"), "closing"), CC, IMPRINT))
    framed = find(root, "//w:p[w:pPr/w:framePr/@w:yAlign='bottom'][w:pPr/w:framePr/@w:w='8845']")
    words = ["".join(item.itertext()) for item in framed]
    assert words == ["", "报：市委", "", "抄送：市司法局。", "", "某办2026年1月5日印发", ""]
    after = framed[-1].getnext()
    assert after is not None, "a frame stands on the page of the paragraph after it"
    assert "".join(after.itertext()) == ""
    assert not find(after, "w:pPr/w:framePr")


def test_a_thick_rule_stands_at_either_end_and_a_thin_one_between() -> None:
    assert styles(CC, CC, IMPRINT) == [
        *("FootEdge", "Closing", "FootRule", "Closing", "FootRule", "Imprint", "FootEdge"),
    ]
    root = part(rendered(CC, IMPRINT), "word/styles.xml")
    rules = {id: find(root, f"//w:style[@w:styleId='{id}']//w:spacing/@w:line") for id in ("FootEdge", "FootRule")}
    assert rules == {"FootEdge": ["20"], "FootRule": ["14"]}, "0.35 mm and, between, 0.25 mm (7.4.1)"
    assert not find(root, "//w:style[@w:styleId='Closing']//w:pBdr")


def test_a_shell_whose_lines_draw_rules_themselves_gets_no_others() -> None:
    begin = '<w:name w:val="报尾"/><w:basedOn w:val="CC"/><w:qFormat/><w:pPr><w:keepNext/><w:keepLines/>'
    rules = '<w:pBdr><w:top w:val="single" w:sz="8" w:space="3" w:color="auto"/></w:pBdr>'
    base = replaced(SHELL, "word/styles.xml", begin, begin + rules)
    assert styles(CC, IMPRINT, base=base) == ["Closing", "Closing"]


@pytest.mark.parametrize(("length", "lines"), [(19, 1), (20, 2)])
def test_a_long_office_is_broken_so_that_no_character_stands_alone(length: int, lines: int) -> None:
    office = ("某某省某某市人民政府" * 3)[:length]
    root = part(rendered(Paragraph((Run(office), Run("\t"), Run("2026年12月1日"), Run("印发")), "imprint")))
    texts = find(root, "//w:p[w:pPr/w:pStyle/@w:val='Imprint']//w:t/text()")
    assert "".join(texts) == f"{office}2026年12月1日印发"
    assert len(texts) - 2 == lines
    assert all(len(text) > 1 for text in texts)


def test_the_lone_copies_of_a_letter_have_no_rules() -> None:
    assert styles(CC) == ["CC"]


def test_in_the_middle_of_a_text_it_is_a_paragraph_of_it() -> None:
    assert styles(IMPRINT, Paragraph(text("甲"))) == []


@pytest.mark.parametrize("block", [Paragraph(text("报：市委"), "closing"), CC, IMPRINT])
def test_an_annex_has_none(block: Paragraph) -> None:
    root = part(rendered(Paragraph(text("甲")), block, layout=Layout("attachment")))
    assert not find(root, "//w:framePr")
