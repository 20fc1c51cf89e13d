"""A file that bears a 密级 goes through no door of the program, in or out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.api.clean import clean
from briefing.api.compare import compare
from briefing.api.evidence import verify
from briefing.api.lint import lint
from briefing.api.memo import memo_pack
from briefing.errors import BriefingError
from briefing.memo.attach.checks import open_memo
from briefing.ooxml.checks import classified
from briefing.ooxml.package import Package
from tests.conformance.small import docx, p

SECRET = docx(p("机密★1年") + p("营商环境简报") + p("本期通报办理情况。"))
DOORS: dict[str, Callable[[Path], object]] = {
    "clean": clean,
    "pack": lambda file: memo_pack(file, out=file.with_suffix(".zip")),
    "attach": lambda file: open_memo(file, merge=False),
    "compare": lambda file: compare(file, file),
    "lint": lint,
    "verify": verify,
}


@pytest.mark.parametrize("door", DOORS)
def test_it_is_refused_at(door: str, tmp_path: Path) -> None:
    (tmp_path / "密.docx").write_bytes(SECRET)
    with pytest.raises(BriefingError, match="涉密信息不得用本程序处理"):
        DOORS[door](tmp_path / "密.docx")
    assert [path.name for path in tmp_path.iterdir()] == ["密.docx"]


def test_a_mark_stands_above_the_title_and_words_far_below_are_none() -> None:
    lines = [p(f"第{number}段。") for number in range(11)]
    for above, found in ((10, True), (11, True), (12, False)):
        package = Package.open(docx("".join((*lines, p("正文"))[:above]) + p("（秘密）")))
        assert bool(list(classified(package))) is found
