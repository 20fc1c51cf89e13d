"""Tests of `briefing.content.one_page`."""
