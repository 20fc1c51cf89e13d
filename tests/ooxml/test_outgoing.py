"""What leaves the office holds nothing of the table, part by part; every word that prints stays."""

from __future__ import annotations

import io

import docx
import pytest
from PIL import Image

from briefing.errors import BriefingError
from briefing.ooxml.clean import TAKEN, outgoing
from briefing.ooxml.package import Package
from briefing.ooxml.walk import Walk, text_of
from briefing.ooxml.zipped import unpack
from tests.conformance.small import OFFICE, SPACES, WORD, p, parts, zipped
from tests.ooxml.test_clean import LINK, Added, with_parts

SECRET = "张三"
"""Stands in everything that is planted and must go; 正文 in what must stay."""
XML = "application/xml"
CORE = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
    "application/vnd.openxmlformats-package.core-properties+xml",
)


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{separate}{run(result)}{end}'


def within(content: str) -> str:
    """What stands in the code of a field and is no text of it."""
    return f'</w:instrText></w:r>{content}<w:r><w:instrText xml:space="preserve">'


def line(*content: str, look: str = "") -> str:
    return f"<w:p><w:pPr>{look}</w:pPr>{''.join(content)}</w:p>"


def row(mark: str, text: str) -> str:
    return f"<w:tr><w:trPr><w:{mark} {BY}/></w:trPr><w:tc><w:tcPr/>{p(text)}</w:tc></w:tr>"


def drawing(properties: str) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="3" {properties}/></wp:inline></w:drawing></w:r>'


