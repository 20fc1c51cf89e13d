"""Styles are found by name and id and followed down to what they rest on."""

from __future__ import annotations

from briefing.ooxml.length import Twips
from briefing.ooxml.numbering import Numbering
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.theme import read_theme
from briefing.ooxml.xml import W, fragment, value

SHEET = fragment(
    "<w:styles>"
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="Body Text"/><w:basedOn w:val="a"/>'
    '<w:pPr><w:jc w:val="both"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="c"><w:name w:val="heading 1"/><w:basedOn w:val="b"/></w:style>'
    '<w:style w:type="character" w:styleId="s"><w:name w:val="Strong"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="x"/><w:basedOn w:val="y"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="y"><w:name w:val="y"/><w:basedOn w:val="x"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="z"><w:name w:val="z"/><w:basedOn w:val="s"/></w:style>'
    "</w:styles>"
)
STYLES = StyleSheet(SHEET)


def paragraph(style: str = "") -> object:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return fragment(f"<w:p>{named}</w:p>")


def test_names_are_compared_without_regard_to_case_and_by_kind() -> None:
    assert STYLES.id_of("BODY TEXT") == "b"
    assert STYLES.id_of("Strong") == ""
    assert STYLES.id_of("Strong", "character") == "s"


def test_a_chain_goes_down_to_the_last_and_ends_where_it_bites_its_tail() -> None:
    assert STYLES.chain("c") == ["c", "b", "a"]
    assert STYLES.chain("x") == ["x", "y"]
    assert STYLES.chain("z") == ["z"], "a style rests on one of its own kind only"
    assert STYLES.chain("none") == STYLES.chain("") == []


def test_a_paragraph_without_a_style_has_the_default_one_and_a_run_none() -> None:
    assert STYLES.style_of(paragraph()) == STYLES.style_of(paragraph("none")) == "a"  # type: ignore[arg-type]
    assert STYLES.style_of(fragment("<w:r/>")) == ""


def test_the_nearest_level_speaks() -> None:
    said = STYLES.said(paragraph("c"), "jc")  # type: ignore[arg-type]
    assert value(said) == "both"
    assert STYLES.said(paragraph(), "jc") is None  # type: ignore[arg-type]
    defaults = STYLES.defaults("rPr")
    assert defaults is not None
    assert defaults[0].tag == f"{W}sz"


THEME = fragment(
    "<a:theme><a:themeElements><a:fontScheme><a:minorFont><a:latin typeface='Calibri'/><a:ea typeface=''/>"
    "<a:font script='Jpan' typeface='明朝'/><a:font script='Hans' typeface='宋体'/></a:minorFont></a:fontScheme>"
    "</a:themeElements></a:theme>"
)
LISTS = fragment(
    "<w:numbering>"
    "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='条款'/></w:abstractNum>"
    "<w:abstractNum w:abstractNumId='2'><w:styleLink w:val='条款'/>"
    "<w:lvl w:ilvl='0'><w:pPr><w:ind w:left='100'/></w:pPr></w:lvl>"
    "<w:lvl w:ilvl='1'><w:pStyle w:val='b'/><w:pPr><w:ind w:left='200' w:hanging='50'/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId='7'><w:abstractNumId w:val='1'/></w:num>"
    "</w:numbering>"
)


def resolved(defaults: str, own: str) -> StyleSheet:
    """Two styles, b on a, of which `own` is what b says."""
    root = fragment(
        f"<w:styles><w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        f'<w:style w:type="paragraph" w:styleId="b"><w:name w:val="b"/><w:basedOn w:val="a"/>{own}</w:style></w:styles>'
    )
    return StyleSheet(root, read_theme(THEME), Numbering(LISTS))


def test_a_font_of_the_theme_stands_over_a_name_beside_it_and_a_nearer_name_over_both() -> None:
    themed = '<w:rFonts w:eastAsiaTheme="minorEastAsia" w:eastAsia="黑体"/>'
    assert (resolved(themed, "").run_format("b").east, resolved(themed, "").run_format("b").themed) == ("宋体", True)
    named = resolved(themed, '<w:rPr><w:rFonts w:eastAsia="楷体"/></w:rPr>').run_format("b")
    assert (named.east, named.themed) == ("楷体", False)
    assert resolved('<w:rFonts w:eastAsia="仿宋"/>', "").run_format(None).east == "仿宋"


def test_the_list_of_a_style_is_found_through_a_list_style_with_the_level_that_names_the_style() -> None:
    found = resolved("", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>').paragraph_format("b")
    assert (found.list, found.level, found.left, found.hanging) == ("7", 1, Twips(200), Twips(50))
    own = fragment('<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:p>')
    sheet = resolved("", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>')
    assert sheet.paragraph_format("b", own).list == ""
