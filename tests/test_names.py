"""One word, one thing: no two modules define a public class of the same name."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "briefing"


def test_a_public_class_has_a_name_of_its_own() -> None:
    homes: dict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for item in ast.parse(path.read_text("utf-8")).body:
            if isinstance(item, ast.ClassDef) and not item.name.startswith("_"):
                homes[item.name].append(path.relative_to(PACKAGE).as_posix())
    assert len(homes) > 200
    # `briefing.Template` tries lines of one: the front door calls it what its user does
    shared = {name: places for name, places in homes.items() if len(places) > 1 and name != "Template"}
    assert shared == {}
