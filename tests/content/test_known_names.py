"""A city or a theme is found by any of its names; a condition that no city or theme can fulfil is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.content.compose import compose
from briefing.errors import Severity
from briefing.model.document import Paragraph
from briefing.model.library import City
from tests.builders import analysis, city, fact, practice, theme
from tests.content.samples import BODY, blocks_of, request, template, told

WUHAN = City(id="wuhan", name="武汉市", code="420100", aliases=("江城",))
DATA = analysis(
    WUHAN,
    city("tianhe", "天河区"),
    theme("services", "政务服务", aliases=("政务",)),
    theme("financing", "中小企业融资"),
    fact("wuhan.items", 104, "项"),
    fact("tianhe.items", 3, "项"),
    practice("wuhan.joint", "联办。"),
    practice("tianhe.joint", "联办。"),
)
HOLDS = (
    *(
        f'"{name}" in briefing.cities'
        for name in ("武汉市", "武汉", "wuhan", "420100", "江城", "湖北武汉", "ＷＵＨＡＮ")
    ),
    *(f'"{name}" in briefing.themes' for name in ("政务服务", "政务", "services")),
    *(f'"{name}" in briefing.themes[0].cities' for name in ("天河区", "天河", "tianhe")),
    'briefing.cities[0] == "武汉市"',
    'briefing.themes[0].name == "政务服务"',
    'briefing.themes[0].cities[0].short == "武汉"',
    'briefing.themes[0].name in ["中小企业融资", "政务服务"]',
    'briefing.themes | selectattr("name", "equalto", "政务服务") | list',
    '"中小企业融资" not in briefing.themes',
    'briefing.subjects == "甲"  or true',
)


def written(folder: Path, body: str) -> tuple[str, list[str]]:
    """What a body prints about `DATA`, and every problem of it."""
    blocks, problems = blocks_of(folder, {BODY: body}, DATA)
    text = "".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    assert {problem.severity for problem in problems} <= {Severity.WARNING}
    return text, [f"{problem.location.line} {problem.message}{problem.hint}" for problem in problems]


@pytest.mark.parametrize("condition", HOLDS)
def test_a_condition_on_any_name_of_a_city_or_theme_holds(tmp_path: Path, condition: str) -> None:
    assert written(tmp_path, f"{{% if {condition} %}}甲{{% endif %}}") == ("甲", [])


VAIN = "这个条件不起作用。"
NEVER = {
    '{% if "武汗" in briefing.cities %}甲{% endif %}': (
        f"1 条件里的“武汗”不是资料库里的城市，{VAIN}您是不是要找“武汉市”？"
    ),
    '\n{% if "zhengzhou" in briefing.cities %}甲{% endif %}': (
        f"2 条件里的“zhengzhou”不是资料库里的城市，{VAIN}现有城市：武汉市、天河区。"
    ),
    '{% if "郑州市" not in briefing.cities %}{% endif %}': (
        f"1 条件里的“郑州市”不是资料库里的城市，{VAIN}"
        "现有城市：武汉市、天河区。要增加，请在 data/cities/ 里建它的文件。"
    ),
    '{% if "政府服务" in briefing.themes %}甲{% endif %}': (
        f"1 条件里的“政府服务”不是资料库里的主题，{VAIN}您是不是要找“政务服务”？"
    ),
    '{% for theme in briefing.themes if theme.name == "政务" %}甲{% endfor %}': (
        "1 这里比的是主题的名称，写的是“政务”，不会相同。请写“政务服务”。"
    ),
    '{% for theme in briefing.themes[:1] %}\n{% for c in theme.cities if c.name == "武汉" %}{% endfor %}{% endfor %}': (
        "2 这里比的是城市的全名，写的是“武汉”，不会相同。请写“武汉市”。"
    ),
    '{% for city in briefing.cities if city == "wuhan" %}甲{% endfor %}': (
        "1 这里比的是城市的全名，写的是“wuhan”，不会相同。请写“武汉市”。"
    ),
    '{% set one = briefing.themes | first %}{% if one.cities[0].short in ["武汉市"] %}甲{% endif %}': (
        "1 这里比的是城市的简称，写的是“武汉市”，不会相同。请写“武汉”。"
    ),
    '{% for one in briefing.themes | selectattr("name", "in", ["政务服务", "融资"]) %}{% endfor %}': (
        f"1 条件里的“融资”不是资料库里的主题，{VAIN}您是不是要找“中小企业融资”？"
    ),
    '{% for theme in briefing.themes if theme == "政务服务" %}甲{% endfor %}': (
        "1 一项内容与文字“政务服务”比，不会相同。请用它的名称比，如 theme.name。"
    ),
}


@pytest.mark.parametrize(("body", "problem"), NEVER.items())
def test_a_condition_that_can_never_hold_is_told(tmp_path: Path, body: str, problem: str) -> None:
    assert written(tmp_path, body) == ("", [problem])


def test_a_part_knows_what_its_loop_goes_through(tmp_path: Path) -> None:
    files = {
        BODY: '{% for theme in briefing.themes %}{% include "mine/part.md.j2" %}{% endfor %}',
        "mine/part.md.j2": '\n{% if theme.name == "融资服务" %}甲{% endif %}',
    }
    [problem] = told(tmp_path, files)
    assert problem.startswith("mine/part.md.j2:2 条件里的“融资服务”不是资料库里的主题")


@pytest.mark.parametrize(
    "body",
    [
        '{% for theme in briefing.themes %}{% if "政" in theme.name %}{% endif %}{% endfor %}',
        '{% set 甲 = "乙" %}{% if 甲 == "丙" or 报送 == "丁" %}{% endif %}',
        '{% macro m(theme) %}{% if theme.name == "甲" %}{% endif %}{% endmacro %}',
        '{% for x in briefing.cities %}{% endfor %}{% for x in ["甲"] %}{% if x == "乙" %}{% endif %}{% endfor %}',
    ],
)
def test_of_what_is_not_known_to_be_a_name_nothing_is_said(tmp_path: Path, body: str) -> None:
    assert written(tmp_path, body)[1] == []


def test_a_city_that_was_not_asked_for_is_no_mistake(tmp_path: Path) -> None:
    whole = analysis(fact("tianhe.items", 3, "项"))
    selection = whole.selection
    library = replace(selection.library, everywhere=(WUHAN,))
    asked = replace(whole, selection=replace(selection, library=library))
    body = "".join(f'{{% if "{name}" in briefing.cities %}}甲{{% endif %}}' for name in ("武汉", "江城", "湖北武汉"))
    document, problems = compose(asked, template(tmp_path, body + "乙"), request(), lambda chart: None)
    assert (document.blocks[0].runs[0].text, problems) == ("乙", [])  # type: ignore[union-attr]
