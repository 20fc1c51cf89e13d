"""The table of contents: a field of Word's own whose result is already there, page numbers where they are known."""

from __future__ import annotations

from briefing.model.document import Contents
from briefing.ooxml.markup import FIELD_END, field, field_start, link
from briefing.render.word.outline import Entry
from briefing.render.word.shell.style_names import CONTENTS, StyleName
from briefing.render.word.writing_context import WritingContext

HEADING = "目录"


def contents(block: Contents, context: WritingContext) -> str:
    """The headings down to the block's level, each a link to its place."""
    if not 1 <= block.levels <= len(CONTENTS):
        context.problem(f"目录只能列 1 至 {len(CONTENTS)} 级标题，这里要列 {block.levels} 级。", "请改小。")
        return ""
    entries = [entry for entry in context.outline.entries if entry.level <= block.levels]
    if not entries:
        context.warning("文中没有可列入目录的标题，目录略去。", "请在模板里删去目录，或写上标题。")
        return ""
    shown = [_entry(entry, context) for entry in entries]
    shown[0] = field_start(f'TOC \\o "1-{block.levels}" \\h \\z \\u') + shown[0]
    shown[-1] += FIELD_END
    looks = [CONTENTS[entry.level - 1] for entry in entries]
    heading = context.paragraph(StyleName.CONTENTS, context.run(HEADING))
    return heading + "".join(context.paragraph(look, text) for look, text in zip(looks, shown, strict=True))


def _entry(entry: Entry, context: WritingContext) -> str:
    text = context.run(entry.label + entry.text)
    if context.pages is not None:
        page = str(context.pages.get(entry.bookmark, 0))
        text += context.run("\t") + field(f"PAGEREF {entry.bookmark} \\h", page)
    return link(entry.bookmark, text)
