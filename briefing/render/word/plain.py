"""Whether a shell has tags beyond names, told without reading it: most have none, and need no template engine."""

from __future__ import annotations

import re
from html import unescape

from briefing.ooxml.zipped import Refused, unpack
from briefing.templating.shell_tags import NAMED

_PART = re.compile("word/[^/]+\\.xml")
_OTHERS = re.compile("word/(?:styles|numbering|settings|fontTable|webSettings)\\.xml")
_MARKUP = re.compile("<[^>]*>")
_NAMES = re.compile(rf"\{{\{{\s*(?:{NAMED})\s*\}}\}}")
_BODY = re.compile(r"\{\{p\s+body\s*\}\}")


def is_plain(data: bytes) -> bool:
    """Whether the shell has the place of a body and, beside it, no tag but names; so, too, what is no shell at all."""
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
