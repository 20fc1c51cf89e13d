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


def test_whether_a_place_is_a_merit_is_asked_of_the_indicator_and_not_of_its_direction() -> None:
    """`Indicator.judged` says it; the direction, which totals have, too, is for those that order or mark figures."""
    directed = {
        "value_lists",  # what the catalogue says, for an author
        "courses",
        "theme_figures",  # which end is drawn first
        "rankings",
        "asked_tables",
        "score_card",  # totals apart from what has no better end
        "city_tables",  # what has no better end has no places
        "checklist",  # a target is reached upwards or downwards
    }
    found = {
        path.stem
        for room in ("content", "wording", "charts", "render", "trace", "bundle", "memo", "templating")
        for path in (PACKAGE / room).rglob("*.py")
        for item in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(item, ast.Attribute) and item.attr == "better"
    }
    assert found == directed
