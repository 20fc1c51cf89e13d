"""One sound block of each kind, and a document of them all with one text wherever a text may stand."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

from briefing.model.document import (
    Attachments,
    Block,
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

RUNS = (Run("甲"), Run("乙", strong=True))
CHART = ChartSpec(
    "bars", "题", (Panel((Mark("甲", Decimal(1), "数", "组"),), "栏", "项"),), ("注",), ("组",), ("#000000",)
)
COURSE = ChartSpec(
    "sparkline", "", (Panel(tuple(Mark(label, Decimal(1), "数", "组") for label in ("先", "后")), "栏", "项"),)
)
SAMPLES: dict[type, Block] = {
    Heading: Heading(1, RUNS),
    Paragraph: Paragraph(RUNS),
    Items: Items((RUNS, RUNS), below=(Items((RUNS,), ordered=True), None)),
    Table: Table("table", RUNS, (RUNS, RUNS), ((RUNS, RUNS),), (1, 1), ("left", "right"), "项", (RUNS,), (COURSE,)),
    Figure: Figure("figure", RUNS, CHART, "题", (RUNS,)),
    Note: Note(RUNS),
    Contents: Contents(),
    PageBreak: PageBreak(),
    References: References((Reference(1, "daily", "日报", (1,)),)),
    Attachments: Attachments(("甲", "乙")),
    Signature: Signature("办公室", "今日"),
}
KEYS = {"Table.key", "Figure.key", "Run.ref", "Reference.source"}
"""What holds a document together, and nobody reads."""


def everything(text: str) -> Document:
    """A document of every block, with `text` wherever a text may stand, and of every kind of link."""
    links = (
        Run(text, ref="fact"),
        Run("图1", ref="figure", kind=RunKind.CROSS),
        Run("", ref="daily", kind=RunKind.CITE),
    )
    blocks = (*(_filled(block, text) for block in SAMPLES.values()), Paragraph(links), Attachments((text,)))
    return Document(
        Meta(
            title=text,
            lines=(text, text),
            name=text,
            issue=text,
            office=text,
            date=text,
            subject=text,
            keywords=(text,),
            fields={text: text},
        ),
        blocks,
    )


def _filled(value: Any, text: str, name: str = "") -> Any:  # noqa: ANN401 - a block, or whatever a field of one holds
    """The value with `text` in place of each text in it; `name` is that of the field it stands in."""
    if isinstance(value, str) and not isinstance(value, Enum):
        return value if name in KEYS else text
    if isinstance(value, tuple):
        return tuple(_filled(item, text, name) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        named = ((field.name, f"{type(value).__name__}.{field.name}") for field in fields(value))
        return replace(value, **{own: _filled(getattr(value, own), text, full) for own, full in named})
    return value
