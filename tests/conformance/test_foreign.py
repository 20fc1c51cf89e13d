"""Files as colleagues write them, without styles: what a paragraph is shows in its words and its look."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.conformance.check import lint
from briefing.conformance.paragraph import TextRole

from .small import docx, p, paragraphs, reading

BIG = '<w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/>'
CENTRE = '<w:jc w:val="center"/>'
LONG = "全市推行一网通办，办理环节平均减少一半以上，企业和群众办事更加方便。"


def roles(folder: Path, *lines: str) -> list[TextRole]:
    return [item.role for item in paragraphs(folder, "".join(lines))]


def test_a_text_without_styles_is_understood(tmp_path: Path) -> None:
    lines = {
        p("某市人民政府文件", CENTRE, '<w:color w:val="FF0000"/><w:sz w:val="72"/>'): TextRole.MASTHEAD,
        p("×政〔2026〕5号", CENTRE, '<w:sz w:val="32"/>'): TextRole.MASTHEAD,
        p("关于优化营商环境的", CENTRE, BIG): TextRole.TITLE,
        p("通知", CENTRE, BIG): TextRole.TITLE,
        p(""): TextRole.EMPTY,
        p("各区人民政府："): TextRole.ADDRESSEE,
        p(LONG): TextRole.BODY,
        p("一、总体要求"): TextRole.HEADING,
        p("（一）加强领导。各部门要高度重视，主要负责同志亲自抓，分管负责同志具体抓。"): TextRole.BODY,
        p("（二）严格督查。"): TextRole.HEADING,
        p("1.强化考核"): TextRole.HEADING,
        p("1.强化考核；"): TextRole.BODY,
        p("图1 办理时限"): TextRole.CAPTION,
        p("图1说明办理时限逐年缩短，企业和群众办事更加方便。"): TextRole.BODY,
        p("资料来源：市统计局"): TextRole.OTHER,
        p("附件：1.名单"): TextRole.ANNEX_NOTE,
        p("2.任务表"): TextRole.ANNEX_ITEM,
        p("某市人民政府", '<w:jc w:val="right"/>'): TextRole.CLOSING,
        p("2026年1月5日"): TextRole.CLOSING,
        p("抄送：市委各部门。"): TextRole.CLOSING,
        p("附件1"): TextRole.ANNEX_MARK,
        p("名单"): TextRole.TITLE,
    }
    assert roles(tmp_path, *lines) == list(lines.values())


def test_items_of_a_list_are_no_headings(tmp_path: Path) -> None:
    lists = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
        '</w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    item = p("强化考核", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert [found.role for found in paragraphs(tmp_path, item, numbering=lists)] == [TextRole.LIST]


def test_an_outline_level_makes_a_heading(tmp_path: Path) -> None:
    (item,) = paragraphs(tmp_path, p("概况", '<w:outlineLvl w:val="1"/>'))
    assert (item.role, item.level, item.real) == (TextRole.HEADING, 2, True)


def found(folder: Path, body: str, **others: str) -> dict[str, str]:
    """What each rule finds first."""
    (folder / "a.docx").write_bytes(docx(body, **others))
    findings = lint(folder / "a.docx")
    return {item.rule.id: item.found for item in reversed(findings)}


SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId1"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:footer="1446"/>{0}</w:sectPr>'
)
FIELD = (
    '<w:r><w:t>— </w:t></w:r><w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t> —</w:t></w:r>'
)


@pytest.mark.parametrize("framed", ["outside", "center"])
def test_a_page_number_in_a_frame_stands_where_the_frame_is(tmp_path: Path, framed: str) -> None:
    """As Word and older WPS put it: one footer, on the outer side by its frame."""
    footer = f'<w:p><w:pPr><w:framePr w:hAnchor="margin" w:xAlign="{framed}"/></w:pPr>{FIELD}</w:p>'
    assert ("pageno.side" in found(tmp_path, p(LONG) + SECTION, footer1=footer)) == (framed == "center")


@pytest.mark.parametrize("placed", ["outside", "center"])
def test_a_page_number_in_a_text_box_stands_where_the_box_is(tmp_path: Path, placed: str) -> None:
    """As WPS puts it."""
    footer = (
        f'<w:p><w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="margin"><wp:align>{placed}</wp:align>'
        f"</wp:positionH><wps:wsp><w:txbxContent><w:p>{FIELD}</w:p></w:txbxContent></wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
    )
    got = found(tmp_path, p(LONG) + SECTION, footer1=footer)
    assert "pageno.missing" not in got
    assert ("pageno.side" in got) == (placed == "center")


@pytest.mark.parametrize(("space", "characters"), [("-842", None), ("0", "27")])
def test_a_grid_of_characters_counts(tmp_path: Path, space: str, characters: str | None) -> None:
    """WPS and Word squeeze 28 characters into a line by the grid."""
    section = SECTION.format(f'<w:docGrid w:type="linesAndChars" w:linePitch="579" w:charSpace="{space}"/>')
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val='32'/></w:rPr></w:rPrDefault></w:docDefaults>"
    got = found(tmp_path, p(LONG) + section, styles=styles, footer1=p(""))
    assert got.get("page.characters") == (characters and f"每行 {characters} 字")
    assert "page.lines" not in got


def test_blanks_may_stand_for_the_indent_but_are_told(tmp_path: Path) -> None:
    got = found(tmp_path, p("　　" + LONG) + p(LONG))
    assert got["body.indent"] == "左空 0.0 字"
    assert "body.blanks" in got
    assert "body.indent" not in found(tmp_path, p("　　" + LONG))


@pytest.mark.parametrize(
    ("width", "kind", "wide"),
    [("5000", "pct", False), ("6000", "pct", True), ("0", "auto", False), ("9500", "dxa", True)],
)
def test_a_table_is_as_wide_as_it_says(tmp_path: Path, width: str, kind: str, wide: bool) -> None:
    table = (
        f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="{kind}"/></w:tblPr><w:tblGrid><w:gridCol w:w="8845"/>'
        f"</w:tblGrid><w:tr><w:tc>{p('文')}</w:tc></w:tr></w:tbl>"
    )
    assert ("table.width" in found(tmp_path, table + p("") + SECTION, footer1=p(""))) == wide


def test_pictures_of_older_programs_count(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:pict><v:shape style="position:absolute;width:500pt;height:9pt"><v:imagedata/></v:shape></w:pict>'
        "</w:r></w:p>"
    )
    got = found(tmp_path, body + SECTION, footer1=p(""))
    assert {"picture.width", "picture.floating", "picture.alt"} <= set(got)


def test_a_decorative_picture_needs_no_words(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="x"><a:extLst><a:ext>'
        '<d:decorative xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
        "</a:extLst></wp:docPr>"
        "<a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    assert len(reading(tmp_path, body).pictures) == 1
    assert "picture.alt" not in found(tmp_path, body)


SOUND = (
    "详见https://example.com/a?b=c,d一文。",
    "比例为3:5，版本为GB/T 9704-2012。",
    "电话010-12345678转1234。",
    "2021—2025年累计159265户。",
    "推行“一网通办”、“一事联办”改革和“双随机”、企业自查。",
    "今后10年6个月内完成。",
    "文号为×发〔2026〕12345号。",
    "编号A-3，电话12345678-1转接。",
    "增长5%，增速比上年加快2个百分点。",
    "《对标先进 打造一流》一文指出：“成效明显。”",
    "满意率82%，比上年提高3%左右波动的65%低。",
    "共3项……均已办结——按时。",
    "提高到6%，同比增加2倍。",
    "NaN2O和TODOS不是标记。",
    "电话138****1234。",
)  # fmt: skip


@pytest.mark.parametrize("words", SOUND)
def test_sound_words_are_not_blamed(tmp_path: Path, words: str) -> None:
    assert not [rule for rule in found(tmp_path, p(words)) if rule.startswith(("text.", "date.", "docno."))]


def test_a_finding_in_many_places_is_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(LONG) * 3))
    (finding,) = [item for item in lint(tmp_path / "a.docx") if item.rule.id == "body.indent"]
    assert [position.paragraph for position in finding.positions] == [1, 2, 3]


def test_required_rules_are_told_first(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx(p(LONG)))
    strengths = [item.rule.strength for item in lint(tmp_path / "a.docx")]
    assert strengths == sorted(strengths, key=["规定", "一般", "推荐"].index)
