"""Tests of `briefing.content.standings`."""
