"""A shell looked through before use: every tag that will not work, with the paragraph or table cell it stands in."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.errors import BriefingError, Place, Problem
from briefing.render.word.fill import Element, W, fill, is_body_place
from briefing.render.word.shell import MAIN, open_shell

AUTHOR = "briefing"
_FULL_WIDTH = re.compile("｛｛|｝｝|｛\\{|\\{｛|｝\\}|\\}｝")
_QUOTED = re.compile("\\{\\{[^{}]*[“”‘’（）][^{}]*\\}\\}")
_LOGIC = re.compile("\\{%")
SLIPS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (_FULL_WIDTH, "标记用了全角的花括号：“{got}”。", "请改成半角，写作 {{ title }}。"),
    (_QUOTED, "标记里有全角的引号或括号：“{got}”。", "标记里只写名称，如 {{ title }}。"),
    (_LOGIC, "版式文件里不能写 {% … %}。", "循环和条件请写在 body.md.j2 里。"),
)
"""Slips of the hand in a tag: what they look like, what to say, what to do."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A problem of a shell and the paragraph of the main text (from 0) that it stands in; None elsewhere."""

    problem: Problem
    paragraph: int | None = None


def review(data: bytes, names: Sequence[str], file: str) -> list[Remark]:
    """Everything wrong with a shell, of which tags may bear `names`; what keeps it from being opened comes alone."""
    try:
        shell = open_shell(data, file)
    except BriefingError as error:
        return [Remark(problem) for problem in error.problems]
    values = dict.fromkeys(names, "x")
    remarks: list[Remark] = []
    for part, root in shell.texts.items():
        for number, paragraph in enumerate(list(root.iter(f"{W}p"))):
            where = _where(part, paragraph, number)
            at = number if part == MAIN else None
            for problem in _amiss(paragraph, values, part):
                remarks.append(Remark(replace(problem, place=Place(file, key=where)), at))
    return remarks


def _amiss(paragraph: Element, values: dict[str, str], part: str) -> Iterator[Problem]:
    text = "".join(piece.text or "" for piece in paragraph.iter(f"{W}t"))
    slips = [(said, hint, found[0]) for form, said, hint in SLIPS if (found := form.search(text))]
    for said, hint, got in slips:
        yield Problem(said.replace("{got}", got), hint=hint)
    if not slips and "{{" in text and not is_body_place(paragraph):
        yield from fill(paragraph, values, part)


def _where(part: str, paragraph: Element, number: int) -> str:
    """第 3 段, 第 1 个表格第 2 行第 1 格, 页眉, 页脚."""
    if part != MAIN:
        return "页眉" if "header" in part else "页脚"
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if cell is None:
        return f"第 {number + 1} 段"
    row = next(cell.iterancestors(f"{W}tr"))
    table = next(row.iterancestors(f"{W}tbl"))
    tables = list(table.getroottree().iter(f"{W}tbl"))
    at = (tables.index(table), table.findall(f"{W}tr").index(row), row.findall(f"{W}tc").index(cell))
    return "第 {} 个表格第 {} 行第 {} 格".format(*(place + 1 for place in at))


def annotated(data: bytes, remarks: Iterable[Remark]) -> bytes:
    """The Word file with a comment for each remark, at its paragraph or, where it has none, at the first one."""
    from docx import Document  # noqa: PLC0415 - only where comments are asked for
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 - start-up time

    document = Document(io.BytesIO(data))
    paragraphs = list(document.element.body.iter(f"{W}p"))
    for remark in remarks:
        paragraph = Paragraph(paragraphs[remark.paragraph or 0], document._body)
        runs = paragraph.runs or [paragraph.add_run()]
        where = remark.problem.place.key or ""
        words = f"{where}：{remark.problem.message}{remark.problem.hint}" if where else str(remark.problem)
        document.add_comment(runs, text=words, author=AUTHOR, initials="")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()
