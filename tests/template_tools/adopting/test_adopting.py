"""An office's own file becomes a template: what it says stays, what changes with each issue is a tag."""

from __future__ import annotations

import functools
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from docx import Document

from briefing.api.memo import memo_new
from briefing.api.template import template_adopt
from briefing.api.workspace import Workspace, builtin
from briefing.errors import BriefingError, UsageError
from briefing.model.document import Paragraph
from briefing.ooxml.package import Package
from briefing.ooxml.stylesheet import StyleSheet
from briefing.ooxml.walk import text_of
from briefing.ooxml.xml import W
from briefing.render.word.shell.opening import open_shell
from briefing.template_tools.adopting.adopt import Adopted, adopted
from briefing.template_tools.adopting.lines import placeholders
from tests.render.word.samples import find, part, rendered, replaced
from tests.render.word.samples import text as words
from tests.render.word.shell.tagged import word as filled

from .letterheads import END, HEAD, MAKES, NAME, OFFICE, TEXT, box, end, head, line, table, text, word

FOUND = {"名称": NAME, "期号": "第12期", "单位": OFFICE, "日期": "2026年2月28日", "标题": HEAD[3]}


def adopt(folder: Path, data: bytes, name: str = "红头.docx", **said: str) -> Adopted:
    """The file as a template that rests on the built-in bulletin."""
    path = folder / name
    path.write_bytes(data)
    return adopted(path, "我的", Workspace(builtin()).template("bulletin"), said)


@functools.cache
def made(make: str) -> Adopted:
    """A letterhead of that make, as a template."""
    with TemporaryDirectory() as folder:
        return adopt(Path(folder), MAKES[make](), "红头.dotx" if make == "template" else "红头.docx")


def found(template: Adopted) -> dict[str, str]:
    """What was found, by role; of several places of a role the first."""
    places = reversed(template.places)
    return {place.role: place.words for place, _ in places}


def told(template: Adopted) -> str:
    """The words of all parts that print, and of the description."""
    package = Package.open(template.files["shell.docx"])
    return "\n".join(text_of(package.tree(name)) for name in package.stories())


@pytest.mark.parametrize("make", MAKES)
def test_each_make_of_letterhead_is_understood_and_keeps_its_words(make: str) -> None:
    template = made(make)
    assert found(template) | FOUND == found(template)
    shell = template.files["shell.docx"]
    assert open_shell(shell).doubts == ()  # nothing is left that has to be mended at each use
    words = told(template)
    for tag in ("{{ name }}", "{{ issue }}", "{{ office }}", "{{ date }}", "{{ title }}", "{{p body }}"):
        assert words.count(tag) == (2 if (tag, make) == ("{{ date }}", "old shape") else 1), tag
    assert all(said in words for said in END)
    parts = b"".join(Package.open(shell).parts.values()).decode(errors="replace")
    for said in (*FOUND.values(), *TEXT):
        assert said not in parts  # not in a copy for older programs, not in what fields or controls hold
    assert "dataBinding" not in parts
    assert "instrText> DATE" not in parts


def test_a_blank_of_the_letterhead_is_listed(tmp_path: Path) -> None:
    data = word(*head(), *text(), *end(), line("联系电话：××××××××"))
    template = adopt(tmp_path, data)
    said = "“联系电话：××××××××”里还有没填的空，会照印出来。"
    assert said in template.notes
    assert [doubt.message for doubt in open_shell(template.files["shell.docx"]).doubts] == [said]


@pytest.mark.parametrize("make", ["boxed", "in header", "controlled"])
def test_a_briefing_is_written_in_it(tmp_path: Path, make: str) -> None:
    template = made(make)
    package = Package.open(filled(tmp_path, template.files["shell.docx"], "一窗受理。", issue=None))
    words = "\n".join(text_of(package.tree(name)) for name in package.stories())
    assert "一窗受理。" in words
    assert "{{" not in words
    assert all(said in words for said in END)


def test_what_the_letterhead_said_is_what_its_parameters_are_set_to() -> None:
    description = made("plain").files["template.yaml"].decode()
    assert description.splitlines()[1:] == [
        "title: 我的",
        "base: bulletin",
        "parameters:",
        "  - name: 简报名称",
        f"    default: {NAME}",
        "  - name: 编发单位",
        f"    default: {OFFICE}",
    ]


