"""Letterheads of different make, as offices have them: nothing in a style, all of it formatted by hand."""

from __future__ import annotations

import io
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from briefing.ooxml.markup import escape

NAMES = nsdecls("w", "wp", "a", "r") + (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
NAME, OFFICE = "营商环境工作简报", "某市营商环境建设局办公室"
HEAD = (NAME, "第12期", f"{OFFICE}\t2026年2月28日", "2月份营商环境情况")
TEXT = (
    "一、总体情况",
    "2月份，全市新登记经营主体1.23万户，同比增长8.5%，办事时间继续压缩。",
    "（一）政务服务",
    "各县（市、区）推行一窗受理，群众和企业办事更加便利，平均办理时间为2个工作日。",
)
END = ("报：市委、市政府领导同志", "发：市直有关单位", "责任编辑：李四　　共印50份")
LOOKS = {
    "head": '<w:color w:val="FF0000"/><w:sz w:val="96"/>',
    "title": '<w:sz w:val="44"/>',
    "text": '<w:sz w:val="32"/>',
}


def line(words: str, look: str = "text", align: str = "both", extra: str = "", *, font: str = "仿宋_GB2312") -> str:
    """A paragraph that is formatted by hand; a tab or a line goes where Word has it."""
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in words.split("\t"))
    fonts = f'<w:rFonts w:eastAsia="{font}"/>'
    indent = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if look == "text" and align == "both" else ""
    return (
        f'<w:p><w:pPr>{indent}<w:jc w:val="{align}"/></w:pPr>{extra}'
        f"<w:r><w:rPr>{fonts}{LOOKS[look]}</w:rPr>{pieces}</w:r></w:p>"
    )


def head(issue: str = HEAD[1]) -> list[str]:
    """The lines above the text, one below the other."""
    name, _, office, title = HEAD
    return [
        line(name, "head", "center"),
        line(issue, align="center"),
        line(office, align="left"),
        line(title, "title", "center"),
    ]


def text() -> list[str]:
    """The old text."""
    return [line(words, font="黑体" if words.startswith("一、") else "仿宋_GB2312") for words in TEXT]


def end() -> list[str]:
    """The lines behind it."""
    return [line(words, align="left") for words in END]


