"""What the Word writer puts into a file: real headings, lists, captions and references, in named styles only."""

from __future__ import annotations

import datetime
import io
import math
import zipfile

import docx
import pytest

from briefing.errors import BriefingError
from briefing.model.document import (
    Block,
    Heading,
    Items,
    Meta,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    References,
    Run,
    Runs,
    Table,
)
from briefing.ooxml.xml import W
from briefing.render.word import tables as word_tables
from briefing.render.word.parts import stamp

from .samples import (
    META,
    SHELL,
    cite,
    cross,
    every_block,
    figure,
    find,
    lines,
    part,
    parts,
    picture,
    rendered,
    replaced,
    sources,
    style_names,
    table,
    text,
    text_rows,
    value,
)


def problems(*blocks: Block, **rest: object) -> str:
    with pytest.raises(BriefingError) as caught:
        rendered(*blocks, **rest)  # type: ignore[arg-type]
    return str(caught.value)


def test_every_block_comes_out_in_its_own_style_in_order() -> None:
    assert lines(rendered(*every_block())) == [
        ("报头名称", "营商环境工作简报"),
        ("报头期号", "第12期"),
        ("报头单位日期", "某市营商环境办2026年1月5日"),
        ("Title", "三地政务服务比较"),
        ("按语", "编者按：供参考。"),
        ("heading 1", "总体情况"),
        ("Body Text", "总体判断。下降38.5%[1]，见表1。"),
        ("heading 2", "武汉市"),
        ("List Bullet", "推行一事联办；"),
        ("List Bullet", "推行一网通办。"),
        ("List Number", "先办；"),
        ("List Number", "后补。"),
        ("表题", "表1　三地对照"),
        ("表格单位", "单位：%"),
        ("表格表头", "指标"),
        ("表格表头", "武汉市"),
        ("表格表头", "三门峡市"),
        ("表格表头", "走势"),
        ("表格文字", "即办件"),
        ("表格数字", "54.3"),
        ("表格居中", "未披露"),
        ("表格居中", ""),
        ("表格文字", "时限"),
        ("表格数字", "0.5"),
        ("表格居中", "4"),
        ("表格居中", "—"),
        ("表注", "注：未披露表示来源没有提到。"),
        ("heading 3", "变化"),
        ("Body Text", "见图1。"),
        ("图片", ""),
        ("图题", "图1　时限的变化"),
        ("图注", "数据来源：湖北日报。"),
        ("说明", "口径不同，不宜直接相比。"),
        ("heading 1", "资料来源"),
        ("资料来源", "[1]《湖北日报》2021年12月8日第6版"),
        ("版记首末线", ""),
        ("报尾", "报：市委、市政府。"),
        ("版记首末线", ""),
        ("版记之后", ""),
    ]


def test_runs_carry_no_look_of_their_own() -> None:
    root = part(rendered(*every_block()))
    assert {child.tag for look in root.iter(f"{W}rPr") for child in look} == {f"{W}rStyle"}


def test_strong_text_is_in_the_style_for_it() -> None:
    data = rendered(Paragraph((Run("要点。", strong=True), Run("其余"))))
    [bold] = find(part(data), "//w:r[w:rPr]")
    assert (style_names(data)[value(bold, "w:rPr/w:rStyle/@w:val")], value(bold, "w:t")) == (
        "Strong",
        "要点。",
    )


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(*every_block()) == rendered(*every_block())


def test_the_zip_tells_no_time_and_does_not_deflate_pictures_again() -> None:
    with zipfile.ZipFile(io.BytesIO(rendered(*every_block()))) as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    pictures = [entry.compress_type for entry in entries if entry.filename.endswith(".png")]
    assert pictures == [zipfile.ZIP_STORED] * 2


def test_another_library_reads_the_file() -> None:
    read = docx.Document(io.BytesIO(rendered(*every_block())))
    assert [item.text for item in read.paragraphs if item.style.name == "Heading 1"] == ["总体情况", "资料来源"]
    assert [cell.text for cell in read.tables[0].columns[1].cells] == ["武汉市", "54.3", "0.5"]
    assert len(read.inline_shapes) == 2, "the figure, and the course of a row"


# What points to something, and what it points to.


