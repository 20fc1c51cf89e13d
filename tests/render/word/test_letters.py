"""函、签报、便函: what ends them, and the first page of a 函 (GB/T 9704—2012, 7.3.4, 7.3.5 and 10.1)."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from pypdf import PdfReader

from briefing.conformance.rule import Profile
from briefing.model.document import Attachments, Block, Items, Meta, Paragraph, Signature
from briefing.model.letter import KINDS, TEMPLATES
from briefing.ooxml.xml import Element, W
from briefing.render.pdf import to_pdf
from briefing.render.word import signature
from briefing.render.word.shell.opening import open_shell
from docs.make_letters import SHELLS, letter
from tests.conformance.letters import ids
from tests.office import NEEDED

from .samples import SHELL, find, lines, part, parts, rendered, style_names, text, value, without_styles

ROOT = Path(__file__).parents[3]
MM = 1440 / 25.4
OFFICE = "市优化营商环境工作领导小组办公室"
LONGEST = (OFFICE * 2)[:23]
"""As long as a line that leaves two characters on either side."""
META = Meta(
    title="关于报送简报的函",
    office=OFFICE,
    date="2026年1月5日",
    fields={"number": "×函〔2026〕5号", "承办": "营商处", "联系人": "", "电话": ""},
)
BODY = (
    Paragraph(text("市发展和改革委员会："), role="addressee"),
    Paragraph(text("现将简报函送你单位，请参阅。")),
    Paragraph(text("特此函达。")),
)

CHARACTER = signature.CHARACTER.twips


def width(text: str) -> int:
    """The width of a text in twips, as files give it."""
    return signature.width(text).twips


def letter_of(*blocks: Block, kind: str = "函", meta: Meta = META) -> bytes:
    return rendered(*BODY, *blocks, meta=meta, base=SHELLS[kind]())


def paragraphs(docx: bytes, style: str) -> list[Element]:
    """The paragraphs of the text in the style of that name."""
    names = style_names(docx)
    return [
        item
        for item in part(docx).find(f"{W}body").iter(f"{W}p")
        if names[item.find(f"{W}pPr/{W}pStyle").get(f"{W}val")] == style
    ]


def indents(docx: bytes, style: str) -> dict[str, int]:
    """The indents of a style, in twips."""
    names = {name: id for id, name in style_names(docx).items()}
    [found] = find(part(docx, "word/styles.xml"), f"//w:style[@w:styleId='{names[style]}']/w:pPr/w:ind")
    return {key.rpartition("}")[2]: int(number) for key, number in found.items()}


def free(docx: bytes, style: str) -> int:
    """What stands free at the right of the paragraph of that style."""
    [item] = paragraphs(docx, style)
    return int(value(item, "w:pPr/w:ind/@w:right"))


@pytest.mark.parametrize("kind", KINDS)
def test_the_files_in_the_repository_are_what_the_script_writes(kind: str) -> None:
    assert (ROOT / "templates" / TEMPLATES[kind] / "shell.docx").read_bytes() == SHELLS[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_keeps_to_the_schema_and_to_every_rule(tmp_path: Path, kind: str) -> None:
    docx = letter_of(Attachments(("一份简报", "另一份简报")), Signature(OFFICE, "2026年1月5日"), kind=kind)
    (tmp_path / "a.docx").write_bytes(docx)
    assert not OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors
    assert ids(tmp_path, docx, Profile.LETTER if kind == "函" else Profile.OFFICIAL) == set()


def test_one_attachment_bears_no_number() -> None:
    docx = letter_of(Attachments(("一份简报",)))
    assert [words for _, words in lines(docx)][-1] == "附件：一份简报"
    assert indents(docx, "附件说明（一件）") == {"left": 5 * 309, "hanging": 3 * 309}


@pytest.mark.parametrize(
    ("count", "styles"), [(3, ("附件说明", "附件说明续行")), (12, ("附件说明（十件以上）", "附件说明续行（十件以上）"))]
)
def test_several_attachments_stand_one_below_the_other(count: int, styles: tuple[str, str]) -> None:
    """The first has 附件：, and all names begin at one place, where wrapped lines begin, too."""
    docx = letter_of(Attachments(tuple(f"第{'甲' * number}份" for number in range(1, count + 1))))
    written = lines(docx)[-count:]
    assert [words for _, words in written][:2] == ["附件：1.第甲份", "2.第甲甲份"]
    assert [style for style, _ in written] == [styles[0], *[styles[1]] * (count - 1)]
    first, others = (indents(docx, style) for style in styles)
    assert first["left"] == others["left"]
    assert first["left"] - first["hanging"] == 2 * CHARACTER
    assert others["left"] - others["hanging"] == 5 * CHARACTER
    assert all(find(item, "w:r/w:tab") for style in styles for item in paragraphs(docx, style))


def test_the_room_for_a_number_holds_it_in_any_font() -> None:
    """A tab behind a number that is wider than its room would jump to the next stop."""
    docx = letter_of(Attachments(tuple("甲" * 10)))
    for style, number in (("附件说明续行", "9."), ("附件说明续行（十件以上）", "10.")):
        assert indents(docx, style)["hanging"] >= len(number) * CHARACTER // 2


def test_an_empty_line_stands_before_the_attachments_and_before_the_office() -> None:
    root = part(SHELL, "word/styles.xml")
    for name in ("附件说明", "署名"):
        [style] = [item for item in root.iter(f"{W}style") if value(item, "w:name/@w:val") == name]
        assert value(style, "w:pPr/w:spacing/@w:before") == "579"


def test_without_a_seal_the_date_begins_two_characters_after_the_office() -> None:
    docx = letter_of(Signature(OFFICE, "2026年1月5日"))
    assert free(docx, "署名") == 2 * CHARACTER
    first = free(docx, "署名") + width(OFFICE)
    assert first - (free(docx, "成文日期") + width("2026年1月5日")) == 2 * CHARACTER


def test_without_a_seal_a_date_longer_than_the_office_moves_the_office_to_the_left() -> None:
    docx = letter_of(Signature("市政府", "2026年11月22日"))
    assert free(docx, "成文日期") == 2 * CHARACTER
    first = free(docx, "署名") + width("市政府")
    assert first - (free(docx, "成文日期") + width("2026年11月22日")) == 2 * CHARACTER


def test_with_a_seal_the_office_is_centred_over_the_date() -> None:
    docx = letter_of(Signature("某某市人民政府", "2026年1月5日", sealed=True))
    assert free(docx, "成文日期") == 4 * CHARACTER
    office, date = (free(docx, style) + width(words) // 2 for style, words in
                    (("署名（盖章）", "某某市人民政府"), ("成文日期", "2026年1月5日")))  # fmt: skip
    assert abs(office - date) <= 1


def test_a_long_office_over_a_seal_stays_in_the_type_area() -> None:
    docx = letter_of(Signature(LONGEST, "2026年1月5日", sealed=True))
    assert free(docx, "署名（盖章）") == 0
    assert abs(2 * free(docx, "成文日期") - (width(LONGEST) - width("2026年1月5日"))) <= 1
    assert not find(part(docx), "//w:br")


def test_an_office_too_long_for_a_line_is_signed_in_two_and_the_longer_is_what_the_date_is_set_by() -> None:
    first, second = "市优化营商环境工作领导小组", "办公室及推进政府职能转变专班"
    docx = letter_of(Signature(first + second, "2026年1月5日"))
    [office] = find(part(docx), "//w:p[w:r/w:br]")
    assert [text.text for text in office.iter(f"{W}t")] == [first, second]
    begins = free(docx, "署名") + max(width(first), width(second))
    assert begins - (free(docx, "成文日期") + width("2026年1月5日")) == 2 * CHARACTER


def test_figures_are_half_as_wide_and_stand_off_from_chinese_characters() -> None:
    assert width("年") == CHARACTER
    assert width("26") == CHARACTER
    assert width("6年") == pytest.approx(1.75 * CHARACTER, abs=1)
    assert width("“一”") == 3 * CHARACTER


def test_the_ending_stays_with_the_last_line_of_the_text() -> None:
    """The date never stands on a page by itself: everything from the last sentence to it is kept together."""
    docx = letter_of(Attachments(("甲", "乙")), Signature(OFFICE, "2026年1月5日"))
    kept = {
        name for id, name in style_names(docx).items()
        if find(part(docx, "word/styles.xml"), f"//w:style[@w:styleId='{id}']/w:pPr/w:keepNext")
    }  # fmt: skip
    *_, last, first, second, office, date = [
        (style, bool(find(item, "w:pPr/w:keepNext")))
        for (style, _), item in zip(lines(docx), part(docx).iter(f"{W}p"), strict=True)
    ]
    assert last == ("Body Text", True)
    assert all(own or style in kept for style, own in (first, second, office))
    assert date[0] == "成文日期"


def test_items_before_the_signature_stay_with_it_and_others_do_not() -> None:
    docx = letter_of(Items((text("一"), text("二"))), Signature(OFFICE, "2026年1月5日"))
    assert [bool(find(item, "w:pPr/w:keepNext")) for item in paragraphs(docx, "List Bullet")] == [True, True]
    assert not any(find(item, "w:pPr/w:keepNext") for item in paragraphs(docx, "Body Text"))


def test_a_long_list_of_attachments_may_go_over_to_the_next_page() -> None:
    docx = letter_of(Attachments(tuple("甲" * 12)), Signature(OFFICE, "2026年1月5日"))
    kept = [bool(find(item, "w:pPr/w:keepNext")) for item in paragraphs(docx, "附件说明续行（十件以上）")]
    assert kept == [False] * 10 + [True]


def test_a_shell_without_these_styles_gets_them() -> None:
    """A template of one's own may have been made before there were letters."""
    names = ("主送机关", "附件说明", "附件说明续行", "附件说明（一件）", "署名", "成文日期")
    docx = rendered(
        *BODY, Attachments(("甲", "乙")), Signature(OFFICE, "2026年1月5日"), base=without_styles(SHELL, *names)
    )
    assert set(names) - {"附件说明（一件）"} <= set(style_names(docx).values())
    assert indents(docx, "附件说明")["left"] == indents(letter_of(), "附件说明")["left"]


