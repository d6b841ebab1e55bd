"""The tables of chat platforms: accounts of people, rooms of committees, and the messages that stand there.

None of them holds anything that a person wrote. A `reference` is the platform's own JSON for a conversation.
"""

from sqlalchemy import Column, Integer, Table, Text

from storage.columns import JsonText
from storage.tables import metadata

account = Table(
    "account",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("person_id", Text, nullable=False, index=True),
    Column("reference", JsonText),
    sqlite_with_rowid=False,
)

room = Table(
    "room",
    metadata,
    Column("committee_id", Text, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("conversation", Text, nullable=False, index=True),
    Column("reference", JsonText, nullable=False),
    sqlite_with_rowid=False,
)

shown = Table(
    "shown",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("platform", Text, primary_key=True),
    Column("slot", Integer, primary_key=True),
    Column("message_id", Text, nullable=False),
    sqlite_with_rowid=False,
)
