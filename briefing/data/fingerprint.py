"""What a briefing was made from, as a short sum that tells whether any of it has changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from briefing.text.files import read_file

LENGTH = 16
"""Hexadecimal digits: enough to tell versions of files apart; nothing is kept from forgery by it."""


def fingerprint(files: Mapping[str, Path]) -> str:
    """SHA-256 over the names and bytes of `files`, cut to `LENGTH`; where the files lie makes no difference."""
    found = hashlib.sha256()
    for name, path in sorted(files.items()):
        data = read_file(path)
        found.update(f"{name}\0{len(data)}\0".encode() + data)
    return found.hexdigest()[:LENGTH]
