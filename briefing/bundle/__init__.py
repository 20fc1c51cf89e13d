"""The bundle: one folder for each briefing, written whole or not at all. The only room that writes output folders."""
