"""What words claim of figures: the words, how a sentence is read for them, and what is said of the outcome."""
