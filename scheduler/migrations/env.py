"""What Alembic runs. The caller gives the connection and the tables of all rooms: this room does not know them."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

ELSEWHERE = {"apscheduler_jobs"}


def is_ours(item: object, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    """The clock's job store makes its own table."""
    return not (kind == "table" and name in ELSEWHERE)


def plain_type(kind: str, item: object, _: Any) -> str | Literal[False]:
    """A migration names only what the database knows, so that it still runs when our own types have moved on."""
    return "sa.DateTime(timezone=True)" if kind == "type" and type(item).__name__ == "UtcDateTime" else False


given = context.config.attributes
context.configure(
    connection=given["connection"],
    target_metadata=given["metadata"],
    render_as_batch=True,
    compare_type=True,
    include_object=is_ours,
    render_item=plain_type,
)
with context.begin_transaction():
    context.run_migrations()
