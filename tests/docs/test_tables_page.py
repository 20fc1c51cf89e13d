"""The workbook on docs/data.md is read as the page says, and gives a briefing with nothing beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from briefing import Workspace, check, generate
from briefing.data.config import TABLE
from briefing.data.tables.long_form import COLUMNS
from briefing.model.library import Library
from tests.data.workbooks import Typed, write

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
SECTION = PAGE[PAGE.index("## 表格") : PAGE.index("## 指标 `indicators`")]


def shown(sheet: str) -> list[list[Typed]]:
    """The table that the page shows as that sheet."""
    found = re.search(rf"工作表“{sheet}”：\n\n((?:\|.*\|\n)+)", SECTION)
    assert found, sheet
    head, _, *rows = found[1].splitlines()
    return [[typed(cell.strip()) for cell in row.strip("|").split("|")] for row in (head, *rows)]


def typed(text: str) -> Typed:
    """A cell as Excel takes what is typed."""
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    write(tmp_path / "data/台账.xlsx", {name: shown(name) for name in ("数据", "指标", "来源")})
    return Workspace.open(tmp_path, cached=False)


def figures(library: Library) -> list[tuple[str, str, str]]:
    names = library.catalogue.indicators
    return [
        (library.records[fact.city].city.name, names[fact.indicator].name, fact.quantity.written)
        for fact in library.facts()
    ]


def test_the_workbook_is_read_as_it_says(workspace: Workspace) -> None:
    library = workspace.library()
    assert figures(library) == [
        ("武汉市", "经营主体", "215.3"),
        ("武汉市", "经营主体同比增速", "6.2"),
        ("武汉市", "12345热线按期办结率", "98.5"),
        ("宜昌市", "经营主体", "46.8"),
        ("宜昌市", "经营主体同比增速", "-0.4"),
        ("天河区", "经营主体", "62.1"),
    ]
    assert library.doubts == ()
    assert {source.publisher for source in library.sources().values()} == {"市营商环境办"}
    assert next(library.facts()).cell == "台账.xlsx 数据!D2"


def test_it_gives_a_briefing_without_a_warning(workspace: Workspace) -> None:
    assert check(workspace) == []
    briefing = generate(workspace)
    assert briefing.problems == ()
    assert briefing.title == "武汉市、宜昌市、天河区主要指标情况比较"


def test_the_page_names_every_column_and_every_setting(workspace: Workspace) -> None:
    assert all(column.head in SECTION for column in COLUMNS)
    block = re.search(r"```yaml\n(tables:.*?)```", SECTION, re.S)
    assert block
    keys = {key for entry in yaml.safe_load(block[1])["tables"] for key in entry}
    told = {*re.findall(r"`(\w+)`", SECTION), *keys}
    assert set(TABLE.by_key) <= told
    (workspace.path / "briefing.yaml").write_text(block[1], encoding="utf-8")
    assert [entry.file for entry in workspace.config().tables] == ["台账.xlsx", "进展.xlsx", "草稿.xlsx"]
