"""A document as a file: Markdown, Word, PDF."""
