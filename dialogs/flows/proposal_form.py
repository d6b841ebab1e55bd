"""The two forms of a proposal, as fields and back."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, assert_never

from dialogs.flows.follow_up import stop_criteria_from, stop_fields
from dialogs.flows.options import somebody
from dialogs.flows.proposal_table import MORE, SHORT, Choice, Kind, Special, Text, Ticks, YesNo
from dialogs.flows.reading import Reader
from dialogs.flows.view import View
from dialogs.forms import ChoiceField, DateField, Field, Option, TextField, iso, one
from dialogs.model.ids import PersonId
from dialogs.model.pilots import Elaboration, ShortForm


def short_from(read: Reader) -> ShortForm:
    """Read fields 1-9.

    Raises:
        Refusal: what reading the fields raises.
    """
    return ShortForm(**_read(read, SHORT))


def elaboration_from(read: Reader) -> Elaboration:
    """Read fields 10-24.

    Raises:
        Refusal: what reading the fields raises.
    """
    return Elaboration(**_read(read, MORE))


def short_fields(view: View, short: ShortForm) -> tuple[Field, ...]:
    """Give fields 1-9, filled with what is there."""
    return tuple(field for name, kind in SHORT.items() for field in _fields(view, name, kind, getattr(short, name)))


def elaboration_fields(view: View, more: Elaboration) -> tuple[Field, ...]:
    """Give fields 10-24, filled with what is there."""
    return tuple(field for name, kind in MORE.items() for field in _fields(view, name, kind, getattr(more, name)))


def title_field(view: View, title: str) -> Field:
    """Give the field for the title."""
    (field,) = _fields(view, "title", SHORT["title"], title)
    return field


def _read(read: Reader, kinds: Mapping[str, Kind]) -> dict[str, Any]:
    return {name: _value(read, name, kind) for name, kind in kinds.items()}


def _value(read: Reader, name: str, kind: Kind) -> Any:
    match kind:
        case Text():
            return read.maybe(name, max_chars=kind.max_chars)
        case Choice():
            return read.maybe_choice(name, kind.kind)
        case Ticks():
            return read.ticked(name, kind.kind)
        case Special.YES_NO:
            said = read.maybe_choice(name, YesNo)
            return said is YesNo.YES if said else None
        case Special.LEADER:
            return PersonId(read.raw(name)) if read.raw(name) else None
        case Special.HOURS:
            return read.hours(name)
        case Special.DAY:
            return read.day(name)
        case Special.SIGNS:
            return read.texts(name)
        case Special.STOPS:
            return stop_criteria_from(read)
        case _:
            assert_never(kind)


def _fields(view: View, name: str, kind: Kind, value: Any) -> Iterator[Field]:
    words = view.words
    label, help_text = words.field(name), words.field_help(name)
    match kind:
        case Text():
            yield TextField(name, label, help_text, one(value), kind.required, kind.long, max_chars=kind.max_chars)
        case Choice():
            yield ChoiceField(name, label, _options(view, name, kind.kind), help_text, one(value))
        case Ticks():
            yield ChoiceField(name, label, _options(view, name, kind.kind), help_text, tuple(value), many=True)
        case Special.YES_NO:
            said = "" if value is None else YesNo.YES if value else YesNo.NO
            yield ChoiceField(name, label, _options(view, name, YesNo), help_text, one(said))
        case Special.LEADER:
            people = view.meeting.committee
            leaders = tuple(map(somebody, people.by_name))
            # Who has left since is no answer any more.
            yield ChoiceField(name, label, leaders, help_text, one(value if value in people.people else None))
        case Special.HOURS:
            yield TextField(name, label, help_text, one(words.decimal(value)))
        case Special.DAY:
            yield DateField(name, label, help_text, iso(value))
        case Special.SIGNS:
            yield TextField(name, label, help_text, value, many=True)
        case Special.STOPS:
            yield from stop_fields(view, value)
        case _:
            assert_never(kind)


def _options(view: View, name: str, kind: type[StrEnum]) -> tuple[Option, ...]:
    return tuple(Option(option, view.words.answer(name, option)) for option in kind)
