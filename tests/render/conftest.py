"""The workspace of the preview's promises, which may be changed."""

from __future__ import annotations

from tests.preview.conftest import cache, request_

__all__ = ["cache", "request_"]
