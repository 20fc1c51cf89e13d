"""Captions: 图1　…, 表1　…, numbered by a field of Word's own that a list of figures can be made from."""

from __future__ import annotations

from briefing.model.document import Runs
from briefing.ooxml.markup import bookmark, field, run
from briefing.render.word.inline import runs
from briefing.render.word.shell.style_names import Look
from briefing.render.word.writing_context import Draft, caption_bookmark


def caption(draft: Draft, look: Look, key: str, text: Runs, *, keep: bool = False) -> str:
    """The caption of the figure or table `key`; its 图1 or 表1 can be pointed to."""
    label = draft.labels[key]
    word, number = label[0], label[1:]
    numbered = run(word) + field(f"SEQ {word} \\* ARABIC", number)
    marked = bookmark(caption_bookmark(label), draft.next_id(), numbered)
    return draft.paragraph(look, marked + (run("　") + runs(text, draft) if text else ""), keep=keep)
