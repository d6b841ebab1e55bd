"""Column types, and the insert and the digest that several tables share."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any

from sqlalchemy import TIMESTAMP, Dialect, Table, Text
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.types import TypeDecorator, TypeEngine

JsonObject = Mapping[str, Any]
# Gives JSON as readable text: Danish letters stand as themselves. Fails with TypeError where JSON has no form.
json_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant. It goes in with any zone and comes out in UTC.

    On SQLite it is text of fixed width such as `2027-03-28T01:30:00.000000Z`, which sorts and compares as time does.
    On PostgreSQL it is `timestamptz`.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Give the type of the column on this database."""
        if dialect.name == "sqlite":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(TIMESTAMP(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Give what is stored.

        Raises:
            ValueError: when the value has no time zone.
        """
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError(f"an instant needs a time zone, got {value!r}: make it with tzinfo=UTC")
        instant = value.astimezone(UTC)
        if dialect.name != "sqlite":
            return instant
        return instant.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the instant in UTC."""
        if value is None:
            return None
        return datetime.fromisoformat(value) if dialect.name == "sqlite" else value.astimezone(UTC)


class JsonText(TypeDecorator[JsonObject]):
    """A JSON object as readable text: Danish letters stand as themselves."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: JsonObject | None, dialect: Dialect) -> str | None:
        """Give the text that is stored.

        Raises:
            TypeError: when the object holds something that JSON has no form for.
        """
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> JsonObject | None:
        """Give the object."""
        return None if value is None else json.loads(value)


def digest(text: str) -> bytes:
    """Give the 20 bytes that stand for a key or a token, from which it cannot be told back.

    Rows that lie in the order of a digest do not tell in which order they came.
    """
    return blake2b(text.encode(), digest_size=20).digest()


def insert_once(table: Table) -> Insert:
    """Give an insert that leaves a row alone when its primary key is already there; both databases say it alike."""
    return insert(table).on_conflict_do_nothing(index_elements=list(table.primary_key.columns))
