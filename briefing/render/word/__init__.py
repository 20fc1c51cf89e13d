"""The Word writer, and the script that makes the built-in shells."""
