"""事实依据表: for each figure of the files that go out what it rests on, as a document and as rows of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.bundle.manifest import PrintedLine, line_text
from briefing.content.columns import CENTRE, LEFT
from briefing.model.document import Block, Document, Heading, Meta, Paragraph, Table
from briefing.text.files import FINGERPRINT
from briefing.trace.evidence import KEPT, CheckedNumber, Evidence, NumberStatus, Row, digest, digest_of, evidence, place
from briefing.wording.prose import text

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
class CheckedFile:
    """A Word file that goes out: its name, the SHA-256 of its bytes, and its numbers."""

    name: str
    sum: str
    numbers: tuple[CheckedNumber, ...]


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
    places = list(dict.fromkeys(map(place, item.printed)))
    more = f"等{len(places)}处" if len(places) > PLACES else ""
    return "、".join(places[:PLACES]) + more if places else "（图中，或推算所用）"
