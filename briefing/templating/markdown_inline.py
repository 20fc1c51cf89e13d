"""The inside of a paragraph, heading, item or cell: Chinese Markdown with slots, read into runs.

CommonMark lets `**` open or close only where its flanking rule allows it, and that rule fails between 汉字 and Chinese
punctuation (`**总体判断。**2023年`). Here `**` simply opens and the next `**` closes, whatever stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from briefing.errors import Location, Problem, Severity
from briefing.model.document import Block, Run, RunKind, Runs
from briefing.model.template import ADDRESS as WEB
from briefing.model.template import FORMS
from briefing.templating.audit import Auditor
from briefing.templating.given_words import runs_of_words
from briefing.templating.marks import DIGITS, Marks, number_of

SLOTS = Marks("\ue000", "\ue001")
SLOT, slot = SLOTS.pattern, SLOTS.write
"""A slot stands in a template's output for the value of that number, from 0; it is safe anywhere in Markdown."""
_RESERVED = re.compile(f"[\ue000\ue001{DIGITS}]")

REFUSED: dict[str, tuple[str, str]] = {
    "html_block": ("正文里不能用 HTML 标记。", "请删去标记；要“<”本身请写 \\<。"),
    "html_inline": ("正文里不能用 HTML 标记。", "请删去标记；要“<”本身请写 \\<。"),
    "image": ("这里不能插图片。", "工作区里的图片要单独成段，前后各空一行；要方括号本身请写 \\[。"),
    "code_inline": ("正文里不能用代码标记（反引号）。", "请删去反引号；要反引号本身请写 \\`。"),
    "fence": ("正文里不能用代码块（三个反引号或波浪号）。", "请改写成段落。"),
    "code_block": ("行首有四个以上的空格，会被当作代码。", "请删去行首空格，段首缩进由版式文件给出。"),
    "hardbreak": ("行末的反斜杠不能用来换行。", "请空一行另起一段。"),
    "stray_stars": ("星号只能两个一对、前后配齐。", "加粗请写 **文字**；乘号请写 ×；要星号本身请写 \\*。"),
    "entity": ("正文里不能用 HTML 字符名（如 &amp;）。", "请直接写出这个字符；要“&”本身请写 \\&。"),
    "hr": ("正文里不能画横线。", "要另起一页，请单独写一行 \\newpage。"),
}
"""Markdown that a briefing does not take, by token type: what to say, and what to do."""

ADDRESS = re.compile(FORMS[WEB][0])
HALF_WIDTH = re.compile(r"[,;:?!()\"']|\.(?![0-9A-Za-z])")
"""Half-width punctuation, which must not touch a 汉字: GB/T 15834 has full-width marks there."""


class ShowPicture(Protocol):
    """Returns a picture of the workspace as a block; Mistake where there is none, or it is not fit for print."""

    def __call__(self, file: str, /, *, caption: Runs) -> Block:
        """Return the file with its caption."""


