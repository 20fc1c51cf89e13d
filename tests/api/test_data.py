"""Workbooks through the front door: from an empty folder to figures, and forms that come back on two days."""

from __future__ import annotations

from pathlib import Path

import pytest

import briefing
from briefing import TableSettings, UsageError, Workspace
from briefing.api.workspace import builtin
from briefing.data_tools.forms import COLUMNS, SHEET
from briefing.data_tools.workbook import FormColumn, FormPage, workbook
from tests.data_tools.test_workbook import sheets

TABLE = "城市,2024年,2025年\n武汉市,197.3,215.3\n宜昌市,43.1,46.8\n"
SAID = TableSettings(indicator="经营主体", unit="万户", source="市市场监管局")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.csv").write_text(TABLE, "utf-8")
    return tmp_path


def test_a_table_added_in_an_empty_folder_makes_it_a_workspace(empty: Path) -> None:
    """What ships with the program is never written to."""
    shipped = {path: path.stat().st_mtime_ns for path in (builtin() / "data").rglob("*")}
    written = briefing.data_add("表.csv", Workspace.open(cached=False), SAID)
    assert [path.relative_to(empty).as_posix() for path in written] == ["data/表.csv", "briefing.yaml"]
    assert {path: path.stat().st_mtime_ns for path in (builtin() / "data").rglob("*")} == shipped
    here = Workspace.open(cached=False)
    assert here.path == empty
    assert [(fact.city, str(fact.quantity.value)) for fact in here.library("武汉").facts()] == [
        ("420100", "197.3"),
        ("420100", "215.3"),
    ]


def test_another_table_of_the_same_name_is_replaced_only_where_that_is_wanted(empty: Path) -> None:
    briefing.data_add("表.csv", Workspace.open(cached=False), SAID)
    (empty / "表.csv").write_text(TABLE.replace("215.3", "216"), "utf-8")
    with pytest.raises(briefing.BriefingError):
        briefing.data_add("表.csv", Workspace.open(cached=False))
    assert "215.3" in (empty / "data/表.csv").read_text("utf-8")


def test_a_table_that_would_not_be_read_is_refused(empty: Path) -> None:
    (empty / "空表模板.csv").write_text(TABLE, "utf-8")
    (empty / "表.txt").write_text(TABLE, "utf-8")
    for name in ("空表模板.csv", "表.txt"):
        with pytest.raises(UsageError):
            briefing.data_add(name, Workspace.open(cached=False), SAID)


def test_a_template_names_places_that_the_workspace_does_not_know_yet(empty: Path) -> None:
    path = briefing.data_template("空.xlsx", Workspace.open(cached=False), cities="宜昌、武汉")
    assert [row[0] for row in sheets(path.read_bytes())["数据"][1:3]] == ["宜昌市", "武汉市"]
    new = briefing.data_template("新.xlsx", Workspace.open(cached=False), indicators="经营主体")
    assert sheets(new.read_bytes())["数据"][1][:5] == ["", "经营主体", "", "", ""]
    blank = briefing.data_template("全空.xlsx", Workspace.open(cached=False))
    assert all(not any(row) for row in sheets(blank.read_bytes())["数据"][1:])


def test_a_list_of_errors_replaces_only_another_one(empty: Path) -> None:
    other = empty / "台账.xlsx"
    other.write_bytes(workbook([FormPage("数据", (FormColumn("城市"),), [("武汉市",)])]))
    before = other.read_bytes()
    with pytest.raises(UsageError):
        briefing.data_mark(other, [], force=True)
    assert other.read_bytes() == before
    assert briefing.data_mark(briefing.data_mark("清单.xlsx", []), [], force=True)


def test_an_export_is_not_written_among_the_data(empty: Path) -> None:
    briefing.data_add("表.csv", Workspace.open(cached=False), SAID)
    with pytest.raises(UsageError):
        briefing.data_export("data/全部.xlsx", Workspace.open(cached=False))


def filled(path: Path, value: int) -> bytes:
    """A form with the same figure in each row."""
    rows = sheets(path.read_bytes())[SHEET]
    heads = [column.head for column in COLUMNS]
    cells = [
        [value if head == "本期数值" else cell or None for head, cell in zip(heads, row, strict=True)]
        for row in rows[9:]
    ]
    lines = tuple((str(row[0]), str(row[1])) for row in rows[1:8])
    shown = [[int(cell) if isinstance(cell, float) else cell for cell in row] for row in cells]
    return workbook([FormPage(SHEET, tuple(map(FormColumn, heads)), shown, str(rows[0][0]), lines)])  # type: ignore[arg-type]


def test_forms_that_come_back_on_two_days_are_all_kept(empty: Path) -> None:
    briefing.data_add("表.csv", Workspace.open(cached=False), SAID)
    here = Workspace.open(cached=False)
    made, _ = briefing.data_forms(here, period="2026", due="3-05", by="城市", out="催报")
    returned = empty / "回收"
    returned.mkdir()
    first, second = made
    (returned / first.name).write_bytes(filled(first, 48))
    collected, kept = briefing.data_collect(returned, here, period="2026", by="城市")
    assert kept is not None and collected.missing == ("武汉市",)
    (returned / second.name).write_bytes(filled(second, 230))
    collected, kept = briefing.data_collect(returned, here, period="2026", by="城市", force=True)
    assert collected.missing == ()
    assert {str(fact.quantity.value) for fact in here.library().facts() if fact.period.year == 2026} == {"48", "230"}


@pytest.mark.parametrize(
    ("due", "shown"),
    [
        ("12-05", "2026年12月5日"),
        ("11-30", "2027年11月30日"),
        ("1月8日", "2027年1月8日"),
        ("2026-12-06", "2026年12月6日"),
    ],
)
def test_a_day_without_a_year_is_the_first_such_day_after_the_period(empty: Path, due: str, shown: str) -> None:
    briefing.data_add("表.csv", Workspace.open(cached=False), SAID)
    made, _ = briefing.data_forms(Workspace.open(cached=False), period="2026-11", due=due, by="城市")
    assert sheets(made[0].read_bytes())[SHEET][2] == ["截止日期：", shown, *[""] * 9]
