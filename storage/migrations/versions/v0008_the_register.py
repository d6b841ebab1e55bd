"""The register: signed minutes ready to be filtered and searched, and who is signed in.

The words are searched by FTS5 on SQLite, kept in step by triggers, and by a column of Danish words on PostgreSQL.
"""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

UNSIGNED = sa.text("signed IS NULL OR signed < newest")
PILOT = sa.text("proposal_id IS NOT NULL")
# Danish letters are letters of their own: å is no a.
SQLITE_SEARCH = (
    "CREATE VIRTUAL TABLE decision_search USING fts5(body, content='decision', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0', prefix='2 3')",
    "CREATE TRIGGER decision_added AFTER INSERT ON decision BEGIN "
    "INSERT INTO decision_search (rowid, body) VALUES (new.id, new.body); END",
    "CREATE TRIGGER decision_gone AFTER DELETE ON decision BEGIN "
    "INSERT INTO decision_search (decision_search, rowid, body) VALUES ('delete', old.id, old.body); END",
)
# Worked out once for each decision and not for each search; and its statistics tell which words are common.
POSTGRESQL_SEARCH = (
    "ALTER TABLE decision ADD decision_search tsvector GENERATED ALWAYS AS (to_tsvector('danish', body)) STORED",
    "CREATE INDEX decision_search ON decision USING gin (decision_search)",
)


def upgrade() -> None:
    op.create_table(
        "record",
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("committee_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("newest", sa.Integer(), nullable=False),
        sa.Column("signed", sa.Integer()),
        sa.Column("out_at", columns.UtcDateTime()),
        sa.Column("approved_at", sa.Integer()),
        sa.PrimaryKeyConstraint("meeting_id", name=op.f("pk_record")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_record_committee_id_held_on"), "record", ["committee_id", "held_on"])
    op.create_index(op.f("ix_record_held_on"), "record", ["held_on"])
    op.create_index("ix_record_unsigned", "record", ["held_on"], sqlite_where=UNSIGNED, postgresql_where=UNSIGNED)
    op.create_table(
        "decision",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("meeting_id", sa.Text(), nullable=False),
        sa.Column("committee_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("matter", sa.Text(), nullable=False),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("title_key", sa.LargeBinary(), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("item_type", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("chosen", sa.Boolean(), nullable=False),
        sa.Column("proposal_id", sa.Text()),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_decision_meeting_id"), "decision", ["meeting_id"])
    op.create_index(op.f("ix_decision_held_on_id"), "decision", ["held_on", "id"])
    op.create_index(op.f("ix_decision_title_key_id"), "decision", ["title_key", "id"])
    op.create_index(op.f("ix_decision_committee_id_held_on_id"), "decision", ["committee_id", "held_on", "id"])
    op.create_index(op.f("ix_decision_committee_id_matter"), "decision", ["committee_id", "matter"])
    op.create_index(op.f("ix_decision_outcome_held_on_id"), "decision", ["outcome", "held_on", "id"])
    op.create_index(op.f("ix_decision_item_type_held_on_id"), "decision", ["item_type", "held_on", "id"])
    op.create_index(
        "ix_decision_pilot",
        "decision",
        ["held_on", "id", "is_current", "proposal_id", "committee_id"],
        sqlite_where=PILOT,
        postgresql_where=PILOT,
    )
    op.create_table(
        "decision_day",
        sa.Column("decision_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("awaited", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("decision_id", "place", name=op.f("pk_decision_day")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_decision_day_due_on"), "decision_day", ["due_on"])
    op.create_table(
        "register_session",
        sa.Column("token_digest", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text()),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.Column("seen_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("token_digest", name=op.f("pk_register_session")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "register_sign_in",
        sa.Column("state_digest", sa.LargeBinary(), nullable=False),
        sa.Column("nonce", sa.Text(), nullable=False),
        sa.Column("verifier", sa.Text(), nullable=False),
        sa.Column("made_at", columns.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("state_digest", name=op.f("pk_register_sign_in")),
        sqlite_with_rowid=False,
    )
    for statement in SQLITE_SEARCH if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_SEARCH:
        op.execute(statement)
