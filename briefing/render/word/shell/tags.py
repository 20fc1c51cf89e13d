"""The tags in a paragraph of a shell, and the slips of the hand in them.

A tag is `{{ … }}`, `{% … %}` or `{# … #}`; behind `{{` and `{%` may stand what it takes the place of: p a paragraph, tr
a row, tc a cell, as docxtpl has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.errors import Location, Problem, did_you_mean
from briefing.ooxml.xml import Element, W
from briefing.templating.shell_tags import NAMED

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_PRINT = re.compile(r"\{\{(?P<scope>p|tr|tc|r)?[-+]?\s(?P<code>.*?)[-+]?\}\}|\{\{[-+]?(?P<bare>.*?)[-+]?\}\}")
_LOGIC = re.compile(r"\{%(?:(?P<scope>p|tr|tc)(?=[-+\s]))?[-+]?\s*(?P<code>.*?)[-+]?%\}")
NAME = re.compile(r"\w+")
SCOPES = {"p": "段落", "tr": "表格行", "tc": "单元格"}
"""What a statement may stand for, instead of the words that it stands among."""
STATEMENTS = ("for", "if", "elif", "else", "endfor", "endif", "set")
"""The statements that a shell may use; parts and macros belong into body.md.j2."""

_LITERAL = re.compile("\"[^\"]*\"|'[^']*'")
_WIDE = re.compile("[“”‘’（），：｜]")
_BRACES = re.compile("｛｛|｝｝|｛\\{|\\{｛|｝\\}|\\}｝|｛[%％]|[%％]｝|\\{％|％\\}")
_SINGLE = re.compile(rf"[{{｛]\s*({NAMED})\s*[}}｝]")
_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
BODY_RULE = "正文的位置写作 {{p body }}，单独成段，不在表格、文本框、页眉、页脚里，旁边也没有别的文字。"
UNQUOTE = "Word 会自动把直引号改成弯引号：改好后按 Ctrl+Z 撤销这一改动，或先在别处写好再粘贴。"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag at `start` to `end` of the words of its paragraph.

    `kind`: print, logic or comment; `scope`: "", p, tr or tc; `code`: what stands inside; `word`: a statement's first.
    """

    start: int
    end: int
    text: str
    kind: str
    scope: str
    code: str

    @property
    def word(self) -> str:
        """Return the statement's name; "" for what is none."""
        return self.code.partition(" ")[0] if self.kind == "logic" else ""


def all_text(element: Element) -> str:
    """Return the text of an element, that of text boxes and tables in it included."""
    return "".join(item.text or "" for item in element.iter(f"{W}t"))


def own_text_elements(paragraph: Element) -> list[Element]:
    """Return the texts of a paragraph without those of paragraphs inside it, as in a text box."""
    return [item for item in paragraph.iter(f"{W}t") if next(item.iterancestors(f"{W}p")) is paragraph]


def own_text(paragraph: Element) -> str:
    """Return the words of a paragraph, its tags among them."""
    return "".join(item.text or "" for item in own_text_elements(paragraph))


def tags_in(words: str) -> list[Tag]:
    """Return the tags in the words of a paragraph, row or cell, in their order."""
    return [_tag(match) for match in TAG.finditer(words)]


def _tag(match: re.Match[str]) -> Tag:
    text, flat = match[0], re.sub(r"\s+", " ", match[0])
    if text.startswith("{#"):
        return Tag(match.start(), match.end(), text, "comment", "", "")
    found = (_PRINT if text.startswith("{{") else _LOGIC).fullmatch(flat)
    assert found
    groups = found.groupdict()
    code = (groups["code"] or groups.get("bare") or "").strip()
    kind = "print" if text.startswith("{{") else "logic"
    return Tag(match.start(), match.end(), text, kind, groups["scope"] or "", code)


def is_body(tag: Tag) -> bool:
    """Return whether it is meant for the place of the body."""
    return tag.kind == "print" and tag.code == "body"


def is_body_paragraph(element: Element) -> bool:
    """Return whether the body goes in its place: a paragraph {{p body }} of the text, not of a table or text box."""
    outer = element.getparent()
    if element.tag != f"{W}p" or outer is None or outer.tag != f"{W}body":
        return False
    words = all_text(element)
    tag = next(iter(tags_in(words)), None)
    return tag is not None and is_body(tag) and tag.scope == "p" and tag.text == words.strip()