def test_the_new_text_looks_like_the_old_one() -> None:
    """The old one was formatted by hand; the styles of the file said something else, and nothing used them."""
    sheet = StyleSheet.of(Package.open(made("plain").files["shell.docx"]))
    body, heading, caption = (sheet.run_format(sheet.id_of(name)) for name in ("Body Text", "heading 1", "表题"))
    assert (body.east, body.size) == ("仿宋_GB2312", 16)
    assert (heading.east, heading.size, heading.colour) == ("黑体", 16, "auto")
    assert (caption.size, caption.colour) == (14, "auto")
    assert sheet.paragraph_format(sheet.id_of("Body Text")).start(16) == pytest.approx(2, abs=0.1)


@pytest.mark.parametrize(
    ("signs", "half", "size"), [(149, 21, 16), (150, 21, 10.5), (150, 18, 9), (150, 17, 16), (20, 24, 12)]
)
def test_nothing_of_the_new_text_is_larger_than_the_old_text_was(
    tmp_path: Path, signs: int, half: int, size: float
) -> None:
    """A few small characters are what Word has of its own: 公文 have 16 points."""
    small = line("字" * (signs - 1)).replace('<w:sz w:val="32"/>', f'<w:sz w:val="{half}"/>')
    blank = word(
        line(NAME, "head", "center"), line("第12期", align="center"), line("2月份情况", "title", "center"), small
    )
    sheet = StyleSheet.of(Package.open(adopt(tmp_path, blank).files["shell.docx"]))
    assert sheet.run_format(sheet.id_of("Body Text")).size == size
    for name in ("heading 1", "heading 2", "资料来源", "图注", "表格文字", "按语", "表题"):
        assert sheet.run_format(sheet.id_of(name)).size <= size


@pytest.mark.parametrize(("said", "wanted"), [
    ('w:line="560" w:lineRule="exact"', ("exact", 560)),
    ('w:line="360" w:lineRule="auto" w:after="0"', ("auto", 1.5)),
])  # fmt: skip
def test_the_new_text_has_the_lines_of_the_old_one_as_far_apart(
    tmp_path: Path, said: str, wanted: tuple[str, float]
) -> None:
    spaced = [line.replace("<w:ind ", f"<w:spacing {said}/><w:ind ", 1) for line in text()]
    sheet = StyleSheet.of(Package.open(adopt(tmp_path, word(*head(), *spaced, *end())).files["shell.docx"]))
    for name in ("Body Text", "heading 1", "List Number", "按语"):
        form = sheet.paragraph_format(sheet.id_of(name))
        assert (form.rule, form.lines if form.rule == "auto" else form.pitch.twips) == wanted
    assert sheet.paragraph_format(sheet.id_of("图片")).rule == "auto"
    for name in ("Body Text", "按语") if "after" in said else ():
        spacing = sheet.stated(sheet.id_of(name), "pPr/spacing")
        assert spacing
        assert spacing[1].get(f"{W}after") == "0"


def test_what_a_letter_has_beside_its_text_is_as_large_as_that(tmp_path: Path) -> None:
    """The default style of most files is of 10.5 points."""
    letter = rendered(
        Paragraph(words("×市司法局："), "addressee"),
        Paragraph(words("请参阅。")),
        base=made("plain").files["shell.docx"],
    )
    sheet = StyleSheet.of(Package.open(letter))
    for name in ("Body Text", "主送机关"):
        form = sheet.run_format(sheet.id_of(name))
        assert (form.size, form.east) == (16, "仿宋_GB2312")


def test_the_body_goes_on_the_page_that_the_old_one_began_on() -> None:
    """Not on the landscape page that stood in the middle of it, nor on the Letter paper of the last section."""
    shell = open_shell(made("sectioned").files["shell.docx"])
    assert shell.area.width.mm == pytest.approx(210 - 2 * 1800 / 1440 * 25.4, abs=0.1)


