"""事实依据表: for each figure of the files that go out what it rests on; as a document, and as a workbook.

Each row bears a sum over what it says, so that nobody changes it unnoticed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefing.bundle import contents
from briefing.bundle.manifest import line_text, read_line
from briefing.bundle.manifest_records import PrintedLine
from briefing.content.tables.table_columns import CENTRE, LEFT
from briefing.data.tables.files.book import Sheet
from briefing.data.tables.files.opening import open_book
from briefing.errors import BriefingError, Location, Problem, errors_in
from briefing.model.document import Block, Document, Heading, Meta, Paragraph, Table
from briefing.text.files import FINGERPRINT
from briefing.trace.evidence import CheckedNumber, EvidenceBase, NumberStatus, place
from briefing.trace.figures import Row
from briefing.trace.numbers import FoundNumber
from briefing.wording.prose import text

KEPT = (*contents.COLUMNS[:15], "目标", "目标时期")
"""The columns of facts.csv from which a figure can be derived, and by which it is known."""
TITLE = "事实依据表"
DRAWN = "图中的数、推算所用的数"
WIDTHS = (2, 4, 5, 6, 4, 7, 7, 6)
PLACES = 5  # of a figure that stands in many, how many are named
SUM = "校验值"
COLUMNS = ("序号", "文中的数", "文中位置", *KEPT, SUM)
LINES = "生成时印出的文字"
LINE_COLUMNS = (f"{LINES}（供 briefing verify 核对，请勿改动）", SUM)
GUIDE = (
    f"每个数一行：文中怎样印、印在哪里，取自哪份材料的第几段或哪一格；推算的数附公式和所依据的编号，依据各有一行。{SUM}由"
    f"“{KEPT[0]}”至“{KEPT[-1]}”各项算出（SHA-256 的前 16 位），其中有一项改动，{SUM}就对不上。"
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The row of a figure, and the numbers of the file that print it; () for one that only others rest on."""

    row: Row
    printed: tuple[FoundNumber, ...]


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A Word file that goes out: its name, the SHA-256 of its bytes, and its numbers."""

    name: str
    sum: str
    numbers: tuple[CheckedNumber, ...]


def digest(row: Row) -> str:
    """Return a sum over what a figure is known by and derived from, as facts.csv has it."""
    return digest_of("\x1f".join(row[name] for name in KEPT))


def digest_of(words: str) -> str:
    """Return the first signs of the SHA-256 of words."""
    return hashlib.sha256(words.encode()).hexdigest()[:FINGERPRINT]


def evidence(checked: Iterable[CheckedNumber], rows: Sequence[Row]) -> list[Evidence]:
    """Return what the numbers of a file rest on, in the order in which they first stand there, then what these do."""
    printed: dict[str, list[FoundNumber]] = {}
    for item in checked:
        if item.sure and item.row:
            printed.setdefault(item.row["编号"], []).append(item.number)
    by_id = {row["编号"]: row for row in rows}
    inputs = (name for id in printed for name in by_id[id]["推算依据"].split("、") if name in by_id)
    return [Evidence(by_id[id], tuple(printed.get(id, ()))) for id in dict.fromkeys((*printed, *inputs))]


def parts(files: Sequence[CheckedFile], rows: Sequence[Row]) -> Iterator[tuple[str, list[str], list[Evidence]]]:
    """Yield the parts of the table, each with its name, remarks and figures: one for each file, then `DRAWN`."""
    held = [evidence(file.numbers, rows) for file in files]
    told = {item.row[KEPT[0]] for items in held for item in items}
    yield from ((file.name, remarks(file), items) for file, items in zip(files, held, strict=True))
    if drawn := [Evidence(row, ()) for row in rows if row[KEPT[0]] not in told]:
        yield DRAWN, [], drawn


def table_rows(items: Sequence[Evidence]) -> list[tuple[str, ...]]:
    """Return a row of `COLUMNS` for each figure."""
    return [
        (str(at), _printed(item), _places(item), *(item.row[name] for name in KEPT), digest(item.row))
        for at, item in enumerate(items, start=1)
    ]


def line_rows(lines: Iterable[PrintedLine]) -> list[tuple[str, ...]]:
    """Return a row of `LINE_COLUMNS` for each line that a briefing prints."""
    return [(text, digest_of(text)) for text in map(line_text, lines)]


def remarks(file: CheckedFile) -> list[str]:
    """Return what stands above the rows of a file: what it is, how many numbers it has, and which rest on nothing."""
    left = [item for item in file.numbers if item.standing is not NumberStatus.UNCHANGED]
    said = [f"{file.name}（SHA-256 的前 16 位为 {file.sum[:FINGERPRINT]}）共有数字{len(file.numbers)}个。"]
    if left:
        said.append(
            f"下列{len(left)}个数不在表中，须另行说明：{'；'.join(f'{item.standing}，{item}' for item in left)}。"
        )
    return said


def evidence_document(files: Sequence[CheckedFile], rows: Sequence[Row]) -> Document:
    """Return the table as a document, to be laid out on pages on their side."""
    blocks: list[Block] = [Paragraph(text(GUIDE))]
    header = ("序号", "文中的数", "文中位置", "指标", "时期", "来源", "推算公式和依据", f"编号、{SUM}")
    for name, said, items in parts(files, rows):
        blocks += [Heading(1, text(name)), *(Paragraph(text(words)) for words in said)]
        if items:
            told = tuple(tuple(map(text, _row(at, item))) for at, item in enumerate(items, start=1))
            align = (CENTRE, *[LEFT] * (len(header) - 1))
            caption = f"{name.removesuffix('.docx')}的依据"
            blocks.append(Table(caption, text(caption), tuple(map(text, header)), told, WIDTHS, align))
    return Document(Meta(title=TITLE, subject=TITLE), tuple(blocks))


def _row(at: int, item: Evidence) -> tuple[str, ...]:
    row = {name: item.row[name].removeprefix("'") for name in KEPT}
    what = (f"{row['城市']}{row['指标']}" or row["类别"]) + (f"（{row['范围']}）" if row["范围"] else "")
    where = f"第{row['段落']}段" if row["段落"].isdigit() else row["段落"]
    how = "；".join(filter(None, (row["推算公式"], row["推算依据"])))
    source = f"《{row['来源']}》{where}" if row["来源"] else ""
    return str(at), _printed(item), _places(item), what, row["时期"], source, how, f"{row['编号']}\n{digest(item.row)}"


def _printed(item: Evidence) -> str:
    return "、".join(dict.fromkeys(number.text for number in item.printed)) or item.row["表述"].removeprefix("'")


def _places(item: Evidence) -> str:
    places = list(dict.fromkeys(place(number.paragraph.position) for number in item.printed))
    more = f"等{len(places)}处" if len(places) > PLACES else ""
    return "、".join(places[:PLACES]) + more if places else "（图中，或推算所用）"


def read_table(path: Path) -> tuple[EvidenceBase, list[Problem]]:
    """Return what a 事实依据表 holds, and those of its rows that are not as they were written.

    BriefingError for a workbook that is none.
    """
    book = open_book(path)
    rows: list[dict[str, str]] = []
    lines: list[PrintedLine] = []
    problems = list(errors_in(book.problems))

    def changed(what: str, sheet: Sheet, at: int) -> Problem:
        told = f"{what}与{SUM}不符，写成以后被改动过。"
        return Problem(told, sheet.location(at, 0), "请用原来的那份依据表。")

    for sheet in book.sheets:
        for at, line in _below(sheet, COLUMNS):
            row = dict(zip(COLUMNS, line, strict=True))
            problems += [changed(f"“{row[KEPT[0]]}”这一行", sheet, at)] if digest(row) != row[SUM] else []
            rows.append(row)
        for at, (words, kept) in _below(sheet, LINE_COLUMNS):
            printed = read_line(words)
            problems += [changed("这一行文字", sheet, at)] if printed is None or digest_of(words) != kept else []
            lines += [printed] if printed else []
    if not rows:
        hint = "应是成果包的文件夹，或 --evidence 写的 .xlsx。"
        raise BriefingError(problems or [Problem(f"这不是{TITLE}。", Location(str(path)), hint)])
    return EvidenceBase(rows, lines), problems


def _below(sheet: Sheet, heads: tuple[str, ...]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows below these heads with their numbers; none where the sheet has not these."""
    held = [tuple(sheet.cell(at, column).text for column in range(len(heads))) for at in range(len(sheet.raw))]
    top = held.index(heads) + 1 if heads in held else len(held)
    yield from enumerate(held[top:], start=top)
