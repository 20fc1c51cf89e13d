"""Template output, Chinese Markdown with slots, read into the blocks of a document.

What is taken: headings # to #### (a trailing `{-}` leaves one unnumbered), paragraphs, lists of two levels, **bold**,
links, pictures of the workspace that stand alone, GFM tables under a line `表：标题（单位：万元）`, `>` for a remark,
`\\newpage` alone for a page break, HTML comments (left out). A slot holds runs, which may stand anywhere, or blocks,
which stand alone. Anything else is a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import unquote

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from briefing.errors import Problem, Severity
from briefing.model.document import Block, Heading, Items, Note, PageBreak, Paragraph, Runs, Table
from briefing.templating.audit import Auditor
from briefing.templating.markdown_inline import SLOT, MarkdownReader, ShowPicture, parser, read_inline, read_text
from briefing.templating.markdown_lines import check_lines, prepared, unbroken
from briefing.templating.template_errors import Mistake

DEEPEST = 4  # levels of headings in a 公文: 一、（一）1.（1）, GB/T 9704—2012, 7.3.3
LEVELS = 2  # of lists
PAGE_BREAK = "\\newpage"
EMPTY_HEADING = "标题是空的。"
_SLOTS_ONLY = re.compile(rf"(?:{SLOT.pattern}\s*)+")
_UNNUMBERED = re.compile(r"(?:^|\s+)\{-\}$")
_CAPTION = re.compile(r"表[：:]\s*(?P<title>.*?)(?:[（(，,；;\s]*单位[：:]\s*(?P<unit>[^（）()]*)[）)]?)?", re.DOTALL)
_TYPED_NUMBER = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d{1,2}[.．、](?!\d)")


def parse(
    text: str, slots: Sequence[object], auditor: Auditor | None = None, picture: ShowPicture | None = None
) -> tuple[list[Block], list[Problem]]:
    """Return the blocks that `text` writes, and the problems in it, by line of `text` from 1, without a file.

    Bare numbers are among the problems where an `auditor` looks for them; `picture` shows a file of the workspace, None
    where none can be shown.

    `slots[n]` is what `slot(n)` in the text stands for: a Run or a tuple of Runs, or a Block or a tuple of Blocks. A
    table's key is `table-line-N`; its `align` holds "left", "center" or "right", or is () where no column says.
    Raises nothing.
    """
    # line for line: a problem's line must stay that of the text
    source = prepared(text)
    reader = MarkdownReader(slots, source.split("\n"), auditor, picture)
    check_lines(reader)
    nodes = SyntaxTreeNode(parser().parse(source)).children
    blocks = _blocks(nodes, reader)
    return blocks, sorted(unbroken(reader.problems), key=lambda problem: problem.location.line or 0)


def _blocks(nodes: Iterable[SyntaxTreeNode], reader: MarkdownReader) -> list[Block]:
    blocks: list[Block] = []
    caption: SyntaxTreeNode | None = None
    for node in nodes:
        if node.type == "table":
            blocks += _table(node, caption, reader)
            caption = None
            continue
        _refuse_caption(caption, reader)
        caption = node if node.type == "paragraph" and re.match("表[：:]", _inline(node).content) else None
        if make := None if caption else _BLOCKS.get(node.type):
            blocks += make(node, reader)
        elif not caption:
            reader.refuse(node.type, _line(node))
    _refuse_caption(caption, reader)
    return blocks


def _line(node: SyntaxTreeNode) -> int:
    return node.map[0] + 1 if node.map else 1


def _inline(node: SyntaxTreeNode) -> Token:
    """Return the inline token of a paragraph, heading or cell."""
    return node.children[0].to_tokens()[0]


def _runs(node: SyntaxTreeNode, line: int, reader: MarkdownReader) -> Runs:
    return read_inline(_inline(node), line, reader)


def _heading(node: SyntaxTreeNode, reader: MarkdownReader) -> list[Block]:
    line, text, level = _line(node), _inline(node).content, int(node.tag[1:])
    # Setext headings: a rule under a paragraph was meant, as in Word
    if node.markup in ("-", "="):
        reader.report(line, "文字下面紧接着横线，会被当作标题。", f"标题请用 # 开头；另起一页请空一行写 {PAGE_BREAK}。")
    if level > DEEPEST:
        reader.report(line, f"标题只有 1 至 {DEEPEST} 级，这里写了 {level} 个 #。", "请减少级数。")
    title = _UNNUMBERED.sub("", text)
    if not title:
        reader.report(line, EMPTY_HEADING, "请写上标题，或删去这一行。")
    if _TYPED_NUMBER.match(title):
        reader.report(
            line, "标题里写了序号，成文时会再编一次。", "请删去序号；不要编号请在行末写 {-}。", Severity.WARNING
        )
    runs = read_text(title, line, reader)
    if level <= DEEPEST and node.markup.startswith("#"):
        _tell_jump(level, runs, line, reader)
    return [Heading(min(level, DEEPEST), runs, numbered=title == text)]


def _tell_jump(level: int, title: Runs, line: int, reader: MarkdownReader) -> None:
    """Warn of a heading that is more than one level below the one before it, the title being level 0.

    Readers of screens go from heading to heading by level; a level that is missing sends them astray.
    """
    if level > reader.level + 1:
        words = "".join(run.text for run in title)
        message = f"标题“{words}”是 {level} 级，它上面却没有 {reader.level + 1} 级标题。"
        reader.report(line, message, "请补上一级，或减少 # 的个数。", Severity.WARNING)
    reader.level = level


def _paragraph(node: SyntaxTreeNode, reader: MarkdownReader) -> list[Block]:
    line, text = _line(node), _inline(node).content
    if text == PAGE_BREAK:
        return [PageBreak()]
    if _SLOTS_ONLY.fullmatch(text):
        values = [reader.value(match, line) for match in SLOT.finditer(text)]
        held = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
        blocks = [item for item in held if isinstance(item, Block)]
        if len(blocks) == len(held):
            return _audited(blocks, line, reader)
    inside = _inline(node).children or []
    if reader.picture and [token.type for token in inside] == ["image"]:
        return _picture(inside[0], line, reader)
    _check_paragraph(text, line, reader)
    runs = _runs(node, line, reader)
    return [Paragraph(runs)] if runs else []


def _audited(blocks: list[Block], line: int, reader: MarkdownReader) -> list[Block]:
    """Return finished blocks, whose bare numbers are told."""
    for found in (problem for block in blocks if reader.auditor for problem in reader.auditor.of_block(block)):
        reader.report(line, found.message, found.hint, found.severity)
    return blocks


def _picture(image: Token, line: int, reader: MarkdownReader) -> list[Block]:
    """Return the picture that a paragraph consists of; [] where it cannot be shown."""
    file, caption = unquote(str(image.attrs["src"])), read_text(image.content, line, reader)
    try:
        shown = [reader.picture(file, caption=caption)] if reader.picture else []
    except Mistake as mistake:
        found = mistake.problem
        where = f"“{file}”：" if found.location.file else ""
        reader.report(line, f"{where}{found.message}", found.hint)
        return []
    return _audited(shown, line, reader)


def _check_paragraph(text: str, first: int, reader: MarkdownReader) -> None:
    for number, line in enumerate(text.split("\n"), start=first):
        if line.lstrip().startswith("|") or re.fullmatch(r"[\s:-]*-[\s:|-]*\|[\s:|-]*", line):
            reader.report(number, "这里像表格，却不成表格。", "请检查表头与下面的分隔行（| --- | --- |）列数是否相同。")
        if number > first and _TYPED_NUMBER.match(line):
            message = f"这一行以“{line[:4]}…”开头，却接在上一行后面。"
            reader.report(number, message, "要另起一段，请在前面空一行。", Severity.WARNING)


def _items(node: SyntaxTreeNode, reader: MarkdownReader, level: int = 1) -> list[Items]:
    ordered = node.type == "ordered_list"
    printed = [int(item.info or 1) for item in node.children]  # 1. at each item is how Markdown is often written
    if ordered and printed not in (list(range(1, len(printed) + 1)), [1] * len(printed)):
        message = f"编号列表写的是 {'、'.join(map(str, printed))}，成文时会从 1 顺编。"
        reader.report(_line(node), message, "请从 1 起顺编；若不是列表，请在点号前写 \\（如 12\\. ）。")
    if level == 1 and re.match(" +", reader.lines[_line(node) - 1]):
        hint = "要作上一项的第二级，请与上一项的文字对齐：“- ”下面空两格，“1. ”下面空三格；否则请删去行首的空格。"
        reader.report(_line(node), "列表的行首有空格，却没有成为上一项的第二级。", hint, Severity.WARNING)
    items = [_item(item, reader, level) for item in node.children]
    below = tuple(inner for _, inner in items) if any(inner for _, inner in items) else ()
    return [Items(tuple(runs for runs, _ in items), ordered, below)]


def _item(item: SyntaxTreeNode, reader: MarkdownReader, level: int) -> tuple[Runs, Items | None]:
    """Return an item, and the list below it, None for none."""
    said = item.children[0] if item.children and item.children[0].type == "paragraph" else None
    below: Items | None = None
    for extra in item.children[1:] if said else item.children:
        nested = extra.type in ("bullet_list", "ordered_list")
        if said and nested and level < LEVELS and below is None:
            [below] = _items(extra, reader, level + 1)
        elif nested and level == LEVELS:
            reader.report(_line(extra), "列表只能有两级，这里套了第三级。", "请改写成两级，或分成几个列表、几段。")
        else:
            message = "列表的一项里只能有一段文字，下面可以有一个第二级的列表。"
            reader.report(_line(extra), message, "请分成几项，或移到列表外面。")
    if not item.children:
        reader.report(_line(item), "列表里有空的一项。", "请写上内容，或删去这一行。")
    return _runs(said, _line(said), reader) if said else (), below


def _quote(node: SyntaxTreeNode, reader: MarkdownReader) -> list[Block]:
    notes: list[Block] = []
    for child in node.children:
        if child.type == "paragraph":
            notes.append(Note(_runs(child, _line(child), reader)))
        else:
            reader.report(_line(child), "“>”说明里只能写段落。", "请把标题、列表、表格移到外面。")
    return notes


def _refuse_caption(caption: SyntaxTreeNode | None, reader: MarkdownReader) -> None:
    if caption:
        _check_paragraph(_inline(caption).content, _line(caption), reader)
        reader.report(_line(caption), "“表：”一行后面没有表格。", "请在下面写表格；若是正文，请换个写法。")


def _table(node: SyntaxTreeNode, caption: SyntaxTreeNode | None, reader: MarkdownReader) -> list[Block]:
    rows = [row for part in node.children for row in part.children]
    title, unit = _caption(caption, reader)
    if not title:
        reader.report(_line(node), "表格没有标题。", "请在表格前面写一行“表：标题”，编号由程序编。")
    for row in rows:
        _check_width(row, len(rows[0].children), reader)
    header, *body = (tuple(_runs(cell, _line(row), reader) for cell in row.children) for row in rows)
    for row, cells in zip(rows[1:], body, strict=True):
        for _, found in reader.auditor.cells(title, header, cells) if reader.auditor else ():
            reader.report(_line(row), found.message, found.hint, found.severity)
    sides = [str(cell.attrs.get("style", "")).removeprefix("text-align:") for cell in rows[0].children]
    align = tuple(side or "left" for side in sides) if any(sides) else ()
    return [Table(f"table-line-{_line(node)}", title, header, tuple(body), align=align, unit=unit)]


def _caption(node: SyntaxTreeNode | None, reader: MarkdownReader) -> tuple[Runs, str]:
    match = _CAPTION.fullmatch(_inline(node).content) if node else None
    if not node or not match:
        return (), ""
    unit = (match["unit"] or "").strip()
    if SLOT.search(unit):
        reader.report(_line(node), "表的单位只能是文字，不能是数据点或引用。", "请直接写出单位。")
        unit = ""
    read_text(unit, _line(node), reader)  # for its problems: a unit is words alone
    return read_text(match["title"], _line(node), reader), unit


def _check_width(row: SyntaxTreeNode, width: int, reader: MarkdownReader) -> None:
    """Markdown fills or cuts a row that does not match the header; a briefing may do neither."""
    # markdown-it has filled or cut the row by now: only the line shows what was written
    cells = escapedSplit(reader.lines[_line(row) - 1].strip())
    got = len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")
    if got != width:
        message = f"表格的这一行有 {got} 格，表头有 {width} 格。"
        reader.report(_line(row), message, "请补齐或删去；表格后面的文字要空一行。")


_BLOCKS: dict[str, Callable[[SyntaxTreeNode, MarkdownReader], Sequence[Block]]] = {
    "heading": _heading,
    "paragraph": _paragraph,
    "bullet_list": _items,
    "ordered_list": _items,
    "blockquote": _quote,
}
