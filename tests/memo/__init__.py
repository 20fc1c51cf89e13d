"""Promises of the memo room."""
