"""The preview: a briefing as a page on this machine that follows its data and templates. Standard library alone."""
