"""Tests of `briefing.content.asked`."""
