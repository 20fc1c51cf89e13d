"""Writes a built-in shell: `python -m briefing.render.word.make_shell templates/bulletin/shell.docx`.

A shell is data that people edit in Word; this script is where the built-in one comes from. The default file of a
library or of Word would bring theme fonts, blue headings and somebody's name along. It also changes the fonts of a
shell without Word: `python -m briefing.render.word.make_shell NEW.docx --of OLD.docx --body 仿宋_GB2312`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from briefing.errors import BriefingError
from briefing.ooxml.markup import paragraph, run
from briefing.ooxml.package import HEADER
from briefing.ooxml.xml import NAMESPACES
from briefing.ooxml.zipped import pack
from briefing.render.word.shell import builtin_parts
from briefing.render.word.shell.builtin_styles import Fonts, Style, styles_xml
from briefing.render.word.shell.change_fonts import with_fonts

_OFFICE = NAMESPACES["r"]
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


Part = tuple[str, str, str, str]
"""A part: its name below word/, the last word of its relationship, its content type, its content."""


def shell(fonts: Fonts | None = None) -> bytes:
    """Return the shell of a 简报 in these fonts, as a Word file."""
    return made(builtin_parts.document_xml(), fonts or Fonts())


def plain_shell(*, landscape: bool = False) -> bytes:
    """Return a shell with nothing but the title above the text, as a Word file; its pages may lie on their side."""
    title, body = builtin_parts.LETTERHEAD[-2:]
    text = "".join(paragraph(style, run(words)) for style, words in (title, body))
    page = builtin_parts.LANDSCAPE_PAGE if landscape else builtin_parts.PAGE
    return made(builtin_parts.text_xml(text, builtin_parts.FOOTERS + page), Fonts())


def header_part(name: str, content: str) -> Part:
    """Return a part that is a header."""
    return name, "header", f"{_WORD}.header+xml", content


def footer_part(name: str, content: str) -> Part:
    """Return a part that is a footer."""
    return name, "footer", f"{_WORD}.footer+xml", content


def made(document: str, fonts: Fonts, styles: Sequence[Style] = (), more: Sequence[Part] = ()) -> bytes:
    """Return a shell with the text `document` and the footers of a 简报, as a Word file.

    `styles` are its own beside those of every shell; the relationships of the parts `more` are rId8, rId9 …
    """
    parts: tuple[Part, ...] = (
        ("document", "officeDocument", f"{_WORD}.document.main+xml", document),
        ("styles", "styles", f"{_WORD}.styles+xml", styles_xml(fonts, styles)),
        ("numbering", "numbering", f"{_WORD}.numbering+xml", builtin_parts.numbering_xml()),
        ("settings", "settings", f"{_WORD}.settings+xml", builtin_parts.settings_xml()),
        ("fontTable", "fontTable", f"{_WORD}.fontTable+xml", builtin_parts.fonts_xml(fonts)),
        footer_part("footer1", builtin_parts.footer_xml("FooterOdd")),
        footer_part("footer2", builtin_parts.footer_xml("FooterEven")),
        (
            "theme/theme1",
            "theme",
            "application/vnd.openxmlformats-officedocument.theme+xml",
            builtin_parts.theme_xml(fonts),
        ),
        *more,
    )
    main, *others = parts
    types = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, _, kind, _ in parts)
    contents = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relationships([(main[1], "word/document.xml")]),
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


_USES = {"body": "正文", "sub": "二级标题", "head": "一级标题、表头", "page": "页码", "title": "标题、报头"}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m briefing.render.word.make_shell", description="写出版式文件。")
    parser.add_argument("target", type=Path, metavar="OUT", help="写到哪里")
    parser.add_argument("--of", type=Path, metavar="FILE", help="以这个版式文件为底，只换字体；不写则用内置的")
    for field in fields(Fonts):
        parser.add_argument(f"--{field.name}", metavar="字体", help=f"{_USES[field.name]}的字体（{field.default}）")
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Write the shell that the command line asks for; return 1, with what is wrong on stderr, if it cannot be."""
    asked = _parser().parse_args(arguments)
    fonts = {name: font for name in _USES if (font := getattr(asked, name)) is not None}
    try:
        base = asked.of.read_bytes() if asked.of else shell()
        made = with_fonts(base, fonts, str(asked.of or "shell.docx")) if fonts or asked.of else base
    except (BriefingError, OSError) as error:
        print(error if isinstance(error, BriefingError) else f"读不了 {asked.of}。", file=sys.stderr)
        return 1
    asked.target.parent.mkdir(parents=True, exist_ok=True)
    asked.target.write_bytes(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
