"""Promises about the built-in data."""
