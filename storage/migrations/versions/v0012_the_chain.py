"""The trail becomes a chain, and there is a log of who looked at what in the register."""

import secrets

import sqlalchemy as sa
from alembic import op

from storage import audit, columns
from storage.tables import audit as trail

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, kind in (
        ("number", sa.BigInteger()),
        ("salt", sa.LargeBinary()),
        ("veiled", sa.LargeBinary()),
        ("chain", sa.LargeBinary()),
    ):
        op.add_column("audit", sa.Column(name, kind))
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("chain", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_head")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "look",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_look_at"), "look", ["at"])
    op.create_index(op.f("ix_look_by"), "look", ["by"])
    _chain()
    op.create_index(op.f("ix_audit_number"), "audit", ["number"], unique=True)


def _chain() -> None:
    """Chain what is there already, in the order in which it happened."""
    conn = op.get_bind()
    number, chain = 0, audit.BEGINNING
    for found in conn.execute(sa.select(trail).order_by(trail.c.at, trail.c.id)).mappings().all():
        number += 1
        row = {**found, "number": number, "salt": secrets.token_bytes(audit.SALT_BYTES)}
        row["veiled"] = audit.veiled(row["salt"], row["by"], row["about"])
        row["chain"] = chain = audit.linked(chain, row)
        values = {name: row[name] for name in ("number", "salt", "veiled", "chain")}
        conn.execute(trail.update().where(trail.c.id == row["id"]).values(values))
    if not number:
        return
    head = sa.table("audit_head", sa.column("id"), sa.column("number"), sa.column("chain"))
    conn.execute(head.insert().values(id=1, number=number, chain=chain))
