"""The sheets of a workspace's own workbook that hold records instead of figures: 指标, 城市, 来源, 做法, 关联."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from briefing.data.fields import AMOUNT, FLAG, MEMBERS, TEXTS, WHOLE, Kind, Record
from briefing.data.reading import Page
from briefing.data.records import CITY, INDICATOR, PRACTICE, RELATION, SOURCE
from briefing.data.tables.book import Sheet, cell_name
from briefing.data.yaml_values import Block, Value
from briefing.errors import Location, Problem

UNREAD = ("填写说明",)
"""The sheets that are for people."""

HEADS: Mapping[str, tuple[Record, Mapping[str, str]]] = {
    "指标": (
        INDICATOR,
        {
            "标识": "id",
            "名称": "name",
            "主题": "theme",
            "单位": "unit",
            "单位族": "family",
            "口径": "definition",
            "越高越好/越低越好": "better",
            "可比": "compare",
            "量": "measure",
            "评价体系": "frameworks",
        },
    ),
    "城市": (
        CITY,
        {"标识": "id", "代码": "code", "名称": "name", "级别": "level", "上级": "parent", "其他名称": "aliases"},
    ),
    "来源": (
        SOURCE,
        {
            "标识": "id",
            "标题": "title",
            "发布单位": "publisher",
            "日期": "date",
            "网址": "url",
            "段数": "paragraphs",
            "说明": "caveat",
            "备注": "note",
        },
    ),
    "做法": (
        PRACTICE,
        {
            "标识": "id",
            "城市": "city",
            "名称": "name",
            "其他名称": "aliases",
            "主题": "theme",
            "做法": "text",
            "数据点": "facts",
            "首创": "first",
            "事项": "topic",
            "类别": "kind",
            "代表": "key",
            "分量": "headline",
            "来源": "source",
            "位置": "paragraph",
        },
    ),
    "关联": (
        RELATION,
        {
            "标识": "id",
            "城市": "city",
            "种类": "kind",
            "名称": "name",
            "成员": "members",
            "总体或起点": "base",
            "说明": "caveat",
            "备注": "note",
        },
    ),
}
"""By the name of a sheet, the record that its rows are, and which key each head is."""

OWN = frozenset({"unit", "city"})
"""Keys that stand in a sheet beside those of the record."""


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

    def blocks(self) -> tuple[list[Block], SheetPage]:
        """Return the rows as blocks, ready for the decoder, and the page that they stand on."""
        record = HEADS[self.name][0]
        blocks = []
        for row, texts in self.rows:
            block = Block(row + 1)
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


_SAID = {"越高越好": "高", "越低越好": "低"}


def _value(text: str, kind: Kind | None) -> Value:
    """Return what a cell says, as YAML would give it: lists are parted by 、 or ；, members are 角色=标识、标识；…"""
    if text in _SAID:
        return _SAID[text]
    if kind is TEXTS:
        return [part.strip() for part in re.split("[、；;]", text) if part.strip()]
    if kind is MEMBERS:
        members = Block()
        for part in re.split("[；;\n]", text):
            role, _, ids = part.partition("=")
            if role.strip():
                members[role.strip()] = [item.strip() for item in ids.split("、") if item.strip()]
        return members
    if kind is FLAG:
        return text in ("是", "true", "TRUE", "√")
    if kind in (WHOLE, AMOUNT) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text):
        return int(text) if text.isdigit() else Decimal(text)
    return text
