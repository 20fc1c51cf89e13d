"""The published schema says what the decoder does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from briefing.data.kinds import Record
from briefing.data.reading import Page
from briefing.data.records import CITY, FACT, INDICATOR, PRACTICE, RELATION, SOURCE
from briefing.data.schema import PUBLISHED, json_schema

ROOT = Path(__file__).parents[2]
WORKSPACE = ROOT / "data"


def errors(which: str, instance: object) -> list[str]:
    validator = Draft202012Validator(json_schema(which))
    return [error.json_path for error in validator.iter_errors(instance)]


def loaded(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return value


@pytest.mark.parametrize("which", PUBLISHED)
def test_every_schema_is_a_schema(which: str) -> None:
    """Of draft 2020-12, with a Chinese description of every key."""
    schema = json_schema(which)
    Draft202012Validator.check_schema(schema)
    parts: Any = [schema, *schema["$defs"].values()]  # type: ignore[attr-defined]
    for part in parts:
        assert all(key["description"] for key in part["properties"].values())


@pytest.mark.parametrize(
    ("which", "name"),
    [
        ("units", "units.yaml"),
        ("themes", "themes.yaml"),
        ("frameworks", "frameworks/national.yaml"),
        ("indicators", "indicators/financing.yaml"),
        ("city", "cities/luoyang.yaml"),
    ],
)
def test_sound_files_fit_their_schema(data: Path, which: str, name: str) -> None:
    """What the reader takes without a problem, the editor takes too."""
    assert errors(which, loaded(data / name)) == []


@pytest.mark.parametrize("path", sorted(WORKSPACE.glob("cities/*.yaml")), ids=lambda path: path.stem)
def test_the_built_in_cities_fit_the_schema(path: Path) -> None:
    """So that they can serve as examples."""
    assert errors("city", loaded(path)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("value", "104"),
        ("value", 1234567890123456789),
        ("value", "300-310"),
        ("value", "3万~5万"),
        ("value", [300]),
        ("value", [300, 310, 320]),
        ("qualifier", "大约"),
        ("period", "去年"),
        ("period", 2023.1),
        ("basis", "全年"),
        ("direction", "升"),
        ("paragraph", -1),
        ("id", "luoyang"),
        ("extra", 1),
    ],
)
def test_what_the_reader_refuses_does_not_fit(data: Path, key: str, value: object) -> None:
    """Wrong types, words that are not allowed, unknown keys."""
    file = loaded(data / "cities" / "luoyang.yaml")
    file["facts"][0][key] = value
    assert errors("city", file)


@pytest.mark.parametrize("value", [3.5, -2, "300~310", "300～310", "-3.5~-1", [300, 310]])
def test_a_number_and_a_range_fit(data: Path, value: object) -> None:
    """As the reader takes them."""
    file = loaded(data / "cities" / "luoyang.yaml")
    file["facts"][0]["value"] = value
    assert errors("city", file) == []


@pytest.mark.parametrize("url", ["javascript:alert(1)", "www.wuhan.gov.cn"])
def test_only_addresses_of_the_web_fit(data: Path, url: str) -> None:
    """As the reader refuses others."""
    file = loaded(data / "cities" / "luoyang.yaml")
    file["sources"][0]["url"] = url
    assert errors("city", file)


@pytest.mark.parametrize("path", sorted(ROOT.glob("templates/*/template.yaml")), ids=lambda path: path.parent.name)
def test_the_built_in_templates_fit_the_schema(path: Path) -> None:
    """Their descriptions, too, serve as examples."""
    assert errors("template", loaded(path)) == []


@pytest.mark.parametrize(
    ("parameter", "fits"),
    [
        ({"name": "a"}, True),
        ({"name": "a", "type": "整数", "default": 3}, True),
        ({"name": "a", "type": "选项", "options": ["b"]}, True),
        ({"name": "a", "options": ["b"]}, True),  # of a 选项 of the base
        ({"name": "a", "type": "选项"}, False),
        ({"name": "a", "type": "整数", "options": ["3"]}, False),
        ({"name": "a", "type": "整树"}, False),
        ({"default": "a"}, False),
        ({"name": "a", "defualt": "b"}, False),
    ],
)
def test_a_parameter_fits_as_the_reader_takes_it(parameter: dict[str, Any], fits: bool) -> None:
    """Alone, or over one of the base."""
    assert (errors("template", {"title": "甲", "base": "bulletin", "parameters": [parameter]}) == []) is fits


@pytest.mark.parametrize("extra", [{"needs": ["hom"]}, {"fonts": {"bod": "仿宋"}}, {"based": "x"}, {"title": None}])
def test_a_wrong_description_of_a_template_does_not_fit(extra: dict[str, Any]) -> None:
    """As the reader refuses it."""
    assert errors("template", {"title": "甲"} | extra)


def test_the_readmes_settings_fit_and_slips_in_them_do_not() -> None:
    """The example of briefing.yaml, as an editor sees it."""
    example = re.search(r"^    settings: .*?(?=\n\n)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M | re.S)
    assert example
    file = yaml.safe_load(re.sub("^    ", "", example[0], flags=re.M))
    assert errors("briefing", file) == []
    assert errors("briefing", {**file, "citys": ["武汉"]})
    assert errors("briefing", {**file, "formats": ["doc"]})
    assert errors("briefing", {**file, "recipes": [{"themes": ["融资"]}]})


def test_a_city_needs_its_code_or_its_name() -> None:
    """One of them is enough."""
    assert errors("city", {"city": {"code": "420100"}}) == []
    assert errors("city", {"city": {"name": "武汉市"}}) == []
    assert errors("city", {"city": {"id": "wuhan"}})


@pytest.mark.parametrize("record", [CITY, SOURCE, FACT, PRACTICE, RELATION, INDICATOR])
def test_no_key_stands_twice_in_a_table(record: Record) -> None:
    """The second would hide the first."""
    assert len(record.by_key) == len(record.fields)


def test_a_page_keeps_its_problems_in_order() -> None:
    """Errors and warnings as they were found."""
    page = Page("a.yaml")
    page.error("一")
    page.warn("二", 3, "id")
    assert [str(problem) for problem in page.problems] == ["a.yaml：一", "a.yaml 第 3 行 “id”：二"]


def test_a_fact_needs_its_paragraph_or_its_cell(data: Path) -> None:
    file = loaded(data / "cities" / "luoyang.yaml")
    del file["facts"][0]["paragraph"], file["facts"][0]["printed"]
    assert errors("city", file)
    file["facts"][0]["cell"] = "台账.xlsx 数据!D17"
    assert errors("city", file) == []