def test_a_mark_links_to_the_entry_in_the_list() -> None:
    root = part(rendered(Paragraph((Run("下降"), cite())), sources()))
    [link] = find(root, "//w:hyperlink")
    [entry] = find(root, f"//w:p[w:bookmarkStart/@w:name='{link.get(f'{W}anchor')}']")
    assert "《湖北日报》" in value(entry, ".")


def test_a_mark_of_an_unlisted_source_is_a_problem() -> None:
    assert "“weekly”，资料来源里没有它" in problems(Paragraph((cite("weekly"),)), sources())


def test_a_source_listed_twice_is_a_problem() -> None:
    twice = References((Reference(1, "daily", "甲", ()), Reference(2, "daily", "甲", ())))
    assert "重复" in problems(twice)


def test_a_reference_is_a_field_that_shows_its_result() -> None:
    root = part(rendered(Paragraph((cross("trend", "图1"),)), figure()))
    [target] = find(root, "//w:bookmarkStart/@w:name")
    assert f" REF {target} \\h " in find(root, "//w:instrText/text()")
    assert value(root, "//w:p[w:r/w:instrText[contains(., 'REF')]]//w:t") == "图1"


def test_what_is_pointed_to_is_the_number_of_the_caption() -> None:
    root = part(rendered(figure()))
    marked = find(root, "//w:bookmarkStart/following-sibling::w:r[following-sibling::w:bookmarkEnd]/w:t/text()")
    assert "".join(marked) == "图1"


def test_a_figure_that_is_not_there_is_a_problem() -> None:
    assert "图表“trand”不在文中。您是不是要找“trend”？" in problems(Paragraph((cross("trand", "图1"),)), figure())


def test_a_number_that_is_not_that_of_the_figure_is_a_problem() -> None:
    assert "写作“图2”，而它编为图1" in problems(Paragraph((cross("trend", "图2"),)), figure())


# Numbers of figures and tables are fields, right when the file is opened.


def test_figures_and_tables_are_counted_apart_and_results_are_filled_in() -> None:
    root = part(rendered(table(), figure("a"), table(key="other"), figure("b")))
    fields = [" ".join(code.split()) for code in find(root, "//w:instrText/text()")]
    assert fields == ["SEQ 表 \\* ARABIC", "SEQ 图 \\* ARABIC", "SEQ 表 \\* ARABIC", "SEQ 图 \\* ARABIC"]
    captions = [words for _, words in lines(rendered(table(), figure("a"), table(key="other"), figure("b")))]
    assert [words[:2] for words in captions if words[:1] in "图表" and "　" in words] == [
        "表1",
        "图1",
        "表2",
        "图2",
    ]


