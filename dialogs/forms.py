"""The fields a form can have, alike on every channel."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Option:
    """One answer in a choice: `id` is stored, `label` is read. `label` may hold what a person typed; renderers escape
    it.
    """

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class TextField:
    """Typed text. With `many`, several texts of the same name are sent: one input for each of `values` and an empty
    one.

    `max_chars` counts characters after normalisation.
    """

    name: str
    label: str
    help: str = ""
    values: tuple[str, ...] = ()
    required: bool = False
    long: bool = False
    many: bool = False
    max_chars: int = 3000

    @property
    def value(self) -> str:
        """Give the first value, or nothing."""
        return self.values[0] if self.values else ""


@dataclass(frozen=True, slots=True)
class ChoiceField:
    """One of several options, or with `many` any number of them.

    `closed` is a list that opens, however short it is: the same is asked for more than once in the form.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    help: str = ""
    values: tuple[str, ...] = ()
    required: bool = False
    many: bool = False
    closed: bool = False


@dataclass(frozen=True, slots=True)
class DateField:
    """A calendar date as ISO text, such as 2027-01-04."""

    name: str
    label: str
    help: str = ""
    value: str = ""
    required: bool = False


Field = TextField | ChoiceField | DateField


def one(value: str | None) -> tuple[str, ...]:
    """Give what stands in a field that holds one value, or nothing."""
    return (value,) if value else ()


def iso(day: date | None) -> str:
    """Give what stands in a field for a date."""
    return day.isoformat() if day else ""
