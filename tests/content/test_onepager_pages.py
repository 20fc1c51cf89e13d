"""The one-page briefing is one page, whatever is selected: LibreOffice lays it out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from briefing.charts import draw
from briefing.model.document import Items, Paragraph, Run, RunKind, Table
from briefing.render.word.writer import render_docx
from briefing.wording.prose import plain
from docs.make_compact import compact
from tests.content.test_bulletin import ROOT, SELECTIONS, THEMES, briefing

SPARE = Paragraph((Run("余一行。"),))
OFFICE, INFO = shutil.which("soffice"), shutil.which("pdfinfo")


def test_its_shell_is_what_the_script_writes() -> None:
    assert {(ROOT / f"templates/{name}/shell.docx").read_bytes() for name in ("onepager", "benchmark")} == {compact()}


@pytest.mark.parametrize("cities", [chosen for chosen in SELECTIONS if len(chosen) > 1])
def test_a_page_about_several_cities_tells_of_each(cities: tuple[str, ...]) -> None:
    """As many points as cities, up to three, and the rows of the table are shared out among them."""
    found = briefing(cities, "", "onepager")
    assert found is not None
    (table,) = (block for block in found[0].blocks if isinstance(block, Table))
    rows = Counter(plain(row[0]) for row in table.rows)
    assert len(rows) == len(cities)
    assert max(rows.values()) == min(rows.values())
    points = next(block for block in found[0].blocks if isinstance(block, Items)).items
    told = [{run.ref.partition(".")[0] for run in point if run.ref and run.kind is RunKind.TEXT} for point in points]
    assert len(cities) <= len(points) <= 3
    assert set(cities) <= set().union(*told)


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
