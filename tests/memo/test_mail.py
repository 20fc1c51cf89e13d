"""A draft says what was asked for, in a form that three mail programs and two parsers read alike; nothing is sent.

The parser of most tests is fast_mail_parser (Rust), which shares no code with the writer.
"""

from __future__ import annotations

import datetime
import email
import email.policy
import re
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from fast_mail_parser import PyMail, PyMimePart, parse_email, parse_email_tree
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import Problem
from briefing.memo.briefings import OpenedBriefing, open_bundles
from briefing.memo.mail import message as room
from briefing.memo.mail.addresses import Address
from briefing.memo.mail.message import DOCX, MailDraft, file_name, mail
from briefing.memo.mail.mime import file_part, mailboxes, message, text_part, words
from tests.memo.folders import bundle
from tests.memo.wordfile import PNG, paragraph, picture, word_file

Opened = tuple[OpenedBriefing, ...]

DAY = datetime.date(2026, 11, 22)
TITLE = "武汉市、三门峡市、广州市天河区政务服务和中小企业融资情况比较"
CHART = PNG + b"chart"
WORD = word_file(picture("i1", "甲比乙多"), paragraph("图1　甲乙比较", "a7"), media={"i1": CHART})
DRAFT = MailDraft(
    to=(Address("张三", "zhang@example.com"), Address("李四，处长", "li@example.com")),
    subject="关于报送武汉市、三门峡市政务服务情况比较等两份简报的函，请审阅",
    day=DAY,
    cc=(Address("某某市人民政府办公室政务服务和大数据管理处", "office@example.gov.cn"),),
    sender=Address("某市营商环境办", "me@example.gov.cn"),
)
SOURCES = [{"id": "s", "title": "对标先进", "publisher": "武汉市优化营商环境工作领导小组办公室", "date": None}]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Two briefings, the second without a chart."""
    first = bundle(tmp_path, TITLE, word=WORD, sources=SOURCES)
    return open_bundles([first, bundle(tmp_path, "乙", word=word_file())])


def _made(opened: Opened, draft: MailDraft = DRAFT) -> tuple[bytes, list[Problem]]:
    warnings: list[Problem] = []
    return mail(draft, opened, warnings.append), warnings


def _read(data: bytes) -> PyMail:
    found = parse_email(data, strict=True)
    assert found.warnings == []
    return found


def _shape(part: PyMimePart) -> Any:  # noqa: ANN401 - a tree
    return (part.content_type, [_shape(child) for child in part.children]) if part.children else part.content_type


def test_headers_are_what_was_asked_for(opened: Opened) -> None:
    found = _read(_made(opened)[0])
    assert found.subject == DRAFT.subject
    assert [(box.display_name, box.address) for box in found.to] == [(box.name, box.address) for box in DRAFT.to]
    assert [(box.display_name, box.address) for box in found.cc] == [(box.name, box.address) for box in DRAFT.cc]
    assert found.from_
    assert (found.from_.display_name, found.from_.address) == ("某市营商环境办", "me@example.gov.cn")
    assert found.date == "Sun, 22 Nov 2026 12:00:00 +0800"
    assert found.headers["X-Unsent"] == ["1"]
    assert not {"Message-ID", "Bcc", "Sender"} & set(found.headers)


def test_attachments_are_the_word_files_byte_for_byte_in_the_order_given(opened: Opened) -> None:
    found = [item for item in _read(_made(opened)[0]).attachments if item.disposition == "attachment"]
    assert [(item.filename, item.mimetype, item.content) for item in found] == [
        (f"附件1：{TITLE}.docx", DOCX, opened[0].word),
        ("附件2：乙.docx", DOCX, opened[1].word),
    ]


def test_parts_are_nested_as_mail_programs_want_them(opened: Opened) -> None:
    texts = ("multipart/alternative", ["text/plain", "text/html"])
    assert _shape(parse_email_tree(_made(opened)[0])) == (
        "multipart/mixed",
        [("multipart/related", [texts, "image/png"]), DOCX, DOCX],
    )
    assert _shape(parse_email_tree(_made(opened[1:])[0])) == ("multipart/mixed", [texts, DOCX])


def test_file_names_stand_in_both_forms_and_each_alone_is_right(opened: Opened) -> None:
    name = f"附件1：{TITLE}.docx"
    data = _made(opened)[0]
    for form in (r"\r\n filename\*=[^\r]*", r'\r\n filename="[^"]*";'):
        other = re.sub(form.encode(), b"", data).replace(b'?=";\r\n\r\n', b'?="\r\n\r\n')
        assert other != data
        (found, *_) = (item for item in parse_email(other).attachments if item.disposition == "attachment")
        assert _decoded(found.filename) == name
    kinds = re.findall(rf'{DOCX};\r\n name="([^"]*)"'.encode(), data)
    assert [_decoded(value.decode()) for value in kinds] == [name, "附件2：乙.docx"]


def _decoded(value: str) -> str:
    """A name as Outlook and Foxmail make it out of encoded words in a parameter."""
    return str(email.header.make_header(email.header.decode_header(value)))


def test_the_standard_library_reads_the_same(opened: Opened) -> None:
    found = email.message_from_bytes(_made(opened)[0], policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert found["Subject"] == DRAFT.subject
    assert [part.get_filename() for part in found.iter_attachments()] == [f"附件1：{TITLE}.docx", "附件2：乙.docx"]
    body = found.get_body(("html",))
    assert body
    assert TITLE in body.get_content()
    assert all(not part.defects for part in found.walk())


def test_no_line_is_too_long_and_no_byte_is_beyond_ascii(opened: Opened) -> None:
    data = _made(opened)[0]
    assert data.isascii()
    assert data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 998  # RFC 5322, 2.1.1
    assert max(len(line) for line in lines if b"=?" in line) <= 76  # RFC 2047, 2
    assert all(len(word) <= 75 for word in re.findall(rb"=\?.*?\?=", data))


def test_the_same_request_gives_the_same_bytes(opened: Opened) -> None:
    data = _made(opened)[0]
    assert _made(opened)[0] == data
    assert _made(opened[::-1])[0] != data


class _Page(HTMLParser):
    """The text of a page, its pictures, and what it would fetch."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.pictures: list[dict[str, str | None]] = []
        self.fetched: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember pictures and addresses."""
        found = dict(attrs)
        if tag == "img":
            self.pictures.append(found)
        self.fetched += [str(found[key]) for key in ("src", "href", "background") if key in found]
        self.fetched += [tag] if tag in ("link", "script", "iframe", "object", "form") else []

    def handle_data(self, data: str) -> None:
        """Gather text."""
        self.text += data


def test_text_and_html_hold_findings_charts_sources_and_the_list_of_attachments(
    opened: Opened,
) -> None:
    found = _read(_made(opened)[0])
    page = _Page(found.text_html[0])
    for text in (found.text_plain[0], page.text):
        for said in (
            f"现送上《{TITLE}》《乙》2份简报，请审阅。要点如下。",
            "武汉市联办104项",
            "图1　甲乙比较",
            "资料来源：武汉市优化营商环境工作领导小组办公室《对标先进》。",
            f"附件1：{TITLE}.docx（2 KB）",
            "某市营商环境办",
            "2026年11月22日",
        ):
            assert said in text
        assert text.index("张三、李四，处长：") < text.index("现送上")
    assert "甲比乙多" in found.text_plain[0]
    (shown,) = page.pictures
    assert shown["alt"] == "甲比乙多"
    assert shown["width"] == "567"  # 150 mm at 96 to the inch
    assert shown["height"] == "227"


def test_each_chart_is_in_the_mail_once_and_nothing_is_fetched(opened: Opened, tmp_path: Path) -> None:
    other = bundle(tmp_path / "x", "丙", word=WORD)
    found = _read(_made((*opened, *open_bundles([other])))[0])
    page = _Page(found.text_html[0])
    inline = [item for item in found.attachments if item.disposition == "inline"]
    assert [(f"cid:{item.content_id}", item.content) for item in inline] == [(page.fetched[0], CHART)]
    assert len(page.pictures) == 2
    assert set(page.fetched) == {f"cid:{inline[0].content_id}"}
    assert "url(" not in found.text_html[0]


def test_what_a_bundle_says_is_shown_and_never_taken_for_html_or_a_header(tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script>&\"' Bcc: x@y.cn"
    word = word_file(picture("i1", '"><b>'), paragraph("图1　&lt;i&gt;", "a7"), media={"i1": CHART})
    folder = bundle(tmp_path, "甲", word=word)
    data = (folder / "manifest.json").read_text()
    escaped = nasty.replace('"', '\\"')
    (folder / "manifest.json").write_text(data.replace('"title": "甲"', f'"title": "{escaped}"').replace("联办", "<b>"))
    made = _read(_made(open_bundles([folder]))[0])
    page = _Page(made.text_html[0])
    assert "<script>alert(1)</script>&\"'" in page.text
    assert "武汉市<b>104项" in page.text
    assert "图1　<i>" in page.text
    assert page.pictures[0]["alt"] == '"><b>'
    assert page.fetched == [page.pictures[0]["src"]]
    assert made.bcc == []
    assert made.attachments[-1].filename == "附件1：＜script＞alert(1)＜／script＞&＂' Bcc： x@y.cn.docx"


def test_nobody_is_greeted_by_name_unless_all_are_named(opened: Opened) -> None:
    draft = MailDraft((Address("张三", "a@x.cn"), Address("", "b@x.cn")), "主题", DAY)
    text = _read(_made(opened, draft)[0]).text_plain[0]
    assert text.startswith("您好！")
    assert "张三" not in text
    assert text.rstrip().endswith("2026年11月22日")


def test_a_bundle_without_findings_is_told_and_promises_none(tmp_path: Path) -> None:
    data, warnings = _made(open_bundles([bundle(tmp_path, "旧", word=word_file(), findings=[], sources=[])]))
    assert ["没有记下要点" in str(problem) for problem in warnings] == [True]
    text = _read(data).text_plain[0]
    assert "要点" not in text
    assert "资料来源" not in text


def test_a_picture_that_mail_programs_do_not_show_is_told_and_left_out(tmp_path: Path) -> None:
    word = word_file(picture("i1"), paragraph("图1　甲", "a7"), media={"i1": b"\x01\0\0\0 emf"})
    data, (warning,) = _made(open_bundles([bundle(tmp_path, "甲", word=word)]))
    assert "“图1　甲”" in str(warning)
    assert len(_read(data).attachments) == 1


def test_a_heavy_mail_is_told(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    assert room.LARGE == 20 * 1024 * 1024
    monkeypatch.setattr(room, "LARGE", len(_made(opened)[0]) - 1)
    (warning,) = _made(opened)[1]
    assert "邮件共" in str(warning)
    monkeypatch.setattr(room, "LARGE", len(_made(opened)[0]))
    assert _made(opened)[1] == []


def test_a_semicolon_in_a_title_does_not_cut_the_name_of_the_file(tmp_path: Path) -> None:
    found = _read(_made(open_bundles([bundle(tmp_path, "甲;乙", word=word_file())]))[0])
    assert found.attachments[0].filename == "附件1：甲；乙.docx"
    assert "附件1：甲；乙.docx" in found.text_plain[0]


def test_the_file_is_called_by_date_and_subject() -> None:
    assert file_name(MailDraft((), "关于A/B的函: 请审阅", DAY)) == "2026-11-22 关于A／B的函： 请审阅.eml"


def test_utf8_headers_hold_what_the_encoded_ones_hold(opened: Opened) -> None:
    draft = MailDraft(DRAFT.to, DRAFT.subject, DAY, DRAFT.cc, DRAFT.sender, utf8=True)
    data = _made(opened, draft)[0]
    assert f"Subject: {DRAFT.subject}\r\n".encode() in data
    assert f'filename="附件1：{TITLE}.docx"'.encode() in data
    assert b"=?" not in data
    found = email.message_from_bytes(data, policy=email.policy.SMTPUTF8)
    assert isinstance(found, EmailMessage)
    assert found["Subject"] == DRAFT.subject
    assert [box.display_name for box in parse_email(data).to] == ["张三", "李四，处长"]
    assert next(part.get_filename() for part in found.iter_attachments()) == f"附件1：{TITLE}.docx"


SIGNS = (
    st.text(
        st.one_of(
            st.sampled_from('武汉市、，；：“”（）《》 ab1.,;:@<>"\\()[]=?_-😀𠮷é'),
            st.characters(categories=["L", "N", "P"]),
        ),
        min_size=1,
        max_size=80,
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(SIGNS)
def test_any_subject_comes_back(subject: str) -> None:
    data = message([("Subject", words(subject, 9)), ("To", "a@x.cn")], text_part("正文", "plain"))
    assert parse_email(data).subject == subject
    assert email.message_from_bytes(data, policy=email.policy.default)["Subject"] == subject
    assert max(map(len, data.split(b"\r\n"))) <= 78


@given(SIGNS.map(lambda text: re.sub('[<>"]', "", text).strip()).filter(bool))
def test_any_name_of_a_person_comes_back(name: str) -> None:
    value = mailboxes("To", [Address(name, "a@x.cn"), Address("", "b@x.cn")])
    found = parse_email(message([("To", value)], text_part("正文", "plain")))
    assert [(box.display_name, box.address) for box in found.to] == [(name, "a@x.cn"), (None, "b@x.cn")]


@given(SIGNS.map(lambda text: text.translate(dict.fromkeys(map(ord, '<>:"/\\|?*;')))).map(str.strip).filter(bool))
def test_any_name_of_a_file_comes_back(name: str) -> None:
    part = file_part(b"data", "application/octet-stream", f"{name}.docx")
    data = message([], part)
    assert parse_email(data).attachments[0].filename == f"{name}.docx"
    read = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    assert read.get_filename() == f"{name}.docx"
