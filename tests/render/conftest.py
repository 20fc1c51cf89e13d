"""The workspace of the preview's promises, which may be changed, and the built-in one, which is only read."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from briefing.model.request import Request
from tests.preview.conftest import ROOT, cache, request_

__all__ = ["cache", "request_"]


@pytest.fixture(scope="session")
def builtin_request(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Request:
    """The same briefing from the built-in workspace, for tests that make it once and look at it many times."""
    return Request(
        workspace=ROOT,
        builtin=ROOT,
        out=tmp_path_factory.mktemp("out"),
        date=datetime.date(2026, 11, 22),
        cities=("武汉", "三门峡"),
        themes=("政务服务",),
        cache=cache,
    )
