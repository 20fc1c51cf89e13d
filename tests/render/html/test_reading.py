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
    made = generate(replace(builtin_request, cities=(), themes=("政务服务", "融资")))
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


def test_a_tapped_figure_opens_its_card_where_one_reads_and_closes_it(page: Page) -> None:
    figure = page.locator("#sheet a.fact").nth(12)
    figure.scroll_into_view_if_needed()
    before = _box(figure)
    figure.tap()
    card = page.locator(".origin:target")
    card.wait_for(state="visible")
    assert page.locator(".origin:visible").count() == 1
    assert "编号" in card.inner_text()
    height = page.viewport_size["height"] if page.viewport_size else 0
    assert _box(card)["y"] + _box(card)["height"] == pytest.approx(height, abs=1)
    assert _box(figure)["y"] == pytest.approx(before["y"], abs=1)
    close = card.locator(".close")
    assert min(_box(close)["width"], _box(close)["height"]) >= 44  # as large as a finger (WCAG 2.2, 2.5.5)
    close.tap()
    card.wait_for(state="hidden")
    assert _box(figure)["y"] == pytest.approx(before["y"], abs=1)


def test_all_cards_are_seen_when_their_heading_is_followed(page: Page) -> None:
    assert page.locator(".origin:visible").count() == 0
    page.locator("#origins h2 a").tap()
    assert page.locator(".origin:visible").count() == page.locator(".origin").count() > 50


def test_nothing_is_wider_than_the_screen_and_wide_tables_scroll(page: Page) -> None:
    narrow = page.viewport_size == {"width": 390, "height": 844}
    sheet = _box(page.locator("#sheet"))
    assert sheet["x"] >= 0
    assert sheet["x"] + sheet["width"] <= (390 if narrow else 1280)
    widths = {count: _box(page.locator(f"table[style='--columns:{count}']").first)["width"] for count in (3, 4)}
    inside = _box(page.locator(".scroll").first)["width"]
    assert widths[3] <= inside + 1
    assert (widths[4] > inside + 1) is narrow  # just below and just above


def test_a_tapped_picture_is_shown_in_its_full_size(page: Page) -> None:
    picture = page.locator("figure img").first
    picture.scroll_into_view_if_needed()
    picture.tap()
    page.locator("figure:target").wait_for()
    assert _box(picture)["width"] == pytest.approx(590, abs=1)


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
