"""How figures and findings read."""
