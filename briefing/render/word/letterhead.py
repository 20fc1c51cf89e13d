"""What a shell prints around the text: the lines of its letterhead and its end, as they look, for pages of the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from briefing.errors import BriefingError, Location, Problem, Severity, errors_in
from briefing.model.document import Document
from briefing.model.layout import Layout
from briefing.ooxml.length import Length, Pt
from briefing.ooxml.stylesheet import StyleSheet, name_of
from briefing.ooxml.xml import Element, W, attribute, child, fragment, local, number, value
from briefing.render.material import Letterhead, LetterheadLine, LetterheadRun
from briefing.render.word.parts import with_styles
from briefing.render.word.shell.fonts import style_sheet
from briefing.render.word.shell.opening import MAIN, STYLES
from briefing.render.word.shell.tag_reading import read_shell
from briefing.render.word.shell.tags import is_body_paragraph
from briefing.render.word.signature import CHARACTER, width
from briefing.render.word.writer import begin

MASTHEAD = 26
"""Points from which a line is a 报头: titles have 22 (7.3.1)."""
_NO_NUMBER = re.compile(r"(总?)第[\s_＿]*期")
_HEX = re.compile("[0-9A-Fa-f]{6}")
_OFF = ("0", "false", "off")
_SIDES = {"center": "center", "right": "right", "end": "right"}
_BREAKS = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t"}
_STANDALONE = Layout()


def letterhead(
    document: Document,
    shell: bytes,
    layout: Layout = _STANDALONE,
    *,
    file: str = "shell.docx",
    warn: Callable[[Problem], None] = lambda problem: None,
) -> Letterhead:
    """Return the lines that the shell with the bytes `shell`, its tags filled, prints before and behind the text.

    None where it has no place for a text: all that it says is among the blocks of the document. `layout`, `file` and
    `warn` as for `render_docx`; BriefingError as there for layout and shell.
    """
    context, head = begin(replace(document, blocks=()), {}, read_shell(shell, file), layout, {}, None)
    if errors_in(context.problems):
        raise BriefingError(context.problems)
    for problem in context.problems:
        warn(problem)
    blocks = list(child(context.shell.texts[MAIN], "body"))
    at = next((at for at, block in enumerate(blocks) if is_body_paragraph(block)), None)
    if at is None:
        return (), ()
    parts = context.shell.parts
    styles = style_sheet({**parts, STYLES: with_styles(parts, context.borrowed, width=context.shell.area.width)})
    before = [*blocks[:at], *fragment(f"<w:body>{head}</w:body>")]
    return lines(before, styles), lines(blocks[at + 1 :], styles)


def too_wide(found: Letterhead, area: Length, file: str) -> Iterator[Problem]:
    """Return a warning for each line above the text that is larger than a title and wider than the type area `area`.

    A 报头 is meant to stand in one line; a title may break.
    """
    for line in found[0]:
        size = max((run.size for run in line.runs), default=0)
        for text in "".join(run.text for run in line.runs).split("\n"):
            room = width(text).twips / CHARACTER.twips * size
            if size >= MASTHEAD and "\t" not in text and room > area.pt:
                said = f"“{text}”用 {size:g} 磅字有 {Pt(room).mm:.0f} mm 宽，版心只有 {area.mm:.0f} mm，会断成两行。"
                hint = "请在版式文件里把它的字号改小，或把名称写短。"
                yield Problem(said, Location(file), hint, Severity.WARNING)


def without_number(found: Letterhead, file: str) -> Iterator[Problem]:
    """Yield a warning of each line around the text that has 第 and 期 with no number between them."""
    for line in chain.from_iterable(found):
        for which in dict.fromkeys(_NO_NUMBER.findall("".join(run.text for run in line.runs))):
            hint = "请用 --issue 写明期号；版式文件里没有期号标记的，在“第”与“期”之间写上 {{ issue.number }}。"
            if which:
                tags = "{% if issue.total %}总第{{ issue.total }}期{% endif %}"
                hint = f"请在 issues.yaml 里给这一期写上 total；没有总期号时不印的，版式文件里写作 {tags}。"
            yield Problem(f"印有“{which}第　期”，中间没有{which}期号。", Location(file), hint, Severity.WARNING)


def lines(blocks: list[Element], styles: StyleSheet) -> tuple[LetterheadLine, ...]:
    """Return the lines of these blocks of a Word file; pictures and text boxes are left out."""
    return tuple(line for block in blocks for line in _lines(block, styles))


def _run_properties(run: Element, paragraph: Element, styles: StyleSheet) -> Mapping[str, Element]:
    """Return what a run says in its rPr, by name."""
    levels = [level.find(f"{W}rPr") for owner in (run, paragraph) for level in styles.levels(owner)]
    defaults = styles.defaults("rPr")
    held = [level for level in (*levels, defaults) if level is not None]
    return {local(said): said for level in reversed(held) for said in level}


def _lines(block: Element, styles: StyleSheet) -> Iterator[LetterheadLine]:
    """Return the lines of a block of the text: a paragraph, the rows of a table, or what a content control holds."""
    if block.tag == f"{W}p":
        yield _line(block, styles)
    elif block.tag == f"{W}tbl":
        for row in block.iter(f"{W}tr"):
            yield _row([_line(item, styles) for item in row.iter(f"{W}p")])
    elif block.tag == f"{W}sdt":
        for inner in block.iterfind(f"{W}sdtContent/*"):
            yield from _lines(inner, styles)


def _row(cells: list[LetterheadLine]) -> LetterheadLine:
    runs: list[LetterheadRun] = []
    for cell in cells:
        runs += [LetterheadRun("\t")] if runs and cell.runs else []
        runs += cell.runs
    first = cells[0] if cells else LetterheadLine(())
    return LetterheadLine(tuple(runs), first.style, first.side, first.rule)


def _line(paragraph: Element, styles: StyleSheet) -> LetterheadLine:
    style = styles.by_id.get(styles.style_of(paragraph))
    side = styles.said(paragraph, "jc")
    borders = styles.said(paragraph, "pBdr")
    below = borders.find(f"{W}bottom") if borders is not None else None
    ruled = below is not None and below.get(f"{W}val") not in ("nil", "none")
    return LetterheadLine(
        runs=tuple(_runs(paragraph, styles)),
        style="" if style is None else name_of(style),
        side="left" if side is None else _SIDES.get(side.get(f"{W}val", ""), "left"),
        rule=(_colour(below) or "000000") if ruled else "",
    )


def _runs(paragraph: Element, styles: StyleSheet) -> Iterator[LetterheadRun]:
    for run in paragraph.iter(f"{W}r"):
        if next(run.iterancestors(f"{W}p")) is not paragraph:
            continue  # in a text box
        text = "".join(_BREAKS.get(child.tag) or child.text or "" for child in run if child.tag in (*_BREAKS, f"{W}t"))
        if text:
            properties = _run_properties(run, paragraph, styles)
            size = number(value(properties.get("sz"))) / 2 * number(value(properties.get("w")), 100) / 100
            bold = properties["b"].get(f"{W}val") not in _OFF if "b" in properties else False
            yield LetterheadRun(text, _colour(properties.get("color")), size, bold)


def _colour(said: Element | None) -> str:
    """RRGGBB, "" for none or automatic. A border has its own in another attribute."""
    name = "" if said is None else attribute(said, "color") or attribute(said, "val")
    return name if _HEX.fullmatch(name) else ""
