"""版记 stands at the foot of the last page, as GB/T 9704—2012 has it in 7.4."""

from __future__ import annotations

import pytest

from briefing.model.document import Block, Paragraph, Run
from briefing.model.layout import Layout
from tests.render.word.samples import find, part, rendered, text

CC, IMPRINT = Paragraph(text("抄送：市司法局。"), "cc"), Paragraph((Run("某办\t2026年1月5日印发"),), "imprint")


def styles(*blocks: Block) -> list[str]:
    return find(part(rendered(*blocks)), "//w:p[w:pPr/w:framePr]/w:pPr/w:pStyle/@w:val")


def test_what_ends_the_text_is_held_at_the_foot_as_wide_as_the_type_area() -> None:
    root = part(rendered(Paragraph(text("甲")), Paragraph(text("报：市委"), "closing"), CC, IMPRINT))
    framed = find(root, "//w:p[w:pPr/w:framePr/@w:yAlign='bottom'][w:pPr/w:framePr/@w:w='8845']")
    assert ["".join(item.itertext()) for item in framed] == ["报：市委", "抄送：市司法局。", "某办2026年1月5日印发"]
    after = framed[-1].getnext()
    assert after is not None, "a frame stands on the page of the paragraph after it"
    assert "".join(after.itertext()) == ""
    assert not find(after, "w:pPr/w:framePr")


def test_all_its_lines_have_one_style_so_that_rules_stand_between_them() -> None:
    assert styles(CC, IMPRINT) == ["Closing", "Closing"]
    root = part(rendered(CC, IMPRINT), "word/styles.xml")
    sizes = {
        side: find(root, f"//w:style[@w:styleId='Closing']//w:{side}/@w:sz") for side in ("top", "between", "bottom")
    }
    assert sizes == {"top": ["8"], "between": ["6"], "bottom": ["8"]}, "0.35 mm and, between, 0.25 mm (7.4.1)"


def test_the_lone_copies_of_a_letter_have_no_rules() -> None:
    assert styles(CC) == ["CC"]


def test_in_the_middle_of_a_text_it_is_a_paragraph_of_it() -> None:
    assert styles(IMPRINT, Paragraph(text("甲"))) == []


@pytest.mark.parametrize("block", [Paragraph(text("报：市委"), "closing"), CC, IMPRINT])
def test_an_annex_has_none(block: Paragraph) -> None:
    root = part(rendered(Paragraph(text("甲")), block, layout=Layout("attachment")))
    assert not find(root, "//w:framePr")
