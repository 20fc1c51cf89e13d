"""A shell is a file from anywhere: filled as a person means it, or refused with what to do."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from briefing.errors import BriefingError
from briefing.model.document import Figure, Heading, Items, Meta, Paragraph
from briefing.model.layout import Layout
from briefing.ooxml.xml import NAMESPACES, W
from briefing.render.word.shell.opening import LIMITS, open_shell
from briefing.render.word.writer import render_docx

from ..samples import (
    META,
    SHELL,
    document,
    figure,
    find,
    lines,
    part,
    parts,
    rendered,
    replaced,
    rezipped,
    text,
    value,
)  # fmt: skip

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
Change = Callable[[dict[str, bytes]], dict[str, bytes]]


def refused(data: bytes) -> str:
    with pytest.raises(BriefingError) as caught:
        open_shell(data)
    assert all(problem.hint for problem in caught.value.problems), "every refusal says what to do"
    return str(caught.value)


def with_part(name: str, content: bytes) -> bytes:
    return rezipped(SHELL, lambda have: have | {name: content})


def without(name: str) -> bytes:
    return rezipped(SHELL, lambda have: {key: value for key, value in have.items() if key != name})


# Damaged or hostile files.


@pytest.mark.parametrize("data", [b"not a zip", SHELL[:3000], SHELL[: len(SHELL) // 2]])
def test_no_zip(data: bytes) -> None:
    assert "版式文件已损坏或不完整" in refused(data)


def test_an_empty_file() -> None:
    assert "版式文件是空的" in refused(b"")


def test_damaged_contents() -> None:
    broken = bytearray(SHELL)
    broken[200:260] = bytes(60)
    assert "版式文件" in refused(bytes(broken))


def test_old_word_file() -> None:
    assert "旧版 .doc" in refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000))


def test_encrypted_word_file() -> None:
    assert "密码" in refused(b"\xd0\xcf\x11\xe0" + bytes(100) + "EncryptedPackage".encode("utf-16-le"))


def test_zip_of_something_else() -> None:
    assert "不是 Word 文档" in refused(rezipped(SHELL, lambda _: {"a.txt": b"a"}))


@pytest.mark.parametrize("name", [DOCUMENT, STYLES, "word/_rels/document.xml.rels", "_rels/.rels"])
def test_missing_part(name: str) -> None:
    assert name in refused(without(name))


def test_zip_bomb() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DOCUMENT, bytes(LIMITS.bytes + 1))
    assert "解压后过大" in refused(target.getvalue())


def test_very_many_parts() -> None:
    many = {f"word/{number}.bin": b"" for number in range(LIMITS.parts + 1)}
    assert "解压后过大" in refused(rezipped(SHELL, lambda have: have | many))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_one_name_twice() -> None:
    target = io.BytesIO(SHELL)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr(DOCUMENT, b"<x/>")
    assert "重名" in refused(target.getvalue())


def test_path_out_of_the_file() -> None:
    assert "越界" in refused(with_part("../evil.xml", b"<x/>"))


@pytest.mark.parametrize("subset", ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "boom">', ""])
def test_document_type(subset: str) -> None:
    start = b"<!DOCTYPE x [%s]><x>" % subset.encode()
    assert "DOCTYPE" in refused(with_part("word/extra.xml", start + b"</x>"))


def test_broken_xml() -> None:
    assert "word/extra.xml" in refused(with_part("word/extra.xml", b"<x>"))


def test_macros() -> None:
    assert "宏" in refused(with_part("word/vbaProject.bin", b"x"))
    assert "宏" in refused(replaced(SHELL, "[Content_Types].xml", "wordprocessingml.document", "ms-word.macroEnabled"))


def test_controls_that_run_programs() -> None:
    assert "控件" in refused(with_part("word/activeX/activeX1.xml", b"<x/>"))


@pytest.mark.parametrize(
    "code", ["DDEAUTO cmd /c calc", "INCLUDETEXT C:\\a.docx", "includepicture x.png", "LINK Excel"]
)
def test_field_that_reads_from_elsewhere(code: str) -> None:
    middle = len(code) // 2  # Word splits a code as it likes
    split = (
        f"<w:r><w:instrText>{code[:middle]}</w:instrText></w:r><w:r><w:instrText>{code[middle:]}</w:instrText></w:r>"
    )
    assert "读取外部内容" in refused(replaced(SHELL, "word/footer1.xml", "</w:pPr>", f"</w:pPr>{split}"))
    simple = f'</w:pPr><w:fldSimple w:instr=" {code} "/>'
    assert "读取外部内容" in refused(replaced(SHELL, DOCUMENT, 'MastheadIssue"/></w:pPr>', f'MastheadIssue"/>{simple}'))


def test_a_link_to_a_web_page_is_no_such_field() -> None:
    link = '</w:pPr><w:fldSimple w:instr=" HYPERLINK http://a.cn "/>'
    open_shell(replaced(SHELL, DOCUMENT, 'MastheadIssue"/></w:pPr>', f'MastheadIssue"/>{link}'))


def test_file_inside_the_file() -> None:
    chunk = '<w:altChunk xmlns:r="r" r:id="rId9"/><w:sectPr>'
    assert "嵌有还没有并入的别的文件" in refused(replaced(SHELL, DOCUMENT, "<w:sectPr>", chunk))


def test_tag_split_across_a_revision() -> None:
    split = "{{ ti</w:t></w:r><w:ins w:id='1'><w:r><w:t>tle }}</w:t></w:r></w:ins><w:r><w:t>"
    assert "修订" in refused(replaced(SHELL, DOCUMENT, "{{ title }}", split))


def test_revision_in_a_style_or_a_note() -> None:
    assert "修订" in refused(replaced(SHELL, STYLES, "<w:qFormat/>", "<w:qFormat/><w:pPr><w:pPrChange/></w:pPr>", 1))
    note = f"<w:footnotes xmlns:w='{NAMESPACES['w']}'><w:del/></w:footnotes>"
    assert "修订" in refused(with_part("word/footnotes.xml", note.encode()))


@pytest.mark.parametrize(
    "data",
    [b"no zip", rezipped(SHELL, lambda have: have | {"word/vbaProject.bin": b"x"}), without("word/styles.xml"),
     with_part("word/extra.xml", b"<x>"), replaced(SHELL, DOCUMENT, "{{p body }}", "正文"),
     replaced(SHELL, DOCUMENT, "{{ title }}", "{{ titel }}")],
)  # fmt: skip
def test_every_refusal_names_the_file_and_nothing_is_written(data: bytes) -> None:
    with pytest.raises(BriefingError) as caught:
        render_docx(document(), {}, data, file="模板/简报/shell.docx")
    assert all(problem.location.file == "模板/简报/shell.docx" for problem in caught.value.problems)
    assert all(problem.hint for problem in caught.value.problems)


def test_word_template() -> None:
    assert ".dotx" in refused(replaced(SHELL, "[Content_Types].xml", "document.main+xml", "template.main+xml"))


@pytest.mark.parametrize("mark", ["<w:ins w:id='1'><w:r/></w:ins>", "<w:del w:id='1'><w:r/></w:del>"])
@pytest.mark.parametrize("name", [DOCUMENT, "word/footer1.xml"])
def test_unaccepted_revision(name: str, mark: str) -> None:
    assert "修订" in refused(replaced(SHELL, name, "</w:pPr>", f"</w:pPr>{mark}"))


def test_link_to_a_file_elsewhere() -> None:
    link = '<Relationship Id="rId99" Type="x/attachedTemplate" Target="http://evil/a.dotm" TargetMode="External"/>'
    name = "word/_rels/document.xml.rels"
    said = refused(replaced(SHELL, name, "</Relationships>", f"{link}</Relationships>"))
    assert "http://evil/a.dotm" in said
    assert "“开发工具—文档模板”里把文档模板改为 Normal" in said


@pytest.mark.parametrize(
    ("instead", "room"),
    [
        ("<w:p/><w:p><w:r><w:t>旁</w:t></w:r></w:p><w:p/>", "第 5 段是空的，可以写在那里。"),
        ("<w:p><w:r><w:t>正文</w:t></w:r></w:p>", "可以在第 4 段后面另起一段写。"),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", "可以在第 4 段后面另起一段写。"),
    ],
)
def test_no_place_for_the_body_is_told_with_one_where_it_could_go(instead: str, room: str) -> None:
    place = '<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>{{p body }}</w:t></w:r></w:p>'
    with pytest.raises(BriefingError, match=rf"没有正文的位置.*单独成段.*{room}"):
        rendered(base=replaced(SHELL, DOCUMENT, place, instead))


@pytest.mark.parametrize(
    ("was", "now", "where"),
    [
        ("{{p body }}", "正文：{{p body }}", "“{{p body }}”（第 5 段）"),
        ("{{p body }}", "{{ body }}", "“{{ body }}”（第 5 段）"),
        ("<w:sectPr>",
         "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>{{p body }}</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:sectPr>",
         "“{{p body }}”（第 1 个表格第 1 行第 1 格）"),
    ],
)  # fmt: skip
def test_a_place_where_no_body_can_stand_is_told_with_where_it_is(was: str, now: str, where: str) -> None:
    base = SHELL if was == "{{p body }}" else replaced(SHELL, DOCUMENT, "{{p body }}", "")
    said = refused(replaced(base, DOCUMENT, was, now))
    assert where in said
    assert "旁边也没有别的文字" in said
    assert "{{ title }}" not in said


def test_two_places_for_the_body() -> None:
    assert "现在有 2 处" in refused(replaced(SHELL, DOCUMENT, "{{ title }}", "{{p body }}"))


def test_numbered_style_without_numbers() -> None:
    counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    assert "没有编号" in refused(replaced(SHELL, STYLES, counted, ""))


def test_page_without_margins() -> None:
    assert "页边距" in refused(replaced(SHELL, DOCUMENT, "w:pgMar", "w:pgBorders"))


# Tags are filled wherever a person puts them, and wrong ones are told.


def test_word_may_split_a_tag_over_runs() -> None:
    split = "{</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>{ ti</w:t></w:r><w:r><w:t>tle }}（试行）"
    data = rendered(Paragraph(text("正文")), base=replaced(SHELL, DOCUMENT, "{{ title }}", split))
    assert ("Title", "三地政务服务比较（试行）") in lines(data)


def test_two_tags_and_words_between_them() -> None:
    base = replaced(SHELL, DOCUMENT, "{{ issue }}", "（{{ issue }}，{{date}}）")
    assert ("报头期号", "（第12期，2026年1月5日）") in lines(rendered(base=base))


def test_the_number_of_an_issue_can_stand_alone() -> None:
    base = replaced(SHELL, DOCUMENT, "{{ issue }}", "总第{{ issue.number }}号")
    assert ("报头期号", "总第12号") in lines(rendered(base=base))


def test_the_look_of_the_place_stays() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{{ title }}</w:t></w:r>"
    base = replaced(SHELL, DOCUMENT, "<w:r><w:t>{{ title }}</w:t></w:r>", bold)
    assert value(part(rendered(base=base)), "//w:r[w:rPr/w:b]") == META.title


def test_footers_are_filled_too() -> None:
    base = replaced(SHELL, "word/footer1.xml", "— ", "{{ office }} — ")
    assert "某市营商环境办 — " in value(part(rendered(base=base), "word/footer1.xml"), ".")


def test_fields_of_the_template_are_tags() -> None:
    base = replaced(SHELL, DOCUMENT, "{{ issue }}", "抄送：{{ 抄送 }}")
    meta = Meta(title="题", fields={"抄送": "市财政局"})
    assert ("报头期号", "抄送：市财政局") in lines(rendered(meta=meta, base=base))


def test_a_value_that_looks_like_a_tag_is_text() -> None:
    assert ("Title", "{{ office }}") in lines(rendered(meta=Meta(title="{{ office }}", office="办")))


def test_a_title_may_break_its_lines() -> None:
    data = rendered(meta=Meta(title="上行中行下行", lines=("上行", "中行", "下行")))
    assert find(part(data), "//w:p[w:r/w:br]/w:r/*[self::w:t or self::w:br]/text()") == ["上行", "中行", "下行"]
    assert len(find(part(data), "//w:br")) == 2


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ titel }}", "您是不是要找“title”"),
        ("{{ title", "写得不完整"),
        ("{{ title | upper }}", "不是照这份版式文件的标记编排的"),
        ("甲{{p body }}", "“{{p body }}”不能写在这里。正文的位置写作 {{p body }}，单独成段，不在表格"),
    ],
)
def test_a_wrong_tag_is_a_problem_with_what_to_do(tag: str, said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        rendered(base=replaced(SHELL, DOCUMENT, "{{ title }}", tag))


# What people and programs do to a shell.


def test_styles_are_found_by_name_whatever_their_ids() -> None:
    base = SHELL
    for name in (STYLES, DOCUMENT, "word/numbering.xml"):
        base = rezipped(base, _renamed(name))
    data = rendered(Heading(1, text("总体")), base=base)
    assert ("heading 1", "总体") in lines(data)
    assert 'w:val="22"' in parts(data)[DOCUMENT].decode()


def test_parts_that_are_none_of_ours_stay_as_they_were() -> None:
    base = with_part("word/logo.bin", b"logo")
    assert parts(rendered(base=base))["word/logo.bin"] == b"logo"


def test_what_stands_after_the_place_of_the_body_stays_after_it() -> None:
    base = replaced(
        SHELL,
        DOCUMENT,
        "<w:sectPr>",
        '<w:p><w:pPr><w:pStyle w:val="Closing"/></w:pPr><w:r><w:t>报：</w:t></w:r></w:p><w:sectPr>',
    )
    assert [words for _, words in lines(rendered(Paragraph(text("正文")), base=base))][-2:] == ["正文", "报："]


def test_a_briefing_made_earlier_can_be_a_shell() -> None:
    blocks = (figure(), Items((text("甲"),), ordered=True), Heading(1, text("附记"), numbered=False))
    earlier = replaced(rendered(*blocks, Paragraph(text("旧文"))), DOCUMENT, "旧文", "{{p body }}")
    data = rendered(Figure("new", text("新图"), figure().chart, "新图的说明"), *blocks[1:], base=earlier)
    assert len(find(part(data), "//wp:docPr/@id")) == len(set(find(part(data), "//wp:docPr/@id"))) == 2
    relations = [item.get("Id") for item in part(data, "word/_rels/document.xml.rels")]
    assert len(relations) == len(set(relations))
    for path in ("//w:num/@w:numId", "//w:abstractNum/@w:abstractNumId"):
        ids = find(part(data, "word/numbering.xml"), path)
        assert len(ids) == len(set(ids))
    assert len([name for name in parts(data) if name.endswith(".png")]) == 2
    assert len([item for item in part(data, "_rels/.rels") if "core-properties" in item.get("Type")]) == 1


def test_tables_are_as_wide_as_the_page_of_the_shell_leaves() -> None:
    base = replaced(SHELL, DOCUMENT, 'w:right="1474"', 'w:right="1587"')
    assert open_shell(base).area.width.twips == 11906 - 2 * 1587


def _renamed(name: str) -> Change:
    """Word and WPS in Chinese give the built-in styles ids such as 22."""

    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        return have | {name: have[name].replace(b'"Heading1"', b'"22"')}

    return change


def test_the_shell_itself_has_no_empty_paragraphs() -> None:
    assert all("".join(item.itertext()) for item in part(SHELL).iter(f"{W}p"))


def test_what_is_written_in_a_shell_does_not_stay_in_it() -> None:
    """A shell is read once and kept."""
    first = rendered(Paragraph(text("甲")), layout=Layout("attachment"))
    assert rendered(Paragraph(text("乙"))) != first
    assert rendered(Paragraph(text("甲")), layout=Layout("attachment")) == first
