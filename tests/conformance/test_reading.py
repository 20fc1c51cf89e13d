"""What the reader makes of files: looks as Word would show them, all that is text, and nothing that is not."""

from __future__ import annotations

from pathlib import Path

from briefing.ooxml.length import Pt, Twips
from briefing.ooxml.position import Position

from .small import p, paragraphs, reading

STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:eastAsiaTheme="minorEastAsia"/><w:sz w:val="21"/>
<w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body Text"/><w:basedOn w:val="a"/>
<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>
<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="c"><w:name w:val="细则"/><w:basedOn w:val="b"/>
<w:rPr><w:b w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="d"><w:name w:val="自指"/><w:basedOn w:val="d"/></w:style>
<w:style w:type="character" w:styleId="k"><w:name w:val="强调"/><w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr></w:style>
"""
THEME = """<a:themeElements><a:fontScheme name="x"><a:majorFont/><a:minorFont><a:latin typeface="Calibri"/>
<a:ea typeface=""/><a:font script="Hans" typeface="等线"/></a:minorFont></a:fontScheme></a:themeElements>"""


def test_looks_follow_defaults_styles_and_what_they_are_based_on(tmp_path: Path) -> None:
    styled = p("各项", '<w:pStyle w:val="c"/>')
    plain, based = paragraphs(tmp_path, p("各项") + styled, styles=STYLES, theme=THEME)
    assert (plain.main.east, plain.main.themed, plain.main.size) == ("等线", True, 10.5)
    assert (based.main.east, based.main.themed, based.main.size, based.main.bold) == ("仿宋", False, 16, False)
    assert based.main.latin == "Arial"
    assert based.layout.start(16) == 2
    assert based.style == ("细则", "body text", "normal")


def test_character_styles_and_direct_formatting_stand_over_those_of_paragraphs(tmp_path: Path) -> None:
    runs = '<w:rPr><w:rStyle w:val="k"/></w:rPr>', '<w:rPr><w:rStyle w:val="k"/><w:rFonts w:eastAsia="黑体"/></w:rPr>'
    body = "".join(f'<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r>{run}<w:t>各项</w:t></w:r></w:p>' for run in runs)
    assert [item.main.east for item in paragraphs(tmp_path, body, styles=STYLES)] == ["楷体", "黑体"]


def test_a_theme_font_stands_over_a_name_beside_it(tmp_path: Path) -> None:
    run = '<w:rFonts w:eastAsia="仿宋" w:eastAsiaTheme="minorEastAsia"/>'
    assert paragraphs(tmp_path, p("各项", run=run), styles=STYLES, theme=THEME)[0].main.east == "等线"


def test_a_style_based_on_itself_does_no_harm(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, p("各项", '<w:pStyle w:val="d"/>'), styles=STYLES)[0].style == ("自指",)


def test_a_direct_indent_in_characters_of_zero_leaves_that_in_twips(tmp_path: Path) -> None:
    indent = '<w:pStyle w:val="b"/><w:ind w:firstLineChars="0" w:firstLine="640"/>'
    assert paragraphs(tmp_path, p("各项", indent), styles=STYLES)[0].layout.start(16) == 2


def test_a_hanging_indent_takes_the_first_line_back(tmp_path: Path) -> None:
    indent = '<w:pStyle w:val="b"/><w:ind w:left="640" w:hanging="640"/>'
    assert paragraphs(tmp_path, p("各项", indent), styles=STYLES)[0].layout.start(16) == 0


def test_measures_may_carry_units(tmp_path: Path) -> None:
    properties = '<w:spacing w:line="28.95pt" w:lineRule="exact"/>'
    (item,) = paragraphs(tmp_path, p("各项", properties, '<w:sz w:val="16pt"/>'))
    assert (item.layout.pitch, item.main.size) == (Pt(28.95), 16)


LISTS = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/>
<w:lvlText w:val="%1、"/><w:pPr><w:ind w:left="640" w:hanging="640"/></w:pPr></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">
<w:startOverride w:val="1"/></w:lvlOverride></w:num>
"""


