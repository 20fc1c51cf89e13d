"""Other programs' word on the files: a validator of the format, and LibreOffice."""

from __future__ import annotations

from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from tests.office import NEEDED, converted

from .samples import SHELL, every_block, rendered


@pytest.mark.parametrize("name", ["shell", "empty", "every block"])
def test_the_file_keeps_to_the_schema(tmp_path: Path, name: str) -> None:
    target = tmp_path / "a.docx"
    target.write_bytes({"shell": SHELL, "empty": rendered(), "every block": rendered(*every_block())}[name])
    assert not OpenXmlValidator().validate(str(target)).errors


@pytest.mark.slow
@NEEDED
def test_libreoffice_opens_every_block_and_counts_as_word_does(tmp_path: Path) -> None:
    """Its plain text holds the numbers of lists and the results of fields."""
    made = converted(tmp_path, {"a": rendered(*every_block())}, "txt:Text (encoded):UTF8")
    text = made["a"].decode("utf-8-sig").replace(" ", "")
    for line in ("一、总体情况", "（一）武汉市", "1.变化", "——推行一事联办；", "1.先办；", "2.后补。", "表1　三地对照",
                 "图1　时限的变化", "总体判断。下降38.5%[1]，见表1。", "资料来源"):  # fmt: skip
        assert line in text.splitlines()
