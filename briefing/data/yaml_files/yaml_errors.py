"""What libyaml's error messages mean, in the words of a person who edits a data file."""

from __future__ import annotations

from dataclasses import dataclass

from yaml.error import MarkedYAMLError


@dataclass(frozen=True, slots=True)
class Explanation:
    """A syntax error in Chinese: what is wrong, at which 1-based line (None: not known), what to do."""

    message: str
    line: int | None
    hint: str


_QUOTE = "以 %、@、`、*、& 等符号开头的内容要加引号；缩进只能用空格，不能用制表符（Tab）。"

_MEANINGS: tuple[tuple[str, str, str], ...] = (
    ("could not find expected ':'", "这一行缺少冒号。", "键的后面要写半角冒号和一个空格，如“name: 武汉市”。"),
    (
        "mapping values are not allowed",
        "冒号的位置不对，或上一行、这一行的缩进不对。",
        "内容里有“: ”时请给整个内容加引号。",
    ),
    ("found character that cannot start", "有不能用在开头的字符。", _QUOTE),
    (
        "did not find expected key",
        "缩进与上面的内容对不齐，或引号的位置不对。",
        "同一层的键要左端对齐；引号要括住整个内容。",
    ),
    ("did not find expected '-'", "缩进与上面的列表对不齐。", "列表的每一项都要以“- ”开头，左端对齐。"),
    ("did not find expected ',' or ']'", "方括号没有配对，或缺少半角逗号。", "列表写成“[甲, 乙]”。"),
    ("did not find expected ',' or '}'", "花括号没有配对，或缺少半角逗号。", "写成“{甲: 1, 乙: 2}”。"),
    ("did not find expected node content", "括号没有配对，或逗号、冒号后面缺少内容。", "请补全括号。"),
    ("found unexpected end of stream", "从这一行开始的引号没有配对。", "请补上后一个引号，前后都用半角引号。"),
    ("found unexpected document indicator", "从这一行开始的引号没有配对。", "请补上后一个引号，前后都用半角引号。"),
    ("found undefined alias", "以“*”开头的内容被当成了别名。", _QUOTE),
    ("alphabetic or numeric character", "以“*”或“&”开头的内容被当成了别名。", _QUOTE),
    ("another document", "一个文件里只能有一份内容。", "请删去中间的“---”。"),
    ("block sequence entries are not allowed", "“- ”的位置不对。", "请另起一行，按列表的缩进写。"),
    ("unknown escape character", "双引号里的反斜杠“\\”用得不对。", "请改用单引号，或写成“\\\\”。"),
    ("did not find expected <document start>", "缩进不对，或前面的内容已经结束。", "同一层的键要左端对齐。"),
    ("found duplicate anchor", "以“&”开头的内容被当成了锚点。", _QUOTE),
    ("found a tab character", "用制表符（Tab）作了缩进。", "请改用空格。"),
)

_OPENED_AT = ("could not find expected ':'", "found unexpected end of stream", "found unexpected document indicator")
"""Errors that libyaml notices lines later than where the person must look."""


def explain(error: MarkedYAMLError, text: str) -> Explanation:
    """What `error`, met in `text`, means and what to do about it."""
    problem = error.problem or ""
    meaning = next((row for row in _MEANINGS if row[0] in problem), None)
    mark = error.problem_mark or error.context_mark
    if error.context_mark is not None and problem.startswith(_OPENED_AT):
        mark = error.context_mark
    line = mark.line + 1 if mark is not None else None
    message, hint = meaning[1:] if meaning else (f"不合 YAML 的写法（{problem}）。", "请对照其他数据文件的写法。")
    return Explanation(message, line, _full_width(text, line) or hint)


def _full_width(text: str, line: int | None) -> str:
    """A hint where a full-width colon after a key is the likely cause: on the line, or on the one before."""
    lines = text.splitlines()
    for number in (line, line - 1) if line else ():
        written = lines[number - 1] if 0 < number <= len(lines) else ""
        key = written.lstrip(" -").partition("：")[0]
        if "：" in written and key.isidentifier() and key.isascii():
            return f"第 {number} 行用了全角冒号“：”：请改成半角冒号加空格，如“{key}: …”。"
    return ""