def test_a_letterhead_without_a_text_has_the_places_that_it_names(tmp_path: Path) -> None:
    blank = word(
        line("×市人民政府文件", "head", "center"),
        line("×政发〔20XX〕XX号\t签发人：□□□", align="left"),
        line("[此处输入文件标题]", "title", "center"),
        line("[此处输入主送机关]：", align="left"),
        line("[此处输入正文内容]"),
        line("×市人民政府", align="right"),
        line("20XX年XX月XX日", align="right"),
        table((line("×市人民政府办公室　　　　20XX年XX月XX日印发", align="left"),)),
    )
    template = adopt(tmp_path, blank)
    assert found(template) == {
        "名称": "×市人民政府文件",
        "发文字号": "×政发〔20XX〕XX号",
        "标题": "[此处输入文件标题]",
        "主送机关": "[此处输入主送机关]：",
        "单位": "×市人民政府",
        "日期": "20XX年XX月XX日",
    }
    words = told(template)
    assert "签发人：□□□" in words  # the office's own system fills that in
    assert "×市人民政府办公室" in words  # another office than the one that signs
    assert "“×市人民政府办公室”与“×市人民政府”不是同一个单位，照原样留着。" in template.notes
    description = template.files["template.yaml"].decode()
    assert "  - name: 发文字号\n    description:" in description  # an old number is not printed on a new paper
    assert "{{ date }}印发" in words


def test_the_words_around_a_placeholder_go_with_what_stands_there(tmp_path: Path) -> None:
    """Without a number no lone 号 is printed."""
    blank = word(
        line("×市人民政府简报", "head", "center"),
        line("[此处输入文号]号　第[期号]期", align="center"),
        line("[此处输入文件标题]", "title", "center"),
        line("[此处输入正文内容]"),
    )
    template = adopt(tmp_path, blank)
    assert {role: words for role, words in found(template).items() if role in ("发文字号", "期号")} == {
        "发文字号": "[此处输入文号]号",
        "期号": "第[期号]期",
    }
    assert "{{ 发文字号 }}　{{ issue }}" in told(template)


@pytest.mark.parametrize(("name", "role"), [
    ("SALUTATION", "主送机关"), ("addressee", "主送机关"), ("CC", "抄送"), ("cc_list", "抄送"), ("抄送机关", "抄送"),
    ("ISSUER", "单位"), ("SIGNOFF", "单位"), ("SIGNOFF_ORG", "单位"), ("SIGNOFF_DATE", "日期"), ("ISSUE", "期号"),
    ("access", None), ("OFFICE_REVIEWER", None),
])  # fmt: skip
def test_a_placeholder_means_what_its_name_says(name: str, role: str | None) -> None:
    assert [item.role for item in placeholders(f"{{{{{name}}}}}")] == [role]


def test_a_placeholder_beside_the_body_is_never_part_of_it(tmp_path: Path) -> None:
    """主送机关 comes above the text (GB/T 9704—2012, 7.3.2); 抄送 alone is printed nowhere."""
    places = (
        "{{FILE_NUMBER}}",
        "{{BODY_PLACEHOLDER}}",
        "{{SALUTATION}}",
        "{{SIGNOFF_ORG}}",
        "{{SIGNOFF_DATE}}",
        "{{CC_LIST}}",
    )
    template = adopt(tmp_path, word(*map(line, places)))
    package = Package.open(template.files["shell.docx"])
    assert [text_of(item) for item in package.tree(package.main).iter(f"{W}p")] == [
        "{{ 发文字号 }}",
        "{{ title }}",
        "{{ 主送机关 }}",
        "{{p body }}",
        "{{ office }}",
        "{{ date }}",
        "{% if 抄送 %}抄送：{{ 抄送 }}。{% endif %}",
    ]
    assert template.files["body.md.j2"].decode().endswith("{% block 报尾 %}{% endblock %}\n")  # printed once


def test_a_red_name_with_blanks_is_printed_as_it_is_and_told(tmp_path: Path) -> None:
    """Not the name that the base has: it would look finished."""
    blank = word(line("XXXX人民政府文件", "head", "center"), line("[此处输入文件标题]", "title", "center"), *text())
    template = adopt(tmp_path, blank)
    assert "    default: XXXX人民政府文件\n" in template.files["template.yaml"].decode()
    assert any("“XXXX人民政府文件”里还有没填的空" in note and "“简报名称”" in note for note in template.notes)


