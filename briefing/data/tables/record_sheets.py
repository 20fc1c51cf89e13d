"""Sheets that hold one record a row, by heads that `record_heads` names: the workspace's own workbook."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.data.fields import AMOUNT, FACTORS, FLAG, MEMBERS, TEXTS, WHOLE, Kind, Record
from briefing.data.reading import Page
from briefing.data.records import FRAMEWORK_ITEM, INDICATOR
from briefing.data.tables.book import Sheet, cell_name
from briefing.data.tables.record_heads import FRAMEWORK, HEADS, OF_A_CITY, OWNER
from briefing.data.yaml_values import Block, Value
from briefing.errors import Location, Problem, did_you_mean

WORDS = {"是": True, "否": False}


@dataclass
class SheetPage(Page):
    """A sheet in the reading: a line is a row, counted from 1, and a key is the column headed by it."""

    sheet: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)

    def location(self, line: int | None = None, key: str | None = None) -> Location:
        """Return the cell."""
        if line is None:
            return Location(self.file, cell=self.sheet)
        return Location(self.file, cell=f"{self.sheet}!{cell_name(line - 1, self.columns.get(key or '', 0))}")


def read_records(sheet: Sheet, record: Record) -> tuple[list[Block], SheetPage]:
    """Return a block a row, as the YAML of a workspace would hold it, and the page to decode it on.

    The city that a record of a city belongs to stands at the key `OWNER`, the framework of an item at `FRAMEWORK`; an
    indicator may give a `unit` in place of its family. Empty rows are passed over; a head that
    means nothing is a problem of the page, and so is a second column with the same head.
    """
    page = SheetPage(sheet.file, sheet=sheet.name)
    keys = {HEADS[item.key]: item.key for item in record.fields}
    if record in OF_A_CITY:
        keys[OWNER] = OWNER
    if record is FRAMEWORK_ITEM:
        keys[FRAMEWORK] = FRAMEWORK
    if record is INDICATOR:
        keys[HEADS["unit"]] = "unit"
    kinds = {item.key: item.kind for item in record.fields}
    columns: dict[str, int] = {}
    for column in range(len(sheet.raw[0]) if sheet.raw else 0):
        head = re.sub(r"\s", "", sheet.cell(0, column).text)
        if head and head not in keys:
            location = sheet.location(0, column)
            page.problems.append(_unknown(head, location, keys))
        elif head and keys[head] in columns:
            page.problems.append(Problem(f"“{head}”有两列。", sheet.location(0, column), "请删去一列。"))
        elif head:
            columns[keys[head]] = column
    page.columns = columns
    return [block for row in range(1, len(sheet.raw)) if (block := _block(sheet, row, columns, kinds))], page


def _unknown(head: str, location: Location, keys: Mapping[str, str]) -> Problem:
    hint = did_you_mean(head, keys) or f"可用的列：{'、'.join(keys)}。"
    return Problem(f"没有“{head}”这一列。", location, hint)


def _block(sheet: Sheet, row: int, columns: Mapping[str, int], kinds: Mapping[str, Kind]) -> Block | None:
    """The row as a block; None where it is empty."""
    block = Block(row + 1)
    for key, column in columns.items():
        cell = sheet.cell(row, column)
        text = cell.text.strip()
        if text:
            block[key] = _value(text, kinds.get(key))
            block.lines[key] = row + 1
    return block if block else None


def _value(text: str, kind: Kind | None) -> Value:
    """What YAML would hold for a cell that shows `text`; a text that cannot be taken apart stays, and is told.

    Names are parted by 、 or by commas; where one of them holds such a sign, by semicolons (甲、乙；丙).
    """
    if kind is TEXTS:
        between = ";；" if re.search("[;；]", text) else "、,，"
        return [part.strip() for part in re.split(f"[{between}]", text) if part.strip()]
    if kind in (MEMBERS, FACTORS):
        return _mapping(text, kind)
    if kind is FLAG:
        return WORDS.get(text, text)
    if kind in (AMOUNT, WHOLE) and re.fullmatch("-?[0-9]+([.][0-9]+)?", text):
        return Decimal(text) if "." in text else int(text)
    return text


def _mapping(text: str, kind: Kind) -> Value:
    """part=甲；whole=乙、丙 or 元=1；万元=10000 as a mapping."""
    block = Block()
    for part in filter(str.strip, re.split("[;；\n]", text)):
        name, equals, held = part.replace("＝", "=").partition("=")
        if not equals:
            return text
        block[name.strip()] = _value(held.strip(), TEXTS if kind is MEMBERS else AMOUNT)
    return block
