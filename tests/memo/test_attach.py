"""Annexes for memos that somebody else wrote: listed in the right place and form, and nothing else changed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Word
from docx.shared import Length, Pt
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefing.conformance.check import lint
from briefing.errors import BriefingError, Problem, UsageError
from briefing.memo.attach.existing_memo import MemoWithAnnexes, attach
from briefing.memo.briefings import OpenedBriefing, open_bundles
from tests.memo import foreign
from tests.memo.folders import bundle
from tests.memo.foreign import BODY, DATE, FEATURES, SIGNER, letter, wps
from tests.office import NEEDED, laid_out, saved_again
from tests.render.word.samples import every_block, rendered

DOCUMENT = "word/document.xml"
TITLE = "政务服务情况"


@pytest.fixture(scope="session")
def word() -> bytes:
    return rendered(*every_block())


class Desk:
    """A folder with bundles, in which memos are given their annexes; `told` holds the warnings."""

    def __init__(self, folder: Path, word: bytes) -> None:
        self.folder, self.word = folder, word
        self.told: list[Problem] = []

    def attach(
        self, memo: bytes, *titles: str, merge: bool = False, force: bool = False, name: str = "函.docx"
    ) -> MemoWithAnnexes:
        """Attaches briefings of these titles to the memo, which must not change."""
        source = self.folder / name
        source.write_bytes(memo)
        result = self.folder / f"{source.stem}（附件）.docx"
        made = attach(source, self.opened(*titles or (TITLE,)), result, merge=merge, force=force, warn=self.told.append)
        assert source.read_bytes() == memo
        return made

    def opened(self, *titles: str) -> tuple[OpenedBriefing, ...]:
        """Briefings of these titles."""
        return open_bundles([bundle(self.folder / "output", title, word=self.word) for title in titles])

    def lines(self, memo: bytes, *titles: str) -> list[str]:
        """The paragraphs of the result, without blanks around."""
        return [item.text.strip() for item in Document(str(self.attach(memo, *titles).memo)).paragraphs]


@pytest.fixture
def desk(tmp_path: Path, word: bytes) -> Desk:
    return Desk(tmp_path, word)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def canonical(content: bytes) -> bytes:
    """The XML without what says nothing: how attributes are quoted, what is declared twice (W3C C14N)."""
    return etree.tostring(etree.fromstring(content), method="c14n")


def added(before: bytes, after: bytes) -> str:
    """What one insertion has put into the document; fails where anything else differs."""
    old, new = parts(before), parts(after)
    assert list(old) == list(new)
    assert {name: data for name, data in old.items() if name != DOCUMENT} == {
        name: data for name, data in new.items() if name != DOCUMENT
    }
    was, now = canonical(old[DOCUMENT]), canonical(new[DOCUMENT])
    more = len(now) - len(was)
    start = next((place for place, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), len(was))
    for place in range(start, -1, -1):  # what was put in may begin as what follows it does
        if now[place + more :] == was[place:]:
            piece = now[place : place + more]
            if re.match(rb"<\w+:p[ >]", piece) and piece.endswith(b":p>"):
                return piece.decode()
    raise AssertionError("more than one place has changed")


@pytest.mark.parametrize("name", FEATURES)
def test_a_memo_gets_its_note_between_text_and_signature_and_nothing_else_is_changed(desk: Desk, name: str) -> None:
    memo = letter(change=FEATURES[name])
    made = desk.attach(memo)
    after = made.memo.read_bytes()
    assert f"附件：{TITLE}" in added(memo, after)
    texts = [item.text for item in Document(io.BytesIO(after)).paragraphs]
    assert texts[-5:] == ["", f"附件：{TITLE}", "", SIGNER, DATE]
    assert not desk.told
    assert made.beside == (desk.folder / f"附件1：{TITLE}.docx",)
    assert Document(str(made.beside[0])).paragraphs[0].text == "附件"


@pytest.mark.parametrize("name", FEATURES)
def test_the_file_still_keeps_to_the_schema(desk: Desk, tmp_path: Path, name: str) -> None:
    """What was wrong before may be wrong after; nothing is added to it."""
    memo = letter(change=FEATURES[name])
    (tmp_path / "before.docx").write_bytes(memo)
    before = {str(item) for item in OpenXmlValidator().validate(str(tmp_path / "before.docx")).errors}
    made = desk.attach(memo, "甲", "乙")
    assert {str(item) for item in OpenXmlValidator().validate(str(made.memo)).errors} <= before


def test_several_annexes_are_numbered_and_their_names_stand_under_each_other(desk: Desk) -> None:
    made = desk.attach(letter(), "甲", "乙")
    note, second = Document(str(made.memo)).paragraphs[5:7]
    assert (note.text, second.text) == ("附件：1.\t甲", "2.\t乙")
    first, other = note.paragraph_format, second.paragraph_format
    assert first.left_indent == other.left_indent
    assert Length(first.left_indent + first.first_line_indent).pt == pytest.approx(32)
    assert Length(other.left_indent + other.first_line_indent).pt == pytest.approx(80)
    assert [path.name for path in made.beside] == ["附件1：甲.docx", "附件2：乙.docx"]
    assert [Document(str(path)).paragraphs[0].text for path in made.beside] == ["附件1", "附件2"]


def test_the_note_has_the_fonts_of_the_body_and_keeps_to_the_standard(desk: Desk) -> None:
    made = desk.attach(letter())
    note = next(item for item in Document(str(made.memo)).paragraphs if item.text.startswith("附件"))
    assert note.runs[0].font.size.pt == 16
    assert 'w:eastAsia="仿宋"' in note._p.xml
    assert not [item for item in lint(made.memo) if item.rule.id.startswith("annex-note")]


def test_a_memo_of_wps_make_is_found_its_way_in_by_words_and_blanks(desk: Desk) -> None:
    memo = wps()
    made = desk.attach(memo)
    piece = added(memo, made.memo.read_bytes())
    assert '<w:pStyle w:val="1">' in piece
    assert 'w:eastAsia="仿宋_GB2312"' in piece
    assert made.outcome.endswith("我办梳理了有关城市…”之后。")
    assert not desk.told


def test_a_file_with_other_prefixes_and_quotes_is_written_in_its_own_way(desk: Desk) -> None:
    """Other programs declare the namespace as they like; python's own XML library calls it ns0."""
    memo = foreign.with_parts(
        wps(),
        lambda have: have | {DOCUMENT: have[DOCUMENT].replace(b"w:", b"ns0:").replace(b"xmlns:w=", b"\n xmlns:ns0 = ")},
    )
    made = desk.attach(memo)
    assert f'<ns0:t xml:space="preserve">附件：{TITLE}' in added(memo, made.memo.read_bytes())
    assert len(Document(str(made.memo)).paragraphs) == 8


