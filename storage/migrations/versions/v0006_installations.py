"""Keep where the app is installed on chat platforms."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "installation",
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("workspace", sa.Text(), nullable=False),
        sa.Column("tokens", sa.LargeBinary(), nullable=False),
        sa.Column("changed_at", columns.UtcDateTime(), nullable=False),
        sa.Column("refreshing_until", columns.UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("platform", "workspace", name=op.f("pk_installation")),
        sqlite_with_rowid=False,
    )
