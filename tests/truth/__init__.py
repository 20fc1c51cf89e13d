"""An independent verification: made-up libraries with known truth, and a reader that finds every claim again."""
