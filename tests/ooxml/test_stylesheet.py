"""Styles are found by name and id and followed down to what they rest on."""

from __future__ import annotations

from briefing.ooxml.stylesheet import StyleSheet
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
