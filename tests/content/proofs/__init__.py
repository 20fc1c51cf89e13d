"""Tests of `briefing.content.proofs`."""
