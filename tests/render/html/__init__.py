"""Promises of the HTML writer."""
