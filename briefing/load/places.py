"""From any way to name a place to the cities of a workspace."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.errors import Problem
from briefing.load.divisions import resolve
from briefing.load.index import CityEntry


def lookup(name: str, entries: Sequence[CityEntry]) -> list[CityEntry] | Problem:
    """The cities of the workspace that the table of divisions knows by `name` (广州天河, 440106000000).

    A Problem if it knows the place and the workspace does not; [] if it does not know it either.
    """
    places = resolve(name)
    codes = {place.code for place in places}
    found = [entry for entry in entries if entry.code in codes]
    if found or not places:
        return found
    known = "、".join(f"{place.path}（{place.code}）" for place in places[:4])
    held = "、".join(entry.name for entry in entries[:12])
    return Problem(f"资料库里还没有{known}的数据。", hint=f"现有城市：{held}。要增加，请在 data/cities/ 里建它的文件。")
