"""The charts as vector pictures, for web pages and large prints."""

from __future__ import annotations

from briefing.render.material import Material


def write(material: Material) -> dict[str, bytes]:
    """Return the picture of each figure by its path; they must have been drawn as SVG, too."""
    return {
        path: material.pictures[key].svg
        for key, path in material.picture_paths("svg").items()
        if material.pictures[key].svg
    }
