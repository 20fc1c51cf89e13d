"""Promises of the bundle room."""
