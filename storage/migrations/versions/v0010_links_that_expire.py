"""Links in mails, which expire."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("link", sa.Column("expires_at", columns.UtcDateTime()))