def test_every_field_begins_separates_and_ends() -> None:
    marks = find(part(rendered(*every_block())), "//w:fldChar/@w:fldCharType")
    assert marks == ["begin", "separate", "end"] * (len(marks) // 3)


def test_ids_of_bookmarks_and_drawings_are_unique() -> None:
    root = part(rendered(*every_block(), figure("b"), table(key="other")))
    for path in ("//wp:docPr/@id", "//w:bookmarkStart/@w:id", "//w:bookmarkStart/@w:name"):
        found = find(root, path)
        assert len(found) == len(set(found)) > 1


# Tables keep to the page and to themselves.


def test_no_empty_page_follows_a_table_that_ends_the_text() -> None:
    """Word wants a paragraph there, which is a point high."""
    root = part(rendered(table(notes=())))
    assert find(root, "w:body/w:tbl[last()]/following-sibling::w:p/w:pPr/w:pStyle/@w:val") == ["FootEnd"]


def test_columns_fill_the_type_area_in_the_given_relation() -> None:
    root = part(rendered(table(widths=(3, 2, 2))))
    grid = [int(width) for width in find(root, "//w:gridCol/@w:w")]
    assert sum(grid) == 8845
    assert [round(width / grid[1], 2) for width in grid] == [1.5, 1, 1]


def test_a_column_has_room_for_its_longest_figure_at_the_type_of_the_shell() -> None:
    """Bold it needs more than its share; where all cannot have their units, at least no number is parted."""

    def widths(*row: Runs, shares: tuple[int, ...]) -> list[int]:
        block = Table("t", text("表"), tuple(text("列") for _ in row), (row,), widths=shares)
        root = part(rendered(block))
        return [int(width) for width in find(root, "//w:gridCol/@w:w")]

    def needed(digits: int, signs: int, ems: float) -> int:
        return math.ceil((digits * ems + signs) * 12 * 20 + 2 * word_tables.BESIDE.twips)

    whole = sum(widths(text("名"), text("数"), shares=(1, 1)))
    for shown, ems in ((Run("6589亿元"), word_tables.REGULAR), (Run("6589亿元", strong=True), word_tables.BOLD)):
        narrow = widths(text("地区生产总值"), (shown,), shares=(99, 1))
        assert narrow[1] - needed(4, 2, ems) in (-1, 0, 1)
        assert sum(narrow) == whole
    assert widths(text("名"), text("6589亿元"), shares=(1, 1)) == widths(text("名"), text("数"), shares=(1, 1))
    crowded = widths(text("地区生产总值"), *[text("123456个工作日")] * 6, shares=(30, *[1] * 6))
    assert min(crowded[1:]) >= needed(6, 0, word_tables.REGULAR) - 1


def test_cells_and_table_say_the_same_widths_as_the_grid() -> None:
    root = part(rendered(table()))
    grid = find(root, "//w:gridCol/@w:w")
    assert all(find(row, "w:tc/w:tcPr/w:tcW/@w:w") == grid for row in root.iter(f"{W}tr"))
    assert value(root, "//w:tblW/@w:w") == str(sum(map(int, grid)))


def test_the_header_is_repeated_and_no_row_breaks() -> None:
    rows = list(part(rendered(table())).iter(f"{W}tr"))
    assert [bool(find(row, "w:trPr/w:tblHeader")) for row in rows] == [True, False, False]
    assert all(find(row, "w:trPr/w:cantSplit") for row in rows)


def kept(rows: int, **rest: object) -> list[bool]:
    """Whether each row of a table with so many below its header stays with what follows."""
    data = rendered(table(rows=tuple(text_rows("a", "b", "c") for _ in range(rows)), **rest))
    return [len(find(row, ".//w:keepNext")) == 3 for row in part(data).iter(f"{W}tr")][1:]


def test_the_last_row_stays_with_the_notes_and_a_short_table_on_its_page() -> None:
    assert kept(2) == [True, True]
    assert kept(7) == [True] * 7
    assert kept(7, notes=()) == [True] * 6 + [False]


def test_of_a_longer_table_no_row_goes_over_or_stays_behind_alone() -> None:
    assert kept(8) == [True] + [False] * 5 + [True] * 2
    assert kept(8, notes=()) == [True] + [False] * 5 + [True, False]


@pytest.mark.parametrize(
    ("rows", "name", "align", "dense"),
    [
        (20, "乌鲁木齐市", "left", False),
        (21, "乌鲁木齐市", "left", True),
        (21, "乌鲁木齐市", "center", True),
        (21, "克孜勒苏柯尔克孜", "left", True),
        (21, "克孜勒苏柯尔克孜州", "left", False),
    ],
)
def test_many_rows_of_short_names_and_figures_are_set_in_smaller_type(
    rows: int, name: str, align: str, dense: bool
) -> None:
    many = tuple(text_rows(name, "1", "2") for _ in range(rows))
    root = part(rendered(table(rows=many, align=(align, "center", "center"))))
    styles = set(find(root, "//w:tr[not(w:trPr/w:tblHeader)]//w:pStyle/@w:val"))
    assert (styles == {"TableDense"}) == dense
    mixed = part(rendered(table(rows=many, align=("center", "center", "right"))))
    assert "TableDense" not in find(mixed, "//w:pStyle/@w:val")


def test_a_table_of_few_but_high_rows_may_go_over_two_pages() -> None:
    high = text_rows("甲", "乙" * 200, "丙")
    data = rendered(table(rows=(high, high)))
    assert [len(find(row, ".//w:keepNext")) for row in part(data).iter(f"{W}tr")] == [0, 0, 3]


def test_the_last_source_stays_with_what_ends_the_briefing() -> None:
    listed = References(tuple(Reference(number, str(number), "甲", ()) for number in (1, 2, 3)))
    root = part(rendered(listed, Paragraph(text("报：市委。"), role="closing")))
    entries = find(root, "//w:p[w:pPr/w:pStyle/@w:val='Source']")
    assert [bool(find(entry, "w:pPr/w:keepNext")) for entry in entries] == [False, False, True]


def test_a_table_without_unit_and_notes_has_no_lines_for_them() -> None:
    names = [name for name, _ in lines(rendered(table(unit="", notes=()), Paragraph(text("后文"))))]
    assert not {"表格单位", "表注"} & set(names)


def test_a_table_at_the_end_is_followed_by_a_paragraph() -> None:
    last = list(part(rendered(table(notes=()))).iter(f"{W}tbl"))[-1]
    assert last.getnext().tag == f"{W}p"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"rows": ((text("少一列"), text("1")),)}, "列数不同"),
        ({"widths": (1, 2)}, "列宽"),
        ({"widths": (0, 1, 1)}, "列宽"),
        ({"align": ("left", "right", "decimal")}, "对齐方式"),
        ({"header": ()}, "没有表头"),
    ],
)
def test_a_table_that_does_not_fit_together_is_a_problem(wrong: dict[str, object], said: str) -> None:
    assert said in problems(table(**wrong))


