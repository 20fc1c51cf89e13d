"""Templates parsed and compiled once: what of them is the same in every rendering."""

from __future__ import annotations

from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, nodes
from jinja2.bccache import Bucket

from briefing.templating.budget import check_size, readable

KEPT = 64
"""Template files that are kept parsed, and as code; a briefing has about ten. Reading them takes half of its time."""
SYNTAX: Any = {"trim_blocks": True, "lstrip_blocks": True, "keep_trailing_newline": True}


@lru_cache(maxsize=KEPT)
def parsed(source: str, name: str | None, filename: str | None) -> nodes.Template:
    """Return the tree of a template; Mistake where it is too large, TemplateSyntaxError."""
    with readable(filename):
        tree = Environment(**SYNTAX).parse(source, name, filename)
    check_size(tree, filename)
    return tree


class CodeCache(BytecodeCache):
    """The code of the template files that were rendered last, which all sandboxes share."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code that is kept of a template into the bucket, None where there is none."""
        bucket.code = self._kept.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        if len(self._kept) >= KEPT:
            self._kept.clear()
        self._kept[bucket.key, bucket.checksum] = bucket.code


CODE = CodeCache()
