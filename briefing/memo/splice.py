"""Changing a few places of a Word file and leaving every other byte as it is.

Parsing and writing a part again would reorder nothing that Word cares about, and yet change quotes, declarations and
line ends that others wrote. So the places are found in the bytes themselves.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from xml.parsers import expat

_TAG = re.compile(rb"""<(?:"[^"]*"|'[^']*'|[^'">])*>""")


@dataclass(frozen=True, slots=True)
class Span:
    """Where an element stands: from `start` to `end`, its content from `inner` to `inner_end`, as places of bytes."""

    start: int
    inner: int
    inner_end: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """`new` in the place of the bytes from `start` to `end`."""

    start: int
    end: int
    new: bytes


def spans(content: bytes) -> list[Span]:
    """The places of all elements of an XML part in UTF-8, in the order in which they begin."""
    parser = expat.ParserCreate()
    found: list[Span] = []
    open_: list[int] = []

    def begin(name: str, attributes: object) -> None:
        start = parser.CurrentByteIndex
        tag = _TAG.match(content, start)
        if tag is None:  # pragma: no cover - expat has just read one here
            raise ValueError(start)
        open_.append(len(found))
        found.append(Span(start, tag.end(), tag.end(), tag.end()))

    def finish(name: str) -> None:
        place = open_.pop()
        span = found[place]
        if content[span.inner - 2 : span.inner] != b"/>":
            inner_end = parser.CurrentByteIndex
            found[place] = Span(span.start, span.inner, inner_end, content.index(b">", inner_end) + 1)

    parser.StartElementHandler, parser.EndElementHandler = begin, finish
    parser.Parse(content, True)
    return found


def edited(content: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with the edits made; of two at one place, the first given stands first."""
    result, done = [], 0
    for edit in sorted(edits, key=lambda item: item.start):
        result += [content[done : edit.start], edit.new]
        done = edit.end
    return b"".join((*result, content[done:]))


def with_part(docx: bytes, name: str, content: bytes) -> bytes:
    """The file with other content in one part; all others keep their bytes, their order and their times."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(target, "w") as archive:
        archive.comment = source.comment
        for entry in source.infolist():
            archive.writestr(entry, content if entry.filename == name else source.read(entry))
    return target.getvalue()
