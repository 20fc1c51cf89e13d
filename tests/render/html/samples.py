"""Documents that a page is made of, and what a page holds."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

from briefing.model.document import (
    Attachments,
    ChartSpec,
    Contents,
    Document,
    Figure,
    Heading,
    Items,
    Mark,
    Meta,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    References,
    Run,
    RunKind,
    Signature,
    Table,
)

EVIL = "</p><script>alert('1')</script>\"><img src=x onerror=alert(1)>&amp;\x00'"


class Seen(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag and its attributes."""
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text += data


def everything(text: str) -> Document:
    """A document of every block, with `text` wherever a text may stand."""
    runs = (Run(text), Run(text, strong=True, ref="fact"))
    chart = ChartSpec(
        kind=text, title=text, panels=(Panel((Mark(text, Decimal(1), text, text, "fact"),), text, text),), notes=(text,)
    )
    blocks = (
        Contents(),
        Heading(1, runs),
        Paragraph(runs, role=text),
        Items((runs,)),
        Items((runs,), ordered=True),
        Table("table", runs, (runs,), ((runs,),), (1,), (text,), text, (runs,)),
        Figure("figure", runs, chart, text, (runs,)),
        Note(runs),
        PageBreak(),
        Paragraph((Run("图1", ref="figure", kind=RunKind.CROSS), Run("", ref="source", kind=RunKind.CITE))),
        References((Reference(1, "source", text, (1,)),)),
        Attachments((text,)),
        Attachments((text, text)),
        Signature(text, text),
    )
    meta = Meta(text, (text, text), text, text, text, text, text, (text,), {text: text})
    return Document(meta, blocks)
