"""Every block is shown."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from briefing.model.document import (
    Block,
    ChartSpec,
    Document,
    Figure,
    Mark,
    Meta,
    Panel,
    Paragraph,
    Run,
)
from briefing.render.html.blocks import Image, article
from tests.every_block import everything
from tests.render.html.samples import Seen


def _article(document: Document) -> str:
    return article(document, {"figure": Image("/chart/1.png", 100, 50)}, {"fact": "origin-1"})


def test_no_block_is_left_out() -> None:
    sheet = Seen(_article(everything("文")))
    assert {"h1", "h2", "p", "ul", "ol", "table", "th", "td", "figure", "img", "nav", "sup"} <= set(sheet.tags)
    assert set(map(type, everything("文").blocks)) == set(get_args(Block))
    for text in ("一、文", "表1　文文", "图1　文文", "单位：文", "此处分页", "[1]　文"):
        assert text in sheet.text


def test_a_figure_of_unknown_origin_is_text() -> None:
    sheet = article(Document(Meta("题"), (Paragraph((Run("3项", ref="unknown"),)),)), {}, {})
    assert '<p class="body">3项</p>' in sheet


@pytest.mark.parametrize("derived", [True, False])
def test_a_computed_figure_of_a_chart_is_called_so(derived: bool) -> None:
    mark = Mark("改革前", Decimal(11), "约11个", "武汉市", "=1", derived)
    chart = ChartSpec("reduction", "题", (Panel((mark,)),))
    sheet = article(Document(Meta("题"), (Figure("figure", (), chart, "文"),)), {}, {})
    assert ("武汉市　改革前：约11个（推算）</li>" in sheet) is derived
