"""Write the shell of a one-page briefing: `python -m docs.make_compact templates/onepager/shell.docx`.

It is the built-in shell with smaller type, margins and spaces; whatever else changes there changes here, too.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.ooxml.xml import Element, W, attribute, child, parse, serialise
from briefing.ooxml.zipped import pack, unpack
from briefing.render.word.make_shell import shell
from briefing.render.word.shell.opening import MAIN, STYLES

MARGINS = {"top": "1304", "bottom": "1134", "footer": "567"}
"""23 mm above and 20 mm below, in twips; the margins at the sides stay."""

LINES = {
    "Normal": "440", "Title": "520", "MastheadName": "240", "TableText": "240", "Source": "260", "Remark": "300",
    "FootnoteText": "240",
}  # fmt: skip
"""Distances of lines in twips (240 for a single line in styles that count so) by the id of the style."""

SIZES = {
    "Normal": "28", "Title": "36", "MastheadName": "60", "TableText": "21", "Source": "18", "Caption": "24",
    "Remark": "24",
}  # fmt: skip
"""Sizes of type in half points: 14 pt for the text."""

SPACES = {"Title": ("200", "160"), "TableCaption": ("60", "0"), "TableText": ("10", "10"), "TableNote": (None, "40"),
          "FigureNote": (None, "40"), "MastheadIssue": ("40", None)}  # fmt: skip
"""Space before and after, in twips."""


def compact() -> bytes:
    """Return the shell as a Word file."""
    parts = dict(unpack(shell()))
    styles, document = parse(parts[STYLES]), parse(parts[MAIN])
    for style in styles.iter(f"{W}style"):
        _tighten(style)
    for size in child(styles, "docDefaults").iter(f"{W}sz", f"{W}szCs"):
        size.set(f"{W}val", SIZES["Normal"])
    margins = child(document, "body/sectPr/pgMar")
    for side, length in MARGINS.items():
        margins.set(f"{W}{side}", length)
    child(document, "body/sectPr/docGrid").set(f"{W}linePitch", LINES["Normal"])
    return pack({**parts, STYLES: serialise(styles), MAIN: serialise(document)})


def _tighten(style: Element) -> None:
    """Set what the tables above say of a style."""
    id = attribute(style, "styleId")
    for size in style.iter(f"{W}sz", f"{W}szCs"):
        size.set(f"{W}val", SIZES.get(id, attribute(size, "val")))
    spacing = style.find(f"{W}pPr/{W}spacing")
    if spacing is not None:
        before, after = SPACES.get(id, (None, None))
        for name, value in (("line", LINES.get(id)), ("before", before), ("after", after)):
            if value is not None:
                spacing.set(f"{W}{name}", value)


def main() -> None:
    """Write the shell to the path that the command line names."""
    Path(sys.argv[1]).write_bytes(compact())


if __name__ == "__main__":
    main()