def box(words: str) -> str:
    """A run with a text box, twice as Word writes it."""
    inner = f"<w:txbxContent>{line(words, 'head', 'center')}</w:txbxContent>"
    return (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>"
        "<wp:anchor behindDoc='0' distT='0' distB='0' distL='0' distR='0' simplePos='0' locked='0' layoutInCell='1'"
        " allowOverlap='1' relativeHeight='2'><wp:simplePos x='0' y='0'/>"
        "<wp:positionH relativeFrom='page'><wp:posOffset>0</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='page'><wp:posOffset>900000</wp:posOffset></wp:positionV>"
        "<wp:extent cx='5600000' cy='900000'/><wp:wrapNone/><wp:docPr id='7' name='红头'/><wp:cNvGraphicFramePr/>"
        "<a:graphic><a:graphicData uri='http://schemas.microsoft.com/office/word/2010/wordprocessingShape'><wps:wsp>"
        "<wps:cNvSpPr txBox='1'/><wps:spPr><a:prstGeom prst='rect'><a:avLst/></a:prstGeom></wps:spPr>"
        f"<wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        f"</mc:Choice><mc:Fallback>{shape(inner)}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def shape(inner: str) -> str:
    """A floating shape of before 2010."""
    style = "position:absolute;left:0;top:0;width:400pt;height:80pt"
    return f"<w:pict><v:rect style='{style}'><v:textbox>{inner}</v:textbox></v:rect></w:pict>"


def table(*rows: tuple[str, ...]) -> str:
    """A table with these cells, each a paragraph of its own."""
    width = 9000 // max(map(len, rows))
    grid = f'<w:gridCol w:w="{width}"/>' * max(map(len, rows))
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{{}}</w:tc>'
    made = "".join(f"<w:tr>{''.join(map(cell.format, row))}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr><w:tblW w:w='0' w:type='auto'/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def control(content: str, *, bound: bool = False) -> str:
    """A content control around what it holds, bound to a property of the file if asked for."""
    tie = "<w:dataBinding w:xpath='/p' w:storeItemID='{00000000-0000-0000-0000-000000000000}'/>" if bound else ""
    return f"<w:sdt><w:sdtPr>{tie}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def word(*blocks: str, header: str = "", first_page: bool = False, template: bool = False) -> bytes:
    """A Word file with these blocks; `header` in that of the first page alone or of all; as a .dotx if asked for."""
    document = Document()
    body = document.element.body
    for block in parse_xml(f"<w:body {NAMES}>{''.join(blocks)}</w:body>"):
        body.insert(len(body) - 1, block)
    section = document.sections[0]
    if header:
        section.different_first_page_header_footer = first_page
        part = section.first_page_header if first_page else section.header
        part.is_linked_to_previous = False
        for item in list(part._element):
            part._element.remove(item)
        for item in parse_xml(f"<w:body {NAMES}>{header}</w:body>"):
            part._element.append(item)
    out = io.BytesIO()
    document.save(out)
    return as_template(out.getvalue()) if template else out.getvalue()


def as_template(data: bytes) -> bytes:
    """The same file as a Word template (.dotx)."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(b"wordprocessingml.document.main", b"wordprocessingml.template.main")
            )
    return out.getvalue()


def boxed() -> bytes:
    """Its name in a text box that floats over an empty line."""
    return word(f"<w:p>{box(NAME)}</w:p>", *head()[1:], *text(), *end())


def old_shape() -> bytes:
    """Its name in a shape of before 2010; another over the old text holds when it was printed."""
    printed = f"<w:r>{shape('<w:txbxContent>' + line('2026年2月28日印发', align='left') + '</w:txbxContent>')}</w:r>"
    name = f"<w:r>{shape('<w:txbxContent>' + line(NAME, 'head', 'center') + '</w:txbxContent>')}</w:r>"
    return word(f"<w:p>{name}</w:p>", *head()[1:], *text(), line("办事更加便利。", extra=printed), *end())


def tabled() -> bytes:
    """Its name and numbers in a table."""
    name, issue, _, title = head()
    office, date = (line(words, align="left") for words in HEAD[2].split("\t"))
    return word(table((name,), (issue,), (office, date)), title, *text(), *end())


def in_header() -> bytes:
    """Its head in the header of the first page."""
    name, issue, office, title = head()
    return word(title, *text(), *end(), header=name + issue + office, first_page=True)


def controlled() -> bytes:
    """Content controls, some bound to properties of the file, and one around the whole text."""
    name, issue, _, title = head()
    date = f"<w:r><w:rPr>{LOOKS['text']}</w:rPr><w:t>2026年2月28日</w:t></w:r>"
    office = (
        f"<w:p><w:r><w:rPr>{LOOKS['text']}</w:rPr><w:t>{OFFICE}</w:t><w:tab/></w:r>{control(date, bound=True)}</w:p>"
    )
    return word(control(name), issue, office, title, control("".join(text())), *end())


def sectioned() -> bytes:
    """A landscape page in the old text."""
    size = '<w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" w:header="851" w:footer="992"/>'
    upright = f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{size}</w:sectPr></w:pPr></w:p>'
    across = (
        f'<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>{size}</w:sectPr></w:pPr></w:p>'
    )
    return word(*head(), *text()[:2], upright, *text()[2:], across, *end())


def field() -> bytes:
    """The date in a field that Word fills anew whenever the file is opened."""
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> DATE </w:instrText></w:r>"
    date = (
        f"<w:r><w:t>{OFFICE}</w:t><w:tab/></w:r>{marks[0]}{code}{marks[1]}<w:r><w:t>2026年2月28日</w:t></w:r>{marks[2]}"
    )
    name, issue, _, title = head()
    return word(name, issue, f"<w:p>{date}</w:p>", title, *text(), *end())


MAKES = {
    "plain": lambda: word(*head(), *text(), *end()),
    "template": lambda: word(*head(), *text(), *end(), template=True),
    "boxed": boxed,
    "old shape": old_shape,
    "tabled": tabled,
    "in header": in_header,
    "controlled": controlled,
    "sectioned": sectioned,
    "field": field,
}
"""What makes each of them, by name."""
