"""The built-in templates name no city, no indicator and no fact: what is added to the data is printed as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.analysis.analyse import analyse
from briefing.charts import refuse
from briefing.content.compose import compose
from briefing.data.reader import examine
from briefing.data.selection import select
from briefing.data.template_folders import read_template
from briefing.data.yaml_files.yaml_reader import YamlReader
from briefing.model.template import MEMO
from briefing.model.walk import all_runs
from tests.builders import Item, city, fact, indicator
from tests.content.samples import request
from tests.docs.office import HOME, office

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "templates"
NAMES = sorted(path.parent.name for path in FOLDER.glob("*/template.yaml"))
# one page has room for little: what is added may not be of it
LONG = [
    name for name in NAMES if read_template(name, (FOLDER,)).kind != MEMO and name not in ("correction", "onepager")
]
ADDED: tuple[Item, ...] = (
    city("geng", "庚市", level="地级市", parent="某省"),
    indicator("licences", "发证数量", better="高"),
    *(fact(f"{id}.licences", value, "件", period="2023年") for id, value in ((HOME, 300), ("jia", 410), ("geng", 520))),
)


def _printed(name: str, *added: Item) -> str:
    data = analyse(select(office(*added)), HOME)
    document, _ = compose(data, read_template(name, (FOLDER,)), request(), refuse)
    return "".join(run.text for run in all_runs(document.blocks))


@pytest.mark.parametrize("name", LONG)
def test_a_city_and_an_indicator_that_are_added_are_printed(name: str) -> None:
    before, after = _printed(name), _printed(name, *ADDED)
    assert [word in before for word in ("庚市", "发证数量", "520")] == [False] * 3
    assert [word in after for word in ("庚市", "发证数量", "520")] == [True] * 3


def test_no_template_names_what_is_in_the_data() -> None:
    library, _ = examine(YamlReader(ROOT / "data"), request().date)
    cities = (name for city in library.known for name in (city.name, city.short, city.id))
    held = {
        *cities,
        *(item.name for item in library.catalogue.indicators.values()),
        *(fact.id for fact in library.facts()),
    }
    texts = {str(path.relative_to(FOLDER)): path.read_text("utf-8") for path in FOLDER.rglob("*.j2")}
    assert {(file, name) for file, text in texts.items() for name in held if name in text} == set()
