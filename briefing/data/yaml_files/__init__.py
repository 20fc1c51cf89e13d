"""YAML files as data of a workspace: read, checked, and written."""