def test_the_new_text_is_indented_as_what_stands_for_the_old_one_was(tmp_path: Path) -> None:
    blank = word(
        line(NAME, "head", "center"), line("[此处输入文件标题]", "title", "center"), line("[此处输入正文内容]")
    )
    indent = '<w:ind w:firstLineChars="200"'
    used = replaced(blank, "word/document.xml", indent, f'<w:pStyle w:val="BodyText"/>{indent}')
    sheet = StyleSheet.of(Package.open(adopt(tmp_path, used).files["shell.docx"]))
    assert sheet.paragraph_format(sheet.id_of("Body Text")).start(16) == pytest.approx(2, abs=0.1)


def test_the_new_text_is_in_the_font_of_the_signs_that_stand_for_words(tmp_path: Path) -> None:
    blank = word(line(NAME, "head", "center"), line("××××关于××的通报", "title", "center"), line("××××××××。"))
    sheet = StyleSheet.of(Package.open(adopt(tmp_path, blank).files["shell.docx"]))
    form = sheet.run_format(sheet.id_of("Body Text"))
    assert (form.east, form.size) == ("仿宋_GB2312", 16)


def test_a_placeholder_for_an_office_with_a_colon_is_whom_it_goes_to(tmp_path: Path) -> None:
    blank = word(line("证明", "title", "center"), line("[单位名称]："), line("[此处输入正文内容]"))
    assert found(adopt(tmp_path, blank))["主送机关"] == "[单位名称]："


@pytest.mark.parametrize(("words", "named"), [
    (("某市优化营商环境工作领导小组", "办公室"), "某市优化营商环境工作领导小组办公室"),
    (("甲市发展和改革委员会", "甲市财政局"), "甲市发展和改革委员会"),
])  # fmt: skip
def test_the_name_of_an_office_may_go_over_lines(tmp_path: Path, words: tuple[str, ...], named: str) -> None:
    signed = (line(item, align="right") for item in (*words, "2026年2月28日"))
    name = (line(item, "head", "center") for item in ("某市优化营商环境工作", "领导小组办公室文件"))
    template = adopt(tmp_path, word(*name, line("关于压减办理时间的通知", "title", "center"), *text(), *signed))
    assert found(template)["名称"] == "某市优化营商环境工作领导小组办公室文件"
    assert found(template)["单位"] == named
    assert told(template).count("\n") == 0
    assert ("办公室" in told(template)) is False


def test_names_of_several_offices_stay_as_they_are(tmp_path: Path) -> None:
    joint = word(
        f"<w:p>{box('甲市发展和改革委员会')}{box('甲市财政局')}{box('文件')}</w:p>",
        line("关于压减办理时间的通知", "title", "center"),
        *text(),
        line("甲市发展和改革委员会　　甲市财政局", align="right"),
        line("2026年2月28日", align="right"),
    )
    template = adopt(tmp_path, joint)
    words = told(template)
    assert "甲市发展和改革委员会　　甲市财政局" in words
    assert "单位" not in found(template)
    assert any("报头由几处文字组成" in note for note in template.notes)
    assert "单位“甲市发展和改革委员会 甲市财政局”照原样留着，不随参数变。" in template.notes


def test_a_black_name_over_the_number_is_no_title(tmp_path: Path) -> None:
    """In a file without colours the name is the largest centred line, as a title is elsewhere."""
    black = word(line("某市工作简报", "title", "center"), *head()[1:3], line("2月份情况", "text", "center"), *text())
    assert found(adopt(tmp_path, black)) | {"名称": "某市工作简报", "标题": "2月份情况"} == found(
        adopt(tmp_path, black)
    )


def test_a_person_corrects_what_was_found(tmp_path: Path) -> None:
    template = adopt(tmp_path, MAKES["plain"](), 单位="营商环境建设局", 期号="", 日期="2026年2月")
    assert found(template)["单位"] == "营商环境建设局"
    assert found(template)["日期"] == "2026年2月"
    assert "期号" not in found(template)
    words = told(template)
    assert "第12期" in words
    assert "某市{{ office }}办公室\t{{ date.year }}年{{ date.month }}月28日" in words
    later = adopt(tmp_path, MAKES["plain"](), 正文="（一）政务服务")
    assert TEXT[0] in told(later)
    assert TEXT[2] not in told(later)


