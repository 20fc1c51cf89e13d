"""Tests of `briefing.content.figures`."""
