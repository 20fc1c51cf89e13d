"""WordprocessingML as text: the few forms that the blocks are made of.

Strings are some twenty times faster than an object for each element, and read like what stands in the file.
"""

from __future__ import annotations

import re

from briefing.ooxml.length import Length

UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What an XML file cannot hold: control characters, halves of surrogate pairs, non-characters."""

_BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>"}


_FOOT = 'w:vSpace="280" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"'


def escape(text: str) -> str:
    """`text` as it stands between tags or in a double-quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def run(text: str, style: str = "") -> str:
    """Return a run in the character style with this id (“”: as the paragraph); "\\n" breaks the line."""
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    pieces = re.split("([\t\n])", text)
    content = "".join(_BREAKS.get(piece) or _text(piece) for piece in pieces if piece)
    return f"<w:r>{properties}{content}</w:r>" if content else ""


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if text[0] == " " or text[-1] == " " else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def paragraph(
    style: str,
    content: str,
    *,
    keep: bool = False,
    new_page: bool = False,
    number: int | None = None,
    level: int = 0,
    right: Length | None = None,
    foot: Length | None = None,
) -> str:
    """Return a paragraph in the style with the id `style`.

    `keep`: it stays on the page of what follows; `new_page`: it starts a page; `number`: the id of the list that
    counts it, at `level` from 0, None for that of its style; `right`: its indent from the right, likewise;
    `foot`: as wide as this at the foot of the page that the paragraph after it stands on, None in its place.
    """
    properties = (
        f'<w:pStyle w:val="{style}"/>',
        "<w:keepNext/>" if keep else "",
        "<w:pageBreakBefore/>" if new_page else "",
        "" if foot is None else f'<w:framePr w:w="{foot.twips}" {_FOOT}/>',
        "" if number is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>',
        "" if right is None else f'<w:ind w:right="{right.twips}"/>',
    )
    return f"<w:p><w:pPr>{''.join(properties)}</w:pPr>{content}</w:p>"


def field(code: str, result: str, style: str = "") -> str:
    """Return a field with its result already in it: WPS shows a field as it is stored and never asks to update."""
    return field_start(code) + run(result, style) + FIELD_END


def field_start(code: str) -> str:
    """Return what stands before the result of a field; the result may go over several paragraphs."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )


FIELD_END = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
"""What stands after the result of a field."""


def bookmark(name: str, number: int, content: str) -> str:
    """`content` under a name that fields and links can point to; `number` is unique in the file."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def link(target: str, content: str) -> str:
    """`content` as a link to the bookmark `target`."""
    return f'<w:hyperlink w:anchor="{target}" w:history="1">{content}</w:hyperlink>'
