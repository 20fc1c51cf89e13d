"""A Word file becomes a PDF through LibreOffice; where it cannot, a message says what to do and nothing is left."""

from __future__ import annotations

import io
import os
import tempfile
import time
from functools import cache
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from briefing.errors import BriefingError
from briefing.model.document import Heading, Paragraph
from briefing.model.layout import Layout
from briefing.render.pdf import to_pdf
from tests.office import NEEDED
from tests.render.word.samples import every_block, rendered, table, text, wide

WORDS = Paragraph(text("正文。"))


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files, of this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def stand_in(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is called soffice and does what `script` says."""
    folder.mkdir()
    (folder / "soffice").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "soffice").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def refused(docx: bytes, timeout: float = 60) -> str:
    with pytest.raises(BriefingError) as caught:
        to_pdf(docx, timeout)
    assert all(problem.hint for problem in caught.value.problems)
    return str(caught.value)


def test_without_libreoffice_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("briefing.render.pdf._PLACES", ())
    assert "没有找到。请安装 LibreOffice" in refused(rendered(WORDS))


def test_what_is_no_word_file_is_refused() -> None:
    assert "不是完好的 Word 文件" in refused(b"no zip")


def test_a_failure_is_told_in_the_words_of_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(tmp_path / "bin", "echo 'no display' >&2; exit 1", monkeypatch)
    assert "没有转出 PDF（no display）" in refused(rendered(WORDS))


def test_one_that_hangs_is_ended_with_its_children_and_leaves_nothing(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "child"
    stand_in(tmp_path / "bin", f"sleep 600 & echo $! > {note}; wait", monkeypatch)
    assert "超过 1 秒，已中止" in refused(rendered(WORDS), timeout=1)
    child = int(note.read_text())
    for _ in range(50):
        if not _runs(child):
            break
        time.sleep(0.1)
    assert not _runs(child)
    assert not list(temporary.iterdir())


def _runs(process: int) -> bool:
    """Whether the process is there and is more than an entry that waits to be cleared away."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


# What LibreOffice makes of it.


def made(docx: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(docx)))


@cache
def every_block_as_pdf() -> bytes:
    return to_pdf(rendered(*every_block()))


def words(reader: PdfReader) -> list[str]:
    """The lines of all pages, without the spaces that a PDF puts between scripts."""
    return ["".join(line.split()) for page in reader.pages for line in page.extract_text().splitlines()]


@pytest.mark.slow
@NEEDED
def test_the_same_file_gives_the_same_pdf_and_leaves_nothing(temporary: Path) -> None:
    first = every_block_as_pdf()
    time.sleep(1.1)  # the clock that must not show
    again = to_pdf(rendered(*every_block()))
    assert held(again) == held(first)
    assert len(again) == len(first)
    assert not list(temporary.iterdir())


def held(pdf: bytes) -> tuple[list[bytes], object]:
    """What the streams of a PDF hold, in whatever order LibreOffice wrote its fonts, and when it says it was made."""
    reader = PdfReader(io.BytesIO(pdf))
    objects = (reader.get_object(number) for number in range(1, reader.trailer["/Size"]))
    streams = (item.get_data() for item in objects if isinstance(item, StreamObject) and item.get("/Type") != "/XRef")
    return sorted(streams), reader.metadata


@pytest.mark.slow
@NEEDED
def test_it_is_dated_as_the_file_and_can_be_read_aloud() -> None:
    reader = PdfReader(io.BytesIO(every_block_as_pdf()))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"].startswith("D:20260105000000")
    assert reader.metadata.title == "三地政务服务比较"
    assert root["/Lang"] == "zh-CN"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert [item["/Title"].replace(" ", "") for item in reader.outline if not isinstance(item, list)] == [
        "一、总体情况",
        "资料来源",
    ]


@pytest.mark.slow
@NEEDED
def test_no_number_parts_from_its_unit_in_text_tables_or_captions() -> None:
    """In a column that has room for six characters, and in lines that end between figure and unit.

    Units of one sign: those of several LibreOffice still parts at one width in twenty.
    """
    figures = ("数据3项、做法21项", "约101.66元左右", "为期5个工作日", "先后名列12位和3位", "占13%～17%")
    cells = tuple((text(item), text("甲"), text("乙")) for item in figures)
    lead = [Paragraph(text("字" * count + "共有123项，和4户")) for count in range(16, 26)]
    reader = made(rendered(*lead, table(rows=cells, widths=(3, 7, 7), caption=text("字" * 22 + "（共145项）"))))
    lines = words(reader)
    units = "万亿个项户位元%"
    assert [line for line in lines if line[:1] and line[0] in units] == []
    assert sum("项" in line for line in lines) >= len(lead)


@pytest.mark.slow
@NEEDED
@pytest.mark.parametrize("start", [3, 4])
def test_page_numbers_are_on_the_outer_side_from_whichever_page_they_start(start: int) -> None:
    pages = made(
        rendered(*[Paragraph(text("正文材料。" * 140))] * 2, layout=Layout("attachment", start_page=start))
    ).pages
    assert len(pages) >= 3
    for number, page in enumerate(pages, start=start):
        assert (_left_of(str(number), page) > 297.6) == (number % 2 == 1)


def _left_of(number: str, page: object) -> float:
    """Where on the page, in points from its left edge, its number stands."""
    places: list[float] = []

    def visit(piece: str, _cm: object, matrix: list[float], *_rest: object) -> None:
        if piece.strip(" —\n") == number and matrix[5] < 100:
            places.append(matrix[4])

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    return places[-1]


@pytest.mark.slow
@NEEDED
def test_wide_tables_lie_on_their_side_and_no_page_is_empty() -> None:
    reader = made(rendered(Heading(1, text("总体")), WORDS, wide(), WORDS, wide("end")))
    assert [page.mediabox.width > page.mediabox.height for page in reader.pages] == [False, True, False, True]
    assert all(page.extract_text().strip() for page in reader.pages)
