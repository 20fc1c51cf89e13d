"""The one-page briefing is one page, whatever is selected: LibreOffice lays it out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
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

SPARE = Paragraph((Run("余一行。"),))
OFFICE, INFO = shutil.which("soffice"), shutil.which("pdfinfo")


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
@pytest.mark.skipif(not (OFFICE and INFO), reason="LibreOffice or poppler is not installed")
def test_every_selection_fits_on_one_page(tmp_path: Path) -> None:
    """7 combinations of cities × each theme and all, with charts, in 14 pt, with a line to spare for other fonts."""
    shell = (ROOT / "templates/onepager/shell.docx").read_bytes()
    for cities in SELECTIONS:
        for theme in THEMES:
            if found := briefing(cities, theme, "onepager"):
                target = tmp_path / f"{'-'.join(cities)}_{theme or 'all'}.docx"
                longer = replace(found[0], blocks=(*found[0].blocks, SPARE))
                target.write_bytes(render_docx(longer, draw(longer, None), shell))
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    assert len(files) > 80
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), *files],
        check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    pages = {path.stem: _pages(path) for path in tmp_path.glob("*.pdf")}
    assert len(pages) == len(files)
    assert {name: count for name, count in pages.items() if count != 1} == {}


def _pages(path: Path) -> int:
    said = subprocess.run([str(INFO), str(path)], check=True, capture_output=True, text=True).stdout
    return int(re.findall(r"Pages:\s+(\d+)", said)[0])
