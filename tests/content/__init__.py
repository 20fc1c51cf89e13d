"""The composing room: templates, audit, references, and the built-in template on the built-in data."""
