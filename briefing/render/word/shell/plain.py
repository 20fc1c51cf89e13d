"""The tags of a shell, if it has any but names: most have none, which is told without lxml or a template engine."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from briefing.errors import BriefingError
from briefing.ooxml.zipped import Refused, unpack
from briefing.templating.shell_tags import NAMED, ShellTags

_PART = re.compile("word/.+\\.xml")  # a header may lie in a folder of its own
_OTHERS = re.compile("word/(?:styles|numbering|settings|fontTable|webSettings)\\.xml")
_MARKUP = re.compile("<[^>]*>")
_NAMES = re.compile(rf"\{{\{{\s*(?:{NAMED})\s*\}}\}}")
_BODY = re.compile(r"\{\{p\s+body\s*\}\}")


def tags_of(data: bytes, file: str, parameters: Iterable[str]) -> ShellTags | None:
    """Return the tags of the shell in the bytes of a Word file; None where they are names alone, which are filled.

    `parameters` are the names of those of its template. BriefingError with everything wrong with the shell or its tags.
    """
    if is_plain(data):
        return None
    from briefing.render.word.shell.opening import open_shell  # noqa: PLC0415 - lxml only where a shell has such tags
    from briefing.render.word.shell.tag_reading import read_tags  # noqa: PLC0415 - as above

    tags, problems = read_tags(open_shell(data, file), parameters)
    if problems or not tags:
        raise BriefingError(problems)
    return tags


def is_plain(data: bytes) -> bool:
    """Return whether a shell has a place for the body and no tags but names; also for what is no Word file."""
    try:
        parts = unpack(data)
    except Refused:
        return True
    texts = [
        unescape(_MARKUP.sub("", content.decode(errors="replace")))
        for name, content in parts.items()
        if _PART.fullmatch(name) and not _OTHERS.fullmatch(name)
    ]
    rest = _NAMES.sub("", "\n".join(texts))
    return bool(_BODY.search(rest)) and not re.search("[{}｛｝]", _BODY.sub("", rest))
