"""Briefings attached to a memo that somebody else wrote."""
