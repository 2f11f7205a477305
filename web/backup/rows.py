"""Rows as lines of JSON, the same from SQLite and PostgreSQL, so that a station can move from one to the other."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any

from sqlalchemy import Connection, Date, Table, Time, insert, select
from sqlalchemy.types import TypeEngine

from scheduler.database import UtcDateTime

BATCH = 500
Row = dict[str, Any]
WRITTEN: Mapping[type[TypeEngine[Any]], Callable[[str], Any]] = {
    UtcDateTime: datetime.fromisoformat,
    Date: date.fromisoformat,
    Time: time.fromisoformat,
}


def write_rows(connection: Connection, table: Table, target: IO[bytes]) -> int:
    """Write every row of a table, in the order of its key; returns how many there were."""
    count = 0
    rows = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*table.primary_key))
    for row in rows.mappings():
        line = {name: _plain(value) for name, value in row.items()}
        target.write(json.dumps(line, ensure_ascii=False).encode(errors="surrogatepass") + b"\n")
        count += 1
    return count


def insert_rows(connection: Connection, table: Table, lines: Iterable[bytes]) -> int:
    """Insert what `write_rows` wrote; returns how many rows there were. ValueError for a line that is none."""
    count = 0
    rows = _read(table, lines)
    while batch := list(islice(rows, BATCH)):
        connection.execute(insert(table), batch)
        count += len(batch)
    return count


def _read(table: Table, lines: Iterable[bytes]) -> Iterator[Row]:
    readers = {column.name: WRITTEN.get(type(column.type)) for column in table.columns}
    for line in lines:
        row: Row = json.loads(line.decode(errors="surrogatepass"))
        yield {name: _typed(readers[name], value) for name, value in row.items()}


def _typed(read: Callable[[str], Any] | None, value: Any) -> Any:
    return value if read is None or value is None else read(value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value
