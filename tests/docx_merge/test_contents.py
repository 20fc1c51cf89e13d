"""Tables of contents, references to pages, and what LibreOffice shows of the merged file."""

from __future__ import annotations

import io
import re

import pytest
from pypdf import PdfReader

from briefing.errors import Problem, Severity
from briefing.render import pdf
from briefing.render.pdf import to_pdf
from tests.office import NEEDED
from tests.render.word.samples import find, part, value

from .files import annex, briefing, foreign, listed, merged, pointing, turned


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice."""
    monkeypatch.setattr(pdf, "libreoffice", lambda: None)


@pytest.mark.usefixtures("nothing_installed")
def test_a_table_of_contents_takes_in_its_own_annex_only() -> None:
    root = part(merged(listed(), listed(), listed(2)))
    codes = [code.split() for code in find(root, "//w:instrText/text()") if code.split()[0] == "TOC"]
    marks = [code[code.index("\\b") + 1] for code in codes]
    assert len(set(marks)) == len(marks) == 3
    for name in marks:
        number = value(root, f"//w:bookmarkStart[@w:name='{name}']/@w:id")
        start, end = (find(root, f"//w:bookmark{side}[@w:id='{number}']")[0] for side in ("Start", "End"))
        inside = [item for item in root.iter() if item.tag.endswith("}p")]
        between = inside[inside.index(start.getparent()) : inside.index(end.getparent()) + 1]
        assert [("附件" in "".join(item.itertext())[:2]) for item in between].count(True) == 1


@pytest.mark.usefixtures("nothing_installed")
def test_a_base_without_a_table_of_contents_is_given_no_bookmark() -> None:
    assert not find(part(merged(briefing(), annex())), "//w:bookmarkStart[@w:name='_MemoBody']")


@pytest.mark.usefixtures("nothing_installed")
def test_without_libreoffice_page_numbers_stay_and_that_is_told() -> None:
    warnings: list[Problem] = []
    data = merged(briefing(), foreign(pointing), warnings=warnings)
    assert value(part(data), "//w:fldSimple//w:t") == "1"
    assert [item.severity for item in warnings] == [Severity.WARNING]
    assert "页码" in str(warnings[0])
    assert "F9" in str(warnings[0])


@pytest.mark.usefixtures("nothing_installed")
def test_where_no_page_number_is_shown_nothing_is_told() -> None:
    warnings: list[Problem] = []
    merged(briefing(), annex(), foreign(), warnings=warnings)
    assert warnings == []


@pytest.mark.slow
@NEEDED
def test_page_numbers_of_contents_are_those_of_the_joined_file() -> None:
    warnings: list[Problem] = []
    data = merged(briefing(), listed(), listed(2), warnings=warnings)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(data))).pages]
    starts = [number for number, text in enumerate(pages, 1) if re.match(r"附件 ?\d", text)]
    shown = [[int(found) for found in re.findall(r"·+ ?(\d+)$", pages[start - 1], re.MULTILINE)] for start in starts]
    own = [
        int(item)
        for item in find(part(listed()), "//w:p[.//w:instrText[contains(.,'PAGEREF')]]//w:t[last()]/text()")
        if item.isdigit()
    ]
    assert shown == [[page + start - 1 for page in own] for start in starts]
    assert own
    assert warnings == []


@pytest.mark.slow
@NEEDED
def test_references_to_pages_of_an_annex_follow_it() -> None:
    base = foreign(pointing)
    root = part(merged(base, annex(), foreign(pointing)))
    assert find(root, "//w:fldSimple//w:t/text()") == ["1", "5"]


@pytest.mark.slow
@NEEDED
@pytest.mark.parametrize("base", [briefing, lambda: foreign(turned)], ids=["ours", "foreign"])
def test_libreoffice_shows_the_pages_of_the_parts_in_order(base: object) -> None:
    files = [base(), annex(), foreign(turned)]  # type: ignore[operator]
    alone = [_pages(item) for item in files]
    together = _pages(merged(*files))
    assert [size for size, _ in together] == [size for item in alone for size, _ in item]
    assert [text for _, text in together] == [text for item in alone for _, text in item]


def _pages(docx: bytes) -> list[tuple[tuple[int, int], str]]:
    """Size and text of each page, without the number of the page."""
    reader = PdfReader(io.BytesIO(to_pdf(docx)))
    return [
        ((round(page.mediabox.width), round(page.mediabox.height)),
         re.sub(r"—\d+—", "", "".join(page.extract_text().split())))
        for page in reader.pages
    ]  # fmt: skip