# Pictures: inline, at their size, with words for those who cannot see them.


def test_a_picture_stands_at_its_size_with_its_alternative_text() -> None:
    root = part(rendered(figure()))
    assert find(root, "//wp:inline/wp:extent/@cx") == [str(150 * 36000)]
    assert find(root, "//wp:docPr/@descr") == ["柱形图：由6.5降至4.0"]


def test_the_picture_is_stored_as_it_was_drawn() -> None:
    stored = [content for name, content in parts(rendered(figure())).items() if name.endswith(".png")]
    assert stored == [picture().png]


def test_a_picture_stays_with_its_caption_and_that_with_its_notes() -> None:
    data = rendered(figure(notes=text_rows("甲", "乙")))
    kept = [bool(find(item, "w:pPr/w:keepNext")) for item in list(part(data).iter(f"{W}p"))[-4:]]
    assert kept == [True, True, True, False]


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        (None, "没有画出来"),
        (Picture(b"<svg/>", b"", 100, 50), "不是完整的 PNG"),
        (Picture(picture().png[:-20], b"", 100, 50), "不是完整的 PNG"),
        (picture(157, 80), "版心只有 156 mm 宽"),
        (picture(156, 201), "只放得下 200 mm 高的图"),
    ],
)
def test_a_picture_that_word_cannot_show_is_a_problem(drawn: Picture | None, said: str) -> None:
    assert said in problems(figure(), pictures={"trend": drawn} if drawn else {})


def test_a_picture_may_be_as_wide_as_the_text_and_200_mm_high() -> None:
    [extent] = part(rendered(figure(), pictures={"trend": picture(156, 200)})).iter("{*}extent")
    assert (extent.get("cx"), extent.get("cy")) == ("5616000", "7200000")


# Numbers are Word's own: none is typed.


def test_each_ordered_list_counts_from_one() -> None:
    ordered = Items(text_rows("甲", "乙"), ordered=True)
    data = rendered(ordered, Paragraph(text("中间")), ordered)
    used = find(part(data), "//w:numPr/w:numId/@w:val")
    assert used[0] == used[1] != used[2] == used[3]
    starts = find(part(data, "word/numbering.xml"), "//w:num[w:lvlOverride/w:startOverride/@w:val='1']/@w:numId")
    assert set(used) == set(starts)


