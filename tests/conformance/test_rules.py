"""One thing is spoilt in a good 公文 at a time: exactly the rule for it says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from briefing.conformance.rule import Profile, Strength
from briefing.conformance.rules import RULES

from . import damage
from .letters import bytes_of, good, ids, letter, starting

EDIT = 'w:id="9" w:author="某" w:date="2026-01-05T00:00:00Z"'
INSERTED = f"<w:ins {EDIT}><w:r><w:t>好。</w:t></w:r></w:ins>"
DELETED = f"<w:del {EDIT}><w:r><w:delText>好,</w:delText></w:r></w:del>"
UNFILLED = (
    "<w:sdt ><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>点击输入。</w:t></w:r></w:sdtContent></w:sdt>"
)

DEFECTS: tuple[tuple[str, damage.Damage, str], ...] = (
    ("Letter paper", damage.page(page_width=Mm(210), page_height=Mm(279.4)), "page.size"),
    ("left margin 31.7", damage.page(left_margin=Mm(31.7), right_margin=Mm(22.3)), "page.margins"),
    ("top margin 25.4", damage.page(top_margin=Mm(25.4)), "page.margins"),
    ("no grid", damage.grid(type="default"), "page.grid"),
    ("grid of 15.6 pt", damage.grid(linePitch="312"), "page.grid"),
    ("line 1.5", damage.style("Body Text", line_spacing=1.5), "page.lines"),
    ("line 26 pt", damage.style("Body Text", line_spacing=Pt(26)), "page.lines"),
    ("27 characters", damage.loose, "page.characters"),
    ("no page number", damage.footer(lambda xml: xml.replace("PAGE", "DATE")), "pageno.missing"),
    ("a bare page number", damage.footer(lambda xml: xml.replace("—", "")), "pageno.form"),
    ("a page number in - -", damage.footer(lambda xml: xml.replace("—", "-")), "pageno.form"),
    ("page number 小五", damage.style("footer", size=Pt(9)), "pageno.font"),
    ("page number in Times", damage.latin_number, "pageno.font"),
    ("page numbers in the middle", damage.footer(damage.centred), "pageno.side"),
    ("one footer for both sides", damage.one_footer, "pageno.side"),
    ("footer at 17.5 mm", damage.page(footer_distance=Mm(17.5)), "pageno.distance"),
    ("title in 黑体", damage.east("Title", "黑体"), "title.font"),
    ("title in 18 pt", damage.style("Title", size=Pt(18)), "title.size"),
    ("title at the left", damage.layout("关于", alignment=0), "title.centre"),
    ("title in bold", damage.style("Title", bold=True), "title.bold"),
    ("title with a full stop", damage.write("关于政务服务情况的报告", "关于政务服务情况的报告。"), "title.end"),
    ("half-width colon", damage.write("各区人民政府：", "各区人民政府:"), "addressee.colon"),
    ("addressee indented", damage.layout("各区", first_line_indent=Pt(32)), "addressee.flush"),
    ("body in 宋体", damage.east("Body Text", "宋体"), "body.font"),
    ("body in 14 pt", damage.small, "body.size"),
    ("body in blue", damage.blue, "body.colour"),
    ("no indent", damage.flush("增速"), "body.indent"),
    ("one paragraph pushed in", damage.layout("增速", left_indent=Pt(48)), "body.indent"),
    ("indent by blanks", damage.indented_by_blanks, "body.blanks"),
    ("heading 1 in 楷体", damage.east("Heading 1", "楷体"), "heading.font"),
    ("heading 2 in 黑体", damage.east("Heading 2", "黑体"), "heading.font"),
    ("heading in 15 pt", damage.style("Heading 1", size=Pt(15)), "heading.size"),
    ("heading as text", damage.heading_as_text, "heading.style"),
    ("（一）、", damage.typed("企业开办", "（二）、企业开办"), "heading.mark"),
    ("1、", damage.typed("办理环节", "1、办理环节"), "heading.mark"),
    ("（一） at level 1", damage.typed("下一步打算", "（三）下一步打算"), "heading.level"),
    ("三、 after 一、", damage.typed("下一步打算", "三、下一步打算"), "heading.sequence"),
    ("level 3 after level 1", damage.restyle("政务服务", "Body Text"), "heading.jump"),
    ("heading with a colon", damage.write("总体情况", "总体情况："), "heading.end"),
    ("附件:", damage.write("附件：1", "附件:1"), "annex-note.colon"),
    ("附件1：", damage.write("附件：1.", "附件1："), "annex-note.form"),
    ("附件：1、", damage.write("附件：1.", "附件：1、"), "annex-note.form"),
    ("name with a full stop", damage.write("附件：1.政务服务情况表", "附件：1.政务服务情况表。"), "annex-note.end"),
    ("second name with a semicolon", damage.write("2.企业开办情况表", "2.企业开办情况表；"), "annex-note.end"),
    ("note on annexes at the left", damage.flush("附件："), "annex-note.indent"),
    ("附件一", damage.write("附件1", "附件一"), "annex.form"),
    ("附件1：", damage.write("附件1", "附件1："), "annex.form"),
    ("附件1 in 仿宋", damage.mark_in_fangsong, "annex.font"),
    ("附件1 indented", damage.layout("附件1", first_line_indent=Pt(32)), "annex.flush"),
    ("annex on the same page", damage.layout("附件1", page_break_before=False), "annex.page"),
    ("annex' title on line 2", damage.drop('//w:p[preceding-sibling::w:p[1][.//w:t="附件1"]]'), "annex.title"),
    ("2026年01月05日", damage.say("2026年01月05日办结。"), "date.zero"),
    ("2026年11月05日", damage.say("自2026年11月05日起。"), "date.zero"),
    ("[2026]", damage.say("见×府〔2025〕7号、×办发[2026]5号。"), "docno.bracket"),
    ("（2026）", damage.say("见×办发（2026）5号。"), "docno.bracket"),
    ("第5号", damage.say("见×办发〔2026〕第5号。"), "docno.number"),
    ("05号", damage.say("见×办发〔2026〕05号。"), "docno.number"),
    ("wide table", damage.attribute("//w:gridCol", qn("w:w"), "4000"), "table.width"),
    ("header row", damage.drop("//w:tblHeader"), "table.header"),
    ("rows break", damage.drop("//w:cantSplit"), "table.split"),
    ("wide picture", damage.attribute("//wp:extent", "cx", str(190 * 36000)), "picture.width"),
    ("floating picture", damage.floating, "picture.floating"),
    ("picture in an exact line", damage.style("图片", line_spacing=Pt(28.95)), "picture.line"),
    ("no alternative text", damage.attribute("//wp:docPr", "descr", ""), "picture.alt"),
    ("picture called image1.png", damage.attribute("//wp:docPr", "descr", "image1.png"), "picture.alt"),
    ("typed caption", damage.typed_caption, "caption.field"),
    ("half-width comma", damage.say("企业开办,一次办好。"), "text.half-width"),
    ("half-width brackets", damage.say("国内生产总值(GDP)增长。"), "text.half-width"),
    ("straight quotes", damage.say('推行"一网通办"。'), "text.quotes"),
    ("full-width digits", damage.say("共１２项。"), "text.full-width"),
    ("three full stops", damage.say("等等。。。"), "text.ellipsis"),
    ("dots", damage.say("一网通办...等。"), "text.ellipsis"),
    ("two hyphens", damage.say("目标--全程网办。"), "text.dash"),
    ("、 between quotation marks", damage.say("推行“一网通办”、“一事联办”等。"), "text.listing"),
    ("、 between 书名号", damage.say("出台《办法》、《细则》。"), "text.listing"),
    ("，，", damage.say("企业开办，，一次办好。"), "text.repeated"),
    ("4～6%", damage.say("增长4～6%。"), "text.range-percent"),
    ("13～17万元", damage.say("每户13～17万元。"), "text.range-unit"),
    ("4%-6%", damage.say("增长4%-6%左右波动。"), "text.range-dash"),
    ("17% for 17 points", damage.say("满意率82%，比上年65%高17%。"), "text.points"),
    ("a share rises by %", damage.say("网办占比提高5%。"), "text.points"),
    ("减少2倍", damage.say("时限减少2倍。"), "text.times"),
    ("26年5月", damage.say("自26年5月起。"), "text.year"),
    ("159265件", damage.say("全年159265件。"), "text.thousands"),
    ("约……左右", damage.say("约1000人左右。"), "text.approximate"),
    ("平米", damage.say("面积200平米。"), "text.unit"),
    ("spaces between 汉字", damage.say("企业开办 一次办好。"), "text.spaces"),
    ("a tag", damage.say("{{ 单位 }}负责。"), "text.placeholder"),
    ("×××", damage.say("×××同志。"), "text.placeholder"),
    ("None", damage.say("共None件。"), "text.placeholder"),
    ("a lost reference", damage.say("见错误!未找到引用源。"), "text.placeholder"),
    ("inserted text", damage.add("增速", INSERTED), "file.revisions"),
    ("deleted text", damage.add("增速", DELETED), "file.revisions"),
    ("comment", damage.comment, "file.comments"),
    ("hidden text", damage.hidden, "file.hidden"),
    ("unfilled control", damage.add("增速", UNFILLED), "file.prompts"),
    ("empty lines", damage.empty_lines, "file.empty"),
    ("theme font", damage.theme_font, "fonts.theme"),
    ("硚 in 仿宋_GB2312", damage.rare, "fonts.gb2312"),
    ("“” in Times", damage.latin_signs, "fonts.signs"),
    ("Japanese", damage.language, "file.language"),
    ("compatibility mode", damage.setting('//w:compatSetting[@w:name="compatibilityMode"]', val="12"), "file.mode"),
    ("no title property", damage.titleless, "file.title"),
)  # fmt: skip


def test_a_good_file_keeps_every_rule(tmp_path: Path) -> None:
    assert ids(tmp_path, good()) == set()


@pytest.mark.parametrize(("spoil", "rule"), [defect[1:] for defect in DEFECTS], ids=[defect[0] for defect in DEFECTS])
def test_each_defect_is_found_by_its_rule_alone(tmp_path: Path, spoil: damage.Damage, rule: str) -> None:
    document = letter()
    spoil(document)
    assert ids(tmp_path, bytes_of(document)) == {rule}


def without_title() -> bytes:
    """The good one up to its annex, without title and addressee."""
    document = letter()
    start = starting(document, "附件1")._p
    for element in [
        *start.itersiblings(qn("w:p")),
        start,
        starting(document, "关于")._p,
        starting(document, "各区")._p,
    ]:
        element.getparent().remove(element)
    return bytes_of(document)


def test_a_text_without_a_title_is_told(tmp_path: Path) -> None:
    assert ids(tmp_path, without_title()) == {"title.missing"}
    assert ids(tmp_path, without_title(), Profile.PLAIN) == set()


def test_a_letter_has_no_page_number_on_its_first_page(tmp_path: Path) -> None:
    assert ids(tmp_path, good(), Profile.LETTER) == {"letter.first-page"}
    document = letter()
    document.sections[0].different_first_page_header_footer = True
    assert ids(tmp_path, bytes_of(document), Profile.LETTER) == set()


def test_an_annex_bound_apart_begins_with_its_mark(tmp_path: Path) -> None:
    assert ids(tmp_path, good(), Profile.ANNEX) == {"annex.missing"}
    document = letter()
    for element in list(starting(document, "附件1")._p.itersiblings(preceding=True)):
        element.getparent().remove(element)
    assert ids(tmp_path, bytes_of(document), Profile.ANNEX) == set()


def test_another_text_is_not_asked_for_the_layout(tmp_path: Path) -> None:
    document = letter()
    document.sections[0].left_margin = Mm(20)
    damage.east("Body Text", "宋体")(document)
    damage.flush("增速")(document)
    assert ids(tmp_path, bytes_of(document), Profile.PLAIN) == set()
    damage.say("企业开办,一次办好。")(document)
    assert ids(tmp_path, bytes_of(document), Profile.PLAIN) == {"text.half-width"}


def test_every_rule_has_a_defect_that_it_finds() -> None:
    elsewhere = {"title.missing", "letter.first-page", "annex.missing"}
    assert {rule for _, _, rule in DEFECTS} | elsewhere == {rule.id for rule in RULES}


def test_the_table_of_rules_is_whole() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.item
        assert rule.required
        assert rule.remedy.endswith("。")
        assert rule.profiles


def test_what_is_required_rests_on_the_standard() -> None:
    """An exit code of 1 needs a clause, not a custom."""
    for rule in RULES:
        assert rule.strength is not Strength.REQUIRED or rule.clause[0].isdigit()