BY = f'w:id="7" w:author="{SECRET}" w:date="2026-11-22T00:00:00Z"'
PATH = rf"D:\{SECRET}\定稿.docx"
KEPT, SHOWN = p("正文甲"), run("正文乙")
MOVED = (f"<w:move{way}Range{end} {BY} w:name='m'/>" for way in ("From", "To") for end in ("Start", "End"))
LABELS = "".join(f'<w:{name} w:val="{SECRET}"/>' for name in ("alias", "tag")) + (
    f'<w:placeholder><w:docPart w:val="{SECRET}"/></w:placeholder>'
)
HELP = "".join(f'<w:{name} w:type="text" w:val="{SECRET}"/>' for name in ("helpText", "statusText"))
FORM = (
    f'<w:ffData><w:name w:val="{SECRET}"/><w:enabled/>{HELP}'
    f'<w:textInput><w:default w:val="{SECRET}"/></w:textInput></w:ffData>'
)
ROW = f"<w:tr><w:tc>{p('正文')}</w:tc></w:tr>"
BODIES: dict[str, str] = {
    "新增": line(f"<w:ins {BY}>{SHOWN}</w:ins>"),
    "删除": line(SHOWN, f"<w:del {BY}><w:r><w:delText>{SECRET}</w:delText></w:r></w:del>"),
    "删除的段末": line(run("正文"), look=f"<w:rPr><w:del {BY}/></w:rPr>") + p("乙"),
    "移动": line(*MOVED, f"<w:moveFrom {BY}>{run('旧')}</w:moveFrom><w:moveTo {BY}>{SHOWN}</w:moveTo>"),
    "格式": line(SHOWN, look=f"<w:pPrChange {BY}><w:pPr/></w:pPrChange>"),
    "表格行": f"<w:tbl><w:tblPr/><w:tblGrid/>{row('del', '旧')}{row('ins', '正文')}</w:tbl>{p('乙')}",
    "表格": f"<w:tbl><w:tblPr/><w:tblGrid/>{row('del', '旧')}</w:tbl>{p('正文乙')}",
    "隐藏文字": line(SHOWN, run(SECRET, "<w:vanish/>")),
    "隐藏的样式": line(SHOWN, run(SECRET, '<w:rStyle w:val="Hid"/>')),
    "整段隐藏": line(run(SECRET, "<w:vanish/>"), look="<w:rPr><w:vanish/></w:rPr>") + p("正文乙"),
    "隐藏的图形": line(SHOWN, drawing(f'name="{SECRET}" hidden="1"')),
    "作者域": line(field(f"AUTHOR {SECRET}", "正文乙")),
    "文件路径域": line(SHOWN, field("FILENAME \\p", PATH)),
    "取外部文件的域": line(field(f'INCLUDETEXT "{PATH}"', "正文乙")),
    "域里的域": line(field(f'INCLUDETEXT "{within(field("DOCPROPERTY x", PATH))}"', "正文乙")),
    "链接域": line(field(f'HYPERLINK "{PATH}"', "正文乙")),
    "条件域的另一支": line(field(f'IF {within(field("REF 甲", SECRET))} = "1" "{SECRET}" "正文乙"', "正文乙")),
    "另一支有图": line(field(f'IF 1 = 2 "{within(drawing(f"name={SECRET!r}"))}" "正文乙"', "正文乙")),
    "另一支有几段": line(field(f'IF 1 = 2 "{within(f"</w:p>{p(SECRET)}<w:p>")}{SECRET}" ""', "正文乙")),
    "私有的域": line(field(f"PRIVATE {SECRET}", ""), SHOWN),
    "插件的域": line(field(f"ADDIN ZOTERO_ITEM {SECRET}", "正文乙")),
    "提问的域": line(field(f'FILLIN "请{SECRET}填" \\d 丙', "正文乙")),
    "目录项的域": line(field(f'TC "{SECRET}"', ""), SHOWN),
    "链接的提示": line(f'<w:hyperlink w:anchor="甲" w:tooltip="{PATH}">{SHOWN}</w:hyperlink>'),
    "表格的说明": f'<w:tbl><w:tblPr><w:tblDescription w:val="{PATH}"/></w:tblPr><w:tblGrid/>{ROW}</w:tbl>{p("乙")}',
    "存值的域": line(field(f'SET 丙 "{SECRET}"', ""), field("REF 丙 \\h", "正文"), field("丙", "乙")),
    "简单的条件域": line(f'<w:fldSimple w:instr="IF 1 = 2 {SECRET}">{SHOWN}</w:fldSimple>'),
    "内容控件的名称": line(f"<w:sdt><w:sdtPr>{LABELS}</w:sdtPr><w:sdtContent>{SHOWN}</w:sdtContent></w:sdt>"),
    "表单域的说明": line(field("FORMTEXT", "正文乙").replace('"begin"/>', f'"begin">{FORM}</w:fldChar>')),
    "链接": line(f'<w:hyperlink r:id="rLocal">{SHOWN}</w:hyperlink>'),
    "图片的路径": line(SHOWN, drawing(f'name="图" descr="{PATH}"')),
    "书签": line(f'<w:bookmarkStart w:id="5" w:name="{SECRET}"/>{SHOWN}<w:bookmarkEnd w:id="5"/>'),
    "编辑编号": f'<w:p w:rsidR="00ABCDEF">{SHOWN}<w:proofErr w:type="spellStart"/></w:p>',
    "标记": f'<w:customXml w:element="{SECRET}"><w:customXmlPr w:x="{SECRET}"/>{p("正文乙")}</w:customXml>',
    "绑定": f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{SECRET}"/></w:sdtPr><w:sdtContent>{KEPT}</w:sdtContent></w:sdt>',
    "可编辑的人": line(f'<w:permStart w:id="9" w:ed="{SECRET}"/>', SHOWN, '<w:permEnd w:id="9"/>'),
    "打印机": f'{p("正文乙")}<w:sectPr><w:printerSettings r:id="rIdX0"/></w:sectPr>',
}
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="a"/><w:rsid w:val="00ABCDEF"/></w:style>'
    '<w:style w:type="character" w:styleId="Hid"><w:name w:val="秘"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
