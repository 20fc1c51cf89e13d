"""The sheets of a workspace's own workbook that hold records instead of figures: 指标, 城市, 来源 …"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.data.kinds import AMOUNT, FACTORS, FLAG, MEMBERS, TEXTS, WHOLE, Kind, Record
from briefing.data.reading import Page
from briefing.data.records import FACT
from briefing.data.tables.files.book import Sheet, cell_name
from briefing.data.tables.record_heads import SHEETS, keys_by_head
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Location, Problem

UNREAD = ("填写说明",)
"""The sheets that are for people."""

HEADS: Mapping[str, tuple[Record, Mapping[str, str]]] = {
    name: (record, keys_by_head(record)) for name, record in SHEETS.items() if record is not FACT
}
"""By the name of a sheet, the record that its rows are, and which key each head is."""


@dataclass(slots=True)
class SheetPage(Page):
    """A sheet in the reading: the line of a record is its row, and each key has its column."""

    sheet: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)

    def place(self, line: int | None, key: str | None) -> Location:
        """Return the cell; the first of the row where the key has no column."""
        return Location(self.file, cell=f"{self.sheet}!{cell_name((line or 1) - 1, self.columns.get(key or '', 0))}")


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A sheet of records as texts by key: `columns` says where each key stands, `rows` are counted from 0."""

    file: str
    name: str
    columns: Mapping[str, int]
    rows: Sequence[tuple[int, Mapping[str, str]]]

    def blocks(self) -> tuple[list[YamlMapping], SheetPage]:
        """Return the rows as blocks, ready for the decoder, and the page that they stand on."""
        record = HEADS[self.name][0]
        blocks = []
        for row, texts in self.rows:
            block = YamlMapping(row + 1)
            for key, text in texts.items():
                known = record.by_key.get(key)
                block[key] = _value(text, known.kind if known else None)
                block.lines[key] = row + 1
            blocks.append(block)
        return blocks, SheetPage(self.file, sheet=self.name, columns=self.columns)


def read_records(sheet: Sheet) -> tuple[RecordSheet, list[Problem]]:
    """Return what a sheet of `HEADS` holds, and which of its columns are none of its own."""
    heads = HEADS[sheet.name][1]
    top = next((row for row, values in enumerate(sheet.raw) if any(values)), 0)
    named = ["".join(str(value).split()) for value in (sheet.raw[top] if sheet.raw else ())]
    columns = {heads[name]: at for at, name in enumerate(named) if name in heads}
    rows = []
    for row in range(top + 1, len(sheet.raw)):
        texts = {key: text for key, at in columns.items() if (text := sheet.cell(row, at).text.strip())}
        if texts:
            rows.append((row, texts))
    problems = [
        Problem(f"没有“{name}”这一列。", sheet.location(top, at), f"可用的列：{'、'.join(heads)}。")
        for at, name in enumerate(named)
        if name and name not in heads
    ]
    return RecordSheet(sheet.file, sheet.name, columns, rows), problems


_SAID: Mapping[str, Value] = {"越高越好": "高", "越低越好": "低", "是": True, "否": False}


def _value(text: str, kind: Kind | None) -> Value:
    """Return what a cell says, as YAML would give it.

    Names are parted by 、 or by commas; where one of them holds such a sign, by semicolons (甲、乙；丙). What is no
    mapping stays a text, and is told.
    """
    if kind is TEXTS:
        between = ";；" if re.search("[;；]", text) else "、,，"
        return [part.strip() for part in re.split(f"[{between}]", text) if part.strip()]
    if kind in (MEMBERS, FACTORS):
        return _mapping(text, TEXTS if kind is MEMBERS else AMOUNT)
    if kind in (WHOLE, AMOUNT) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return Decimal(text) if "." in text else int(text)
    return _SAID.get(text, text) if kind is FLAG or text in ("越高越好", "越低越好") else text


def _mapping(text: str, kind: Kind) -> Value:
    """part=甲；whole=乙、丙 or 元=1；角=0.1 as a mapping."""
    block = YamlMapping()
    for part in filter(str.strip, re.split("[;；\n]", text)):
        name, equals, held = part.replace("＝", "=").partition("=")
        if not equals:
            return text
        block[name.strip()] = _value(held.strip(), kind)
    return block
