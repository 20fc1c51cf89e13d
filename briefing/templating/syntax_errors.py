"""Jinja's complaints about a template's syntax, in Chinese and at the line to mend."""

from __future__ import annotations

import re

from jinja2 import Environment, TemplateSyntaxError

from briefing.errors import Location, Problem, did_you_mean

PAIRED = ("for", "if", "macro", "call", "block", "filter", "with", "set")
TAGS = (*PAIRED, *(f"end{tag}" for tag in PAIRED), "elif", "else", "include", "import", "from", "extends", "raw")
HALF_WIDTH = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "（": "(",
    "）": ")",
    "，": ",",
    "：": ":",
    "。": ".",
    "｛": "{",
    "｝": "}",
    "％": "%",
    "＃": "#",
}
WORDS = {"end of print statement": "}}", "end of statement block": "%}", "name": "名称", "end of template": "文末"}

UNQUOTED = re.compile(r"\b(?P<name>fact|has|cite)\(\s*(?P<id>[a-z][\w-]*\.(?:\d|\w*-)[\w-]*)\s*[\"']?\s*\)")
"""An id without quotes that Jinja cannot read as an expression, either: wuhan.24h, wuhan.a-24h."""
PAIRS = "请检查括号、引号是否成对，各项之间有没有逗号。"
FORMS: tuple[tuple[str, str, str], ...] = (
    (r"unexpected char '(?P<got>[“”‘’（），：。｛｝％＃])'", "标签里有全角的“{got}”。", "请改成半角的 {half} 。"),
    (r"unexpected char (\"'\"|'\"')", "标签里的引号没有配对。", PAIRS),
    (r"Unexpected end of template.*closed is '(?P<got>\w+)'", "{{% {got} %}} 没有写完。", "请补上 {{% end{got} %}}。"),
    (r"Encountered unknown tag 'end\w+'.*closed is '(?P<got>\w+)'", "前面的 {{% {got} %}} 还没有结束。", ""),
    (r"Encountered unknown tag 'end(?P<got>\w+)'", "{{% end{got} %}} 前面没有 {{% {got} %}}。", ""),
    (r"Encountered unknown tag '(?P<got>\w+)'", "这里不能写 {{% {got} %}}。", "{near}"),
    (r"unexpected end of template|unexpected '\}'$", "标签没有写完。", "请用 }}}} 或 %}} 结束。"),
    (r"unexpected '(?P<got>.+)', expected '(?P<want>.+)'", "这里应写“{want}”，写的却是“{got}”。", PAIRS),
    (r"Expected an expression, got 'end of|tag name expected", "标签里没有写内容。", ""),
    (r"expected token 'end of .*', got '(?P<got>.+)'", "标签里的“{got}”多余，或前面少写了什么。", PAIRS),
    (r"expected token '(?P<want>.+)', got '(?P<got>.+)'", "这里应写“{want}”，写的却是“{got}”。", PAIRS),
    (r"expected name or number", "这里应写名称。", ""),
    (r"Missing end of comment", "注释没有写完。", "请用 #}} 结束。"),
    (r"Missing end of raw", "{{% raw %}} 没有写完。", "请补上 {{% endraw %}}。"),
    (r"unexpected '(?P<got>.+)'", "标签里的“{got}”放错了地方。", PAIRS),
    (r"block '(?P<got>.+)' defined twice", "{{% block {got} %}} 写了两次。", "请给其中一个改名。"),
    (r"(?P<got>.*)", "模板语法有误（{got}）。", ""),
)
"""How Jinja's message begins → what to say, what to do; the special before the general."""


def syntax_problem(error: TemplateSyntaxError, source: str, file: str, environment: Environment) -> Problem:
    """Return what to say about a syntax error in a file's `source`, and where: of an open block, where it opens."""
    message = error.message or ""
    lines = source.splitlines()
    # Jinja tells of the first sign that it cannot read, not of the quotes that are missing before it
    if error.lineno <= len(lines) and (bare := UNQUOTED.search(lines[error.lineno - 1])):
        return unquoted(bare["name"], bare["id"], Location(file, error.lineno))
    found, said, hint = next(
        (match, said, hint) for form, said, hint in FORMS if (match := re.match(form, message, re.DOTALL))
    )
    words = {name: WORDS.get(word, word) for name, word in found.groupdict().items()}
    got = words.get("got", "")
    words |= {"half": HALF_WIDTH.get(got, ""), "near": "" if got in TAGS else did_you_mean(got, TAGS)}
    left_open = _left_open(source, environment) if message.startswith("Unexpected end of template") else None
    return Problem(said.format(**words), Location(file, left_open or error.lineno), hint.format(**words))


REFUSED = "_"
"""The name of what stands for a value that is set in a line with a syntax error."""
_TAG = re.compile(r"\{\{.*?(?:\}\}|$)|\{%[-+]?\s*(?P<word>\w*)(?P<rest>.*?)(?:%\}|$)")


def without_error(error: TemplateSyntaxError, source: str, line: int) -> str:
    """Return the source with the tags of a line that cannot be read made harmless, so that the rest can be told of.

    The same source where that is not possible.
    """
    message, lines = error.message or "", source.splitlines(keepends=True)
    if not 0 < line <= len(lines):
        return source
    if message.startswith("Unexpected end of template") and (left := re.search(r"closed is '(\w+)'", message)):
        return f"{source.rstrip()}\n\n{{% end{left[1]} %}}"
    orphan = message.startswith("Encountered unknown tag 'end") and "closed is" not in message
    own = lines[line - 1].rstrip("\n")
    lines[line - 1] = _TAG.sub(_without_ends if orphan else _harmless, own) + lines[line - 1][len(own) :]
    return "".join(lines)


def _without_ends(tag: re.Match[str]) -> str:
    return "" if (tag["word"] or "").startswith("end") else tag[0]


def _harmless(tag: re.Match[str]) -> str:
    """Return a tag that opens what this one does, goes through nothing and prints nothing."""
    word, rest = tag["word"] or "", tag["rest"] or ""
    if word in ("else", "elif") or word.startswith("end"):
        return f"{{% {word}{' 1' if word == 'elif' else ''} %}}"
    if word in ("for", "set"):
        name = re.match(r"\s*(\w+)\s*(?:=|in\b)", rest)
        return f"{{% {word} {name[1]} {'in ()' if word == 'for' else f'= {REFUSED}'} %}}" if name else ""
    return "{% if 1 %}" if word == "if" else ""


def unquoted(name: str, id: str, place: Location) -> Problem:
    """Return what to say of an id in the brackets of the function `name` that has no quotes around it."""
    return Problem(f"{name}(…) 里的编号没有加引号：{id}。", place, f'应写作 {name}("{id}")。')


def _left_open(source: str, environment: Environment) -> int | None:
    """Return the line of the innermost block that is opened and not ended; None where all are."""
    # Jinja tells the last line of the file, which is seldom where a tag is missing
    opened: list[int] = []
    tag: list[str] = []
    for line, kind, value in environment.lex(source):
        if kind == "block_begin":
            tag = []
        elif kind == "block_end" and tag and tag[0] in PAIRED and not (tag[0] == "set" and "=" in tag):
            opened.append(line)
        elif kind == "block_end" and tag and tag[0].startswith("end") and opened:
            opened.pop()
        elif kind != "whitespace":
            tag.append(value)
    return opened[-1] if opened else None
