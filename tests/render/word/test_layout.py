"""One document, standing alone or as an annex (GB/T 9704—2012, 7.3.7), pages numbered from where they should be."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError
from briefing.model.document import Heading, Paragraph
from briefing.model.layout import Layout
from briefing.ooxml.xml import W
from briefing.render.word.shell.builtin_styles import LINE
from briefing.render.word.shell.style_names import OPTIONAL

from .samples import (
    META,
    SHELL,
    every_block,
    find,
    lines,
    part,
    rendered,
    replaced,
    text,
    value,
    wide,
    without_styles,
)

ANNEX = Layout("attachment")
BODY = Paragraph(text("正文。"))


def test_an_annex_begins_with_its_mark_and_its_title_and_has_no_letterhead() -> None:
    assert lines(rendered(Heading(1, text("总体")), BODY, layout=ANNEX)) == [
        ("附件标识", "附件1"),
        ("Title", "三地政务服务比较"),
        ("heading 1", "总体"),
        ("Body Text", "正文。"),
    ]


def test_an_annex_has_no_closing_lines_neither_of_the_document_nor_of_the_shell() -> None:
    closing = '<w:p><w:pPr><w:pStyle w:val="Closing"/></w:pPr><w:r><w:t>送：</w:t></w:r></w:p><w:sectPr>'
    base = replaced(SHELL, "word/document.xml", "<w:sectPr>", closing)
    data = rendered(BODY, Paragraph(text("报：市委。"), role="closing"), base=base, layout=ANNEX)
    assert lines(data)[-1] == ("Body Text", "正文。")


def test_everything_else_is_the_same_as_standing_alone() -> None:
    alone, annex = (lines(rendered(*every_block(), layout=layout)) for layout in (Layout(), ANNEX))
    assert annex[2:] == alone[4:-4]


@pytest.mark.parametrize(
    ("layout", "mark"),
    [
        (Layout("attachment"), "附件1"),
        (Layout("attachment", number=3), "附件3"),
        (Layout("attachment", number=None), "附件"),
        (Layout("attachment", number=2, doc_no="×函〔2026〕5号"), "×函〔2026〕5号附件2"),
    ],
)
def test_the_mark_says_which_annex_of_which_document(layout: Layout, mark: str) -> None:
    assert lines(rendered(BODY, layout=layout))[0] == ("附件标识", mark)


def test_the_mark_is_in_head_type_without_indent_and_the_title_on_the_third_line() -> None:
    data = rendered(BODY, layout=ANNEX)
    styles = part(data, "word/styles.xml")
    [mark] = find(styles, "w:style[w:name/@w:val='附件标识']")
    assert find(mark, "w:rPr/w:rFonts/@w:eastAsia") == ["黑体"]
    assert find(mark, "w:rPr/w:sz/@w:val") == ["32"]
    assert not find(mark, "w:pPr/w:ind")
    assert find(mark, "w:pPr/w:spacing/@w:line") == [str(LINE.twips)]
    [title] = find(styles, "w:style[w:name/@w:val='Title']")
    assert find(title, "w:pPr/w:spacing/@w:before") == [str(LINE.twips)]  # the second line
    assert find(title, "w:pPr/w:jc/@w:val") == ["center"]


def test_page_numbers_go_on_from_the_given_page() -> None:
    root = part(rendered(BODY, layout=Layout("attachment", start_page=4)))
    assert find(root, "//w:pgNumType/@w:start") == ["4"]
    assert [child.tag.removeprefix(W) for child in find(root, "//w:sectPr")[0]] == [
        "footerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "cols", "docGrid"
    ]  # fmt: skip


def test_the_first_page_leaves_the_number_to_the_shell() -> None:
    assert not find(part(rendered(BODY)), "//w:pgNumType")


def test_a_letterhead_in_the_header_of_the_first_page_goes_too() -> None:
    base = replaced(SHELL, "word/document.xml", '<w:footerReference w:type="even"', '<w:footerReference w:type="first"')
    base = replaced(base, "word/document.xml", "<w:docGrid", "<w:titlePg/><w:docGrid")
    root = part(rendered(BODY, base=base, layout=ANNEX))
    assert not find(root, "//w:titlePg")
    assert find(root, "//w:footerReference/@w:type") == ["default"]


def test_a_shell_that_knows_nothing_of_annexes_gets_the_style() -> None:
    data = rendered(BODY, base=without_styles(SHELL, *OPTIONAL), layout=ANNEX)
    assert lines(data)[:2] == [("附件标识", "附件1"), ("Title", "三地政务服务比较")]
    styles = part(data, "word/styles.xml")
    [mark] = find(styles, "w:style[w:name/@w:val='附件标识']")
    assert value(mark, "w:basedOn/@w:val") == "Normal"
    ids = find(styles, "w:style/@w:styleId")
    assert len(ids) == len(set(ids))


def test_a_borrowed_style_has_the_fonts_of_the_shell() -> None:
    base = without_styles(replaced(SHELL, "word/styles.xml", '"黑体"', '"华文黑体"'), *OPTIONAL)
    styles = part(rendered(BODY, base=base, layout=ANNEX), "word/styles.xml")
    assert find(styles, "w:style[w:name/@w:val='附件标识']//w:rFonts/@w:eastAsia") == ["华文黑体"]


def test_a_shell_that_has_the_styles_keeps_them_as_they_are() -> None:
    assert part(rendered(BODY, layout=ANNEX), "word/styles.xml").getroottree().docinfo.encoding == "UTF-8"
    assert find(part(rendered(BODY, layout=ANNEX), "word/styles.xml"), "//w:style/@w:styleId") == find(
        part(SHELL, "word/styles.xml"), "//w:style/@w:styleId"
    )


def test_the_tags_of_a_letterhead_that_is_left_out_are_not_asked_for() -> None:
    base = replaced(SHELL, "word/document.xml", "{{ issue }}", "{{ nobody }}")
    assert lines(rendered(BODY, base=base, layout=ANNEX, meta=META))


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        (Layout("letter"), "“mode”"),  # type: ignore[arg-type]
        (Layout(notes="endnotes"), "可用 list、footnotes"),  # type: ignore[arg-type]
        (Layout("attachment", number=0), "附件序号从 1 起"),
        (Layout(start_page=0), "起始页码从 1 起"),
        (Layout(doc_no="×函〔2026〕5号"), "发文字号只用于附件"),
    ],
)
def test_a_layout_that_cannot_be_is_refused(layout: Layout, said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        rendered(BODY, layout=layout)


# Wide tables lie on their side.


def sections(data: bytes) -> list[tuple[bool, str, str]]:
    """Each section as: on its side, start of its page numbers, the words of its first paragraph."""
    found, first = [], ""
    for element in part(data).find(f"{W}body"):
        first = first or value(element, ".")
        for section in element.iter(f"{W}sectPr"):
            turned = bool(find(section, "w:pgSz[@w:orient='landscape']"))
            found.append((turned, value(section, "w:pgNumType/@w:start"), first))
            first = ""
    return found


def test_a_table_of_more_than_eight_columns_has_pages_of_its_own() -> None:
    data = rendered(BODY, wide(), Paragraph(text("后文。")), layout=Layout("attachment", start_page=4))
    assert sections(data) == [
        (False, "4", "附件1"),
        (True, "", "表 SEQ 表 \\* ARABIC 1　三地对照"),
        (False, "", "后文。"),
    ]


@pytest.mark.parametrize(("columns", "turns"), [(8, [False]), (9, [False, True])])
def test_a_table_of_more_than_seven_columns_is_turned(columns: int, turns: list[bool]) -> None:
    cells = tuple(text("值") for _ in range(columns))
    data = rendered(BODY, wide(header=cells, rows=(cells,)))
    assert [turned for turned, *_ in sections(data)] == turns


def test_a_landscape_page_has_one_column_in_a_shell_of_several() -> None:
    wider = replaced(SHELL, "word/document.xml", 'w:left="1587"', 'w:left="1000"')
    two = replaced(wider, "word/document.xml", '<w:cols w:space="425"/>', '<w:cols w:num="2" w:space="100"/>')
    sections = find(part(rendered(BODY, wide(), BODY, base=two)), "//w:sectPr")
    columns = [find(item, "w:cols/@w:num") for item in sections]
    assert columns == [["2"], [], ["2"]]


def test_the_page_on_its_side_has_the_white_of_the_upright_one_turned() -> None:
    [section] = find(part(rendered(BODY, wide(), BODY)), "//w:sectPr[w:pgSz/@w:orient]")
    assert [value(section, f"w:pgSz/@w:{side}") for side in "wh"] == ["16838", "11906"]
    white = {side: value(section, f"w:pgMar/@w:{side}") for side in ("top", "right", "bottom", "left")}
    assert white == {"top": "1587", "right": "2098", "bottom": "1474", "left": "1984"}


def test_the_table_fills_the_page_on_its_side() -> None:
    root = part(rendered(BODY, wide(), BODY))
    assert sum(map(int, find(root, "//w:gridCol/@w:w"))) == 16838 - 2098 - 1984


def test_headings_go_along_and_neighbours_share_their_pages() -> None:
    data = rendered(BODY, Heading(1, text("一览")), wide(), wide("other"), BODY)
    assert [(turned, first[:2]) for turned, _, first in sections(data)] == [
        (False, "营商"),
        (True, "一览"),
        (False, "正文"),
    ]


def test_a_wide_table_at_the_end_leaves_no_empty_page() -> None:
    data = rendered(BODY, wide())
    assert [turned for turned, *_ in sections(data)] == [False, True]
    assert part(data).find(f"{W}body")[-1].tag == f"{W}sectPr"


def test_a_wide_table_at_the_start_of_a_section_keeps_what_stands_before_it_upright() -> None:
    data = rendered(wide(), BODY)
    assert [turned for turned, *_ in sections(data)] == [False, True, False]


def test_page_numbers_of_turned_pages_stand_where_those_of_upright_pages_do() -> None:
    """Along the left edge, turned: below the page, once it is bound with the others (clause 8)."""
    data = rendered(BODY, wide(), BODY)
    [section] = find(part(data), "//w:sectPr[w:pgSz/@w:orient]")
    targets = {item.get("Id"): item.get("Target") for item in part(data, "word/_rels/document.xml.rels")}
    relations = find(section, "w:footerReference/@r:id")
    assert len(set(relations)) == 2
    for relation, style in zip(relations, ("FooterOdd", "FooterEven"), strict=True):
        footer = part(data, f"word/{targets[relation]}")
        assert find(footer, "//w:txbxContent/w:p/w:pPr/w:pStyle/@w:val") == [style]
        assert value(footer, "//w:txbxContent//w:instrText").strip() == "PAGE"
        box = footer.find(".//{urn:schemas-microsoft-com:vml}rect")
        assert {"margin-left:72.3pt", "margin-top:79.35pt", "height:442.25pt"} <= set(box.get("style").split(";"))
        assert box[0].get("style") == "layout-flow:vertical"
    upright = find(part(data), "//w:sectPr[not(w:pgSz/@w:orient)]")
    assert all(find(item, "w:footerReference/@r:id") == ["rId5", "rId6"] for item in upright)


@pytest.mark.parametrize("written", ["/word/footer1.xml", "./footer1.xml"])
def test_a_footer_is_found_however_its_part_is_written(written: str) -> None:
    base = replaced(SHELL, "word/_rels/document.xml.rels", 'Target="footer1.xml"', f'Target="{written}"')
    names = [item.get("PartName") for item in part(rendered(BODY, wide(), base=base), "[Content_Types].xml")]
    assert {"/word/turned1.xml", "/word/turned2.xml"} <= set(names)


def test_a_document_without_wide_tables_has_no_more_footers_than_its_shell() -> None:
    names = part(rendered(BODY), "[Content_Types].xml")
    assert len([item for item in names if "footer" in item.get("PartName", "")]) == 2