def sole_statement(words: str, scope: str) -> Tag | None:
    """Return the statement that alone makes up the words, and that is meant for a whole row, cell or paragraph."""
    found = tags_in(words)
    alone = len(found) == 1 and found[0].text == words.strip()
    return found[0] if alone and found[0].scope == scope and found[0].kind == "logic" else None


_ASSIGNED = re.compile(r"for\s+([\w\s,()]+?)\s+in\b|set\s+([\w\s,]+?)\s*=")


def assigned_names(words: str) -> Iterator[str]:
    """Return the names that the statements in the words give, which mean there what they were given."""
    for tag in tags_in(words):
        if tag.kind == "logic" and (found := _ASSIGNED.match(tag.code)):
            yield from NAME.findall(found[1] or found[2])


def syntax_errors(words: str) -> Iterator[Problem]:
    """Return what is wrong with the tags of a paragraph that can be said without knowing what they mean."""
    if found := _BRACES.search(words):
        yield Problem(
            f"标记用了全角的花括号或百分号：“{found[0]}”。", hint="请改成半角，写作 {{ title }} 或 {% if … %}。"
        )
        return
    if _HALF.search(TAG.sub("", words)):
        hint = "标记写作 {{ 名称 }} 或 {% … %}，前后括号配齐，写在同一段里。"
        yield Problem(f"版式文件里有写得不完整的标记：“{words.strip()[:40]}”。", hint=hint)
    for tag in tags_in(words):
        yield from _errors_in(tag)


def single_braces(words: str) -> Iterator[tuple[str, Problem]]:
    """Return each name in one pair of braces, `{ title }`, with what is wrong where it is one that may be printed."""
    for found in _SINGLE.finditer(TAG.sub("", words)):
        message = f"标记要写两层花括号，这里只有一层：“{found[0]}”。"
        yield found[1], Problem(message, hint=f"请写作 {{{{ {found[1]} }}}}。")


def _errors_in(tag: Tag) -> Iterator[Problem]:
    if wide := _WIDE.search(_LITERAL.sub("", tag.text)):
        more = UNQUOTE if wide[0] in "“”‘’" else ""
        hint = f"标记里的引号、括号、逗号要用半角。{more}"
        yield Problem(f"标记里有全角的引号或括号：“{tag.text}”。", hint=hint)
    elif is_body(tag):
        yield Problem(f"“{tag.text}”不能写在这里。", hint=BODY_RULE)
    elif tag.kind == "print" and tag.scope:
        yield Problem(
            f"不能写“{tag.text}”。",
            hint=f"只有 {{{{p body }}}} 有 p；印文字的写作 {{{{ {tag.code} }}}}，图、表写在 body.md.j2 里。",
        )
    elif tag.kind == "print" and not tag.code:
        yield Problem("标记里没有写内容：“{{ }}”。", hint="标记写作 {{ title }}。")
    elif tag.word == "set" and "=" not in tag.code:
        yield Problem(f"“{tag.text}”没有写完。", hint="写作 {% set 名称 = … %}，写在一个标签里。")
    elif tag.kind == "logic" and tag.word not in STATEMENTS:
        yield Problem(f"版式文件里不能写“{tag.text}”。", hint=_statement_hint(tag))


def _statement_hint(tag: Tag) -> str:
    first, _, rest = tag.code.partition(" ")
    if first in SCOPES and rest.partition(" ")[0] in STATEMENTS:
        return f"{{% 和 {first} 之间不留空格，写作 {{%{first} {rest} %}}。"
    allowed = f"可以写的有：{'、'.join(STATEMENTS)}。"
    return did_you_mean(first, STATEMENTS) or f"{allowed}别的请写在 body.md.j2 里。"


def text_beside(tag: Tag) -> Problem:
    """Return what to say of a statement for a whole paragraph, row or cell that has words or tags beside it."""
    what = SCOPES[tag.scope]
    hint = (
        f"请让它独占一{'段' if tag.scope == 'p' else '行' if tag.scope == 'tr' else '格'}，别的文字移到它前后的{what}里"
    )
    inline = "；只管同一段里的几个字的，写作 {% … %}，不写 p" if tag.scope == "p" else ""
    return Problem(f"“{tag.text}”旁边还有文字，会跟着它一起消失。", hint=f"{hint}{inline}。")


def at(problem: Problem, file: str, where: str) -> Problem:
    """Return the problem at a place of the file."""
    return Problem(problem.message, Location(file, key=where), problem.hint, problem.severity)
