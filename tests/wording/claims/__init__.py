"""Tests of `briefing.wording.claims`."""