def test_a_single_one_gets_a_number_when_it_becomes_several(desk: Desk) -> None:
    lines = desk.lines(letter("附件：甲"), "乙", "丙")
    assert lines[4:7] == ["附件：1.甲", "2.乙", "3.丙"]


def test_nothing_but_the_number_and_the_new_line_is_added(desk: Desk) -> None:
    memo = letter("附件：甲")
    now = parts(desk.attach(memo).memo.read_bytes())[DOCUMENT]
    assert added_without(now, "附件：1.甲", "附件：甲", f"2.{TITLE}") == parts(memo)[DOCUMENT]


@pytest.mark.parametrize(
    ("noted", "expected"),
    [
        (("附件：1.甲", "2.乙"), "3.政务服务情况"),
        (("附件：1. 甲", "2. 乙"), "3. 政务服务情况"),
        (("附件：1、甲", "2、乙"), "3、政务服务情况"),
        (("附件1：甲", "附件2：乙"), "附件3：政务服务情况"),
        (("附件一：甲", "附件二：乙"), "附件三：政务服务情况"),
        (("附件：1.甲",), "2.政务服务情况"),
        (("附件：", "1.甲", "2.乙"), "3.政务服务情况"),
        (("附件：1.关于印发2026年要点的", "通知", "2.乙"), "3.政务服务情况"),
        (("附件：1.甲\n　　　2.乙",), "3.政务服务情况"),
        (("附件：１.甲", "2.乙"), "3.政务服务情况"),
        (("附件：１.甲", "２.乙"), "３.政务服务情况"),
        (("附件：（一）甲", "（二）乙"), "（三）政务服务情况"),
        (("附件：（一）甲",), "（二）政务服务情况"),
        (("附件（1）：甲", "附件（2）：乙"), "附件（3）：政务服务情况"),
        (("附：1.甲", "2.乙"), "3.政务服务情况"),
    ],
)
def test_its_numbers_go_on_as_they_are_written(desk: Desk, noted: tuple[str, ...], expected: str) -> None:
    memo = letter(*noted)
    lines = desk.lines(memo)
    assert lines[4 + len(noted)] == expected
    assert added(memo, (desk.folder / "函（附件）.docx").read_bytes()).count("<w:p>") == 1
    assert len(list(desk.folder.glob(f"附件[23]：{TITLE}.docx"))) == 1


