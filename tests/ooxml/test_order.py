"""Children stand in the order of the schema."""

from __future__ import annotations

import pytest

from briefing.ooxml.order import sort_children
from briefing.ooxml.xml import fragment, local


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("<w:style><w:rPr/><w:uiPriority/><w:name/></w:style>", ["name", "uiPriority", "rPr"]),
        ("<w:sectPr><w:pgNumType/><w:pgSz/></w:sectPr>", ["pgSz", "pgNumType"]),
        ("<w:tblPr><w:tblLook/><w:tblLayout/><w:tblW/></w:tblPr>", ["tblW", "tblLayout", "tblLook"]),
        ("<w:lvl><w:start/><w:pStyle/><w:numFmt/></w:lvl>", ["start", "numFmt", "pStyle"]),
        ("<w:rPr><w:b/><w:sz/><w:b/></w:rPr>", ["b", "sz"]),
        ("<w:sectPr><w:footerReference/><w:footerReference/></w:sectPr>", ["footerReference"] * 2),
        ("<w:pPr><w:jc/><w:rPr/><w:pStyle/></w:pPr>", ["pStyle", "jc", "rPr"]),
    ],
)
def test_properties_that_a_program_wrote_anyhow_are_put_in_order(written: str, wanted: list[str]) -> None:
    root = fragment(f"<w:body>{written}</w:body>")
    sort_children(root)
    assert [local(item) for item in root[0]] == wanted


def test_a_style_has_no_layout_of_tables() -> None:
    root = fragment("<w:styles><w:style><w:tblPr><w:tblLayout/><w:tblCellMar/></w:tblPr></w:style></w:styles>")
    sort_children(root)
    assert [local(item) for item in root[0][0]] == ["tblCellMar"]
