"""The workspace of the preview's promises, which may be changed, and the built-in one, which is only read."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefing.model.request import Request
from tests.preview.conftest import ROOT, cache, request_

__all__ = ["cache", "request_"]


@pytest.fixture(scope="session")
def builtin_request(cache: Path) -> Request:
    """The same briefing from the built-in workspace, for tests that make it once and look at it many times."""
    return Request(
        roots=(ROOT / "templates",),
        date=datetime.date(2026, 11, 22),
        cities=("武汉", "三门峡"),
        themes=("政务服务",),
        settings={"推算": "全"},
        cache=cache,
    )
