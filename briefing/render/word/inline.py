"""Runs: text, marks of reference, references to figures and tables. One small function for each kind."""

from __future__ import annotations

from collections.abc import Callable

from briefing.errors import did_you_mean
from briefing.model.document import Run, RunKind, Runs
from briefing.ooxml import markup
from briefing.render.word.footnotes import footnote
from briefing.render.word.shell.style_names import Look
from briefing.render.word.writing_context import Draft, caption_bookmark, source_bookmark


def runs(content: Runs, draft: Draft) -> str:
    """A row of runs."""
    return "".join(KINDS[item.kind](item, draft) for item in content)


def mark(number: int) -> str:
    """How a source is pointed to (GB/T 7714): [1]."""
    return f"[{number}]"


def _text(item: Run, draft: Draft) -> str:
    return draft.run(item.text, draft.style(Look.STRONG) if item.strong else "")


def _cite(item: Run, draft: Draft) -> str:
    entry = draft.sources.get(item.ref or "")
    if entry is None:
        draft.problem(f"正文引用了来源“{item.ref}”，资料来源里没有它。", "请在模板里列出资料来源。", key=item.ref)
        return ""
    if draft.layout.notes == "footnotes":
        return footnote(entry, draft)
    return markup.link(source_bookmark(entry.number), draft.run(mark(entry.number), draft.style(Look.CITE)))


def _cross(item: Run, draft: Draft) -> str:
    label = draft.labels.get(item.ref or "")
    if label is None:
        hint = did_you_mean(item.ref or "", draft.labels) or "请检查图表的名称。"
        draft.problem(f"正文提到的图表“{item.ref}”不在文中。", hint, key=item.ref)
        return ""
    if item.text != label:
        draft.problem(f"正文把“{item.ref}”写作“{item.text}”，而它编为{label}。", "请让编号由程序给出。", key=item.ref)
    return markup.field(f"REF {caption_bookmark(label)} \\h", label)


KINDS: dict[RunKind, Callable[[Run, Draft], str]] = {
    RunKind.TEXT: _text,
    RunKind.GIVEN: _text,
    RunKind.CITE: _cite,
    RunKind.CROSS: _cross,
}
