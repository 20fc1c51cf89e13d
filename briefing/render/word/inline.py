"""Runs: text, marks of reference, references to figures and tables. One small function for each kind."""

from __future__ import annotations

from collections.abc import Callable

from briefing.errors import did_you_mean
from briefing.model.document import Run, RunKind, Runs
from briefing.ooxml import markup
from briefing.render.word.footnotes import footnote
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext, caption_bookmark, source_bookmark


def runs(content: Runs, context: WritingContext) -> str:
    """Return a row of runs."""
    return "".join(KINDS[item.kind](item, context) for item in content)


def mark(number: int) -> str:
    """Return how a source is pointed to (GB/T 7714): [1]."""
    return f"[{number}]"


def _text(item: Run, context: WritingContext) -> str:
    return context.run(item.text, context.style_id(StyleName.STRONG) if item.strong else "")


def _cite(item: Run, context: WritingContext) -> str:
    entry = context.sources.get(item.ref or "")
    if entry is None:
        context.problem(f"正文引用了来源“{item.ref}”，资料来源里没有它。", "请在模板里列出资料来源。", key=item.ref)
        return ""
    if context.layout.notes == "footnotes":
        return footnote(entry, context)
    return markup.link(source_bookmark(entry.number), context.run(mark(entry.number), context.style_id(StyleName.CITE)))


def _cross(item: Run, context: WritingContext) -> str:
    label = context.labels.get(item.ref or "")
    if label is None:
        hint = did_you_mean(item.ref or "", context.labels) or "请检查图表的名称。"
        context.problem(f"正文提到的图表“{item.ref}”不在文中。", hint, key=item.ref)
        return ""
    if item.text != label:
        context.problem(f"正文把“{item.ref}”写作“{item.text}”，而它编为{label}。", "请让编号由程序给出。", key=item.ref)
    return markup.field(f"REF {caption_bookmark(label)} \\h", label)


KINDS: dict[RunKind, Callable[[Run, WritingContext], str]] = {
    RunKind.TEXT: _text,
    RunKind.GIVEN: _text,
    RunKind.CITE: _cite,
    RunKind.CROSS: _cross,
}