def test_a_correction_that_is_not_in_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="文件里没有“第13期”，不能作期号"):
        adopt(tmp_path, MAKES["plain"](), 期号="第13期")
    with pytest.raises(UsageError, match="没有“页码”这一项"):
        adopt(tmp_path, MAKES["plain"](), 页码="1")


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ((table((line("会议记录"), line("内" * 120))),), "文字大多在表格里，没有正文的位置"),
        ((line("机密★1年", align="left"), *head(), *text()), "涉密信息不得用本程序处理"),
    ],
)
def test_what_cannot_be_a_template_is_refused_with_a_reason(tmp_path: Path, blocks: tuple[str, ...], said: str) -> None:
    with pytest.raises(BriefingError, match=said):
        adopt(tmp_path, word(*blocks))


def test_a_file_without_a_title_gets_a_place_for_one(tmp_path: Path) -> None:
    template = adopt(tmp_path, word(line(NAME, "head", "center"), line("第12期", align="center")))
    package = Package.open(template.files["shell.docx"])
    said = [text_of(item) for item in package.tree(package.main).iter(f"{W}p")]
    assert said[-2:] == ["{{ title }}", "{{p body }}"]
    assert "没有标题的位置，已在正文之前加一段 {{ title }}。" in template.notes


@pytest.mark.parametrize("old", [
    ("目　录", "一、总体情况", "二、政务服务"), ("本期要目", "一、总体情况"), ("编者按", "现将做法刊发。", "请借鉴。"),
    ("【编者按】现将做法刊发，供学习借鉴。",),
])  # fmt: skip
def test_what_was_said_of_the_old_issue_above_its_title_is_not_printed_in_the_next(
    tmp_path: Path, old: tuple[str, ...]
) -> None:
    *front, title = head()
    template = adopt(tmp_path, word(*front, *map(line, old), "<w:p/>", title, *text(), *end()))
    package = Package.open(template.files["shell.docx"])
    said = [text_of(item) for item in package.tree(package.main).iter(f"{W}p")]
    assert said == ["{{ name }}", "{{ issue }}", "{{ office }}\t{{ date }}", "", "{{ title }}", "{{p body }}", *END]
    (note,) = [note for note in template.notes if note.startswith("标题之上的")]
    assert note.startswith(f"标题之上的“{old[0].replace('　', ' ')[:16]}")


def test_brackets_around_the_issue_are_not_printed_without_one(tmp_path: Path) -> None:
    name, _, office, title = head()
    template = adopt(tmp_path, word(name, line("（第12期）", align="center"), office, title, *text()))
    assert "{% if issue %}（{{ issue }}）{% endif %}" in told(template)


def test_lines_of_the_letterhead_behind_a_list_of_contents_stay(tmp_path: Path) -> None:
    name, issue, office, title = head()
    template = adopt(tmp_path, word(name, line("目录"), line("一、总体情况"), issue, office, title, *text()))
    assert told(template).startswith("{{ name }}{{ issue }}{{ office }}\t{{ date }}{{ title }}{{p body }}")


@pytest.mark.parametrize(("under", "tag"), [
    ("（2026年2月25日）", "（{{ date }}）"), ("2026年2月25日", "{{ date }}"), ("二〇二六年二月二十五日", "{{ date }}"),
    ("（2026年2月）", "（{{ date.year }}年{{ date.month }}月）"), ("（2026年2月25日讲话）", None),
])  # fmt: skip
def test_a_date_below_the_title_is_that_of_each_issue(tmp_path: Path, under: str, tag: str | None) -> None:
    template = adopt(tmp_path, word(*head(), line(under, align="center"), *text(), *end()))
    package = Package.open(template.files["shell.docx"])
    said = [text_of(item) for item in package.tree(package.main).iter(f"{W}p")]
    assert said[3:] == ["{{ title }}", *([tag] if tag else []), "{{p body }}", *END]


def test_lines_behind_the_text_stay_without_the_empty_ones_that_pushed_them_down(tmp_path: Path) -> None:
    template = adopt(tmp_path, word(*head(), *text(), *["<w:p/>"] * 20, *end()))
    package = Package.open(template.files["shell.docx"])
    said = [text_of(item) for item in package.tree(package.main).iter(f"{W}p")]
    assert said[said.index("{{p body }}") :] == ["{{p body }}", *END]


