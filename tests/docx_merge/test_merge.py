"""What stands in the parts stands in the merged file, in order, once, and as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefing.docx_merge.merge import merge
from briefing.model.layout import Layout
from briefing.ooxml.xml import W
from tests.render.word.samples import every_block, find, part, parts, rendered, style_names, value

from .files import annex, briefing, foreign, merged, noted, turned

CASES = {
    "our memo, one annex": (briefing, (annex,)),
    "our memo, three annexes": (briefing, (annex, noted, annex)),
    "a foreign memo, our annexes": (foreign, (annex, noted)),
    "our memo, a foreign annex": (briefing, (foreign, annex)),
    "a foreign memo on its side": (lambda: foreign(turned), (lambda: foreign(turned), annex)),
}


@pytest.fixture(scope="module", params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> tuple[bytes, list[bytes], bytes]:
    """A base, its annexes, and the merged file."""
    base, annexes = CASES[request.param]
    made = [make() for make in annexes]
    return base(), made, merged(base(), *made)


Case = tuple[bytes, list[bytes], bytes]


def words(data: bytes) -> list[str]:
    """The text of each paragraph; that of fields for page numbers apart, which are another file's."""
    return ["".join(find(item, ".//w:t/text()")) for item in part(data).iter(f"{W}p") if find(item, ".//w:t")]


def pages(data: bytes) -> list[dict[str, str]]:
    """Paper and margins of each section."""
    return [
        {f"{name}.{key.removeprefix(W)}": item for name in ("pgSz", "pgMar", "cols", "docGrid")
         for found in section.findall(f"{W}{name}") for key, item in found.attrib.items()}
        for section in part(data).iter(f"{W}sectPr")
    ]  # fmt: skip


def test_all_text_is_there_in_order_and_once(case: Case) -> None:
    base, annexes, data = case
    without_pages = [[line.rstrip("0123456789") for line in words(item)] for item in (base, *annexes)]
    assert [line.rstrip("0123456789") for line in words(data)] == [line for item in without_pages for line in item]


def test_every_page_keeps_paper_margins_grid_and_side(case: Case) -> None:
    base, annexes, data = case
    wanted = [page for item in (base, *annexes) for page in pages(item)]
    assert pages(data)[: len(wanted)] == wanted


