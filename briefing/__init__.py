"""briefing: structured facts about cities in, finished Chinese briefings out."""
