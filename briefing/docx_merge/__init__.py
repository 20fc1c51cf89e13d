"""Several Word files as one."""

from briefing.docx_merge.merge import Joined, join, problems_of

__all__ = ["Joined", "join", "problems_of"]
