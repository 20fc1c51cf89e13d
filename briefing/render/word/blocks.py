"""One small function for each block, in the order of model/document.py; render/markdown.py is its parallel column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Any

from briefing.errors import did_you_mean
from briefing.model.document import (
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
    Signature,
    Table,
)
from briefing.ooxml.markup import bookmark
from briefing.render.word.figures import figure
from briefing.render.word.inline import mark, runs
from briefing.render.word.shell.style_names import HEADINGS, Look
from briefing.render.word.signature import attachments, signature
from briefing.render.word.tables import table
from briefing.render.word.toc import contents
from briefing.render.word.writing_context import Draft, source_bookmark

ROLES = {
    "body": Look.BODY,
    "lead": Look.LEAD,
    "closing": Look.CLOSING,
    "addressee": Look.ADDRESSEE,
    "cc": Look.CC,
}
"""The style of a paragraph by its role."""


KEPT = (Attachments, Signature)
"""What never stands on a page without the end of the text before it."""


def render(blocks: Sequence[Block], draft: Draft) -> str:
    """The blocks as XML; what Word cannot express is noted in the draft."""
    parts = []
    for block, following in zip_longest(blocks, blocks[1:]):
        draft.keep = isinstance(following, KEPT) and not isinstance(block, Table | Figure)
        parts.append(BLOCKS[type(block)](block, draft))
    return "".join(parts)


def _heading(block: Heading, draft: Draft) -> str:
    if not 1 <= block.level <= len(HEADINGS):
        draft.problem(f"标题只有 1 至 {len(HEADINGS)} 级，这里用了 {block.level} 级。", "请改用较高的级别。")
        return ""
    number = None if block.numbered else draft.without_number()
    content = runs(block.runs, draft)
    draft.headings += 1
    if block.level <= draft.outline.levels:
        content = bookmark(draft.outline.entries[draft.headings - 1].bookmark, draft.next_id(), content)
    return draft.paragraph(HEADINGS[block.level - 1], content, number=number, level=block.level - 1)


def _paragraph(block: Paragraph, draft: Draft) -> str:
    if block.role not in ROLES:
        hint = did_you_mean(block.role, ROLES) or f"可用的有：{'、'.join(ROLES)}。"
        draft.problem(f"段落的样式“{block.role}”在 Word 里没有对应。", hint)
        return ""
    return draft.paragraph(ROLES[block.role], runs(block.runs, draft))


def _items(block: Items, draft: Draft) -> str:
    """Each ordered list counts from 1, so each is a list of its own."""
    number = draft.next_id() if block.ordered else None
    draft.lists += [number] if number else []
    look = Look.NUMBERED if block.ordered else Look.BULLET
    return "".join(draft.paragraph(look, runs(item, draft), number=number) for item in block.items)


def _note(block: Note, draft: Draft) -> str:
    return draft.paragraph(Look.NOTE, runs(block.runs, draft))


def _page_break(_block: PageBreak, draft: Draft) -> str:
    """A property of what follows: a break of its own would leave an empty line on the new page."""
    draft.new_page = True
    return ""


def _references(block: References, draft: Draft) -> str:
    """The last entry stays with what follows, or 报尾 might have a page to itself."""
    return "".join(_reference(entry, draft, keep=entry is block.entries[-1]) for entry in block.entries)


def _reference(entry: Reference, draft: Draft, *, keep: bool) -> str:
    name = bookmark(source_bookmark(entry.number), draft.next_id(), draft.run(f"{mark(entry.number)}\t"))
    return draft.paragraph(Look.SOURCE, name + draft.run(entry.text), keep=keep)


BLOCKS: dict[type, Callable[[Any, Draft], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: table,
    Figure: figure,
    Note: _note,
    Contents: contents,
    PageBreak: _page_break,
    References: _references,
    Attachments: attachments,
    Signature: signature,
}
