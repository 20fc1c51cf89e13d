"""Tables from a database: what a query gives is kept as a dated CSV file, and it is that file which is read.

So a briefing can be made again when the database has moved on, and its figures have a place that can be looked up.
Nothing is ever written into the database.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from briefing.data.tables.files.csv_file import write_csv
from briefing.data.tables.files.number_formats import decimal, general
from briefing.errors import BriefingError, Location, Problem, Severity
from briefing.text.atomic import put
from briefing.text.file_names import safe_name

FOLDER = "快照"
"""The folder, in that of the data, for what queries gave."""
MOST_ROWS = 1_000_000

_SQLITE = "sqlite:///"
_PROTECTED = ("postgresql", "mysql", "mariadb", "oracle")
"""Databases in which a transaction can be made to write nothing."""
_VARIABLE = re.compile(r"\$\{(\w+)\}")
_READS = re.compile(r"\s*(?:select|with|values|table)\b", re.IGNORECASE)
_ALLOWED = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)

Answer = tuple[Sequence[str], Sequence[Sequence[object]]]
"""The names of the columns, and the rows."""


def snapshot(
    url: str,
    query: str,
    data: Path,
    name: str,
    day: datetime.date,
    environment: Mapping[str, str],
    *,
    again: bool = False,
) -> tuple[Path | None, list[Problem]]:
    """Return the file that keeps what a query gives, and what is to be told; None for the file if there is none.

    The file is written, dated `day`, where the query gives something else than the last time. With `again` the
    database is not asked: what it gave last, up to that day, counts. That is so, too, with a warning, where it cannot
    be reached. `url` is that of SQLAlchemy, and may name variables of the `environment` (${PASSWORD}), as a password
    may not stand in it; sqlite:/// is taken from the folder above `data`. `name` is what messages call the table.
    """
    where = Location(name)
    stem = f"{safe_name(name)}-{hashlib.sha256(query.encode()).hexdigest()[:6]}"
    kept = sorted((data / FOLDER).glob(f"{stem}_????-??-??.csv"))
    kept = [path for path in kept if path.stem[-10:] <= day.isoformat()]
    if again and kept:
        return kept[-1], []
    try:
        columns, rows = _asked(url, query, data.parent, environment)
        content = write_csv([columns, *([_said(value) for value in row] for row in rows)])
    except BriefingError as error:
        told = [Problem(problem.message, where, problem.hint) for problem in error.problems]
        return None, told
    except ConnectionError as error:
        if not kept:
            return None, [Problem(f"连不上数据库：{error}。", where, "请检查地址、网络和口令。")]
        message = f"连不上数据库：{error}；用的是 {kept[-1].stem[-10:]} 读到的数据。"
        return kept[-1], [Problem(message, where, "要用新数据，请检查地址、网络和口令。", Severity.WARNING)]
    if kept and kept[-1].read_bytes() == content:
        return kept[-1], []
    path = data / FOLDER / f"{stem}_{day.isoformat()}.csv"
    path.parent.mkdir(exist_ok=True)
    put({path: content})
    return path, []


def _asked(url: str, query: str, folder: Path, environment: Mapping[str, str]) -> Answer:
    """Return what the query gives. BriefingError if it is refused or wrong, ConnectionError if nobody answers."""
    if not _READS.match(query) or ";" in query.strip().rstrip(";"):
        raise BriefingError(Problem("query 只能是一条 select 语句。", hint="请改写查询；数据库只读不写。"))
    if url.startswith(_SQLITE):
        return _from_sqlite(folder / url.removeprefix(_SQLITE), query)
    return _from_server(url, query, environment)


def _from_sqlite(path: Path, query: str) -> Answer:
    """Return what a query on a file gives; opened so that nothing can be written, nor another file be attached."""
    if not path.is_file():
        raise ConnectionError(f"没有文件 {path.name}")
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as connection:
            connection.set_authorizer(
                lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
            )
            cursor = connection.execute(query)
            return [column[0] for column in cursor.description], _limited(cursor.fetchmany)
    except sqlite3.Error as error:
        raise BriefingError(Problem(f"查询没有成功：{error}。", hint="请检查 query 和表的名称。")) from error


def _from_server(url: str, query: str, environment: Mapping[str, str]) -> Answer:
    """Return what a query gives in a transaction that is read-only and rolled back."""
    try:
        import sqlalchemy  # noqa: PLC0415 - an extra
        from sqlalchemy import exc  # noqa: PLC0415 - an extra
    except ImportError as error:
        hint = "请安装：pip install 'city-briefing[sql]'。"
        raise BriefingError(Problem("连接数据库要用 SQLAlchemy，还没有安装。", hint=hint)) from error
    try:
        address = sqlalchemy.make_url(url)
        if "password" in address.query or not _VARIABLE.fullmatch(address.password or "${NONE}"):
            hint = "请写成 ${名称}，并设置这个名称的环境变量。"
            raise BriefingError(Problem("口令不能写在 sql 里。", hint=hint))
        if address.get_backend_name() not in _PROTECTED:
            message = f"不支持 {address.get_backend_name()} 数据库，因为不能保证只读。"
            raise BriefingError(Problem(message, hint=f"可用的是 sqlite、{'、'.join(_PROTECTED)}；或导出为 CSV。"))
        address = address.set(
            username=_expanded(address.username, environment),
            password=_expanded(address.password, environment),
            host=_expanded(address.host, environment),
        )
        engine = sqlalchemy.create_engine(address, poolclass=sqlalchemy.NullPool)
    except (exc.ArgumentError, ModuleNotFoundError) as error:
        raise BriefingError(Problem(f"sql 的地址用不了：{error}。", hint="请检查地址，并安装它的驱动程序。")) from error
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            found = connection.execute(sqlalchemy.text(query.replace(":", r"\:")))
            return list(found.keys()), _limited(found.fetchmany)
    except exc.OperationalError as error:
        raise ConnectionError(str(error.orig).splitlines()[0]) from error
    except exc.SQLAlchemyError as error:
        said = str(getattr(error, "orig", error)).splitlines()[0]
        raise BriefingError(Problem(f"查询没有成功：{said}。", hint="请检查 query 和表的名称。")) from error


def _expanded(text: str | None, environment: Mapping[str, str]) -> str | None:
    """Return a part of an address in which names of variables are replaced by what they hold."""
    missing = [name for name in _VARIABLE.findall(text or "") if name not in environment]
    if missing:
        raise BriefingError(Problem(f"没有设置环境变量 {'、'.join(missing)}。", hint="请设置后再做一次。"))
    return _VARIABLE.sub(lambda match: environment[match[1]], text) if text else text


def _limited(fetch: Callable[[int], Iterable[Sequence[object]]]) -> Sequence[Sequence[object]]:
    rows = list(fetch(MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        raise BriefingError(Problem(f"查询的结果超过 {MOST_ROWS} 行。", hint="请在 query 里加上条件。"))
    return rows


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case float():
            return general(decimal(value))
        case Decimal():
            return format(value, "f")
        case datetime.datetime():
            return value.isoformat(" ")
        case bytes() | bytearray() | memoryview():
            raise BriefingError(Problem("查询的结果里有二进制数据。", hint="请在 query 里去掉那一列。"))
    return str(value)
