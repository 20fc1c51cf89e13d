"""The forms that a briefing can take; a module of its own, since the command line wants nothing more to start."""

FORMATS = ("docx", "md")
"""What is made unless something else is asked for."""

ALL_FORMATS = (*FORMATS, "pdf")
"""What may be asked for; "svg" besides adds vector pictures to Markdown's."""
