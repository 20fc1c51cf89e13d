"""What ends a letter: 附件说明, 署名 and 成文日期 (GB/T 9704—2012, 7.3.4 and 7.3.5)."""

from __future__ import annotations

from briefing.model.document import Attachments, Signature
from briefing.render.word.draft import Draft
from briefing.render.word.looks import Look
from briefing.render.word.shell_styles import TWO_CHARACTERS

CHARACTER = TWO_CHARACTERS // 2
"""The width of a character of the body, in twips."""

SEALED_BLANK = 4 * CHARACTER
"""What stands free behind a date that a seal goes over (7.3.5.1)."""

_FIRST, _TEN = "附件：", 10


def attachments(block: Attachments, draft: Draft) -> str:
    """The names one below the other: one alone bears no number, and none a full stop."""
    if len(block.names) == 1:
        return draft.paragraph(Look.ANNEX_NOTE_ONE, draft.run(_FIRST + block.names[0]))
    wide = len(block.names) >= _TEN
    first, others = (Look.ANNEX_NOTE_WIDE, Look.ANNEX_ITEM_WIDE) if wide else (Look.ANNEX_NOTE, Look.ANNEX_ITEM)
    return "".join(
        draft.paragraph(others if number > 1 else first, draft.run(f"{'' if number > 1 else _FIRST}{number}.\t{name}"))
        for number, name in enumerate(block.names, start=1)
    )


def signature(block: Signature, draft: Draft) -> str:
    """The office and, below it, the date; how far each stands from the right depends on how long they are."""
    office, date = (_sealed if block.sealed else _unsealed)(width(block.office), width(block.date))
    look = Look.SEALED if block.sealed else Look.SIGNATURE
    return draft.paragraph(look, draft.run(block.office), keep=True, right=office) + draft.paragraph(
        Look.DATE, draft.run(block.date), right=date
    )


def _unsealed(office: int, date: int) -> tuple[int, int]:
    """7.3.5.2: two characters free behind the longer one; the date begins two characters after the office."""
    if date > office:
        return TWO_CHARACTERS + date + TWO_CHARACTERS - office, TWO_CHARACTERS
    return TWO_CHARACTERS, office - date


def _sealed(office: int, date: int) -> tuple[int, int]:
    """7.3.5.1: the office is centred over the date; a long one moves both to the left."""
    behind = max(0, SEALED_BLANK + (date - office) // 2)
    return behind, behind + (office - date) // 2


def width(text: str) -> int:
    """The width of a text of the body in twips: Latin letters, digits and signs take half a character."""
    return sum(CHARACTER if char >= "\u2e80" or char in "“”‘’—…·" else CHARACTER // 2 for char in text)