def test_the_letterhead_stands_on_the_first_page_alone_without_a_page_number() -> None:
    docx = letter_of()
    [section] = find(part(docx), "//w:sectPr")
    assert section.find(f"{W}titlePg") is not None
    assert find(section, "w:headerReference/@w:type") == ["first"]
    assert set(find(section, "w:footerReference/@w:type")) == {"default", "even"}
    assert "".join(find(part(docx, "word/header1.xml"), "//w:t/text()")) == OFFICE
    assert lines(docx)[0] == ("发文字号", "×函〔2026〕5号")


def test_the_red_rules_are_170_mm_wide_in_the_middle_of_the_paper() -> None:
    above = indents(letter(), "首页上线")
    white = find(part(letter()), "//w:pgMar")[0]
    left, right = (int(white.get(f"{W}{side}")) + above[side] for side in ("left", "right"))
    assert (round(left / MM), round((11906 - left - right) / MM)) == (20, 170)
    [frame] = find(part(letter(), "word/header1.xml"), "//w:framePr")
    assert (round(int(frame.get(f"{W}x")) / MM), round(int(frame.get(f"{W}w")) / MM)) == (20, 170)


def test_the_upper_rule_is_thick_above_and_the_lower_one_below() -> None:
    root = part(letter(), "word/styles.xml")
    for name, heavier in (("首页上线", "top"), ("首页下线", "bottom")):
        [rule] = [item for item in root.iter(f"{W}style") if value(item, "w:name/@w:val") == name]
        sizes = {side: int(value(rule, f"w:pPr/w:pBdr/w:{side}/@w:sz")) for side in ("top", "bottom")}
        assert max(sizes, key=lambda side: sizes[side]) == heavier
        assert set(find(rule, "w:pPr/w:pBdr/*/@w:color")) == {"FF0000"}


