"""A table of contents is right when the file is opened: entries as in the text, pages from LibreOffice's layout."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from briefing.errors import Problem
from briefing.model.document import Block, Contents, Heading, PageBreak, Paragraph, Run
from briefing.model.layout import Layout
from briefing.ooxml.xml import W
from briefing.render.word.shell.style_names import OPTIONAL, StyleName
from briefing.render.word.toc import heading_pages
from briefing.render.word.writing_context import OutlineEntry
from tests.office import NEEDED

from .samples import SHELL, cite, find, lines, part, rendered, sources, text, value, without_styles

HEADED: tuple[Block, ...] = (
    Heading(1, text("总体情况")),
    Heading(2, (Run("武汉市"), cite())),
    Heading(3, text("细目")),
    Heading(1, text("附记"), numbered=False),
    Heading(1, text("结语")),
    sources(),
)


@pytest.fixture
def no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without LibreOffice."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("briefing.render.pdf._PLACES", ())


def entries(data: bytes) -> list[tuple[str, str]]:
    return [(style, words) for style, words in lines(data) if style.startswith(("toc", "TOC"))]


@pytest.mark.usefixtures("no_office")
def test_the_entries_are_the_headings_with_their_numbers() -> None:
    assert entries(rendered(Contents(2), *HEADED)) == [
        ("TOC Heading", "目录"),
        ("toc 1", "一、总体情况"),
        ("toc 2", "（一）武汉市"),
        ("toc 1", "附记"),
        ("toc 1", "二、结语"),
    ]


@pytest.mark.usefixtures("no_office")
def test_it_is_one_field_of_word_over_all_entries() -> None:
    root = part(rendered(Contents(2), *HEADED))
    listed = [item for item in root.iter(f"{W}p") if value(item, "w:pPr/w:pStyle/@w:val").startswith("TOC")][1:]
    assert value(listed[0], ".//w:instrText").strip() == 'TOC \\o "1-2" \\h \\z \\u'
    assert [
        value(listed[0], "w:r[1]/w:fldChar/@w:fldCharType"),
        value(listed[-1], "w:r[last()]/w:fldChar/@w:fldCharType"),
    ] == [
        "begin",
        "end",
    ]
    marks = find(root, "//w:fldChar/@w:fldCharType")
    assert marks == ["begin", "separate", "end"]


@pytest.mark.usefixtures("no_office")
def test_each_entry_leads_to_its_heading() -> None:
    root = part(rendered(Contents(4), *HEADED))
    for link in find(root, "//w:p/w:hyperlink[starts-with(@w:anchor, '_Toc')]"):
        [heading] = find(root, f"//w:p[w:bookmarkStart/@w:name='{link.get(f'{W}anchor')}']")
        assert value(link, ".").endswith(value(heading, "w:r[1]/w:t"))


@pytest.mark.usefixtures("no_office")
def test_nothing_makes_word_ask_to_update_or_marks_the_field_as_stale() -> None:
    data = rendered(Contents(2), *HEADED)
    assert not find(part(data), "//*[@w:dirty]")
    assert not find(part(data, "word/settings.xml"), "w:updateFields")


@pytest.mark.usefixtures("no_office")
def test_without_libreoffice_there_are_no_page_numbers_and_a_warning_says_so() -> None:
    warnings: list[Problem] = []
    root = part(rendered(Contents(2), *HEADED, warnings=warnings))
    assert not find(root, "//w:instrText[contains(., 'PAGEREF')]")
    [warning] = warnings
    assert warning.severity == "warning"
    assert "目录没有页码" in str(warning)
    assert "更新域" in str(warning)


def test_a_document_without_one_asks_nothing_of_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefing.render.word.writer.heading_pages", None)
    root = part(rendered(*HEADED))
    assert not find(root, "//w:bookmarkStart[starts-with(@w:name, '_Toc')]")


@pytest.mark.usefixtures("no_office")
def test_one_for_long_briefings_only_is_left_out_of_a_short_one() -> None:
    assert not entries(rendered(Contents(2, least=4), *HEADED))
    assert entries(rendered(Contents(2, least=4), *HEADED, Paragraph(text("说明材料。" * 400))))


@pytest.mark.usefixtures("no_office")
def test_a_shell_without_the_styles_gets_them() -> None:
    data = rendered(Contents(2), *HEADED, base=without_styles(SHELL, *OPTIONAL - {StyleName.TITLE}))
    assert [style for style, _ in entries(data)] == ["TOC Heading", "toc 1", "toc 2", "toc 1", "toc 1"]


@pytest.mark.usefixtures("no_office")
def test_where_there_are_no_headings_a_warning_tells_that_it_is_left_out() -> None:
    warnings: list[Problem] = []
    assert not entries(rendered(Contents(2), Paragraph(text("正文")), warnings=warnings))
    assert "目录略去" in str(warnings[0])


def spread() -> Sequence[Block]:
    """Headings on the pages 1, 2, 2 and 4 of a document with its contents on the first."""
    return (
        Contents(2),
        Heading(1, text("甲")),
        PageBreak(),
        Heading(1, text("乙")),
        Heading(2, text("子目")),
        *[Paragraph(text("说明材料。" * 140))] * 2,
        PageBreak(),
        Heading(1, text("丙")),
    )


@pytest.mark.slow
@NEEDED
@pytest.mark.parametrize("start", [1, 6])
def test_page_numbers_are_those_of_the_layout_and_stay_right(start: int) -> None:
    """What is printed in the contents is where a second layout of the finished file has the headings."""
    warnings: list[Problem] = []
    data = rendered(*spread(), layout=Layout(start_page=start), warnings=warnings)
    assert not warnings
    root = part(data)
    shown = [
        (value(link, "w:r[1]/w:t"), int(find(link, ".//w:t/text()")[-1]))
        for link in find(root, "//w:p/w:hyperlink[w:r/w:instrText]")
    ]
    assert shown == [("一、甲", start), ("二、乙", start + 1), ("（一）子目", start + 1), ("三、丙", start + 4)]
    again = heading_pages(
        data, [OutlineEntry(1, "", name.split("、")[-1].split("）")[-1], name) for name, _ in shown], start
    )
    assert list(again.values()) == [page for _, page in shown]


@pytest.mark.slow
@NEEDED
def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(*spread()) == rendered(*spread())
