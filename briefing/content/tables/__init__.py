"""The tables of a briefing."""