def test_a_letter_without_a_number_has_no_line_for_it() -> None:
    docx = letter_of(meta=Meta(title="关于某事的函", office=OFFICE, fields={"number": ""}))
    assert next(style for style, _ in lines(docx)) == "Title"


def test_a_circular_without_a_number_keeps_its_red_rule() -> None:
    docx = letter_of(kind="通报", meta=Meta(title="关于某事的通报", office=OFFICE, fields={"number": ""}))
    assert [style for style, _ in lines(docx)][:3] == ["发文机关标志", "发文字号", "Title"]


def test_a_report_has_a_box_for_the_leaders_and_names_whom_to_ask() -> None:
    docx = letter_of(kind="签报")
    rows = [["".join(find(cell, ".//w:t/text()")) for cell in find(row, "w:tc")] for row in find(part(docx), "//w:tr")]
    assert rows == [["领导批示", ""], ["承办", "营商处", "联系人", "", "电话", ""]]


def test_a_note_has_no_letterhead() -> None:
    docx = letter_of(kind="便函")
    assert [style for style, _ in lines(docx)] == ["Title", "主送机关", "Body Text", "Body Text"]
    assert not [name for name in parts(docx) if "header" in name]


@pytest.mark.parametrize("kind", KINDS)
def test_the_shells_have_every_style_that_a_writer_asks_for(kind: str) -> None:
    assert set(open_shell(SHELLS[kind]()).styles) == set(open_shell(SHELL).styles)


@pytest.mark.slow
@NEEDED
@pytest.mark.parametrize("lines_of_text", [5, 8, 11, 14])
def test_wherever_the_page_ends_the_ending_stands_with_the_last_line_of_the_text(lines_of_text: int) -> None:
    filler = [Paragraph(text("字" * 26))] * lines_of_text
    ending = (Attachments(("甲份", "乙份")), Signature("某某市人民政府", "2026年1月5日", sealed=True))
    docx = rendered(BODY[0], *filler, BODY[-1], *ending, meta=META, base=letter())
    pages = ["".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(to_pdf(docx))).pages]
    assert len(pages) == (1 if lines_of_text == 5 else 2)
    [last] = [page for page in pages if "特此函达。" in page]
    assert last == pages[-1]
    assert all(words in last for words in ("1.甲份", "2.乙份", "某某市人民政府", "2026年1月5日"))
    assert [OFFICE in page for page in pages] == [True, False][: len(pages)]
    assert ["—" in page for page in pages] == [False, True][: len(pages)]
