"""The sheet shows every block, and no text of data or templates becomes markup."""

from __future__ import annotations

from decimal import Decimal
from html.parser import HTMLParser

import pytest

from briefing.errors import Place, Problem, Severity
from briefing.model.document import (
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
    Table,
)
from briefing.render.html.blocks import Image, write
from briefing.preview.edition import Edition
from briefing.render.html.origins import Origin
from briefing.preview.page import page

EVIL = "</p><script>alert('1')</script>\"><img src=x onerror=alert(1)>&amp;\x00'"
EVIL_RUN = (Run(EVIL), Run(EVIL, strong=True, ref="fact"))


class _Seen(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def _everything(text: str) -> Document:
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
    )
    meta = Meta(text, (text, text), text, text, text, text, text, (text,), {text: text})
    return Document(meta, blocks)


def _sheet(document: Document) -> str:
    return write(document, {"figure": Image("/chart/1.png", 100, 50)}, {"fact": "origin-1"})


def _page(text: str) -> str:
    """A whole page with `text` wherever it may stand."""
    problems = (Problem(text, Place(text, 3, text), text), Problem(text, severity=Severity.WARNING))
    edition = Edition(text, _sheet(_everything(text)), {"origin-1": Origin(text, ((text, text),))}, {}, problems)
    return "".join(page(edition, failure)[1]["/"].body.decode() for failure in ((), problems))


def test_no_text_becomes_markup() -> None:
    evil, plain = _Seen(_page(EVIL)), _Seen(_page("文"))
    assert evil.tags == plain.tags
    assert [name for name, _ in evil.attributes] == [name for name, _ in plain.attributes]
    assert EVIL.replace("\x00", "\ufffd") in evil.text
    assert "\x00" not in _page(EVIL)


def test_no_block_is_left_out() -> None:
    sheet = _Seen(_sheet(_everything("文")))
    assert {"h1", "h2", "p", "ul", "ol", "table", "th", "td", "figure", "img", "nav", "sup"} <= set(sheet.tags)
    for text in ("一、文", "表1　文文", "图1　文文", "单位：文", "此处分页", "[1]　文"):
        assert text in sheet.text


def test_links_within_the_page_lead_somewhere_and_no_id_is_given_twice() -> None:
    edition = Edition("文", _sheet(_everything("文")), {"origin-1": Origin("文", (("城市", "文"),))})
    seen = _Seen(page(edition, ())[1]["/"].body.decode())
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    targets = [value for name, value in seen.attributes if name == "href" and value and value.startswith("#")]
    assert set(targets) >= {"#origin-1", "#source-1", "#图1", "#heading-1"}
    assert {target[1:] for target in targets} <= set(ids)
    assert {value for name, value in seen.attributes if name == "aria-describedby"} == {"origin-1"}


def test_a_figure_of_unknown_origin_is_text() -> None:
    sheet = write(Document(Meta("题"), (Paragraph((Run("3项", ref="unknown"),)),)), {}, {})
    assert '<p class="body">3项</p>' in sheet


@pytest.mark.parametrize("derived", [True, False])
def test_a_computed_figure_of_a_chart_is_called_so(derived: bool) -> None:
    mark = Mark("改革前", Decimal(11), "约11个", "武汉市", "=1", derived)
    chart = ChartSpec("reduction", "题", (Panel((mark,)),))
    sheet = write(Document(Meta("题"), (Figure("figure", (), chart, "文"),)), {}, {})
    assert ("武汉市　改革前：约11个（推算）</li>" in sheet) is derived


def test_warnings_are_folded_away_and_are_no_errors() -> None:
    edition = Edition("题", "", {}, {}, (Problem("数据相近。", severity=Severity.WARNING),))
    text = page(edition, ())[1]["/"].body.decode()
    assert 'data-errors="0"' in text
    assert "警告 1 条</summary>" in text


def test_the_state_is_a_sum_over_all_that_is_served() -> None:
    one, other = Edition("题", "文", {}), Edition("题", "文字", {})
    assert page(one, ())[0] == page(one, ())[0]
    assert len({page(one, ())[0], page(other, ())[0], page(one, [Problem("错")])[0]}) == 3
