"""What Word marks while it keeps track of changes is found, whatever kind it is; what it took away is no text."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError
from briefing.ooxml.checks import REVISIONS, revisions
from briefing.ooxml.package import Package
from briefing.ooxml.walk import Walk, runs, text_of
from briefing.ooxml.xml import W, fragment
from tests.conformance.small import docx, p

KINDS = (
    "ins", "del", "moveFrom", "moveTo", "pPrChange", "rPrChange", "sectPrChange", "tblPrChange", "tblGridChange",
    "tblPrExChange", "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
)  # fmt: skip
"""ISO/IEC 29500-1, 17.13.5, written once more: a name that is lost from the list of the program is missed here."""
ADDED, TAKEN = ("ins", "moveTo"), ("del", "moveFrom")


def tracked(kind: str, inside: str = "<w:r><w:t>改</w:t></w:r>") -> str:
    return f'<w:{kind} w:id="1" w:author="甲">{inside}</w:{kind}>'


def test_the_list_holds_every_kind() -> None:
    assert tuple(W + kind for kind in KINDS) == REVISIONS


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_with_a_revision_of_any_kind_is_refused(kind: str) -> None:
    with pytest.raises(BriefingError, match=r"修订（1 处，word/document\.xml）"):
        Package.open(docx(p("文") + f"<w:p>{tracked(kind, '')}</w:p>"), checks=(revisions,))


@pytest.mark.parametrize(("kinds", "shown"), [(ADDED, "前改后"), (TAKEN, "前后")])
def test_what_was_added_is_text_and_what_was_taken_away_is_none(kinds: tuple[str, ...], shown: str) -> None:
    for kind in kinds:
        around = f"<w:p><w:r><w:t>前</w:t></w:r>{tracked(kind)}<w:r><w:t>后</w:t></w:r></w:p>"
        assert text_of(fragment(around)) == shown
        assert len(list(runs(fragment(around)))) == len(shown)


@pytest.mark.parametrize(("kinds", "count"), [(ADDED, 2), (TAKEN, 1)])
def test_whole_paragraphs_that_were_taken_away_are_not_met(kinds: tuple[str, ...], count: int) -> None:
    for kind in kinds:
        body = fragment(f"<w:body>{tracked(kind, p('改'))}{p('文')}</w:body>")
        assert len(list(Walk().paragraphs(body))) == count
