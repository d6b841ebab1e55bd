"""people over time, and the door."""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "door",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("body", columns.JsonText(), nullable=False),
        sa.PrimaryKeyConstraint("meeting_id", "id", name=op.f("pk_door")),
        sqlite_with_rowid=False,
    )
    op.add_column("committee", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("person", sa.Column("left_on", sa.Date(), nullable=True))
    op.add_column("person", sa.Column("roles_until", columns.JsonText(), nullable=True))
    # A link made before opened one meeting. Now a link without a committee opens everything of that person, so the old
    # ones keep to the committee that they were made in.
    link = sa.table("link", sa.column("committee_id"), sa.column("meeting_id"), sa.column("kind"))
    meeting = sa.table("meeting", sa.column("id"), sa.column("committee_id"))
    theirs = sa.select(meeting.c.committee_id).where(meeting.c.id == link.c.meeting_id).scalar_subquery()
    old = (link.c.kind == "person") & link.c.committee_id.is_(None)
    op.execute(sa.update(link).where(old).values(committee_id=theirs))
