"""Pilots that are followed, and where people get mail."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "following",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", columns.JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "id", name=op.f("pk_following")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "mail_address",
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("refused", sa.Text(), nullable=False),
        sa.Column("at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_address")),
        sqlite_with_rowid=False,
    )
