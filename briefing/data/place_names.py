"""From any way to name a place to the cities of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from briefing.data.divisions import resolve
from briefing.errors import Problem


class _Coded(Protocol):
    """A city, or its entry in the index."""

    @property
    def code(self) -> str | None: ...
    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=_Coded)


def lookup(name: str, entries: Sequence[T]) -> list[T] | Problem:
    """Those of `entries`, cities of a workspace, that the table of divisions knows by `name` (广州天河).

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