def test_an_empty_line_parts_the_signature_from_the_text(tmp_path: Path) -> None:
    signed = (line("某市营商环境建设局", align="right"), line("2026年2月28日", align="right"))
    template = adopt(tmp_path, word(*head(), *text(), "<w:p/>", "<w:p/>", *signed))
    package = Package.open(template.files["shell.docx"])
    said = [text_of(item) for item in package.tree(package.main).iter(f"{W}p")]
    assert said[said.index("{{p body }}") :][:2] == ["{{p body }}", ""]
    assert said[-1] == "{{ date }}"


def test_a_name_that_is_a_picture_is_told(tmp_path: Path) -> None:
    template = adopt(tmp_path, word(*head()[1:], *text()))
    assert "名称" not in found(template)
    assert any(note.startswith("没有找到报头的大字") for note in template.notes)


def test_a_file_of_before_2007_is_read_by_libreoffice_and_told_where_it_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.render.pdf._PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BriefingError, match=r"读 \.doc、\.wps 文件需要 LibreOffice，这台机器上没有找到"):
        adopt(tmp_path, b"\xd0\xcf\x11\xe0", "红头.doc")


def test_of_a_letter_the_template_writes_addressee_and_signature_itself(tmp_path: Path) -> None:
    path = tmp_path / "函.docx"
    path.write_bytes(
        word(
            line("×市人民政府", "head", "center"),
            line("×政函〔2026〕3号", align="right"),
            line("关于报送简报的函", "title", "center"),
            line("市发展和改革委员会：", align="left"),
            line(TEXT[1]),
            line("×市人民政府", align="right"),
            line("2026年2月28日", align="right"),
        )
    )
    template = adopted(path, "我的函", Workspace(builtin()).template("letter"))
    assert (
        told(template).split("\n")[0] == "×市人民政府{{ number }}{{ title }}{{p body }}"
    )  # its 红头 is always the same
    assert template.files["template.yaml"].decode().splitlines()[1:6] == [
        "title: 我的函",
        "base: letter",
        "parameters:",
        "  - name: 发文机关",
        '    default: "×市人民政府"',
    ]


def test_the_red_name_of_a_letter_is_printed_and_signs_it(tmp_path: Path) -> None:
    for name in ("data", "notes"):
        (tmp_path / name).mkdir()
    (tmp_path / "briefing.yaml").write_text("{}\n", "utf-8")
    (tmp_path / "notes" / "说明.md").write_text("请参阅。\n", "utf-8")
    (tmp_path / "便函.docx").write_bytes(word(line("某市司法局便函", "head", "center"), line("现将情况送上，请参阅。")))
    here = Workspace(tmp_path)
    template_adopt(tmp_path / "便函.docx", "局便函", here, base="note")
    made = memo_new((), to="市财政局", subject="报送情况", kind="便函", template="局便函", settings={"正文": "说明"},
                    date="2026-03-01", formats="docx", out=tmp_path / "out", workspace=here)  # fmt: skip
    letter = Package.open((made.bundle.folder / made.bundle.files[0]).read_bytes())
    printed = text_of(letter.tree("word/document.xml"))
    assert printed.startswith("某市司法局便函")
    assert printed.count("某市司法局") == 2


@pytest.mark.parametrize(("words", "shown"), [
    ("2026年第9期", "{% if issue %}{{ date.year }}年{% endif %}{{ issue }}"),
    ("〔2026〕第 33 期", "{% if issue %}〔{{ date.year }}〕{% endif %}{{ issue }}"),
])  # fmt: skip
def test_the_year_before_an_issue_is_that_of_the_date(tmp_path: Path, words: str, shown: str) -> None:
    assert shown in told(adopt(tmp_path, word(*head(words), *text())))


def test_what_every_issue_will_print_and_what_is_gone_is_told(tmp_path: Path) -> None:
    """The words above the title and behind the text that no tag stands for."""
    lead = line("内部资料　注意保存")
    notes = adopt(tmp_path, word(*head()[:3], lead, head()[3], *text(), line("编辑：赵六　电话：82345678"))).notes
    assert "照原样留着、每期都会印的：“内部资料 注意保存”、“编辑：赵六 电话：82345678”。" in notes


