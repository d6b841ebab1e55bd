"""Finding somebody in stored values, and giving them another id there, by the types of the fields.

A text that happens to be spelled like an id is not one: only fields that hold the id of a person are looked at.
"""

import types
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from dialogs.model.ids import PersonId

T = TypeVar("T")
Swap = Callable[[Any], Any]
_NOBODY = PersonId("\0")


def renamed(value: T, old: PersonId, new: PersonId) -> T:
    """Give a value in which one person has another id; the value itself when they are not in it."""
    return cast("T", _swap(type(value), value, lambda who: new if who == old else who))


def names(value: object, who: PersonId) -> bool:
    """Say whether a value names a person."""
    return renamed(value, who, _NOBODY) != value


def _swap(kind: Any, value: Any, swap: Swap) -> Any:
    if value is None:
        return None
    if kind is PersonId:
        return swap(value)
    if is_dataclass(value):
        hints = _hints(cast("type", type(value)))
        found = {name: (getattr(value, name), _swap(hint, getattr(value, name), swap)) for name, hint in hints.items()}
        changed = {name: after for name, (before, after) in found.items() if after != before}
        return replace(cast("Any", value), **changed) if changed else value
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _swap(next(each for each in args if each is not type(None)), value, swap)
    if origin is tuple and args[-1] is Ellipsis:
        return tuple(_swap(args[0], each, swap) for each in value)
    if origin is tuple:
        return tuple(_swap(kind, each, swap) for kind, each in zip(args, value, strict=True))
    if origin is frozenset:
        return frozenset(_swap(args[0], each, swap) for each in value)
    if origin is not None and issubclass(origin, Mapping):
        return {_swap(args[0], key, swap): _swap(args[1], each, swap) for key, each in value.items()}
    return value


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(cast("Any", kind))}
