"""Runs written as inline Markdown, which any CommonMark reader shows as the same text with the same words bold.

Two things need care. Text must not turn into markup (`*`, `[`, `2023. `), so it is escaped. And `**` opens or closes
only where CommonMark's flanking rule (spec 0.31, 6.2) lets it, which between 汉字 and punctuation it does not; versions
of the rule differ on symbols such as ￥, so a symbol is never relied on.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from itertools import groupby, pairwise

from briefing.model.document import Run

SENTENCE_MARKS = "。，：；！？、"
"""Punctuation that may be left out at the edge of a bold span: it looks the same either way."""

_URL_CHARS = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
_SPECIAL = re.compile(
    rf"(?P<url>https?://{_URL_CHARS}*[A-Za-z0-9/=#&])"
    r"|(?P<sign>[\\`*_\[\]<~|$]|&(?=#?\w*(?:;|\Z))|!\Z)"
    r"|(?P<newline>\n)"
)
_EDGE_SPACE = re.compile(r"\A\s+|\s+\Z")
_BLOCK_START = re.compile(r"\A(?:(?=[#>])|(?=[-+](?:\s|-|\Z))|(\d{1,9})(?=[.)](?:\s|\Z)))")


def inline(runs: Iterable[Run]) -> str:
    """Return the runs as one line of Markdown, for a cell or behind other text; "" if there is nothing but space."""
    out = ""
    spans = [*_spans(runs), ("", False)]
    if not any(text.strip() for text, _ in spans):
        return ""
    for (text, strong), (following, _) in pairwise(spans):
        out += _strong(text, out[-1:], escape(following)[:1]) if strong else escape(text)
    return _EDGE_SPACE.sub(lambda space: "".join(f"&#{ord(char)};" for char in space[0]), out)


def line(runs: Iterable[Run]) -> str:
    """Return the runs as a line that begins a paragraph or an item: no list, heading or quotation starts by mistake."""
    return _BLOCK_START.sub(r"\1\\", inline(runs))


def escape(text: str) -> str:
    """Return `text` escaped for any place inside a line; a web address becomes `<…>`, a newline `<br>`.

    Without the brackets GFM would link the address together with the 。 behind it.
    """
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    if match["url"]:
        return f"<{match['url']}>"
    return "<br>" if match["newline"] else f"\\{match[0]}"


def _spans(runs: Iterable[Run]) -> list[tuple[str, bool]]:
    """Return the texts with whether each is bold, neighbouring runs that agree joined."""
    alike = groupby((run for run in runs if run.text), key=lambda run: run.strong)
    return [("".join(run.text for run in group), strong) for strong, group in alike]


def _strong(text: str, before: str, after: str) -> str:
    """Return `text` in bold between the characters `before` and `after` ("" at the edge of the line)."""
    start, end = 0, len(text)
    while start < end and _left_out(text[start], text[start - 1] if start else before):
        start += 1
    while start < end and _left_out(text[end - 1], text[end : end + 1] or after):
        end -= 1
    lead, words, tail = escape(text[:start]), escape(text[start:end]), escape(text[end:])
    if not words:
        return lead + tail
    sure = _flanks(words[0], (lead or before)[-1:]) and _flanks(words[-1], (tail or after)[:1])
    return f"{lead}**{words}**{tail}" if sure else f"{lead}<strong>{words}</strong>{tail}"


def _left_out(char: str, outside: str) -> bool:
    """Whether `char`, at an edge of a bold span, is better left out of it."""
    return char.isspace() or (char in SENTENCE_MARKS and not _flanks(char, outside))


def _flanks(inside: str, outside: str) -> bool:
    """Whether `**` between the two opens (or closes) under every version of the flanking rule."""
    if unicodedata.category(inside)[0] not in "PS" or outside == "":
        return True
    return outside in string.punctuation or outside in "\t\n" or unicodedata.category(outside)[0] in "PZ"
