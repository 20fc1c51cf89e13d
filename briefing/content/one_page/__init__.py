"""A briefing of one page: what goes into it, and what has room there."""
