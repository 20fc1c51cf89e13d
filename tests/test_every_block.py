"""Every kind of block is known to the audit and to every writer: one that a room forgot fails here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, get_args

import pytest

from briefing.errors import errors_in
from briefing.model.document import Block, Document
from briefing.model.layout import Layout
from briefing.render.html.blocks import Image, article
from briefing.render.markdown import render_markdown
from briefing.render.word.blocks import render
from briefing.render.word.shell.opening import open_shell
from briefing.render.word.writing_context import start
from briefing.templating.audit import Auditor
from tests.every_block import SAMPLES
from tests.render.word.samples import META, SHELL, picture

BARE = "共104项"
NO_WORDS = {"Paragraph.role", "Table.key", "Table.align", "Figure.key", "ChartSpec.kind", "ChartSpec.colours"}
"""Texts that no reader sees."""
OF_OTHERS = {"Reference.source", "Reference.text"}
"""What sources are called, numbers included."""
PICTURES = ("figure", "table.spark.1")
KINDS = pytest.mark.parametrize("kind", get_args(Block), ids=lambda kind: kind.__name__)


def spoilt(value: object, name: str = "") -> Iterator[tuple[str, Any]]:
    """Each text in a value with its name, and the value with a bare number in its place."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield name, BARE
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from ((told, (*value[:at], made, *value[at + 1 :])) for told, made in spoilt(item, name))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            of_field = spoilt(getattr(value, field.name), f"{type(value).__name__}.{field.name}")
            yield from ((told, replace(value, **{field.name: made})) for told, made in of_field)


@KINDS
def test_a_bare_number_is_refused_wherever_a_block_holds_words(kind: type) -> None:
    auditor = Auditor(())
    assert auditor.of_block(SAMPLES[kind]) == []
    for name, block in spoilt(SAMPLES[kind]):
        assert len(auditor.of_block(block)) == (name not in NO_WORDS | OF_OTHERS), name


def of_word(document: Document) -> str:
    context = start(document, dict.fromkeys(PICTURES, picture()), open_shell(SHELL), Layout())
    made = render(context.blocks, context)
    assert not errors_in(context.problems)
    return made


WRITERS: dict[str, Callable[[Document], str]] = {
    "word": of_word,
    "markdown": lambda document: render_markdown(document, dict.fromkeys(PICTURES, "f.png")),
    "html": lambda document: article(document, dict.fromkeys(PICTURES, Image("f.png", 1, 1)), {}),
}


@KINDS
@pytest.mark.parametrize("writer", WRITERS.values(), ids=WRITERS)
def test_every_writer_writes_all_words_of_every_block(writer: Callable[[Document], str], kind: type) -> None:
    """But for those of a chart, which stand in its picture."""
    assert BARE not in writer(Document(META, (SAMPLES[kind],)))
    for name, block in spoilt(SAMPLES[kind]):
        if name not in NO_WORDS | {"Reference.source"} and not name.startswith(("ChartSpec", "Panel", "Mark")):
            assert BARE in writer(Document(META, (block,))), name
