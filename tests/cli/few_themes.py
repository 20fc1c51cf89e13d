"""The built-in data cut down to three themes, so that what composes them in every way takes a quarter of the time."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

THEMES = ("services", "financing", "taxation")


def cut_down(data: Path) -> None:
    """Leave of the folder with the built-in data what belongs to `THEMES`, still sound."""
    for file in (data / "comparability.yaml", *(data / "inventory").iterdir()):
        file.unlink()
    indicators = set[str]()
    for file in (data / "indicators").iterdir():
        if file.stem in THEMES:
            indicators |= {item["id"] for item in _read(file)["indicators"]}
        else:
            file.unlink()
    for name, key in (("themes", "id"), ("topics", "theme")):
        file = data / f"{name}.yaml"
        _write(file, {name: [item for item in _read(file)[name] if item[key] in THEMES]})
    for file in (data / "cities").iterdir():
        _write(file, _of_themes(_read(file), indicators))


def _of_themes(city: dict[str, Any], indicators: set[str]) -> dict[str, Any]:
    facts = [fact for fact in city["facts"] if fact["indicator"] in indicators]
    left_out = {fact["id"] for fact in city["facts"]} - {fact["id"] for fact in facts}
    practices = [
        item
        for item in city["practices"]
        if item["theme"] in THEMES and left_out.isdisjoint(re.findall(r"{([\w.-]+)", item["text"]))
    ]
    relations = [item for item in city.get("relations", ()) if left_out.isdisjoint(_members(item))]
    return {**city, "facts": facts, "practices": practices, "relations": relations}


def _members(relation: dict[str, Any]) -> set[str]:
    held = relation["members"]
    return {id for given in held.values() for id in ([given] if isinstance(given, str) else given)}


def _read(file: Path) -> dict[str, Any]:
    return yaml.safe_load(file.read_text("utf-8"))


def _write(file: Path, held: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(held, allow_unicode=True, sort_keys=False), encoding="utf-8")
