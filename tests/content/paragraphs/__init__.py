"""Tests of `briefing.content.paragraphs`."""
