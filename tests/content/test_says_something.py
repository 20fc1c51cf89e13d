"""Whatever is asked for, a briefing says something, of each city in its title, and of the home city first."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefing.model import walk
from briefing.model.document import Figure, Heading, Items, Paragraph, RunKind
from briefing.wording.prose import plain
from tests.content.test_bulletin import CITIES, THEMES, briefing, library

ASKED = [
    *((name, CITIES, theme, home) for name in ("onepager", "bulletin") for theme in THEMES for home in (None, *CITIES)),
    *(("onepager", (city,), theme, None) for city in CITIES for theme in THEMES),
    *(("benchmark", CITIES, "", home) for home in CITIES),
    *(("profile", (city,), "", None) for city in CITIES),
]


@pytest.mark.parametrize(("name", "cities", "theme", "home"), ASKED)
def test_a_briefing_says_something(name: str, cities: tuple[str, ...], theme: str, home: str | None) -> None:
    found = briefing(cities, theme, name, home)
    if found is None:  # refused: nothing is held
        return
    blocks = found[0].blocks
    bare = [one for one, after in pairwise((*blocks, Heading(1, ()))) if isinstance(one, Heading)
            and isinstance(after, Heading) and after.level <= one.level]  # fmt: skip
    assert bare == []
    facts = {fact.id for fact in library().facts()} | {entry.id for entry in found[0].derived if entry.inputs}
    runs = list(walk.all_runs(blocks))
    assert any(run.kind is RunKind.CITE or run.ref in facts for run in runs)
    texts = "".join(run.text for run in runs)
    held = {id: library().records[id].city for id in cities}
    assert [city.name for id, city in held.items() if id != home and city.short not in texts] == []
    first = next(block for block in blocks if isinstance(block, Paragraph | Items))
    assert home is None or held[home].name in "".join(map(plain, walk.runs(first)))
    if name == "onepager":
        drawn = sum(isinstance(block, Figure) for block in blocks)
        assert drawn <= 1
    assert any(isinstance(block, Figure) for block in blocks) or any(
        why in texts for why in ("未附图", "未作图", "不排位次")
    )
