"""Captions: 图1　…, 表1　…, numbered by a field of Word's own that a list of figures can be made from."""

from __future__ import annotations

from briefing.model.document import Runs
from briefing.ooxml.markup import bookmark, field, run
from briefing.render.word.inline import runs
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext, caption_bookmark


def caption(context: WritingContext, look: StyleName, key: str, text: Runs, *, keep: bool = False) -> str:
    """The caption of the figure or table `key`; its 图1 or 表1 can be pointed to."""
    label = context.labels[key]
    word, number = label[0], label[1:]
    numbered = run(word) + field(f"SEQ {word} \\* ARABIC", number)
    marked = bookmark(caption_bookmark(label), context.next_id(), numbered)
    return context.paragraph(look, marked + (run("　") + runs(text, context) if text else ""), keep=keep)
