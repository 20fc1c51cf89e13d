"""The marks of notes: as many circled numbers as there are, and plain ones after them."""

from __future__ import annotations

import pytest

from briefing.model.document import Paragraph, Reference, References
from briefing.model.layout import Layout

from .samples import cite, find, part, rendered

MARKS = "//w:r[w:rPr/w:rStyle/@w:val='FootnoteReference']/w:t/text()"


@pytest.mark.parametrize(("count", "mark"), [(1, "①"), (19, "⑲"), (20, "⑳"), (21, "21")])
def test_twenty_notes_are_circled_and_the_next_is_a_plain_number(count: int, mark: str) -> None:
    """What a second mention of the last of so many sources shows."""
    names = [f"s{place}" for place in range(count)]
    listed = References(tuple(Reference(place, name, name, ()) for place, name in enumerate(names, start=1)))
    mentions = tuple(cite(name) for name in (*names, names[-1]))
    data = rendered(Paragraph(mentions), listed, layout=Layout(notes="footnotes"))
    assert [str(item) for item in find(part(data), MARKS)] == [mark]
