"""What follow-up groups are asked and said, how long ideas took, and themes, for the register."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INDEXES = {
    "ix_decision_day_due": ["awaited", "due_on", "decision_id", "said", "answered_on", "asked_on"],
    "ix_decision_day_asked": ["asked_on", "decision_id", "place", "asked_until"],
    "ix_decision_day_answered": ["answered_on", "decision_id", "place", "awaited"],
}
STOPS = sa.text("stops > 0")
IDEA = sa.text("idea_days IS NOT NULL")


def upgrade() -> None:
    op.add_column("decision_day", sa.Column("asked_on", sa.Date()))
    op.add_column("decision_day", sa.Column("asked_until", sa.Date()))
    op.add_column("decision_day", sa.Column("answered_on", sa.Date()))
    op.add_column("decision_day", sa.Column("said", sa.Text()))
    op.add_column("decision_day", sa.Column("stops", sa.Integer(), nullable=False, server_default="0"))
    for name, columns in INDEXES.items():
        op.create_index(name, "decision_day", columns)
    op.drop_index(op.f("ix_decision_day_due_on"), "decision_day")
    op.create_index(
        "ix_decision_day_stops",
        "decision_day",
        ["answered_on", "decision_id", "place"],
        sqlite_where=STOPS,
        postgresql_where=STOPS,
    )
    op.add_column("decision", sa.Column("idea_days", sa.Integer()))
    op.create_index(
        "ix_decision_idea",
        "decision",
        ["held_on", "idea_days", "committee_id"],
        sqlite_where=IDEA,
        postgresql_where=IDEA,
    )
    op.create_table(
        "record_theme",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("theme", sa.Text(), nullable=False),
        sa.Column("committee_id", sa.Text(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "place", name=op.f("pk_record_theme")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_record_theme_held_on"), "record_theme", ["held_on"])
