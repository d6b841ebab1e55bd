"""What follow-up groups are asked and said, for the register."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decision_day", sa.Column("asked_on", sa.Date()))
    op.add_column("decision_day", sa.Column("asked_until", sa.Date()))
    op.add_column("decision_day", sa.Column("answered_on", sa.Date()))
    op.add_column("decision_day", sa.Column("said", sa.Text()))
    op.add_column("decision_day", sa.Column("stops", sa.Integer(), nullable=False, server_default="0"))
    for column in ("asked_on", "answered_on"):
        op.create_index(
            op.f(f"ix_decision_day_{column}_decision_id_place"), "decision_day", [column, "decision_id", "place"]
        )
