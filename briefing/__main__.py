"""`python -m briefing`, for where the command is not on the search path."""

from briefing.cli import main

main()
