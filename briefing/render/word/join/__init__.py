"""Several Word files as one."""

from briefing.render.word.join.joining import Joined, join, problems_of

__all__ = ["Joined", "join", "problems_of"]
