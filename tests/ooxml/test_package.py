"""A package is opened whole or refused; what is changed is written, and nothing else is."""

from __future__ import annotations

import pytest

from briefing.errors import BriefingError
from briefing.ooxml.opc import TYPES, Relationship
from briefing.ooxml.package import Package
from briefing.ooxml.xml import W, XmlError, parse
from briefing.ooxml.zipped import Limits, pack, unpack
from tests.conformance.small import docx, p, parts, zipped


def refused(data: bytes, **asked: object) -> str:
    with pytest.raises(BriefingError) as caught:
        Package.open(data, "文.docx", **asked)  # type: ignore[arg-type]
    return str(caught.value)


def test_the_noun_and_the_file_of_the_caller_stand_in_every_message() -> None:
    assert refused(b"%PDF-1.7", noun="版式文件").startswith("文.docx：版式文件是 PDF")


def test_a_limit_holds_what_is_just_within_and_refuses_what_is_just_beyond() -> None:
    have = parts(p("文"))
    size = sum(map(len, have.values()))
    for name, within in (("parts", len(have)), ("bytes", size), ("xml", size)):
        Package.open(zipped(have), limits=Limits(**{name: within}))
        assert "解压后过大" in refused(zipped(have), limits=Limits(**{name: within - 1}))


@pytest.mark.parametrize("owner", ["word/_rels/document.xml.rels", "_rels/.rels"])
def test_a_relation_to_a_part_that_is_not_there_is_refused_with_its_name(owner: str) -> None:
    have = parts(p("文"))
    more = b'<Relationship Id="rId99" Type="x/settings" Target="gone.xml"/></Relationships>'
    data = zipped(have | {owner: have[owner].replace(b"</Relationships>", more)})
    assert "gone.xml" in refused(data)


def test_a_link_to_the_outside_is_no_missing_part() -> None:
    have = parts(p("文"))
    name = "word/_rels/document.xml.rels"
    more = b'<Relationship Id="rId99" Type="x/hyperlink" Target="http://a.cn/" TargetMode="External"/></Relationships>'
    Package.open(zipped(have | {name: have[name].replace(b"</Relationships>", more)}))


def test_only_what_was_changed_is_written_anew() -> None:
    data = docx(p("文"))
    package = Package.open(data)
    package.change(package.main)[0][0].set(f"{W}rsidR", "1")
    before, after = unpack(data), unpack(package.packed())
    assert [name for name in before if before[name] != after[name]] == [package.main]


def test_a_part_that_is_taken_out_leaves_no_relation_and_no_type() -> None:
    package = Package.open(docx(p("文")))
    before = dict(package.parts)
    package.add("word/comments.xml", b"<a/>", "x/comments+xml")
    package.relate(package.main, Relationship("x/comments", "word/comments.xml"))
    package.drop("word/comments.xml")
    again = Package.open(package.packed())
    assert again.part("comments") == ""
    assert list(again.parts) == list(before)
    assert b"comments" not in again.parts[TYPES]


@pytest.mark.parametrize(
    ("name", "target"),
    [("图 1.png", "%E5%9B%BE%201.png"), ("图 1.png", "图 1.png"), ("a%20b.png", "a%20b.png"), ("a b.png", "a%20b.png")],
)
def test_a_part_is_found_by_its_name_as_written_or_else_unquoted(name: str, target: str) -> None:
    """Word writes a blank as %20 where it names a part, and as a blank in the archive; other programs do neither."""
    have = parts(p("文"))
    owner = "word/_rels/document.xml.rels"
    more = f'<Relationship Id="rId99" Type="x/image" Target="media/{target}"/></Relationships>'.encode()
    data = zipped(have | {owner: have[owner].replace(b"</Relationships>", more), f"word/media/{name}": b"png"})
    package = Package.open(data)
    assert package.relations(package.main)["rId99"].target == f"word/media/{name}"


def test_what_is_related_already_keeps_its_id() -> None:
    package = Package.open(docx(p("文")))
    relation = Relationship("x/image", "word/media/a.png")
    package.add("word/media/a.png", b"a", "image/png")
    assert package.relate(package.main, relation) == package.relate(package.main, relation)
    assert package.type_of("word/media/a.png") == "image/png"


def test_the_same_parts_give_the_same_bytes() -> None:
    have = {"a.xml": b"<a/>", "b.png": b"b"}
    assert pack(have) == pack(dict(have))


@pytest.mark.parametrize("content", [b"<a>", b"<!DOCTYPE a><a/>", b""])
def test_what_is_not_parsed_says_why_in_chinese(content: bytes) -> None:
    with pytest.raises(XmlError, match=r"XML|DOCTYPE"):
        parse(content)
