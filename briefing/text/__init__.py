"""Text and files without a domain: what every room above may need to read, write or show, whatever it is about."""
