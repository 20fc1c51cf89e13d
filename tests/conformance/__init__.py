"""Word files, good and spoilt."""
