"""Who rings a timer, and until when."""

import sqlalchemy as sa
from alembic import op

from storage.columns import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("timer", sa.Column("owner", sa.Text()))
    op.add_column("timer", sa.Column("lease_ends_at", UtcDateTime()))
