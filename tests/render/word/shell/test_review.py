"""A shell in whatever state is looked through and annotated, or its damage is told; nothing else happens."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.errors import BriefingError
from briefing.ooxml.package import Package
from briefing.render.word.shell.review import annotated, review

from ..samples import SHELL, find, part, parts, replaced, rezipped

Harm = Callable[[bytes], bytes | None]
HARMS: dict[str, Harm] = {
    "gone": lambda _: None,
    "empty": lambda _: b"",
    "half": lambda content: content[: len(content) // 2],
    "another": lambda _: b"<x/>",
}
NEEDED = [name for name in parts(SHELL) if not name.startswith("docProps/") and "theme" not in name]
DAMAGED = [
    (name, harm) for name in NEEDED for harm in HARMS if (name, harm) != ("word/_rels/document.xml.rels", "gone")
]


def harmed(name: str, harm: Harm) -> bytes:
    def change(have: dict[str, bytes]) -> dict[str, bytes]:
        content = harm(have.pop(name))
        return have if content is None else have | {name: content}

    return rezipped(SHELL, change)


@pytest.mark.parametrize(("name", "harm"), DAMAGED)
def test_a_damaged_part_is_told_by_its_name_and_the_file_is_not_annotated(name: str, harm: str) -> None:
    data = harmed(name, HARMS[harm])
    remarks, _ = review(data, (), "版.docx")
    said = "".join(str(remark.problem) for remark in remarks)
    assert name in said or "不是 Word 文档" in said
    with pytest.raises(BriefingError):
        annotated(data, remarks)


@pytest.mark.parametrize("length", [0, 1, 2000, len(SHELL) // 2, len(SHELL) - 1])
def test_a_file_that_breaks_off_is_told_as_damaged(length: int) -> None:
    data = SHELL[:length]
    [remark], _ = review(data, (), "版.docx")
    assert "不完整" in str(remark.problem) or "是空的" in str(remark.problem)
    with pytest.raises(BriefingError):
        annotated(data, [remark])


def test_a_file_without_any_paragraph_is_annotated_in_a_new_one() -> None:
    empty = replaced(
        replaced(SHELL, "word/document.xml", "<w:p>", "<w:customXml>"), "word/document.xml", "</w:p>", "</w:customXml>"
    )
    remarks, _ = review(empty, (), "版.docx")
    made = annotated(empty, remarks)
    assert len(find(part(made, "word/comments.xml"), "//w:comment")) == len(remarks) >= 1
    Package.open(made)
