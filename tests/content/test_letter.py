"""Letters: what their templates may say, and that every figure in them is one of a briefing's findings."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.compose import compose
from briefing.content.letter import compose_letter, title_of
from briefing.content.workspace_files import WorkspaceFiles
from briefing.data.template_folders import read_template
from briefing.errors import BriefingError, Severity, UsageError
from briefing.model.document import Attachments, Document, Paragraph, Run, RunKind, Signature
from briefing.model.letter import KINDS, TEMPLATES, Letter
from briefing.model.template import MEMO, Parameter, Template
from briefing.ooxml.markup import paragraph, run
from briefing.render.markdown import render_markdown
from briefing.render.word.make_shell import made
from briefing.render.word.shell.builtin_parts import FOOTERS, PAGE, text_xml
from briefing.render.word.shell.builtin_styles import Fonts
from briefing.render.word.shell.tag_reading import tags_of
from briefing.render.word.writer import render_docx
from tests.builders import analysis
from tests.content.samples import FINDINGS, ITEMS, letter, request, template
from tests.render.word.samples import lines

ROOT = Path(__file__).parents[2]
OFFICE = "市营商环境办公室"


def built_in(kind: str) -> Template:
    return read_template(TEMPLATES[kind], [ROOT / "templates"])


def mine(folder: Path, body: str, *parameters: Parameter) -> Template:
    """A template of letters with that body."""
    return replace(template(folder, body, *parameters), kind=MEMO, ending="函")


def said(document: Document) -> list[str]:
    """The words of the paragraphs."""
    return ["".join(run.text for run in block.runs) for block in document.blocks if isinstance(block, Paragraph)]


def test_a_letter_reads_as_one() -> None:
    document, problems = compose_letter(letter(), built_in("函"))
    assert not problems
    assert said(document) == [
        "市发展和改革委员会：",
        "现将《政务服务情况比较》函送你单位，请参阅。主要情况如下：",
        "一是武汉市“210”标准压减38.5%。",
        "二是天河区即办件104项。",
        "特此函达。",
    ]
    assert document.blocks[-2:] == (Attachments(("政务服务情况比较",)), Signature(OFFICE, "2026年1月5日", sealed=True))
    assert (document.meta.title, document.meta.office, document.meta.date) == (
        "关于报送简报的函",
        OFFICE,
        "2026年1月5日",
    )


@pytest.mark.parametrize(("kind", "title", "closing"), [
    ("签报", "关于报送简报的签报", "以上情况，特此报告。"),
    ("便函", "关于报送简报的便函", "专此函达。"),
])  # fmt: skip
def test_other_kinds_end_in_their_own_way(kind: str, title: str, closing: str) -> None:
    document, problems = compose_letter(letter(kind=kind), built_in(kind))
    assert not problems
    assert document.meta.title == title
    assert said(document)[-1] == closing
    assert document.blocks[-1] == Signature(OFFICE, "2026年1月5日")


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_about_briefings_without_findings_does_without_them(kind: str) -> None:
    """So it is with bundles that were made before findings were kept."""
    document, problems = compose_letter(letter(kind=kind, findings=()), built_in(kind))
    assert not problems
    assert not any("如下" in words or words.startswith("一是") for words in said(document))
    assert len(said(document)) == 3


def test_the_findings_keep_their_facts_and_are_the_documents_own() -> None:
    document, _ = compose_letter(letter(), built_in("函"))
    printed = {run.ref for block in document.blocks if isinstance(block, Paragraph) for run in block.runs}
    assert {"=wuhan.cut", "tianhe.items"} <= printed
    assert document.findings == FINDINGS


def test_only_findings_that_are_printed_are_the_documents_own() -> None:
    document, _ = compose_letter(letter(settings={"要点数": "1"}), built_in("函"))
    assert document.findings == FINDINGS[:1]
    assert "武汉市“210”标准压减38.5%。" in said(document)  # an only one is not counted: 一是 would want 二是


def test_findings_are_taken_from_the_briefings_in_turn_and_none_twice() -> None:
    first, second = ((Run(words),) for words in ("甲一。", "甲二。"))
    third = (Run("乙一。"),)
    held = (("甲", (first, second)), ("乙", (first, third)))
    document, _ = compose_letter(letter(attachments=("甲", "乙"), findings=held), built_in("函"))
    assert said(document)[2:5] == ["一是甲一。", "二是甲二。", "三是乙一。"]


def test_several_addressees_are_spoken_to_as_such() -> None:
    document, _ = compose_letter(letter(to=("甲局", "乙局")), built_in("函"))
    assert said(document)[0] == "甲局、乙局："
    assert "函送各单位" in said(document)[1]


def test_of_many_briefings_the_first_is_named() -> None:
    document, _ = compose_letter(letter(attachments=tuple("甲乙丙丁")), built_in("函"))
    assert "现将《甲》等简报函送" in said(document)[1]
    assert document.blocks[-2] == Attachments(tuple("甲乙丙丁"))


def test_without_attachments_there_is_no_note_of_them() -> None:
    document, problems = compose_letter(letter(attachments=(), findings=()), built_in("便函"))
    assert not problems
    assert not any(isinstance(block, Attachments) for block in document.blocks)


def test_a_number_of_the_templates_own_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="“12”没有出处"):
        compose_letter(letter(), mine(tmp_path, "共有12项。\n"))


def test_digits_of_a_name_in_a_finding_are_no_figure(tmp_path: Path) -> None:
    """“210”标准 is a name that the data know; the letter is written without the data."""
    body = "{% for sentence in memo.findings %}\n{{ sentence }}\n\n{% endfor %}\n"
    assert compose_letter(letter(), mine(tmp_path, body))[1] == []


def test_what_a_person_gave_is_printed_with_a_warning_of_its_numbers() -> None:
    given = letter(subject="报送12个城市的简报", to=("第3工作组",))
    document, problems = compose_letter(given, built_in("函"))
    assert said(document)[0] == "第3工作组："
    assert document.meta.title == "关于报送12个城市的简报的函"
    assert all(problem.severity is Severity.WARNING for problem in problems)
    assert [problem.message.partition("：")[0] for problem in problems] == ["标题", "主送机关"]


def test_the_title_of_a_briefing_may_hold_numbers_without_a_warning() -> None:
    given = letter(attachments=("12个城市比较",), subject="报送12个城市比较", findings=())
    assert compose_letter(given, built_in("函"))[1] == []


def test_a_telephone_number_is_printed_as_given(tmp_path: Path) -> None:
    made = mine(tmp_path, "联系电话：{{ 电话 }}\n", Parameter(name="电话"))
    document, problems = compose_letter(letter(settings={"电话": "027-12345678"}), made)
    assert said(document) == ["联系电话：027-12345678"]
    assert not problems


def test_defaults_of_the_workspace_stand_in_for_what_is_not_given(tmp_path: Path) -> None:
    made = mine(tmp_path, "{{ 处室 }}\n", Parameter(name="处室", default="一处"))
    assert said(compose_letter(letter(), made, {"处室": "二处", "别的": "x"})[0]) == ["二处"]
    assert said(compose_letter(letter(settings={"处室": "三处"}), made, {"处室": "二处"})[0]) == ["三处"]


def test_a_parameter_that_there_is_not_is_refused() -> None:
    with pytest.raises(UsageError, match=r"没有参数“抄报”.*抄送"):
        compose_letter(letter(settings={"抄报": "市委"}), built_in("函"))


def test_a_letter_between_equals_prints_no_imprint_and_says_why(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"函的版记不印印发机关和印发日期。信函格式就是这样（GB/T 9704—2012，10.1）"):
        compose_letter(letter(settings={"印发机关": "市政府办公室", "印发日期": "2026-01-05"}), built_in("函"))
    made = mine(tmp_path, "{{ 印发机关 }}\n", Parameter(name="印发机关"))
    assert said(compose_letter(letter(settings={"印发机关": "市政府办公室"}), made)[0]) == ["市政府办公室"]


def test_copies_end_with_a_full_stop_once() -> None:
    for words in ("市司法局", "市司法局。"):
        document, _ = compose_letter(letter(settings={"抄送": words}), built_in("函"))
        assert "".join(run.text for run in document.blocks[-1].runs) == "抄送：市司法局。"  # type: ignore[union-attr]
    document, _ = compose_letter(letter(settings={"抄送": "市委办公室,市人大（常委会）, 市政协"}), built_in("函"))
    said = "".join(run.text for run in document.blocks[-1].runs)  # type: ignore[union-attr]
    assert said == "抄送：市委办公室，市人大（常委会），市政协。"


def test_the_shell_of_a_letter_may_loop_over_what_it_carries(tmp_path: Path) -> None:
    loop = "{% for item in memo.briefings %}《{{ item.title }}》{% endfor %}"
    tags = (("BodyText", "{{ number }}"), ("BodyText", loop), ("BodyText", "{{p body }}"))
    shell = made(text_xml("".join(paragraph(style, run(words)) for style, words in tags), FOOTERS + PAGE), Fonts())
    given = letter(attachments=("甲", "乙"), number="×函〔2026〕5号")
    document, problems = compose_letter(given, mine(tmp_path, "正文。\n"), tags=tags_of(shell, "shell.docx"))
    assert not problems
    assert [words for _, words in lines(render_docx(document, {}, shell))] == [
        "×函〔2026〕5号",
        "《甲》《乙》",
        "正文。",
    ]


def test_a_template_of_briefings_writes_no_letter(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是行文模板"):
        compose_letter(letter(), template(tmp_path, "文\n"))


def test_a_template_of_letters_writes_no_briefing() -> None:
    with pytest.raises(UsageError, match=r"letter 是行文模板.*briefing memo new"):
        compose(analysis(*ITEMS), built_in("函"), request(), lambda chart: None)


@pytest.mark.parametrize(("subject", "title"), [
    ("报送简报", "关于报送简报的函"),
    ("关于报送简报", "关于报送简报的函"),
    ("关于报送简报的函", "关于报送简报的函"),
    ("市政府关于报送简报的请示", "市政府关于报送简报的请示"),
    ("关于有关情况的报告", "关于有关情况的报告"),
    (" 报送简报的 ", "关于报送简报的函"),
])  # fmt: skip
def test_a_title_is_made_of_a_subject_unless_it_is_one(subject: str, title: str) -> None:
    assert title_of(subject, "函") == title


def test_a_letter_as_markdown_says_office_and_date_once_at_its_end() -> None:
    text = render_markdown(
        compose_letter(letter(attachments=("甲", "乙"), number="×函〔2026〕5号"), built_in("函"))[0], {}
    )
    assert text.count(OFFICE) == text.count("2026年1月5日") == 1
    assert text.endswith(f"特此函达。\n\n附件：\n\n1. 甲\n2. 乙\n\n{OFFICE}\n\n2026年1月5日\n")


def test_the_day_has_no_leading_zeros() -> None:
    made: Letter = letter(date=datetime.date(2026, 11, 2))
    assert compose_letter(made, built_in("函"))[0].meta.date == "2026年11月2日"


def test_what_a_person_wrote_stands_in_the_place_of_the_findings_and_is_listed_as_such(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "催办.md").write_text("本月底前报送，共12项。", encoding="utf-8")
    asked = letter(settings={"正文": "催办"}, attachments=(), findings=())
    document, problems = compose_letter(asked, built_in("通报"), files=WorkspaceFiles(tmp_path))
    assert problems == []
    said = [block for block in document.blocks if isinstance(block, Paragraph) and block.role == "body"]
    assert [[(run.text, run.kind) for run in one.runs] for one in said] == [[("本月底前报送，共12项。", RunKind.GIVEN)]]


def test_a_paragraph_that_bears_a_classification_is_not_printed(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "催办.md").write_text("本月底前报送。\n\n本件机密★5年。", encoding="utf-8")
    asked = letter(settings={"正文": "催办"}, attachments=(), findings=())
    with pytest.raises(BriefingError, match="涉密信息不得用本程序处理。") as told:
        compose_letter(asked, built_in("通报"), files=WorkspaceFiles(tmp_path))
    assert "机密★" not in str(told.value)


@pytest.mark.parametrize(
    ("given", "printed"), [("", "2026年1月5日"), ("2026年1月6日", "2026年1月6日"), ("2026-12-01", "2026年12月1日")]
)
def test_a_circular_ends_with_who_printed_it_and_when(given: str, printed: str) -> None:
    settings = {"抄送": "市司法局", "印发机关": "市政府办公室", "印发日期": given}
    document, _ = compose_letter(letter(kind="通报", settings=settings), built_in("通报"))
    last = [block for block in document.blocks if isinstance(block, Paragraph)][-2:]
    assert [("".join(run.text for run in block.runs), block.role) for block in last] == [
        ("抄送：市司法局。", "closing"),
        (f"市政府办公室\t{printed}印发", "imprint"),
    ]


@pytest.mark.parametrize(("kind", "role"), [("函", "cc"), ("通报", "closing")])
def test_copies_alone_have_rules_but_in_a_letter(kind: str, role: str) -> None:
    """10.1 of GB/T 9704—2012; Word has rules for the role closing."""
    document, _ = compose_letter(letter(kind=kind, settings={"抄送": "市司法局"}), built_in(kind))
    assert [block.role for block in document.blocks if isinstance(block, Paragraph)][-1] == role


@pytest.mark.parametrize("given", ["市委办公室", "市委办公室、", "市委办公室；。", "市委办公室。", "市委办公室、 "])
def test_the_line_of_copies_ends_with_a_full_stop_alone(given: str) -> None:
    document, _ = compose_letter(letter(settings={"抄送": given}), built_in("通报"))
    last = [block for block in document.blocks if isinstance(block, Paragraph)][-1]
    assert "".join(run.text for run in last.runs) == "抄送：市委办公室。"


@pytest.mark.parametrize("settings", [{"密级": "普通"}, {"保密期限": "1年"}, {"结语": "机密★1年"}, {"抄送": "秘密"}])
def test_no_classified_document_is_made(settings: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="涉密信息不得用本程序处理。"):
        compose_letter(letter(settings=settings), built_in("函"))


def test_words_of_secrets_are_no_classification() -> None:
    compose_letter(letter(settings={"请求": "请做好秘密载体管理", "抄送": "市国家保密局"}), built_in("函"))


@pytest.mark.parametrize("line", ["{{ 密级 }}", "机密★5年", "{{ 等级 }}"])
def test_a_template_that_prints_a_classification_is_told(tmp_path: Path, line: str) -> None:
    with pytest.raises(BriefingError, match="涉密信息不得用本程序处理。"):
        compose_letter(letter(), mine(tmp_path, f"来文收悉。\n\n{line}", Parameter(name="等级", default="绝密")))