@pytest.mark.parametrize(
    ("noted", "number"),
    [
        (("附件：①甲", "②乙"), 3),
        (("附件：A.甲",), 2),
        (("附件：1-甲", "2-乙"), 3),
        (("附件：第一件 甲",), 2),
        (("附：十、甲",), 2),
        (("附件：（1）甲；（2）乙",), 3),
        (("附件：①甲 ②乙",), 3),
        (("附件：①甲方案 / ②乙方案",), 3),
        (("附件：①甲\n②乙\n③丙",), 4),
        (("附件：A.甲 B.乙",), 3),
        (("附件：1-甲 2-乙",), 3),
        (("附件：第一件甲，第二件乙",), 3),
        (("附件：（1）甲 （2）乙",), 3),
        (("附件：⑴甲 ⑵乙 ⑶丙",), 4),
    ],
)
def test_a_manner_that_is_not_understood_is_left_alone_and_told(
    desk: Desk, noted: tuple[str, ...], number: int
) -> None:
    memo = letter(*noted)
    made = desk.attach(memo)
    assert parts(made.memo.read_bytes())[DOCUMENT] == parts(memo)[DOCUMENT]
    missing = f"请按它的写法自己加上第 {number} 件“{TITLE}”"
    assert (made.numbers, made.outcome) == ((number,), f"附件说明没有改动，{missing}。")
    assert any(
        f"看不懂附件说明“{noted[0]}”怎样编号" in str(problem) and missing in str(problem) for problem in desk.told
    )
    assert [path.name for path in made.beside] == [f"附件{number}：{TITLE}.docx"]


SIGNERS = pytest.mark.parametrize("signer", ["市营商办", "张　三", "　　　　　　市营商办"])


def unfilled(*noted: str, signer: str = SIGNER) -> bytes:
    """A memo that ends with `noted`, which are still to be filled, and with 署名 and date on the left."""
    document = foreign.opening()
    foreign.say(document, "特此函告。")
    for text in noted:
        foreign.say(document, text)
    for text in ("", signer, DATE):
        foreign.say(document, text, first=0)
    return foreign.saved(document)


