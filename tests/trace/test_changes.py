"""Each kind of editing between two Word files is named once, and nothing else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from briefing.ooxml.package import Package
from briefing.ooxml.zipped import unpack
from briefing.trace.changes import Change, ChangeKind, changes
from briefing.trace.passages import WordText, read_text
from tests.conformance.small import docx, p, parts, zipped
from tests.office import NEEDED, saved_again
from tests.render.word.samples import every_block, rendered

FIRST = "2025年，武汉市优化营商环境。104项高频事项实现“一事联办”。小微企业贷款余额4.74亿元，比上年增长12.5%。"
SECOND = "推行企业开办一日办结。为特殊群体提供上门服务。"
THIRD = "健全政企沟通机制。开展走访活动，收集问题2028个。"
ROWS = (("城市", "贷款余额"), ("武汉市", "4.74"), ("三门峡市", "2.80"))


def cells(*words: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(word)}</w:tc>' for word in words)}</w:tr>"


def heading(text: str) -> str:
    return p(text, '<w:outlineLvl w:val="0"/>')


TABLE = f"<w:tbl>{''.join(cells(*row) for row in ROWS)}</w:tbl>"
BASE = f"{heading('一、做法')}{p(FIRST)}{p(SECOND)}{heading('二、成效')}{p(THIRD)}{TABLE}{p('附：名单。')}"
SPACE = '<w:ins w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">'
GONE = SPACE.replace("w:ins", "w:del")


def text(body: str, **others: str) -> WordText:
    return read_text(Package.open(docx(body, **others)))


def told(item: Change) -> tuple[str, str, str]:
    return item.kind, *("".join(passage.text for passage in side) for side in (item.before, item.after))


def edited(old: str, new: str) -> str:
    assert BASE.count(old) == 1
    return BASE.replace(old, new)


def run(words: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r>"


ITEMS = "104项高频事项实现“一事联办”。"
LOANS = "小微企业贷款余额4.74亿元，比上年增长12.5%。"
SERVICE = "为特殊群体提供上门服务。"
KINDS = [
    ("reworded", edited("高频事项实现", "常办事项全部实现"), ("改写", ITEMS, "104项常办事项全部实现“一事联办”。")),
    ("wholly reworded", edited(SERVICE, "另设绿色通道。"), ("改写", SERVICE, "另设绿色通道。")),
    ("number retyped", edited("4.74亿元", "4.84亿元"), ("改写", LOANS, LOANS.replace("4.74", "4.84"))),
    ("sentence deleted", edited(SERVICE, ""), ("删去", SERVICE, "")),
    ("paragraph deleted", edited(p(SECOND), ""), ("删去", SECOND, "")),
    ("sentence added", edited(SERVICE, f"{SERVICE}设立首贷中心。"), ("增加", "", "设立首贷中心。")),
    ("paragraph moved", edited(p(SECOND), "").replace(p(THIRD), p(THIRD) + p(SECOND)), ("移动", SECOND, SECOND)),
    (
        "sentence moved and changed",
        edited(SERVICE, "").replace("收集问题2028个。", f"收集问题2028个。{SERVICE.replace('特殊', '困难')}"),
        ("移动并改写", SERVICE, SERVICE.replace("特殊", "困难")),
    ),
    ("sentence cut in two", edited("4.74亿元，比", "4.74亿元。比"), ("改写", LOANS, LOANS.replace("元，", "元。"))),
    (
        "sentences joined",
        edited("实现“一事联办”。小微", "实现“一事联办”，小微"),
        ("改写", ITEMS + LOANS, (ITEMS + LOANS).replace("”。", "”，")),
    ),
    (
        "paragraph split",
        edited(p(FIRST), p(FIRST.replace(LOANS, "")) + p(LOANS)),
        ("分段", ITEMS + LOANS, ITEMS + LOANS),
    ),
    (
        "paragraph split within a sentence",
        edited(p(SECOND), p("推行企业开办") + p(SECOND.removeprefix("推行企业开办"))),
        ("分段", "推行企业开办一日办结。", "推行企业开办一日办结。"),
    ),
    (
        "paragraphs joined",
        edited(p(FIRST) + p(SECOND), p(FIRST + SECOND)),
        ("并段", LOANS + SECOND[:11], LOANS + SECOND[:11]),
    ),
    ("cell changed", edited("2.80", "3.80"), ("改写", "三门峡市｜2.80", "三门峡市｜3.80")),
    ("row added", edited("</w:tbl>", f"{cells('天河区', '1.55')}</w:tbl>"), ("增加", "", "天河区｜1.55")),
    ("row deleted", edited(cells(*ROWS[2]), ""), ("删去", "三门峡市｜2.80", "")),
    ("table deleted", edited(TABLE, ""), ("删去", "".join(map("｜".join, ROWS)), "")),
    (
        "column added",
        BASE.replace(
            TABLE, f"<w:tbl>{''.join(cells(*row, 'AB'[:at] or '户数') for at, row in enumerate(ROWS))}</w:tbl>"
        ),
        ("增加", "", "户数AAB"),
    ),
    (
        "column deleted",
        BASE.replace(TABLE, f"<w:tbl>{''.join(cells(row[0]) for row in ROWS)}</w:tbl>"),
        ("删去", "贷款余额4.742.80", ""),
    ),
    ("heading changed", edited("二、成效", "二、主要成效"), ("改写", "二、成效", "二、主要成效")),
]


@pytest.mark.parametrize(("body", "expected"), [kind[1:] for kind in KINDS], ids=[kind[0] for kind in KINDS])
def test_each_kind_of_editing_is_named_once(body: str, expected: tuple[str, str, str]) -> None:
    assert [told(item) for item in changes(text(BASE), text(body))] == [expected]


def test_several_edits_are_each_named_once() -> None:
    body = edited(p(SECOND), "").replace(p(THIRD), p(THIRD) + p(SECOND)).replace("高频事项", "常办事项")
    body = body.replace("附：名单。", "附：名单。共三页。").replace("2.80", "2.81")
    kinds = sorted(item.kind for item in changes(text(BASE), text(body)))
    assert kinds == sorted((ChangeKind.REWORDED, ChangeKind.REWORDED, ChangeKind.MOVED, ChangeKind.ADDED))


def test_what_is_the_same_has_no_change() -> None:
    assert changes(text(BASE), text(BASE)) == ()
    spaced = BASE.replace("104项", "104项").replace(p(SECOND), p("　　" + SECOND) + p(""))
    assert changes(text(BASE), text(spaced)) == ()


SECTION = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="{height}"/><w:pgMar w:top="2098" w:bottom="1984" w:left="{left}" '
    'w:right="1474"/></w:sectPr>'
)
FORMS = {
    "bold": (
        f"<w:p>{run('推行企业开办')}{run('一日办结', '<w:b/>')}{run('。' + SERVICE)}</w:p>",
        "加粗“一日办结”",
    ),
    "all of it": (p(SECOND, run="<w:b/><w:u w:val='single'/>"), "加粗、加下划线"),
    "left": (p(SECOND, '<w:jc w:val="left"/>'), None),
    "centred": (p(SECOND, '<w:jc w:val="center"/>'), "对齐方式"),
    "superscript": (p(SECOND, run='<w:vertAlign w:val="superscript"/>'), "设为上标"),
    "subscript": (p(SECOND, run='<w:vertAlign w:val="subscript"/>'), "设为下标"),
    "indent": (p(SECOND, '<w:ind w:firstLineChars="26"/>'), "缩进"),
    "no indent to speak of": (p(SECOND, '<w:ind w:firstLineChars="25"/>'), None),
    "indent for blanks": (p(f"　　{SECOND}", '<w:ind w:firstLineChars="0"/>'), None),
    "lines": (p(SECOND, '<w:spacing w:line="560" w:lineRule="exact"/>'), "行距"),
    "number": (p(SECOND, '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'), "加自动编号"),
    "style": (p(SECOND, '<w:pStyle w:val="Quote"/>'), "段落样式"),
}


@pytest.mark.parametrize("kind", FORMS)
def test_what_is_seen_of_a_paragraph_is_told(kind: str) -> None:
    body, note = FORMS[kind]
    others = {
        "numbering": '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt '
        'w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId '
        'w:val="0"/></w:num>',
        "styles": '<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style>',
    }
    found = changes(text(BASE, **others), text(edited(p(SECOND), body), **others))
    assert [(item.kind, item.note) for item in found] == ([("格式", note)] if note else [])


@pytest.mark.parametrize(
    ("section", "notes"),
    [
        ({"height": 16838, "left": 1587}, []),
        ({"height": 16838, "left": 1612}, []),  # not half a millimetre
        ({"height": 16838, "left": 567}, ["左边距由28毫米改为10毫米"]),
        ({"height": 11906, "left": 1587}, ["纸张由210×297毫米改为210×210毫米"]),
    ],
)
def test_another_size_of_the_page_is_told(section: dict[str, int], notes: list[str]) -> None:
    before, after = (text(BASE + SECTION.format(**held)) for held in ({"height": 16838, "left": 1587}, section))
    assert [(item.kind, item.note) for item in changes(before, after)] == [("页面", note) for note in notes]


@pytest.mark.parametrize("new", [p("另有一句新话。" + LOANS), p("另有一句新话。") + p(LOANS)])
def test_a_paragraph_that_was_split_where_a_sentence_was_added_is_both(new: str) -> None:
    found = changes(text(BASE), text(edited(p(FIRST), p(FIRST.replace(LOANS, "")) + new)))
    assert list(map(told, found)) == [("增加", "", "另有一句新话。"), ("分段", ITEMS + LOANS, ITEMS + LOANS)]


def test_words_that_were_made_bold_in_a_reworded_sentence_are_named_too() -> None:
    """From four signs on that stayed: fewer may stand in another place."""
    for kept, notes in (("推行企业", ["加粗“推行企业”"]), ("推行企", [])):
        rest = "推行企业开办一日办结。".removeprefix(kept)
        changed = f"{run(kept, '<w:b/>')}{run('新' + rest.replace('一日', '半日') + SERVICE)}"
        found = changes(text(BASE), text(edited(p(SECOND), f"<w:p>{changed}</w:p>")))
        assert [item.note for item in found if item.kind is ChangeKind.FORM] == notes
        assert [item.kind for item in found][:1] == [ChangeKind.REWORDED]


PENDING: dict[str, tuple[Callable[[str], str], ChangeKind]] = {
    "words": (
        lambda base: base.replace(
            p(SECOND),
            f"<w:p>{run('推行企业开办')}{GONE}{run('一').replace('w:t>', 'w:delText>')}</w:del>"
            f"{SPACE}{run('半')}</w:ins>{run('日办结。' + SERVICE)}</w:p>",
        ),
        ChangeKind.REWORDED,
    ),
    "paragraph": (
        lambda base: base.replace(
            p(SECOND),
            f"<w:p><w:pPr><w:rPr>{GONE[:-1]}/></w:rPr></w:pPr>"
            f"{GONE}{run(SECOND).replace('w:t>', 'w:delText>')}</w:del></w:p>",
        ),
        ChangeKind.DELETED,
    ),
    "row": (
        lambda base: base.replace(
            cells(*ROWS[2]), cells(*ROWS[2]).replace("<w:tr>", f"<w:tr><w:trPr>{GONE[:-1]}/></w:trPr>")
        ),
        ChangeKind.DELETED,
    ),
}


@pytest.mark.parametrize("kind", PENDING)
def test_changes_that_nobody_accepted_are_read_as_accepted(kind: str) -> None:
    change, expected = PENDING[kind]
    after = text(change(BASE))
    assert after.pending > 0
    assert [item.kind for item in changes(text(BASE), after)] == [expected]


def test_a_comment_is_named_once() -> None:
    mark = f'{SERVICE}</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r><w:r><w:t>'
    said = f'<w:comment w:id="0" w:author="王某">{p("请核实。")}</w:comment>'
    whole = parts(edited(SERVICE, mark), styles="")
    names = ("[Content_Types].xml", "word/_rels/document.xml.rels", "word/styles.xml")
    replaced = {name.replace("styles", "comments"): whole.pop(name).replace(b"styles", b"comments") for name in names}
    replaced["word/comments.xml"] = replaced["word/comments.xml"].replace(
        b"></w:comments>", f">{said}</w:comments>".encode()
    )
    after = read_text(Package.open(zipped(whole | replaced)))
    found = changes(text(BASE), after)
    assert [(item.kind, item.note) for item in found] == [("批注", f"新增批注：王某：请核实。（批在“{SECOND}”）")]
    assert changes(after, text(BASE))[0].note.startswith("删去批注")


@pytest.mark.slow
@NEEDED
def test_a_file_that_libreoffice_saved_again_is_the_same(tmp_path: Path) -> None:
    before = rendered(*every_block())
    again = saved_again(tmp_path, before)
    assert again != before
    assert changes(*(read_text(Package.open(data)) for data in (before, again))) == ()


@pytest.mark.slow
@NEEDED
def test_of_a_theme_for_several_languages_no_font_has_changed(tmp_path: Path) -> None:
    """Its 正文 names no font; LibreOffice writes the name of that for the language of the settings, Japanese."""
    document, before = Document(), io.BytesIO()
    document.add_paragraph("正文。")
    document.save(before)
    again = saved_again(tmp_path, before.getvalue())
    assert "ＭＳ 明朝".encode() in unpack(again)["word/styles.xml"]
    assert changes(*(read_text(Package.open(data)) for data in (before.getvalue(), again))) == ()


def test_a_cell_of_several_paragraphs_is_compared_sign_by_sign() -> None:
    cell = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>"
    before, after = (
        cell.format(p("甲") + p("") + p("乙丙"), p("丁")),
        cell.format(p("甲") + p("乙丙", run="<w:b/>"), p("丁")),
    )
    (row,) = text(before).passages
    assert (row.text, len(row.formats)) == ("甲\n乙丙｜丁", len(row.text))
    assert [item.note for item in changes(text(before), text(after))] == ["加粗“乙丙”"]
