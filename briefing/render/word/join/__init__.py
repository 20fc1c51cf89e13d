"""Several Word files as one."""

from briefing.render.word.join.joining import Joined, join
from briefing.render.word.join.refusals import problems_of

__all__ = ["Joined", "join", "problems_of"]
