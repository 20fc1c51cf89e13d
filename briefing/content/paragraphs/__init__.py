"""The sentences and paragraphs of a briefing, and what its themes say."""
