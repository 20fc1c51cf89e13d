"""What a file says of itself: the properties that Word shows under 文件、信息."""

from __future__ import annotations

from briefing.errors import BriefingError
from briefing.ooxml.package import Package


def title(package: Package) -> str:
    """Return the title among the properties, in one line; "" where there is none."""
    for name in package.related("core-properties", owner=""):
        found = next((item.text or "" for item in package.tree(name).iter("{*}title")), "")
        return " ".join(found.split())
    return ""


def title_in(word: bytes) -> str:
    """Return the title of a Word file; "" for one without, and for any other file."""
    try:
        return title(Package.open(word))
    except BriefingError:
        return ""
