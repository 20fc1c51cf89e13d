"""The one decoder that follows the records of data files, and records under a key of another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.data.kinds import Field, Kind, Record, WrongPair, of
from briefing.data.reading import Page
from briefing.data.yaml_values import Value, YamlMapping
from briefing.errors import Location, did_you_mean


def decode(record: Record, value: Value, page: Page) -> dict[str, Any] | None:
    """The values of one record by key, keys left empty being left out.

    Everything wrong goes to `page`. None if the record cannot be used: it is no mapping, or a required key is missing
    or wrong.
    """
    if type(value) is not YamlMapping:
        page.error(f"{record.title}应写成“键: 值”的形式，写的是{_shown(value)}。", hint=f"可用的键：{_keys(record)}。")
        return None
    fields = record.by_key
    found: dict[str, Any] = {}
    for key, raw in value.items():
        item = fields.get(key)
        if item is None:
            hint = did_you_mean(key, fields) or f"可用的键：{_keys(record)}。"
            _tell(record, value, key, f"没有“{key}”这个键。", hint, page)
        elif raw is not None:
            try:
                found[key] = item.kind.read(raw)
            except ValueError as error:
                _wrong(record, value, item, page, error.args if isinstance(error, WrongPair) else (item.key, raw))
    if record.required <= found.keys():
        return found
    missing = [item for item in record.fields if item.required and item.key not in found and item.unless not in found]
    for item in missing:
        if value.get(item.key) is None:
            _tell(record, value, item.key, f"缺少“{item.key}”。", f"{item.note}；应为{item.kind.title}。", page)
    return None if missing else found


def decoded(record: Record, items: list[Value], page: Page) -> Iterator[tuple[dict[str, Any], Location]]:
    """The usable records of a list, with their places; what is wrong with the others goes to `page`."""
    for item in items:
        values = decode(record, item, page)
        if values is not None and type(item) is YamlMapping:
            yield values, page.place(item.line, values.get("id") or values.get("name"))


def _tell(record: Record, block: YamlMapping, key: str, message: str, hint: str, page: Page) -> None:
    """Note a problem at one key of a record, with the record's id if it has one."""
    id = block.get("id")
    name = id if isinstance(id, str) else ""
    title = f"{record.title}“{name}”" if name else record.title
    page.record_error(name, title + message, block.lines.get(key, block.line), key, hint)


def _wrong(record: Record, block: YamlMapping, item: Field, page: Page, pair: tuple[str, Value]) -> None:
    key, raw = pair
    within = f"的“{item.key}”里，“{key}”" if key != item.key else f"的“{key}”"
    near = did_you_mean(raw, item.kind.allowed) if isinstance(raw, str) else ""
    _tell(record, block, item.key, f"{within}写的是{_shown(raw)}。", f"应为{item.kind.title}。{near}", page)


def _shown(value: Value) -> str:
    if isinstance(value, YamlMapping):
        return "一组“键: 值”"
    if isinstance(value, list):
        return "一个列表"
    if value is None:
        return "空白"
    text = {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)
    return f"“{text if len(text) <= 40 else text[:40] + '…'}”"


def _keys(record: Record) -> str:
    return "、".join(item.key for item in record.fields)


def one(record: Record) -> Kind:
    """One record under a key, undecoded."""
    return Kind("一组“键: 值”", of(YamlMapping), {"$ref": f"#/$defs/{record.name}"}, record=record)


def many(record: Record) -> Kind:
    """A list of records, undecoded."""
    items = {"$ref": f"#/$defs/{record.name}"}
    return Kind("列表（每项以“- ”开头）", of(list), {"type": "array", "items": items}, record=record)
