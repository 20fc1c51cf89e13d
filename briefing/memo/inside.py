"""Looking into a Word file without changing it: its parts, and what it is called."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from lxml import etree

from briefing.errors import BriefingError, Place, Problem

MAX_BYTES = 256 * 1024 * 1024
"""What the parts of a Word file may hold together, unpacked."""

Element = Any  # lxml has no types of its own
Parts = zipfile.ZipFile

_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_DEFECTS = (
    zipfile.BadZipFile,
    NotImplementedError,
    EOFError,
    ValueError,
    RuntimeError,
    KeyError,
    OSError,
    zlib.error,
    etree.XMLSyntaxError,
)


@contextmanager
def opened(word: bytes, file: str) -> Iterator[Parts]:
    """The parts of a Word file; BriefingError where reading them fails. `file` is for messages."""
    try:
        with zipfile.ZipFile(io.BytesIO(word)) as parts:
            if sum(entry.file_size for entry in parts.infolist()) > MAX_BYTES:
                raise ValueError("too large")
            yield parts
    except _DEFECTS as error:
        hint = "请用 Word 或 WPS 打开后另存，或重新生成。"
        raise BriefingError(Problem("Word 文件已损坏，不能读取。", Place(file), hint)) from error


def root(parts: Parts, name: str) -> Element:
    """The root of a part; ValueError if it has a DOCTYPE (entities may read files or explode)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    found = etree.fromstring(parts.read(name), parser)
    if found.getroottree().docinfo.doctype:
        raise ValueError("DOCTYPE")
    return found


def title(word: bytes) -> str:
    """The title in the properties of a Word file; "" for one without, and for any other file."""
    try:
        with opened(word, "") as parts:
            return " ".join((root(parts, _CORE).findtext(_TITLE) or "").split())
    except BriefingError:
        return ""
