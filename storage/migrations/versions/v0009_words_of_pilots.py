"""The words of pilots that were chosen, by which a new proposal finds the ones it is like."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pilot_word",
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("committee_id", sa.Text(), nullable=False),
        sa.Column("proposal_id", sa.Text(), nullable=False),
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("word", "committee_id", "proposal_id", name=op.f("pk_pilot_word")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_pilot_word_meeting_id"), "pilot_word", ["meeting_id"])
    op.create_index(op.f("ix_pilot_word_committee_id_proposal_id"), "pilot_word", ["committee_id", "proposal_id"])
