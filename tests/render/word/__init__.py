"""The Word writer and its shells."""
