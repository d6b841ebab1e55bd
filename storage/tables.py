"""The one `MetaData` with all tables. Here: the tables that carry events in and messages out; others add their own.

On SQLite every table is WITHOUT ROWID and has a primary key that is chance or a digest: a row number would tell in
which order people wrote.
"""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, LargeBinary, MetaData, Table, Text

from storage.columns import JsonText, UtcDateTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

inbox = Table(
    "inbox",
    metadata,
    Column("key_digest", LargeBinary, primary_key=True),
    Column("meeting_id", Text, nullable=False, index=True),
    Column("answer", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("id", LargeBinary, primary_key=True),
    Column("dedupe_key", Text, nullable=False),
    Column("meeting_id", Text, nullable=False, index=True),
    Column("recipient", Text, nullable=False),
    Column("platform", Text, nullable=False, server_default="browser"),
    Column("card", JsonText),
    Column("owed_at", UtcDateTime, nullable=False),
    Column("available_at", UtcDateTime),
    Column("owner", Text),
    Column("attempts", Integer, nullable=False),
    Column("attempt_started_at", UtcDateTime),
    Column("sent_at", UtcDateTime),
    Column("failed_at", UtcDateTime),
    Column("fault", Text),
    sqlite_with_rowid=False,
)
_waits = outbox.c.available_at.is_not(None)
Index(None, outbox.c.available_at, sqlite_where=_waits, postgresql_where=_waits)

timer = Table(
    "timer",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("due_at", UtcDateTime, nullable=False, index=True),
    Column("owner", Text),
    Column("lease_ends_at", UtcDateTime),
    sqlite_with_rowid=False,
)

audit = Table(
    "audit",
    metadata,
    Column("id", Text, primary_key=True),
    Column("meeting_id", Text, nullable=False, index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text),
    Column("action", Text, nullable=False),
    Column("about", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("number", BigInteger),
    Column("salt", LargeBinary),
    Column("veiled", LargeBinary),
    Column("chain", LargeBinary),
    sqlite_with_rowid=False,
)
Index(None, audit.c.number, unique=True)

audit_head = Table(
    "audit_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("number", BigInteger, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

look = Table(
    "look",
    metadata,
    Column("id", Text, primary_key=True),
    Column("at", UtcDateTime, nullable=False, index=True),
    Column("by", Text, nullable=False, index=True),
    Column("office", Text, nullable=False),
    Column("what", Text, nullable=False),
    sqlite_with_rowid=False,
)

own_content = Table(
    "own_content",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("text", Text),
    Column("at", UtcDateTime, nullable=False),
    Column("by", Text, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("why", Text, nullable=False),
    sqlite_with_rowid=False,
)

link = Table(
    "link",
    metadata,
    Column("token_digest", LargeBinary, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("meeting_id", Text),
    Column("committee_id", Text),
    Column("person_id", Text),
    Column("made_at", UtcDateTime, nullable=False),
    Column("revoked_at", UtcDateTime),
    Column("expires_at", UtcDateTime),
    sqlite_with_rowid=False,
)

message = Table(
    "message",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("key_digest", LargeBinary, primary_key=True),
    Column("at", UtcDateTime, nullable=False),
    Column("card", JsonText, nullable=False),
    sqlite_with_rowid=False,
)

installation = Table(
    "installation",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("workspace", Text, primary_key=True),
    Column("tokens", LargeBinary, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
    Column("refreshing_until", UtcDateTime),
    sqlite_with_rowid=False,
)

mail_address = Table(
    "mail_address",
    metadata,
    Column("person_id", Text, primary_key=True),
    Column("address", Text, nullable=False),
    Column("refused", Text, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

signing_code = Table(
    "signing_code",
    metadata,
    Column("person_id", Text, primary_key=True),
    Column("purpose", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("code_digest", LargeBinary),
    Column("made_at", UtcDateTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("asked_since", UtcDateTime, nullable=False),
    Column("asked", Integer, nullable=False),
    sqlite_with_rowid=False,
)
