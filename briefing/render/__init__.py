"""A document as files: Word, Markdown, HTML, PDF and pictures, as the table in `model/formats.py` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from briefing.model.formats import FORMATS
from briefing.render.material import Material

__all__ = ["Material", "write"]


def write(formats: Iterable[str], material: Material) -> dict[str, bytes]:
    """Return the files of the formats, by relative path with “/”; the same material gives the same bytes.

    BriefingError if one cannot be written.
    """
    files: dict[str, bytes] = {}
    for name in formats:
        writer: Callable[[Material], dict[str, bytes]] = import_module(FORMATS[name].writer).write
        files |= writer(material)
    return files
