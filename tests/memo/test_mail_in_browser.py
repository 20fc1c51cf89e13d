"""The HTML of a mail in a real browser: whole on a wide window, a telephone and a printed sheet; nothing is fetched."""

from __future__ import annotations

import base64
import datetime
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fast_mail_parser import parse_email

from briefing.memo.briefings import open_bundles
from briefing.memo.mail.addresses import Address
from briefing.memo.mail.message import MailDraft, mail
from tests.browser import CHROMIUM, browser
from tests.memo.folders import bundle
from tests.memo.wordfile import paragraph, picture, word_file

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["browser"]

PAPER = 718
"""Pixels between the margins of a sheet of A4, 10 mm each."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (Debian: apt-get install chromium)"),
]


def _page(folder: Path) -> str:
    """The page of a mail with a chart of 156 mm, its pictures put in where mail programs put them."""
    from PIL import Image

    png = io.BytesIO()
    Image.new("RGB", (1200, 450), "navy").save(png, "PNG")
    word = word_file(picture("i1", "甲", 156, 59), paragraph("图1　甲", "a7"), media={"i1": png.getvalue()})
    finding = [[{"text": "平均办理环节减少8.27个，压减73.81%（推算由约11.20个减至约2.93个）。" * 3, "ref": None}]]
    opened = open_bundles([bundle(folder, "武汉市、三门峡市政务服务情况比较", word=word, findings=finding)])
    draft = MailDraft((Address("张三", "a@b.cn"),), "报送简报", datetime.date(2026, 11, 22))
    found = parse_email(mail(draft, opened, lambda problem: None))
    page = found.text_html[0]
    for item in found.attachments:
        if item.content_id:
            data = base64.b64encode(item.content).decode()
            page = page.replace(f"cid:{item.content_id}", f"data:{item.mimetype};base64,{data}")
    return page


@pytest.mark.parametrize("width", [1200, PAPER, 375])
def test_a_mail_is_whole_at_every_width_and_fetches_nothing(browser: Browser, tmp_path: Path, width: int) -> None:
    (tmp_path / "mail.html").write_text(_page(tmp_path), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 800})
    asked: list[str] = []
    page.on("request", lambda request: request.url.startswith(("data:", "file:")) or asked.append(request.url))
    page.goto((tmp_path / "mail.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("[...document.images].map((image) => image.naturalWidth)") == [1200]
    shown = page.evaluate("(({width, height}) => [width, height])(document.images[0].getBoundingClientRect())")
    assert shown[0] == pytest.approx(min(590, width - 32), abs=1)
    assert shown[0] / shown[1] == pytest.approx(1200 / 450, rel=0.02)
    assert asked == []
    page.close()
