"""Data read, checked and chosen: YAML files, place names, units, the rules of a sound library, selection."""
