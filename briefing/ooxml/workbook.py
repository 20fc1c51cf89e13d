"""A workbook (.xlsx) as a package: what its cells look like and what else it holds, never the values themselves.

A sheet may hold millions of cells: it is streamed, not parsed whole. Names of elements are looked at without their
namespace, so that Strict workbooks are read like all others.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from briefing.ooxml.opc import PartStore
from briefing.ooxml.xml import Element, XmlError, local
from briefing.ooxml.zipped import Limits, Refused, opened

LIMITS = Limits(parts=5_000, bytes=2 * 1024 * 1024 * 1024, xml=48 * 1024 * 1024)
"""Those of a workbook; `xml` counts all but the sheets and the shared texts, which are not parsed whole."""
MOST_CELLS = 50_000_000
"""What the rectangle from A1 to the last cell of a sheet may hold: values are laid out over the whole of it."""

SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件。"
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
CHUNK = 1 << 20
MOST_IN_ROW = 1 << 26
_LETTERS = re.compile("[A-Z]+")
_ROOT = re.compile(rb"<(\w+:)?worksheet[\s>]")
_TRUE = (b"1", b"true")
_CELL = re.compile(rb'<(?:\w+:)?c(?:\s+r="([A-Z]+)[0-9]+")?((?:\s[^>]*)?)>')
_COLUMN = re.compile(rb"<(?:\w+:)?col\s([^>]*)>")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_STORED = re.compile(rb"<(?:\w+:)?[vt](?:\s[^>]*)?>([^<]+)<")
_ASIDE = re.compile(rb"<!--.*?-->", re.DOTALL)
_ATTRIBUTES = {
    name: re.compile(rb"(?:^|\s)" + name + rb"\s*=\s*[\"']([^\"']*)[\"']")
    for name in (b"r", b"s", b"t", b"hidden", b"min", b"max")
}
_STREAMED = re.compile(r"xl/(worksheets/.*|sharedStrings)\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class CellStyle:
    """How cells look: the code of their number format or its number, indent, struck through, in a colour of its own."""

    number_format: int = 0
    code: str = ""
    indent: int = 0
    struck: bool = False
    coloured: bool = False


@dataclass(slots=True)
class SheetLook:
    """What a sheet says beside its values; rows and columns from 0.

    `styles`: for each row the numbers of the styles of its cells, () where none has one. `unsaved`: formulas without a
    stored result. `errors`: cells that hold an error such as #DIV/0!. `comments`: by cell.
    """

    styles: list[tuple[int, ...]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    unsaved: set[tuple[int, int]] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)
    formulas: int = 0


@dataclass(slots=True)
class Workbook:
    """An opened workbook: `looks` by the names of its sheets, `styles` by number."""

    looks: dict[str, SheetLook]
    styles: list[CellStyle]
    from_1904: bool = False
    recalculated: bool = False
    """Whether results of formulas are to be worked out when it is opened: those stored may be none."""
    macros: bool = False
    links: tuple[str, ...] = ()
    """Other workbooks that its formulas look into."""


def read_workbook(data: bytes) -> Workbook:
    """Return what a workbook holds beside its values; Refused where it cannot be opened or is too large."""
    with opened(data, LIMITS, SAVE_AS) as archive:
        try:
            return _read(archive)
        except XmlError as error:
            raise Refused(f"已损坏：{error}。", SAVE_AS) from error
        except KeyError as error:
            raise Refused("已损坏或不完整。", SAVE_AS) from error


def _read(archive: zipfile.ZipFile) -> Workbook:
    names = archive.namelist()
    if "xl/workbook.bin" in names:
        raise Refused("是二进制工作簿（.xlsb）。", SAVE_AS)
    small = [entry for entry in archive.infolist() if entry.filename.endswith((".xml", ".rels"))]
    small = [entry for entry in small if not _STREAMED.fullmatch(entry.filename)]
    if sum(entry.file_size for entry in small) > LIMITS.xml:
        raise Refused("解压后过大，不像正常的表格。", "请只留下要用的工作表，另存后再用。")
    store = PartStore({entry.filename: archive.read(entry) for entry in small})
    main = next((item.target for item in store.relations("").values() if item.short == "officeDocument"), "")
    if main not in store.parts or local(store.tree(main)) != "workbook":
        raise Refused("不是 Excel 工作簿（.xlsx）。", SAVE_AS)
    relations = store.relations(main)
    styles = next((store.tree(item.target) for item in relations.values() if item.short == "styles"), None)
    book = Workbook({}, [] if styles is None else list(_styles(styles)))
    book.macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    book.links = tuple(_links(store, main))
    root = store.tree(main)
    for element in root.iter("{*}workbookPr"):
        book.from_1904 = element.get("date1904") in ("1", "true")
    for element in root.iter("{*}calcPr"):
        book.recalculated = element.get("fullCalcOnLoad") in ("1", "true")
    for sheet in root.iter("{*}sheet"):
        number = next((value for name, value in sheet.attrib.items() if str(name).endswith("}id")), "")
        if (relation := relations.get(str(number))) and relation.short == "worksheet":
            look = _look(archive, relation.target)
            look.comments = _comments(store, relation.target)
            book.looks[sheet.get("name", "")] = look
    return book


def _styles(root: Element) -> Iterator[CellStyle]:
    """Yield the looks of cells, in the order in which cells number them."""
    codes = {int(item.get("numFmtId", "0")): item.get("formatCode", "") for item in root.iter("{*}numFmt")}
    fonts = [list(font) for fonts in root.iterfind("{*}fonts") for font in fonts]
    fills = [list(fill.iter("{*}fgColor")) for fills in root.iterfind("{*}fills") for fill in fills]
    for form in root.iterfind("{*}cellXfs/{*}xf"):
        number = int(form.get("numFmtId", "0"))
        font = {local(item): item for item in _at(fonts, form.get("fontId"))}
        struck = "strike" in font and font["strike"].get("val", "1") not in ("0", "false")
        written = [font["color"]] if "color" in font else []
        coloured = any(_is_colour(item) for item in [*written, *_at(fills, form.get("fillId"))])
        indent = next((int(item.get("indent", "0")) for item in form.iter("{*}alignment")), 0)
        yield CellStyle(number, codes.get(number, ""), indent, struck, coloured)


def _at(items: list[list[Element]], number: str | None) -> list[Element]:
    place = int(number or 0)
    return items[place] if place < len(items) else []


def _is_colour(item: Element) -> bool:
    """Return whether a colour is one that is set to tell something: not black, white, grey or that of the theme."""
    code = item.get("rgb", "")[-6:]
    if not code:
        return item.get("indexed") in ("2", "3", "5", "10", "13") or item.get("theme") in tuple("456789")
    red, green, blue = (int(code[at : at + 2], 16) for at in (0, 2, 4))
    return max(red, green, blue) - min(red, green, blue) > 100


def _links(store: PartStore, main: str) -> Iterator[str]:
    for item in store.relations(main).values():
        if item.short == "externalLink":
            targets = [link.target for link in store.relations(item.target).values() if link.outside]
            yield posixpath.basename(targets[0].replace("\\", "/")) if targets else ""


def _comments(store: PartStore, part: str) -> dict[tuple[int, int], str]:
    """Return the comments on the cells of a sheet."""
    found = {}
    for item in store.relations(part).values():
        if item.short == "comments" and item.target in store.parts:
            for comment in store.tree(item.target).iter("{*}comment"):
                text = "".join(str(text.text or "") for text in comment.iter("{*}t"))
                found[place(comment.get("ref", "A1"))] = text.strip()
    return found


def place(reference: str) -> tuple[int, int]:
    """Return the row and the column of a cell, from 0: D17 is (16, 3). ValueError if it names none."""
    match = _LETTERS.match(reference)
    if match is None:
        raise ValueError(reference)
    return int(reference[match.end() :]) - 1, _column(match[0])


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column - 1


def _look(archive: zipfile.ZipFile, part: str) -> SheetLook:
    """Return what a sheet says beside its values, row by row."""
    look = SheetLook()
    known: dict[tuple[tuple[bytes, bytes], ...], _Cells] = {}
    widest = 0
    with archive.open(part) as stream:
        rows = _rows(stream)
        head = next(rows)
        prefix = _prefix(head)
        for attributes in _COLUMN.findall(head):
            if _attribute(attributes, b"hidden") in _TRUE:
                first, last = (int(_attribute(attributes, end) or 1) for end in (b"min", b"max"))
                look.hidden_columns.update(range(first - 1, min(last, MOST_COLUMNS)))
        cell_tag = re.compile(b"<" + prefix + rb'c(?:\s+r="([A-Z]+)[0-9]+")?((?:\s[^>]*)?)>')
        formula = b"<" + prefix + b"f"
        for row in rows:
            attributes, _, inside = row.partition(b">")
            at = int(_attribute(attributes, b"r") or len(look.styles) + 1) - 1
            if not len(look.styles) <= at < MOST_ROWS:
                raise ValueError(at)
            look.styles.extend([()] * (at - len(look.styles)))
            if b"hidden" in attributes and _attribute(attributes, b"hidden") in _TRUE:
                look.hidden_rows.add(at)
            written = tuple(cell_tag.findall(inside))
            cells = known.get(written) or known.setdefault(written, _cells(written))
            look.styles.append(cells.styles)
            widest = max(widest, cells.width)
            if widest * at > MOST_CELLS:
                raise Refused("有一张工作表的单元格散得太开。", "请删去表格以外很远处的内容，另存后再用。")
            if cells.errors or formula in inside:
                _results(inside, at, cells.columns, look)
    return look


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of rows that are written alike: their columns, styles by column, and whether one holds an error."""

    columns: tuple[int, ...]
    styles: tuple[int, ...]
    width: int
    errors: bool


