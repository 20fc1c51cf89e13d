"""A shell built again from its pieces and what its tags print, with rows repeated and paragraphs left out."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from briefing.errors import BriefingError, Place, Problem
from briefing.model.document import FilledShell, Piece, RunKind, Runs
from briefing.ooxml.markup import UNPRINTABLE
from briefing.ooxml.xml import W14, Element, W, child, hollow, local, parent, remove
from briefing.render.word.shell.fill import SPACE, is_body_paragraph, removable
from briefing.render.word.shell.opening import Shell
from briefing.render.word.shell.repair import even_columns, repair
from briefing.render.word.shell.tag_reading import ElementStart
from briefing.render.word.shell.tags import own_text
from briefing.templating.shell_tags import END, MAIN, NAME, PART

PLACEHOLDER = "\ue000"
"""Stands for a value until the plain names around it are filled, lest a value be read as one."""
_NAMED_ONCE = frozenset((f"{W14}paraId", f"{W14}textId"))
_MARKED_ONCE = tuple(f"{W}{kind}" for kind in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))


Values = list[tuple[Element, str]]


def filled_shell(shell: Shell, filled: FilledShell) -> tuple[Shell, Values]:
    """Return the shell with its statements run, its plain names still to fill, and the values to put in then.

    BriefingError for words that no Word file can hold, where the place of the body was left out or repeated, and where
    it is another shell that was filled.
    """
    if filled.source != shell.source:
        raise BriefingError(Problem("版式文件刚刚改过。", Place(shell.file), "请再运行一次。"))
    places = _places(shell.texts[MAIN])
    builder = _Builder(shell)
    for piece in filled.pieces:
        builder.take(piece)
    builder.finish()
    now = _places(builder.parts[MAIN])
    if now != places:
        hint = "请把 {{p body }} 移到 {%p … %} 之外。"
        raise BriefingError(Problem(f"正文的位置 {{{{p body }}}} 应有一处，现在有 {now} 处。", Place(shell.file), hint))
    return replace(shell, texts=builder.parts, last_id=builder.last_id), builder.values


def _places(document: Element) -> int:
    return sum(map(is_body_paragraph, child(document, "body")))


class _Builder:
    """Makes elements of the pieces; what a file may hold but once is left out, or numbered anew, when repeated."""

    def __init__(self, shell: Shell) -> None:
        self._file, self.last_id = shell.file, shell.last_id
        self._open: list[Element] = []
        self._used: set[Piece] = set()
        self.parts: dict[str, Element] = {}
        self.values: Values = []
        self._tagged: list[Element] = []
        self._tables: list[Element] = []

    def take(self, piece: Piece | Runs) -> None:
        """Add what the piece stands for to what is open."""
        if isinstance(piece, tuple):
            self._print(piece)
        elif isinstance(piece, ElementStart):
            self._start(piece)
        elif piece.kind == END:
            self._open.pop()
        else:
            self._write(f"{{{{ {piece.words} }}}}" if piece.kind == NAME else piece.words)

    def _start(self, piece: ElementStart) -> None:
        again = piece in self._used
        self._used.add(piece)
        made = deepcopy(piece.element) if piece.whole else hollow(piece.element)
        made.tail = None
        if piece.kind == PART:
            self.parts[piece.words] = made
        elif not (again and made.tag in _MARKED_ONCE):
            self._open[-1].append(made)
        if again:
            self._once(made)
        self._open.append(made)
        if piece.tagged:
            self._tagged.append(made)
        if piece.columns:
            self._tables.append(made)

    def finish(self) -> None:
        """Remove paragraphs of which nothing is left, as `fill` does, and repair what Word would refuse."""
        for paragraph in self._tagged:
            if not own_text(paragraph).strip() and removable(paragraph):
                remove(paragraph)
        for table in self._tables:
            even_columns(table)
        for root in self.parts.values():
            repair(root)

    def _once(self, made: Element) -> None:
        for element in list(made.iter()):
            for name in _NAMED_ONCE & set(element.attrib):
                del element.attrib[name]
            if local(element) == "docPr":
                self.last_id += 1
                element.set("id", str(self.last_id))
            elif element.tag in _MARKED_ONCE and element is not made:
                remove(element)

    def _write(self, words: str) -> None:
        text = self._open[-1]
        if text.getnext() is not None:  # behind a value
            text = self._open[-1] = self._another(text)
        text.text = (text.text or "") + words
        text.set(SPACE, "preserve")

    def _another(self, text: Element) -> Element:
        made = text.makeelement(text.tag, {SPACE: "preserve"})
        parent(text).append(made)
        return made

    def _print(self, runs: Runs) -> None:
        words = "".join(run.text for run in runs if run.kind is not RunKind.CITE)
        if odd := UNPRINTABLE.search(words):
            message = f"文字里有 Word 文件不能容纳的控制字符 U+{ord(odd[0]):04X}。"
            raise BriefingError(Problem(message, Place(self._file), "请从数据或模板中删去。"))
        if words:
            value = self._another(self._open[-1])
            value.text = PLACEHOLDER
            self.values.append((value, words))
