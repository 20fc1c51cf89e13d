"""Write divisions.csv.gz, the table of divisions that ships with the package (see DIVISIONS.md).

Run by a maintainer when the divisions change: python -m docs.make_divisions NEW.csv
"""

from __future__ import annotations

import csv
import gzip
import io
import sys
from pathlib import Path

from briefing.data.divisions import TABLE

COLUMNS = ("code", "name", "type", "parent")

CORRECTED = {"资料暂缺00": "710000"}
"""Codes that the origin gives wrongly: GB/T 2260 assigns 710000 to 台湾省."""


def read(path: Path) -> list[tuple[str, ...]]:
    """Return the rows of a CSV file with the columns code, name, type, parent (codes of six digits), sorted by code."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [tuple(row[column].strip() for column in COLUMNS) for row in csv.DictReader(file)]
    return sorted((CORRECTED.get(code, code), *rest) for code, *rest in rows)


def faults(rows: list[tuple[str, ...]]) -> list[str]:
    """Return what is wrong with the rows, one line each; empty if they may be shipped."""
    codes = [row[0] for row in rows]
    known = set(codes)
    return [
        *(f"code is not six digits: {row}" for row in rows if len(row[0]) != 6 or not row[0].isdigit()),
        *(f"code appears twice: {code}" for code in sorted(known) if codes.count(code) > 1),
        *(f"name or type is missing: {row}" for row in rows if not (row[1] and row[2])),
        *(f"parent is not in the table: {row}" for row in rows if row[3] and row[3] not in known),
        *(
            f"a province has no parent, all others have one: {row}"
            for row in rows
            if row[0].endswith("0000") == bool(row[3])
        ),
    ]


def pack(rows: list[tuple[str, ...]]) -> bytes:
    """Return the compressed table; the same rows give the same bytes."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([COLUMNS, *rows])
    return gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)


def main(arguments: list[str]) -> None:
    """Replace the table by the CSV file named on the command line, or exits with what is wrong with it."""
    if len(arguments) != 1:
        raise SystemExit("usage: python -m docs.make_divisions NEW.csv")
    rows = read(Path(arguments[0]))
    wrong = faults(rows)
    if wrong:
        raise SystemExit("\n".join(wrong))
    TABLE.write_bytes(pack(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
