"""The one-page briefing is one page, whatever is selected: LibreOffice lays it out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.charts import draw
from briefing.model.document import Items, Paragraph, Run, Table
from briefing.model.facts import PracticeKind
from briefing.render.word.writer import render_docx
from briefing.wording.prose import plain
from docs.make_compact import compact
from tests.content.test_bulletin import ROOT, SELECTIONS, THEMES, briefing, library
from tests.office import NEEDED, laid_out

SPARE = Paragraph((Run("余一行。"),))


def test_its_shell_is_what_the_script_writes() -> None:
    assert {(ROOT / f"templates/{name}/shell.docx").read_bytes() for name in ("onepager", "benchmark")} == {compact()}


@pytest.mark.parametrize("cities", [chosen for chosen in SELECTIONS if len(chosen) > 1])
def test_a_page_about_several_cities_has_rows_and_practices_of_each_in_turn(cities: tuple[str, ...]) -> None:
    found = briefing(cities, "", "onepager")
    assert found is not None
    rows = [plain(row[0]) for block in found[0].blocks if isinstance(block, Table) for row in block.rows]
    assert max(map(rows.count, rows), default=0) <= 5 // len(cities)
    *_, practices = (block.items for block in found[0].blocks if isinstance(block, Items))
    words = "".join(map(plain, practices))
    held = [item for record in library().records.values() for item in record.practices]
    starts = (item.text.partition("{")[0] for item in held if item.kind is not PracticeKind.METHOD)
    assert 1 <= len(practices) <= 2
    assert [start for start in starts if len(start) > 5 and start in words] == []


@pytest.mark.slow
@NEEDED
def test_every_selection_fits_on_one_page(tmp_path: Path) -> None:
    """7 combinations of cities × each theme and all, with charts, in 14 pt, with a line to spare for other fonts."""
    shell = (ROOT / "templates/onepager/shell.docx").read_bytes()
    files = {}
    for cities in SELECTIONS:
        for theme in THEMES:
            if found := briefing(cities, theme, "onepager"):
                longer = replace(found[0], blocks=(*found[0].blocks, SPARE))
                files[f"{'-'.join(cities)}_{theme or 'all'}"] = render_docx(longer, draw(longer, None), shell)
    assert len(files) > 80
    pages = {name: len(reader.pages) for name, reader in laid_out(tmp_path, files).items()}
    assert {name: count for name, count in pages.items() if count != 1} == {}
