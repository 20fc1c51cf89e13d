"""The page in a real browser: it follows its files, tells where figures come from, and loads nothing from elsewhere."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.shared import RGBColor

from tests.browser import CHROMIUM, browser
from tests.preview.conftest import Preview

__all__ = ["browser"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SOON = 5000
"""Milliseconds within which a saved change must be seen; it takes about half a second."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"),
]


WIDE = (1200, 900)
ANY_WIDTH = pytest.mark.parametrize("page", [WIDE, (400, 800)], ids=["desktop", "narrow"], indirect=True)


@pytest.fixture
def page(browser: Browser, preview: Preview, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The preview, opened; a word in the console or a request to elsewhere is an error."""
    width, height = getattr(request, "param", WIDE)
    page = browser.new_page(viewport={"width": width, "height": height})
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda asked: asked.url.startswith((preview.server.address, "data:")) or said.append(asked.url))
    page.set_default_timeout(SOON)
    page.goto(preview.server.address)
    yield page
    page.close()
    assert not said


def _sees(page: Page, selector: str, text: str) -> None:
    page.locator(selector).filter(has_text=text).first.wait_for(state="visible")


@ANY_WIDTH
def test_the_briefing_is_shown_with_its_charts_and_does_not_scroll_sideways(page: Page) -> None:
    assert page.title() == "武汉市、三门峡市政务服务情况比较 - 预览"
    _sees(page, "h1", "武汉市、三门峡市")
    _sees(page, "#status", "保存文件后自动更新")
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth > 100)")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@ANY_WIDTH
def test_a_saved_template_is_seen_where_one_was_reading(page: Page, preview: Preview) -> None:
    page.evaluate("scrollTo(0, 700)")
    reading = page.locator("#sheet .fact").nth(10)
    before = reading.bounding_box()
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    _sees(page, "h2", "新加的一节")
    _sees(page, "#status", "已更新")
    after = reading.bounding_box()
    assert before and after
    assert abs(before["y"] - after["y"]) < 1.0


def test_an_error_is_shown_above_the_last_good_version_and_cleared(page: Page, preview: Preview) -> None:
    good = preview.body.read_text()
    preview.body.write_text(good + "\n{{ briefing.nonsense }}\n")
    _sees(page, "#problems h2", "下面仍是出错之前的版本")
    _sees(page, "#problems code", f"body.md.j2 第 {len(good.splitlines()) + 2} 行")
    _sees(page, "#status", "有 1 处错误")
    _sees(page, "h1", "武汉市、三门峡市")
    preview.body.write_text(good)
    page.locator("#problems").wait_for(state="hidden")
    _sees(page, "#status", "已更新")


@ANY_WIDTH
def test_a_saved_shell_is_seen_in_its_own_words_and_colour(page: Page, preview: Preview) -> None:
    masthead = page.locator("#sheet .masthead span span")
    assert masthead.first.evaluate("(piece) => getComputedStyle(piece).color") != "rgb(0, 0, 160)"
    path = preview.body.with_name("shell.docx")
    shell = Document(str(path))
    [run] = [run for item in shell.paragraphs for run in item.runs if run.text == "{{ name }}"]
    run.text, run.font.color.rgb = "江岸 {{ name }}", RGBColor(0, 0, 160)
    shell.add_paragraph("联系：{{ office }}")
    shell.save(str(path))
    _sees(page, "#sheet .masthead", "江岸 营商环境工作简报")
    assert masthead.first.evaluate("(piece) => getComputedStyle(piece).color") == "rgb(0, 0, 160)"
    _sees(page, "#sheet p.shell", "联系：市优化营商环境工作领导小组办公室")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@ANY_WIDTH
def test_a_figure_under_the_mouse_tells_where_it_comes_from(page: Page) -> None:
    fact = page.locator(".fact", has_text="400余项").first
    tip = page.locator("#tip")
    assert tip.is_hidden()
    fact.hover()
    text = tip.inner_text()
    for word in ("400余项", "武汉市", "指标", "时期", "《对标先进 打造一流营商环境》", "段", "限定词", "wuhan.yaml 第"):
        assert word in text
    tip.hover()  # what appears may be read with the mouse on it (WCAG 2.2, 1.4.13)
    page.wait_for_timeout(400)
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= page.viewport_size["width"]  # type: ignore[index]
    page.mouse.move(1, 1)
    tip.wait_for(state="hidden")


def test_a_figure_reached_by_keyboard_tells_it_too(page: Page) -> None:
    link = page.locator("#sheet .fact button").first
    page.locator("#tools a").last.focus()
    page.keyboard.press("Tab")
    assert link.evaluate("(fact) => fact === document.activeElement")
    assert page.locator("#tip").is_visible()
    described = page.locator(f"#{link.get_attribute('aria-describedby')}")
    assert described.inner_text() == page.locator("#tip").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#tip").is_hidden()
    assert link.evaluate("(fact) => fact === document.activeElement")


def test_a_computed_figure_tells_its_formula(page: Page) -> None:
    computed = page.locator(".origin", has=page.locator("dt", has_text="依据")).evaluate_all(
        "all => all.map(x => x.id)"
    )
    page.locator("#图1 summary").click()  # the figures of a chart are folded
    page.locator(", ".join(f".fact:visible:has([popovertarget='{id}'])" for id in computed)).first.hover()
    text = page.locator("#tip").inner_text()
    for word in ("推算，来源中没有这个数", "公式", "依据", "编号 wuhan."):
        assert word in text


def test_the_focus_stays_where_it_was_when_the_page_changes(page: Page, preview: Preview) -> None:
    page.locator("#sheet .fact button").nth(3).focus()
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    _sees(page, "h2", "新加的一节")
    assert page.locator("#sheet .fact button").nth(3).evaluate("(fact) => fact === document.activeElement")


def test_the_data_of_a_chart_are_at_hand_and_stay_unfolded(page: Page, preview: Preview) -> None:
    page.locator("#图1 summary").click()
    _sees(page, "#图1 details li", "改革前")
    preview.body.write_text(preview.body.read_text() + "\n# 新加的一节\n")
    _sees(page, "h2", "新加的一节")
    _sees(page, "#图1 details li", "改革前")


@pytest.mark.parametrize(
    ("link", "ending", "member"),
    [("Word", ".docx", "word/document.xml"), ("Markdown", ".zip", "charts/01.png"), ("HTML", ".html", "")],
)
def test_the_links_download_the_files(page: Page, tmp_path: Path, link: str, ending: str, member: str) -> None:
    with page.expect_download() as download:
        page.get_by_role("link", name=f"下载 {link}").click()
    assert download.value.suggested_filename == f"武汉市、三门峡市政务服务情况比较{ending}"
    download.value.save_as(tmp_path / "file")
    if member:
        assert member in zipfile.ZipFile(tmp_path / "file").namelist()
    else:
        assert (tmp_path / "file").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_preview_that_has_ended_says_so(browser: Browser, preview: Preview) -> None:
    page = browser.new_page()
    page.goto(preview.server.address)
    page.route("**/changes?**", lambda route: route.abort())
    preview.body.write_text(preview.body.read_text() + "\n")  # ends the question that is waiting
    page.locator("#status").filter(has_text="请重新运行 briefing preview").wait_for(timeout=SOON)
    page.close()
