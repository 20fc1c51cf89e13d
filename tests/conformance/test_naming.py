"""How a violation names what it means: a size by its 字号, a paragraph by its first words."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as Letter
from docx.shared import Pt

from briefing.conformance.check import lint
from briefing.conformance.rule import Profile, Violation

from .letters import bytes_of, letter, starting

SIZES = (
    (42, "初号"), (36, "小初"), (26, "一号"), (24, "小一"), (22, "2号"), (18, "小2号"), (16, "3号"), (15, "小3号"),
    (14, "4号"), (12, "小4号"), (10.5, "5号"), (9, "小5号"),
)  # fmt: skip
"""The sizes that have a name, from 初号 down."""


def violation(folder: Path, document: Letter, rule: str) -> Violation:
    """The one violation of a rule."""
    (folder / "文稿.docx").write_bytes(bytes_of(document))
    [found] = [item for item in lint(folder / "文稿.docx", Profile.OFFICIAL) if item.rule.id == rule]
    return found


def size_told(folder: Path, points: float) -> str:
    """What a reader is told of a paragraph of that size; of a title where it is right for a paragraph."""
    words, rule = ("关于", "title.size") if points == 16 else ("增速", "body.size")
    document = letter()
    for run in starting(document, words).runs:
        run.font.size = Pt(points)
    return violation(folder, document, rule).found


@pytest.mark.parametrize(("points", "name"), SIZES)
def test_a_size_is_called_by_its_name_and_half_a_point_more_or_less_has_none(
    tmp_path: Path, points: float, name: str
) -> None:
    told = [size_told(tmp_path, points + step) for step in (-0.5, 0, 0.5)]
    assert told == [f"{points - 0.5:g}磅", f"{name}（{points:g}磅）", f"{points + 0.5:g}磅"]


@pytest.mark.parametrize(
    ("words", "shown"), [("三、" + "办" * 12, "三、" + "办" * 12), ("三、" + "办" * 13, "三、" + "办" * 12 + "…")]
)
def test_a_paragraph_is_named_by_fourteen_characters_and_a_longer_one_is_cut(
    tmp_path: Path, words: str, shown: str
) -> None:
    document = letter()
    starting(document, "附件：").insert_paragraph_before(words, style="Body Text")
    assert [position.words for position in violation(tmp_path, document, "heading.style").positions] == [shown]