SETTINGS = (
    f'<w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/><w:mailMerge><w:query w:val="{SECRET}"/></w:mailMerge>'
    f'<w:docVars><w:docVar w:name="经办" w:val="{SECRET}"/></w:docVars><w:rsids><w:rsid w:val="00ABCDEF"/></w:rsids>'
)
COMMENTS = f'<w:comments {SPACES}><w:comment w:id="0" w:author="{SECRET}"><w:p/></w:comment></w:comments>'
PARTS: Added = {
    "word/printer.bin": (f"{OFFICE}/printerSettings", "application/octet-stream", SECRET),
    "word/comments.xml": (f"{OFFICE}/comments", f"{WORD}.comments+xml", COMMENTS),
    "word/data/item1.xml": (f"{OFFICE}/customXml", XML, f"<x>{SECRET}</x>"),
    "word/glossary/document.xml": (f"{OFFICE}/glossaryDocument", XML, f"<x>{SECRET}</x>"),
}
OWN: Added = {
    "docProps/core.xml": (
        *CORE,
        f"<p><title>标题</title><creator>{SECRET}</creator><description>{SECRET}</description></p>",
    ),
    "docProps/app.xml": (
        f"{OFFICE}/extended-properties",
        XML,
        f"<P><Template>{SECRET}.dotm</Template><TotalTime>9</TotalTime><Pages>2</Pages><Company>{SECRET}</Company></P>",
    ),
    "docProps/custom.xml": (f"{OFFICE}/custom-properties", XML, f"<x>{SECRET}</x>"),
    "docProps/thumbnail.jpeg": (f"{OFFICE}/metadata/thumbnail", "image/jpeg", SECRET),
    "docMetadata/LabelInfo.xml": (f"{OFFICE}/classificationlabels", XML, f"<x>{SECRET}</x>"),
}


def leading(have: dict[str, bytes], kind: str, target: str, id: str) -> dict[str, bytes]:
    """The parts of a file with a relation of its text to what is not in it."""
    rels = "word/_rels/document.xml.rels"
    link = f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    return have | {rels: have[rels].replace(b"</Relationships>", link.encode() + b"</Relationships>")}


def planted(body: str) -> bytes:
    """A file with this body and every part that must go."""
    have = with_parts(parts(KEPT + body, styles=STYLES, settings=SETTINGS), PARTS, OWN)
    if "rLocal" in body:
        have = leading(have, "hyperlink", f"file:///D:/{SECRET}/a.docx", "rLocal")
    have["word/orphan.xml"] = f"<x>{SECRET}</x>".encode()
    return zipped(have | {"word/_rels/settings.xml.rels": LINK.replace("zhangsan", SECRET).encode()})


def shown(data: bytes) -> str:
    package = Package.open(data)
    return "".join(text_of(met.element) for met in Walk().paragraphs(package.tree(package.main)[0]))


@pytest.mark.parametrize("kind", BODIES)
def test_nothing_planted_is_left_in_any_part_and_every_word_that_prints_stays(kind: str) -> None:
    before = planted(BODIES[kind])
    file = outgoing(before, "定稿.docx")
    left = {name: content.decode(errors="replace") for name, content in unpack(file.data).items()}
    kept = ("fldChar",) * (kind != "表单域的说明")  # what is to be filled in stays a field
    for trace in (
        SECRET,
        "00ABCDEF",
        "旧",
        "w:author",
        "rsid",
        "proofErr",
        "customXml",
        "dataBinding",
        "w:perm",
        *kept,
    ):
        assert [name for name, content in left.items() if trace in content] == []
    assert shown(file.data) == ("正文甲正文乙" if kind != "绑定" else "正文甲正文甲")
    assert "标题" in left["docProps/core.xml"]
    assert "<Pages>2</Pages>" in left["docProps/app.xml"]
    assert set(left) == {"[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml",
                         "word/styles.xml", "word/settings.xml", "word/_rels/settings.xml.rels", "docProps/core.xml",
                         "docProps/app.xml"}  # fmt: skip
    again = outgoing(file.data, "定稿.docx")
    assert (again.taken, again.data) == ((), file.data)


def test_all_that_was_taken_out_is_told_in_one_line() -> None:
    told = outgoing(planted("".join(BODIES.values())), "定稿.docx").taken
    names = [name for name, _, files in TAKEN if "outgoing" in files]
    assert [next(name for name in names if name.partition("（")[0] == item.partition("（")[0]) for item in told] == [
        name for name in names if not name.startswith("图片")
    ]
    assert told[0].startswith("修订标记（")
    assert "新增的留下，删去的去掉" in told[0]


def test_an_outgoing_file_loses_all_that_a_shell_loses_but_its_protection() -> None:
    assert [name for name, _, files in TAKEN if "outgoing" not in files] == ["编辑限制"]


REFERRED = {
    "REF": field("REF 甲 \\h", "1"),
    "TOC": field("TOC \\b 甲", "1"),
    "=": field("=SUM(甲)", "1"),
    "anchor": f'<w:hyperlink w:anchor="甲">{run("1")}</w:hyperlink>',
}


@pytest.mark.parametrize("by", REFERRED)
def test_a_bookmark_to_which_something_leads_stays(by: str) -> None:
    body = f'<w:p><w:bookmarkStart w:id="5" w:name="甲"/>{run("文")}<w:bookmarkEnd w:id="5"/>{REFERRED[by]}</w:p>'
    assert "甲".encode() in unpack(outgoing(zipped(parts(body + p("后", "", "<w:b/>"))), "").data)["word/document.xml"]
    assert outgoing(zipped(parts(body)), "").taken == ()


def test_links_to_pages_and_mailboxes_stay() -> None:
    have = parts(line(f'<w:hyperlink r:id="rPage">{SHOWN}</w:hyperlink>'))
    data = zipped(leading(have, "hyperlink", "mailto:a@b.cn", "rPage"))
    assert outgoing(data, "").data == data


def test_an_entry_of_an_index_stays_hidden_as_it_is() -> None:
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "end")]
    code = (marks[0], "<w:instrText>XE 词</w:instrText>", marks[1])
    entry = "".join(f"<w:r><w:rPr><w:vanish/></w:rPr>{held}</w:r>" for held in code)
    data = zipped(parts(f"<w:p>{run('文')}{entry}</w:p>"))
    assert outgoing(data, "").data == data


