"""What a person keeps in the workspace is printed as it is written, listed as 手填, and never from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.bundle.contents import by_hand
from briefing.charts import photograph
from briefing.content.compose import compose
from briefing.errors import BriefingError, Problem
from briefing.model.document import Document, Figure, Items, Note, Paragraph, Run, RunKind, Table
from briefing.model.issue import IssueNumber
from briefing.model.walk import all_runs
from briefing.wording.prose import plain
from tests.builders import analysis
from tests.charts.pictures import jpeg, png
from tests.content.samples import ITEMS, request, template

MANUAL = '{{ manual("领导批示") }}'


def made(folder: Path, body: str, notes: dict[str, str], *, issue: int | None = None) -> tuple[Document, list[Problem]]:
    """The document that a body makes in a workspace with those notes."""
    for name, text in notes.items():
        path = folder / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    asked = request(workspace=folder, issue=None if issue is None else IssueNumber(issue))
    return compose(analysis(*ITEMS), template(folder, body), asked, lambda chart: None, photograph=photograph)


def told(folder: Path, body: str, notes: dict[str, str]) -> str:
    """What is said of a body that cannot be made."""
    with pytest.raises(BriefingError) as caught:
        made(folder, body, notes)
    return "\n".join(map(str, caught.value.problems))


def test_a_paragraph_is_printed_as_written_and_its_numbers_are_listed(tmp_path: Path) -> None:
    document, problems = made(tmp_path, MANUAL, {"领导批示.md": "请于**12月**底前报送，联系电话0398-1。\n"})
    assert document.blocks == (
        Paragraph(
            (
                Run("请于", ref="notes/领导批示.md", kind=RunKind.GIVEN),
                Run("12月", strong=True, ref="notes/领导批示.md", kind=RunKind.GIVEN),
                Run("底前报送，联系电话0398-1。", ref="notes/领导批示.md", kind=RunKind.GIVEN),
            )
        ),
    )
    assert problems == []
    assert by_hand(document) == [
        {"name": "notes/领导批示.md", "text": "12月"},
        {"name": "notes/领导批示.md", "text": "底前报送，联系电话0398-1。"},
    ]


def test_a_quantity_in_characters_is_listed_and_words_alone_are_not(tmp_path: Path) -> None:
    document, _ = made(tmp_path, MANUAL, {"领导批示.md": "压减三成。"})
    assert by_hand(document) == [{"name": "notes/领导批示.md", "text": "压减三成。"}]
    document, _ = made(tmp_path, MANUAL, {"领导批示.md": "请认真落实。"})
    assert by_hand(document) == []


def test_one_paragraph_may_stand_within_a_sentence_and_more_stand_alone(tmp_path: Path) -> None:
    document, _ = made(tmp_path, f"批示：{MANUAL}", {"领导批示.md": "请12家单位阅。"})
    assert plain(document.blocks[0].runs) == "批示：请12家单位阅。"  # type: ignore[union-attr]
    rich = "第1段。\n\n- 甲3项\n- 乙\n\n> 说明5。\n\n表：名单\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n"
    document, problems = made(tmp_path, f"{MANUAL}\n\n表：另\n\n| 甲 |\n| --- |\n| 乙 |\n", {"领导批示.md": rich})
    assert [type(block) for block in document.blocks] == [Paragraph, Items, Note, Table, Table]
    assert {run.kind for run in all_runs(document.blocks[:3])} == {RunKind.GIVEN}
    assert problems == []
    assert "夹在了文字中间" in told(tmp_path, f"批示：{MANUAL}", {})


def test_what_is_of_one_issue_goes_before_what_is_of_all(tmp_path: Path) -> None:
    notes = {"领导批示.md": "通用。", "2026年第3期/领导批示.md": "本期。"}
    for issue, said in ((3, "本期。"), (4, "通用。"), (None, "通用。")):
        document, _ = made(tmp_path, MANUAL, notes, issue=issue)
        assert plain(document.blocks[0].runs) == said  # type: ignore[union-attr]


@pytest.mark.parametrize("name", ["../外面", "/etc/passwd", "a/../../外面", "C:/外面", "a\\b", ""])
def test_a_name_that_leads_out_of_the_notes_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "外面.md").write_text("不能印出。", encoding="utf-8")
    escaped = name.replace("\\", "\\\\")
    assert "不能作段落名" in told(tmp_path, f'{{{{ manual("{escaped}") }}}}', {"内.md": "内。"})


def test_a_link_out_of_the_notes_is_refused(tmp_path: Path) -> None:
    (tmp_path / "外面.md").write_text("不能印出。", encoding="utf-8")
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/领导批示.md").symlink_to(tmp_path / "外面.md")
    assert "指向这个文件夹之外" in told(tmp_path, MANUAL, {})


def test_a_paragraph_that_is_not_there_is_told_with_the_file_to_write(tmp_path: Path) -> None:
    said = told(tmp_path, f"\n\n{MANUAL}", {"别的.md": "甲。"})
    assert "body.md.j2 第 3 行" in said
    assert "工作区里没有“notes/领导批示.md”" in said
    assert f"请把这一段写在 {tmp_path / 'notes/领导批示.md'}" in said
    assert "是空的" in told(tmp_path, MANUAL, {"领导批示.md": " \n"})
    body = '甲。{% if manual("领导批示", optional=true) %}乙{% endif %}{{ manual("无", optional=true) }}'
    document, problems = made(tmp_path, body, {})
    assert (plain(document.blocks[0].runs), problems) == ("甲。", [])  # type: ignore[union-attr]


def test_nobodys_workspace_has_no_notes(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match="这里不是自己的工作区"):
        compose(analysis(*ITEMS), template(tmp_path, MANUAL), request(), lambda chart: None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("甲。\n\n<b>乙</b>", "领导批示.md 第 3 行：正文里不能用 HTML 标记"),
        ("甲\x07。", "控制字符 U+0007"),
        ("甲" * 40_000, "最多 100 KB"),
    ],
)
def test_a_paragraph_that_cannot_be_printed_is_told_at_its_own_line(tmp_path: Path, text: str, said: str) -> None:
    assert said in told(tmp_path, MANUAL, {"领导批示.md": text})


def test_a_paragraph_that_is_no_utf_8_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/领导批示.md").write_bytes("批示".encode("gb18030"))
    assert "不是 UTF-8 编码" in told(tmp_path, MANUAL, {})


def test_the_function_is_told_how_it_is_written(tmp_path: Path) -> None:
    for wrong in ("manual()", 'manual("甲", "乙")', 'manual("甲", optional="是")', 'manual("甲", necessary=true)'):
        assert '应写作 manual("段落名")' in told(tmp_path, f"{{{{ {wrong} }}}}", {"甲.md": "甲。"})


def test_a_picture_is_a_figure_with_a_number_a_caption_and_words_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    (tmp_path / "图片").mkdir()
    (tmp_path / "图片/现场.jpg").write_bytes(jpeg(1600, 1200))
    calls = ('picture("图片/现场.jpg", caption="办事大厅")', 'picture("图片/现场.jpg", caption="又一幅", alt="窗口")')
    body = "\n\n".join(f"{{{{ {call} }}}}" for call in calls)
    document, problems = made(tmp_path, body, {})
    first, second = document.blocks
    assert isinstance(first, Figure)
    assert isinstance(second, Figure)
    assert (plain(first.caption), first.alt, second.alt) == ("办事大厅", "办事大厅", "窗口")
    assert first.key != second.key
    assert first.photo is not None
    assert (first.photo.width_mm, first.photo.height_mm) == (156, 117)
    assert problems == []


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ('picture("图片/无.jpg", caption="甲")', "工作区里没有图片“图片/无.jpg”"),
        ('picture("图片/小.png")', "没有图题"),
        ('picture("../外.png", caption="甲")', "不能作图片的位置"),
        ('picture("图片/小.png", caption="甲")', "图片只有 150×100 像素"),
        ('picture("图片/好.png", caption="共12个窗口")', "数字“12”没有出处"),
        ('picture("图片/好.png", caption=图题)', "图题"),
    ],
)
def test_a_picture_that_cannot_be_printed_is_told_at_its_line(tmp_path: Path, call: str, said: str) -> None:
    (tmp_path / "图片").mkdir()
    (tmp_path / "图片/小.png").write_bytes(png(150, 100))
    (tmp_path / "图片/好.png").write_bytes(png(800, 600))
    found = told(tmp_path, f"甲。\n\n{{{{ {call} }}}}", {})
    assert said in found
