"""A case for each block, and a small function where it takes more than a line; render/markdown.py is its parallel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from briefing.errors import did_you_mean
from briefing.model.document import (
    FOOT_ROLES,
    Attachments,
    Block,
    Contents,
    Figure,
    Heading,
    Items,
    Note,
    PageBreak,
    Paragraph,
    Reference,
    References,
    Runs,
    Signature,
    Table,
)
from briefing.ooxml.length import Length, Pt, Twips
from briefing.ooxml.markup import bookmark
from briefing.ooxml.xml import W
from briefing.render.word.figures import figure
from briefing.render.word.inline import mark, runs
from briefing.render.word.shell.fonts import style_sheet
from briefing.render.word.shell.long_lines import lines_beside
from briefing.render.word.shell.style_names import HEADINGS, StyleName
from briefing.render.word.signature import attachments, signature
from briefing.render.word.tables import table
from briefing.render.word.toc import contents
from briefing.render.word.writing_context import WritingContext, source_bookmark

ROLES = {
    "body": StyleName.BODY,
    "lead": StyleName.LEAD,
    "addressee": StyleName.ADDRESSEE,
    **dict.fromkeys(FOOT_ROLES, StyleName.CLOSING),
}
"""The style of a paragraph by its role."""


ENDINGS = (Attachments, Signature)
"""What never stands on a page without the end of the text before it."""


def render(blocks: Sequence[Block], context: WritingContext) -> str:
    """Return the blocks as XML; what Word cannot express is noted in the context."""
    parts = []
    foot: list[Paragraph] = []
    for block in reversed(blocks):
        if not isinstance(block, Paragraph) or block.role not in FOOT_ROLES:
            break
        foot.insert(0, block)
    text = blocks[: len(blocks) - len(foot)]
    for block, following in zip_longest(text, text[1:]):
        context.keep = isinstance(following, ENDINGS) and not isinstance(block, Table | Figure)
        parts.append(write_block(block, context))
    return "".join(parts) + (_foot(foot, context) if foot else "")


def _foot(lines: Sequence[Paragraph], context: WritingContext) -> str:
    """Return 版记, which a paragraph without height holds on the last page.

    Its rules are paragraphs of their own: LibreOffice draws none between the paragraphs of a frame, and gives up a
    frame whose paragraphs have different ones. A 报尾 that draws rules itself keeps them.
    """
    styles = style_sheet(context.shell.parts)
    context.keep, context.foot = False, context.shell.area.width
    closing = context.style_id(StyleName.CLOSING)
    own_rules = any(styles.by_id[id].find(f"{W}pPr/{W}pBdr") is not None for id in styles.chain(closing))
    ruled = any(line.role != "cc" for line in lines)  # that of a 函 is not (10.1)
    written = []
    for line in lines:
        imprint = line.role == "imprint" and not own_rules
        style = StyleName.IMPRINT if imprint else StyleName.CLOSING if ruled else StyleName.CC
        content = _broken(line.runs, context.foot) if line.role == "imprint" else line.runs
        written.append(context.paragraph(style, runs(content, context)))
    between, edge = "", ""
    if ruled and not own_rules:
        between, edge = (context.paragraph(name, "") for name in (StyleName.FOOT_RULE, StyleName.FOOT_EDGE))
    context.foot = None
    return edge + between.join(written) + edge + context.paragraph(StyleName.FOOT_END, "")


def _broken(content: Runs, width: Length) -> Runs:
    """Return 印发机关 and what stands behind it, the name in lines by sense where one would leave an orphan."""
    office, *others = content
    behind = "".join(run.text for run in others).strip("\t")
    lines = lines_beside(office.text, behind, Pt(14), width - Twips(560))
    return (replace(office, text="\n".join(lines)), *others) if lines else content


def _heading(block: Heading, context: WritingContext) -> str:
    if not 1 <= block.level <= len(HEADINGS):
        context.problem(f"标题只有 1 至 {len(HEADINGS)} 级，这里用了 {block.level} 级。", "请改用较高的级别。")
        return ""
    number = None if block.numbered else context.without_number()
    content = runs(block.runs, context)
    context.headings += 1
    if block.level <= context.outline.levels:
        content = bookmark(context.outline.entries[context.headings - 1].bookmark, context.next_id(), content)
    return context.paragraph(HEADINGS[block.level - 1], content, number=number, level=block.level - 1)


def _paragraph(block: Paragraph, context: WritingContext) -> str:
    if block.role not in ROLES:
        hint = did_you_mean(block.role, ROLES) or f"可用的有：{'、'.join(ROLES)}。"
        context.problem(f"段落的样式“{block.role}”在 Word 里没有对应。", hint)
        return ""
    return context.paragraph(ROLES[block.role], runs(block.runs, context))


def _items(block: Items, context: WritingContext) -> str:
    """Return the items; each ordered list, and each below an item, is one of its own, since each counts from 1."""
    number = context.next_id() if block.ordered else None
    context.lists += [number] if number else []
    return "".join(
        context.paragraph(_item_style(block), runs(item, context), number=number)
        + (_below(below, context) if below else "")
        for item, below in block.with_below
    )


def _below(block: Items, context: WritingContext) -> str:
    number = context.next_id()
    context.lists_below[number] = block.ordered
    return "".join(context.paragraph(_item_style(block), runs(item, context), number=number) for item in block.items)


def _item_style(block: Items) -> StyleName:
    return StyleName.NUMBERED if block.ordered else StyleName.BULLET


def _reference(entry: Reference, context: WritingContext, *, keep: bool) -> str:
    name = bookmark(source_bookmark(entry.number), context.next_id(), context.run(f"{mark(entry.number)}\t"))
    return context.paragraph(StyleName.SOURCE, name + context.run(entry.text), keep=keep)


def write_block(block: Block, context: WritingContext) -> str:  # noqa: PLR0911 - one line for each kind of block
    """Return a block as XML."""
    match block:
        case Heading():
            return _heading(block, context)
        case Paragraph():
            return _paragraph(block, context)
        case Items():
            return _items(block, context)
        case Table():
            return table(block, context)
        case Figure():
            return figure(block, context)
        case Note():
            return context.paragraph(StyleName.NOTE, runs(block.runs, context))
        case Contents():
            return contents(block, context)
        case PageBreak():
            context.new_page = True  # a break in a paragraph of its own would leave an empty line on the new page
            return ""
        case References():
            # The last entry stays with what follows, or 报尾 might have a page to itself.
            return "".join(_reference(entry, context, keep=entry is block.entries[-1]) for entry in block.entries)
        case Attachments():
            return attachments(block, context)
        case Signature():
            return signature(block, context)
        case _ as never:
            assert_never(never)
