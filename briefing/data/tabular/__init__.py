"""Workbooks, CSV files and databases as data of a workspace, beside YAML files or instead of them."""
