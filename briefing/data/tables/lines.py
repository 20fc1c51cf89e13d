"""The lines around a table: its title, 单位：万户, 时间：2023年, 数据来源：…, 填报单位, notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from briefing.data.tables.grid import Grid
from briefing.data.tables.periods import is_period


class Key(StrEnum):
    """What a line is about."""

    UNIT = "单位"
    PERIOD = "时间"
    CITY = "地区"
    INDICATOR = "指标"
    SOURCE = "数据来源"
    REPORTER = "填报单位"
    NOTE = "注"
    FORM = "表号"
    TITLE = "标题"


_OFFICE = (
    "表号|(?:制定|批准|备案)(?:机关|单位|文号)|文号|有效期[至到]?|数据库|序列|页码|密级|日期|截止日期?|"
    "(?:填报|报出|报送|制表|填表|更新|导出|打印|发布)(?:日期|时间)"
)
_PEOPLE = "(?:审核|填报|制表|复核|填表|统计|单位|部门)?(?:人|负责人)|制表|审核|联系人|(?:联系)?电话|手机|分管领导|经办"
_KEYS: tuple[tuple[Key, str], ...] = (
    (Key.REPORTER, "(?:填报|报送|编制|制表|填表|上报)(?:单位|部门|机关)|单位名称|报表单位|综合机关名称"),
    (Key.UNIT, "(?:计量|数据|数值|金额|货币)?单位"),
    (
        Key.PERIOD,
        "(?:统计|数据|报告|所属|报表|指标)?(?:时间|时期|年份|年度|期别|月份)|报告期|统计期|所属期|期间|截至时间",
    ),
    (Key.CITY, "(?:所在|所属|统计)?(?:地区|城市|区域|行政区划?|市州|地市|市县|区县)(?:名称)?"),
    (Key.INDICATOR, "(?:统计)?指标(?:名称)?"),
    (Key.SOURCE, "(?:数据|资料|指标)?(?:来源|出处)|数据提供(?:单位|部门)?"),
    (Key.FORM, f"{_OFFICE}|{_PEOPLE}"),
    (Key.NOTE, "注\\d*|说明|备注|注释|附注|填报说明|注意"),
)
_KEYED = re.compile("|".join(f"(?P<{key.name}>{form})" for key, form in _KEYS))
_START = re.compile(f"(?:{'|'.join(form for _, form in _KEYS)}):")
_UNIT_ALONE = re.compile(r"\(?单位(?!:)(.{1,12}?)\)?")


@dataclass(frozen=True, slots=True)
class Line:
    """One statement beside a table, with the cell that it stands in."""

    key: Key
    text: str
    row: int
    column: int


def keyed(text: str) -> tuple[Key, str] | None:
    """Return the key and the value of a tidied text like 单位:万户, None if it is none."""
    bare = re.sub(r"^\((.*)\)$", r"\1", text)
    head, colon, value = bare.partition(":")
    head = re.sub(r"\([盖公签]?章\)$", "", head)
    if colon and (found := _KEYED.fullmatch(head)):
        return Key[str(found.lastgroup)], value
    if found := _UNIT_ALONE.fullmatch(bare):
        return Key.UNIT, found[1]
    if re.match(r"注\d?[、.，,\s]|\*|※|①|注$", bare):
        return Key.NOTE, bare
    return None


def is_line(texts: Sequence[str]) -> bool:
    """Return whether a row with these texts is one of lines: one that has a key, and nothing that looks like data."""
    if not texts:
        return True
    if not any(keyed(text) for text in texts):
        return False
    plain = [text for text in texts if not keyed(text) and not is_period(text)]
    return len(plain) <= sum(1 for text in texts if keyed(text)) and not any(
        re.fullmatch(r"[-\d.,%]+", text) for text in plain
    )


def closes_table(texts: Sequence[str], closed: bool) -> bool:
    """Return whether the line belongs to the table above it; `closed`: so do earlier ones, whose notes may go on."""
    keys = [found[0] for text in texts if (found := keyed(text))]
    if any(key in (Key.NOTE, Key.SOURCE) for key in keys) or any(
        re.match("审核|负责人|填报?人|制表|联系|单位负责|统计负责|报出", text) for text in texts
    ):
        return True
    return closed and len(texts) == 1 and bool(re.match(r"\(?\d+[.、)]|[①-⑩]|本表|以上|上表|\*", texts[0]))


def read_lines(grid: Grid, above: Iterable[int], below: Iterable[int]) -> list[Line]:
    """Return what the lines of the rows say, several of one cell apart; the first text above without key is a title."""
    found = [line for row in above for line in _statements(grid, row)]
    for row in below:
        found += (
            Line(Key.NOTE, line.text, line.row, line.column) if line.key is Key.TITLE else line
            for line in _statements(grid, row)
        )
    return found


def _statements(grid: Grid, row: int) -> Iterator[Line]:
    columns = grid.filled(row)
    waiting: Key | None = None
    for column in columns:
        for part in _parts(grid.text(row, column)):
            found = keyed(part)
            if found and not found[1] and found[0] is not Key.NOTE:
                waiting = found[0]
            elif found:
                note = found[0] is Key.NOTE
                yield Line(found[0], " ".join(grid.cell(row, column).text.split()) if note else found[1], row, column)
            elif waiting is not None:
                yield Line(waiting, part, row, column)
                waiting = None
            elif is_period(re.sub(r"^\((.*)\)$", r"\1", part)) and not re.match(r"\d.*日$", part):
                yield Line(Key.PERIOD, part.strip("()"), row, column)
            else:
                yield Line(Key.TITLE, part, row, column)


def _parts(text: str) -> list[str]:
    """Return the statements of one cell: 单位:万户时间:2023年 are two."""
    if not keyed(text) or keyed(text) == (Key.NOTE, text) or text.startswith(("注", "说明", "备注")):
        return [text]
    bare = re.sub(r"^\((.*)\)$", r"\1", text)
    starts = sorted({0, *(found.start() for found in _START.finditer(bare))})
    return [bare[start:end].strip(",;、") for start, end in zip(starts, [*starts[1:], len(bare)], strict=True)]
