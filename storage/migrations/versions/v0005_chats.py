"""Chats: who people are there, where committees meet there, and which messages stand there."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("account", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("reference", columns.JsonText()),
        sa.PrimaryKeyConstraint("platform", "account", name=op.f("pk_account")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_account_person_id"), "account", ["person_id"])
    op.create_table(
        "room",
        sa.Column("committee_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("conversation", sa.Text(), nullable=False),
        sa.Column("reference", columns.JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("committee_id", "kind", "platform", name=op.f("pk_room")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_room_conversation"), "room", ["conversation"])
    op.create_table(
        "shown",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "recipient", "platform", "slot", name=op.f("pk_shown")),
        sqlite_with_rowid=False,
    )
    op.add_column("outbox", sa.Column("platform", sa.Text(), nullable=False, server_default="browser"))
