"""Tests of `briefing.content.tables`."""