@SIGNERS
@pytest.mark.parametrize(
    ("noted", "titles", "expected"),
    [
        (("附件：",), ("甲",), ("附件：甲",)),
        (("附件:",), ("甲",), ("附件:甲",)),
        (("附：",), ("甲",), ("附：甲",)),
        (("附　件：",), ("甲",), ("附　件：甲",)),
        (("附件：",), ("甲", "乙"), ("附件：1.甲", "2.乙")),
        (("附件：1.",), ("甲", "乙"), ("附件：1.甲", "2.乙")),
        (("附件1：", "附件2："), ("甲", "乙"), ("附件1：甲", "附件2：乙")),
        (("附件：1.甲", "2."), ("乙", "丙"), ("附件：1.甲", "2.乙", "3.丙")),
    ],
)
def test_a_line_that_was_left_to_be_filled_is_filled(
    desk: Desk, signer: str, noted: tuple[str, ...], titles: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    made = desk.attach(unfilled(*noted, signer=signer), *titles)
    texts = [item.text.strip() for item in Document(str(made.memo)).paragraphs]
    assert texts[4:] == [*expected, "", signer.strip(), DATE]
    assert made.outcome.startswith("附件说明填在：第 ")
    assert not desk.told


@SIGNERS
def test_without_a_note_it_stands_before_the_signature_after_an_empty_line(desk: Desk, signer: str) -> None:
    """GB/T 9704—2012, 7.3.4: 正文下空一行."""
    assert desk.lines(unfilled(signer=signer))[3:] == ["特此函告。", "", f"附件：{TITLE}", "", signer.strip(), DATE]


def test_the_last_words_of_a_text_are_no_signature(desk: Desk) -> None:
    document = foreign.opening()
    for text in ("特此函告", "张三", DATE):
        foreign.say(document, text, first=0)
    assert desk.lines(foreign.saved(document))[3:6] == ["特此函告", "", f"附件：{TITLE}"]


def test_what_is_numbered_in_such_a_manner_counts_however_it_is_indented(desk: Desk) -> None:
    """A new annex must not bear a number that the memo has given."""

    def noted(document: Word) -> None:
        for text in ("附件：①甲", "②乙", "③丙"):
            foreign.say(document, text)

    assert desk.attach(letter(change=noted)).numbers == (4,)


@pytest.mark.parametrize("name", ["12345热线情况", "1.5万户名单", "2021—2025年规划", "A股上市企业名单"])
def test_a_name_that_begins_with_a_figure_is_no_number(desk: Desk, name: str) -> None:
    assert desk.lines(letter(f"附件：{name}"), "乙")[4:6] == [f"附件：1.{name}", "2.乙"]


def test_a_short_form_of_one_becomes_one_of_several(desk: Desk) -> None:
    """附：名称, as offices write it for an only annex."""
    assert desk.lines(letter("附：甲"), "乙")[4:6] == ["附：1.甲", "2.乙"]


def test_numbers_that_word_counts_are_left_to_word(desk: Desk) -> None:
    def listed(document: Word) -> None:
        foreign.say(document, "附件：")
        for text in ("甲", "乙"):
            document.add_paragraph(text, style="List Number")

    made = desk.attach(letter(change=listed))
    last = Document(str(made.memo)).paragraphs[7]
    assert (last.text, last.style.name) == (TITLE, "List Number")
    assert made.numbers == (3,)


def test_an_annex_that_it_lists_already_keeps_its_number_and_is_not_listed_again(desk: Desk) -> None:
    memo = letter(f"附件：1.{TITLE}", "2.乙")
    made = desk.attach(memo, "乙", TITLE)
    assert parts(made.memo.read_bytes()) == parts(memo)
    assert made.numbers == (2, 1)
    assert made.outcome == "附件说明原已列有，没有改动。"


def test_a_line_left_free_above_the_note_is_not_repeated_between_its_entries(desk: Desk) -> None:
    """Some styles leave the empty line by space before the paragraph."""

    def spaced(document: Word) -> None:
        foreign.say(document, "附件：甲").paragraph_format.space_before = Pt(29)

    made = desk.attach(letter(change=spaced), "乙")
    assert Document(str(made.memo)).paragraphs[5].paragraph_format.space_before == 0
    assert "请改为“附件1”" in str(desk.told[0])


def test_blanks_for_indents_are_gone_on_with(desk: Desk) -> None:
    memo = wps("附件：1.甲", "　　　2.乙")
    assert "　　　　　3.政务服务情况" in added(memo, desk.attach(memo).memo.read_bytes())


def added_without(now: bytes, changed: str, was: str, new: str) -> bytes:
    """The document without a change of words and without the paragraph that says `new`."""
    text = now.decode().replace(changed, was)
    end = text.index("</w:p>", text.index(new)) + len("</w:p>")
    return (text[: text.rindex("<w:p>", 0, end)] + text[end:]).encode()


def test_what_follows_the_date_is_no_hindrance(desk: Desk) -> None:
    lines = desk.lines(
        letter(after=("（联系人：张三，电话：12345678）", "抄送：市委办公室。", "某办 2026年11月24日印发"))
    )
    assert lines[4:9] == ["", f"附件：{TITLE}", "", SIGNER, DATE]
    assert not desk.told


def test_several_signers_one_after_another_all_come_after_the_note(desk: Desk) -> None:
    document = foreign.opening()
    foreign.end(foreign.end(document))
    assert desk.lines(foreign.saved(document))[3:6] == ["", f"附件：{TITLE}", ""]


def test_a_date_that_is_still_to_be_written_counts(desk: Desk) -> None:
    document = foreign.opening()
    foreign.say(document, "某市发展改革委", first=0, align=2)
    foreign.say(document, "2026年  月  日", first=0, align=2)
    assert desk.lines(foreign.saved(document))[2:5] == [BODY, "", f"附件：{TITLE}"]


def test_signer_and_date_on_one_line(desk: Desk) -> None:
    document = foreign.opening()
    foreign.say(document, f"{SIGNER}　　{DATE}", first=0, align=2)
    assert desk.lines(foreign.saved(document))[2:5] == [BODY, "", f"附件：{TITLE}"]


def test_without_a_date_it_comes_after_the_text_and_that_is_told(desk: Desk) -> None:
    document = foreign.opening()
    foreign.say(document, "某市营商环境办公室", first=0, align=2)
    assert desk.lines(foreign.saved(document))[2:5] == [BODY, "", f"附件：{TITLE}"]
    assert "没有找到成文日期，附件说明加在第 3 段“按照要求，我办梳理了有关城市…”之后。" in str(desk.told[0])


def test_of_two_dates_with_text_between_none_is_believed(desk: Desk) -> None:
    document = foreign.end(foreign.opening())
    foreign.say(document, "以上数据截至上月末，由各单位报送，口径见各单位说明，请结合实际使用。")
    foreign.end(document)
    made = desk.attach(foreign.saved(document))
    assert "不止一处像成文日期" in str(desk.told[0])
    assert made.outcome.endswith("以上数据截至上月末，由各单位…”之后。")


def test_a_memo_all_in_a_table_gets_it_at_the_end(desk: Desk) -> None:
    document = Document()
    document.add_table(rows=1, cols=1).cell(0, 0).text = BODY
    assert desk.lines(foreign.saved(document)) == ["", f"附件：{TITLE}"]
    assert "没有认出正文" in str(desk.told[0])


def test_a_table_that_ends_the_text_stays_before_the_note(desk: Desk) -> None:
    made = desk.attach(letter(change=foreign.with_table))
    names = [item.tag.rpartition("}")[2] for item in Document(str(made.memo)).element.body]
    assert names == ["p"] * 4 + ["tbl"] + ["p"] * 5 + ["sectPr"]


def test_the_number_of_the_memo_stands_on_annexes_that_are_files_of_their_own(desk: Desk) -> None:
    document = Document()
    foreign.say(document, "×营函〔2026〕5号", first=0, align=1)
    source = foreign.opening()
    for paragraph in reversed(source.paragraphs):
        document.element.body.insert(1, paragraph._p)
    made = desk.attach(foreign.saved(foreign.end(document)))
    assert Document(str(made.beside[0])).paragraphs[0].text == "×营函〔2026〕5号附件"


def test_the_same_again_gives_the_same_bytes_and_overwrites_nothing(desk: Desk) -> None:
    memo = letter()
    first = desk.attach(memo, "甲").memo.read_bytes()
    assert desk.attach(memo, "甲").memo.read_bytes() == first
    with pytest.raises(BriefingError, match="已有同名文件，内容不同，未覆盖"):
        desk.attach(memo, "乙")
    assert not (desk.folder / "附件1：乙.docx").exists()
    assert desk.attach(memo, "乙", force=True).memo.read_bytes() != first


def test_it_is_never_written_over_the_memo(tmp_path: Path, word: bytes) -> None:
    memo = tmp_path / "函.docx"
    memo.write_bytes(letter())
    before = memo.read_bytes()
    opened = open_bundles([bundle(tmp_path / "output", word=word)])
    (tmp_path / "link.docx").symlink_to(memo)
    for out in (memo, tmp_path / "output" / ".." / "函.docx", tmp_path / "link.docx"):
        with pytest.raises(UsageError, match="结果不能写在原文件上"):
            attach(memo, opened, out, merge=False, force=True, warn=unheard)
    with pytest.raises(UsageError, match=r"结果应是 \.docx 文件"):
        attach(memo, opened, tmp_path / "函.doc", merge=False, force=True, warn=unheard)
    assert memo.read_bytes() == before


def test_two_briefings_of_one_title_are_two_annexes(desk: Desk, tmp_path: Path, word: bytes) -> None:
    memo = tmp_path / "函.docx"
    memo.write_bytes(letter())
    paths = [bundle(tmp_path / name, request={"title": name}, word=word + name.encode()) for name in ("a", "b")]
    made = attach(memo, open_bundles(paths), tmp_path / "果.docx", merge=False, force=False, warn=unheard)
    assert made.numbers == (1, 2)


def unheard(problem: Problem) -> None:
    """Hears a warning that the test does not ask about."""


def test_the_annexes_follow_in_the_same_file(desk: Desk) -> None:
    made = desk.attach(letter(), "甲", "乙", merge=True)
    texts = [item.text for item in Document(str(made.memo)).paragraphs]
    assert [text for text in texts if text.startswith("附件")] == ["附件：1.\t甲", "附件1", "附件2"]
    assert made.beside == ()
    assert texts.count("三地政务服务比较") == 2


def test_annexes_stand_in_the_order_of_their_numbers(desk: Desk) -> None:
    memo = letter("附件：1.甲", "2.乙")
    one, other = desk.attach(memo, "乙", "甲", merge=True), desk.folder / "另.docx"
    made = attach(desk.folder / "函.docx", desk.opened("甲", "乙"), other, merge=True, force=False, warn=unheard)
    assert (one.numbers, made.numbers) == ((2, 1), (1, 2))
    assert other.read_bytes() == one.memo.read_bytes()


def test_an_imprint_before_the_annexes_is_told(desk: Desk) -> None:
    desk.attach(letter(after=("抄送：市委办公室。",)), merge=True)
    assert "版记（第 8 段“抄送：市委办公室。”）现在在附件之前" in "".join(map(str, desk.told))


def test_an_annex_that_is_in_the_file_already_is_not_put_there_again(desk: Desk) -> None:
    made = desk.attach(letter(), merge=True)
    with pytest.raises(BriefingError, match="附件1已经在这个文件里"):
        desk.attach(made.memo.read_bytes(), merge=True, name="再.docx")


def test_another_annex_continues_the_numbers_and_the_mark_of_the_first_is_told(desk: Desk) -> None:
    made = desk.attach(letter(), merge=True)
    again = desk.attach(made.memo.read_bytes(), "乙", merge=True, name="再.docx")
    assert again.numbers == (2,)
    assert "请改为“附件1”" in "".join(map(str, desk.told))
    assert "附件：1.政务服务情况" in [item.text for item in Document(str(again.memo)).paragraphs]


@pytest.mark.slow
@NEEDED
def test_a_memo_of_libreoffice_make_is_added_to_and_opened_again(desk: Desk, tmp_path: Path) -> None:
    memo = saved_again(tmp_path, letter(change=foreign.with_table))
    made = desk.attach(memo)
    assert f"附件：{TITLE}" in added(memo, made.memo.read_bytes())
    (tmp_path / "again").mkdir()
    [pages] = laid_out(tmp_path / "again", {"a": made.memo.read_bytes()}).values()
    assert len(pages.pages) == 1


@pytest.mark.parametrize(("indent", "wrapped"), [(2.9, False), (3, True), (9.9, True), (10, False)])
def test_the_rest_of_a_name_stands_three_to_ten_characters_in(desk: Desk, indent: float, wrapped: bool) -> None:
    """The next annex is listed below it; a line that stands elsewhere is none of the note's."""
    document = foreign.opening()
    foreign.say(document, "附件：1.各区政务服务事项办理环节压减")
    foreign.say(document, "情况统计表", first=indent)
    made = desk.attach(foreign.saved(foreign.end(document)))
    lines = [item.text.strip() for item in Document(str(made.memo)).paragraphs]
    added = next(index for index, line in enumerate(lines) if line.startswith("2."))
    assert (lines[added - 1] == "情况统计表") is wrapped
