"""The lines of Chinese Markdown, as they are looked at and made ready before they are parsed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.errors import Problem, Severity
from briefing.templating.audit import COUNTED, DOUBT, HINT
from briefing.templating.markdown_inline import MarkdownReader

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
# CommonMark takes "2023. 年" at the start of a line for item 2023 of a list; one or two digits are meant as such.
_YEAR_ITEM = re.compile(r"^((?:[ >]|[-+*] |\d{1,2}[.)] )*\d{3,9})(?=[.)](?: |$))", re.MULTILINE)

BRACES = "花括号没有成对，或者写成了全角。"
LINE_RULES: tuple[tuple[re.Pattern[str], Severity, str, str], ...] = (
    (re.compile(r"#{1,6}[^#\s]"), Severity.ERROR, "标题的 # 后面没有空格。", "请在 # 与标题之间空一格。"),
    (re.compile(r"[ \t]*　"), Severity.WARNING, "行首有全角空格。", "请删去，段首缩进由版式文件给出。"),
    (re.compile(r".*(?<!\\)\[\^"), Severity.ERROR, "正文里不能写脚注 [^…]。", "引用来源请用模板的 cite(…)。"),
    (re.compile(r".*(?<!\\)~~"), Severity.ERROR, "正文里不能用删除线 ~~。", "请删去波浪号；要它本身请写 \\~\\~。"),
    (
        re.compile(r".*(?:(?<![A-Za-z0-9_\\])_|(?<!\\)_(?![A-Za-z0-9_]))"),
        Severity.ERROR,
        "正文里不能用下划线作标记。",
        "加粗请写 **文字**；要下划线本身请写 \\_。",
    ),
    (
        re.compile(r".*(?:\{\{|\}\}|\{%|%\}|[｛｝]|\{[％＃]|[％＃]\})"),
        Severity.ERROR,
        BRACES,
        "标签请写作半角的 {{ … }} 和 {% … %}。",
    ),
    (re.compile(r".*<!--"), Severity.ERROR, "注释没有写完。", "请在注释末尾补上 -->。"),
)
"""Looked for in each line before it is parsed: pattern from the line's start, how bad, what to say, what to do."""


def unbroken(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems without bare numbers of lines whose tags are no tags: what stands inside would be no text."""
    broken = {problem.location.line for problem in problems if problem.message == BRACES}
    return [
        problem
        for problem in problems
        if problem.hint not in (HINT, COUNTED, DOUBT) or problem.location.line not in broken
    ]


def prepared(text: str) -> str:
    """Return the text, line for line, without comments and spaces at line ends, and with `2023.` no list number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # as many lines as before, so that what follows keeps its line
    text = _COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    return _YEAR_ITEM.sub(r"\1\\", text)


def check_lines(reader: MarkdownReader) -> None:
    """Report what is wrong with each line by itself."""
    for number, line in enumerate(reader.lines, start=1):
        for pattern, severity, message, hint in LINE_RULES:
            if pattern.match(line):
                reader.report(number, message, hint, severity)
