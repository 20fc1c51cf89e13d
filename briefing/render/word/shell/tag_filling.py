"""A shell built again from the numbers of its pieces and what its tags print, rows repeated, paragraphs left out."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace

from briefing.errors import BriefingError, Location, Problem
from briefing.model.document import FilledShell, RunKind, Runs
from briefing.ooxml.markup import UNPRINTABLE
from briefing.ooxml.xml import W14, Element, W, append, child, hollow, local, parent, remove
from briefing.render.word.shell.fonts import style_sheet
from briefing.render.word.shell.long_lines import break_long_line
from briefing.render.word.shell.opening import Shell
from briefing.render.word.shell.repair import even_columns, repair
from briefing.render.word.shell.tag_reading import ReadShell
from briefing.render.word.shell.tags import is_body_paragraph, own_text
from briefing.templating.shell_tags import END, MAIN, NAME, PART

# Word offers to repair a file in which one of these occurs twice.
_NAMED_ONCE = frozenset((f"{W14}paraId", f"{W14}textId"))
_MARKED_ONCE = tuple(f"{W}{kind}" for kind in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))


def filled_shell(read: ReadShell, filled: FilledShell, values: Mapping[str, str]) -> Shell:
    """Return the shell with its tags filled; its texts are the caller's own, to write in.

    `values` are what the tags that are a name alone print; one that is none of them stays as it is. Of a shell without
    other tags, `filled` is empty. BriefingError for words that no Word file can hold, where the place of the body was
    left out or repeated, and for a document that was composed for another shell.
    """
    shell = read.shell
    if (filled.source or shell.source) != shell.source or not (filled.pieces or read.tags.plain):
        hint = "请用现在的版式文件再生成一次。"
        raise BriefingError(Problem("文稿不是照这份版式文件的标记编排的。", Location(shell.file), hint))
    builder = _Builder(read, values)
    for piece in filled.pieces or range(len(read.tags.pieces)):
        builder.take(piece)
    builder.finish(repaired=bool(filled.pieces))
    was, now = (sum(map(is_body_paragraph, child(texts[MAIN], "body"))) for texts in (shell.texts, builder.parts))
    if was != now:
        hint = "请把 {{p body }} 移到 {%p … %} 之外。"
        raise BriefingError(
            Problem(f"正文的位置 {{{{p body }}}} 应有一处，现在有 {now} 处。", Location(shell.file), hint)
        )
    return replace(shell, texts=builder.parts, last_id=builder.last_id)


class _Builder:
    """Makes elements of the pieces; what a file may hold but once is left out, or numbered anew, when repeated."""

    def __init__(self, read: ReadShell, values: Mapping[str, str]) -> None:
        self._read, self._values, self.last_id = read, values, read.shell.last_id
        self._open: list[Element] = []
        self._used: set[int] = set()
        self.parts: dict[str, Element] = {}
        self._tagged: list[Element] = []
        self._tables: list[Element] = []

    def take(self, number: int | Runs) -> None:
        """Add to what is open what the piece of the number stands for, or the value."""
        if isinstance(number, tuple):
            self._print(number)
            return
        piece = self._read.tags.pieces[number]
        if number in self._read.sources:
            self._start(number, piece.words if piece.kind == PART else "")
        elif piece.kind == END:
            self._open.pop()
        elif piece.kind == NAME:
            self._write_lines(self._values.get(piece.words, f"{{{{ {piece.words} }}}}"))
        else:
            self._write(piece.words)

    def _start(self, number: int, part: str) -> None:
        source, again = self._read.sources[number], number in self._used
        self._used.add(number)
        made = deepcopy(source.element) if source.whole else hollow(source.element)
        made.tail = None
        if part:
            self.parts[part] = made
        elif not (again and made.tag in _MARKED_ONCE):
            self._open[-1].append(made)
        if again:
            self._once(made)
        self._open.append(made)
        self._tagged += [made] if source.tagged else []
        self._tables += [made] if source.columns else []

    def finish(self, *, repaired: bool) -> None:
        """Remove paragraphs of which nothing is left, for a briefing without a number has no line for it.

        One that draws a rule stays, as the red one of a letterhead does without its 发文字号. `repaired`: statements
        were run, and what Word would refuse is put right.
        """
        shell = self._read.shell
        styles = style_sheet(shell.parts)
        for paragraph in self._tagged:
            words = own_text(paragraph)
            named = (self._values.get(name, "").replace("\n", "") for name in ("office", "title", "name"))
            if any(value and value in words for value in named):
                break_long_line(paragraph, styles, shell.area.width)
            elif not words.strip() and styles.said(paragraph, "pBdr") is None and _removable(paragraph):
                remove(paragraph)
        for table in self._tables:
            even_columns(table)
        for root in self.parts.values() if repaired else ():
            repair(root)

    def _once(self, made: Element) -> None:
        for element in list(made.iter()):
            for name in _NAMED_ONCE & set(element.attrib):
                del element.attrib[name]  # Word gives a new one when it saves
            if local(element) == "docPr":
                self.last_id += 1
                element.set("id", str(self.last_id))
            elif element.tag in _MARKED_ONCE and element is not made:
                remove(element)

    def _write(self, words: str) -> None:
        self._open[-1].text = (self._open[-1].text or "") + words

    def _write_lines(self, words: str) -> None:
        """Write what may say where its lines break, as a title does."""
        first, *others = words.split("\n")
        self._write(first)
        for line in others:
            text = self._open[-1]
            append(parent(text), f"{W}br")
            self._open[-1] = append(parent(text), f"{W}t", dict(text.attrib))
            self._write(line)

    def _print(self, runs: Runs) -> None:
        words = "".join(run.text for run in runs if run.kind is not RunKind.CITE)
        if odd := UNPRINTABLE.search(words):
            message = f"文字里有 Word 文件不能容纳的控制字符 U+{ord(odd[0]):04X}。"
            raise BriefingError(Problem(message, Location(self._read.shell.file), "请从数据或模板中删去。"))
        self._write_lines(words)


def _removable(paragraph: Element) -> bool:
    """Not one that holds a page set-up or a picture, nor the only one of a cell, a header or a footer."""
    holds = paragraph.find(f"{W}pPr/{W}sectPr") is not None or next(paragraph.iter(f"{W}drawing"), None) is not None
    outer = parent(paragraph)
    return not holds and len(outer.findall(f"{W}p")) > 1 and outer.tag != f"{W}tc"
