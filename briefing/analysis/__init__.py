"""Numbers in, numbers out: what the selected facts establish together. No words are made here."""
