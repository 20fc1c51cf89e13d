"""Word files read and written by LibreOffice, all in one run: starting it takes as long as some ten pages."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from pypdf import PdfReader

OFFICE = shutil.which("soffice")
NEEDED = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def converted(folder: Path, files: Mapping[str, bytes], kind: str = "pdf") -> dict[str, bytes]:
    """Each Word file, by its name, as LibreOffice writes it in that format; `folder` is empty."""
    for name, docx in files.items():
        (folder / f"{name}.docx").write_bytes(docx)
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={folder.as_uri()}/profile", "--headless", "--convert-to", kind,
         "--outdir", str(folder / "out"), *map(str, sorted(folder.glob("*.docx")))],
        check=True, capture_output=True, timeout=300, env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    return {name: (folder / "out" / f"{name}.{kind.partition(':')[0]}").read_bytes() for name in files}


def saved_again(folder: Path, docx: bytes) -> bytes:
    """A Word file as LibreOffice saves it; `folder` is empty."""
    return converted(folder, {"a": docx}, "docx")["a"]


def laid_out(folder: Path, files: Mapping[str, bytes]) -> dict[str, PdfReader]:
    """The pages of each Word file, by its name; `folder` is empty."""
    return {name: PdfReader(io.BytesIO(pdf)) for name, pdf in converted(folder, files).items()}
