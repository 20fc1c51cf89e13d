"""What the program itself writes keeps every rule, in every layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.conformance.rule import Profile
from briefing.model.layout import Layout
from briefing.render.word.writer import render_docx
from tests.render.word.samples import SHELL, document, every_block, pictures_of

from .letters import ids

LAYOUTS = (
    (Layout(), Profile.OFFICIAL),
    (Layout(notes="footnotes"), Profile.OFFICIAL),
    (Layout("attachment", 1, 3), Profile.ANNEX),
    (Layout("attachment", None), Profile.ANNEX),
    (Layout("attachment", 2, doc_no="×函〔2026〕5号"), Profile.ANNEX),
)


@pytest.mark.parametrize(("layout", "profile"), LAYOUTS)
def test_every_layout_keeps_every_rule(tmp_path: Path, layout: Layout, profile: Profile) -> None:
    data = render_docx(document(*every_block()), pictures_of(every_block()), SHELL, layout)
    assert ids(tmp_path, data, profile) == set()
