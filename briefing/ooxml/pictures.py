"""What cameras, telephones and editors write into pictures beside the picture: taken out, with no dot changed.

JPEG: ISO/IEC 10918-1, Exif 2.3 (CIPA DC-008). PNG: the W3C's specification, third edition.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_SCAN = 0xDA
"""The marker behind which a JPEG holds nothing but its dots."""
_ALONE = (0x01, *range(0xD0, 0xD9))
"""Markers without a segment."""
_TOLD = (0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE)
"""Exif and XMP, what makers of cameras and editors add, remarks; E0 and EE say how the dots are meant, E2 often."""
_PROFILE = b"ICC_PROFILE\0"
_PNG_TOLD = (b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"dSIG")
_ORIENTATION = 0x0112


def without_remarks(data: bytes) -> bytes:
    """Return the picture without what is said of it; the same bytes if that is nothing, or it is no sound PNG or JPEG.

    How a camera was held stays: without it, some programs show the picture on its side.
    """
    try:
        if data.startswith(_PNG):
            return _PNG + b"".join(chunk for kind, chunk in _chunks(data) if kind not in _PNG_TOLD)
        return _jpeg(data) if data.startswith(_JPEG) else data
    except (struct.error, ValueError):
        return data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        yield kind, data[at:end]
        at = len(data) if kind == b"IEND" else end  # what is appended to a picture is none of it


def _jpeg(data: bytes) -> bytes:
    kept, at = [_JPEG], len(_JPEG)
    while True:
        fill, kind = struct.unpack_from("BB", data, at)
        if fill != 0xFF:
            raise ValueError
        if kind in (0xFF, *_ALONE):  # a segment may be filled up before it begins
            kept.append(data[at : at + 1 + (kind != 0xFF)])
            at += 1 + (kind != 0xFF)
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if kind == _SCAN:
            return b"".join((*kept, data[at:]))
        segment = data[at:end]
        turned = _orientation(segment) if kind == 0xE1 else 1
        if kind not in _TOLD and (kind != 0xE2 or segment[4:].startswith(_PROFILE)):
            kept.append(segment)
        elif turned != 1:
            kept.append(_exif(turned))
        at = end


def _orientation(segment: bytes) -> int:
    """Return how the camera was held, 1 to 8, as an Exif segment has it; 1, upright, where it does not say."""
    tiff = segment[10:]
    if segment[4:10] != b"Exif\0\0" or tiff[:2] not in (b"II", b"MM"):
        return 1
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, first)
    for number in range(count):
        tag, _, _, turned = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
        if tag == _ORIENTATION and turned in range(1, 9):
            return int(turned)
    return 1


def _exif(turned: int) -> bytes:
    """Return an Exif segment that says nothing but how the camera was held."""
    tiff = b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, turned, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff
