"""Writes a built-in shell: `python -m briefing.render.word.make_shell templates/bulletin/shell.docx`.

A shell is data that people edit in Word; this script is where the built-in one comes from. The default file of a
library or of Word would bring theme fonts, blue headings and somebody's name along.
"""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.render.word import shell_parts
from briefing.render.word.markup import NAMESPACES
from briefing.render.word.package import HEADER, pack
from briefing.render.word.shell_styles import Fonts, styles_xml

_OFFICE = NAMESPACES["r"]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def shell(fonts: Fonts | None = None) -> bytes:
    """The shell of a 简报 in these fonts, as a Word file."""
    fonts = fonts or Fonts()
    parts = (  # name, last word of its relationship, content type, content
        ("document", "officeDocument", f"{_WORD}.document.main+xml", shell_parts.document_xml()),
        ("styles", "styles", f"{_WORD}.styles+xml", styles_xml(fonts)),
        ("numbering", "numbering", f"{_WORD}.numbering+xml", shell_parts.numbering_xml()),
        ("settings", "settings", f"{_WORD}.settings+xml", shell_parts.settings_xml()),
        ("fontTable", "fontTable", f"{_WORD}.fontTable+xml", shell_parts.fonts_xml(fonts)),
        ("footer1", "footer", f"{_WORD}.footer+xml", shell_parts.footer_xml("FooterOdd")),
        ("footer2", "footer", f"{_WORD}.footer+xml", shell_parts.footer_xml("FooterEven")),
        (
            "theme/theme1",
            "theme",
            "application/vnd.openxmlformats-officedocument.theme+xml",
            shell_parts.theme_xml(fonts),
        ),
    )
    document, *others = parts
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, _, kind, _ in parts)
    contents = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relationships([(document[1], "word/document.xml")]),
        "word/_rels/document.xml.rels": _relationships([(relation, f"{name}.xml") for name, relation, *_ in others]),
        **{f"word/{name}.xml": content for name, _, _, content in parts},
    }
    return pack({name: (HEADER + content).encode() for name, content in contents.items()})


def _relationships(targets: list[tuple[str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{relation}" Target="{target}"/>'
        for number, (relation, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def main() -> None:
    """Writes the shell to the path that the command line names."""
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(shell())


if __name__ == "__main__":
    main()
