"""Reads what the inventories say: for every paragraph of an article, each figure and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.data.yaml_files.yaml_nodes import read_yaml

DATA = Path(__file__).parents[2] / "data"
CITIES = ("wuhan", "sanmenxia", "tianhe")


@dataclass(frozen=True)
class Entry:
    """A figure as printed: the fact it became, or the reason why it is none (then `fact` is None)."""

    printed: str
    fact: str | None
    reason: str | None


@dataclass(frozen=True)
class Paragraph:
    """A body paragraph (0: title, deck, captions); `lines` are openings of the lines of text that make it up."""

    number: int
    lines: tuple[str, ...]
    entries: tuple[Entry, ...]


def paragraphs(city: str) -> tuple[Paragraph, ...]:
    """The inventory of one city's article."""
    value, problems = read_yaml(DATA / "inventory" / f"{city}.yaml")
    assert not problems
    content: Any = value
    return tuple(
        Paragraph(
            block["number"],
            tuple(block["lines"]),
            tuple(Entry(item["printed"], item.get("fact"), item.get("reason")) for item in block["figures"]),
        )
        for block in content["paragraphs"]
    )


def mentions(city: str) -> Iterator[tuple[int, Entry]]:
    """Every entry that became a fact, with the number of its paragraph."""
    for paragraph in paragraphs(city):
        yield from ((paragraph.number, entry) for entry in paragraph.entries if entry.fact is not None)
