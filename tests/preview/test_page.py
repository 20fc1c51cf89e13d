"""The sheet shows every block, and no text of data or templates becomes markup."""

from __future__ import annotations

from briefing.errors import Location, Problem, Severity
from briefing.model.document import Document
from briefing.preview.edition import Edition
from briefing.preview.page import page
from briefing.render.html.blocks import Image, article
from briefing.render.origins import Origin
from tests.every_block import everything
from tests.render.html.samples import EVIL, Seen


def _sheet(document: Document) -> str:
    return article(document, {"figure": Image("/chart/1.png", 100, 50)}, {"fact": "origin-1"})


def _page(text: str) -> str:
    """A whole page with `text` wherever it may stand."""
    problems = (Problem(text, Location(text, 3, text), text), Problem(text, severity=Severity.WARNING))
    edition = Edition(text, _sheet(everything(text)), {"origin-1": Origin(text, ((text, text),))}, {}, problems)
    return "".join(page(edition, failure)[1]["/"].body.decode() for failure in ((), problems))


def test_no_text_becomes_markup() -> None:
    evil, plain = Seen(_page(EVIL)), Seen(_page("文"))
    assert evil.tags == plain.tags
    assert [name for name, _ in evil.attributes] == [name for name, _ in plain.attributes]
    assert EVIL.replace("\x00", "\ufffd") in evil.text
    assert "\x00" not in _page(EVIL)


def test_links_within_the_page_lead_somewhere_and_no_id_is_given_twice() -> None:
    edition = Edition("文", _sheet(everything("文")), {"origin-1": Origin("文", (("城市", "文"),))})
    seen = Seen(page(edition, ())[1]["/"].body.decode())
    ids = [value for name, value in seen.attributes if name == "id"]
    assert len(ids) == len(set(ids))
    targets = [value for name, value in seen.attributes if name == "href" and value and value.startswith("#")]
    targets += [f"#{value}" for name, value in seen.attributes if name == "popovertarget"]
    assert set(targets) >= {"#origin-1", "#source-1", "#图1", "#heading-0"}
    assert {target[1:] for target in targets} <= set(ids)
    assert {value for name, value in seen.attributes if name == "aria-describedby"} == {"origin-1"}


def test_warnings_are_folded_away_and_are_no_errors() -> None:
    edition = Edition("题", "", {}, {}, (Problem("数据相近。", severity=Severity.WARNING),))
    text = page(edition, ())[1]["/"].body.decode()
    assert 'data-errors="0"' in text
    assert "警告 1 条</summary>" in text


def test_the_state_is_a_sum_over_all_that_is_served() -> None:
    one, other = Edition("题", "文", {}), Edition("题", "文字", {})
    assert page(one, ())[0] == page(one, ())[0]
    assert len({page(one, ())[0], page(other, ())[0], page(one, [Problem("错")])[0]}) == 3
