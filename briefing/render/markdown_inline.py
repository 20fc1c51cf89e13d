"""Runs written as inline Markdown that any CommonMark reader shows as the same text, with the same words bold.

Two things need care. Text must not turn into markup (`*`, `[`, `2023. `), so it is escaped. And `**` opens or closes
only where CommonMark's flanking rule (spec 0.31, 6.2) lets it, which between 汉字 and punctuation it does not; versions
of the rule differ on symbols such as ￥, so a symbol is never relied on.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping
from enum import Enum

from briefing.model.document import Run, RunKind

SENTENCE_MARKS = "。，：；！？、"
"""Punctuation that may move out of a bold stretch at its edge: it looks the same either way."""

_URL_CHARS = r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]"
_SPECIAL = re.compile(
    rf"(?P<url>https?://{_URL_CHARS}*[A-Za-z0-9/=#&])"
    r"|(?P<sign>[\\`*_\[\]<~|$]|&(?=#?\w*(?:;|\Z))|!\Z)"
    r"|(?P<newline>\n)"
)
_EDGE_SPACE = re.compile(r"\A\s+|\s+\Z")
_AFTER_MARK = re.compile(r"(\[\^\d+\])(?=[(:])")
_BLOCK_START = re.compile(r"\A(?:(?=[#>])|(?=[-+](?:\s|-|\Z))|(\d{1,9})(?=[.)](?:\s|\Z)))")


class _Style(Enum):
    """How a stretch of a line is written; a MARK is Markdown already."""

    PLAIN = "plain"
    STRONG = "strong"
    MARK = "mark"


def inline(runs: Iterable[Run], marks: Mapping[str, int]) -> str:
    """The runs in one line of Markdown, for a cell or behind other text; "" if there is nothing but space.

    `marks` gives the footnote number of each source that a CITE run may name (KeyError for another).
    """
    out = ""
    stretches = _stretches(runs, marks)
    if not any(text.strip() for text, _ in stretches):
        return ""
    for index, (text, style) in enumerate(stretches):
        following = stretches[index + 1] if index + 1 < len(stretches) else ("", _Style.MARK)
        if style is _Style.STRONG:
            out += _strong(text, out[-1:], _written(*following)[:1])
        else:
            out += _written(text, style)
    out = _AFTER_MARK.sub(r"\1\\", out)
    return _EDGE_SPACE.sub(lambda space: "".join(f"&#{ord(char)};" for char in space[0]), out)


def line(runs: Iterable[Run], marks: Mapping[str, int]) -> str:
    """The runs as a line that begins a paragraph or an item: no list, heading or quotation starts by mistake."""
    return _BLOCK_START.sub(r"\1\\", inline(runs, marks))


def escape(text: str) -> str:
    """`text` so that it means itself wherever it stands inside a line; a web address becomes `<…>`, a newline `<br>`.

    The address would else be linked by GFM together with the 。 behind it.
    """
    return _SPECIAL.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    if match["url"]:
        return f"<{match['url']}>"
    return "<br>" if match["newline"] else f"\\{match[0]}"


def _stretches(runs: Iterable[Run], marks: Mapping[str, int]) -> list[tuple[str, _Style]]:
    """Texts of one style each, neighbours of a style in one; a reference mark is never bold."""
    found: list[tuple[str, _Style]] = []
    for run in runs:
        if run.kind is RunKind.CITE:
            found.append((f"[^{marks[run.ref or '']}]", _Style.MARK))
        elif run.text:
            style = _Style.STRONG if run.strong else _Style.PLAIN
            before = found.pop()[0] if found and found[-1][1] is style else ""
            found.append((before + run.text, style))
    return found


def _written(text: str, style: _Style) -> str:
    return text if style is _Style.MARK else escape(text)


def _strong(text: str, before: str, after: str) -> str:
    """`text` in bold between the characters `before` and `after` ("" at the edge of the line)."""
    start, end = 0, len(text)
    while start < end and _goes_out(text[start], text[start - 1] if start else before):
        start += 1
    while start < end and _goes_out(text[end - 1], text[end : end + 1] or after):
        end -= 1
    lead, words, tail = escape(text[:start]), escape(text[start:end]), escape(text[end:])
    if not words:
        return lead + tail
    sure = _flanks(words[0], (lead or before)[-1:]) and _flanks(words[-1], (tail or after)[:1])
    return f"{lead}**{words}**{tail}" if sure else f"{lead}<strong>{words}</strong>{tail}"


def _goes_out(char: str, outside: str) -> bool:
    """Whether `char`, at an edge of a bold stretch, is better left out of it."""
    return char.isspace() or (char in SENTENCE_MARKS and not _flanks(char, outside))


def _flanks(inside: str, outside: str) -> bool:
    """Whether `**` between the two opens (or closes) under every version of the flanking rule."""
    return unicodedata.category(inside)[0] not in "PS" or outside == "" or _is_gap(outside)


def _is_gap(char: str) -> bool:
    return char in string.punctuation or char in "\t\n" or unicodedata.category(char)[0] in "PZ"
