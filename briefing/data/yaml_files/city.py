"""The city of a city file: what the file leaves out comes from the table of divisions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefing.data.divisions import Division, division, level_name, resolve
from briefing.data.fields import decode
from briefing.data.reading import Page
from briefing.data.records import CITY
from briefing.data.yaml_values import Value
from briefing.model.library import City


def city_of(value: Value, stem: str, page: Page) -> City | None:
    """The city that the block `city:` describes; its id is the file's `stem` if it gives none.

    A code or a name is enough for a place of GB/T 2260. None, with a problem, if neither is given, the code does not
    exist, or the name means several places.
    """
    values = decode(CITY, value, page)
    if values is None:
        return None
    line = getattr(value, "line", None)
    values = {"id": stem, "location": page.place(line, "city"), **values}
    if "code" in values:
        return _by_code(values, line, page)
    if "name" in values:
        return _by_name(values, line, page)
    hint = "写一个就够，如“city: {name: 武汉市}”；功能区写 name 和 parent。"
    page.error("城市缺少“code”或“name”。", line, "city", hint)
    return None


def _by_code(values: dict[str, Any], line: int | None, page: Page) -> City | None:
    code, name = values["code"], values.get("name")
    found = division(code)
    if found is None:
        hint = "请核对代码；功能区没有代码，请删去这一行并写 name 和 parent。"
        page.error(f"没有代码为“{code}”的行政区划。", line, "code", hint)
        return None
    if name is not None and found.code not in {item.code for item in resolve(name)}:
        hint = f"代码 {found.code} 是“{found.path}”，请核对哪一个是对的。"
        page.error(f"城市名称“{name}”与代码“{code}”不符。", line, "name", hint)
    return _completed(values, found, line, page)


def _by_name(values: dict[str, Any], line: int | None, page: Page) -> City | None:
    name, parent = values["name"], values.get("parent", "")
    found = [item for item in resolve(name) if parent in item.path]
    if len(found) == 1:
        return _completed(values, found[0], line, page)
    if found:
        listed = "、".join(f"{item.path}（{item.code}）" for item in found)
        page.error(f"城市名称“{name}”有多个：{listed}。", line, "name", "请写 code，或写 parent（所在的上级地区）。")
        return None
    if not parent:
        hint = "请核对名称，或写 code；功能区请写 parent（所在的上级地区）。"
        page.warn(f"行政区划表中没有“{name}”。", line, "name", hint)
    return City(**values)


def _completed(values: dict[str, Any], found: Division, line: int | None, page: Page) -> City:
    """The city with the official name, level and parent of its division; a short name typed becomes an alias."""
    if found.note:
        page.warn(f"{found.note}。", line, "city", "请改用现在的代码和名称。")
    above = division(found.parent) if found.parent else None
    official = {"level": level_name(found), "parent": above.name if above else ""}
    city = City(**{**official, **values, "code": found.code, "name": found.name})
    typed = values.get("name", found.name)
    return city if typed in (found.name, *city.aliases) else replace(city, aliases=(typed, *city.aliases))
