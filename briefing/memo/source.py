"""The document of a Word file as elements and as bytes at once: places are found in one and changed in the other."""

from __future__ import annotations

from collections.abc import Container, Iterator

from briefing.memo.splice import Span, spans
from briefing.ooxml.xml import NAMESPACES, Element, W, local
from briefing.render.word.markup import escape


class Source:
    """The bytes of a part, `content`, by the elements of its parsed form; `prefix` is what it calls w:."""

    def __init__(self, content: bytes, root: Element) -> None:
        self.content = content
        self._spans: dict[Element, Span] = dict(zip(root.iter("*"), spans(content), strict=True))
        known = next((prefix for prefix, uri in root.nsmap.items() if prefix and uri == NAMESPACES["w"]), None)
        self.prefix = known or "w"
        self._declared = "" if known else f' xmlns:w="{NAMESPACES["w"]}"'

    def span(self, element: Element) -> Span:
        """Where the element stands."""
        return self._spans[element]

    def children(self, parent: Element | None, without: Container[str]) -> list[tuple[str, str]]:
        """The children of an element as names and as they stand in the file, but for some names."""
        kept = (child for child in (() if parent is None else parent.iterchildren("*")) if local(child) not in without)
        return [(local(child), self._raw(child)) for child in kept]

    def _raw(self, element: Element) -> str:
        span = self._spans[element]
        return self.content[span.start : span.end].decode()

    def element(self, name: str, content: str = "", **attributes: object) -> str:
        """An element of w: as text, under the prefix that the file has for it."""
        said = "".join(f' {self.prefix}:{key}="{value}"' for key, value in attributes.items())
        tag = f"{self.prefix}:{name}"
        return f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said}/>"

    def paragraph(self, properties: str, look: str, text: str) -> str:
        """A paragraph: its properties and those of its characters as text, and what it says; "" says nothing."""
        mark = self.element("rPr", look) if look else ""
        words = self.element("tab").join(self._words(piece) for piece in text.split("\t"))
        run = self.element("r", mark + words) if text else ""
        content = self.element("pPr", properties + mark) + run
        return f"<{self.prefix}:p{self._declared}>{content}</{self.prefix}:p>"

    def _words(self, text: str) -> str:
        return f'<{self.prefix}:t xml:space="preserve">{escape(text)}</{self.prefix}:t>'


def runs_of(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph that stand in no link, field or content control."""
    return (child for child in paragraph if child.tag == f"{W}r")