@dataclass(slots=True)
class MarkdownReader:
    """What a reading needs and gathers: the slots' values, the source lines, and the problems found so far.

    `auditor` looks for bare numbers; None to let them be. `picture` shows a file of the workspace, None where none can
    be shown. `level` is that of the last heading, 0 before the first.
    """

    slots: Sequence[object]
    lines: list[str]
    auditor: Auditor | None = None
    picture: ShowPicture | None = None
    problems: list[Problem] = field(default_factory=list)
    level: int = 0

    def report(self, line: int, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> None:
        """Adds a problem at a 1-based line, unless the same was said of that line before."""
        problem = Problem(message, Location(line=line), hint, severity)
        if problem not in self.problems:
            self.problems.append(problem)

    def refuse(self, kind: str, line: int) -> None:
        """Reports Markdown of a kind named in `REFUSED`."""
        self.report(line, *REFUSED[kind])

    def value(self, match: re.Match[str], line: int) -> object:
        """Return what the slot holds; an empty tuple, and a problem, if there is no such slot."""
        number = number_of(match)
        if number < len(self.slots):
            return self.slots[number]
        self.report(line, f"没有编号为 {number} 的占位。", "请用模板函数的返回值，不要自己拼写。")
        return ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run with the line it stands on; `own` is the template's own text; `soft` a line break inside a paragraph.

    `words`: it is text that an expression of the template printed as it is.
    """

    run: Run
    line: int
    own: bool = True
    soft: bool = False
    words: bool = False


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, our own rule for `**`, and no link definitions (which print nothing)."""
    # `text_join` would join an escaped sign with the text and hide that it was escaped
    markdown = MarkdownIt("commonmark").enable("table").disable(["reference", "text_join"])
    markdown.inline.ruler.at("emphasis", _stars)
    return markdown


def _stars(state: StateInline, silent: bool) -> bool:
    length = len(state.src) - state.pos - len(state.src[state.pos :].lstrip("*"))
    if not length:
        return False
    if not silent:
        state.push("strong_mark" if length == 2 else "stray_stars", "", 0).content = "*" * length
    state.pos += length
    return True


def read_text(text: str, line: int, reader: MarkdownReader) -> Runs:
    """Return the runs of a piece of Markdown that stands on `line`."""
    return read_inline(parser().parseInline(text)[0], line, reader)


def read_inline(inline: Token, line: int, reader: MarkdownReader) -> Runs:
    """Return the runs of an inline token whose first line is `line`; whatever is not allowed is reported."""
    found = [piece for piece in _pieces(inline.children or [], line, reader) if piece.run.text or piece.soft]
    pieces = list(_joined(found))
    _check(pieces, reader)
    return _merged(piece.run for piece in pieces)


def _pieces(tokens: Iterable[Token], line: int, reader: MarkdownReader) -> Iterator[_Piece]:
    opened, link = 0, None
    for token in tokens:
        kind = token.info if token.type == "text_special" else token.type
        if kind == "strong_mark":
            opened = 0 if opened else line
        elif kind == "softbreak":
            yield _Piece(Run("", strong=bool(opened)), line, soft=True)
        elif kind == "link_open":
            link = token
            _check_address(link, line, reader)
        elif kind == "link_close" and link:
            yield from _address(link, line, reader)
            link = None
        elif link and link.info == "auto":  # the text is the address
            yield _given(token.content, line)
        elif kind in REFUSED:
            reader.refuse(kind, line)
        elif kind == "escape" and len(token.content) > 1:
            reader.report(
                line, f"反斜杠不能写在“{token.content[1]}”前面。", "\\newpage 要单独成段；要反斜杠本身请写 \\\\。"
            )
        else:
            yield from _slotted(token.content, bool(opened), line, reader)
        line += 1 if kind in ("softbreak", "hardbreak") else token.content.count("\n")
    if opened:
        reader.report(opened, "加粗的 ** 只有开头，没有结尾。", "请在要加粗的文字后面补上 **。")


def _slotted(text: str, strong: bool, line: int, reader: MarkdownReader) -> Iterator[_Piece]:
    end = 0
    for match in SLOT.finditer(text):
        yield _own(text[end : match.start()], strong, line, reader)
        value = reader.value(match, line)
        for run in _inline_runs(value, line, reader):
            yield _Piece(replace(run, strong=run.strong or strong), line, own=False, words=isinstance(value, str))
        end = match.end()
    yield _own(text[end:], strong, line, reader)


def _address(link: Token, line: int, reader: MarkdownReader) -> list[_Piece]:
    """Return what is printed behind the text of a link: its address, which is no number of the template's own."""
    if link.info == "auto":
        return []
    text = unquote(str(link.attrs["href"]))
    pieces = list(_slotted(text, False, line, reader)) if SLOT.search(text) else [_given(text, line)]
    return [_Piece(Run("（"), line), *pieces, _Piece(Run("）"), line)]


def _check_address(link: Token, line: int, reader: MarkdownReader) -> None:
    text = unquote(str(link.attrs["href"]))
    if not (SLOT.search(text) or ADDRESS.fullmatch(text)):
        reader.report(
            line, f"链接的地址“{text}”不是网址。", "应写作 [文字](https://www.gov.cn/)；要方括号本身请写 \\[。"
        )


def _given(address: str, line: int) -> _Piece:
    return _Piece(Run(address, ref="网址", kind=RunKind.GIVEN), line, own=False)


def _own(text: str, strong: bool, line: int, reader: MarkdownReader) -> _Piece:
    if _RESERVED.search(text):
        reader.report(line, "文字里有程序保留的字符（U+E000 一段的私用字符）。", "请删去这些字符。")
    return _Piece(Run(text, strong), line)


def _inline_runs(value: object, line: int, reader: MarkdownReader) -> Runs:
    value = runs_of_words(value) if isinstance(value, str) else value
    runs = value if isinstance(value, tuple) else (value,)
    if all(isinstance(run, Run) for run in runs):
        return runs
    if all(isinstance(part, Run | Block) for part in runs):
        reader.report(line, "图、表、清单这类整块的内容夹在了文字中间。", "请让它单独成段，前后各空一行。")
    else:
        names = "、".join(sorted({type(part).__name__ for part in runs}))
        reader.report(line, f"这里放的（{names}）既不是文字也不是图表。", "请用模板函数的返回值。")
    return ()


def _joined(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    for index, piece in enumerate(pieces):
        if not piece.soft:
            yield piece
        elif 0 < index < len(pieces) - 1:
            before, after = pieces[index - 1].run, pieces[index + 1].run
            # CommonMark makes a line break a space, which between 汉字 would be a gap in the line
            if _latin(before.text[-1:]) and _latin(after.text[:1]):
                yield replace(piece, run=Run(" ", before.strong and after.strong))


def _latin(char: str) -> bool:
    return char.isascii() and not char.isspace() and char != ""


def _merged(runs: Iterable[Run]) -> Runs:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.kind is run.kind is RunKind.TEXT and last.ref is run.ref is None and last.strong == run.strong:
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return tuple(merged)


def _touches(mark: re.Match[str], text: str) -> bool:
    """Return whether a 汉字 stands before the mark, or behind it where it is no full stop."""
    # not part of the pattern: one that holds all 汉字 takes longer to compile than a briefing takes to search
    at = mark.start()
    beside = text[max(0, at - 1) : at] + ("" if mark[0] == "." else text[at + 1 : at + 2])
    return any("\u3400" <= sign <= "\u9fff" or sign == "〇" for sign in beside)


def _check(pieces: Sequence[_Piece], reader: MarkdownReader) -> None:
    """Warns of half-width punctuation in the template's own text, reports bare numbers and claims, each at its line."""
    owners = [piece for piece in pieces for _ in piece.run.text]
    text = "".join(piece.run.text for piece in pieces)
    for match in HALF_WIDTH.finditer(text):
        owner = owners[match.start()]
        if owner.own and _touches(match, text):
            message = f"半角标点“{match[0]}”紧挨着汉字。"
            reader.report(owner.line, message, "请改用全角标点。", Severity.WARNING)
    written = [(piece.run, piece.own or piece.words) for piece in pieces]
    for offset, found in reader.auditor.written(written) if reader.auditor else ():
        reader.report(owners[offset].line, found.message, found.hint, found.severity)
