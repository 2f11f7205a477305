"""A table's row as a plain value that JSON can hold, and back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import LoaderCallableStatus, Mapper, Session
from sqlalchemy.types import TypeDecorator, TypeEngine

from scheduler.database import Base, new_id

State = dict[str, Any]
Name = tuple[str, Any]
"""A table and the primary key in it."""


def name_of(row: object) -> Name:
    """Which row this is. One that is new and has no id yet gets it now."""
    mapper: Mapper[Any] = inspect(row).mapper
    key = str(mapper.primary_key[0].key)
    if getattr(row, key) is None:
        setattr(row, key, new_id())
    return str(mapper.class_.__tablename__), getattr(row, key)


def find_row(session: Session, name: Name) -> Any:
    """The row of that name, or None."""
    return session.get(_mapper(name[0]).class_, name[1])


def new_row(name: Name) -> Any:
    """An empty row for that table."""
    return _mapper(name[0]).class_()


def state_of(row: object | None) -> State | None:
    """The row's columns as they are now; None where there is no row."""
    return None if row is None else _state(row, {})


def state_in_database(session: Session, row: object) -> State:
    """The row's columns as the last flush left them."""
    stood = dict(inspect(row).committed_state)
    if LoaderCallableStatus.NO_VALUE in stood.values():  # set without having been read
        mapper = inspect(row).mapper
        found = session.execute(select(mapper.local_table).where(mapper.primary_key[0] == name_of(row)[1]))
        stood = dict(found.mappings().one())
    return _state(row, stood)


def is_same(one: State | None, other: State | None) -> bool:
    """Whether two states say the same, however often they were changed in between."""
    if one is None or other is None:
        return one is other
    return {**one, "version": 0} == {**other, "version": 0}


def set_state(row: object, state: State) -> None:
    """Give the row these columns."""
    columns = inspect(row).mapper.columns
    for key, value in state.items():
        setattr(row, key, _from_json(_kind(columns[key].type), value))


def parents_first(names: list[Name]) -> list[Name]:
    """The names in an order in which the rows can be added; turned round, in one in which they can be deleted."""
    place = {table.name: number for number, table in enumerate(Base.metadata.sorted_tables)}
    return sorted(names, key=lambda name: place[name[0]])


def _mapper(table: str) -> Mapper[Any]:
    return next(each for each in Base.registry.mappers if getattr(each.local_table, "name", None) == table)


def _state(row: object, over: Any) -> State:
    keys = [attribute.key for attribute in inspect(row).mapper.column_attrs]
    return {key: _as_json(over[key] if key in over else getattr(row, key)) for key in keys}


def _as_json(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date | time) else value


def _kind(type_: TypeEngine[Any]) -> type[Any]:
    inner = type_.impl_instance if isinstance(type_, TypeDecorator) else type_
    return inner.python_type


def _from_json(kind: type[Any], value: Any) -> Any:
    return kind.fromisoformat(value) if kind in (datetime, date, time) and isinstance(value, str) else value