def _cells(written: tuple[tuple[bytes, bytes], ...]) -> _Cells:
    columns: list[int] = []
    styles: dict[int, int] = {}
    for letters, attributes in written:
        named = letters or re.sub(b"[0-9]", b"", _attribute(attributes, b"r"))
        columns.append(_column(named.decode()) if named else columns[-1] + 1 if columns else 0)
        if style := int(_attribute(attributes, b"s") or 0):
            styles[columns[-1]] = style
    if columns and not 0 <= min(columns) <= max(columns) < MOST_COLUMNS:
        raise ValueError(columns)
    filled = tuple(styles.get(column, 0) for column in range(max(styles) + 1)) if styles else ()
    width = columns[-1] + 1 if columns else 0
    return _Cells(tuple(columns), filled, width, any(_attribute(attributes, b"t") == b"e" for _, attributes in written))


def _results(row: bytes, at: int, columns: tuple[int, ...], look: SheetLook) -> None:
    """Add the errors of a row, and the formulas of which it stores no result."""
    starts = [match.start() for match in _CELL.finditer(row)]
    for column, start, end in zip(columns, starts, [*starts[1:], len(row)], strict=True):
        cell = row[start:end]
        kind = _attribute(cell.partition(b">")[0], b"t")
        stored = match[1] if (match := _STORED.search(cell)) else b""
        if kind == b"e":
            look.errors[at, column] = stored.decode()
        if _FORMULA.search(cell):
            look.formulas += 1
            if not stored and kind not in (b"str", b"e"):
                look.unsaved.add((at, column))


