"""The HTML format: one file that asks for nothing else, in which every figure tells where it comes from."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from functools import partial

import pytest

from briefing.errors import BriefingError
from briefing.model.document import Document, Meta, Paragraph, Run, RunKind
from briefing.model.library import Library
from briefing.model.request import Request
from briefing.render import Material, write
from briefing.render.origins import Origin, origins
from briefing.render.word.letterhead import letterhead
from tests.builders import generate
from tests.every_block import everything
from tests.render.html.samples import EVIL, Seen
from tests.render.word.samples import META, SHELL, picture

NAME = "武汉市、三门峡市政务服务情况比较.html"


def _page(document: Document, found: dict[str, Origin] | None = None) -> str:
    pictures = {"figure": picture()} if document.blocks else {}
    held = Material(document, pictures, bytes, partial(letterhead, document, SHELL), lambda: found or {})
    [page] = write(("html",), held).values()
    return page.decode()


@pytest.fixture(scope="module")
def made(builtin_request: Request, tmp_path_factory: pytest.TempPathFactory) -> str:
    """政务服务 in 武汉 and 三门峡, as the command line writes it."""
    bundle = generate(builtin_request).save(tmp_path_factory.mktemp("out"), formats="html")
    assert set(bundle.files) == {NAME, "facts.csv", "manifest.json", "核对清单.md"}
    return (bundle.folder / NAME).read_text("utf-8")


@pytest.fixture(scope="module")
def held(builtin_request: Request) -> tuple[Document, Library]:
    briefing = generate(builtin_request)
    return briefing.document, briefing.library


def _addresses(seen: Seen) -> Iterator[str]:
    yield from (value or "" for name, value in seen.attributes if name in ("src", "href", "srcset", "action", "data"))


def test_it_asks_for_nothing_else(made: str) -> None:
    seen = Seen(made)
    assert {address[:22] for address in _addresses(seen) if not address.startswith("#")} == {"data:image/png;base64,"}
    assert not {"script", "link", "iframe", "object", "base"} & set(seen.tags)
    assert "url(" not in made
    assert "default-src &#x27;none&#x27;; img-src data:" in made


def test_it_says_what_it_is(made: str) -> None:
    assert made.startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">')
    assert "<title>武汉市、三门峡市政务服务情况比较</title>" in made
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in made
    assert "telephone=no" in made  # a figure is no number to be called


def test_the_pictures_are_inside_with_their_words(made: str) -> None:
    pictures = re.findall(r'<img src="data:image/png;base64,([^"]+)" width="(\d+)" height="\d+" alt="([^"]+)">', made)
    assert len(pictures) == made.count("<figure") > 0
    for data, width, alt in pictures:
        assert base64.b64decode(data, validate=True).startswith(b"\x89PNG")
        assert (int(width), bool(alt.strip())) == (round(156 / 25.4 * 96), True)


def test_every_figure_that_is_printed_has_a_card(made: str, held: tuple[Document, Library]) -> None:
    found = origins(*held)
    assert made.count('<div class="origin"') == len(found) >= 25
    targets = set(re.findall(r'<label class="fact">[^<]+<button popovertarget="([^"]+)"', made))
    assert targets == set(re.findall(r'<div class="origin" id="([^"]+)" popover>', made))


def test_a_card_tells_name_value_unit_period_source_and_paragraph(made: str) -> None:
    [card] = re.findall(r'<div class="origin"[^>]*>(?:(?!</div>).)*?wuhan\.online-service-items.*?</div>', made)
    seen = Seen(card).text
    for words in ("400余项", "城市武汉市", "数值400", "单位项", "时期", "《对标先进 打造一流营商环境》", "段"):
        assert words in seen


def test_a_computed_figure_shows_formula_and_inputs(made: str) -> None:
    cards = re.findall(r'<div class="origin".*?</div>', made)
    computed = [card for card in cards if "<dt>依据</dt>" in card]
    assert computed
    assert all("推算，来源中没有这个数" in card and "<dt>公式</dt>" in card for card in computed)


def test_what_only_the_office_needs_is_not_sent(made: str, held: tuple[Document, Library]) -> None:
    document, library = held
    assert "数据文件" not in made
    assert ".yaml" not in made
    notes = [fact.note for fact in library.facts() if fact.note]
    assert notes
    assert not [note for note in notes if note in made]
    assert any("备注" in dict(origin.rows) for origin in origins(document, library, inner=True).values())


def test_no_text_becomes_markup() -> None:
    text = EVIL.replace("\x00", "")
    seen, plain = (Seen(_page(everything(words), {"fact": Origin(words, ((words, words),))})) for words in (text, "文"))
    # the lines of a letterhead are broken where a name is long
    seen_tags, plain_tags = ([tag for tag in page.tags if tag not in ("br", "wbr")] for page in (seen, plain))
    assert seen_tags == plain_tags
    assert [name for name, _ in seen.attributes] == [name for name, _ in plain.attributes]


def test_links_lead_somewhere_and_no_id_is_given_twice() -> None:
    seen = Seen(_page(everything("文"), {"fact": Origin("文", ())}))
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    assert {address[1:] for address in _addresses(seen) if address.startswith("#")} <= set(ids)
    assert {value for name, value in seen.attributes if name == "popovertarget"} == {"origin-1"} <= set(ids)


@pytest.mark.parametrize(
    ("run", "said"),
    [
        (Run("", ref="nobody", kind=RunKind.CITE), "正文引用了来源“nobody”，资料来源里没有它。"),
        (Run("图9", ref="none", kind=RunKind.CROSS), "正文提到的“图9”（none）与文中图表的编号不符。"),
    ],
)
def test_what_points_to_nothing_is_refused(run: Run, said: str) -> None:
    with pytest.raises(BriefingError, match=re.escape(said)):
        _page(Document(META, (Paragraph((run,)),)))


def test_the_letterhead_is_the_shells_own() -> None:
    page = _page(Document(Meta("标题", name="某区快报", office="某办", date="2026年1月5日"), ()))
    assert re.search(r'<p class="shell masthead"[^>]*><span><span style="[^"]*--colour:#\w{6}[^"]*">某区快报', page)
    assert page.index("某区快报") < page.index("<h1")


def test_a_shell_that_is_unfit_is_refused(request_: Request) -> None:
    (request_.roots[0] / "bulletin/shell.docx").write_bytes(b"no Word file")
    with pytest.raises(BriefingError, match="版式文件已损坏"):
        generate(request_).html()
