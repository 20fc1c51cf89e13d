"""What holds for every test: examples are tried without a time limit, as no promise here is about time."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