def listed(number: int, level: int = 0) -> str:
    return p("项", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_lists_are_counted_as_word_counts_them(tmp_path: Path) -> None:
    body = listed(1) + listed(1) + listed(1, 1) + listed(1) + listed(1, 1) + listed(2) + listed(2) + listed(0)
    shown = [item.shown for item in paragraphs(tmp_path, body, numbering=LISTS)]
    assert shown == ["一、项", "二、项", "二.1项", "三、项", "三.1项", "一、项", "二、项", "项"]


def test_the_indent_of_a_list_counts(tmp_path: Path) -> None:
    assert paragraphs(tmp_path, listed(1), numbering=LISTS)[0].layout.hanging == Twips(640)


def test_links_controls_insertions_and_results_of_fields_are_text_and_nothing_else_is(tmp_path: Path) -> None:
    body = """<w:p><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>
    <w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>
    <w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del>
    <w:fldSimple w:instr="DATE"><w:r><w:t>期</w:t></w:r></w:fldSimple>
    <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> SEQ 图 </w:instrText></w:r>
    <w:r><w:t>令</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>
    <w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>
    <w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"""
    (item,) = paragraphs(tmp_path, body)
    assert item.text == "链控增期1拼"
    assert item.fields == ("DATE", "SEQ")


BOX = f"""<w:p><w:r><w:t>外</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx>
<w:txbxContent>{p("内")}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{p("内")}</w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""


def test_a_text_box_is_read_once_and_beside_the_text(tmp_path: Path) -> None:
    outer, inner = paragraphs(tmp_path, BOX)
    assert (outer.text, outer.flows, outer.pictures) == ("外", True, 0)
    assert (inner.text, inner.flows, inner.position.part) == ("内", False, "文本框")


def test_places_count_the_text_outside_of_tables(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('左')}</w:tc><w:tc>{p('右')}</w:tc></w:tr></w:tbl>"
    body = f"{p('前')}{table}<w:sdt><w:sdtContent>{p('后')}{table}</w:sdtContent></w:sdt>"
    positions = [item.position for item in paragraphs(tmp_path, body)]
    assert positions[0] == Position(paragraph=1, words="前")
    assert positions[2] == Position(table=1, row=1, column=2, words="右")
    assert positions[3] == Position(paragraph=2, words="后")
    assert str(positions[5]) == "表 2 第 1 行第 2 列“右”"


def test_a_table_in_a_table_is_no_table_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tbl><w:tblGrid><w:gridCol w:w='99999'/></w:tblGrid><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
    read = reading(tmp_path, f"<w:tbl><w:tr><w:tc>{inner}{p('外')}</w:tc></w:tr></w:tbl>")
    assert len(read.tables) == 1
    assert read.tables[0].width == 0
    assert {item.position.table for item in read.paragraphs} == {1}


def test_pages_are_known_where_word_has_laid_the_file_out(tmp_path: Path) -> None:
    broken = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p>"
    across = "<w:p><w:r><w:t>长</w:t></w:r><w:r><w:lastRenderedPageBreak/><w:t>段</w:t></w:r></w:p>"
    pages = [item.position.page for item in paragraphs(tmp_path, p("一") + across + broken + p("末"))]
    assert pages == [1, 1, 3, 3]
    assert [item.position.page for item in paragraphs(tmp_path, p("一"))] == [None]


SECTION = '<w:sectPr>{0}<w:pgSz w:w="{1}" w:h="{2}"/><w:pgMar w:left="100" w:right="100"/></w:sectPr>'
FOOTER = '<w:footerReference w:type="default" r:id="rId1"/>'


def test_each_section_has_its_page_and_keeps_the_footer_of_the_one_before(tmp_path: Path) -> None:
    body = p("竖", SECTION.format(FOOTER, 11906, 16838)) + p("横") + SECTION.format("", 16838, 11906)
    read = reading(tmp_path, body, footer1=p("— 1 —"))
    assert [section.landscape for section in read.sections] == [False, True]
    assert [section.odd and section.odd[0].text for section in read.sections] == ["— 1 —", "— 1 —"]
    assert [item.section for item in read.paragraphs] == [0, 1]
    assert read.others[0].position.part == "页脚"


def test_notes_are_read(tmp_path: Path) -> None:
    read = reading(tmp_path, p("文"), footnotes=f'<w:footnote w:id="1">{p("注")}</w:footnote>')
    assert [(item.text, str(item.position)) for item in read.others] == [("注", "脚注“注”")]
