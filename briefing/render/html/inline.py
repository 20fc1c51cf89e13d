"""Runs as HTML: text is escaped, a figure links to where it comes from."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.model.document import Run, RunKind, Runs

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What runs link to: the ids of figures' origins by fact id, numbers of sources, and labels such as 图1 by key."""

    origins: Mapping[str, str]
    marks: Mapping[str, int]
    labels: Mapping[str, str]


def escape(text: str) -> str:
    """Return `text` escaped for HTML, attributes included; what HTML cannot hold becomes U+FFFD."""
    return html.escape(_UNPRINTABLE.sub("\ufffd", text)).replace("\n", "<br>")


def attribute(text: str) -> str:
    """Return `text` in one line, escaped for the quotation marks of an attribute."""
    return escape(" ".join(text.split()))


def inline(runs: Runs, anchors: Anchors) -> str:
    """Return the runs as phrasing content; a cross-reference that leads nowhere stays as text."""
    return "".join(_KINDS[run.kind](run, anchors) for run in runs)


def plain(runs: Runs) -> str:
    """Return the text of the runs without links and citations, escaped."""
    return escape("".join(run.text for run in runs if run.kind is not RunKind.CITE))


def figure_link(text: str, ref: str | None, anchors: Anchors) -> str:
    """Return `text` escaped, as the label of a button that opens its origin where `ref` is a fact of known origin."""
    target = anchors.origins.get(ref or "")
    if target is None:
        return escape(text)
    # A popover opens and closes without a script, and unlike a link it leaves no step in the browser's history. The
    # text stands outside the button: within, a line could break before the mark that follows it.
    button = f'<button popovertarget="{target}" aria-describedby="{target}"></button>'
    return f'<label class="fact">{escape(text)}{button}</label>'


def _text(run: Run, anchors: Anchors) -> str:
    text = figure_link(run.text, run.ref, anchors)
    return f"<strong>{text}</strong>" if run.strong else text


def _cite(run: Run, anchors: Anchors) -> str:
    number = anchors.marks.get(run.ref or "")
    if number is None:
        return ""
    return f'<sup><a href="#source-{number}" aria-label="来源 {number}">[{number}]</a></sup>'


def _cross(run: Run, anchors: Anchors) -> str:
    label = anchors.labels.get(run.ref or "")
    return f'<a href="#{label}">{escape(run.text)}</a>' if label else escape(run.text)


_KINDS = {RunKind.TEXT: _text, RunKind.GIVEN: _text, RunKind.CITE: _cite, RunKind.CROSS: _cross}
