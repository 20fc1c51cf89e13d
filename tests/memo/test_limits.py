"""What belongs to 附件说明 in a memo: lines that stand just within and just beyond where the rest of a name may."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from briefing.memo.attach.existing_memo import attach
from briefing.memo.briefings import open_bundles
from tests.memo import foreign
from tests.memo.folders import bundle
from tests.render.word.samples import every_block, rendered


@pytest.mark.parametrize(
    ("indent", "wrapped"),
    [(2.9, False), (3, True), (9.9, True), (10, False)],
)
def test_the_rest_of_a_name_stands_three_to_ten_characters_in(tmp_path: Path, indent: float, wrapped: bool) -> None:
    """The next annex is listed below it; a line that stands elsewhere is none of the note's."""
    document = foreign.opening()
    foreign.say(document, "附件：1.各区政务服务事项办理环节压减")
    foreign.say(document, "情况统计表", first=indent)
    source, result = tmp_path / "函.docx", tmp_path / "成文.docx"
    source.write_bytes(foreign.saved(foreign.end(document)))
    made = bundle(tmp_path / "output", "甲", word=rendered(*every_block()))
    attach(source, open_bundles([made]), result, merge=False, force=False, warn=lambda problem: None)
    lines = [item.text.strip() for item in Document(str(result)).paragraphs]
    added = next(place for place, line in enumerate(lines) if line.startswith("2."))
    assert (lines[added - 1] == "情况统计表") is wrapped
