"""Frozen values to JSON and back, by their type hints: names are kept, never positions, so that a release can add
fields.

A union of dataclasses is told apart by the name of the class. What an old row does not have takes its default.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, NewType, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Json = Any
_TAG = "is"


def encode(value: object) -> Json:
    """Give a value as JSON holds it.

    Raises:
        TypeError: for a type that no state has.
    """
    kind: Any = type(value)
    return _encoder(kind)(value)


@cache
def _encoder(kind: Any) -> Callable[[Any], Json]:
    if issubclass(kind, StrEnum):
        return str
    if issubclass(kind, str | int | types.NoneType):
        return _same
    if issubclass(kind, date):
        written: Callable[[Any], Json] = kind.isoformat
        return written
    if issubclass(kind, tuple | list):
        return lambda value: [encode(item) for item in value]
    if issubclass(kind, frozenset):
        return lambda value: sorted(encode(item) for item in value)
    if issubclass(kind, Mapping):
        return lambda value: {str(key): encode(item) for key, item in value.items()}
    if is_dataclass(kind):
        names = [item.name for item in fields(kind)]
        tag = _name(kind)
        return lambda value: {_TAG: tag, **{name: encode(getattr(value, name)) for name in names}}
    raise TypeError(f"{_name(kind)} has no form in the database: add one to storage.codec")


def decode(kind: type[T], body: Json) -> T:
    """Give the value of a type that JSON holds.

    Raises:
        KeyError: when a field without default is missing.
        ValueError: when a name is not one of its kind.
    """
    found: T = _decoder(cast("Any", kind))(body)
    return found


@cache
def _decoder(kind: Any) -> Callable[[Json], Any]:
    if isinstance(kind, NewType):
        return _decoder(kind.__supertype__)
    if is_dataclass(kind):
        return _dataclass(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _union(args)
    if origin is tuple:
        return _tuple(args)
    if origin is frozenset:
        inner = _decoder(args[0])
        return lambda body: frozenset(inner(item) for item in body)
    if origin is not None and issubclass(origin, Mapping):
        key, inner = _decoder(args[0]), _decoder(args[1])
        return lambda body: {key(name): inner(item) for name, item in body.items()}
    if kind in {datetime, date}:
        read: Callable[[Json], Any] = kind.fromisoformat
        return read
    return kind if isinstance(kind, type) and issubclass(kind, StrEnum | int) and kind is not bool else _same


def _same(body: Json) -> Json:
    return body


def _tuple(args: tuple[Any, ...]) -> Callable[[Json], Any]:
    if args[-1] is Ellipsis:
        inner = _decoder(args[0])
        # A list in between: a generator takes a quarter longer.
        return lambda body: tuple([inner(item) for item in body])
    each = [_decoder(arg) for arg in args]
    return lambda body: tuple(read(item) for read, item in zip(each, body, strict=True))


def _union(args: tuple[Any, ...]) -> Callable[[Json], Any]:
    some = [arg for arg in args if arg is not type(None)]
    tagged: dict[str, Any] = {_name(arg): arg for arg in some if is_dataclass(arg)}
    plain: list[Any] = [arg for arg in some if not is_dataclass(arg)]

    def read(body: Json) -> Any:
        if body is None:
            return None
        if isinstance(body, dict) and body.get(_TAG) in tagged:
            return _decoder(tagged[body[_TAG]])(body)
        return _decoder(plain[0])(body)

    return read


def _name(kind: Any) -> str:
    return str(kind.__name__)


def _dataclass(kind: Any) -> Callable[[Json], Any]:
    hints = get_type_hints(kind)
    # A class whose hints name itself is decoded lazily, so that the cache can hold it while it is being made.
    names = [item.name for item in fields(kind) if item.init]
    optional = {
        item.name for item in fields(kind) if item.default is not MISSING or item.default_factory is not MISSING
    }

    def read(body: Json) -> Any:
        values = {name: _decoder(hints[name])(body[name]) for name in names if name in body or name not in optional}
        return kind(**values)

    return read
