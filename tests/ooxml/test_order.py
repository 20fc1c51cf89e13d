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
        ("<w:pPr><w:jc/><w:rPr/><w:pStyle/></w:pPr>", ["pStyle", "jc", "rPr"]),
    ],
)
def test_properties_that_a_program_wrote_anyhow_are_put_in_order(written: str, wanted: list[str]) -> None:
    root = fragment(f"<w:body>{written}</w:body>")
    sort_children(root)
    assert [local(item) for item in root[0]] == wanted
