"""What follow-up groups owe an answer to, for the register; and summaries on their way to the organisation."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unanswered",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "matter", name=op.f("pk_unanswered")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "summary",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", columns.JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "id", name=op.f("pk_summary")),
        sqlite_with_rowid=False,
    )
