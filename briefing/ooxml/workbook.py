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

from lxml import etree

from briefing.ooxml.opc import PartStore
from briefing.ooxml.xml import Element, XmlError, local, parent, remove
from briefing.ooxml.zipped import Limits, Refused, opened

LIMITS = Limits(parts=5_000, bytes=2 * 1024 * 1024 * 1024, xml=48 * 1024 * 1024)
"""Those of a workbook; `xml` counts all but the sheets and the shared texts, which are not parsed whole."""
MOST_CELLS = 50_000_000
"""What the rectangle from A1 to the last cell of a sheet may hold: values are laid out over the whole of it."""

SAVE_AS = "请用 Excel 或 WPS 打开，另存为“Excel 工作簿（.xlsx）”，再用新文件。"
_LETTERS = re.compile("[A-Z]+")
_STREAMED = re.compile(r"xl/(worksheets/.*|sharedStrings)\.xml", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """How cells look: the code of their number format or its number, struck through, in a colour of its own."""

    number_format: int = 0
    code: str = ""
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
    styles: list[Style]
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
        except (etree.XMLSyntaxError, KeyError) as error:
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


def _styles(root: Element) -> Iterator[Style]:
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
        yield Style(number, codes.get(number, ""), struck, coloured)


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
    column = 0
    for letter in match[0]:
        column = column * 26 + ord(letter) - 64
    return int(reference[match.end() :]) - 1, column - 1


def _look(archive: zipfile.ZipFile, part: str) -> SheetLook:
    """Return what a sheet says beside its values, row by row."""
    look = SheetLook()
    known: dict[tuple[str | None, ...], tuple[int, ...]] = {}
    with archive.open(part) as stream:
        context = etree.iterparse(
            stream, events=("end",), tag=("{*}row", "{*}col"), resolve_entities=False, no_network=True, load_dtd=False
        )
        root: Element | None = None
        widest = 0
        for _, element in context:
            if root is None:
                root = element.getroottree().getroot()
                if root.getroottree().docinfo.doctype:
                    raise XmlError("含有 DOCTYPE 声明，可能借此读取别的文件")
            if local(element) == "col":
                if element.get("hidden") in ("1", "true"):
                    first, last = int(element.get("min", "1")), int(element.get("max", "1"))
                    look.hidden_columns.update(range(first - 1, min(last, 16_384)))
                continue
            widest = max(widest, _row(element, look, known))
            if widest * len(look.styles) > MOST_CELLS:
                raise Refused("有一张工作表的单元格散得太开。", "请删去表格以外很远处的内容，另存后再用。")
            element.clear()
            if (before := element.getprevious()) is not None:
                remove(before)
    return look


def _row(row: Element, look: SheetLook, known: dict[tuple[str | None, ...], tuple[int, ...]]) -> int:
    """Add a row to what is known of its sheet; return how many columns it has."""
    at = int(row.get("r") or len(look.styles) + 1) - 1
    if at > len(look.styles):
        if at >= 1_048_576:
            raise ValueError(at)
        look.styles.extend([()] * (at - len(look.styles)))
    if row.get("hidden") in ("1", "true"):
        look.hidden_rows.add(at)
    cells = list(row.iterchildren("{*}c"))
    columns: list[int] = []
    if cells and (last := cells[-1].get("r")) and place(last)[1] != len(cells) - 1:
        columns = [place(cell.get("r", "A1"))[1] for cell in cells]
    written = tuple([cell.get("s") for cell in cells])
    if columns:
        by_column = dict(zip(columns, written, strict=True))
        written = tuple([by_column.get(column) for column in range(max(columns) + 1)])
    styles = known.get(written)
    if styles is None:
        styles = tuple(int(style or 0) for style in written) if any(written) else ()
        known[written] = styles
    look.styles[at:] = [styles]
    for number, cell in enumerate(cells):
        if cell.get("t") == "e":
            spot = at, columns[number] if columns else number
            look.errors[spot] = next((str(item.text or "") for item in cell.iter("{*}v")), "")
    for formula in row.iter("{*}f"):
        look.formulas += 1
        holder = parent(formula)
        if holder.get("t") not in ("str", "e") and not any(item.text for item in holder.iter("{*}v", "{*}t")):
            number = cells.index(holder)
            look.unsaved.add((at, columns[number] if columns else number))
    return len(written)
