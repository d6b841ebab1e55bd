"""Runs the steps on the connection that `storage.migrate` hands over."""

from alembic import context
from alembic.runtime.migration import MigrationContext

from storage import chat_tables, meeting_tables, register_tables  # noqa: F401  (they add their tables to the metadata)
from storage.faults import StoreUnfit
from storage.tables import metadata


def rows_belong_together(ctx: MigrationContext, step: object, heads: object, run_args: object) -> None:
    """Undo a step after which rows point to rows that are not there.

    Raises:
        StoreUnfit: when there are such rows.
    """
    if ctx.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise StoreUnfit(f"this step would leave rows that point nowhere, and was undone: {broken[:5]}")


def is_ours(_: object, name: str | None, *rest: object) -> bool:
    """Leave the full-text index alone: SQLAlchemy has no words for it."""
    return not (name or "").startswith(register_tables.SEARCH)


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    include_object=is_ours,
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=True,
    transactional_ddl=True,
    on_version_apply=rows_belong_together,
    user_module_prefix="columns.",
)
with context.begin_transaction():
    context.run_migrations()
