"""Pictures as a camera or a screen makes them, made up."""

from __future__ import annotations

import io

from PIL import Image


def _picture(width: int, height: int) -> Image.Image:
    """A picture whose left half is red."""
    made = Image.new("RGB", (width, height), "blue")
    made.paste("red", (0, 0, width // 2, height))
    return made


def png(width: int, height: int) -> bytes:
    """A PNG file of that size."""
    out = io.BytesIO()
    _picture(width, height).save(out, "PNG")
    return out.getvalue()


def jpeg(width: int, height: int, *, orientation: int = 1, maker: str = "甲相机") -> bytes:
    """A JPEG file of that size, with what a camera writes into it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = maker
    out = io.BytesIO()
    _picture(width, height).save(out, "JPEG", exif=exif)
    return out.getvalue()