def test_a_note_and_a_picture_of_deleted_text_go_with_it() -> None:
    body = (
        f'<w:p>{run("文")}<w:del {BY}><w:r><w:footnoteReference w:id="1"/></w:r>'
        '<w:r><w:drawing><a:blip r:embed="rIdX0"/></w:drawing></w:r></w:del>'
        '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    )
    notes = "".join(f'<w:footnote w:id="{id}">{p(text)}</w:footnote>' for id, text in ((1, SECRET), (2, "注")))
    picture: Added = {"word/media/a.png": (f"{OFFICE}/image", "image/png", SECRET)}
    data = zipped(with_parts(parts(body, footnotes=notes), picture, {}))
    left = unpack(outgoing(data, "").data)
    assert "word/media/a.png" not in left
    assert SECRET.encode() not in left["word/footnotes.xml"]
    assert "注".encode() in left["word/footnotes.xml"]


def photo(form: str, turned: int = 1, **more: object) -> bytes:
    exif, out = Image.Exif(), io.BytesIO()
    exif[0x0112], exif[0x010F] = turned, "CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    dots = Image.frombytes("RGB", (16, 8), bytes(range(256)) + bytes(128))
    dots.save(out, form, exif=exif, comment=b"CAMERA", **more)
    return out.getvalue()


@pytest.mark.parametrize(("form", "turned"), [("JPEG", 1), ("JPEG", 6), ("PNG", 1)])
def test_a_picture_loses_what_the_camera_wrote_and_no_dot(form: str, turned: int) -> None:
    document, out = docx.Document(), io.BytesIO()
    document.add_picture(io.BytesIO(photo(form, turned)))
    document.save(out)
    file = outgoing(out.getvalue(), "")
    assert "图片里的拍摄信息（1 幅）" in file.taken
    (data,) = (content for name, content in unpack(file.data).items() if "/media/" in name)
    assert b"CAMERA" not in data
    before, after = Image.open(io.BytesIO(photo(form, turned))), Image.open(io.BytesIO(data))
    assert before.tobytes() == after.tobytes()
    assert dict(after.getexif()) == ({0x0112: turned} if turned != 1 else {})


def test_a_picture_that_lies_elsewhere_is_refused_with_what_to_do() -> None:
    have = parts(line('<w:r><w:drawing><a:blip r:link="rPic"/></w:drawing></w:r>'))
    data = zipped(leading(have, "image", "file:///C:/a.png", "rPic"))
    with pytest.raises(BriefingError, match="不要选“链接到文件”"):
        outgoing(data, "定稿.docx")


def test_a_branch_that_another_page_may_show_stays() -> None:
    data = zipped(parts(line(field(f'IF {within(field("PAGE", "1"))} = 1 "首页" "续页"', "首页"))))
    assert outgoing(data, "").data == data


FILL = '<w:shd w:val="clear" w:fill="{}"/>'
WHITE = '<w:color w:val="{}"/>'
CELL = "<w:tbl><w:tblPr>{}</w:tblPr><w:tr><w:tc><w:tcPr>{}</w:tcPr>{}</w:tc></w:tr></w:tbl>"
HEADED = (
    '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"><w:tcPr>'
    f"{FILL.format('4472C4')}</w:tcPr></w:tblStylePr></w:style>"
)
SEEN = {
    "white": (p("正文", "", WHITE.format("FFFFFF")), True),
    "nearly white": (p("正文", "", WHITE.format("F0F0FF")), True),
    "pale": (p("正文", "", WHITE.format("EFFFFF")), False),
    "grey of the theme": (p("正文", "", '<w:color w:val="7F7F7F" w:themeColor="background1"/>'), False),
    "2 points": (p("正文", "", '<w:sz w:val="4"/>'), True),
    "2.5 points": (p("正文", "", '<w:sz w:val="5"/>'), False),
    "blank": (p(" ", "", '<w:sz w:val="2"/>'), False),
    "on a colour": (p("正文", "", WHITE.format("FFFFFF") + FILL.format("C00000")), False),
    "on white": (p("正文", "", WHITE.format("FFFFFF") + FILL.format("FFFFFF")), True),
    "in a cell": (CELL.format("", "", p("正文", "", WHITE.format("FFFFFF"))), True),
    "in a cell with a colour": (CELL.format("", FILL.format("C00000"), p("正文", "", WHITE.format("FFFFFF"))), False),
    "in a table with a head": (CELL.format('<w:tblStyle w:val="T"/>', "", p("文", "", WHITE.format("FFFFFF"))), False),
}


@pytest.mark.parametrize("kind", SEEN)
def test_text_that_no_eye_sees_is_told_and_stays(kind: str) -> None:
    body, warned = SEEN[kind]
    data = zipped(parts(body, styles=HEADED))
    file = outgoing(data, "定稿.docx")
    assert file.data == data
    told = ["里有 1 处字是白色的或不超过 2 磅，印出来看不见，没有去掉：“正文”。"] if warned else []
    assert [problem.message.removeprefix("文件") for problem in file.doubts] == told


def test_an_embedded_workbook_is_told_and_its_author_is_taken_out() -> None:
    core: Added = {"core.xml": (*CORE, f'<p xmlns:d="d"><d:creator>{SECRET}</d:creator></p>')}
    sheets = f'<w xmlns="{OFFICE}"><sheet/><sheet state="hidden"/><sheet state="veryHidden"/></w>'.encode()
    inner = zipped(with_parts(parts(""), {}, core) | {"xl/workbook.xml": sheets})
    added: Added = {"word/embeddings/a.xlsx": (f"{OFFICE}/package", "application/vnd.x", "")}
    have = with_parts(parts('<w:p><w:object r:id="rIdX0"/></w:p>'), added, {}) | {"word/embeddings/a.xlsx": inner}
    file = outgoing(zipped(have), "定稿.docx")
    assert SECRET.encode() not in unpack(unpack(file.data)["word/embeddings/a.xlsx"])["core.xml"]
    (doubt,) = file.doubts
    assert "里嵌有 1 个工作簿等文件（其中隐藏的表、幻灯片 2 张），没有动" in doubt.message
