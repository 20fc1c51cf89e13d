"""Other programs' word on the files: a validator of the format, and LibreOffice."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from .samples import SHELL, every_block, rendered

OFFICE = shutil.which("soffice")


@pytest.mark.parametrize("name", ["shell", "empty", "every block"])
def test_the_file_keeps_to_the_schema(tmp_path: Path, name: str) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes({"shell": SHELL, "empty": rendered(), "every block": rendered(*every_block())}[name])
    assert not OpenXmlValidator().validate(str(target)).errors


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_every_block_and_counts_as_word_does(tmp_path: Path) -> None:
    """Its plain text holds the numbers of lists and the results of fields."""
    (tmp_path / "a.docx").write_bytes(rendered(*every_block()))
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to",
         "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(tmp_path / "a.docx")],
        check=True, capture_output=True, timeout=180, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    text = (tmp_path / "a.txt").read_text("utf-8-sig").replace(" ", "")
    for line in ("一、总体情况", "（一）武汉市", "1.变化", "——推行一事联办；", "1.先办；", "2.后补。", "表1　三地对照",
                 "图1　时限的变化", "总体判断。下降38.5%[1]，见表1。", "资料来源"):  # fmt: skip
        assert line in text.splitlines()
