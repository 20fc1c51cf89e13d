"""Promises of the preview."""