def test_blanks_of_a_letterhead_are_no_defaults_and_those_of_copies_a_tag(tmp_path: Path) -> None:
    blank = word(*head(), line("××××××××："), line("×××××××。"), line("抄送：×××，×××。"))
    template = adopt(tmp_path, blank)
    assert "抄送：{{ 抄送 }}。" in told(template)
    assert "××" not in template.files["template.yaml"].decode()


def test_of_offices_that_issue_it_together_none_is_the_one(tmp_path: Path) -> None:
    joint = line("某市发展和改革委员会　某市营商环境建设局　编", align="left")
    template = adopt(tmp_path, word(head()[0], head()[1], joint, head()[3], *text()))
    assert "某市发展和改革委员会　某市营商环境建设局" in told(template)


def test_a_text_in_columns_stays_in_them_and_what_stands_behind_it_does_not(tmp_path: Path) -> None:
    def section(columns: int) -> str:
        page = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/>'
        kind = '<w:type w:val="continuous"/>'
        return f'<w:p><w:pPr><w:sectPr>{kind}{page}<w:cols w:num="{columns}" w:space="425"/></w:sectPr></w:pPr></w:p>'

    data = word(*head(), section(1), *text(), section(2), *end())
    tree = Package.open(adopt(tmp_path, data).files["shell.docx"]).tree("word/document.xml")
    order = [item.get(f"{W}num") or text_of(item) for item in tree.iter(f"{W}p", f"{W}cols")]
    assert [said for said in order if said in ("1", "2", "{{p body }}", END[0])] == ["1", "{{p body }}", "2", END[0]]


def test_what_a_person_says_of_lines_that_a_letter_writes_itself_is_told(tmp_path: Path) -> None:
    path = tmp_path / "便函.docx"
    path.write_bytes(word(line("某市司法局便函", "head", "center"), *text(), line("3月1日", align="right")))
    said = {"日期": "3月1日", "名称": "某市司法局便函"}
    notes = adopted(path, "我的", Workspace(builtin()).template("note"), said).notes
    assert "日期由行文的底本写，--set 指定的没有用。" in notes


def test_a_file_that_libreoffice_saved_is_understood(tmp_path: Path) -> None:
    """It writes the colour of pages before the text."""
    coloured = replaced(MAKES["plain"](), "word/document.xml", "<w:body>", '<w:background w:color="FFFFFF"/><w:body>')
    assert found(adopt(tmp_path, coloured)) == found(made("plain"))


def test_captions_are_in_no_colour_though_the_file_has_two_styles_for_them(tmp_path: Path) -> None:
    """LibreOffice writes its own style of that name beside that of Word."""
    second = '<w:style w:type="paragraph" w:styleId="Caption1"><w:name w:val="caption"/></w:style></w:styles>'
    twice = replaced(MAKES["plain"](), "word/styles.xml", "</w:styles>", second)
    sheet = StyleSheet.of(Package.open(adopt(tmp_path, twice).files["shell.docx"]))
    assert sheet.run_format(sheet.id_of("表题")).colour == "auto"


def test_the_header_of_pages_that_are_gone_is_told(tmp_path: Path) -> None:
    """The body goes on the page that the old one began on; what stands on others is not printed, nor said to be."""
    document = Document(io.BytesIO(word(*head(), line(TEXT[0]))))
    section = document.add_section()
    section.header.is_linked_to_previous = False
    section.header.paragraphs[0].text = "附表用的页眉"
    document.add_paragraph(TEXT[1])
    out = io.BytesIO()
    document.save(out)
    template = adopt(tmp_path, out.getvalue())
    assert "附表用的页眉" not in told(template)
    assert "另外几页的页眉页脚，已随旧正文去掉：“附表用的页眉”。" in template.notes
    assert not any(note.startswith("照原样") for note in template.notes)


def test_the_rules_of_its_last_lines_stay_and_what_holds_them_on_the_page(tmp_path: Path) -> None:
    foot = (Paragraph(words("抄送：市司法局。"), "cc"), Paragraph(words("某市司法局\t2026年1月5日印发"), "imprint"))
    template = adopt(tmp_path, rendered(Paragraph(words("本期梳理政务服务。")), *foot))
    styles = find(part(template.files["shell.docx"]), "w:body/w:p/w:pPr/w:pStyle/@w:val")
    assert styles[-6:] == ["FootEdge", "Closing", "FootRule", "Imprint", "FootEdge", "FootEnd"]
