"""The command line: the only room that reads clock, environment and arguments, prints, and exits."""

from briefing.cli.app import main

__all__ = ["main"]
