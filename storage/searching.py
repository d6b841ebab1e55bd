"""Searching for words in decisions: FTS5 on SQLite, the Danish words of PostgreSQL. Every word must be there, or one
that begins like it.
"""

import re
from collections.abc import Collection
from unicodedata import ucd_3_2_0

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Text,
    bindparam,
    column,
    false,
    func,
    literal_column,
    select,
    text,
)

from storage.register_tables import decision

# Around each word that was found. No text of ours holds them: control characters are removed on the way in.
BEGINS, ENDS = "\x02", "\x03"
MOST_WORDS = 8
LONGEST_WORD_CHARS = 40
_WORD = re.compile(r"[^\W_]+")
# FTS5 knows no Danish: without its ending a word finds all its other forms. PostgreSQL does that by itself.
_ENDING = re.compile(r"(?<=....)(ernes|erne|enes|ene|ers|er|ens|en|ets|et|es|e|s)$")
_DANISH: ColumnElement[str] = literal_column("'danish'")
_FIND_PLACES = text(
    "SELECT rowid AS id, snippet(decision_search, 0, :begins, :ends, '…', 24) AS found FROM decision_search "
    "WHERE decision_search MATCH :words AND rowid IN :ids"
).bindparams(bindparam("ids", expanding=True))
_PLACES = _FIND_PLACES.columns(column("id", BigInteger), column("found", Text))
_HEADLINE = f"StartSel={BEGINS}, StopSel={ENDS}, MaxWords=24, MinWords=12, MaxFragments=1"


def words_of(typed: str) -> list[str]:
    """Give the words of what somebody typed into the search field.

    FTS5 takes letters that are newer than itself for signs, and a word of signs for a fault, so they are left out.
    """
    known = "".join(each if ucd_3_2_0.category(each)[0] in "LN" else " " for each in typed.casefold())
    return [word[:LONGEST_WORD_CHARS] for word in _WORD.findall(known)][:MOST_WORDS]


def matches(conn: Connection, typed: str) -> ColumnElement[bool]:
    """Give the condition that a decision has these words."""
    asked = _asked(conn, typed)
    if not asked:
        return false()
    if conn.dialect.name == "sqlite":
        found = text("SELECT rowid FROM decision_search WHERE decision_search MATCH :words").bindparams(words=asked)
        return decision.c.id.in_(found.columns(column("rowid", BigInteger)))
    query = func.to_tsquery(_DANISH, asked)
    return func.to_tsvector(_DANISH, decision.c.body).bool_op("@@")(query)


def places(conn: Connection, typed: str, ids: Collection[int]) -> dict[int, str]:
    """Give a piece of each of these decisions in which the words stand, marked."""
    asked = _asked(conn, typed)
    if conn.dialect.name == "sqlite":
        found = conn.execute(_PLACES, {"begins": BEGINS, "ends": ENDS, "words": asked, "ids": list(ids)})
    else:
        headline = func.ts_headline(_DANISH, decision.c.body, func.to_tsquery(_DANISH, asked), _HEADLINE)
        found = conn.execute(select(decision.c.id, headline.label("found")).where(decision.c.id.in_(list(ids))))
    return {row.id: row.found for row in found}


def _asked(conn: Connection, typed: str) -> str:
    if conn.dialect.name == "sqlite":
        return " ".join(f'"{_ENDING.sub("", word)}"*' for word in words_of(typed))
    return " & ".join(f"{word}:*" for word in words_of(typed))
