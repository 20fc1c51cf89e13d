"""Word files laid out by LibreOffice, all in one run: starting it takes as long as some ten pages."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

OFFICE = shutil.which("soffice")
NEEDED = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def laid_out(folder: Path, files: Mapping[str, bytes]) -> dict[str, PdfReader]:
    """The pages of each Word file, by its name; `folder` is empty."""
    for name, docx in files.items():
        (folder / f"{name}.docx").write_bytes(docx)
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
        check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return {name: PdfReader(folder / f"{name}.pdf") for name in files}
