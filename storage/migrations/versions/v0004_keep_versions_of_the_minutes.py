"""Keep versions of the minutes."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "minutes_version",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", columns.JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "id", name=op.f("pk_minutes_version")),
        sqlite_with_rowid=False,
    )
