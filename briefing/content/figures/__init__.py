"""The figures of a briefing: which charts a theme or a city has, and what is drawn in them."""