def test_the_joined_file_keeps_to_the_schema(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(case[2])
    errors = [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors]
    # python-docx has a styles part for Word 2010 that is not kept in step, its own styles neither.
    assert [error for error in errors if "stylesWithEffects" not in error] == []


def test_the_same_files_give_the_same_bytes(case: Case) -> None:
    base, annexes, data = case
    assert merged(base, *annexes) == data


def test_no_number_or_name_is_there_twice(case: Case) -> None:
    root = part(case[2])
    for path in ("//w:bookmarkStart/@w:name", "//w:bookmarkStart/@w:id", "//wp:docPr/@id"):
        found = [str(item).casefold() for item in find(root, path)]
        assert len(set(found)) == len(found)
    names = [name.casefold() for name in style_names(case[2]).values()]
    assert len(set(names)) == len(names)


def test_all_that_is_pointed_to_is_there(case: Case) -> None:
    data = case[2]
    root, have = part(data), parts(data)
    styles = set(style_names(data))
    assert {str(item) for item in find(root, "//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val")} <= styles
    names = set(find(root, "//w:bookmarkStart/@w:name"))
    codes = [code.split() for code in find(root, "//w:instrText/text()")]
    assert {code[1] for code in codes if code[0] in ("REF", "PAGEREF", "NOTEREF")} <= names
    assert set(find(root, "//w:hyperlink/@w:anchor")) <= names
    lists = {item.get(f"{W}numId") for item in part(data, "word/numbering.xml").iter(f"{W}num")}
    assert set(find(root, "//w:numId/@w:val")) <= lists | {"0"}
    related = {item.get("Id") for item in part(data, "word/_rels/document.xml.rels")}
    assert set(find(root, "//@r:id | //@r:embed")) <= related
    for name in (name for name in have if name.endswith(".rels") and "/_rels/" in name):
        for item in part(data, name):
            if item.get("TargetMode") != "External":
                folder = name.split("_rels/")[0]
                target = item.get("Target").lstrip("/")
                assert target in have or str(Path(folder, target)) in have or target.startswith("../")


def test_parts_of_the_base_keep_their_bytes_unless_something_came_to_them(case: Case) -> None:
    base, _, data = case
    old, new = parts(base), parts(data)
    grown = {"[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml",
             "word/numbering.xml", "word/fontTable.xml", "word/settings.xml", "word/footnotes.xml"}  # fmt: skip
    assert {name for name, content in old.items() if new[name] != content} <= grown


def test_without_annexes_the_file_is_the_base() -> None:
    assert merge(briefing(), []) == briefing()


def test_a_style_that_means_the_same_is_not_doubled() -> None:
    assert style_names(merged(briefing(), annex(), annex(2))).keys() <= {
        *style_names(briefing()),
        *style_names(annex()),
    }


def test_a_style_that_means_something_else_comes_along_once_under_another_name() -> None:
    data = merged(foreign(), annex(), annex(2))
    names = style_names(data)
    assert "标题 1（附件）" in names.values()
    assert not [name for name in names.values() if "附件2" in name]
    number = next(number for number, name in names.items() if name == "标题 1（附件）")
    styles = part(data, "word/styles.xml")
    assert value(styles, f"//w:style[@w:styleId='{number}']/w:pPr/w:outlineLvl/@w:val") == "0"
    assert value(styles, "//w:style[w:name/@w:val='heading 1']/@w:styleId") == "Heading1"


def test_each_annex_counts_its_lists_from_one() -> None:
    data = merged(briefing(), annex(), annex(2))
    numbers = [
        str(item)
        for item in find(part(data), "//w:p[w:pPr/w:pStyle/@w:val='Heading1'][not(contains(.,'资料'))]//w:numId/@w:val")
    ]
    kinds = {
        item.get(f"{W}numId"): value(item, "w:abstractNumId/@w:val")
        for item in part(data, "word/numbering.xml").iter(f"{W}num")
    }
    assert len({kinds[number] for number in numbers} | {"1"}) == 3


def test_captions_count_anew_when_word_updates_them() -> None:
    codes = [code.split() for code in find(part(merged(briefing(), annex(), annex(2))), "//w:instrText/text()")]
    counted = [code for code in codes if code[0] == "SEQ"]
    tables = ["\\r" in code for code in counted if code[1] == "表"]
    assert tables == [False, True, False, True, False]
    assert ["\\r" in code for code in counted if code[1] == "图"] == [False, True, True]


def test_pages_count_on() -> None:
    late = rendered(*every_block(), layout=Layout(mode="attachment", start_page=7))
    data = merged(briefing(), late)
    assert find(part(late), "//w:pgNumType/@w:start") == ["7"]
    assert not find(part(data), "//w:pgNumType/@w:start")


def test_an_annex_without_a_header_has_not_that_of_the_memo() -> None:
    data = merged(foreign(), annex())
    first = next(section for section in list(part(data).iter(f"{W}sectPr"))[1:])
    [relation] = find(first, "w:headerReference[@w:type='default']/@r:id")
    target = value(part(data, "word/_rels/document.xml.rels"), f"//*[@Id='{relation}']/@Target")
    assert not "".join(part(data, f"word/{target}").itertext()).strip()


def test_even_pages_of_a_one_sided_annex_have_its_own_header() -> None:
    data = merged(briefing(), foreign())
    last = list(part(data).iter(f"{W}sectPr"))[-1]
    [odd], [even] = (find(last, f"w:headerReference[@w:type='{side}']/@r:id") for side in ("default", "even"))
    assert odd == even


def test_even_pages_of_a_one_sided_memo_stay_as_they_were() -> None:
    data = merged(foreign(), annex())
    first = next(part(data).iter(f"{W}sectPr"))
    assert len(set(find(first, "w:headerReference/@r:id"))) == 1
    assert {"default", "even"} <= set(find(first, "w:headerReference/@w:type"))
    assert find(part(data, "word/settings.xml"), "w:evenAndOddHeaders")


def test_footnotes_of_a_second_annex_begin_again_in_the_same_form() -> None:
    data = merged(briefing(), noted(), noted(2))
    sections = list(part(data).iter(f"{W}sectPr"))
    assert value(sections[2], "w:footnotePr/w:numRestart/@w:val") == "eachSect"
    assert value(sections[2], "w:footnotePr/w:numFmt/@w:val") == "decimalEnclosedCircleChinese"
    notes = part(data, "word/footnotes.xml")
    ids = find(notes, "w:footnote[not(@w:type)]/@w:id")
    assert find(part(data), "//w:footnoteReference/@w:id") == ids
    assert len(find(notes, "w:footnote[@w:type='separator']")) == 1


def test_identical_pictures_are_there_once() -> None:
    data = merged(briefing(), annex(), annex(2))
    pictures = [content for name, content in parts(data).items() if name.endswith(".png")]
    assert len(pictures) == len(set(pictures)) == 2
    assert len(find(part(data), "//wp:inline")) == 6
    assert len(find(part(data), "//w:tbl//wp:inline")) == 3, "the course of a row stays in its table"