def _rows(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield what stands before the first row of a sheet, then each row behind its name, with what follows the last.

    A row is found by its tag, as no text may hold one: a parser would take three times as long to say as much. What
    is wrong with the XML is told by those who read the values.
    """
    rest = stream.read(CHUNK)
    if not rest.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") or b"<!DOCTYPE" in rest:
        raise XmlError("不是 UTF-8 编码，或含有 DOCTYPE 声明")
    tag = b"<" + _prefix(rest) + b"row"
    while True:
        *whole, rest = (_ASIDE.sub(b"", rest) if b"<!" in rest else rest).split(tag)
        yield from (row for row in whole if not row.startswith(b"Breaks"))
        if len(rest) > MOST_IN_ROW:
            raise ValueError(len(rest))
        if not (chunk := stream.read(CHUNK)):
            break
        rest += chunk
    if not rest.startswith(b"Breaks"):
        yield rest


def _prefix(head: bytes) -> bytes:
    """Return what stands before the names of a sheet's elements, with its colon."""
    match = _ROOT.search(head)
    if match is None:
        raise XmlError("里没有工作表")
    return match[1] or b""


def _attribute(tag: bytes, name: bytes) -> bytes:
    """Return an attribute of a tag; b"" if it has none."""
    match = _ATTRIBUTES[name].search(tag)
    return match[1] if match else b""
