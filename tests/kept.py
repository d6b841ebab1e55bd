"""Everything that a database keeps: every value of every row, and every readable word in its raw files."""

import re
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

from tests.databases import Kind, OnServer
from tests.fakes.house import EVERYBODY
from tests.postgres import Server

Cell = tuple[str, tuple[object, ...], str]
Words = dict[str, list[bytes]]
# What is sealed is chance, and so are the row ids of positions: of those it shows how many there are and how long.
SEALED = "sealed"
NAMED_BY_CHANCE = frozenset({"position", "handed_in"})
PAGE = 8192
SHORT_HEADER, LONG_HEADER = 24, 40
LONG = 0x0002
# What stands in a record, and what an id looks like.
VALUE = rb'"[ !#-z|~]*"(?=[:,}\]])|(?<=[:,\[])(?:true|false|null|[0-9]+)(?=[,}\]])'
ID = re.compile(r"[0-9a-f]{16,}")


def dump(kind: Kind, folder: Path) -> dict[Cell, object]:
    """Give every value of every table, by table, key of the row, and column.

    On a server also where each row lies and, as a rank, which transaction wrote it: two that one transaction wrote
    belong together.
    """
    found: dict[Cell, object] = {}
    hidden = ("ctid", "xmin") if isinstance(kind, OnServer) else ()
    for table, columns, key in _tables(kind, folder):
        listed = ", ".join([*(f'"{name}"' for name in columns), *(f"{name}::text" for name in hidden)])
        for number, row in enumerate(sorted(kind.ask(folder, f'SELECT {listed} FROM "{table}"'), key=str)):
            values: dict[str, Any] = dict(zip((*columns, *hidden), row, strict=True))
            name = (number,) if table in NAMED_BY_CHANCE else tuple(values[each] for each in key or columns)
            if SEALED in values:
                values[SEALED] = len(values[SEALED])
            if table in NAMED_BY_CHANCE:
                values = {SEALED: values[SEALED]}
            found |= {(table, name, column): value for column, value in values.items()}
    return _ranked(found)


def _tables(kind: Kind, folder: Path) -> list[tuple[str, list[str], list[str]]]:
    """Give each table with its columns and its primary key."""
    if not isinstance(kind, OnServer):
        tables = [name for (name,) in kind.ask(folder, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
        infos = [(table, kind.ask(folder, f"PRAGMA table_info({table})")) for table in tables]
        return [(table, [c[1] for c in info], [c[1] for c in info if c[5]]) for table, info in infos]
    asked = """
        SELECT c.relname::text, array_agg(a.attname::text ORDER BY a.attnum),
               array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attnum = ANY (i.indkey))
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' GROUP BY c.relname ORDER BY c.relname
    """
    return [(table, columns, key or []) for table, columns, key in kind.ask(folder, asked)]


def _ranked(found: dict[Cell, object]) -> dict[Cell, object]:
    """Put a rank in the place of each transaction's number, which counts everything that the server ever did."""
    numbers = sorted({int(str(value)) for (_, _, column), value in found.items() if column == "xmin"})
    rank = dict(zip(numbers, count(), strict=False))
    return {cell: rank[int(str(value))] if cell[2] == "xmin" else value for cell, value in found.items()}


def differing(one: Mapping[Any, object], other: Mapping[Any, object]) -> set[Any]:
    nothing = object()
    return {cell for cell in one.keys() | other.keys() if one.get(cell, nothing) != other.get(cell, nothing)}


def vocabulary(found: Mapping[Cell, object]) -> re.Pattern[bytes]:
    """Give what finds people, the values in records, and every id that stands anywhere in the tables."""
    ids = {
        each
        for (table, _, _), value in found.items()
        if table not in NAMED_BY_CHANCE
        for each in ID.findall(str(value))
    }
    return re.compile(VALUE + b"|" + longest_of({*ids, *EVERYBODY}).encode())


def longest_of(words: set[str]) -> str:
    """Give a pattern for the longest of some words, which share their beginnings: hundreds are sought in each byte."""
    if len(words) == 1:
        return re.escape(words.pop())
    after: dict[str, set[str]] = {}
    for word in words - {""}:
        after.setdefault(word[0], set()).add(word[1:])
    branches = "|".join(re.escape(first) + longest_of(rest) for first, rest in sorted(after.items()))
    return f"(?:{branches})" + ("?" if "" in words else "")


def words_in_tables(server: Server, url: str, telling: re.Pattern[bytes]) -> Words:
    """Give the words in the files of each table and index: also of rows that are deleted or were changed since."""
    server.ask(url, "CHECKPOINT")
    asked = "SELECT relname::text, pg_relation_filepath(oid) FROM pg_class WHERE relkind IN ('r', 't', 'i')"
    files = [(name, server.folder / "data" / path) for name, path in server.ask(url, asked) if path]
    # A table for long values is named by a number, which differs.
    return {re.sub(r"\d+", "N", name): telling.findall(path.read_bytes()) for name, path in files}


def log_position(server: Server) -> str:
    """Begin a new file of the log, and give its name."""
    server.ask(server.url("postgres"), "SELECT pg_switch_wal()")
    [(name,)] = server.ask(server.url("postgres"), "SELECT pg_walfile_name(pg_current_wal_insert_lsn())")
    return str(name)


def words_in_log(server: Server, since: str, telling: re.Pattern[bytes]) -> Words:
    """Give the words in the write-ahead log from a file of it on."""
    until = log_position(server)
    files = sorted(path for path in (server.folder / "data/pg_wal").glob("0*") if since <= path.name < until)
    pages = b"".join(path.read_bytes().rstrip(b"\0") for path in files)
    # A record that is longer than what is left of its page goes on behind the next page's header.
    bodies = [pages[at : at + PAGE] for at in range(0, len(pages), PAGE)]
    headers = [LONG_HEADER if int.from_bytes(body[2:4], "little") & LONG else SHORT_HEADER for body in bodies]
    return {"log": telling.findall(b"".join(body[cut:] for body, cut in zip(bodies, headers, strict=True)))}
