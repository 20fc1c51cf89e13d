"""A table is made of rows and columns: what is left out, what stands for nothing, how wide the columns are."""

from __future__ import annotations

import pytest

from briefing.content.tables.table_columns import CENTRE, LEFT, NAME, NAME_LEAST, ROOM, TableColumn, fitted, table_of
from briefing.model.document import Runs
from briefing.wording.prose import plain, text

NAMES: TableColumn[str] = TableColumn("名称", text, LEFT)


def known(row: str) -> Runs:
    return text("有" if row == "甲" else "")


def test_a_column_that_tells_nothing_of_any_row_is_left_out_where_it_may_be() -> None:
    columns = [
        NAMES,
        TableColumn("甲的", known, optional=True),
        TableColumn[str]("空的", lambda row: (), optional=True),
    ]
    made = table_of(["甲", "乙"], columns, "key", "表")
    assert [[plain(cell) for cell in row] for row in (made.header, *made.rows)] == [
        ["名称", "甲的"],
        ["甲", "有"],
        ["乙", "—"],
    ]
    assert made.align == (LEFT, CENTRE)
    assert [plain(cell) for cell in table_of(["乙"], [NAMES, TableColumn("甲的", known)], "key", "表").rows[0]] == [
        "乙",
        "—",
    ]


def test_what_a_dash_means_is_said_once_and_only_where_one_stands() -> None:
    columns = [NAMES, *(TableColumn(head, known, note="“—”表示没有。") for head in ("一", "二"))]
    notes = [table_of(rows, columns, "key", "表", notes=("", "后话。")).notes for rows in (["甲"], ["甲", "乙"])]
    assert [[plain(note) for note in found] for found in notes] == [["后话。"], ["“—”表示没有。", "后话。"]]


@pytest.mark.parametrize("rest", [ROOM - NAME - 2, ROOM - NAME - 1])
def test_a_name_has_twenty_cells(rest: int) -> None:
    """Just as many as there are, and one more than that."""
    found = fitted(([text("名" * 12), text("字" * (rest // 2))],))
    assert (found[0], sum(found) <= ROOM) == (NAME, True)


def test_no_figure_breaks_whatever_the_room() -> None:
    """What is too wide gives way down to its longest number, a name down to two lines."""
    narrow = fitted(([text("指标"), text("2026年一季度")], [text("经营主体"), text("+201.3%")]))
    assert narrow == (11, 15)
    wide = fitted(([text("很长的指标" * 5), *[text("5490亿元（2026年1—4月）")] * 6],))
    assert wide[0] == NAME_LEAST
    assert all(6 <= width <= 12 for width in wide[1:])
    assert sum(wide) <= ROOM
