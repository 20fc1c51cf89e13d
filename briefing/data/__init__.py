"""Data read, checked and chosen: YAML files, place names, units, the rules that a library keeps to, what was asked for."""
