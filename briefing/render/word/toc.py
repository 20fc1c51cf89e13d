"""The table of contents: a field of Word's own whose result is already there, page numbers where they are known."""

from __future__ import annotations

from briefing.model.document import Contents
from briefing.ooxml.markup import FIELD_END, field, field_start, link
from briefing.render.word.outline import Entry
from briefing.render.word.shell.style_names import CONTENTS, Look
from briefing.render.word.writing_context import Draft

HEADING = "目录"


def contents(block: Contents, draft: Draft) -> str:
    """The headings down to the block's level, each a link to its place."""
    if not 1 <= block.levels <= len(CONTENTS):
        draft.problem(f"目录只能列 1 至 {len(CONTENTS)} 级标题，这里要列 {block.levels} 级。", "请改小。")
        return ""
    entries = [entry for entry in draft.outline.entries if entry.level <= block.levels]
    if not entries:
        draft.warning("文中没有可列入目录的标题，目录略去。", "请在模板里删去目录，或写上标题。")
        return ""
    shown = [_entry(entry, draft) for entry in entries]
    shown[0] = field_start(f'TOC \\o "1-{block.levels}" \\h \\z \\u') + shown[0]
    shown[-1] += FIELD_END
    looks = [CONTENTS[entry.level - 1] for entry in entries]
    heading = draft.paragraph(Look.CONTENTS, draft.run(HEADING))
    return heading + "".join(draft.paragraph(look, text) for look, text in zip(looks, shown, strict=True))


def _entry(entry: Entry, draft: Draft) -> str:
    text = draft.run(entry.label + entry.text)
    if draft.pages is not None:
        page = str(draft.pages.get(entry.bookmark, 0))
        text += draft.run("\t") + field(f"PAGEREF {entry.bookmark} \\h", page)
    return link(entry.bookmark, text)
