"""Write a workspace with made-up data, in the project's own schema: N cities x 12 themes x 10 facts.

python workspace.py FOLDER CITIES. The same number gives the same files; names of cities are invented and have no codes.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

THEMES = (
    ("services", "政务服务"),
    ("entry", "企业开办"),
    ("construction", "项目审批"),
    ("taxation", "纳税办税"),
    ("financing", "融资对接"),
    ("support", "惠企政策"),
    ("innovation", "科技创新"),
    ("talent", "人才引育"),
    ("opening", "对外贸易"),
    ("law", "法治监管"),
    ("digital", "数据共享"),
    ("living", "宜居环境"),
)
"""Id and name of each theme."""

INDICATORS = (
    ("volume", "业务总量", "万件", "count", 5, 900, 2),
    ("clients", "服务对象", "户", "count", 900, 90000, 0),
    ("items", "办理事项", "项", "count", 20, 2000, 0),
    ("online", "全程网办率", "%", "percent", 55, 99, 2),
    ("satisfied", "群众满意率", "%", "percent", 80, 99, 1),
    ("limit", "平均办理时限", "个工作日", "workday", 1, 15, 1),
    ("funds", "投入资金", "亿元", "cny", 1, 400, 2),
)
"""Id, name, unit, family, lowest and highest value and decimals of the indicators that every theme has."""

YEARS = (2021, 2022, 2023, 2024)
"""The first indicator of a theme has all of them, the others the last."""

UNITS = """families:
  - {id: count, name: 数量, scalable: true, units: {件: 1, 户: 1, 项: 1}}
  - {id: percent, name: 百分比, scalable: false, units: {"%": 1}}
  - {id: workday, name: 工作日, scalable: false, units: {个工作日: 1}}
  - {id: cny, name: 人民币金额, units: {元: 1}}
"""

_FIRST = "东西南北中安平永长清宁泰顺昌兴和德盛景临"
_SECOND = "江州阳山川海林原陵城丰湖河溪岭源水门桥港"


def city_id(number: int) -> str:
    """Return the id of a city, 0 being the first."""
    return f"sample-{number:04d}"


def city_name(number: int) -> str:
    """Return the name of a city, such as 虚东江东市; the first character tells that there is no such city."""
    rest, first = divmod(number, len(_FIRST))
    third, second = divmod(rest, len(_SECOND))
    return f"虚{_FIRST[first]}{_SECOND[second]}{_FIRST[third]}市"


def spread(cities: int, wanted: int = 3) -> list[int]:
    """Return the numbers of `wanted` cities that lie far apart in a workspace of `cities`."""
    return [index * (cities - 1) // max(1, wanted - 1) for index in range(wanted)]


def indicators_yaml(theme: str, name: str) -> str:
    """Return the file of one theme's indicators."""
    lines = ["indicators:"]
    for indicator, label, _, family, *_ in INDICATORS:
        better = "低" if family == "workday" else "高"
        lines += [
            f"  - id: {theme}_{indicator}",
            f"    name: {name}{label}",
            f"    theme: {theme}",
            f"    family: {family}",
            f"    better: {better}",
            f"    definition: 虚构的{name}{label}",
        ]
    return "\n".join(lines) + "\n"


def fact_yaml(city: str, theme: str, indicator: str, unit: str, value: str, year: int) -> list[str]:
    """Return the lines of one fact."""
    return [
        f"  - id: {city}.{theme}-{indicator}-{year}",
        f"    indicator: {theme}_{indicator}",
        f"    value: {value}",
        f"    unit: '{unit}'",
        f"    printed: {value}{unit}",
        f"    period: {year}",
        "    basis: 期间",
        f"    paragraph: {1 + year % 7}",
    ]


def city_yaml(number: int) -> str:
    """Return the file of one city."""
    chance = random.Random(number)
    city, name = city_id(number), city_name(number)
    lines = ["city:", f"  id: {city}", f"  name: {name}", "  level: 地级市", "  parent: 虚省"]
    lines += [
        "sources:",
        f"  - id: {city}-yearbook",
        f"    title: {name}营商环境年报",
        f"    publisher: {name}统计局",
        "facts:",
    ]
    for theme, _ in THEMES:
        for place, (indicator, _, unit, _, low, high, decimals) in enumerate(INDICATORS):
            for year in YEARS if place == 0 else YEARS[-1:]:
                value = f"{chance.uniform(low, high):.{decimals}f}"
                lines += fact_yaml(city, theme, indicator, unit, value, year)
    return "\n".join(lines) + "\n"


def write_workspace(folder: Path, cities: int) -> Path:
    """Write the workspace, unless it is there already, and return its folder."""
    data = folder / "data"
    if (folder / "complete").exists():
        return folder
    (data / "cities").mkdir(parents=True, exist_ok=True)
    (data / "indicators").mkdir(exist_ok=True)
    themes = "".join(f"  - {{id: {theme}, name: {name}, frameworks: [sample.sample]}}\n" for theme, name in THEMES)
    (data / "units.yaml").write_text(UNITS, encoding="utf-8")
    (data / "themes.yaml").write_text("themes:\n" + themes, encoding="utf-8")
    (data / "frameworks").mkdir()
    framework = "name: 虚构评价\nitems:\n  - {id: sample, name: 虚构指标}\n"
    (data / "frameworks" / "sample.yaml").write_text(framework, encoding="utf-8")
    for theme, name in THEMES:
        (data / "indicators" / f"{theme}.yaml").write_text(indicators_yaml(theme, name), encoding="utf-8")
    for number in range(cities):
        (data / "cities" / f"{city_id(number)}.yaml").write_text(city_yaml(number), encoding="utf-8")
    (folder / "complete").touch()
    return folder


if __name__ == "__main__":
    write_workspace(Path(sys.argv[1]), int(sys.argv[2]))
