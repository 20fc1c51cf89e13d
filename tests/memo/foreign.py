"""Memos as other people and other programs write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

from docx import Document
from docx.document import Document as Word
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from tests.conformance import small
from tests.render.word.samples import picture

BODY = "按照要求，我办梳理了有关城市政务服务的做法和数据，现将有关情况报送你们，供决策参考。"
LAST = "特此函告。"
SIGNER, DATE = "某市营商环境办公室", "2026年11月23日"
Change = Callable[[Word], object]


def saved(document: Word) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def say(document: Word, text: str, *, first: float = 2, align: int | None = None) -> Paragraph:
    """A paragraph of 仿宋, 16 pt, `first` characters indented."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.first_line_indent = Pt(16 * first)
    paragraph.alignment = align  # type: ignore[assignment] # python-docx takes numbers
    if text:
        run = paragraph.add_run(text)
        run.font.size = Pt(16)
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    return paragraph


def opening(title: str = "关于报送营商环境情况的函") -> Word:
    """A memo up to the end of its text."""
    document = Document()
    # a hundred looks of tables, twice over: reading and checking them takes most of the time
    for style in [item for item in document.styles if item.type == WD_STYLE_TYPE.TABLE and item.name != "Normal Table"]:
        style.delete()
    [effects] = [id for id, rel in document.part.rels.items() if rel.reltype.endswith("/stylesWithEffects")]
    del document.part.rels[effects]
    heading = say(document, title, first=0, align=1)
    heading.runs[0].font.size = Pt(22)
    say(document, "市人民政府办公室：", first=0)
    say(document, BODY)
    return document


def end(document: Word, *after: str) -> Word:
    """署名 and 成文日期 after an empty line, and what comes `after`."""
    say(document, "")
    say(document, SIGNER, first=0, align=2)
    say(document, DATE, first=0, align=2)
    for text in after:
        say(document, text)
    return document


def letter(*noted: str, change: Change = lambda document: None, after: Sequence[str] = ()) -> bytes:
    """A memo made with python-docx; `noted` is its 附件说明, `change` is made before 署名."""
    document = opening()
    say(document, LAST)
    change(document)
    for place, text in enumerate(noted):
        say(document, text, first=5 if place else 2)
    return saved(end(document, *after))


def with_table(document: Word) -> None:
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "指标"
    table.cell(1, 1).text = "2026年1月1日"


def with_headers(document: Word) -> None:
    section = document.sections[0]
    section.header.paragraphs[0].text = "内部资料"
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0].text = "首页"


def landscape(document: Word) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def with_contents(document: Word) -> None:
    """A table of contents before the text, and a heading that it lists."""
    first = document.paragraphs[2]
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o "1-2" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>一、总体情况</w:t></w:r>'
    )
    for xml in (begin, '<w:r><w:t>二、打算</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'):
        first._p.addprevious(parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"))
    first.insert_paragraph_before("一、总体情况", style="Heading 1")


def with_text_box(document: Word) -> None:
    """A box that holds what looks like a date."""
    document.paragraphs[2]._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict>'
            '<v:shape style="width:90pt;height:40pt">'
            f"<v:textbox><w:txbxContent><w:p><w:r><w:t>2026年5月1日</w:t></w:r></w:p></w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r>"
        )
    )


def with_picture(document: Word) -> None:
    document.add_picture(io.BytesIO(picture().png))


def with_control(document: Word) -> None:
    """署名 and what follows are still to be typed into a content control."""
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    control[1].append(say(document, "（此处盖章）", first=0, align=2)._p)
    document.element.body.insert(-1, control)


FEATURES: dict[str, Change] = {
    "plain": lambda document: None,
    "table": with_table,
    "headers": with_headers,
    "landscape": landscape,
    "contents": with_contents,
    "text box": with_text_box,
    "picture": with_picture,
    "control": with_control,
}
"""What memos have that nothing may happen to."""

_P = '<w:pStyle w:val="1"/>'
_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsia="宋体"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="1"><w:name w:val="Normal"/></w:style>'
)


def wps(*noted: str, spaces: str = small.SPACES) -> bytes:
    """A memo as WPS writes it: styles numbered, blanks for indents, a footnote."""
    run = '<w:rFonts w:hint="eastAsia" w:ascii="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/><w:sz w:val="32"/>'
    far = "　" * 14
    mark = '<w:p><w:r><w:t>见注</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>。</w:t></w:r></w:p>'
    lines = [f"　　{BODY}", *(f"　　{text}" for text in noted), "", f"{far}{SIGNER}", f"{far}　{DATE}"]
    title = small.p("关于情况的函", f'{_P}<w:jc w:val="center"/>', '<w:sz w:val="44"/>')
    body = title + mark + "".join(small.p(line, _P, run) for line in lines)
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>某报，2026年。</w:t></w:r></w:p></w:footnote>'
    page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    made = small.parts(body + page, styles=_STYLES, footnotes=note)
    return small.zipped({name: data.replace(small.SPACES.encode(), spaces.encode()) for name, data in made.items()})


def with_parts(data: bytes, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> bytes:
    """The file with other parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return small.zipped(change({name: archive.read(name) for name in archive.namelist()}))


def replacing(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], dict[str, bytes]]:
    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        assert old.encode() in have[name]
        return have | {name: have[name].replace(old.encode(), new.encode(), 1)}

    return change


def compound(*names: str) -> bytes:
    """The beginning of a compound file (Word 97, or one with a password) whose directory names these streams."""
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(504)
        + b"".join(name.encode("utf-16-le") + bytes(64) for name in names)
    )
