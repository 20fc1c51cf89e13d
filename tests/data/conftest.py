"""A small sound data folder, that each test makes wrong in one place."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

FILES = {
    "units.yaml": """
        families:
          - {id: count, name: 数量, units: {项: 1, 家: 1, 户: 1, 名: 1}}
          - {id: cny, name: 人民币金额, units: {元: 1}}
          - {id: percent, name: 百分比, scalable: false, units: {"%": 1}}
          - {id: score, name: 得分, scalable: false, units: {分: 1}}
          - {id: rank, name: 位次, scalable: false, units: {位: 1, 名: 1}}
    """,
    "frameworks/national.yaml": "name: 国家评价\nitems:\n  - {id: credit, name: 获得信贷}\n",
    "themes.yaml": "themes:\n  - {id: financing, name: 融资, aliases: [信贷], frameworks: [national.credit]}\n",
    "indicators/financing.yaml": """
        indicators:
          - {id: loans, name: 贷款额, theme: financing, family: cny, better: 高}
          - {id: borrowers, name: 获贷企业, theme: financing, family: count}
          - {id: loans_rank, name: 贷款位次, theme: financing, family: rank}
    """,
    "cities/luoyang.yaml": """
        city: {name: 洛阳市}
        sources:
          - {id: luoyang-report, title: 工作报告, publisher: 洛阳市人民政府, date: 2022-03}
        facts:
          - id: luoyang.loans
            indicator: loans
            value: 3.5
            unit: 亿元
            printed: 约3.5亿元
            qualifier: 约
            period: 2021
            basis: 期间
            paragraph: 2
          - {id: luoyang.borrowers, indicator: borrowers, value: 517, unit: 户, printed: 517户, paragraph: 2}
        practices:
          - id: luoyang.first-loan
            name: 首贷中心
            theme: financing
            text: 建立首贷中心，向{luoyang.borrowers}企业放款{luoyang.loans}。
            paragraph: 2
        relations:
          - id: luoyang.per-firm
            kind: per_unit
            name: 户均贷款
            members: {amount: luoyang.loans, count: [luoyang.borrowers]}
    """,
}


def write(path: Path, text: str) -> Path:
    """A file with that text, its indentation as a whole taken away."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder data/ with one city, 洛阳市."""
    for name, text in FILES.items():
        write(tmp_path / "data" / name, text)
    return tmp_path / "data"


@pytest.fixture
def luoyang(data: Path) -> Path:
    """The city file in it."""
    return data / "cities" / "luoyang.yaml"
