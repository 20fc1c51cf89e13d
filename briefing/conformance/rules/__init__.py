"""The rules, one small function each; `table.py` is the list of them all."""
