"""Sources at the foot of the page: real footnotes of Word, each source in full once."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError
from briefing.model.document import Heading, Paragraph, Reference, References, Run
from briefing.model.layout import Layout
from briefing.ooxml.xml import W
from briefing.render.word.shell.style_names import OPTIONAL

from .samples import (
    SHELL,
    cite,
    every_block,
    find,
    lines,
    part,
    parts,
    rendered,
    replaced,
    rezipped,
    sources,
    style_names,
    table,
    text,
    value,
    without_styles,
)

FOOT = Layout(notes="footnotes")
NOTES = "word/footnotes.xml"
WORDS = "《湖北日报》2021年12月8日第6版"
TWO = References((Reference(1, "daily", WORDS, (1,)), Reference(2, "weekly", "周刊", ())))


def noted(data: bytes) -> list[str]:
    """The texts of the notes."""
    return [value(note, ".").strip() for note in find(part(data, NOTES), "w:footnote[not(@w:type)]")]


def test_a_source_is_noted_in_full_where_it_is_first_mentioned() -> None:
    data = rendered(Paragraph((Run("下降"), cite())), sources(), layout=FOOT)
    assert noted(data) == [WORDS]
    [mark] = find(part(data), "//w:footnoteReference/@w:id")
    assert find(part(data, NOTES), f"w:footnote[@w:id='{mark}']")


def test_a_later_mention_refers_to_the_number_of_the_note() -> None:
    root = part(rendered(Paragraph((cite(), Run("又"), cite())), sources(), layout=FOOT))
    assert len(find(root, "//w:footnoteReference")) == 1
    [code] = find(root, "//w:instrText/text()")
    [target] = find(root, "//w:bookmarkStart[following-sibling::w:r/w:footnoteReference]/@w:name")
    assert code.strip() == f"NOTEREF {target} \\f \\h"
    assert find(root, "//w:r[w:rPr/w:rStyle/@w:val='FootnoteReference']/w:t/text()") == ["①"]


def test_notes_are_counted_by_first_mention_wherever_it_stands() -> None:
    first = table(notes=((Run("来源："), cite("weekly")),))
    data = rendered(first, Paragraph((cite(), cite("weekly"))), TWO, layout=FOOT)
    assert noted(data) == ["周刊", WORDS]
    assert find(part(data), "//w:r[w:rPr/w:rStyle/@w:val='FootnoteReference']/w:t/text()") == ["①"]


def test_sources_in_notes_are_not_listed_again_nor_is_an_empty_heading_left() -> None:
    data = rendered(
        Paragraph((Run("下降"), cite())),
        Heading(1, text("资料来源")),
        sources(),
        Paragraph(text("报：市委。"), role="closing"),
        layout=FOOT,
    )
    assert [words for _, words in lines(data) if words][-2:] == ["下降", "报：市委。"]


def test_a_heading_keeps_its_place_if_something_else_stands_below_it() -> None:
    data = rendered(
        Paragraph((cite(),)), Heading(1, text("资料")), sources(), Paragraph(text("另见年鉴。")), layout=FOOT
    )
    assert ("heading 1", "资料") in lines(data)


def test_sources_that_nothing_mentions_stay_in_the_list() -> None:
    data = rendered(Paragraph((cite(),)), Heading(1, text("资料来源")), TWO, layout=FOOT)
    assert lines(data)[-2:] == [("heading 1", "资料来源"), ("资料来源", "[2]周刊")]


def test_an_unlisted_source_is_a_problem_here_too() -> None:
    with pytest.raises(BriefingError, match="“monthly”"):
        rendered(Paragraph((cite("monthly"),)), sources(), layout=FOOT)


def test_notes_have_the_styles_of_word_and_lines_above_them() -> None:
    data = rendered(Paragraph((cite(),)), sources(), layout=FOOT)
    names = style_names(data)
    root = part(data, NOTES)
    assert find(root, "w:footnote/@w:type") == ["separator", "continuationSeparator"]
    assert [names[style] for style in find(root, "//w:pStyle/@w:val")] == ["footnote text"]
    assert [names[style] for style in find(root, "//w:rStyle/@w:val")] == ["footnote reference"]
    assert [names[style] for style in find(part(data), "//w:rStyle/@w:val")] == ["footnote reference"]
    settings = part(data, "word/settings.xml")
    assert find(settings, "w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    order = [child.tag for child in settings]
    assert order.index(f"{W}noLineBreaksBefore") < order.index(f"{W}footnotePr") < order.index(f"{W}compat")


def test_notes_are_counted_in_circles_through_the_whole_document() -> None:
    root = part(rendered(Paragraph((cite(),)), sources(), layout=FOOT))
    assert find(root, "//w:sectPr/w:footnotePr/w:numFmt/@w:val") == ["decimalEnclosedCircleChinese"]
    assert not find(root, "//w:numRestart")


def test_a_shell_without_the_styles_gets_them() -> None:
    data = rendered(Paragraph((cite(),)), sources(), base=without_styles(SHELL, *OPTIONAL), layout=FOOT)
    assert {"footnote text", "footnote reference"} <= set(style_names(data).values())


def saved_by_word(*notes: str) -> bytes:
    """The shell as Word saves it: with a part for footnotes that holds the lines above them, and perhaps notes."""
    first = rendered(Paragraph((cite(),)), sources(), layout=FOOT)
    empty = part(first, NOTES)
    empty.remove(find(empty, "w:footnote[not(@w:type)]")[0])
    from lxml import etree

    base = rezipped(
        first,
        lambda have: (
            have
            | {
                "word/document.xml": parts(SHELL)["word/document.xml"],
                NOTES: etree.tostring(empty),
            }
        ),
    )
    return replaced(base, "word/document.xml", "{{ issue }}</w:t></w:r>", "{{ issue }}</w:t></w:r>" + "".join(notes))


def test_a_shell_that_word_has_saved_keeps_its_part_for_notes() -> None:
    data = rendered(Paragraph((cite(),)), sources(), base=saved_by_word(), layout=FOOT)
    assert noted(data) == [WORDS]
    assert find(part(data, NOTES), "w:footnote/@w:type") == ["separator", "continuationSeparator"]
    for name, key in (("word/_rels/document.xml.rels", "Id"), ("[Content_Types].xml", "PartName")):
        found = [item.get(key) for item in part(data, name) if "footnotes" in str(item.attrib)]
        assert len(found) == 1


def test_a_shell_with_notes_of_its_own_is_refused_with_what_to_do() -> None:
    own = saved_by_word('<w:r><w:footnoteReference w:id="1"/></w:r>')
    with pytest.raises(BriefingError, match=r"已有脚注.*列在文末"):
        rendered(Paragraph((cite(),)), sources(), base=own, layout=FOOT)
    assert rendered(Paragraph((cite(),)), sources(), base=own)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rendered(*every_block(), layout=FOOT) == rendered(*every_block(), layout=FOOT)


def test_a_list_at_the_end_has_no_notes() -> None:
    assert NOTES not in parts(rendered(Paragraph((cite(),)), sources()))