def test_a_heading_without_number_is_in_a_list_that_shows_none() -> None:
    data = rendered(Heading(2, text("附记"), numbered=False))
    [number] = find(part(data), "//w:numPr[w:ilvl/@w:val='1']/w:numId/@w:val")
    numbering = part(data, "word/numbering.xml")
    [kind] = find(numbering, f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val")
    assert set(find(numbering, f"//w:abstractNum[@w:abstractNumId='{kind}']//w:numFmt/@w:val")) == {"none"}


def test_where_the_shell_has_no_numbers_none_are_taken_away() -> None:
    base = SHELL
    for level in range(4):
        counted = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
        base = replaced(base, "word/styles.xml", counted, "")
    assert not find(part(rendered(Heading(1, text("附记"), numbered=False), base=base)), "//w:numPr")


def test_a_heading_of_level_five_is_a_problem() -> None:
    assert "标题只有 1 至 4 级" in problems(Heading(5, text("过深")))


# A break belongs to what follows it.


@pytest.mark.parametrize("block", [Paragraph(text("后文")), table(), figure(), Heading(1, text("后文"))])
def test_what_follows_starts_the_page(block: Block) -> None:
    root = part(rendered(Paragraph(text("前文")), PageBreak(), block))
    [broken] = find(root, "//w:p[w:pPr/w:pageBreakBefore]")
    assert value(broken, "preceding-sibling::w:p[1]") == "前文"


def test_a_break_at_the_end_makes_no_empty_page() -> None:
    assert not find(part(rendered(Paragraph(text("前文")), PageBreak())), "//w:pageBreakBefore | //w:br")


# What a text may hold.


def test_markup_in_a_text_is_text() -> None:
    words = '<b>A & B</b> "引" &amp;'
    meta = Meta(title=words, office=words, date="2026年1月5日")
    data = rendered(Paragraph(text(words)), table(caption=text(words)), figure(), meta=meta)
    assert [line for _, line in lines(data)].count(words) == 2
    assert find(part(data), "//w:tblCaption/@w:val") == [words]
    assert value(part(data, "docProps/core.xml"), "//*[local-name()='title']") == words


def test_spaces_at_the_edges_stay() -> None:
    [kept] = find(part(rendered(Paragraph((Run("GDP "), Run("增长"))))), "//w:t[contains(., 'GDP')]")
    assert kept.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\x85", "\ud800", "\uffff"])
def test_a_control_character_is_a_problem_that_names_it(sign: str) -> None:
    assert f"U+{ord(sign):04X}" in problems(Paragraph(text(f"甲{sign}乙")))


def test_a_control_character_in_the_letterhead_is_a_problem() -> None:
    assert "“title”：版头文字里有" in problems(meta=Meta(title="甲\x00乙"))


def test_a_role_without_a_style_is_a_problem_with_the_nearest() -> None:
    assert "您是不是要找“closing”？" in problems(Paragraph(text("报"), role="closin"))


def test_all_problems_are_told_at_once() -> None:
    said = problems(Paragraph(text("\x00")), Heading(9, text("深")), figure(), pictures={})
    assert "U+0000" in said
    assert "9 级" in said
    assert "没有画出来" in said


# What an archive searches by.


def test_the_properties_come_from_the_letterhead() -> None:
    root = part(rendered(), "docProps/core.xml")
    assert {child.tag.rpartition("}")[2]: child.text for child in root} == {
        "title": "三地政务服务比较",
        "subject": "政务服务",
        "creator": "某市营商环境办",
        "keywords": "武汉；政务服务",
        "lastModifiedBy": "某市营商环境办",
        "category": "营商环境工作简报",
        "language": "zh-CN",
        "created": "2026-01-05T00:00:00Z",
        "modified": "2026-01-05T00:00:00Z",
    }


@pytest.mark.parametrize(
    ("words", "date"),
    [("2026年11月22日", datetime.date(2026, 11, 22)), ("二〇二六年", None), ("2026年2月30日", None), ("", None)],
)
def test_the_date_is_the_one_that_is_printed(words: str, date: datetime.date | None) -> None:
    assert stamp(words) == date


def test_an_empty_line_of_the_letterhead_is_left_out() -> None:
    names = [name for name, _ in lines(rendered(Paragraph(text("正文")), meta=Meta(title="题", date=META.date)))]
    assert names == ["报头单位日期", "Title", "Body Text"]


def test_a_shell_with_a_colour_of_its_pages_is_one_as_any_other() -> None:
    """LibreOffice writes one into all that it saves."""
    coloured = replaced(SHELL, "word/document.xml", "<w:body>", '<w:background w:color="FFFFFF"/><w:body>')
    root = part(rendered(Paragraph(text("甲")), base=coloured))
    assert "甲" in find(root, "w:body/w:p/w:r/w:t/text()")
