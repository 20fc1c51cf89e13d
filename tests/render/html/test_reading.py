"""The HTML format in a real browser, without scripts: on a phone, on a desk, and on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from briefing.model.request import Request
from tests.browser import CHROMIUM, browser
from tests.builders import generate

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

__all__ = ["browser"]
PHONE, DESK = (390, 844), (1280, 900)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"),
]


@pytest.fixture(scope="module")
def file(builtin_request: Request, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = generate(replace(builtin_request, cities=("武汉", "天河区"), themes=("政务服务", "融资", "惠企")))
    bundle = made.save(tmp_path_factory.mktemp("out"), formats="html")
    return bundle.folder / bundle.files[0]


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def page(browser: Browser, file: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The file, opened where no script runs; a request to elsewhere is an error."""
    width, height = request.param
    context = browser.new_context(
        viewport={"width": width, "height": height}, java_script_enabled=False, offline=True, has_touch=True,
        is_mobile=request.param == PHONE,
    )  # fmt: skip
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda asked: asked.url.startswith(("file:", "data:")) or said.append(asked.url))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert not said


def _box(found: Locator) -> dict[str, float]:
    box = found.bounding_box()
    assert box
    return dict(box)


@pytest.mark.parametrize("share", [0.02, 0.5, 0.97], ids=["top", "middle", "foot"])
def test_a_tapped_figure_opens_its_card_beside_it_and_closes_it(page: Page, share: float) -> None:
    """Wherever on the screen it stands, it is not covered and does not move."""
    figure, height = page.locator("#sheet p .fact").nth(12), (page.viewport_size or {"height": 0})["height"]
    page.mouse.wheel(0, _box(figure)["y"] - share * (height - _box(figure)["height"]))
    page.wait_for_timeout(300)
    before = _box(figure)
    assert abs(before["y"] - share * height) < 40
    page.touchscreen.tap(before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    card = page.locator(".origin:popover-open")
    card.wait_for(state="visible")
    assert page.locator(".origin:visible").count() == 1
    assert "编号" in card.inner_text()
    opened = _box(card)
    assert 0 <= opened["y"] < opened["y"] + opened["height"] <= height
    assert opened["y"] + opened["height"] <= before["y"] or opened["y"] >= before["y"] + before["height"]
    close = card.locator(".close")
    assert min(_box(close)["width"], _box(close)["height"]) >= 44  # as large as a finger (WCAG 2.2, 2.5.5)
    close.tap()
    card.wait_for(state="hidden")
    assert _box(figure) == before


def test_cards_are_no_steps_in_the_history(page: Page, file: Path) -> None:
    figure = page.locator("#sheet p .fact").nth(12)
    figure.tap()
    page.locator(".origin:popover-open .close").tap()
    figure.tap()
    page.go_back()
    assert page.url == "about:blank"
    page.goto(file.as_uri())


def test_no_line_begins_with_the_mark_after_a_figure(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    for width in range(320, 480, 20):
        page.set_viewport_size({"width": width, "height": 844})
        apart = page.evaluate(
            """() => [...document.querySelectorAll("#sheet .fact")].map((fact) => {
              const after = document.createRange(), next = fact.nextSibling;
              if (!/^[，。）；、]/.test(next?.data ?? "")) return null;
              after.setStart(next, 0);
              after.setEnd(next, 1);
              return after.getBoundingClientRect().top - [...fact.getClientRects()].at(-1).top;
            }).filter((found) => found !== null)"""
        )
        assert len(apart) > 20
        assert max(apart) < 5
    page.close()


def test_all_cards_are_seen_when_their_heading_is_followed(page: Page) -> None:
    assert page.locator(".origin:visible").count() == 0
    page.locator("#origins h2 a").tap()
    assert page.locator(".origin:visible").count() == page.locator(".origin").count() > 40


def test_nothing_is_wider_than_the_screen_and_wide_tables_scroll(page: Page) -> None:
    narrow = page.viewport_size == {"width": 390, "height": 844}
    sheet = _box(page.locator("#sheet"))
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= (390 if narrow else 1280)
    widths = {count: _box(page.locator(f".table[style='--columns:{count}'] table").first)["width"] for count in (3, 4)}
    inside = _box(page.locator(".scroll").first)["width"]
    assert widths[3] <= inside + 1
    assert (widths[4] > inside + 1) is narrow  # just below and just above


def test_what_slides_says_so_and_what_does_not_does_not(browser: Browser, file: Path) -> None:
    """Just below and just above the width at which a chart has room, as for every table."""
    page = browser.new_page()
    page.goto(file.as_uri())
    for width in (390, 637, 638, 700, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        told = page.evaluate(
            """() => [...document.querySelectorAll("#sheet figure, #sheet .table")].map((slides) => [
              slides.querySelector(".scroll").scrollWidth > slides.clientWidth,
              parseFloat(getComputedStyle(slides, "::before").height) > 10,
            ])"""
        )
        assert all(wide is hinted for wide, hinted in told), width
        assert any(wide for wide, _ in told) is (width < 638)
    page.close()


def test_the_names_of_the_rows_stay_while_a_table_slides(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    table = page.locator(".table[style='--columns:4']").first
    names, figures = table.locator("tr:last-child td").first, table.locator("tr:last-child td").last
    before = _box(names)["x"], _box(figures)["x"]
    table.locator(".scroll").evaluate("(scroll) => { scroll.scrollLeft = 60; }")
    assert (_box(names)["x"], _box(figures)["x"]) == pytest.approx((before[0], before[1] - 60), abs=1.5)
    page.close()


def test_no_line_of_the_title_ends_within_the_name_of_a_city(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(file.as_uri())
    for width in range(320, 700, 20):
        page.set_viewport_size({"width": width, "height": 844})
        lines = page.evaluate(
            """(names) => names.map((name) => {
              const found = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT);
              while (!found.nextNode().data.includes(name));
              const at = found.currentNode.data.indexOf(name), range = document.createRange();
              range.setStart(found.currentNode, at);
              range.setEnd(found.currentNode, at + name.length);
              return new Set([...range.getClientRects()].map((box) => box.top)).size;
            })""",
            ["武汉市", "天河区"],
        )
        assert lines == [1, 1], width
    page.close()


def test_letters_of_a_picture_are_as_large_as_in_print(page: Page) -> None:
    """On a phone, too, where it is wider than the screen and scrolls."""
    assert _box(page.locator("figure img").first)["width"] == pytest.approx(590, abs=1)


def test_letters_on_a_phone_are_as_large_as_in_a_book(browser: Browser, file: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(file.as_uri())
    sizes = page.evaluate(
        "[...document.querySelectorAll('#sheet p, td')].map((p) => parseFloat(getComputedStyle(p).fontSize))"
    )
    assert min(sizes) >= 14
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_on_paper_there_is_the_text_alone(browser: Browser, file: Path) -> None:
    page = browser.new_page()
    page.goto(f"{file.as_uri()}#origin-1")
    reader = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    text = "".join(sheet.extract_text() for sheet in reader.pages)
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [210, 297]
    assert "办理环节" in text
    for words in ("数字来历", "中的数据", "点带虚线的数字"):
        assert words not in text
    page.close()
