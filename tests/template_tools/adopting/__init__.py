"""Offices' own Word files made into templates."""
