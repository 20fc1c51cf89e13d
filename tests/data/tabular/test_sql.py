"""What a query gives is kept, dated, and read from there; the database is never written."""

from __future__ import annotations

import datetime
import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.data.tables.files.book import Book
from briefing.data.tables.files.opening import open_book
from briefing.data.tabular import sql
from briefing.data.tabular.sql import snapshot

URL = "sqlite:///台账.db"
QUERY = "select city as 城市, value as 数值, share, day from kpi order by city"
DAY = datetime.date(2026, 11, 29)
SERVER = os.environ.get("BRIEFING_POSTGRES", "")
"""Of a server whose tables may be made and dropped: postgresql+psycopg://user:${PGPASSWORD}@host/database."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder of the data of a workspace with a ledger beside it."""
    with sqlite3.connect(tmp_path / "台账.db") as ledger:
        ledger.execute("create table kpi (city text, value real, share real, day text)")
        ledger.executemany(
            "insert into kpi values (?, ?, ?, ?)",
            [("武汉市", 12.3, 0.1 + 0.2, "2026-11-01"), ("洛阳市", None, 5, None)],
        )
    ledger.close()
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


def asked(data: Path, query: str = QUERY, url: str = URL, day: datetime.date = DAY, again: bool = False) -> Book:
    path, problems = snapshot(url, query, data, "台账", day, os.environ if url == SERVER else {}, again=again)
    book = open_book(path, path.relative_to(data).as_posix()) if path else Book("台账", (), ())
    return Book(book.file, book.sheets, (*problems, *book.problems))


def said(book: Book) -> list[str]:
    return [problem.message + problem.hint for problem in book.problems]


def rows(book: Book) -> list[list[str]]:
    sheet = book.sheets[0]
    return [[sheet.cell(row, column).text for column in range(len(cells))] for row, cells in enumerate(sheet.raw)]


def change(data: Path, statement: str) -> None:
    with sqlite3.connect(data.parent / "台账.db") as ledger:
        ledger.execute(statement)
    ledger.close()


def test_what_a_query_gives_is_read_from_its_dated_file(data: Path) -> None:
    book = asked(data)
    assert rows(book) == [
        ["城市", "数值", "share", "day"],
        ["武汉市", "12.3", "0.3", "2026-11-01"],
        ["洛阳市", "", "5", ""],
    ]
    assert not book.problems
    (kept,) = (data / "快照").iterdir()
    assert book.file == f"快照/{kept.name}"
    assert kept.name.endswith("_2026-11-29.csv")


def test_only_another_answer_makes_another_file(data: Path) -> None:
    later = DAY + datetime.timedelta(days=1)
    first = asked(data)
    assert asked(data, day=later).file == first.file
    change(data, "update kpi set value = 12.5 where city = '武汉市'")
    second = asked(data, day=later)
    assert (rows(first)[1][1], rows(second)[1][1]) == ("12.3", "12.5")
    assert second.file.endswith("_2026-11-30.csv")
    assert asked(data, again=True).file == first.file
    assert asked(data, day=later, again=True).file == second.file


def test_another_query_has_a_file_of_its_own(data: Path) -> None:
    assert asked(data).file != asked(data, "select city from kpi").file


def test_a_database_that_is_gone_is_told_and_its_last_answer_read(data: Path) -> None:
    before = rows(asked(data))
    (data.parent / "台账.db").unlink()
    book = asked(data)
    assert rows(book) == before
    assert said(book) == [
        "连不上数据库：没有文件 台账.db；用的是 2026-11-29 读到的数据。要用新数据，请检查地址、网络和口令。"
    ]  # fmt: skip
    assert not asked(data, "select 1").sheets


@pytest.mark.parametrize(
    "query",
    [
        "delete from kpi",
        "select 1; delete from kpi",
        "with x as (select 1) delete from kpi",
        "attach 'other.db' as other",
        "pragma user_version = 3",
        "select load_extension('x')",
        "select * from nowhere",
    ],
)
def test_a_query_that_does_more_than_read_is_refused(data: Path, query: str) -> None:
    before = (data.parent / "台账.db").read_bytes()
    book = asked(data, query)
    assert not book.sheets
    assert said(book)
    assert (data.parent / "台账.db").read_bytes() == before
    assert not (data / "快照").exists()


@pytest.mark.parametrize(("most", "refused"), [(1, True), (2, False)])
def test_an_answer_has_no_more_rows_than_can_be_read(
    data: Path, monkeypatch: pytest.MonkeyPatch, most: int, refused: bool
) -> None:
    monkeypatch.setattr(sql, "MOST_ROWS", most)
    assert bool(asked(data).problems) is refused


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("postgresql+psycopg://u:secret@localhost/x", "口令不能写在 sql 里。"),
        ("postgresql+psycopg://u@localhost/x?password=secret", "口令不能写在 sql 里。"),
        ("postgresql+psycopg://u:${NO_SUCH}@localhost/x", "没有设置环境变量 NO_SUCH。"),
        ("mssql+pyodbc://u@localhost/x", "不支持 mssql 数据库，因为不能保证只读。"),
        ("postgresql+nodriver://u@localhost/x", "sql 的地址用不了："),
        ("台账", "sql 的地址用不了："),
        ("postgresql+psycopg://u@localhost:1/x", "连不上数据库："),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_password(data: Path, url: str, message: str) -> None:
    (told,) = asked(data, "select 1", url).problems
    assert told.message.startswith(message)
    assert "secret" not in str(told)
    assert told.hint


@pytest.mark.skipif(not SERVER, reason="no server is named in BRIEFING_POSTGRES")
def test_a_server_is_read_and_not_written(data: Path) -> None:
    import psycopg
    from sqlalchemy import make_url

    environment: Mapping[str, str] = os.environ
    url = make_url(SERVER)
    password = environment.get("PGPASSWORD")
    with psycopg.connect(
        host=url.host, port=url.port, user=url.username, password=password, dbname=url.database
    ) as server:
        server.execute("drop table if exists briefing_kpi")
        server.execute("create table briefing_kpi (城市 text, 数值 numeric(10, 2), 日期 date, 率 double precision)")
        server.execute(
            "insert into briefing_kpi values ('武汉市', 12.30, '2026-11-01', 0.1), ('洛阳市', null, null, 1)"
        )
    query = "select * from briefing_kpi where 城市 <> ':x' order by 数值 nulls last"
    path, problems = snapshot(SERVER, query, data, "台账", DAY, environment)
    assert (path is not None, problems) == (True, [])
    assert rows(asked(data, query, SERVER))[1] == [
        "武汉市",
        "12.30",
        "2026-11-01",
        "0.1",
    ]
    (told,) = asked(data, "with x as (delete from briefing_kpi returning *) select * from x", SERVER).problems
    assert "read-only" in told.message
    assert len(rows(asked(data, "select * from briefing_kpi", SERVER))) == 3
