"""What must not leave an office is taken out of the file, part by part, and told; nothing else is."""

from __future__ import annotations

from briefing.ooxml.clean import clean, removal_notice
from briefing.ooxml.package import Package
from briefing.ooxml.zipped import unpack
from tests.conformance.small import OFFICE, PACKAGE, SPACES, WORD, p, parts, zipped

MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships"
COMMENT = (
    '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>正文</w:t></w:r><w:commentRangeEnd w:id="0"/>'
    '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="0"/></w:r></w:p>'
)
SETTINGS = (
    '<w:zoom w:percent="100"/><w:attachedTemplate r:id="rId1"/>'
    '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    '<w:docVars><w:docVar w:name="经办" w:val="张三"/></w:docVars>'
)
PROPERTIES = f'<Properties xmlns="{OFFICE.replace("relationships", "extended-properties")}">'
LINK = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/attachedTemplate" '
    'Target="file:///C:/Users/zhangsan/a.dotx" TargetMode="External"/></Relationships>'
)


Added = dict[str, tuple[str, str, str]]
"""Parts by name, with the kind of the relation that leads to each, its content type and what it holds."""


def with_parts(have: dict[str, bytes], more: Added, own: Added) -> dict[str, bytes]:
    """The parts of a file and `more`, to which its text is related, and `own`, to which the file itself is."""
    have = dict(have)
    for owner, added, folder in (("word/_rels/document.xml.rels", more, "word/"), ("_rels/.rels", own, "")):
        relations = "".join(
            f'<Relationship Id="rIdX{at}" Type="{kind}" Target="{name.removeprefix(folder)}"/>'
            for at, (name, (kind, _, _)) in enumerate(added.items())
        )
        have[owner] = have[owner].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
        types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind, _) in added.items())
        have["[Content_Types].xml"] = have["[Content_Types].xml"].replace(b"</Types>", types.encode() + b"</Types>")
        have |= {name: content.encode() for name, (_, _, content) in added.items()}
    return have


def laden() -> bytes:
    """A file with everything that is taken out."""
    have = parts(COMMENT + p("后文"), settings=SETTINGS)
    comments = f'<w:comments {SPACES}><w:comment w:id="0" w:author="李四"><w:p/></w:comment></w:comments>'
    more = {
        "word/comments.xml": (f"{OFFICE}/comments", f"{WORD}.comments+xml", comments),
        "word/commentsExtended.xml": (f"{MICROSOFT}/commentsExtended", f"{WORD}.commentsExtended+xml", "<x/>"),
        "word/people.xml": (f"{MICROSOFT}/people", f"{WORD}.people+xml", "<x>李四</x>"),
    }
    own = {
        "docProps/core.xml": (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "application/vnd.openxmlformats-package.core-properties+xml",
            '<c xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>题</dc:title><dc:creator>王五</dc:creator></c>',
        ),
        "docProps/app.xml": (
            f"{OFFICE}/extended-properties",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            f"{PROPERTIES}<Pages>2</Pages><Company>某局</Company><Manager>赵六</Manager></Properties>",
        ),
        "docProps/custom.xml": (f"{OFFICE}/custom-properties", "application/xml", "<x>密级</x>"),
    }
    return zipped(with_parts(have, more, own) | {"word/_rels/settings.xml.rels": LINK.encode()})


GONE = ("张三", "李四", "王五", "赵六", "某局", "zhangsan", "密级", "attachedTemplate", "documentProtection", "docVar",
        "comment", "people.xml", "custom.xml")  # fmt: skip


def test_all_of_it_is_told_in_one_line_and_no_trace_is_left_in_any_part() -> None:
    package = Package.open(laden())
    assert removal_notice(clean(package, "shell")) == (
        "里的批注（1 处）、所附模板的链接、编辑限制、文档变量、自定义属性、作者、单位等个人信息已去掉，不会随文件发出。"
    )
    left = unpack(package.packed())
    bare = {name: name.encode() + content.replace(b"CommentReference", b"") for name, content in left.items()}
    assert [(word, name) for word in GONE for name, content in bare.items() if word.encode() in content] == []
    assert "题".encode() in left["docProps/core.xml"]
    assert b"<Pages>2</Pages>" in left["docProps/app.xml"]
    assert b"zoom" in left["word/settings.xml"]
    again = Package.open(zipped(left))
    assert "".join(again.tree(again.main).itertext()) == "正文后文"


def test_a_file_without_any_of_it_is_left_as_it_is() -> None:
    package = Package.open(zipped(parts(p("文"), settings='<w:zoom w:percent="100"/>')))
    assert clean(package, "shell") == ()
    assert removal_notice(()) == ""
    assert package.changed <= {package.main}
