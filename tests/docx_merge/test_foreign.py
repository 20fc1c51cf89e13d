"""What files of other make hold beside their text: parts, names, fields, stores, lists, defaults."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from docx.document import Document as Memo
from docx.shared import Pt
from openxml_audit import OpenXmlValidator

from briefing.docx_merge.merge import Annex, merge
from briefing.errors import BriefingError, Problem
from briefing.ooxml.xml import Element, W
from tests.office import NEEDED, saved_again
from tests.render.word.samples import find, part, parts, picture, replaced, rezipped, style_names, value

from .files import annex, briefing, foreign, merged, noted, xml

MAIN = "word/document.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
GUID = "{11111111-2222-3333-4444-555555555555}"


def with_body(data: bytes, words: str) -> bytes:
    """The file with more at the end of its text."""
    return replaced(data, MAIN, "<w:sectPr", f"{words}<w:sectPr", 1)


def with_parts(
    data: bytes, new: dict[str, tuple[bytes, str]], relations: dict[str, dict[str, tuple[str, str]]]
) -> bytes:
    """The file with more parts, by name: content and type; and more relations, by part and id: kind and target."""

    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        have |= {name: content for name, (content, _) in new.items()}
        overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in new.items())
        have["[Content_Types].xml"] = have["[Content_Types].xml"].replace(b"</Types>", f"{overrides}</Types>".encode())
        for name, entries in relations.items():
            folder, _, base = name.rpartition("/")
            holder = f"{folder}/_rels/{base}.rels"
            said = "".join(
                f'<Relationship Id="{number}" Type="{OFFICE}/{kind}" Target="{target}"'
                + (' TargetMode="External"/>' if target.startswith("http") else "/>")
                for number, (kind, target) in entries.items()
            )
            empty = (
                b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
            )
            have[holder] = have.get(holder, empty).replace(b"</Relationships>", f"{said}</Relationships>".encode())
        return have

    return rezipped(data, change)


def charted(number: bytes) -> bytes:
    """A memo with a chart over a workbook, whose content is `number`."""
    chart = b'<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    data = with_parts(
        foreign(),
        {
            "word/charts/chart1.xml": (chart, "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
            "word/embeddings/book.xlsx": (number, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        },
        {
            MAIN: {"rIdChart": ("chart", "charts/chart1.xml"), "rIdWeb": ("hyperlink", "https://example.org/a")},
            "word/charts/chart1.xml": {"rId1": ("package", "../embeddings/book.xlsx")},
        },
    )
    drawing = (
        "<w:p><w:r><w:drawing>"
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        '<wp:extent cx="9" cy="9"/><wp:docPr id="1" name="图"/>'
        '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="u">'
        '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="rIdChart"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:hyperlink r:id="rIdWeb"><w:r><w:t>网址</w:t></w:r></w:hyperlink></w:p>'
    )
    return with_body(data, drawing)


def test_charts_come_with_their_workbooks_and_links_with_their_addresses() -> None:
    data = merged(charted(b"first"), charted(b"second"))
    have = parts(data)
    charts = find(part(data), "//*[local-name()='chart']/@r:id")
    assert len(set(charts)) == 2
    found = []
    for relation in charts:
        target = value(part(data, "word/_rels/document.xml.rels"), f"//*[@Id='{relation}']/@Target")
        assert f"word/{target}" in have
        book = value(part(data, f"word/charts/_rels/{target.split('/')[1]}.rels"), "//@Target")
        found.append(have[f"word/{book.removeprefix('../')}"])
    assert found == [b"first", b"second"]
    links = find(part(data), "//w:hyperlink/@r:id")
    assert {value(part(data, "word/_rels/document.xml.rels"), f"//*[@Id='{item}']/@Target") for item in links} == {
        "https://example.org/a"
    }


def pictured(document: Memo) -> None:
    """Has a logo in the header."""
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture().png), width=Pt(50))


def test_a_picture_in_a_header_comes_along_and_is_stored_once() -> None:
    data = merged(foreign(pictured), foreign(pictured))
    assert len([name for name in parts(data) if name.endswith(".png")]) == 1
    headers = [name for name in parts(data) if re.search(r"word/_rels/header\d*\.xml\.rels$", name)]
    assert len(headers) == 2
    for name in headers:
        assert f"word/{value(part(data, name), '//@Target')}" in parts(data)


def bound(text: str) -> bytes:
    """A memo with a number bound to a store that holds `text`, and its title bound to the properties of the file."""
    store = f"<facts xmlns='urn:x'><a>{text}</a></facts>".encode()
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    properties = f'<ds:datastoreItem xmlns:ds="{space}" ds:itemID="{GUID}"/>'.encode()
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    data = with_parts(
        foreign(),
        {
            "customXml/item9.xml": (store, "application/xml"),
            "customXml/itemProps9.xml": (properties, kind),
        },
        {MAIN: {"rIdStore": ("customXml", "../customXml/item9.xml")},
         "customXml/item9.xml": {"rId1": ("customXmlProps", "itemProps9.xml")}},
    )  # fmt: skip
    control = (
        '<w:sdt><w:sdtPr><w:id w:val="5"/><w:dataBinding w:xpath="/a" w:storeItemID="{}"/><w:text/></w:sdtPr>'
        "<w:sdtContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    own = control.format(GUID, text) + control.format("{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "标题").replace(
        '"5"', '"6"'
    )
    return with_body(data, own)


def stores(data: bytes) -> dict[str, bytes]:
    """The stores by their number."""
    have, found = parts(data), {}
    for name in [name for name in have if re.search(r"customXml/item\d+\.xml$", name)]:
        rels = name.replace("customXml/", "customXml/_rels/") + ".rels"
        if rels in have:
            props = f"customXml/{value(part(data, rels), '//@Target').rpartition('/')[2]}"
            found[str(part(data, props).values()[0])] = have[name]
    return found


def test_what_is_bound_finds_its_own_store() -> None:
    data = merged(bound("45.6"), bound("52.3"), bound("45.6"))
    held = stores(data)
    used = find(part(data), "//w:dataBinding/@w:storeItemID")
    assert [re.sub(r"<[^>]*>", "", held[item].decode()) for item in used if item in held] == ["45.6", "52.3", "45.6"]
    assert used[0] == used[-1] == GUID  # the third has the same store as the first
    assert len(held) == len(stores(foreign())) + 2
    ids = find(part(data), "//w:sdtPr/w:id/@w:val")
    assert len(set(ids)) == len(ids)


def test_what_is_bound_to_the_properties_of_an_annex_keeps_what_it_shows() -> None:
    root = part(merged(briefing(), bound("45.6")))
    assert len(find(root, "//w:dataBinding")) == 1
    assert find(root, "//w:sdtContent//w:t/text()") == ["45.6", "标题"]


FIELDS = (
    '<w:p><w:bookmarkStart w:id="3" w:name="目标"/><w:r><w:t>靶</w:t></w:r><w:bookmarkEnd w:id="3"/></w:p>'
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> RE</w:instrText></w:r>'
    '<w:r><w:instrText>F 目</w:instrText></w:r><w:r><w:instrText xml:space="preserve">标 \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>靶</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:hyperlink w:anchor="目标"><w:r><w:t>去</w:t></w:r></w:hyperlink>'
    '<w:fldSimple w:instr=" HYPERLINK \\l &quot;目标&quot; "><w:r><w:t>去</w:t></w:r></w:fldSimple>'
    '<w:fldSimple w:instr=" TITLE "><w:r><w:t>旧标题</w:t></w:r></w:fldSimple></w:p>'
)


def codes(data: bytes) -> list[str]:
    """The codes of fields."""
    root = part(data)
    whole = ["".join(find(item, ".//w:instrText/text()")) for item in root.iter(f"{W}p")]
    return [" ".join(code.split()) for code in (*whole, *find(root, "//w:fldSimple/@w:instr")) if code]


def test_all_that_points_to_a_renamed_bookmark_follows_it() -> None:
    data = merged(with_body(foreign(), FIELDS), with_body(foreign(), FIELDS))
    assert find(part(data), "//w:bookmarkStart/@w:name") == ["目标", "目标_2"]
    assert find(part(data), "//w:hyperlink/@w:anchor") == ["目标", "目标_2"]
    assert codes(data) == ["REF 目标 \\h", "REF 目标_2 \\h", 'HYPERLINK \\l "目标"', "TITLE", 'HYPERLINK \\l "目标_2"']


def test_a_field_of_an_annex_that_tells_something_of_its_file_becomes_its_text() -> None:
    root = part(merged(briefing(), with_body(foreign(), FIELDS)))
    assert "旧标题" in "".join(find(root, "//w:t/text()"))
    assert "TITLE" not in " ".join(find(root, "//w:fldSimple/@w:instr"))


def test_a_table_of_contents_lists_headings_whose_style_was_renamed() -> None:
    contents = (
        '<w:p><w:fldSimple w:instr=" TOC \\o &quot;1-2&quot; \\h "><w:r><w:t>目录</w:t></w:r></w:fldSimple></w:p>'
    )
    data = merged(briefing(), with_body(foreign(), contents))
    [code] = [code for code in codes(data) if code.startswith("TOC")]
    assert '\\t "标题 1（附件）,1"' in code


def chain(data: bytes, number: str) -> list[Element]:
    """The defaults and the styles on which a style rests, it last."""
    root = part(data, "word/styles.xml")
    by_id = {style.get(f"{W}styleId"): style for style in root.iter(f"{W}style")}
    found = []
    while number in by_id:
        found.append(by_id[number])
        number = value(by_id[number], "w:basedOn/@w:val")
    defaults = root.find(f"{W}docDefaults")
    return [*([] if defaults is None else [defaults]), *reversed(found)]


def looks(data: bytes, skip: int = 0) -> list[dict[str, str]]:
    """How each paragraph of the text looks, by its style: sizes, distances, indents, sides, colour."""
    start = value(part(data, "word/styles.xml"), "w:style[@w:default='1'][@w:type='paragraph']/@w:styleId")
    made = []
    for paragraph in list(part(data).iter(f"{W}p"))[skip:]:
        look: dict[str, str] = {"sz": "20", "after": "0", "line": "240", "jc": "left", "colour": "auto"}
        for item in chain(data, value(paragraph, "w:pPr/w:pStyle/@w:val") or start):
            said = item if item.tag == f"{W}style" else None
            run = item.find(f"{W}rPr") if said is not None else item.find(f"{W}rPrDefault/{W}rPr")
            text = item.find(f"{W}pPr") if said is not None else item.find(f"{W}pPrDefault/{W}pPr")
            for key, root, path in (
                ("sz", run, "w:sz/@w:val"), ("colour", run, "w:color/@w:val"), ("jc", text, "w:jc/@w:val"),
                ("after", text, "w:spacing/@w:after"), ("line", text, "w:spacing/@w:line"),
                ("left", text, "w:ind/@w:left"), ("keep", text, "w:keepNext/@w:val"),
            ):  # fmt: skip
                if root is not None and (new := value(root, path)):
                    look[key] = new
        made.append(look)
    return made


@pytest.mark.parametrize(("base", "added"), [(briefing, foreign), (foreign, annex), (foreign, noted)])
def test_paragraphs_look_as_they_did_whatever_the_other_files_defaults(
    base: Callable[[], bytes], added: Callable[[], bytes]
) -> None:
    data, own, count = merged(base(), added()), looks(added()), len(looks(base()))
    explicit = {"left": "0", "keep": "0"}
    assert [explicit | look for look in looks(data, count)][: len(own)] == [explicit | look for look in own]
    assert looks(data)[:count] == looks(base())


def test_fonts_of_a_theme_are_named_where_the_themes_differ() -> None:
    data = merged(briefing(), foreign())
    number = next(number for number, name in style_names(data).items() if name == "标题 1（附件）")
    fonts = find(part(data, "word/styles.xml"), f"//w:style[@w:styleId='{number}']//w:rFonts/@*")
    assert "Calibri" in fonts
    assert not find(part(data, "word/styles.xml"), f"//w:style[@w:styleId='{number}']//@w:asciiTheme")


def test_lists_of_two_memos_of_one_make_share_their_style_and_count_apart() -> None:
    data = merged(foreign(), foreign())
    listed = find(part(data), "//w:p[w:pPr/w:pStyle/@w:val='ListNumber']")
    assert [value(item, "w:pPr/w:numPr/w:numId/@w:val") for item in listed[:2]] == ["", ""]
    own = {value(item, "w:pPr/w:numPr/w:numId/@w:val") for item in listed[2:]}
    assert len(own) == 1
    numbering = part(data, "word/numbering.xml")
    kinds = find(numbering, "w:num/w:abstractNumId/@w:val")
    assert value(numbering, f"w:num[@w:numId='{own.pop()}']/w:abstractNumId/@w:val") in kinds
    nsids = find(numbering, "w:abstractNum/w:nsid/@w:val")
    assert len(set(nsids)) == len(nsids)


def test_a_restart_of_a_list_is_kept() -> None:
    def restarted(document: Memo) -> None:
        numbering = document.part.numbering_part.element
        numbering.append(
            xml('<w:num w:numId="77"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
                "</w:lvlOverride></w:num>")
        )  # fmt: skip
        paragraph = document.add_paragraph("五项")
        paragraph._p.get_or_add_pPr().append(xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>'))

    data = merged(briefing(), foreign(restarted))
    number = value(part(data), "//w:p[contains(.,'五项')]//w:numId/@w:val")
    path = f"w:num[@w:numId='{number}']/w:lvlOverride/w:startOverride/@w:val"
    assert value(part(data, "word/numbering.xml"), path) == "5"


HELD = {
    "comments": ('<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>', "批注"),
    "endnotes": ('<w:p><w:r><w:endnoteReference w:id="2"/></w:r></w:p>', "尾注"),
    "revisions": ('<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>增</w:t></w:r></w:ins></w:p>', "修订"),
    "files in it": ('<w:altChunk r:id="rId1"/>', "别的文件"),
    "files beside it": ('<w:p><w:subDoc r:id="rId1"/></w:p>', "主控文档"),
}


def problems_of(data: bytes, file: str) -> tuple[Problem, ...]:
    """What keeps a file from being an annex."""
    with pytest.raises(BriefingError) as caught:
        merge(foreign(), [Annex(data, file)])
    return caught.value.problems


@pytest.mark.parametrize("name", HELD)
def test_an_annex_that_would_be_damaged_is_refused_with_what_to_do(name: str) -> None:
    held, said = HELD[name]
    [problem] = problems_of(with_body(foreign(), held), "附件1.docx")
    assert said in str(problem)
    assert str(problem).startswith("附件1.docx")
    assert problem.hint.startswith("请")


def test_programs_signatures_and_templates_are_refused() -> None:
    for name, said in (("word/vbaProject.bin", "宏"), ("_xmlsignatures/sig1.xml", "签名")):
        data = rezipped(foreign(), lambda have, name=name: have | {name: b"<x/>"})  # type: ignore[misc]
        assert said in str(problems_of(data, "a.docx"))
    assert ".dotx" in str(
        problems_of(replaced(foreign(), "[Content_Types].xml", "document.main+xml", "template.main+xml"), "a")
    )


def test_all_that_is_wrong_with_all_files_is_told_at_once() -> None:
    spoilt = [with_body(foreign(), HELD["comments"][0] + HELD["revisions"][0]), b"PK", b"\xd0\xcf\x11\xe0"]
    with pytest.raises(BriefingError) as caught:
        merge(foreign(), [Annex(item, f"附件{number}.docx") for number, item in enumerate(spoilt, 1)])
    assert [problem.location.file for problem in caught.value.problems] == [
        "附件1.docx", "附件1.docx", "附件2.docx", "附件3.docx"
    ]  # fmt: skip
    assert "版式文件" not in str(caught.value)


def test_what_newer_programs_need_is_declared_in_the_joined_text() -> None:
    space = "http://schemas.microsoft.com/office/word/2010/wordml"
    own = replaced(foreign(), MAIN, 'mc:Ignorable="', f'xmlns:w99="{space}" mc:Ignorable="w99 ', 1)
    root = part(merged(briefing(), own))
    ignored = root.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable").split()
    assert root.nsmap["w99"] == space
    assert "w99" in ignored
    assert set(ignored) <= root.nsmap.keys()


def test_a_paragraph_without_style_has_in_the_joined_file_that_of_its_own() -> None:
    data = merged(briefing(), foreign())
    [paragraph] = [item for item in part(data).iter(f"{W}p") if "特此函达" in "".join(item.itertext())]
    assert style_names(data)[value(paragraph, "w:pPr/w:pStyle/@w:val")] == "正文（附件）"


def faults(data: bytes, folder: Path) -> set[str]:
    """What a validator says of the file, without where."""
    (folder / "b.docx").write_bytes(data)
    return {error.description for error in OpenXmlValidator().validate(str(folder / "b.docx")).errors}


@pytest.mark.slow
@NEEDED
def test_files_that_libreoffice_saved_are_joined_either_way(tmp_path: Path) -> None:
    other = saved_again(tmp_path, noted())
    for base, added in ((briefing(), other), (other, noted(2))):
        data = merged(base, added)
        assert faults(data, tmp_path) <= faults(other, tmp_path)  # LibreOffice has slips of its own
        words = ["".join(find(part(item), "//w:body//w:t/text()")) for item in (base, added, data)]
        assert words[2] == words[0] + words[1]
        count = len(looks(base))
        assert [look["sz"] for look in looks(data, count)][: len(looks(added))] == [look["sz"] for look in looks(added)]
        assert len(find(part(data, "word/footnotes.xml"), "w:footnote[not(@w:type)]")) == len(
            find(part(data), "//w:footnoteReference")
        )


def test_two_styles_of_one_name_keep_ids_of_their_own(tmp_path: Path) -> None:
    """Captions in Word's own “Caption” and in a “caption” that another program has added, which Word takes for one."""

    def captioned(document: Memo) -> None:
        first = document.styles["Caption"].element
        second = deepcopy(first)
        second.set(f"{W}styleId", "Caption1")
        second.find(f"{W}name").set(f"{W}val", "caption")
        first.addnext(second)
        document.add_paragraph("图1 甲", style="Caption")

    (tmp_path / "a.docx").write_bytes(data := merged(foreign(captioned), annex()))
    ids = [item.casefold() for item in find(part(data, "word/styles.xml"), "//w:style/@w:styleId")]
    assert {"caption", "caption1"} < set(ids)
    assert len(ids) == len(set(ids))
    errors = [str(error) for error in OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors]
    assert [error for error in errors if "stylesWithEffects" not in error] == []
