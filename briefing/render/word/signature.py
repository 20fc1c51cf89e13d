"""What ends a letter: 附件说明, 署名 and 成文日期 (GB/T 9704—2012, 7.3.4 and 7.3.5)."""

from __future__ import annotations

import re

from briefing.model.document import Attachments, Signature
from briefing.ooxml.length import Length, Twips
from briefing.render.word.shell.builtin_styles import TWO_CHARACTERS
from briefing.render.word.shell.style_names import StyleName
from briefing.render.word.writing_context import WritingContext
from briefing.text.line_breaks import balanced_lines

CHARACTER = Twips(TWO_CHARACTERS.twips // 2)
"""The width of a character of the body."""

SEALED_BLANK = 4 * CHARACTER
"""What stands free behind a date that a seal goes over (7.3.5.1)."""

WIDE = "“”‘’—…·"
"""Signs that stand among the narrow ones and that the Chinese font draws."""

_MEETING = re.compile("(?<=[㐀-鿿])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[㐀-鿿])")
SHORT, LONG = (StyleName.ANNEX_NOTE, StyleName.ANNEX_ITEM), (StyleName.ANNEX_NOTE_WIDE, StyleName.ANNEX_ITEM_WIDE)
"""The styles of the first name and of the others, in a list with numbers of one digit and of two."""

_FIRST, _TEN = "附件：", 10


def attachments(block: Attachments, context: WritingContext) -> str:
    """Return the names one below the other: one alone bears no number, and none a full stop.

    A long list may go over to the next page; its last name stays with what follows.
    """
    if len(block.names) == 1:
        return context.paragraph(StyleName.ANNEX_NOTE_ONE, context.run(_FIRST + block.names[0]))
    kept, context.keep = context.keep, False
    first, other = LONG if len(block.names) >= _TEN else SHORT
    written = context.paragraph(first, context.run(f"{_FIRST}1.\t{block.names[0]}"))
    for number, name in enumerate(block.names[1:], start=2):
        last = number == len(block.names)
        written += context.paragraph(other, context.run(f"{number}.\t{name}"), keep=kept and last)
    return written


def signature(block: Signature, context: WritingContext) -> str:
    """Return the office and, below it, the date; how far each stands from the right depends on how long they are.

    A name that is too long for a line is broken where its sense allows.
    """
    area = context.shell.area
    most = (area.width.twips - 2 * TWO_CHARACTERS.twips * (area.columns == 1)) // CHARACTER.twips
    lines = balanced_lines(block.office, most) or (block.office,)
    longest = max(map(width, lines))
    stand = (_sealed if block.sealed else _unsealed)(longest, width(block.date))
    room = (Length(max(0, area.width - words - CHARACTER)) for words in (longest, width(block.date)))
    office, date = map(min, stand, room)
    style = StyleName.SEALED if block.sealed else StyleName.SIGNATURE
    return context.paragraph(style, context.run("\n".join(lines)), keep=True, right=office) + context.paragraph(
        StyleName.DATE, context.run(block.date), right=date
    )


def _unsealed(office: Length, date: Length) -> tuple[Length, Length]:
    """7.3.5.2: two characters free behind the longer one; the date begins two characters after the office."""
    if date > office:
        return TWO_CHARACTERS + date + TWO_CHARACTERS - office, TWO_CHARACTERS
    return TWO_CHARACTERS, office - date


def _sealed(office: Length, date: Length) -> tuple[Length, Length]:
    """7.3.5.1: the office is centred over the date; a long one moves both to the left."""
    behind = SEALED_BLANK + Twips((date - office).twips // 2)
    moved = Length(max(0, -behind))
    return behind + moved, SEALED_BLANK + moved


def width(text: str) -> Length:
    """Return the width of a text of the body, in whole twips as files give it.

    Latin letters, digits and signs take half a character; where they meet 汉字, Word and LibreOffice leave a quarter.
    """
    wide = [char >= "\u2e80" or char in WIDE for char in text]
    halves = sum(2 if is_wide else 1 for is_wide in wide)
    meetings = len(_MEETING.findall(text))
    return Twips((2 * halves + meetings) * CHARACTER.twips // 4)
