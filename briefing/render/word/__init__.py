"""The Word writer, and the script that makes the built-in shells."""

from __future__ import annotations

from briefing.render.material import Material


def write(material: Material) -> dict[str, bytes]:
    """Return the Word file by its name."""
    return {f"{material.name}.docx": material.word}
