"""The tables of the register: what signed minutes say, ready to be filtered and searched, and who is signed in.

The first four can be made anew from the minutes, and what follow-up groups said, at any time. Nothing in them is finer
than the minutes are, and nothing in them comes from minutes that are not signed, or from a closed item.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text, text

from storage.columns import UtcDateTime
from storage.tables import metadata

SEARCH = "decision_search"
"""The full-text index: a table of FTS5 on SQLite, a column and its index on PostgreSQL. Only migrations know more."""

record = Table(
    "record",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("committee_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("newest", Integer, nullable=False),
    Column("signed", Integer),
    Column("out_at", UtcDateTime),
    Column("approved_at", Integer),
    sqlite_with_rowid=False,
)
Index(None, record.c.committee_id, record.c.held_on)
Index(None, record.c.held_on)
Index("ix_record_unsigned", record.c.held_on, sqlite_where=text("signed IS NULL OR signed < newest"),
      postgresql_where=text("signed IS NULL OR signed < newest"))  # fmt: skip

decision = Table(
    "decision",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("meeting_id", Text, nullable=False, index=True),
    Column("committee_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("place", Integer, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("matter", Text, nullable=False),
    Column("is_current", Boolean, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("title", Text, nullable=False),
    Column("title_key", LargeBinary, nullable=False),
    Column("wording", Text, nullable=False),
    Column("item_type", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("proposal_id", Text),
    Column("body", Text, nullable=False),
    # Of the first decision on a proposal: how long before it that was handed in.
    Column("idea_days", Integer),
    sqlite_with_rowid=False,
)
Index(None, decision.c.held_on, decision.c.id)
Index(None, decision.c.title_key, decision.c.id)
Index(None, decision.c.committee_id, decision.c.held_on, decision.c.id)
Index(None, decision.c.committee_id, decision.c.matter)
Index(None, decision.c.outcome, decision.c.held_on, decision.c.id)
Index(None, decision.c.item_type, decision.c.held_on, decision.c.id)
_PILOT = text("proposal_id IS NOT NULL")
Index("ix_decision_pilot", decision.c.held_on, decision.c.id, decision.c.is_current, decision.c.proposal_id,
      decision.c.committee_id, sqlite_where=_PILOT, postgresql_where=_PILOT)  # fmt: skip
_IDEA = text("idea_days IS NOT NULL")
Index("ix_decision_idea", decision.c.held_on, decision.c.idea_days, decision.c.committee_id,
      sqlite_where=_IDEA, postgresql_where=_IDEA)  # fmt: skip

decision_day = Table(
    "decision_day",
    metadata,
    Column("decision_id", BigInteger, primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("awaited", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("rule", Text, nullable=False),
    # Of a check-point that a group has not answered: from which day it is asked, and until which.
    Column("asked_on", Date),
    Column("asked_until", Date),
    # Of one that it has, and of an evaluation: when, what it said, and how many stop criteria are met.
    Column("answered_on", Date),
    Column("said", Text),
    Column("stops", Integer, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)
# Each holds what its list leaves rows out by, so that they are left out without being looked up.
Index("ix_decision_day_due", decision_day.c.awaited, decision_day.c.due_on, decision_day.c.decision_id,
      decision_day.c.said, decision_day.c.answered_on, decision_day.c.asked_on)  # fmt: skip
Index("ix_decision_day_asked", decision_day.c.asked_on, decision_day.c.decision_id, decision_day.c.place,
      decision_day.c.asked_until)  # fmt: skip
Index("ix_decision_day_answered", decision_day.c.answered_on, decision_day.c.decision_id, decision_day.c.place,
      decision_day.c.awaited)  # fmt: skip
_STOPS = text("stops > 0")
Index("ix_decision_day_stops", decision_day.c.answered_on, decision_day.c.decision_id, decision_day.c.place,
      sqlite_where=_STOPS, postgresql_where=_STOPS)  # fmt: skip

record_theme = Table(
    "record_theme",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("theme", Text, nullable=False),
    Column("committee_id", Text, nullable=False),
    Column("held_on", Date, nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Of pilots that signed minutes chose, none of them closed. Without a meeting they are from before there were any.
pilot_word = Table(
    "pilot_word",
    metadata,
    Column("word", Text, primary_key=True),
    Column("committee_id", Text, primary_key=True),
    Column("proposal_id", Text, primary_key=True),
    Column("meeting_id", Text, nullable=False, index=True),
    Column("held_on", Date, nullable=False),
    sqlite_with_rowid=False,
)
Index(None, pilot_word.c.committee_id, pilot_word.c.proposal_id)

unanswered = Table(
    "unanswered",
    metadata,
    Column("meeting_id", Text, primary_key=True),
    Column("matter", Text, primary_key=True),
    Column("rule", Text, nullable=False),
    Column("since", Date, nullable=False),
    sqlite_with_rowid=False,
)

register_session = Table(
    "register_session",
    metadata,
    Column("token_digest", LargeBinary, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("person_id", Text),
    Column("made_at", UtcDateTime, nullable=False),
    Column("seen_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)

register_sign_in = Table(
    "register_sign_in",
    metadata,
    Column("state_digest", LargeBinary, primary_key=True),
    Column("nonce", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("made_at", UtcDateTime, nullable=False),
    sqlite_with_rowid=False,
)
