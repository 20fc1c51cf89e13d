"""The promises of the loader."""
